"""One body, one member, one partner at the desk: everything that is kept of it, with its periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.organisation.attribute_forms import WHAT
from plenary.interfaces.web.organisation.desk_members_forms import OFFICES, offices_in
from plenary.interfaces.web.organisation.reading import COMPOSITIONS, STANDINGS
from plenary.interfaces.web.shell.corrections import Correction, corrections_of
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import (
    Attribute,
    Body,
    BodySeat,
    Mandate,
    Member,
    Membership,
    OfficeHeld,
    Officer,
    Partner,
)


@dataclass(frozen=True, slots=True)
class AttributeLine:
    """A number or a trait of a member as one line says it. what: votes, population or trait, in words."""

    kept: Attribute
    what: str


def _attributes(rows: Iterable[Attribute]) -> tuple[AttributeLine, ...]:
    """Those that run first."""
    kept = sorted(rows, key=lambda one: one.until_on is not None)
    return tuple(AttributeLine(one, str(WHAT[one.of])) for one in kept)


@dataclass(frozen=True, slots=True)
class BodyAtDesk:
    """One body with everything that is kept of it. seats and officers: the running ones first, then those ended."""

    body: Body
    composition: str
    seats: tuple[BodySeat, ...]
    officers: tuple[Officer, ...]
    mandates: tuple[Mandate, ...]
    attributes: tuple[AttributeLine, ...]
    corrections: list[Correction]


def body(actor: Actor, found: Body) -> BodyAtDesk:
    """What the page of one body at the desk shows."""
    officers = tuple(Officer.objects.filter(body=found).select_related("person").order_by("-until_on", "pk"))
    seats = found.seats.select_related("member").order_by("member__code", "from_on")
    return BodyAtDesk(
        body=found,
        composition=str(COMPOSITIONS.get(found.composition, found.composition)),
        seats=tuple(sorted(seats, key=lambda seat: seat.until_on is not None)),
        officers=tuple(sorted(officers, key=lambda one: one.until_on is not None)),
        mandates=tuple(queries.mandates_of(found)),
        attributes=_attributes(queries.attributes_kept_in(found)),
        corrections=corrections_of(actor, found, *officers),
    )


def officers_of_the_house() -> tuple[Officer, ...]:
    """Officers of the organisation itself, those who serve now first."""
    found = Officer.objects.filter(body=None).select_related("person").order_by("pk")
    return tuple(sorted(found, key=lambda one: one.until_on is not None))


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office as one line says it. office: its class in words."""

    held: OfficeHeld
    office: str


@dataclass(frozen=True, slots=True)
class SenderAtDesk:
    """One member or partner with everything that is kept of it. standing: in words; empty for a member."""

    sender: Member | Partner
    standing: str
    periods: tuple[Membership, ...]
    seats: tuple[BodySeat, ...]
    offices: tuple[OfficeLine, ...]
    attributes: tuple[AttributeLine, ...]
    corrections: list[Correction]


def member(actor: Actor, found: Member) -> SenderAtDesk:
    """What the page of one member at the desk shows."""
    seats = found.seats.select_related("body").order_by("body__rank", "from_on")
    offices = _offices(found)
    return SenderAtDesk(
        sender=found,
        standing="",
        periods=tuple(found.memberships.order_by("from_on")),
        seats=tuple(sorted(seats, key=lambda seat: seat.until_on is not None)),
        offices=offices,
        attributes=_attributes(queries.attributes_of(found)),
        corrections=corrections_of(actor, found, *(line.held for line in offices)),
    )


def partner(actor: Actor, found: Partner) -> SenderAtDesk:
    """What the page of one partner at the desk shows."""
    offices = _offices(found)
    return SenderAtDesk(
        sender=found,
        standing=str(STANDINGS.get(found.standing, found.standing)),
        periods=(),
        seats=(),
        offices=offices,
        attributes=(),
        corrections=corrections_of(actor, found, *(line.held for line in offices)),
    )


def _offices(sender: Member | Partner) -> tuple[OfficeLine, ...]:
    said = dict(OFFICES)
    held = sorted(offices_in(sender), key=lambda one: one.held_until_on is not None)
    return tuple(OfficeLine(one, str(said.get(one.office_class, one.office_class))) for one in held)


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner on the list. standing: in words."""

    partner: Partner
    standing: str


def partners() -> list[PartnerLine]:
    """Every partner in alphabetical order."""
    listed = sorted(queries.partners(), key=queries.sort_key)
    return [PartnerLine(one, str(STANDINGS.get(one.standing, one.standing))) for one in listed]
