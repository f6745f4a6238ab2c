"""Money received, or recorded wrongly and taken back: entered by one person, approved by another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require_two
from plenary.foundation.access.models import Person
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.budget import facts, queries
from plenary.offices.budget.actions.budgets import account_of
from plenary.offices.budget.models import Contribution, Payment
from plenary.offices.organisation.models import Member
from plenary.procedure.apportionment import cents, money, sum_of
from plenary.procedure.arrears import Debt, settle
from plenary.procedure.refusal import Refused


@act("budget.record_payment")
def record_payment(
    member: Member, *, by: Actor, amount: Decimal | str, received_on: date, contribution: Contribution | None = None
) -> list[Payment]:
    """Record what a member paid: the oldest year first, in the currency of account.

    Always takes two persons: the one who proposed it entered it, this one approves it. contribution: the only one it
    was paid for, where the member said so.
    Raises Refused "budget.nothing_paid", "budget.more_than_owed", "budget.not_exact", "money.not_in_cents",
    "money.negative", "budget.contribution_of_another".
    """
    require_two(by, "record_payment")
    payer = Member.objects.select_for_update().get(pk=member.pk)
    paid = money(cents(facts.exact(amount)))
    if not paid:
        raise Refused("budget.nothing_paid", member=payer.code)
    unpaid = queries.unpaid_of(payer)
    if contribution is not None:
        if contribution.member_id != payer.pk:
            raise Refused("budget.contribution_of_another", member=payer.code)
        unpaid = [one for one in unpaid if one.pk == contribution.pk]
    by_year = {one.budget.year: one for one in unpaid}
    debts = [Debt(year, one.left) for year, one in by_year.items()]
    owed = sum_of(debt.amount for debt in debts)
    if paid > owed:
        raise Refused("budget.more_than_owed", member=payer.code, amount=str(paid), owed=str(owed))
    entered_by = Person.objects.filter(key=by.proposed_by).first()
    approved_by = Person.objects.get(key=by.person_key)
    if entered_by is None:
        # Tried out before a second person is asked: all of the checks are made, and there is nobody to name yet.
        return []
    made = []
    for part in settle(paid, debts).paid:
        account = by_year[part.year]
        payment = Payment.objects.create(
            contribution=account,
            amount=part.amount,
            received_on=received_on,
            entered_by=entered_by,
            approved_by=approved_by,
        )
        record(
            "budget.payment.recorded",
            by=by,
            about=payment.about,
            audience=account_of(payer),
            facts={
                "member": payer.short_name,
                "year": part.year,
                "amount": str(part.amount),
                "currency": account.budget.currency,
                "received_on": received_on.isoformat(),
                "entered_by": entered_by.key,
                "contribution": account.key,
            },
        )
        publish(f"contribution:{account.key}", account_of(payer))
        # What was read before the payment would still show the old balance.
        account.refresh_from_db()
        made.append(payment)
    return made


@act("budget.reverse_payment")
def reverse_payment(payment: Payment, *, by: Actor, reason: Words) -> Payment:
    """Take back a payment that was recorded wrongly: a counter entry over the whole of it; both stay.

    Always takes two persons, as the payment did. What was right is then recorded anew.
    Raises Refused "budget.reversed_already", "budget.reversal_reversed", "budget.no_reason".
    """
    require_two(by, "record_payment")
    payer = Member.objects.select_for_update().get(contributions__payments=payment)
    wrong = Payment.objects.select_related("contribution__budget").get(pk=payment.pk)
    if wrong.reverses_id is not None:
        raise Refused("budget.reversal_reversed", member=payer.code)
    if Payment.objects.filter(reverses=wrong).exists():
        raise Refused("budget.reversed_already", member=payer.code, amount=str(wrong.amount))
    if not Words.of(reason):
        raise Refused("budget.no_reason")
    entered_by = Person.objects.filter(key=by.proposed_by).first()
    if entered_by is None:
        # Tried out before a second person is asked, as in recording one.
        return wrong
    account = wrong.contribution
    made: Payment = Payment.objects.create(
        contribution=account,
        amount=-wrong.amount,
        received_on=wrong.received_on,
        entered_by=entered_by,
        approved_by=Person.objects.get(key=by.person_key),
        reverses=wrong,
        reason=Words.of(reason),
    )
    record(
        "budget.payment.reversed",
        by=by,
        about=wrong.about,
        audience=account_of(payer),
        facts={
            "member": payer.short_name,
            "year": account.budget.year,
            "amount": str(wrong.amount),
            "currency": account.budget.currency,
            "received_on": wrong.received_on.isoformat(),
            "entered_by": entered_by.key,
            "contribution": account.key,
            "reason": dict(made.reason),
        },
    )
    publish(f"contribution:{account.key}", account_of(payer))
    return made
