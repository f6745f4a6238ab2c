"""Titles of a meeting, of its sittings and of its items that were corrected."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.shell.corrections import Correction, corrections_among
from plenary.offices.meetings.models import Item, Session, Sitting


def corrections_of_session(reader: Actor, session: Session) -> list[Correction]:
    """What was corrected, the newest first, as far as this reader may know of it; one question."""
    return corrections_among(
        reader,
        {
            "meetings.session": [session.key],
            "meetings.sitting": Sitting.objects.filter(meeting__session=session).order_by().values("key"),
            "meetings.item": Item.objects.filter(session=session).order_by().values("key"),
        },
    )
