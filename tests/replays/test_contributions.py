"""Three years of contributions to a budget: shares, amounts, and who paid in time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from plenary.procedure.apportionment import Scale, contributions
from plenary.procedure.arrears import due_on
from tests.replays.records import Figures, records

FILE = "contributions/un_regular_budget_assessments.csv"
#: What is shared out by the scale, and the total of the document, by year.
BASE = {2019: 2_788_226_423, 2020: 2_805_335_303, 2021: 2_892_559_097}
TOTAL = {2019: 2_849_023_329, 2020: 2_866_775_360, 2021: 2_954_928_990}
#: Amounts of the document are rounded by member; so far from the exact share they may be.
DOLLARS = 5
EXPLAINED = "the document adds to the share of a member that taxes the salaries of its nationals on the staff"


def rows_of(year):
    return [row for row in records(FILE) if row["year"] == str(year)]


def scale_of(year):
    return Scale.of({row["code"]: row["assessment_rate_percent"] for row in rows_of(year)})


def in_time(row):
    """What the day of payment says, beside the day due."""
    if not row["payment_date"]:
        return "not_paid_in_full"
    due = date.fromisoformat(row["due_date"])
    # The letter that asks for it went out thirty days before.
    assert due == due_on(int(row["year"]), due - timedelta(days=30))
    return "paid_on_time" if date.fromisoformat(row["payment_date"]) <= due else "paid_late"


def amount_figures():
    """Each member's amount as the engine shares it out. Stub: equal parts."""
    right, stub, explained = 0, 0, {}
    for year, base in BASE.items():
        computed = contributions(Decimal(base), scale_of(year))
        equal = Decimal(base) / len(computed)
        for row in rows_of(year):
            said = Decimal(row["assessment_usd"])
            right += abs(computed[row["code"]] - said) <= DOLLARS
            stub += abs(equal - said) <= DOLLARS
            if abs(computed[row["code"]] - said) > DOLLARS:
                explained[f"{year} {row['code']}"] = EXPLAINED
    return Figures(len(records(FILE)), 0, right, stub, explained)


def payment_figures():
    """Paid in time, late or not at all. Stub: always in time."""
    rows = records(FILE)
    right = sum(in_time(row) == row["payment_status"] for row in rows)
    return Figures(len(rows), 0, right, sum(row["payment_status"] == "paid_on_time" for row in rows))


@pytest.mark.parametrize("year", BASE)
def test_rates_and_amounts_sum(year):
    """A scale that does not sum to 100.000 is refused when it is made."""
    rows = rows_of(year)
    assert len(rows) == 193
    assert sum(Decimal(row["assessment_rate_percent"]) for row in rows) == Decimal("100.000")
    assert sum(contributions(Decimal(BASE[year]), scale_of(year)).values()) == Decimal(BASE[year])
    assert sum(int(row["assessment_usd"]) for row in rows) == TOTAL[year]


def test_only_one_member_pays_another_amount():
    assert set(amount_figures().explained) == {"2019 USA", "2020 USA", "2021 USA"}


def test_one_day_late_is_late():
    row = {"year": "2019", "payment_date": "2019-02-01", "due_date": "2019-01-31"}
    assert in_time(row) == "paid_late"
    assert in_time({**row, "payment_date": "2019-01-31"}) == "paid_on_time"
