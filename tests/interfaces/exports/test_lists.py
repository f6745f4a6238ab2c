"""A list that leaves the house: nothing in it runs, and nothing of it is lost."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.interfaces.exports.lists import BEGINS_A_FORMULA, GUARD, Listing, Origin, as_csv, as_json, inert

ORIGIN = Origin("https://x/en/members.json", "https://x/en/members/", "House", "https://licence.example/", "en")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "'=1"]
)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text):
    assert inert(text) == f"'{text}"
    ((_, cell),) = read(as_csv(Listing("x", ("a", "b"), (("", text),))))[1:]
    assert cell == f"'{text}"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_every_text_is_inert_and_comes_back_as_it_was(texts):
    # A row of one empty cell is no row to a reader of CSV, so a second one stands beside it.
    content = as_csv(Listing("x", ("text", "end"), tuple((text, 1) for text in texts)))
    cells = [row[0] for row in read(content)[1:]]
    assert not any(cell.startswith(tuple(BEGINS_A_FORMULA)) for cell in cells)
    assert [cell.removeprefix(GUARD) for cell in cells] == texts


def test_figures_days_and_moments_are_exact_in_both_forms():
    bishkek = timezone(timedelta(hours=6))
    row = (Decimal("-1645678.40"), date(2019, 11, 28), datetime(2019, 11, 28, 17, 20, tzinfo=bishkek), True, None, 6)
    listing = Listing("x", ("sum", "on", "at", "is", "none", "count"), (row,))
    assert read(as_csv(listing))[1] == ["-1645678.40", "2019-11-28", "2019-11-28T11:20:00Z", "true", "", "6"]
    assert json.loads(as_json(listing, ORIGIN))["rows"] == [
        {"sum": "-1645678.40", "on": "2019-11-28", "at": "2019-11-28T11:20:00Z", "is": True, "none": None, "count": 6}
    ]


def test_json_says_where_it_comes_from_and_under_which_licence():
    told = json.loads(as_json(Listing("members", ("code",), (("ARM",), ("BLR",))), ORIGIN))
    assert {name: told[name] for name in ("self", "page", "publisher", "license", "language", "columns", "count")} == {
        "self": "https://x/en/members.json",
        "page": "https://x/en/members/",
        "publisher": "House",
        "license": "https://licence.example/",
        "language": "en",
        "columns": ["code"],
        "count": 2,
    }


def test_a_row_that_does_not_fit_its_columns_is_a_fault():
    with pytest.raises(ValueError, match="more or fewer cells"):
        Listing("x", ("a", "b"), (("only one",),))


def test_a_moment_in_utc_stays_what_it_is():
    at = datetime(2019, 11, 28, 11, 20, 59, 999, tzinfo=UTC)
    assert read(as_csv(Listing("x", ("at", "n"), ((at, 1),))))[1][0] == "2019-11-28T11:20:59Z"
