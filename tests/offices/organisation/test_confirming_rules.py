"""Rules whose text nobody has seen: confirmed as they stand, from a day, on the text or decision that says so."""

from datetime import date, timedelta

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Body, RulesInForce
from tests.builders.organisation import council, house
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

BEGUN, CITE = date(2003, 9, 18), "Rules of procedure rule 6"
QUORUM = "rule.substance.quorum_decide"


@pytest.fixture
def sg():
    return secretary_general()


@pytest.fixture
def csc(sg) -> Body:
    house(sg)
    return council(sg)


def left(body: Body) -> set[str]:
    return {one.path for one in queries.unconfirmed_in(queries.latest_rules(body))}


def test_what_is_to_be_confirmed_is_named_with_what_stands(csc):
    found = {one.path: one for one in queries.unconfirmed_in(queries.latest_rules(csc))}
    assert (found[QUORUM].subject, found[QUORUM].name, found[QUORUM].cite) == (
        "substance",
        "quorum_decide",
        "CSTO Charter art. 12",
    )
    assert found[QUORUM].value["num"] == 2
    assert found["setting.voting_right_lost"].value == {"years": 2, "automatic": False}
    assert "setting.session_chair" not in found, "its text was seen"


def test_one_value_is_confirmed_unchanged_and_brings_its_own_provision(sg, csc):
    before = queries.rule_for(csc, "budget")
    actions.confirm_rules(csc, by=sg, paths=[QUORUM], cite=CITE)
    after = queries.rule_for(csc, "budget")
    assert after.quorum_decide == before.quorum_decide
    assert (str(after.cited("quorum_decide")), after.is_certain("quorum_decide")) == (CITE, True)
    assert (str(after.cited("quorum_open")), after.is_certain("quorum_open")) == ("CSTO Charter art. 12", False)
    told = Entry.objects.get(verb="organisation.rules.confirmed")
    assert (told.cite, told.facts["from_on"], list(told.facts["values"])) == (CITE, BEGUN.isoformat(), [QUORUM])
    assert told.actor_name == "Stanislav Orlov"
    with refused("organisation.change_unknown", path=QUORUM):
        actions.confirm_rules(csc, by=sg, paths=[QUORUM], cite=CITE)


def test_all_of_it_is_confirmed_at_once_and_then_nothing_is_left(sg, csc):
    actions.confirm_rules(csc, by=sg, cite=CITE)
    assert left(csc) == set()
    assert queries.rule_for(csc, "procedure").certain
    assert queries.setting_for("voting_right_lost").certain
    with refused("organisation.nothing_corrected"):
        actions.confirm_rules(csc, by=sg, cite=CITE)


def test_confirmed_from_a_day_it_was_not_confirmed_before(sg, csc):
    day = queries.today() + timedelta(days=3)
    (row,) = actions.confirm_rules(csc, by=sg, cite=CITE, from_on=day)
    assert (row.from_on, queries.rules_in_force(csc).until_on) == (day, day)
    assert not queries.rule_for(csc, "budget").is_certain("quorum_decide")
    assert queries.rule_for(csc, "budget", day).is_certain("quorum_decide")


def test_rules_entered_from_a_later_day_are_confirmed_with_those_of_today(sg, csc):
    day = queries.today() + timedelta(days=3)
    actions.change_rule(csc, by=sg, values={"rule.substance.objection_window": 30}, cite=CITE, from_on=day)
    assert len(actions.confirm_rules(csc, by=sg, cite=CITE)) == 2
    assert queries.rule_for(csc, "budget").certain
    assert queries.rule_for(csc, "budget", day).certain


def test_a_ruleset_that_comes_with_another_value_is_not_confirmed_by_what_was_said_before(sg, csc):
    actions.confirm_rules(csc, by=sg, cite=CITE)
    row = RulesInForce.objects.get()
    row.changes[QUORUM]["was"] = ["another value, as an older file had it"]
    row.save()
    assert left(csc) == {QUORUM}
    assert str(queries.rule_for(csc, "budget").cited("quorum_decide")) == "CSTO Charter art. 12"


def test_a_model_is_confirmed_subject_by_subject(sg):
    house(sg)
    body = council(sg, code="COUNCIL", ruleset="model")
    assert {"rule.substance.*", "rule.silence.*", "setting.voting_right_lost"} <= left(body)
    actions.confirm_rules(body, by=sg, paths=["rule.substance.*"], cite=CITE)
    rule = queries.rule_for(body, "budget")
    assert (rule.certain, str(rule.cited("quorum_decide"))) == (True, "Model rule 6")
    assert not queries.rule_for(body, "procedure").certain
    row = RulesInForce.objects.get()
    row.changes["rule.substance.*"]["was"][0].pop("proxies", None)
    row.save()
    assert queries.rule_for(body, "budget").certain, "what an older house did not know it did not refuse"
    row.changes["rule.substance.*"]["was"][0]["method"] = "vote"
    row.save()
    assert not queries.rule_for(body, "budget").certain


def test_whoever_settles_rules_confirms_what_the_sentences_do_not_name(sg):
    house(sg)
    body = council(sg, code="COUNCIL", ruleset="model")
    today = queries.today()
    given = {"values": {"rule.substance.quorum_decide": "all members"}, "cite": CITE, "from_on": today}
    (row,) = actions.settle_rules([body], by=sg, **given)
    assert (row.from_on, left(body)) == (today, set())
    rule = queries.rule_for(body, "budget")
    assert (str(rule.quorum_decide), str(rule.cited("quorum_decide")), rule.certain) == ("all members", CITE, True)
    assert Entry.objects.filter(verb="organisation.rules.confirmed").count() == 1
    with refused("organisation.nothing_corrected"):
        actions.settle_rules([body], by=sg, **given)


def test_a_confirmation_names_its_provision_and_comes_from_who_keeps_the_books(sg, csc):
    officer = actor("DO")
    with refused("organisation.change_uncited"):
        actions.confirm_rules(csc, by=sg, cite="  ")
    with refused("access.not_allowed", row="keep_organisation"):
        actions.confirm_rules(csc, by=officer, cite=CITE)
    with refused("organisation.no_rules_in_force", body="CSC", on="1999-01-01"):
        actions.confirm_rules(csc, by=sg, cite=CITE, from_on=date(1999, 1, 1))
