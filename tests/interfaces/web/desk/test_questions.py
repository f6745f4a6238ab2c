"""Questions are prepared at the desk, a silence procedure is run to its end, and the chair rules with a ground."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.foundation import clock
from plenary.offices.decisions.actions import objections, questions
from plenary.offices.decisions.models import Decision, Question, Ruling, TimeAsked
from tests.builders.chamber import chamber
from tests.builders.decisions import after_the_window, council_sitting, first_item, put, question
from tests.builders.documents import issued
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.interfaces.web.chamber.conftest import browser_of
from tests.interfaces.web.desk.conftest import Desk

ZONE = "Europe/Moscow"


@pytest.fixture
def desk(db) -> Desk:
    return Desk(council_sitting())


@pytest.fixture
def secretary(desk):
    return browser_of(desk.summit.secretary())


@pytest.fixture
def chair(desk):
    """Who presides over the council, also when it does not sit."""
    return actor("PO", "body:CSC", name="The presiding officer")


@pytest.fixture
def silence(desk, chair) -> Question:
    """A silence procedure of eighty hours, in writing."""
    asked = questions.prepare_question(
        by=desk.summit.secretary(),
        wording=words("That the text stand"),
        subject="silence",
        bodies=[desk.summit.bodies["CSC"]],
    )
    ends = clock.now() + timedelta(hours=80)
    return questions.open_question(asked, by=chair, closes_at=ends, zone=ZONE)


def at(asked: Question, verb: str = "") -> str:
    return f"/desk/questions/{asked.key}/{verb + '/' if verb else ''}"


def in_the_workspace(asked: Question, verb: str = "") -> str:
    return f"/w/questions/{asked.key}/{verb + '/' if verb else ''}"


def typed(at_instant) -> str:
    """An instant as the browser sends it, in the zone of the organisation."""
    return f"{at_instant.astimezone(ZoneInfo(ZONE)):%Y-%m-%dT%H:%M}"


def test_opens_for_the_secretariat_alone(desk, secretary):
    asked = question(desk.summit)
    assert "Prepare a question" in desk.reads(secretary, "/desk/questions/")
    assert "That the text be adopted" in desk.reads(secretary, at(asked))
    assert desk.officer("HD", "member:RUS").get("/desk/questions/").status_code == 404
    assert desk.officer("HD", "member:RUS").get(at(asked)).status_code == 404
    assert "Prepare a question" not in desk.reads(desk.officer("FI"), "/desk/questions/")


def test_the_list_asks_as_much_with_three_questions_as_with_one(desk, secretary):
    question(desk.summit)
    desk.reads(secretary, "/desk/questions/")
    with CaptureQueriesContext(connection) as one:
        desk.reads(secretary, "/desk/questions/")
    question(desk.summit, wording="Another")
    question(desk.summit, wording="A third")
    desk.reads(secretary, "/desk/questions/")
    with CaptureQueriesContext(connection) as three:
        desk.reads(secretary, "/desk/questions/")
    assert len(three) == len(one)


def test_a_question_is_prepared_from_an_item(desk, secretary):
    item = first_item(desk.summit)
    assert item.key in desk.reads(secretary, f"/desk/questions/new/prepare/?item={item.key}")
    page = desk.does(
        secretary,
        "/desk/questions/new/prepare/",
        item=item.key,
        sitting=desk.summit.plenary.key,
        wording_en="Does the council take note?",
        subject="procedure",
        manner="roll_call",
    )
    made = Question.objects.get()
    assert (made.item, made.sitting, made.method, made.manner) == (item, desk.summit.plenary, "vote", "roll_call")
    assert "Does the council take note?" in page
    assert "It is put from the console of the sitting" in page


def test_a_text_is_offered_to_the_bodies_that_may_decide_on_it(desk, secretary):
    document, _version = issued(desk.summit.bodies["CSC"])
    asking = "/desk/questions/new/prepare/"
    assert document.key in desk.reads(secretary, asking)
    assert document.key in desk.reads(browser_of(actor("SB", f"session:{desk.summit.session.key}")), asking)
    assert document.key not in desk.reads(browser_of(actor("SB", "body:PC")), asking)


def test_what_cannot_be_asked_keeps_its_words(desk, secretary):
    page = desk.is_refused(secretary, "/desk/questions/new/prepare/", wording_en="Shall we?", manner="recorded")
    assert "Shall we?" in page
    assert 'role="alert"' in page
    assert not Question.objects.exists()


def test_a_silence_procedure_is_opened_by_two_who_read_the_deadline(desk, secretary, chair):
    desk.does(
        secretary,
        "/desk/questions/new/prepare/",
        wording_en="That the text stand",
        subject="silence",
        bodies=[desk.summit.bodies["CSC"].key],
        manner="recorded",
    )
    made = Question.objects.get()
    deadline = (clock.now() + timedelta(hours=80)).replace(second=0, microsecond=0)
    assert "a second officer must agree" in desk.does(secretary, at(made, "open"), closes_at=typed(deadline))
    presiding = browser_of(chair)
    assert typed(deadline)[-5:] in desk.reads(presiding, "/desk/pending/")
    desk.agrees(presiding)
    made.refresh_from_db()
    assert (made.state, made.closes_at) == (Question.State.OPEN, deadline)


def test_a_silence_runs_to_its_number(desk, secretary, chair, silence):
    with clock.standing_at(silence.closes_at + timedelta(minutes=1)):
        desk.does(secretary, at(silence, "close"))
        desk.does(secretary, at(silence, "announce"))
        assert not Decision.objects.exists()
        desk.agrees(browser_of(chair))
        made = Decision.objects.get()
        assert made.number in desk.reads(secretary, at(silence))
        assert made.number in desk.reads(secretary, "/desk/questions/")
    silence.refresh_from_db()
    assert silence.recorded_by.key == desk.summit.secretary().person_key


def test_a_silence_that_runs_is_not_closed(desk, secretary, silence):
    assert 'role="alert"' in desk.is_refused(secretary, at(silence, "close"))
    silence.refresh_from_db()
    assert silence.state == Question.State.OPEN


def test_a_member_asks_for_time_and_the_chair_gives_it(desk, secretary, chair, silence):
    head = browser_of(desk.summit.head("KAZ"))
    wanted = (silence.closes_at + timedelta(hours=24)).replace(second=0, microsecond=0)
    page = desk.does(head, in_the_workspace(silence), act="ask", why="The capital reads it.", wanted_at=typed(wanted))
    assert "The capital reads it." in page
    made = TimeAsked.objects.get()
    assert (made.member.code, made.wanted_at) == ("KAZ", wanted)
    assert "Ask for more time" not in page
    page = desk.reads(secretary, at(silence))
    assert f"?asked_by={made.member.key}" in page
    desk.does(secretary, at(silence, "extend"), until=typed(wanted), asked_by=made.member.key)
    desk.agrees(browser_of(chair))
    silence.refresh_from_db()
    assert silence.closes_at == wanted
    assert "time was given after it" in desk.reads(secretary, at(silence))


def test_a_wish_for_time_without_a_reason_keeps_what_was_typed(desk, silence):
    head = browser_of(desk.summit.head("KAZ"))
    page = desk.is_refused(head, in_the_workspace(silence), act="ask", why="", wanted_at="2031-05-06T07:08")
    assert "2031-05-06T07:08" in page
    assert not TimeAsked.objects.exists()


def test_who_asked_and_was_not_answered_asks_no_second_time(desk, silence):
    head = browser_of(desk.summit.head("KAZ"))
    desk.does(head, in_the_workspace(silence), act="ask", why="The capital reads it.")
    page = desk.is_refused(head, in_the_workspace(silence), act="ask", why="Once more.")
    assert "asked for more time before" in page
    assert TimeAsked.objects.count() == 1


def test_after_the_time_nobody_asks_for_more(desk, silence):
    head = browser_of(desk.summit.head("KAZ"))
    with clock.standing_at(silence.closes_at):
        assert "Ask for more time" not in desk.reads(head, in_the_workspace(silence))
        page = desk.is_refused(head, in_the_workspace(silence), act="ask", why="Too late.")
    assert "The time was over at" in page


def test_a_late_objection_stands_at_the_desk_as_late(desk, secretary, silence):
    with clock.standing_at(silence.closes_at + timedelta(minutes=1)):
        objections.object_to(silence, by=desk.summit.head("BLR"), reason=words("No"))
        assert '<span class="late">late</span>' in desk.reads(secretary, at(silence))


def test_the_chair_opens_announces_and_ends_from_the_page_that_members_read(desk, chair, silence):
    presiding = browser_of(chair)
    page = desk.reads(presiding, in_the_workspace(silence))
    assert in_the_workspace(silence, "void") in page
    assert in_the_workspace(silence, "void") not in desk.reads(
        browser_of(desk.summit.head("RUS")), in_the_workspace(silence)
    )
    assert desk.officer("HD", "member:RUS").get(in_the_workspace(silence, "void")).status_code == 404
    desk.does(presiding, in_the_workspace(silence, "void"), reason_en="A wrong text was sent.")
    silence.refresh_from_db()
    assert (silence.state, silence.void_reason) == (Question.State.VOID, {"en": "A wrong text was sent."})


def test_the_chair_rules_over_an_objection_with_rule_and_ground(db):
    desk = Desk(chamber().summit)
    asked = put(desk.summit)
    objections.object_to(asked, by=desk.summit.head("ARM"))
    chair = browser_of(desk.summit.chair())
    assert in_the_workspace(asked, "rule") in desk.reads(chair, f"/c/{desk.summit.plenary.key}/chair/")
    typed_words = {"outcome": "adopted", "rule": "", "ground_en": "The objection was to another text."}
    assert "The objection was to another text." in desk.is_refused(
        chair, in_the_workspace(asked, "rule"), **typed_words
    )
    desk.does(chair, in_the_workspace(asked, "rule"), **{**typed_words, "rule": "CSTO Rules art. 12"})
    made = Ruling.objects.get()
    assert (made.outcome, made.rule, made.ruled_by.key) == (
        "adopted",
        "CSTO Rules art. 12",
        desk.summit.chair().person_key,
    )


def test_where_nobody_objects_there_is_nothing_to_rule_on(db):
    desk = Desk(chamber().summit)
    asked = put(desk.summit)
    chair = browser_of(desk.summit.chair())
    assert in_the_workspace(asked, "rule") not in desk.reads(chair, f"/c/{desk.summit.plenary.key}/chair/")
    with after_the_window(asked):
        assert in_the_workspace(asked, "rule") not in desk.reads(chair, f"/c/{desk.summit.plenary.key}/chair/")
