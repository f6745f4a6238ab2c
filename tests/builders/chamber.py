"""A room with six heads in it: made by the acts themselves."""

from dataclasses import dataclass

from plenary.foundation.access.actors import Actor
from plenary.offices.chamber.actions import floor, rooms, seats
from plenary.offices.chamber.models import FloorRequest, Room, VotingSeat
from plenary.offices.decisions.actions.questions import prepare_question
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.models import Item, Sitting
from tests.builders import meetings
from tests.builders.organisation import words


@dataclass
class Chamber:
    """A prepared room, its summit, and those who work in it with the scopes they have by now."""

    summit: meetings.Summit
    sitting: Sitting
    room: Room
    chair: Actor
    secretary: Actor

    def again(self) -> Room:
        """The room and its sitting as they stand now."""
        self.room = Room.objects.select_related("sitting", "item", "question", "presiding_person").get(pk=self.room.pk)
        self.sitting = self.room.sitting
        return self.room

    def head(self, code: str) -> Actor:
        return self.summit.head(code)

    def asks(self, code: str, kind: str = "speaker", by: Actor | None = None) -> FloorRequest:
        """A head asks for the floor."""
        return floor.request_floor(self.room, by=by or self.head(code), delegate=self.summit.heads[code], kind=kind)

    def holds(self, code: str) -> VotingSeat:
        """A head takes the vote of the member."""
        return seats.hold_voting_seat(
            self.room, by=self.head(code), delegate=self.summit.heads[code], body=self.summit.bodies["CSC"]
        )


def chamber(*, items: int = 2, restricted: bool = False) -> Chamber:
    """An open sitting with six heads inside, the agenda adopted and its items on the order of the day."""
    summit = meetings.bishkek()
    room_of = summit.restricted if restricted else summit.plenary
    by = summit.chair() if restricted else summit.secretary()
    made = rooms.prepare_room(room_of, by=by)
    meetings.opened(summit, room_of, items=items)
    chair = summit.chair()
    meetings.agenda.set_order_of_day(room_of, by=chair, items=list(Item.objects.order_by("place")))
    result = Chamber(summit, room_of, made, chair, summit.secretary())
    result.again()
    return result


def question(made: Chamber, item: Item | None = None, wording: str = "Is the text agreed?", **more) -> Question:
    """A question prepared under an item of this sitting."""
    return prepare_question(
        item or Item.objects.order_by("place").first(),
        by=made.chair,
        wording=words(wording),
        sitting=made.sitting,
        **more,
    )
