"""The room: floor, clock, seats, doors, scenes, and what every screen shows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.foundation.clock import standing_at
from plenary.foundation.journal.models import Entry
from plenary.foundation.live.models import Outbox
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import confirm, perform
from plenary.offices.chamber import facts, queries
from plenary.offices.chamber.actions import floor, rooms, seats, signals, steps
from plenary.offices.chamber.models import FloorRequest, Room, VotingSeat
from plenary.offices.decisions.actions.announcing import announce, issue_decision, record_verdict
from plenary.offices.decisions.actions.objections import object_to, withdraw_objection
from plenary.offices.decisions.actions.questions import close_question
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.actions import presence, sittings
from plenary.offices.meetings.models import Item, Sitting
from plenary.procedure.refusal import NotHere
from tests.builders import meetings as build
from tests.builders.chamber import chamber, question
from tests.builders.people import actor, agreed, holding, outsider, person
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

TEN = datetime(2019, 11, 28, 10, tzinfo=UTC)


def after(seconds):
    return standing_at(TEN + timedelta(seconds=seconds))


class TestSpeakersList:
    """Points of order first, then motions, then right of reply, then the list in the order of asking."""

    def test_order_by_kind_then_by_asking(self):
        made = chamber()
        made.asks("RUS")
        made.asks("ARM")
        made.asks("TJK", "right_of_reply")
        made.asks("KAZ", "motion")
        made.asks("BLR", "point_of_order")
        seen = queries.floor_list(made.room, made.chair)
        assert [(line.place, line.sender, line.kind) for line in seen] == [
            (1, "Belarus", "point_of_order"),
            (2, "Kazakhstan", "motion"),
            (3, "Tajikistan", "right_of_reply"),
            (4, "Russia", "speaker"),
            (5, "Armenia", "speaker"),
        ]

    def test_second_press_is_the_same_request(self):
        made = chamber()
        assert made.asks("RUS") == made.asks("RUS")
        assert FloorRequest.objects.count() == 1

    def test_closed_list_still_hears_points_of_order(self):
        made = chamber()
        made.asks("RUS")
        floor.close_list(made.room, by=made.secretary)
        assert Entry.objects.get(verb="chamber.list.closed").facts["names"] == ["Head of RUS"]
        head = made.head("ARM")
        with refused("chamber.list_closed", name="Head of ARM"):
            made.asks("ARM", by=head)
        made.asks("ARM", "point_of_order")
        floor.open_list(made.room, by=made.secretary)
        made.asks("ARM")
        assert len(queries.floor_list(made.room, made.chair)) == 3

    def test_third_reply_is_not_given(self):
        made = chamber()
        for seconds in (600, 300):
            reply = made.asks("RUS", "right_of_reply")
            assert reply.limit_s == seconds
            floor.give_floor(reply, by=made.chair)
            floor.end_speech(reply, by=made.chair)
        head = made.head("RUS")
        with refused("chamber.replies_used", sender="Russia", replies=2):
            made.asks("RUS", "right_of_reply", by=head)

    def test_only_from_inside_the_room(self):
        made = chamber()
        head = made.head("RUS")
        presence.leave_room(made.sitting, by=head, delegate=made.summit.heads["RUS"])
        with refused("chamber.not_in_the_room", name="Head of RUS"):
            made.asks("RUS", by=head)

    def test_not_for_another_delegation(self):
        made = chamber()
        head = made.head("ARM")
        with refused("access.not_in_scope", row="request_floor"):
            made.asks("RUS", by=head)

    def test_moved_by_the_chair_alone_and_with_a_trace(self):
        made = chamber()
        made.asks("RUS")
        second = made.asks("ARM")
        with refused("access.not_allowed", row="open_suspend_close"):
            floor.move_request(second, by=made.secretary, place=1)
        floor.move_request(second, by=made.chair, place=1)
        assert [line.sender for line in queries.floor_list(made.room, made.chair)] == ["Armenia", "Russia"]
        moved = Entry.objects.get(verb="chamber.floor.moved")
        assert (moved.facts["before"], moved.facts["after"]) == (2, 1)

    def test_not_moved_before_a_point_of_order(self):
        made = chamber()
        made.asks("RUS", "point_of_order")
        second = made.asks("ARM")
        with refused("chamber.no_such_place", place=1):
            floor.move_request(second, by=made.chair, place=1)

    def test_withdrawn_by_the_delegation_itself(self):
        made = chamber()
        request = made.asks("RUS")
        other = made.head("ARM")
        with refused("access.not_in_scope", row="request_floor"):
            floor.withdraw_request(request, by=other)
        floor.withdraw_request(request, by=made.head("RUS"))
        assert queries.floor_list(made.room, made.chair) == ()

    def test_who_leaves_is_taken_off(self):
        made = chamber()
        made.asks("RUS")
        presence.leave_room(made.sitting, by=made.head("RUS"), delegate=made.summit.heads["RUS"])
        assert queries.floor_list(made.room, made.chair) == ()


class TestOneSpeaker:
    def test_floor_is_given_to_one(self):
        made = chamber()
        first, second = made.asks("RUS"), made.asks("ARM")
        floor.give_floor(first, by=made.secretary)
        with refused("chamber.somebody_speaks", name="Head of RUS"):
            floor.give_floor(second, by=made.secretary)

    def test_database_holds_it_too(self):
        made = chamber()
        floor.give_floor(made.asks("RUS"), by=made.chair)
        second = made.asks("ARM")
        second.state = FloorRequest.State.SPEAKING
        with pytest.raises(IntegrityError), transaction.atomic():
            second.save()

    def test_point_of_order_interrupts(self):
        made = chamber()
        speech = made.asks("RUS")
        with after(0):
            floor.give_floor(speech, by=made.chair)
        point = made.asks("ARM", "point_of_order")
        with after(30):
            floor.give_floor(point, by=made.chair)
        speech.refresh_from_db()
        assert (speech.state, speech.spoken_s, speech.running_since) == (FloorRequest.State.LISTED, 30, None)
        made.asks("BLR")
        floor.end_speech(point, by=made.chair)
        assert queries.floor_list(made.room, made.chair)[0].request == speech


class TestClock:
    """One clock, the server's, for speaker, chair, booth and projector."""

    def test_counts_down_stands_still_and_counts_over(self):
        made = chamber()
        speech = made.asks("RUS")
        with after(0):
            floor.give_floor(speech, by=made.chair)
        with after(60):
            speaker = queries.now_in(made.sitting, made.chair).speaker
            assert (speaker.left_s, speaker.spoken_s, speaker.until) == (120, 60, TEN + timedelta(seconds=180))
            floor.pause_time(speech, by=made.secretary)
        with after(90):
            speaker = queries.now_in(made.sitting, made.chair).speaker
            assert (speaker.left_s, speaker.is_paused) == (120, True)
            floor.resume_time(speech, by=made.secretary)
        with after(230):
            assert queries.now_in(made.sitting, made.chair).speaker.left_s == -20
            floor.end_speech(speech, by=made.head("RUS"))
        speech.refresh_from_db()
        assert (speech.state, speech.spoken_s) == (FloorRequest.State.FINISHED, 200)
        assert queries.time_over(made.room) == [("Russia", 20)]

    def test_time_of_another_length(self):
        made = chamber()
        speech = made.asks("RUS")
        with refused("chamber.no_time", seconds=-5):
            floor.give_floor(speech, by=made.chair, limit_s=-5)
        assert floor.give_floor(speech, by=made.chair, limit_s=60).limit_s == 60


