"""A list as it leaves the house: CSV that no spreadsheet runs, JSON that says where it comes from.

Columns have the same names in every language; days and moments are ISO 8601, sums and shares exact digits.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from typing import TypeAlias

Cell: TypeAlias = str | int | bool | Decimal | date | None

#: What makes a spreadsheet take the text after it for a formula; full-width forms count as theirs do.
BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠"
#: Put before such a text, and before one that begins with it, so that taking one away always gives the text back.
GUARD = "'"
#: Spreadsheets read a file as UTF-8 only where it says so.
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under columns. name: of the file, without its ending."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.name} has more or fewer cells than there are columns")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a list comes from. address: its own; page: what it was taken from; licence: under which it may be used."""

    address: str
    page: str
    publisher: str
    licence: str
    language: str


def as_csv(listing: Listing) -> bytes:
    """The list as RFC 4180 has it, in UTF-8; every text is inert in a spreadsheet."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(listing.columns)
    rows.writerows([[_in_csv(cell) for cell in row] for row in listing.rows])
    return (BYTE_ORDER_MARK + written.getvalue()).encode("utf-8")


def as_json(listing: Listing, origin: Origin) -> bytes:
    """The list with its own address, the page it was taken from, its publisher and its licence."""
    told = {
        "self": origin.address,
        "page": origin.page,
        "publisher": origin.publisher,
        "license": origin.licence,
        "language": origin.language,
        "columns": listing.columns,
        "count": len(listing.rows),
        "rows": [
            {name: _in_json(cell) for name, cell in zip(listing.columns, row, strict=True)} for row in listing.rows
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")


def inert(text: str) -> str:
    """The text as a spreadsheet shows and never runs it."""
    return GUARD + text if text.startswith((GUARD, *BEGINS_A_FORMULA)) else text


def said_plainly(text: str) -> str:
    """The text as it was before it was made inert; any other text as it is."""
    guarded = text.removeprefix(GUARD)
    return guarded if guarded != text and guarded.startswith((GUARD, *BEGINS_A_FORMULA)) else text


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return inert(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return exact(cell)


def _in_json(cell: Cell) -> str | int | bool | None:
    return cell if cell is None or isinstance(cell, str | int) else exact(cell)


def exact(cell: int | Decimal | date) -> str:
    """A figure, a day or a moment in all its digits; moments in UTC."""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
