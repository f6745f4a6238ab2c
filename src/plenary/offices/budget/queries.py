"""What may be asked of budgets: their parts and scale, what members owe and paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.permissions import Grade, grade
from plenary.offices.budget.models import Budget, Contribution, Part, Payment, ScaleShare, VoteDecision
from plenary.offices.documents.queries import documents
from plenary.offices.organisation.models import Member
from plenary.procedure.apportionment import sum_of


def budgets(reader: Actor) -> QuerySet[Budget]:
    """Budgets whose document this reader may know of, the latest year first.

    Those without one are for finance, and for the secretary of a body, who records that the body adopted them.
    """
    known = Q(document__in=documents(reader))
    records_adoption = grade(reader.capacity, "announce_verdict") is Grade.PROPOSE
    if records_adoption or grade(reader.capacity, "see_accounts") is Grade.READ:
        known |= Q(document__isnull=True)
    return Budget.objects.filter(known).select_related("document").order_by("-year")


def budget_of(reader: Actor, year: int) -> Budget | None:
    """The budget of a year; None where it is not here for this reader."""
    return budgets(reader).filter(year=year).first()


def with_sums(found: QuerySet[Budget]) -> QuerySet[Budget]:
    """Budgets with parts and scale at hand, for pages that show both."""
    return found.prefetch_related(
        Prefetch("parts", queryset=Part.objects.order_by("order")),
        Prefetch("scale", queryset=ScaleShare.objects.select_related("member")),
    )


def total_of(budget: Budget) -> Decimal:
    """The sum of the parts, to the cent; 0.00 where none is stated."""
    return sum_of(part.amount for part in budget.parts.all())


def scale_of(budget: Budget) -> dict[str, Decimal]:
    """What each member bears, in per cent with three decimals, by code."""
    return {share.member.code: share.percent for share in shares_of(budget)}


def shares_of(budget: Budget) -> QuerySet[ScaleShare]:
    """The scale as rows, the largest share first."""
    return ScaleShare.objects.filter(budget=budget).select_related("member").order_by("-percent", "member__code")


def contributions(reader: Actor, budget: Budget | None = None) -> QuerySet[Contribution]:
    """Contribution accounts that this reader may see, with their payments at hand: all of them, or its own member's."""
    found = _with_payments().select_related("budget", "member").order_by("-budget__year", "member__code")
    if budget is not None:
        found = found.filter(budget=budget)
    match grade(reader.capacity, "see_accounts"):
        case Grade.READ:
            return found
        case Grade.SCOPE:
            own = [scope.removeprefix("member:") for scope in reader.scopes if scope.startswith("member:")]
            return found.filter(member__code__in=own)
    return found.none()


def payments_of(contribution: Contribution) -> QuerySet[Payment]:
    """What was received for a contribution, the oldest first."""
    return contribution.payments.select_related("entered_by", "approved_by").order_by("received_on", "pk")


def account_of(reader: Actor, member: Member) -> list[Contribution]:
    """What a member owes and paid, year by year, the newest first; empty for who may not see its account."""
    with_people = Payment.objects.select_related("entered_by", "approved_by", "reversed_by").order_by(
        "received_on", "pk"
    )
    found = contributions(reader).filter(member=member).prefetch_related(None)
    return list(found.prefetch_related(Prefetch("payments", queryset=with_people)))


def payment_seen(reader: Actor, key: str) -> Payment | None:
    """A payment by its key, for who sees the account it stands in."""
    return (
        Payment.objects.filter(key=key, contribution__in=contributions(reader))
        .select_related("contribution__member", "contribution__budget", "reversed_by")
        .first()
    )


def unpaid_of(member: Member, due_before: date | None = None) -> list[Contribution]:
    """Contributions of a member that are not paid in full, the oldest year first; `left` says how much.

    due_before: only those that fell due before that day.
    """
    found = _with_payments().filter(member=member).select_related("budget").order_by("budget__year")
    if due_before is not None:
        found = found.filter(due_on__lt=due_before)
    return [one for one in found if one.left > 0]


def vote_decisions_of(member: Member) -> QuerySet[VoteDecision]:
    """What the body decided on a member's vote, the latest first."""
    return VoteDecision.objects.filter(member=member).order_by("-from_on", "-pk")


def votes_taken(on: date) -> QuerySet[VoteDecision]:
    """Decisions that take a vote and hold on a day."""
    return _hold_on(on, VoteDecision.Of.TAKEN.value)


def permitted_until(member: Member, on: date) -> date | None:
    """The last day up to which a member votes in spite of its arrears; None where nothing lets it on that day."""
    days = _hold_on(on, VoteDecision.Of.PERMITTED.value).filter(member=member).values_list("until_on", flat=True)
    return max((day for day in days if day is not None), default=None)


def _hold_on(on: date, of: str) -> QuerySet[VoteDecision]:
    running = Q(until_on__isnull=True) | Q(until_on__gte=on)
    return VoteDecision.objects.filter(running, of=of, from_on__lte=on)


def are_contributions_open(year: int) -> bool:
    """Whether members owe contributions for a year."""
    return Budget.objects.filter(year=year, contributions_opened_at__isnull=False).exists()


def _with_payments() -> QuerySet[Contribution]:
    return Contribution.objects.prefetch_related("payments")
