"""The console of chair and secretary: one screen, the exact words to read, one primary act whose label is the act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from plenary.foundation.access.gate import may
from plenary.foundation.access.models import Holding
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import confirm
from plenary.interfaces.web.chamber import reading, sentences
from plenary.interfaces.web.chamber.forms import LONGEST_REASON, CountForm
from plenary.interfaces.web.chamber.requests import View, facts_of, in_the_room, view_of
from plenary.interfaces.web.chamber.scripts import script_step
from plenary.interfaces.web.chamber.waiting import waiting_in, waiting_named
from plenary.interfaces.web.decisions.question_forms import RuleOtherwise
from plenary.offices.chamber import queries as chamber
from plenary.offices.chamber.actions import floor, rooms, seats, signals, steps
from plenary.offices.chamber.actions.seconds import decline_in, perform_in
from plenary.offices.chamber.models import FloorRequest, Room, Signal
from plenary.offices.chamber.permissions import can_preside, can_work, scopes_of_room
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.decisions.actions.rolls import BY_NAME
from plenary.offices.decisions.models import Question
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.actions import agenda, presence, sessions, sittings
from plenary.offices.meetings.models import Delegate, Item
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.offices.organisation.models import Body
from plenary.procedure.refusal import NotHere, Refused

Thing = TypeVar("Thing", bound=Kept)
PARTS = ("facts", "order", "now", "floor", "script")


@in_the_room
@require_GET
def chair(request: HttpRequest, key: str) -> HttpResponse:
    """The chair's console."""
    return _page(request, _admitted(request, key), "chair")


@in_the_room
@require_GET
def secretary(request: HttpRequest, key: str) -> HttpResponse:
    """The same console with edit handles, for the secretary of the body at the chair's direction."""
    return _page(request, _admitted(request, key), "secretary")


