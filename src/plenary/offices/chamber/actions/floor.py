"""Acts on the floor: asking for it, giving it, its time, and the list."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import now
from plenary.foundation.journal.models import Entry
from plenary.offices.chamber import facts, queries
from plenary.offices.chamber.actions.scenes import locked_room, show, wrote
from plenary.offices.chamber.actions.steps import Rows
from plenary.offices.chamber.models import FloorRequest, Room
from plenary.offices.chamber.permissions import can_work, require_own_line, require_presiding, require_working
from plenary.offices.meetings.models import Delegate, Item, Presence, Sitting
from plenary.procedure.refusal import Refused


@act("chamber.request_floor")
def request_floor(
    room: Room,
    *,
    by: Actor,
    delegate: Delegate,
    kind: str = FloorRequest.Kind.SPEAKER.value,
    item: Item | None = None,
) -> FloorRequest:
    """Ask for the floor for a delegate who is in the room.

    item: the one before the room where left out. A second press while one stands on the list is the same request.
    Raises Refused "chamber.sitting_not_open", "chamber.not_in_the_room", "chamber.list_closed",
    "chamber.replies_used", "chamber.no_such_kind".
    """
    require_own_line(by, delegate)
    locked = locked_room(room)
    _require_open(locked)
    if kind not in FloorRequest.Kind.values:
        raise Refused("chamber.no_such_kind", kind=kind, kinds=list(FloorRequest.Kind.values))
    if not Presence.objects.filter(sitting=locked.sitting, delegate=delegate, left_at__isnull=True).exists():
        raise Refused("chamber.not_in_the_room", name=str(delegate.person.name))
    standing = FloorRequest.objects.filter(
        room=locked, delegate=delegate, kind_of_request=kind, state=FloorRequest.State.LISTED
    ).first()
    if standing is not None:
        return standing
    if locked.floor_list == Room.FloorList.CLOSED and kind == FloorRequest.Kind.SPEAKER:
        raise Refused("chamber.list_closed", name=str(delegate.person.name))
    subject = item or locked.item
    limit = locked.speaking_limit_s
    if kind == FloorRequest.Kind.RIGHT_OF_REPLY:
        given = facts.replies_given(locked, delegate.delegation_id, subject)
        if given >= len(facts.REPLIES_S):
            raise Refused("chamber.replies_used", sender=_sender(delegate), replies=len(facts.REPLIES_S))
        limit = facts.REPLIES_S[given]
    last = FloorRequest.objects.filter(room=locked).aggregate(last=Max("order"))["last"] or 0
    request = FloorRequest.objects.create(
        room=locked,
        item=subject,
        delegate=delegate,
        kind_of_request=kind,
        order=last + 1,
        asked_at=now(),
        limit_s=limit,
    )
    _wrote(request, "chamber.floor.requested", by)
    return request


@act("chamber.withdraw_request")
def withdraw_request(request: FloorRequest, *, by: Actor) -> FloorRequest:
    """Take a request off the list: the delegation itself, or whoever works the list.

    Raises Refused "chamber.not_on_the_list".
    """
    locked = _held(request)
    if not can_work(by, locked.room):
        require_own_line(by, locked.delegate)
    _require_state(locked, FloorRequest.State.LISTED, "chamber.not_on_the_list")
    rows = Rows(locked)
    locked.state = FloorRequest.State.WITHDRAWN
    locked.finished_at = now()
    locked.touch().save()
    rows.keep(locked.room, _wrote(locked, "chamber.floor.withdrawn", by), by)
    return locked


@act("chamber.move_request")
def move_request(request: FloorRequest, *, by: Actor, place: int) -> FloorRequest:
    """Move a request to another place among those of its kind: the chair alone, and the record keeps both places.

    place: 1 up on the whole list. Raises Refused "chamber.not_on_the_list", "chamber.no_such_place" where only
    requests of another kind may stand.
    """
    locked = _held(request)
    require_presiding(by, locked.room, "work_floor")
    require_presiding(by, locked.room)
    _require_state(locked, FloorRequest.State.LISTED, "chamber.not_on_the_list")
    listed = _listed(locked.room)
    before = next(number for number, one in enumerate(listed, 1) if one.pk == locked.pk)
    if not 1 <= place <= len(listed):
        raise Refused("chamber.no_such_place", place=place, places=len(listed))
    orders = sorted(one.order for one in listed)
    moved = [one for one in listed if one.pk != locked.pk]
    moved.insert(place - 1, locked)
    if [one.pk for one in sorted(moved, key=_kind_of)] != [one.pk for one in moved]:
        raise Refused("chamber.no_such_place", place=place, places=len(listed))
    rows = Rows(*moved)
    for order, one in zip(orders, moved, strict=True):
        if one.order != order:
            one.order = order
            one.touch().save()
    rows.keep(locked.room, _wrote(locked, "chamber.floor.moved", by, {"before": before, "after": place}), by)
    return locked


@act("chamber.give_floor")
def give_floor(request: FloorRequest, *, by: Actor, limit_s: int | None = None) -> FloorRequest:
    """Give the floor; the clock runs from now. A point of order interrupts: the speaker's clock stands still.

    limit_s: another time than the one asked for. Raises Refused "chamber.sitting_not_open",
    "chamber.not_on_the_list", "chamber.somebody_speaks", "chamber.not_in_the_room", "chamber.no_time".
    """
    locked = _held(request)
    rows = Rows(locked, locked.room)
    rows.keep(locked.room, _give(locked, by, rows, limit_s), by)
    return locked


@act("chamber.pass_floor")
def pass_floor(request: FloorRequest, *, by: Actor) -> FloorRequest:
    """Thank whoever speaks and give the floor to another, in one stroke; taken back, it is one stroke too.

    A point of order ends no speech: it interrupts. Raises what giving the floor refuses.
    """
    locked = _held(request)
    rows = Rows(locked, locked.room)
    speaker = _speakers(locked.room).first()
    if speaker is not None and locked.kind_of_request != FloorRequest.Kind.POINT_OF_ORDER:
        require_working(by, locked.room)
        speaker.room = locked.room
        rows.hold(speaker)
        _end(speaker, by)
    rows.keep(locked.room, _give(locked, by, rows), by)
    return locked


@act("chamber.pause_time")
def pause_time(request: FloorRequest, *, by: Actor) -> FloorRequest:
    """Let the speaker's clock stand still, as when interpretation fails. Raises Refused "chamber.not_speaking"."""
    locked = _speaking(request, by)
    if locked.running_since is None:
        return locked
    rows = Rows(locked)
    locked.spoken_s = queries.time_used(locked, now())
    locked.running_since = None
    locked.touch().save()
    rows.keep(locked.room, _wrote(locked, "chamber.time.paused", by, {"spoken_s": locked.spoken_s}), by)
    return locked


