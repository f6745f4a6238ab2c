"""Consensus in the room: the window, the objection, the gavel."""

from datetime import timedelta

import pytest

from plenary.foundation import clock
from plenary.foundation.journal.models import Entry
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, objections, questions
from plenary.offices.decisions.models import Decision, Objection
from plenary.offices.meetings.actions import sittings
from plenary.procedure.refusal import Refused
from tests.builders.decisions import (
    after_the_window,
    council_sitting,
    decided,
    gavelled,
    objection,
    put,
    question,
    said,
)
from tests.builders.meetings import item

pytestmark = pytest.mark.django_db


def refusal(function, *arguments, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        function(*arguments, **more)
    return caught.value


def written() -> tuple[int, int]:
    return Entry.objects.count(), Decision.objects.count()


def test_nobody_objects_and_the_council_decides():
    summit = council_sitting()
    (decision,) = decided(summit)
    assert decision.number == "CSC-2019-1"
    part = decision.question.bodies.get()
    assert part.outcome == "adopted"
    assert [step["code"] for step in part.verdict["steps"]][-1] == "verdict"
    assert part.verdict["cite"] == "CSTO Charter art. 12"
    assert decision.question.announced_by.name["en"] == "Chair of the session"
    assert decision.entry == Entry.objects.get(verb="decisions.decision.adopted").number


def test_the_window_is_twenty_seconds_where_the_rule_names_none():
    asked = put(council_sitting())
    assert asked.closes_at - asked.opened_at == timedelta(seconds=20)


def test_no_gavel_while_time_is_left():
    summit = council_sitting()
    asked = put(summit)
    with clock.standing_at(asked.opened_at + timedelta(seconds=7)):
        before = written()
        refused = refusal(questions.close_question, asked, by=summit.chair())
    assert (refused.code, refused.facts["seconds_left"]) == ("decisions.window_open", 13)
    assert str(refused.cite) == "CSTO Charter art. 12"
    assert written() == before


def test_no_gavel_while_an_objection_stands():
    summit = council_sitting()
    asked = put(summit)
    objection(summit, asked, "BLR", "We wait for our capital")
    with after_the_window(asked):
        before = written()
        refused = refusal(questions.close_question, asked, by=summit.chair())
        announced = refusal(announcing.announce, asked, by=summit.chair())
    assert (refused.code, refused.facts["objectors"]) == ("consensus.objection_stands", ["BLR"])
    assert (announced.code, str(announced.cite)) == ("consensus.objection_stands", "CSTO Charter art. 12")
    assert written() == before


def test_only_the_objector_withdraws():
    summit = council_sitting()
    asked = put(summit)
    made = objection(summit, asked, "BLR")
    refused = refusal(objections.withdraw_objection, made, by=summit.head("KAZ"))
    assert refused.code == "access.not_in_scope"
    assert refusal(objections.withdraw_objection, made, by=summit.chair()).code == "access.not_allowed"
    objections.withdraw_objection(made, by=summit.head("BLR"))
    with after_the_window(asked):
        asked = questions.close_question(asked, by=summit.chair())
    assert asked.outcome == "adopted"


def test_a_second_press_is_the_same_objection():
    summit = council_sitting()
    asked = put(summit)
    assert objection(summit, asked, "ARM") == objection(summit, asked, "ARM")
    assert Objection.objects.count() == 1


def test_the_chair_ends_a_consensus_that_is_not_there():
    summit = council_sitting()
    asked = put(summit)
    objection(summit, asked, "BLR")
    asked = questions.close_question(asked, by=summit.chair(), without_adoption=True)
    assert asked.outcome == "not adopted"
    assert announcing.announce(asked, by=summit.chair()) == []
    assert Decision.objects.count() == 0


def test_an_objection_after_the_gavel_is_refused_with_both_times():
    summit = council_sitting()
    asked = gavelled(summit)
    refused = refusal(objection, summit, asked, "TJK")
    assert refused.code == "decisions.window_closed"
    assert refused.facts["closed_at"] == asked.closed_at.isoformat()


def test_the_chair_rules_otherwise_by_name_and_ground_beside_the_verdict():
    summit = council_sitting()
    asked = put(summit)
    objection(summit, asked, "BLR")
    empty = refusal(announcing.rule_otherwise, asked, by=summit.chair(), outcome="adopted", rule=" ", ground=said("x"))
    assert empty.code == "decisions.ruling_without_ground"
    ruling = announcing.rule_otherwise(
        asked, by=summit.chair(), outcome="adopted", rule="Rules of procedure rule 9", ground=said("Not on this text")
    )
    assert asked.bodies.get().outcome == "not adopted"
    assert ruling.ruled_by.name["en"] == "Chair of the session"
    asked.refresh_from_db()
    (decision,) = announcing.announce(asked, by=summit.chair())
    entry = Entry.objects.get(verb="decisions.verdict.announced")
    assert (decision.n, entry.facts["by_ruling"], entry.cite) == (1, True, "Rules of procedure rule 9")


def test_what_was_computed_is_not_ruled():
    """A ruling says otherwise, or there is none."""
    summit = council_sitting()
    asked = gavelled(summit)
    same = {"by": summit.chair(), "rule": "Rules of procedure rule 9", "ground": said("So I say")}
    refused = refusal(announcing.rule_otherwise, asked, outcome="adopted", **same)
    assert (refused.code, refused.facts) == ("decisions.ruling_as_computed", {"outcome": "adopted"})
    assert not asked.rulings.exists()
    first = announcing.rule_otherwise(asked, outcome="not adopted", **same)
    back = announcing.rule_otherwise(asked, outcome="adopted", **same)
    assert [(one.computed, one.outcome) for one in (first, back)] == [
        ("adopted", "not adopted"),
        ("not adopted", "adopted"),
    ]
    assert asked.bodies.get().outcome == "adopted"


def test_nobody_but_the_chair_gavels():
    summit = council_sitting()
    asked = question(summit)
    assert refusal(questions.open_question, asked, by=summit.secretary()).code == "access.not_allowed"
    assert refusal(questions.open_question, asked, by=summit.head("RUS")).code == "access.not_allowed"


def test_an_exchange_of_views_takes_no_decision():
    summit = council_sitting()
    views = item(summit, "Regional security", "exchange_of_views")
    refused = refusal(question, summit, views)
    assert (refused.code, str(refused.cite)) == ("agenda.no_decision_under_this_kind", "CSTO Charter art. 12")


def test_an_item_off_the_adopted_agenda_is_not_acted_on():
    summit = council_sitting()
    late = item(summit, "A late item")
    refused = refusal(put, summit, question(summit, late))
    assert refused.code == "agenda.item_not_on_adopted_agenda"
    assert str(refused.cite) == "CSTO Charter art. 12"


def test_one_question_at_a_time_in_a_room():
    summit = council_sitting()
    put(summit)
    assert refusal(put, summit, question(summit)).code == "decisions.another_question_open"


def test_below_quorum_nothing_is_put():
    summit = council_sitting()
    for code in ("ARM", "BLR", "KAZ"):
        line = summit.heads[code]
        line.presences.update(left_at=clock.now())
    refused = refusal(put, summit)
    assert (refused.code, refused.facts["represented"]) == ("quorum.not_met", 3)


def test_a_clock_that_jumps_ends_no_window(monkeypatch):
    summit = council_sitting()
    asked = put(summit)
    true_now = clock.real_now
    monkeypatch.setattr(clock, "real_now", lambda: true_now() + timedelta(days=1))
    monkeypatch.setattr("plenary.offices.decisions.windows.real_now", clock.real_now)
    refused = refusal(questions.close_question, asked, by=summit.chair())
    assert refused.code == "decisions.window_open"
    assert 15 <= refused.facts["seconds_left"] <= 20


def test_a_clock_set_back_keeps_a_window_no_shorter(monkeypatch):
    summit = council_sitting()
    asked = put(summit)
    true_now = clock.real_now
    monkeypatch.setattr(clock, "real_now", lambda: true_now() - timedelta(seconds=37))
    monkeypatch.setattr("plenary.offices.decisions.windows.real_now", clock.real_now)
    assert queries.time_left(asked) >= timedelta(seconds=50)


def test_no_sitting_closes_under_an_open_question():
    summit = council_sitting()
    put(summit)
    refused = refusal(sittings.close_sitting, summit.plenary, by=summit.chair())
    assert refused.code == "decisions.question_still_open"
    summit.plenary.refresh_from_db()
    assert summit.plenary.state == "open"
