"""Votes, by worked cases of bodies that vote, and what holds for every majority rule."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule
from plenary.procedure.tally import Choice, Roll, Seat, Tally
from plenary.procedure.value import changed
from plenary.procedure.verdict import IN_ORDER, Outcome, Reason, Verdict
from plenary.procedure.voting import verdict
from tests.procedure.rules import names, own_rule, roll, rule, seats


def outcome(votes: Tally | Roll, by: Rule, **more: object) -> Outcome:
    return verdict(votes, by, standing=IN_ORDER, **more).outcome


class TestGeneralAssembly:
    """Simple majority, two thirds on important questions, abstainers not voting (B2)."""

    ORDINARY = rule("un-ga", "substance")
    IMPORTANT = rule("un-ga", "important question")

    def test_1_a_majority_of_those_voting(self):
        answer = verdict(Tally(193, yes=60, no=58, abstain=50), self.ORDINARY, standing=IN_ORDER)
        assert (answer.outcome, answer.counted, answer.required, answer.base) == (
            Outcome.ADOPTED,
            60,
            60,
            118,
        )
        call = answer.steps[2]
        assert (str(call.cite), call.facts["represented"], call.facts["required"]) == ("GA rule 67", 168, 97)

    def test_2_a_tie_leads_to_a_second_vote_and_then_to_rejection(self):
        votes = Tally(193, yes=59, no=59, abstain=50)
        first = verdict(votes, self.ORDINARY, standing=IN_ORDER)
        assert first.outcome is Outcome.TIED
        tie = next(step for step in first.steps if step.code == "tie.second_vote_due")
        assert (str(tie.cite), tie.facts["within_hours"]) == ("GA rule 95", 48)
        second = verdict(votes, self.ORDINARY, standing=IN_ORDER, attempt=2)
        assert (second.outcome, second.reason) == (Outcome.NOT_ADOPTED, Reason.SECOND_TIE)

    @pytest.mark.parametrize(
        ("case", "votes", "result", "required"),
        [
            (3, Tally(193, yes=100, no=50, abstain=43), Outcome.ADOPTED, 100),
            (4, Tally(193, yes=99, no=50, abstain=44), Outcome.NOT_ADOPTED, 100),
        ],
    )
    def test_two_thirds_exactly(self, case, votes, result, required):
        answer = verdict(votes, self.IMPORTANT, standing=IN_ORDER)
        assert (answer.outcome, answer.required) == (result, required)

    def test_5_no_decision_without_a_majority_represented(self):
        answer = verdict(Tally(193, yes=96), self.ORDINARY, standing=IN_ORDER)
        assert answer.outcome is Outcome.NO_QUORUM
        assert answer.steps[-2].facts["required"] == 97

    def test_6_a_ruling_is_overruled_by_a_majority_of_those_voting(self):
        appeal = rule("un-ga", "appeal against a ruling")
        assert outcome(Tally(193, yes=70, no=60, abstain=63), appeal) is Outcome.ADOPTED
        assert outcome(Tally(193, yes=60, no=60, abstain=63), appeal) is Outcome.NOT_ADOPTED


class TestSecurityCouncil:
    """Nine votes, and on substance no negative vote of a permanent member (B3)."""

    PERMANENT = [f"P{n}" for n in range(1, 6)]
    ELECTED = [f"E{n:02}" for n in range(1, 11)]

    def council(self, permanent, elected):
        kinds = {"y": Choice.YES, "n": Choice.NO, "a": Choice.ABSTAIN, "-": Choice.ABSENT}
        choices = dict(zip(self.PERMANENT + self.ELECTED, [kinds[c] for c in permanent + elected], strict=False))
        return seats(choices, bearing={name: ["permanent"] for name in self.PERMANENT})

    @pytest.mark.parametrize(
        ("case", "subject", "permanent", "elected", "result", "reason"),
        [
            (1, "substance", "yyyyn", "yyyyyyyyyy", Outcome.NOT_ADOPTED, Reason.VETO),
            (2, "procedure", "yyyyn", "yyyyyyyyyy", Outcome.ADOPTED, Reason.ENOUGH_VOTES),
            (3, "substance", "yyyya", "yyyyyaaaaa", Outcome.ADOPTED, Reason.ENOUGH_VOTES),
            (4, "substance", "yyyyy", "yyyaaaaaaa", Outcome.NOT_ADOPTED, Reason.INSUFFICIENT_VOTES),
            (5, "substance", "yyyyn", "yyyyaaaaaa", Outcome.NOT_ADOPTED, Reason.INSUFFICIENT_VOTES),
            (6, "substance", "yyyy-", "yyyyyynnnn", Outcome.ADOPTED, Reason.ENOUGH_VOTES),
        ],
    )
    def test_cases(self, case, subject, permanent, elected, result, reason):
        answer = verdict(self.council(permanent, elected), rule("un-sc", subject), standing=IN_ORDER)
        assert (answer.outcome, answer.reason) == (result, reason)

    def test_1_names_who_cast_the_veto(self):
        answer = verdict(self.council("yyyyn", "y" * 10), rule("un-sc", "substance"), standing=IN_ORDER)
        veto = next(step for step in answer.steps if step.code == "extra.veto")
        assert veto.facts["members"] == ["P5"]

    def test_7_the_rule_of_1960_is_seven_of_eleven(self):
        then = rule("un-sc", "substance", on=date(1960, 6, 1))
        assert outcome(self.council("yyyya", "yyyaaa"), then) is Outcome.ADOPTED

    @pytest.mark.parametrize(("day", "needed"), [(date(1965, 12, 31), 7), (date(1966, 1, 1), 9), (date(2024, 1, 1), 9)])
    def test_the_threshold_changed_with_the_year_1966(self, day, needed):
        assert rule("un-sc", "substance", on=day).threshold.required(11) == needed

    def test_a_party_to_the_dispute_abstains_under_chapter_six(self):
        choices = dict.fromkeys(self.PERMANENT + self.ELECTED, Choice.YES) | {"P5": Choice.NO}
        bearing = {name: ["permanent"] for name in self.PERMANENT}
        bearing["P5"] = ["permanent", "party to the dispute"]
        votes = seats(choices, bearing=bearing)
        assert outcome(votes, rule("un-sc", "pacific settlement")) is Outcome.ADOPTED

    def test_numbers_alone_do_not_show_a_veto(self):
        with pytest.raises(Refused) as no:
            outcome(Tally(15, yes=14, no=1), rule("un-sc", "substance"))
        assert no.value.code == "tally.names_needed"


class TestCouncilOfTheUnion:
    """55 % of members with 65 % of the population; fewer than four cannot block (B4)."""

    PROPOSAL = own_rule(
        base="members",
        threshold={"num": 55, "den": 100, "min": 15},
        extra=[{"population": [65, 100]}, {"blocking_minority_min_members": 4}],
        tie="n/a",
        abstain="as no",
    )
    OTHERWISE = own_rule(
        base="members", threshold={"num": 72, "den": 100}, extra=[{"population": [65, 100]}], tie="n/a"
    )
    UNANIMITY = own_rule(base="members", threshold="all", abstain="left out", tie="n/a")

    def council(self, in_favour, population, members=27):
        """So many in favour with that many ten-thousandths of the population."""
        for_, against = [population - in_favour + 1] + [1] * (in_favour - 1), []
        rest = members - in_favour
        if rest:
            against = [10_000 - population - rest + 1] + [1] * (rest - 1)
        people = [(Choice.YES, p) for p in for_] + [(Choice.NO, p) for p in against]
        return Roll.of(
            Seat(name, choice, population=p) for name, (choice, p) in zip(names(members), people, strict=True)
        )

    @pytest.mark.parametrize(
        ("case", "in_favour", "population", "result"),
        [
            (1, 15, 6500, Outcome.ADOPTED),
            (2, 15, 6499, Outcome.NOT_ADOPTED),
            (3, 24, 6450, Outcome.ADOPTED),
            (4, 14, 8000, Outcome.NOT_ADOPTED),
        ],
    )
    def test_on_a_proposal_of_the_commission(self, case, in_favour, population, result):
        assert outcome(self.council(in_favour, population), self.PROPOSAL) is result

    @pytest.mark.parametrize(("in_favour", "result"), [(19, Outcome.NOT_ADOPTED), (20, Outcome.ADOPTED)])
    def test_5_otherwise_twenty_are_needed(self, in_favour, result):
        assert outcome(self.council(in_favour, 9000), self.OTHERWISE) is result

    def test_6_an_abstention_does_not_prevent_unanimity_and_an_absence_does(self):
        assert outcome(roll(yes=24, abstain=3), self.UNANIMITY) is Outcome.ADOPTED
        assert outcome(roll(yes=24, abstain=2, absent=1), self.UNANIMITY) is Outcome.NOT_ADOPTED
        assert outcome(roll(abstain=27), self.UNANIMITY) is Outcome.NOT_ADOPTED

    @pytest.mark.parametrize(("last", "result"), [(3, Outcome.ADOPTED), (4, Outcome.NOT_ADOPTED)])
    def test_7_weighted_votes_of_twenty_seven(self, last, result):
        weighed = own_rule(base="total weight", threshold={"min": 255}, extra=[{"members": "majority"}], tie="n/a")
        against = [29, 29, 29, last]
        for_ = [345 - sum(against) - 22] + [1] * 22
        votes = Roll.of(
            [
                *(Seat(n, Choice.NO, weight=w) for n, w in zip(names(4, "N"), against, strict=True)),
                *(Seat(n, Choice.YES, weight=w) for n, w in zip(names(23, "Y"), for_, strict=True)),
            ]
        )
        assert outcome(votes, weighed) is result


class TestMonetaryFund:
    """Weighted votes; special majorities are of the total, not of what was cast (B7)."""

    def board(self, yes=0, no=0, abstain=0, silent=0, suspended=0):
        weights = [
            ("Y", yes, {"choice": Choice.YES}),
            ("N", no, {"choice": Choice.NO}),
            ("A", abstain, {"choice": Choice.ABSTAIN}),
            ("S", silent, {}),
            ("X", suspended, {"entitled": False, "represented": False}),
        ]
        return Roll.of(Seat(name, weight=w, **kind) for name, w, kind in weights if w)

    EIGHTY_FIVE = own_rule(base="total weight", threshold="85/100", tie="n/a")
    SEVENTY = own_rule(base="total weight", threshold="70/100", tie="n/a")
    ORDINARY = own_rule(base="votes cast", threshold="majority", weighted=True)

    def test_cases(self):
        assert outcome(self.board(yes=835, no=165), self.EIGHTY_FIVE) is Outcome.NOT_ADOPTED  # 1
        assert outcome(self.board(yes=850, silent=150), self.EIGHTY_FIVE) is Outcome.ADOPTED  # 2
        assert (
            outcome(self.board(yes=690, no=100, silent=210), self.SEVENTY) is Outcome.NOT_ADOPTED  # 3
        )
        assert outcome(self.board(yes=300, no=250, abstain=450), self.ORDINARY) is Outcome.ADOPTED  # 4

    def test_5_suspended_votes_leave_the_total(self):
        answer = verdict(self.board(yes=675, no=285, suspended=40), self.SEVENTY, standing=IN_ORDER)
        assert (answer.outcome, answer.required, answer.base) == (Outcome.ADOPTED, 672, 960)


class TestTradeOrganisation:
    """Three fourths of all members; two thirds that are more than half of them (B8)."""

    WAIVER = own_rule(base="members", threshold="3/4", tie="n/a", quorum_decide="majority members")
    BUDGET = own_rule(
        base="present and voting",
        threshold="2/3",
        extra=[{"members": "majority"}],
        tie="n/a",
        quorum_decide="majority members",
    )

    def test_2_a_waiver_needs_125_of_166(self):
        answer = verdict(Tally(166, yes=124), self.WAIVER, standing=IN_ORDER)
        assert (answer.outcome, answer.required) == (Outcome.NOT_ADOPTED, 125)
        assert outcome(Tally(166, yes=125), self.WAIVER) is Outcome.ADOPTED

    def test_3_and_4_a_budget_needs_more_than_half_of_the_members_too(self):
        assert outcome(Tally(166, yes=84, no=40), self.BUDGET) is Outcome.ADOPTED
        short = verdict(Tally(166, yes=83, no=40), self.BUDGET, standing=IN_ORDER)
        assert (short.outcome, short.reason) == (Outcome.NOT_ADOPTED, Reason.CONDITION)
        step = next(step for step in short.steps if step.code == "extra.short")
        assert (step.facts["counted"], step.facts["required"]) == (83, 84)


class TestAssemblyOfFiftyFive:
    """Failing consensus, two thirds of the member States (B9)."""

    def of(self, base):
        return own_rule(base=base, threshold="2/3", tie="n/a", quorum_decide="2/3 members")

    def test_1_37_of_55(self):
        assert outcome(Tally(55, yes=37, no=10), self.of("members")) is Outcome.ADOPTED

    def test_2_abstention_and_absence_work_as_no(self):
        answer = verdict(Tally(55, yes=36, abstain=5), self.of("members"), standing=IN_ORDER)
        assert (answer.outcome, answer.required) == (Outcome.NOT_ADOPTED, 37)

    def test_3_whether_suspended_members_leave_the_base_is_a_value(self):
        votes = Tally(55, yes=33, no=10, entitled=49)
        assert outcome(votes, self.of("entitled members")) is Outcome.ADOPTED
        assert outcome(votes, self.of("members")) is Outcome.NOT_ADOPTED

    def test_4_whether_a_matter_is_procedure_is_decided_by_simple_majority(self):
        simple = own_rule(quorum_decide="2/3 members")
        assert outcome(Tally(55, yes=28, no=20), simple) is Outcome.ADOPTED


class TestBoardOfThirtyFive:
    """Two thirds present and voting on the budget, otherwise a majority (B11)."""

    BUDGET = own_rule(threshold="2/3", tie="n/a", quorum_decide="2/3 members")
    OTHER = own_rule(quorum_decide="2/3 members")

    @pytest.mark.parametrize(
        ("case", "by", "votes", "result"),
        [
            (1, BUDGET, Tally(35, yes=18, no=9, abstain=8), Outcome.ADOPTED),
            (2, BUDGET, Tally(35, yes=17, no=9, abstain=9), Outcome.NOT_ADOPTED),
            (3, BUDGET, Tally(35, yes=23), Outcome.NO_QUORUM),
            (4, OTHER, Tally(35, yes=16, no=15, abstain=4), Outcome.ADOPTED),
        ],
    )
    def test_cases(self, case, by, votes, result):
        assert outcome(votes, by) is result

    def test_5_suspension_of_a_vote_by_two_thirds(self):
        health = own_rule(threshold="2/3", tie="n/a", quorum_decide="majority members")
        assert outcome(Tally(194, yes=90, no=45, abstain=20), health) is Outcome.ADOPTED


class TestBallotsAndPapers:
    """Depositing a paper may itself be voting: the base is a value of the rule (B12, case 5)."""

    @pytest.mark.parametrize(
        ("base", "required", "result"),
        [("ballots deposited", 87, Outcome.NOT_ADOPTED), ("valid ballots", 86, Outcome.ADOPTED)],
    )
    def test_86_of_172_papers_one_of_them_rejected(self, base, required, result):
        votes = Tally(193, yes=86, no=85, invalid=1)
        answer = verdict(votes, own_rule(base=base, tie="n/a"), standing=IN_ORDER)
        assert (answer.outcome, answer.required) == (result, required)


class TestTies:
    """Equal numbers lead where the rule says."""

    @pytest.mark.parametrize(
        ("tie", "more", "result"),
        [
            ("not adopted", {}, Outcome.NOT_ADOPTED),
            ("second vote", {}, Outcome.TIED),
            ("second vote", {"attempt": 2}, Outcome.NOT_ADOPTED),
            ("casting vote", {}, Outcome.TIED),
            ("casting vote", {"casting": Choice.YES}, Outcome.ADOPTED),
            ("casting vote", {"casting": Choice.NO}, Outcome.NOT_ADOPTED),
            ("lots", {}, Outcome.INCONCLUSIVE),
        ],
    )
    def test_cases(self, tie, more, result):
        assert outcome(Tally(20, yes=7, no=7, abstain=1), own_rule(tie=tie), **more) is result

    def test_nobody_voting_is_no_tie_and_carries_nothing(self):
        assert outcome(Tally(20, abstain=15), own_rule(tie="second vote")) is Outcome.NOT_ADOPTED
        assert outcome(Tally(20, abstain=15), own_rule(threshold="2/3", tie="n/a")) is Outcome.NOT_ADOPTED


class TestWhatTheBaseHolds:
    """What abstentions and absences do to the base is a value of the rule."""

    VOTES = Tally(20, yes=8, no=5, abstain=3, silent=1, blank=0)

    @pytest.mark.parametrize(
        ("base", "abstain", "absent", "count"),
        [
            ("members", "not voting", "not voting", 20),
            ("members", "left out", "not voting", 17),
            ("members", "not voting", "left out", 17),
            ("members present", "not voting", "not voting", 17),
            ("members present", "not voting", "as no", 20),
            ("members present", "left out", "not voting", 14),
            ("present and voting", "not voting", "not voting", 13),
            ("present and voting", "as no", "not voting", 16),
            ("present and voting", "as no", "as no", 19),
            ("present and voting", "left out", "left out", 13),
            ("valid ballots", "not voting", "not voting", 16),
            ("participating members", "not voting", "as no", 20),
        ],
    )
    def test_cases(self, base, abstain, absent, count):
        by = own_rule(base=base, abstain=abstain, absent=absent)
        assert verdict(self.VOTES, by, standing=IN_ORDER).base == count

    def test_two_thirds_are_not_tied_by_equal_numbers(self):
        answer = verdict(Tally(20, yes=7, no=7), own_rule(threshold="2/3", tie="second vote"), standing=IN_ORDER)
        assert (answer.outcome, answer.reason) == (Outcome.NOT_ADOPTED, Reason.INSUFFICIENT_VOTES)

    @pytest.mark.parametrize(("heavy", "result"), [(85, Outcome.ADOPTED), (84, Outcome.NOT_ADOPTED)])
    def test_three_fifths_of_members_with_85_per_cent_of_the_votes(self, heavy, result):
        by = own_rule(base="members", threshold="3/5", extra=[{"weight": "85/100"}], tie="n/a")
        light = 100 - heavy
        votes = Roll.of(
            [
                Seat("A", Choice.YES, weight=heavy - 2),
                Seat("B", Choice.YES),
                Seat("C", Choice.YES),
                Seat("D", Choice.NO, weight=light - 1),
                Seat("E", Choice.NO),
            ]
        )
        assert outcome(votes, by) is result


class TestContradictions:
    """A count that contradicts itself is refused; a lost vote is a verdict."""

    @pytest.mark.parametrize(
        ("figures", "code"),
        [
            ({"members": 10, "yes": 11}, "tally.more_present_than_members"),
            ({"members": 10, "yes": 6, "entitled": 5}, "tally.more_ballots_than_entitled"),
            ({"members": 10, "yes": 6, "present": 5}, "tally.more_ballots_than_present"),
            ({"members": 10, "entitled": 11}, "tally.more_entitled_than_members"),
            ({"members": 10, "participating": 11}, "tally.more_participating_than_members"),
            ({"members": 10, "present": 3, "objections": 4}, "tally.more_objections_than_present"),
            ({"members": 10, "no": -2}, "tally.not_a_count"),
            ({"members": 10, "no": -1}, "tally.not_a_count"),
            ({"members": 10, "no": 1.0}, "tally.not_a_count"),
        ],
    )
    def test_counts(self, figures, code):
        with pytest.raises(Refused) as no:
            Tally(**figures)
        assert no.value.code == code

    def test_an_absent_seat_casts_nothing(self):
        with pytest.raises(Refused) as no:
            Seat("A", Choice.YES, represented=False)
        assert no.value.code == "tally.absent_seat_acted"

    def test_a_seat_without_the_vote_casts_nothing(self):
        with pytest.raises(Refused) as no:
            Seat("A", Choice.OBJECTS, entitled=False)
        assert no.value.code == "tally.not_entitled_seat_acted"

    def test_a_member_is_on_the_roll_once(self):
        with pytest.raises(Refused) as no:
            Roll.of([Seat("A", Choice.YES), Seat("A", Choice.NO)])
        assert (no.value.code, no.value.facts) == ("tally.member_twice", {"members": ["A"]})

    def test_an_objection_is_no_ballot(self):
        with pytest.raises(Refused) as no:
            outcome(roll(yes=3, objects=1), own_rule())
        assert no.value.code == "voting.wrong_input"


class TestOrderOfSteps:
    """Every verdict looks at the same things in the same order, and says under which rule."""

    def test_a_vote(self):
        answer = verdict(Tally(193, yes=60, no=58, abstain=50), rule("un-ga", "substance"), standing=IN_ORDER)
        assert [(step.code, str(step.cite)) for step in answer.steps] == [
            ("item.on_agenda", "GA rule 85"),
            ("document.on_time", "GA rule 78"),
            ("quorum.met", "GA rule 67"),
            ("entitled.counted", "GA rule 85"),
            ("casts.counted", "GA rule 85"),
            ("base.counted", "GA rule 86"),
            ("threshold.reached", "GA rule 85"),
            ("verdict", "GA rule 85"),
        ]

    def test_it_is_kept_as_plain_values(self):
        kept = verdict(roll(yes=3, no=1), own_rule(), standing=IN_ORDER).as_mapping()
        assert kept["outcome"] == "adopted"
        assert kept["steps"][-1] == {
            "code": "verdict",
            "facts": {"outcome": "adopted", "reason": "enough votes"},
            "cite": "Example rule 1",
        }


MAJORITIES = st.sampled_from(
    [
        own_rule(base=base, threshold=threshold, tie=tie, abstain=abstain, quorum_decide=quorum)
        for base in ("members", "entitled members", "members present", "present and voting", "votes cast")
        for threshold in ("majority", "2/3", "3/4", "all")
        for tie in ("not adopted", "second vote")
        for abstain in ("not voting", "as no", "left out")
        for quorum in ("none", "majority members")
    ]
)
CHOICES = st.lists(
    st.sampled_from([Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.ABSENT, None]), min_size=1, max_size=30
)
RANK = {Outcome.NO_QUORUM: 0, Outcome.NOT_ADOPTED: 0, Outcome.TIED: 1, Outcome.ADOPTED: 2}


def called(choices: list[Choice | None]) -> Roll:
    return seats(dict(zip(names(len(choices)), choices, strict=True)))


class TestEveryMajority:
    """What holds for every rule that counts votes."""

    @given(MAJORITIES, CHOICES, st.data())
    def test_one_more_yes_never_loses(self, by, choices, data):
        place = data.draw(st.integers(0, len(choices) - 1))
        better = [*choices]
        better[place] = Choice.YES
        assert RANK[outcome(called(choices), by)] <= RANK[outcome(called(better), by)]

    def test_an_abstention_that_counts_as_no_stands_on_the_side_against(self):
        by = own_rule(base="votes cast", threshold="majority", tie="second vote", abstain="as no", quorum_decide="none")
        one_each = called([Choice.YES, Choice.NO, Choice.ABSTAIN])
        assert outcome(one_each, by) is Outcome.NOT_ADOPTED
        assert outcome(called([Choice.YES, Choice.YES, Choice.NO, Choice.ABSTAIN]), by) is Outcome.TIED

    @given(MAJORITIES, CHOICES, st.randoms(use_true_random=False))
    def test_the_order_of_arrival_changes_nothing(self, by, choices, random: Random):
        votes = called(choices)
        shuffled = list(votes.seats)
        random.shuffle(shuffled)
        first, second = (verdict(r, by, standing=IN_ORDER) for r in (votes, Roll.of(shuffled)))
        assert first == second

    @given(MAJORITIES, CHOICES)
    def test_seats_and_numbers_agree(self, by, choices):
        votes = called(choices)
        one, other = verdict(votes, by, standing=IN_ORDER), verdict(votes.tally(), by, standing=IN_ORDER)
        assert (one.outcome, one.counted, one.required, one.base) == (
            other.outcome,
            other.counted,
            other.required,
            other.base,
        )

    @given(MAJORITIES, CHOICES)
    def test_required_is_the_smallest_number_that_reaches_the_share(self, by, choices):
        answer: Verdict = verdict(called(choices), by, standing=IN_ORDER)
        if answer.outcome is Outcome.NO_QUORUM:
            return
        share = by.threshold
        reaches = lambda count: (  # noqa: E731
            count * share.den > share.num * answer.base
            if share.strict
            else count * share.den >= share.num * answer.base
        )
        assert reaches(answer.required)
        assert answer.required == 1 or not reaches(answer.required - 1)

    @given(CHOICES)
    def test_equal_weights_change_nothing(self, choices):
        by = own_rule()
        heavy = Roll.of(changed(seat, weight=3) for seat in called(choices).seats)
        weighed = own_rule(weighted=True)
        assert outcome(called(choices), by) is outcome(heavy, weighed)
