"""From which day a text binds: in general, and for one State.

Day 0 is the day of deposit. Months clamp to the end of a shorter month. "The first day of the month
following the expiry" is the first of the next month, even where the expiry is itself a first. Deposits
count on receipt; only instruments in good form count, and one withdrawn before the threshold is reached
does not.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.share import Share
from plenary.procedure.step import Step
from plenary.procedure.value import value


class Start(StrEnum):
    """What is done with the day on which the delay is over."""

    THAT_DAY = "that day"
    FIRST_OF_NEXT_MONTH = "first of the month following"


@value
class Delay:
    """A delay counted from a deposit, as the text words it.

    Order of effects: months, then days, then the start, then the earliest day.
    start: what is done with the day so reached. month_start: n for "the first day of the n-th month after the month"
    of that day; 0 where the text does not say so. not_before: the earliest day the text names.
    Raises: Refused "instruments.bad_delay".
    """

    days: int = 0
    months: int = 0
    start: Start = Start.THAT_DAY
    month_start: int = 0
    not_before: date | None = None

    def __post_init__(self) -> None:
        both = self.month_start and self.start is not Start.THAT_DAY
        if min(self.days, self.months, self.month_start) < 0 or both:
            raise Refused("instruments.bad_delay", said=str(self))

    def after(self, day: date) -> date:
        """The day that comes so long after `day`. Raises: Refused "instruments.beyond_calendar" after the year 9999."""
        try:
            over = add_months(day, self.months) + timedelta(days=self.days)
            on_first = self.month_start or int(self.start is Start.FIRST_OF_NEXT_MONTH)
            if on_first:
                over = add_months(over.replace(day=1), on_first)
        except (OverflowError, ValueError):
            raise Refused("instruments.beyond_calendar", day=str(day), delay=str(self)) from None
        return over if self.not_before is None else max(over, self.not_before)

    def __str__(self) -> str:
        """The chain by which a delay is written: "months:12+first_of_next_month"; "days:0" for none."""
        links = (
            self.months and f"months:{self.months}",
            self.days and f"days:{self.days}",
            self.month_start and f"month_start:{self.month_start}",
            self.start is Start.FIRST_OF_NEXT_MONTH and "first_of_next_month",
            self.not_before is not None and f"not_before:{self.not_before}",
        )
        return "+".join(str(link) for link in links if link) or "days:0"

    @classmethod
    def read(cls, said: str) -> Delay:
        """A delay from its chain; `read(str(d)) == d`.

        Links stand in the order of effects: `months:N`, `days:N`, then `first_of_next_month` or `month_start:N`, then
        `not_before:YYYY-MM-DD`; a chain in another order says something else and is not guessed at.
        Raises: Refused "instruments.bad_delay".
        """
        found = re.fullmatch(_CHAIN, said.strip())
        if not said.strip() or not found:
            raise Refused("instruments.bad_delay", said=said)
        try:
            not_before = date.fromisoformat(found["not_before"]) if found["not_before"] else None
        except ValueError:
            raise Refused("instruments.bad_delay", said=said) from None
        return cls(
            int(found["days"] or 0),
            int(found["months"] or 0),
            Start.FIRST_OF_NEXT_MONTH if found["first"] else Start.THAT_DAY,
            int(found["month_start"] or 0),
            not_before,
        )


# Compiled when it is first needed: that is most of what this file would cost to load.
_CHAIN = (
    r"(?a:(?:months:(?P<months>\d{1,4})(?:\+|$))?(?:days:(?P<days>\d{1,5})(?:\+|$))?"
    r"(?:(?:(?P<first>first_of_next_month)|month_start:(?P<month_start>\d{1,4}))(?:\+|$))?"
    r"(?:not_before:(?P<not_before>\d{4}-\d\d-\d\d))?(?<!\+))"
)


def require_effect(
    counted_on: date, delay: Delay, *, on: date, document: str = "", cite: Citation | None = None
) -> Step:
    """Whether a text has taken effect by a day: so long after the day from which its formula counts.

    document: as it is cited. Raises: Refused "instruments.not_in_effect_yet", "instruments.beyond_calendar".
    """
    from_on = delay.after(counted_on)
    if on < from_on:
        raise Refused("instruments.not_in_effect_yet", cite, document=document, from_on=str(from_on), on=str(on))
    return Step.of("instruments.in_effect", cite, counted_on=str(counted_on), delay=str(delay), from_on=str(from_on))


@value
class Formula:
    """When a text enters into force: after how many instruments, and how long after.

    needed: a number (`Share(0, min=4)`), a share of the members, or all (`ALL`).
    of: how many members or signatories the share is taken of.
    members_only: codes whose instruments are needed, where only signatories count; empty for any State.
    not_before_treaty: the text whose entry into force this one waits for; "" for none.
    regional_organisations_count: whether the instrument of a regional organisation adds to those of its members.
    """

    needed: Share
    of: int
    delay: Delay
    cite: Citation | None = None
    members_only: frozenset[str] = frozenset()
    not_before_treaty: str = ""
    regional_organisations_count: bool = False

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
    regional_organisation: bool = False


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


def entry_into_force(
    formula: Formula,
    deposits: Iterable[Deposit],
    *,
    as_of: date | None = None,
    others: Mapping[str, date | None] | None = None,
) -> Force:
    """The day on which the text enters into force generally.

    as_of: deposits received after that day are not yet known. others: the days on which other texts entered into
    force, by the name that `not_before_treaty` gives.
    Raises: Refused "instruments.deposited_twice", "instruments.withdrawn_before_deposit".
    """
    known = sorted(
        (one for one in deposits if as_of is None or one.received_on <= as_of),
        key=lambda one: (one.received_on, one.member, one.withdrawn_on or date.max, not one.good_form),
    )
    _refuse_contradictions(known, formula.cite)
    required = formula.required
    steps: list[Step] = []
    counting: list[Deposit] = []
    for day, received in groupby(known, key=lambda one: one.received_on):
        # One withdrawn by this day, before the threshold was reached, never counted.
        counting = [one for one in counting if one.withdrawn_on is None or one.withdrawn_on > day]
        for one in received:
            reason = _why_not(one, formula, day)
            code = "instruments.does_not_count" if reason else "instruments.counts"
            facts: dict[str, Fact] = {"member": one.member, "received_on": str(day)}
            steps.append(Step.of(code, formula.cite, **facts, **({"reason": reason} if reason else {})))
            if not reason:
                counting.append(one)
        if len(counting) >= required:
            on = formula.delay.after(day)
            last, on_with_other = _after_other(formula, on, others or {})
            steps.append(
                Step.of(
                    "instruments.threshold_reached",
                    formula.cite,
                    counted=len(counting),
                    required=required,
                    reached_on=str(day),
                    delay=str(formula.delay),
                    in_force_on=str(on),
                )
            )
            return Force(on_with_other, day, tuple(one.member for one in counting), required, (*steps, *last))
    steps.append(Step.of("instruments.lacking", formula.cite, counted=len(counting), required=required))
    return Force(None, None, tuple(one.member for one in counting), required, tuple(steps))


@value
class Bound:
    """From which day a text binds one State; None where it does not yet. The last step says why."""

    on: date | None
    steps: tuple[Step, ...]


def bound_from(
    member: str,
    formula: Formula,
    deposits: Iterable[Deposit],
    *,
    own_delay: Delay | None = None,
    as_of: date | None = None,
    others: Mapping[str, date | None] | None = None,
) -> Bound:
    """The day the text binds one State: with the others, or its own deposit and the delay if that is later.

    own_delay: where the text gives later parties another delay than the general one.
    Raises: Refused "instruments.deposited_twice", "instruments.withdrawn_before_deposit".
    Source: VCLT art. 24(3), and the text's own clause.
    """
    everyone = tuple(one for one in deposits if as_of is None or one.received_on <= as_of)
    general = entry_into_force(formula, everyone, others=others)
    own = [
        one.received_on
        for one in everyone
        if one.member == member and one.good_form and (one.withdrawn_on is None or _since(general.on, one.withdrawn_on))
    ]
    if not own:
        last = Step.of("instruments.no_instrument", formula.cite, member=member)
        return Bound(None, (*general.steps, last))
    if general.on is None:
        last = Step.of("instruments.not_in_force", formula.cite, member=member)
        return Bound(None, (*general.steps, last))
    if member in general.counted:
        last = Step.of("instruments.binds_with_the_others", formula.cite, member=member, on=str(general.on))
        return Bound(general.on, (*general.steps, last))
    on = max(general.on, (own_delay or formula.delay).after(min(own)))
    last = Step.of("instruments.binds_later", formula.cite, member=member, received_on=str(min(own)), on=str(on))
    return Bound(on, (*general.steps, last))


def in_force_for(
    member: str, formula: Formula, deposits: Iterable[Deposit], *, own_delay: Delay | None = None
) -> date | None:
    """The day the text binds one State, without the way to it; see `bound_from`."""
    return bound_from(member, formula, deposits, own_delay=own_delay).on


def _after_other(formula: Formula, on: date, others: Mapping[str, date | None]) -> tuple[tuple[Step, ...], date | None]:
    """What the text that this one waits for makes of its day."""
    treaty = formula.not_before_treaty
    if not treaty:
        return (), on
    other = others.get(treaty)
    if other is None:
        return (Step.of("instruments.waits_for_other", formula.cite, treaty=treaty),), None
    step = Step.of(
        "instruments.not_before_other",
        formula.cite,
        treaty=treaty,
        other_on=str(other),
        in_force_on=str(max(on, other)),
    )
    return (step,), max(on, other)


def _why_not(one: Deposit, formula: Formula, day: date) -> str:
    """Why an instrument does not count towards the number; "" where it does."""
    if not one.good_form:
        return "not in good form"
    if one.regional_organisation and not formula.regional_organisations_count:
        return "regional organisation"
    if not _expected(one, formula):
        return "not one of those whose consent is needed"
    return "withdrawn" if _gone_by(one, day) else ""


def _since(start: date | None, day: date) -> bool:
    return start is not None and day >= start


def _expected(one: Deposit, formula: Formula) -> bool:
    return not formula.members_only or one.member in formula.members_only


def _gone_by(one: Deposit, day: date) -> bool:
    return one.withdrawn_on is not None and one.withdrawn_on <= day


def _refuse_contradictions(deposits: list[Deposit], cite: Citation | None) -> None:
    codes = Counter(one.member for one in deposits if one.good_form and one.withdrawn_on is None)
    if twice := sorted(code for code, times in codes.items() if times > 1):
        raise Refused("instruments.deposited_twice", cite, members=list(twice))
    for one in deposits:
        if one.withdrawn_on is not None and one.withdrawn_on < one.received_on:
            raise Refused("instruments.withdrawn_before_deposit", cite, member=one.member)
