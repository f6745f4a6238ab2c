"""The public pages of meetings."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.foundation import clock
from plenary.interfaces.exports.schema_org import in_script
from plenary.interfaces.web.freshness import while_unchanged
from plenary.interfaces.web.meetings import live as following
from plenary.interfaces.web.meetings import reading
from plenary.interfaces.web.meetings.corrected import corrections_of_session
from plenary.interfaces.web.meetings.event import event_of
from plenary.interfaces.web.record.paper import code_of
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.web.shell.letterhead import of_the_house
from plenary.offices.instruments import queries as instruments
from plenary.offices.meetings.models import Session

SESSIONS_A_PAGE = 20
#: Parts that follow a sitting, by the name in their address.
LIVE_PARTS = {"results": "meetings/public/_results.html", "now": "meetings/public/_now.html"}


def _standing(request: HttpRequest, ref: str) -> tuple[object, reading.Standing]:
    standing = reading.standing_of(reader_of(request), ref)
    return (standing.version, reading.states_shown(standing.sittings)), standing


def _standing_part(request: HttpRequest, ref: str, part: str) -> tuple[object, tuple[reading.Standing, str]]:
    if part not in LIVE_PARTS:
        raise Http404
    stamp, standing = _standing(request, ref)
    return stamp, (standing, part)


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
    now = following.now_in(reader_of(request), session, standing, page.named)
    base = f"{request.scheme}://{request.get_host()}"
    house = of_the_house()
    event = in_script(event_of(page, standing.sittings, organisation=str(house), base=base))
    sits = session.state == Session.State.OPEN or now.is_running
    context = _context(page.session, page=page, now=now, sits=sits, live=sits, event=event, organisation=house)
    context["corrections"] = corrections_of_session(reader_of(request), session)
    return render(request, "meetings/public/meeting.html", context)


@require_safe
@while_unchanged(_standing)
def live(request: HttpRequest, standing: reading.Standing) -> HttpResponse:
    """Results as they are announced; without scripts the page asks again by itself."""
    return render(request, "meetings/public/live.html", _live_context(request, standing))


@require_safe
@while_unchanged(_standing_part)
def live_part(request: HttpRequest, asked: tuple[reading.Standing, str]) -> HttpResponse:
    """A part of the pages that follow a sitting, as it stands now; the live script asks for it."""
    standing, part = asked
    return render(request, LIVE_PARTS[part], _live_context(request, standing))


@require_safe
def agenda(request: HttpRequest, ref: str) -> HttpResponse:
    """The agenda alone, made to be printed."""
    session = reading.session_of(reader_of(request), ref)
    places = reading.places_of(session, reader_of(request))
    return render(
        request,
        "meetings/public/agenda.html",
        _context(session, places=places, count_line=reading.count_line(places), **_printed(request, session)),
    )


@require_safe
def documents(request: HttpRequest, ref: str) -> HttpResponse:
    """The papers of a meeting by item, and their path."""
    session = reading.session_of(reader_of(request), ref)
    page = reading.session_page(reader_of(request), session, reading.standing_of(reader_of(request), ref).sittings)
    signings = instruments.packages_of(reader_of(request), session)
    return render(request, "meetings/public/documents.html", _context(session, page=page, signings=signings))


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
    context = _context(session, parties=parties, **_printed(request, session))
    return render(request, "meetings/public/participants.html", context)


@require_safe
def programme(request: HttpRequest, ref: str) -> HttpResponse:
    """The programme of each day, planned and real, made to be printed."""
    session = reading.session_of(reader_of(request), ref)
    days = reading.slots_of(reader_of(request), session)
    context = _context(session, days=days, kinds_of_slot=reading.KINDS_OF_SLOT, **_printed(request, session))
    return render(request, "meetings/public/programme.html", context)


def _live_context(request: HttpRequest, standing: reading.Standing) -> dict[str, object]:
    session = reading.session_of(reader_of(request), standing.ref)
    page = following.live_page(reader_of(request), session, standing)
    asks_again = page.now.is_running and "still" not in request.GET
    return _context(session, page=page, now=page.now, live=True, asks_again=asks_again)


def _printed(request: HttpRequest, session: Session) -> dict[str, object]:
    """What the foot of a page for paper says: when it was printed, and how it is held against the record."""
    return {"printed_at": clock.now(), "code": code_of(request, session.about)}


def _context(session: Session, **more: object) -> dict[str, object]:
    zone = session.venue.zone if session.venue else ""
    return {"session": session, "zone": zone, "current": "meetings", "audience": session.audience, **more}
