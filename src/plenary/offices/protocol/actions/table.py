"""Laying the table of a session."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require, require_first_audience, require_to_widen
from plenary.foundation.journal import writing as journal
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings.models import Session
from plenary.offices.organisation.models import Member
from plenary.offices.protocol import facts
from plenary.offices.protocol.models import PROTOCOL, SeatingPlan, SeatPlace
from plenary.procedure.precedence import Rank, explain, in_order
from plenary.procedure.refusal import Refused
from plenary.procedure.seating import seats


@act("protocol.lay_table")
def lay_table(
    session: Session,
    *,
    by: Actor,
    shape: str = SeatingPlan.Shape.OVAL.value,
    rule: str = "",
    order: Sequence[Member] = (),
    audience: str = PROTOCOL,
    cite: str = "",
) -> SeatingPlan:
    """Lay the table, or lay it again: the chair at the head, then the heads of delegations in their order.

    rule: "precedence" or "alphabetical"; what the body's rules set where left out. order: members as a source states
    it, the chair left out; without one the plan follows from the rule and is marked as a demonstration, unless the
    rule is the organisation's own. audience: others than protocol, or than read it already, take two persons.
    Raises Refused "protocol.no_such_shape", "protocol.no_such_order", "protocol.no_heads", "protocol.no_chair",
    "protocol.not_at_the_table".
    """
    require(by, "seating_arrivals")
    if shape not in facts.TABLES:
        raise Refused("protocol.no_such_shape", shape=shape, shapes=list(facts.TABLES))
    locked: Session = Session.objects.select_for_update().get(pk=session.pk)
    applied = facts.seating_rule(locked, rule)
    everyone = {one.code: one for one in facts.ranks(locked, applied.language)}
    if not everyone:
        raise Refused("protocol.no_heads", title=str(locked.title))
    chair = next((one for one in everyone.values() if one.is_chair), None)
    if chair is None:
        raise Refused("protocol.no_chair", title=str(locked.title))
    others = _others(everyone, chair, order, applied)
    ground = cite or (str(applied.cite) if applied.cite and not order else "")
    plan = SeatingPlan.objects.select_for_update().filter(session=locked).first()
    if plan is None:
        require_first_audience(by, PROTOCOL, audience, row="seating_arrivals")
        plan = SeatingPlan(session=locked, audience=audience)
    else:
        require_to_widen(by, plan.audience, audience)
    plan.shape = shape
    plan.rule = "as stated" if order else str(applied.order)
    plan.ground = ground
    by_rule = [] if order else [chair, *others]
    plan.reasons = [
        explain(one, by=applied.order, host=applied.host, cite=applied.cite).as_mapping() for one in by_rule
    ]
    plan.is_demonstration = not order and not applied.is_certain
    plan.audience = audience
    plan.touch().save()
    plan.places.all().delete()
    members = {one.code: one for one in Member.objects.filter(code__in=everyone)}
    for place in seats(chair.code, [one.code for one in others], facts.TABLES[shape]):
        SeatPlace.objects.create(plan=plan, position=place.clockwise, member=members[place.code])
    journal.record(
        "protocol.table.laid",
        by=by,
        about=plan.about,
        audience=plan.audience,
        facts={
            "session": locked.key,
            "count": len(everyone),
            "rule": plan.rule,
            "shape": shape,
            "chair": chair.code,
            "order": [one.code for one in others],
            "is_demonstration": plan.is_demonstration,
        },
        cite=ground,
    )
    publish(f"session:{locked.key}", plan.audience)
    return plan


def _others(everyone: dict[str, Rank], chair: Rank, order: Sequence[Member], applied: facts.SeatingRule) -> list[Rank]:
    """Everyone but the chair, as stated or by the rule."""
    if not order:
        return [one for one in in_order(everyone.values(), applied.order, host=applied.host) if one is not chair]
    codes = [member.code for member in order]
    wrong = sorted(set(codes) ^ (set(everyone) - {chair.code}))
    if wrong or len(set(codes)) != len(codes):
        raise Refused("protocol.not_at_the_table", members=wrong or sorted(codes))
    return [everyone[code] for code in codes]
