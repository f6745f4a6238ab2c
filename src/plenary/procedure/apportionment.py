"""Sharing a budget among the members, to the cent, and accounting for what was spent.

Money is whole cents inside and exact `Decimal` outside; a share is an exact fraction until it is rounded.
Rounding is by largest remainder: everyone is rounded down, and the units that are missing go to the
largest fractions; on equal fractions to the larger share, then by name.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value

HUNDRED = Decimal("100.000")

#: Thousandths of a per cent in a whole scale, and cents in a unit of account.
_SCALE_UNITS = 100_000
_CENTS = 100


@value
class Scale:
    """Percentages by which members share the budget, to three decimals; they sum to exactly 100.000.

    Raises: Refused "scale.does_not_sum", "scale.too_fine", "scale.negative", "scale.nobody".
    """

    shares: tuple[tuple[str, Decimal], ...]
    cite: Citation | None = None

    def __post_init__(self) -> None:
        codes = [member for member, _ in self.shares]
        if not codes:
            raise Refused("scale.nobody", self.cite)
        if len(set(codes)) < len(codes):
            twice = sorted({code for code in codes if codes.count(code) > 1})
            raise Refused("scale.member_twice", self.cite, members=list(twice))
        for member, share in self.shares:
            if not isinstance(share, Decimal) or not share.is_finite():
                raise Refused("scale.not_exact", self.cite, amount=str(share))
            if share < 0:
                raise Refused("scale.negative", self.cite, members=[member])
            if Fraction(share) * 1000 != int(Fraction(share) * 1000):
                raise Refused("scale.too_fine", self.cite, member=member, share=str(share))
        total = sum((share for _, share in self.shares), Decimal(0))
        if total != HUNDRED:
            raise Refused(
                "scale.does_not_sum",
                self.cite,
                total=f"{total:.3f}",
                needed=str(HUNDRED),
                difference=f"{total - HUNDRED:+.3f}",
            )

    @classmethod
    def of(cls, shares: Mapping[str, Decimal | str], *, cite: Citation | None = None) -> Scale:
        """A scale from percentages as printed: {"ARM": "5.000", ...}."""
        exact = {}
        for member, share in shares.items():
            exact[member] = _decimal(share, "scale.not_exact", cite)
        return cls(tuple(exact.items()), cite)

    def share(self, member: str) -> Decimal:
        """The percentage of one member. Raises: Refused "scale.not_on_scale"."""
        for code, share in self.shares:
            if code == member:
                return share
        raise Refused("scale.not_on_scale", self.cite, member=member)


@value
class ScaleAnswer:
    """A scale with the way to it: `unrounded` holds the exact percentages before rounding."""

    scale: Scale
    unrounded: tuple[tuple[str, Fraction], ...]
    floored: tuple[str, ...]
    capped: tuple[str, ...]
    steps: tuple[Step, ...]


def scale_from_capacity(
    capacity: Mapping[str, int],
    *,
    floor: Decimal | str = "0",
    ceiling: Decimal | str = "100",
    least_developed: Iterable[str] = (),
    least_developed_ceiling: Decimal | str = "0.01",
    cite: Citation | None = None,
) -> ScaleAnswer:
    """The scale that follows from capacity to pay, with a floor and ceilings in per cent.

    Order of effects: shares by capacity; members below the floor raised to it and the others reduced pro
    rata until none is below; members above their ceiling cut to it and the excess spread pro rata over
    members neither floored nor capped until none is above; rounding to three decimals by largest
    remainder.
    least_developed: members that have the lower of the two ceilings.
    Raises: Refused "scale.floor_and_ceiling_do_not_fit", "scale.nobody", "scale.negative", "scale.not_on_scale".
    """
    lowest = Fraction(_decimal(floor, "scale.not_exact", cite)) / 100
    highest = Fraction(_decimal(ceiling, "scale.not_exact", cite)) / 100
    least = Fraction(_decimal(least_developed_ceiling, "scale.not_exact", cite)) / 100
    poor = frozenset(least_developed)
    if not capacity or not sum(capacity.values()):
        raise Refused("scale.nobody", cite)
    if negative := sorted(member for member, amount in capacity.items() if amount < 0):
        raise Refused("scale.negative", cite, members=list(negative))
    if strangers := sorted(poor - {*capacity}):
        raise Refused("scale.not_on_scale", cite, member=strangers[0])
    count = len(capacity)
    ceilings = {member: min(highest, least) if member in poor else highest for member in capacity}
    fits = 0 <= lowest <= min(ceilings.values()) and lowest * count <= 1 <= sum(ceilings.values())
    if not fits:
        raise Refused("scale.floor_and_ceiling_do_not_fit", cite, floor=str(floor), ceiling=str(ceiling))
    total = sum(capacity.values())
    start = {member: Fraction(amount, total) for member, amount in capacity.items()}
    shares, floored = _raised(start, lowest)
    shares, capped = _cut(shares, floored, ceilings, lowest)
    units = largest_remainder({member: share * _SCALE_UNITS for member, share in shares.items()})
    scale = Scale(tuple((member, Decimal(unit).scaleb(-3)) for member, unit in units.items()), cite)
    steps = (
        Step.of("scale.by_capacity", cite, members=count, capacity=total),
        Step.of("scale.floored", cite, floor=str(floor), members=sorted(floored)),
        Step.of("scale.capped", cite, ceiling=str(ceiling), members=sorted(capped - poor)),
        *(
            [Step.of("scale.capped_least_developed", cite, ceiling=str(least_developed_ceiling), members=sorted(held))]
            if (held := capped & poor)
            else []
        ),
        Step.of("scale.rounded", cite, decimals=3, method="largest remainder"),
    )
    unrounded = tuple((member, share * 100) for member, share in shares.items())
    return ScaleAnswer(scale, unrounded, tuple(sorted(floored)), tuple(sorted(capped)), steps)


def _raised(start: dict[str, Fraction], lowest: Fraction) -> tuple[dict[str, Fraction], frozenset[str]]:
    floored: frozenset[str] = frozenset()
    shares = dict(start)
    while below := {m for m, share in shares.items() if share < lowest and m not in floored}:
        floored |= below
        free = sum((start[m] for m in start if m not in floored), Fraction(0))
        left = 1 - lowest * len(floored)
        shares = {m: lowest if m in floored else start[m] * left / free for m in start}
    return shares, floored


def _cut(
    start: dict[str, Fraction], floored: frozenset[str], ceilings: Mapping[str, Fraction], lowest: Fraction
) -> tuple[dict[str, Fraction], frozenset[str]]:
    capped: frozenset[str] = frozenset()
    shares = dict(start)
    while above := {m for m, share in shares.items() if share > ceilings[m] and m not in capped}:
        capped |= above
        others = [m for m in start if m not in capped]
        takers = [m for m in others if m not in floored]
        free = sum((start[m] for m in takers), Fraction(0))
        left = 1 - sum((ceilings[m] for m in capped), Fraction(0))
        if not free:
            # Nobody but those on the floor, or without any capacity, is left to take the excess.
            rest, full = _spread(others, start, left, lowest, ceilings)
            return {m: ceilings[m] for m in start} | rest, capped | full
        grown = (left - lowest * (len(others) - len(takers))) / free
        shares = {m: ceilings[m] if m in capped else start[m] * (grown if m in takers else 1) for m in start}
    return shares, capped


def _spread(
    members: list[str],
    weights: dict[str, Fraction],
    total: Fraction,
    lowest: Fraction,
    ceilings: Mapping[str, Fraction],
) -> tuple[dict[str, Fraction], frozenset[str]]:
    """Share `total` between the floor and the ceilings: by weight, in equal parts where there is none."""
    full: frozenset[str] = frozenset()
    while True:
        takers = [m for m in members if m not in full]
        over = total - sum((ceilings[m] for m in full), Fraction(0)) - lowest * len(takers)
        heavy = sum((weights[m] for m in takers), Fraction(0))
        part = {m: weights[m] / heavy if heavy else Fraction(1, len(takers)) for m in takers}
        shares = {m: lowest + over * part[m] if m in part else ceilings[m] for m in members}
        above = {m for m in takers if shares[m] > ceilings[m]}
        if not above:
            return shares, full
        full |= above


def largest_remainder(exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole units that sum to the sum of the exact amounts, which must itself be whole.

    Everyone is rounded down; the missing units go to the largest fractions, on equal fractions to the
    larger amount, then by name.
    Raises: Refused "apportionment.sum_not_whole".
    """
    total = sum(exact.values(), Fraction(0))
    if total.denominator != 1:
        raise Refused("apportionment.sum_not_whole", total=str(total))
    units = {member: amount.__floor__() for member, amount in exact.items()}
    missing = int(total) - sum(units.values())
    by_fraction = sorted(exact, key=lambda m: (-(exact[m] - units[m]), -exact[m], m))
    for member in by_fraction[:missing]:
        units[member] += 1
    return units


