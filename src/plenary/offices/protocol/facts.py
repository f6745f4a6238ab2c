"""Heads of delegations as the values that precedence and seating take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plenary.offices.meetings.facts import OFFICES, day_of_session
from plenary.offices.meetings.models import Delegate, Session
from plenary.offices.meetings.queries import bodies_of
from plenary.offices.organisation import queries as organisation
from plenary.offices.protocol.models import SeatingPlan
from plenary.procedure.citation import Citation
from plenary.procedure.office import class_of
from plenary.procedure.precedence import Order, Place, Rank
from plenary.procedure.refusal import Refused
from plenary.procedure.seating import Table

#: The table of the rules for each shape. At a hemicycle and along straight sides rank alternates right and left.
TABLES: dict[str, Table] = {
    SeatingPlan.Shape.OVAL.value: Table.OVAL,
    SeatingPlan.Shape.HORSESHOE.value: Table.RIGHT_LEFT,
    SeatingPlan.Shape.RECTANGLE.value: Table.RIGHT_LEFT,
    SeatingPlan.Shape.HEMICYCLE.value: Table.RIGHT_LEFT,
}


@dataclass(frozen=True, slots=True)
class SeatingRule:
    """The order in which members sit. is_certain: written in the organisation's own rules."""

    order: Order
    host: Place
    language: str
    cite: Citation | None
    is_certain: bool


def seating_rule(session: Session, said: str = "") -> SeatingRule:
    """The order that the rules of the first body set, or the one said instead.

    said: "precedence" or "alphabetical". Raises Refused "protocol.no_such_order".
    """
    if said and said not in list(Order):
        raise Refused("protocol.no_such_order", order=said, orders=[str(one) for one in Order])
    try:
        setting = organisation.setting_for("seating", day_of_session(session), bodies_of(session)[0])
    except Refused:
        # Rules that are silent on seating leave it to protocol: by rank, which slights nobody.
        return SeatingRule(Order(said or Order.PRECEDENCE), Place.BY_RANK, "", None, False)
    value = setting.value if isinstance(setting.value, Mapping) else {}
    order = Order(said or str(value.get("order", Order.PRECEDENCE)))
    return SeatingRule(
        order=order,
        host=Place(str(value.get("host", Place.BY_RANK))),
        language=str(value.get("language", "")),
        cite=setting.cite,
        # Confirmed for a demonstration, it is no text of the organisation's for that.
        is_certain=setting.certain and not said and setting.cite.text != "Demonstration",
    )


def ranks(session: Session, language: str = "") -> tuple[Rank, ...]:
    """The head of each member's delegation as protocol ranks it; a member without a head ranks last in its class."""
    heads = list(
        Delegate.objects.filter(
            delegation__session=session,
            delegation__member__isnull=False,
            role=Delegate.Role.HEAD,
            left_list_at__isnull=True,
        )
        .select_related("delegation__member", "person", "for_body")
        .order_by("order")
    )
    held = {
        (office.person.key, office.office_class): office.held_from_on
        for office in organisation.offices_of([line.person.key for line in heads], on=day_of_session(session))
    }
    found: dict[str, Rank] = {}
    for line in heads:
        member = line.delegation.member
        if member is None or member.code in found:
            continue
        found[member.code] = Rank(
            code=member.code,
            sort_name=organisation.sort_key(member, language or None)[0],
            office=class_of(OFFICES[line.office_class]),
            office_since=held.get((line.person.key, line.office_class)),
            is_chair=member.pk == session.presiding_member_id,
            is_host=member.pk == session.host_id,
        )
    return tuple(found.values())
