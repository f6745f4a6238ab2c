"""Which rule holds for a body on a day, and what this organisation set otherwise."""

from datetime import date

import pytest

from plenary.offices.organisation import actions, queries
from plenary.procedure.ruleset import Method
from tests.builders.organisation import body, council, csto
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

BISHKEK = date(2019, 11, 28)


def test_the_file_says_how_a_subject_is_decided():
    csc = council()
    substance = queries.rule_for(csc, "budget", BISHKEK)
    assert (substance.method, substance.body, str(substance.cite)) == (Method.CONSENSUS, "CSC", "CSTO Charter art. 12")
    assert queries.rule_for(csc, "procedure", BISHKEK).method is Method.VOTE
    assert queries.rule_for(csc, "suspension", BISHKEK).excluded == ("member concerned",)
    assert str(substance.quorum_decide) == "2/3 members"
    assert not substance.is_certain("quorum_decide")


def test_before_its_rules_a_body_has_none():
    csc = council()
    with refused("organisation.no_rules_in_force", body="CSC", on="2003-09-17"):
        queries.rule_for(csc, "budget", date(2003, 9, 17))


def test_a_change_replaces_one_value_and_brings_its_source():
    csc = council()
    actions.bring_rules_into_force(
        csc,
        by=secretary_general(),
        ruleset="csto",
        from_on=date(2019, 1, 1),
        changes={
            "rule.substance.quorum_decide": {"value": "all", "cite": "CSC decision 12"},
            "setting.agenda_notice_days": {"value": 30, "cite": "CSC decision 13"},
        },
    )
    rule = queries.rule_for(csc, "budget", BISHKEK)
    assert (str(rule.quorum_decide), str(rule.cited("quorum_decide"))) == ("all members", "CSC decision 12")
    assert rule.is_certain("quorum_decide")
    assert not rule.is_certain("quorum_open")
    setting = queries.setting_for("agenda_notice_days", BISHKEK)
    assert (setting.value, str(setting.cite), setting.certain) == (30, "CSC decision 13", True)
    # A verdict of the year before is computed with the rules of that day.
    assert str(queries.rule_for(csc, "budget", date(2018, 12, 31)).quorum_decide) == "2/3 members"
    assert queries.setting_for("agenda_notice_days", date(2018, 12, 31)).value == 14


def test_a_body_may_take_the_rules_of_another_name():
    ministers = body("CFM")
    sg = secretary_general()
    with refused("ruleset.which_body", ruleset="CSTO"):
        actions.bring_rules_into_force(ministers, by=sg, ruleset="csto", from_on=date(2004, 1, 1))
    actions.bring_rules_into_force(ministers, by=sg, ruleset="csto", from_on=date(2004, 1, 1), changes={"body": "CMFA"})
    assert queries.rule_for(ministers, "budget", BISHKEK).body == "CFM"


def test_rules_follow_each_other_in_time():
    csc, sg = council(), secretary_general()
    with refused("organisation.rules_not_later", body="CSC", from_on="2003-09-18"):
        actions.bring_rules_into_force(csc, by=sg, ruleset="csto", from_on=date(2003, 9, 18))
    actions.bring_rules_into_force(csc, by=sg, ruleset="csto", from_on=date(2020, 1, 1))
    assert queries.rules_in_force(csc, date(2019, 12, 31)).until_on == date(2020, 1, 1)
    assert queries.rules_in_force(csc, date(2020, 1, 1)).until_on is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rule.substance.mood": {"value": 1, "cite": "x 1"}}, "organisation.change_unknown"),
        ({"rule.weather.base": {"value": "members", "cite": "x 1"}}, "organisation.change_unknown"),
        ({"setting.colour": {"value": 1, "cite": "x 1"}}, "organisation.change_unknown"),
        ({"body": "PARLIAMENT"}, "organisation.change_unknown"),
        ({"rule.substance.quorum_decide": {"value": "all"}}, "organisation.change_uncited"),
        ({"rule.substance.quorum_decide": {"value": "some", "cite": "x 1"}}, "ruleset.bad_share"),
    ],
)
def test_a_change_that_fits_nothing_is_refused(changes, code):
    csc, sg = council(), secretary_general()
    with refused(code):
        actions.bring_rules_into_force(csc, by=sg, ruleset="csto", from_on=date(2019, 1, 1), changes=changes)


def test_there_is_no_ruleset_of_that_name():
    csc, sg = council(), secretary_general()
    for name in ("atlantis", "../settings"):
        with refused("organisation.no_such_ruleset", ruleset=name):
            actions.bring_rules_into_force(csc, by=sg, ruleset=name, from_on=date(2019, 1, 1))


def test_every_body_of_the_example_decides_by_consensus():
    methods = {code: queries.rule_for(one, "substance", BISHKEK).method for code, one in csto().items()}
    assert methods == dict.fromkeys(("CSC", "CMFA", "CMD", "CSSC", "PC"), Method.CONSENSUS)


def test_a_documents_officer_changes_no_rule():
    csc, officer = council(), actor("DO")
    with refused("access.not_allowed", row="keep_organisation"):
        actions.bring_rules_into_force(csc, by=officer, ruleset="csto", from_on=date(2019, 1, 1))
