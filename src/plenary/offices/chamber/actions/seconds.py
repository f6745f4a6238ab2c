"""Acts of the room that take two people: the other one is found at a console, so the consoles are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from plenary.foundation.access.actors import Actor
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import decline, perform
from plenary.offices.chamber.actions.scenes import tell
from plenary.offices.chamber.models import Room


def perform_in(room: Room, function: Callable[..., Any], /, *, by: Actor, **arguments: Any) -> Any:  # noqa: ANN401  what the act returns
    """Do an act, or propose it to a second person and tell the screens of the room that something waits."""
    with transaction.atomic():
        done = perform(function, by=by, **arguments)
        if isinstance(done, Pending):
            tell(room)
        return done


def decline_in(room: Room, pending: Pending, *, by: Actor, reason: str) -> Pending:
    """Refuse what waits for a second person, or take back one's own, and tell the screens of the room."""
    with transaction.atomic():
        declined = decline(pending, by=by, reason=reason)
        tell(room)
        return declined
