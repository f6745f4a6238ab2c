"""A table as it comes out of a spreadsheet: rows of plain texts.

Cells are divided by tabs (a table that was copied) or by commas, semicolons or bars (a file of CSV). A cell may stand
in quotation marks and then hold anything; marks that do not close at the end of a cell are letters like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from plenary.interfaces.exports.lists import said_plainly
from plenary.procedure.refusal import Refused

#: What a pasted table may be; a house with more brings it in parts.
ROWS_AT_MOST, COLUMNS_AT_MOST, LETTERS_AT_MOST = 1_000, 40, 400_000
LETTERS_OF_A_CELL = 2_000
DIVIDERS = "\t;,|"
_END = r"(?=[{divider}\r\n]|\Z)"
_CELL = r'"(?P<quoted>[^"]*+(?:""[^"]*+)*)"' + _END + r"|(?P<plain>[^{divider}\r\n]*+)"
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something. number: as a spreadsheet counts it, blank rows too, from 1."""

    number: int
    cells: tuple[str, ...]


def rows_of(text: str) -> list[Row]:
    """The rows that hold something, the heading first.

    Raises Refused "table.empty", "table.too_long", "table.too_wide", "table.cell_too_long".
    """
    if len(text) > LETTERS_AT_MOST:
        raise Refused("table.too_long", most=ROWS_AT_MOST)
    text = text.removeprefix("\ufeff")
    found = (Row(number, cells) for number, cells in enumerate(_read(text), start=1) if any(cells))
    # One more than may be, and the heading.
    rows = list(islice(found, ROWS_AT_MOST + 2))
    if len(rows) < 2:
        raise Refused("table.empty")
    if len(rows) > ROWS_AT_MOST + 1:
        raise Refused("table.too_long", most=ROWS_AT_MOST)
    for row in rows:
        if len(row.cells) > COLUMNS_AT_MOST:
            raise Refused("table.too_wide", most=COLUMNS_AT_MOST, row=row.number)
        if any(len(cell) > LETTERS_OF_A_CELL for cell in row.cells):
            raise Refused("table.cell_too_long", most=LETTERS_OF_A_CELL, row=row.number)
    return rows


def written(rows: list[list[str]]) -> str:
    """Rows as the text of a table that `rows_of` reads as the same."""
    return "\n".join("\t".join(map(_quoted, row)) for row in rows)


def one_line(text: str) -> str:
    """A cell as it is kept: in NFC, with single spaces and no ends of lines."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _read(text: str) -> Iterator[tuple[str, ...]]:
    divider = _divider(text)
    cell = re.compile(_CELL.format(divider=re.escape(divider)))
    cells: list[str] = []
    at = 0
    while at <= len(text):
        found = cell.match(text, at)
        assert found is not None  # the plain form matches nothing at all too
        quoted = found["quoted"]
        cells.append(one_line(said_plainly(quoted.replace('""', '"') if quoted is not None else found["plain"])))
        at = found.end()
        if text.startswith(divider, at):
            at += 1
            continue
        yield tuple(cells)
        cells = []
        ended = _LINE_ENDS.match(text, at)
        at = ended.end() if ended else at + 1


def _divider(text: str) -> str:
    """What divides the first line that holds something; a tab before all else."""
    first = next((line for line in _LINE_ENDS.split(text) if line.strip()), "")
    return "\t" if "\t" in first else max(DIVIDERS, key=first.count)


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if set(cell) & set('\t\r\n"') else cell
