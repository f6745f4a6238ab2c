"""What members bear, how places are filled, and what an organisation lays over a file: all dated, cited, read back."""

from __future__ import annotations

from datetime import date

import pytest

from plenary.procedure.attribute import Attribute
from plenary.procedure.citation import Citation
from plenary.procedure.election_rule import ElectionRule, NextBallot
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import (
    Condition,
    Extra,
    Formula,
    Rule,
    Ruleset,
    changed_attribute,
    changed_election,
    changed_rule,
    changed_setting,
    require_confirmed,
)
from plenary.procedure.share import Base, Share
from tests.procedure.rules import own_rule

DAY = date(2024, 1, 1)
FILE = {
    "code": "X",
    "rule": [
        {"body": "B", "subject": "s", "cite": "X rule 1", "to_confirm": ["threshold", "tie"]},
        {"body": "B", "subject": "t", "cite": "X rule 1", "to_confirm": ["*"]},
    ],
    "election": [
        {"body": "B", "subject": ["seats", "chair"], "cite": "X rule 2", "majority": "2/3", "alternates_after": 3},
        {"body": "C", "subject": "seats", "cite": "X rule 3", "next_ballot": "eliminate last", "base": "valid ballots"},
    ],
    "attribute": [
        {"body": "B", "name": "permanent", "members": ["AAA", "BBB"], "cite": "X rule 4"},
        {"body": "B", "name": "weight", "values": {"AAA": 3, "BBB": 2}, "cite": "X rule 5", "valid_to": "2023-12-31"},
        {"body": "B", "name": "weight", "values": {"AAA": 4, "BBB": 2}, "cite": "X rule 5", "valid_from": "2024-01-01"},
        {"name": "population", "values": {"AAA": 10}, "cite": "X rule 6"},
    ],
    "setting": [{"name": "agenda_notice_days", "value": 14, "cite": "X rule 7", "certain": False}],
}


def refused(data: object, read: object = Ruleset.from_mapping) -> str:
    with pytest.raises(Refused) as no:
        read(data)
    return no.value.code


class TestAttributes:
    """Numbers and traits of members, over a period."""

    def test_those_of_the_day_and_of_the_body(self):
        held = Ruleset.from_mapping(FILE).attributes_on(DAY, body="B")
        assert {name: dict(one.values) for name, one in held.items()} == {
            "population": {"AAA": 10},
            "permanent": {"AAA": 1, "BBB": 1},
            "weight": {"AAA": 4, "BBB": 2},
        }
        assert (held["weight"].of("AAA"), held["weight"].of("ZZZ")) == (4, None)
        assert [name for name, one in held.items() if one.is_trait] == ["permanent"]
        before = Ruleset.from_mapping(FILE).attributes_on(date(2023, 12, 31), body="B")
        assert before["weight"].of("AAA") == 3
        assert list(Ruleset.from_mapping(FILE).attributes_on(DAY, body="C")) == ["population"]

    @pytest.mark.parametrize(
        ("table", "code"),
        [
            ({"name": "weight", "members": ["A"]}, "ruleset.bad_value"),
            ({"name": "permanent", "values": {"A": 1}}, "ruleset.bad_value"),
            ({"name": "permanent"}, "ruleset.bad_value"),
            ({"name": "permanent", "members": []}, "ruleset.bad_value"),
            ({"name": "weight", "values": {"A": -1}}, "ruleset.bad_value"),
            ({"name": "weight", "values": {"A": True}}, "ruleset.bad_value"),
            ({"name": "weight", "values": {"A": 1.5}}, "ruleset.bad_value"),
            ({"name": "weight", "values": {"A": 1}, "colour": "red"}, "ruleset.unknown_value"),
        ],
    )
    def test_what_is_none(self, table, code):
        assert refused({**table, "cite": "X rule 1"}, Attribute.from_mapping) == code

    def test_two_at_once(self):
        twice = {**FILE, "attribute": [{"name": "permanent", "members": ["A"], "cite": "X rule 1"}] * 2}
        assert refused(twice) == "ruleset.two_rules_at_once"