class TestFourFacts:
    def test_body_item_speaker_and_what_is_expected(self):
        made = chamber()
        rooms.call_item(made.room, by=made.chair, item=Item.objects.get(place=1))
        first, _ = made.asks("RUS"), made.asks("ARM")
        made.asks("TJK")
        with after(0):
            floor.give_floor(first, by=made.chair)
            seen = {code: queries.now_in(made.sitting, made.head(code)) for code in ("RUS", "ARM", "TJK", "KAZ")}
        one = seen["RUS"]
        assert [body.code for body in one.bodies] == ["CSC"]
        assert (one.item_number, str(one.item.title)) == ("1", "Item 1")
        assert (one.speaker.name, one.speaker.sender, one.speaker.left_s) == ("Head of RUS", "Russia", 180)
        assert one.expected == queries.Expected("you_have_the_floor", {"left_s": 180})
        assert seen["ARM"].expected.code == "you_are_next"
        assert seen["TJK"].expected == queries.Expected(
            "you_are_listed", {"place": 2, "wait_s": 360, "kind": "speaker"}
        )
        assert seen["KAZ"].expected == queries.Expected("nothing")

    def test_put_to_consensus(self):
        made = chamber()
        item = Item.objects.get(place=1)
        rooms.call_item(made.room, by=made.chair, item=item)
        asked = question(made, item)
        with after(0):
            rooms.put_question(made.room, by=made.chair, question=asked, window_s=20)
        with after(5):
            seen = queries.now_in(made.sitting, made.head("RUS"))
            assert seen.expected.code == "put_to_consensus"
            assert (seen.asked.question, seen.room.scene) == (asked, Room.Scene.TEXT)

    def test_not_for_the_public(self):
        made = chamber()
        for other in (outsider(), actor("AP")):
            with pytest.raises(NotHere):
                queries.now_in(made.sitting, other)

    @pytest.mark.parametrize("count", [1, 3, 6])
    def test_questions_to_the_database_do_not_grow_with_the_list(self, count):
        made = chamber(items=1)
        for code in list(made.summit.heads)[:count]:
            made.asks(code)
        reader = made.head("RUS")
        queries.now_in(made.sitting, reader)
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.now_in(made.sitting, reader).floor) == count
        assert len(asked) == 3


