"""Which step settles a verdict, with which figure, under which rule; and what the chair makes of it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from plenary.procedure.citation import Citation
from plenary.procedure.consensus import by_formula, consensus, flexible_participation, joint_verdict, limited_format
from plenary.procedure.quorum import Event, Happens, Purpose, call_quorum, over_time, require_quorum
from plenary.procedure.refusal import Refused
from plenary.procedure.silence import Extension, Message, MessageKind, SilenceRound, silence
from plenary.procedure.tally import Choice, Membership, Roll, Seat, Tally
from plenary.procedure.value import changed
from plenary.procedure.verdict import (
    IN_ORDER,
    Outcome,
    Reason,
    Ruling,
    Standing,
    Statement,
    after_appeal,
    ruled,
    settling,
)
from plenary.procedure.voting import after_preliminary, require_second_vote_in_time, second_vote_due, verdict
from tests.procedure.rules import names, own_rule, roll

CITES = {
    name: f"Text rule {name}"
    for name in (
        *(
            "agenda",
            "document",
            "quorum_decide",
            "entitled",
            "excluded",
            "proxies",
            "casts",
            "base",
            "threshold",
            "tie",
        ),
        *("veto", "population", "members", "blocking_minority", "statements", "fallback", "formula", "open_to"),
    )
}
YES, NO = Choice.YES, Choice.NO


def refusal(call) -> Refused:
    with pytest.raises(Refused) as no:
        call()
    return no.value


def by(**values):
    return own_rule(cites=CITES, **values)


def council(*in_favour, people, apart=(), traits=None):
    """Members with so many people each; those named in favour, all others against."""
    body = Membership(tuple(people), {}, people, traits or {}, apart=frozenset(apart))
    return Roll.called(body, {YES: in_favour, NO: [one for one in people if one not in in_favour and one not in apart]})


VETO = Membership(("P", "Q", "R", "S"), traits={"permanent": frozenset("P")})


class TestDecidingStep:
    @pytest.mark.parametrize(
        ("votes", "rule", "more", "outcome", "code", "cite", "needed"),
        [
            (Tally(9, yes=5, no=4), by(), {}, "adopted", "threshold.reached", "threshold", 5),
            (Tally(9, yes=4, no=5), by(), {}, "not adopted", "threshold.short", "threshold", 5),
            (
                Tally(9, yes=4),
                by(quorum_decide="majority members"),
                {},
                "no quorum",
                "quorum.short",
                "quorum_decide",
                5,
            ),
            (Tally(9), by(), {}, "no quorum", "quorum.nobody_present", "quorum_decide", 1),
            (
                Tally(9, yes=5),
                by(),
                {"standing": Standing(False, False)},
                "irregular",
                "item.not_on_agenda",
                "agenda",
                0,
            ),
            (Tally(9, yes=5), by(), {"standing": Standing(True, False)}, "irregular", "document.late", "document", 0),
            (Tally(9, yes=4, no=4), by(), {}, "not adopted", "tie.not_adopted", "tie", 5),
            (Tally(9, yes=4, no=4), by(tie="second vote"), {}, "tied", "tie.second_vote_due", "tie", 5),
            (Tally(9, yes=4, no=4), by(tie="second vote"), {"attempt": 2}, "not adopted", "tie.again", "tie", 5),
            (Tally(9, yes=4, no=4), by(tie="casting vote"), {"casting": YES}, "adopted", "tie.casting_vote", "tie", 5),
            (Tally(9, yes=4, no=4), by(tie="lots"), {}, "inconclusive", "tie.lots", "tie", 5),
            (Tally(9, yes=4, no=4), by(tie="lots"), {"lot": YES}, "adopted", "tie.lot_drawn", "tie", 5),
            (Tally(9, yes=4, no=4), by(tie="lots"), {"lot": NO}, "not adopted", "tie.lot_drawn", "tie", 5),
            (
                Tally(9, yes=4, no=4),
                by(tie="casting vote", extra=[{"members": "5/9"}]),
                {"casting": YES},
                "not adopted",
                "extra.short",
                "members",
                5,
            ),
            (
                Roll.called(VETO, {YES: "QRS", NO: "P"}),
                by(extra=[{"veto": "permanent"}]),
                {},
                "not adopted",
                "extra.veto",
                "veto",
                3,
            ),
            (
                Roll.called(VETO, {YES: "PQR"}),
                by(extra=[{"veto": "permanent"}]),
                {},
                "adopted",
                "threshold.reached",
                "threshold",
                2,
            ),
            (
                Tally(166, yes=83, no=40),
                by(threshold="2/3", extra=[{"members": "majority"}, {"members": "all"}], tie="n/a"),
                {},
                "not adopted",
                "extra.short",
                "members",
                84,
            ),
        ],
    )
    def test_votes(self, votes, rule, more, outcome, code, cite, needed):
        answer = verdict(votes, rule, **{"standing": IN_ORDER, **more})
        assert (answer.outcome, answer.deciding.code, str(answer.deciding.cite), answer.needed) == (
            outcome,
            code,
            f"Text rule {cite}",
            needed,
        )
        assert answer.as_mapping()["deciding"] == code

    def test_a_lot_gives_its_reason(self):
        assert verdict(Tally(9, yes=4, no=4), by(tie="lots"), standing=IN_ORDER, lot=YES).reason is Reason.LOT

    def test_a_chair_that_breaks_a_tie_leaves_a_veto_standing(self):
        tied = Roll.called(VETO, {YES: "QR", NO: "PS"})
        rule = by(tie="casting vote", extra=[{"veto": "permanent"}])
        answer = verdict(tied, rule, standing=IN_ORDER, casting=YES)
        assert (answer.outcome, answer.reason, answer.deciding.facts["members"]) == (
            Outcome.NOT_ADOPTED,
            Reason.VETO,
            ["P"],
        )
        assert [step.code for step in answer.steps[-4:]] == [
            "threshold.short",
            "tie.casting_vote",
            "extra.veto",
            "verdict",
        ]

    @pytest.mark.parametrize(
        ("votes", "rule", "outcome", "code"),
        [
            (roll(silent=3), by(method="consensus"), "adopted", "consensus.no_objection"),
            (roll(silent=3, objects=1), by(method="consensus"), "not adopted", "consensus.objection_stands"),
            (roll(objects=3), by(method="consensus", reverse=True), "not adopted", "consensus.all_against"),
            (roll(objects=3, silent=1), by(method="consensus", reverse=True), "adopted", "consensus.not_all_against"),
            (roll(absent=3), by(method="consensus"), "no quorum", "quorum.nobody_present"),
        ],
    )
    def test_consensus(self, votes, rule, outcome, code):
        answer = verdict(votes, rule, standing=IN_ORDER)
        assert (answer.outcome, answer.deciding.code) == (outcome, code)

    def test_the_last_step_stands_for_a_code_that_is_not_there(self):
        answer = verdict(Tally(9, yes=5), by(), standing=IN_ORDER)
        assert settling(answer.steps, "none.such") is answer.steps[-1]
        assert changed(answer, settled_by="verdict").needed == answer.required

    def test_steps_come_in_one_order(self):
        rule = by(
            quorum_decide="majority members",
            excluded=["concerned"],
            proxies=1,
            extra=[{"members": "1/3"}, {"members": "all", "when": "asked"}],
        )
        body = Membership(("A", "B", "C", "D"), traits={"concerned": frozenset("D")})
        votes = Roll.called(body, {YES: "AB", NO: "D"}, carried={"B": "A"})
        answer = verdict(votes, rule, standing=IN_ORDER, statements=[Statement("A", "reservation")])
        assert [(step.code, str(step.cite).removeprefix("Text rule ")) for step in answer.steps] == [
            ("item.on_agenda", "agenda"),
            ("document.on_time", "document"),
            ("quorum.met", "quorum_decide"),
            ("entitled.excluded", "excluded"),
            ("entitled.carried", "proxies"),
            ("entitled.counted", "entitled"),
            ("casts.counted", "casts"),
            ("base.counted", "base"),
            ("threshold.reached", "threshold"),
            ("extra.reached", "members"),
            ("extra.not_asked", "members"),
            ("verdict", "Example rule 1"),
            ("statements.attached", "statements"),
        ]


class TestConditionOnOccasion:
    """A condition that is looked at only if the record states it (62 % if a member asks)."""

    RULE = by(base="members", extra=[{"population": "62/100", "when": "verification asked"}], tie="n/a")
    VOTES = council("A", "B", people={"A": 30, "B": 31, "C": 39})

    @pytest.mark.parametrize(
        ("criteria", "outcome", "code"),
        [([], Outcome.ADOPTED, "extra.not_asked"), (["verification asked"], Outcome.NOT_ADOPTED, "extra.short")],
    )
    def test_cases(self, criteria, outcome, code):
        answer = verdict(self.VOTES, self.RULE, standing=IN_ORDER, criteria=criteria)
        assert (answer.outcome, answer.steps[-2].code) == (outcome, code)

    def test_not_asked_says_what_would_be(self):
        step = verdict(self.VOTES, self.RULE, standing=IN_ORDER).steps[-2]
        assert (step.facts, str(step.cite)) == (
            {"condition": "population", "when": "verification asked"},
            "Text rule population",
        )


class TestBlockingShare:
    """When not all take part: the fewest with more than 35 % of the people of those taking part, plus one."""

    PEOPLE = {"A": 30, "B": 20, "C": 15, "D": 15, "E": 10, "F": 10, "Z": 900}
    RULE = by(
        base="participating members",
        threshold="55/100",
        abstain="as no",
        extra=[
            {"population": "65/100"},
            {"blocking_minority": {"population": "more than 35/100", "more_members": 1}},
        ],
        tie="n/a",
    )

    def test_two_hold_the_share_so_three_are_needed_to_block(self):
        two_against = council("C", "D", "E", "F", people=self.PEOPLE, apart="Z")
        answer = verdict(two_against, self.RULE, standing=IN_ORDER)
        assert (answer.outcome, answer.deciding.code, answer.base) == (Outcome.ADOPTED, "extra.deemed_reached", 6)
        assert answer.deciding.facts == {
            "condition": "population",
            "counted": 50,
            "base": 100,
            "required": 65,
            "share": "65/100",
        }
        few = next(step for step in answer.steps if step.code == "extra.too_few_opponents_to_block")
        assert (few.facts, str(few.cite)) == ({"opponents": 2, "needed": 3}, "Text rule blocking_minority")

    def test_three_can_block(self):
        people = {**self.PEOPLE, "G": 0}
        three_against = council("D", "E", "F", "G", people=people, apart="Z")
        answer = verdict(three_against, self.RULE, standing=IN_ORDER)
        assert (answer.outcome, answer.reason, answer.needed) == (Outcome.NOT_ADOPTED, Reason.CONDITION, 65)
        enough = next(step for step in answer.steps if step.code == "extra.enough_opponents_to_block")
        assert enough.facts == {"opponents": 3, "needed": 3}

    def test_exactly_the_share_is_not_more_than_it(self):
        people = {"A": 35, "B": 25, "C": 20, "D": 20}
        rule = changed(self.RULE, base=own_rule(base="members").base)
        answer = verdict(council("B", "C", "D", people=people), rule, standing=IN_ORDER)
        assert answer.steps[-2].facts == {"opponents": 1, "needed": 3}

    def test_it_needs_names(self):
        no = refusal(lambda: verdict(Tally(6, yes=4, no=2), self.RULE, standing=IN_ORDER))
        assert (no.code, no.facts) == ("tally.names_needed", {"value": "population"})
        only = changed(self.RULE, extra=self.RULE.extra[1:])
        no = refusal(lambda: verdict(Tally(6, yes=4, no=2), only, standing=IN_ORDER))
        assert (no.code, no.facts) == ("tally.names_needed", {"value": "blocking_minority"})

    def test_without_anybodys_people_nothing_is_held(self):
        nobody = verdict(council("A", "B", people={"A": 0, "B": 0, "C": 0}), self.RULE, standing=IN_ORDER)
        assert nobody.steps[-2].facts == {"opponents": 1, "needed": 4}


class TestOfThoseTakingPart:
    """Shares are of those taking part, where the base is those; whoever stays apart casts no ballot."""

    PEOPLE = {"A": 10, "B": 10, "C": 10, "Z": 70}

    def test_conditions(self):
        rule = by(
            base="participating members",
            threshold="2/3",
            extra=[{"members": "2/3"}, {"weight": "2/3"}, {"population": "2/3"}],
            tie="n/a",
        )
        answer = verdict(council("A", "B", people=self.PEOPLE, apart="Z"), rule, standing=IN_ORDER)
        assert answer.outcome is Outcome.ADOPTED
        assert [(s.facts["counted"], s.facts["base"]) for s in answer.steps if s.code == "extra.reached"] == [
            (2, 3),
            (2, 3),
            (20, 30),
        ]

    def test_otherwise_they_are_of_all(self):
        rule = by(base="members", threshold="1/2", extra=[{"members": "1/2"}, {"weight": "1/2"}], tie="n/a")
        answer = verdict(council("A", "B", people=self.PEOPLE, apart="Z"), rule, standing=IN_ORDER)
        assert [(s.facts["counted"], s.facts["base"]) for s in answer.steps if s.code == "extra.reached"] == [
            (2, 4),
            (2, 4),
        ]

    def test_whoever_stays_apart_does_not_vote(self):
        rule = by(base="participating members", tie="n/a")
        body = Membership(("A", "B", "Z"), apart=frozenset("Z"))
        no = refusal(lambda: verdict(Roll.called(body, {YES: "AZ"}), rule, standing=IN_ORDER))
        assert (no.code, str(no.cite), no.facts) == (
            "tally.apart_acted",
            "Text rule base",
            {"members": ["Z"], "count": 3, "most": 2},
        )
        no = refusal(lambda: verdict(Tally(9, yes=5, participating=4), rule, standing=IN_ORDER))
        assert no.facts == {"members": [], "count": 5, "most": 4}


class TestWrongInput:
    @pytest.mark.parametrize(
        ("votes", "rule", "facts"),
        [
            (roll(objects=2, yes=1), by(), {"method": "vote", "given": "positions", "count": 2}),
            (Tally(3, silent=2, objections=1), by(), {"method": "vote", "given": "positions", "count": 1}),
            (Tally(3, yes=1), by(method="silence"), {"method": "silence", "given": "votes", "count": 0}),
        ],
    )
    def test_positions_are_no_ballots(self, votes, rule, facts):
        no = refusal(lambda: verdict(votes, rule, standing=IN_ORDER))
        assert (no.code, no.facts) == ("voting.wrong_input", facts)

    @pytest.mark.parametrize(
        ("votes", "facts"),
        [
            (roll(yes=1, silent=2), {"seats": ["M001"], "count": 1}),
            (Tally(3, yes=2, no=1), {"seats": [], "count": 3}),
        ],
    )
    def test_ballots_are_no_positions(self, votes, facts):
        no = refusal(lambda: consensus(votes, by(method="consensus"), standing=IN_ORDER))
        assert (no.code, no.facts) == ("consensus.no_vote_is_counted", facts)

    @pytest.mark.parametrize(
        ("more", "code", "facts"),
        [
            ({"attempt": 0}, "voting.no_such_attempt", {"attempt": 0}),
            ({"attempt": 3}, "voting.no_such_attempt", {"attempt": 3}),
            ({"casting": Choice.ABSTAIN}, "voting.not_so_broken", {"choice": "abstain"}),
            ({"lot": Choice.BLANK}, "voting.not_so_broken", {"choice": "blank"}),
        ],
    )
    def test_ways_out_of_a_tie(self, more, code, facts):
        no = refusal(lambda: verdict(Tally(3, yes=1, no=1), by(), standing=IN_ORDER, **more))
        assert (no.code, no.facts, str(no.cite)) == (code, facts, "Text rule tie")


class TestSecondVote:
    RULE = by(tie="second vote", second_vote_within="48 h")
    TIED = datetime(2024, 5, 1, 12, tzinfo=UTC)

    def test_within_48_hours(self):
        due = second_vote_due(self.RULE, tied_at=self.TIED)
        assert due == self.TIED + timedelta(hours=48)
        require_second_vote_in_time(self.RULE, tied_at=self.TIED, now=due)
        no = refusal(lambda: require_second_vote_in_time(self.RULE, tied_at=self.TIED, now=due + timedelta(seconds=1)))
        assert (no.code, no.facts, str(no.cite)) == (
            "voting.second_vote_too_late",
            {"due_at": "2024-05-03T12:00:00+00:00"},
            "Text rule tie",
        )

    def test_where_the_rule_gives_no_time_or_no_second_vote(self):
        whenever = by(tie="second vote")
        assert second_vote_due(whenever, tied_at=self.TIED) is None
        require_second_vote_in_time(whenever, tied_at=self.TIED, now=self.TIED + timedelta(days=9))
        no = refusal(lambda: require_second_vote_in_time(by(), tied_at=self.TIED, now=self.TIED))
        assert (no.code, no.facts) == ("voting.no_second_vote", {"tie": "not adopted"})


class TestDoubleVeto:
    """Whether a matter is procedural is itself substantive, so that a permanent member can stop both answers."""

    KIND = by(base="members", threshold=2, extra=[{"veto": "permanent"}], tie="n/a")
    PROCEDURE = changed(by(base="members", threshold=2, tie="n/a"), subject="procedure")
    SUBSTANCE = changed(KIND, subject="substance")
    VETOED = Roll.called(VETO, {YES: "QRS", NO: "P"})

    @pytest.mark.parametrize(
        ("preliminary", "subject", "code", "outcome"),
        [
            (VETOED, "substance", "preliminary.not_adopted", Outcome.NOT_ADOPTED),
            (Roll.called(VETO, {YES: "PQR"}), "procedure", "preliminary.adopted", Outcome.ADOPTED),
        ],
    )
    def test_cases(self, preliminary, subject, code, outcome):
        answer = verdict(preliminary, self.KIND, standing=IN_ORDER)
        rule, step = after_preliminary(answer, if_adopted=self.PROCEDURE, otherwise=self.SUBSTANCE)
        assert (rule.subject, step.code) == (subject, code)
        assert step.facts == {"subject": subject, "settled_by": answer.settled_by}
        assert verdict(self.VETOED, rule, standing=IN_ORDER).outcome is outcome

    def test_it_waits_for_an_answer(self):
        open_ = verdict(Tally(4), self.KIND, standing=IN_ORDER)
        no = refusal(lambda: after_preliminary(open_, if_adopted=self.PROCEDURE, otherwise=self.SUBSTANCE))
        assert (no.code, no.facts) == ("voting.preliminary_open", {"outcome": "no quorum"})


class TestFallback:
    """Consensus, failing which another rule: the verdict says which may now be put (AU art. 7)."""

    RULE = by(method="consensus", fallback="substance by vote")

    def test_an_objection_opens_it(self):
        answer = verdict(roll(silent=4, objects=1), self.RULE, standing=IN_ORDER)
        assert (answer.fallback, answer.as_mapping()["fallback"]) == ("substance by vote",) * 2
        step = answer.steps[-2]
        assert (step.code, step.facts, str(step.cite)) == (
            "consensus.fallback",
            {"subject": "substance by vote"},
            "Text rule fallback",
        )
        assert answer.deciding.code == "consensus.objection_stands"

    def test_consensus_needs_none(self):
        assert verdict(roll(silent=5), self.RULE, standing=IN_ORDER).fallback == ""


class TestFormula:
    """Some go ahead, by the formula that the rule names."""

    BODY = Membership(("A", "B", "C", "D"), apart=frozenset("CD"))
    SOME = Membership(("A", "B"))
    LIMITED = by(method="consensus", formula="limited format")
    FLEXIBLE = by(method="consensus", formula="flexible participation", open_to=["economic"])

    def ask(self, rule, *, to_method=(), to_text=(), kind="", **more):
        asked = Roll.called(self.BODY, {Choice.OBJECTS: to_method}, others=Choice.NOT_PARTICIPATING)
        text = Roll.called(self.SOME, {Choice.OBJECTS: to_text}, others=Choice.NOT_PARTICIPATING)
        return by_formula(asked, text, rule, **{"standing": IN_ORDER, "subject_kind": kind, **more})

    @pytest.mark.parametrize(
        ("rule", "kind", "reason"),
        [
            (LIMITED, "", Reason.LIMITED_FORMAT),
            (FLEXIBLE, "economic", Reason.FLEXIBLE_PARTICIPATION),
        ],
    )
    def test_adopted_for_those_who_take_part(self, rule, kind, reason):
        answer = self.ask(rule, kind=kind)
        assert (answer.outcome, answer.reason, answer.binds) == (Outcome.ADOPTED, reason, ("A", "B"))
        assert [step.code for step in answer.steps].count("verdict") == 1
        assert (answer.deciding.code, answer.deciding.facts, str(answer.deciding.cite)) == (
            "formula.binds_only",
            {"members": ["A", "B"]},
            "Text rule formula",
        )
        assert answer.steps[-1].facts == {"outcome": "adopted", "reason": str(reason)}

    def test_statements_come_last(self):
        answer = self.ask(self.LIMITED, statements=[Statement("A", "reservation")])
        assert [step.code for step in answer.steps[-3:]] == ["formula.binds_only", "verdict", "statements.attached"]
        assert answer.attached == (Statement("A", "reservation"),)

    def test_one_who_stays_out_can_object_to_the_way(self):
        answer = self.ask(self.LIMITED, to_method="D")
        assert (answer.outcome, answer.reason, answer.deciding.code) == (
            Outcome.NOT_ADOPTED,
            Reason.FORMULA_NOT_AGREED,
            "consensus.objection_stands",
        )
        assert (answer.counted, answer.steps[-1].facts["reason"]) == (1, "formula not agreed")

    def test_one_who_takes_part_to_the_text(self):
        answer = self.ask(changed(self.LIMITED, fallback="x"), to_text="B")
        assert (answer.outcome, answer.reason, answer.binds, answer.fallback) == (
            Outcome.NOT_ADOPTED,
            Reason.OBJECTION,
            (),
            "",
        )
        assert [step.code for step in answer.steps].count("verdict") == 1

    @pytest.mark.parametrize(
        ("standing", "reason", "code"),
        [
            (IN_ORDER, Reason.FORMULA_NOT_OPEN, "formula.not_open"),
            (Standing(False, True), Reason.NOT_ON_AGENDA, "item.not_on_agenda"),
            (Standing(True, False), Reason.DOCUMENT_LATE, "document.late"),
        ],
    )
    def test_not_open_to_every_subject(self, standing, reason, code):
        answer = self.ask(self.FLEXIBLE, kind="political", standing=standing)
        assert (answer.outcome, answer.reason, answer.deciding.code) == (Outcome.IRREGULAR, reason, code)
        refused = answer.steps[2]
        assert (refused.facts, str(refused.cite)) == (
            {"subject_kind": "political", "open_to": ["economic"]},
            "Text rule open_to",
        )

    def test_a_rule_without_one(self):
        no = refusal(lambda: self.ask(by(method="consensus")))
        assert (no.code, no.facts) == ("formula.none_in_rule", {"subject": "s"})

    def test_without_a_quorum_nothing_is_asked(self):
        nobody = Roll.called(self.BODY, {})
        text = Roll.called(self.SOME, {})
        assert limited_format(nobody, text, self.LIMITED, standing=IN_ORDER).outcome is Outcome.NO_QUORUM

    def test_the_kinds_may_come_from_the_rule(self):
        asked = Roll.called(self.BODY, {}, others=Choice.NOT_PARTICIPATING)
        text = Roll.called(self.SOME, {}, others=Choice.NOT_PARTICIPATING)
        answer = flexible_participation(asked, text, self.FLEXIBLE, standing=IN_ORDER, subject_kind="economic")
        assert answer.adopted


class TestRuling:
    """The chair may rule otherwise; what was computed is kept beside it."""

    SHORT = verdict(Tally(9, yes=4, no=5), by(), standing=IN_ORDER)
    RULING = Ruling(Outcome.ADOPTED, "two votes were misheard", "President", Citation("GA", "rule 71"))
    APPEAL = changed(by(tie="not adopted"), subject="appeal against a ruling")

    def test_both_are_kept(self):
        answer = ruled(self.SHORT, self.RULING)
        assert (answer.outcome, answer.verdict, answer.differs) == (Outcome.ADOPTED, self.SHORT, True)
        assert (answer.deciding.code, str(answer.deciding.cite), answer.deciding.facts) == (
            "ruling.otherwise",
            "GA rule 71",
            {
                "outcome": "adopted",
                "computed": "not adopted",
                "ground": "two votes were misheard",
                "by": "President",
            },
        )

    def test_as_computed(self):
        answer = ruled(self.SHORT, changed(self.RULING, outcome=Outcome.NOT_ADOPTED))
        assert (answer.differs, answer.deciding.code) == (False, "ruling.as_computed")

    @pytest.mark.parametrize(
        ("votes", "overruled", "outcome", "code"),
        [
            (Tally(193, yes=70, no=60, abstain=63), True, Outcome.NOT_ADOPTED, "ruling.overruled"),
            (Tally(193, yes=60, no=60, abstain=63), False, Outcome.ADOPTED, "ruling.upheld"),
        ],
    )
    def test_an_appeal_overrules_it_or_not(self, votes, overruled, outcome, code):
        appeal = verdict(votes, self.APPEAL, standing=IN_ORDER)
        answer = after_appeal(ruled(self.SHORT, self.RULING), appeal)
        assert (answer.overruled, answer.outcome, answer.deciding.code) == (overruled, outcome, code)
        assert answer.deciding.facts == {"counted": votes.yes, "required": appeal.required, "base": appeal.base}
        assert [step.code for step in answer.steps] == ["ruling.otherwise", code]

    def test_an_appeal_that_is_not_decided(self):
        nobody = verdict(Tally(193), self.APPEAL, standing=IN_ORDER)
        no = refusal(lambda: after_appeal(ruled(self.SHORT, self.RULING), nobody))
        assert (no.code, no.facts) == ("ruling.appeal_undecided", {"outcome": "no quorum"})

    @pytest.mark.parametrize("lacking", [{"ground": " "}, {"by": ""}])
    def test_it_names_its_ground_and_its_maker(self, lacking):
        assert refusal(lambda: changed(self.RULING, **lacking)).code == "ruling.no_ground"


class TestJointMeeting:
    def test_the_first_body_that_does_not_adopt_settles_it(self):
        rule = by(method="consensus", quorum_decide="2/3 members")
        of = {
            body: verdict(roll(silent=n, absent=6 - n), rule, standing=IN_ORDER)
            for body, n in {"X": 6, "Y": 3, "Z": 2}.items()
        }
        joint = joint_verdict(of)
        assert (joint.deciding.code, joint.deciding.facts) == (
            "joint.body",
            {"body": "Y", "outcome": "no quorum", "reason": "no quorum"},
        )
        assert joint_verdict({"X": of["X"], "W": of["X"]}).deciding.facts == {"outcome": "adopted", "blocked_by": []}

    def test_a_member_with_a_seat_in_each_blocks_only_where_it_objects(self):
        rule = by(method="consensus")
        one = Roll.of([Seat("A", Choice.OBJECTS), Seat("B")])
        other = Roll.of([Seat("A"), Seat("C")])
        joint = joint_verdict(
            {"X": verdict(one, rule, standing=IN_ORDER), "Y": verdict(other, rule, standing=IN_ORDER)}
        )
        assert (joint.outcome, joint.blocked_by, joint.of("Y").outcome) == (
            Outcome.NOT_ADOPTED,
            ("X",),
            Outcome.ADOPTED,
        )


class TestSilence:
    NOON = datetime(2024, 3, 15, 12, tzinfo=UTC)
    ROUND = SilenceRound(NOON - timedelta(days=3), NOON, frozenset("AB"))
    RULE = by(method="silence")

    def test_statements_are_attached_when_it_is_kept(self):
        said = [Statement("A", "interpretive statement")]
        answer = verdict(self.ROUND, self.RULE, standing=IN_ORDER, now=self.NOON, statements=said)
        assert [step.code for step in answer.steps] == [
            "item.on_agenda",
            "document.on_time",
            "entitled.counted",
            "silence.opened",
            "silence.kept",
            "verdict",
            "statements.attached",
        ]
        assert (answer.attached, answer.deciding.code) == (tuple(said), "silence.kept")
        assert answer.steps[2].facts == {"members": 2, "entitled": 2, "not_entitled": []}

    @pytest.mark.parametrize(
        ("late", "code", "by_seconds"),
        [(timedelta(), "silence.at_the_instant", 0), (timedelta(seconds=1), "silence.late", 1)],
    )
    def test_the_very_instant_is_told_from_later(self, late, code, by_seconds):
        message = Message("A", MessageKind.OBJECTION, self.NOON + late)
        answer = silence(changed(self.ROUND, messages=(message,)), self.RULE, now=self.NOON + late, standing=IN_ORDER)
        assert (answer.outcome, answer.steps[-3].code, answer.steps[-3].facts["late_by_seconds"]) == (
            Outcome.ADOPTED,
            code,
            by_seconds,
        )

    @pytest.mark.parametrize(
        ("standing", "code"), [(Standing(False, True), "item.not_on_agenda"), (Standing(True, False), "document.late")]
    )
    def test_irregular(self, standing, code):
        assert silence(self.ROUND, self.RULE, now=self.NOON, standing=standing).deciding.code == code

    def test_a_broken_one_is_settled_by_the_first_who_broke_it(self):
        broken = tuple(
            Message(m, MessageKind.OBJECTION, self.NOON - timedelta(hours=n)) for n, m in ((1, "A"), (2, "B"))
        )
        answer = silence(changed(self.ROUND, messages=broken), self.RULE, now=self.NOON, standing=IN_ORDER)
        assert (answer.deciding.facts["member"], answer.counted) == ("B", 2)

    def test_one_who_objects_in_the_room_twice_is_one(self):
        rule = by(method="silence", silence={"objection_in_room_prevents": True})
        answer = silence(changed(self.ROUND, objected_in_room=("A", "A")), rule, now=self.NOON, standing=IN_ORDER)
        assert (answer.counted, answer.deciding.code) == (1, "silence.never_started")

    def test_an_extension_after_a_break_changes_nothing(self):
        broken = changed(
            self.ROUND,
            messages=(Message("A", MessageKind.OBJECTION, self.NOON - timedelta(hours=2)),),
            extensions=(Extension(self.NOON - timedelta(hours=1), self.NOON + timedelta(days=1)),),
        )
        answer = silence(broken, self.RULE, now=self.NOON, standing=IN_ORDER)
        assert (answer.outcome, [step.code for step in answer.steps[4:]]) == (
            Outcome.SILENCE_BROKEN,
            ["silence.broken", "verdict"],
        )

    def test_an_objection_in_the_room_is_noted_where_it_prevents_nothing(self):
        answer = silence(changed(self.ROUND, objected_in_room=("B",)), self.RULE, now=self.NOON, standing=IN_ORDER)
        assert (answer.outcome, answer.steps[3].code, answer.steps[3].facts) == (
            Outcome.ADOPTED,
            "silence.objection_in_room_noted",
            {"members": ["B"]},
        )


class TestQuorumOfWhom:
    """A quorum is of the members, of those with a vote, or of those taking part."""

    @pytest.mark.parametrize(
        ("of", "base", "required"), [("members", 12, 7), ("entitled members", 9, 5), ("participating members", 6, 4)]
    )
    def test_base(self, of, base, required):
        counted = Tally(12, present=5, entitled=9, participating=6)
        call = call_quorum(counted, by(quorum_decide=f"majority {of}"), purpose=Purpose.DECIDE)
        assert (call.base, call.required, call.met) == (base, required, required <= 5)

    def test_going_on_without_one_is_refused(self):
        rule = by(quorum_decide="7 members")
        require_quorum(call_quorum(Tally(12, present=7), rule, purpose=Purpose.DECIDE))
        no = refusal(lambda: require_quorum(call_quorum(Tally(12, present=6), rule, purpose=Purpose.DECIDE)))
        assert (no.code, str(no.cite), no.facts) == (
            "quorum.not_met",
            "Text rule quorum_decide",
            {"purpose": "decide", "represented": 6, "base": 12, "required": 7},
        )

    def test_a_quorum_of_votes_needs_names(self):
        rule = by(quorum_decide={"num": 1, "den": 2, "of": "members", "weight": "2/3"})
        no = refusal(lambda: call_quorum(Tally(3, present=3), rule, purpose=Purpose.DECIDE))
        assert (no.code, no.facts) == ("tally.names_needed", {"value": "quorum_decide"})


class TestQuorumOverTime:
    """Members arrive, leave, lose their credentials; what the meeting could do after each."""

    BODY = Membership(tuple("ABCDEF"))
    RULE = by(quorum_open="1/3 members", quorum_decide="majority members")
    NINE = datetime(2024, 5, 1, 9, tzinfo=UTC)

    def at(self, minute, happens, member=""):
        return Event(self.NINE + timedelta(minutes=minute), happens, member)

    def test_after_each_event(self):
        events = [
            self.at(5, Happens.ARRIVES, "D"),
            self.at(2, Happens.ARRIVES, "C"),
            self.at(6, Happens.CREDENTIALS_ACCEPTED, "B"),
            self.at(7, Happens.LEAVES, "A"),
            self.at(8, Happens.CREDENTIALS_LOST, "C"),
            self.at(9, Happens.CALLED),
        ]
        states = over_time(events, self.RULE, membership=self.BODY, present="AB", without_credentials="B")
        assert [("".join(s.represented), s.opens.met, s.decides.met) for s in states] == [
            ("AC", True, False),
            ("ACD", True, False),
            ("ABCD", True, True),
            ("BCD", True, False),
            ("BD", True, False),
            ("BD", True, False),
        ]
        assert [state.record is None for state in states] == [True] * 5 + [False]
        call = states[-1].record
        assert (call.code, str(call.cite), call.facts) == (
            "quorum.called",
            "Text rule quorum_decide",
            {
                "at": "2024-05-01T09:09:00+00:00",
                "count": 2,
                "represented": ["B", "D"],
                "away": ["A", "C", "E", "F"],
                "opens": True,
                "decides": False,
                "required": 4,
            },
        )
        assert states[-1].away == ("A", "C", "E", "F")

    @pytest.mark.parametrize(
        ("happens", "member"),
        [
            (Happens.ARRIVES, "A"),
            (Happens.LEAVES, "C"),
            (Happens.CREDENTIALS_ACCEPTED, "A"),
            (Happens.CREDENTIALS_LOST, "B"),
        ],
    )
    def test_what_changes_nothing_is_refused(self, happens, member):
        event = self.at(0, happens, member)
        no = refusal(lambda: over_time([event], self.RULE, membership=self.BODY, present="AB", without_credentials="B"))
        assert (no.code, no.facts) == (
            "quorum.event_changes_nothing",
            {"member": member, "happens": str(happens), "at": "2024-05-01T09:00:00+00:00"},
        )

    def test_strangers_and_times_without_a_zone(self):
        no = refusal(
            lambda: over_time([self.at(0, Happens.ARRIVES, "Z")], self.RULE, membership=self.BODY, present="Y")
        )
        assert (no.code, no.facts) == ("quorum.not_a_member", {"members": ["Y", "Z"]})
        naive = Event(datetime(2024, 5, 1), Happens.CALLED)  # noqa: DTZ001  that is what is refused
        assert refusal(lambda: over_time([naive], self.RULE, membership=self.BODY)).code == "quorum.event_without_zone"

    def test_instants_are_compared_whatever_their_zone(self):
        later = Event(datetime(2024, 5, 1, 11, 30, tzinfo=timezone(timedelta(hours=2))), Happens.LEAVES, "A")
        states = over_time([later, self.at(0, Happens.ARRIVES, "A")], self.RULE, membership=self.BODY)
        assert [state.represented for state in states] == [("A",), ()]

    def test_weights_count_where_the_rule_weighs(self):
        rule = by(quorum_decide={"num": 1, "den": 3, "of": "members", "weight": "2/3"})
        body = Membership(tuple(names(3)), {"M001": 8})
        events = [self.at(n, Happens.ARRIVES, one) for n, one in enumerate(("M002", "M003", "M001"))]
        states = over_time(events, rule, membership=body)
        assert [state.decides.met for state in states] == [False, False, True]
        assert [state.decides.settled_by for state in states] == [
            "quorum.weight_short",
            "quorum.weight_short",
            "quorum.met",
        ]
        assert states[1].decides.steps[1].facts == {"represented": 2, "base": 10, "required": 7, "share": "2/3"}