@act("chamber.resume_time")
def resume_time(request: FloorRequest, *, by: Actor) -> FloorRequest:
    """Let the speaker's clock run on. Raises Refused "chamber.not_speaking"."""
    locked = _speaking(request, by)
    if locked.running_since is not None:
        return locked
    rows = Rows(locked)
    locked.running_since = now()
    locked.touch().save()
    rows.keep(locked.room, _wrote(locked, "chamber.time.resumed", by, {"spoken_s": locked.spoken_s}), by)
    return locked


@act("chamber.end_speech")
def end_speech(request: FloorRequest, *, by: Actor) -> FloorRequest:
    """Note that the speaker has finished: said by the chair, the secretary or the speaker.

    Raises Refused "chamber.not_speaking".
    """
    locked = _held(request)
    if by.person_key != locked.delegate.person.key:
        require_working(by, locked.room)
    _require_state(locked, FloorRequest.State.SPEAKING, "chamber.not_speaking")
    rows = Rows(locked, locked.room)
    rows.keep(locked.room, _end(locked, by), by)
    return locked


@act("chamber.open_list")
def open_list(room: Room, *, by: Actor) -> Room:
    """Open the list of speakers."""
    locked = locked_room(room)
    require_working(by, locked)
    rows = Rows(locked)
    locked.floor_list = Room.FloorList.OPEN
    locked.touch().save()
    rows.keep(locked, wrote(locked, "chamber.list.opened", by, locked.about, {}), by)
    return locked


@act("chamber.close_list")
def close_list(room: Room, *, by: Actor) -> Room:
    """Close the list of speakers, once it was read out. Points of order, motions and replies are still heard."""
    locked = locked_room(room)
    require_working(by, locked)
    rows = Rows(locked)
    locked.floor_list = Room.FloorList.CLOSED
    locked.touch().save()
    names = [str(one.delegate.person.name) for one in _listed(locked)]
    rows.keep(locked, wrote(locked, "chamber.list.closed", by, locked.about, {"names": names}), by)
    return locked


def forget_requests(room: Room, delegate_key: str, by: Actor) -> None:
    """Take off the list what a delegate asked for who left the room, and end what that delegate was saying."""
    for one in FloorRequest.objects.select_for_update(of=("self",)).filter(
        room=room,
        delegate__key=delegate_key,
        state__in=[FloorRequest.State.LISTED, FloorRequest.State.SPEAKING],
    ):
        instant = now()
        was_speaking = one.state == FloorRequest.State.SPEAKING
        one.spoken_s = queries.time_used(one, instant)
        one.running_since = None
        one.finished_at = instant
        one.state = FloorRequest.State.FINISHED if was_speaking else FloorRequest.State.WITHDRAWN
        one.touch().save()
        told: dict[str, Any] = {"spoken_s": one.spoken_s, "limit_s": one.limit_s} if was_speaking else {}
        _wrote(one, "chamber.floor.ended" if was_speaking else "chamber.floor.withdrawn", by, told)


