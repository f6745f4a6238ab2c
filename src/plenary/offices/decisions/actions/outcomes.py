"""What an announcement leads to in the offices below: the state of the text, and a budget in effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.offices.budget.actions.budgets import adopt_budget
from plenary.offices.budget.models import Budget
from plenary.offices.decisions import facts, queries
from plenary.offices.decisions.actions.settling import settle_by_question
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.decisions.permissions import scopes_of
from plenary.offices.documents.actions.pipeline import lay_before_again, move_document, require_fitting_answer
from plenary.offices.documents.facts import state_named
from plenary.offices.meetings import facts as meetings
from plenary.procedure import agenda
from plenary.procedure.documents import Guard, State, next_states, require_move
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule
from plenary.procedure.verdict import Outcome

#: The state that each effect brings a text into; a numbered text goes on to "numbered" by itself.
STATES = {"adopt": State.ADOPTED, "approve": State.APPROVED, "endorse": State.ENDORSED, "note": State.NOTED}


def recorded(question: Question, *, proposer_key: str, at: datetime) -> None:
    """The announcement was proposed by one person and made by another: who proposed it is its recorder.

    While a proposal is only tried out there is no such person yet, and nothing is noted.
    """
    question.recorded_by = Person.objects.filter(key=proposer_key).first()
    question.recorded_at = at if question.recorded_by else None


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


def require_tabled(question: Question, rule: Rule) -> None:
    """A text is put only where the next step of its life may be what the body would make of it.

    One that is endorsed came up by a decision that has its number.
    Raises Refused "decisions.text_not_tabled", "documents.guard_not_met", "documents.answer_does_not_fit_verb".
    """
    document, after = question.document, STATES.get(question.effect)
    if document is None or after is None:
        return
    if after not in next_states(state_named(document.state)):
        raise Refused("decisions.text_not_tabled", rule.cited("document"), document=str(document), state=document.state)
    require_fitting_answer(document, after, cite=rule.cited("document"))
    if after == State.ENDORSED and not queries.lower_decision_stands(document):
        require_move(state_named(document.state), after, met=[Guard.VERDICT], cite=rule.cited("document"))


def follow_through(question: Question, decisions: Sequence[Decision], *, by: Actor) -> None:
    """Move the text on by what was announced: adopted and numbered, endorsed, noted, or rejected by a vote.

    An amendment that was put carries or is rejected; a part of a text is approved or not.
    """
    if question.effect in {"amend", "part"}:
        settle_by_question(question, by=by)
        return
    document = question.document
    if document is None:
        return
    cite = str(facts.rule_of(question, decisions[0].body).cite) if decisions else ""
    scopes = scopes_of(question)
    if question.outcome == Outcome.ADOPTED:
        after = STATES.get(question.effect)
        if after is None:
            return
        numbered = [Guard.LOWER_DECISION_NUMBERED] if queries.lower_decision_stands(document) else []
        met = [Guard.VERDICT, *numbered]
        moved = move_document(document, by=by, state=after, met=met, in_scopes=scopes, cite=cite)
        if State.NUMBERED in next_states(State(moved.state)):
            met = [Guard.NUMBER_AND_HASH]
            move_document(moved, by=by, state=State.NUMBERED, met=met, in_scopes=scopes, cite=cite)
        _adopt_budgets(question, decisions, by=by, scopes=scopes)
    elif question.method == Question.Method.VOTE and question.effect in {"adopt", "approve"}:
        move_document(document, by=by, state=State.REJECTED, met=[Guard.VERDICT], in_scopes=scopes, cite=cite)


def undo_state(decision: Decision, *, by: Actor) -> None:
    """A decision is void: its text lies before the body again, unless another decision on the same question stands."""
    question = decision.question
    others = Decision.objects.filter(question=question, void_at__isnull=True).exclude(pk=decision.pk)
    if question is None or question.document is None or question.effect not in STATES:
        return
    if not others.exists():
        lay_before_again(question.document, by=by)


def _adopt_budgets(question: Question, decisions: Sequence[Decision], *, by: Actor, scopes: Sequence[str]) -> None:
    """A budget whose figures are in takes effect with the decision; one that is only planned has nothing to open."""
    if question.effect != "adopt" or question.document is None or not decisions:
        return
    for budget in question.document.budgets.filter(state=Budget.State.DRAFT):
        adopt_budget(
            budget, by=by, decision=decisions[0].number, letter_on=facts.day_of(question), in_scopes=list(scopes)
        )