@value
class Apportionment:
    """An amount shared by a scale: in cents, by member, and where the cents went that rounding down left over."""

    amounts: tuple[tuple[str, Decimal], ...]
    total: Decimal
    steps: tuple[Step, ...]


def apportion(budget: Decimal, scale: Scale, *, cite: Citation | None = None) -> Apportionment:
    """What each member owes of a budget, or is credited of what was not spent; the sum equals it to the cent.

    budget: in the currency of account, with two decimals at most.
    Raises: Refused "money.not_in_cents", "money.negative".
    """
    whole = cents(budget, cite=cite)
    exact = {member: Fraction(share) * whole / 100 for member, share in scale.shares}
    units = largest_remainder(exact)
    raised = sorted(member for member in exact if units[member] > exact[member])
    steps = (
        Step.of("contributions.by_scale", cite or scale.cite, total=str(money(whole)), members=len(exact)),
        Step.of("contributions.rounded", cite or scale.cite, cents=len(raised), members=list(raised)),
    )
    return Apportionment(tuple((member, money(unit)) for member, unit in units.items()), money(whole), steps)


def contributions(budget: Decimal, scale: Scale, *, cite: Citation | None = None) -> dict[str, Decimal]:
    """What each member owes for the year, without the way to it; see `apportion`."""
    return dict(apportion(budget, scale, cite=cite).amounts)


