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
