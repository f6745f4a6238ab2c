"""Motions, points of order, appeals, division, reconsideration (B2, B3, D)."""

from datetime import date
from itertools import permutations

import pytest

from plenary.procedure.citation import Citation
from plenary.procedure.motions import (
    Motion,
    MotionRules,
    Side,
    TextPart,
    after_appeal,
    appeal,
    division,
    is_put_now,
    point_of_order,
    put_first,
    reconsideration,
    require_motion,
    require_speaker,
    require_withdrawal,
)
from plenary.procedure.refusal import Refused
from tests.procedure.rules import ruleset

ON = date(2024, 1, 1)
GA = MotionRules.from_setting(ruleset("un-ga").setting("motions", on=ON))
SC = MotionRules.from_setting(ruleset("un-sc").setting("motions", on=ON))
SUSPEND, ADJOURN, DEBATE, CLOSE = (
    "suspend the meeting",
    "adjourn the meeting",
    "adjourn the debate",
    "close the debate",
)


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value


class TestPrecedence:
    """GA rule 77, SC rule 33: the order in which motions are put, whatever the order in which they were moved."""

    @pytest.mark.parametrize("moved", list(permutations([SUSPEND, ADJOURN, DEBATE, CLOSE])))
    def test_the_general_assembly(self, moved):
        answer = put_first([Motion(one) for one in moved], GA)
        assert [one.motion for one in answer.order] == [SUSPEND, ADJOURN, DEBATE, CLOSE]
        assert (answer.first.motion, str(answer.cite)) == (SUSPEND, "GA rule 77")

    def test_the_security_council(self):
        moved = ["introduce an amendment", "postpone the question", "refer the matter"]
        moved += ["adjourn the meeting to a day or hour", ADJOURN, SUSPEND]
        answer = put_first([Motion(one) for one in moved], SC)
        assert [one.motion for one in answer.order] == moved[::-1]
        assert str(answer.steps[0].cite) == "SC rule 33"

    def test_of_two_alike_the_earlier(self):
        answer = put_first([Motion(CLOSE, "BOR"), Motion(DEBATE, "ARD"), Motion(DEBATE, "CAS")], GA)
        assert [one.moved_by for one in answer.order] == ["ARD", "CAS", "BOR"]

    def test_one_without_precedence_waits(self):
        answer = put_first([Motion("divide the proposal"), Motion("limit the speakers"), Motion(CLOSE)], GA)
        assert [one.motion for one in answer.order] == [CLOSE, "divide the proposal", "limit the speakers"]

    def test_the_first_step_tells_the_order_and_the_second_the_debate(self):
        answer = put_first([Motion(CLOSE, "ARD"), Motion(SUSPEND, "BOR")], GA)
        assert [(one.code, str(one.cite), dict(one.facts)) for one in answer.steps] == [
            (
                "motions.order",
                "GA rule 77",
                {"motion": SUSPEND, "moved_by": "BOR", "order": [SUSPEND, CLOSE]},
            ),
            ("motions.put_at_once", "GA rule 76", {"motion": SUSPEND}),
        ]

    def test_refused(self):
        assert refusal(put_first, [], GA).code == "motions.none_pending"
        unknown = refusal(put_first, [Motion("table the motion")], SC)
        assert (unknown.code, str(unknown.cite)) == ("motions.unknown", "SC rule 33")
        assert unknown.facts["motions"][0] == SUSPEND


