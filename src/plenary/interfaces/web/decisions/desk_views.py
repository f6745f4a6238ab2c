"""Questions as the desk prepares them, decisions as it issues them and follows them up."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.people.waiting import waiting_about
from plenary.interfaces.web.decisions import desk_reading
from plenary.interfaces.web.decisions.desk_forms import DECISION
from plenary.interfaces.web.decisions.question_forms import NEW_QUESTION, QUESTION, states_said
from plenary.interfaces.web.decisions.steps import OUTCOMES
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.wording import act_sentence
from plenary.offices.decisions import queries
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.meetings.queries import title_of

DECISIONS_A_PAGE = 25


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Questions under way, and what was decided, the newest first."""
    actor = request.actor  # type: ignore[attr-defined]
    page = Paginator(queries.decisions(actor), DECISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "under_way": desk_reading.under_way(actor),
        "states": states_said(),
        "page": page,
        "acts": ActOnQuestions.offered(actor),
    }
    return desk_page(request, "decisions/desk/questions.html", context, current="meetings")


@require_safe
def question(request: HttpRequest, key: str) -> HttpResponse:
    """One question: its words, its rule, what came in, and what comes next."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.question(actor, key)
    context = {
        "page": desk_reading.question_page(actor, found),
        "question": found,
        "sitting_title": title_of(found.sitting, actor) if found.sitting else None,
        "outcomes": OUTCOMES,
        "acts": ActOnQuestion.offered(actor, found, key=key),
        "waiting": [(act_sentence(one.act), one) for one in waiting_about(actor, found)],
    }
    return desk_page(request, "decisions/desk/question.html", context, current="meetings")


class ActOnQuestions(ActPage):
    """Prepare a question."""

    forms = NEW_QUESTION
    current, route, home = "meetings", "desk-act-on-questions", "desk-questions"

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the question that was just prepared."""
        if isinstance(made, Question):
            return reverse("desk-question", kwargs={"key": made.key})
        return super().way_home(named, made)


class ActOnQuestion(ActPage):
    """An act on one question."""

    forms = QUESTION
    current, route, home = "meetings", "desk-act-on-question", "desk-question"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Question:
        return queries.question(actor, named["key"])

    def title(self, thing: Question) -> Any:  # noqa: ANN401  Words
        return thing.wording


@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: whether it is out, what it asks, what members attached."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.decision(actor, number)
    context = {
        "decision": found,
        "follow_ups": queries.follow_ups_of(actor, found).select_related("owner_member", "owner_body"),
        "statements": queries.statements_of(actor, found),
        "acts": ActOnDecision.offered(actor, found, number=number),
    }
    return desk_page(request, "decisions/desk/decision.html", context, current="meetings")


class ActOnDecision(ActPage):
    """An act on one decision."""

    forms = DECISION
    current, route, home = "meetings", "desk-act-on-decision", "desk-decision"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Decision:
        return queries.decision(actor, named["number"])

    def title(self, thing: Decision) -> Any:  # noqa: ANN401  Words
        return thing.title
