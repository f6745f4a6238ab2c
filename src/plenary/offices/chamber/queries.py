"""What may be asked of a room: the four facts, the list, the next line of the script.

Everything here is for those who may follow the sitting; for anybody else there is nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read, readable_audiences
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.gate import may
from plenary.foundation.clock import now
from plenary.foundation.kept import Kept, thing_named
from plenary.offices.chamber.models import FloorRequest, Room, Signal, Step, VotingSeat
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Delegate, Item, OrderLine, Session, Sitting
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Fact, NotHere
from plenary.procedure.verdict import Outcome

#: The order of kinds on the list: points of order, motions, replies, then speakers, observers after members.
KINDS = (
    FloorRequest.Kind.POINT_OF_ORDER.value,
    FloorRequest.Kind.MOTION.value,
    FloorRequest.Kind.RIGHT_OF_REPLY.value,
    FloorRequest.Kind.SPEAKER.value,
)

#: For how long the last act of the console can be taken back.
UNDO_WITHIN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who has the floor. left_s: seconds left by the server's clock, below zero when over; until: when the time is
    up, None while it stands still."""

    request: FloorRequest
    name: str
    sender: str
    kind: str
    limit_s: int
    spoken_s: int
    left_s: int
    until: datetime | None

    @property
    def is_paused(self) -> bool:
        return self.until is None


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the speakers' list. place: 1 up. wait_s: until its turn, if everyone ahead uses the time."""

    request: FloorRequest
    place: int
    name: str
    sender: str
    kind: str
    limit_s: int
    wait_s: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of this reader now. code: nothing, you_have_the_floor, you_are_next, you_are_listed,
    vote_open, vote_cast, put_to_consensus, objection_stands, call_the_next."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question before the room. left_s: of the window; objectors: members whose objection stands."""

    question: Question
    left_s: int
    objectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Now:
    """The four facts that every screen shows at the top (body and sitting, item, speaker, what is expected of you),
    and what stands beside them."""

    room: Room
    sitting: Sitting
    bodies: tuple[Body, ...]
    item: Item | None
    item_number: str
    speaker: Speaker | None
    expected: Expected
    asked: Asked | None
    floor: tuple[ListLine, ...]
    list_is_open: bool
    doors_closed: bool
    as_of: datetime


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """The next act of the chair and the words to read: `code` and `facts` make both sentences.

    act: name of the act that the one primary button does; empty while there is only waiting. about: the key of the
    thing it is done to.
    """

    code: str
    act: str
    about: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """Who holds the vote of a member in a body."""

    body: Body
    member: Member
    delegate: Delegate
    since_at: datetime


def room_of(sitting: Sitting, actor: Actor) -> Room:
    """The room of a sitting, for one who may follow it. Raises NotHere."""
    found = _rooms().filter(sitting=sitting).first()
    if found is None or not may_read(actor, found.sitting.audience):
        raise NotHere()
    return found


def room_of_key(key: str, actor: Actor) -> Room:
    """A room by its key, for one who may follow its sitting. Raises NotHere."""
    found = _rooms().filter(key=key).first()
    if found is None or not may_read(actor, found.sitting.audience):
        raise NotHere()
    return found


def rooms_under_way(actor: Actor) -> list[Room]:
    """Rooms of sittings that are ready, open or suspended and that this reader may follow."""
    under_way = [Sitting.State.READY, Sitting.State.OPEN, Sitting.State.SUSPENDED]
    found = _rooms().filter(sitting__state__in=under_way).order_by("sitting__meeting__on", "sitting__number")
    return [room for room in found if may_read(actor, room.sitting.audience)]


def now_in(sitting: Sitting, actor: Actor) -> Now:
    """What is before the room now, as this reader has it; the number of questions does not grow with the list.

    Raises NotHere for who may not follow the sitting, as after the doors were closed.
    """
    room = room_of(sitting, actor)
    instant = now()
    requests = _requests(room)
    speaking = next((one for one in requests if one.state == FloorRequest.State.SPEAKING), None)
    speaker = _speaker(speaking, instant) if speaking else None
    floor = _lines(requests, actor, ahead_s=max(speaker.left_s, 0) if speaker else 0)
    asked = _asked(room)
    return Now(
        room=room,
        sitting=room.sitting,
        bodies=tuple(meetings.bodies_of(room.sitting.meeting.session)),
        item=room.item,
        item_number=meetings.number_of(room.item) if room.item else "",
        speaker=speaker,
        expected=_expected(room, actor, speaker, floor, asked),
        asked=asked,
        floor=floor,
        list_is_open=room.floor_list == Room.FloorList.OPEN,
        doors_closed=room.doors_closed_at is not None,
        as_of=instant,
    )


