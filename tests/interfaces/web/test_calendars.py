"""The feeds of calendars as programs outside follow them."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.foundation.access.models import Account, Person
from plenary.foundation.clock import standing_at
from plenary.foundation.notices import calendars
from plenary.foundation.notices.models import Told
from plenary.interfaces.web.freshness import forget_pages
from plenary.offices.meetings.actions import sittings
from tests.builders.meetings import session, with_sittings
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.builders.protocol import slot
from tests.interfaces.mail.test_letters import rewritten

pytestmark = pytest.mark.django_db
AT = datetime(2031, 5, 6, 9, 0, tzinfo=UTC)
PUBLIC = "/calendar/en/meetings.ics"


@pytest.fixture
def summit():
    with standing_at(AT - timedelta(days=10)):
        made = with_sittings(session(from_on=date(2031, 5, 6), until_on=date(2031, 5, 7)))
        forget_pages()
        yield made


def planned(summit, **more):
    return sittings.plan_sitting(
        summit.meeting,
        by=summit.secretariat,
        **{
            "title": words("Second plenary"),
            "format": "enlarged",
            "ground": "Convening notice paragraph 3",
            "planned_from_at": AT,
            **more,
        },
    )


def follow(address=PUBLIC, browser=None, **headers):
    return (browser or Client()).get(address, headers=headers)


def events(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    made = icalendar.Calendar.from_ical(answer.content)
    assert made.errors == []
    return {str(one["SUMMARY"]): one for one in made.events}


def test_public_meetings_with_time_and_place(summit):
    planned(summit, room=words("Room 1"))
    found = events(follow())
    assert sorted(found) == ["Council in Bishkek", "Second plenary"]
    assert (found["Council in Bishkek"].start, found["Council in Bishkek"].end) == (date(2031, 5, 6), date(2031, 5, 8))
    assert found["Second plenary"].start == AT
    assert str(found["Second plenary"]["LOCATION"]) == "Room 1"
    assert str(found["Second plenary"]["DESCRIPTION"]) == "Council in Bishkek"


def test_in_the_language_of_its_address(summit):
    assert list(events(follow("/calendar/ru/meetings.ics"))) == ["Совет в Бишкеке"]
    assert follow("/calendar/tlh/meetings.ics").status_code == 404


def test_an_announced_restricted_sitting_is_a_time_and_no_more(summit):
    planned(summit, format="restricted", title=words("canary title"), room=words("canary room"))
    answer = follow()
    found = events(answer)
    assert sorted(found["Restricted sitting"]) == [
        "DESCRIPTION", "DTSTAMP", "DTSTART", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "UID",
    ]  # fmt: skip
    assert b"canary" not in answer.content


def test_one_that_is_not_announced_leaves_every_byte_as_it_was(summit):
    before = follow()
    planned(summit, format="restricted", is_announced=False)
    after = follow()
    assert (before.content, dict(before.headers)) == (after.content, dict(after.headers))


def test_a_change_keeps_the_name_and_raises_the_number(summit):
    made = planned(summit)
    before = events(follow())["Second plenary"]
    rewritten(made, "meetings.sitting.planned", summit.secretariat, "public", planned_from_at=AT + timedelta(hours=1))
    after = events(follow())["Second plenary"]
    assert (before["UID"], int(before["SEQUENCE"])) == (after["UID"], int(after["SEQUENCE"]) - 1)
    assert (after.start, after["DTSTAMP"].dt >= before["DTSTAMP"].dt) == (AT + timedelta(hours=1), True)


def test_what_is_gone_is_said_to_be_for_sixty_days(summit):
    made = planned(summit)
    rewritten(made, "meetings.sitting.planned", summit.secretariat, "public", planned_from_at=None)
    (one,) = [one for name, one in events(follow()).items() if "Second" in name]
    assert (str(one["SUMMARY"]), str(one["STATUS"])) == ("Cancelled: Second plenary", "CANCELLED")
    Told.objects.filter(about_key=made.key).update(cancelled_at=datetime(2020, 1, 1, tzinfo=UTC))
    forget_pages()
    assert sorted(events(follow())) == ["Council in Bishkek"]


def test_unchanged_it_is_not_sent_again(summit):
    first = follow()
    again = follow(**{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_slots_for_protocol_alone_are_in_nobodys_calendar(summit):
    slot(summit, "canary of protocol", planned_from_at=AT)
    slot(summit, "Photograph", planned_from_at=AT, audience="public")
    assert sorted(events(follow())) == ["Council in Bishkek", "Photograph"]


class TestOnesOwn:
    def _own(self, by):
        return f"/calendar/own/{calendars.open_calendar(by=by)}.ics"

    def test_a_member_follows_what_is_for_members_without_its_title(self, summit):
        private = session(summit.bodies, ref="CSC-2031-9", from_on=date(2031, 5, 20), audience="members")
        own = events(follow(self._own(actor("HD", "member:RUS"))))
        assert sorted(own) == ["Council in Bishkek", "Meeting"]
        assert own["Meeting"].start == private.session.from_on
        assert sorted(events(follow())) == ["Council in Bishkek"]

    def test_what_is_not_ones_own_is_not_in_it(self, summit):
        assert events(follow(self._own(actor("AP")))) == {}

    def test_not_even_those_inside_have_an_unannounced_sitting_in_it(self, summit):
        planned(summit, is_announced=False, title=words("canary"))
        by = summit.secretariat
        assert b"canary" not in follow(self._own(by)).content
        assert sorted(events(follow(self._own(by)))) == ["Council in Bishkek"]

    def test_a_withdrawn_key_opens_nothing(self, summit):
        by = actor("HD", "member:RUS")
        address = self._own(by)
        assert follow(address).status_code == 200
        calendars.withdraw_calendar(by=by)
        assert follow(address).status_code == 404

    def test_a_new_key_ends_the_old_one(self, summit):
        by = actor("HD", "member:RUS")
        old, new = self._own(by), self._own(by)
        assert [follow(old).status_code, follow(new).status_code] == [404, 200]

    def test_who_may_not_sign_in_any_more_follows_nothing(self, summit):
        by = actor("HD", "member:RUS")
        address = self._own(by)
        account = Account(person=Person.objects.get(key=by.person_key), sign_in_name="anna", is_active=False)
        account.set_unusable_password()
        account.save()
        assert follow(address).status_code == 404

    def test_no_shared_cache_keeps_it_and_its_key_is_kept_as_a_digest(self, summit):
        by = actor("HD", "member:RUS")
        address = self._own(by)
        answer = follow(address)
        assert answer["Cache-Control"] == "private, no-cache"
        assert follow(address, **{"If-None-Match": answer["ETag"]}).status_code == 304
        secret = address.split("/")[-1].removesuffix(".ics")
        assert secret not in str(list(calendars.CalendarKey.objects.values_list()))


def test_the_number_of_questions_does_not_grow(summit):
    counts = []
    for _ in range(2):
        forget_pages()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            follow()
        counts.append(len(asked))
        for _ in range(4):
            planned(summit)
    assert counts[0] == counts[1]
