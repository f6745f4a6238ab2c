"""A year's budget as the public pages print it: nothing before it is adopted; accounts for who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.interfaces.web.drawings.sheet import Drawing, rtl_now
from plenary.interfaces.web.drawings.sums import Contribution as Bar
from plenary.interfaces.web.drawings.sums import contribution_rows
from plenary.interfaces.web.shell import moments
from plenary.offices.budget.models import Budget, Contribution, Part, ScaleShare
from plenary.offices.decisions.models import Decision
from plenary.offices.documents.models import Document
from plenary.offices.organisation.models import Member

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Assessed:
    """What one member bears. received: None for who may not see the accounts."""

    member: Member
    percent: Decimal | None
    amount: Decimal | None
    received: Decimal | None


@dataclass(frozen=True, slots=True)
class Appropriated:
    """A part of the budget with its share of the whole."""

    part: Part
    share: Decimal | None


@dataclass(slots=True)
class BudgetPage:
    """What the page of one year prints. budget: None while the year is not adopted."""

    year: int
    budget: Budget | None
    parts: list[Appropriated]
    total: Decimal
    rows: list[Assessed]
    percent_total: Decimal
    assessed_total: Decimal
    received_total: Decimal | None
    chart: Drawing | None
    decision: Decision | None
    document: Document | None
    years: list[int]


def adopted_years() -> QuerySet[Budget, int]:
    """The years whose budget was adopted, the newest first."""
    return Budget.objects.filter(state=Budget.State.ADOPTED).order_by("-year").values_list("year", flat=True)


def budget_page(reader: Actor, year: int) -> BudgetPage:
    """The budget of a year. A draft is not told from a year without one."""
    budget = Budget.objects.select_related("document").filter(year=year, state=Budget.State.ADOPTED).first()
    years = list(adopted_years())
    if budget is None:
        return BudgetPage(year, None, [], ZERO, [], ZERO, ZERO, None, None, None, None, years)
    parts = list(budget.parts.order_by("order"))
    total = sum((part.amount for part in parts), ZERO)
    rows = _rows(reader, budget)
    sees_all = bool(rows) and all(row.received is not None for row in rows)
    document = budget.document
    return BudgetPage(
        year=year,
        budget=budget,
        parts=[Appropriated(part, part.amount / total if total else None) for part in parts],
        total=total,
        rows=rows,
        percent_total=sum((row.percent or ZERO for row in rows), ZERO),
        assessed_total=sum((row.amount or ZERO for row in rows), ZERO),
        received_total=sum((row.received or ZERO for row in rows), ZERO) if sees_all else None,
        chart=_chart(budget, rows) if sees_all else None,
        decision=Decision.objects.readable_by(reader).filter(number=budget.decision).first()
        if budget.decision
        else None,
        document=Document.objects.readable_by(reader).filter(pk=document.pk).first() if document else None,
        years=years,
    )


def _rows(reader: Actor, budget: Budget) -> list[Assessed]:
    shares = dict(ScaleShare.objects.filter(budget=budget).values_list("member_id", "percent"))
    owed = {row.member_id: row for row in Contribution.objects.filter(budget=budget).prefetch_related("payments")}
    members = Member.objects.filter(pk__in=[*shares, *owed])
    ordered = sorted(members, key=lambda one: (one.sort_name or one.short_name).said().casefold())
    return [
        Assessed(
            member=member,
            percent=shares.get(member.pk),
            amount=owed[member.pk].amount if member.pk in owed else None,
            received=owed[member.pk].paid
            if member.pk in owed and may(reader, "see_accounts", f"member:{member.code}") and reader.is_signed_in
            else None,
        )
        for member in ordered
    ]


def _chart(budget: Budget, rows: list[Assessed]) -> Drawing | None:
    first = Contribution.objects.filter(budget=budget).order_by("due_on").first()
    if first is None:
        return None
    return contribution_rows(
        [Bar(row.member.short_name.said(), row.amount or ZERO, row.received or ZERO) for row in rows],
        currency=budget.currency,
        due=moments.day_words(first.due_on),
        title=_("Contributions received"),
        rtl=rtl_now(),
    )
