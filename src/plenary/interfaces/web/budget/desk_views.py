"""The budget as the finance desk keeps it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.budget.desk_forms import YEAR, YEARS
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.offices.budget import queries
from plenary.offices.budget.models import Budget
from plenary.offices.budget.permissions import can_see_parts
from plenary.procedure.refusal import NotHere


def money(request: HttpRequest) -> HttpResponse:
    """One year: the one asked for, else the newest."""
    actor = request.actor  # type: ignore[attr-defined]
    years = list(queries.with_sums(queries.budgets(actor)).order_by("-year"))
    asked = request.GET.get("year", "")
    budget = next((one for one in years if str(one.year) == asked), None) or (
        None if asked else next(iter(years), None)
    )
    if asked and budget is None:
        raise NotHere()
    context: dict[str, Any] = {"years": years, "budget": budget, "plans": ActOnMoney.offered(actor)}
    if budget is not None:
        context |= {
            "sees": can_see_parts(actor, budget),
            "total": queries.total_of(budget),
            "shares": queries.shares_of(budget),
            "contributions": queries.contributions(actor, budget),
            "acts": ActOnBudget.offered(actor, budget, year=budget.year),
        }
    return desk_page(request, "budget/desk/money.html", context, current="money")


class ActOnMoney(ActPage):
    """Plan a year."""

    forms = YEARS
    current, route, home = "money", "desk-act-on-money", "desk-money"


class ActOnBudget(ActPage):
    """An act on one year."""

    forms = YEAR
    current, route = "money", "desk-act-on-budget"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Budget:
        found = queries.budget_of(actor, named["year"])
        if found is None:
            raise NotHere()
        return found

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the same year."""
        return f"{reverse('desk-money')}?year={named['year']}"
