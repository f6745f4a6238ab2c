"""A meeting in the words of schema.org: what its page states and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from plenary.interfaces.exports.schema_org import CONTEXT, stated
from plenary.interfaces.web.meetings.reading import SessionPage
from plenary.offices.meetings.models import Session
from plenary.offices.meetings.queries import FORMATS

SCHEDULED = "https://schema.org/EventScheduled"
TO_COME = (Session.State.PLANNED, Session.State.CONVENED)


def event_of(
    page: SessionPage, sittings: Iterable[Mapping[str, Any]], *, organisation: str, base: str
) -> dict[str, object]:
    """The meeting as an event. base: scheme and host of this house, without a slash at the end."""
    session = page.session
    address = f"{base}{reverse('meeting', args=[session.ref])}"
    return {"@context": CONTEXT} | stated(
        {
            "@type": "Event",
            "@id": address,
            "url": address,
            "identifier": session.ref,
            "name": session.title.said(),
            "about": session.theme.said(),
            "inLanguage": get_language(),
            "startDate": session.from_on.isoformat() if session.from_on else None,
            "endDate": session.until_on.isoformat() if session.until_on else None,
            "eventStatus": SCHEDULED if session.state in TO_COME else None,
            "location": _place(session),
            "organizer": {"@type": "Organization", "name": organisation, "url": f"{base}{reverse('home')}"},
            "subEvent": [_sub_event(row) for row in _own(session, sittings)],
        }
    )


def _place(session: Session) -> dict[str, object] | None:
    if session.venue is None:
        return None
    country = session.venue.country
    address = stated(
        {
            "@type": "PostalAddress",
            "addressLocality": session.venue.city.said(),
            "addressCountry": country.short_name.said() if country else None,
        }
    )
    return stated({"@type": "Place", "name": (session.venue.name or session.venue.city).said(), "address": address})


def _own(session: Session, sittings: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each sitting of this session once; a sitting has one row a quorum call."""
    return list({row["key"]: row for row in sittings if row["session_id"] == session.pk}.values())


def _sub_event(row: Mapping[str, Any]) -> dict[str, object]:
    begins, ends = row["opened_at"] or row["planned_from_at"], row["closed_at"] or row["planned_until_at"]
    return stated(
        {
            "@type": "Event",
            "name": row["title"].said() or str(FORMATS[row["format"]]),
            "startDate": begins.isoformat() if begins else None,
            "endDate": ends.isoformat() if ends else None,
        }
    )
