"""Scale, contributions, arrears, payments, transfers, execution: B13, and what E does not work through."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.apportionment import (
    Line,
    Scale,
    contributions,
    converted,
    execution,
    largest_remainder,
    per_cent,
    scale_from_capacity,
    transfer,
)
from plenary.procedure.arrears import (
    ArrearsRule,
    Debt,
    settle,
    voting_right,
)
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Setting
from tests.procedure.rules import ruleset

CAPACITY = {"Arda": 6200, "Borel": 1850, "Cassia": 940, "Dorn": 560, "Elvia": 310, "Fara": 140}
SCALE = scale_from_capacity(CAPACITY, floor="3", ceiling="40").scale


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value.code


class TestScale:
    """Capacity, floor, ceiling, three decimals by largest remainder."""

    def test_members_on_the_floor_take_what_nobody_else_can(self):
        answer = scale_from_capacity({"A": 980, "B": 15, "C": 5}, floor="5", ceiling="60")
        assert {m: str(s) for m, s in answer.scale.shares} == {"A": "60.000", "B": "20.000", "C": "20.000"}

    def test_who_is_full_leaves_the_rest_to_the_others(self):
        answer = scale_from_capacity({"A": 1, "B": 0, "C": 0, "D": 0}, ceiling="40", least_developed=["B"])
        assert {m: str(s) for m, s in answer.scale.shares} == {
            "A": "40.000",
            "B": "0.010",
            "C": "29.995",
            "D": "29.995",
        }
        assert answer.capped == ("A", "B")

    def test_members_without_any_capacity_share_equally_what_is_left(self):
        answer = scale_from_capacity({"A": 1, "B": 0, "C": 0}, ceiling="50")
        assert {m: str(s) for m, s in answer.scale.shares} == {"A": "50.000", "B": "25.000", "C": "25.000"}

    def test_some_capacity_is_needed(self):
        assert code_of(scale_from_capacity, {"A": 0}) == "scale.nobody"
        assert code_of(scale_from_capacity, {"A": 2, "B": -1}) == "scale.negative"

    @pytest.mark.parametrize(
        ("shares", "code"),
        [
            ({"A": "50.000", "B": "49.999"}, "scale.does_not_sum"),
            ({"A": "50.000", "B": "50.001"}, "scale.does_not_sum"),
            ({"A": "100.0005", "B": "-0.0005"}, "scale.too_fine"),
            ({"A": "101", "B": "-1"}, "scale.negative"),
            ({"A": 50.0, "B": 50.0}, "scale.not_exact"),
            ({"A": "half", "B": "50"}, "scale.not_exact"),
            ({"A": "--5", "B": "105"}, "scale.not_exact"),
            ({"A": Decimal("NaN"), "B": "100"}, "scale.not_exact"),
            ({}, "scale.nobody"),
        ],
    )
    def test_refused(self, shares, code):
        assert code_of(Scale.of, shares) == code

    def test_the_refusal_says_by_how_much_it_is_off(self):
        with pytest.raises(Refused) as no:
            Scale.of({"A": "50.000", "B": "49.999"}, cite=Citation("Financial Regulations", "5"))
        assert no.value.facts == {"total": "99.999", "needed": "100.000", "difference": "-0.001"}
        assert str(no.value.cite) == "Financial Regulations 5"

    @pytest.mark.parametrize(("floor", "ceiling"), [("20", "100"), ("0", "16"), ("30", "20"), ("-1", "50")])
    def test_a_floor_and_a_ceiling_that_leave_no_scale(self, floor, ceiling):
        code = code_of(scale_from_capacity, CAPACITY, floor=floor, ceiling=ceiling)
        assert code == "scale.floor_and_ceiling_do_not_fit"

    def test_a_member_is_on_the_scale_once(self):
        assert code_of(Scale, (("A", Decimal(50)), ("A", Decimal(50)))) == "scale.member_twice"
        assert code_of(SCALE.share, "Gondor") == "scale.not_on_scale"


class TestContributions:
    """Budget times scale, in cents, by largest remainder."""

    @pytest.mark.parametrize(
        ("budget", "code"), [("1.005", "money.not_in_cents"), ("-1", "money.negative"), ("NaN", "money.not_in_cents")]
    )
    def test_refused(self, budget, code):
        assert code_of(contributions, Decimal(budget), SCALE) == code


class TestEverySharing:
    """Whatever the capacities and the budget, nothing is lost and nothing is made."""

    @given(
        st.dictionaries(
            st.text("ABCDEFGH", min_size=1, max_size=2), st.integers(0, 10**9), min_size=1, max_size=40
        ).filter(lambda capacity: sum(capacity.values()) > 0),
        st.integers(0, 2500),
        st.integers(2500, 10_000),
        st.integers(0, 10**12),
    )
    def test_scale_and_contributions_sum(self, capacity, floor, ceiling, whole_cents):
        low, high = Decimal(floor).scaleb(-3), Decimal(ceiling).scaleb(-2)
        if low * len(capacity) > 100 or high * len(capacity) < 100:
            assert (
                code_of(scale_from_capacity, capacity, floor=low, ceiling=high) == "scale.floor_and_ceiling_do_not_fit"
            )
            return
        answer = scale_from_capacity(capacity, floor=low, ceiling=high)
        shares = dict(answer.scale.shares)
        assert sum(shares.values()) == Decimal("100.000")
        exact = dict(answer.unrounded)
        assert sum(exact.values()) == 100
        assert all(Fraction(low) <= share <= Fraction(high) for share in exact.values())
        assert all(abs(Fraction(shares[m]) - exact[m]) < Fraction(1, 1000) for m in shares)
        budget = Decimal(whole_cents).scaleb(-2)
        assert sum(contributions(budget, answer.scale).values()) == budget

    @given(st.dictionaries(st.text(min_size=1, max_size=3), st.fractions(0, 1000), min_size=1, max_size=20))
    def test_largest_remainder_moves_nobody_by_a_whole_unit(self, exact):
        total = sum(exact.values())
        whole = {**exact, "rest": -total % 1}
        units = largest_remainder(whole)
        assert sum(units.values()) == sum(whole.values())
        assert all(abs(units[m] - whole[m]) < 1 for m in whole)

    def test_a_sum_that_is_not_whole_cannot_be_shared_in_units(self):
        assert code_of(largest_remainder, {"A": Fraction(1, 2)}) == "apportionment.sum_not_whole"

    def test_equal_fractions_go_to_the_larger_share_then_by_name(self):
        half = Fraction(1, 2)
        assert largest_remainder({"b": 1 + half, "a": half}) == {"b": 2, "a": 0}
        assert largest_remainder({"b": half, "a": half}) == {"b": 0, "a": 1}


ART_19 = ArrearsRule(Citation("UN Charter", "art. 19"))
BY_DECISION = ArrearsRule(Citation("CSTO Charter", "art. 25"), automatic=False)
DUE = {2022: Decimal(100_000), 2023: Decimal(110_000), 2024: Decimal(120_000)}
NEW_YEAR = date(2025, 1, 1)


class TestVoteAndArrears:
    """Arrears that equal two full years' contributions take the vote (B13)."""

    @pytest.mark.parametrize(
        ("case", "arrears", "votes", "pay_at_least"),
        [
            (1, "230000.00", False, "0.01"),
            (2, "229999.99", True, "0.00"),
            (3, "300000.00", False, "70000.01"),
        ],
    )
    def test_equal_is_enough(self, case, arrears, votes, pay_at_least):
        right = voting_right(Decimal(arrears), DUE, ART_19, on=NEW_YEAR)
        assert (right.votes, str(right.pay_at_least)) == (votes, pay_at_least)
        assert (str(right.line), str(right.step.cite)) == ("230000.00", "UN Charter art. 19")

    @pytest.mark.parametrize(("paid", "votes"), [("70000.00", False), ("70000.01", True)])
    def test_3_the_smallest_payment_restores_the_vote(self, paid, votes):
        left = Decimal("300000.00") - Decimal(paid)
        assert voting_right(left, DUE, ART_19, on=NEW_YEAR).votes is votes

    @pytest.mark.parametrize(("day", "votes"), [(date(2025, 6, 30), True), (date(2025, 7, 1), False)])
    def test_4_a_permission_has_an_end(self, day, votes):
        right = voting_right(Decimal(300_000), DUE, ART_19, on=day, permitted_until=date(2025, 6, 30))
        assert right.votes is votes

    @pytest.mark.parametrize(("taken", "votes"), [(False, True), (True, False)])
    def test_5_where_a_decision_is_needed_nothing_is_automatic(self, taken, votes):
        right = voting_right(Decimal(300_000), DUE, BY_DECISION, on=NEW_YEAR, decision_taken=taken)
        assert right.votes is votes

    def test_who_owes_nothing_votes_even_where_nothing_was_due(self):
        nothing = dict.fromkeys(DUE, Decimal(0))
        assert voting_right(Decimal(0), nothing, ART_19, on=NEW_YEAR).votes

    def test_a_year_without_a_contribution_on_record(self):
        assert code_of(voting_right, Decimal(0), {2024: Decimal(1)}, ART_19, on=NEW_YEAR) == "arrears.year_missing"

    @pytest.mark.parametrize(("name", "automatic"), [("un-ga", True), ("csto", False), ("model", False)])
    def test_the_ruleset_says_whether_it_is_automatic(self, name, automatic):
        setting = ruleset(name).setting("voting_right_lost", on=NEW_YEAR)
        assert ArrearsRule.from_setting(setting) == ArrearsRule(setting.cite, 2, automatic)

    @pytest.mark.parametrize("value", [2, {"years": 0, "automatic": True}, {"years": 2}])
    def test_a_setting_that_says_something_else(self, value):
        setting = Setting("voting_right_lost", value, Citation("X", "rule 1"))
        assert code_of(ArrearsRule.from_setting, setting) == "ruleset.bad_value"

    @given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 4 * 10**9))
    def test_paying_the_least_always_restores_and_a_cent_less_never(self, first, second, owed):
        due = {2023: Decimal(first).scaleb(-2), 2024: Decimal(second).scaleb(-2)}
        arrears = Decimal(owed).scaleb(-2)
        right = voting_right(arrears, due, ART_19, on=NEW_YEAR)
        if right.votes:
            assert owed < first + second
            return
        after = arrears - right.pay_at_least
        assert voting_right(after, due, ART_19, on=NEW_YEAR).votes
        assert not voting_right(after + Decimal("0.01"), due, ART_19, on=NEW_YEAR).votes


class TestPayments:
    """Working capital fund, then the oldest year; what is over is credit."""

    def test_refused(self):
        assert code_of(settle, Decimal(0), []) == "arrears.nothing_paid"
        assert code_of(settle, Decimal(1), [Debt(2025, Decimal(1))] * 2) == "arrears.year_twice"
        assert code_of(converted, Decimal(1), Decimal(0)) == "money.bad_rate"


class TestTransfersAndExecution:
    def test_inside_a_part_there_is_no_limit(self):
        assert transfer(Decimal(900_000), Decimal(1_300_000), same_part=True).allowed
        assert (
            code_of(transfer, Decimal(2_000_000), Decimal(1_300_000), same_part=True) == "budget.transfer_exceeds_part"
        )

    def test_refused(self):
        one_way = [Line("I", Decimal(10), Decimal(1))]
        assert code_of(execution, one_way) == "budget.transfers_do_not_balance"
        assert code_of(execution, [Line("I", Decimal(10), paid=Decimal(11))]) == "budget.overspent"

    def test_a_rate_of_nothing(self):
        assert str(per_cent(Decimal(0), Decimal(0))) == "0.00"
