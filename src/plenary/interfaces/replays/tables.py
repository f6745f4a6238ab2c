"""A table of recorded votes, row by row: CSV with a heading or one JSON object a line, plain or gzipped.

What a file is, is seen from its beginning and not from its name. One row is held at a time, and no line may be
longer than `LONGEST`, so a table of any length takes the memory of one row.
"""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from plenary.procedure.refusal import Refused

#: Characters of one line. The longest roll call known to us has fewer than ten thousand.
LONGEST: Final = 1_000_000


class TableUnreadable(Exception):
    """The file as a whole, or the rest of it, cannot be read; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: number counts from 1 and leaves out the heading. refused: why its cells could not be read."""

    number: int
    cells: Mapping[str, object]
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An open table. heading: the columns of a CSV file; empty for JSON, where each row names its own."""

    heading: tuple[str, ...]
    rows: Iterator[Row]


def open_table(path: Path) -> Table:
    """Open a table and read its heading. Raises: TableUnreadable."""
    try:
        stream = _text_of(path)
        first = stream.readline(LONGEST + 1)
    except OSError as wrong:
        raise TableUnreadable(f"{path} cannot be read: {wrong.strerror or wrong}.") from None
    except (EOFError, zlib.error, UnicodeDecodeError) as wrong:
        raise TableUnreadable(f"{path} cannot be read: {wrong}.") from None
    if not first.strip():
        raise TableUnreadable(f"{path} has no first line, so there is nothing to replay.")
    if first.lstrip().startswith("["):
        raise TableUnreadable(f"{path} begins with a list. Write one JSON object a line.")
    if first.lstrip().startswith("{"):
        return Table((), _guarded(_of_json(first, stream), stream, path))
    lines = _lines(first, stream)
    try:
        heading = tuple(next(csv.reader(lines)))
    except csv.Error as wrong:
        raise TableUnreadable(f"{path} cannot be read: {wrong}.") from None
    if twice := sorted({name for name in heading if heading.count(name) > 1}):
        raise TableUnreadable(f"{path} has two columns of one name: {', '.join(twice)}.")
    return Table(heading, _guarded(_of_csv(heading, lines), stream, path))


def _text_of(path: Path) -> TextIO:
    with path.open("rb") as opened:
        packed = opened.read(2) == b"\x1f\x8b"
    if packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _guarded(rows: Iterator[Row], stream: TextIO, path: Path) -> Iterator[Row]:
    """The rows, with one exception for whatever makes the rest of the file unreadable; then the file is closed."""
    number = 0
    try:
        for row in rows:
            number = row.number
            yield row
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as wrong:
        raise TableUnreadable(f"{path} cannot be read after row {number}: {wrong}.") from None
    finally:
        stream.close()


def _lines(first: str, stream: TextIO) -> Iterator[str]:
    line = first
    while line:
        if len(line) > LONGEST:
            raise csv.Error(f"a line has more than {LONGEST} characters")
        yield line
        line = stream.readline(LONGEST + 1)


def _of_csv(heading: tuple[str, ...], lines: Iterator[str]) -> Iterator[Row]:
    number = 0
    for cells in csv.reader(lines):
        if not cells:
            continue
        number += 1
        if len(cells) == len(heading):
            yield Row(number, dict(zip(heading, cells, strict=True)))
        else:
            yield Row(number, {}, Refused("replay.cells_not_columns", cells=len(cells), columns=len(heading)))


def _of_json(first: str, stream: TextIO) -> Iterator[Row]:
    number = 0
    line = first
    while line:
        if len(line) > LONGEST:
            number += 1
            while line and not line.endswith("\n"):
                line = stream.readline(LONGEST + 1)
            yield Row(number, {}, Refused("replay.line_too_long", most=LONGEST))
        elif line.strip():
            number += 1
            yield _json_row(number, line)
        line = stream.readline(LONGEST + 1)


def _json_row(number: int, line: str) -> Row:
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, {}, Refused("replay.not_json"))
    if not isinstance(held, dict):
        return Row(number, {}, Refused("replay.not_json"))
    return Row(number, held)