class TestElectionRules:
    """One rule for each election, looked up by body, subject and day."""

    def test_looked_up(self):
        held = Ruleset.from_mapping(FILE)
        own = held.election_for("chair", on=DAY, body="B")
        assert (own.majority, own.next_ballot, own.alternates_after) == (Share(2, 3), NextBallot.RESTRICTED, 3)
        other = held.election_for("seats", on=DAY, body="C")
        assert (other.base, other.next_ballot, str(other.cite)) == (Base.VALID, NextBallot.ELIMINATION, "X rule 3")

    @pytest.mark.parametrize(("body", "code"), [("", "ruleset.which_body"), ("D", "ruleset.no_rule")])
    def test_not_found(self, body, code):
        with pytest.raises(Refused) as no:
            Ruleset.from_mapping(FILE).election_for("seats", on=DAY, body=body)
        assert no.value.code == code

    @pytest.mark.parametrize(
        "change", [{"base": "members"}, {"names_per_place": 0}, {"alternates_after": -1}, {"lots": "yes"}]
    )
    def test_what_is_none(self, change):
        table = {"body": "B", "subject": "s", "cite": "X rule 1", **change}
        assert refused(table, ElectionRule.from_mapping) == "ruleset.bad_value"


class TestConditions:
    """Conditions with an occasion, and the smallest group that can block."""

    def test_read_and_kept(self):
        said = [
            {"population": "62/100", "when": "population check asked"},
            {"blocking_minority": {"population": "more than 35/100", "more_members": 1}},
        ]
        rule = own_rule(extra=said, formula="flexible participation", open_to=["economic"], fallback="vote", proxies=1)
        first, second = rule.extra
        assert (first.kind, first.share, first.when) == (Condition.POPULATION, Share(62, 100), "population check asked")
        assert (second.kind, second.share, second.count) == (Condition.BLOCKING_SHARE, Share(35, 100, strict=True), 1)
        assert (rule.formula, rule.open_to, rule.fallback, rule.proxies) == (
            Formula.FLEXIBLE_PARTICIPATION,
            ("economic",),
            "vote",
            1,
        )
        assert Rule.from_mapping(rule.as_mapping()) == rule

    @pytest.mark.parametrize(
        "said",
        [
            {"when": "asked"},
            {"population": "1/2", "weight": "1/2"},
            {"population": "1/2", "when": 3},
            {"blocking_minority": {"population": "1/2", "members": 1}},
        ],
    )
    def test_what_is_none(self, said):
        assert refused(said, Extra.read) == "ruleset.bad_condition"


class TestKept:
    """What is kept is read back as it was."""

    def test_a_whole_ruleset(self):
        held = Ruleset.from_mapping(FILE)
        assert Ruleset.from_mapping(held.as_mapping()) == held


