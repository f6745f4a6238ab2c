"""The vote of a member in arrears where the body decides on it: taken, permitted up to a day, given back."""

from datetime import date

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.budget import actions, facts, queries
from plenary.offices.budget.models import VoteDecision
from plenary.offices.decisions import facts as decisions
from plenary.offices.decisions.actions import questions
from plenary.offices.organisation.models import Member, RulesInForce
from tests.builders.decisions import council_sitting, question
from tests.builders.meetings import SUMMIT_DAY
from tests.builders.organisation import council, house
from tests.builders.people import actor, secretary_general
from tests.offices.budget.test_budgets import SCALE, drafted, six
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

DAY = date(2025, 1, 1)
TAKEN = {"decision": "CSC-2024-7", "from_on": date(2024, 12, 20)}


@pytest.fixture
def sg():
    return secretary_general()


@pytest.fixture
def elvia(sg) -> Member:
    """A member that owes two full years, under rules that ask for a decision."""
    house(sg)
    six()
    council(sg)
    chair = actor("PO", "body:CSC")
    for year in (2023, 2024):
        actions.adopt_budget(
            drafted(year),
            by=chair,
            decision=f"CSC-{year - 1}-3",
            letter_on=date(year - 1, 12, 1),
            in_scopes=["body:CSC"],
        )
    return Member.objects.get(code="ELVIA")


def automatic() -> None:
    row = RulesInForce.objects.get()
    row.changes = {"setting.voting_right_lost": {"value": {"years": 2, "automatic": True}, "cite": "Statute art. 9"}}
    row.save()


def bars(*codes: str, on: date = DAY) -> bool:
    return facts.without_vote(Member.objects.all(), on) == frozenset(codes)


def test_it_votes_until_the_body_decides_and_from_that_day_it_does_not(sg, elvia):
    assert bars()
    actions.take_vote(elvia, by=sg, **TAKEN)
    assert bars("ELVIA")
    assert bars(on=date(2024, 12, 19))
    right = facts.voting_right_of(elvia, DAY)
    assert (right.votes, right.step.code) == (False, "arrears.vote_lost")
    told = Entry.objects.get(verb="budget.vote.taken")
    assert (told.facts["decision"], told.cite) == ("CSC-2024-7", "CSTO Charter art. 25")
    with refused("budget.vote_taken_already", member="ELVIA"):
        actions.take_vote(elvia, by=sg, **TAKEN)


def test_a_permission_lets_it_vote_to_the_end_of_its_last_day(sg, elvia):
    actions.take_vote(elvia, by=sg, **TAKEN)
    actions.permit_vote(elvia, by=sg, decision="CSC-2025-1", from_on=DAY, until_on=date(2025, 6, 30))
    assert [bars(on=day) for day in (DAY, date(2025, 6, 30))] == [True, True]
    assert bars("ELVIA", on=date(2025, 7, 1))
    right = facts.voting_right_of(elvia, DAY)
    assert (right.votes, right.step.code, right.until) == (True, "arrears.permitted", date(2025, 6, 30))
    with refused("organisation.ends_before_it_begins"):
        actions.permit_vote(elvia, by=sg, decision="CSC-2025-2", from_on=DAY, until_on=date(2024, 12, 31))


def test_the_body_gives_the_vote_back_from_a_day(sg, elvia):
    kept = actions.take_vote(elvia, by=sg, **TAKEN)
    with refused("organisation.ends_before_it_begins"):
        actions.give_vote_back(kept, by=sg, decision="CSC-2025-3", from_on=TAKEN["from_on"])
    actions.give_vote_back(kept, by=sg, decision="CSC-2025-3", from_on=date(2025, 2, 1))
    assert bars("ELVIA", on=date(2025, 1, 31))
    assert bars(on=date(2025, 2, 1))
    with refused("budget.vote_not_taken", member="ELVIA"):
        actions.give_vote_back(kept, by=sg, decision="CSC-2025-3", from_on=date(2025, 3, 1))
    assert [one.ended_by for one in queries.vote_decisions_of(elvia)] == ["CSC-2025-3"]


def test_below_the_line_no_decision_takes_a_vote(sg, elvia):
    actions.take_vote(elvia, by=sg, **TAKEN)
    finance = actor("FI", name="Finance")
    actions.record_payment(elvia, by=sg.confirming(finance.person_key), amount="0.01", received_on=date(2024, 12, 30))
    assert bars()


def test_where_the_books_are_not_kept_the_decision_stands_alone(sg, elvia):
    other = Member.objects.get(code=sorted(set(SCALE) - {"ELVIA"})[0])
    later = date(2031, 1, 1)
    actions.take_vote(other, by=sg, decision="CSC-2030-4", from_on=date(2030, 12, 1))
    assert facts.voting_right_of(other, later) is None
    assert bars(other.code, on=later)
    actions.permit_vote(other, by=sg, decision="CSC-2030-5", from_on=later, until_on=later)
    assert bars(on=later)


def test_a_rule_that_takes_votes_by_itself_takes_those_of_all_in_arrears_but_who_is_permitted(sg, elvia):
    automatic()
    everybody = set(Member.objects.values_list("code", flat=True))
    assert bars(*everybody)
    with refused("budget.rules_take_vote_themselves"):
        actions.take_vote(elvia, by=sg, **TAKEN)
    actions.permit_vote(elvia, by=sg, decision="CSC-2025-1", from_on=DAY, until_on=DAY)
    assert bars(*(everybody - {"ELVIA"}))


def test_a_decision_is_named_the_rules_speak_of_it_and_who_keeps_the_accounts_enters_it(sg, elvia):
    officer = actor("DO")
    with refused("budget.vote_needs_decision"):
        actions.take_vote(elvia, by=sg, decision=" ", from_on=DAY)
    with refused("access.not_allowed", row="record_payment"):
        actions.take_vote(elvia, by=officer, **TAKEN)
    RulesInForce.objects.update(ruleset="un-sc")
    with refused("budget.rules_take_no_vote", on="2024-12-20"):
        actions.take_vote(elvia, by=sg, **TAKEN)
    assert not VoteDecision.objects.exists()


def test_who_has_no_vote_is_on_the_roll_as_that_and_counts_in_no_base():
    summit = council_sitting()
    actions.take_vote(
        Member.objects.get(code="TJK"), by=summit.secretariat, decision="CSC-2019-2", from_on=date(2019, 6, 1)
    )
    asked = questions.open_question(
        question(summit, subject="procedure", effect="adopt", manner="show_of_hands"), by=summit.secretary()
    )
    seats = {seat.member: seat.entitled for seat in decisions.roll(asked, asked.bodies.get()).seats}
    assert [code for code, able in seats.items() if not able] == ["TJK"]
    assert not decisions.entitled(Member.objects.get(code="TJK"), SUMMIT_DAY)
    clerk, by = actor("SB", "body:CSC", name="Counts"), summit.secretary()
    with refused("tally.more_ballots_than_entitled", count=6, most=5):
        questions.enter_count(asked, by=by.confirming(clerk.person_key), yes=4, no=2)
