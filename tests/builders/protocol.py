"""Arrivals and slots of a summit, made by the acts themselves."""

from plenary.foundation.access.actors import Actor
from plenary.offices.protocol.actions import arrivals, programme
from plenary.offices.protocol.models import Arrival, Slot
from tests.builders.meetings import Summit
from tests.builders.organisation import words
from tests.builders.people import actor, agreed


def protocol_officer() -> Actor:
    """Who keeps arrivals, programme and seating."""
    return actor("PT", name="Protocol officer")


def arrival(summit: Summit, code: str = "RUS", **more) -> Arrival:
    """The planned arrival of a head."""
    line = summit.heads[code]
    return arrivals.plan_arrival(
        line.delegation, by=agreed(more.pop("by", None) or protocol_officer()), person=line.person, **more
    )


def slot(summit: Summit, title: str = "Photograph", **more) -> Slot:
    """A slot of the programme."""
    return programme.add_slot(
        summit.session, by=agreed(more.pop("by", None) or protocol_officer()), title=words(title), **more
    )
