"""Consensus, by worked cases of the bodies that use it."""

from datetime import UTC, datetime, timedelta

import pytest

from plenary.procedure.consensus import (
    consensus,
    flexible_participation,
    joint_verdict,
    limited_format,
    require_no_objection,
    require_window_over,
)
from plenary.procedure.refusal import Refused
from plenary.procedure.tally import Choice, Roll, Seat, Tally
from plenary.procedure.value import changed
from plenary.procedure.verdict import IN_ORDER, Outcome, Reason, Standing, Statement
from plenary.procedure.voting import verdict
from tests.procedure.rules import names, own_rule, roll, rule, seats

CSC = rule("csto", "substance", body="CSC")


class TestSecurityCouncilOfSix:
    """All decisions but those on procedure are taken by consensus (B1)."""

    @pytest.mark.parametrize(
        ("case", "votes", "outcome", "reason"),
        [
            (1, roll(silent=6), Outcome.ADOPTED, Reason.NO_OBJECTION),
            (2, roll(silent=5, objects=1), Outcome.NOT_ADOPTED, Reason.OBJECTION),
            (4, roll(silent=5, absent=1), Outcome.ADOPTED, Reason.NO_OBJECTION),
        ],
    )
    def test_cases(self, case, votes, outcome, reason):
        answer = verdict(votes, CSC, standing=IN_ORDER)
        assert (answer.outcome, answer.reason) == (outcome, reason)

    def test_3_support_is_not_counted_and_silence_is_no_objection(self):
        choices = dict.fromkeys(names(4), Choice.DOES_NOT_OBJECT) | {"X": None, "Y": None}
        answer = verdict(seats(choices), CSC, standing=IN_ORDER)
        assert answer.outcome is Outcome.ADOPTED
        assert answer.required == 0

    def test_4_a_quorum_of_all_is_not_met_by_five(self):
        everyone = own_rule(method="consensus", quorum_decide="all members")
        answer = verdict(roll(silent=5, absent=1), everyone, standing=IN_ORDER)
        assert answer.outcome is Outcome.NO_QUORUM
        assert answer.steps[2].facts["required"] == 6

    def test_4_the_verdict_says_that_the_quorum_is_still_to_be_confirmed(self):
        answer = verdict(roll(silent=5, absent=1), CSC, standing=IN_ORDER)
        call = next(step for step in answer.steps if step.code == "quorum.met")
        assert (call.facts["required"], call.facts["certain"]) == (4, False)

    def test_5_the_member_concerned_does_not_decide_on_its_suspension(self):
        suspension = rule("csto", "suspension", body="CSC")
        choices = dict.fromkeys(names(5)) | {"X": Choice.OBJECTS}
        votes = seats(choices, bearing={"X": ["member concerned"]})
        answer = verdict(votes, suspension, standing=IN_ORDER)
        assert (answer.outcome, answer.reason) == (Outcome.ADOPTED, Reason.MINUS_CONCERNED)
        assert str(answer.cite) == "CSTO Charter art. 20"

    def test_6_limited_format_needs_that_nobody_objects_to_it(self):
        limited = rule("csto", "limited format", body="CSC")
        four = names(4)
        asked = Roll.of(
            [
                *(Seat(name) for name in four),
                Seat("Y", Choice.OBJECTS, participating=False),
                Seat("Z", participating=False),
            ]
        )
        text = Roll.of(Seat(name) for name in four)
        answer = limited_format(asked, text, limited, standing=IN_ORDER)
        assert (answer.outcome, answer.reason) == (Outcome.NOT_ADOPTED, Reason.FORMULA_NOT_AGREED)

    def test_limited_format_binds_only_those_who_took_part(self):
        limited = rule("csto", "limited format", body="CSC")
        four = names(4)
        asked = Roll.of([*(Seat(name) for name in four), *(Seat(n, participating=False) for n in ("Y", "Z"))])
        answer = limited_format(asked, Roll.of(map(Seat, four)), limited, standing=IN_ORDER)
        assert (answer.outcome, answer.binds) == (Outcome.ADOPTED, tuple(four))

    def test_limited_format_still_fails_on_an_objection_of_one_who_takes_part(self):
        limited = rule("csto", "limited format", body="CSC")
        asked = Roll.of([Seat("A"), Seat("B"), Seat("C", participating=False)])
        text = seats({"A": None, "B": Choice.OBJECTS})
        answer = limited_format(asked, text, limited, standing=IN_ORDER)
        assert (answer.outcome, answer.reason) == (Outcome.NOT_ADOPTED, Reason.OBJECTION)

    def test_limited_format_is_agreed_in_a_meeting_that_can_decide(self):
        limited = rule("csto", "limited format", body="CSC")
        asked = Roll.of([Seat("A"), *(Seat(n, represented=False, participating=False) for n in "BCDEF")])
        answer = limited_format(asked, Roll.of([Seat("A")]), limited, standing=IN_ORDER)
        assert answer.outcome is Outcome.NO_QUORUM

    def test_an_exclusion_that_concerns_nobody_changes_nothing(self):
        suspension = rule("csto", "suspension", body="CSC")
        answer = verdict(roll(silent=6), suspension, standing=IN_ORDER)
        assert answer.reason is Reason.NO_OBJECTION

    def test_limited_format_refuses_rolls_that_do_not_match(self):
        limited = rule("csto", "limited format", body="CSC")
        with pytest.raises(Refused) as no:
            limited_format(Roll.of([Seat("A"), Seat("B")]), Roll.of([Seat("A")]), limited, standing=IN_ORDER)
        assert no.value.code == "consensus.wrong_participants"


