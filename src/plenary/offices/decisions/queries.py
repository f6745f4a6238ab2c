"""What may be asked of questions and decisions. No query tells how a vote stands before it is closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.clock import now
from plenary.offices.decisions import windows
from plenary.offices.decisions.models import (
    AttachedStatement,
    Ballot,
    Decision,
    FollowUp,
    Objection,
    Question,
    QuestionBody,
    Series,
    TimeAsked,
)
from plenary.offices.decisions.models.question import FINAL
from plenary.offices.documents.models import Document, Paragraph, Referral, Version
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import NotHere

Closed = (Question.State.CLOSED, Question.State.ANNOUNCED)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the one who cast a ballot is shown: the choice, when, and its entry in the record."""

    ballot: str
    member: str
    body: str
    choice: str
    cast_at: datetime
    entry: int
    may_change: bool


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of a body's members have voted, and which have not; never how."""

    body: str
    voted: int
    of: int
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A closed question in one body: the verdict with its steps, and where ballots were open, who chose what."""

    body: Body
    outcome: str
    verdict: dict[str, Any]
    choices: tuple[tuple[Member, str], ...]


def questions(reader: Actor) -> QuerySet[Question]:
    """Every question that this reader may know of, the newest first, with item, text and bodies."""
    found: QuerySet[Question] = Question.objects.readable_by(reader)
    return (
        found.select_related("item", "sitting", "document", "text_version")
        .prefetch_related(Prefetch("bodies", queryset=QuestionBody.objects.select_related("body")))
        .order_by("-pk")
    )


def question(reader: Actor, key: str) -> Question:
    """One question. Raises NotHere."""
    found = questions(reader).filter(key=key).first()
    if found is None:
        raise NotHere()
    return found


def questions_of_sitting(reader: Actor, sitting: Sitting) -> QuerySet[Question]:
    """Questions put, or prepared, in a sitting, in the order they were prepared."""
    return questions(reader).filter(sitting=sitting).order_by("pk")


def questions_of_item(reader: Actor, item: Item) -> QuerySet[Question]:
    """Questions put under an item."""
    return questions(reader).filter(item=item).order_by("pk")


def open_question_in(sitting: Sitting) -> Question | None:
    """The question that is open in a sitting now; there is one at most."""
    return Question.objects.filter(sitting=sitting, state=Question.State.OPEN).first()


def standing_objections(question: Question) -> QuerySet[Objection]:
    """Objections in time that nobody has withdrawn, the first made first."""
    return (
        Objection.objects.filter(question=question, withdrawn_at__isnull=True, is_late=False)
        .select_related("member", "body", "made_by")
        .order_by("received_at", "pk")
    )


def times_asked(question: Question) -> QuerySet[TimeAsked]:
    """Who asked for more time, the first first; asking gives none."""
    return TimeAsked.objects.filter(question=question).select_related("member").order_by("asked_at", "pk")


def times_asked_waiting(question: Question) -> list[TimeAsked]:
    """Those that came since time was given last, so that nobody has answered them."""
    last = question.extensions.order_by("-granted_at").first()
    return [one for one in times_asked(question) if last is None or one.asked_at > last.granted_at]


def time_left(question: Question) -> timedelta:
    """What remains of the window of an open question; zero where it is over or has none."""
    if question.state != Question.State.OPEN or question.closes_at is None or question.opened_at is None:
        return timedelta()
    if question.method == Question.Method.SILENCE:
        return max(question.closes_at - now(), timedelta())
    return windows.left(
        opened_at=question.opened_at,
        closes_at=question.closes_at,
        opened_tick=question.opened_tick,
        opened_boot=question.opened_boot,
    )


def turnout(question: Question) -> list[Turnout]:
    """How many have voted, body by body, with the codes of the members that have not."""
    voted: dict[int, set[int]] = {}
    for body_id, member_id in Ballot.objects.filter(question=question, superseded_at__isnull=True).values_list(
        "body_id", "member_id"
    ):
        voted.setdefault(body_id, set()).add(member_id)
    answer = []
    for part in question.bodies.select_related("body").order_by("pk"):
        members = organisation.members_of(part.body, on=(question.opened_at or now()).date())
        have = voted.get(part.body_id, set())
        waiting = tuple(sorted(one.code for one in members if one.pk not in have))
        answer.append(Turnout(part.body.code, len(have), len(members), waiting))
    return answer


def own_ballot(question: Question, body: Body, member: Member) -> Ballot | None:
    """The ballot of a seat that counts now. For the one who holds that seat, and for nobody else before the close."""
    return Ballot.objects.filter(question=question, body=body, member=member, superseded_at__isnull=True).first()


def receipt(ballot: Ballot) -> Receipt:
    """The receipt of a ballot."""
    return Receipt(
        ballot=ballot.key,
        member=ballot.member.code,
        body=ballot.body.code,
        choice=ballot.choice,
        cast_at=ballot.cast_at,
        entry=ballot.entry,
        may_change=ballot.question.state == Question.State.OPEN,
    )


def results(question: Question) -> list[Result]:
    """What a closed question came to, body by body. Empty before the close, whoever asks."""
    if question.state not in Closed:
        return []
    named = question.method == Question.Method.VOTE and question.manner != Question.Manner.SECRET
    ballots: dict[int, list[tuple[Member, str]]] = {}
    if named:
        for ballot in (
            Ballot.objects.filter(question=question, superseded_at__isnull=True)
            .select_related("member")
            .order_by("member__code")
        ):
            ballots.setdefault(ballot.body_id, []).append((ballot.member, ballot.choice))
    return [
        Result(part.body, part.outcome, dict(part.verdict), tuple(ballots.get(part.body_id, ())))
        for part in question.bodies.select_related("body").order_by("pk")
    ]


def decisions(reader: Actor) -> QuerySet[Decision]:
    """Every decision that this reader may know of, the newest first, with body, item and text."""
    found: QuerySet[Decision] = Decision.objects.readable_by(reader)
    return found.select_related("body", "series", "question", "item__session", "document", "text_version").order_by(
        "-adopted_at", "-pk"
    )


def decision(reader: Actor, number: str) -> Decision:
    """A decision by its number. Raises NotHere."""
    found = decisions(reader).filter(number=number).first()
    if found is None:
        raise NotHere()
    return found


def statements_of(reader: Actor, *decisions: Decision) -> QuerySet[AttachedStatement]:
    """What members attached to decisions that this reader reads, in the order it was made; not what stayed behind."""
    return (
        AttachedStatement.objects.filter(decision__in=decisions, kept_to__in=["", *readable_audiences(reader)])
        .select_related("member", "decision")
        .order_by("made_at", "pk")
    )


def decisions_on(reader: Actor, document: Document) -> QuerySet[Decision]:
    """Decisions by which bodies acted on a document."""
    return decisions(reader).filter(document=document)


def last_decision_of(reader: Actor, document: Document, bodies: Iterable[Body]) -> Decision | None:
    """The last decision by which one of these bodies acted on a document; None where none did, or it is void."""
    acted = decisions_on(reader, document).filter(body__in=list(bodies), void_at__isnull=True)
    return acted.order_by("-adopted_at", "pk").first()


def adopted_version(document: Document) -> Version | None:
    """The version that a body adopted, approved or confirmed last; None where none did. Void decisions do not count."""
    final = Decision.objects.filter(document=document, void_at__isnull=True, question__effect__in=FINAL)
    last = final.exclude(text_version=None).select_related("text_version").order_by("-pk").first()
    return last.text_version if last is not None else None


def decisions_of_item(reader: Actor, item: Item) -> QuerySet[Decision]:
    """Decisions taken under an item."""
    return decisions(reader).filter(item=item)


def decisions_adopting(reader: Actor, digest: str) -> QuerySet[Decision]:
    """Decisions that froze a text with this SHA-256: what the check of a file asks."""
    return decisions(reader).filter(text_digest=digest, void_at__isnull=True)


def follow_ups(reader: Actor) -> QuerySet[FollowUp]:
    """Lines of follow-up of the decisions that this reader may know of, the nearest date first."""
    return (
        FollowUp.objects.filter(decision__in=Decision.objects.readable_by(reader))
        .select_related("decision__body", "owner_member", "owner_body")
        .prefetch_related("reports")
        .order_by("due_on", "pk")
    )


def follow_ups_of(reader: Actor, decision: Decision) -> QuerySet[FollowUp]:
    """Lines of follow-up of one decision."""
    return follow_ups(reader).filter(decision=decision)


def follow_ups_about(document: Document) -> QuerySet[FollowUp]:
    """Lines of follow-up of every decision on a text that stands, whoever reads them."""
    return FollowUp.objects.filter(decision__document=document, decision__void_at__isnull=True).select_related(
        "owner_member", "owner_body"
    )


def operative_paragraphs(decision: Decision) -> list[Paragraph]:
    """What the adopted text asks, in its original language: its operative paragraphs.

    Where nobody said which are operative, each that is no title, heading, reason or note may ask something.
    """
    put = decision.text_version
    text = put.languages.filter(is_original=True).first() if put else None
    lines = list(text.paragraphs.order_by("order")) if text else []
    operative = [one for one in lines if one.role == Paragraph.Role.OPERATIVE]
    return operative or [one for one in lines if one.role == Paragraph.Role.PLAIN]


def unowned_paragraphs(decision: Decision) -> list[Paragraph]:
    """Operative paragraphs of the adopted text for which no line of follow-up names an owner."""
    owned = set(decision.follow_up.values_list("anchor", flat=True))
    return [one for one in operative_paragraphs(decision) if one.anchor not in owned]


def lower_decision_stands(document: Document) -> bool:
    """Whether the decision on which a text came up is numbered. On the usual route, or with none, nothing lacks."""
    last = Referral.objects.filter(document=document).exclude(state=Referral.State.RETURNED).order_by("-pk").first()
    if last is None or (last.is_customary and not last.ground):
        return True
    return Decision.objects.filter(number=last.ground, void_at__isnull=True).exists()


def gaps(body: Body, year: int, *, restricted: bool = False) -> list[int]:
    """Numbers missing from a series; always empty. The register and a test ask."""
    series = Series.objects.filter(body=body, year=year, is_restricted=restricted).first()
    if series is None:
        return []
    given = set(series.decisions.values_list("n", flat=True))
    return sorted(set(range(1, series.last + 1)) - given)


def members_concerned(question: Question, seats: Iterable[Member]) -> frozenset[str]:
    """Codes of the members of a body that the question is about."""
    return frozenset(question.concerned) & {member.code for member in seats}
