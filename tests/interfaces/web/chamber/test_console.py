"""The console of chair and secretary, and the screens of the room."""

import re
from datetime import timedelta

import pytest

from plenary.foundation.clock import standing_at
from plenary.foundation.people.models import Pending
from plenary.offices.chamber.models import FloorRequest, Room, Step
from plenary.offices.chamber.queries import floor_list
from plenary.offices.decisions.actions.announcing import attach_statement
from plenary.offices.decisions.actions.questions import prepare_question
from plenary.offices.decisions.models import Ballot, Decision, Question
from plenary.offices.meetings.models import Presence, Sitting
from plenary.offices.organisation.queries import member_named
from tests.builders.chamber import question
from tests.builders.organisation import words
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

    def test_what_the_screens_show_next_is_said_before_and_comes_true(self, pages):
        def shown_then() -> str:
            return re.search(r"On the screen then: ([^<]*)<", pages.console())[1]

        def headed() -> str:
            scene = pages.browser("secretary").get(pages.to("screen-part", n=1)).content.decode()
            (heading,) = re.findall(r"<h1[^>]*>([^<]*)</h1>", scene)
            return heading

        item = pages.made.summit.session.items.order_by("place")[0]
        assert shown_then() == str(item.title)
        pages.does("chair", "call-item", item=item.key)
        assert headed() == str(item.title)
        pages.acts("RUS", "ask")
        pages.acts("ARM", "ask")
        for sender in ("Russia", "Armenia"):
            assert shown_then() == sender
            pages.does("chair", "give-floor", request=FloorRequest.objects.filter(state="listed").first().key)
            assert headed() == sender
        assert shown_then() == str(item.title)
        pages.does("chair", "thank")
        assert headed() == str(item.title)
        asked = question(pages.made, item, wording="Is it agreed?", subject="procedure")
        assert shown_then() == "Is it agreed?"
        pages.does("chair", "put", question=asked.key)
        assert headed() == "Is it agreed?"
        assert shown_then() == "The vote is closed: Is it agreed?"

    def test_every_scene_has_one_heading(self, pages):
        pages.does("chair", "call-item", item=pages.made.summit.session.items.order_by("place")[0].key)
        pages.put(subject="procedure")
        for scene in Room.Scene.values:
            Room.objects.update(scene=scene)
            page = pages.browser("secretary").get(pages.to("screen-part", n=1)).content.decode()
            assert len(re.findall(r"<h1[^>]*>[^<]+</h1>", page)) == 1, scene

    def test_any_item_is_called_from_the_order_of_the_day_between_questions(self, pages):
        first, second = pages.made.summit.session.items.order_by("place")[:2]
        assert 'aria-label="Call item 2"' in pages.console()
        pages.does("chair", "call-item", item=second.key)
        assert primary(pages.console()) == "Close item 2"
        assert 'aria-label="Call item 1"' in pages.console()
        pages.does("chair", "put", question=question(pages.made, second, subject="procedure").key)
        assert 'aria-label="Call item 1"' not in pages.console()
        assert first.state == "to_come"

    def test_a_seat_tells_apart_no_item_yet_and_an_item_closed(self, pages):
        item = pages.made.summit.session.items.order_by("place")[0]
        assert "No item is called yet." in pages.seat("RUS")
        pages.does("chair", "call-item", item=item.key)
        pages.does("chair", "close-item", item=item.key)
        for page in (pages.seat("RUS"), pages.seat("RUS", "seat-text")):
            assert "No item is called yet." not in page
            assert "The last item is closed. The chair calls the next one." in page

    def test_what_is_ready_has_its_act(self, pages):
        first, second = pages.made.summit.session.items.order_by("place")[:2]
        question(pages.made, second, wording="Is the second text agreed?")
        sitting = pages.made.sitting
        of_no_item = prepare_question(
            by=pages.made.secretary,
            wording=words("Shall each speak for five minutes?"),
            subject="procedure",
            sitting=sitting,
        )
        pages.does("chair", "call-item", item=first.key)
        page = pages.console()
        assert "Shall each speak for five minutes?" in page
        assert "Is the second text agreed?" not in page
        assert "Open the vote" in page
        pages.does("chair", "put", question=of_no_item.key)
        of_no_item.refresh_from_db()
        assert of_no_item.state == Question.State.OPEN

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

    def test_a_reason_has_an_end(self, pages):
        asked = pages.put(wording="Is the statement agreed?")
        answer = pages.does("chair", "void", question=asked.key, reason="x" * 501)
        assert answer.status_code == 422
        assert "A reason has 500 letters at most, and this one has 501." in answer.content.decode()
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


