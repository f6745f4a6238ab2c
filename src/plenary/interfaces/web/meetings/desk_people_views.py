"""Delegations and credentials as the secretariat keeps them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.meetings.desk_people_forms import LISTS
from plenary.offices.meetings import queries
from plenary.offices.meetings.models import Session
from plenary.offices.organisation import queries as organisation


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The delegations of one session: the one asked for, else the nearest to come."""
    actor = request.actor  # type: ignore[attr-defined]
    session = session_asked(request)
    context = {
        "sessions": list(queries.sessions(actor)),
        "session": session,
        "delegations": queries.delegations(session) if session else [],
        "acts": ActOnLists.offered(actor, session, ref=session.ref) if session else None,
    }
    return desk_page(request, "meetings/desk/people.html", context, current="people")


def session_asked(request: HttpRequest) -> Session | None:
    """The session of the query string, else the nearest. Raises NotHere for one that this officer may not know of."""
    actor = request.actor  # type: ignore[attr-defined]
    asked = request.GET.get("meeting", "")
    return queries.session_named(asked, actor) if asked else nearest(list(queries.sessions(actor)))


def nearest(sessions: list[Session]) -> Session | None:
    """The session under way or the next to come; the last one where none is to come."""
    day = organisation.day_at_seat()
    coming = [one for one in sessions if (one.until_on or one.from_on or date.max) >= day]
    standing = [one for one in coming if one.state not in {Session.State.HELD, Session.State.CLOSED}]
    return min(standing or coming, key=lambda one: one.from_on or date.max, default=sessions[0] if sessions else None)


class ActOnLists(ActPage):
    """An act on the lists of a session."""

    forms = LISTS
    current, route = "people", "desk-act-on-people"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Session:
        return queries.session_named(named["ref"], actor)

    def title(self, thing: Session) -> Any:  # noqa: ANN401  Words
        return thing.title

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the same session's lists."""
        return f"{reverse('desk-people')}?meeting={named['ref']}"
