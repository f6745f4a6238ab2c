"""A session while it sits, as one reader may follow it: what is under way, and what was announced, newest first.

Nothing stands here before the chair announced it, nor before it is open to who reads; a restricted sitting shows no
more than that it sits, where that was announced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.decisions.rulings import RulingSaid, rulings_said
from plenary.interfaces.web.decisions.steps import SaidStep, said_steps
from plenary.interfaces.web.meetings import reading
from plenary.interfaces.web.meetings.reading import OUTCOMES, Place, Standing
from plenary.interfaces.web.shell import moments
from plenary.offices.decisions.models import Decision, Question, QuestionBody, Ruling
from plenary.offices.meetings.models import Session, Sitting
from plenary.offices.meetings.queries import FORMATS
from plenary.offices.organisation.models import Body

RUNNING = (Sitting.State.OPEN, Sitting.State.SUSPENDED)
PUT = (Question.State.OPEN, Question.State.CLOSED)


@dataclass(frozen=True, slots=True)
class Part:
    """What one body came to: the outcome in words, each step with its rule, the number given."""

    body: Words
    outcome: str
    steps: list[SaidStep]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Announced:
    """One result. exact: the words to be copied; vote: key of the vote whose choices may be looked at."""

    at: datetime
    title: Words
    item: int | None
    parts: list[Part]
    exact: str
    vote: str
    is_adopted: bool
    is_demonstration: bool
    rulings: list[RulingSaid] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Now:
    """What is under way. said: a sentence a sitting; question: before the body, as far as this reader may know."""

    said: list[str]
    item: Place | None
    question: Question | None
    is_running: bool


@dataclass(frozen=True, slots=True)
class LivePage:
    """What the page of live results prints."""

    session: Session
    zone: str
    now: Now
    results: list[Announced]
    places: list[Place]

    @property
    def topics(self) -> str:
        """What the page listens to."""
        return f"session:{self.session.key}"


def live_page(reader: Actor, session: Session, standing: Standing) -> LivePage:
    """The session as it stands for this reader."""
    zone = session.venue.zone if session.venue else ""
    places = reading.agenda_of(session, reader)
    numbers = {place.key: place.number for place in places if place.key}
    return LivePage(
        session=session,
        zone=zone,
        now=now_in(reader, session, standing, places),
        results=_results(reader, session, numbers, zone),
        places=[place for place in places if place.title],
    )


def now_in(reader: Actor, session: Session, standing: Standing, places: Sequence[Place]) -> Now:
    """What is under way in a session, in one more question to the database."""
    zone = session.venue.zone if session.venue else ""
    own = list({row["key"]: row for row in standing.sittings if row["session_id"] == session.pk}.values())
    running = [row for row in own if row["state"] in RUNNING]
    question = (
        Question.objects.readable_by(reader)
        .filter(_of(session), state__in=PUT)
        .exclude(method=Question.Method.SILENCE)
        .order_by("-opened_at")
        .first()
        if running
        else None
    )
    return Now(
        said=[_under_way(row, zone) for row in running] or [_not_running(own, zone)],
        item=next((place for place in places if place.state == "now" and place.title), None) if running else None,
        question=question,
        is_running=bool(running),
    )


def _of(session: Session) -> Q:
    return Q(item__session=session) | Q(sitting__meeting__session=session)


def _name(row: dict[str, Any]) -> str:
    title: Words = row["title"]
    return title.said() or str(FORMATS[row["format"]])


def _under_way(row: dict[str, Any], zone: str) -> str:
    if row["state"] == Sitting.State.SUSPENDED:
        return _("%(sitting)s: suspended") % {"sitting": _name(row)}
    if row["opened_at"] is None:
        return _("%(sitting)s: under way") % {"sitting": _name(row)}
    facts = {"sitting": _name(row), "hour": moments.hour_words(row["opened_at"], zone)}
    return _("%(sitting)s: under way since %(hour)s") % facts


def _not_running(own: Iterable[dict[str, Any]], zone: str) -> str:
    waiting = [row for row in own if row["state"] != Sitting.State.CLOSED]
    following = next((row for row in waiting if row["planned_from_at"]), None)
    if following is not None:
        facts = {"sitting": _name(following), "hour": moments.hour_words(following["planned_from_at"], zone)}
        return _("%(sitting)s: opens at %(hour)s") % facts
    if waiting or not own:
        return _("No sitting is under way now.")
    return _("The sittings of this meeting are closed.")


def _results(reader: Actor, session: Session, numbers: dict[str, int], zone: str) -> list[Announced]:
    """Questions announced and decisions issued, as far as this reader may read them; the newest first."""
    decisions = Decision.objects.readable_by(reader).filter(void_at__isnull=True).select_related("body")
    questions = (
        Question.objects.readable_by(reader)
        .filter(_of(session), state=Question.State.ANNOUNCED, announced_at__isnull=False)
        .select_related("item")
        .prefetch_related(
            Prefetch("bodies", queryset=QuestionBody.objects.select_related("body").order_by("pk")),
            Prefetch("decisions", queryset=decisions),
            Prefetch("rulings", queryset=Ruling.objects.select_related("ruled_by")),
        )
    )
    alone = (
        decisions.filter(Q(item__session=session) | Q(question__sitting__meeting__session=session))
        .exclude(question__audience__in=readable_audiences(reader))
        .select_related("item")
    )
    found = [_of_question(one, numbers, zone) for one in questions]
    found += [_of_decision(one, numbers, zone) for one in alone]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _of_question(question: Question, numbers: dict[str, int], zone: str) -> Announced:
    given = {decision.body_id: decision for decision in question.decisions.all()}
    assert question.announced_at is not None
    parts = [_part(one, given.get(one.body_id)) for one in question.bodies.all()]
    titles = [decision.title for decision in given.values()]
    return Announced(
        at=question.announced_at,
        title=titles[0] if titles else question.wording,
        item=numbers.get(question.item.key) if question.item else None,
        parts=parts,
        exact=_exact(list(given.values()), question, zone),
        vote=question.key if question.method == Question.Method.VOTE else "",
        is_adopted=question.outcome == "adopted",
        is_demonstration=question.is_demonstration,
        rulings=rulings_said(question.rulings.all()),
    )


def _part(one: QuestionBody, decision: Decision | None) -> Part:
    return Part(
        body=_short(one.body),
        outcome=str(OUTCOMES.get(one.outcome, one.outcome)),
        steps=said_steps(one.verdict or {}),
        decision=decision,
    )


def _of_decision(decision: Decision, numbers: dict[str, int], zone: str) -> Announced:
    """A decision whose question stays where it was put: the number and the title are public, the steps are not."""
    return Announced(
        at=decision.adopted_at,
        title=decision.title,
        item=numbers.get(decision.item.key) if decision.item else None,
        parts=[Part(_short(decision.body), str(OUTCOMES["adopted"]), [], decision)],
        exact=_exact([decision], None, zone),
        vote="",
        is_adopted=True,
        is_demonstration=decision.is_demonstration,
    )


def _short(body: Body) -> Words:
    short: Words = body.short_name or body.name
    return short


def _exact(decisions: Sequence[Decision], question: Question | None, zone: str) -> str:
    """What a journalist copies: number, title and moment of each decision, or the question with its outcome."""
    if not decisions and question is not None and question.announced_at is not None:
        facts = {
            "question": question.wording.said(),
            "outcome": str(OUTCOMES.get(question.outcome, question.outcome)),
            "day": moments.day_words(question.announced_at, zone=zone),
            "hour": moments.hour_words(question.announced_at, zone),
        }
        return _("%(question)s Announced %(day)s, %(hour)s: %(outcome)s.") % facts
    return "\n".join(
        _("Decision %(number)s. %(title)s. Adopted %(day)s, %(hour)s.")
        % {
            "number": one.number,
            "title": one.title.said(),
            "day": moments.day_words(one.adopted_at, zone=zone),
            "hour": moments.hour_words(one.adopted_at, zone),
        }
        for one in decisions
    )
