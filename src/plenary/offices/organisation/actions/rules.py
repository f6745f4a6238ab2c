"""The rules of procedure of each body: which hold from a day, and what the organisation sets otherwise.

A row of `RulesInForce` names a ruleset and, over it, the values that this organisation set itself, each with the
provision it rests on. A change makes a new row from its day; the one before ends there and stays. No row reaches back
behind a sitting that was held under another one: `meetings` refuses it in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.journal.writing import record
from plenary.offices.organisation import queries
from plenary.offices.organisation.facts import checked_changes
from plenary.offices.organisation.models import Body, RulesInForce
from plenary.offices.organisation.permissions import require_keeping
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused

R = TypeVar("R")


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
    """Set the same values for several bodies at once, each as far as its ruleset knows them, and confirm the others.

    Whoever settles the rules of a body has read all that its ruleset says: what is not set otherwise is confirmed as it
    stands, from the same day and by the same provision. A body in which all of it stands so already is left as it is.
    Raises as `change_rule`; "organisation.nothing_corrected" where that is every one of them.
    """
    settled = []
    for body in bodies:
        known = queries.paths_of(queries.latest_rules(body))
        own = {path: value for path, value in values.items() if path in known}
        given: dict[str, Any] = {"by": by, "cite": cite, "from_on": from_on}
        set_otherwise = _or_none(change_rule, body, values=own, **given) if own else None
        confirmed = _or_none(confirm_rules, body, **given)
        if set_otherwise or confirmed:
            settled.append(queries.latest_rules(body))
    if not settled:
        raise Refused("organisation.nothing_corrected")
    return settled


@act("organisation.confirm_rules")
def confirm_rules(
    body: Body, *, by: Actor, cite: str, paths: Sequence[str] = (), from_on: date | None = None
) -> list[RulesInForce]:
    """Confirm values of a body's rules as they stand, on the text or decision that says so.

    paths: as `queries.unconfirmed_in` names them; all that is still to be confirmed where left out. from_on: from which
    day they are confirmed; the first day of the rules that hold today where left out. Nothing becomes otherwise, so the
    day may be past; what was computed before keeps saying that it was not confirmed then. A confirmation is given to
    the value that stands and not to another with which the ruleset may come later.
    Raises Refused "organisation.change_uncited", "organisation.no_rules_in_force", "organisation.change_unknown" for
    a value that is not to be confirmed, "organisation.nothing_corrected" where nothing is.
    """
    require_keeping(by)
    held = Body.objects.select_for_update().get(pk=body.pk)
    provision = str(Citation.parse(cite)) if cite.strip() else ""
    if not provision:
        raise Refused("organisation.change_uncited", path=next(iter(paths), ""))
    rows = _rows_from(held, from_on)
    open_paths = {one.path for row in rows for one in queries.unconfirmed_in(row)}
    if strange := sorted(set(paths) - open_paths):
        raise Refused("organisation.change_unknown", path=strange[0], ruleset=rows[0].ruleset)
    made, confirmed = [], dict[str, Any]()
    for row in rows:
        found = {one.path: one for one in queries.unconfirmed_in(row) if not paths or one.path in paths}
        if not found:
            continue
        new = {path: {"confirmed": True, "cite": provision, "was": queries.confirmable_at(row, path)} for path in found}
        confirmed |= {path: one.value for path, one in found.items()}
        checked = checked_changes(row.ruleset, {**row.changes, **new})
        made.append(_layered(row, checked, max(row.from_on, from_on or row.from_on)))
    if not made:
        raise Refused("organisation.nothing_corrected")
    record(
        "organisation.rules.confirmed",
        by=by,
        about=made[0].about,
        facts={
            "body": held.code,
            "name": held.name,
            "from_on": made[0].from_on.isoformat(),
            "values": {path: value if value is not None else "" for path, value in sorted(confirmed.items())},
        },
        cite=provision,
    )
    return made


def _rows_from(body: Body, from_on: date | None) -> list[RulesInForce]:
    """The rows that hold on a day and later, the first of them first."""
    rows = sorted(queries.rules_of(body), key=lambda row: row.from_on)
    first = from_on or queries.today()
    found = [row for row in rows if row.until_on is None or row.until_on > first]
    if not found or (from_on is not None and rows[0].from_on > from_on):
        raise Refused("organisation.no_rules_in_force", body=body.code, on=first.isoformat())
    return found


def _or_none(acting: Callable[..., R], body: Body, **given: Any) -> R | None:  # noqa: ANN401  of the act
    """What an act returns; None where all of it stands so already."""
    try:
        return acting(body, **given)
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
    ends, standing.until_on = standing.until_on, from_on
    standing.touch().save()
    return RulesInForce.objects.create(
        body=standing.body, ruleset=standing.ruleset, from_on=from_on, until_on=ends, changes=changes
    )
