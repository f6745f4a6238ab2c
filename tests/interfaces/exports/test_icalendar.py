"""Calendars as another program reads them."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.interfaces.exports.icalendar import LONGEST, Event, calendar

AT = datetime(2031, 5, 6, 9, 0, tzinfo=UTC)
TOLD = datetime(2031, 1, 1, tzinfo=UTC)


def event(**more):
    return Event(
        **{"uid": "k@house.example", "summary": "Plenary", "begins": AT, "ends": None, "changed_at": TOLD, **more}
    )


def read(*events, name="Meetings"):
    """The events as the library has them; it must find no fault."""
    made = icalendar.Calendar.from_ical(calendar(events, name=name, language="en"))
    assert made.errors == []
    assert [one.errors for one in made.events] == [[] for _ in events]
    return made


def test_times_are_in_utc():
    (one,) = read(event(ends=AT + timedelta(minutes=80))).events
    assert (one.start, one.end) == (AT, AT + timedelta(minutes=80))
    assert (str(one["UID"]), int(one["SEQUENCE"]), str(one["STATUS"])) == ("k@house.example", 0, "CONFIRMED")


def test_days_end_with_the_day_after_the_last():
    (one,) = read(event(begins=date(2031, 5, 6), ends=date(2031, 5, 7))).events
    assert (one.start, one.end) == (date(2031, 5, 6), date(2031, 5, 8))


def test_what_is_cancelled_is_said_to_be():
    (one,) = read(event(is_cancelled=True, sequence=3)).events
    assert (str(one["STATUS"]), int(one["SEQUENCE"])) == ("CANCELLED", 3)


def test_it_is_the_same_each_time_and_in_order():
    first, second = event(uid="a"), event(uid="b", begins=AT - timedelta(days=1))
    made = calendar([first, second], name="x", language="en")
    assert made == calendar([second, first], name="x", language="en")
    assert [str(one["UID"]) for one in read(first, second).events] == ["b", "a"]


@pytest.mark.parametrize(
    "sly", ["a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x", "a\nATTACH:http://x", "a\u2028b", "a\x85b"]
)
def test_no_text_begins_a_line_of_its_own(sly):
    made = read(event(summary=sly, place=sly, note=sly), name=sly)
    assert len(made.events) == 1
    assert sorted(made.events[0]) == [
        "DESCRIPTION", "DTSTAMP", "DTSTART", "LAST-MODIFIED", "LOCATION", "SEQUENCE", "STATUS", "SUMMARY", "UID",
    ]  # fmt: skip


WRITABLE = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\ufffe\uffff"))


@given(WRITABLE)
def test_any_text_comes_back_and_no_line_is_too_long(said):
    made = calendar([event(summary=said)], name="x", language="ar")
    assert all(len(line) <= LONGEST for line in made.split(b"\r\n"))
    (one,) = icalendar.Calendar.from_ical(made).events
    assert str(one["SUMMARY"]) == said
