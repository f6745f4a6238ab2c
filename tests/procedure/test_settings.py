"""The forms that named settings have, and that every shipped ruleset keeps to them."""

import tomllib

import pytest

from plenary.procedure.motions import MotionRules
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Ruleset
from plenary.procedure.settings import checked_setting
from plenary.procedure.speaking import FloorRules
from tests.procedure.rules import RULESETS

SHIPPED = [
    (path.stem, one)
    for path in sorted(RULESETS.glob("*.toml"))
    for one in Ruleset.from_mapping(tomllib.loads(path.read_text("utf-8"))).settings
]


def test_every_shipped_setting_has_its_form():
    for name, one in SHIPPED:
        assert checked_setting(one.name, one.value) == one.value, (name, one.name)
        if one.name == "motions":
            assert MotionRules.from_setting(one).motions
        if one.name == "floor":
            assert FloorRules.from_setting(one).cite == one.cite
    assert {one.name for _, one in SHIPPED} >= {"motions", "floor", "presidency_order", "languages", "places"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("agenda_notice_days", 0),
        ("agenda_notice_days", 365),
        ("credentials_committee", 9),
        ("speaking_limit_s", 30),
        ("session_chair", "elected"),
        ("session_chair", "head of the secretariat"),
        ("presidency_order", {"order": "alphabetical", "language": "en", "months": 1}),
        (
            "presidency_order",
            {"order": "list", "members": ["NL", "SK"], "months": 6, "group": 3, "first": "2016-01-01"},
        ),
        ("presidency_order", {"order": "decision"}),
        ("presidency_order", {"order": "election", "months": 12}),
        ("voting_right_lost", {"years": 2, "automatic": False}),
        ("voting_right_lost", {"years": 99}),
        ("languages", {"working": ["en"]}),
        ("seating", {"order": "precedence", "table": "right-left"}),
        ("signature_order", {"order": "alphabetical", "language": "ru"}),
        ("roll_call", {"order": "alphabetical", "language": "en", "begins": "lot"}),
        ("officers", {"presidents": 1}),
        ("places", 36),
        ("amendments_order", "furthest first"),
        ("proposals_order", "submission"),
        ("places", {"total": 3, "categories": {"a": 1, "b": 2}}),
        ("weather", "any form, for nothing reads it"),
    ],
)
def test_is_kept(name, value):
    assert checked_setting(name, value) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("agenda_notice_days", -1),
        ("agenda_notice_days", 366),
        ("agenda_notice_days", True),
        ("agenda_notice_days", "14"),
        ("credentials_committee", 0),
        ("speaking_limit_s", 29),
        ("session_chair", "guest"),
        ("session_chair", {"rotation": "monthly"}),
        ("amendments_order", ["furthest first"]),
        ("presidency_order", {"order": ["list"], "members": ["NL"]}),
        ("seating", {"order": {}}),
        ("roll_call", {"order": "alphabetical", "language": "en", "begins": []}),
        ("presidency_order", "alphabetical"),
        ("presidency_order", {"order": "alphabetical"}),
        ("presidency_order", {"order": "alphabetical", "language": ""}),
        ("presidency_order", {"order": "lots"}),
        ("presidency_order", {"order": "list"}),
        ("presidency_order", {"order": "list", "members": []}),
        ("presidency_order", {"order": "list", "members": "NL"}),
        ("presidency_order", {"order": "decision", "members": ["NL"]}),
        ("presidency_order", {"order": "decision", "language": "en"}),
        ("presidency_order", {"order": "decision", "months": 0}),
        ("presidency_order", {"order": "decision", "group": "3"}),
        ("presidency_order", {"order": "decision", "weeks": 4}),
        ("presidency_order", {"order": "decision", "first": "2016-01-01"}),
        ("presidency_order", {"order": "list", "members": ["NL"], "first": "2016-02-30"}),
        ("presidency_order", {"order": "list", "members": ["NL"], "first": 2016}),
        ("voting_right_lost", 2),
        ("voting_right_lost", {"years": 0}),
        ("voting_right_lost", {"years": 100}),
        ("voting_right_lost", {"years": 2, "automatic": "yes"}),
        ("languages", {}),
        ("languages", {"spoken": ["en"]}),
        ("languages", {"working": "en"}),
        ("languages", {"working": [""]}),
        ("seating", {"order": "by lot"}),
        ("seating", {"order": "alphabetical", "language": 1}),
        ("roll_call", {"order": "alphabetical", "language": "en"}),
        ("roll_call", {"order": "alphabetical", "begins": "lot"}),
        ("officers", {}),
        ("officers", {"presidents": 0}),
        ("places", 0),
        ("amendments_order", "nearest first"),
        ("proposals_order", "furthest first"),
        ("places", {"total": 4, "categories": {"a": 1, "b": 2}}),
        ("places", {"total": 3, "categories": {}}),
        ("places", {"categories": {"a": 1}}),
        ("places", {"total": 3, "categories": 3}),
        ("places", {"total": "3", "categories": {"a": 3}}),
    ],
)
def test_is_refused(name, value):
    with pytest.raises(Refused) as no:
        checked_setting(name, value)
    assert (no.value.code, no.value.facts["value"]) == ("ruleset.bad_value", name)
