"""What the organisation's records say, as the plain values that acts and rules take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plenary.offices.organisation.queries import ruleset_named
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule, Setting, changed_rule, is_confirmed
from plenary.procedure.settings import checked_setting
from plenary.procedure.value import parts_of


def checked_changes(ruleset: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What an organisation sets otherwise in a ruleset, or confirms, once every value fits and names its source.

    Paths: "rule.SUBJECT.VALUE" and "setting.NAME", each -> {"value": …, "cite": "…"}, or {"confirmed": true, "cite":
    "…"} for the value that stands; "rule.SUBJECT.*" -> confirmed; and "body": what the body is called in the file,
    where that differs.
    Raises Refused "organisation.change_unknown", "organisation.change_uncited", or "ruleset.…".
    """
    file = ruleset_named(ruleset)
    subjects = {rule.subject for rule in file.rules}
    names = {setting.name for setting in file.settings}
    for path, change in changes.items():
        if path == "body":
            if change not in file.bodies:
                raise Refused("organisation.change_unknown", path=f"body {change}", ruleset=ruleset)
            continue
        kind, _, rest = path.partition(".")
        subject, _, value = rest.rpartition(".")
        confirms = isinstance(change, Mapping) and is_confirmed(change)
        known = (kind == "rule" and subject in subjects and (value in parts_of(Rule) or confirms)) or (
            kind == "setting" and rest in names
        )
        if not known:
            raise Refused("organisation.change_unknown", path=path, ruleset=ruleset)
        told = isinstance(change, Mapping) and ("value" in change or confirms)
        if not told or not str(change.get("cite", "")).strip():
            raise Refused("organisation.change_uncited", path=path, ruleset=ruleset)
        if kind == "setting" and not confirms:
            Setting.from_mapping({"name": rest, "value": change["value"], "cite": change["cite"]})
            checked_setting(rest, change["value"])
    for rule in file.rules:
        changed_rule(rule, changes)
    return {path: dict(change) if isinstance(change, Mapping) else change for path, change in changes.items()}


def cited(text: str) -> str:
    """A provision in its printed form; "" where none is stated."""
    return str(Citation.parse(text)) if text.strip() else ""


def provision(text: str) -> str:
    """Where a fact is written, in its printed form. Raises Refused "organisation.attribute_uncited" where left out."""
    if not text.strip():
        raise Refused("organisation.attribute_uncited")
    return cited(text)