class TestTakingBack:
    def test_the_last_act_can_be_taken_back_for_thirty_seconds(self, pages):
        assert "Take it back" not in pages.console()
        pages.does("chair", "close-list")
        page = pages.console()
        assert "The list of speakers was closed" in page
        assert re.search(r'<button[^>]*data-key="u"[^>]*>Take it back', page)
        assert "Take it back" not in pages.console("secretary")
        done_at = Step.objects.get().done_at
        with standing_at(done_at + timedelta(seconds=31)):
            assert "Take it back" not in pages.console()
            late = pages.does("chair", "undo")
        assert late.status_code == 422
        assert "31 seconds ago" in late.content.decode()
        assert pages.does("chair", "undo").status_code == 302
        assert pages.made.again().floor_list == Room.FloorList.OPEN


class TestListOfSpeakers:
    def test_the_chair_moves_up_and_down_by_the_buttons_of_the_list(self, pages):
        for code in ("RUS", "ARM", "KAZ"):
            pages.acts(code, "ask")

        def listed() -> list[str]:
            return [line.sender for line in floor_list(pages.made.room, pages.made.chair)]

        def press(label: str) -> None:
            form = re.search(
                rf'name="request" value="([^"]+)"><input type="hidden" name="place" value="(\d)"><button[^>]*"{label}"',
                pages.console(),
            )
            assert pages.does("chair", "move", request=form[1], place=form[2]).status_code == 302

        press("Move Russia down")
        assert listed() == ["Armenia", "Russia", "Kazakhstan"]
        press("Move Kazakhstan up")
        assert listed() == ["Armenia", "Kazakhstan", "Russia"]
        assert "Move Russia down" not in pages.console()
        assert "Move Armenia" not in pages.console("secretary")

    @pytest.mark.parametrize("place", ["9" * 5000, "x", "-1", ""])
    def test_a_place_that_no_list_has_is_refused(self, pages, place):
        pages.acts("RUS", "ask")
        asked = FloorRequest.objects.get()
        answer = pages.does("chair", "move", request=asked.key, place=place)
        assert answer.status_code == 422
        assert "The request cannot stand at place 0" in answer.content.decode()


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
        assert "1 of 6 has voted" in page
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

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"yes": "5", "no": "2", "abstain": "0"}, "Ballots counted: 7. Members who may vote: 6. Count again."),
            ({"yes": "-1", "no": "2", "abstain": "0"}, "These are no whole numbers from nought up: In favour."),
            (
                {"yes": "4", "no": "", "abstain": "a few"},
                "These are no whole numbers from nought up: Against, Abstain.",
            ),
        ],
    )
    def test_figures_that_contradict_themselves_are_refused_and_stay_in_the_form(self, pages, typed, sentence):
        """An error of the count is told apart from a lost vote, and nothing that was typed is lost."""
        asked = pages.put(subject="procedure", manner=Question.Manner.SHOW_OF_HANDS.value)
        answer = pages.does("secretary", "count", question=asked.key, body="CSC", **typed)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert sentence in page
        for name, said in typed.items():
            field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
            assert field is not None
            assert not said or f'value="{said}"' in field[0]
        assert not Pending.objects.exists()
        assert asked.bodies.get().count == {}

    def test_a_lost_vote_is_a_verdict_and_no_refusal(self, pages):
        asked = pages.put(subject="procedure", manner=Question.Manner.SHOW_OF_HANDS.value)
        pages.does("secretary", "count", question=asked.key, body="CSC", yes="1", no="5", abstain="0")
        assert pages.does("chair", "agree", waiting=Pending.objects.get().key).status_code == 302
        assert pages.does("chair", "close-vote", question=asked.key).status_code == 302
        assert asked.bodies.get().outcome == "not adopted"

    def test_papers_left_blank_or_spoilt_are_counted_where_the_vote_is_secret(self, pages):
        asked = pages.put(subject="procedure", manner=Question.Manner.SECRET.value)
        assert "Blank papers" in pages.console("secretary")
        pages.does(
            "secretary", "count", question=asked.key, body="CSC", yes="2", no="1", abstain="0", blank="2", invalid="1"
        )
        assert re.search(r"Blank papers\D+2\b", re.sub(r"<[^>]+>", " ", pages.console()))
        pages.does("chair", "agree", waiting=Pending.objects.get().key)
        figures = asked.bodies.get().count
        assert figures == {"yes": 2, "no": 1, "abstain": 0, "blank": 2, "invalid": 1, "silent": 0}


