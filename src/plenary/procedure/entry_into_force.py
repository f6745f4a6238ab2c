"""From which day a text binds: in general, and for one State.

Day 0 is the day of deposit. Months clamp to the end of a shorter month. "The first day of the month
following the expiry" is the first of the next month, even where the expiry is itself a first. Deposits
count on receipt; only instruments in good form count, and one withdrawn before the threshold is reached
does not.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.share import Share
from plenary.procedure.step import Step
from plenary.procedure.value import value


class Start(StrEnum):
    """What is done with the day on which the delay is over."""

    THAT_DAY = "that day"
    FIRST_OF_NEXT_MONTH = "first of the month following"


@value
class Delay:
    """A delay counted from a deposit: days, or months, then the start."""

    days: int = 0
    months: int = 0
    start: Start = Start.THAT_DAY

    def after(self, day: date) -> date:
        """The day that comes so long after `day`."""
        over = add_months(day, self.months) + timedelta(days=self.days)
        if self.start is Start.FIRST_OF_NEXT_MONTH:
            return add_months(over.replace(day=1), 1)
        return over


@value
class Formula:
    """When a text enters into force: after how many instruments, and how long after.

    needed: a number (`Share(0, min=4)`), a share of the members, or all (`ALL`).
    of: how many members or signatories the share is taken of.
    members_only: codes whose instruments are needed, where only signatories count; empty for any State.
    """

    needed: Share
    of: int
    delay: Delay
    cite: Citation | None = None
    members_only: frozenset[str] = frozenset()

    @property
    def required(self) -> int:
        return self.needed.required(self.of)


@value
class Deposit:
    """An instrument received. good_form: False for one that does not count (a prohibited reservation)."""

    member: str
    received_on: date
    good_form: bool = True
    withdrawn_on: date | None = None


@value
class Force:
    """The day a text enters into force; None while instruments are lacking.

    counted: the deposits that made the number, in the order received; reached_on: the day they did.
    """

    on: date | None
    reached_on: date | None
    counted: tuple[str, ...]
    required: int
    steps: tuple[Step, ...]


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def entry_into_force(formula: Formula, deposits: Iterable[Deposit], *, as_of: date | None = None) -> Force:
    """The day on which the text enters into force generally.

    as_of: deposits received after that day are not yet known.
    Raises: Refused "instruments.deposited_twice", "instruments.withdrawn_before_deposit".
    """
    known = sorted(
        (one for one in deposits if as_of is None or one.received_on <= as_of),
        key=lambda one: (one.received_on, one.member),
    )
    _refuse_contradictions(known, formula.cite)
    required = formula.required
    steps: list[Step] = []
    counting: list[Deposit] = []
    for day in sorted({one.received_on for one in known}):
        # One withdrawn by this day, before the threshold was reached, never counted.
        counting = [one for one in counting if one.withdrawn_on is None or one.withdrawn_on > day]
        for one in known:
            if one.received_on != day:
                continue
            counts = one.good_form and _expected(one, formula) and not _gone_by(one, day)
            code = "instruments.counts" if counts else "instruments.does_not_count"
            steps.append(Step.of(code, formula.cite, member=one.member, received_on=str(day)))
            if counts:
                counting.append(one)
        if len(counting) >= required:
            on = formula.delay.after(day)
            steps.append(
                Step.of(
                    "instruments.threshold_reached",
                    formula.cite,
                    counted=len(counting),
                    required=required,
                    reached_on=str(day),
                    in_force_on=str(on),
                )
            )
            return Force(on, day, tuple(one.member for one in counting), required, tuple(steps))
    steps.append(Step.of("instruments.lacking", formula.cite, counted=len(counting), required=required))
    return Force(None, None, tuple(one.member for one in counting), required, tuple(steps))


def in_force_for(
    member: str, formula: Formula, deposits: Iterable[Deposit], *, own_delay: Delay | None = None
) -> date | None:
    """The day the text binds one State: with the others, or its own deposit and the delay if later.

    own_delay: where the text gives later parties another delay than the general one.
    """
    everyone = tuple(deposits)
    general = entry_into_force(formula, everyone)
    own = [one for one in everyone if one.member == member and one.good_form]
    if general.on is None or not own:
        return None
    if member in general.counted:
        return general.on
    later = (own_delay or formula.delay).after(own[0].received_on)
    return max(general.on, later)


def objection_in_time(notified_on: date, objected_on: date, *, bound_on: date | None = None, months: int = 12) -> bool:
    """Whether an objection to a reservation came in time, last day included.

    bound_on: the day the objecting State consented to be bound, where that is later.
    Source: VCLT art. 20(5).
    """
    last = add_months(notified_on, months)
    return objected_on <= (max(last, bound_on) if bound_on else last)


def withdrawal_takes_effect(notified_on: date, *, months: int = 12) -> date:
    """The day a withdrawal takes effect: twelve months' notice where the text says nothing.

    Source: VCLT art. 56(2).
    """
    return add_months(notified_on, months)


def _expected(one: Deposit, formula: Formula) -> bool:
    return not formula.members_only or one.member in formula.members_only


def _gone_by(one: Deposit, day: date) -> bool:
    return one.withdrawn_on is not None and one.withdrawn_on <= day


def _refuse_contradictions(deposits: list[Deposit], cite: Citation | None) -> None:
    codes = [one.member for one in deposits if one.good_form and one.withdrawn_on is None]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise Refused("instruments.deposited_twice", cite, members=list(twice))
    for one in deposits:
        if one.withdrawn_on is not None and one.withdrawn_on < one.received_on:
            raise Refused("instruments.withdrawn_before_deposit", cite, member=one.member)
