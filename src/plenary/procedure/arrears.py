"""What a member owes, what a payment settles, and whether it still has its vote.

The test compares arrears with what fell due for the preceding full years. Equal is enough to lose the
vote. Some texts take it at once; under others a decision of the body has to be taken first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from plenary.procedure.apportionment import cents, money
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
    least = money(owed - line + 1) if over else money(0)
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


def due_on(year: int, letter_on: date, *, days: int = 30) -> date:
    """The day a contribution falls due: the later of 1 January and `days` after the letter."""
    return max(date(year, 1, 1), letter_on + timedelta(days=days))


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
    return Settlement(tuple(paid), tuple(left), money(over))
