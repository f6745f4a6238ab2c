"""Acts on treaties: what is entered of one, and the instruments deposited for it."""

from __future__ import annotations

from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.documents.models import Document
from plenary.offices.instruments import facts
from plenary.offices.instruments.models import Deposit, Treaty
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused


@act("instruments.enter_treaty")
def enter_treaty(
    *,
    by: Actor,
    title: Words,
    document: Document | None = None,
    signed_at_place: Words | None = None,
    signed_on: date | None = None,
    in_force_on: date | None = None,
    in_force_rule: str = "",
    needed: str = "",
    parties_count: int | None = None,
    delay_days: int = 0,
    delay_months: int = 0,
    first_of_month: bool = False,
) -> Treaty:
    """Enter a treaty that this organisation keeps or rests on; what is not stated stays empty.

    document: its text, or the outside document of another organisation that keeps it. needed: instruments that bring
    it into force, "all", a share or a number.
    Raises Refused "instruments.treaty_without_title", "ruleset.bad_share", "instruments.parties_not_stated".
    """
    require(by, "record_deposit")
    if not Words.of(title):
        raise Refused("instruments.treaty_without_title")
    treaty = Treaty(
        title=Words.of(title),
        document=document,
        signed_at_place=Words.of(signed_at_place),
        signed_on=signed_on,
        in_force_on=in_force_on,
        in_force_rule=in_force_rule,
        needed=needed,
        parties_count=parties_count,
        delay_days=delay_days,
        delay_months=delay_months,
        first_of_month=first_of_month,
    )
    formula = facts.formula_of(treaty)
    if formula is not None and formula.needed.num and not parties_count:
        raise Refused("instruments.parties_not_stated", needed=needed)
    treaty.save()
    journal.record("instruments.treaty.entered", by=by, about=treaty.about, facts={"title": dict(treaty.title)})
    return treaty


@act("instruments.record_deposit")
def record_deposit(
    treaty: Treaty,
    *,
    by: Actor,
    member: Member,
    kind: str = Deposit.Kind.RATIFICATION.value,
    received_on: date,
    in_good_form: bool = True,
    note: Words | None = None,
) -> Deposit:
    """Enter an instrument on the day it was received. The depositary notifies; it does not judge.

    in_good_form: false for one that does not count towards entry into force, such as one with a reservation that
    the treaty prohibits.
    Raises Refused "instruments.no_such_deposit", "instruments.deposited_twice".
    """
    require(by, "record_deposit")
    locked: Treaty = Treaty.objects.select_for_update().get(pk=treaty.pk)
    if kind not in Deposit.Kind.values:
        raise Refused("instruments.no_such_deposit", kind=kind)
    if locked.deposits.filter(member=member, withdrawn_on__isnull=True).exists():
        raise Refused("instruments.deposited_twice", member=member.code)
    made = Deposit.objects.create(
        treaty=locked,
        member=member,
        kind_of_deposit=kind,
        received_on=received_on,
        in_good_form=in_good_form,
        note=Words.of(note),
    )
    reached = facts.in_force(locked)
    if reached is not None and reached.on is not None and locked.in_force_on is None:
        locked.in_force_on = reached.on
    locked.touch().save()
    journal.record(
        "instruments.deposit.recorded",
        by=by,
        about=locked.about,
        facts={
            "title": dict(locked.title),
            "member": member.code,
            "kind": kind,
            "received_on": received_on.isoformat(),
            "in_force_on": locked.in_force_on.isoformat() if locked.in_force_on else "",
        },
        cite=locked.in_force_rule,
    )
    publish(f"treaty:{locked.key}")
    return made