def floor_list(room: Room, actor: Actor) -> tuple[ListLine, ...]:
    """The speakers' list in its order: points of order first, then motions, replies, and the list."""
    requests = _requests(room)
    speaking = next((one for one in requests if one.state == FloorRequest.State.SPEAKING), None)
    ahead = max(_speaker(speaking, now()).left_s, 0) if speaking else 0
    return _lines(requests, actor, ahead_s=ahead)


def time_used(request: FloorRequest, at: datetime) -> int:
    """Whole seconds spoken so far, by the server's clock."""
    running = at - request.running_since if request.running_since else timedelta()
    return request.spoken_s + max(int(running.total_seconds()), 0)


def signals(room: Room) -> list[Signal]:
    """Signals that nobody has answered yet, the oldest first."""
    return list(
        Signal.objects.filter(room=room, answered_at__isnull=True)
        .select_related("delegate__person", "delegate__delegation__member")
        .order_by("raised_at", "pk")
    )


def last_step(room: Room) -> Step | None:
    """The last act of the console that was not taken back, if one can be at all."""
    found = Step.objects.filter(room=room, undone_at__isnull=True)
    return found.select_related("entry__tree", "done_by").order_by("-pk").first()


def step_to_undo(room: Room) -> Step | None:
    """The act that can be taken back now; None once its time is over, or something else came on top."""
    step = last_step(room)
    if step is None or now() - step.done_at > UNDO_WITHIN:
        return None
    return step if all(still_stands(thing_named(*one["thing"]), one["is"]) for one in step.changes) else None


def still_stands(row: Kept | None, values: Mapping[str, Any]) -> bool:
    """Whether a row is there and still holds these values, as a step wrote them down."""
    fields = {field.attname: field for field in row._meta.concrete_fields} if row is not None else {}
    return row is not None and all(getattr(row, name) == fields[name].to_python(said) for name, said in values.items())


def taken_behind_doors(room: Room) -> list[Decision]:
    """Decisions of the sitting that only those inside may read, while its doors are closed, in their order."""
    if room.doors_closed_at is None:
        return []
    found = Decision.objects.filter(question__sitting=room.sitting, audience=room.sitting.audience, void_at=None)
    return list(found.select_related("body").order_by("pk"))


def seats_held(room: Room) -> list[SeatHeld]:
    """Who holds which vote in this room."""
    rows = VotingSeat.objects.filter(room=room).select_related("body", "member", "delegate__person")
    return [
        SeatHeld(row.body, row.member, row.delegate, row.since_at)
        for row in rows.order_by("body__rank", "member__code")
    ]


def seat_of(room: Room, body: Body, member: Member) -> VotingSeat | None:
    """The voting seat of a member in a body, if somebody holds it."""
    return VotingSeat.objects.select_related("delegate__person").filter(room=room, body=body, member=member).first()


def time_over(room: Room) -> list[tuple[str, int]]:
    """Seconds over the limit by member, for the chair afterwards and never for the projector."""
    over: dict[str, int] = {}
    for one in FloorRequest.objects.filter(room=room, state=FloorRequest.State.FINISHED).select_related(
        "delegate__delegation__member", "delegate__delegation__partner"
    ):
        if one.spoken_s > one.limit_s:
            over[_sender(one)] = over.get(_sender(one), 0) + one.spoken_s - one.limit_s
    return sorted(over.items(), key=lambda pair: (-pair[1], pair[0]))


def script(room: Room, actor: Actor) -> ScriptLine:
    """The next line of the chair's script: the act to do now, and what it is done to.

    For who works the floor or has the chair; for anybody else it raises NotHere.
    """
    room = room_of(room.sitting, actor)
    if not may(actor, "work_floor", f"sitting:{room.sitting.key}"):
        raise NotHere()
    return (
        _script_of_sitting(room, actor)
        or _script_of_question(room)
        or _script_of_floor(room, actor)
        or _script_of_items(room)
    )


