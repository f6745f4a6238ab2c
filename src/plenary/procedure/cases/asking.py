"""The rules that a case stands under, and parts that many kinds share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from plenary.procedure.attribute import Attribute
from plenary.procedure.cases.shape import Anything, Day, Either, Given, Named, Part, Record, Shape, Text
from plenary.procedure.election_rule import ElectionRule
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import (
    Rule,
    Ruleset,
    Setting,
    changed_attribute,
    changed_election,
    changed_rule,
    changed_setting,
    require_confirmed,
)

#: Finds a ruleset by its name; refuses one that is not there.
Rulesets: TypeAlias = Callable[[str], Ruleset]

KIND: Part[str] = Part("kind", Text(), "What is asked: one of the kinds listed here.")
ID: Part[str] = Part("id", Text(), "A name of your own for the case; it comes back with the answer.", "")
RULESET: Part[str | Mapping[str, object]] = Part(
    "ruleset",
    Either(Text(), Anything()),
    "The rules: the name of a ruleset, or a ruleset itself as its file has it.",
)
BODY: Part[str] = Part("body", Text(), "The body, by its code in the ruleset; may be left out where there is one.", "")
ON: Part[date] = Part("on", Day(), "The day of the decision: the rules in force on it hold.")
CHANGES: Part[Mapping[str, Mapping[str, object]]] = Part(
    "changes",
    Named(Anything()),
    'What the organisation set otherwise or confirmed, by path: {"rule.substance.quorum_decide": {"value": "all '
    'members", "cite": "..."}}, or {"confirmed": true, "cite": "..."} for a value as it stands ("rule.SUBJECT.*" for '
    "all). Values that a ruleset marks as not confirmed decide nothing until they stand here.",
    {},
)

#: What every case begins with.
FIRST = (KIND, ID)
#: What a case that asks a ruleset begins with.
UNDER_RULES = (KIND, ID, RULESET, BODY, ON, CHANGES)


def ruleset_of(given: Given, rulesets: Rulesets) -> Ruleset:
    """The ruleset named, or told whole. Raises: Refused "case.no_such_ruleset", "ruleset.…"."""
    said = given[RULESET]
    return rulesets(said) if isinstance(said, str) else Ruleset.from_mapping(said)


def rule_of(given: Given, rulesets: Rulesets, subject: str) -> Rule:
    """The rule in force for a subject, changed and confirmed as the case says.

    Raises: Refused "rules.not_confirmed" where a value is left uncertain; "case.change_unknown" for a change that
    would touch nothing, so that a misspelt path is not taken for a confirmation; "case.unknown_word" for a body that
    has no rules there, with those that have.
    """
    held = ruleset_of(given, rulesets)
    if given[BODY] not in {"", *held.bodies}:
        raise Refused("case.unknown_word", where=given.place(BODY), said=given[BODY], allowed=list(held.bodies))
    plain = held.rule_for(subject, on=given[ON], body=given[BODY])
    _refuse_unknown_changes(held, given)
    rule = changed_rule(plain, given[CHANGES])
    require_confirmed(rule)
    return rule


def election_of(given: Given, rulesets: Rulesets, subject: str) -> ElectionRule:
    """The rule of an election in force, changed and confirmed as the case says. Raises: as `rule_of`."""
    held = ruleset_of(given, rulesets)
    plain = held.election_for(subject, on=given[ON], body=given[BODY])
    _refuse_unknown_changes(held, given)
    rule = changed_election(plain, given[CHANGES])
    require_confirmed(rule)
    return rule


def borne_by_members(given: Given, held: Ruleset, body: str) -> Mapping[str, Attribute]:
    """What the ruleset says that members bear, nothing in it uncertain. Raises: Refused "rules.not_confirmed"."""
    borne = {
        name: changed_attribute(one, given[CHANGES]) for name, one in held.attributes_on(given[ON], body=body).items()
    }
    for name, one in borne.items():
        if not one.certain:
            raise Refused("rules.not_confirmed", one.cite, body=body, subject=name, values=["value"])
    return borne


def setting_of(given: Given, rulesets: Rulesets, name: str) -> Setting:
    """A setting in force, nothing in it uncertain. Raises: Refused "ruleset.no_setting", "rules.not_confirmed"."""
    found = ruleset_of(given, rulesets).setting(name, on=given[ON], body=given[BODY])
    setting = changed_setting(found, given[CHANGES])
    if not setting.certain:
        raise Refused("rules.not_confirmed", setting.cite, body=setting.body, subject=name, values=["value"])
    return setting


def with_parts(*parts: Part[object], says: str) -> Record:
    """A case that asks a ruleset."""
    return Record(*UNDER_RULES, *parts, says=says)


def plain_parts(*parts: Part[object], says: str) -> Record:
    """A case that brings its own figures and asks no ruleset."""
    return Record(*FIRST, *parts, says=says)


def result_of(**shapes: tuple[Shape[object], str]) -> Record:
    """The result of a kind: each part by name, with its shape and what it is."""
    return Record(*(Part(name, shape, says) for name, (shape, says) in shapes.items()))


def _refuse_unknown_changes(held: Ruleset, given: Given) -> None:
    rules = {f"rule.{rule.subject}." for rule in held.rules}
    elections = {f"election.{one.subject}." for one in held.elections}
    whole = {f"setting.{one.name}" for one in held.settings}
    whole |= {f"attribute.{one.name}" for one in held.attributes}
    for path in given[CHANGES]:
        if path not in whole and not any(path.startswith(known) for known in rules | elections):
            raise Refused("case.change_unknown", where=f"{given.place(CHANGES)}.{path}", ruleset=held.code)
