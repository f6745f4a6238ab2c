"""A workbook: a second reader finds what was written, exact, and never a formula."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from plenary.foundation.languages.signs import writable
from plenary.interfaces.exports.lists import BEGINS_A_FORMULA, Listing
from plenary.interfaces.exports.sheets import LETTERS_AT_MOST, as_xlsx


def rows(*cells):
    """The cells as the second reader has them."""
    return load_workbook(BytesIO(as_xlsx(Listing("x", ("cell",), tuple((cell,) for cell in cells)))), rich_text=False)


def read(*cells):
    return [cell.value for (cell,) in rows(*cells).active.iter_rows(min_row=2)]


def sheet(*cells) -> str:
    content = as_xlsx(Listing("x", ("cell",), tuple((cell,) for cell in cells)))
    return ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


@given(
    st.lists(st.builds(str.__add__, st.sampled_from(["", *BEGINS_A_FORMULA, "_x000D_", "'"]), st.text()), min_size=1)
)
def test_every_text_comes_back_and_is_never_a_formula(texts):
    """The reader of openpyxl leaves escaped signs to its caller, so they are taken back by its own means."""
    found = [cell for (cell,) in rows(*texts).active.iter_rows(min_row=2)]
    assert [unescape(cell.value or "") for cell in found] == [writable(text) for text in texts]
    assert {cell.data_type for cell in found} <= {"s", "inlineStr", "n"}
    assert not any(cell.data_type != "n" and cell.value is None for cell in found)


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_no_cell_holds_a_formula_in_any_spreadsheet(texts):
    assert not re.search(r"<f[ />]", sheet(*texts))
    assert set(re.findall(r'<c t="(\w+)"', sheet(*texts))) <= {"inlineStr"}


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_stay_numbers(figure):
    assert read(figure) == [figure]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False))
def test_sums_stay_numbers_with_every_digit(figure):
    (found,) = read(figure)
    assert isinstance(found, int | float)
    assert Decimal(repr(found)) == figure


@given(st.dates(min_value=date(1900, 3, 1)))
def test_days_stay_days(day):
    assert read(day) == [datetime(day.year, day.month, day.day)]  # noqa: DTZ001  a spreadsheet knows no zone


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (True, True),
        (False, False),
        (None, None),
        ("", None),
        (10**16 + 1, "10000000000000001"),
        (Decimal("1234567890123456.78"), "1234567890123456.78"),
        (Decimal("1E+3"), "1E+3"),
        (date(1900, 2, 28), "1900-02-28"),
        (datetime(2019, 11, 28, 11, 20, tzinfo=UTC), "2019-11-28T11:20:00Z"),
        ("=1+1", "=1+1"),
        ("-1", "-1"),
        ("007", "007"),
        ("العربية", "العربية"),
        ("a\ud800b", "a\ufffdb"),
        ("  two  spaces\nand a line ", "  two  spaces\nand a line "),
    ],
)
def test_what_a_spreadsheet_would_change_is_a_text(cell, found):
    assert read(cell) == [found]


def test_a_text_longer_than_a_cell_may_be_ends_in_a_sign_of_it():
    (found,) = read("\U0001f54a" * LETTERS_AT_MOST)
    assert found.endswith("\U0001f54a…")
    assert len(found.encode("utf-16-le")) // 2 <= LETTERS_AT_MOST


def test_the_same_list_gives_the_same_bytes():
    listing = Listing("x", ("a", "b"), (("x", 1),))
    assert as_xlsx(listing) == as_xlsx(listing)
    assert load_workbook(BytesIO(as_xlsx(listing))).active.freeze_panes == "A2"
