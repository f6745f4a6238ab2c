"""What may be asked of arrivals, the programme of the day and the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.languages.words import Words
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Session
from plenary.offices.organisation.models import Member
from plenary.offices.protocol.models import Arrival, SeatingPlan, SeatPlace, Slot
from plenary.procedure.refusal import NotHere


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot as one reader has it. place: 1 up among those this reader may know of."""

    slot: Slot
    place: int


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A place at the table: 0 is the chair's, then clockwise."""

    position: int
    member: Member


@dataclass(frozen=True, slots=True)
class Seating:
    """How the table is laid, from the chair round."""

    plan: SeatingPlan
    places: tuple[SeatLine, ...]


def arrivals(session: Session, actor: Actor) -> QuerySet[Arrival]:
    """Arrivals of a session that this reader may know of: those that happened first, in the order of the day."""
    return (
        Arrival.objects.readable_by(actor)
        .filter(delegation__session=session)
        .select_related("delegation__member", "delegation__partner", "person", "greeter")
        .order_by("state", "arrived_on", "arrived_at", "planned_at", "pk")
    )


def arrival_of_key(key: str, actor: Actor) -> Arrival:
    """One arrival. Raises NotHere."""
    found: Arrival | None = (
        Arrival.objects.readable_by(actor)
        .select_related("delegation__session", "delegation__member", "delegation__partner", "person", "greeter")
        .filter(key=key)
        .first()
    )
    if found is None:
        raise NotHere()
    return found


def title_of_slot(slot: Slot, actor: Actor) -> Words:
    """The title of a slot outside the protocol desk: of a shut sitting that is not the reader's, the sitting's own.

    Whatever was typed into the slot, it says no more than the sitting does.
    """
    sitting = slot.sitting
    if sitting is not None and sitting.is_shut and not may_read(actor, sitting.title_audience):
        return meetings.title_of(sitting, actor)
    title: Words = slot.title
    return title


def programme(session: Session, actor: Actor, on: date | None = None) -> tuple[SlotLine, ...]:
    """The programme of a session, or of one of its days, as this reader has it."""
    slots = Slot.objects.readable_by(actor).filter(session=session).select_related("sitting").order_by("order")
    if on is not None:
        slots = slots.filter(on=on)
    return tuple(SlotLine(slot, place) for place, slot in enumerate(slots, 1))


def seating(session: Session, actor: Actor) -> Seating | None:
    """How the table of a session is laid; None where it is not, or not for this reader."""
    plan = SeatingPlan.objects.readable_by(actor).filter(session=session).first()
    if plan is None:
        return None
    places = SeatPlace.objects.filter(plan=plan).select_related("member").order_by("position")
    return Seating(plan, tuple(SeatLine(one.position, one.member) for one in places))
