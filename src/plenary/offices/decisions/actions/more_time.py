"""A member asks for more time in a silence procedure; who gives it is another matter."""

from __future__ import annotations

from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions.questions import part_of
from plenary.offices.decisions.actions.seats import member_acting
from plenary.offices.decisions.models import Question, TimeAsked
from plenary.offices.decisions.permissions import person_of
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused


@act("decisions.ask_for_time")
def ask_for_time(
    question: Question,
    *,
    by: Actor,
    reason: Words,
    wanted_at: datetime | None = None,
    body: Body | None = None,
    member: Member | None = None,
) -> TimeAsked:
    """Ask for more time in a silence procedure, before its time is over. It breaks no silence and gives no time.

    body and member may be left out where there is only one. wanted_at: until when, where the member says so.
    Raises Refused "decisions.no_silence_open", "decisions.no_reason", "decisions.time_is_over",
    "decisions.instant_not_ahead", "decisions.time_asked_already"; "credentials.…" for one who does not hold the right.
    """
    locked = Question.objects.select_for_update().get(pk=question.pk)
    part = part_of(locked, body)
    acting = member_acting(locked, part.body, by, member)
    if locked.method != Question.Method.SILENCE or locked.state != Question.State.OPEN or locked.closes_at is None:
        raise Refused("decisions.no_silence_open", state=locked.state)
    if not Words.of(reason):
        raise Refused("decisions.no_reason")
    arrived_at = now()
    if arrived_at >= locked.closes_at:
        raise Refused("decisions.time_is_over", closes_at=locked.closes_at.isoformat(), zone=locked.zone)
    if wanted_at is not None and wanted_at <= locked.closes_at:
        raise Refused("silence.extension_not_later", expires_at=locked.closes_at.isoformat())
    if any(one.member_id == acting.pk for one in queries.times_asked_waiting(locked)):
        raise Refused("decisions.time_asked_already", member=acting.code)
    made = TimeAsked.objects.create(
        question=locked,
        member=acting,
        asked_by=person_of(by),
        wanted_at=wanted_at,
        reason=Words.of(reason),
        asked_at=arrived_at,
    )
    journal.record(
        "decisions.time.asked",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={
            "member": acting.code,
            "reason": dict(made.reason),
            "wanted_at": wanted_at.isoformat() if wanted_at else "",
        },
    )
    publish(f"question:{locked.key}", locked.audience, version=locked.version)
    return made
