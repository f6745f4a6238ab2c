"""What waits for a person: lines of Today and of the work queue, gathered from every office.

Each line carries the one act it is there for. Lines are sorted by when they are due: late, today, next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.foundation.people.models import Pending
from plenary.interfaces.wording import act_sentence
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import FollowUp, Question
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document
from plenary.offices.instruments.models import SigningPackage
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Session, Sitting
from plenary.offices.newsroom import queries as newsroom
from plenary.offices.newsroom.models import Release
from plenary.offices.organisation import queries as organisation
from plenary.offices.protocol.models import Arrival


class Due(IntEnum):
    """When a line is due."""

    LATE = 0
    TODAY = 1
    NEXT = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, where it comes from, the act and its address. at: instant or day it is due, if any."""

    due: Due
    what: Any
    note: str
    act: str
    href: str
    at: datetime | None = None
    on: date | None = None


def queue(actor: Actor, now: datetime) -> dict[Due, list[Line]]:
    """The work queue of an officer: only what this capacity may act on."""
    lines = [
        *_seconds(actor),
        *_releases(actor, now),
        *_arrivals(actor, now),
        *_drafts(actor),
        *_sittings(actor, now),
        *_decisions_to_issue(actor),
        *_packages(actor),
    ]
    return _sorted(lines)


def today(actor: Actor, now: datetime) -> dict[Due, list[Line]]:
    """What waits for a delegate: sittings, questions open to this member, follow-up, silence deadlines."""
    return _sorted([*_sittings(actor, now), *_questions(actor, now), *_follow_up(actor, now)])


def _sorted(lines: Iterable[Line]) -> dict[Due, list[Line]]:
    far = datetime(9999, 1, 1, tzinfo=UTC)
    ordered = sorted(lines, key=lambda line: line.at or far)
    return {due: [line for line in ordered if line.due is due] for due in Due}


def _seconds(actor: Actor) -> Iterator[Line]:
    waiting = Pending.objects.filter(outcome=Pending.Outcome.WAITING).select_related("proposed_by")
    for one in waiting.order_by("proposed_at"):
        if one.proposed_by.key == actor.person_key or not may(actor, one.row):
            continue
        yield Line(
            Due.TODAY,
            act_sentence(one.act),
            _("Asked by %(name)s") % {"name": one.proposed_by.name.said()},
            _("Read and decide"),
            reverse("pending"),
            at=one.proposed_at,
        )


def _releases(actor: Actor, now: datetime) -> Iterator[Line]:
    if not may(actor, "draft_release"):
        return
    for release in newsroom.in_the_works(actor):
        late = release.embargo_until is not None and release.embargo_until < now
        by_state: dict[str, tuple[str, str]] = {
            Release.State.DRAFT.value: (_("Release, waits for a second person"), _("Read and clear")),
            Release.State.CLEARED.value: (_("Release, cleared"), _("Publish")),
            Release.State.ARMED.value: (_("Release, waits for its event"), _("Open")),
        }
        note, verb = by_state[release.state]
        yield Line(
            Due.LATE if late else Due.TODAY,
            release.headline,
            note,
            verb,
            reverse("desk-release", kwargs={"key": release.key}),
            at=release.embargo_until,
        )


def _arrivals(actor: Actor, now: datetime) -> Iterator[Line]:
    if actor.capacity not in {"PT", "SG"}:
        return
    planned = Arrival.objects.readable_by(actor).filter(state=Arrival.State.PLANNED).select_related("person")
    for arrival in planned:
        late = arrival.planned_at is not None and arrival.planned_at < now
        yield Line(
            Due.LATE if late else Due.TODAY,
            arrival.person.form_of_address or arrival.person.name,
            _("Arrival, not yet marked"),
            _("Mark the arrival"),
            reverse("desk-protocol"),
            at=arrival.planned_at,
        )


def _drafts(actor: Actor) -> Iterator[Line]:
    if not may(actor, "issue_version"):
        return
    for document in documents.documents(actor).filter(partner__isnull=True).order_by("pk"):
        if document.state == "mandated":
            note, verb = _("Planned document without a text"), _("Open")
        elif document.state in {"drafted", "registered"}:
            note, verb = _("Text not yet issued"), _("Issue")
        else:
            continue
        yield Line(Due.NEXT, document.title, note, verb, reverse("desk-document", kwargs={"key": document.key}))