class TestSpeakers:
    """GA rules 74 to 76, 81, 89: fixed numbers for and against, or none."""

    @pytest.mark.parametrize(
        ("motion", "debated", "speakers", "subject", "step", "cite"),
        [
            (SUSPEND, False, (0, 0), "procedure", "motions.put_at_once", "GA rule 76"),
            (ADJOURN, False, (0, 0), "procedure", "motions.put_at_once", "GA rule 76"),
            (DEBATE, True, (2, 2), "procedure", "motions.fixed_speakers", "GA rule 74"),
            (CLOSE, True, (0, 2), "procedure", "motions.fixed_speakers", "GA rule 75"),
            ("reconsider", True, (0, 2), "reconsideration", "motions.fixed_speakers", "GA rule 81"),
            ("divide the proposal", True, (2, 2), "procedure", "motions.fixed_speakers", "GA rule 89"),
        ],
    )
    def test_the_general_assembly(self, motion, debated, speakers, subject, step, cite):
        answer = put_first([Motion(motion)], GA)
        assert (answer.debated, (answer.speakers_for, answer.speakers_against)) == (debated, speakers)
        assert (answer.subject, answer.steps[1].code, str(answer.steps[1].cite)) == (subject, step, cite)

    def test_without_a_number_it_is_debated_as_anything_is(self):
        answer = put_first([Motion("refer the matter")], SC)
        assert (answer.speakers_for, answer.speakers_against) == (None, None)
        assert answer.steps[1].code == "motions.debated"
        assert require_speaker("refer the matter", SC, Side.FOR, spoken=[Side.FOR] * 9).facts["left"] is None
        assert is_put_now("refer the matter", SC)[0] is False

    @pytest.mark.parametrize(
        ("motion", "side", "spoken", "left"),
        [
            (DEBATE, Side.FOR, [], 1),
            (DEBATE, Side.FOR, [Side.FOR, Side.AGAINST, Side.AGAINST], 0),
            (CLOSE, Side.AGAINST, [Side.AGAINST], 0),
        ],
    )
    def test_one_more(self, motion, side, spoken, left):
        step = require_speaker(motion, GA, side, spoken=spoken)
        assert (step.code, step.facts) == ("motions.may_speak", {"motion": motion, "side": str(side), "left": left})

    @pytest.mark.parametrize(
        ("motion", "side", "spoken", "code", "cite"),
        [
            (DEBATE, Side.FOR, [Side.FOR, Side.FOR], "motions.no_more_speakers", "GA rule 74"),
            (CLOSE, Side.FOR, [], "motions.no_more_speakers", "GA rule 75"),
            (CLOSE, Side.AGAINST, [Side.AGAINST] * 2, "motions.no_more_speakers", "GA rule 75"),
            (SUSPEND, Side.AGAINST, [], "motions.not_debated", "GA rule 76"),
        ],
    )
    def test_no_more(self, motion, side, spoken, code, cite):
        no = refusal(require_speaker, motion, GA, side, spoken=spoken)
        assert (no.code, str(no.cite)) == (code, cite)

    @pytest.mark.parametrize(
        ("motion", "spoken", "now", "sides"),
        [
            (SUSPEND, [], True, []),
            (CLOSE, [], False, ["against"]),
            (CLOSE, [Side.AGAINST] * 2, True, []),
            (DEBATE, [Side.AGAINST] * 2, False, ["for"]),
            (DEBATE, [Side.AGAINST, Side.FOR] * 2, True, []),
        ],
    )
    def test_after_the_last_speaker_it_is_put(self, motion, spoken, now, sides):
        put, step = is_put_now(motion, GA, spoken=spoken)
        assert (put, step.facts["sides"]) == (now, sides)
        assert step.code == ("motions.put_now" if now else "motions.speakers_left")


class TestWhileVotingGoesOn:
    """GA rule 88: nothing interrupts but a point of order on the way the vote is taken."""

    @pytest.mark.parametrize("motion", [SUSPEND, CLOSE, "divide the proposal"])
    def test_a_motion_is_out_of_order(self, motion):
        no = refusal(require_motion, motion, GA, during_voting=True)
        assert (no.code, str(no.cite), no.facts) == ("motions.voting_is_going_on", "GA rule 88", {"asked": motion})
        assert refusal(put_first, [Motion(motion)], GA, during_voting=True).code == "motions.voting_is_going_on"

    def test_before_that_it_is_in_order(self):
        assert require_motion(CLOSE, GA).code == "motions.in_order"

    def test_a_point_of_order_on_the_conduct_of_the_vote(self):
        assert point_of_order("ARD", GA, during_voting=True, on_conduct_of_voting=True).code == "motions.point_of_order"
        no = refusal(point_of_order, "ARD", GA, during_voting=True)
        assert (no.code, str(no.cite)) == ("motions.voting_is_going_on", "GA rule 88")

    def test_rules_that_do_not_say_so_are_not_guessed(self):
        no = refusal(require_motion, SUSPEND, SC, during_voting=True)
        assert (no.code, no.facts) == ("motions.rules_silent", {"matter": "voting"})


class TestPointsOfOrderAndAppeals:
    """GA rule 71, SC rule 30: ruled on at once; an appeal is put at once; the ruling stands unless it carries."""

    @pytest.mark.parametrize(("rules", "cite"), [(GA, "GA rule 71"), (SC, "SC rule 30")])
    def test_at_once(self, rules, cite):
        step = point_of_order("ARD", rules)
        assert (step.code, step.facts, str(step.cite)) == ("motions.point_of_order", {"member": "ARD"}, cite)
        put = appeal("BOR", rules)
        assert (put.subject, put.step.code, str(put.step.cite)) == (
            "appeal against a ruling",
            "motions.appeal_put",
            cite,
        )

    def test_it_does_not_speak_on_the_substance(self):
        no = refusal(point_of_order, "ARD", GA, on_substance=True)
        assert (no.code, str(no.cite)) == ("motions.point_of_order_on_substance", "GA rule 71")

    @pytest.mark.parametrize(
        ("carried", "code"), [(True, "motions.ruling_overruled"), (False, "motions.ruling_stands")]
    )
    def test_after_the_vote(self, carried, code):
        assert after_appeal(GA, carried=carried).code == code


