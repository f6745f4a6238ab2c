"""The words of letters: one set of sentences in each language, plain text, no address of any page.

A letter says what happened in a sentence and asks the reader to open the workspace; what is secret is read there,
after signing in. A person who gets such a letter can be asked for nothing by its answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words
from plenary.foundation.notices import calendars, queue, telling
from plenary.foundation.notices.kinds import Kind
from plenary.foundation.notices.models import Told
from plenary.foundation.notices.post import is_open
from plenary.interfaces.exports.programme import telling as telling_of
from plenary.interfaces.exports.programme import times_of, words_of
from plenary.interfaces.mail.readers import concerns
from plenary.interfaces.web.shell.moments import day_words, hour_words, offset_words
from plenary.offices.meetings.models import Session, Sitting
from plenary.offices.organisation.models import Organisation
from plenary.offices.protocol.models import Slot

#: The hour of the house at which daily letters are written.
DIGEST_HOUR = 7
_noted = False


def write_what_waits() -> int:
    """Turn notices into letters; the work lane does it every few seconds."""
    note_times()
    return telling.write_letters(concerns=concerns, writes=letter) if is_open() else 0


def write_daily_letters() -> int:
    """Write the daily letters once the house's morning has come."""
    if not is_open():
        return 0
    here = now().astimezone(_zone())
    return telling.write_digests(on=here.date(), writes=letter) if here.hour >= DIGEST_HOUR else 0


def note_times() -> int:
    """Note what calendars are told of things that were planned before calendars were kept; how many there were.

    Once a process, so that the first change of each is told as one.
    """
    global _noted
    if _noted:
        return 0
    count = 0
    for model in (Session, Sitting, Slot):
        for thing in model.objects.exclude(key__in=Told.objects.values("about_key")).order_by("pk"):
            told = telling_of(thing)
            if told is not None:
                calendars.follow(told.about, told.told, within=told.within, audience=told.audience)
                count += 1
    _noted = True
    return count


def tidy() -> None:
    """Forget what was written and sent long ago."""
    telling.trim()
    queue.trim()
    calendars.lapse_calendars()


def letter(kind: str, person: Person, language: str, told: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Subject and text of a letter to one person, in their language."""
    with translation.override(language), timezone.override(_zone()):
        house = _house()
        lines = [sentence(one) for one in told]
        subject = _subject(kind, told)
        text = render_to_string(
            "mail/letter.txt",
            {
                "name": person.name.said(language),
                "lines": lines,
                "kind": kind,
                "is_digest": kind == telling.DIGEST,
                "code": told[0].get("code", "") if told else "",
                "house": house,
            },
        )
        return (f"{house}: {subject}" if house else subject), text.strip() + "\n"


def sentence(told: Mapping[str, Any]) -> str:
    """What happened, in one sentence or two, in the language in use."""
    match told["kind"]:
        case Kind.PAPER:
            return _paper(told)
        case Kind.CHANGED:
            return _changed(told)
        case Kind.SILENCE:
            return _silence(told)
        case Kind.LISTED:
            return _listed(told)
        case Kind.SECOND:
            return gettext("An act waits for a second person, and you may be the one.")
        case Kind.TEST:
            return gettext("This is a test letter. You asked for it at the desk, and it has arrived.")
        case Kind.LEFT:
            return gettext(
                "Letters from the workspace come to this address no more: another one was given, or this one was taken "
                "out. If that was not you, tell the secretariat at once, by telephone or in person."
            )
    return ""


def _subject(kind: str, told: Sequence[Mapping[str, Any]]) -> str:
    if kind == telling.DIGEST:
        return ngettext("%(count)d new thing", "%(count)d new things", len(told)) % {"count": len(told)}
    return str(Kind(kind).label)


def _paper(told: Mapping[str, Any]) -> str:
    if not told.get("symbol"):
        return gettext("A paper was issued that you may read.")
    facts = {"symbol": told["symbol"], "title": Words.of(told.get("title")).said()}
    return gettext("%(symbol)s was issued: %(title)s.") % facts


def _changed(told: Mapping[str, Any]) -> str:
    was, stands = told["was"], told["now"]
    if stands is None:
        return gettext("%(what)s, %(when)s, does not take place then.") % {"what": words_of(was), "when": _when(was)}
    facts = {"what": words_of(stands), "when": _when(stands), "was": _when(was)}
    place = Words.of(stands.get("place")).said()
    if _when(was) == _when(stands):
        if not place:
            return gettext("%(what)s, %(when)s: the place changed.") % facts
        return gettext("%(what)s, %(when)s: the place is now %(place)s.") % {**facts, "place": place}
    if place and was.get("place") != stands.get("place"):
        return gettext("%(what)s is now on %(when)s, in another place: %(place)s. It was on %(was)s.") % {
            **facts,
            "place": place,
        }
    return gettext("%(what)s is now on %(when)s. It was on %(was)s.") % facts


def _silence(told: Mapping[str, Any]) -> str:
    facts = {
        "until": both_clocks(datetime.fromisoformat(told["until"]), told.get("zone", "")),
        "title": Words.of(told.get("title")).said(),
    }
    if told.get("extended"):
        return gettext("A silence procedure now runs until %(until)s.") % facts
    if facts["title"]:
        return gettext("A silence procedure runs until %(until)s: %(title)s") % facts
    return gettext("A silence procedure runs until %(until)s.") % facts


def _listed(told: Mapping[str, Any]) -> str:
    if told.get("signs_in"):
        return gettext("You may sign in to the workspace. The secretariat hands you the way in itself.")
    if told.get("role"):
        return gettext("You were given a role in the workspace.")
    title = Words.of(told.get("title")).said()
    if title:
        return gettext("You are on the list of a delegation: %(title)s.") % {"title": title}
    return gettext("You are on the list of a delegation.")


def _when(told: Mapping[str, Any]) -> str:
    begins, ends = times_of(dict(told))
    if isinstance(begins, datetime):
        return both_clocks(begins, told.get("zone", ""))
    if ends is None or ends == begins:
        return day_words(begins)
    return gettext("%(first)s – %(last)s") % {"first": day_words(begins), "last": day_words(ends)}


def both_clocks(at: datetime, zone: str) -> str:
    """A moment by the clock of its place, and by UTC where that differs."""
    place = ZoneInfo(zone) if zone else _zone()
    there = gettext("%(day)s, %(time)s") % {"day": day_words(at, zone=place), "time": hour_words(at, place)}
    offset = offset_words(at, place)
    if offset == "UTC":
        return f"{there} UTC"
    utc = hour_words(at, "UTC")
    if at.astimezone(place).date() != at.astimezone(ZoneInfo("UTC")).date():
        utc = gettext("%(day)s, %(time)s") % {"day": day_words(at, "no-year", "UTC"), "time": utc}
    return gettext("%(there)s (%(offset)s; %(utc)s UTC)") % {"there": there, "offset": offset, "utc": utc}


def _zone() -> ZoneInfo:
    organisation = Organisation.objects.first()
    return ZoneInfo(organisation.zone if organisation is not None else "UTC")


def _house() -> str:
    organisation = Organisation.objects.first()
    return (organisation.short_name or organisation.name).said() if organisation is not None else ""
