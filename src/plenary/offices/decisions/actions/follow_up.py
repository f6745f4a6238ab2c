"""Acts on what a decision asks: who, what, by when; the report; the close."""

from __future__ import annotations

from datetime import date, datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions.models import Decision, FollowUp, FollowUpReport
from plenary.offices.decisions.permissions import person_of, require_follow_up
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused


@act("decisions.add_follow_up")
def add_follow_up(
    decision: Decision,
    *,
    by: Actor,
    task: Words,
    owner: Words | None = None,
    owner_member: Member | None = None,
    owner_body: Body | None = None,
    due_on: date | None = None,
    anchor: str = "",
) -> FollowUp:
    """Enter what a decision asks of somebody. There is no follow-up without a decision.

    owner: a member, a body, or any other by name. anchor: the paragraph that asks it.
    Raises Refused "decisions.follow_up_without_task", "decisions.follow_up_without_owner", "decisions.void".
    """
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    require_follow_up(by, locked, owner_member, owner_body)
    if locked.void_at is not None:
        raise Refused("decisions.void", number=locked.number)
    if not Words.of(task):
        raise Refused("decisions.follow_up_without_task", number=locked.number)
    if not Words.of(owner) and owner_member is None and owner_body is None:
        raise Refused("decisions.follow_up_without_owner", number=locked.number)
    line = FollowUp.objects.create(
        decision=locked,
        anchor=anchor,
        task=Words.of(task),
        owner=Words.of(owner),
        owner_member=owner_member,
        owner_body=owner_body,
        due_on=due_on,
    )
    return _written(line, "decisions.follow_up.added", by, {"task": dict(line.task), "due_on": _day(due_on)})


@act("decisions.report_follow_up")
def report_follow_up(
    follow_up: FollowUp, *, by: Actor, text: Words, happened_at: datetime | None = None
) -> FollowUpReport:
    """Report on a line of follow-up, as its owner or for it.

    Raises Refused "decisions.follow_up_closed", "decisions.report_empty".
    """
    line = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    require_follow_up(by, line.decision, line.owner_member, line.owner_body)
    if line.state == FollowUp.State.CLOSED:
        raise Refused("decisions.follow_up_closed", task=str(line.task))
    if not Words.of(text):
        raise Refused("decisions.report_empty")
    report = FollowUpReport.objects.create(
        follow_up=line, text=Words.of(text), reported_at=happened_at or now(), reported_by=person_of(by)
    )
    line.state = FollowUp.State.REPORTED
    line.touch().save()
    _written(line, "decisions.follow_up.reported", by, {"task": dict(line.task)}, happened_at)
    return report


@act("decisions.close_follow_up")
def close_follow_up(
    follow_up: FollowUp, *, by: Actor, ground: Words | None = None, happened_at: datetime | None = None
) -> FollowUp:
    """Close a line: its owner reported, or the ground says why no report is needed.

    Raises Refused "decisions.follow_up_closed", "decisions.follow_up_not_reported".
    """
    line = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    require_follow_up(by, line.decision, line.owner_member, line.owner_body)
    if line.state == FollowUp.State.CLOSED:
        raise Refused("decisions.follow_up_closed", task=str(line.task))
    if line.state == FollowUp.State.OPEN and not Words.of(ground):
        raise Refused("decisions.follow_up_not_reported", task=str(line.task))
    line.state = FollowUp.State.CLOSED
    line.touch().save()
    facts: dict[str, object] = {"task": dict(line.task), "ground": dict(Words.of(ground))}
    return _written(line, "decisions.follow_up.closed", by, facts, happened_at)


def _written(
    line: FollowUp, verb: str, by: Actor, facts: dict[str, object], happened_at: datetime | None = None
) -> FollowUp:
    decision = line.decision
    journal.record(
        verb,
        by=by,
        about=line.about,
        audience=decision.audience,
        happened_at=happened_at,
        facts={"number": decision.number, **facts},
    )
    publish(f"decision:{decision.key}", decision.audience)
    return line


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
