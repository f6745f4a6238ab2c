"""Acts on the room itself: making it ready, its doors, its scenes, the chair, and what is put before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.gate import SecondPersonNeeded, require
from plenary.foundation.access.models import Holding, Person
from plenary.foundation.clock import now
from plenary.offices.chamber import queries
from plenary.offices.chamber.actions.scenes import locked_room, show, wrote
from plenary.offices.chamber.actions.steps import Rows
from plenary.offices.chamber.facts import usual_speaking_limit_s
from plenary.offices.chamber.models import Room
from plenary.offices.chamber.permissions import require_presiding, require_working, scopes_of_room
from plenary.offices.decisions.actions.announcing import let_out
from plenary.offices.decisions.actions.questions import open_question
from plenary.offices.decisions.models import AttachedStatement, Decision, Question
from plenary.offices.meetings.actions import agenda, sittings
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.procedure.refusal import Refused


@act("chamber.prepare_room")
def prepare_room(
    sitting: Sitting, *, by: Actor, speaking_limit_s: int | None = None, is_rehearsal: bool = False
) -> Room:
    """Make the room of a sitting ready; the chair can then open it. Who does so serves the sitting and is named for it.

    speaking_limit_s: seconds for a speaker unless the floor is given for another time; what the rules say where it is
    left out, and else three minutes.
    Raises Refused "chamber.room_prepared", "chamber.no_time", "meetings.sitting_closed".
    """
    require(by, "work_floor", *scopes_of_sitting(sitting))
    limit_s = usual_speaking_limit_s(sitting) if speaking_limit_s is None else speaking_limit_s
    if limit_s <= 0:
        raise Refused("chamber.no_time", seconds=limit_s)
    locked: Sitting = (
        Sitting.objects.select_for_update(of=("self",)).select_related("meeting__session").get(pk=sitting.pk)
    )
    if locked.state == Sitting.State.CLOSED:
        raise Refused("meetings.sitting_closed", title=str(locked.title))
    if Room.objects.filter(sitting=locked).exists():
        raise Refused("chamber.room_prepared", title=str(locked.title))
    room = Room.objects.create(sitting=locked, speaking_limit_s=limit_s, is_rehearsal=is_rehearsal)
    serves = Person.objects.filter(key=by.person_key).exclude(named_for__sitting=locked).first()
    if serves is not None:
        # Behind closed doors only those named for the sitting stay; its secretary is one of them.
        sittings.name_for_sitting(locked, by=by, person=serves)
    if locked.state == Sitting.State.PLANNED:
        sittings.make_ready(locked, by=by)
    wrote(room, "chamber.room.prepared", by, room.about, {"is_rehearsal": is_rehearsal})
    return room


@act("chamber.close_doors")
def close_doors(room: Room, *, by: Actor) -> Room:
    """Close the doors: every screen that is not admitted turns to its ordinary page, without a word.

    Raises Refused "chamber.doors_closed", "meetings.sitting_closed".
    """
    locked = locked_room(room)
    require_presiding(by, locked)
    if locked.doors_closed_at is not None:
        raise Refused("chamber.doors_closed", title=str(locked.sitting.title))
    if locked.sitting.state == Sitting.State.CLOSED:
        raise Refused("meetings.sitting_closed", title=str(locked.sitting.title))
    locked.audience_before = locked.sitting.audience
    locked.doors_closed_at = now()
    locked.sitting = sittings.close_to_others(locked.sitting, by=by)
    locked.touch().save()
    wrote(locked, "chamber.doors.closed", by, locked.about, {})
    return locked


@act("chamber.reopen_doors")
def reopen_doors(
    room: Room, *, by: Actor, leaving: Sequence[Decision] = (), statements: Sequence[AttachedStatement] = ()
) -> Room:
    """Open the doors again, by two people, and let out what both agree leaves the room.

    leaving: decisions taken behind the doors that those who follow the sitting again may read from now on; what is
    not named stays with those who were inside. statements: those attached to them that go along.
    Raises Refused "chamber.doors_open", "chamber.not_taken_here", "chamber.statement_alone"; SecondPersonNeeded for one
    person alone.
    """
    locked = locked_room(room)
    require_working(by, locked)
    if locked.doors_closed_at is None:
        raise Refused("chamber.doors_open", title=str(locked.sitting.title))
    inside = {one.pk for one in queries.taken_behind_doors(locked)}
    if strange := [one.number for one in leaving if one.pk not in inside]:
        raise Refused("chamber.not_taken_here", numbers=strange)
    let_go = {one.pk for one in leaving}
    if alone := [one.decision.number for one in statements if one.decision_id not in let_go]:
        raise Refused("chamber.statement_alone", numbers=sorted(set(alone)))
    if not by.proposed_by or by.proposed_by == by.person_key:
        raise SecondPersonNeeded("work_floor")
    told = {"leaving": [one.number for one in leaving], "statements": [one.member.code for one in statements]}
    wrote(locked, "chamber.doors.reopened", by, locked.about, told)
    locked.sitting = sittings.open_to_others(locked.sitting, by=by, audience=locked.audience_before)
    for decision in leaving:
        along = [one for one in statements if one.decision_id == decision.pk]
        let_out(decision, by=by, audience=locked.audience_before, statements=along)
    locked.doors_closed_at = None
    locked.audience_before = ""
    locked.touch().save()
    return locked


@act("chamber.set_scene")
def set_scene(room: Room, *, by: Actor, scene: str, break_until_at: datetime | None = None) -> Room:
    """Choose what the projector shows. Raises Refused "chamber.no_such_scene", "chamber.nothing_to_show"."""
    locked = locked_room(room)
    require_working(by, locked)
    if scene not in Room.Scene.values:
        raise Refused("chamber.no_such_scene", scene=scene, scenes=list(Room.Scene.values))
    needs_item = scene in (Room.Scene.ITEM, Room.Scene.TEXT) and locked.item is None
    needs_question = scene in (Room.Scene.VOTE, Room.Scene.RESULT, Room.Scene.ADOPTED) and locked.question is None
    if needs_item or needs_question:
        raise Refused("chamber.nothing_to_show", scene=scene)
    rows = Rows(locked)
    show(locked, Room.Scene(scene), break_until_at=break_until_at if scene == Room.Scene.BREAK else None)
    rows.keep(locked, wrote(locked, "chamber.scene.set", by, locked.about, {"scene": scene}), by)
    return locked


@act("chamber.call_item")
def call_item(room: Room, *, by: Actor, item: Item) -> Room:
    """Call the next item: it is taken up, and every screen turns to it. Raises what taking it up refuses."""
    agenda.take_up_item(item, by=by, sitting=room.sitting)
    return locked_room(room)


@act("chamber.put_question")
def put_question(room: Room, *, by: Actor, question: Question, window_s: int | None = None) -> Room:
    """Put a prepared question to the room; by which method, its rule says. Raises what opening it refuses.

    Raises Refused "chamber.question_of_another_room", "chamber.another_presides".
    """
    locked = locked_room(room)
    require_presiding(by, locked)
    if question.sitting_id != locked.sitting_id:
        raise Refused("chamber.question_of_another_room", question=str(question.wording))
    open_question(question, by=by, window_s=window_s)
    return locked_room(room)


@act("chamber.hand_over")
def hand_over(room: Room, *, by: Actor, to: Person) -> Room:
    """Hand the chair to another who may preside over this sitting. Raises Refused "chamber.may_not_preside"."""
    locked = locked_room(room)
    require_presiding(by, locked)
    may = Holding.objects.in_force(now()).filter(person=to, capacity=Capacity.PO, scope__in=scopes_of_room(locked))
    if not may.exists():
        raise Refused("chamber.may_not_preside", name=str(to.name))
    locked.presiding_person = to
    locked.touch().save()
    wrote(locked, "chamber.chair.handed_over", by, locked.about, {"name": dict(to.name), "person": to.key})
    return locked