class TestDoors:
    def test_every_screen_not_admitted_gets_its_ordinary_page(self):
        made = chamber()
        press_officer, tajik = actor("DM", "member:TJK"), made.head("TJK")
        assert queries.now_in(made.sitting, press_officer).doors_closed is False
        Outbox.objects.all().delete()
        rooms.close_doors(made.room, by=made.chair)
        made.again()
        with pytest.raises(NotHere):
            queries.now_in(made.sitting, press_officer)
        assert queries.now_in(made.sitting, tajik).doors_closed is True
        told = set(Outbox.objects.values_list("topic", "audience"))
        topic = f"sitting:{made.sitting.key}"
        # Those outside are told once that it changed, and then find nothing; nobody else hears of it.
        assert told == {(topic, "members"), (topic, topic)}
        assert Entry.objects.get(verb="chamber.doors.closed").tree.audience == topic

    def test_reopened_by_two(self):
        made = chamber()
        rooms.close_doors(made.room, by=made.chair)
        made.again()
        waiting = perform(rooms.reopen_doors, by=made.chair, room=made.room)
        assert isinstance(waiting, Pending)
        assert made.again().doors_closed_at is not None
        confirm(waiting, by=made.summit.secretary())
        room = made.again()
        assert (room.doors_closed_at, room.sitting.audience) == (None, "members")

    def test_what_was_prepared_before_stays_inside_once_it_is_put(self):
        """Nobody outside learns that anything was put, by what method, or what came of it."""
        made = chamber()
        put = question(made, Item.objects.order_by("place").first())
        assert put.audience == "members"
        rooms.close_doors(made.room, by=made.chair)
        inside = made.again().sitting.audience
        Outbox.objects.all().delete()
        rooms.put_question(made.room, by=made.chair, question=put, window_s=5)
        put.refresh_from_db()
        with standing_at(put.closes_at + timedelta(seconds=1)):
            closed = close_question(put, by=made.chair)
            (decision,) = announce(closed, by=made.chair)
        assert (put.audience, decision.audience) == (inside, inside)
        assert set(
            Entry.objects.about(*put.about).exclude(verb__endswith="prepared").values_list("tree__audience")
        ) == {(inside,)}
        about = {f"sitting:{made.sitting.key}", f"question:{put.key}", f"decision:{decision.key}"}
        assert set(Outbox.objects.filter(topic__in=about).values_list("audience", flat=True)) == {inside}

    @pytest.mark.parametrize(("audience", "by"), [("members", actor), ("public", lambda code: agreed(actor(code)))])
    def test_what_was_voted_stays_inside_when_the_decision_is_given_out(self, audience, by):
        made = chamber()
        put = question(made)
        rooms.close_doors(made.room, by=made.chair)
        inside = made.again().sitting.audience
        rooms.put_question(made.room, by=made.chair, question=put, window_s=5)
        put.refresh_from_db()
        with standing_at(put.closes_at + timedelta(seconds=1)):
            (decision,) = announce(close_question(put, by=made.chair), by=made.chair)
        record_verdict(decision.question, by=made.summit.secretary())
        waiting = perform(rooms.reopen_doors, by=made.chair, room=made.again(), leaving=[decision])
        confirm(waiting, by=made.summit.secretary())
        given_out = issue_decision(decision, by=by("DO"), audience=audience)
        put.refresh_from_db()
        assert (given_out.audience, put.audience) == (audience, inside)

    def test_no_doors_close_under_an_open_question(self):
        made = chamber()
        rooms.put_question(made.room, by=made.chair, question=question(made), window_s=60)
        with refused("decisions.question_still_open"):
            rooms.close_doors(made.room, by=made.chair)

    def test_secretary_does_not_close_them(self):
        made = chamber()
        with refused("access.not_allowed", row="open_suspend_close"):
            rooms.close_doors(made.room, by=made.secretary)

    def test_restricted_sitting_was_never_open_to_others(self):
        made = chamber(restricted=True)
        with pytest.raises(NotHere):
            queries.now_in(made.sitting, made.secretary)
        assert queries.now_in(made.sitting, made.head("ARM")).sitting == made.sitting
        trees = set(Entry.objects.filter(verb__startswith="chamber.").values_list("tree__audience", flat=True))
        assert trees == {f"sitting:{made.sitting.key}"}


