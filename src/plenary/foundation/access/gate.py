"""The one gate. Web, JSON, command line and the live room pass it, because the acts themselves ask it."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.access.capacities import DELEGATES
from plenary.foundation.access.permissions import Grade, grade, permissions
from plenary.procedure.refusal import NotHere, Refused


class SecondPersonNeeded(Refused):
    """This capacity proposes; another person confirms."""

    def __init__(self, row: str) -> None:
        super().__init__("access.second_person_needed", row=row)
        self.row = row


def may(actor: Actor, row: str, *scopes: str) -> bool:
    """Whether the gate would let this act pass now; pages ask it to show or hide a button.

    True also where the capacity only proposes: the button then asks for the second person.
    """
    match grade(actor.capacity, row):
        case Grade.ALL | Grade.PROPOSE:
            return True
        case Grade.SCOPE:
            return not actor.scopes.isdisjoint(scopes)
        case _:
            return False


def require(actor: Actor, row: str, *scopes: str) -> None:
    """Let the act pass or raise.

    scopes: where the thing acted on lies ("body:CSC", "sitting:…"); one of them must be the actor's own where the
    matrix says so. Raises Refused("access.not_allowed"); SecondPersonNeeded where the capacity only proposes and
    nobody else has proposed this act.
    """
    match grade(actor.capacity, row):
        case Grade.ALL:
            return
        case Grade.SCOPE if not actor.scopes.isdisjoint(scopes):
            return
        case Grade.PROPOSE:
            if actor.proposed_by and actor.proposed_by != actor.person_key:
                return
            raise SecondPersonNeeded(row)
        case Grade.SCOPE:
            raise Refused("access.not_in_scope", row=row, capacity=actor.capacity)
        case _:
            raise Refused("access.not_allowed", row=row, capacity=actor.capacity)


def require_two(actor: Actor, row: str) -> None:
    """For acts that always take two people, whatever the grade: widening an audience, paying, certifying."""
    if grade(actor.capacity, row) is None:
        raise Refused("access.not_allowed", row=row, capacity=actor.capacity)
    if not actor.proposed_by or actor.proposed_by == actor.person_key:
        raise SecondPersonNeeded(row)


def require_reading(actor: Actor, audience: str) -> None:
    """What one may not read is not found. Raises NotHere."""
    if not may_read(actor, audience):
        raise NotHere()


def may_open(actor: Actor, page: str) -> bool:
    """Whether this reader may open a page at all, by the name of its address. A page without a rule is shut."""
    rule = permissions().pages.get(page)
    if rule is None:
        return False
    if rule == "open":
        return True
    if rule == "signed-in":
        return actor.is_signed_in
    if rule == "secretariat":
        return actor.is_secretariat
    if rule == "delegates":
        return actor.capacity in DELEGATES
    return grade(actor.capacity, rule.removeprefix("row:")) is not None
