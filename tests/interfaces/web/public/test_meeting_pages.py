"""The meeting page and what hangs on it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.foundation.access.actors import OUTSIDER
from plenary.foundation.journal import writing as journal
from plenary.interfaces.web.freshness import forget_pages
from plenary.offices.decisions.models import Decision
from plenary.offices.meetings.models import Session, Sitting
from plenary.offices.protocol.models import Slot
from tests.interfaces.web.public import bishkek

MEETING = "/en/m/CSC-2019-1/"


class TestMeetingPage:
    def test_says_where_when_and_who_presides(self, house, page):
        text = page(MEETING)
        assert "Six delegations meet in Bishkek on Thursday 28 November 2019." in text
        assert "Place: Ala-Archa presidential residence." in text
        assert "In the chair: President Jeenbekov, Kyrgyzstan." in text
        assert "Theme: international and regional security in the zone of responsibility." in text

    def test_counts_the_places_and_those_that_are_named(self, house, page):
        text = page(MEETING)
        assert "21 places, 10 named" in text
        assert text.count("not named in the source") == 11
        assert "Item 11: not named in the source" in text
        assert "Item 21: not named in the source" in text

    def test_never_gives_an_unnamed_place_a_title(self, house, page):
        assert 'id="item-11"' not in page(MEETING)

    def test_shows_the_kind_of_each_item_and_not_stated_where_it_is_not(self, house, page):
        text = page(MEETING)
        row = re.search(r'<tr id="item-2".*?</tr>', text, re.S).group()
        assert "Exchange of views" in row
        assert "Not stated" in re.search(r'<tr id="item-4".*?</tr>', text, re.S).group()
        assert "Decision" in re.search(r'<tr id="item-9".*?</tr>', text, re.S).group()

    def test_papers_stand_with_their_items(self, house, page):
        row = re.search(r'<tr id="item-8".*?</tr>', page(MEETING), re.S).group()
        assert 'href="/en/d/CSC/2019/1/"' in row

    def test_the_joint_meeting_shows_three_bodies_each_with_quorum_and_verdict(self, house, page):
        text = page(MEETING)
        part = re.search(
            r'<section class="sec" id="prepared-by-JOINT-2019-1">.*?</div>\s*</section>', text, re.S
        ).group()
        assert part.count("<dt>Quorum</dt>") == 3
        assert part.count("<dt>Verdict</dt>") == 3
        assert part.count("not stated") == 6
        assert "Held in Bishkek" in part

    def test_a_joint_meeting_that_was_held_says_so_where_its_hours_are_not_known(self, house, page):
        text = page("/en/m/JOINT-2019-1/")
        station = re.search(r'<ol class="programme".*?</ol>', text, re.S).group()
        assert station.count('<li class="done">') == station.count("<li") == 1
        assert "Held in Bishkek" in station
        assert "Hours not stated" in station

    def test_the_programme_says_what_is_under_way(self, house, page):
        text = page(MEETING)
        now = re.search(r'<li class="now" aria-current="step">.*?</li>', text, re.S).group()
        assert "Arrivals" in now
        assert "1 arrival recorded" in now
        assert "Met by the host" in now
        assert text.count("Hours not stated") == 2

    def test_lists_every_delegation_alphabetically_and_names_those_that_are_named(self, house, page):
        text = page(MEETING)
        roster = re.search(r'<ul class="roster">.*?</ul>', text, re.S).group()
        assert re.findall(r"<b>(\w+)</b>", roster) == [
            "Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan",
        ]  # fmt: skip
        named = re.findall(r'<ul class="names">(.*?)</ul>', text, re.S)
        assert len(named) == 1
        assert named[0].count("<li>") == 8
        assert "permanent representative at the OSCE" in named[0]

    def test_alphabetical_in_the_language_of_the_page(self, house, page):
        roster = re.search(r'<ul class="roster">.*?</ul>', page("/ru/m/CSC-2019-1/"), re.S).group()
        assert re.findall(r"<b>(\w+)</b>", roster)[:2] == ["Армения", "Беларусь"]

    def test_the_path_draws_the_customary_route_dotted(self, house, page):
        text = page(MEETING)
        assert "Dotted: customary, not stated." in text
        assert "an outside document" in text

    def test_no_decision_is_shown_before_one_is_taken(self, house, page):
        assert 'id="decisions"' not in page(MEETING)
        bishkek.decided(house)
        assert "CSC-2019-1" in re.search(r'id="decisions".*?</section>', page(MEETING), re.S).group()

    def test_words_of_another_language_carry_their_own(self, house, page):
        text = page("/ar/m/CSC-2019-1/")
        assert '<html lang="ar" dir="rtl"' in text
        assert '<span lang="en" dir="ltr">Priorities of the coming presidency</span>' in text

    def test_a_reference_that_is_not_there_is_not_found(self, house, outsider):
        assert outsider.get("/en/m/NOTHING-1/").status_code == 404

    def test_answers_head(self, house, outsider):
        answer = outsider.head(MEETING)
        assert answer.status_code == 200
        assert answer.content == b""

    def test_is_not_changed_by_a_post(self, house, outsider):
        assert outsider.post(MEETING).status_code == 405

    def test_weighs_less_than_the_limit(self, house, outsider):
        assert len(outsider.get(MEETING).content) < 100_000


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 21])
def test_questions_to_the_database_do_not_grow_with_the_agenda(count):
    bishkek.build(count)
    client = Client()
    # The letterhead is read once by a process.
    client.get("/en/about/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(MEETING).status_code == 200
    # One of them asks the record for what was corrected since.
    assert len(asked) == 11


class TestSittings:
    def test_a_sitting_that_opens_is_now(self, house, outsider):
        before = outsider.get(MEETING)
        Sitting.objects.filter(number=1).update(state="open", opened_at=bishkek.NOON)
        forget_pages()  # the row was written without an act
        after = outsider.get(MEETING, headers={"If-None-Match": before["ETag"]})
        assert after.status_code == 200
        assert "Opened at 12:00" in after.content.decode()

    def test_an_announced_restricted_sitting_shows_its_hours_and_nothing_more(self, house, page):
        Sitting.objects.filter(number=1).update(state="closed", opened_at=bishkek.NOON, closed_at=bishkek.NOON)
        text = page(MEETING)
        assert "12:00 to 12:00" in text
        assert "sitting:one" not in text

    @pytest.mark.parametrize(("format_", "word"), [("restricted", "Restricted sitting"), ("retreat", "Retreat")])
    @pytest.mark.parametrize("address", [MEETING, MEETING + "live/", MEETING + "programme/"])
    def test_its_topic_and_who_joins_stand_on_no_page(self, house, page, address, format_, word):
        shut = Sitting.objects.filter(number=1)
        shut.update(
            title={"en": "canary-border", "ru": "canary-border"},
            format=format_,
            admitted_classes=["foreign_minister"],
            planned_from_at=bishkek.NOON,
            planned_until_at=bishkek.NOON + timedelta(minutes=90),
        )
        Sitting.objects.filter(number=2).update(admitted_classes=[])
        Slot.objects.create(
            session=house.session,
            order=90,
            on=bishkek.DAY,
            kind_of_slot="sitting",
            title={"en": "canary-slot"},
            sitting=shut.get(),
            audience="public",
        )
        text = page(address)
        assert word in text
        assert ("canary" in text, "Ministers and secretaries join" in text) == (False, False)
        if address == MEETING:
            assert "12:00 to 13:30" in text


class TestPrintedPages:
    def test_the_agenda_has_every_place(self, house, page):
        text = page(MEETING + "agenda/")
        assert "Provisional agenda" in text
        assert len(re.findall(r"<tr><td>\d+</td>", text)) == 21
        assert "CSC/2019/2" in text

    def test_participants_stand_in_protocol_order(self, house, page):
        text = page(MEETING + "participants/")
        order = re.findall(r'<section class="sec" id="(\w+)"', text)
        assert order == ["BLR", "KAZ", "KGZ", "RUS", "TJK", "ARM"]
        assert "head of delegation" in text

    def test_the_programme_leaves_hours_empty_where_they_are_not_stated(self, house, page):
        text = page(MEETING + "programme/")
        assert "Family photograph" in text
        assert "not stated" in text

    @pytest.mark.parametrize("part", ["agenda/", "participants/", "programme/"])
    def test_a_page_for_paper_has_a_way_back_the_menu_and_the_languages(self, house, page, part):
        text = page(MEETING + part)
        assert f'<a href="{MEETING}">Back to the meeting</a>' in text
        assert 'aria-label="Main menu"' in text
        assert f'href="/ru/m/CSC-2019-1/{part}"' in text

    @pytest.mark.parametrize("part", ["agenda/", "documents/", "decisions/", "participants/", "programme/"])
    def test_nothing_of_a_meeting_that_is_not_public_is_there(self, house, outsider, part):
        Session.objects.filter(ref="CSC-2019-1").update(audience="members")
        assert outsider.get(MEETING + part).status_code == 404


class TestMeetingsList:
    def test_the_newest_comes_first(self, house, page):
        text = page("/en/m/")
        assert text.index("/en/m/CSC-2019-1/") < text.index("/en/m/JOINT-2019-1/")

    @pytest.mark.django_db
    def test_says_what_will_be_here(self, page):
        assert "First meeting to be announced." in page("/en/m/")

    def test_decisions_of_a_meeting(self, house, page):
        assert "No decision of this meeting is public." in page(MEETING + "decisions/")
        bishkek.decided(house)
        assert Decision.objects.get(number="CSC-2019-1").number in page(MEETING + "decisions/")


@pytest.mark.django_db
class TestPaper:
    """What a print carries."""

    @pytest.fixture
    def entry(self, house):
        """The newest entry of the public record on the meeting."""
        journal.record("meetings.session.convened", by=OUTSIDER, about=house.session.about, audience="public", facts={})
        return journal.record(
            "meetings.session.opened", by=OUTSIDER, about=house.session.about, audience="public", facts={}
        )

    @pytest.mark.parametrize("name", ["agenda", "programme", "participants"])
    def test_a_print_names_its_entry_in_the_record_and_how_its_hash_begins(self, entry, page, name):
        foot = re.search(r'<p class="paper-code">.*?</p>', page(f"/en/m/CSC-2019-1/{name}/"), re.S).group()
        shown = re.search(r'<code class="hash">(.*?)</code>', foot).group(1)
        assert f"Record entry {entry.number}" in foot
        assert shown.replace(" ", "") == entry.leaf[:16]
        assert f"testserver/record/{entry.number}/" in foot
        assert "testserver/record/check/" in foot

    def test_what_the_public_record_does_not_name_bears_no_code(self, house, page):
        journal.record("meetings.session.opened", by=OUTSIDER, about=house.session.about, audience="members", facts={})
        assert "paper-code" not in page("/en/m/CSC-2019-1/agenda/")
