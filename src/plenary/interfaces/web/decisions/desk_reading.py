"""Questions as the desk sees them: the rule of each body, what came in, and what was asked."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.foundation.access.actors import Actor
from plenary.interfaces.fact_words import SUBJECTS
from plenary.interfaces.web.decisions.question_forms import METHODS
from plenary.interfaces.web.decisions.rulings import RulingSaid, rulings_said
from plenary.offices.decisions import queries
from plenary.offices.decisions.models import Decision, Extension, Objection, Question, QuestionBody, TimeAsked
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document
from plenary.offices.organisation import queries as organisation

#: Questions of which something is still to be done: put, closed, announced or entered.
UNDER_WAY = (Question.State.PREPARED, Question.State.OPEN, Question.State.CLOSED)


@dataclass(frozen=True, slots=True)
class QuestionAtDesk:
    """What the page of one question at the desk prints. document: None where this officer may not know of it.

    asked_for_time: each with whether it waits for an answer.
    """

    method: str
    subject: str
    zone: str
    parts: tuple[QuestionBody, ...]
    document: Document | None
    standing: tuple[Objection, ...]
    late: tuple[Objection, ...]
    withdrawn: tuple[Objection, ...]
    extensions: tuple[Extension, ...]
    asked_for_time: tuple[tuple[TimeAsked, bool], ...]
    rulings: tuple[RulingSaid, ...]
    decisions: tuple[Decision, ...]


def under_way(actor: Actor) -> list[Question]:
    """Questions on which something waits, the newest first; those announced and not yet entered among them."""
    found = queries.questions(actor).filter(state__in=UNDER_WAY)
    unrecorded = queries.questions(actor).filter(state=Question.State.ANNOUNCED, recorded_at__isnull=True)
    return [*found, *unrecorded]


def question_page(actor: Actor, question: Question) -> QuestionAtDesk:
    """One question as this officer may see it."""
    came = list(question.objections.select_related("member", "body").order_by("received_at", "pk"))
    waiting = {one.pk for one in queries.times_asked_waiting(question)}
    document = question.document
    return QuestionAtDesk(
        method=str(METHODS[question.method]),
        subject=str(SUBJECTS.get(question.subject or "substance", question.subject)),
        zone=question.zone or organisation.the_organisation().zone,
        parts=tuple(question.bodies.all()),
        document=documents.document(actor, document.key) if document else None,
        standing=tuple(one for one in came if one.withdrawn_at is None and not one.is_late),
        late=tuple(one for one in came if one.withdrawn_at is None and one.is_late),
        withdrawn=tuple(one for one in came if one.withdrawn_at is not None),
        extensions=tuple(question.extensions.select_related("asked_by").order_by("granted_at")),
        asked_for_time=tuple((one, one.pk in waiting) for one in queries.times_asked(question)),
        rulings=tuple(rulings_said(question.rulings.select_related("ruled_by"))),
        decisions=tuple(queries.decisions(actor).filter(question=question).order_by("pk")),
    )