def _give(locked: FloorRequest, by: Actor, rows: Rows, limit_s: int | None = None) -> Entry:
    """Give the floor under the room's lock; a speech that is interrupted is among the rows that can be put back."""
    require_working(by, locked.room)
    _require_open(locked.room)
    _require_state(locked, FloorRequest.State.LISTED, "chamber.not_on_the_list")
    if limit_s is not None and limit_s <= 0:
        raise Refused("chamber.no_time", seconds=limit_s)
    inside = Presence.objects.filter(
        sitting=locked.room.sitting, delegate=locked.delegate, left_at__isnull=True
    ).exists()
    if not inside:
        raise Refused("chamber.not_in_the_room", name=str(locked.delegate.person.name))
    instant = now()
    for other in _speakers(locked.room):
        if (
            locked.kind_of_request != FloorRequest.Kind.POINT_OF_ORDER
            or other.kind_of_request == locked.kind_of_request
        ):
            raise Refused("chamber.somebody_speaks", name=str(other.delegate.person.name))
        rows.hold(other)
        other.spoken_s = queries.time_used(other, instant)
        other.running_since = None
        other.state = FloorRequest.State.LISTED
        other.touch().save()
    locked.state = FloorRequest.State.SPEAKING
    locked.limit_s = limit_s or locked.limit_s
    locked.running_since = instant
    locked.touch().save()
    show(locked.room, Room.Scene.SPEAKER)
    return _wrote(locked, "chamber.floor.given", by, {"limit_s": locked.limit_s})


def _end(locked: FloorRequest, by: Actor) -> Entry:
    """End a speech under the room's lock, with the seconds it took."""
    instant = now()
    locked.spoken_s = queries.time_used(locked, instant)
    locked.running_since = None
    locked.finished_at = instant
    locked.state = FloorRequest.State.FINISHED
    locked.touch().save()
    show(locked.room, Room.Scene.ITEM if locked.room.item else Room.Scene.WAITING)
    return _wrote(locked, "chamber.floor.ended", by, {"spoken_s": locked.spoken_s, "limit_s": locked.limit_s})


def _speakers(room: Room) -> QuerySet[FloorRequest]:
    """Who has the floor: one or nobody."""
    return FloorRequest.objects.select_related("delegate__person", "delegate__delegation__member").filter(
        room=room, state=FloorRequest.State.SPEAKING
    )


def _held(request: FloorRequest) -> FloorRequest:
    """The request with its room's row held: whoever works one list at the same time waits here."""
    locked_room(request.room)
    found: FloorRequest = (
        FloorRequest.objects.select_for_update(of=("self",))
        .select_related(
            "room__sitting__meeting__session",
            "room__presiding_person",
            "room__item",
            "delegate__person",
            "delegate__delegation__member",
            "delegate__delegation__partner",
        )
        .get(pk=request.pk)
    )
    return found


def _speaking(request: FloorRequest, by: Actor) -> FloorRequest:
    locked = _held(request)
    require_working(by, locked.room)
    _require_state(locked, FloorRequest.State.SPEAKING, "chamber.not_speaking")
    return locked


def _require_state(request: FloorRequest, state: FloorRequest.State, code: str) -> None:
    if request.state != state:
        raise Refused(code, name=str(request.delegate.person.name), state=request.state)


def _require_open(room: Room) -> None:
    if room.sitting.state != Sitting.State.OPEN:
        raise Refused("chamber.sitting_not_open", title=str(room.sitting.title), state=room.sitting.state)


def _listed(room: Room) -> list[FloorRequest]:
    rows = FloorRequest.objects.filter(room=room, state=FloorRequest.State.LISTED)
    return sorted(rows.select_related("delegate__person", "delegate__delegation"), key=queries.list_key)


def _kind_of(request: FloorRequest) -> tuple[int, bool, bool]:
    return queries.list_key(request)[:3]


def _sender(delegate: Delegate) -> str:
    return str(delegate.delegation.member or delegate.delegation.partner or "")


def _wrote(request: FloorRequest, verb: str, by: Actor, told: dict[str, Any] | None = None) -> Entry:
    person = request.delegate.person
    known = {"name": dict(person.name), "kind": request.kind_of_request, "sender": _sender(request.delegate)}
    return wrote(request.room, verb, by, request.about, {**known, **(told or {})})
