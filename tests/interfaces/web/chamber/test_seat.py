"""The delegate's seat in each situation, without any script."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from plenary.foundation.clock import standing_at
from plenary.offices.chamber.models import FloorRequest
from plenary.offices.decisions.actions.questions import close_question
from plenary.offices.decisions.models import Ballot, Objection
from tests.builders import meetings as build
from tests.builders.people import actor
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db


class TestFourFacts:
    def test_body_item_speaker_and_what_is_expected(self, pages):
        pages.does("chair", "call-item", item=pages.made.summit.session.items.order_by("place")[0].key)
        page = pages.seat("RUS")
        assert "Item 1. Item 1" in page
        assert "Nobody has the floor" in page
        assert "Nothing is expected of you" in page

    def test_expected_first_then_whose_seat_it_is_the_way_back_and_the_order_of_the_day(self, pages):
        pages.does("chair", "call-item", item=pages.made.summit.session.items.order_by("place")[0].key)
        page = pages.seat("RUS")
        facts = page.partition('class="facts4"')[2].partition("</div>")[0]
        assert facts.index('class="expected"') < facts.index("<b>Russia</b>") < facts.index("<h1")
        assert f'href="{reverse("today")}">Back to Today' in facts
        order = page.partition('<ol class="order">')[2].partition("</ol>")[0]
        assert re.findall(r'<span class="n">(\d+)</span><span>([^<]+)<', order) == [("1", "Item 1"), ("2", "Item 2")]
        assert page.index("Ask for the floor") < page.index('<ol class="order">')
        assert order.index('aria-current="step"') < order.index("Item 1")
        pages.put(subject="procedure")
        assert "Order of the day" not in pages.seat("RUS")

    def test_parts_are_fetched_alone(self, pages):
        for part in ("facts", "middle", "acts", "order"):
            for page in ("now", "floor", "text", "vote", "record"):
                answer = pages.browser("RUS").get(pages.to("seat-part", page=page, part=part))
                assert answer.status_code == 200
                assert b"<html" not in answer.content
        assert pages.browser("RUS").get(pages.to("seat-part", page="now", part="other")).status_code == 404


class TestFloor:
    def test_ask_wait_speak_finish(self, pages):
        assert "Ask for the floor" in pages.seat("RUS")
        assert pages.acts("ARM", "ask", page="now").status_code == 302
        assert pages.acts("RUS", "ask", page="now").status_code == 302
        page = pages.seat("RUS")
        assert "You are number 2 on the list" in page
        assert "Withdraw my request" in page
        first, second = FloorRequest.objects.order_by("order")
        pages.does("chair", "give-floor", request=first.key)
        assert "Armenia speaks" in pages.seat("RUS")
        pages.does("chair", "give-floor", request=second.key)
        page = pages.seat("RUS")
        assert "You have the floor" in page
        assert "data-runs-to" in page
        pages.acts("RUS", "finish", request=second.key, page="now")
        assert "Ask for the floor" in pages.seat("RUS")

    def test_withdraw(self, pages):
        pages.acts("RUS", "ask")
        pages.acts("RUS", "withdraw", request=FloorRequest.objects.get().key)
        assert FloorRequest.objects.get().state == FloorRequest.State.WITHDRAWN

    def test_nobody_withdraws_anothers(self, pages):
        pages.acts("RUS", "ask")
        answer = pages.acts("ARM", "withdraw", request=FloorRequest.objects.get().key)
        assert answer.status_code == 422
        assert FloorRequest.objects.get().state == FloorRequest.State.LISTED

    def test_closed_list_withholds_with_the_reason(self, pages):
        pages.does("chair", "close-list")
        page = pages.seat("RUS")
        assert "The list is closed" in page
        answer = pages.acts("RUS", "ask", page="now")
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()

    def test_point_of_order_and_signal(self, pages):
        assert "Right of reply" in pages.seat("RUS", "seat-floor")
        pages.acts("RUS", "ask", page="floor", kind="point_of_order")
        assert FloorRequest.objects.get().kind_of_request == "point_of_order"
        assert pages.acts("RUS", "signal", page="floor", kind="technical").status_code == 302
        assert "no sound or picture" in pages.console()


class TestBallot:
    @pytest.fixture
    def vote(self, pages):
        return pages.put(subject="procedure", wording="Shall the debate be closed?")

    def test_three_equal_buttons_and_a_key_made_with_the_page(self, pages, vote):
        page = pages.seat("RUS")
        assert re.findall(r'name="choice" value="(\w+)"', page) == ["in_favour", "against", "abstain"]
        first, second = (re.search(r'name="ballot_key" value="([^"]+)"', pages.seat("RUS"))[1] for _ in range(2))
        assert first != second
        assert 20 <= len(first) <= 40

    def test_choose_confirm_receipt(self, pages, vote):
        chosen = pages.votes("RUS", vote, "against", step="choose")
        page = chosen.content.decode()
        assert chosen.status_code == 200
        assert "You are voting AGAINST: Shall the debate be closed?" in page
        assert not Ballot.objects.exists()
        assert pages.votes("RUS", vote, "against").status_code == 302
        page = pages.seat("RUS", "seat-vote")
        entry = Ballot.objects.get().entry
        assert re.search(rf"Recorded at \d\d:\d\d:\d\d: AGAINST\. Entry {entry} of the record\.", page)
        assert "You can change it until the vote closes." in page
        assert "Change my choice" in page
        assert "Your ballot is recorded" in page

    def test_twice_sent_is_counted_once(self, pages, vote):
        for _ in range(5):
            assert pages.votes("RUS", vote, "in_favour", key="one-key").status_code == 302
        assert Ballot.objects.count() == 1

    def test_change_before_the_close(self, pages, vote):
        pages.votes("RUS", vote, "in_favour", key="first")
        again = pages.browser("RUS").get(pages.to("seat-vote") + "?again").content.decode()
        assert 'name="choice"' in again
        pages.votes("RUS", vote, "abstain", key="second")
        assert Ballot.objects.get(superseded_at=None).choice == "abstain"

    def test_a_used_key_is_not_used_for_another_choice(self, pages, vote):
        """Going back in the browser brings the old page with its old key."""
        pages.votes("RUS", vote, "in_favour", key="old")
        page = pages.votes("RUS", vote, "against", key="old", step="choose").content.decode()
        fresh = re.search(r'name="ballot_key" value="([^"]+)"', page)[1]
        assert fresh != "old"
        assert pages.votes("RUS", vote, "against", key=fresh).status_code == 302

    def test_too_late_tells_both_times_and_keeps_the_choice(self, pages, vote):
        pages.votes("ARM", vote, "in_favour")
        close_question(vote, by=pages.made.chair)
        vote.refresh_from_db()
        with standing_at(vote.closed_at + timedelta(seconds=2)):
            answer = pages.votes("RUS", vote, "against")
        page = answer.content.decode()
        assert answer.status_code == 422
        told = re.search(
            r"The vote closed at (\d\d:\d\d:\d\d)\. Your choice arrived at (\d\d:\d\d:\d\d) and is not counted\.", page
        )
        assert told and told[1] != told[2]
        assert "What you chose is kept here" in page
        assert "Against" in page
        assert Ballot.objects.count() == 1

    def test_nothing_of_the_count_before_the_announcement(self, pages, vote):
        for code in ("ARM", "BLR", "KAZ", "KGZ"):
            pages.votes(code, vote, "in_favour")
        assert "4 of 6" in pages.console()
        assert "tally" not in pages.console()
        pages.does("chair", "close-vote", question=vote.key)
        assert "tally" not in pages.seat("RUS")
        assert "The chair announces the result" in pages.seat("RUS")
        pages.does("chair", "announce", question=vote.key)
        page = pages.seat("RUS")
        assert "tally" in page
        assert "Adopted" in page

    def test_a_correction_is_printed_and_alters_nothing(self, pages, vote):
        pages.votes("RUS", vote, "in_favour")
        ballot = Ballot.objects.get()
        assert pages.acts("RUS", "correct", page="vote", ballot=ballot.key, meant="against").status_code == 422
        pages.does("chair", "close-vote", question=vote.key)
        pages.does("chair", "announce", question=vote.key)
        assert "I meant otherwise" in pages.seat("RUS", "seat-vote")
        assert pages.acts("RUS", "correct", page="vote", ballot=ballot.key, meant="against").status_code == 302
        assert "as printed under the result" in pages.seat("RUS", "seat-vote")
        ballot.refresh_from_db()
        assert ballot.choice == "in_favour"

    def test_a_member_of_the_delegation_sees_no_ballot(self, pages, vote):
        line = build.delegate(pages.made.summit, "RUS", "Minister", "member", "foreign_minister")
        by = build.delegate_actor(build.accredited(pages.made.summit, line), "DM")
        build.presence.enter_room(pages.made.sitting, by=by, delegate=line)
        browser = browser_of(by)
        page = browser.get(pages.to("seat")).content.decode()
        assert "Shall the debate be closed?" in page
        assert 'name="choice"' not in page
        answer = browser.post(
            pages.to("seat-vote"),
            {"question": vote.key, "choice": "against", "ballot_key": "x", "step": "confirm"},
        )
        assert answer.status_code == 422
        assert not Ballot.objects.exists()

    def test_a_delegate_on_no_list_reads_why_there_is_no_ballot(self, pages, vote):
        page = browser_of(actor("HD", "member:RUS", name="Not listed")).get(pages.to("seat")).content.decode()
        assert "You are on no list of a delegation to this meeting" in page
        assert 'href="/w/delegation/"' in page
        assert 'name="choice"' not in page

    def test_who_does_not_hold_the_seat_reads_who_does(self, pages, vote):
        summit = pages.made.summit
        line = build.accredited(summit, build.delegate(summit, "RUS", "Deputy", "alternate", "foreign_minister"))
        build.delegations.designate_alternate(line, by=build.clerk(line.delegation.member))
        by = build.delegate_actor(line, "HD")
        build.presence.enter_room(pages.made.sitting, by=by, delegate=line)
        pages.made.holds("RUS")
        page = browser_of(by).get(pages.to("seat")).content.decode()
        assert "is held by" in page
        assert "Take over" in page
        assert 'name="choice"' not in page


class TestConsensus:
    @pytest.fixture
    def asked(self, pages):
        return pages.put(wording="Is the statement agreed?")

    def test_two_equal_ways(self, pages, asked):
        page = pages.seat("RUS")
        assert "I object" in page
        assert "Ask for the floor first" in page
        assert "Put to consensus" in page

    def test_objection_is_said_once_more_and_stops_the_gavel(self, pages, asked):
        page = pages.browser("RUS").get(pages.to("seat-object")).content.decode()
        assert "You are objecting to: Is the statement agreed?" in page
        assert not Objection.objects.exists()
        pages.browser("RUS").post(pages.to("seat-object"), {"reason_words": "The second paragraph is not agreed."})
        assert "Your objection is before the chair. The text is not adopted." in pages.seat("RUS")
        console = pages.console()
        assert "Objection of Russia" in console
        assert "Hold to adopt" not in console
        with standing_at(asked.closes_at + timedelta(seconds=5)):
            assert pages.does("chair", "gavel", question=asked.key).status_code == 422
        objection = Objection.objects.get()
        assert pages.acts("RUS", "withdraw-objection", objection=objection.key).status_code == 302
        objection.refresh_from_db()
        assert objection.withdrawn_at is not None

    def test_gavel_is_withheld_until_the_window_is_over(self, pages, asked):
        console = pages.console()
        assert re.search(r"<button[^>]*disabled[^>]*>Hold to adopt", console)
        assert "opens in" in console
        assert pages.does("chair", "gavel", question=asked.key).status_code == 422
        with standing_at(asked.closes_at + timedelta(seconds=1)):
            assert not re.search(r"<button[^>]*disabled[^>]*>Hold to adopt", pages.console())
            assert pages.does("chair", "gavel", question=asked.key).status_code == 302
        assert "Adopted" in pages.seat("RUS")

    def test_too_late_to_object(self, pages, asked):
        with standing_at(asked.closes_at + timedelta(seconds=1)):
            pages.does("chair", "gavel", question=asked.key)
            answer = pages.browser("RUS").post(pages.to("seat-object"), {"reason_words": "No."})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "does not count" in page
        assert "No." in page


class TestOtherPages:
    def test_record_of_the_sitting(self, pages):
        pages.acts("RUS", "ask")
        page = pages.seat("RUS", "seat-record")
        assert "Record of this sitting" in page

    def test_ballots_stay_out_of_the_record_before_the_close(self, pages):
        vote = pages.put(subject="procedure")
        pages.votes("ARM", vote, "against")
        trail = pages.seat("RUS", "seat-record").partition('class="trail"')[2].partition("</ol>")[0]
        assert trail
        assert "against" not in trail.lower()
        assert "Armenia" not in trail
        assert "ARM" not in trail

    def test_text_without_a_paper(self, pages):
        assert "No item is called yet." in pages.seat("RUS", "seat-text")

    def test_suspended_and_closed(self, pages):
        pages.does("chair", "suspend")
        assert "The sitting is suspended" in pages.seat("RUS")
        pages.does("chair", "resume")
        pages.does("chair", "close")
        assert "The sitting is closed" in pages.seat("RUS")


class TestWhoMayLookIn:
    def test_outsiders_and_wrong_keys(self, pages, client):
        real, unreal = pages.to("seat"), pages.to("seat").replace(pages.made.sitting.key, "x" * 22)
        for address in (real, unreal):
            answer = client.get(address)
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/sign-in/")
        assert pages.browser("RUS").get(unreal).status_code == 404

    def test_closed_doors(self, pages):
        """Whoever is not admitted finds nothing here from then on, the same as at a wrong address."""
        listed = build.delegate(pages.made.summit, "RUS", "Adviser", "adviser", "other")
        browser = browser_of(build.delegate_actor(listed, "DM"))
        assert browser.get(pages.to("seat")).status_code == 200
        pages.does("chair", "close-doors")
        shut = browser.get(pages.to("seat"))
        wrong = browser.get(pages.to("seat").replace(pages.made.sitting.key, "y" * 22))
        assert shut.status_code == wrong.status_code == 404
        assert pages.browser("RUS").get(pages.to("seat")).status_code == 200

    def test_a_sitting_of_heads_alone(self, pages):
        listed = build.delegate(pages.made.summit, "RUS", "Adviser", "adviser", "other")
        browser = browser_of(build.delegate_actor(listed, "DM"))
        for name in ("seat", "seat-record", "seat-vote"):
            address = pages.to(name).replace(pages.made.sitting.key, pages.made.summit.restricted.key)
            assert browser.get(address).status_code == 404

    def test_nothing_is_kept_by_the_browser(self, pages):
        answer = pages.browser("RUS").get(pages.to("seat"))
        assert "no-store" in answer.headers["Cache-Control"]

    def test_room_not_ready(self, pages):
        """The sitting is open to the reader, its room is not set up."""
        address = pages.to("seat").replace(pages.made.sitting.key, pages.made.summit.restricted.key)
        answer = pages.browser("RUS").get(address)
        assert answer.status_code == 200
        assert "The room is not set up yet" in answer.content.decode()