class TestGavel:
    """The gavel cannot fall while an objection stands."""

    def test_refused_with_the_name_of_who_objects_and_the_rule(self):
        votes = seats({"A": None, "B": Choice.OBJECTS, "C": None})
        answer = consensus(votes, own_rule(method="consensus"), standing=IN_ORDER)
        with pytest.raises(Refused) as no:
            require_no_objection(answer)
        assert no.value.code == "consensus.objection_stands"
        assert no.value.facts == {"objections": 1, "objectors": ["B"]}
        assert str(no.value.cite) == "Example rule 1"

    def test_let_through_when_none_stands(self):
        answer = consensus(roll(silent=3), own_rule(method="consensus"), standing=IN_ORDER)
        require_no_objection(answer)
        assert answer.adopted

    def test_a_yes_is_no_answer_to_a_chair_who_asks_for_objections(self):
        with pytest.raises(Refused) as no:
            consensus(roll(yes=3), own_rule(method="consensus"), standing=IN_ORDER)
        assert no.value.code == "consensus.no_vote_is_counted"


class TestObjectionWindow:
    """Members have the time that the rule gives them to object."""

    ASKED = datetime(2019, 11, 28, 11, 0, tzinfo=UTC)
    WAITS = own_rule(method="consensus", objection_window="30 s", cites={"objection_window": "X rule 7"})

    def test_too_early(self):
        with pytest.raises(Refused) as no:
            require_window_over(self.WAITS, asked_at=self.ASKED, now=self.ASKED + timedelta(seconds=29.5))
        assert (no.value.code, str(no.value.cite)) == ("consensus.objections_still_open", "X rule 7")
        assert no.value.facts == {"seconds_left": 1}

    def test_over(self):
        require_window_over(self.WAITS, asked_at=self.ASKED, now=self.ASKED + timedelta(seconds=30))
        require_window_over(own_rule(method="consensus"), asked_at=self.ASKED, now=self.ASKED)


class TestFirstStep:
    """An item that is not on the adopted agenda, or a late document, makes the question irregular."""

    @pytest.mark.parametrize(
        ("standing", "outcome", "reason"),
        [
            (Standing(False, True), Outcome.IRREGULAR, Reason.NOT_ON_AGENDA),
            (Standing(True, False), Outcome.IRREGULAR, Reason.DOCUMENT_LATE),
            (Standing(True, False, waived=True), Outcome.ADOPTED, Reason.NO_OBJECTION),
            (Standing(False, True, waived=True), Outcome.IRREGULAR, Reason.NOT_ON_AGENDA),
        ],
    )
    def test_cases(self, standing, outcome, reason):
        answer = consensus(roll(silent=6), CSC, standing=standing)
        assert (answer.outcome, answer.reason) == (outcome, reason)


class TestFiftySevenParticipatingStates:
    """Consensus is the absence of any expressed objection (B5)."""

    def test_1_one_objection_is_enough(self):
        answer = verdict(roll(silent=56, objects=1), rule("osce", "substance", body="PC"), standing=IN_ORDER)
        assert answer.outcome is Outcome.NOT_ADOPTED

    def test_2_absent_states_do_not_block_and_statements_are_attached(self):
        said = [Statement("A", "interpretive statement"), Statement("B", "interpretive statement")]
        answer = verdict(
            roll(silent=40, absent=17),
            rule("osce", "substance", body="PC"),
            standing=IN_ORDER,
            statements=said,
        )
        assert answer.outcome is Outcome.ADOPTED
        assert answer.attached == tuple(said)
        assert answer.steps[-1].facts["count"] == 2

    @pytest.mark.parametrize(
        ("criteria", "outcome"),
        [
            (["clear, gross and uncorrected violation"], Outcome.ADOPTED),
            ([], Outcome.NOT_ADOPTED),
        ],
    )
    def test_6_minus_one_needs_the_violation_on_the_record(self, criteria, outcome):
        choices = dict.fromkeys(names(56)) | {"X": Choice.OBJECTS}
        votes = seats(choices, bearing={"X": ["member concerned"]})
        minus_one = rule("osce", "consensus minus one", body="PC")
        assert verdict(votes, minus_one, standing=IN_ORDER, criteria=criteria).outcome is outcome


