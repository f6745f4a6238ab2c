"""What the pages of meetings list, for machines."""

from __future__ import annotations

from django.http import HttpRequest

from plenary.interfaces.exports.lists import Listing
from plenary.interfaces.web.decisions.lists import COLUMNS as DECISION_COLUMNS
from plenary.interfaces.web.decisions.lists import row_of as decision_row
from plenary.interfaces.web.decisions.rulings import with_rulings
from plenary.interfaces.web.documents.reading import STATES as DOCUMENT_STATES
from plenary.interfaces.web.meetings import reading
from plenary.interfaces.web.meetings.desk_people_views import session_asked
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.meetings import queries


def meetings(request: HttpRequest) -> Listing:
    """Every meeting that this reader may know of, the newest first."""
    return Listing(
        "meetings",
        ("ref", "from_on", "until_on", "title", "bodies", "place", "state", "state_in_words"),
        tuple(
            (
                session.ref,
                session.from_on,
                session.until_on,
                session.title.said(),
                "; ".join(body.code for body in session.bodies.all()),
                session.venue.city.said() if session.venue else None,
                session.state,
                str(reading.STATES.get(session.state, session.state)),
            )
            for session in reading.sessions_listed(reader_of(request))
        ),
    )


def delegates(request: HttpRequest) -> Listing:
    """Those on the lists of one session, with their credentials, as the desk lists them."""
    session = session_asked(request)
    found = queries.delegations(session) if session else []
    return Listing(
        f"{session.ref}-delegates" if session else "delegates",
        ("delegation", "delegation_name", "name", "office", "role", "for_body", "credentials", "is_list_complete"),
        tuple(
            (
                sender.code,
                sender.short_name.said(),
                line.person.name.said(),
                line.title.said() or None,
                line.role,
                line.for_body.code if line.for_body else None,
                line.credentials.state if hasattr(line, "credentials") else None,
                one.is_list_complete,
            )
            for one in found
            if (sender := one.member or one.partner) is not None
            for line in one.delegates.all()
        ),
    )


def agenda(request: HttpRequest, ref: str) -> Listing:
    """The open agenda; places that are counted and not named have no title."""
    session = reading.session_of(reader_of(request), ref)
    return Listing(
        f"{session.ref}-agenda",
        ("item", "title", "kind", "state", "state_in_words", "papers", "decisions", "is_demonstration"),
        tuple(
            (
                place.number,
                place.title.said() or None,
                place.kind,
                place.state,
                place.state_said or None,
                "; ".join(paper.symbol or paper.title.said() for paper in place.papers),
                "; ".join(place.decisions),
                place.is_demonstration,
            )
            for place in reading.agenda_of(session, reader_of(request))
        ),
    )


def documents(request: HttpRequest, ref: str) -> Listing:
    """The papers of a meeting, item by item."""
    session = reading.session_of(reader_of(request), ref)
    return Listing(
        f"{session.ref}-documents",
        (
            "item",
            "symbol",
            "title",
            "kind",
            "state",
            "state_in_words",
            "is_of_another_organisation",
            "is_demonstration",
        ),
        tuple(
            (
                place.number,
                paper.symbol or None,
                paper.title.said(),
                paper.kind,
                paper.state,
                str(DOCUMENT_STATES.get(paper.state, paper.state)),
                paper.from_outside,
                paper.is_demonstration,
            )
            for place in reading.places_of(session, reader_of(request))
            for paper in place.papers
        ),
    )


def decisions(request: HttpRequest, ref: str) -> Listing:
    """What a meeting decided, in the order it was decided."""
    session = reading.session_of(reader_of(request), ref)
    found = with_rulings(reader_of(request), reading.decisions_of(session, reader_of(request)))
    return Listing(f"{session.ref}-decisions", DECISION_COLUMNS, tuple(decision_row(row) for row in found))


def participants(request: HttpRequest, ref: str) -> Listing:
    """The list of participants in protocol order."""
    session = reading.session_of(reader_of(request), ref)
    parties = reading.in_protocol_order(reading.parties_of(session, reader_of(request)), session)
    return Listing(
        f"{session.ref}-participants",
        ("delegation", "delegation_name", "name", "office", "role", "note", "is_list_complete"),
        tuple(
            (
                party.code,
                (party.formal_name or party.name).said(),
                one.name.said(),
                one.title.said() or None,
                one.role,
                one.note.said() or None,
                party.complete,
            )
            for party in parties
            for one in party.people
        ),
    )
