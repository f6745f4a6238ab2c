"""Consensus: the chair asks, and nobody objects; also where some decide among themselves."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, rule_of, ruleset_of, with_parts
from plenary.procedure.cases.decision import RESULT as RESULT
from plenary.procedure.cases.decision import RULING, SUBJECT, as_answer, subject_of
from plenary.procedure.cases.shape import Given, Part, Text
from plenary.procedure.consensus import by_formula, consensus
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Formula, Method, Rule, Ruleset
from plenary.procedure.tally import Choice, Roll
from plenary.procedure.verdict import Outcome, Verdict

OBJECTS: Part[tuple[str, ...]] = Part("objects", casting.NAMES, "Members represented in the room that object.", ())
OBJECTS_TO_METHOD: Part[tuple[str, ...]] = Part(
    "objects_to_method",
    casting.NAMES,
    "Members that object to some deciding among themselves, where the rule allows it at all.",
    (),
)
SUBJECT_KIND: Part[str] = Part(
    "subject_kind", Text(), 'The kind of subject, where the rule is open to some kinds only: "economic".', ""
)

PARTS = with_parts(
    SUBJECT,
    casting.MEMBERS,
    casting.COUNT,
    casting.PRESENT,
    OBJECTS,
    OBJECTS_TO_METHOD,
    SUBJECT_KIND,
    casting.TRAITS,
    casting.NOT_ENTITLED,
    casting.CARRIED,
    casting.PARTICIPATING,
    casting.WEIGHTS,
    casting.POPULATIONS,
    casting.CRITERIA,
    casting.STANDING,
    casting.STATEMENTS,
    RULING,
    says="A text put to consensus: by names (`present`, `objects`), or in figures (`count`).",
)
OUTCOMES: Sequence[str] = [
    str(Outcome.ADOPTED),
    str(Outcome.NOT_ADOPTED),
    str(Outcome.NO_QUORUM),
    str(Outcome.IRREGULAR),
]


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """Whether the body agrees, or those among whom it is decided."""
    held = ruleset_of(given, rulesets)
    rule = rule_of(given, rulesets, subject_of(given, held))
    return as_answer(_agreed(given, held, rule), rule, given)


def verdict_of(given: Given, rulesets: Rulesets) -> Verdict:
    """The verdict of one body in a joint meeting."""
    held = ruleset_of(given, rulesets)
    return _agreed(given, held, rule_of(given, rulesets, subject_of(given, held)))


def _agreed(given: Given, held: Ruleset, rule: Rule) -> Verdict:
    if rule.method is not Method.CONSENSUS:
        raise Refused("voting.wrong_input", rule.cite, method=str(rule.method))
    standing = casting.standing_of(given)
    if rule.formula is not Formula.NONE:
        if casting.COUNT in given:
            raise Refused("case.names_needed", rule.cited("formula"), where=given.place(casting.COUNT))
        return _among_some(given, held, rule)
    for part in (casting.PARTICIPATING, OBJECTS_TO_METHOD, SUBJECT_KIND):
        if part in given:
            raise Refused("case.not_in_rule", rule.cited("formula"), where=given.place(part), subject=rule.subject)
    counted = given[casting.COUNT]
    if counted is not None:
        votes = casting.counted_of(given, held, rule, counted, OBJECTS)
        return consensus(
            votes,
            rule,
            standing=standing,
            criteria=given[casting.CRITERIA],
            statements=casting.statements_of(given),
        )
    return consensus(
        _positions(given, held, rule, given[OBJECTS]),
        rule,
        standing=standing,
        criteria=given[casting.CRITERIA],
        statements=casting.statements_of(given),
    )


def _positions(given: Given, held: Ruleset, rule: Rule, objecting: Sequence[str]) -> Roll:
    present = set(given[casting.PRESENT])
    if casting.PRESENT not in given:
        # Who is there decides whether there is a quorum: it is told, never assumed.
        raise Refused("case.missing", where=given.place(casting.PRESENT))
    if away := sorted(set(objecting) - present):
        raise Refused("tally.absent_seat_acted", rule.cite, member=away[0], choice=str(Choice.OBJECTS))
    barred = set(given[casting.NOT_ENTITLED])
    content = sorted(present - set(objecting) - barred)
    membership = casting.membership_of(given, held, rule)
    return casting.roll_of(given, membership, {Choice.OBJECTS: objecting, Choice.DOES_NOT_OBJECT: content})


def _among_some(given: Given, held: Ruleset, rule: Rule) -> Verdict:
    if casting.PARTICIPATING not in given:
        raise Refused("case.missing", where=given.place(casting.PARTICIPATING))
    to_method = _positions(given, held, rule, given[OBJECTS_TO_METHOD])
    everybody = _positions(given, held, rule, given[OBJECTS])
    on_text = Roll.of(seat for seat in everybody.seats if seat.participating)
    apart = everybody.membership.apart
    if wrong := sorted(apart.intersection(given[OBJECTS])):
        # Whoever takes no part may object to the method, and to nothing else.
        most = len(everybody.membership.members) - len(apart)
        raise Refused(
            "tally.apart_acted", rule.cited("formula"), members=list(wrong), count=most + len(wrong), most=most
        )
    kind = given.needs(SUBJECT_KIND) if rule.formula is Formula.FLEXIBLE_PARTICIPATION else given[SUBJECT_KIND]
    return by_formula(
        to_method,
        on_text,
        rule,
        standing=casting.standing_of(given),
        subject_kind=kind,
        statements=casting.statements_of(given),
    )
