"""The budget as the finance desk keeps it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.foundation.clock import now
from plenary.interfaces.web.budget.desk_forms import ACCOUNT, PAYMENT, YEAR, YEARS, RecordPayment, ReversePayment
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.offices.budget import facts, queries
from plenary.offices.budget.models import Budget, Payment
from plenary.offices.budget.permissions import can_see_parts
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import NotHere


@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """One year: the one asked for, else the newest."""
    actor = request.actor  # type: ignore[attr-defined]
    budget = year_asked(request)
    context: dict[str, Any] = {"years": _years(actor), "budget": budget, "plans": ActOnMoney.offered(actor)}
    if budget is not None:
        context |= {
            "sees": can_see_parts(actor, budget),
            "total": queries.total_of(budget),
            "shares": queries.shares_of(budget),
            "contributions": queries.contributions(actor, budget),
            "today": organisation.day_at_seat(),
            "acts": ActOnBudget.offered(actor, budget, year=budget.year),
        }
    return desk_page(request, "budget/desk/money.html", context, current="money")


@require_safe
def account(request: HttpRequest, code: str) -> HttpResponse:
    """The account of one member, year by year: what it owes, what came in, and what is in arrears today."""
    actor = request.actor  # type: ignore[attr-defined]
    member = organisation.member_named(code)
    lines = queries.account_of(actor, member) if member is not None else []
    if member is None or not lines:
        raise NotHere()
    today = organisation.day_at_seat()
    context = {
        "member": member,
        "lines": lines,
        "today": today,
        "arrears": facts.arrears_of(member, today),
        "right": facts.voting_right_of(member, today),
        "currency": lines[0].budget.currency,
        "takes_back": may(actor, *ReversePayment.rows),
        "votes": queries.vote_decisions_of(member),
        "acts": ActOnAccount.offered(actor, member, code=code),
        "records": may(actor, *RecordPayment.rows),
    }
    return desk_page(request, "budget/desk/account.html", context, current="money")


def year_asked(request: HttpRequest) -> Budget | None:
    """The budget of the query string, else that of this year, else the newest. Raises NotHere where it is not known."""
    years = _years(request.actor)  # type: ignore[attr-defined]
    asked = request.GET.get("year", "")
    if not asked:
        this_year = next((one for one in years if one.year == now().year), None)
        return this_year or next(iter(years), None)
    found = next((one for one in years if str(one.year) == asked), None)
    if found is None:
        raise NotHere()
    return found


def _years(actor: Actor) -> list[Budget]:
    return list(queries.with_sums(queries.budgets(actor)).order_by("-year"))


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


class ActOnAccount(ActPage):
    """What the body decided on the vote of a member in arrears."""

    forms = ACCOUNT
    current, route, home = "money", "desk-act-on-account", "desk-account"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Member:
        member = organisation.member_named(named["code"])
        if member is None or not queries.account_of(actor, member):
            raise NotHere()
        return member

    def title(self, thing: Member) -> Any:  # noqa: ANN401  Words
        return thing.short_name


class ActOnPayment(ActPage):
    """An act on one payment."""

    forms = PAYMENT
    current, route = "money", "desk-act-on-payment"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Payment:
        found = queries.payment_seen(actor, named["key"])
        if found is None:
            raise NotHere()
        return found

    def title(self, thing: Payment) -> Any:  # noqa: ANN401  Words
        return thing.contribution.member.short_name

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the account in which it stands."""
        code = Payment.objects.values_list("contribution__member__code", flat=True).get(key=named["key"])
        return reverse("desk-account", kwargs={"code": code})
