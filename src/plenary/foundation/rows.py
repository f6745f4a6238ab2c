"""Acts over the rows of a table: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.procedure.refusal import Refused

Made = TypeVar("Made")
#: What one row gives an act, by name; "row" is its number in the table as its sender counts, the heading being 1.
Line: TypeAlias = Mapping[str, Any]


class RowRefused(Refused):
    """One row cannot be done, and so none is. refusal: why."""

    def __init__(self, row: int, refusal: Refused) -> None:
        super().__init__("table.row_refused", row=row)
        self.row, self.refusal = row, refusal


def each_row(lines: Sequence[Line], do: Callable[[Line], Made]) -> list[Made]:
    """Do every line in order, inside the act that calls. Raises RowRefused; SecondPersonNeeded as it is."""
    made = []
    for line in lines:
        try:
            made.append(do(line))
        except SecondPersonNeeded:
            raise
        except Refused as refusal:
            raise RowRefused(line["row"], refusal) from refusal
    return made
