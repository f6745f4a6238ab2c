"""The console of chair and secretary, and the screens of the room."""

import re
from datetime import timedelta

import pytest

from plenary.foundation.clock import standing_at
from plenary.foundation.people.models import Pending
from plenary.offices.chamber.models import FloorRequest, Room
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.meetings.models import Presence, Sitting
from tests.builders.people import actor
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db


def primary(page: str) -> str:
    """The label of the one primary act."""
    found = re.findall(r"<button[^>]*data-primary[^>]*>(.*?)</button>", page, re.S)
    assert len(found) == 1, found
    return re.sub(r"<[^>]+>.*", "", found[0]).strip()


class TestScript:
    def test_one_primary_act_whose_label_is_the_act(self, pages):
        item = pages.made.summit.session.items.order_by("place")[0]
        assert primary(pages.console()) == "Call item 1"
        pages.does("chair", "call-item", item=item.key)
        assert primary(pages.console()) == "Close item 1"
        pages.acts("RUS", "ask")
        assert primary(pages.console()) == "Give the floor to Russia"
        pages.acts("ARM", "ask")
        pages.does(
            "chair", "give-floor", request=FloorRequest.objects.get(delegate__person__seats__isnull=False, order=1).key
        )
        page = pages.console()
        assert primary(page) == "Give the floor to Armenia"
        assert "I thank the representative of Russia." in page
        assert "Pause the time" in page

    def test_paused_time_stands(self, pages):
        pages.acts("RUS", "ask")
        pages.does("chair", "give-floor", request=FloorRequest.objects.get().key)
        pages.does("chair", "pause")
        assert "time stands" in pages.console()
        assert "data-runs-to" not in pages.seat("RUS")
        pages.does("chair", "go-on")
        assert "data-runs-to" in pages.seat("RUS")

    def test_gavel_closes_and_announces_in_one_stroke(self, pages):
        asked = pages.put(wording="Is the statement agreed?")
        with standing_at(asked.closes_at + timedelta(seconds=1)):
            pages.does("chair", "gavel", question=asked.key)
        asked.refresh_from_db()
        assert asked.state == Question.State.ANNOUNCED
        assert Decision.objects.get().number in pages.console()

    def test_refused_the_console_comes_back_with_the_reason(self, pages):
        asked = pages.put(wording="Is the statement agreed?")
        answer = pages.does("chair", "gavel", question=asked.key)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'role="alert"' in page
        assert "Order of the day" in page
        asked.refresh_from_db()
        assert asked.state == Question.State.OPEN

    def test_a_question_ends_without_a_result_only_with_a_reason(self, pages):
        asked = pages.put(wording="Is the statement agreed?")
        assert "Stop the window" in pages.console()
        assert pages.does("chair", "void", question=asked.key, reason=" ").status_code == 422
        assert (
            pages.does("chair", "void", question=asked.key, reason="The line to the booth was lost.").status_code == 302
        )
        asked.refresh_from_db()
        assert asked.state == Question.State.VOID

    def test_parts(self, pages):
        for part in ("facts", "order", "now", "floor", "script"):
            answer = pages.browser("chair").get(pages.to("chair-part", part=part))
            assert answer.status_code == 200
            assert b"<html" not in answer.content
        assert pages.browser("chair").get(pages.to("chair-part", part="other")).status_code == 404


