"""The rules of procedure of each body: which hold from a day, and what the organisation sets otherwise.

A row of `RulesInForce` names a ruleset and, over it, the values that this organisation set itself, each with the
provision it rests on. A change makes a new row from its day; the one before ends there and stays. No row reaches back
behind a sitting that was held under another one: `meetings` refuses it in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.journal.writing import record
from plenary.offices.organisation import queries
from plenary.offices.organisation.facts import checked_changes
from plenary.offices.organisation.models import Body, RulesInForce
from plenary.offices.organisation.permissions import require_keeping
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused


@act("organisation.bring_rules_into_force")
def bring_rules_into_force(
    body: Body, *, by: Actor, ruleset: str, from_on: date, changes: Mapping[str, Any] | None = None
) -> RulesInForce:
    """Say which rules of procedure hold for a body from a day; the ones before hold until that day.

    changes: what this organisation set otherwise (see `facts.checked_changes`).
    Raises Refused "organisation.rules_not_later", "organisation.no_such_ruleset", "organisation.change_…",
    "ruleset.which_body" where the file has no rules for this body.
    """
    require_keeping(by)
    held = Body.objects.select_for_update().get(pk=body.pk)
    checked = checked_changes(ruleset, changes or {})
    file = queries.ruleset_named(ruleset)
    if not checked.get("body") and held.code not in file.bodies and len(file.bodies) != 1:
        raise Refused("ruleset.which_body", ruleset=file.code, bodies=list(file.bodies))
    before = RulesInForce.objects.filter(body=held).order_by("-from_on").first()
    if before is not None:
        if from_on <= before.from_on:
            raise Refused("organisation.rules_not_later", body=held.code, from_on=before.from_on.isoformat())
        if before.until_on is None:
            before.until_on = from_on
            before.touch().save()
    rules = RulesInForce.objects.create(body=held, ruleset=ruleset, from_on=from_on, changes=checked)
    record(
        "organisation.rules.brought_into_force",
        by=by,
        about=rules.about,
        facts={"body": held.code, "ruleset": ruleset, "from_on": from_on.isoformat(), "changes": sorted(checked)},
    )
    return rules


@act("organisation.change_rule")
def change_rule(body: Body, *, by: Actor, values: Mapping[str, Any], cite: str, from_on: date) -> RulesInForce:
    """Set values of a body's rules otherwise from a day, today at the earliest; the ones before hold until that day.

    values: path -> value, as in `facts.checked_changes`; all of them rest on the provision `cite`. A value that stands
    so already, under the same provision, is left as it is.
    Raises Refused "organisation.change_in_the_past", "organisation.change_not_before", "organisation.change_uncited",
    "organisation.no_rules_in_force", "organisation.nothing_corrected", "organisation.change_unknown", "ruleset.…".
    """
    require_keeping(by)
    held = Body.objects.select_for_update().get(pk=body.pk)
    standing = _standing(held, from_on)
    provision = str(Citation.parse(cite)) if cite.strip() else ""
    if not provision:
        raise Refused("organisation.change_uncited", path=next(iter(values), ""))
    changes = {path: {"value": value, "cite": provision} for path, value in values.items()}
    new = {path: change for path, change in changes.items() if standing.changes.get(path) != change}
    if not new:
        raise Refused("organisation.nothing_corrected")
    checked = checked_changes(standing.ruleset, {**standing.changes, **new})
    before = {path: queries.value_at(standing, path) for path in new}
    rules = _layered(standing, checked, from_on)
    record(
        "organisation.rules.changed",
        by=by,
        about=rules.about,
        facts={
            "body": held.code,
            "from_on": from_on.isoformat(),
            "values": {path: {"before": before[path], "after": change["value"]} for path, change in new.items()},
        },
        cite=provision,
    )
    return rules


@act("organisation.settle_rules")
def settle_rules(
    bodies: Sequence[Body], *, by: Actor, values: Mapping[str, Any], cite: str, from_on: date
) -> list[RulesInForce]:
    """Set the same values for several bodies at once, each as far as its ruleset knows them.

    A body in which all of them stand so already is left as it is. Raises as `change_rule`;
    "organisation.nothing_corrected" where that is every one of them.
    """
    settled = []
    for body in bodies:
        known = queries.paths_of(queries.latest_rules(body))
        own = {path: value for path, value in values.items() if path in known}
        if own:
            settled.append(_changed_or_none(body, by, own, cite, from_on))
    changed = [one for one in settled if one is not None]
    if not changed:
        raise Refused("organisation.nothing_corrected")
    return changed


def _changed_or_none(body: Body, by: Actor, values: Mapping[str, Any], cite: str, from_on: date) -> RulesInForce | None:
    try:
        return change_rule(body, by=by, values=values, cite=cite, from_on=from_on)
    except Refused as refused:
        if refused.code != "organisation.nothing_corrected":
            raise
        return None


def _standing(body: Body, from_on: date) -> RulesInForce:
    """The rules that a change from this day is laid over."""
    if from_on < queries.today():
        raise Refused("organisation.change_in_the_past", on=from_on.isoformat())
    standing = queries.latest_rules(body)
    if from_on < standing.from_on:
        raise Refused("organisation.change_not_before", body=body.code, from_on=standing.from_on.isoformat())
    return standing


def _layered(standing: RulesInForce, changes: dict[str, Any], from_on: date) -> RulesInForce:
    """The row that says so: of the same day the one that stands, else a new one."""
    if standing.from_on == from_on:
        standing.changes = changes
        standing.touch().save()
        return standing
    standing.until_on = from_on
    standing.touch().save()
    return RulesInForce.objects.create(body=standing.body, ruleset=standing.ruleset, from_on=from_on, changes=changes)
