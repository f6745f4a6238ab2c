"""The delegate's seat: one large act that changes with the situation. Every form works without script."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plenary.foundation.access.gate import may
from plenary.foundation.journal import queries as journal
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import perform
from plenary.interfaces.web.chamber import reading, sentences
from plenary.interfaces.web.chamber.forms import ObjectionForm
from plenary.interfaces.web.chamber.reading import OwnPart, Standing
from plenary.interfaces.web.chamber.requests import View, actor_of, facts_of, in_the_room, view_of, way_in
from plenary.offices.chamber import queries as chamber
from plenary.offices.chamber.actions import floor, seats, signals
from plenary.offices.chamber.models import FloorRequest
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.actions import objections, votes
from plenary.offices.decisions.models import Ballot, Question
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.actions import presence
from plenary.offices.meetings.models import Delegate, Presence, Sitting
from plenary.offices.meetings.permissions import scopes_of_delegation
from plenary.procedure.refusal import NotHere, Refused

#: Pages of the phone's bottom bar, by the code that the menu lights.
PAGES = {"now": "seat", "floor": "seat-floor", "text": "seat-text", "vote": "seat-vote", "record": "seat-record"}
PARTS = ("facts", "middle", "acts", "order")
#: Situations in which the order of the day stands under what is before the room: none of them asks for a choice.
BETWEEN_QUESTIONS = frozenset({"not_open", "suspended", "floor", "closed"})
ENTRIES_SHOWN = 60


@require_GET
def rooms(request: HttpRequest) -> HttpResponse:
    """The sittings under way that this reader may follow; where there is one, straight to it."""
    reader = actor_of(request)
    under_way = meetings.sittings_under_way(reader)
    if len(under_way) == 1:
        return redirect(way_in(reader.capacity), key=under_way[0].key)
    lines = [(sitting, way_in(reader.capacity)) for sitting in under_way]
    return render(request, "chamber/rooms.html", {"lines": lines, "current": "meetings"})


@in_the_room
@require_GET
def seat(request: HttpRequest, key: str) -> HttpResponse:
    """What is before the room now, and the one act that this seat has."""
    return _page(request, view_of(request, key), "now")


@in_the_room
@require_GET
def seat_floor(request: HttpRequest, key: str) -> HttpResponse:
    """The list of speakers, the reader's own requests, and the signals to the chair."""
    return _page(request, view_of(request, key), "floor")


@in_the_room
@require_GET
def seat_text(request: HttpRequest, key: str) -> HttpResponse:
    """The whole text under discussion."""
    return _page(request, view_of(request, key), "text")


@in_the_room
@require_GET
def seat_record(request: HttpRequest, key: str) -> HttpResponse:
    """The entries of this sitting that the reader may read."""
    return _page(request, view_of(request, key), "record")


@in_the_room
@require_http_methods(["GET", "HEAD", "POST"])
def seat_vote(request: HttpRequest, key: str) -> HttpResponse:
    """The ballot: choose, see the choice in words, confirm. A repeat of the same ballot is the same ballot."""
    view = view_of(request, key)
    if request.method != "POST":
        return _page(request, view, "vote", again="again" in request.GET)
    choice, ballot_key = request.POST.get("choice", ""), request.POST.get("ballot_key", "")
    question = decisions.question(view.reader, request.POST.get("question", ""))
    if question.sitting_id != view.sitting.pk or choice not in Ballot.Choice.values:
        raise NotHere()
    part = _part(question, view, request.POST.get("body", ""))
    if request.POST.get("step") != "confirm":
        return _confirm(request, view, question, part, choice, ballot_key)
    try:
        votes.cast_ballot(
            question, by=view.reader, choice=choice, ballot_key=ballot_key, body=part.body if part else None
        )
    except Refused as refused:
        return _page(request, view, "vote", refused=refused, chosen=choice, status=422)
    return redirect("seat-vote", key=key)


