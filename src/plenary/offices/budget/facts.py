"""Amounts of the books as the values that procedure takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plenary.foundation.languages.words import Words
from plenary.offices.budget import queries
from plenary.offices.budget.models import Budget, Contribution
from plenary.offices.organisation.models import Member
from plenary.offices.organisation.queries import members, setting_for
from plenary.procedure.apportionment import HUNDRED, Scale, cents, money, sum_of
from plenary.procedure.arrears import ArrearsRule, VotingRight, voting_right
from plenary.procedure.refusal import Refused


def exact(said: Decimal | str | int) -> Decimal:
    """An amount or a percentage, exactly as said. Raises Refused "budget.not_exact" for a float or no number."""
    if isinstance(said, bool | float):
        raise Refused("budget.not_exact", said=str(said))
    try:
        return Decimal(said)
    except ArithmeticError:
        raise Refused("budget.not_exact", said=str(said)) from None


def checked_parts(parts: Sequence[Mapping[str, Any]]) -> list[tuple[Words, Decimal]]:
    """Parts as title and amount, in their order.

    Raises Refused "budget.no_parts", "budget.title_missing", "budget.not_exact", "money.not_in_cents",
    "money.negative".
    """
    if not parts:
        raise Refused("budget.no_parts")
    checked = []
    for part in parts:
        title = Words.of(part.get("title"))
        if not title:
            raise Refused("budget.title_missing")
        checked.append((title, money(cents(exact(part.get("amount", ""))))))
    return checked


def checked_scale(shares: Mapping[str, Decimal | str], year: int) -> dict[Member, Decimal]:
    """A scale by member: every member of 1 January stands on it once, and the shares sum to exactly 100.000.

    Raises Refused "budget.scale_not_100" with the sum, "budget.scale_unknown_member", "budget.scale_member_missing",
    "budget.not_exact", "scale.too_fine", "scale.negative".
    """
    percents = {code: exact(share) for code, share in shares.items()}
    total = sum(percents.values(), Decimal(0))
    if total != HUNDRED:
        raise Refused("budget.scale_not_100", sum=f"{total:.3f}" if total == round(total, 3) else str(total))
    held = {member.code: member for member in Member.objects.filter(code__in=list(percents))}
    if unknown := sorted(set(percents) - set(held)):
        raise Refused("budget.scale_unknown_member", members=unknown)
    wanted = set(members(date(year, 1, 1)).values_list("code", flat=True))
    if missing := sorted(wanted - set(percents)):
        raise Refused("budget.scale_member_missing", members=missing, year=year)
    scale = Scale.of(percents)
    return {held[code]: share for code, share in scale.shares}


def scale(budget: Budget) -> Scale:
    """The scale of a budget as procedure shares by it. Raises Refused "budget.no_scale"."""
    kept = queries.scale_of(budget)
    if not kept:
        raise Refused("budget.no_scale", year=budget.year)
    return Scale.of(kept)


def arrears_of(member: Member, on: date) -> Decimal:
    """What a member has not paid of what fell due before a day."""
    return sum_of(one.left for one in queries.unpaid_of(member, due_before=on))


def voting_right_of(member: Member, on: date, *, decision_taken: bool = False) -> VotingRight | None:
    """Whether arrears take a member's vote on a day, by the rule in force; None where the rule or the books of the
    years it looks at are not there: what is not stated takes no vote.

    What the body decided of it is looked up: that it took the vote, where the rule needs a decision, and up to which
    day it lets the member vote all the same. decision_taken: as if it had taken it.
    """
    rule = arrears_rule(on)
    if rule is None:
        return None
    due = {one.budget.year: one.amount for one in Contribution.objects.filter(member=member).select_related("budget")}
    if any(on.year - n not in due for n in range(1, rule.years + 1)):
        return None
    taken = decision_taken or queries.votes_taken(on).filter(member=member).exists()
    permitted = queries.permitted_until(member, on)
    return voting_right(arrears_of(member, on), due, rule, on=on, decision_taken=taken, permitted_until=permitted)


def arrears_rule(on: date) -> ArrearsRule | None:
    """When unpaid contributions take a vote, by the rules in force on a day; None where they do not speak of it."""
    try:
        setting = setting_for("voting_right_lost", on)
    except Refused:
        return None
    if not isinstance(setting.value, Mapping):
        return None
    return ArrearsRule(
        cite=setting.cite,
        years=int(str(setting.value.get("years", 2))),
        automatic=bool(setting.value.get("automatic", True)),
    )


def without_vote(members: Iterable[Member], on: date) -> frozenset[str]:
    """Codes of those that have no vote on a day because of what they owe.

    Where the rule takes it by itself, every account is looked at; where it needs a decision of the body, only those
    of whom it was decided. A decision stands alone where the books of the years of the rule are not kept here.
    """
    rule = arrears_rule(on)
    if rule is None:
        return frozenset()
    taken = set(queries.votes_taken(on).values_list("member", flat=True))
    asked = [one for one in members if rule.automatic or one.pk in taken]
    return frozenset(one.code for one in asked if not _votes(one, on, is_taken=one.pk in taken))


def _votes(member: Member, on: date, *, is_taken: bool) -> bool:
    right = voting_right_of(member, on)
    if right is not None:
        return right.votes
    return not is_taken or queries.permitted_until(member, on) is not None
