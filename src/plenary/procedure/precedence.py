"""The order of rank, and the alphabetical order: for names, seats, flags, photographs and speaking.

The key of precedence is the class of the office, the day the present office was taken, the sort name.
Names follow their sort key in one language, never the form shown. After the members come observer
States, partner States and organisations, each alphabetically, heads before representatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import partial

from plenary.procedure.citation import Citation
from plenary.procedure.office import OfficeClass
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value

ROLL_CALL = Citation("GA", "rule 87")


class Circle(IntEnum):
    """In what quality a party attends; circles are never mixed in an order."""

    MEMBER = 1
    OBSERVER_STATE = 2
    PARTNER_STATE = 3
    ORGANISATION = 4


class Place(StrEnum):
    """Where the host or the chair goes."""

    BY_RANK = "by rank"
    FIRST = "first"
    LAST = "last"


class Order(StrEnum):
    """By what members are ordered."""

    PRECEDENCE = "precedence"
    ALPHABETICAL = "alphabetical"


_EXPLAINED = {Order.PRECEDENCE: "precedence.precedence", Order.ALPHABETICAL: "precedence.alphabetical"}


@value
class Rank:
    """One head or representative, as protocol ranks it.

    sort_name: the sort key of the member (or the person) in the language of the order.
    office_since: day the present office was taken, as the State notified it; unknown days come last
        in their class. A continuous tenure counts; after an interruption, the present term.
    """

    code: str
    sort_name: str
    office: OfficeClass = OfficeClass.OTHER
    office_since: date | None = None
    circle: Circle = Circle.MEMBER
    is_chair: bool = False
    is_host: bool = False


def precedence_key(one: Rank) -> tuple[int, int, date, str]:
    """The key by which members are ranked: circle, class, day of taking office, sort name."""
    if one.circle is not Circle.MEMBER:
        # Outside the membership the alphabet decides, heads before representatives.
        return (one.circle, 0 if one.office <= OfficeClass.HEAD_OF_GOVERNMENT else 1, date.min, one.sort_name)
    return (one.circle, one.office, one.office_since or date.max, one.sort_name)


def alphabetical_key(one: Rank) -> tuple[int, int, str]:
    """The key of the alphabetical order, whatever the rank."""
    if one.circle is not Circle.MEMBER:
        return precedence_key(one)[0], precedence_key(one)[1], one.sort_name
    return one.circle, 0, one.sort_name


def in_order(
    ranks: Iterable[Rank],
    by: Order,
    *,
    host: Place = Place.BY_RANK,
    chair: Place = Place.BY_RANK,
) -> tuple[Rank, ...]:
    """Everyone in order, the host and the chair placed as configured.

    When one person is both, the chair's place decides. "First" is before everyone; "last" is after the
    last member, and still before observers, partners and organisations.
    Raises: Refused "precedence.code_twice".
    """
    everyone = list(ranks)
    codes = [one.code for one in everyone]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise Refused("precedence.code_twice", codes=list(twice))
    key = precedence_key if by is Order.PRECEDENCE else alphabetical_key
    ranked = sorted(everyone, key=key)
    place_of = partial(_place_of, host=host, chair=chair)
    members = [one for one in ranked if one.circle is Circle.MEMBER]
    others = [one for one in ranked if one.circle is not Circle.MEMBER]
    first = [one for one in members if place_of(one) is Place.FIRST]
    last = [one for one in members if place_of(one) is Place.LAST]
    middle = [one for one in members if place_of(one) is Place.BY_RANK]
    # The chair before the host at the head, and after it at the end: it opens, and it closes.
    first.sort(key=lambda one: not one.is_chair)
    last.sort(key=lambda one: one.is_chair)
    return (*first, *middle, *last, *others)


@value
class OrderAnswer:
    """Everyone in order, with the reason for each place. order: codes, first to last."""

    order: tuple[str, ...]
    steps: tuple[Step, ...]


def ordered(
    ranks: Iterable[Rank],
    by: Order,
    *,
    host: Place = Place.BY_RANK,
    chair: Place = Place.BY_RANK,
    cite: Citation | None = None,
) -> OrderAnswer:
    """Everyone in order, as `in_order` puts them, with the reason for each place. Raises: as there."""
    found = in_order(ranks, by, host=host, chair=chair)
    steps = tuple(explain(one, by=by, host=host, chair=chair, cite=cite) for one in found)
    return OrderAnswer(tuple(one.code for one in found), steps)


@value
class Term:
    """A term of office. ends_on: its last day, None while it runs."""

    begins_on: date
    ends_on: date | None = None


def tenure_since(terms: Iterable[Term], *, on: date, cite: Citation | None = None) -> tuple[date | None, Step]:
    """Since when an office is held without a break on that day, which is what precedence counts.

    Terms that follow one another with no day between are one tenure; after an interruption the present term counts.
    None where the office is not held on that day.
    """
    begun = sorted((one for one in terms if one.begins_on <= on), key=lambda one: one.begins_on)
    since: date | None = None
    held_to: date | None = None
    for one in begun:
        joined = since is not None and held_to is not None and one.begins_on <= held_to + timedelta(days=1)
        since = since if joined else one.begins_on
        ends = min(one.ends_on, on) if one.ends_on is not None else on
        held_to = max(held_to, ends) if joined and held_to is not None else ends
    if since is None or held_to != on:
        return None, Step.of("precedence.not_in_office", cite, on=str(on))
    code = "precedence.tenure_unbroken" if len(begun) == 1 or since == begun[0].begins_on else "precedence.present_term"
    return since, Step.of(code, cite, since=str(since), on=str(on))


def explain(
    one: Rank,
    *,
    by: Order,
    host: Place = Place.BY_RANK,
    chair: Place = Place.BY_RANK,
    cite: Citation | None = None,
) -> Step:
    """Why one stands where it stands."""
    return Step.of(
        _EXPLAINED[by],
        cite,
        code=one.code,
        circle=one.circle.name.lower(),
        office=one.office.name.lower(),
        office_since=str(one.office_since or ""),
        sort_name=one.sort_name,
        place=str(_place_of(one, host=host, chair=chair)),
    )


def roll_call(ranks: Iterable[Rank], *, drawn: str) -> tuple[Rank, ...]:
    """The order of a roll-call: alphabetical from the member drawn by lot, round to the one before it.

    Raises: Refused "precedence.not_on_the_roll" when the lot is no member's.
    Source: GA rule 87.
    """
    called = in_order((one for one in ranks if one.circle is Circle.MEMBER), Order.ALPHABETICAL)
    for place, one in enumerate(called):
        if one.code == drawn:
            return called[place:] + called[:place]
    raise Refused("precedence.not_on_the_roll", ROLL_CALL, drawn=drawn)


def called(ranks: Iterable[Rank], *, drawn: str, cite: Citation | None = None) -> OrderAnswer:
    """The order of a roll-call with its reason. Raises: as `roll_call`."""
    order = tuple(one.code for one in roll_call(ranks, drawn=drawn))
    return OrderAnswer(order, (Step.of("precedence.roll_call", cite or ROLL_CALL, drawn=drawn, order=list(order)),))


def entering(ranked: Sequence[Rank]) -> tuple[Rank, ...]:
    """The order of arrival at the venue: the reverse of precedence; the host, at the door, is left out."""
    return tuple(one for one in reversed(ranked) if not one.is_host)


def _place_of(one: Rank, *, host: Place, chair: Place) -> Place:
    if one.is_chair and chair is not Place.BY_RANK:
        return chair
    return host if one.is_host else Place.BY_RANK
