"""What a member owes, what a payment settles, and whether it still has its vote.

The test compares arrears with what fell due for the preceding full years. Equal is enough to lose the
vote. Some texts take it at once; under others a decision of the body has to be taken first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from plenary.procedure.apportionment import cents, converted, money
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Setting
from plenary.procedure.step import Step
from plenary.procedure.value import value


@value
class ArrearsRule:
    """When unpaid contributions take the vote.

    years: preceding full years whose contributions set the line. automatic: no decision is needed.
    """

    cite: Citation
    years: int = 2
    automatic: bool = True

    @classmethod
    def from_setting(cls, setting: Setting) -> ArrearsRule:
        """The rule from the ruleset's `voting_right_lost`: {years = 2, automatic = true}.

        Raises: Refused "ruleset.bad_value".
        """
        value = setting.value
        years = value.get("years") if isinstance(value, Mapping) else None
        automatic = value.get("automatic") if isinstance(value, Mapping) else None
        if type(years) is not int or years < 1 or not isinstance(automatic, bool):
            raise Refused("ruleset.bad_value", setting.cite, value=setting.name, said=str(value))
        return cls(setting.cite, years, automatic)


@value
class VotingRight:
    """Whether a member in arrears may vote on a day.

    line: the amount that arrears must stay below. pay_at_least: the smallest payment that restores the vote.
    until: last day of a permission, where one is what lets it vote.
    """

    votes: bool
    arrears: Decimal
    line: Decimal
    pay_at_least: Decimal
    until: date | None
    step: Step


def voting_right(
    arrears: Decimal,
    due: Mapping[int, Decimal],
    rule: ArrearsRule,
    *,
    on: date,
    decision_taken: bool = False,
    permitted_until: date | None = None,
) -> VotingRight:
    """Whether the member may vote on that day.

    arrears: what is unpaid after its due date, now; the vote is back the moment a payment brings it
        below the line.
    due: contributions by year. The line is the sum for the `rule.years` years before the year of `on`.
    decision_taken: the body took the vote away, where the rule is not automatic.
    permitted_until: last day on which the body lets the member vote all the same.
    Raises: Refused "arrears.year_missing" when a year of the line has no contribution on record.
    Source: UN Charter art. 19 and texts made after it.
    """
    years = [on.year - n for n in range(rule.years, 0, -1)]
    if missing := [year for year in years if year not in due]:
        raise Refused("arrears.year_missing", rule.cite, years=list(missing))
    owed = cents(arrears, cite=rule.cite)
    line = sum(cents(due[year], cite=rule.cite) for year in years)
    over = owed >= line and owed > 0
    # Who owes nothing votes, whatever the line: paying all is always enough.
    least = money(min(owed, owed - line + 1)) if over else money(0)
    until: date | None = None
    if not over:
        votes, code = True, "arrears.below_line"
    elif not rule.automatic and not decision_taken:
        votes, code = True, "arrears.no_decision_taken"
    elif permitted_until is not None and on <= permitted_until:
        votes, code, until = True, "arrears.permitted", permitted_until
    else:
        votes, code = False, "arrears.vote_lost"
    step = Step.of(
        code,
        rule.cite,
        arrears=str(money(owed)),
        line=str(money(line)),
        years=list(years),
        pay_at_least=str(least),
        until=str(until or ""),
    )
    return VotingRight(votes, money(owed), money(line), least, until, step)


@value
class DueDate:
    """The day a contribution falls due, and why."""

    on: date
    step: Step


def due_date(year: int, letter_on: date, *, days: int = 30, cite: Citation | None = None) -> DueDate:
    """The day a contribution falls due: the later of 1 January and `days` after the letter."""
    new_year, after_letter = date(year, 1, 1), letter_on + timedelta(days=days)
    on = max(new_year, after_letter)
    code = "contributions.due_after_letter" if after_letter >= new_year else "contributions.due_on_new_year"
    return DueDate(on, Step.of(code, cite, letter_on=str(letter_on), days=days, due_on=str(on)))


def due_on(year: int, letter_on: date, *, days: int = 30) -> date:
    """The day a contribution falls due, without the reason; see `due_date`."""
    return due_date(year, letter_on, days=days).on


def years_in_arrears(year: int, on: date) -> int:
    """Full years for which a contribution of `year` has stayed unpaid: one at the next 1 January."""
    return max(0, on.year - year)


@value
class Debt:
    """One thing a member owes. year 0 is the advance to the working capital fund, which is paid first."""

    year: int
    amount: Decimal


WORKING_CAPITAL = 0


@value
class Settlement:
    """What one payment settled. left: what is still owed, by debt; credit: what goes to the next year."""

    paid: tuple[Debt, ...]
    left: tuple[Debt, ...]
    credit: Decimal
    steps: tuple[Step, ...] = ()

    @property
    def total_left(self) -> Decimal:
        return money(sum(cents(debt.amount) for debt in self.left))


def settle(payment: Decimal, debts: Sequence[Debt], *, cite: Citation | None = None) -> Settlement:
    """Allocate a payment: the working capital fund first, then the oldest year; what is over is credit.

    Raises: Refused "arrears.nothing_paid", "arrears.year_twice".
    """
    over = cents(payment, cite=cite)
    if not over:
        raise Refused("arrears.nothing_paid", cite)
    years = [debt.year for debt in debts]
    if twice := sorted({year for year in years if years.count(year) > 1}):
        raise Refused("arrears.year_twice", cite, years=list(twice))
    paid, left = [], []
    for debt in sorted(debts, key=lambda one: one.year):
        owed = cents(debt.amount, cite=cite)
        part = min(owed, over)
        over -= part
        if part:
            paid.append(Debt(debt.year, money(part)))
        if owed > part:
            left.append(Debt(debt.year, money(owed - part)))
    steps = [
        Step.of("payments.settled", cite, year=one.year, amount=str(one.amount))
        if one.year != WORKING_CAPITAL
        else Step.of("payments.working_capital", cite, amount=str(one.amount))
        for one in paid
    ]
    if left:
        total = money(sum(cents(one.amount) for one in left))
        steps.append(Step.of("payments.left", cite, amount=str(total), years=[one.year for one in left]))
    if over:
        steps.append(Step.of("payments.credit", cite, amount=str(money(over))))
    return Settlement(tuple(paid), tuple(left), money(over), tuple(steps))


@value
class Rate:
    """A rate of exchange: units of the currency of account for one of another, with its day and where it is from."""

    currency: str
    rate: Decimal
    on: date
    source: str


@value
class PaymentAnswer:
    """What one payment came to in the currency of account, and what it settled.

    gain_or_loss: what the bank credited less what the organisation's rate makes of it; a line of its own.
    """

    credited: Decimal
    settlement: Settlement
    gain_or_loss: Decimal
    steps: tuple[Step, ...]


def payment(
    amount: Decimal,
    debts: Sequence[Debt],
    *,
    received_on: date,
    rate: Rate | None = None,
    banked: Decimal | None = None,
    cite: Citation | None = None,
) -> PaymentAnswer:
    """What a payment settles; one in another currency at the organisation's rate of the day of receipt.

    rate: None for a payment in the currency of account. banked: what the bank credited, in the currency of account,
    where that is known.
    Raises: Refused "arrears.rate_of_another_day", "arrears.nothing_paid", "arrears.year_twice", "money.…".
    """
    credited = money(cents(amount, cite=cite))
    first: tuple[Step, ...] = ()
    if rate is not None:
        if rate.on != received_on:
            raise Refused("arrears.rate_of_another_day", cite, rate_on=str(rate.on), received_on=str(received_on))
        credited = converted(amount, rate.rate, cite=cite)
        first = (
            Step.of(
                "payments.converted",
                cite,
                amount=str(money(cents(amount))),
                currency=rate.currency,
                rate=str(rate.rate),
                rate_on=str(rate.on),
                source=rate.source,
                credited=str(credited),
            ),
        )
    settlement = settle(credited, debts, cite=cite)
    difference = Decimal("0.00") if banked is None else money(cents(banked, cite=cite) - cents(credited))
    if difference:
        first = (*first, Step.of("payments.gain_or_loss", cite, amount=str(difference)))
    return PaymentAnswer(credited, settlement, difference, (*first, *settlement.steps))
