"""Decisions, questions put in writing and follow-up as one signed-in reader has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.foundation.clock import now
from plenary.interfaces.web.decisions.rulings import RulingSaid, rulings_said
from plenary.interfaces.web.workspace.acting import codes_of
from plenary.offices.decisions import queries as office
from plenary.offices.decisions.models import (
    Decision,
    Extension,
    FollowUp,
    FollowUpReport,
    Objection,
    Question,
    TimeAsked,
)
from plenary.offices.decisions.permissions import member_scope, scopes_of
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import LanguageVersion, Paragraph
from plenary.offices.meetings.models import Sitting
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import NotHere

LINE_STATES: dict[str, Promise] = {
    "open": pgettext_lazy("follow-up", "open"),
    "reported": pgettext_lazy("follow-up", "reported"),
    "closed": pgettext_lazy("follow-up", "closed"),
}


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question for one reader. is_over: the deadline is past by the clock of the house.

    text: the paragraphs put, in the reader's language where it exists; None where they are not issued to this reader.
    bodies: where the reader's member has a seat and is asked. own: what the reader's member sent in. asked_for_time:
    each with whether it waits for an answer.
    """

    question: Question
    parts: tuple[Body, ...]
    zone: str
    is_over: bool
    text: LanguageVersion | None
    paragraphs: tuple[Paragraph, ...]
    standing: tuple[Objection, ...]
    late: tuple[Objection, ...]
    withdrawn: tuple[Objection, ...]
    own: tuple[Objection, ...]
    rulings: tuple[RulingSaid, ...]
    extensions: tuple[Extension, ...]
    asked_for_time: tuple[tuple[TimeAsked, bool], ...]
    bodies: tuple[Body, ...]
    member: Member | None
    asked: tuple[Member, ...]
    may_break: bool
    may_ask: bool
    may_extend: bool


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A line of follow-up of the reader's member. is_late: due before today and not reported."""

    line: FollowUp
    state: str
    is_late: bool
    may_report: bool


def member_of(reader: Actor) -> Member | None:
    """The member for which this reader acts; None where there is none, or several."""
    codes = codes_of(reader)
    return organisation.member_named(codes[0]) if len(codes) == 1 else None


# Decisions


def may_attach(reader: Actor, decision: Decision) -> bool:
    """Whether this reader's member can attach a statement now: until the sitting closes."""
    member = member_of(reader)
    sitting = decision.question.sitting if decision.question else None
    over = sitting is not None and sitting.state == Sitting.State.CLOSED
    return (
        member is not None and not over and decision.void_at is None and may(reader, "cast_vote", member_scope(member))
    )


# Questions put in writing


def question_page(reader: Actor, key: str) -> QuestionPage:
    """One question with its text, its time and what came in. Raises NotHere."""
    question = office.question(reader, key)
    parts = tuple(part.body for part in question.bodies.all())
    member = member_of(reader)
    asked = {one.pk: one for body in parts for one in organisation.members_of(body)}
    bodies = tuple(organisation.bodies_of(member).filter(pk__in=[one.pk for one in parts])) if member else ()
    objections = list(
        Objection.objects.filter(question=question).select_related("member", "body").order_by("received_at", "pk")
    )
    own = tuple(one for one in objections if member is not None and one.member_id == member.pk)
    in_writing = question.method == Question.Method.SILENCE
    is_running = in_writing and question.state == Question.State.OPEN
    text = _text_of(reader, question)
    waiting = {one.pk for one in office.times_asked_waiting(question)}
    times = tuple((one, one.pk in waiting) for one in office.times_asked(question))
    sends = in_writing and bool(bodies) and member is not None and may(reader, "cast_vote", member_scope(member))
    is_over = question.closes_at is not None and now() >= question.closes_at
    return QuestionPage(
        question=question,
        parts=parts,
        zone=question.zone,
        is_over=is_over,
        text=text,
        paragraphs=tuple(text.paragraphs.all()) if text else (),
        standing=tuple(one for one in objections if one.withdrawn_at is None and not one.is_late),
        late=tuple(one for one in objections if one.withdrawn_at is None and one.is_late),
        withdrawn=tuple(one for one in objections if one.withdrawn_at is not None),
        own=own,
        rulings=tuple(rulings_said(question.rulings.select_related("ruled_by"))),
        extensions=tuple(question.extensions.select_related("asked_by").order_by("granted_at")),
        asked_for_time=times,
        bodies=bodies,
        member=member,
        asked=tuple(organisation.in_order(asked.values())),
        may_break=sends
        and question.state in {Question.State.OPEN, Question.State.CLOSED}
        and not any(one.withdrawn_at is None for one in own),
        may_ask=sends
        and is_running
        and not is_over
        and not any(waits and one.member_id == (member.pk if member else 0) for one, waits in times),
        may_extend=is_running and may(reader, "open_silence", *scopes_of(question)),
    )


def _text_of(reader: Actor, question: Question) -> LanguageVersion | None:
    if question.document is None or question.text_version is None:
        return None
    texts = list(documents.texts(reader, question.document).filter(of_version=question.text_version))
    wanted = (get_language() or "").partition("-")[0]
    texts.sort(key=lambda one: (one.language != wanted, not one.is_original, one.language))
    return texts[0] if texts else None


def own_objection(page: QuestionPage, key: str) -> Objection:
    """An objection of the reader's own member that still stands. Raises NotHere."""
    found = next((one for one in page.own if one.key == key and one.withdrawn_at is None), None)
    if found is None:
        raise NotHere()
    return found


# Follow-up


def follow_up(reader: Actor, today: date) -> list[FollowUpLine]:
    """The lines of the reader's member, the nearest day first; closed ones last."""
    lines = _own_lines(reader)
    said = [_line(reader, one, today) for one in lines]
    return sorted(said, key=lambda one: one.line.state == FollowUp.State.CLOSED)


def follow_up_line(reader: Actor, key: str, today: date) -> FollowUpLine:
    """One line of the reader's member. Raises NotHere for that of anybody else."""
    found = next((one for one in _own_lines(reader) if one.key == key), None)
    if found is None:
        raise NotHere()
    return _line(reader, found, today)


def _own_lines(reader: Actor) -> list[FollowUp]:
    reports = FollowUpReport.objects.select_related("reported_by").order_by("reported_at")
    return list(
        office.follow_ups(reader)
        .filter(owner_member__code__in=codes_of(reader))
        .prefetch_related(None)
        .prefetch_related(Prefetch("reports", queryset=reports))
    )


def _line(reader: Actor, line: FollowUp, today: date) -> FollowUpLine:
    late = line.due_on is not None and line.due_on < today and line.state == FollowUp.State.OPEN
    own = member_scope(line.owner_member) if line.owner_member else ""
    can = line.state != FollowUp.State.CLOSED and may(reader, "follow_up", own)
    return FollowUpLine(line, str(LINE_STATES[line.state]), late, can)
