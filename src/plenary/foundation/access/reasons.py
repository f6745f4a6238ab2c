"""Why a person can read a thing: the tokens of each capacity that are in its audience, and where each comes from."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from plenary.foundation.access.actors import TOKENS_BY_RIGHT, actor_for, capacities_of
from plenary.foundation.access.audiences import PUBLIC, tokens_in
from plenary.foundation.access.models import Holding, Person
from plenary.foundation.clock import now


class Ground(enum.Enum):
    """Where a token comes from."""

    EVERYBODY = "everybody"
    #: The capacity reads it by right: a row of the matrix, or working at the desk.
    RIGHT = "right"
    #: The capacity is held in that very place.
    HELD = "held"
    #: It follows from the place held: a seat in a body, a line on a list, a body that is served.
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Reason:
    """One token of one capacity that lets a person read. row: of the matrix; empty where no row is asked."""

    capacity: str
    token: str
    ground: Ground
    row: str = ""


def reasons_to_read(person: Person, audience: str) -> list[Reason]:
    """Everything that lets this person read what has that audience now; empty where nothing does."""
    asked = tokens_in(audience)
    if PUBLIC in asked:
        return [Reason("", PUBLIC, Ground.EVERYBODY)]
    return [
        _reason(person, capacity, token)
        for capacity in capacities_of(person)
        for token in sorted(actor_for(person, capacity).tokens & asked)
    ]


def _reason(person: Person, capacity: str, token: str) -> Reason:
    if token in TOKENS_BY_RIGHT:
        return Reason(capacity, token, Ground.RIGHT, TOKENS_BY_RIGHT[token][0])
    held = Holding.objects.in_force(now()).filter(person=person, capacity=capacity, scope=token).exists()
    return Reason(capacity, token, Ground.HELD if held else Ground.FOLLOWS)