def credits_of(unspent: Decimal, scale: Scale, *, cite: Citation | None = None) -> dict[str, Decimal]:
    """What each member is credited of what was not spent: by the scale of that year, to the cent."""
    return contributions(unspent, scale, cite=cite)


class CountedBy(StrEnum):
    """In what a part of a year is counted."""

    MONTHS = "months"
    DAYS = "days"


@value
class PartOfYear:
    """What is owed for a part of a year: so many of the year's months, or days."""

    amount: Decimal
    counted: int
    of: int
    step: Step


def newcomer(
    budget: Decimal,
    rate: Decimal,
    joined_on: date,
    *,
    by: CountedBy = CountedBy.MONTHS,
    cite: Citation | None = None,
) -> PartOfYear:
    """What a member that joins during the year owes for it.

    It is owed in addition to the scale's 100 per cent, so that nobody else's contribution changes that year. The
    month, or the day, of joining counts in full; the amount is rounded half up to the cent.
    rate: per cent of the budget that it bears from the next year.
    Raises: Refused "money.…", "scale.bad_rate".
    """
    of = 12 if by is CountedBy.MONTHS else _days_in(joined_on.year)
    counted = 13 - joined_on.month if by is CountedBy.MONTHS else of - _day_of_year(joined_on) + 1
    return _part_of_year("contributions.newcomer", _year_of(budget, rate, cite), counted, of, by, joined_on, cite)


def leaver(
    contribution: Decimal, leaves_on: date, *, by: CountedBy = CountedBy.DAYS, cite: Citation | None = None
) -> PartOfYear:
    """What a member that leaves during the year owes for it: through the day on which its withdrawal takes effect.

    contribution: what it owes for the whole year. That day, or its month, counts; rounded half up to the cent.
    Raises: Refused "money.…".
    """
    of = 12 if by is CountedBy.MONTHS else _days_in(leaves_on.year)
    counted = leaves_on.month if by is CountedBy.MONTHS else _day_of_year(leaves_on)
    whole = Fraction(cents(contribution, cite=cite))
    return _part_of_year("contributions.leaver", whole, counted, of, by, leaves_on, cite)


def _year_of(budget: Decimal, rate: Decimal, cite: Citation | None) -> Fraction:
    share = Fraction(_decimal(rate, "scale.not_exact", cite))
    if not 0 <= share <= 100:
        raise Refused("scale.bad_rate", cite, rate=str(rate))
    return cents(budget, cite=cite) * share / 100


