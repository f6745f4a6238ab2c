"""Meetings as the secretariat builds them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.decisions.question_forms import PrepareQuestion
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.instruments.desk_views import ActOnSignings
from plenary.interfaces.web.meetings import desk_agenda_forms, desk_reading, desk_sessions_forms, desk_sittings_forms
from plenary.interfaces.web.meetings.corrected import corrections_of_session
from plenary.offices.decisions import queries as decisions
from plenary.offices.instruments import queries as instruments
from plenary.offices.meetings import queries
from plenary.offices.meetings.models import Session


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting, the newest first."""
    actor = request.actor  # type: ignore[attr-defined]
    acts = ActOnMeetings.offered(actor)
    context = {
        "sessions": queries.sessions(actor),
        "acts": acts,
        "may_copy": desk_sessions_forms.PlanSession.verb in acts.verbs,
    }
    return desk_page(request, "meetings/desk/meetings.html", context, current="meetings")


@require_safe
def meeting(request: HttpRequest, ref: str) -> HttpResponse:
    """One meeting under construction: agenda, sittings and who may enter, delegations."""
    actor = request.actor  # type: ignore[attr-defined]
    session = queries.session_named(ref, actor)
    agenda = queries.agenda(session, actor)
    can_move = session.agenda_adopted_at is None
    context = {
        "session": session,
        "bodies": queries.bodies_of(session),
        "agenda": agenda,
        "items": desk_reading.items(agenda.items, can_move=can_move),
        "restricted": desk_reading.items(agenda.restricted, can_move=can_move),
        "corrections": corrections_of_session(actor, session),
        "days": desk_reading.days(session, actor),
        "delegations": queries.delegations(session),
        "decisions": decisions.decisions(actor).filter(item__session=session),
        "acts": ActOnMeeting.offered(actor, session, ref=ref),
        "puts": PrepareQuestion.is_offered(actor, None),
        "signings": ActOnSignings.offered(actor),
        "packages": instruments.packages_of(actor, session),
        "zone": session.venue.zone if session.venue else None,
    }
    return desk_page(request, "meetings/desk/meeting.html", context, current="meetings")


class ActOnMeetings(ActPage):
    """Plan a session, enter a venue."""

    forms = desk_sessions_forms.SESSIONS
    current, route, home = "meetings", "desk-act-on-meetings", "desk-meetings"

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the session that was just planned."""
        if isinstance(made, Session):
            return reverse("desk-meeting", kwargs={"ref": made.ref})
        return super().way_home(named, made)


class ActOnMeeting(ActPage):
    """An act on one session."""

    forms = (*desk_sessions_forms.SESSION, *desk_agenda_forms.AGENDA, *desk_sittings_forms.SITTINGS)
    current, route, home = "meetings", "desk-act-on-meeting", "desk-meeting"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Session:
        return queries.session_named(named["ref"], actor)

    def title(self, thing: Session) -> Any:  # noqa: ANN401  Words
        return thing.title

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the session that was just planned like this one."""
        if isinstance(made, Session):
            return reverse("desk-meeting", kwargs={"ref": made.ref})
        return super().way_home(named, made)
