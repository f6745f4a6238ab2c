"""Rules as dated data: what a file may say, what is refused, which rule holds on a day."""

import json
import tomllib
from datetime import date, datetime, timedelta

import pytest

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Method, Rule, Ruleset, Setting
from plenary.procedure.share import ALL, MAJORITY, Base, Quorum, Share
from tests.procedure.rules import RULESETS, own_rule, rule, ruleset


class TestShare:
    """The smallest whole number that reaches a part of a base, never rounded."""

    @pytest.mark.parametrize(
        ("share", "base", "required"),
        [
            (MAJORITY, 118, 60),
            (MAJORITY, 119, 60),
            (MAJORITY, 193, 97),
            (Share(2, 3), 150, 100),
            (Share(2, 3), 149, 100),
            (Share(2, 3), 6, 4),
            (Share(2, 3), 160, 107),
            (Share(3, 4), 166, 125),
            (ALL, 6, 6),
            (Share(0, min=9), 15, 9),
            (Share(55, 100, min=15), 27, 15),
            (Share(85, 100), 1000, 850),
        ],
    )
    def test_required(self, share, base, required):
        assert share.required(base) == required
        assert share.reached_by(required, base)
        assert not share.reached_by(required - 1, base)

    @pytest.mark.parametrize(
        ("said", "share"),
        [
            ("majority", MAJORITY),
            ("all", ALL),
            ("2/3", Share(2, 3)),
            ("more than 1/3", Share(1, 3, strict=True)),
            ("9", Share(0, min=9)),
            (9, Share(0, min=9)),
            ([65, 100], Share(65, 100)),
            ({"num": 2, "den": 3, "strict": False}, Share(2, 3)),
        ],
    )
    def test_read(self, said, share):
        assert Share.read(said) == share

    @pytest.mark.parametrize(
        "said", [0.66, "66 %", True, "4/3", "1/0", {}, {"num": 1, "den": 2, "of": 3, "x": 1}, [1, 2, 3], None]
    )
    def test_refused(self, said):
        with pytest.raises(Refused) as no:
            Share.read(said)
        assert no.value.code == "ruleset.bad_share"


class TestQuorum:
    @pytest.mark.parametrize(
        ("said", "quorum"),
        [
            ("1/3 members", Quorum(Share(1, 3))),
            ("majority members", Quorum(MAJORITY)),
            ("2/3 entitled members", Quorum(Share(2, 3), Base.ENTITLED)),
            ("all", Quorum(ALL)),
            ("none", None),
            (24, Quorum(Share(0, min=24))),
            ({"num": 1, "den": 2, "strict": True, "weight": "2/3"}, Quorum(MAJORITY, weight=Share(2, 3))),
        ],
    )
    def test_read(self, said, quorum):
        assert Quorum.read(said) == quorum

    def test_a_value_left_open_is_refused_with_its_rule(self):
        with pytest.raises(Refused) as no:
            own_rule(quorum_decide="CONFIGURE")
        assert no.value.code == "ruleset.not_configured"
        assert (no.value.facts["body"], no.value.facts["subject"]) == ("B", "s")


class TestBadData:
    """A file that says something wrong is refused, with the body and subject it stands at."""

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"cite": ""}, "ruleset.uncited"),
            ({"quorum": "all"}, "ruleset.unknown_value"),
            ({"base": "those present"}, "ruleset.unknown_word"),
            ({"method": "lottery"}, "ruleset.unknown_word"),
            ({"threshold": 0.5}, "ruleset.bad_share"),
            ({"threshold": "1/3"}, "ruleset.minority_decides"),
            ({"valid_from": "2024-02-30"}, "ruleset.bad_day"),
            ({"valid_from": datetime(2024, 1, 1)}, "ruleset.bad_day"),  # noqa: DTZ001
            ({"valid_from": "2024-02-01", "valid_to": "2024-01-01"}, "ruleset.ends_before_it_begins"),
            ({"extra": [{"blessing": 1}]}, "ruleset.unknown_word"),
            ({"extra": [{"veto": ""}]}, "ruleset.bad_condition"),
            ({"extra": [{"population": [65, 100], "members": "all"}]}, "ruleset.bad_condition"),
            ({"weighted": "yes"}, "ruleset.bad_value"),
            ({"silence": {"least": "three days"}}, "ruleset.bad_value"),
            ({"cites": "everywhere"}, "ruleset.bad_citation"),
            ({"threshold": {"num": 3, "den": 3, "strict": True}}, "ruleset.bad_share"),
            ({"threshold": {"num": "2", "den": 3}}, "ruleset.bad_share"),
            ({"quorum_decide": "majority members present"}, "ruleset.bad_quorum"),
            ({"quorum_decide": 0.5}, "ruleset.bad_quorum"),
            ({"extra": [{"blocking_minority_min_members": 0}]}, "ruleset.bad_condition"),
            ({"extra": "veto"}, "ruleset.bad_value"),
            ({"extra": ["veto"]}, "ruleset.bad_value"),
            ({"silence": "72 h"}, "ruleset.bad_value"),
            ({"valid_from": 2019}, "ruleset.bad_day"),
        ],
    )
    def test_cases(self, values, code):
        with pytest.raises(Refused) as no:
            own_rule(**values)
        assert no.value.code == code

    @pytest.mark.parametrize("missing", ["body", "subject"])
    def test_a_rule_names_its_body_and_subject(self, missing):
        table = {"body": "B", "subject": "s", "cite": "X rule 1"}
        del table[missing]
        with pytest.raises(Refused) as no:
            Rule.from_mapping(table)
        assert no.value.facts == {"value": missing}