class TestVotingSeat:
    def test_held_by_one_of_the_delegation(self):
        made = chamber()
        seat = made.holds("RUS")
        assert made.holds("RUS") == seat
        assert [(one.member.code, one.delegate) for one in queries.seats_held(made.room)] == [
            ("RUS", made.summit.heads["RUS"])
        ]

    def test_taking_over_needs_both(self):
        made = chamber()
        made.holds("RUS")
        alternate = build.accredited(
            made.summit, build.delegate(made.summit, "RUS", "Alternate", "alternate", "foreign_minister")
        )
        build.delegations.designate_alternate(alternate, by=build.clerk(alternate.delegation.member))
        taker = build.delegate_actor(alternate, "HD")
        presence.enter_room(made.sitting, by=taker, delegate=alternate)
        body = made.summit.bodies["CSC"]
        with refused("chamber.seat_held", name="Head of RUS"):
            seats.hold_voting_seat(made.room, by=taker, delegate=alternate, body=body)
        waiting = perform(seats.take_over_seat, by=taker, room=made.room, delegate=alternate, body=body)
        assert isinstance(waiting, Pending)
        other = made.head("ARM")
        with refused("access.not_in_scope", row="cast_vote"):
            confirm(waiting, by=other)
        confirm(waiting, by=made.head("RUS"))
        assert VotingSeat.objects.get().delegate == alternate

    def test_secretary_may_do_it_alone(self):
        made = chamber()
        made.holds("RUS")
        alternate = build.accredited(
            made.summit, build.delegate(made.summit, "RUS", "Alternate", "alternate", "foreign_minister")
        )
        build.delegations.designate_alternate(alternate, by=build.clerk(alternate.delegation.member))
        presence.enter_room(made.sitting, by=build.delegate_actor(alternate, "HD"), delegate=alternate)
        seats.take_over_seat(made.room, by=made.secretary, delegate=alternate, body=made.summit.bodies["CSC"])
        assert VotingSeat.objects.get().delegate == alternate

    def test_without_credentials_nobody_holds_it(self):
        made = chamber()
        minister = build.delegate(made.summit, "RUS", office_class="foreign_minister")
        by = build.delegate_actor(minister, "HD")
        presence.enter_room(made.sitting, by=by, delegate=minister)
        with refused("credentials.not_head_nor_designated"):
            seats.hold_voting_seat(made.room, by=by, delegate=minister, body=made.summit.bodies["CSC"])

    def test_given_up_with_leaving(self):
        made = chamber()
        made.holds("RUS")
        presence.leave_room(made.sitting, by=made.head("RUS"), delegate=made.summit.heads["RUS"])
        assert VotingSeat.objects.count() == 0
        assert Entry.objects.get(verb="chamber.seat.given_up").actor_name == "Head of RUS"

    def test_drawing_of_the_room(self):
        made = chamber()
        made.holds("RUS")
        seen = facts.standing(made.room, made.summit.bodies["CSC"])
        assert (seen.quorum.represented, seen.quorum.required, seen.quorum.met) == (6, 4, True)
        held = {seat.member: bool(seat.holder) for seat in seen.seats}
        assert held == {"ARM": False, "BLR": False, "KAZ": False, "KGZ": False, "RUS": True, "TJK": False}


