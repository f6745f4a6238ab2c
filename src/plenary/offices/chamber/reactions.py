"""What the room does when a lower office did something: its screens follow, and nobody has to press twice."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.journal import writing as journal
from plenary.foundation.journal.models import Entry
from plenary.offices.chamber.actions.floor import forget_requests
from plenary.offices.chamber.actions.scenes import room_held, show
from plenary.offices.chamber.actions.seats import give_up_seats
from plenary.offices.chamber.models import Room, VotingSeat
from plenary.offices.decisions.models import Question
from plenary.offices.decisions.permissions import seat_holder
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.verdict import Outcome


@seat_holder
def holder_of_the_vote(sitting: Sitting, body: Body, member: Member) -> str:
    """Key of the person who holds the vote of a member in this room; "" for nobody."""
    held = VotingSeat.objects.filter(room__sitting=sitting, body=body, member=member)
    return held.values_list("delegate__person__key", flat=True).first() or ""


def item_was_taken_up(entry: Entry) -> None:
    """Turn every screen to the item."""
    room = room_held(str((entry.facts or {}).get("sitting", "")))
    if room is not None:
        show(room, Room.Scene.ITEM, item=Item.objects.get(key=entry.about_key), question=None)


def item_was_closed(entry: Entry) -> None:
    """Nothing is before the room until the next item is called."""
    room = room_held(str((entry.facts or {}).get("sitting", "")))
    if room is not None and room.item is not None and room.item.key == entry.about_key:
        show(room, Room.Scene.WAITING, item=None, question=None)


def question_was_opened(entry: Entry) -> None:
    """Show the text while it is put to consensus, the count of ballots while a vote is open."""
    question, room = _of_question(entry)
    if room is not None:
        by_vote = question.method == Question.Method.VOTE
        show(room, Room.Scene.VOTE if by_vote else Room.Scene.TEXT, question=question, item=question.item or room.item)


def question_was_closed(entry: Entry) -> None:
    """Show what the rule computes; whether it is adopted is for the chair to announce."""
    question, room = _of_question(entry)
    if room is not None:
        show(room, Room.Scene.RESULT, question=question)


def verdict_was_announced(entry: Entry) -> None:
    """Show the text as adopted, or the result."""
    question, room = _of_question(entry)
    if room is not None:
        adopted = question.outcome == Outcome.ADOPTED
        show(room, Room.Scene.ADOPTED if adopted else Room.Scene.RESULT, question=question)


def question_was_voided(entry: Entry) -> None:
    """Go back to the item."""
    question, room = _of_question(entry)
    if room is not None and room.question_id == question.pk:
        show(room, Room.Scene.ITEM if room.item else Room.Scene.WAITING, question=None)


def sitting_was_suspended(entry: Entry) -> None:
    """Show the break."""
    _scene_of_sitting(entry, Room.Scene.BREAK)


def sitting_went_on(entry: Entry) -> None:
    """Show the item again, or wait for one."""
    _scene_of_sitting(entry, None)


def sitting_was_closed(entry: Entry) -> None:
    """Show nothing more."""
    _scene_of_sitting(entry, Room.Scene.BLANK)


def delegate_left(entry: Entry) -> None:
    """Free the vote of who left the room, and take that name off the list."""
    facts = entry.facts or {}
    room = room_held(str(facts.get("sitting", "")))
    if room is None:
        return
    by = _who(entry)
    give_up_seats(room, str(facts["delegate"]), by)
    forget_requests(room, str(facts["delegate"]), by)


def _scene_of_sitting(entry: Entry, scene: Room.Scene | None) -> None:
    room = room_held(entry.about_key)
    if room is not None:
        show(room, scene or (Room.Scene.ITEM if room.item else Room.Scene.WAITING), break_until_at=None)


def _of_question(entry: Entry) -> tuple[Question, Room | None]:
    question: Question = Question.objects.select_related("sitting", "item").get(key=entry.about_key)
    return question, room_held(question.sitting.key) if question.sitting else None


def _who(entry: Entry) -> Actor:
    """Who did the act that is reacted to: what follows from it is that person's doing."""
    house = the_house()
    return Actor(entry.actor_key or "", entry.actor_name or house.name, entry.capacity)


journal.listen("meetings.item.taken_up", item_was_taken_up)
journal.listen("meetings.item.closed", item_was_closed)
journal.listen("decisions.question.opened", question_was_opened)
journal.listen("decisions.question.closed", question_was_closed)
journal.listen("decisions.question.voided", question_was_voided)
journal.listen("decisions.verdict.announced", verdict_was_announced)
journal.listen("meetings.sitting.suspended", sitting_was_suspended)
journal.listen("meetings.sitting.resumed", sitting_went_on)
journal.listen("meetings.sitting.opened", sitting_went_on)
journal.listen("meetings.sitting.closed", sitting_was_closed)
journal.listen("meetings.presence.left", delegate_left)