class TestSaid:
    """A share and a quorum in words, as explanations show them."""

    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (Quorum(Share(1, 3)), "1/3 members"),
            (Quorum(MAJORITY, weight=Share(2, 3)), "majority members with 2/3 of the votes"),
            (Share(55, 100, min=15), "55/100, at least 15"),
            (Share(1, 3, strict=True), "more than 1/3"),
            (Share(0, min=9), "9"),
            (ALL, "all"),
        ],
    )
    def test_cases(self, value, words):
        assert str(value) == words

    def test_a_setting_is_exact(self):
        with pytest.raises(Refused) as no:
            Setting.from_mapping({"name": "rate", "value": 0.1, "cite": "X rule 1"})
        assert no.value.code == "ruleset.bad_value"


class TestRuleInForce:
    """A verdict is computed with the rule in force on its day."""

    RULES = Ruleset.from_mapping(
        {
            "code": "X",
            "rule": [
                {"body": "B", "subject": "s", "cite": "X rule 1", "default": True, "valid_to": "2009-12-31"},
                {
                    "body": "B",
                    "subject": "s",
                    "cite": "X rule 1 bis",
                    "default": True,
                    "valid_from": "2010-01-01",
                },
                {"body": "B", "subject": "budget", "cite": "X rule 2", "threshold": "2/3"},
            ],
        }
    )

    @pytest.mark.parametrize(
        ("subject", "day", "cite"),
        [
            ("s", date(2009, 12, 31), "X rule 1"),
            ("s", date(2010, 1, 1), "X rule 1 bis"),
            ("budget", date(2010, 1, 1), "X rule 2"),
            ("anything else", date(2024, 1, 1), "X rule 1 bis"),
        ],
    )
    def test_cases(self, subject, day, cite):
        assert str(self.RULES.rule_for(subject, on=day).cite) == cite

    def test_a_moment_is_read_as_its_day(self):
        noon = datetime(2009, 12, 31, 12)  # noqa: DTZ001
        assert str(self.RULES.rule_for("s", on=noon).cite) == "X rule 1"

    def test_no_rule_and_no_default(self):
        with pytest.raises(Refused) as no:
            rule("un-sc", "substance", on=date(1945, 1, 1))
        assert no.value.code == "ruleset.no_rule"

    def test_the_body_is_named_where_there_are_several(self):
        with pytest.raises(Refused) as no:
            ruleset("csto").rule_for("substance", on=date(2024, 1, 1))
        assert no.value.code == "ruleset.which_body"

    def test_two_rules_never_hold_at_once(self):
        twice = [
            {"body": "B", "subject": "s", "cite": "X rule 1", "valid_from": y} for y in ("2001-01-01", "2009-01-01")
        ]
        with pytest.raises(Refused) as no:
            Ruleset.from_mapping({"code": "X", "rule": twice})
        assert (no.value.code, no.value.facts["on"]) == ("ruleset.two_rules_at_once", "2009-01-01")

    def test_a_ruleset_has_rules(self):
        with pytest.raises(Refused) as no:
            Ruleset.from_mapping({"code": "X"})
        assert no.value.code == "ruleset.no_rules"


class TestKept:
    """A rule is kept beside its verdict and read back the same."""

    @pytest.mark.parametrize("path", sorted(RULESETS.glob("*.toml")), ids=lambda path: path.stem)
    def test_every_rule_of_every_ruleset(self, path):
        shipped = Ruleset.from_mapping(tomllib.loads(path.read_text("utf-8")))
        for one in shipped.rules:
            assert Rule.from_mapping(json.loads(json.dumps(one.as_mapping()))) == one

    def test_durations_and_conditions(self):
        full = own_rule(
            threshold={"num": 55, "den": 100, "min": 15},
            extra=[{"veto": "permanent"}, {"population": [65, 100]}, {"blocking_minority_min_members": 4}],
            objection_window="30 s",
            second_vote_within="48 h",
            quorum_decide={"num": 1, "den": 2, "strict": True, "weight": "1/2"},
            silence={"least": "3 d"},
            cites={"tie": "X rule 9"},
        )
        assert full.second_vote_within == timedelta(hours=48)
        assert full.cited("tie") == Citation("X", "rule 9")
        assert full.cited("base") == full.cite
        assert Rule.from_mapping(full.as_mapping()) == full


class TestShippedRulesets:
    """Each value has its provision; what is not confirmed says so."""

    def test_of_the_security_council(self):
        csto = ruleset("csto")
        assert csto.bodies == ("CSC", "CMFA", "CMD", "CSSC", "PC")
        for body in csto.bodies:
            by = csto.rule_for("budget", on=date(2019, 11, 28), body=body)
            assert by.method is Method.CONSENSUS
            assert str(by.cite) == "CSTO Charter art. 12"
            assert not by.certain
            assert not by.is_certain("quorum_decide")
            assert by.is_certain("method")

    def test_a_new_organisation_confirms_everything(self):
        assert not any(one.is_certain("method") for one in ruleset("model").rules)

    def test_settings_hold_for_the_organisation_unless_a_body_has_its_own(self):
        days = ruleset("csto").setting("agenda_notice_days", on=date(2019, 11, 1), body="CSC")
        assert (days.value, days.certain) == (14, False)
        with pytest.raises(Refused) as no:
            ruleset("csto").setting("weather", on=date(2019, 11, 1))
        assert no.value.code == "ruleset.no_setting"
