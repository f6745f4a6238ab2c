"""A meeting as its builders see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.meetings.desk_sittings_forms import OFFICE_CLASSES
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions.sittings import NOT_YET_OPEN
from plenary.offices.meetings.models import Item, OrderLine, Session, Sitting
from plenary.offices.meetings.queries import AgendaItem, PaperLine
from plenary.procedure.documents import State, next_states

#: States from which a text can be laid before the body; a text of an outside organisation has a state of its own.
TO_BE_TABLED = frozenset(state.value for state in State if State.TABLED in next_states(state))


@dataclass(frozen=True, slots=True)
class PaperAtDesk:
    """A paper under an item. can_be_tabled: it has come so far that it can be laid before the body."""

    paper: PaperLine
    can_be_tabled: bool


@dataclass(frozen=True, slots=True)
class ItemAtDesk:
    """An item and the places to which it moves by one. up, down: None at the ends, and once nothing moves."""

    line: AgendaItem
    up: int | None
    down: int | None
    papers: tuple[PaperAtDesk, ...]
    sub_items: tuple[ItemAtDesk, ...]


def items(lines: Sequence[AgendaItem], *, can_move: bool) -> tuple[ItemAtDesk, ...]:
    """The items of an agenda, or those under one of them, as their builders see them."""
    by_series: dict[str, list[int]] = {}
    for line in lines:
        by_series.setdefault(line.item.series, []).append(line.item.place)
    return tuple(_item(line, by_series[line.item.series], can_move=can_move) for line in lines)


def _item(line: AgendaItem, places: list[int], *, can_move: bool) -> ItemAtDesk:
    at = places.index(line.item.place)
    return ItemAtDesk(
        line,
        places[at - 1] if can_move and at > 0 else None,
        places[at + 1] if can_move and at + 1 < len(places) else None,
        tuple(PaperAtDesk(one, one.document.state in TO_BE_TABLED) for one in line.papers),
        items(line.sub_items, can_move=can_move),
    )


@dataclass(frozen=True, slots=True)
class OrderAtDesk:
    """One item of an order of the day. number: under which it stands on the agenda. up, down: places it moves to."""

    item: Item
    number: str
    state: str
    up: int | None
    down: int | None


@dataclass(frozen=True, slots=True)
class SittingAtDesk:
    """A sitting and who joins the heads in it.

    title, state, may_follow, is_told: as this officer has it. offices: in words. order: its order of the day, empty
    before it is set.
    """

    sitting: Sitting
    title: Words
    state: str
    may_follow: bool
    is_told: bool
    offices: tuple[str, ...]
    order: tuple[OrderAtDesk, ...]

    @property
    def may_be_moved(self) -> bool:
        """Whether this officer can be offered to give it other hours."""
        return self.is_told and self.state in NOT_YET_OPEN


@dataclass(frozen=True, slots=True)
class DayAtDesk:
    """A day of meeting with the sittings that this officer may know of."""

    on: date | None
    sittings: tuple[SittingAtDesk, ...]


def days(session: Session, actor: Actor) -> list[DayAtDesk]:
    """The days of a session in their order."""
    said = dict(OFFICE_CLASSES)
    orders = _orders(session, actor)
    return [
        DayAtDesk(
            line.meeting.on,
            tuple(
                SittingAtDesk(
                    one.sitting,
                    one.title,
                    one.state,
                    one.may_follow,
                    one.is_told,
                    tuple(str(said[word]) for word in one.sitting.admitted_classes),
                    orders.get(one.sitting.pk, ()) if one.may_follow else (),
                )
                for one in line.sittings
            ),
        )
        for line in queries.meetings(session, actor)
    ]


def _orders(session: Session, actor: Actor) -> dict[int, tuple[OrderAtDesk, ...]]:
    """The orders of the day of all sittings of a session, by sitting; one question."""
    lines = OrderLine.objects.filter(
        sitting__meeting__session=session, item__audience__in=readable_audiences(actor)
    ).select_related("item__parent__parent", "sitting")
    by_sitting: dict[int, list[OrderLine]] = {}
    for line in lines.order_by("order"):
        by_sitting.setdefault(line.sitting_id, []).append(line)
    return {
        sitting: tuple(
            OrderAtDesk(
                line.item,
                queries.number_of(line.item),
                str(line.state),
                place - 1 if place > 1 and line.sitting.state != Sitting.State.CLOSED else None,
                place + 1 if place < len(listed) and line.sitting.state != Sitting.State.CLOSED else None,
            )
            for place, line in enumerate(listed, 1)
        )
        for sitting, listed in by_sitting.items()
    }