class TestDivision:
    """GA rule 89: what was approved is put as a whole; no operative part left, no proposal left."""

    @pytest.mark.parametrize(
        ("parts", "rejected", "kept"),
        [
            ([("p1", False, True), ("o1", True, True), ("o2", True, False)], False, ("p1", "o1")),
            ([("p1", False, True), ("o1", True, False), ("o2", True, False)], True, ()),
            ([("p1", False, False), ("o1", True, None)], False, ("o1",)),
            ([("o1", True, False), ("o2", True, None)], False, ("o2",)),
            ([("p1", False, True)], False, ("p1",)),
            ([("p1", False, False)], True, ()),
        ],
    )
    def test_the_rest(self, parts, rejected, kept):
        answer = division([TextPart(name, operative, approved) for name, operative, approved in parts], GA)
        assert (answer.rejected, answer.kept, str(answer.step.cite)) == (rejected, kept, "GA rule 89")
        assert answer.step.code == ("motions.whole_rejected" if rejected else "motions.whole_put")

    def test_a_proposal_has_parts(self):
        assert refusal(division, [], GA).code == "motions.no_parts"


class TestReconsiderationAndWithdrawal:
    """GA rules 80 and 81."""

    @pytest.mark.parametrize(("now", "subject"), [("74", "reconsideration"), ("75", "")])
    def test_at_the_same_session_the_body_agrees_first(self, now, subject):
        found, step = reconsideration(GA, decided_in="74", now_in=now)
        assert (found, str(step.cite)) == (subject, "GA rule 81")

    def test_a_mover_withdraws_before_the_vote(self):
        assert require_withdrawal(Motion(CLOSE, "ARD"), GA, asked_by="ARD").code == "motions.withdrawn"

    @pytest.mark.parametrize(
        ("by", "state", "code"),
        [
            ("BOR", {}, "motions.not_its_mover"),
            ("ARD", {"voting_begun": True}, "motions.voting_is_going_on"),
            ("ARD", {"amended": True}, "motions.amended"),
        ],
    )
    def test_refused(self, by, state, code):
        no = refusal(require_withdrawal, Motion(CLOSE, "ARD"), GA, asked_by=by, **state)
        assert (no.code, str(no.cite)) == (code, "GA rule 80")


class TestTheTable:
    """The setting `motions` as a ruleset holds it."""

    @pytest.mark.parametrize(
        "said",
        [
            [],
            {"motions": []},
            {"motions": "close"},
            {"motions": ["close"]},
            {"motions": [{"motion": ""}]},
            {"motions": [{"motion": "m", "for": 2}]},
            {"motions": [{"motion": "m", "for": -1, "against": 2}]},
            {"motions": [{"motion": "m", "for": True, "against": 2}]},
            {"motions": [{"motion": "m", "debated": False, "for": 0, "against": 0}]},
            {"motions": [{"motion": "m", "debated": 1}]},
            {"motions": [{"motion": "m", "ranked": 1}]},
            {"motions": [{"motion": "m", "subject": 1}]},
            {"motions": [{"motion": "m", "cite": " "}]},
            {"motions": [{"motion": "m", "cite": 7}]},
            {"motions": [{"motion": "m", "speakers": 2}]},
            {"motions": [{"motion": "m"}, {"motion": "m"}]},
            {"motions": [{"motion": "m"}], "cites": {"votes": "GA rule 88"}},
            {"motions": [{"motion": "m"}], "cites": "GA rule 88"},
        ],
    )
    def test_refused(self, said):
        no = refusal(MotionRules.from_value, said, cite=Citation("X", "rule 1"))
        assert (no.code, no.facts["value"], str(no.cite)) == ("ruleset.bad_value", "motions", "X rule 1")

    def test_a_motion_without_a_provision_of_its_own_cites_the_table(self):
        rules = MotionRules.from_value({"motions": [{"motion": "m"}]}, cite=Citation("X", "rule 1"))
        assert str(rules.rule_of("m").cite) == "X rule 1"
