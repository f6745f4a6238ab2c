"""Who sits where, from an order of rank that is already settled.

Right and left are those of the chair, who looks at the room. At a table "right-left" rank 1 sits to the
right of the chair, 2 to the left, 3 to the right, and so on; at a round or oval table the order runs from
the chair's left hand clockwise, once round the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value


class Table(StrEnum):
    """Shapes of table, and of a row of people."""

    RIGHT_LEFT = "right-left"
    ROUND = "round"
    OVAL = "oval"


class Side(StrEnum):
    """A place in relation to the chair."""

    HEAD = "head"
    RIGHT = "right"
    LEFT = "left"


@value
class Place:
    """One place at a table.

    distance: 0 at the head, then 1 for the nearest place on that side. clockwise: places from the chair
    round the table, seen from above; the chair is 0.
    """

    code: str
    side: Side
    distance: int
    clockwise: int


@value
class SeatingAnswer:
    """A plan of places with the rule by which it was laid."""

    places: tuple[Place, ...]
    step: Step


def seating(chair: str, others: Sequence[str], table: Table, *, cite: Citation | None = None) -> SeatingAnswer:
    """Places for the chair and the others, as `seats` lays them, with the reason. Raises: as there."""
    code = "seating.right_left" if table is Table.RIGHT_LEFT else "seating.clockwise"
    return SeatingAnswer(seats(chair, others, table), Step.of(code, cite, chair=chair, order=list(others)))


@value
class RowAnswer:
    """A row from the left as the public sees it: flags, or people for a photograph; and why it is that."""

    row: tuple[str, ...]
    step: Step


def photograph(chair: str, others: Sequence[str], *, cite: Citation | None = None) -> RowAnswer:
    """The front row of a photograph with the reason. Raises: as `front_row`."""
    row = front_row(chair, others)
    return RowAnswer(row, Step.of("seating.photograph", cite, chair=chair, row=list(row)))


def row_of_flags(
    order: Sequence[str], *, host: str = "", organisation: str = "", cite: Citation | None = None
) -> RowAnswer:
    """Flags with the reason. Raises: as `flags`."""
    row = flags(order, host=host, organisation=organisation)
    return RowAnswer(row, Step.of("seating.flags", cite, host=host, row=list(row)))


def seats(chair: str, others: Sequence[str], table: Table) -> tuple[Place, ...]:
    """Places for the chair and the others, the others in their order of rank.

    Seen from above, the chair's left hand is the next place clockwise.
    Raises: Refused "seating.twice" when someone is named twice.
    """
    _refuse_twice([chair, *others])
    right, left = sides(others)
    size = len(others) + 1
    head = Place(chair, Side.HEAD, 0, 0)
    if table is Table.RIGHT_LEFT:
        return (
            head,
            *(Place(code, Side.RIGHT, n, size - n) for n, code in enumerate(right, 1)),
            *(Place(code, Side.LEFT, n, n) for n, code in enumerate(left, 1)),
        )
    # Round the table in one direction: names read on from the chair, as the flags behind them do.
    half = size // 2
    return (
        head,
        *(
            Place(code, Side.LEFT if n <= half else Side.RIGHT, n if n <= half else size - n, n)
            for n, code in enumerate(others, 1)
        ),
    )


def sides(others: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """To the right and to the left of the chair, nearest first: 1, 3, 5 and 2, 4, 6."""
    return tuple(others[::2]), tuple(others[1::2])


def front_row(chair: str, others: Sequence[str]) -> tuple[str, ...]:
    """A row for a photograph, from the left as the public sees it: the chair in the centre.

    The chair faces the camera, so the chair's right is the public's left.
    """
    _refuse_twice([chair, *others])
    right, left = sides(others)
    return (*reversed(right), chair, *left)


def flags(ordered: Sequence[str], *, host: str = "", organisation: str = "") -> tuple[str, ...]:
    """Flags from the left as the public sees them, in the order of names; the organisation's own is last.

    host: put first when given.
    """
    _refuse_twice(list(ordered))
    first = [code for code in ordered if code == host]
    rest = [code for code in ordered if code != host]
    return (*first, *rest, *([organisation] if organisation else []))


def _refuse_twice(codes: list[str]) -> None:
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise Refused("seating.twice", codes=list(twice))
