"""Ballots: cast once however often they are sent, changed until the close, never counted before it."""

from __future__ import annotations

from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions import facts
from plenary.offices.decisions.actions.questions import part_of
from plenary.offices.decisions.actions.seats import member_acting, require_seat
from plenary.offices.decisions.models import Ballot, CorrectionOfVote, Question
from plenary.offices.decisions.permissions import member_scope, person_of
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused

LONGEST_KEY = 40


@act("decisions.cast_ballot")
def cast_ballot(
    question: Question,
    *,
    by: Actor,
    choice: str,
    ballot_key: str,
    body: Body | None = None,
    member: Member | None = None,
) -> Ballot:
    """Cast what one seat chooses, or change it while the vote is open.

    ballot_key: made once by the page that casts it. A repeat returns the ballot that is kept, also after the close,
    so that whoever lost the answer asks again; a new key supersedes what the seat cast before.
    Order: the question is locked, so that a close and a ballot never cross; then the key, the state, the seat.
    Raises Refused "decisions.vote_closed" with both times, "decisions.ballot_key_reused", "decisions.no_such_choice",
    "decisions.not_open", "decisions.not_a_vote", "decisions.ballots_on_paper", "credentials.…".
    """
    arrived_at = now()
    if choice not in Ballot.Choice.values:
        raise Refused("decisions.no_such_choice", choice=choice, choices=list(Ballot.Choice.values))
    if not ballot_key or len(ballot_key) > LONGEST_KEY:
        raise Refused("decisions.no_ballot_key", longest=LONGEST_KEY)
    locked = (
        Question.objects.select_for_update(of=("self",)).select_related("sitting__meeting__session").get(pk=question.pk)
    )
    part = part_of(locked, body)
    kept = Ballot.objects.select_related("member", "body", "cast_by").filter(ballot_key=ballot_key).first()
    if kept is not None:
        return _the_same(kept, locked, part.body, choice, by)
    if locked.method != Question.Method.VOTE:
        raise Refused("decisions.not_a_vote", _cite(locked, part.body), method=locked.method)
    if locked.manner in {Question.Manner.SECRET, Question.Manner.SHOW_OF_HANDS}:
        raise Refused("decisions.ballots_on_paper", _cite(locked, part.body), manner=locked.manner)
    acting = member_acting(locked, part.body, by, member)
    if locked.state in {Question.State.CLOSED, Question.State.ANNOUNCED} and locked.closed_at is not None:
        raise Refused(
            "decisions.vote_closed",
            _cite(locked, part.body),
            closed_at=_time(locked.closed_at),
            arrived_at=_time(arrived_at),
        )
    if locked.state != Question.State.OPEN:
        raise Refused("decisions.not_open", _cite(locked, part.body), state=locked.state)
    cast_at = now()
    former = Ballot.objects.filter(question=locked, body=part.body, member=acting, superseded_at__isnull=True).first()
    if former is not None:
        former.superseded_at = cast_at
        former.touch().save()
    ballot = Ballot(
        question=locked,
        body=part.body,
        member=acting,
        cast_by=person_of(by),
        choice=choice,
        ballot_key=ballot_key,
        cast_at=cast_at,
    )
    entry = journal.record(
        "decisions.ballot.changed" if former else "decisions.ballot.cast",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"ballot": ballot.key, "body": part.body.code, "member": acting.code, "choice": choice},
        sealed=True,
    )
    ballot.entry = entry.number
    ballot.save()
    publish(f"question:{locked.key}", locked.audience)
    return ballot


@act("decisions.correct_vote")
def correct_vote(ballot: Ballot, *, by: Actor, meant: str) -> CorrectionOfVote:
    """File what a member meant, once, after the close: it is printed under the result and never alters it.

    By who holds the member's seat, as the ballot was.
    Raises Refused "decisions.vote_still_open", "decisions.correction_changes_nothing", "decisions.no_such_choice",
    "decisions.corrected_already", "decisions.not_on_the_list", "decisions.vote_held_by_another", "credentials.…".
    """
    cast = Ballot.objects.select_for_update().get(pk=ballot.pk)
    require(by, "cast_vote", member_scope(cast.member))
    require_seat(cast.question, cast.body, cast.member, by)
    if meant not in Ballot.Choice.values:
        raise Refused("decisions.no_such_choice", choice=meant, choices=list(Ballot.Choice.values))
    if cast.question.state not in {Question.State.CLOSED, Question.State.ANNOUNCED}:
        raise Refused("decisions.vote_still_open")
    if meant == cast.choice or cast.superseded_at is not None:
        raise Refused("decisions.correction_changes_nothing", choice=cast.choice)
    filed_before = cast.corrections.first()
    if filed_before is not None:
        raise Refused("decisions.corrected_already", meant=filed_before.meant)
    filed = CorrectionOfVote.objects.create(ballot=cast, meant=meant, filed_at=now(), filed_by=person_of(by))
    journal.record(
        "decisions.vote.corrected",
        by=by,
        about=cast.question.about,
        audience=cast.question.audience,
        facts={"member": cast.member.code, "cast": cast.choice, "meant": meant},
    )
    publish(f"question:{cast.question.key}", cast.question.audience)
    return filed


def _the_same(kept: Ballot, question: Question, body: Body, choice: str, by: Actor) -> Ballot:
    own = kept.cast_by.key == by.person_key or member_scope(kept.member) in by.scopes
    same = kept.question_id == question.pk and kept.body_id == body.pk and kept.choice == choice
    if not own or not same:
        # Nothing of the ballot kept is told: the key may be another member's.
        raise Refused("decisions.ballot_key_reused")
    require(by, "cast_vote", member_scope(kept.member))
    return kept


def _cite(question: Question, body: Body) -> Citation:
    return facts.rule_of(question, body).cite


def _time(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")
