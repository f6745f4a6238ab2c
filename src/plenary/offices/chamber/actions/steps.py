"""Taking back the last act of the console, while it has not left the room. The record keeps both."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import now
from plenary.foundation.journal.models import Entry
from plenary.foundation.kept import Kept, thing_named
from plenary.offices.chamber import queries
from plenary.offices.chamber.actions.scenes import locked_room, wrote
from plenary.offices.chamber.models import FloorRequest, Room, Step
from plenary.offices.chamber.permissions import can_preside, can_work, require_working
from plenary.offices.decisions.permissions import person_of
from plenary.procedure.refusal import Refused

#: What every write changes, whatever it says.
OF_EACH_WRITE = frozenset({"id", "key", "version"})


class Rows:
    """Rows as they stand before an act touches them, so that the act can be taken back."""

    def __init__(self, *rows: Kept) -> None:
        self._before: list[tuple[Kept, dict[str, Any]]] = []
        for row in rows:
            self.hold(row)

    def hold(self, row: Kept) -> None:
        """Note how one more row stands."""
        self._before.append((row, _values(row)))

    def keep(self, room: Room, entry: Entry, by: Actor) -> None:
        """Keep what changed, where it was done by one who works the room. A delegate takes back by another act."""
        if not can_work(by, room):
            return
        changes = [
            {"thing": list(row.about), "was": was, "is": {name: _values(row)[name] for name in was}}
            for row, before in self._before
            if (was := {name: value for name, value in before.items() if _values(row)[name] != value})
        ]
        Step.objects.create(room=room, entry=entry, changes=changes, done_by=person_of(by), done_at=now())


@act("chamber.undo")
def undo(room: Room, *, by: Actor) -> Room:
    """Take back the last act on the floor, the screens or the signals: whoever did it, or who has the chair.

    What was called, put, closed or announced has left the room and is not among them.
    Raises Refused "chamber.nothing_to_undo", "chamber.undo_too_late" with the seconds, "chamber.another_did_it",
    "chamber.room_moved_on" where something else came on top.
    """
    locked = locked_room(room)
    require_working(by, locked)
    step = queries.last_step(locked)
    if step is None:
        raise Refused("chamber.nothing_to_undo")
    since = now() - step.done_at
    if since > queries.UNDO_WITHIN:
        raise Refused("chamber.undo_too_late", seconds=_whole(since), within=_whole(queries.UNDO_WITHIN))
    if step.done_by.key != by.person_key and not can_preside(by, locked):
        raise Refused("chamber.another_did_it", name=str(step.done_by.name))
    # Only one speaks at a time, so whoever loses the floor does so before another has it back.
    for change in sorted(step.changes, key=lambda one: one["was"].get("state") == FloorRequest.State.SPEAKING):
        _put_back(_row(locked, change["thing"]), change["was"], change["is"])
    step.undone_at = now()
    step.touch().save()
    again = locked_room(locked)
    wrote(again, "chamber.step.undone", by, again.about, {"entry": step.entry.number, "undone": step.entry.verb})
    return again


def _row(room: Room, thing: list[str]) -> Kept:
    kind, key = thing
    row = room if (kind, key) == room.about else thing_named(kind, key)
    if row is None:
        raise Refused("chamber.room_moved_on")
    return row


def _put_back(row: Kept, was: dict[str, Any], stands: dict[str, Any]) -> None:
    """Set the fields to what they were, if they are still what the act made of them."""
    if not queries.still_stands(row, stands):
        raise Refused("chamber.room_moved_on")
    fields = {field.attname: field for field in row._meta.concrete_fields}
    for name, value in was.items():
        setattr(row, name, fields[name].to_python(value))
    row.touch().save()


def _values(row: Kept) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.attname not in OF_EACH_WRITE]
    return {field.attname: _written(field.value_from_object(row)) for field in fields}


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _whole(length: timedelta) -> int:
    return int(length.total_seconds())
