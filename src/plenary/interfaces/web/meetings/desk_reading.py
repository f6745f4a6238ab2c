"""A meeting as its builders see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.meetings.desk_forms import OFFICE_CLASSES
from plenary.offices.meetings import queries
from plenary.offices.meetings.models import Session, Sitting


@dataclass(frozen=True, slots=True)
class SittingAtDesk:
    """A sitting and who joins the heads in it. offices: in words."""

    sitting: Sitting
    state: str
    may_follow: bool
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayAtDesk:
    """A day of meeting with the sittings that this officer may know of."""

    on: date | None
    sittings: tuple[SittingAtDesk, ...]


def days(session: Session, actor: Actor) -> list[DayAtDesk]:
    """The days of a session in their order."""
    said = dict(OFFICE_CLASSES)
    return [
        DayAtDesk(
            line.meeting.on,
            tuple(
                SittingAtDesk(
                    one.sitting,
                    one.state,
                    one.may_follow,
                    tuple(str(said[word]) for word in one.sitting.admitted_classes),
                )
                for one in line.sittings
            ),
        )
        for line in queries.meetings(session, actor)
    ]
