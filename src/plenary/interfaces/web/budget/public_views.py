"""The public pages of the budget."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.interfaces.web.budget import reading
from plenary.interfaces.web.shell.context import reader_of


@require_safe
def budget(request: HttpRequest) -> HttpResponse:
    """The years whose budget was adopted."""
    context = {"years": reading.adopted_years(), "current": "budget"}
    return render(request, "budget/public/years.html", context)


@require_safe
def budget_year(request: HttpRequest, year: int) -> HttpResponse:
    """One year: parts, scale, contributions."""
    page = reading.budget_page(reader_of(request), year)
    return render(request, "budget/public/year.html", {"page": page, "budget": page.budget, "current": "budget"})
