"""In whose scope a signing lies."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused


def member_scopes(member: Member) -> list[str]:
    """The token of those who act for a member."""
    return [f"member:{member.code}"]


def person_of(by: Actor) -> Person:
    """The person who acts. Raises Refused where nobody is signed in."""
    found: Person | None = Person.objects.filter(key=by.person_key).first() if by.person_key else None
    if found is None:
        raise Refused("decisions.nobody_acts")
    return found
