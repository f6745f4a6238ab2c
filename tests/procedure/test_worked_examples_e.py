"""The guide's section E by its table and each computation it names: scale, contributions, payments, transfers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.apportionment import (
    CountedBy,
    Line,
    Move,
    apportion,
    execution,
    leaver,
    newcomer,
    scale_from_capacity,
    sum_of,
    transfer,
    transfers,
)
from plenary.procedure.arrears import (
    WORKING_CAPITAL,
    ArrearsRule,
    Debt,
    Rate,
    due_date,
    payment,
    settle,
    voting_right,
    years_in_arrears,
)
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused

RULE = Citation("Financial Regulations", "5")
CAPACITY = {"Arda": 6200, "Borel": 1850, "Cassia": 940, "Dorn": 560, "Elvia": 310, "Fara": 140}
BUDGET = Decimal("7345678.41")
ANSWER = scale_from_capacity(CAPACITY, floor="3", ceiling="40", cite=RULE)
SCALE = ANSWER.scale
PARTS = {
    "I": Decimal("4200000.00"),
    "II": Decimal("1645678.41"),
    "III": Decimal("1300000.00"),
    "IV": Decimal("200000.00"),
}


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value.code


def steps_of(answer):
    """Code, facts and provision of each step."""
    return [(one.code, dict(one.facts), str(one.cite)) for one in answer.steps]


def printed(amounts):
    return {member: f"{amount:,.2f}" for member, amount in amounts}


class TestScale:
    """Floor 3, ceiling 40, three decimals by largest remainder."""

    def test_e_scale(self):
        assert {member: str(share) for member, share in SCALE.shares} == {
            "Arda": "40.000",
            "Borel": "28.812",
            "Cassia": "14.639",
            "Dorn": "8.721",
            "Elvia": "4.828",
            "Fara": "3.000",
        }
        assert steps_of(ANSWER) == [
            ("scale.by_capacity", {"members": 6, "capacity": 10000}, "Financial Regulations 5"),
            ("scale.floored", {"floor": "3", "members": ["Fara"]}, "Financial Regulations 5"),
            ("scale.capped", {"ceiling": "40", "members": ["Arda"]}, "Financial Regulations 5"),
            ("scale.rounded", {"decimals": 3, "method": "largest remainder"}, "Financial Regulations 5"),
        ]

    def test_e_checks_unrounded_and_plain_rounding(self):
        exact = dict(ANSWER.unrounded)
        ten_thousandths = {m: round(exact[m] * 10_000) for m in ("Borel", "Cassia", "Dorn", "Elvia")}
        assert ten_thousandths == {"Borel": 288_115, "Cassia": 146_393, "Dorn": 87_213, "Elvia": 48_279}
        plain = {member: int(share * 1000 + Fraction(1, 2)) for member, share in ANSWER.unrounded}
        assert (plain["Borel"], sum(plain.values())) == (28_811, 99_999)

    def test_e_un_values_floor_ceiling_and_least_developed(self):
        capacity = {f"M{n}": 9000 + n * 100 for n in range(10)}
        capacity |= {"Rich": 60_000, "Poor": 55, "Poorest": 5, "Tiny": 0}
        answer = scale_from_capacity(
            capacity, floor="0.001", ceiling="22", least_developed=["Poor", "Poorest", "Tiny"], cite=RULE
        )
        shares = {member: str(share) for member, share in answer.scale.shares}
        bounds = {name: shares[name] for name in ("Rich", "Poor", "Poorest", "Tiny", "M0", "M9")}
        assert bounds == {
            "Rich": "22.000",
            "Poor": "0.010",
            "Poorest": "0.004",
            "Tiny": "0.001",
            "M0": "7.427",
            "M9": "8.170",
        }
        capped = [one for one in steps_of(answer) if one[0].startswith("scale.capped")]
        assert capped == [
            ("scale.capped", {"ceiling": "22", "members": ["Rich"]}, "Financial Regulations 5"),
            ("scale.capped_least_developed", {"ceiling": "0.01", "members": ["Poor"]}, "Financial Regulations 5"),
        ]

    def test_refused(self):
        assert code_of(scale_from_capacity, {"A": 1}, least_developed=["B"]) == "scale.not_on_scale"
        low = {"floor": "0.02", "least_developed": ["A"]}
        assert code_of(scale_from_capacity, {"A": 1, "B": 1}, **low) == "scale.floor_and_ceiling_do_not_fit"
        assert code_of(scale_from_capacity, {"A": 1}, least_developed=["A"]) == "scale.floor_and_ceiling_do_not_fit"


class TestContributions:
    """Budget times scale, in cents; the sum equals the budget."""

    def test_e_contributions(self):
        answer = apportion(BUDGET, SCALE)
        assert printed(answer.amounts) == {
            "Arda": "2,938,271.37",
            "Borel": "2,116,436.86",
            "Cassia": "1,075,333.86",
            "Dorn": "640,616.62",
            "Elvia": "354,649.35",
            "Fara": "220,370.35",
        }
        assert sum_of(amount for _, amount in answer.amounts) == answer.total == BUDGET
        assert steps_of(answer) == [
            ("contributions.by_scale", {"total": "7345678.41", "members": 6}, "Financial Regulations 5"),
            ("contributions.rounded", {"cents": 2, "members": ["Arda", "Dorn"]}, "Financial Regulations 5"),
        ]

    def test_e_due_date(self):
        due = due_date(2025, date(2024, 12, 10), cite=RULE)
        assert (due.on, due.step.code, str(due.step.cite)) == (
            date(2025, 1, 9),
            "contributions.due_after_letter",
            "Financial Regulations 5",
        )
        early = due_date(2025, date(2024, 10, 1))
        assert (early.on, early.step.code) == (date(2025, 1, 1), "contributions.due_on_new_year")
        assert due_date(2025, date(2024, 12, 2)).step.code == "contributions.due_after_letter"

    def test_e_one_year_in_arrears_at_the_next_new_year(self):
        assert [years_in_arrears(2024, date(2024, 12, 31)), years_in_arrears(2024, date(2025, 1, 1))] == [0, 1]


class TestPayments:
    """Working capital fund, then the oldest year; what is over is credit; another currency at the rate of the day."""

    def test_e_borel(self):
        owed = [
            Debt(2025, Decimal("2116436.86")),
            Debt(WORKING_CAPITAL, Decimal(10_000)),
            Debt(2024, Decimal(250_000)),
            Debt(2023, Decimal(40_000)),
        ]
        answer = payment(Decimal("1000000.00"), owed, received_on=date(2025, 2, 3), cite=RULE)
        assert steps_of(answer) == [
            ("payments.working_capital", {"amount": "10000.00"}, "Financial Regulations 5"),
            ("payments.settled", {"year": 2023, "amount": "40000.00"}, "Financial Regulations 5"),
            ("payments.settled", {"year": 2024, "amount": "250000.00"}, "Financial Regulations 5"),
            ("payments.settled", {"year": 2025, "amount": "700000.00"}, "Financial Regulations 5"),
            ("payments.left", {"amount": "1416436.86", "years": [2025]}, "Financial Regulations 5"),
        ]
        assert (str(answer.settlement.total_left), answer.settlement.credit) == ("1416436.86", 0)

    def test_e_fara_pays_more_than_it_owes(self):
        settled = settle(Decimal("230000.00"), [Debt(2025, Decimal("220370.35"))], cite=RULE)
        assert (settled.left, str(settled.credit)) == ((), "9629.65")
        assert steps_of(settled)[-1] == ("payments.credit", {"amount": "9629.65"}, "Financial Regulations 5")

    EURO = Rate("EUR", Decimal("1.0875"), date(2025, 3, 3), "organisation's rate")

    def test_e_dorn_pays_in_another_currency(self):
        answer = payment(
            Decimal(500_000),
            [Debt(2025, Decimal("640616.62"))],
            received_on=date(2025, 3, 3),
            rate=self.EURO,
            banked=Decimal("543000.00"),
            cite=RULE,
        )
        assert (str(answer.credited), str(answer.settlement.total_left)) == ("543750.00", "96866.62")
        assert steps_of(answer)[:2] == [
            (
                "payments.converted",
                {
                    "amount": "500000.00",
                    "currency": "EUR",
                    "rate": "1.0875",
                    "rate_on": "2025-03-03",
                    "source": "organisation's rate",
                    "credited": "543750.00",
                },
                "Financial Regulations 5",
            ),
            ("payments.gain_or_loss", {"amount": "-750.00"}, "Financial Regulations 5"),
        ]
        assert str(answer.gain_or_loss) == "-750.00"

    def test_e_the_rate_is_that_of_the_day_of_receipt(self):
        late = {"received_on": date(2025, 3, 4), "rate": self.EURO}
        assert code_of(payment, Decimal(1), [], **late) == "arrears.rate_of_another_day"

    @given(
        st.lists(st.integers(0, 10**8), max_size=6),
        st.integers(1, 10**9),
        st.none() | st.integers(5_000, 20_000).map(lambda ten_thousandths: Decimal(ten_thousandths).scaleb(-4)),
    )
    def test_paid_left_and_credit_always_equal_what_was_owed_and_paid(self, owed, paid, rate):
        debts = [Debt(2020 + n, Decimal(amount).scaleb(-2)) for n, amount in enumerate(owed)]
        day = date(2025, 3, 3)
        exchange = None if rate is None else Rate("EUR", rate, day, "bank")
        answer = payment(Decimal(paid).scaleb(-2), debts, received_on=day, rate=exchange)
        settled = answer.settlement
        allocated = sum_of(one.amount for one in settled.paid)
        assert allocated + settled.credit == answer.credited
        assert allocated + settled.total_left == sum_of(one.amount for one in debts)
        assert not settled.credit or not settled.left
        assert answer.credited == Decimal(paid).scaleb(-2) or rate not in {None, 1}


class TestVote:
    def test_e_elvia_owes_exactly_two_years(self):
        rule = ArrearsRule(Citation("UN Charter", "art. 19"))
        due = {2023: Decimal(330_000), 2024: Decimal(345_000)}
        right = voting_right(Decimal(675_000), due, rule, on=date(2025, 1, 1))
        assert (right.votes, str(right.line), str(right.pay_at_least)) == (False, "675000.00", "0.01")
        assert (right.step.code, str(right.step.cite)) == ("arrears.vote_lost", "UN Charter art. 19")


class TestTransfers:
    """Inside a part freely; between parts up to a tenth of the giving part in the year, with notice."""

    @pytest.mark.parametrize(
        ("amount", "before", "allowed", "share", "code"),
        [
            ("100000", "0", True, "7.69", "budget.transfer_with_notice"),
            ("150000", "0", False, "11.54", "budget.transfer_needs_approval"),
            ("130000", "0", True, "10.00", "budget.transfer_with_notice"),
            ("130000.01", "0", False, "10.00", "budget.transfer_needs_approval"),
            ("50000", "100000", False, "11.54", "budget.transfer_needs_approval"),
        ],
    )
    def test_e_transfers_from_part_three(self, amount, before, allowed, share, code):
        answer = transfer(Decimal(amount), PARTS["III"], moved_before=Decimal(before), cite=RULE)
        assert (answer.allowed, str(answer.share)) == (allowed, share)
        assert (answer.step.code, answer.step.facts["limit"], str(answer.step.cite)) == (
            code,
            "10",
            "Financial Regulations 5",
        )

    def test_e_parts_as_revised_the_total_unchanged(self):
        answer = transfers(PARTS, [Move("III", "II", Decimal(100_000))], cite=RULE)
        assert {part: str(amount) for part, amount in answer.revised} == {
            "I": "4200000.00",
            "II": "1745678.41",
            "III": "1200000.00",
            "IV": "200000.00",
        }
        assert (answer.waiting, answer.total) == ((), BUDGET)

    def test_e_the_tenth_is_cumulative_in_the_year(self):
        moves = [
            Move("III", "II", Decimal(100_000)),
            Move("III", "I", Decimal(50_000)),
            Move("III", "IV", Decimal(30_000)),
            Move("III", "III", Decimal(900_000)),
            Move("I", "I", Decimal(1)),
        ]
        answer = transfers(PARTS, moves)
        assert [(str(one.share), one.step.code) for one in answer.answers] == [
            ("7.69", "budget.transfer_with_notice"),
            ("11.54", "budget.transfer_needs_approval"),
            ("10.00", "budget.transfer_with_notice"),
            ("69.23", "budget.transfer_inside_part"),
            ("0.00", "budget.transfer_inside_part"),
        ]
        assert (answer.waiting, answer.total) == ((1,), BUDGET)
        assert dict(answer.revised)["III"] == Decimal("1170000.00")

    def test_what_the_body_approved_counts_towards_the_year(self):
        moves = [Move("III", "II", Decimal(150_000), approved=True), Move("III", "II", Decimal("0.01"))]
        answer = transfers(PARTS, moves)
        assert (answer.waiting, dict(answer.revised)["II"]) == ((1,), Decimal("1795678.41"))

    @pytest.mark.parametrize(
        ("moves", "code"),
        [
            ([Move("V", "II", Decimal(1))], "budget.no_such_part"),
            ([Move("II", "V", Decimal(1))], "budget.no_such_part"),
            ([Move("IV", "II", Decimal(300_000), approved=True)], "budget.transfer_exceeds_part"),
            ([Move("IV", "IV", Decimal(300_000))], "budget.transfer_exceeds_part"),
        ],
    )
    def test_refused(self, moves, code):
        assert code_of(transfers, PARTS, moves) == code

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(list(PARTS)), st.sampled_from(list(PARTS)), st.integers(0, 2_000_000), st.booleans()
            ),
            max_size=5,
        )
    )
    def test_no_transfer_changes_the_total(self, moved):
        moves = [Move(one, other, Decimal(amount).scaleb(-2), approved) for one, other, amount, approved in moved]
        answer = transfers(PARTS, moves)
        assert sum_of(amount for _, amount in answer.revised) == answer.total == BUDGET


class TestExecution:
    """Rates in per cent to two decimals; what was not spent is credited by the scale."""

    LINES = [
        Line("I", PARTS["I"], paid=Decimal("4011250.00")),
        Line("II", PARTS["II"], Decimal(100_000), paid=Decimal("1702300.55")),
        Line("III", PARTS["III"], Decimal(-100_000), paid=Decimal("1099800.00")),
        Line("IV", PARTS["IV"], paid=Decimal("35000.00")),
    ]

    def test_e_execution_report(self):
        report = execution(self.LINES, cite=RULE)
        assert [(one.code, one.facts["line"], one.facts["rate"], one.facts["balance"]) for one in report.steps] == [
            ("budget.execution", "I", "95.51", "188750.00"),
            ("budget.execution", "II", "97.52", "43377.86"),
            ("budget.execution", "III", "91.65", "100200.00"),
            ("budget.execution", "IV", "17.50", "165000.00"),
            ("budget.execution", "total", "93.23", "497327.86"),
        ]
        assert {str(one.cite) for one in report.steps} == {"Financial Regulations 5"}
        assert [str(line.revised) for line in report.lines[1:3]] == ["1745678.41", "1200000.00"]
        assert (str(report.total.paid), str(report.unspent)) == ("6848350.55", "497327.86")
        assert report.total.appropriation == BUDGET

    def test_e_unspent_credited_by_scale(self):
        answer = apportion(execution(self.LINES).unspent, SCALE)
        assert printed(answer.amounts) == {
            "Arda": "198,931.14",
            "Borel": "143,290.10",
            "Cassia": "72,803.83",
            "Dorn": "43,371.96",
            "Elvia": "24,010.99",
            "Fara": "14,919.84",
        }


class TestComingAndGoing:
    """A newcomer pays by months in addition to the 100 per cent; a leaver owes through the effective date."""

    @pytest.mark.parametrize(
        ("joined", "by", "amount", "counted", "of"),
        [
            (date(2025, 1, 1), CountedBy.MONTHS, "73456.78", 12, 12),
            (date(2025, 10, 31), CountedBy.MONTHS, "18364.20", 3, 12),
            (date(2025, 12, 31), CountedBy.MONTHS, "6121.40", 1, 12),
            (date(2025, 12, 31), CountedBy.DAYS, "201.25", 1, 365),
            (date(2024, 1, 1), CountedBy.DAYS, "73456.78", 366, 366),
        ],
    )
    def test_e_new_member(self, joined, by, amount, counted, of):
        answer = newcomer(BUDGET, Decimal("1.000"), joined, by=by, cite=RULE)
        assert (str(answer.amount), answer.counted, answer.of) == (amount, counted, of)
        assert (answer.step.code, answer.step.facts["unit"], str(answer.step.cite)) == (
            "contributions.newcomer",
            str(by),
            "Financial Regulations 5",
        )

    @pytest.mark.parametrize(
        ("leaves", "by", "amount", "counted", "of"),
        [
            (date(2025, 12, 31), CountedBy.DAYS, "220370.35", 365, 365),
            (date(2025, 1, 10), CountedBy.DAYS, "6037.54", 10, 365),
            (date(2025, 7, 10), CountedBy.MONTHS, "128549.37", 7, 12),
        ],
    )
    def test_e_leaver(self, leaves, by, amount, counted, of):
        answer = leaver(Decimal("220370.35"), leaves, by=by, cite=RULE)
        assert (str(answer.amount), answer.counted, answer.of) == (amount, counted, of)
        assert (answer.step.code, answer.step.facts["on"]) == ("contributions.leaver", str(leaves))

    @pytest.mark.parametrize("rate", ["-0.001", "100.001"])
    def test_refused(self, rate):
        assert code_of(newcomer, BUDGET, Decimal(rate), date(2025, 1, 1)) == "scale.bad_rate"
