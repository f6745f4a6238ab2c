"""Acts of those who object to a text, in the room or in writing."""

from __future__ import annotations

from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions import facts
from plenary.offices.decisions.actions.questions import part_of
from plenary.offices.decisions.actions.seats import member_acting, require_seat
from plenary.offices.decisions.models import Objection, Question
from plenary.offices.decisions.permissions import member_scope, person_of
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused


@act("decisions.object")
def object_to(
    question: Question,
    *,
    by: Actor,
    body: Body | None = None,
    member: Member | None = None,
    reason: Words | None = None,
    amendment: Words | None = None,
) -> Objection:
    """Object for a member; the text is not adopted while the objection stands.

    A second press is the same objection. body and member may be left out where there is only one. amendment: a text
    proposed instead, in a silence procedure. In writing, what arrives at the instant or later is kept, marked late,
    and counts for nothing.
    Raises Refused "decisions.window_closed" with both times, "decisions.no_objection_to_a_vote",
    "decisions.not_open", "credentials.…" for one who does not hold the right.
    """
    arrived_at = now()
    locked = Question.objects.select_for_update().get(pk=question.pk)
    part = part_of(locked, body)
    acting = member_acting(locked, part.body, by, member)
    in_writing = locked.method == Question.Method.SILENCE
    rule = facts.rule_of(locked, part.body)
    if locked.method == Question.Method.VOTE:
        raise Refused("decisions.no_objection_to_a_vote", rule.cite)
    if locked.state in {Question.State.PREPARED, Question.State.VOID}:
        raise Refused("decisions.not_open", rule.cite, state=locked.state)
    standing = Objection.objects.filter(
        question=locked, body=part.body, member=acting, withdrawn_at__isnull=True
    ).first()
    if standing is not None:
        return standing
    over = locked.state != Question.State.OPEN
    if over and not in_writing:
        raise Refused(
            "decisions.window_closed",
            rule.cite,
            closed_at=locked.closed_at.isoformat() if locked.closed_at else "",
            arrived_at=arrived_at.isoformat(),
        )
    late = in_writing and (over or not _in_time(locked, arrived_at, at_expiry=rule.silence.at_expiry_in_time))
    made = Objection.objects.create(
        question=locked,
        body=part.body,
        member=acting,
        made_by=person_of(by),
        reason=Words.of(reason),
        amendment=Words.of(amendment),
        received_at=arrived_at,
        is_late=late,
    )
    journal.record(
        "decisions.objection.received_late" if late else "decisions.objection.made",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={
            "objection": made.key,
            "member": acting.code,
            "body": part.body.code,
            "reason": dict(made.reason),
            "amendment": dict(made.amendment),
            "received_at": arrived_at.isoformat(),
        },
        cite=str(rule.cite),
    )
    _tell(locked)
    return made


@act("decisions.withdraw_objection")
def withdraw_objection(objection: Objection, *, by: Actor) -> Objection:
    """Take back an objection. Only the member that made it can; the chair cannot, and no time ends it.

    A silence that was broken stays broken: the words are taken back, a new round is needed.
    Raises Refused "decisions.objection_not_yours", "decisions.objection_withdrawn", "decisions.already_decided".
    """
    locked = Question.objects.select_for_update().get(pk=objection.question_id)
    made = Objection.objects.select_for_update().get(pk=objection.pk)
    require(by, "cast_vote", member_scope(made.member))
    if member_scope(made.member) not in by.scopes:
        raise Refused("decisions.objection_not_yours", member=made.member.code)
    require_seat(locked, made.body, made.member, by)
    if made.withdrawn_at is not None:
        raise Refused("decisions.objection_withdrawn", at=made.withdrawn_at.isoformat())
    if locked.state != Question.State.OPEN:
        raise Refused("decisions.already_decided", outcome=locked.outcome)
    made.withdrawn_at = now()
    made.touch().save()
    journal.record(
        "decisions.objection.withdrawn",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"objection": made.key, "member": made.member.code, "body": made.body.code},
    )
    _tell(locked)
    return made


def _in_time(question: Question, arrived_at: datetime, *, at_expiry: bool) -> bool:
    closes_at = question.closes_at
    if closes_at is None:
        return True
    return arrived_at <= closes_at if at_expiry else arrived_at < closes_at


def _tell(question: Question) -> None:
    if question.sitting is not None:
        publish(f"sitting:{question.sitting.key}", question.audience)
    publish(f"question:{question.key}", question.audience)