class TestSceneFollowsTheQuestion:
    def test_from_text_to_adopted(self):
        made = chamber()
        item = Item.objects.get(place=1)
        rooms.call_item(made.room, by=made.chair, item=item)
        asked = question(made, item)
        with after(0):
            rooms.put_question(made.room, by=made.chair, question=asked, window_s=20)
        with after(5):
            objection = object_to(asked, by=made.head("RUS"))
            assert queries.script(made.room, made.chair).code == "objection_stands"
            assert queries.now_in(made.sitting, made.chair).expected == queries.Expected(
                "objection_stands", {"members": ["Russia"]}
            )
            withdraw_objection(objection, by=made.head("RUS"))
            assert queries.script(made.room, made.chair).code == "wait_for_objections"
        with after(30):
            assert queries.script(made.room, made.chair).code == "gavel"
            close_question(asked, by=made.chair)
            assert made.again().scene == Room.Scene.RESULT
            assert queries.script(made.room, made.chair).act == "decisions.announce"
            made_decisions = announce(asked, by=made.chair)
        assert [one.number for one in made_decisions] == ["CSC-2019-1"]
        assert made.again().scene == Room.Scene.ADOPTED

    def test_question_of_another_room(self):
        made = chamber()
        asked = question(made)
        Question.objects.filter(pk=asked.pk).update(sitting=made.summit.restricted)
        asked.refresh_from_db()
        with refused("chamber.question_of_another_room"):
            rooms.put_question(made.room, by=made.chair, question=asked)

    def test_break(self):
        made = chamber()
        sittings.suspend_sitting(made.sitting, by=made.chair)
        assert made.again().scene == Room.Scene.BREAK
        sittings.resume_sitting(made.sitting, by=made.chair)
        assert made.again().scene == Room.Scene.WAITING
        sittings.close_sitting(made.sitting, by=made.chair)
        assert made.again().scene == Room.Scene.BLANK


