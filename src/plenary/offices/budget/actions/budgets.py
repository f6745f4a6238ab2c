"""A year's budget: planned, drafted, shared among the members, adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import audience_of
from plenary.foundation.access.gate import require
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import publish
from plenary.offices.budget import facts, queries
from plenary.offices.budget.models import Budget, Contribution, Part, ScaleShare
from plenary.offices.documents.models import Document
from plenary.offices.documents.queries import scopes_of
from plenary.offices.organisation.models import Member
from plenary.procedure.apportionment import contributions
from plenary.procedure.arrears import due_on
from plenary.procedure.documents import State
from plenary.procedure.refusal import Refused

#: Who keeps the accounts of all members.
ACCOUNTS = "accounts"

#: States in which the text of a budget is the body's act.
_ADOPTED = frozenset(
    {
        State.ADOPTED.value,
        State.APPROVED.value,
        State.NUMBERED.value,
        State.OPEN_FOR_SIGNATURE.value,
        State.SIGNED.value,
        State.CERTIFIED.value,
        State.IN_EFFECT.value,
        State.IN_FOLLOW_UP.value,
    }
)


@act("budget.plan_budget")
def plan_budget(*, by: Actor, year: int, document: Document | None = None, is_demonstration: bool = False) -> Budget:
    """Enter that a budget for a year is to be adopted, with the document that will hold it where there is one.

    Raises Refused "budget.year_taken".
    """
    require(by, "draft_budget")
    if Budget.objects.filter(year=year).exists():
        raise Refused("budget.year_taken", year=year)
    budget = Budget.objects.create(year=year, document=document, is_demonstration=is_demonstration)
    record(
        "budget.budget.planned",
        by=by,
        about=budget.about,
        audience=_audience_of(budget),
        facts={"year": year, "document": document.key if document else "", "is_demonstration": is_demonstration},
    )
    publish(f"budget:{budget.key}", _audience_of(budget), budget.version)
    return budget


@act("budget.draft_budget")
def draft_budget(budget: Budget, *, by: Actor, currency: str, parts: Sequence[Mapping[str, Any]]) -> Budget:
    """Set the currency of account and the parts of a draft; a later draft replaces an earlier one.

    parts: in order, each {title: Words, amount: Decimal or text with two decimals at most}.
    Raises Refused "budget.already_adopted", "budget.currency_unknown", "budget.no_parts", "money.…".
    """
    require(by, "draft_budget")
    drafted = _draft(budget)
    if len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        raise Refused("budget.currency_unknown", currency=currency)
    checked = facts.checked_parts(parts)
    drafted.parts.all().delete()
    for place, (title, amount) in enumerate(checked, start=1):
        Part.objects.create(budget=drafted, order=place, title=title, amount=amount)
    drafted.currency = currency.upper()
    drafted.state = Budget.State.DRAFT
    drafted.touch().save()
    record(
        "budget.budget.drafted",
        by=by,
        about=drafted.about,
        audience=ACCOUNTS,
        facts={
            "year": drafted.year,
            "currency": drafted.currency,
            "total": str(queries.total_of(drafted)),
            "parts": [{"title": dict(title), "amount": str(amount)} for title, amount in checked],
        },
    )
    publish(f"budget:{drafted.key}", ACCOUNTS, drafted.version)
    return drafted


@act("budget.set_scale")
def set_scale(budget: Budget, *, by: Actor, shares: Mapping[str, Decimal | str]) -> Budget:
    """Set what each member bears, in per cent with three decimals, by code; replaces an earlier scale of the draft.

    Raises Refused "budget.already_adopted", "budget.scale_not_100", "budget.scale_unknown_member",
    "budget.scale_member_missing", "scale.too_fine", "scale.negative".
    """
    require(by, "draft_budget")
    shared = _draft(budget)
    checked = facts.checked_scale(shares, shared.year)
    ScaleShare.objects.filter(budget=shared).delete()
    for member, percent in checked.items():
        ScaleShare.objects.create(budget=shared, member=member, percent=percent)
    shared.touch().save()
    record(
        "budget.scale.set",
        by=by,
        about=shared.about,
        audience=ACCOUNTS,
        facts={
            "year": shared.year,
            "shares": {member.code: f"{percent:.3f}" for member, percent in checked.items()},
        },
    )
    publish(f"budget:{shared.key}", ACCOUNTS, shared.version)
    return shared


@act("budget.adopt_budget")
def adopt_budget(budget: Budget, *, by: Actor, decision: str, letter_on: date, in_scopes: Sequence[str] = ()) -> Budget:
    """Record that the body adopted the budget, and open the contributions of the year.

    Done with the announcement of the decision, by whoever may announce it. decision: its number. letter_on: day of
    the letters of assessment; a contribution is due on the later of 1 January and 30 days after. in_scopes: scopes of
    the room in which it was announced.
    Each member owes its share of the total to the cent; the contributions sum to the budget.
    Raises Refused "budget.already_adopted", "budget.decision_missing", "budget.no_parts", "budget.no_scale",
    "budget.text_not_adopted".
    """
    scopes = [*(scopes_of(budget.document) if budget.document else ()), *in_scopes]
    require(by, "announce_verdict", *scopes)
    adopted = _draft(budget)
    if not decision.strip():
        raise Refused("budget.decision_missing", year=adopted.year)
    if not adopted.parts.exists():
        raise Refused("budget.no_parts", year=adopted.year)
    scale = facts.scale(adopted)
    text = adopted.document
    if text is not None and text.versions.exists() and text.state not in _ADOPTED:
        raise Refused("budget.text_not_adopted", year=adopted.year, state=text.state)
    total = queries.total_of(adopted)
    due = due_on(adopted.year, letter_on)
    adopted.state = Budget.State.ADOPTED
    adopted.decision = decision
    adopted.contributions_opened_at = now()
    adopted.touch().save()
    record(
        "budget.budget.adopted",
        by=by,
        about=adopted.about,
        audience=_audience_of(adopted),
        facts={
            "year": adopted.year,
            "decision": decision,
            "total": str(total),
            "currency": adopted.currency,
            "due_on": due.isoformat(),
        },
    )
    members = {member.code: member for member in Member.objects.filter(scale_shares__budget=adopted)}
    for code, amount in contributions(total, scale).items():
        _open(adopted, members[code], amount, due, by)
    publish(f"budget:{adopted.key}", _audience_of(adopted), adopted.version)
    return adopted


def _open(budget: Budget, member: Member, amount: Decimal, due: date, by: Actor) -> None:
    contribution = Contribution.objects.create(budget=budget, member=member, amount=amount, due_on=due)
    record(
        "budget.contribution.opened",
        by=by,
        about=contribution.about,
        audience=account_of(member),
        facts={
            "year": budget.year,
            "member": member.short_name,
            "amount": str(amount),
            "currency": budget.currency,
            "due_on": due.isoformat(),
        },
    )


def account_of(member: Member) -> str:
    """Who reads of a member's contributions: finance, and that member."""
    return audience_of(ACCOUNTS, f"member:{member.code}")


def _draft(budget: Budget) -> Budget:
    held = Budget.objects.select_for_update().get(pk=budget.pk)
    if held.state == Budget.State.ADOPTED:
        raise Refused("budget.already_adopted", year=held.year, decision=held.decision)
    return held


def _audience_of(budget: Budget) -> str:
    return budget.document.audience if budget.document else ACCOUNTS
