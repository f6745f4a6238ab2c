"""What the room's screens show when something lower down was done. Called by acts and reactions, asks no gate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.journal import writing as journal
from plenary.foundation.journal.models import Entry
from plenary.foundation.live.publishing import publish
from plenary.offices.chamber.models import Room
from plenary.offices.meetings.models import Sitting


def locked_room(room: Room) -> Room:
    """The room's row, held until the act ends."""
    found: Room = (
        Room.objects.select_for_update(of=("self",))
        .select_related("sitting__meeting__session", "presiding_person", "item", "question")
        .get(pk=room.pk)
    )
    return found


def room_held(sitting_key: str) -> Room | None:
    """The room of a sitting, held until the act ends; None where it was not prepared."""
    found: Room | None = (
        Room.objects.select_for_update(of=("self",))
        .select_related("sitting__meeting__session", "item", "question")
        .filter(sitting__key=sitting_key)
        .first()
    )
    return found


def show(room: Room, scene: Room.Scene, **changes: Any) -> Room:  # noqa: ANN401  fields of the room
    """Set the scene with what it shows, and tell the screens."""
    room.scene = scene
    for name, value in changes.items():
        setattr(room, name, value)
    room.touch().save()
    tell(room)
    return room


def tell(room: Room) -> None:
    """Tell the screens of those who may follow the sitting."""
    publish(f"sitting:{room.sitting.key}", room.sitting.audience)


def wrote(room: Room, verb: str, by: Actor, about: tuple[str, str], told: Mapping[str, Any], cite: str = "") -> Entry:
    """Enter an act of the room in the record of those who may follow the sitting, and tell their screens."""
    sitting: Sitting = room.sitting
    entry = journal.record(
        verb, by=by, about=about, audience=sitting.audience, facts={"sitting": sitting.key, **told}, cite=cite
    )
    tell(room)
    return entry
