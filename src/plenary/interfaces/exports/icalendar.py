"""Times for calendars: iCalendar, as RFC 5545 has it, and nothing of it but what takes place when and where.

Every time is written in UTC, which needs no table of zones and is right whatever a zone's law does later to others.
A change raises SEQUENCE under the same UID; what is cancelled is said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from plenary.foundation.languages.signs import UNWRITABLE

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Plenary//Calendar//EN"
#: Octets of a line, its end apart: RFC 5545, 3.1.
LONGEST = 75
#: How often a calendar may ask again.
ASKED_EVERY = "PT1H"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. begins, ends: instants, or days of which the last one counts; ends may be missing.

    uid: the same for ever. changed_at: when this was last told otherwise. sequence: how often it was.
    """

    uid: str
    summary: str
    begins: datetime | date
    ends: datetime | date | None
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    note: str = ""
    is_cancelled: bool = False


def calendar(events: Iterable[Event], *, name: str, language: str) -> bytes:
    """A calendar as bytes; the same events always give the same ones."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME;LANGUAGE={language}:{_text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{ASKED_EVERY}",
    ]
    for event in sorted(events, key=lambda one: (_stamp_of(one.begins), one.uid)):
        lines += _event(event, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode("utf-8")


def _event(event: Event, language: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_instant(event.changed_at)}"
    yield f"LAST-MODIFIED:{_instant(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY;LANGUAGE={language}:{_text(event.summary)}"
    yield from _span(event.begins, event.ends)
    if event.place:
        yield f"LOCATION;LANGUAGE={language}:{_text(event.place)}"
    if event.note:
        yield f"DESCRIPTION;LANGUAGE={language}:{_text(event.note)}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _span(begins: datetime | date, ends: datetime | date | None) -> Iterator[str]:
    if isinstance(begins, datetime):
        yield f"DTSTART:{_instant(begins)}"
        if isinstance(ends, datetime) and ends > begins:
            yield f"DTEND:{_instant(ends)}"
        return
    # The end of whole days is the day after the last one, and they make nobody busy.
    last = ends if isinstance(ends, date) and not isinstance(ends, datetime) and ends >= begins else begins
    yield f"DTSTART;VALUE=DATE:{begins:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"


def _stamp_of(begins: datetime | date) -> str:
    return _instant(begins) if isinstance(begins, datetime) else f"{begins:%Y%m%d}"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(said: str) -> str:
    """A value in which nothing begins a line or a part of its own."""
    whole = UNWRITABLE.sub("", said).replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\x85", "\u2028", "\u2029"):
        whole = whole.replace(sign, "\n")
    return whole.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of so many octets, never cut within a sign."""
    piece, room = "", LONGEST
    for sign in line:
        needed = len(sign.encode("utf-8"))
        if needed > room:
            yield piece
            piece, room = " ", LONGEST - 1
        piece += sign
        room -= needed
    yield piece