class TestTradeOrganisation:
    """Only a member present can block; dispute reports fall only by a consensus against them (B8)."""

    def test_1_absent_members_do_not_block(self):
        general = own_rule(method="consensus", quorum_decide="majority members")
        answer = verdict(roll(silent=90, absent=76), general, standing=IN_ORDER)
        assert answer.outcome is Outcome.ADOPTED

    @pytest.mark.parametrize(
        ("votes", "outcome"),
        [
            (roll(objects=89, silent=1), Outcome.ADOPTED),
            (roll(objects=90), Outcome.NOT_ADOPTED),
        ],
    )
    def test_5_a_dispute_report_stands_unless_all_are_against(self, votes, outcome):
        reports = own_rule(method="consensus", reverse=True)
        assert verdict(votes, reports, standing=IN_ORDER).outcome is outcome


class TestMinusX:
    """Some may go ahead, only on economic commitments and only if all agree to it (B10)."""

    RULE = own_rule(method="consensus")

    def ask(self, kind, objector=None):
        taking_part = names(8)
        asked = Roll.of(
            [
                *(Seat(name) for name in taking_part),
                *(Seat(name, Choice.OBJECTS if name == objector else None, participating=False) for name in ("Y", "Z")),
            ]
        )
        return flexible_participation(
            asked,
            Roll.of(map(Seat, taking_part)),
            self.RULE,
            standing=IN_ORDER,
            subject_kind=kind,
            open_to=["economic commitment"],
        )

    def test_3_adopted_for_those_who_take_part(self):
        answer = self.ask("economic commitment")
        assert (answer.outcome, len(answer.binds)) == (Outcome.ADOPTED, 8)

    def test_4_the_formula_itself_needs_consensus(self):
        assert self.ask("economic commitment", objector="Z").reason is Reason.FORMULA_NOT_AGREED

    def test_5_it_is_irregular_for_anything_else(self):
        assert self.ask("political").outcome is Outcome.IRREGULAR


class TestJointMeeting:
    """Each body keeps its own quorum and verdict; a joint decision needs all of them (D 5)."""

    def bodies(self, **present):
        rules = {body: rule("csto", "substance", body=body) for body in present}
        return {
            body: verdict(roll(silent=count, absent=6 - count), rules[body], standing=IN_ORDER)
            for body, count in present.items()
        }

    def test_5_no_joint_decision_when_one_body_lacks_its_quorum(self):
        verdicts = self.bodies(CMFA=6, CMD=6, CSSC=3)
        joint = joint_verdict(verdicts)
        assert [one.outcome for one in verdicts.values()] == [
            Outcome.ADOPTED,
            Outcome.ADOPTED,
            Outcome.NO_QUORUM,
        ]
        assert (joint.outcome, joint.blocked_by) == (Outcome.NOT_ADOPTED, ("CSSC",))

    def test_adopted_when_every_body_adopts(self):
        joint = joint_verdict(self.bodies(CMFA=6, CMD=5, CSSC=4))
        assert (joint.outcome, joint.blocked_by) == (Outcome.ADOPTED, ())
        assert joint.of("CMD").adopted

    def test_a_body_where_the_question_is_irregular_makes_it_irregular_for_all(self):
        verdicts = self.bodies(CMFA=6, CMD=6)
        late = Standing(on_adopted_agenda=True, document_on_time=False)
        by = rule("csto", "substance", body="CSSC")
        verdicts["CSSC"] = verdict(roll(silent=6), by, standing=late)
        assert joint_verdict(verdicts).outcome is Outcome.IRREGULAR

    def test_silence_that_still_runs_in_one_body_keeps_the_whole_open(self):
        verdicts = self.bodies(CMFA=6, CMD=6)
        running = changed(verdicts["CMD"], outcome=Outcome.SILENCE_RUNNING)
        joint = joint_verdict(verdicts | {"CMD": running})
        assert (joint.outcome, joint.blocked_by, joint.adopted) == (Outcome.SILENCE_RUNNING, ("CMD",), False)
        broken = changed(running, outcome=Outcome.SILENCE_BROKEN)
        assert joint_verdict({"CMD": running, "CSSC": broken}).outcome is Outcome.NOT_ADOPTED

    def test_one_body_is_no_joint_meeting(self):
        with pytest.raises(Refused) as no:
            joint_verdict(self.bodies(CMFA=6))
        assert no.value.code == "joint.one_body"


class TestNumbersOnly:
    def test_a_rule_that_leaves_a_member_out_needs_names(self):
        with pytest.raises(Refused) as no:
            verdict(Tally(6, present=6), rule("csto", "suspension", body="CSC"), standing=IN_ORDER)
        assert no.value.code == "tally.names_needed"
