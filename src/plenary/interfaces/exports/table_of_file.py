"""The table in a file from outside (CSV or a workbook), read in a process of its own as the words of a file are.

`python -m plenary.interfaces.exports.table_of_file < FILE` reads one, under its limits, and writes it as JSON: a text
for CSV, the rows of the first sheet for a workbook. Formulas are never read, only what they last came to; a workbook
that declares entities, or whose parts unpack to more than they may, is not read at all.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

from plenary.interfaces.exports.words_of_file import SECONDS_IN_ALL, alone, limit

#: So much may one part of a workbook unpack to, and so many rows and columns are looked at.
PART_BYTES, ROWS_LOOKED_AT, COLUMNS_LOOKED_AT = 16 * 1024 * 1024, 5_000, 60
PACKED_BEGINS = b"PK\x03\x04"
#: The numbers of the formats for days that every workbook knows without telling.
_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
#: A format of its own that shows a day, a month or a year; what stands in quotation marks or brackets is no format.
_NO_FORMAT, _SHOWS_A_DAY = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]'), re.compile("[dmy]", re.IGNORECASE)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def table_of_file(content: bytes, home: Path) -> str | list[list[str]] | None:
    """Its text or its rows; None where it cannot be read within the limits.

    home: the folder of the house. Raises OthersFirst where another file is being read for longer than a moment.
    """
    try:
        with alone(home):
            done = subprocess.run(
                [sys.executable, "-m", "plenary.interfaces.exports.table_of_file"],
                input=content,
                capture_output=True,
                timeout=SECONDS_IN_ALL,
                check=False,
            )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    found: str | list[list[str]] = json.loads(done.stdout)
    return found


class _NoEntities(ElementTree.TreeBuilder):
    """Builds a tree of what declares nothing."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """No workbook has one; what has one means harm."""
        raise ValueError("a part of the workbook declares entities")


def _read(content: bytes) -> str | list[list[str]]:
    if content.startswith(PACKED_BEGINS):
        return list(_first_sheet(zipfile.ZipFile(io.BytesIO(content))))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _first_sheet(book: zipfile.ZipFile) -> Iterator[list[str]]:
    """Its rows, blank ones too, so that they are counted as the spreadsheet counts them."""
    contents = _part(book, "xl/workbook.xml")
    relations = {one.get("Id"): one.get("Target", "") for one in _part(book, "xl/_rels/workbook.xml.rels")}
    sheet = contents.find(f"{_MAIN}sheets/{_MAIN}sheet")
    target = relations[sheet.get(_RELATION)] if sheet is not None else ""
    properties = contents.find(f"{_MAIN}workbookPr")
    of_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    cells = _Cells(_texts(book), _day_styles(book), datetime.fromisoformat("1904-01-01" if of_1904 else "1899-12-30"))
    last = 0
    path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    for row in _part(book, path).iter(f"{_MAIN}row"):
        number = int(row.get("r") or last + 1)
        if not last < number <= ROWS_LOOKED_AT:
            raise ValueError("rows out of order, or too many")
        yield from ([] for _ in range(number - last - 1))
        yield cells.of_row(row)
        last = number


class _Cells:
    """Reads cells. texts: those that cells share; days: styles that show a day; day_nought: from which days count."""

    def __init__(self, texts: list[str], days: set[int], day_nought: datetime) -> None:
        self.texts, self.days, self.day_nought = texts, days, day_nought

    def of_row(self, row: ElementTree.Element) -> list[str]:
        found: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            place = _column(cell.get("r", "")) if cell.get("r") else len(found)
            if not len(found) <= place < COLUMNS_LOOKED_AT:
                raise ValueError("cells out of order, or too many")
            found += [""] * (place - len(found))
            found.append(self._said(cell))
        return found

    def _said(self, cell: ElementTree.Element) -> str:
        value = cell.findtext(f"{_MAIN}v", "")
        match cell.get("t", "n"):
            case "s":
                return self.texts[int(value)]
            case "inlineStr":
                held = cell.find(f"{_MAIN}is")
                return _text(held) if held is not None else ""
            case "n" if value and int(cell.get("s", "0")) in self.days:
                at = self.day_nought + timedelta(days=float(value))
                return at.date().isoformat() if at.time() == at.min.time() else at.isoformat(timespec="minutes")
            case "b":
                return "true" if value == "1" else "false"
            case _:
                return _unescaped(value)


def _texts(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(one) for one in _part(book, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _text(held: ElementTree.Element) -> str:
    """The letters of a text in all its styles; how it is pronounced stands apart and is left out."""
    parts = [held.findtext(f"{_MAIN}t", ""), *(run.findtext(f"{_MAIN}t", "") for run in held.iter(f"{_MAIN}r"))]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _day_styles(book: zipfile.ZipFile) -> set[int]:
    if "xl/styles.xml" not in book.namelist():
        return set()
    styles = _part(book, "xl/styles.xml")
    days = set(_DAYS)
    for one in styles.iter(f"{_MAIN}numFmt"):
        if _SHOWS_A_DAY.search(_NO_FORMAT.sub("", one.get("formatCode", ""))):
            days.add(int(one.get("numFmtId", "0")))
    formats = styles.find(f"{_MAIN}cellXfs")
    known = formats if formats is not None else ()
    return {nth for nth, one in enumerate(known) if int(one.get("numFmtId", "0")) in days}


def _part(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with book.open(name) as packed:
        content = packed.read(PART_BYTES + 1)
    if len(content) > PART_BYTES:
        raise ValueError("a part of the workbook unpacks to too much")
    return ElementTree.fromstring(content, ElementTree.XMLParser(target=_NoEntities()))


def _column(place: str) -> int:
    """A is 0."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise ValueError("a cell without a place")
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


if __name__ == "__main__":
    limit()
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)