def _part_of_year(
    code: str, whole: Fraction, counted: int, of: int, by: CountedBy, on: date, cite: Citation | None
) -> PartOfYear:
    amount = money((whole * counted / of + Fraction(1, 2)).__floor__())
    step = Step.of(code, cite, amount=str(amount), counted=counted, of=of, unit=str(by), on=str(on))
    return PartOfYear(amount, counted, of, step)


def _days_in(year: int) -> int:
    return 365 + calendar.isleap(year)


def _day_of_year(day: date) -> int:
    return (day - date(day.year, 1, 1)).days + 1


def cents(amount: Decimal, *, cite: Citation | None = None) -> int:
    """An amount in whole cents. Raises: Refused "money.not_in_cents", "money.negative"."""
    exact = _decimal(amount, "money.not_in_cents", cite)
    if exact < 0:
        raise Refused("money.negative", cite, amount=str(exact))
    whole = Fraction(exact) * _CENTS
    if whole.denominator != 1:
        raise Refused("money.not_in_cents", cite, amount=str(exact))
    return int(whole)


def money(whole_cents: int) -> Decimal:
    """Cents as an amount with two decimals."""
    return Decimal(whole_cents).scaleb(-2)


@value
class Line:
    """One part, section or line of a budget in the year of its execution.

    transfers: moved in, less moved out; it may be negative.
    """

    code: str
    appropriation: Decimal
    transfers: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)


@value
class LineReport:
    """One line of the execution report. rate: per cent of the revised amount that was paid, two decimals."""

    code: str
    appropriation: Decimal
    transfers: Decimal
    revised: Decimal
    committed: Decimal
    paid: Decimal
    rate: Decimal
    balance: Decimal


@value
class ExecutionReport:
    """The execution of a year's budget: lines, the total, and what was not spent."""

    lines: tuple[LineReport, ...]
    total: LineReport
    steps: tuple[Step, ...] = ()

    @property
    def unspent(self) -> Decimal:
        return self.total.balance


def execution(lines: Sequence[Line], *, cite: Citation | None = None) -> ExecutionReport:
    """What was appropriated, moved, committed and paid, line by line and in sum.

    Raises: Refused "budget.transfers_do_not_balance", "budget.overspent".
    """
    if sum((line.transfers for line in lines), Decimal(0)) != 0:
        raise Refused("budget.transfers_do_not_balance", cite)
    for line in lines:
        if line.paid > line.appropriation + line.transfers:
            raise Refused("budget.overspent", cite, line=line.code, paid=str(line.paid))
    total = Line(
        "total",
        *(
            sum((getattr(line, column) for line in lines), Decimal(0))
            for column in ("appropriation", "transfers", "committed", "paid")
        ),
    )
    reports = tuple(map(_line_report, lines))
    whole = _line_report(total)
    steps = tuple(_execution_step(report, cite) for report in (*reports, whole))
    return ExecutionReport(reports, whole, steps)


def _execution_step(report: LineReport, cite: Citation | None) -> Step:
    return Step.of(
        "budget.execution",
        cite,
        line=report.code,
        revised=str(report.revised),
        paid=str(report.paid),
        rate=str(report.rate),
        balance=str(report.balance),
    )


def _line_report(line: Line) -> LineReport:
    revised = line.appropriation + line.transfers
    return LineReport(
        line.code,
        line.appropriation,
        line.transfers,
        revised,
        line.committed,
        line.paid,
        per_cent(line.paid, revised),
        revised - line.paid,
    )


def per_cent(part: Decimal, whole: Decimal) -> Decimal:
    """A rate to show, with two decimals, half up; 0.00 of nothing. Never compared with a threshold."""
    if not whole:
        return Decimal("0.00")
    hundredths = Fraction(part) / Fraction(whole) * 10_000
    return Decimal((hundredths + Fraction(1, 2)).__floor__()).scaleb(-2)


@value
class TransferAnswer:
    """Whether a transfer needs the body's approval. share: of the giving part, cumulative, in per cent."""

    allowed: bool
    share: Decimal
    step: Step


