"""Bodies, their rules and the work they order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.offices.organisation import queries
from plenary.offices.organisation.actions.house import day_said
from plenary.offices.organisation.facts import checked_changes
from plenary.offices.organisation.models import Body, BodySeat, Mandate, Member, RulesInForce
from plenary.offices.organisation.models.bodies import Composition
from plenary.offices.organisation.permissions import require_keeping
from plenary.procedure.refusal import Refused


@act("organisation.establish_body")
def establish_body(
    *,
    by: Actor,
    code: str,
    name: Words,
    composition: str,
    short_name: Words | None = None,
    members: Sequence[Member] | None = None,
    is_statutory: bool = True,
    is_supreme: bool = False,
    decides: bool = True,
    rank: int = 100,
    parent: Body | None = None,
    provision: str = "",
    from_on: date | None = None,
) -> Body:
    """Enter a body and seat its members.

    members: None for all members of that day; a secretariat or a staff (`decides=False`) seats none.
    provision: where it is created ("Charter art. 13"). from_on: None where the day is not stated.
    Raises Refused "organisation.code_taken", "organisation.name_missing", "organisation.composition_unknown".
    """
    require_keeping(by)
    if not Words.of(name):
        raise Refused("organisation.name_missing", what="body")
    if composition not in Composition.values:
        raise Refused("organisation.composition_unknown", composition=composition)
    if Body.objects.filter(code=code).exists():
        raise Refused("organisation.code_taken", code=code)
    body = Body.objects.create(
        code=code,
        name=Words.of(name),
        short_name=Words.of(short_name),
        composition=composition,
        is_statutory=is_statutory,
        is_supreme=is_supreme,
        decides=decides,
        rank=rank,
        parent=parent,
        provision=provision,
        from_on=from_on,
    )
    seated = _to_seat(members, decides=decides, from_on=from_on)
    for member in seated:
        BodySeat.objects.create(body=body, member=member, from_on=from_on)
    record(
        "organisation.body.established",
        by=by,
        about=body.about,
        facts={
            "code": code,
            "name": body.name,
            "seats": len(seated),
            "members": [member.code for member in seated],
            "from_on": day_said(from_on),
        },
        cite=provision,
    )
    return body


def _to_seat(members: Sequence[Member] | None, *, decides: bool, from_on: date | None) -> list[Member]:
    if members is not None:
        return list(members)
    return list(queries.members(from_on).order_by("code")) if decides else []


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


@act("organisation.give_mandate")
def give_mandate(
    body: Body, *, by: Actor, subject: Words, ground: Words | None = None, due_on: date | None = None
) -> Mandate:
    """Enter an order for work: which body works on what, on what ground, by when.

    Raises Refused "organisation.name_missing".
    """
    require_keeping(by)
    if not Words.of(subject):
        raise Refused("organisation.name_missing", what="mandate")
    mandate = Mandate.objects.create(body=body, subject=Words.of(subject), ground=Words.of(ground), due_on=due_on)
    record(
        "organisation.mandate.given",
        by=by,
        about=mandate.about,
        facts={"body": body.name, "subject": mandate.subject, "ground": mandate.ground, "due_on": day_said(due_on)},
    )
    return mandate
