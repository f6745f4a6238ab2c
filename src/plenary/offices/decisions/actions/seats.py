"""For whom a person acts, and whether the right is that person's now. Every act of a member asks here."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import require, require_proof
from plenary.offices.decisions import facts
from plenary.offices.decisions.models import Question
from plenary.offices.decisions.permissions import member_scope, seat_held_by
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.credentials import may_vote, require_may_vote
from plenary.procedure.refusal import Refused


def member_acting(question: Question, body: Body, by: Actor, member: Member | None) -> Member:
    """The member for which this person casts or objects, once the gate and the list of its delegation agree.

    member: left out where the person acts for one member only.
    Raises Refused "access.…", "decisions.which_member", "decisions.no_seat_in_body", "decisions.not_on_the_list",
    "decisions.vote_held_by_another", "credentials.…".
    """
    require(by, "cast_vote", *by.scopes)
    acting = member or _only_member(by)
    require(by, "cast_vote", member_scope(acting))
    if member_scope(acting) not in by.scopes:
        raise Refused("access.not_in_scope", row="cast_vote", capacity=by.capacity)
    if not organisation.is_member_of(acting, body, on=facts.day_of(question)):
        raise Refused("decisions.no_seat_in_body", member=acting.code, body=body.code)
    require_seat(question, body, acting, by)
    return acting


def require_seat(question: Question, body: Body, member: Member, by: Actor) -> None:
    """Let act only who holds the member's seat: on the list as head or designated, with credentials, in the room.

    A question put in writing asks no room. In the room the person has shown once that it is still them. Where the
    chamber gave the seat to one person, only that one acts.
    """
    entitled = facts.entitled(member, facts.day_of(question))
    if question.sitting is None:
        if not entitled:
            raise Refused("credentials.member_has_no_vote", member=member.code)
        return
    require_proof(by, f"sitting:{question.sitting.key}")
    person = facts.representative(question, body, member, by.person_key)
    if person is None:
        raise Refused("decisions.not_on_the_list", member=member.code, body=body.code)
    if not may_vote(person, member_entitled=entitled).allowed:
        require_may_vote(person, member_entitled=entitled, cite=facts.rule_of(question, body).cite)
    holder = seat_held_by(question.sitting, body, member)
    if holder and holder != by.person_key:
        raise Refused("decisions.vote_held_by_another", member=member.code, body=body.code)


def _only_member(by: Actor) -> Member:
    codes = sorted(scope.partition(":")[2] for scope in by.scopes if scope.startswith("member:"))
    found = organisation.member_named(codes[0]) if len(codes) == 1 else None
    if found is None:
        raise Refused("decisions.which_member", members=codes)
    return found
