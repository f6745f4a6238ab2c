"""Acts that give a session or a sitting other days, hours or another place, while it has not begun."""

from __future__ import annotations

from datetime import date, datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require, require_reading
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings.actions.sittings import NOT_YET_OPEN, title_for
from plenary.offices.meetings.models import Session, Sitting, Venue
from plenary.offices.meetings.permissions import is_restricted, require_preparing, scopes_of_sitting
from plenary.procedure.refusal import Refused


@act("meetings.move_session")
def move_session(
    session: Session,
    *,
    by: Actor,
    from_on: date | None,
    until_on: date | None = None,
    venue: Venue | None = None,
    cite: str = "",
) -> Session:
    """Give a session other days or another venue; without days it has none again. Its sittings stay where they are.

    Raises Refused "meetings.began_already", "meetings.ends_before_it_begins", "meetings.nothing_moved".
    """
    require_preparing(by, session)
    locked: Session = Session.objects.select_for_update(of=("self",)).select_related("venue").get(pk=session.pk)
    if locked.state not in (Session.State.PLANNED, Session.State.CONVENED):
        raise Refused("meetings.began_already", title=str(locked.title))
    last = until_on or from_on
    if from_on and last and last < from_on:
        raise Refused("meetings.ends_before_it_begins", begins=from_on.isoformat(), ends=last.isoformat())
    if (locked.from_on, locked.until_on, locked.venue) == (from_on, last, venue):
        raise Refused("meetings.nothing_moved")
    before = locked.from_on
    locked.from_on, locked.until_on, locked.venue = from_on, last, venue
    locked.touch().save()
    journal.record(
        "meetings.session.moved",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"ref": locked.ref, "title": dict(locked.title), "before": _day(before), "after": _day(from_on)},
        cite=cite,
    )
    publish(f"session:{locked.key}", locked.audience)
    return locked


@act("meetings.move_sitting")
def move_sitting(
    sitting: Sitting,
    *,
    by: Actor,
    planned_from_at: datetime | None,
    planned_until_at: datetime | None = None,
    room: Words | None = None,
    cite: str = "",
) -> Sitting:
    """Give a sitting other hours or another room; without a beginning it has no hour again.

    Of a restricted sitting nobody outside learns that only the room is another.
    Raises Refused "meetings.began_already", "meetings.ends_before_it_begins", "meetings.nothing_moved"; NotHere for
    who may not know of it.
    """
    require_reading(by, sitting.band_audience)
    if is_restricted(sitting):
        require(by, "work_floor", *scopes_of_sitting(sitting))
    else:
        require_preparing(by, sitting.meeting.session)
    locked: Sitting = (
        Sitting.objects.select_for_update(of=("self",)).select_related("meeting__session").get(pk=sitting.pk)
    )
    if locked.state not in NOT_YET_OPEN:
        raise Refused("meetings.began_already", title=str(locked.title))
    ends = planned_until_at if planned_from_at else None
    if planned_from_at and ends and ends <= planned_from_at:
        raise Refused("meetings.ends_before_it_begins", begins=planned_from_at.isoformat(), ends=ends.isoformat())
    into = locked.room if room is None else Words.of(room)
    if (locked.planned_from_at, locked.planned_until_at, locked.room) == (planned_from_at, ends, into):
        raise Refused("meetings.nothing_moved")
    before = locked.planned_from_at
    same_hours = (locked.planned_from_at, locked.planned_until_at) == (planned_from_at, ends)
    told_to = locked.title_audience if same_hours else locked.band_audience
    locked.planned_from_at, locked.planned_until_at, locked.room = planned_from_at, ends, into
    locked.touch().save()
    session = locked.meeting.session
    journal.record(
        "meetings.sitting.moved",
        by=by,
        about=locked.about,
        audience=told_to,
        facts={
            "session": session.key,
            "title": title_for(locked, told_to),
            "before": _day(before),
            "after": _day(planned_from_at),
        },
        cite=cite,
    )
    publish(f"session:{session.key}", told_to)
    return locked


def _day(on: date | None) -> str:
    return on.isoformat() if on else "–"
