"""Whose presidency comes next, and the period as it is printed.

The order is that of sort names in the agreed language; members swap by agreement, so the next one is
what the rule says and what a decision may change. A period is kept as printed ("2019-2020"): the days
it begins and ends are separate facts, and may not be stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value


@value
class Candidate:
    """A member in the rotation, with its sort name in the agreed language."""

    code: str
    sort_name: str


def rotation(members: Iterable[Candidate]) -> tuple[str, ...]:
    """The order of the rotation. Raises: Refused "presidency.member_twice"."""
    ordered = [one.code for one in sorted(members, key=lambda one: (one.sort_name, one.code))]
    if len(set(ordered)) != len(ordered):
        raise Refused("presidency.member_twice", members=sorted({c for c in ordered if ordered.count(c) > 1}))
    return tuple(ordered)


def next_presidency(
    holder: str, order: Sequence[str], *, passes: Iterable[str] = (), cite: Citation | None = None
) -> tuple[str, Step]:
    """The member whose presidency follows that of `holder`.

    passes: members that gave up their turn this time.
    Raises: Refused "presidency.not_in_rotation", "presidency.everyone_passes".
    """
    if holder not in order:
        raise Refused("presidency.not_in_rotation", cite, member=holder)
    given_up = set(passes)
    place = list(order).index(holder)
    for code in (*order[place + 1 :], *order[:place]):
        if code not in given_up:
            step = Step.of("presidency.next", cite, after=holder, member=code, passed=sorted(given_up))
            return code, step
    raise Refused("presidency.everyone_passes", cite, after=holder)


def next_by_name(
    after: Candidate | None, members: Iterable[Candidate], *, cite: Citation | None = None
) -> tuple[Candidate, Step]:
    """The member whose name follows that of the last holder, in the order of names; past its end, the first.

    after: the last holder, who need not be a member any more; None to begin with the first name. So a body whose
    members change keeps its order: each month's presidency goes to the next name among that month's members.
    Raises: Refused "presidency.nobody", "presidency.member_twice".
    Source: the pattern of SC rule 18.
    """
    taking_part = sorted(members, key=_by_name)
    if not taking_part:
        raise Refused("presidency.nobody", cite)
    rotation(taking_part)
    if after is None:
        return taking_part[0], Step.of("presidency.begins", cite, member=taking_part[0].code)
    for one in taking_part:
        if _by_name(one) > _by_name(after):
            return one, Step.of("presidency.next_name", cite, after=after.code, member=one.code)
    return taking_part[0], Step.of("presidency.round_begins_anew", cite, after=after.code, member=taking_part[0].code)


@value
class Change:
    """Who takes part in the rotation from a period on.

    restart: the round begins anew with the first name in that period. waiting: members that take their place only
    when the round has come back to its first name.
    """

    period: str
    members: tuple[Candidate, ...]
    restart: bool = False
    waiting: frozenset[str] = frozenset()


@value
class Turn:
    """Who presides in one period, and why."""

    period: str
    member: str
    step: Step


def turns(
    periods: Sequence[str],
    changes: Sequence[Change],
    *,
    after: Candidate | None = None,
    cite: Citation | None = None,
) -> tuple[Turn, ...]:
    """Who presides in each of the periods: months, half-years or years, as the body counts them.

    changes: in the order of the periods; the first is that of the first period. after: who presided before that.
    Raises: Refused "presidency.nobody", "presidency.period_unknown", "presidency.member_twice".
    """
    known = {one.period: one for one in changes}
    if unknown := sorted({*known} - {*periods}):
        raise Refused("presidency.period_unknown", cite, periods=list(unknown))
    members: tuple[Candidate, ...] = ()
    waiting: frozenset[str] = frozenset()
    found: list[Turn] = []
    for period in periods:
        if period in known:
            members, waiting = known[period].members, known[period].waiting
            after = None if known[period].restart else after
        taking_part = [one for one in members if one.code not in waiting]
        holder, step = next_by_name(after, taking_part, cite=cite)
        if waiting and after is not None and _by_name(holder) <= _by_name(after):
            # The round is back at its beginning: those who waited are in it, and may be first themselves.
            waiting = frozenset()
            holder, step = next_by_name(None, members, cite=cite)
        found.append(Turn(period, holder.code, step))
        after = holder
    return tuple(found)


def group_of(holder: str, order: Sequence[str], *, size: int = 3) -> tuple[str, ...]:
    """The presidencies that share a programme with that of `holder`: the order cut into groups from its beginning.

    The last group is smaller where the order does not divide.
    Raises: Refused "presidency.not_in_rotation", "presidency.bad_group".
    Source: the pattern of TFEU art. 236 and Decision 2009/881/EU: groups of three, for 18 months.
    """
    if size < 1:
        raise Refused("presidency.bad_group", size=size)
    if holder not in order:
        raise Refused("presidency.not_in_rotation", member=holder)
    begins = list(order).index(holder) // size * size
    return tuple(order[begins : begins + size])


def _by_name(one: Candidate) -> tuple[str, str]:
    return one.sort_name, one.code


def troika(holder: str, order: Sequence[str]) -> tuple[str, str, str]:
    """Past, present and next presidency acting together."""
    following, _ = next_presidency(holder, order)
    before, _ = next_presidency(holder, tuple(reversed(order)))
    return before, holder, following


@value
class Period:
    """A period as printed, with the days it begins and ends where they are stated.

    An end is the day on which the next presidency begins, and is itself no longer part of the period.
    """

    printed: str
    begins_on: date | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise Refused("presidency.ends_before_it_begins", printed=self.printed)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the printed form names, first and last."""
        return tuple(int(year) for year in re.findall(r"\b\d{4}\b", self.printed))

    def holds_on(self, day: date) -> bool | None:
        """Whether the period holds on that day; None where its days are not stated."""
        if self.begins_on is None:
            return None
        if day < self.begins_on:
            return False
        return self.ends_on is None or day < self.ends_on


def chair_of_session(host: str, *, decided_otherwise: str = "", cite: Citation | None = None) -> tuple[str, Step]:
    """Who presides over a session: the host State, unless the body decided otherwise.

    Source: CSTO Charter art. 13, as an example of the rule.
    """
    if decided_otherwise:
        return decided_otherwise, Step.of("presidency.chair_by_decision", cite, member=decided_otherwise)
    return host, Step.of("presidency.chair_is_host", cite, member=host)
