"""The one gate. Web, JSON, command line and the live room pass it, because the acts themselves ask it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read, widens
from plenary.foundation.access.capacities import DELEGATES, Capacity
from plenary.foundation.access.permissions import Grade, grade, in_pairs, permissions
from plenary.procedure.refusal import NotHere, Refused

#: Rows of the gavel: in a sitting they want a proof that it is still this person (P22).
OF_THE_GAVEL = frozenset({"rule_and_gavel", "open_suspend_close", "announce_verdict", "override_verdict"})
#: Capacities that are of a body, a session or a delegation; the others that propose do so for the whole house.
HELD_IN_A_PLACE = DELEGATES | {Capacity.SB.value, Capacity.PO.value}


@dataclass(slots=True)
class Heard:
    """What an act asked of the gate while it was tried out; so it is known who else could do it.

    rows: each row that let it pass, with the scopes of which one must be held where the matrix says so; None where no
    scope is asked.
    readings: audiences in which one must be. widened: audiences before and after, where more people come to read.
    bound: rows with the scope of the member that the act binds, of whose delegation the second person must be.
    """

    rows: list[tuple[str, tuple[str, ...] | None]] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    widened: list[tuple[str, str]] = field(default_factory=list)
    bound: list[tuple[str, str]] = field(default_factory=list)


_heard: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def hearing() -> Iterator[Heard]:
    """Note what is asked of the gate meanwhile."""
    heard = Heard()
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


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
        case Grade.ALL:
            return True
        case Grade.PROPOSE:
            return in_reach_to_propose(actor, row, scopes)
        case Grade.SCOPE:
            return not actor.scopes.isdisjoint(scopes)
        case _:
            return False


def in_reach_to_propose(actor: Actor, row: str, scopes: Iterable[str]) -> bool:
    """Whether a thing in these scopes is one of those in which this capacity proposes, and agrees to what others did.

    A second person does not make up for a place: two secretaries of other bodies accept no credentials, and two focal
    points close no line of a third delegation. So whoever holds a capacity in a place proposes there, as with S. What a
    head of delegation may do anywhere, those of a delegation propose anywhere. Where no scope is named none is asked.
    """
    named = list(scopes)
    if not named or actor.capacity not in HELD_IN_A_PLACE:
        return True
    if actor.capacity in DELEGATES and grade(Capacity.HD.value, row) is Grade.ALL:
        return True
    return not actor.scopes.isdisjoint(named)


def may_agree(actor: Actor, row: str, scopes: Iterable[str]) -> bool:
    """Whether who only proposes in a row may be the second person there.

    To what a delegation proposes about a thing of the house, who works on that thing agrees: no delegate does, of its
    own delegation or of another. About a thing of its own another person of the delegation may.
    """
    named = list(scopes)
    if not in_reach_to_propose(actor, row, named):
        return False
    if actor.capacity not in DELEGATES or not named or grade(Capacity.HD.value, row) is Grade.ALL:
        return True
    return any(one.startswith("member:") and one in actor.scopes for one in named)


def require(actor: Actor, row: str, *scopes: str) -> None:
    """Let the act pass or raise.

    scopes: where the thing acted on lies ("body:CSC", "sitting:…"); one of them must be the actor's own where the
    matrix says so. Raises Refused("access.not_allowed"), "access.not_in_scope"; SecondPersonNeeded where the capacity
    only proposes and nobody else has proposed this act; as `require_proof` for the gavel in a sitting. Who may be that
    second person, `may_agree` says.
    """
    match grade(actor.capacity, row):
        case Grade.ALL:
            _hear(row, scopes)
            _require_proof_of_chair(actor, row, scopes)
        case Grade.SCOPE if not actor.scopes.isdisjoint(scopes):
            _hear(row, scopes)
            _require_proof_of_chair(actor, row, scopes)
        case Grade.PROPOSE if in_reach_to_propose(actor, row, scopes):
            if not actor.proposed_by or actor.proposed_by == actor.person_key:
                raise SecondPersonNeeded(row)
            if _heard.get() is None and not may_agree(actor, row, scopes):
                raise Refused("access.not_in_scope", row=row, capacity=actor.capacity)
            _hear(row, scopes)
        case Grade.SCOPE | Grade.PROPOSE:
            raise Refused("access.not_in_scope", row=row, capacity=actor.capacity)
        case _:
            raise Refused("access.not_allowed", row=row, capacity=actor.capacity)


def binds_alone(actor: Actor, row: str, member: str) -> bool:
    """Whether this person may bind a member ("member:…") without asking anybody: its head, or whom the row names."""
    return member in actor.scopes and grade(actor.capacity, row) in {Grade.ALL, Grade.SCOPE}


def require_of_member(actor: Actor, row: str, member: str, *scopes: str) -> None:
    """Let pass what binds a member: who may bind it alone does it, or agrees to it; others propose it to these.

    member: its scope. scopes: where else the thing lies, for those outside the delegation who propose.
    Raises as `require`, and Refused("access.not_of_the_delegation") for a second person from elsewhere.
    """
    if (heard := _heard.get()) is not None:
        if (row, member) not in heard.bound:
            heard.bound.append((row, member))
    elif actor.proposed_by and actor.proposed_by != actor.person_key and not binds_alone(actor, row, member):
        raise Refused("access.not_of_the_delegation", member=member.partition(":")[2], capacity=actor.capacity)
    require(actor, row, member, *scopes)


def require_inside_member(actor: Actor, row: str, member: str) -> None:
    """Let pass what stays within a delegation and binds nobody yet: one person of it with any part in the row.

    Raises Refused("access.not_allowed"), "access.not_in_scope".
    """
    if grade(actor.capacity, row) in {None, Grade.READ}:
        raise Refused("access.not_allowed", row=row, capacity=actor.capacity)
    if member not in actor.scopes:
        raise Refused("access.not_in_scope", row=row, capacity=actor.capacity)
    _hear(row, (member,))


def require_proof(actor: Actor, place: str) -> None:
    """Let pass who proved in this sign-in, for this place, to be the person. Raises Refused("access.proof_wanted").

    One proof counts for the whole of a sitting: a chair gavels by the minute, and a seat votes within seconds.
    """
    if actor.proved is not None and place not in actor.proved:
        raise Refused("access.proof_wanted")


def _require_proof_of_chair(actor: Actor, row: str, scopes: tuple[str, ...]) -> None:
    if row in OF_THE_GAVEL:
        for place in scopes:
            if place.startswith("sitting:"):
                require_proof(actor, place)


def require_two(actor: Actor, row: str) -> None:
    """For acts that always take two people, whatever the grade: widening an audience, paying, certifying."""
    if grade(actor.capacity, row) is None:
        raise Refused("access.not_allowed", row=row, capacity=actor.capacity)
    if not actor.proposed_by or actor.proposed_by == actor.person_key:
        raise SecondPersonNeeded(row)
    _hear(row, None)


def _hear(row: str, scopes: tuple[str, ...] | None) -> None:
    if (heard := _heard.get()) is not None:
        heard.rows.append((row, scopes))


def require_to_widen(actor: Actor, before: str, after: str, *, row: str = "widen_audience") -> None:
    """More readers take two people, by whatever path; as many or fewer take one. Raises SecondPersonNeeded."""
    if not widens(before, after):
        return
    if (heard := _heard.get()) is not None and (before, after) not in heard.widened:
        heard.widened.append((before, after))
    require_two(actor, row)


def require_first_audience(actor: Actor, usual: str, wanted: str, *, row: str) -> None:
    """A new thing goes to the usual readers of its kind, or to fewer, by one person; to others by two.

    row: the row by which such a thing is made, since what is new had no readers whom `widen_audience` protects.
    """
    if not widens(usual, wanted):
        return
    if (heard := _heard.get()) is not None:
        heard.widened.append(("", wanted))
    require_two(actor, row)


def require_reading(actor: Actor, audience: str) -> None:
    """What one may not read is not found. Raises NotHere."""
    if (heard := _heard.get()) is not None:
        heard.readings.append(audience)
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
    if rule == "pairs":
        return actor.capacity in in_pairs()
    return grade(actor.capacity, rule.removeprefix("row:")) is not None
