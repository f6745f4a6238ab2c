"""The chair's word: what was decided gets its number, and the text adopted is frozen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import PUBLIC
from plenary.foundation.access.gate import may, require, require_to_widen, require_two
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions import facts
from plenary.offices.decisions.actions import outcomes
from plenary.offices.decisions.actions.questions import (
    NUMBERLESS,
    closed,
    numbers_of,
    objectors,
    refuse_older_words,
    refuse_open_words,
)
from plenary.offices.decisions.models import AttachedStatement, Decision, Question, Ruling, Series
from plenary.offices.decisions.permissions import member_scope, person_of, scopes_of, scopes_of_decision
from plenary.offices.meetings.models import Sitting
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused
from plenary.procedure.verdict import Outcome


@act("decisions.announce")
def announce(
    question: Question, *, by: Actor, numbers: Sequence[str] = (), happened_at: datetime | None = None
) -> list[Decision]:
    """Announce what a closed question came to. What is adopted gets a number of each body and is frozen.

    numbers: as they were read out, where they were; each must be the one that the series gives. A question that was
    not adopted, is of procedure or only confirms a wording gets none and the list is empty. Order: the question,
    then the series are locked; checks; decisions; the state of the text; the record; what follows (a budget opens
    contributions).
    Raises Refused "consensus.objection_stands", "decisions.not_closed", "decisions.already_announced",
    "agenda.…", "decisions.open_brackets", "decisions.text_changed", "decisions.text_moved_on",
    "decisions.version_not_issued", "decisions.number_given_already",
    "decisions.number_not_next".
    """
    locked: Question = Question.objects.select_for_update().get(pk=question.pk)
    require(by, "announce_verdict", *scopes_of(locked))
    parts = list(locked.bodies.select_related("body").order_by("pk"))
    rule = facts.rule_of(locked, parts[0].body)
    if locked.state == Question.State.ANNOUNCED:
        raise Refused("decisions.already_announced", rule.cite, numbers=numbers_of(locked))
    ruling = locked.rulings.order_by("-pk").first()
    if locked.method == Question.Method.CONSENSUS and ruling is None:
        standing = objectors(locked)
        if standing and (locked.state == Question.State.OPEN or locked.outcome == Outcome.ADOPTED):
            raise Refused("consensus.objection_stands", rule.cite, objections=len(standing), objectors=standing)
    if locked.state != Question.State.CLOSED:
        raise Refused("decisions.not_closed", rule.cite, state=locked.state)
    announced_at = now()
    locked.state = Question.State.ANNOUNCED
    locked.announced_at = announced_at
    locked.announced_by = person_of(by)
    if by.proposed_by and by.proposed_by != by.person_key:
        outcomes.recorded(locked, proposer_key=by.proposed_by, at=announced_at)
    adopted = locked.outcome == Outcome.ADOPTED
    made: list[Decision] = []
    if adopted and locked.effect not in NUMBERLESS:
        outcomes.require_on_agenda(locked, rule, ruled=ruling is not None)
        refuse_open_words(locked, rule)
        # Where an objection stood, other words may have been written and given out; it was withdrawn since.
        refuse_older_words(locked, rule)
        read_out = list(numbers) + [""] * len(parts)
        for part, said in zip(parts, read_out, strict=False):
            made.append(_numbered(locked, part.body, by=by, said=said, at=happened_at or announced_at))
    locked.touch().save()
    journal.record(
        "decisions.verdict.announced",
        by=by,
        about=locked.about,
        audience=locked.audience,
        happened_at=happened_at,
        facts={
            "question": dict(locked.wording),
            "outcome": locked.outcome,
            "numbers": [one.number for one in made],
            "by_ruling": ruling is not None,
            "sha256": locked.text_digest,
        },
        cite=ruling.rule if ruling else str(rule.cite),
    )
    outcomes.follow_through(locked, made, by=by)
    _tell(locked)
    return made


@act("decisions.record_verdict")
def record_verdict(question: Question, *, by: Actor) -> Question:
    """Enter in the record, as its secretary, what the chair announced. Never the same person as the chair.

    Where the secretary proposed the announcement and the chair made it, this is done already.
    Raises Refused "decisions.not_announced", "decisions.recorded_already", "decisions.recorded_by_who_announced".
    """
    locked: Question = Question.objects.select_for_update().get(pk=question.pk)
    if locked.state != Question.State.ANNOUNCED or locked.announced_by is None:
        raise Refused("decisions.not_announced", state=locked.state)
    # The chair's announcement is the first of the two; the secretary, who may only propose alone, is the second.
    require(by.confirming(locked.announced_by.key), "announce_verdict", *scopes_of(locked))
    if locked.recorded_at is not None:
        raise Refused("decisions.recorded_already", at=locked.recorded_at.isoformat())
    if locked.announced_by.key == by.person_key:
        raise Refused("decisions.recorded_by_who_announced")
    locked.recorded_by = person_of(by)
    locked.recorded_at = now()
    locked.touch().save()
    journal.record(
        "decisions.verdict.recorded",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"question": dict(locked.wording), "outcome": locked.outcome, "numbers": numbers_of(locked)},
    )
    _tell(locked)
    return locked


@act("decisions.rule_otherwise")
def rule_otherwise(
    question: Question,
    *,
    by: Actor,
    outcome: str,
    rule: str,
    ground: Words,
    happened_at: datetime | None = None,
) -> Ruling:
    """The chair rules otherwise than the rule computes: by name, with the rule invoked and the ground.

    The verdict stays as computed; the ruling stands beside it. An open consensus is closed by it.
    outcome: "adopted" or "not adopted", and otherwise than what stands: nothing is ruled that was computed.
    Raises Refused "decisions.ruling_without_ground", "decisions.ruling_outcome", "decisions.ruling_as_computed",
    "decisions.not_closed", "decisions.already_announced".
    """
    locked: Question = Question.objects.select_for_update().get(pk=question.pk)
    require(by, "override_verdict", *scopes_of(locked))
    if not rule.strip() or not Words.of(ground):
        raise Refused("decisions.ruling_without_ground")
    if outcome not in {str(Outcome.ADOPTED), str(Outcome.NOT_ADOPTED)}:
        raise Refused("decisions.ruling_outcome", outcome=outcome)
    if locked.state == Question.State.ANNOUNCED:
        raise Refused("decisions.already_announced", numbers=numbers_of(locked))
    if locked.state == Question.State.OPEN and locked.method == Question.Method.CONSENSUS:
        locked = closed(locked, by=by)
    if locked.state != Question.State.CLOSED:
        raise Refused("decisions.not_closed", state=locked.state)
    computed = locked.outcome
    if outcome == computed:
        raise Refused("decisions.ruling_as_computed", outcome=outcome)
    made = Ruling.objects.create(
        question=locked,
        ruled_by=person_of(by),
        rule=rule.strip(),
        ground=Words.of(ground),
        outcome=outcome,
        computed=computed,
        ruled_at=now(),
    )
    locked.outcome = outcome
    locked.touch().save()
    journal.record(
        "decisions.ruling.made",
        by=by,
        about=locked.about,
        audience=locked.audience,
        happened_at=happened_at,
        facts={
            "question": dict(locked.wording),
            "computed": computed,
            "outcome": outcome,
            "ground": dict(made.ground),
            "objectors": objectors(locked),
        },
        cite=made.rule,
    )
    _tell(locked)
    return made


@act("decisions.issue_decision")
def issue_decision(
    decision: Decision, *, by: Actor, audience: str = PUBLIC, happened_at: datetime | None = None
) -> Decision:
    """Give a numbered decision out to an audience; to a wider one than it has, two people agree.

    The question goes with it where every decision that it led to is as open; one that was put behind closed doors
    stays there, for what was voted, and how, is not part of what left the room.
    Raises Refused "decisions.not_recorded_yet", "decisions.void", "decisions.issued_already";
    SecondPersonNeeded.
    """
    locked: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    require(by, "issue_decision")
    if locked.void_at is not None:
        raise Refused("decisions.void", number=locked.number)
    question = Question.objects.select_for_update().get(pk=locked.question_id) if locked.question_id else None
    if question is not None and question.recorded_at is None:
        raise Refused("decisions.not_recorded_yet", number=locked.number)
    if locked.issued_at is not None and locked.audience == audience:
        raise Refused("decisions.issued_already", number=locked.number)
    require_to_widen(by, locked.audience, audience)
    goes_along = (
        question is not None
        and not facts.is_restricted(question.audience)
        and not question.decisions.exclude(pk=locked.pk).exclude(audience=audience).exists()
    )
    if question is not None and goes_along:
        require_to_widen(by, question.audience, audience)
    before = locked.audience
    locked.audience = audience
    locked.issued_at = locked.issued_at or happened_at or now()
    locked.touch().save()
    if question is not None and goes_along:
        question.audience = audience
        question.touch().save()
    journal.record(
        "decisions.decision.issued",
        by=by,
        about=locked.about,
        audience=audience,
        happened_at=happened_at,
        facts={
            "number": locked.number,
            "title": dict(locked.title),
            "before": before if audience != PUBLIC else "",
            "sha256": locked.text_digest,
        },
    )
    _tell_decision(locked)
    return locked


def let_out(
    decision: Decision, *, by: Actor, audience: str, statements: Collection[AttachedStatement] = ()
) -> Decision:
    """Let those who follow a sitting again read a decision taken behind its doors. No gate: opening the doors asks it.

    statements: those attached to it that go with it. What was voted, and how, and every other statement stays with
    those who were in the room.
    """
    locked: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    for one in locked.statements.exclude(pk__in=[one.pk for one in statements]):
        one.kept_to = locked.audience
        one.touch().save()
    locked.audience = audience
    locked.touch().save()
    journal.record(
        "decisions.decision.let_out",
        by=by,
        about=locked.about,
        audience=audience,
        facts={"number": locked.number, "title": dict(locked.title), "sha256": locked.text_digest},
    )
    _tell_decision(locked)
    return locked


@act("decisions.void_decision")
def void_decision(decision: Decision, *, by: Actor, reason: Words, happened_at: datetime | None = None) -> Decision:
    """Mark a number given in error as void, with the reason; the number stays and is never given again.

    A text that no other decision on the same question carries lies before the body again. Two people agree.
    Raises Refused "decisions.no_reason", "decisions.void"; SecondPersonNeeded.
    """
    locked: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    require_two(by, "issue_decision")
    if not Words.of(reason):
        raise Refused("decisions.no_reason")
    if locked.void_at is not None:
        raise Refused("decisions.void", number=locked.number)
    locked.void_at = now()
    locked.void_reason = Words.of(reason)
    locked.touch().save()
    journal.record(
        "decisions.decision.voided",
        by=by,
        about=locked.about,
        audience=locked.audience,
        happened_at=happened_at,
        facts={"number": locked.number, "reason": dict(locked.void_reason)},
    )
    outcomes.undo_state(locked, by=by)
    _tell_decision(locked)
    return locked


@act("decisions.correct_title")
def correct_title(decision: Decision, *, by: Actor, title: Words, reason: Words) -> Decision:
    """Correct what a decision is called where it is listed and published; the text adopted is untouched.

    What it was called before stays in the record, with the reason. Two people agree once it was issued.
    Raises Refused "decisions.title_missing", "decisions.title_the_same", "decisions.no_reason", "decisions.void".
    """
    locked: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if locked.issued_at is None:
        require(by, "issue_decision")
    else:
        require_two(by, "issue_decision")
    if locked.void_at is not None:
        raise Refused("decisions.void", number=locked.number)
    if not Words.of(title):
        raise Refused("decisions.title_missing", number=locked.number)
    if Words.of(title) == Words.of(locked.title):
        raise Refused("decisions.title_the_same", number=locked.number)
    if not Words.of(reason):
        raise Refused("decisions.no_reason")
    before = dict(locked.title)
    locked.title = Words.of(title)
    locked.touch().save()
    journal.record(
        "decisions.title.corrected",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={
            "number": locked.number,
            "before": before,
            "after": dict(locked.title),
            "reason": dict(Words.of(reason)),
        },
    )
    _tell_decision(locked)
    return locked


@act("decisions.attach_statement")
def attach_statement(
    decision: Decision,
    *,
    by: Actor,
    member: Member,
    kind: str,
    text: Words,
    happened_at: datetime | None = None,
) -> AttachedStatement:
    """Attach a member's reservation or interpretive statement, until the sitting closes. The text is untouched.

    kind: reservation, interpretive or explanation. By the member itself, or by the secretary at its request.
    Raises Refused "decisions.no_such_statement", "decisions.statement_empty", "decisions.sitting_closed".
    """
    locked: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    own = member_scope(member)
    if not (may(by, "cast_vote", own) and own in by.scopes):
        require(by, "work_floor", *scopes_of_decision(locked))
    if kind not in AttachedStatement.Kind.values:
        raise Refused("decisions.no_such_statement", kind=kind)
    if not Words.of(text):
        raise Refused("decisions.statement_empty")
    sitting = locked.question.sitting if locked.question else None
    if sitting is not None and sitting.state == Sitting.State.CLOSED:
        raise Refused("decisions.sitting_closed", number=locked.number)
    made = AttachedStatement.objects.create(
        decision=locked, member=member, kind_of_statement=kind, text=Words.of(text), made_at=happened_at or now()
    )
    journal.record(
        "decisions.statement.attached",
        by=by,
        about=locked.about,
        audience=locked.audience,
        happened_at=happened_at,
        facts={"number": locked.number, "member": member.code, "kind": kind, "text": dict(made.text)},
    )
    _tell_decision(locked)
    return made


def _numbered(question: Question, body: Body, *, by: Actor, said: str, at: datetime) -> Decision:
    """The next number of the body's series, and the decision under it. The series is locked until the end."""
    restricted = facts.is_restricted(question.audience)
    year = facts.day_of(question).year
    Series.objects.get_or_create(body=body, year=year, is_restricted=restricted)
    series = Series.objects.select_for_update().get(body=body, year=year, is_restricted=restricted)
    n = series.last + 1
    number = f"{body.code}-{year}-{'R' if restricted else ''}{n}"
    if said and said != number:
        if Decision.objects.filter(number=said).exists():
            raise Refused("decisions.number_given_already", number=said, next=number)
        raise Refused("decisions.number_not_next", number=said, next=number)
    series.last = n
    series.touch().save()
    decision = Decision(
        number=number,
        series=series,
        n=n,
        body=body,
        question=question,
        item=question.item,
        document=question.document,
        text_version=question.text_version,
        text_digest=question.text_digest,
        title=Words.of(question.document.title if question.document else question.wording),
        adopted_at=at,
        audience=question.audience,
        is_demonstration=question.is_demonstration,
    )
    entry = journal.record(
        "decisions.decision.adopted",
        by=by,
        about=decision.about,
        audience=question.audience,
        happened_at=at,
        facts={
            "number": number,
            "body": body.code,
            "title": dict(decision.title),
            "effect": question.effect,
            "sha256": decision.text_digest,
            "question": question.key,
        },
        cite=str(facts.rule_of(question, body).cite),
    )
    decision.entry = entry.number
    decision.save()
    return decision


def _tell(question: Question) -> None:
    if question.sitting is not None:
        publish(f"sitting:{question.sitting.key}", question.audience)
    if question.item is not None:
        publish(f"session:{question.item.session.key}", question.audience)
    if question.document is not None:
        publish(f"document:{question.document.key}", question.audience)
    publish(f"question:{question.key}", question.audience, version=question.version)


def _tell_decision(decision: Decision) -> None:
    publish(f"decision:{decision.key}", decision.audience, version=decision.version)
    if decision.question is not None:
        publish(f"question:{decision.question.key}", decision.audience)
    if decision.item is not None:
        publish(f"session:{decision.item.session.key}", decision.audience)