class TestRollByHand:
    """Phones are outside: the secretary calls the names and marks the answers, the chair agrees, both on their page."""

    def enter(self, pages, who: str = "secretary", **answers: str):
        fields = {f"answer-{code}": said for code, said in answers.items()}
        return pages.browser(who).post(pages.to("roll"), {"body": "CSC", **fields})

    def test_called_marked_agreed_counted(self, pages):
        asked = pages.put(subject="procedure", wording="Shall the debate be closed?")
        pages.votes("RUS", asked, "against")
        assert 'data-key="r"' in pages.console("secretary")
        page = pages.browser("secretary").get(pages.to("roll")).content.decode()
        assert "Shall the debate be closed?" in page
        assert "has voted from its seat" in page
        assert sorted(set(re.findall(r'name="answer-(\w+)"', page))) == ["ARM", "BLR", "KAZ", "KGZ", "TJK"]
        said = {"ARM": "in_favour", "BLR": "in_favour", "KAZ": "in_favour", "KGZ": "abstain", "TJK": ""}
        answer = self.enter(pages, **said)
        assert answer.headers["Location"] == pages.to("secretary")
        assert Ballot.objects.count() == 1
        own = pages.console("secretary")
        assert "waits for a second person" in own
        assert ">Agree<" not in own
        other = pages.console()
        assert re.search(r"Enter what members answered to a roll call: Armenia .*Kyrgyzstan", other, re.S)
        assert pages.does("chair", "agree", waiting=Pending.objects.get().key).status_code == 302
        assert "5 of 6 have voted" in pages.console()
        assert "waits for a second person" not in pages.console()
        assert "From the roll call, agreed to by" in pages.seat("ARM", "seat-vote")
        pages.does("chair", "close-vote", question=asked.key)
        pages.does("chair", "announce", question=asked.key)
        assert "Adopted" in pages.seat("RUS")

    def test_nobody_agrees_to_ones_own(self, pages):
        pages.put(subject="procedure")
        self.enter(pages, ARM="in_favour")
        waiting = Pending.objects.get().key
        assert pages.does("secretary", "agree", waiting=waiting).status_code == 422
        assert not Ballot.objects.exists()
        assert pages.does("secretary", "decline", waiting=waiting).status_code == 302
        assert "waits for a second person" not in pages.console()
        assert pages.does("chair", "agree", waiting=waiting).status_code == 404

    def test_refused_the_marks_are_kept(self, pages):
        asked = pages.put(subject="procedure")
        pages.votes("RUS", asked, "against")
        answer = self.enter(pages, RUS="in_favour", ARM="abstain")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "have voted from their seats meanwhile: RUS" in page
        assert re.search(r'name="answer-ARM" value="abstain" checked', page)
        assert "No answer is marked" in self.enter(pages).content.decode()
        assert not Pending.objects.exists()

    def test_without_an_open_vote_and_for_whom(self, pages):
        page = pages.browser("secretary").get(pages.to("roll")).content.decode()
        assert "No vote is open in which members are called by name." in page
        assert self.enter(pages, ARM="in_favour").status_code == 404
        assert pages.browser("RUS").get(pages.to("roll")).status_code == 404


