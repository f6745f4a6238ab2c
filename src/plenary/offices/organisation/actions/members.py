"""Members, their periods, and partners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.offices.organisation.actions.house import day_said, require_period
from plenary.offices.organisation.models import Body, BodySeat, Member, Membership, Partner
from plenary.offices.organisation.permissions import require_keeping
from plenary.procedure.refusal import Refused


@act("organisation.admit_member")
def admit_member(
    *,
    by: Actor,
    code: str,
    short_name: Words,
    formal_name: Words | None = None,
    sort_name: Words | None = None,
    adjective: Words | None = None,
    capital: Words | None = None,
    from_on: date | None = None,
    bodies: Sequence[Body] = (),
) -> Member:
    """Enter a member and the period that begins; a former member comes back under its code.

    bodies: those in which it takes a seat from the same day; bodies set up later seat members themselves.
    from_on: None where the day is not stated.
    Raises Refused "organisation.already_a_member", "organisation.name_missing".
    """
    require_keeping(by)
    if not Words.of(short_name):
        raise Refused("organisation.name_missing", what="member")
    member = Member.objects.select_for_update().filter(code=code).first()
    if member is None:
        member = Member.objects.create(
            code=code,
            short_name=Words.of(short_name),
            formal_name=Words.of(formal_name),
            sort_name=Words.of(sort_name or short_name),
            adjective=Words.of(adjective),
            capital=Words.of(capital),
        )
    elif member.memberships.filter(until_on__isnull=True).exists():
        raise Refused("organisation.already_a_member", member=code)
    Membership.objects.create(member=member, from_on=from_on)
    record(
        "organisation.member.admitted",
        by=by,
        about=member.about,
        facts={"code": code, "name": member.short_name, "from_on": day_said(from_on)},
    )
    for body in bodies:
        give_seat(body, member, by=by, from_on=from_on)
    return member


@act("organisation.end_membership")
def end_membership(member: Member, *, by: Actor, until_on: date, ground: str = "") -> Member:
    """End a membership and every seat that goes with it, from a day on.

    ground: the decision or notice it rests on.
    Raises Refused "organisation.not_a_member", "organisation.ends_before_it_begins".
    """
    require_keeping(by)
    leaving = Member.objects.select_for_update().get(pk=member.pk)
    period = Membership.objects.filter(member=leaving, until_on__isnull=True).first()
    if period is None:
        raise Refused("organisation.not_a_member", member=leaving.code)
    require_period(period.from_on, until_on)
    period.until_on = until_on
    period.touch().save()
    for seat in BodySeat.objects.filter(member=leaving, until_on__isnull=True).select_related("body"):
        end_seat(seat.body, leaving, by=by, until_on=until_on)
    record(
        "organisation.membership.ended",
        by=by,
        about=leaving.about,
        facts={"code": leaving.code, "name": leaving.short_name, "until": until_on.isoformat(), "ground": ground},
    )
    return leaving


@act("organisation.give_seat")
def give_seat(body: Body, member: Member, *, by: Actor, from_on: date | None = None) -> BodySeat:
    """Give a member a seat in a body. Raises Refused "organisation.already_seated"."""
    require_keeping(by)
    held = Body.objects.select_for_update().get(pk=body.pk)
    if BodySeat.objects.filter(body=held, member=member, until_on__isnull=True).exists():
        raise Refused("organisation.already_seated", member=member.code, body=held.code)
    seat = BodySeat.objects.create(body=held, member=member, from_on=from_on)
    record(
        "organisation.seat.given",
        by=by,
        about=held.about,
        facts={"member": member.short_name, "body": held.name, "from_on": day_said(from_on)},
    )
    return seat


@act("organisation.end_seat")
def end_seat(body: Body, member: Member, *, by: Actor, until_on: date) -> BodySeat:
    """End a member's seat in a body. Raises Refused "organisation.not_seated", "organisation.ends_before_it_begins"."""
    require_keeping(by)
    seat = BodySeat.objects.select_for_update().filter(body=body, member=member, until_on__isnull=True).first()
    if seat is None:
        raise Refused("organisation.not_seated", member=member.code, body=body.code)
    require_period(seat.from_on, until_on)
    seat.until_on = until_on
    seat.touch().save()
    record(
        "organisation.seat.ended",
        by=by,
        about=body.about,
        facts={"member": member.short_name, "body": body.name, "until_on": until_on.isoformat()},
    )
    return seat


@act("organisation.enter_partner")
def enter_partner(
    *,
    by: Actor,
    code: str,
    short_name: Words,
    standing: str = Partner.Standing.COOPERATION,
    formal_name: Words | None = None,
    sort_name: Words | None = None,
    is_state: bool = False,
    since_on: date | None = None,
    note: Words | None = None,
) -> Partner:
    """Enter an outside organisation or a State that is not a member, and its standing here.

    Raises Refused "organisation.code_taken", "organisation.name_missing", "organisation.standing_unknown".
    """
    require_keeping(by)
    if not Words.of(short_name):
        raise Refused("organisation.name_missing", what="partner")
    if standing not in Partner.Standing.values:
        raise Refused("organisation.standing_unknown", standing=standing)
    if Partner.objects.filter(code=code).exists():
        raise Refused("organisation.code_taken", code=code)
    partner = Partner.objects.create(
        code=code,
        short_name=Words.of(short_name),
        formal_name=Words.of(formal_name),
        sort_name=Words.of(sort_name or short_name),
        is_state=is_state,
        standing=standing,
        since_on=since_on,
        note=Words.of(note),
    )
    record(
        "organisation.partner.entered",
        by=by,
        about=partner.about,
        facts={"code": code, "name": partner.short_name, "standing": standing, "since_on": day_said(since_on)},
    )
    return partner
