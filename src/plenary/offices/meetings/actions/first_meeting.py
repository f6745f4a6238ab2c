"""The first meeting of a new house, from a model: a session with its sittings and items, prepared the day before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.languages.words import Words
from plenary.foundation.rows import Line
from plenary.offices.meetings.actions.agenda import add_item
from plenary.offices.meetings.actions.sessions import enter_venue, plan_meeting, plan_session
from plenary.offices.meetings.actions.sittings import plan_sitting
from plenary.offices.meetings.models import Session
from plenary.offices.organisation.models import Body, Member


@act("meetings.plan_first_meeting")
def plan_first_meeting(
    *,
    by: Actor,
    ref: str,
    title: Words,
    body: Body,
    on: date,
    venue: Mapping[str, Any],
    sittings: Sequence[Line],
    items: Sequence[Line],
    host: Member | None = None,
    joint: Mapping[str, Any] | None = None,
) -> Session:
    """Plan a session of one day with its venue, sittings and standing items, and the joint meeting of the day before.

    venue: name, city, zone. sittings: title, format, begins, ends. items: title, kind. joint: ref, title, bodies and
    format, begins, ends of its one sitting; it prepares the session. Each is planned by its own act; all or none.
    Raises what `enter_venue`, `plan_session`, `plan_meeting`, `plan_sitting` and `add_item` refuse.
    """
    place = enter_venue(by=by, name=venue["name"], city=venue["city"], zone=venue["zone"])
    session = plan_session(by=by, ref=ref, title=title, bodies=[body], venue=place, host=host, from_on=on)
    meeting = plan_meeting(session, by=by, on=on)
    for line in sittings:
        plan_sitting(
            meeting,
            by=by,
            title=line["title"],
            format=line["format"],
            planned_from_at=line["begins"],
            planned_until_at=line["ends"],
        )
    for line in items:
        add_item(session, by=by, title=line["title"], kind=line["kind"])
    if joint is not None:
        before = on - timedelta(days=1)
        prepares = plan_session(
            by=by,
            ref=joint["ref"],
            title=joint["title"],
            bodies=joint["bodies"],
            venue=place,
            host=host,
            from_on=before,
            prepares=session,
        )
        plan_sitting(
            plan_meeting(prepares, by=by, on=before),
            by=by,
            title=joint["title"],
            format=joint["format"],
            planned_from_at=joint["begins"],
            planned_until_at=joint["ends"],
        )
    return session
