"""Acts on the voting seat: who holds the vote of a member, and the right to object, in this room."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import SecondPersonNeeded, may, require, require_proof
from plenary.foundation.clock import now
from plenary.offices.chamber import queries
from plenary.offices.chamber.actions.scenes import locked_room, wrote
from plenary.offices.chamber.models import Room, VotingSeat
from plenary.offices.chamber.permissions import scopes_of_room
from plenary.offices.meetings import facts as meetings
from plenary.offices.meetings.models import Delegate, Presence
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.credentials import require_may_vote
from plenary.procedure.refusal import Refused


@act("chamber.hold_voting_seat")
def hold_voting_seat(room: Room, *, by: Actor, delegate: Delegate, body: Body) -> VotingSeat:
    """Take the vote of a member in a body, while nobody holds it. The holder pressing again holds it still.

    Raises Refused "chamber.seat_held" with who holds it, "chamber.not_your_own_line", "chamber.no_seat_in_body",
    "chamber.sits_for_another_body", "credentials.…".
    """
    locked = locked_room(room)
    member = _voting(locked, delegate, body)
    require(by, "cast_vote", f"member:{member.code}")
    require_proof(by, f"sitting:{locked.sitting.key}")
    if by.person_key != delegate.person.key:
        raise Refused("chamber.not_your_own_line", name=str(delegate.person.name))
    seat = queries.seat_of(locked, body, member)
    if seat is not None and seat.delegate_id != delegate.pk:
        raise Refused("chamber.seat_held", name=str(seat.delegate.person.name), member=str(member))
    if seat is not None:
        return seat
    seat = VotingSeat.objects.create(room=locked, body=body, member=member, delegate=delegate, since_at=now())
    return _wrote(seat, locked, "chamber.seat.taken", by)


@act("chamber.take_over_seat")
def take_over_seat(room: Room, *, by: Actor, delegate: Delegate, body: Body) -> VotingSeat:
    """Let another of the delegation hold the vote: both agree, or the secretary does it at the chair's direction.

    delegate: who holds it from now on. The one proposes and the other confirms, whichever way round.
    Raises Refused "chamber.seat_free", "chamber.seat_held_already", "chamber.not_between_these_two",
    "credentials.…"; SecondPersonNeeded while only one of the two has agreed.
    """
    locked = locked_room(room)
    member = _voting(locked, delegate, body)
    seat = queries.seat_of(locked, body, member)
    if seat is None:
        raise Refused("chamber.seat_free", member=str(member))
    if seat.delegate_id == delegate.pk:
        raise Refused("chamber.seat_held_already", name=str(delegate.person.name))
    if not may(by, "work_floor", *scopes_of_room(locked)):
        require(by, "cast_vote", f"member:{member.code}")
        require_proof(by, f"sitting:{locked.sitting.key}")
        if by.person_key not in (seat.delegate.person.key, delegate.person.key):
            raise Refused("chamber.not_between_these_two", name=str(delegate.person.name))
        if not by.proposed_by or by.proposed_by == by.person_key:
            raise SecondPersonNeeded("cast_vote")
    seat.delegate = delegate
    seat.since_at = now()
    seat.touch().save()
    return _wrote(seat, locked, "chamber.seat.taken_over", by)


def give_up_seats(room: Room, delegate_key: str, by: Actor) -> None:
    """Free the votes held by a delegate who left the room."""
    held = VotingSeat.objects.select_related("body", "member", "delegate__person")
    for seat in held.filter(room=room, delegate__key=delegate_key):
        _wrote(seat, room, "chamber.seat.given_up", by)
        seat.delete()


def _voting(room: Room, delegate: Delegate, body: Body) -> Member:
    """The member for which this delegate may vote in this body now."""
    line = Delegate.objects.select_related("delegation__member", "person", "credentials").get(pk=delegate.pk)
    member = line.delegation.member
    day = meetings.day_of(room.sitting)
    if member is None or not organisation.is_member_of(member, body, on=day):
        raise Refused("chamber.no_seat_in_body", name=str(line.person.name), body=body.code)
    if not meetings.sits_in(line, body):
        raise Refused("chamber.sits_for_another_body", name=str(line.person.name), body=body.code)
    inside = Presence.objects.filter(sitting=room.sitting, delegate=line, left_at__isnull=True).exists()
    require_may_vote(meetings.representative(line, in_room=inside), cite=organisation.rule_for(body, on=day).cite)
    return member


def _wrote(seat: VotingSeat, room: Room, verb: str, by: Actor) -> VotingSeat:
    wrote(
        room,
        verb,
        by,
        seat.about,
        {
            "name": dict(seat.delegate.person.name),
            "member": dict(seat.member.short_name),
            "body": seat.body.code,
            "delegate": seat.delegate.key,
        },
    )
    return seat
