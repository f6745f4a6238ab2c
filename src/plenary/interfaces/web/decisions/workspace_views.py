"""The workspace pages of decisions: the list, one decision, a question put in writing, follow-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may_open
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import perform
from plenary.interfaces.web.decisions import reading, workspace_reading
from plenary.interfaces.web.decisions.question_forms import QUESTION
from plenary.interfaces.web.decisions.search_forms import DecisionSearch
from plenary.interfaces.web.decisions.workspace_forms import (
    AskTimeForm,
    BreakForm,
    MoreTimeForm,
    ReportForm,
    StatementForm,
)
from plenary.interfaces.web.decisions.workspace_reading import QuestionPage
from plenary.interfaces.web.desk.acts import RECEIPT_KEY, ActPage, Offered
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.web.workspace.acting import band_of, tried
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, follow_up, more_time, objections, questions
from plenary.offices.decisions.models import Question
from plenary.offices.organisation import queries as organisation
from plenary.procedure.refusal import NotHere

DECISIONS_A_PAGE = 25


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Decisions that this reader may know of, the newest first."""
    form = DecisionSearch(request.GET or None)
    found = reading.decisions_listed(reader_of(request), **form.chosen())
    page = Paginator(found, DECISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "audience": "mixed", "current": "documents"}
    return render(request, "decisions/workspace/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: how it was decided, the statements attached, and the form to attach one's own."""
    reader = reader_of(request)
    page = reading.decision_page(reader, number)
    member = workspace_reading.member_of(reader)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if member is None:
            raise NotHere()
        given = {"member": member, "kind": form.cleaned_data["kind"], "text": form.words()}
        act = announcing.attach_statement
        made = tried(form, lambda: perform(act, by=reader, decision=page.decision, **given))
        if made is not None:
            return redirect(f"{reverse('folder-decision', args=[number])}?recorded={made.key}#statements")
    context = {"page": page, "decision": page.decision, "zone": page.zone, "form": form, "current": "documents"}
    context["may_attach"] = workspace_reading.may_attach(reader, page.decision)
    context["recorded"] = request.GET.get("recorded", "")
    parts = [page.question.audience] if page.question else []
    context["audience"] = band_of([page.decision.audience, *parts, *(one.tree.audience for one in page.entries)])
    return render(request, "decisions/workspace/decision.html", context, status=422 if form.errors else 200)


# A question put in writing


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, key: str) -> HttpResponse:
    """A silence procedure: the text, the deadline, who was asked, what a member can do and what the chair can."""
    page = workspace_reading.question_page(reader_of(request), key)
    doing = request.POST.get("act", "") if request.method == "POST" else ""
    against = BreakForm(request.POST if doing == "break" else None, bodies=page.bodies)
    time = MoreTimeForm(request.POST if doing == "extend" else None, members=page.asked, zone=page.zone)
    asking = AskTimeForm(request.POST if doing == "ask" else None, zone=page.zone)
    acts: dict[str, Callable[[], object]] = {
        "ask": lambda: _asked(request, page, asking),
        "break": lambda: _broken(request, page, against),
        "extend": lambda: _extended(request, page, time),
        "withdraw": lambda: _withdrawn(request, page),
    }
    if doing:
        if doing not in acts:
            raise NotHere()
        if acts[doing]() is not None:
            return redirect("folder-question", key=key)
    context = {"page": page, "question": page.question, "zone": page.zone, "against": against, "time": time}
    context |= {"audience": page.question.audience, "current": "documents", "asking": asking}
    context["acts"] = ActOnQuestion.of_the_chair(reader_of(request), page.question)
    context["receipt"] = request.session.pop(RECEIPT_KEY, None)
    failed = bool(against.errors or time.errors or asking.errors)
    return render(request, "decisions/workspace/question.html", context, status=422 if failed else 200)


def _broken(request: HttpRequest, page: QuestionPage, form: BreakForm) -> object:
    if not form.is_valid():
        return None
    by, given = reader_of(request), form.given()
    return tried(form, lambda: perform(objections.object_to, by=by, question=page.question, **given))


def _asked(request: HttpRequest, page: QuestionPage, form: AskTimeForm) -> object:
    if not form.is_valid():
        return None
    by, body = reader_of(request), next(iter(page.bodies), None)
    given = {**form.given(), "body": body}
    return tried(form, lambda: perform(more_time.ask_for_time, by=by, question=page.question, **given))


def _extended(request: HttpRequest, page: QuestionPage, form: MoreTimeForm) -> object:
    if not form.is_valid():
        return None
    given: dict[str, Any] = {"until": form.instant(), "asked_by": form.asking()}
    by = reader_of(request)
    return tried(form, lambda: perform(questions.extend_silence, by=by, question=page.question, **given))


def _withdrawn(request: HttpRequest, page: QuestionPage) -> object:
    made = workspace_reading.own_objection(page, request.POST.get("objection", ""))
    return objections.withdraw_objection(made, by=reader_of(request))


class ActOnQuestion(ActPage):
    """What the chair does about a question without a console: it opens a silence, announces, rules."""

    forms = QUESTION
    current, route, home = "documents", "folder-act-on-question", "folder-question"
    frame = "shell/workspace.html"

    @classmethod
    def of_the_chair(cls, actor: Actor, question: Question) -> Offered:
        """Its acts; none for anybody else, who reads the same page."""
        return cls.offered(actor, question, key=question.key) if may_open(actor, cls.route) else Offered.none()

    def thing(self, actor: Actor, named: dict[str, Any]) -> Question:
        return queries.question(actor, named["key"])

    def title(self, thing: Question) -> Any:  # noqa: ANN401  Words
        return thing.wording


# Follow-up


@require_safe
def follow_up_lines(request: HttpRequest) -> HttpResponse:
    """What decisions ask of the reader's member: by when, and what was reported."""
    lines = workspace_reading.follow_up(reader_of(request), organisation.day_at_seat())
    context = {"lines": lines, "recorded": request.GET.get("recorded", ""), "waiting": "waiting" in request.GET}
    return render(request, "decisions/workspace/follow_up.html", context | {"audience": "mixed", "current": "today"})


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Report on one line."""
    reader = reader_of(request)
    one = workspace_reading.follow_up_line(reader, key, organisation.day_at_seat())
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = follow_up.report_follow_up
        made = tried(form, lambda: perform(act, by=reader, follow_up=one.line, text=form.words()))
        if made is not None:
            told = "waiting=1" if isinstance(made, Pending) else f"recorded={one.line.key}"
            return redirect(f"{reverse('folder-follow-up')}?{told}")
    context = {"one": one, "form": form, "audience": one.line.decision.audience, "current": "today"}
    return render(request, "decisions/workspace/report.html", context, status=422 if form.errors else 200)
