"""The paper roll: the members to be called, and what each answered, entered by hand when seats cannot vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plenary.foundation.access.gate import may
from plenary.interfaces.web.chamber import sentences
from plenary.interfaces.web.chamber.requests import View, facts_of, in_the_room, view_of, way_in
from plenary.offices.chamber.actions.seconds import perform_in
from plenary.offices.decisions import facts
from plenary.offices.decisions.actions.rolls import BY_NAME, enter_roll
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.offices.organisation.models import Body
from plenary.procedure.refusal import NotHere, Refused

#: Before the code of a member, in the name of its field.
ANSWER = "answer-"


@dataclass(frozen=True, slots=True)
class CalledLine:
    """A member to be called, with the answer that was marked for it on this page."""

    called: facts.Called
    field: str
    marked: str


@in_the_room
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: HttpRequest, key: str) -> HttpResponse:
    """Call the roll and mark the answers. They stand once another person has agreed to them."""
    view = view_of(request, key)
    if not may(view.reader, "work_floor", *scopes_of_sitting(view.sitting)):
        raise NotHere()
    body = _body_named(view, request.POST.get("body", "") or request.GET.get("body", ""))
    if request.method != "POST":
        return _page(request, view, body)
    if body is None or view.question is None:
        raise NotHere()
    marked = {
        name.removeprefix(ANSWER): str(said) for name, said in request.POST.items() if name.startswith(ANSWER) and said
    }
    try:
        perform_in(view.room, enter_roll, by=view.reader, question=view.question, body=body, choices=marked)
    except Refused as refused:
        return _page(request, view, body, marked=marked, refused=refused)
    return redirect(way_in(view.reader.capacity), key=key)


def _page(
    request: HttpRequest,
    view: View,
    body: Body | None,
    *,
    marked: dict[str, str] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    question = view.question
    context: dict[str, Any] = facts_of(view) | {
        "back": way_in(view.reader.capacity),
        "body": body,
        "other_bodies": [one for one in view.now.bodies if one != body] if view.now else [],
        "is_open": _is_open(question),
        "refused_sentence": sentences.told(refused, view.zone) if refused else "",
    }
    if question is not None and body is not None and _is_open(question):
        context["lines"] = [
            CalledLine(one, f"{ANSWER}{one.member.code}", (marked or {}).get(one.member.code, one.answered))
            for one in facts.roll_to_call(question, body)
        ]
    return render(request, "chamber/roll.html", context, status=422 if refused else 200)


def _is_open(question: Question | None) -> bool:
    return (
        question is not None
        and question.state == Question.State.OPEN
        and question.manner in BY_NAME
        and (question.method == Question.Method.VOTE)
    )


def _body_named(view: View, code: str) -> Body | None:
    """The body whose roll is called: the one named, or the first of those that meet."""
    bodies = view.now.bodies if view.now else ()
    return next((one for one in bodies if one.code == code), bodies[0] if bodies else None)
