"""Acts at the door of a sitting, and the call of the quorum."""

from __future__ import annotations

from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings import facts, queries
from plenary.offices.meetings.models import Delegate, NamedPerson, Presence, QuorumCall, Sitting
from plenary.offices.meetings.permissions import require_at_the_door, scopes_of_sitting
from plenary.offices.meetings.scopes import companion_number, heads
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body
from plenary.procedure.formats import Entry, may_enter
from plenary.procedure.quorum import Purpose, quorum
from plenary.procedure.quorum import QuorumCall as Answer
from plenary.procedure.refusal import Refused


@act("meetings.enter_room")
def enter_room(sitting: Sitting, *, by: Actor, delegate: Delegate, happened_at: datetime | None = None) -> Presence:
    """Note that a delegate came in, where the sitting's own rule lets that delegate in.

    Being listed is not yet being admitted: the refusal names the office as printed and the text that says who joins.
    Raises Refused "formats.…", "meetings.off_the_list", "meetings.head_is_in_the_room", "meetings.in_the_room",
    "meetings.sitting_closed".
    """
    require_at_the_door(by, sitting, delegate)
    locked = Sitting.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=sitting.pk)
    if locked.state == Sitting.State.CLOSED:
        raise Refused("meetings.sitting_closed", title=str(queries.title_of(locked, by)))
    line = Delegate.objects.select_related("person", "delegation__member", "delegation__partner").get(pk=delegate.pk)
    if line.left_list_at is not None or line.delegation.session_id != locked.meeting.session_id:
        raise Refused("meetings.off_the_list", person=str(line.person.name))
    _require_entry(locked, line)
    inside = Presence.objects.filter(sitting=locked, left_at__isnull=True)
    if inside.filter(delegate=line).exists():
        raise Refused("meetings.in_the_room", person=str(line.person.name))
    presence = Presence.objects.create(sitting=locked, delegate=line, entered_at=happened_at or now())
    return _written(presence, "meetings.presence.entered", by, happened_at)


@act("meetings.leave_room")
def leave_room(sitting: Sitting, *, by: Actor, delegate: Delegate, happened_at: datetime | None = None) -> Presence:
    """Note that a delegate went out. Raises Refused "meetings.not_in_the_room"."""
    require_at_the_door(by, sitting, delegate)
    presence = (
        Presence.objects.select_for_update(of=("self",))
        .select_related("sitting", "delegate__person", "delegate__delegation")
        .filter(sitting=sitting, delegate=delegate, left_at__isnull=True)
        .first()
    )
    if presence is None:
        raise Refused("meetings.not_in_the_room", person=str(delegate.person.name))
    presence.left_at = happened_at or now()
    presence.touch().save()
    return _written(presence, "meetings.presence.left", by, happened_at)


@act("meetings.call_quorum")
def call_quorum(
    sitting: Sitting,
    *,
    by: Actor,
    body: Body,
    purpose: str = Purpose.DECIDE.value,
    happened_at: datetime | None = None,
) -> QuorumCall:
    """Call the quorum of one body: who is represented, what its own rule needs, and whether that is met.

    purpose: "open" or "decide". The call is a record whatever it finds.
    Raises Refused "meetings.body_does_not_meet", "organisation.no_rules_in_force".
    """
    require(by, "work_floor", *scopes_of_sitting(sitting))
    locked = Sitting.objects.select_for_update(of=("self",)).select_related("meeting__session").get(pk=sitting.pk)
    call, _ = call_the_quorum(locked, body, Purpose(purpose), by=by, at=happened_at or now())
    return call


def call_the_quorum(
    sitting: Sitting, body: Body, purpose: Purpose, *, by: Actor, at: datetime
) -> tuple[QuorumCall, Answer]:
    """The call as part of another act: opening a sitting, putting a question. Asks no gate."""
    if not sitting.meeting.session.session_bodies.filter(body=body).exists():
        raise Refused("meetings.body_does_not_meet", body=body.code)
    found = facts.represented_in(sitting, body)
    present = [one.member for one in found if one.represented]
    rule = organisation.rule_for(body, on=facts.day_of(sitting))
    answer = quorum(len(present), rule, purpose=purpose, members=len(found))
    call = QuorumCall.objects.create(
        sitting=sitting,
        body=body,
        called_at=at,
        represented=present,
        required=answer.required,
        is_met=answer.met,
        answer={
            "purpose": str(answer.purpose),
            "represented": answer.represented,
            "base": answer.base,
            "cite": str(answer.cite),
            "steps": [step.as_mapping() for step in answer.steps],
            "members": [
                {
                    "member": one.member,
                    "represented": one.represented,
                    "steps": [step.as_mapping() for step in one.steps],
                }
                for one in found
            ],
        },
    )
    journal.record(
        "meetings.quorum.called",
        by=by,
        about=call.about,
        audience=sitting.audience,
        happened_at=at,
        facts={
            "sitting": sitting.key,
            "body": body.code,
            "purpose": str(purpose),
            "represented": len(present),
            "members": present,
            "required": answer.required,
            "met": answer.met,
        },
        cite=str(answer.cite),
    )
    publish(f"sitting:{sitting.key}", sitting.audience)
    return call, answer


def _answer(sitting: Sitting, line: Delegate, *, leads: bool) -> Entry:
    named = list(NamedPerson.objects.filter(sitting=sitting).select_related("person"))
    return may_enter(
        facts.OFFICES[line.office_class],
        listed=True,
        rule=facts.sitting_rule(sitting, (one.person.key for one in named if not one.companion_of)),
        heads_delegation=leads,
        person=line.person.key,
        companion_number=companion_number(named, line.person.key, line.delegation.key),
    )


def _require_entry(sitting: Sitting, line: Delegate) -> None:
    """Let the delegate in or say which office is not among those who join, and where that is written.

    A designated alternate comes in in the head's place, so only while the head is not inside; one whose own office
    joins comes in beside the head.
    """
    answer = _answer(sitting, line, leads=line.role == Delegate.Role.HEAD)
    if answer.allowed:
        return
    if heads(line):
        head_inside = Presence.objects.filter(
            sitting=sitting,
            left_at__isnull=True,
            delegate__delegation=line.delegation,
            delegate__for_body=line.for_body,
            delegate__role=Delegate.Role.HEAD,
        )
        if not head_inside.exists():
            return
        raise Refused("meetings.head_is_in_the_room", person=str(line.person.name))
    raise Refused(
        answer.code,
        answer.step.cite,
        **{**answer.step.facts, "person": str(line.person.name), "title": str(line.title)},
    )


def _written(presence: Presence, verb: str, by: Actor, happened_at: datetime | None) -> Presence:
    sitting, line = presence.sitting, presence.delegate
    journal.record(
        verb,
        by=by,
        about=presence.about,
        # Who is inside is told to nobody outside, and the comings and goings of an open sitting to its readers.
        audience=sitting.audience,
        happened_at=happened_at,
        facts={"sitting": sitting.key, "delegate": line.key, "name": dict(line.person.name)},
    )
    publish(f"sitting:{sitting.key}", sitting.audience)
    return presence