def _script_of_sitting(room: Room, actor: Actor) -> ScriptLine | None:
    sitting, session = room.sitting, room.sitting.meeting.session
    bodies: list[Fact] = [body.code for body in meetings.bodies_of(session)]
    facts: dict[str, Fact] = {"title": dict(sitting.title), "bodies": bodies}
    if sitting.state in (Sitting.State.PLANNED, Sitting.State.READY):
        if session.opened_at is None:
            return ScriptLine("open_session", "meetings.open_session", session.key, {"title": dict(session.title)})
        return ScriptLine("open_sitting", "meetings.open_sitting", sitting.key, facts)
    if sitting.state == Sitting.State.SUSPENDED:
        return ScriptLine("resume_sitting", "meetings.resume_sitting", sitting.key, facts)
    if sitting.state == Sitting.State.CLOSED:
        if session.state == Session.State.OPEN and not _others_to_come(sitting, actor):
            return ScriptLine("close_session", "meetings.close_session", session.key, {"title": dict(session.title)})
        return ScriptLine("sitting_is_closed", "", sitting.key, facts)
    if session.agenda_adopted_at is None:
        return ScriptLine("adopt_agenda", "meetings.adopt_agenda", session.key, {"title": dict(session.title)})
    return None


def _others_to_come(sitting: Sitting, actor: Actor) -> bool:
    """Whether the session has another sitting that this reader may know of and that is not closed yet."""
    others = Sitting.objects.filter(meeting__session=sitting.meeting.session).exclude(state=Sitting.State.CLOSED)
    return others.filter(band_audience__in=readable_audiences(actor)).exists()


def _script_of_question(room: Room) -> ScriptLine | None:
    question = room.question
    if question is None:
        return None
    facts: dict[str, Fact] = {"question": dict(question.wording), "outcome": question.outcome}
    if question.state == Question.State.CLOSED:
        adopted = question.outcome == Outcome.ADOPTED
        return ScriptLine("announce_adopted" if adopted else "announce", "decisions.announce", question.key, facts)
    if question.state != Question.State.OPEN:
        return None
    if question.method == Question.Method.VOTE:
        turned = decisions.turnout(question)
        facts |= {"voted": sum(one.voted for one in turned), "of": sum(one.of for one in turned)}
        return ScriptLine("close_vote", "decisions.close_question", question.key, facts)
    objectors: list[Fact] = [str(one.member) for one in decisions.standing_objections(question)]
    if objectors:
        return ScriptLine("objection_stands", "", question.key, {**facts, "members": objectors})
    left = int(decisions.time_left(question).total_seconds())
    if left > 0:
        return ScriptLine("wait_for_objections", "", question.key, {**facts, "left_s": left})
    return ScriptLine("gavel", "decisions.close_question", question.key, facts)


def _script_of_floor(room: Room, actor: Actor) -> ScriptLine | None:
    requests = _requests(room)
    for one in requests:
        if one.state == FloorRequest.State.SPEAKING:
            return ScriptLine("thank_speaker", "chamber.end_speech", one.key, _who(one))
    for line in _lines(requests, actor, ahead_s=0):
        return ScriptLine(
            "rule_on_point" if line.kind == FloorRequest.Kind.POINT_OF_ORDER else "give_floor",
            "chamber.give_floor",
            line.request.key,
            _who(line.request),
        )
    return None


def _script_of_items(room: Room) -> ScriptLine:
    prepared = (
        Question.objects.filter(sitting=room.sitting, item=room.item, state=Question.State.PREPARED)
        .select_related("document")
        .order_by("pk")
        .first()
        if room.item
        else None
    )
    if prepared is not None:
        text: dict[str, Fact] = {
            "question": dict(prepared.wording),
            "method": prepared.method,
            "text": prepared.document.symbol if prepared.document else "",
        }
        return ScriptLine("put_question", "chamber.put_question", prepared.key, text)
    lines = list(OrderLine.objects.filter(sitting=room.sitting).select_related("item__parent").order_by("order"))
    current = next((line for line in lines if line.state == Item.State.NOW), None)
    if current is not None:
        return ScriptLine("close_item", "meetings.close_item", current.item.key, _which(current.item))
    following = next((line for line in lines if line.state == Item.State.TO_COME), None)
    if following is not None:
        return ScriptLine("call_item", "chamber.call_item", following.item.key, _which(following.item))
    return ScriptLine("close_sitting", "meetings.close_sitting", room.sitting.key, {"title": dict(room.sitting.title)})


def _rooms() -> QuerySet[Room]:
    return Room.objects.select_related(
        "sitting__meeting__session", "item__parent", "question__document", "presiding_person"
    )


