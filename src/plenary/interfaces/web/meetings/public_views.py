"""The public pages of meetings."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.foundation import clock
from plenary.interfaces.web.freshness import while_unchanged
from plenary.interfaces.web.meetings import reading
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.meetings.models import Session

SESSIONS_A_PAGE = 20


def _standing(request: HttpRequest, ref: str) -> tuple[object, reading.Standing]:
    standing = reading.standing_of(reader_of(request), ref)
    return (standing.version, reading.states_shown(standing.sittings)), standing


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting that this reader may know of, the newest first."""
    page = Paginator(reading.sessions_listed(reader_of(request)), SESSIONS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(session, reading.STATES.get(session.state, session.state)) for session in page]
    return render(request, "meetings/public/meetings.html", {"page": page, "rows": rows, "current": "meetings"})


@require_safe
@while_unchanged(_standing)
def meeting(request: HttpRequest, standing: reading.Standing) -> HttpResponse:
    """One page for one meeting: where and when, how far it has come, agenda, participants, papers, decisions."""
    session = reading.session_of(reader_of(request), standing.ref)
    page = reading.session_page(reader_of(request), session, standing.sittings)
    return render(request, "meetings/public/meeting.html", _context(page.session, page=page))


@require_safe
def agenda(request: HttpRequest, ref: str) -> HttpResponse:
    """The agenda alone, made to be printed."""
    session = reading.session_of(reader_of(request), ref)
    places = reading.places_of(session, reader_of(request))
    return render(
        request,
        "meetings/public/agenda.html",
        _context(session, places=places, count_line=reading.count_line(places), printed_at=clock.now()),
    )


@require_safe
def documents(request: HttpRequest, ref: str) -> HttpResponse:
    """The papers of a meeting by item, and their path."""
    session = reading.session_of(reader_of(request), ref)
    page = reading.session_page(reader_of(request), session, reading.standing_of(reader_of(request), ref).sittings)
    return render(request, "meetings/public/documents.html", _context(session, page=page))


@require_safe
def decisions(request: HttpRequest, ref: str) -> HttpResponse:
    """What a meeting decided."""
    session = reading.session_of(reader_of(request), ref)
    found = reading.decisions_of(session, reader_of(request))
    return render(request, "meetings/public/decisions.html", _context(session, decisions=found))


@require_safe
def participants(request: HttpRequest, ref: str) -> HttpResponse:
    """The list of participants in protocol order, made to be printed."""
    session = reading.session_of(reader_of(request), ref)
    parties = reading.in_protocol_order(reading.parties_of(session, reader_of(request)), session)
    context = _context(session, parties=parties, printed_at=clock.now())
    return render(request, "meetings/public/participants.html", context)


@require_safe
def programme(request: HttpRequest, ref: str) -> HttpResponse:
    """The programme of each day, planned and real, made to be printed."""
    session = reading.session_of(reader_of(request), ref)
    days = reading.slots_of(reader_of(request), session)
    context = _context(session, days=days, printed_at=clock.now())
    return render(request, "meetings/public/programme.html", context)


def _context(session: Session, **more: object) -> dict[str, object]:
    zone = session.venue.zone if session.venue else ""
    return {"session": session, "zone": zone, "current": "meetings", "audience": session.audience, **more}