class TestScript:
    """The next act and the words to read for it."""

    def test_from_the_first_item_to_the_last(self):
        made = chamber(items=1)
        line = queries.script(made.room, made.chair)
        item = Item.objects.get()
        assert (line.code, line.act, line.about) == ("call_item", "chamber.call_item", item.key)
        assert line.facts == {"number": "1", "title": {"en": "Item 1"}, "kind": "decision"}
        rooms.call_item(made.room, by=made.chair, item=item)
        request = made.asks("RUS")
        assert queries.script(made.room, made.chair).act == "chamber.give_floor"
        floor.give_floor(request, by=made.chair)
        assert queries.script(made.room, made.chair).act == "chamber.end_speech"
        floor.end_speech(request, by=made.chair)
        asked = question(made, item)
        assert queries.script(made.room, made.chair).about == asked.key
        asked.state = Question.State.VOID
        asked.save()
        assert queries.script(made.room, made.chair).act == "meetings.close_item"

    def test_before_the_sitting_is_open(self):
        summit = build.bishkek()
        room = rooms.prepare_room(summit.plenary, by=summit.secretary())
        assert queries.script(room, summit.chair()).act == "meetings.open_session"
        summit.plenary.refresh_from_db()
        assert summit.plenary.state == Sitting.State.READY

    def test_delegates_have_no_script(self):
        made = chamber()
        with pytest.raises(NotHere):
            queries.script(made.room, made.head("RUS"))


class TestChair:
    def test_handed_over_to_who_may_preside(self):
        made = chamber()
        co_chair = person("Co-chair")
        with refused("chamber.may_not_preside", name="Co-chair"):
            rooms.hand_over(made.room, by=made.chair, to=co_chair)
        holding(co_chair, "PO", f"session:{made.summit.session.key}")
        rooms.hand_over(made.room, by=made.chair, to=co_chair)
        with refused("chamber.another_presides", name="Co-chair"):
            rooms.close_doors(made.room, by=made.chair)


class TestSignals:
    def test_raised_from_inside_and_answered(self):
        made = chamber()
        signal = signals.raise_signal(
            made.room, by=made.head("RUS"), kind="technical", delegate=made.summit.heads["RUS"]
        )
        assert queries.signals(made.room) == [signal]
        signals.answer_signal(signal, by=made.secretary)
        assert queries.signals(made.room) == []

    def test_not_from_outside(self):
        made = chamber()
        stranger = actor("DM", "member:TJK")
        with refused("access.not_in_scope", row="request_floor"):
            signals.raise_signal(made.room, by=stranger, kind="technical")


class TestPreparing:
    def test_one_room_a_sitting(self):
        made = chamber()
        with refused("chamber.room_prepared"):
            rooms.prepare_room(made.sitting, by=made.secretary)

    def test_scene_that_shows_nothing(self):
        made = chamber()
        with refused("chamber.nothing_to_show", scene="vote"):
            rooms.set_scene(made.room, by=made.secretary, scene="vote")
        rooms.set_scene(made.room, by=made.secretary, scene="break", break_until_at=TEN)
        assert made.again().break_until_at == TEN