@in_the_room
@require_GET
def chair_part(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """One part of the chair's console as it stands now."""
    return _part(request, key, part, "chair")


@in_the_room
@require_GET
def secretary_part(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """One part of the secretary's console as it stands now."""
    return _part(request, key, part, "secretary")


@in_the_room
@require_POST
def chair_act(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """An act from the chair's console."""
    return _act(request, key, verb, "chair")


@in_the_room
@require_POST
def secretary_act(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """An act from the secretary's console; what is the chair's alone is refused by the act itself."""
    return _act(request, key, verb, "secretary")


def _admitted(request: HttpRequest, key: str) -> View:
    """The console is for those who preside or work this sitting; for anybody else it is not there."""
    view = view_of(request, key)
    if not may(view.reader, "work_floor", *scopes_of_sitting(view.sitting)):
        raise NotHere()
    return view


def _part(request: HttpRequest, key: str, part: str, console: str) -> HttpResponse:
    if part not in PARTS:
        raise Http404
    return render(request, f"chamber/_console_{part}.html", _context(_admitted(request, key), console))


def _act(request: HttpRequest, key: str, verb: str, console: str) -> HttpResponse:
    view = _admitted(request, key)
    if verb not in ACTS:
        raise Http404
    try:
        done = ACTS[verb](request, view)
    except NotHere:
        raise
    except Refused as refused:
        typed = request.POST if verb == "count" else None
        return _page(request, view_of(request, key), console, refused=refused, typed=typed, status=422)
    if isinstance(done, Pending) and done.outcome == Pending.Outcome.WAITING:
        return _page(request, view_of(request, key), console, notice=_("A second person is asked to agree."))
    return redirect(console, key=key)


def _page(
    request: HttpRequest,
    view: View,
    console: str,
    *,
    status: int = 200,
    refused: Refused | None = None,
    typed: QueryDict | None = None,
    notice: str = "",
) -> HttpResponse:
    """The console. typed: figures that were refused; they stand in their form again."""
    context = _context(view, console, typed) | {
        "refused_sentence": sentences.told(refused, view.zone) if refused else "",
        "refused_code": refused.code if refused else "",
        "notice": notice,
    }
    return render(request, "chamber/console.html", context, status=status)


# What stands on the console


@dataclass(slots=True)
class SignalLines:
    """Signals that nobody answered yet, by what they ask."""

    points: list[str] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)
    others: list[tuple[Signal, str, str]] = field(default_factory=list)


def _context(view: View, console: str, typed: QueryDict | None = None) -> dict[str, Any]:
    now, question = view.now, view.question
    order = reading.order_of_day(view.sitting, view.reader)
    context = facts_of(view) | {
        "console": console,
        "act": f"{console}-act",
        "part": f"{console}-part",
        "is_chair": console == "chair",
        "order": order,
        "step": script_step(view, order),
        "admits": view.sitting.meeting.session.agenda_adopted_at is not None
        and may(view.reader, "open_suspend_close", *scopes_of_sitting(view.sitting)),
        "band_note": _band_note(view),
    }
    if now is None:
        return context
    lines = reading.room_lines(view.sitting, view.reader)
    quorum = reading.quorum_sentence(now, view.reader)
    turnout = decisions.turnout(question) if question and question.method == Question.Method.VOTE else []
    prepared = _prepared(view)
    return context | {
        "text": reading.text_before(now, view.reader, question or (prepared[0] if prepared else None)),
        "room_lines": lines,
        "quorum": quorum,
        "plan": reading.drawing_of(now, lines, quorum),
        "ring": reading.ring(question) if question and question.state == Question.State.OPEN else None,
        "turnout": turnout,
        "waiting": reading.waiting_names(turnout) if question and question.state == Question.State.OPEN else [],
        "outcomes": _outcomes(question),
        "decisions": list(question.decisions.readable_by(view.reader)) if question else [],
        "signals": _signals(now.room, view),
        "kinds": sentences.KINDS,
        "prepared": prepared,
        "can_preside": can_preside(view.reader, now.room),
        "can_work": can_work(view.reader, now.room),
        "others_presiding": _others_presiding(view),
        "scenes": Room.Scene.values,
        "quorum_bodies": now.bodies,
        "count_forms": _count_forms(question, typed),
        "over": chamber.time_over(now.room) if console == "chair" else [],
        "undo": _undo(view),
        "seconds": waiting_in(view),
        "by_roll": _by_roll(question),
        "may_rule": question is not None and RuleOtherwise.is_offered(view.reader, question),
    }


def _count_forms(question: Question | None, typed: QueryDict | None = None) -> list[tuple[Body, CountForm]]:
    """Where hands are raised or papers are counted: a form for each body; none where seats vote.

    typed: what was sent and refused; it stands in the form of its body.
    """
    by_hand = (Question.Manner.SHOW_OF_HANDS, Question.Manner.SECRET)
    if question is None or question.state != Question.State.OPEN or question.manner not in by_hand:
        return []
    parts = question.bodies.select_related("body").order_by("pk")
    on_paper = question.manner == Question.Manner.SECRET
    return [
        (
            one.body,
            CountForm(
                typed if typed is not None and typed.get("body", one.body.code) == one.body.code else None,
                on_paper=on_paper,
                initial={"body": one.body.code},
                auto_id=f"count-{one.pk}-%s",
            ),
        )
        for one in parts
    ]


def _by_roll(question: Question | None) -> bool:
    """Whether an open vote can be taken by calling the names."""
    return question is not None and question.state == Question.State.OPEN and question.manner in BY_NAME


def _band_note(view: View) -> str:
    room = view.now.room if view.now else None
    if room is not None and room.presiding_person is not None:
        return _("Chair: %(name)s") % {"name": room.presiding_person.name}
    session = view.sitting.meeting.session
    presiding = session.presiding_person
    if presiding is not None and not settings.DEMONSTRATION:
        # What a demonstration plays, it plays in no person's name.
        return _("Chair: %(name)s") % {"name": presiding.name}
    member = session.presiding_member or session.host
    return _("Chair: %(name)s") % {"name": member.short_name} if member else ""


def _outcomes(question: Question | None) -> list[tuple[reading.Outcome, str]]:
    if question is None:
        return []
    return [(one, str(sentences.OUTCOMES.get(one.outcome, one.outcome))) for one in reading.outcomes(question)]


def _prepared(view: View) -> list[Question]:
    """Questions that can be put now: those of the item before the room, then those that stand under no item."""
    found = decisions.questions_of_sitting(view.reader, view.sitting).filter(state=Question.State.PREPARED)
    item = view.now.item if view.now else None
    here = [one for one in found if one.item_id is None or (item is not None and one.item_id == item.pk)]
    return sorted(here, key=lambda one: (one.item_id is None, one.pk))


def _signals(room: Room, view: View) -> SignalLines:
    lines = SignalLines()
    if view.now is not None:
        lines.points = [line.sender for line in view.now.floor if line.kind == FloorRequest.Kind.POINT_OF_ORDER.value]
        lines.objections = list(view.now.asked.objectors) if view.now.asked else []
    for one in chamber.signals(room):
        sender = one.delegate.delegation.member if one.delegate else None
        lines.others.append((one, str(sender or ""), str(sentences.SIGNALS[one.kind_of_signal])))
    return lines


def _undo(view: View) -> dict[str, Any]:
    """What this reader can take back now, and until when; nothing once its time is over."""
    step = chamber.step_to_undo(view.room)
    own = step is not None and step.done_by.key == view.reader.person_key
    if step is None or not (own or can_preside(view.reader, view.room)):
        return {}
    return {"step": step, "until": step.done_at + chamber.UNDO_WITHIN}


def _others_presiding(view: View) -> list[Any]:
    """Who else may take the chair of this sitting."""
    held = Holding.objects.filter(capacity="PO", scope__in=scopes_of_room(view.room)).select_related("person")
    return list({one.person_id: one.person for one in held if one.person.key != view.reader.person_key}.values())


# The acts of the console


def _request_named(request: HttpRequest, view: View) -> FloorRequest:
    found = (
        FloorRequest.objects.select_related("room__sitting", "delegate__person")
        .filter(room=view.room, key=request.POST.get("request", ""))
        .first()
    )
    return _there(found)


def _question_named(request: HttpRequest, view: View) -> Question:
    question = decisions.question(view.reader, request.POST.get("question", ""))
    if question.sitting_id != view.sitting.pk:
        raise NotHere()
    return question


def _item_named(request: HttpRequest, view: View) -> Item:
    return meetings.item_of_key(request.POST.get("item", ""), view.reader).item


def _delegate_named(request: HttpRequest, view: View) -> Delegate:
    found = Delegate.objects.filter(
        key=request.POST.get("delegate", ""), delegation__session=view.sitting.meeting.session
    ).first()
    return _there(found)


def _there(found: Thing | None) -> Thing:
    if found is None:
        raise NotHere()
    return found


def _gavel(request: HttpRequest, view: View) -> object:
    """The gavel: the consensus is closed and announced in one stroke, or neither."""
    question = _question_named(request, view)
    with transaction.atomic():
        closed = questions.close_question(question, by=view.reader)
        return announcing.announce(closed, by=view.reader)


def _end_without(request: HttpRequest, view: View) -> object:
    """End a consensus on which an objection stands: announced as not adopted."""
    question = _question_named(request, view)
    with transaction.atomic():
        closed = questions.close_question(question, by=view.reader, without_adoption=True)
        return announcing.announce(closed, by=view.reader)


def _put(request: HttpRequest, view: View) -> object:
    question = _question_named(request, view)
    if question.method == Question.Method.VOTE and not may(view.reader, "rule_and_gavel", *_scopes(view)):
        return questions.open_question(question, by=view.reader)
    return rooms.put_question(view.room, by=view.reader, question=question)


def _void(request: HttpRequest, view: View) -> object:
    """End a question without a result; the words say why, in the language of who writes them."""
    typed = _reason(request)
    reason = Words({(get_language() or "en").partition("-")[0]: typed}) if typed else Words()
    return questions.void_question(_question_named(request, view), by=view.reader, reason=reason)


def _scopes(view: View) -> list[str]:
    return scopes_of_sitting(view.sitting)


def _count(request: HttpRequest, view: View) -> object:
    """The figures of a vote by hands or on paper: one person counts, another agrees."""
    form = CountForm(request.POST, on_paper=True)
    if not form.is_valid():
        raise Refused("tally.not_a_count", values=[str(form[name].label) for name in form.errors])
    said = form.cleaned_data
    return perform_in(
        view.room,
        questions.enter_count,
        by=view.reader,
        question=_question_named(request, view),
        body=_body_named(said["body"], view),
        yes=said["yes"],
        no=said["no"],
        abstain=said["abstain"],
        blank=said["blank"] or 0,
        invalid=said["invalid"] or 0,
    )


def _body_named(code: str, view: View) -> Body | None:
    return next((one for one in (view.now.bodies if view.now else ()) if one.code == code), None)


def _speaking(view: View) -> FloorRequest:
    speaker = view.now.speaker if view.now else None
    if speaker is None:
        raise NotHere()
    return speaker.request


def _quorum(request: HttpRequest, view: View) -> object:
    done: object = None
    for body in view.now.bodies if view.now else ():
        done = presence.call_quorum(view.sitting, by=view.reader, body=body)
    return done


def _answer(request: HttpRequest, view: View) -> object:
    found = _there(Signal.objects.filter(room=view.room, key=request.POST.get("signal", "")).first())
    return signals.answer_signal(found, by=view.reader)


def _take_over(request: HttpRequest, view: View) -> object:
    line = _delegate_named(request, view)
    body = _body_named(request.POST.get("body", ""), view)
    if body is None:
        raise NotHere()
    return perform_in(view.room, seats.take_over_seat, by=view.reader, room=view.room, delegate=line, body=body)


def _hand_over(request: HttpRequest, view: View) -> object:
    to = next((one for one in _others_presiding(view) if one.key == request.POST.get("person", "")), None)
    if to is None:
        raise NotHere()
    return rooms.hand_over(view.room, by=view.reader, to=to)


def _agree(request: HttpRequest, view: View) -> object:
    return confirm(waiting_named(view, request.POST.get("waiting", "")), by=view.reader)


def _decline(request: HttpRequest, view: View) -> object:
    """Say no to what another asked, or take back what one asked oneself; the ground goes into the record."""
    waiting = waiting_named(view, request.POST.get("waiting", ""))
    return decline_in(view.room, waiting, by=view.reader, reason=_reason(request))


def _reason(request: HttpRequest) -> str:
    typed = request.POST.get("reason", "").strip()
    if len(typed) > LONGEST_REASON:
        raise Refused("chamber.reason_too_long", longest=LONGEST_REASON, typed=len(typed))
    return typed


def _place(request: HttpRequest) -> int:
    """The place asked for; 0, which is none, for what is no number or longer than any list."""
    typed = request.POST.get("place", "")
    return int(typed) if typed.isdecimal() and len(typed) <= PLACE_DIGITS else 0


#: No list of speakers is longer than its number has digits.
PLACE_DIGITS = 4
Verb = Callable[[HttpRequest, View], object]
ACTS: dict[str, Verb] = {
    "prepare": lambda request, view: rooms.prepare_room(view.sitting, by=view.reader),
    "open-session": lambda request, view: sessions.open_session(view.sitting.meeting.session, by=view.reader),
    "open": lambda request, view: sittings.open_sitting(view.sitting, by=view.reader),
    "suspend": lambda request, view: sittings.suspend_sitting(view.sitting, by=view.reader),
    "resume": lambda request, view: sittings.resume_sitting(view.sitting, by=view.reader),
    "close": lambda request, view: sittings.close_sitting(view.sitting, by=view.reader),
    "close-session": lambda request, view: sessions.close_session(view.sitting.meeting.session, by=view.reader),
    "admit-item": lambda request, view: agenda.admit_item(_item_named(request, view), by=view.reader),
    "adopt-agenda": lambda request, view: agenda.adopt_agenda(view.sitting.meeting.session, by=view.reader),
    "call-item": lambda request, view: rooms.call_item(view.room, by=view.reader, item=_item_named(request, view)),
    "close-item": lambda request, view: agenda.close_item(
        _item_named(request, view), by=view.reader, sitting=view.sitting
    ),
    "give-floor": lambda request, view: floor.pass_floor(_request_named(request, view), by=view.reader),
    "thank": lambda request, view: floor.end_speech(_speaking(view), by=view.reader),
    "pause": lambda request, view: floor.pause_time(_speaking(view), by=view.reader),
    "go-on": lambda request, view: floor.resume_time(_speaking(view), by=view.reader),
    "open-list": lambda request, view: floor.open_list(view.room, by=view.reader),
    "close-list": lambda request, view: floor.close_list(view.room, by=view.reader),
    "move": lambda request, view: floor.move_request(
        _request_named(request, view), by=view.reader, place=_place(request)
    ),
    "strike": lambda request, view: floor.withdraw_request(_request_named(request, view), by=view.reader),
    "add": lambda request, view: floor.request_floor(
        view.room, by=view.reader, delegate=_delegate_named(request, view)
    ),
    "put": _put,
    "gavel": _gavel,
    "end-without": _end_without,
    "void": _void,
    "count": _count,
    "close-vote": lambda request, view: questions.close_question(_question_named(request, view), by=view.reader),
    "announce": lambda request, view: perform_in(
        view.room, announcing.announce, by=view.reader, question=_question_named(request, view)
    ),
    "record": lambda request, view: announcing.record_verdict(_question_named(request, view), by=view.reader),
    "close-doors": lambda request, view: rooms.close_doors(view.room, by=view.reader),
    "scene": lambda request, view: rooms.set_scene(view.room, by=view.reader, scene=request.POST.get("scene", "")),
    "answer": _answer,
    "enter": lambda request, view: presence.enter_room(
        view.sitting, by=view.reader, delegate=_delegate_named(request, view)
    ),
    "leave": lambda request, view: presence.leave_room(
        view.sitting, by=view.reader, delegate=_delegate_named(request, view)
    ),
    "quorum": _quorum,
    "take-over": _take_over,
    "hand-over": _hand_over,
    "agree": _agree,
    "decline": _decline,
    "undo": lambda request, view: steps.undo(view.room, by=view.reader),
}
