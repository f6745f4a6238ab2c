"""A roll called aloud or on paper: entered by two people, named member by member, counted by the same rule."""

import pytest

from plenary.foundation.journal.models import Entry
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import confirm, perform
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import questions
from plenary.offices.decisions.actions.rolls import enter_roll
from plenary.offices.decisions.models import Ballot, Question
from plenary.offices.meetings.actions import presence
from tests.builders.decisions import ballot, council_sitting, question, vote
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

ANSWERS = {"ARM": "in_favour", "BLR": "in_favour", "KAZ": "against", "KGZ": "in_favour", "TJK": "abstain"}


def agreed(summit, asked: Question, answers: dict[str, str]) -> Question:
    """The secretary enters, the chair agrees."""
    pending = perform(enter_roll, by=summit.secretary(), question=asked, choices=answers)
    assert isinstance(pending, Pending)
    entered: Question = confirm(pending, by=summit.chair())
    return entered


def test_the_roll_is_counted_beside_what_seats_cast():
    summit = council_sitting()
    asked = vote(summit)
    ballot(summit, asked, "RUS", "in_favour")
    agreed(summit, asked, ANSWERS)
    by_source = sorted(Ballot.objects.values_list("source", "member__code"))
    assert by_source == [("roll", code) for code in sorted(ANSWERS)] + [("seat", "RUS")]
    assert {one.cast_by.key for one in Ballot.objects.filter(source="roll")} == {summit.chair().person_key}
    assert [one.shown_facts for one in Entry.objects.filter(verb="decisions.ballot.entered")] == [None] * 5
    (turnout,) = queries.turnout(asked)
    assert (turnout.voted, turnout.waiting) == (6, ())
    closed = questions.close_question(asked, by=summit.secretary())
    (result,) = queries.results(closed)
    assert (result.outcome, result.verdict["counted"]) == ("adopted", 4)
    entries = Entry.objects.filter(verb="decisions.ballot.entered").order_by("number")
    assert [one.shown_facts["member"] for one in entries] == sorted(ANSWERS)


def test_one_person_alone_enters_nothing():
    summit = council_sitting()
    asked = vote(summit)
    pending = perform(enter_roll, by=summit.secretary(), question=asked, choices=ANSWERS)
    with refused("access.same_person"):
        confirm(pending, by=summit.secretary())
    assert not Ballot.objects.exists()


def test_a_seat_may_change_what_was_entered_for_it_and_not_the_other_way_round():
    summit = council_sitting()
    asked = vote(summit)
    agreed(summit, asked, {"ARM": "in_favour"})
    agreed(summit, asked, {"ARM": "abstain"})
    assert Ballot.objects.get(superseded_at__isnull=True).choice == "abstain"
    ballot(summit, asked, "ARM", "against")
    standing = Ballot.objects.get(superseded_at__isnull=True)
    assert (standing.choice, standing.source, Ballot.objects.count()) == ("against", "seat", 3)
    with refused("decisions.seats_have_voted", members=["ARM"]):
        perform(enter_roll, by=summit.secretary(), question=asked, choices={"ARM": "in_favour"})


def test_a_seat_that_votes_between_the_two_is_not_overwritten():
    summit = council_sitting()
    asked = vote(summit)
    pending = perform(enter_roll, by=summit.secretary(), question=asked, choices=ANSWERS)
    ballot(summit, asked, "ARM", "against")
    with refused("decisions.seats_have_voted", members=["ARM"]):
        confirm(pending, by=summit.chair())
    assert Ballot.objects.get().choice == "against"


def test_what_is_no_answer():
    summit = council_sitting()
    asked = vote(summit)

    def enter(answers: dict[str, str], of: Question = asked) -> None:
        perform(enter_roll, by=summit.secretary(), question=of, choices=answers)

    with refused("decisions.roll_empty"):
        enter({})
    with refused("decisions.no_such_choice", choice="yes"):
        enter({"ARM": "yes"})
    with refused("decisions.not_in_the_roll", members=["AUT"]):
        enter({"ARM": "in_favour", "AUT": "in_favour"})
    presence.leave_room(summit.plenary, by=summit.secretary(), delegate=summit.heads["TJK"])
    with refused("decisions.not_in_the_roll", members=["TJK"]):
        enter(ANSWERS)
    questions.close_question(asked, by=summit.secretary())
    with refused("decisions.not_open", state="closed"):
        enter({"ARM": "in_favour"})


@pytest.mark.parametrize("manner", ["show_of_hands", "secret"])
def test_only_where_members_are_named(manner):
    summit = council_sitting()
    asked = vote(summit, manner=manner)
    with refused("decisions.not_called_by_name", manner=manner):
        perform(enter_roll, by=summit.secretary(), question=asked, choices=ANSWERS)


def test_no_consensus_is_called_by_roll():
    summit = council_sitting()
    asked = questions.open_question(question(summit), by=summit.chair())
    with refused("decisions.not_called_by_name", manner="recorded"):
        perform(enter_roll, by=summit.secretary(), question=asked, choices=ANSWERS)


def test_no_delegation_enters_a_roll():
    summit = council_sitting()
    asked = vote(summit)
    with refused("access.not_allowed"):
        perform(enter_roll, by=summit.head("RUS"), question=asked, choices=ANSWERS)