def transfer(
    amount: Decimal,
    giving_part: Decimal,
    *,
    same_part: bool = False,
    moved_before: Decimal = Decimal(0),
    limit: Decimal = Decimal(10),
    cite: Citation | None = None,
) -> TransferAnswer:
    """Whether the secretary-general may move money between lines, or the body must approve.

    giving_part: the appropriation of the part that gives; moved_before: what it gave already this year.
    limit: per cent of the giving part up to which notice is enough.
    Raises: Refused "budget.transfer_exceeds_part", "money.…".
    """
    moved = cents(amount, cite=cite) + cents(moved_before, cite=cite)
    whole = cents(giving_part, cite=cite)
    if moved > whole:
        raise Refused("budget.transfer_exceeds_part", cite, amount=str(amount), part=str(giving_part))
    share = per_cent(money(moved), money(whole))
    allowed = same_part or moved * 100 <= limit * whole
    code = "budget.transfer_inside_part" if same_part else "budget.transfer_with_notice"
    step = Step.of(
        code if allowed else "budget.transfer_needs_approval",
        cite,
        amount=str(amount),
        share=str(share),
        limit=str(limit),
    )
    return TransferAnswer(allowed, share, step)


@value
class Move:
    """Money moved from one part of a budget to another. approved: the body agreed to it."""

    giving: str
    taking: str
    amount: Decimal
    approved: bool = False


@value
class TransfersAnswer:
    """What each transfer of a year needs, and the parts as revised by those that may be made.

    waiting: those that the body must approve first, by their place in what was asked, from 0.
    """

    answers: tuple[TransferAnswer, ...]
    waiting: tuple[int, ...]
    revised: tuple[tuple[str, Decimal], ...]
    total: Decimal


def transfers(
    parts: Mapping[str, Decimal], moves: Sequence[Move], *, limit: Decimal = Decimal(10), cite: Citation | None = None
) -> TransfersAnswer:
    """What the transfers of a year do to its parts, in the order in which they are made.

    parts: appropriations by part. A move from a part to itself is one between its lines, and needs neither notice nor
    approval. What was moved with the body's approval counts towards the limit of the part that gave it as well: the
    limit is of the year. A move that waits for approval is not made.
    Raises: Refused "budget.no_such_part", "budget.transfer_exceeds_part", "money.…".
    """
    revised = {part: cents(amount, cite=cite) for part, amount in parts.items()}
    given = dict.fromkeys(parts, 0)
    answers: list[TransferAnswer] = []
    waiting: list[int] = []
    for place, move in enumerate(moves):
        if unknown := sorted({move.giving, move.taking} - {*parts}):
            raise Refused("budget.no_such_part", cite, parts=list(unknown))
        inside = move.giving == move.taking
        before = Decimal(0) if inside else money(given[move.giving])
        answer = transfer(
            move.amount, parts[move.giving], same_part=inside, moved_before=before, limit=limit, cite=cite
        )
        moved = cents(move.amount, cite=cite)
        answers.append(answer)
        if not answer.allowed and not move.approved:
            waiting.append(place)
        elif not inside:
            given[move.giving] += moved
            revised[move.giving] -= moved
            revised[move.taking] += moved
    return TransfersAnswer(
        tuple(answers),
        tuple(waiting),
        tuple((part, money(amount)) for part, amount in revised.items()),
        money(sum(revised.values())),
    )


def converted(amount: Decimal, rate: Decimal, *, cite: Citation | None = None) -> Decimal:
    """A payment in another currency, in the currency of account, at the rate of the day of receipt.

    Rounded half up to the cent; the difference to the bank's amount is gain or loss, a line of its own.
    Raises: Refused "money.bad_rate".
    """
    if not rate.is_finite() or rate <= 0:
        raise Refused("money.bad_rate", cite, rate=str(rate))
    exact = Fraction(cents(amount, cite=cite)) * Fraction(rate)
    return money((exact + Fraction(1, 2)).__floor__())


def sum_of(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum, with two decimals."""
    return money(sum(cents(amount) for amount in amounts))


def _decimal(said: Decimal | str | int, code: str, cite: Citation | None) -> Decimal:
    inexact = isinstance(said, (float, bool))
    unreadable = isinstance(said, str) and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", said)
    endless = isinstance(said, Decimal) and not said.is_finite()
    if inexact or unreadable or endless:
        raise Refused(code, cite, amount=str(said))
    return Decimal(said)
