"""One value of the rules is set otherwise from a day; what held before stays, and holds for what was decided then."""

from datetime import date, timedelta

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.meetings.models import Sitting
from plenary.offices.organisation import actions, queries
from tests.builders.meetings import bishkek
from tests.builders.organisation import council, csto
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

QUORUM = "rule.substance.quorum_decide"


@pytest.fixture
def sg():
    return secretary_general()


def change(sg, body, value="all members", *, path=QUORUM, cite="Rules of procedure rule 6", after_days=0):
    return actions.change_rule(
        body,
        by=sg,
        values={path: value},
        cite=cite,
        from_on=queries.today() + timedelta(days=after_days),
    )


def test_a_value_changes_from_its_day_and_holds_before_as_it_was(sg):
    csc = council()
    change(sg, csc, after_days=3)
    before, after = (queries.rule_for(csc, "budget", queries.today() + timedelta(days=days)) for days in (2, 3))
    assert (str(before.quorum_decide), str(after.quorum_decide)) == ("2/3 members", "all members")
    assert str(after.cited("quorum_decide")) == "Rules of procedure rule 6"
    assert (before.is_certain("quorum_decide"), after.is_certain("quorum_decide")) == (False, True)
    assert [row.from_on for row in queries.rules_of(csc)] == [queries.today() + timedelta(days=3), date(2003, 9, 18)]


def test_the_entry_says_what_stood_and_what_stands(sg):
    csc = council()
    change(sg, csc)
    entry = Entry.objects.get(verb="organisation.rules.changed")
    said = entry.facts["values"][QUORUM]
    assert (said["before"]["num"], said["before"]["den"], said["after"]) == (2, 3, "all members")
    assert entry.cite == "Rules of procedure rule 6"


def test_two_changes_of_one_day_are_one_row_and_two_entries(sg):
    csc = council()
    change(sg, csc)
    change(sg, csc, 60, path="rule.substance.objection_window", cite="Rules of procedure rule 9")
    assert len(queries.rules_of(csc)) == 2
    rule = queries.rule_for(csc, "budget")
    assert (str(rule.quorum_decide), rule.objection_window) == ("all members", timedelta(seconds=60))
    assert Entry.objects.filter(verb="organisation.rules.changed").count() == 2


def test_nothing_changes_before_today_nor_before_a_change_entered_already(sg):
    csc = council()
    with refused("organisation.change_in_the_past"):
        change(sg, csc, after_days=-1)
    change(sg, csc, after_days=5)
    with refused("organisation.change_not_before", body="CSC"):
        change(sg, csc, "1/3 members", after_days=4)
    with refused("organisation.nothing_corrected"):
        change(sg, csc, after_days=6)


def test_a_change_names_its_provision_and_fits_the_rule(sg):
    csc = council()
    with refused("organisation.change_uncited"):
        change(sg, csc, cite=" ")
    with refused("ruleset.bad_share"):
        change(sg, csc, "some of them")
    with refused("ruleset.bad_value", value="agenda_notice_days", said="900"):
        change(sg, csc, 900, path="setting.agenda_notice_days")
    with refused("ruleset.bad_value", value="session_chair", said="the loudest"):
        change(sg, csc, "the loudest", path="setting.session_chair")
    assert len(queries.rules_of(csc)) == 1


def test_who_keeps_no_books_changes_no_rule():
    csc, officer = council(), actor("DO")
    with refused("access.not_allowed", row="keep_organisation"):
        change(officer, csc)


@pytest.mark.parametrize("state", [Sitting.State.OPEN, Sitting.State.SUSPENDED, Sitting.State.CLOSED])
def test_rules_do_not_change_under_a_sitting_nor_behind_it(sg, state):
    summit = bishkek()
    summit.plenary.meeting.on = queries.today()
    summit.plenary.meeting.save()
    csc = queries.body_named("CSC")
    change(sg, csc)
    Sitting.objects.filter(pk=summit.plenary.pk).update(state=state)
    with refused("meetings.rules_in_use", body="CSC"):
        change(sg, csc, "1/3 members")
    with refused("meetings.rules_in_use", body="CSC"):
        actions.change_rule(
            csc,
            by=sg,
            values={QUORUM: "majority members"},
            cite="Rules 7",
            from_on=queries.today(),
        )
    assert str(queries.rule_for(csc, "budget").quorum_decide) == "all members"
    change(sg, csc, "1/3 members", after_days=1)


def test_several_bodies_are_settled_in_one_act_or_none_is(sg):
    bodies = list(csto().values())
    values = {QUORUM: "majority members", "setting.agenda_notice_days": 21}
    more = {"by": sg, "cite": "Rules 1", "from_on": queries.today()}
    assert len(actions.settle_rules(bodies, values=values, **more)) == 5
    assert {str(queries.rule_for(body).quorum_decide) for body in bodies} == {"majority members"}
    with refused("organisation.nothing_corrected"):
        actions.settle_rules(bodies, values=values, **more)
    with refused("ruleset.bad_share"):
        actions.settle_rules(bodies, values={QUORUM: "a few"}, **more)


def test_every_value_of_a_model_that_is_settled_is_no_longer_to_be_confirmed(sg):
    csc = council(ruleset="model", code="COUNCIL")
    assert not queries.rule_for(csc).is_certain("quorum_open")
    change(sg, csc)
    rule = queries.rule_for(csc)
    assert rule.is_certain("quorum_decide")
    assert not rule.is_certain("quorum_open")
    assert not rule.is_certain("tie")
