"""A sponsor takes its text back, before voting starts."""

from __future__ import annotations

from django.db.models import F

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.capacities import DELEGATES
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.offices.decisions import amending
from plenary.offices.decisions.actions.settling import end_without_result
from plenary.offices.decisions.models import Amendment, Question
from plenary.offices.decisions.permissions import member_scope
from plenary.offices.documents.actions import move_document
from plenary.offices.documents.facts import named
from plenary.offices.documents.models import Document
from plenary.procedure.documents import Guard, State
from plenary.procedure.refusal import Refused


@act("decisions.withdraw_text")
def withdraw_text(document: Document, *, by: Actor, reason: Words) -> Document:
    """Withdraw a text that is before a body, as its sponsor or at its request; nothing is put on it any more.

    A delegation withdraws its own text; one of the secretariat's takes two persons. Questions that were prepared on
    it are ended without a result, and its amendments are not put any more. A consensus that was not reached leaves it
    to be withdrawn.
    Raises Refused "decisions.voting_has_begun", "decisions.no_reason", "decisions.not_its_sponsor", and as moving it.
    """
    list(Question.objects.select_for_update().filter(document=document))
    if amending.may_not_be_withdrawn(document):
        raise Refused("decisions.voting_has_begun", document=str(document))
    if not Words.of(reason):
        raise Refused("decisions.no_reason")
    author = document.author
    if by.capacity in DELEGATES and (author is None or member_scope(author) not in by.scopes):
        raise Refused("decisions.not_its_sponsor", document=str(document))
    withdrawn = move_document(document, by=by, state=State.WITHDRAWN, met=[Guard.BY_SPONSOR_BEFORE_VOTING])
    Amendment.objects.filter(document=document, state=Amendment.State.TABLED).update(
        state=Amendment.State.FALLEN, settled_at=now(), version=F("version") + 1
    )
    for question in Question.objects.filter(document=document, state=Question.State.PREPARED):
        end_without_result(question, by=by, reason=reason)
    journal.record(
        "decisions.text.withdrawn",
        by=by,
        about=withdrawn.about,
        audience=withdrawn.audience,
        facts={"symbol": named(withdrawn), "reason": dict(Words.of(reason))},
    )
    return withdrawn
