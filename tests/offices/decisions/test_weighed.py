"""Votes that are weighed, populations and vetoes: fed by what the house keeps of its members, or not put at all."""

from datetime import date

import pytest

from plenary.offices.decisions import facts
from plenary.offices.decisions.actions import questions
from plenary.offices.decisions.models import Question
from plenary.offices.organisation import actions
from plenary.offices.organisation.models import Attribute, Body, Member, RulesInForce
from tests.builders.decisions import ballot, council_sitting, question, vote
from tests.builders.meetings import SUMMIT_DAY, Summit
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

WEIGHTS = {"ARM": 1, "BLR": 2, "KAZ": 3, "KGZ": 1, "RUS": 8, "TJK": 1}
CITE = "Rules of procedure annex 3"


def ruled(**values) -> Summit:
    """The council in its sitting, its rule of procedure with these values."""
    summit = council_sitting()
    changes = {f"rule.procedure.{name}": {"value": value, "cite": CITE} for name, value in values.items()}
    for row in RulesInForce.objects.filter(body__code="CSC"):
        row.changes = {**row.changes, **changes}
        row.save()
    return summit


def weighed(summit: Summit, of: str = "weight", *left_out: str) -> None:
    actions.enter_attributes(
        Body.objects.get(code="CSC"),
        by=summit.secretariat,
        of=of,
        figures={code: number for code, number in WEIGHTS.items() if code not in left_out},
        cite=CITE,
        from_on=date(2010, 1, 1),
    )


def permanent(summit: Summit, code: str, from_on: date = date(2010, 1, 1)) -> Attribute:
    return actions.enter_attribute(
        Member.objects.get(code=code),
        by=summit.secretariat,
        of="trait",
        trait="permanent",
        cite="Charter art. 3",
        from_on=from_on,
    )


def closed(summit: Summit, asked: Question, **choices: str) -> dict:
    """What the rule made of these choices."""
    for code, choice in choices.items():
        ballot(summit, asked, code, choice)
    questions.close_question(asked, by=summit.secretary())
    return asked.bodies.get().verdict


def step(verdict: dict, code: str) -> dict:
    (found,) = (one["facts"] for one in verdict["steps"] if one["code"] == code)
    return found


def test_a_weighed_vote_counts_the_votes_entered_for_its_day():
    summit = ruled(weighted=True)
    weighed(summit)
    verdict = closed(summit, vote(summit), RUS="in_favour", ARM="against", BLR="against", KAZ="against", KGZ="against")
    assert (verdict["outcome"], verdict["counted"], verdict["required"], verdict["base"]) == ("adopted", 8, 8, 15)
    assert verdict["seats"]["RUS"] == {"weight": 8, "population": 0, "traits": []}


def test_a_rule_that_counts_heads_is_told_no_weights():
    summit = council_sitting()
    weighed(summit)
    verdict = closed(summit, vote(summit), RUS="in_favour", ARM="against", BLR="against", KAZ="against")
    assert (verdict["outcome"], verdict["counted"], verdict["base"]) == ("not adopted", 1, 4)
    assert "seats" not in verdict


def test_what_ended_before_the_day_of_the_question_is_not_there():
    summit = ruled(weighted=True)
    weighed(summit)
    Attribute.objects.filter(member__code="KGZ").update(until_on=SUMMIT_DAY)
    asked = question(summit, subject="procedure", effect="adopt")
    with refused("decisions.weights_not_entered", members=["KGZ"], body="CSC", on="2019-11-28"):
        questions.open_question(asked, by=summit.secretary())


@pytest.mark.parametrize(
    "values",
    [
        {"weighted": True},
        {"base": "total weight"},
        {"extra": [{"weight": [1, 2]}]},
        {"quorum_decide": {"num": 1, "den": 2, "weight": [1, 2]}},
    ],
    ids=["weighted", "of total weight", "share of weight", "weighted quorum"],
)
def test_whatever_weighs_needs_the_votes_of_each_member(values):
    summit = ruled(**values)
    weighed(summit, "weight", "TJK", "ARM")
    asked = question(summit, subject="procedure", effect="adopt")
    by = summit.secretary()
    with refused("decisions.weights_not_entered", members=["ARM", "TJK"], body="CSC"):
        questions.open_question(asked, by=by)
    weighed(summit)
    assert questions.open_question(asked, by=by).state == Question.State.OPEN