def _sittings(actor: Actor, now: datetime) -> Iterator[Line]:
    day = now.date()
    for session in meetings.sessions_between(actor, day - timedelta(days=1), day + timedelta(days=14)):
        if session.state in {Session.State.HELD, Session.State.CLOSED}:
            continue
        for meeting in meetings.meetings(session, actor):
            for line in meeting.sittings:
                if line.sitting.state == Sitting.State.CLOSED or not line.may_follow:
                    continue
                on = meeting.meeting.on or session.from_on
                yield Line(
                    Due.TODAY if on is not None and on <= day else Due.NEXT,
                    line.sitting.title,
                    session.title.said(),
                    _("Go to the room"),
                    reverse("chair" if actor.capacity == "PO" else "seat", kwargs={"key": line.sitting.key}),
                    at=line.sitting.planned_from_at,
                    on=on,
                )


def _decisions_to_issue(actor: Actor) -> Iterator[Line]:
    if not may(actor, "issue_decision"):
        return
    for decision in decisions.decisions(actor).filter(issued_at__isnull=True):
        yield Line(
            Due.TODAY,
            decision.title,
            _("Decision %(number)s, adopted and not issued") % {"number": decision.number},
            _("Issue"),
            reverse("desk-decision", kwargs={"number": decision.number}),
            at=decision.adopted_at,
        )


def _packages(actor: Actor) -> Iterator[Line]:
    if not may(actor, "record_deposit"):
        return
    for package in SigningPackage.objects.readable_by(actor).exclude(state=SigningPackage.State.SIGNED):
        yield Line(
            Due.NEXT,
            package.title,
            _("Signing, planned"),
            _("Prepare"),
            reverse("desk-signing", kwargs={"key": package.key}),
        )


def _questions(actor: Actor, now: datetime) -> Iterator[Line]:
    for question in decisions.questions(actor).filter(state=Question.State.OPEN).select_related("sitting"):
        if question.method == Question.Method.SILENCE:
            note, verb = _("Silence procedure runs"), _("Read the text")
        else:
            note, verb = _("Open now"), _("Go to the room")
        href = (
            reverse("seat", kwargs={"key": question.sitting.key})
            if question.sitting
            else reverse("folder-question", kwargs={"key": question.key})
        )
        at = question.closes_at
        due = Due.TODAY if at is None or at.date() <= now.date() else Due.NEXT
        yield Line(due, question.wording, note, verb, href, at=at)


def _follow_up(actor: Actor, now: datetime) -> Iterator[Line]:
    members = {scope.removeprefix("member:") for scope in actor.scopes if scope.startswith("member:")}
    for line in decisions.follow_ups(actor).exclude(state=FollowUp.State.CLOSED).select_related("owner_member"):
        if line.owner_member is None or line.owner_member.code not in members:
            continue
        late = line.due_on is not None and line.due_on < now.date()
        yield Line(
            Due.LATE if late else Due.NEXT,
            line.task,
            _("Follow-up of decision %(number)s") % {"number": line.decision.number},
            _("Report"),
            reverse("folder-follow-up"),
            on=line.due_on,
        )


def delegation_gaps(actor: Actor) -> list[Session]:
    """Coming sessions in which this person's member has no delegation listed yet."""
    codes = {scope.removeprefix("member:") for scope in actor.scopes if scope.startswith("member:")}
    if not codes:
        return []
    gaps = []
    for session in meetings.sessions(actor).exclude(state__in=[Session.State.HELD, Session.State.CLOSED]):
        listed = {one.member.code for one in meetings.delegations(session) if one.member}
        if not codes <= listed:
            gaps.append(session)
    return gaps


def new_texts(actor: Actor) -> Iterable[Document]:
    """The texts this reader may read that were issued last."""
    return documents.documents(actor).filter(registered_at__isnull=False).order_by("-registered_at")[:8]


def next_session(actor: Actor, now: datetime) -> Session | None:
    """The session under way or the next one."""
    coming = [
        one
        for one in meetings.sessions(actor)
        if one.state not in {Session.State.HELD, Session.State.CLOSED}
        and (one.until_on is None or one.until_on >= now.date())
    ]
    return min(coming, key=lambda one: one.from_on or date.max, default=None)


def presidency_line() -> Any:  # noqa: ANN401  a Presidency or None
    """The presidency in office, else the coming one."""
    return organisation.presidency_in_office() or organisation.presidency_upcoming()
