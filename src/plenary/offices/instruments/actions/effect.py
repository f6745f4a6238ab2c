"""The day from which a text has effect: its formula is asked, and the text moves on once that day came."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require
from plenary.foundation.journal import writing as journal
from plenary.offices.documents.actions.pipeline import move_document
from plenary.offices.documents.facts import state_named
from plenary.offices.documents.models import Document
from plenary.offices.instruments import queries
from plenary.offices.instruments.models import Treaty
from plenary.offices.organisation import queries as organisation
from plenary.procedure.citation import Citation
from plenary.procedure.documents import Guard, State, require_move
from plenary.procedure.entry_into_force import Delay, require_effect
from plenary.procedure.refusal import Refused


class CountedFrom(StrEnum):
    """From what a text counts the day on which it takes effect."""

    ADOPTION = "adoption"
    SIGNATURE = "signature"
    INSTRUMENTS = "instruments"
    DAY = "day"


@act("instruments.bring_into_effect")
def bring_into_effect(
    document: Document,
    *,
    by: Actor,
    counted_from: str,
    rule: str,
    day: date | None = None,
    delay_days: int = 0,
    delay_months: int = 0,
) -> Document:
    """Record that a text took effect, by the formula that it names.

    counted_from: adoption (its last decision), signature (the last one), instruments (those that brought the treaty
    into force) or day (which the text itself names). rule: where the text says so.
    Raises Refused "instruments.counted_from_unknown", "instruments.effect_without_rule",
    "instruments.nothing_to_count_from", "instruments.not_in_effect_yet", "documents.wrong_step".
    """
    require(by, "record_deposit")
    held = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    require_move(state_named(held.state), State.IN_EFFECT, met=[Guard.DATE_REACHED])
    if counted_from not in set(CountedFrom):
        raise Refused("instruments.counted_from_unknown", counted_from=counted_from)
    if not rule.strip():
        raise Refused("instruments.effect_without_rule")
    began_on = _began_on(held, CountedFrom(counted_from), day)
    if began_on is None:
        raise Refused("instruments.nothing_to_count_from", document=str(held), counted_from=counted_from)
    delay, cite = Delay(days=delay_days, months=delay_months), Citation.parse(rule)
    require_effect(began_on, delay, on=organisation.day_at_seat(), document=str(held), cite=cite)
    from_on = delay.after(began_on)
    moved = move_document(
        held, by=by, state=State.IN_EFFECT, met=[Guard.DATE_REACHED], cite=str(cite), in_effect_on=from_on
    )
    journal.record(
        "instruments.text.in_effect",
        by=by,
        about=moved.about,
        audience=moved.audience,
        facts={
            "document": str(moved),
            "on": from_on.isoformat(),
            "counted_from": counted_from,
            "counted_on": began_on.isoformat(),
            "delay": str(delay),
        },
        cite=str(cite),
    )
    return moved


def _began_on(document: Document, counted_from: CountedFrom, day: date | None) -> date | None:
    """The day from which the formula counts; None while what it counts from has not happened."""
    match counted_from:
        case CountedFrom.ADOPTION:
            taken = document.decisions.filter(void_at__isnull=True).order_by("-pk").first()
            return organisation.day_at_seat(taken.adopted_at) if taken is not None else None
        case CountedFrom.SIGNATURE:
            return queries.text_signed_on(document)
        case CountedFrom.INSTRUMENTS:
            treaty: Treaty | None = Treaty.objects.filter(document=document, in_force_on__isnull=False).first()
            return treaty.in_force_on if treaty is not None else None
        case CountedFrom.DAY:
            return day