@in_the_room
@require_http_methods(["GET", "HEAD", "POST"])
def seat_object(request: HttpRequest, key: str) -> HttpResponse:
    """Object to the text before the room: said once more in words, then done."""
    view = view_of(request, key)
    question = view.question
    form = ObjectionForm(request.POST or None)
    if question is None or question.method == Question.Method.VOTE:
        return redirect("seat", key=key)
    refused = None
    if request.method == "POST" and form.is_valid():
        part = _part(question, view, request.POST.get("body", ""))
        try:
            objections.object_to(question, by=view.reader, body=part.body if part else None, reason=form.reason())
        except Refused as late:
            refused = late
        else:
            return redirect("seat", key=key)
    context = facts_of(view) | {
        "form": form,
        "current": "now",
        "page": "now",
        "standing": reading.standing(question, view.reader),
        "text": reading.text_before(view.now, view.reader, question) if view.now else None,
        "refused_sentence": sentences.told(refused, view.zone) if refused else "",
    }
    return render(request, "chamber/object.html", context, status=422 if refused or form.errors else 200)


@in_the_room
@require_GET
def seat_part(request: HttpRequest, key: str, page: str, part: str) -> HttpResponse:
    """One part of a page of the seat, as it stands now; the live script asks for it."""
    if page not in PAGES or part not in PARTS:
        raise Http404
    return render(request, f"chamber/_seat_{part}.html", _context(view_of(request, key), page))


