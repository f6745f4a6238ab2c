"""What the page of a budget lists, for machines."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from plenary.interfaces.exports.lists import Listing
from plenary.interfaces.web.budget import reading
from plenary.interfaces.web.budget.desk_views import year_asked
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.budget import queries


def payments(request: HttpRequest) -> Listing:
    """What each member was assessed, paid and still owes in one year, for those to whom the desk shows it."""
    budget = year_asked(request)
    return Listing(
        f"payments-{budget.year}" if budget else "payments",
        ("code", "member", "assessed", "received", "left", "currency", "due_on"),
        tuple(
            (one.member.code, one.member.short_name.said(), one.amount, one.paid, one.left, budget.currency, one.due_on)
            for one in (queries.contributions(reader_of(request), budget) if budget else ())
            if budget
        ),
    )


def contributions(request: HttpRequest, year: int) -> Listing:
    """The scale of a year and what each member was assessed. Raises Http404 while the year is not adopted."""
    page = reading.budget_page(reader_of(request), year)
    if page.budget is None:
        raise Http404
    currency = page.budget.currency
    return Listing(
        f"contributions-{year}",
        ("code", "member", "percent", "assessed", "currency"),
        tuple((row.member.code, row.member.short_name.said(), row.percent, row.amount, currency) for row in page.rows),
    )
