"""Live results: what is announced and open to all, as it comes, and nothing before."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.foundation.live.models import Outbox
from plenary.offices.decisions.actions.announcing import attach_statement
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.actions.sittings import suspend_sitting
from plenary.offices.meetings.models import Sitting
from tests.interfaces.web.public import bishkek

LIVE = "/en/m/CSC-2019-1/live/"
PART = "/en/m/CSC-2019-1/live/results/"
NOW = "/en/m/CSC-2019-1/live/now/"


@pytest.fixture
def plenary(house):
    """The plenary sitting, opened at noon."""
    house.session.state = "open"
    house.session.save()
    sitting = house.session.meetings.get().sittings.get(number=2)
    sitting.state, sitting.opened_at = "open", bishkek.NOON
    sitting.save()
    return sitting


def section(text: str, name: str) -> str:
    found = re.search(rf'<section class="sec" id="{name}".*?</section>', text, re.S)
    assert found, name
    return found.group()


class TestNow:
    def test_says_which_sitting_is_under_way_and_since_when(self, plenary, page):
        assert "Plenary sitting: under way since 12:00" in section(page(LIVE), "now")

    def test_says_that_it_is_suspended(self, plenary, page):
        Sitting.objects.filter(pk=plenary.pk).update(state="suspended")
        assert "Plenary sitting: suspended" in section(page(LIVE), "now")

    def test_says_when_the_next_one_opens(self, house, page):
        Sitting.objects.filter(number=2).update(planned_from_at=bishkek.NOON + timedelta(hours=3))
        assert "Plenary sitting: opens at 15:00" in section(page(LIVE), "now")

    def test_says_that_all_are_closed(self, house, page):
        Sitting.objects.update(state="closed")
        assert "The sittings of this meeting are closed." in section(page(LIVE), "now")

    def test_names_the_item_under_discussion(self, house, plenary, page):
        house.items[1].state = "now"
        house.items[1].save()
        text = page(LIVE)
        assert "Item 2, under discussion: International and regional security" in section(text, "now")
        assert re.search(r'<tr class="now"><td>2</td>.*?under discussion</td></tr>', section(text, "agenda"), re.S)

    def test_a_restricted_sitting_that_is_not_announced_leaves_no_trace(self, house, page):
        before = page(LIVE)
        Sitting.objects.filter(number=9).update(state="open", opened_at=bishkek.NOON)
        assert page(LIVE) == before

    def test_an_announced_restricted_sitting_shows_that_it_sits_and_no_more(self, house, page):
        Sitting.objects.filter(number=1).update(state="open", opened_at=bishkek.NOON)
        Question.objects.create(
            sitting=Sitting.objects.get(number=1),
            wording={"en": "canary-question"},
            subject="x",
            method="vote",
            state="open",
            audience="sitting:one",
        )
        text = page(LIVE)
        assert "Restricted sitting: under way since 12:00" in text
        assert "canary" not in text
        Sitting.objects.filter(number=1).update(state="suspended")
        assert page(LIVE) == text


class TestQuestion:
    def test_an_open_vote_is_named_and_no_choice_is_counted(self, house, plenary, page):
        bishkek.decided(house)
        Question.objects.update(state="open", outcome="")
        said = section(page(LIVE), "now")
        assert "The vote is open." in said
        assert "favour" not in said

    def test_a_closed_one_waits_for_the_chair(self, house, plenary, page):
        bishkek.decided(house)
        Question.objects.update(state="closed")
        text = page(LIVE)
        assert "The chair has not announced the result yet." in section(text, "now")
        assert "represented" not in text

    def test_one_that_is_for_members_is_not_there(self, house, plenary, page):
        bishkek.decided(house)
        Question.objects.update(state="open", audience="members")
        assert "The vote is open." not in page(LIVE)


class TestResults:
    def test_a_result_comes_with_its_steps_its_number_and_words_to_copy(self, house, page):
        bishkek.decided(house)
        said = section(page(LIVE), "results")
        assert "6 of 6 represented; 4 needed." in said
        assert '<a href="/en/decisions/CSC-2019-1/">' in said
        words = "Decision CSC-2019-1. Statement of the Council. Adopted 28 November 2019, 12:00."
        assert f'data-text="{words}"' in said

    def test_a_decision_whose_question_is_for_members_stands_without_its_steps(self, house, page):
        bishkek.decided(house)
        Question.objects.update(audience="members")
        said = section(page(LIVE), "results")
        assert "/en/decisions/CSC-2019-1/" in said
        assert "represented" not in said

    def test_nothing_stands_there_before_it_is_issued(self, house, page):
        decision = bishkek.decided(house)
        Question.objects.update(audience="members")
        decision.audience = "members"
        decision.save()
        assert "What is decided is shown here once it is issued." in section(page(LIVE), "results")


class TestListening:
    def test_the_page_listens_and_asks_for_its_part(self, house, page):
        text = page(LIVE)
        assert f'data-live-topic="session:{house.session.key}"' in text
        assert f'data-live-href="{PART}"' in text
        assert 'data-live-url="/stream/"' in text
        assert page(PART).lstrip().startswith('<section class="sec" id="now">')

    def test_without_scripts_it_asks_again_by_itself_while_a_sitting_runs(self, plenary, page):
        assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in page(LIVE)
        assert "http-equiv" not in page(f"{LIVE}?still")

    def test_without_a_sitting_it_stays_as_it_is(self, house, page):
        assert "http-equiv" not in page(LIVE)

    def test_the_page_of_the_meeting_has_a_live_part_while_the_session_sits(self, house, page):
        assert 'data-live-topic="' not in page("/en/m/CSC-2019-1/")
        house.session.state = "open"
        house.session.save()
        text = page("/en/m/CSC-2019-1/")
        assert f'data-live-href="{NOW}"' in section(text, "now")
        assert "No sitting is under way now." in page(NOW)

    def test_another_part_is_not_there(self, house, outsider):
        assert outsider.get("/en/m/CSC-2019-1/live/seats/").status_code == 404

    def test_a_hidden_meeting_has_no_live_page(self, house, outsider):
        house.session.audience = "members"
        house.session.save()
        for address in (LIVE, PART, NOW):
            assert outsider.get(address).status_code == 404


@pytest.mark.django_db
class TestTold:
    """What the public hears, and when."""

    def test_the_public_hears_of_a_plenary_sitting_that_opens_and_of_no_other(self, house):
        house.session.state = "open"
        house.session.save()
        Sitting.objects.filter(number__in=(1, 2)).update(state="open", opened_at=bishkek.NOON)
        restricted = Sitting.objects.get(number=1)
        Sitting.objects.filter(number=1).update(audience=f"sitting:{restricted.key}")
        Sitting.objects.filter(number=2).update(audience="members")
        chair = _actor(house, "PO", f"sitting:{restricted.key}")
        for number, told in ((1, 0), (2, 1)):
            Outbox.objects.all().delete()
            suspend_sitting(Sitting.objects.get(number=number), by=chair)
            assert _heard(house) == told

    def test_the_public_hears_of_a_decision_on_the_page_of_its_meeting(self, house):
        decision = bishkek.decided(house)
        for audience, told in (("members", 0), ("public", 1)):
            decision.audience = audience
            decision.save()
            Outbox.objects.all().delete()
            attach_statement(
                decision,
                by=_actor(house, "SB"),
                member=house.members["ARM"],
                kind="explanation",
                text=Words({"en": "We agree."}),
            )
            assert _heard(house) == told


def _actor(house, capacity: str, *scopes: str) -> Actor:
    return Actor(house.heads["KGZ"].key, "Somebody of the house", capacity, frozenset({"body:CSC", *scopes}))


def _heard(house) -> int:
    return Outbox.objects.filter(audience="public", topic=f"session:{house.session.key}").count()
