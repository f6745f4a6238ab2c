"""A roll call taken by voice or on paper: what each member answered, entered by two people."""

from __future__ import annotations

from collections.abc import Mapping

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import SecondPersonNeeded, require
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.kept import new_key
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions import facts
from plenary.offices.decisions.actions.questions import part_of
from plenary.offices.decisions.models import Ballot, Question, QuestionBody
from plenary.offices.decisions.permissions import person_of, scopes_of
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused

#: Manners in which each member's choice is told apart; figures alone are entered as a count.
BY_NAME = frozenset({Question.Manner.RECORDED, Question.Manner.ROLL_CALL})


@act("decisions.enter_roll")
def enter_roll(question: Question, *, by: Actor, choices: Mapping[str, str], body: Body | None = None) -> Question:
    """Enter what members answered when the roll was called, as when phones are outside or the line is lost.

    choices: by code of member; who is left out has not answered. One person enters, another agrees. What a seat cast
    itself is never overwritten; a seat may still change, until the close, what was entered for it.
    Raises Refused "decisions.not_called_by_name", "decisions.not_open", "decisions.roll_empty",
    "decisions.no_such_choice", "decisions.not_in_the_roll" for a member with no vote here now,
    "decisions.seats_have_voted"; SecondPersonNeeded for one person.
    """
    locked: Question = (
        Question.objects.select_for_update(of=("self",)).select_related("sitting__meeting__session").get(pk=question.pk)
    )
    require(by, "work_floor", *scopes_of(locked))
    if locked.method != Question.Method.VOTE or locked.manner not in BY_NAME:
        raise Refused("decisions.not_called_by_name", manner=locked.manner)
    if locked.state != Question.State.OPEN:
        raise Refused("decisions.not_open", state=locked.state)
    if not choices:
        raise Refused("decisions.roll_empty")
    for choice in choices.values():
        if choice not in Ballot.Choice.values:
            raise Refused("decisions.no_such_choice", choice=choice, choices=list(Ballot.Choice.values))
    part = part_of(locked, body)
    members = _who_may_answer(locked, part, choices)
    if not by.proposed_by or by.proposed_by == by.person_key:
        raise SecondPersonNeeded("work_floor")
    for code in sorted(choices):
        _enter(locked, part.body, members[code], choices[code], by)
    publish(f"question:{locked.key}", locked.audience)
    return locked


def _who_may_answer(question: Question, part: QuestionBody, choices: Mapping[str, str]) -> dict[str, Member]:
    """The members called, by code: each with a vote here now, and none that has voted from its seat."""
    roll = facts.roll(question, part)
    able = {seat.member for seat in roll.seats if seat.represented and seat.entitled}
    if strange := sorted(set(choices) - able):
        raise Refused("decisions.not_in_the_roll", members=strange)
    cast = Ballot.objects.filter(
        question=question, body=part.body, source=Ballot.Source.SEAT, superseded_at__isnull=True
    )
    if voted := sorted(set(cast.values_list("member__code", flat=True)) & set(choices)):
        raise Refused("decisions.seats_have_voted", members=voted)
    return {one.code: one for one in organisation.members_of(part.body, on=facts.day_of(question))}


def _enter(question: Question, body: Body, member: Member, choice: str, by: Actor) -> None:
    at = now()
    Ballot.objects.filter(question=question, body=body, member=member, superseded_at__isnull=True).update(
        superseded_at=at
    )
    ballot = Ballot(
        question=question,
        body=body,
        member=member,
        cast_by=person_of(by),
        choice=choice,
        source=Ballot.Source.ROLL,
        ballot_key=new_key(),
        cast_at=at,
    )
    entry = journal.record(
        "decisions.ballot.entered",
        by=by,
        about=question.about,
        audience=question.audience,
        facts={"ballot": ballot.key, "body": body.code, "member": member.code, "choice": choice},
        sealed=True,
    )
    ballot.entry = entry.number
    ballot.save()