class TestSecretary:
    def test_what_is_the_chairs_alone_is_withheld(self, pages):
        asked = pages.put(wording="Is the statement agreed?")
        page = pages.console("secretary")
        assert "the chair’s alone" in page or "the chair&#x27;s alone" in page
        with standing_at(asked.closes_at + timedelta(seconds=1)):
            assert pages.does("secretary", "gavel", question=asked.key).status_code == 422
        asked.refresh_from_db()
        assert asked.state == Question.State.OPEN

    def test_floor_and_votes_at_the_chairs_direction(self, pages):
        pages.acts("RUS", "ask")
        assert pages.does("secretary", "give-floor", request=FloorRequest.objects.get().key).status_code == 302
        pages.does("secretary", "thank")
        asked = pages.put(subject="procedure")
        assert pages.does("secretary", "close-vote", question=asked.key).status_code == 302

    def test_announcing_is_proposed_to_the_chair(self, pages):
        asked = pages.put(subject="procedure")
        pages.votes("RUS", asked, "in_favour")
        pages.does("secretary", "close-vote", question=asked.key)
        answer = pages.does("secretary", "announce", question=asked.key)
        assert "A second person is asked to agree." in answer.content.decode()
        assert Pending.objects.get().act == "decisions.announce"

    def test_who_leaves_and_the_quorum(self, pages):
        line = pages.made.summit.heads["TJK"]
        pages.does("secretary", "leave", delegate=line.key)
        assert Presence.objects.get(delegate=line).left_at is not None
        assert "5 of 6 represented" in pages.console("secretary")
        pages.does("secretary", "enter", delegate=line.key)
        assert "6 of 6 represented" in pages.console("secretary")
        assert pages.does("secretary", "quorum").status_code == 302


class TestWho:
    def test_only_those_who_preside_or_work_the_sitting(self, pages):
        for name in ("chair", "secretary"):
            assert pages.browser("RUS").get(pages.to(name)).status_code == 404
            answer = pages.browser("RUS").post(pages.to(f"{name}-act", verb="suspend"))
            assert answer.status_code == 404
        other = browser_of(actor("SB", "body:CMFA", name="Secretary of another body"))
        assert other.get(pages.to("secretary")).status_code == 404
        assert other.post(pages.to("secretary-act", verb="close-list")).status_code == 404
        assert Sitting.objects.get(pk=pages.made.sitting.pk).state == Sitting.State.OPEN

    def test_another_chair_has_no_key_to_this_room(self, pages):
        other = browser_of(actor("PO", "session:" + "x" * 22, name="Chair elsewhere"))
        assert other.get(pages.to("chair")).status_code == 404
        assert other.post(pages.to("chair-act", verb="close")).status_code == 404


class TestScreens:
    def screen(self, pages, who: str = "secretary"):
        return pages.browser(who).get(pages.to("screen", n=1))

    def test_scenes_follow_the_room(self, pages):
        def scene() -> str:
            return re.search(r'data-scene="(\w+)"', self.screen(pages).content.decode())[1]

        assert scene() in {"item", "waiting"}
        pages.acts("RUS", "ask")
        pages.does("chair", "give-floor", request=FloorRequest.objects.get().key)
        assert scene() == "speaker"
        pages.does("chair", "thank")
        vote = pages.put(subject="procedure")
        assert scene() == "vote"
        pages.votes("RUS", vote, "in_favour")
        page = self.screen(pages).content.decode()
        assert "1 of 6 have voted" in page
        pages.does("chair", "close-vote", question=vote.key)
        assert "tally" not in self.screen(pages).content.decode()
        pages.does("chair", "announce", question=vote.key)
        assert scene() == "result"
        assert "tally" in self.screen(pages).content.decode()
        pages.does("chair", "scene", scene=Room.Scene.BLANK.value)
        assert scene() == "blank"

    def test_no_seat_opens_a_screen(self, pages):
        assert self.screen(pages, "RUS").status_code == 404
        assert pages.browser("RUS").get(pages.to("screen-part", n=1)).status_code == 404


class TestCountByHand:
    def test_one_counts_and_another_agrees(self, pages):
        asked = pages.put(subject="procedure", manner=Question.Manner.SHOW_OF_HANDS.value)
        assert "Enter the count" in pages.console("secretary")
        assert 'name="choice"' not in pages.seat("RUS")
        assert "Show of hands" in pages.seat("RUS")
        answer = pages.does("secretary", "count", question=asked.key, yes="4", no="1", abstain="1")
        assert "A second person is asked to agree." in answer.content.decode()
        assert Pending.objects.get().act == "decisions.enter_count"
