"""The presidency: entered, passed on, and what it says it will do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.organisation.actions.house import require_period
from plenary.offices.organisation.models import Member, Presidency, Priority
from plenary.offices.organisation.permissions import require_keeping
from plenary.procedure.presidency import Period
from plenary.procedure.refusal import Refused


@act("organisation.enter_presidency")
def enter_presidency(
    *,
    by: Actor,
    member: Member,
    order: int,
    period_printed: str = "",
    state: str = Presidency.State.UPCOMING,
    from_on: date | None = None,
    until_on: date | None = None,
    intersessional_note: Words | None = None,
) -> Presidency:
    """Enter a member's presidency with its period as printed; days only where they are stated.

    order: its place in the row of presidencies. A presidency that has begun or ended before this house kept
    the record is entered in that state; later ones pass by `pass_presidency`.
    Raises Refused "organisation.presidency_order_taken", "organisation.presidency_in_office",
    "organisation.presidency_state_unknown".
    """
    require_keeping(by)
    if state not in Presidency.State.values:
        raise Refused("organisation.presidency_state_unknown", state=state)
    require_period(from_on, until_on)
    Period(period_printed, from_on, until_on)
    if Presidency.objects.filter(order=order).exists():
        raise Refused("organisation.presidency_order_taken", order=order)
    holder = Presidency.objects.select_related("member").filter(state=Presidency.State.IN_OFFICE).first()
    if state == Presidency.State.IN_OFFICE and holder is not None:
        raise Refused("organisation.presidency_in_office", member=holder.member.code)
    presidency = Presidency.objects.create(
        member=member,
        order=order,
        period_printed=period_printed,
        state=state,
        from_on=from_on,
        until_on=until_on,
        intersessional_note=Words.of(intersessional_note),
    )
    record(
        "organisation.presidency.entered",
        by=by,
        about=presidency.about,
        facts={"member": member.short_name, "period": period_printed, "state": state, "order": order},
    )
    return presidency


@act("organisation.plan_statement")
def plan_statement(presidency: Presidency, *, by: Actor, intersessional_note: Words | None = None) -> Presidency:
    """Record that the presidency is expected to state its priorities. The priorities themselves stay empty.

    Raises Refused "organisation.priorities_already_delivered", "organisation.statement_already_planned".
    """
    require_keeping(by)
    planned = _locked(presidency)
    if planned.statement == Presidency.Statement.DELIVERED:
        raise Refused("organisation.priorities_already_delivered", member=planned.member.code)
    if planned.statement == Presidency.Statement.PLANNED:
        raise Refused("organisation.statement_already_planned", member=planned.member.code)
    planned.statement = Presidency.Statement.PLANNED
    if intersessional_note is not None:
        planned.intersessional_note = Words.of(intersessional_note)
    planned.touch().save()
    record(
        "organisation.statement.planned",
        by=by,
        about=planned.about,
        facts={
            "member": planned.member.short_name,
            "period": planned.period_printed,
            "intersessional_note": planned.intersessional_note,
        },
    )
    publish(f"presidency:{planned.key}", version=planned.version)
    return planned


@act("organisation.pass_presidency")
def pass_presidency(to: Presidency, *, by: Actor, happened_at: datetime | None = None) -> Presidency:
    """Pass the presidency on: the one in office ends, the entered next one begins.

    It passes by this act and by no clock or closing of a session. Members may swap turns by agreement, so only
    a presidency that was already held is refused, not one out of the rotation.
    Raises Refused "organisation.presidency_not_upcoming".
    """
    require_keeping(by)
    taking = _locked(to)
    if taking.state != Presidency.State.UPCOMING:
        raise Refused("organisation.presidency_not_upcoming", member=taking.member.code, state=taking.state)
    leaving = (
        Presidency.objects.select_for_update().select_related("member").filter(state=Presidency.State.IN_OFFICE).first()
    )
    if leaving is not None:
        leaving.state = Presidency.State.ENDED
        leaving.touch().save()
    taking.state = Presidency.State.IN_OFFICE
    taking.touch().save()
    record(
        "organisation.presidency.passed",
        by=by,
        about=taking.about,
        happened_at=happened_at,
        facts={
            "member": taking.member.short_name,
            "from": leaving.member.short_name if leaving else {},
            "period": taking.period_printed,
        },
    )
    for one in (leaving, taking):
        if one is not None:
            publish(f"presidency:{one.key}", version=one.version)
    return taking


@act("organisation.deliver_priorities")
def deliver_priorities(
    presidency: Presidency, *, by: Actor, texts: Sequence[Words], happened_at: datetime | None = None
) -> Presidency:
    """Record that the presidency stated its priorities, and which; the only way from planned to delivered.

    texts: in the order stated; empty where the source says only that they were stated.
    happened_at: when; now by the house's clock where it is not given.
    Raises Refused "organisation.priorities_already_delivered", "organisation.name_missing".
    """
    require_keeping(by)
    delivered = _locked(presidency)
    if delivered.statement == Presidency.Statement.DELIVERED:
        raise Refused("organisation.priorities_already_delivered", member=delivered.member.code)
    said = [Words.of(text) for text in texts]
    if not all(said):
        raise Refused("organisation.name_missing", what="priority")
    delivered.statement = Presidency.Statement.DELIVERED
    delivered.statement_at = happened_at or now()
    delivered.touch().save()
    for place, text in enumerate(said, start=1):
        Priority.objects.create(presidency=delivered, order=place, text=text)
    record(
        "organisation.priorities.delivered",
        by=by,
        about=delivered.about,
        happened_at=delivered.statement_at,
        facts={"member": delivered.member.short_name, "period": delivered.period_printed, "priorities": said},
    )
    publish(f"presidency:{delivered.key}", version=delivered.version)
    return delivered


def _locked(presidency: Presidency) -> Presidency:
    return Presidency.objects.select_for_update().select_related("member").get(pk=presidency.pk)