class TestChanges:
    """What an organisation sets otherwise, or confirms, each with its citation."""

    RULE = Ruleset.from_mapping(FILE).rule_for("s", on=DAY, body="B")
    ALL_OPEN = Ruleset.from_mapping(FILE).rule_for("t", on=DAY, body="B")

    def test_nothing_said_changes_nothing(self):
        assert changed_rule(self.RULE, {"rule.other.tie": {"value": "lots", "cite": "X rule 9"}}) is self.RULE

    def test_a_value_set(self):
        now = changed_rule(self.RULE, {"rule.s.threshold": {"value": "2/3", "cite": "X decision 4"}})
        assert (now.threshold, now.cited("threshold"), now.to_confirm) == (
            Share(2, 3),
            Citation("X", "decision 4"),
            {"tie"},
        )

    def test_a_value_confirmed_as_it_stands(self):
        now = changed_rule(self.RULE, {"rule.s.tie": {"confirmed": True, "cite": "X decision 4"}})
        assert (now.tie, now.cited("tie"), now.to_confirm) == (
            self.RULE.tie,
            Citation("X", "decision 4"),
            {"threshold"},
        )

    def test_all_confirmed(self):
        for rule in (self.RULE, self.ALL_OPEN):
            path = f"rule.{rule.subject}.*"
            now = changed_rule(rule, {path: {"confirmed": True, "cite": "X decision 4"}})
            assert (now.certain, now.cite) == (True, rule.cite)

    def test_where_all_is_open_each_of_the_others_stays_open(self):
        now = changed_rule(self.ALL_OPEN, {"rule.t.tie": {"confirmed": True, "cite": "X decision 4"}})
        assert now.is_certain("tie")
        assert not now.is_certain("threshold")

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"cite": "X rule 1"}, "ruleset.bad_value"),
            ({"confirmed": "yes", "cite": "X rule 1"}, "ruleset.bad_value"),
            ({"confirmed": True}, "ruleset.uncited"),
            ({"value": "most", "cite": "X rule 1"}, "ruleset.bad_share"),
        ],
    )
    def test_what_is_no_change(self, change, code):
        assert refused({"rule.s.threshold": change}, lambda said: changed_rule(self.RULE, said)) == code

    def test_a_setting(self):
        notice = Ruleset.from_mapping(FILE).setting("agenda_notice_days", on=DAY)
        confirmed = changed_setting(notice, {"setting.agenda_notice_days": {"confirmed": True, "cite": "X rule 8"}})
        assert (confirmed.value, confirmed.certain, str(confirmed.cite)) == (14, True, "X rule 8")
        longer = changed_setting(notice, {"setting.agenda_notice_days": {"value": 20, "cite": "X rule 8"}})
        assert (longer.value, longer.certain) == (20, True)
        assert changed_setting(notice, {}) is notice
        bare = {"setting.agenda_notice_days": {"cite": "X rule 8"}}
        assert refused(bare, lambda said: changed_setting(notice, said)) == "ruleset.bad_value"

    def test_an_election(self):
        plain = ElectionRule.from_mapping(
            {"body": "B", "subject": "s", "cite": "X rule 2", "to_confirm": ["lots", "majority"]}
        )
        assert changed_election(plain, {"election.t.lots": {"value": True, "cite": "X rule 9"}}) is plain
        drawn = changed_election(plain, {"election.s.lots": {"value": True, "cite": "X rule 9"}})
        assert (drawn.lots, str(drawn.cited("lots")), drawn.to_confirm) == (True, "X rule 9", {"majority"})
        agreed = changed_election(plain, {"election.s.*": {"confirmed": True, "cite": "X rule 9"}})
        assert (agreed.certain, agreed.lots, str(agreed.cite)) == (True, False, "X rule 2")
        assert refused({"election.s.lots": {"cite": "X rule 9"}}, lambda said: changed_election(plain, said)) == (
            "ruleset.bad_value"
        )
        with pytest.raises(Refused) as no:
            require_confirmed(plain)
        assert no.value.facts["values"] == ["lots", "majority"]

    def test_what_members_bear(self):
        table = {"name": "permanent", "members": ["A"], "cite": "X rule 1", "certain": False}
        plain = Attribute.from_mapping(table)
        assert changed_attribute(plain, {}) is plain
        agreed = changed_attribute(plain, {"attribute.permanent": {"confirmed": True, "cite": "X rule 9"}})
        assert (agreed.members, agreed.certain, str(agreed.cite)) == (("A",), True, "X rule 9")
        other = changed_attribute(plain, {"attribute.permanent": {"value": ["A", "B"], "cite": "X rule 9"}})
        assert other.members == ("A", "B")
        votes = Attribute.from_mapping({"name": "weight", "values": {"A": 1}, "cite": "X rule 1"})
        assert changed_attribute(votes, {"attribute.weight": {"value": {"A": 2}, "cite": "X rule 9"}}).of("A") == 2
        assert refused({"attribute.permanent": {"cite": "X rule 9"}}, lambda said: changed_attribute(plain, said)) == (
            "ruleset.bad_value"
        )

    def test_nothing_is_decided_by_what_nobody_confirmed(self):
        with pytest.raises(Refused) as no:
            require_confirmed(self.RULE)
        assert (no.value.code, no.value.facts["values"]) == ("rules.not_confirmed", ["threshold", "tie"])
        require_confirmed(changed_rule(self.RULE, {"rule.s.*": {"confirmed": True, "cite": "X decision 4"}}))
