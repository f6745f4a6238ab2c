"""Bodies and the work they order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.offices.organisation import queries
from plenary.offices.organisation.actions.house import day_said, require_period
from plenary.offices.organisation.actions.members import end_seat
from plenary.offices.organisation.models import Body, BodySeat, Mandate, Member
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


@act("organisation.end_body")
def end_body(body: Body, *, by: Actor, until_on: date, ground: str = "") -> Body:
    """End a body and every seat in it, from a day on; what it met for and decided stays.

    ground: the decision it rests on. Raises Refused "organisation.already_ended",
    "organisation.ends_before_it_begins", "organisation.body_has_others_under_it".
    """
    require_keeping(by)
    ending = Body.objects.select_for_update().get(pk=body.pk)
    if ending.until_on is not None:
        raise Refused("organisation.already_ended", until=ending.until_on.isoformat())
    require_period(ending.from_on, until_on)
    under = ending.subsidiaries.filter(until_on__isnull=True).order_by("rank").first()
    if under is not None:
        raise Refused("organisation.body_has_others_under_it", body=ending.code, under=str(under.name))
    for seat in BodySeat.objects.filter(body=ending, until_on__isnull=True).select_related("member"):
        end_seat(ending, seat.member, by=by, until_on=until_on)
    ending.until_on = until_on
    ending.touch().save()
    record(
        "organisation.body.ended",
        by=by,
        about=ending.about,
        facts={"code": ending.code, "name": ending.name, "until": until_on.isoformat(), "ground": ground},
    )
    return ending


@act("organisation.show_holders")
def show_holders(body: Body, *, by: Actor, shown: bool) -> Body:
    """Say whether readers of this body's texts see which members hold words in brackets.

    Whoever works on a text sees it in any case. Raises Refused "organisation.holders_shown_so".
    """
    require_keeping(by)
    held = Body.objects.select_for_update().get(pk=body.pk)
    if held.shows_holders == shown:
        raise Refused("organisation.holders_shown_so")
    held.shows_holders = shown
    held.touch().save()
    record(
        "organisation.body.holders_shown" if shown else "organisation.body.holders_hidden",
        by=by,
        about=held.about,
        facts={"code": held.code, "name": held.name},
    )
    return held


def _to_seat(members: Sequence[Member] | None, *, decides: bool, from_on: date | None) -> list[Member]:
    if members is not None:
        return list(members)
    return list(queries.members(from_on).order_by("code")) if decides else []


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
