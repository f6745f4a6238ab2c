"""A list as a workbook of one sheet, in the plain part of SpreadsheetML (ISO/IEC 29500) that every spreadsheet reads.

Texts are written into their cells as texts and nothing is ever written as a formula, so nothing can run. Figures of
up to fifteen digits and days from 1 March 1900 are figures and days to a spreadsheet; what it would round or take for
another day is written as text, exact.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from plenary.foundation.languages.signs import writable
from plenary.interfaces.exports.lists import Cell, Listing, exact

#: A spreadsheet counts in binary fractions and keeps so many decimal digits of them.
DIGITS_AT_MOST = 15
#: No spreadsheet opens a cell with more letters, as UTF-16 counts them; none of our lists holds one.
LETTERS_AT_MOST = 32_767
#: The workbook's day nought; its calendar is right from FIRST_DAY on only, since it knows a 29 February 1900.
DAY_NOUGHT, FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)
#: Every file bears the same hour, so that the same list gives the same bytes.
_HOUR = (1980, 1, 1, 0, 0, 0)
#: What a reader would take for an escaped sign ("_x000D_"), and the sign that XML does not keep.
_ESCAPED, _RETURN = re.compile("_(?=x[0-9A-Fa-f]{4}_)"), "_x000D_"
_PLAIN, _DAY, _HEADING = 0, 1, 2

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    ),
}


def as_xlsx(listing: Listing) -> bytes:
    """The list as a workbook: the same rows and columns in the same order as in its other forms."""
    parts = {**_PARTS, "xl/worksheets/sheet1.xml": "".join(_sheet(listing))}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(zipfile.ZipInfo(name, _HOUR), (_XML + part).encode("utf-8"), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _sheet(listing: Listing) -> Iterator[str]:
    """The heading stays in sight; then a row for each row."""
    yield f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews><sheetData>"
    yield _row(1, tuple(_text(name, _HEADING) for name in listing.columns))
    for number, row in enumerate(listing.rows, start=2):
        yield _row(number, tuple(map(_cell, row)))
    yield "</sheetData></worksheet>"


def _row(number: int, cells: tuple[str, ...]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(cell: Cell) -> str:
    match cell:
        case None | "":
            return "<c/>"
        case bool():
            return f'<c t="b"><v>{int(cell)}</v></c>'
        case str():
            return _text(cell)
        case int() | Decimal() if _fits(Decimal(cell)):
            return f"<c><v>{Decimal(cell):f}</v></c>"
        case date() if not isinstance(cell, datetime) and cell >= FIRST_DAY:
            return f'<c s="{_DAY}"><v>{(cell - DAY_NOUGHT).days}</v></c>'
        case _:
            return _text(exact(cell))


def _fits(figure: Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of it."""
    whole = figure.as_tuple()
    exponent = whole.exponent
    return isinstance(exponent, int) and -DIGITS_AT_MOST <= exponent <= 0 and len(whole.digits) <= DIGITS_AT_MOST


def _text(text: str, style: int = _PLAIN) -> str:
    """A text in its own cell; signs that XML does not hold are shown as missing."""
    kept = escape(_ESCAPED.sub("_x005F_", writable(_shortened(text)))).replace("\r", _RETURN)
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{kept}</t></is></c>'


def _shortened(text: str) -> str:
    letters = text.encode("utf-16-le", "surrogatepass")
    if len(letters) <= 2 * LETTERS_AT_MOST:
        return text
    return letters[: 2 * (LETTERS_AT_MOST - 1)].decode("utf-16-le", "ignore") + "…"
