"""Rows of the room as values of procedure: who is represented at the table, and how long one may speak."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.offices.chamber.models import FloorRequest, Room, VotingSeat
from plenary.offices.meetings import facts as meetings
from plenary.offices.meetings import queries as sessions
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body
from plenary.procedure.credentials import ENOUGH
from plenary.procedure.quorum import Purpose, QuorumCall, quorum
from plenary.procedure.refusal import Refused

#: Seconds for a first and a second reply of a delegation under an item; a third is not given.
REPLIES_S = (600, 300)
#: Seconds for a speaker where the rules are silent.
SPEAKING_LIMIT_S = 180


@dataclass(frozen=True, slots=True)
class SeatStanding:
    """One place in the drawing of the room.

    is_represented: head or designated alternate in the room with credentials. holder: key of the person who holds
    the vote, "" for nobody. credentials_in_order: of whoever leads the delegation, in the room or not.
    """

    member: str
    is_represented: bool
    holder: str
    credentials_in_order: bool


@dataclass(frozen=True, slots=True)
class BodyStanding:
    """How one body stands in the room now; nothing is recorded by looking."""

    body: Body
    seats: tuple[SeatStanding, ...]
    quorum: QuorumCall


def standing(room: Room, body: Body) -> BodyStanding:
    """Members of a body in the room, and whether that is enough to decide.

    Raises Refused "organisation.no_rules_in_force" where the body has no rules.
    """
    sitting: Sitting = room.sitting
    people = meetings.representatives(sitting, body)
    found = meetings.represented_in(sitting, body)
    held = dict(VotingSeat.objects.filter(room=room, body=body).values_list("member__code", "delegate__person__key"))
    leading = {one.member for one in people if one.may_act and one.credentials in ENOUGH}
    rule = organisation.rule_for(body, on=meetings.day_of(sitting))
    present = sum(1 for one in found if one.represented)
    return BodyStanding(
        body=body,
        seats=tuple(
            SeatStanding(one.member, one.represented, held.get(one.member, ""), one.member in leading) for one in found
        ),
        quorum=quorum(present, rule, purpose=Purpose.DECIDE, members=len(found)),
    )


def usual_speaking_limit_s(sitting: Sitting) -> int:
    """Seconds for a speaker by the rules of the body that sits, the highest where several sit jointly."""
    body = sessions.bodies_of(sitting.meeting.session)[0]
    try:
        return int(str(organisation.setting_for("speaking_limit_s", meetings.day_of(sitting), body).value))
    except Refused:
        return SPEAKING_LIMIT_S


def replies_given(room: Room, delegation_pk: int, item: Item | None) -> int:
    """Replies of a delegation under an item, asked for or given."""
    return (
        FloorRequest.objects.filter(
            room=room,
            item=item,
            delegate__delegation=delegation_pk,
            kind_of_request=FloorRequest.Kind.RIGHT_OF_REPLY,
        )
        .exclude(state=FloorRequest.State.WITHDRAWN)
        .count()
    )