class TestWhatLeavesTheRoom:
    """Behind closed doors two texts are decided; one leaves the room, the other stays, and both were agreed to."""

    def decided(self, pages, wording: str) -> Decision:
        asked = pages.put(wording=wording)
        with standing_at(asked.closes_at + timedelta(seconds=1)):
            pages.does("chair", "gavel", question=asked.key)
        return Decision.objects.get(question=asked)

    def test_marked_agreed_and_no_more(self, pages):
        pages.does("chair", "close-doors")
        inside = pages.made.again().sitting.audience
        leaves, stays = (self.decided(pages, wording) for wording in ("Is the text agreed?", "Is the plan agreed?"))
        assert {leaves.audience, stays.audience} == {inside}
        page = pages.browser("chair").get(pages.to("leaving")).content.decode()
        assert f'value="{leaves.key}"' in page
        assert f'value="{stays.key}"' in page
        answer = pages.browser("chair").post(pages.to("leaving"), {"leaves": leaves.key})
        assert answer.headers["Location"] == pages.to("chair")
        assert pages.made.again().doors_closed_at is not None
        other = pages.console("secretary")
        said = re.search(r"with what leaves the room: (.*?)</p>", other, re.S)
        assert leaves.number in said[1]
        assert stays.number not in said[1]
        assert pages.does("secretary", "agree", waiting=Pending.objects.get().key).status_code == 302
        leaves.refresh_from_db()
        stays.refresh_from_db()
        assert pages.made.again().doors_closed_at is None
        assert leaves.audience == pages.made.sitting.audience != inside
        assert stays.audience == inside

    def test_a_statement_leaves_only_where_it_is_marked_with_its_decision(self, pages):
        pages.does("chair", "close-doors")
        inside = pages.made.again().sitting.audience
        leaves, stays = (self.decided(pages, wording) for wording in ("Is the text agreed?", "Is the plan agreed?"))
        goes, kept, alone = (
            attach_statement(
                one, by=pages.made.summit.head(code), member=member_named(code), kind="reservation", text=words(text)
            )
            for one, code, text in (
                (leaves, "ARM", "Of Armenia."),
                (leaves, "KAZ", "Of Kazakhstan."),
                (stays, "ARM", "Of the plan."),
            )
        )
        marked = {"leaves": leaves.key, "says": [goes.key, alone.key]}
        page = pages.browser("chair").post(pages.to("leaving"), marked).content.decode()
        assert "leaves the room only with its decision" in page
        assert re.search(rf'value="{goes.key}"\s+checked', page)
        pages.browser("chair").post(pages.to("leaving"), {"leaves": leaves.key, "says": [goes.key]})
        assert f"statement of Armenia to {leaves.number}" in pages.console("secretary")
        pages.does("secretary", "agree", waiting=Pending.objects.get().key)
        kept.refresh_from_db()
        assert kept.kept_to == inside
        outside = browser_of(actor("HD", "member:TJK", name="Not inside")).get(f"/w/decisions/{leaves.number}/")
        assert "Of Armenia." in outside.content.decode()
        assert "Of Kazakhstan." not in outside.content.decode()
        assert "Of Kazakhstan." in pages.browser("KAZ").get(f"/w/decisions/{leaves.number}/").content.decode()

    def test_nothing_leaves_unless_it_is_marked(self, pages):
        pages.does("chair", "close-doors")
        pages.made.again()
        stays = self.decided(pages, "Is the text agreed?")
        pages.browser("secretary").post(pages.to("leaving"), {"leaves": "x" * 22})
        assert "with what leaves the room: nothing" in pages.console()
        pages.does("chair", "agree", waiting=Pending.objects.get().key)
        assert pages.made.again().doors_closed_at is None
        stays.refresh_from_db()
        assert stays.audience != pages.made.sitting.audience

    def test_open_doors_and_others(self, pages):
        assert "Nothing waits to leave the room." in pages.browser("chair").get(pages.to("leaving")).content.decode()
        assert pages.browser("chair").post(pages.to("leaving")).status_code == 422
        assert pages.browser("RUS").get(pages.to("leaving")).status_code == 404
