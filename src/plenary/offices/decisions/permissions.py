"""In whose scope a question lies, and who holds a member's vote."""

from __future__ import annotations

from collections.abc import Callable

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.capacities import DELEGATES
from plenary.foundation.access.gate import require, require_inside_member, require_of_member
from plenary.foundation.access.models import Person
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document
from plenary.offices.meetings.models import Session, Sitting
from plenary.offices.meetings.permissions import scopes_of_bodies, scopes_of_sitting
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused

#: Where a thing lies for delegates that is of no delegation: nobody holds it.
NO_DELEGATION = "member:"
#: (sitting, body, member) -> key of the person who holds the seat that votes; "" where none is held.
SeatHolder = Callable[[Sitting, Body, Member], str]
_seat_holders: list[SeatHolder] = []


def seat_holder(provider: SeatHolder) -> SeatHolder:
    """Register who says which person of a delegation holds its vote in the room. Called once, by the chamber."""
    if provider not in _seat_holders:
        _seat_holders.append(provider)
    return provider


def seat_held_by(sitting: Sitting, body: Body, member: Member) -> str:
    """Key of the person who holds the member's voting seat; "" where nobody was given it."""
    return next((key for provider in _seat_holders if (key := provider(sitting, body, member))), "")


def scopes_of(question: Question) -> list[str]:
    """Where a question lies: its sitting and what that lies in; its bodies where it is put in writing."""
    if question.sitting is not None:
        return scopes_of_sitting(question.sitting)
    return scopes_of_bodies([part.body for part in question.bodies.select_related("body")])


def scopes_of_decision(decision: Decision) -> list[str]:
    """Where a decision lies: its body, and the sitting it was taken in."""
    if decision.question is not None and decision.question.sitting is not None:
        return scopes_of_sitting(decision.question.sitting)
    return scopes_of_bodies([decision.body])


def follow_up_scopes(by: Actor, decision: Decision, member: Member | None, body: Body | None) -> list[str]:
    """Where a line of follow-up lies for this person: for a delegate in its own member, else in the decision too."""
    own = [member_scope(member)] if member else []
    if by.capacity in DELEGATES:
        return own or [NO_DELEGATION]
    return [*scopes_of_decision(decision), *own, *(scopes_of_bodies([body]) if body else [])]


def member_scope(member: Member) -> str:
    """The token of those who act for a member."""
    return f"member:{member.code}"


def person_of(by: Actor) -> Person:
    """The person who acts. Raises Refused where nobody is signed in: the house itself decides nothing."""
    found: Person | None = Person.objects.filter(key=by.person_key).first() if by.person_key else None
    if found is None:
        raise Refused("decisions.nobody_acts")
    return found


def require_sponsor(by: Actor, document: Document, member: Member, *, is_own_draft: bool = False) -> None:
    """Let pass who speaks for a member about a paper of it; what others propose in its name it agrees to itself.

    is_own_draft: of a draft that nobody outside the delegation reads; of this any one of those who propose papers lets
    pass. Raises as the gate does.
    """
    if is_own_draft and by.capacity in DELEGATES:
        return require_inside_member(by, "table_draft", member_scope(member))
    return require_of_member(by, "table_draft", member_scope(member), *scopes_of_sponsor(by, document, member))


def require_follow_up(by: Actor, decision: Decision, member: Member | None, body: Body | None) -> None:
    """Let pass who keeps a line of follow-up. What a delegation says of its own line waits for its own head only."""
    scopes = follow_up_scopes(by, decision, member, body)
    if by.capacity in DELEGATES:
        return require_of_member(by, "follow_up", scopes[0])
    return require(by, "follow_up", *scopes)


def scopes_of_sponsor(by: Actor, document: Document, member: Member) -> list[str]:
    """Where a paper of a member lies: for a delegate in its own member only, else in the bodies of the text too."""
    if by.capacity in DELEGATES:
        return [member_scope(member)]
    return [*documents.scopes_of(document), member_scope(member)]


def receives_for_secretariat(reader: Actor, document: Document) -> bool:
    """Whether this person is of the secretariat of the body of a text, to which amendments to it are sent."""
    return reader.is_secretariat and documents.works_on_drafts(reader, document)


def scopes_of_chair(document: Document) -> list[str]:
    """Where a text lies for whoever presides: in bodies that have it, and in their sessions on whose agenda it stands.

    A text that no body has yet lies in each session that has it on its agenda.
    """
    sessions = Session.objects.filter(items__papers__document=document)
    having = documents.bodies_that_have(document)
    if having:
        sessions = sessions.filter(session_bodies__body__in=having)
    return [*scopes_of_bodies(having), *(f"session:{one.key}" for one in sessions.distinct())]
