"""Asking members before a body decides: rounds of consultation, agreement ad referendum and at expert level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import joined
from plenary.foundation.access.capacities import DELEGATES
from plenary.foundation.access.gate import require_of_member, require_reading, require_two
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.documents import facts, queries
from plenary.offices.documents.actions.drafts import locked
from plenary.offices.documents.actions.pipeline import enter
from plenary.offices.documents.models import Confirmation, Document, Round, RoundAnswer, Version
from plenary.offices.documents.permissions import require_moving, require_one
from plenary.offices.documents.queries import scopes_of
from plenary.offices.organisation.models import Member
from plenary.procedure.citation import Citation
from plenary.procedure.deadlines import Deadline
from plenary.procedure.documents import Guard, State, require_confirmed, require_move
from plenary.procedure.refusal import NotHere, Refused

#: No round ends later: it is not closed before its time while somebody who was asked has not answered.
_LONGEST = timedelta(days=366)


@act("documents.open_round")
def open_round(
    document: Document,
    *,
    by: Actor,
    addressees: Sequence[Member],
    closes_at: datetime,
    question: Words | None = None,
    in_scopes: Sequence[str] = (),
) -> Round:
    """Open a round of consultation on the newest text: who is asked, and until when. The text is in consultation then.

    closes_at: an answer is in time strictly before it.
    Raises Refused "documents.text_missing", "documents.round_without_addressees", "documents.round_closes_before_now",
    "documents.round_too_long", "documents.round_open", "documents.wrong_step".
    """
    asked = locked(document)
    require_moving(by, asked, State.IN_CONSULTATION, in_scopes)
    version = _newest(asked)
    if not addressees:
        raise Refused("documents.round_without_addressees")
    if closes_at <= now():
        raise Refused("documents.round_closes_before_now", closes_at=closes_at.isoformat())
    if closes_at > (latest := now() + _LONGEST):
        raise Refused("documents.round_too_long", closes_at=closes_at.isoformat(), latest=latest.isoformat())
    if (running := queries.open_round(asked)) is not None:
        raise Refused("documents.round_open", number=running.number, closes_at=running.closes_at.isoformat())
    opened: Round = Round.objects.create(
        document=asked,
        text_version=version,
        number=asked.rounds.count() + 1,
        question=Words.of(question),
        opened_at=now(),
        closes_at=closes_at,
    )
    opened.addressees.set(addressees)
    step = require_move(facts.state_named(asked.state), State.IN_CONSULTATION, met=facts.guards_met(asked))
    enter(asked, State.IN_CONSULTATION, by=by, mover=str(step.facts["mover"]))
    _told(
        "documents.round.opened",
        by,
        asked,
        number=opened.number,
        members=sorted(member.code for member in addressees),
        closes_at=closes_at.isoformat(),
        version=version.number,
    )
    return opened


@act("documents.answer_round")
def answer_round(asked: Round, *, by: Actor, member: Member, agrees: bool, words: Words | None = None) -> RoundAnswer:
    """Hand in the answer of a member, or record one that came on paper. The last one of a member in time stands.

    By the member's own delegation, or by who keeps the draft: this one is told as entered, and takes two persons where
    it is late or where the delegation has answered itself. One that comes at the deadline or later is kept, marked
    late, and displaces none that came in time. A "no" says why.
    Raises Refused "documents.round_closed", "documents.not_addressed", "documents.reason_missing".
    """
    document = locked(asked.document)
    held = Round.objects.select_for_update().get(pk=asked.pk)
    at = now()
    is_late = Deadline(held.closes_at).step(at).code == "deadline.missed"
    answered_itself = held.answers.filter(member=member, entered_by__isnull=True).exists()
    entered_by = _require_for(by, document, member, by_two=is_late or answered_itself)
    if held.closed_at is not None:
        raise Refused("documents.round_closed", number=held.number)
    if not held.addressees.filter(pk=member.pk).exists():
        raise Refused("documents.not_addressed", member=member.code)
    if not agrees and not Words.of(words):
        raise Refused("documents.reason_missing")
    answer: RoundAnswer = RoundAnswer.objects.create(
        of_round=held,
        member=member,
        agrees=agrees,
        words=Words.of(words),
        handed_in_at=at,
        is_late=is_late,
        entered_by=entered_by,
    )
    document.touch().save()
    _told(
        "documents.round.answered",
        by,
        document,
        audience=joined([queries.drafters_of(document), f"member:{member.code}"]),
        number=held.number,
        member=member.short_name,
        agrees=agrees,
        is_late=answer.is_late,
        is_entered=entered_by is not None,
        words=answer.words,
    )
    return answer


@act("documents.close_round")
def close_round(asked: Round, *, by: Actor, in_scopes: Sequence[str] = ()) -> Round:
    """Close a round: when its time is over, or when everybody who was asked has answered.

    Whoever may know of the text is told how many answered what; which members did, those who work on it.
    Raises Refused "documents.round_closed", "documents.round_runs".
    """
    document = locked(asked.document)
    require_moving(by, document, State.IN_CONSULTATION, in_scopes)
    closed = Round.objects.select_for_update().get(pk=asked.pk)
    if closed.closed_at is not None:
        raise Refused("documents.round_closed", number=closed.number)
    silent = queries.silent_in(closed)
    if silent and now() < closed.closes_at:
        raise Refused(
            "documents.round_runs",
            number=closed.number,
            count=len(silent),
            members=[member.code for member in silent],
            closes_at=closed.closes_at.isoformat(),
        )
    closed.closed_at = now()
    closed.touch().save()
    document.touch().save()
    standing = queries.standing_answers(closed)
    answers = {
        "agree": sorted(code for code, one in standing.items() if one.agrees),
        "disagree": sorted(code for code, one in standing.items() if not one.agrees),
        "late": sorted(code for code, one in standing.items() if one.is_late),
        "silent": [member.code for member in silent],
    }
    counts = {said: len(members) for said, members in answers.items()}
    readers, drafters = document.audience, queries.drafters_of(document)
    _told("documents.round.closed", by, document, audience=readers, number=closed.number, **counts)
    _told("documents.round.summed_up", by, document, audience=drafters, number=closed.number, **answers)
    return closed


@act("documents.call_off_round")
def call_off_round(asked: Round, *, by: Actor, reason: Words, in_scopes: Sequence[str] = ()) -> Round:
    """End a round that should not run on, as one that asks the wrong members or until the wrong day. Two persons do.

    What was answered is kept and counts for nothing; the text can go on, or be asked about anew. Whoever may know of
    the text is told why.
    Raises Refused "documents.reason_missing", "documents.round_closed"; SecondPersonNeeded.
    """
    document = locked(asked.document)
    require_one(by, ("issue_version",), [*scopes_of(document), *in_scopes])
    require_two(by, "issue_version")
    ended = Round.objects.select_for_update().get(pk=asked.pk)
    if not Words.of(reason):
        raise Refused("documents.reason_missing")
    if ended.closed_at is not None:
        raise Refused("documents.round_closed", number=ended.number)
    ended.closed_at = now()
    ended.called_off_for = Words.of(reason)
    ended.touch().save()
    document.touch().save()
    _told("documents.round.called_off", by, document, number=ended.number, reason=dict(ended.called_off_for))
    return ended


@act("documents.agree_ad_referendum")
def agree_ad_referendum(
    document: Document, *, by: Actor, capitals: Sequence[Member], in_scopes: Sequence[str] = (), cite: str = ""
) -> Document:
    """Record that negotiators agreed, subject to confirmation by some capitals.

    capitals: whose confirmation is pending. A bracket that is left must be held by these alone.
    Raises Refused "documents.text_missing", "documents.no_capital_named", "documents.guard_not_met",
    "documents.wrong_step".
    """
    agreed = locked(document)
    rule = Citation.parse(cite) if cite else None
    require_moving(by, agreed, State.AD_REFERENDUM, in_scopes, cite=rule)
    version = _newest(agreed)
    if not capitals:
        raise Refused("documents.no_capital_named")
    for member in capitals:
        Confirmation.objects.get_or_create(
            text_version=version, member=member, defaults={"document": agreed, "asked_at": now()}
        )
    met = facts.guards_met(agreed)
    step = require_move(facts.state_named(agreed.state), State.AD_REFERENDUM, met=met, cite=rule)
    enter(agreed, State.AD_REFERENDUM, by=by, mover=str(step.facts["mover"]), cite=cite)
    _told(
        "documents.capitals.asked",
        by,
        agreed,
        members=sorted(member.code for member in capitals),
        brackets=queries.open_brackets(agreed).count(),
        version=version.number,
    )
    return agreed


@act("documents.answer_for_capital")
def answer_for_capital(
    confirmation: Confirmation, *, by: Actor, confirms: bool, words: Words | None = None
) -> Confirmation:
    """Give or withhold a capital's confirmation; one that was withheld may be given later. A "no" says why.

    By the member's own delegation, or recorded by who keeps the draft, and told as entered: by two persons where the
    delegation has answered itself. It holds for the words of the newest version that is sealed: where these change
    before the experts agree, the capital says it again.
    Raises Refused "documents.already_confirmed", "documents.reason_missing".
    """
    document = locked(confirmation.document)
    asked = Confirmation.objects.select_for_update(of=("self",)).select_related("member", "document", "text_version")
    answered = asked.get(pk=confirmation.pk)
    answered_itself = answered.answered_at is not None and answered.entered_by_id is None
    entered_by = _require_for(by, document, answered.member, by_two=answered_itself)
    if answered.state == Confirmation.State.GIVEN and not queries.is_outdated(answered):
        raise Refused("documents.already_confirmed", member=answered.member.code)
    if not confirms and not Words.of(words):
        raise Refused("documents.reason_missing")
    answered.text_version = _spoken_of(answered)
    answered.state = Confirmation.State.GIVEN if confirms else Confirmation.State.WITHHELD
    answered.words = Words.of(words)
    answered.answered_at = now()
    answered.entered_by = entered_by
    answered.touch().save()
    document.touch().save()
    _told(
        "documents.capital.answered",
        by,
        document,
        audience=joined([queries.drafters_of(document), f"member:{answered.member.code}"]),
        member=answered.member.short_name,
        confirms=confirms,
        is_entered=entered_by is not None,
        version=answered.text_version.number,
        pending=len(queries.pending_capitals(document)),
    )
    return answered


@act("documents.agree_at_expert_level")
def agree_at_expert_level(
    document: Document, *, by: Actor, forward_brackets: bool = False, in_scopes: Sequence[str] = (), cite: str = ""
) -> Document:
    """Record that experts agreed: every bracket is closed, or those left are forwarded in so many words.

    A capital counts as heard where it confirmed the words of the newest version that is sealed.
    Raises Refused "documents.capitals_pending", "documents.guard_not_met", "documents.wrong_step".
    """
    agreed = locked(document)
    rule = Citation.parse(cite) if cite else None
    require_moving(by, agreed, State.EXPERT_LEVEL, in_scopes, cite=rule)
    held = queries.confirmations_of(agreed)
    require_confirmed(
        [one.member.code for one in held if queries.is_to_be_heard(one)],
        [one.member.code for one in held if one.state == Confirmation.State.WITHHELD],
        cite=rule,
    )
    waiting = queries.open_brackets(agreed).count()
    met = facts.guards_met(agreed) | ({Guard.NO_OPEN_BRACKETS_OR_FORWARDED} if forward_brackets else set())
    step = require_move(facts.state_named(agreed.state), State.EXPERT_LEVEL, met=met, cite=rule)
    enter(agreed, State.EXPERT_LEVEL, by=by, mover=str(step.facts["mover"]), cite=cite, brackets_forwarded=waiting)
    return agreed


def _spoken_of(confirmation: Confirmation) -> Version:
    """The version of which a capital speaks now: the newest sealed one, unless it was asked about a later one."""
    sealed = queries.sealed_version(confirmation.document)
    if sealed is None or sealed.number <= confirmation.text_version.number:
        return confirmation.text_version
    asked_again = Confirmation.objects.filter(text_version=sealed, member=confirmation.member_id)
    return confirmation.text_version if asked_again.exists() else sealed


def _newest(document: Document) -> Version:
    version = queries.current_version(document)
    if version is None:
        raise Refused("documents.text_missing")
    return version


def _require_for(by: Actor, document: Document, member: Member, *, by_two: bool) -> Person | None:
    """Let pass who speaks for this member, and who keeps the draft and records what came on paper: return the latter.

    by_two: what the secretariat enters takes a second person of it. To a delegation of another member, and to whoever
    may not know of the text, it is not here.
    """
    if by.capacity in DELEGATES:
        require_reading(by, document.audience)
        if f"member:{member.code}" not in by.scopes:
            raise NotHere()
        require_of_member(by, "table_draft", f"member:{member.code}")
        return None
    # No delegation has a part in issuing, so none is shown what waits for a second person.
    require_one(by, ("issue_version",) if by_two else ("edit_draft", "issue_version"), scopes_of(document))
    if by_two:
        require_two(by, "issue_version")
    return Person.objects.filter(key=by.proposed_by or by.person_key).first()


def _told(verb: str, by: Actor, document: Document, *, audience: str = "", **more: object) -> None:
    record(
        verb,
        by=by,
        about=document.about,
        audience=audience or document.audience,
        facts={"symbol": facts.named(document), **more},
    )
    publish(f"document:{document.key}", document.audience, document.version)
