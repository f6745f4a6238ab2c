"""What takes place when and where, as far as it may leave the house: in calendars and in letters.

Titles are told only where everybody may read them; a restricted sitting is told by its time alone, one that is not
announced not at all, to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, pgettext

from plenary.foundation.access.actors import OUTSIDER, Actor
from plenary.foundation.access.audiences import MEMBERS, PUBLIC, may_read, tokens_in
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words
from plenary.foundation.notices import calendars
from plenary.foundation.notices.models import Told
from plenary.interfaces.exports.icalendar import Event
from plenary.offices.meetings.models import Delegate, NamedPerson, Session, Sitting
from plenary.offices.meetings.queries import bodies_of
from plenary.offices.protocol.models import Slot

#: How long calendars go on showing what is over.
LOOKS_BACK = timedelta(days=366)
#: What a reader has to be told of when it changes.
MOVED = ("begins", "ends", "place")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Telling:
    """A thing as calendars and letters may tell of it. told: plain values; within: key of its session."""

    about: tuple[str, str]
    audience: str
    within: str
    told: dict[str, Any]


def telling(thing: Kept | None) -> Telling | None:
    """What may be told of a session, a sitting or a slot; None where it has no time, or is nobody's to hear of."""
    if isinstance(thing, Session):
        return _of_session(thing)
    if isinstance(thing, Sitting):
        return _of_sitting(thing)
    if isinstance(thing, Slot):
        return _of_slot(thing)
    return None


def public_events(language: str) -> list[Event]:
    """The public meetings of this house."""
    return _events(_sessions(), [OUTSIDER], language)


def own_events(person: Person, actors: Sequence[Actor], language: str) -> list[Event]:
    """The programme of one person: the meetings where they are listed, named, serve or sit."""
    return _events([one for one in _sessions() if is_on_programme(one, person, actors)], actors, language)


def is_on_programme(session: Session, person: Person, actors: Sequence[Actor]) -> bool:
    """Whether a session is one of this person's own, by what the reader's capacities hold."""
    if not any(may_read(actor, session.audience) for actor in actors):
        return False
    scopes = frozenset[str]().union(*(actor.scopes for actor in actors))
    own = {f"session:{session.key}", *(f"body:{body.code}" for body in bodies_of(session))}
    return (
        not own.isdisjoint(scopes)
        or Delegate.objects.filter(person=person, delegation__session=session, left_list_at__isnull=True).exists()
        or NamedPerson.objects.filter(person=person, sitting__meeting__session=session).exists()
    )


def _sessions() -> list[Session]:
    rows = Session.objects.select_related("venue").prefetch_related("session_bodies__body")
    return list(rows.filter(until_on__gte=now().date() - LOOKS_BACK) | rows.filter(until_on=None))


def _events(sessions: Sequence[Session], actors: Sequence[Actor], language: str) -> list[Event]:
    keys = [session.key for session in sessions]
    things: list[Kept] = [
        *sessions,
        *Sitting.objects.filter(meeting__session__in=sessions).select_related("meeting__session__venue"),
        *Slot.objects.filter(session__in=sessions).select_related("session__venue"),
    ]
    tellings = [one for one in map(telling, things) if one is not None and _hears(actors, one.audience)]
    kept = calendars.told_of(one.about[1] for one in tellings)
    with translation.override(language):
        events = [_event(one.about, one.told, kept.get(one.about)) for one in tellings]
        gone = [row for row in calendars.cancelled(keys) if _hears(actors, row.audience)]
        events += [_event((row.about_kind, row.about_key), row.told, row) for row in gone]
    return events


def _hears(actors: Sequence[Actor], audience: str) -> bool:
    return any(may_read(actor, audience) for actor in actors)


def _of_session(session: Session) -> Telling | None:
    if session.from_on is None:
        return None
    told = {
        "what": "session",
        "begins": session.from_on.isoformat(),
        "ends": (session.until_on or session.from_on).isoformat(),
        "zone": _zone(session),
        "title": _public(session.audience, session.title),
        "place": _venue(session),
    }
    return Telling(session.about, session.audience, session.key, told)


def _of_sitting(sitting: Sitting) -> Telling | None:
    session = sitting.meeting.session
    if sitting.planned_from_at is None or not sitting.is_announced or _names_a_sitting(sitting.band_audience):
        return None
    shut = sitting.is_shut
    told = {
        "what": "restricted" if shut else "sitting",
        "begins": _said(sitting.planned_from_at),
        "ends": _said(sitting.planned_until_at),
        "zone": _zone(session),
        "title": {} if shut else _public(sitting.band_audience, sitting.title),
        "of": _public(session.audience, session.title),
        "place": {} if shut else dict(sitting.room) or _venue(session),
    }
    return Telling(sitting.about, sitting.band_audience, session.key, told)


def _of_slot(slot: Slot) -> Telling | None:
    """Slots of sittings are told by the sittings; slots for protocol alone are nobody else's business."""
    if slot.planned_from_at is None or slot.sitting_id is not None or slot.audience not in {PUBLIC, MEMBERS}:
        return None
    told = {
        "what": "slot",
        "begins": _said(slot.planned_from_at),
        "ends": _said(slot.planned_until_at),
        "zone": _zone(slot.session),
        "title": _public(slot.audience, slot.title),
        "of": _public(slot.session.audience, slot.session.title),
        "place": _public(slot.audience, slot.place),
    }
    return Telling(slot.about, slot.audience, slot.session.key, told)


def words_of(told: dict[str, Any]) -> str:
    """What it is called, in the language in use: its public title, else its kind."""
    kinds = {
        "session": pgettext("calendar", "Meeting"),
        "sitting": pgettext("calendar", "Sitting"),
        "restricted": pgettext("calendar", "Restricted sitting"),
        "slot": pgettext("calendar", "Programme"),
    }
    return Words.of(told.get("title")).said() or kinds[told["what"]]


def times_of(told: dict[str, Any]) -> tuple[datetime | date, datetime | date | None]:
    """When it begins and ends: instants, or whole days."""
    read = date.fromisoformat if told["what"] == "session" else datetime.fromisoformat
    return read(told["begins"]), read(told["ends"]) if told["ends"] else None


def _event(about: tuple[str, str], told: dict[str, Any], row: Told | None) -> Event:
    begins, ends = times_of(told)
    cancelled = row is not None and row.cancelled_at is not None
    house = settings.PLENARY_RECORD_NAME.partition("/")[0]
    return Event(
        uid=f"{about[1]}@{house}",
        summary=gettext("Cancelled: %(what)s") % {"what": words_of(told)} if cancelled else words_of(told),
        begins=begins,
        ends=ends,
        changed_at=NEVER if row is None else row.changed_at,
        sequence=0 if row is None else row.sequence,
        place=Words.of(told.get("place")).said(),
        note=Words.of(told.get("of")).said(),
        is_cancelled=cancelled,
    )


def _public(audience: str, words: Words) -> dict[str, str]:
    return dict(words) if audience == PUBLIC else {}


def _names_a_sitting(audience: str) -> bool:
    return any(token.startswith("sitting:") for token in tokens_in(audience))


def _zone(session: Session) -> str:
    return session.venue.zone if session.venue else ""


def _venue(session: Session) -> dict[str, str]:
    """Name and city of the venue, in each language of either."""
    venue = session.venue
    if venue is None:
        return {}
    languages = sorted({*venue.name, *venue.city})
    return {code: ", ".join(_once([venue.name.said(code), venue.city.said(code)])) for code in languages}


def _once(parts: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(part for part in parts if part)


def _said(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""
