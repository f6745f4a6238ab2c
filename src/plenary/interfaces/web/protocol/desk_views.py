"""Arrivals, the programme and the table as protocol keeps them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.clock import now
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.drawings.room import Seat, table_plan
from plenary.interfaces.web.drawings.sheet import Drawing
from plenary.interfaces.web.meetings.desk_people_views import nearest
from plenary.interfaces.web.protocol.desk_forms import PROTOCOL
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Session
from plenary.offices.protocol import queries


@require_safe
def protocol(request: HttpRequest) -> HttpResponse:
    """The board of one session: the one asked for, else the nearest to come."""
    actor = request.actor  # type: ignore[attr-defined]
    sessions = list(meetings.sessions(actor))
    asked = request.GET.get("meeting", "")
    session = meetings.session_named(asked, actor) if asked else nearest(sessions)
    context: dict[str, Any] = {"sessions": sessions, "session": session, "instant": now()}
    if session is not None:
        context |= {
            "arrivals": queries.arrivals(session, actor),
            "programme": queries.programme(session, actor),
            "table": table(session, actor),
            "zone": session.venue.zone if session.venue else None,
            "acts": ActOnProtocol.offered(actor, session, ref=session.ref),
        }
    return desk_page(request, "protocol/desk/protocol.html", context, current="protocol")


def table(session: Session, actor: Actor) -> Drawing | None:
    """How the table is laid, drawn; None where it is not."""
    laid = queries.seating(session, actor)
    if laid is None:
        return None
    seats = [Seat(one.member.short_name.said()) for one in laid.places]
    caption = _("Not stated by a source: it follows from the rule.") if laid.plan.is_demonstration else ""
    return table_plan(seats, shape=laid.plan.shape, title=_("Table plan"), caption=caption)


class ActOnProtocol(ActPage):
    """An act of protocol at one session."""

    forms = PROTOCOL
    current, route = "protocol", "desk-act-on-protocol"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Session:
        return meetings.session_named(named["ref"], actor)

    def title(self, thing: Session) -> Any:  # noqa: ANN401  Words
        return thing.title

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the board of the same session."""
        return f"{reverse('desk-protocol')}?meeting={named['ref']}"
