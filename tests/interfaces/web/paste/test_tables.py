"""A table as it comes out of a spreadsheet, whatever stands in it."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.interfaces.exports.lists import Listing, as_csv, inert, said_plainly
from plenary.interfaces.web.paste.tables import ROWS_AT_MOST, one_line, rows_of, written
from plenary.procedure.refusal import Refused

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in rows_of(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\tb\n1\t2", [("a", "b"), ("1", "2")]),
        ("a,b\r\n1,2\r\n", [("a", "b"), ("1", "2")]),
        ("a;b\r1;2,5", [("a", "b"), ("1", "2,5")]),
        ("\ufeffa|b\n1|2", [("a", "b"), ("1", "2")]),
        ('a,b\n"Said ""no"", twice","two\nlines"', [("a", "b"), ('Said "no", twice', "two lines")]),
        ('a\tb\n"Alfa" group\t"open', [("a", "b"), ('"Alfa" group', '"open')]),
        ("a\tb\n\n \t\n  Núñez  \tO\u00a0B ", [("a", "b"), ("Núñez", "O B")]),
        ("الرمز\tالاسم\nARM\tأرمينيا", [("الرمز", "الاسم"), ("ARM", "أرمينيا")]),
        ("a\tb\nNu\u0301n\u0303ez\t'=1+1", [("a", "b"), ("Núñez", "=1+1")]),
        ("a\n1", [("a",), ("1",)]),
    ],
)
def test_what_is_copied_is_read(text, read):
    assert cells(text) == read


def test_rows_are_counted_as_the_spreadsheet_counts_them():
    assert [row.number for row in rows_of('\na\tb\n\n"x\ny"\tz\n\n1\t2')] == [2, 4, 6]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "table.empty"),
        ("a\tb\n\n", "table.empty"),
        ("a\n" + "1\n" * (ROWS_AT_MOST + 1), "table.too_long"),
        ("x" * 400_001, "table.too_long"),
        ("a\n" + "\t".join("1" * 41), "table.too_wide"),
        ("a\n" + "x" * 2_001, "table.cell_too_long"),
    ],
)
def test_what_is_no_table_is_refused(text, code):
    with pytest.raises(Refused) as refused:
        rows_of(text)
    assert refused.value.code == code


def test_a_thousand_rows_are_read():
    assert len(rows_of("a\tb\n" + "1\t2\n" * ROWS_AT_MOST)) == ROWS_AT_MOST + 1


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
def test_every_table_written_comes_back_as_lines(rows):
    """Cells are kept as one line each; all else comes back as it was."""
    table = [["first", "second"], *([f"x{one}", f"y{other}"] for one, other in rows)]
    assert cells(written(table)) == [tuple(map(one_line, row)) for row in table]


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
def test_a_list_that_left_the_house_is_read_as_it_was(rows):
    kept = [("row", "text", "more"), *((f"r{n}", one, other) for n, (one, other) in enumerate(rows))]
    content = as_csv(Listing("x", kept[0], tuple(kept[1:]))).decode("utf-8")
    assert cells(content) == [tuple(map(one_line, row)) for row in kept]


@given(texts)
def test_what_was_made_inert_is_said_plainly_again(text):
    assert said_plainly(inert(text)) == text


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    try:
        rows = rows_of(text)
    except Refused as refused:
        assert refused.code.startswith("table.")
    else:
        assert len(rows) > 1


@given(st.lists(st.lists(texts.filter(lambda text: text.strip()), min_size=2, max_size=4), min_size=2, max_size=5))
def test_commas_are_read_as_the_standard_has_them(rows):
    """A second reader: Python's own of CSV."""
    told = StringIO()
    csv.writer(told, quoting=csv.QUOTE_ALL).writerows([["a", "b"], *rows])
    second = list(csv.reader(StringIO(told.getvalue(), newline="")))
    assert cells(told.getvalue()) == [tuple(one_line(said_plainly(cell)) for cell in row) for row in second]
