"""The public pages of decisions and votes."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.foundation import clock
from plenary.interfaces.web.decisions import reading
from plenary.interfaces.web.decisions.search_forms import DecisionSearch
from plenary.interfaces.web.instruments.public_reading import signings_of
from plenary.interfaces.web.record.paper import code_of
from plenary.interfaces.web.shell.context import reader_of

DECISIONS_A_PAGE = 25
VOTES_BESIDE = 8


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Decisions, the newest first, with the latest votes beside them."""
    form = DecisionSearch(request.GET or None)
    found = reading.decisions_listed(reader_of(request), **form.chosen())
    context = {
        "form": form,
        "page": Paginator(found, DECISIONS_A_PAGE).get_page(request.GET.get("page")),
        "votes": reading.votes_listed(reader_of(request), VOTES_BESIDE),
        "current": "decisions",
    }
    return render(request, "decisions/public/decisions.html", context)


@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: the verdict step by step, the text that was adopted, what follows from it."""
    page = reading.decision_page(reader_of(request), number)
    context = {"page": page, "decision": page.decision, "zone": page.zone}
    context |= {"printed_at": clock.now(), "code": code_of(request, page.decision.about)}
    context |= {"signings": signings_of(reader_of(request), page.decision.document)}
    context |= {"audience": page.decision.audience, "current": "decisions"}
    return render(request, "decisions/public/decision.html", context)


@require_safe
def vote(request: HttpRequest, key: str) -> HttpResponse:
    """How each decided: drawing, table, rule, corrections of intention apart from the result."""
    page = reading.vote_page(reader_of(request), key)
    context = {"page": page, "question": page.question, "zone": page.zone}
    context |= {"audience": page.question.audience, "current": "decisions"}
    return render(request, "decisions/public/vote.html", context)
