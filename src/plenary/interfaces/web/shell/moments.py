"""Days and hours in words: the place's clock, and the reader's own where it differs."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

#: How each language writes a day. `E` is the month as it stands after a day, in languages that decline it.
LONG = {"ru": "j E Y", "ar": "j E Y"}
SHORT = {"ru": "j b", "ar": "j E"}
WITH_WEEKDAY = {"ru": "l, j E Y", "ar": "l j E Y"}
WEEKDAY_WITHOUT_YEAR = {"ru": "l, j E", "ar": "l j E"}
WITHOUT_YEAR = {"ru": "j E", "ar": "j E"}

FORMATS = {
    "long": (LONG, "j E Y"),
    "short": (SHORT, "j M"),
    "weekday": (WITH_WEEKDAY, "l j E Y"),
    "no-year": (WITHOUT_YEAR, "j E"),
    "weekday-no-year": (WEEKDAY_WITHOUT_YEAR, "l j E"),
}

Zone = tzinfo | str | None


def zone_of(zone: Zone) -> tzinfo:
    """The time zone by name or as it is; the reader's when none is given."""
    if isinstance(zone, str) and zone:
        return zoneinfo.ZoneInfo(zone)
    return zone if isinstance(zone, tzinfo) else timezone.get_current_timezone()


def day_words(on: date | datetime, style: str = "long", zone: Zone = None) -> str:
    """A day in the reader's language: "28 November 2019"."""
    if isinstance(on, datetime):
        on = on.astimezone(zone_of(zone)).date()
    by_language, otherwise = FORMATS[style]
    return date_format(on, by_language.get(base_language(), otherwise))


def day(on: date | datetime, style: str = "long", zone: Zone = None) -> SafeString:
    """A day as an element that a machine can read too."""
    stamp = on.astimezone(zone_of(zone)).date() if isinstance(on, datetime) else on
    return format_html('<time datetime="{}">{}</time>', stamp.isoformat(), day_words(on, style, zone))


def day_span(first: date, last: date | None) -> SafeString:
    """A span of days without saying twice what they share: "27–28 November 2019"."""
    if last is None or last == first:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        opening = str(first.day)
        joined = gettext("%(first)s–%(last)s")
    else:
        opening = day_words(first, "no-year" if first.year == last.year else "long")
        joined = gettext("%(first)s – %(last)s")
    words = joined % {"first": opening, "last": day_words(last)}
    return format_html('<time datetime="{}/{}">{}</time>', first.isoformat(), last.isoformat(), words)


def hour_words(at: datetime, zone: Zone = None, *, seconds: bool = False) -> str:
    """The time of day: "15:04" or "15:04:12"."""
    return f"{at.astimezone(zone_of(zone)):{'%H:%M:%S' if seconds else '%H:%M'}}"


def offset_words(at: datetime, zone: Zone = None) -> str:
    """How far the clock of a zone is from UTC then: "UTC+3", "UTC+5:30", "UTC"."""
    minutes = int((at.astimezone(zone_of(zone)).utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return "UTC" if not minutes else f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}"


def hour(at: datetime, zone: Zone = None, *, seconds: bool = False) -> SafeString:
    """The time of day as an element; with the reader's own clock where it differs."""
    there = hour_words(at, zone, seconds=seconds)
    return element(at, both(there, at, zone, seconds=seconds))


def hour_with_day(at: datetime, zone: Zone, now: datetime) -> SafeString:
    """The time of day; on any other day than today's at the place, after its day: "3 Dec, 12:00"."""
    place = zone_of(zone)
    if at.astimezone(place).date() == now.astimezone(place).date():
        return hour(at, zone)
    there = gettext("%(day)s, %(time)s") % {"day": day_words(at, "short", zone), "time": hour_words(at, zone)}
    return element(at, both(there, at, zone, seconds=False))


def moment(at: datetime, zone: Zone = None, *, seconds: bool = False) -> SafeString:
    """Day and time as an element; with the reader's own clock where it differs."""
    there = gettext("%(day)s, %(time)s") % {
        "day": day_words(at, zone=zone),
        "time": hour_words(at, zone, seconds=seconds),
    }
    return element(at, both(there, at, zone, seconds=seconds))


def both(there: str, at: datetime, zone: Zone, *, seconds: bool = False) -> str:
    """What the place's clock says, followed by the reader's when it is known and differs.

    The reader's is known once a zone was chosen; the default of the house is nobody's own.
    """
    place, own = zone_of(zone), timezone.get_current_timezone()
    if own == timezone.get_default_timezone() or at.astimezone(place).utcoffset() == at.astimezone(own).utcoffset():
        return there
    here = hour_words(at, own, seconds=seconds)
    if at.astimezone(place).date() != at.astimezone(own).date():
        here = gettext("%(day)s, %(time)s") % {"day": day_words(at, "no-year", own), "time": here}
    return gettext("%(there)s (%(here)s your time)") % {"there": there, "here": here}


def element(at: datetime, words: str) -> SafeString:
    """The words in a `time` element that carries the instant in UTC."""
    stamp = at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return format_html('<time datetime="{}">{}</time>', stamp, words)


def minutes_seconds(left: timedelta | int) -> str:
    """A running time as clocks in the room show it: "2:14", and "+0:20" once it is over."""
    seconds = int(left.total_seconds()) if isinstance(left, timedelta) else left
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02d}"


def base_language() -> str:
    """The reader's language without its region."""
    return (get_language() or "en").partition("-")[0]