@in_the_room
@require_POST
def seat_act(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """An act of the seat. Refused, the page comes back with the reason and what was chosen."""
    view = view_of(request, key)
    page = request.POST.get("page", "now")
    if verb not in ACTS or page not in PAGES:
        raise Http404
    try:
        done = ACTS[verb](request, view)
    except NotHere:
        raise
    except Refused as refused:
        return _page(request, view, page, refused=refused, status=422)
    if isinstance(done, Pending):
        return _page(request, view_of(request, key), page, notice=_("The other person is asked to agree."))
    return redirect(PAGES[page], key=key)


# The acts of a seat


def _ask(request: HttpRequest, view: View) -> FloorRequest:
    kind = request.POST.get("kind", FloorRequest.Kind.SPEAKER.value)
    return floor.request_floor(view.room, by=view.reader, delegate=_own_line(view), kind=kind)


def _own_request(request: HttpRequest, view: View) -> FloorRequest:
    found = (
        FloorRequest.objects.select_related("room__sitting", "delegate__person", "delegate__delegation__member")
        .filter(room=view.room, key=request.POST.get("request", ""))
        .first()
    )
    if found is None:
        raise NotHere()
    return found


def _withdraw(request: HttpRequest, view: View) -> FloorRequest:
    return floor.withdraw_request(_own_request(request, view), by=view.reader)


def _finish(request: HttpRequest, view: View) -> FloorRequest:
    return floor.end_speech(_own_request(request, view), by=view.reader)


def _signal(request: HttpRequest, view: View) -> object:
    line = next(iter(reading.lines_of(view.reader, view.sitting.meeting.session)), None)
    return signals.raise_signal(view.room, by=view.reader, kind=request.POST.get("kind", ""), delegate=line)


def _withdraw_objection(request: HttpRequest, view: View) -> object:
    question = view.question
    if question is None:
        raise NotHere()
    for part in reading.standing(question, view.reader).parts:
        if part.objection is not None and part.objection.key == request.POST.get("objection"):
            return objections.withdraw_objection(part.objection, by=view.reader)
    raise NotHere()


def _correct(request: HttpRequest, view: View) -> object:
    """What was meant, where the ballot says otherwise; the result stands as it is."""
    question = view.question
    parts = reading.standing(question, view.reader).parts if question is not None else ()
    for part in parts:
        if part.ballot is not None and part.ballot.key == request.POST.get("ballot"):
            return votes.correct_vote(part.ballot, by=view.reader, meant=request.POST.get("meant", ""))
    raise NotHere()


def _hold(request: HttpRequest, view: View) -> object:
    line = _own_line(view)
    body = next(iter(_bodies(view, line, request.POST.get("body", ""))), None)
    if body is None:
        raise NotHere()
    seat_now = chamber.seat_of(view.room, body, line.delegation.member) if line.delegation.member else None
    if seat_now is None:
        return seats.hold_voting_seat(view.room, by=view.reader, delegate=line, body=body)
    return perform(seats.take_over_seat, by=view.reader, room=view.room, delegate=line, body=body)


def _enter(request: HttpRequest, view: View) -> object:
    entered: Presence | None = None
    for line in reading.lines_of(view.reader, view.sitting.meeting.session):
        entered = presence.enter_room(view.sitting, by=view.reader, delegate=line)
    if entered is None:
        raise NotHere()
    return entered


ACTS: dict[str, Callable[[HttpRequest, View], object]] = {
    "ask": _ask,
    "withdraw": _withdraw,
    "finish": _finish,
    "signal": _signal,
    "withdraw-objection": _withdraw_objection,
    "correct": _correct,
    "hold": _hold,
    "enter": _enter,
}


def _own_line(view: View) -> Delegate:
    """The reader's line: the one that is in the room, where there are several. Raises NotHere."""
    lines = reading.lines_of(view.reader, view.sitting.meeting.session)
    inside = _inside(view.sitting, lines)
    if not lines:
        raise NotHere()
    return next((line for line in lines if line.pk in inside), lines[0])


def _inside(sitting: Sitting, lines: list[Delegate]) -> set[int]:
    here = Presence.objects.filter(sitting=sitting, delegate__in=lines, left_at__isnull=True)
    return set(here.values_list("delegate_id", flat=True))


def _bodies(view: View, line: Delegate, code: str) -> list[Any]:
    bodies = view.now.bodies if view.now else ()
    return [body for body in bodies if line.for_body_id in (None, body.pk) and code in ("", body.code)]


def _part(question: Question, view: View, code: str) -> OwnPart | None:
    """The reader's part in the question, in the body named where there are several."""
    parts = reading.standing(question, view.reader).parts
    return next((part for part in parts if part.body.code == code), parts[0] if parts else None)


# Pages


def _page(
    request: HttpRequest,
    view: View,
    page: str,
    *,
    status: int = 200,
    refused: Refused | None = None,
    chosen: str = "",
    again: bool = False,
    notice: str = "",
) -> HttpResponse:
    context = _context(view, page, again=again) | {
        "refused": refused,
        "refused_sentence": sentences.told(refused, view.zone) if refused else "",
        "chosen": chosen,
        "notice": notice,
    }
    return render(request, "chamber/seat.html", context, status=status)


def _confirm(
    request: HttpRequest, view: View, question: Question, part: OwnPart | None, choice: str, ballot_key: str
) -> HttpResponse:
    """The second step. A key that a ballot already carries is not used for another choice."""
    if part is None or question.state != Question.State.OPEN:
        return _page(request, view, "vote")
    if not ballot_key or (part.ballot and part.ballot.ballot_key == ballot_key and part.ballot.choice != choice):
        ballot_key = _new_ballot_key()
    context = facts_of(view) | {
        "current": "vote",
        "page": "vote",
        "asked": question,
        "part": part,
        "choice": choice,
        "ballot_key": ballot_key,
        "voting": sentences.voting_sentence(choice, str(question.wording)),
    }
    return render(request, "chamber/confirm.html", context)


def _context(view: View, page: str, *, again: bool = False) -> dict[str, Any]:
    """Everything that a page of the seat shows. again: the recorded ballot is to be changed."""
    now, reader, question = view.now, view.reader, view.question
    standing = reading.standing(question, reader) if question is not None else Standing((), None)
    context = facts_of(view) | {"page": page, "current": page, "standing": standing, "again": again}
    context["situation"] = _situation(view, standing, again=again)
    if now is None:
        return context
    lines = reading.lines_of(reader, view.sitting.meeting.session)
    inside = _inside(view.sitting, lines)
    own = [line for line in now.floor if line.is_own]
    context |= {
        "text": reading.text_before(now, reader, question),
        "between_items": "" if now.item else reading.between_items(view.sitting, reader),
        "ring": reading.ring(question) if question and question.state == Question.State.OPEN else None,
        "outcomes": _outcomes(question),
        "decisions": list(question.decisions.readable_by(reader)) if question else [],
        "ballot_key": _new_ballot_key(),
        "lines": lines,
        "in_room": bool(inside),
        "can_ask": any(_may_ask(view, line) for line in lines if line.pk in inside),
        "own_requests": own,
        "own_wait": sentences.wait_sentence(own[0].wait_s) if own else "",
        "is_speaking": now.expected.code == "you_have_the_floor",
        "kinds": sentences.KINDS,
        "signal_kinds": sentences.SIGNALS,
        "votes_held": _votes_held(view, lines) if page == "floor" else [],
        "receipts": [(part, _receipt(part, view.zone)) for part in standing.parts if part.ballot],
        "manner": sentences.MANNERS.get(question.manner, "") if question else "",
        "turnout": decisions.turnout(question) if question and question.method == Question.Method.VOTE else [],
    }
    if page == "now" and context["situation"] in BETWEEN_QUESTIONS:
        context["order"] = reading.order_of_day(view.sitting, reader)
    if page == "record":
        context["entries"] = _entries(view)
    return context


def _situation(view: View, standing: Standing, *, again: bool) -> str:
    """What the seat's one act is about now; the name of its part in the template."""
    if view.now is None or view.sitting.state in (Sitting.State.PLANNED, Sitting.State.READY):
        return "not_open"
    if view.sitting.state == Sitting.State.SUSPENDED:
        return "suspended"
    if view.sitting.state == Sitting.State.CLOSED:
        return "closed"
    question = view.question
    if question is None:
        return "floor"
    if question.state == Question.State.OPEN and question.method == Question.Method.CONSENSUS:
        return "consensus" if standing.parts else "watching"
    if question.state == Question.State.OPEN and question.method == Question.Method.VOTE:
        by_seat = question.manner in (Question.Manner.RECORDED, Question.Manner.ROLL_CALL)
        if not standing.parts or not by_seat:
            return "watching"
        done = all(part.ballot for part in standing.parts)
        return "recorded" if done and not again else "ballot"
    return "counted" if question.state == Question.State.CLOSED else "floor"


def _outcomes(question: Question | None) -> list[tuple[reading.Outcome, str]]:
    """What was announced; before that there is nothing to show at a seat."""
    if question is None or question.state != Question.State.ANNOUNCED:
        return []
    return [(one, str(sentences.OUTCOMES.get(one.outcome, one.outcome))) for one in reading.outcomes(question)]


def _may_ask(view: View, line: Delegate) -> bool:
    scopes = [f"person:{line.person.key}", *scopes_of_delegation(line.delegation)]
    return may(view.reader, "request_floor", *scopes)


def _votes_held(view: View, lines: list[Delegate]) -> list[dict[str, Any]]:
    """For each body in which the reader's member votes: who holds the vote here, and whether the reader may."""
    found = []
    for line in lines:
        member = line.delegation.member
        if member is None:
            continue
        able = may(view.reader, "cast_vote", f"member:{member.code}")
        for body in _bodies(view, line, ""):
            held = chamber.seat_of(view.room, body, member)
            mine = held is not None and held.delegate.person.key == view.reader.person_key
            found.append({"body": body, "member": member, "seat": held, "mine": mine, "able": able and not mine})
    return found


def _receipt(part: OwnPart, zone: str) -> str:
    receipt = part.receipt
    if receipt is None:
        return ""
    return sentences.receipt_sentence(
        receipt.choice, receipt.cast_at, receipt.entry, zone, may_change=receipt.may_change
    )


def _entries(view: View) -> list[Any]:
    """Entries about the sitting, its room and what was put in it, the newest first; each only where it is open to the
    reader, and nothing of what stays sealed."""
    about = {view.sitting.about, view.sitting.meeting.session.about}
    if view.now is not None:
        about.add(view.now.room.about)
        about |= {one.about for one in FloorRequest.objects.filter(room=view.now.room)}
    about |= {one.about for one in decisions.questions_of_sitting(view.reader, view.sitting)}
    keys = {key for _kind, key in about}
    found = journal.entries(view.reader).filter(about_key__in=keys).order_by("-recorded_at", "-pk")
    return list(found[:ENTRIES_SHOWN])


def _new_ballot_key() -> str:
    return secrets.token_urlsafe(18)
