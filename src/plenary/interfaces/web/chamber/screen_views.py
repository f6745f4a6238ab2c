"""The screens of the room, read from twenty metres: six lines at most, never an error word, never a tally too early."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plenary.foundation import clock
from plenary.foundation.access.gate import may
from plenary.interfaces.web.chamber import reading, sentences
from plenary.interfaces.web.chamber.requests import View, facts_of, in_the_room, view_of
from plenary.interfaces.web.drawings import Drawing, Seat, table_plan
from plenary.offices.chamber.models import Room
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.models import Sitting
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.procedure.refusal import NotHere

#: What the seating of a result is drawn with.
MARKS = {"in_favour": "favour", "against": "against", "abstain": "abstain"}


@in_the_room
@require_GET
def screen(request: HttpRequest, key: str, n: int) -> HttpResponse:
    """One screen of the room; the number tells several apart and changes nothing of what is shown."""
    return render(request, "chamber/screen.html", _context(request, key, n))


@in_the_room
@require_GET
def screen_part(request: HttpRequest, key: str, n: int) -> HttpResponse:
    """The scene as it stands now; the live script asks for it. A lost line leaves the last scene standing."""
    return render(request, "chamber/_scene.html", _context(request, key, n))


def _context(request: HttpRequest, key: str, n: int) -> dict[str, Any]:
    view = view_of(request, key)
    opens = view.reader.is_secretariat or may(view.reader, "work_floor", *scopes_of_sitting(view.sitting))
    if not opens:
        raise NotHere()
    now, question = view.now, view.question
    scene = _scene(view)
    context = facts_of(view) | {
        "n": n,
        "scene": scene,
        "reverse": scene in {"adopted", "blank"},
        "clock_at": clock.now(),
    }
    if now is None:
        return context
    return context | {
        "text": reading.text_before(now, view.reader, question) if scene == "text" else None,
        "ring": reading.ring(question) if question and question.state == Question.State.OPEN else None,
        "voted": _voted(question),
        "outcomes": _announced(question),
        "decisions": list(question.decisions.readable_by(view.reader)) if question else [],
        "seating": _seating(view, question) if scene == "result" else None,
        "following": now.floor[:2],
    }


def _scene(view: View) -> str:
    """What the room is shown. A closed vote shows nothing of its result before the chair announces it."""
    if view.now is None or view.sitting.state in (Sitting.State.PLANNED, Sitting.State.READY, Sitting.State.CLOSED):
        return "waiting"
    chosen, question = view.now.room.scene, view.question
    if question is not None and question.state == Question.State.OPEN and chosen != Room.Scene.BLANK:
        return "vote"
    if view.sitting.state == Sitting.State.SUSPENDED and chosen != Room.Scene.BLANK:
        return "break"
    if chosen in (Room.Scene.RESULT, Room.Scene.ADOPTED) and (
        question is None or question.state != Question.State.ANNOUNCED
    ):
        return "vote" if question is not None else "item"
    if chosen == Room.Scene.ADOPTED and question is not None and question.method == Question.Method.VOTE:
        return "result"
    if chosen == Room.Scene.SPEAKER and view.now.speaker is None:
        return "item" if view.now.item else "waiting"
    return str(chosen)


def _voted(question: Question | None) -> dict[str, int]:
    """How many have voted of how many; never how."""
    if question is None or question.method != Question.Method.VOTE:
        return {}
    turned = decisions.turnout(question)
    return {"voted": sum(one.voted for one in turned), "of": sum(one.of for one in turned)}


def _announced(question: Question | None) -> list[tuple[reading.Outcome, str]]:
    if question is None or question.state != Question.State.ANNOUNCED:
        return []
    return [(one, str(sentences.OUTCOMES.get(one.outcome, one.outcome))) for one in reading.outcomes(question)]


def _seating(view: View, question: Question | None) -> Drawing | None:
    """The table with what each delegation chose, once it is announced and the ballots were open."""
    announced = _announced(question)
    if not announced or view.now is None:
        return None
    chosen = {member.pk: MARKS.get(choice, "absent") for member, choice in announced[0][0].choices}
    members = [line for line in reading.room_lines(view.sitting, view.reader) if line.delegation.member]
    if not chosen or not members:
        return None
    presiding = view.sitting.meeting.session.presiding_member_id or view.sitting.meeting.session.host_id
    seats = [
        Seat(name=line.name, state="present", choice=chosen.get(line.delegation.member_id or 0, "absent"))
        for line in members
    ]
    chair = next((place for place, line in enumerate(members) if line.delegation.member_id == presiding), None)
    return table_plan(seats, title=str(question), chair=chair)
