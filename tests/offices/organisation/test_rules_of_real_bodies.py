"""A house may start from the rules of any body of any file, and then sets or confirms single values."""

from datetime import date, timedelta

import pytest

from plenary.offices.organisation import actions, queries
from plenary.procedure.share import MAJORITY, Quorum, Share
from tests.builders.organisation import body
from tests.builders.people import secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

BODIES = [(name, code) for name in queries.ruleset_names() for code in queries.ruleset_named(name).bodies]


def test_every_body_of_every_file_can_be_taken():
    assert len(BODIES) > 40
    sg, ours = secretary_general(), body("OURS")
    first = date(2024, 1, 1)
    for days, (name, code) in enumerate(BODIES):
        day = first + timedelta(days=days)
        actions.bring_rules_into_force(ours, by=sg, ruleset=name, from_on=day, changes={"body": code})
        held = queries.rules_in_force(ours, day)
        assert (held.ruleset, held.until_on) == (name, None)
        taken, file = queries.rule_for(ours, "", day), queries.ruleset_named(name)
        assert (taken.body, taken.cite) == ("OURS", file.rule_for("", on=day, body=code).cite)


def test_a_file_without_rules_of_decision_is_none_for_a_body():
    sg, ours = secretary_general(), body("OURS")
    with refused("ruleset.which_body", ruleset="IOC"):
        actions.bring_rules_into_force(ours, by=sg, ruleset="ioc", from_on=date(2024, 1, 1))


def test_one_value_is_set_otherwise_and_the_one_before_keeps_its_days():
    """A union takes the Assembly's rules, and from a later day asks for more members to decide."""
    sg, ours = secretary_general(), body("OURS")
    begins = queries.today()
    actions.bring_rules_into_force(ours, by=sg, ruleset="un-ga", from_on=begins, changes={"body": "GA"})
    actions.change_rule(
        ours,
        by=sg,
        values={"rule.important question.quorum_decide": "2/3 members"},
        cite="Rules of procedure rule 12",
        from_on=begins + timedelta(days=7),
    )
    before, after = (queries.rule_for(ours, "important question", begins + timedelta(days=n)) for n in (6, 7))
    assert (before.quorum_decide, str(before.cited("quorum_decide"))) == (Quorum(MAJORITY), "GA rule 67")
    assert (after.quorum_decide, str(after.cited("quorum_decide"))) == (
        Quorum(Share(2, 3)),
        "Rules of procedure rule 12",
    )
    # What is said of important questions changes nothing else.
    assert queries.rule_for(ours, "", begins + timedelta(days=7)).quorum_decide == Quorum(MAJORITY)
