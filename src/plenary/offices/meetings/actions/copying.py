"""Copying a meeting from an earlier one: what stands every time, and nothing of what happened in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import MEMBERS, may_read, widens
from plenary.foundation.access.gate import require, require_reading, require_to_widen
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions.agenda import add_item
from plenary.offices.meetings.actions.sessions import plan_meeting, plan_session
from plenary.offices.meetings.actions.sittings import plan_sitting
from plenary.offices.meetings.models import Item, Session, Venue
from plenary.offices.meetings.permissions import scopes_of_session
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused


@act("meetings.copy_session")
def copy_session(
    session: Session,
    *,
    by: Actor,
    ref: str,
    title: Words,
    from_on: date | None = None,
    venue: Venue | None = None,
    host: Member | None = None,
    items: Sequence[Item] = (),
    audience: str = MEMBERS,
) -> Session:
    """Plan a session as an earlier one stood: its bodies, kind, days, sittings with their formats, standing items.

    One act: all of it or nothing. Days and hours keep their distance from the first day; without one they stay open.
    items: those that stand every time, in their order, numbered anew with their sub-items; their papers stay where
    they are. Sittings that are not announced, and items of restricted sittings, are not copied: whoever reads the
    new session may not know of them. A title that is not told to whoever copies stays behind. Raises what planning
    each of these refuses, and Refused "meetings.item_of_another_session".
    """
    require_reading(by, session.audience)
    require(by, "convene_session", *scopes_of_session(session))
    require_to_widen(by, session.audience, audience, row="convene_session")
    last = (session.until_on or session.from_on) if session.from_on else None
    until_on = from_on + (last - session.from_on) if from_on and last and session.from_on else None
    made: Session = plan_session(
        by=by,
        ref=ref,
        title=title,
        bodies=queries.bodies_of(session),
        kind=session.kind_of_session,
        venue=venue,
        host=host,
        from_on=from_on,
        until_on=until_on,
        audience=audience,
    )
    for meeting in session.meetings.order_by("number"):
        on = _later(meeting.on, session.from_on, from_on)
        day = plan_meeting(made, by=by, on=on, number=meeting.number)
        for sitting in meeting.sittings.filter(is_announced=True).order_by("number"):
            if not may_read(by, sitting.band_audience):
                continue
            plan_sitting(
                day,
                by=by,
                title=queries.title_of(sitting, by),
                format=sitting.format,
                admitted_classes=sitting.admitted_classes,
                companions=sitting.companions,
                ground=sitting.ground,
                room=sitting.room if venue == session.venue else None,
                planned_from_at=_hour(sitting.planned_from_at, session, made),
                planned_until_at=_hour(sitting.planned_until_at, session, made),
            )
    _take_over(session, made, items, by)
    journal.record(
        "meetings.session.copied",
        by=by,
        about=made.about,
        # The entry names both: those keep it who may know of both.
        audience=session.audience if widens(session.audience, made.audience) else made.audience,
        facts={"title": dict(made.title), "from": session.ref, "ref": made.ref, "items": len(items)},
    )
    return made


def _take_over(session: Session, made: Session, items: Sequence[Item], by: Actor) -> None:
    """Items in the order of their numbers, each with those of its sub-items that were chosen too."""
    below: dict[int | None, list[Item]] = {}
    for item in sorted(items, key=lambda one: one.place):
        if item.session_id != session.pk or item.series or item.state == Item.State.WITHDRAWN:
            raise Refused("meetings.item_of_another_session", title=str(item.title))
        require_reading(by, item.audience)
        require_to_widen(by, item.audience, made.agenda_audience)
        below.setdefault(item.parent_id, []).append(item)

    def copy(those: Sequence[Item], parent: Item | None) -> None:
        for item in those:
            copied = add_item(
                made,
                by=by,
                title=item.title,
                kind=item.kind_of_item,
                parent=parent,
                without_debate=item.without_debate,
                partner=item.partner,
            )
            copy(below.get(item.pk, []), copied)

    copy(below.get(None, []), None)


def _later(day: date | None, first: date | None, new_first: date | None) -> date | None:
    return new_first + (day - first) if day and first and new_first else None


def _hour(at: datetime | None, session: Session, made: Session) -> datetime | None:
    """The same hour of the place, as many days after the first day as it was then."""
    if at is None or session.from_on is None or made.from_on is None:
        return None
    there = ZoneInfo(session.venue.zone if session.venue else "UTC")
    here = ZoneInfo(made.venue.zone if made.venue else "UTC")
    local = at.astimezone(there)
    day = made.from_on + timedelta(days=(local.date() - session.from_on).days)
    return datetime.combine(day, local.time(), tzinfo=here)
