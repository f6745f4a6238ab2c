"""Kinds of item, and what may be acted on before and after the agenda is adopted.

A provisional agenda has no force. Until the body adopts it, the only thing that can be decided is
the agenda itself and what opens a session; afterwards only adopted items may be acted on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value


class ItemKind(StrEnum):
    """What is to be done under an item."""

    EXCHANGE_OF_VIEWS = "exchange_of_views"
    DECISION = "decision"
    INFORMATION = "information"
    ELECTION = "election"
    SIGNATURE = "signature"
    ORGANISATIONAL = "organisational"
    NOT_STATED = "not_stated"


class Part(StrEnum):
    """Whether an item is adopted without debate (A) or discussed (B)."""

    A = "A"
    B = "B"


#: Kinds under which a body takes a decision with a number of its own.
MAY_CARRY_A_NUMBER = frozenset({ItemKind.DECISION, ItemKind.ELECTION, ItemKind.SIGNATURE, ItemKind.ORGANISATIONAL})
#: Kinds that may stand in the part adopted without debate.
MAY_BE_A_ITEM = frozenset({ItemKind.DECISION, ItemKind.INFORMATION, ItemKind.ORGANISATIONAL})
#: Kinds that may be dealt with before the agenda is adopted: opening, election of officers, the agenda.
BEFORE_ADOPTION = frozenset({ItemKind.ORGANISATIONAL, ItemKind.ELECTION})


@value
class Item:
    """An item as the rules see it.

    named: False for a place that is counted but whose title is not stated; nothing can be acted on there.
    adopted: on the agenda the body adopted.
    """

    number: str
    kind: ItemKind
    part: Part = Part.B
    named: bool = True
    adopted: bool = False


def require_number(item: Item, *, cite: Citation | None = None) -> Step:
    """Whether the item may carry a decision number.

    An exchange of views took place, and that is its outcome; an item of unknown kind has none yet.
    Raises: Refused "agenda.no_decision_under_this_kind", "agenda.kind_not_stated".
    """
    if item.kind is ItemKind.NOT_STATED:
        raise Refused("agenda.kind_not_stated", cite, item=item.number)
    if item.kind not in MAY_CARRY_A_NUMBER:
        raise Refused("agenda.no_decision_under_this_kind", cite, item=item.number, kind=str(item.kind))
    return Step.of("agenda.may_carry_number", cite, item=item.number, kind=str(item.kind))


def require_action(item: Item, *, agenda_adopted: bool, cite: Citation | None = None) -> Step:
    """Whether the body may act on the item now.

    Raises: Refused "agenda.not_adopted_yet", "agenda.item_not_on_adopted_agenda", "agenda.item_not_named".
    """
    if not item.named:
        raise Refused("agenda.item_not_named", cite, item=item.number)
    if not agenda_adopted:
        if item.kind not in BEFORE_ADOPTION:
            raise Refused("agenda.not_adopted_yet", cite, item=item.number, kind=str(item.kind))
        return Step.of("agenda.may_precede_adoption", cite, item=item.number)
    if not item.adopted:
        raise Refused("agenda.item_not_on_adopted_agenda", cite, item=item.number)
    return Step.of("agenda.item_adopted", cite, item=item.number)


def require_part(item: Item, *, cite: Citation | None = None) -> Step:
    """Whether the item may stand in its part. Raises: Refused "agenda.not_an_a_item"."""
    if item.part is Part.A and item.kind not in MAY_BE_A_ITEM:
        raise Refused("agenda.not_an_a_item", cite, item=item.number, kind=str(item.kind))
    return Step.of("agenda.part_fits", cite, item=item.number, part=str(item.part))


def take_out_of_a(item: Item, *, asked_by: str, cite: Citation | None = None) -> tuple[Part, Step]:
    """An A item that any member asks to discuss becomes a B item.

    Raises: Refused "agenda.not_an_a_item" for an item that is discussed anyway.
    Source: EU Council Rules of Procedure art. 3.
    """
    if item.part is not Part.A:
        raise Refused("agenda.not_an_a_item", cite, item=item.number, kind=str(item.kind))
    return Part.B, Step.of("agenda.taken_out_of_a", cite, item=item.number, member=asked_by)


@value
class AgendaCount:
    """How many items an agenda declares, how many are named, how many places stand without a title.

    declared: None where no figure was stated.
    """

    declared: int | None
    named: int

    @property
    def unnamed(self) -> int:
        return 0 if self.declared is None else self.declared - self.named


def count_items(items: Sequence[Item], *, declared: int | None, cite: Citation | None = None) -> AgendaCount:
    """Declared and named items side by side; sub-items ("5.1") are not counted.

    Raises: Refused "agenda.more_named_than_declared", "agenda.number_twice".
    """
    numbers = [item.number for item in items]
    if twice := sorted({number for number in numbers if number and numbers.count(number) > 1}):
        raise Refused("agenda.number_twice", cite, numbers=list(twice))
    named = sum(1 for item in items if item.named and not is_sub_item(item.number))
    if declared is not None and named > declared:
        raise Refused("agenda.more_named_than_declared", cite, named=named, declared=declared)
    return AgendaCount(declared, named)


def is_sub_item(number: str) -> bool:
    """Whether a number is that of a sub-item: "5.1", "5(a)"."""
    return "." in number.rstrip(".") or "(" in number


def without_debate(items: Iterable[Item]) -> tuple[Item, ...]:
    """The A items, in the order of the agenda: they are put together, and adopted by one gavel."""
    return tuple(item for item in items if item.part is Part.A and item.adopted)