def _requests(room: Room) -> list[FloorRequest]:
    """Everyone listed or speaking, in the order of the list."""
    rows = (
        FloorRequest.objects.filter(room=room, state__in=[FloorRequest.State.LISTED, FloorRequest.State.SPEAKING])
        .select_related("delegate__person", "delegate__delegation__member", "delegate__delegation__partner")
        .order_by("order", "pk")
    )
    return sorted(rows, key=list_key)


def list_key(request: FloorRequest) -> tuple[int, bool, bool, int]:
    """By what the list is ordered: kind, members before observers, one interrupted before the rest, then its place."""
    is_speaker = request.kind_of_request == FloorRequest.Kind.SPEAKER
    return (
        KINDS.index(request.kind_of_request),
        is_speaker and request.delegate.delegation.member_id is None,
        request.spoken_s == 0,
        request.order,
    )


def _lines(requests: Sequence[FloorRequest], actor: Actor, *, ahead_s: int) -> tuple[ListLine, ...]:
    lines, wait = [], ahead_s
    listed = (one for one in requests if one.state == FloorRequest.State.LISTED)
    for place, one in enumerate(listed, 1):
        person = one.delegate.person
        lines.append(
            ListLine(
                request=one,
                place=place,
                name=str(person.name),
                sender=_sender(one),
                kind=one.kind_of_request,
                limit_s=one.limit_s,
                wait_s=wait,
                is_own=bool(actor.person_key) and person.key == actor.person_key,
            )
        )
        wait += max(one.limit_s - one.spoken_s, 0)
    return tuple(lines)


def _speaker(request: FloorRequest, at: datetime) -> Speaker:
    left = request.limit_s - time_used(request, at)
    running = request.running_since
    return Speaker(
        request=request,
        name=str(request.delegate.person.name),
        sender=_sender(request),
        kind=request.kind_of_request,
        limit_s=request.limit_s,
        spoken_s=time_used(request, at),
        left_s=left,
        until=running + timedelta(seconds=request.limit_s - request.spoken_s) if running else None,
    )


def _asked(room: Room) -> Asked | None:
    question = room.question
    if question is None or question.state not in (Question.State.OPEN, Question.State.CLOSED):
        return None
    objectors = tuple(str(one.member) for one in decisions.standing_objections(question))
    return Asked(question, int(decisions.time_left(question).total_seconds()), objectors)


def _expected(
    room: Room, actor: Actor, speaker: Speaker | None, floor: Sequence[ListLine], asked: Asked | None
) -> Expected:
    if speaker is not None and actor.person_key and speaker.request.delegate.person.key == actor.person_key:
        return Expected("you_have_the_floor", {"left_s": speaker.left_s})
    if asked is not None and asked.question.state == Question.State.OPEN:
        if actor.capacity in (Capacity.HD, Capacity.PR):
            return _expected_of_seat(room, actor, asked)
        if actor.capacity == Capacity.PO and asked.objectors:
            return Expected("objection_stands", {"members": list(asked.objectors)})
    for line in floor:
        if line.is_own:
            facts: dict[str, Fact] = {"place": line.place, "wait_s": line.wait_s, "kind": line.kind}
            return Expected("you_are_next" if line.place == 1 else "you_are_listed", facts)
    if actor.capacity == Capacity.PO and speaker is None and floor:
        return Expected("call_the_next", {"name": floor[0].name})
    return Expected("nothing")


def _expected_of_seat(room: Room, actor: Actor, asked: Asked) -> Expected:
    question = asked.question
    if question.method != Question.Method.VOTE:
        return Expected("put_to_consensus", {"left_s": asked.left_s})
    # By the members whose votes this person may cast; whoever leads several delegations has several.
    codes = [scope.partition(":")[2] for scope in actor.scopes if scope.startswith("member:")]
    cast = question.ballots.filter(member__code__in=codes, superseded_at__isnull=True)
    return Expected("vote_cast" if cast.exists() else "vote_open")


def _sender(request: FloorRequest) -> str:
    return str(request.delegate.delegation.member or request.delegate.delegation.partner or "")


def _who(request: FloorRequest) -> dict[str, Fact]:
    person = request.delegate.person
    return {
        "name": dict(person.form_of_address) or dict(person.name),
        "sender": _sender(request),
        "kind": request.kind_of_request,
    }


def _which(item: Item) -> dict[str, Fact]:
    return {"number": meetings.number_of(item), "title": dict(item.title), "kind": item.kind_of_item}
