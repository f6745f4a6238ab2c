"""Robots do their part when the person does hers, and never the chair's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plenary.foundation.clock import real_now, standing_at
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.interfaces.rehearsal.founding import FIRST_SEAT, robots_of
from plenary.interfaces.rehearsal.robots import OBJECTS_S, WITHDRAWS_S, Robots
from plenary.interfaces.rehearsal.steps import STEPS, Stand, lines, now_of
from plenary.offices.chamber.actions import floor, rooms
from plenary.offices.chamber.models import FloorRequest
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.decisions.models import Ballot, Decision, Objection, Question
from plenary.offices.meetings.actions import agenda, sessions, sittings
from plenary.offices.newsroom.models import Release
from plenary.procedure.refusal import Refused
from tests.builders.rehearsal import Stage, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def played() -> Stage:
    """A rehearsal into which the person has come."""
    made = stage()
    made.come_in()
    return made


def stands(made: Stage) -> str:
    now = now_of(lines(made.cast))
    return now.step.code if now else "over"


#: What the record of a rehearsal says that the person did.
OF_THE_CHAIR = {
    "people.sign_in.begun",
    "meetings.session.opened",
    "meetings.sitting.opened",
    "meetings.quorum.called",
    "meetings.agenda.adopted",
    "meetings.item.taken_up",
    "chamber.floor.given",
    "chamber.floor.ended",
    "decisions.question.opened",
    "decisions.question.closed",
    "decisions.verdict.announced",
    "decisions.decision.adopted",
    "documents.document.moved",
    "meetings.item.closed",
    "meetings.sitting.closed",
}


def opened(made: Stage) -> None:
    """The session, the sitting, the agenda and item 1."""
    made.all_steps()
    session = made.cast.sitting.meeting.session
    sessions.open_session(session, by=made.chair)
    sittings.open_sitting(made.cast.sitting, by=made.chair)
    agenda.adopt_agenda(session, by=made.chair)
    rooms.call_item(made.cast.room, by=made.chair, item=made.cast.item("item-views"))


def put_text(made: Stage) -> Question:
    """Item 2 is called and its text put to consensus."""
    agenda.close_item(made.cast.item("item-views"), by=made.chair, sitting=made.cast.sitting)
    rooms.call_item(made.cast.room, by=made.chair, item=made.cast.item("item-text"))
    question = made.cast.question("question-text")
    rooms.put_question(made.cast.room, by=made.chair, question=question, window_s=5)
    return question


def gavel(made: Stage) -> list[Decision]:
    """The window is over, and the chair adopts."""
    with standing_at(real_now() + timedelta(seconds=60)):
        closed = questions.close_question(made.cast.question("question-text"), by=made.chair)
        return announcing.announce(closed, by=made.chair)


def test_without_the_person_nothing_happens():
    made = stage()
    before = Entry.objects.count()
    assert made.all_steps() == []
    assert Entry.objects.count() == before


def test_the_whole_rehearsal(played):
    """Seven steps, each done by an act of the chair, and what the robots do after it."""
    assert stands(played) == "open"
    assert played.all_steps() == ["enter"] * 5
    opened(played)
    assert stands(played) == "floor"
    assert played.all_steps() == ["ask", "ask"]
    for request in FloorRequest.objects.order_by("order"):
        floor.pass_floor(request, by=played.chair)
    floor.end_speech(FloorRequest.objects.order_by("order").last(), by=played.chair)
    assert (stands(played), played.all_steps()) == ("vote", [])

    vote = played.cast.question("question-limit")
    rooms.put_question(played.cast.room, by=played.chair, question=vote)
    assert played.all_steps() == ["vote"] * 5
    assert sorted(Ballot.objects.values_list("choice", flat=True)) == ["abstain", "against", *["in_favour"] * 3]
    questions.close_question(vote, by=played.chair)
    announcing.announce(played.cast.question("question-limit"), by=played.chair)
    assert (stands(played), played.all_steps()) == ("consensus", ["record"])

    put_text(played)
    assert (played.robots.step().partition(" ")[0], Objection.objects.count()) == ("object", 1)
    with pytest.raises(Refused, match="objection_stands"):
        gavel(played)
    assert (played.robots.step().partition(" ")[0], played.all_steps()) == ("withdraw", [])
    assert played.cast.release.state == Release.State.ARMED
    assert len(gavel(played)) == 1
    assert played.cast.release.state == Release.State.PUBLISHED
    assert stands(played) == "close"
    assert played.all_steps() == ["record"]

    agenda.close_item(played.cast.item("item-text"), by=played.chair, sitting=played.cast.sitting)
    sittings.close_sitting(played.cast.sitting, by=played.chair)
    assert [one.stand for one in lines(played.cast)] == [Stand.DONE] * len(STEPS)
    assert (stands(played), played.all_steps()) == ("over", [])
    by_chair = Entry.objects.filter(actor_key=played.chair.person_key).exclude(verb__startswith="meetings.credentials")
    assert set(by_chair.values_list("verb", flat=True)) == OF_THE_CHAIR


def test_a_text_that_falls_is_laid_ready_again_with_its_release(played):
    opened(played)
    fallen = put_text(played)
    assert played.robots.step().startswith("object")
    closed = questions.close_question(fallen, by=played.chair, without_adoption=True)
    announcing.announce(closed, by=played.chair)
    done = played.all_steps()
    assert [name for name in done if name in {"record", "again"}] == ["record", "again"]
    again = played.cast.question("question-text")
    assert (again.pk != fallen.pk, again.state, again.repeats_id) == (True, Question.State.PREPARED, fallen.pk)
    rooms.put_question(played.cast.room, by=played.chair, question=again, window_s=5)
    assert "object" not in played.all_steps()
    assert len(gavel(played)) == 1
    assert played.cast.release.state == Release.State.PUBLISHED


def test_a_vote_that_was_stopped_is_laid_ready_again(played):
    opened(played)
    vote = played.cast.question("question-limit")
    rooms.put_question(played.cast.room, by=played.chair, question=vote)
    questions.void_question(vote, by=played.chair, reason=Words({"en": "The line was lost."}))
    assert "again" in played.all_steps()
    assert played.cast.question("question-limit").state == Question.State.PREPARED


def test_a_seat_at_which_somebody_sits_is_left_to_them(played):
    opened(played)
    played.come_in(FIRST_SEAT, "HD")
    rooms.put_question(played.cast.room, by=played.chair, question=played.cast.question("question-limit"))
    played.all_steps()
    first = played.cast.seats()[0][1].delegation.member
    assert first is not None
    voted = set(Ballot.objects.values_list("member__code", flat=True))
    assert (len(voted), first.code in voted) == (4, False)


def test_robots_wait_a_moment_before_each_thing(played):
    """The clock of the robots decides, not the number of looks."""
    opened(played)
    played.all_steps()
    put_text(played)
    at = 0.0
    patient = Robots(played.cast, clock=lambda: at)
    assert [patient.step() for _ in range(5)] == [""] * 5
    at = OBJECTS_S - 0.1
    assert patient.step() == ""
    at = OBJECTS_S
    assert patient.step().startswith("object")
    at += WITHDRAWS_S - 0.1
    assert [patient.step() for _ in range(2)] == [""] * 2
    at += WITHDRAWS_S
    assert patient.step().startswith("withdraw")


def test_what_is_refused_stops_no_robot(played):
    """The sitting is suspended while a robot wants to speak: it asks again later."""
    opened(played)
    sittings.suspend_sitting(played.cast.sitting, by=played.chair)
    assert played.robots.step() == ""
    sittings.resume_sitting(played.cast.sitting, by=played.chair)
    assert played.all_steps() == ["ask", "ask"]


def test_a_sitting_closed_early_is_over(played):
    opened(played)
    agenda.close_item(played.cast.item("item-views"), by=played.chair, sitting=played.cast.sitting)
    sittings.close_sitting(played.cast.sitting, by=played.chair)
    assert (stands(played), played.all_steps()) == ("over", [])
    assert [one.step.code for one in lines(played.cast) if one.stand == Stand.DONE] == ["open", "call", "close"]


def test_everybody_but_the_person_is_called_a_robot(played):
    from_outline = {"members": [{"code": str(n)} for n in range(5)]}
    names = {name: str(played.account(name).person.name) for name in robots_of(from_outline)}
    assert [name for name, said in names.items() if not said.startswith("Robot")] == []