class TestTakingBack:
    """The last act of the console for 30 seconds, only what has not left the room; the record keeps both."""

    def test_the_floor_given_to_the_wrong_speaker(self):
        made = chamber()
        first, second = made.asks("RUS"), made.asks("ARM")
        with after(0):
            floor.give_floor(first, by=made.secretary)
        with after(60):
            floor.pass_floor(second, by=made.secretary)
        with after(75):
            steps.undo(made.room, by=made.secretary)
            now = queries.now_in(made.again().sitting, made.chair)
            assert now.speaker is not None
            assert (now.speaker.sender, now.speaker.spoken_s) == ("Russia", 75)
            assert [line.sender for line in now.floor] == ["Armenia"]
        given, undone = Entry.objects.filter(verb__startswith="chamber.").order_by("pk").reverse()[:2][::-1]
        assert (given.verb, undone.verb) == ("chamber.floor.given", "chamber.step.undone")
        assert undone.facts["entry"] == given.number

    def test_two_acts_one_after_the_other(self):
        made = chamber()
        request = made.asks("RUS")
        with after(0):
            floor.close_list(made.room, by=made.chair)
            floor.give_floor(request, by=made.chair, limit_s=60)
        with after(10):
            steps.undo(made.room, by=made.chair)
            steps.undo(made.room, by=made.chair)
        request.refresh_from_db()
        assert (request.state, request.limit_s, request.running_since) == ("listed", 180, None)
        assert made.again().floor_list == Room.FloorList.OPEN
        assert made.room.scene == Room.Scene.WAITING
        with refused("chamber.nothing_to_undo"):
            steps.undo(made.room, by=made.chair)

    def test_a_point_of_order_heard_by_mistake(self):
        made = chamber()
        speech, point = made.asks("RUS"), made.asks("ARM", "point_of_order")
        with after(0):
            floor.give_floor(speech, by=made.chair)
        with after(20):
            floor.give_floor(point, by=made.chair)
        with after(25):
            steps.undo(made.room, by=made.chair)
            assert queries.now_in(made.again().sitting, made.chair).speaker.spoken_s == 25

    def test_clock_signal_scene_and_place_on_the_list(self):
        made = chamber()
        speaking, first, second = made.asks("RUS"), made.asks("ARM"), made.asks("BLR")
        signal = signals.raise_signal(made.room, by=made.head("KAZ"), kind="staff")
        floor.give_floor(speaking, by=made.chair)
        for done in (
            lambda: floor.pause_time(speaking, by=made.chair),
            lambda: floor.move_request(second, by=made.chair, place=1),
            lambda: signals.answer_signal(signal, by=made.chair),
            lambda: rooms.set_scene(made.room, by=made.chair, scene="blank"),
            lambda: floor.withdraw_request(first, by=made.chair),
        ):
            done()
            steps.undo(made.room, by=made.chair)
        speaking.refresh_from_db()
        signal.refresh_from_db()
        assert speaking.running_since is not None
        assert signal.answered_at is None
        assert made.again().scene == Room.Scene.SPEAKER
        assert [line.sender for line in queries.floor_list(made.room, made.chair)] == ["Armenia", "Belarus"]

    def test_after_thirty_seconds_it_stands(self):
        made = chamber()
        with after(0):
            floor.close_list(made.room, by=made.chair)
        with after(31), refused("chamber.undo_too_late", seconds=31, within=30):
            steps.undo(made.room, by=made.chair)
        assert made.again().floor_list == Room.FloorList.CLOSED

    def test_what_came_on_top_is_never_overwritten(self):
        made = chamber()
        request = made.asks("RUS")
        floor.give_floor(request, by=made.secretary)
        assert queries.step_to_undo(made.room) is not None
        floor.end_speech(request, by=made.head("RUS"))
        assert queries.step_to_undo(made.room) is None
        with refused("chamber.room_moved_on"):
            steps.undo(made.room, by=made.secretary)
        request.refresh_from_db()
        assert request.state == FloorRequest.State.FINISHED

    def test_what_has_left_the_room_stands(self):
        made = chamber()
        item = Item.objects.order_by("place").first()
        rooms.call_item(made.room, by=made.chair, item=item)
        put = question(made, item)
        rooms.put_question(made.room, by=made.chair, question=put)
        with refused("chamber.nothing_to_undo"):
            steps.undo(made.room, by=made.chair)

    def test_who_did_it_or_who_has_the_chair(self):
        made = chamber()
        floor.close_list(made.room, by=made.chair)
        with refused("chamber.another_did_it"):
            steps.undo(made.room, by=made.secretary)
        steps.undo(made.room, by=made.chair)
        floor.close_list(made.room, by=made.secretary)
        steps.undo(made.room, by=made.chair)
        with refused("access.not_allowed"):
            steps.undo(made.room, by=made.head("RUS"))

    def test_a_delegation_takes_back_by_asking_again(self):
        made = chamber()
        floor.withdraw_request(made.asks("RUS"), by=made.head("RUS"))
        with refused("chamber.nothing_to_undo"):
            steps.undo(made.room, by=made.chair)
