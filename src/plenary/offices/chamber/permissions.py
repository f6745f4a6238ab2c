"""In whose scope the room lies, and who has the chair."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may, require
from plenary.offices.chamber.models import Room
from plenary.offices.meetings.models import Delegate
from plenary.offices.meetings.permissions import scopes_of_delegation, scopes_of_sitting
from plenary.procedure.refusal import Refused


def scopes_of_room(room: Room) -> list[str]:
    """A room lies where its sitting lies."""
    return scopes_of_sitting(room.sitting)


def require_working(by: Actor, room: Room) -> None:
    """Works floor and lists: the chair, or the secretary at the chair's direction."""
    require(by, "work_floor", *scopes_of_room(room))


def require_presiding(by: Actor, room: Room, row: str = "open_suspend_close") -> None:
    """Who has the chair now. Raises Refused "chamber.another_presides" for a co-chair whose turn it is not."""
    require(by, row, *scopes_of_room(room))
    holder = room.presiding_person
    if holder is not None and holder.key != by.person_key:
        raise Refused("chamber.another_presides", name=str(holder.name))


def require_own_line(by: Actor, delegate: Delegate) -> None:
    """Asks for the floor for one's own delegation."""
    require(by, "request_floor", f"person:{delegate.person.key}", *scopes_of_delegation(delegate.delegation))


def can_work(by: Actor, room: Room) -> bool:
    """Whether this person gives the floor and works the list."""
    return may(by, "work_floor", *scopes_of_room(room))


def can_preside(by: Actor, room: Room) -> bool:
    """Whether this person has the chair now."""
    if not may(by, "open_suspend_close", *scopes_of_room(room)):
        return False
    return room.presiding_person is None or room.presiding_person.key == by.person_key