def test_a_share_of_the_population_needs_the_population_of_each_member():
    summit = ruled(extra=[{"population": [65, 100]}])
    asked = question(summit, subject="procedure", effect="adopt")
    by = summit.secretary()
    weighed(summit, "population", "KAZ")
    with refused("decisions.population_not_entered", members=["KAZ"], body="CSC"):
        questions.open_question(asked, by=by)
    weighed(summit, "population")
    questions.open_question(asked, by=by)
    verdict = closed(summit, asked, RUS="in_favour", ARM="in_favour", BLR="in_favour", KAZ="against", KGZ="abstain")
    assert verdict["outcome"] == "adopted"
    assert step(verdict, "extra.reached") == {
        "condition": "population", "counted": 11, "base": 16, "required": 11, "share": "65/100",
    }  # fmt: skip


def test_a_condition_that_nobody_asked_for_asks_for_nothing():
    summit = ruled(extra=[{"population": [65, 100], "when": "a member asks"}])
    by = summit.secretary()
    asks = question(summit, subject="procedure", effect="adopt", criteria=["a member asks"])
    with refused("decisions.population_not_entered", body="CSC"):
        questions.open_question(asks, by=by)
    assert questions.open_question(question(summit, subject="procedure", effect="adopt"), by=by).opened_at


def test_a_veto_needs_somebody_who_has_one():
    summit = ruled(extra=[{"veto": "permanent"}])
    asked = question(summit, subject="procedure", effect="adopt")
    by = summit.secretary()
    permanent(summit, "RUS", from_on=date(2020, 1, 1))
    with refused("decisions.trait_not_entered", traits=["permanent"], body="CSC"):
        questions.open_question(asked, by=by)
    permanent(summit, "KAZ")
    questions.open_question(asked, by=by)
    verdict = closed(summit, asked, RUS="against", ARM="in_favour", BLR="in_favour", KGZ="in_favour")
    assert verdict["outcome"] == "adopted", "a trait that begins later is none today"
    assert verdict["seats"]["KAZ"]["traits"] == ["permanent"]


def test_a_veto_of_who_is_entered_stops_what_has_the_votes():
    summit = ruled(extra=[{"veto": "permanent"}])
    permanent(summit, "RUS")
    verdict = closed(summit, vote(summit), RUS="against", ARM="in_favour", BLR="in_favour", KGZ="in_favour")
    assert (verdict["outcome"], verdict["reason"]) == ("not adopted", "veto")
    assert step(verdict, "extra.veto") == {"members": ["RUS"], "trait": "permanent"}


def test_who_a_question_is_about_bears_what_the_rule_leaves_out():
    summit = ruled(excluded=["party to the dispute"])
    asked = question(summit, subject="procedure", effect="adopt", concerned=[Member.objects.get(code="RUS")])
    questions.open_question(asked, by=summit.secretary())
    traits = {seat.member: seat.traits for seat in facts.roll(asked, asked.bodies.get()).seats if seat.traits}
    assert traits == {"RUS": frozenset({"member concerned", "party to the dispute"})}


@pytest.mark.parametrize("manner", ["secret", "show_of_hands"])
@pytest.mark.parametrize(
    "values", [{"weighted": True}, {"extra": [{"veto": "permanent"}]}, {"excluded": ["member concerned"]}]
)
def test_a_vote_by_figures_alone_is_not_put_where_the_rule_asks_who_chose_what(manner, values):
    summit = ruled(**values)
    weighed(summit)
    permanent(summit, "RUS")
    asked = question(summit, subject="procedure", effect="adopt", manner=manner)
    with refused("tally.names_needed", value=manner):
        questions.open_question(asked, by=summit.secretary())


def test_a_number_in_use_changes_from_the_day_after_the_sitting_and_a_wrong_one_is_corrected():
    summit = ruled(weighted=True)
    weighed(summit)
    asked = vote(summit)
    russia = Attribute.objects.get(member__code="RUS")
    more = {"by": summit.secretariat, "of": "weight", "cite": CITE, "body": russia.body}
    with refused("meetings.numbers_in_use", member="RUS", from_on="2019-11-28"):
        actions.enter_attribute(russia.member, number=2, from_on=SUMMIT_DAY, **more)
    with refused("meetings.numbers_in_use", member="RUS", from_on="2019-11-28"):
        actions.end_attribute(russia, by=summit.secretariat, until_on=SUMMIT_DAY)
    before = closed(summit, asked, RUS="in_favour", ARM="against", BLR="against", KAZ="against", KGZ="against")
    actions.correct_attribute(russia, by=summit.secretariat, number=2, reason="It is two by the annex.")
    actions.enter_attribute(russia.member, number=3, from_on=date(2019, 11, 29), **more)
    after = asked.bodies.get().verdict
    assert after == before, "a verdict keeps what it was computed from"
    assert facts.roll(asked, asked.bodies.get()).tally(weighted=True).yes == 2
