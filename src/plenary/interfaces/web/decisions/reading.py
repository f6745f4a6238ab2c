"""Decisions and votes as the public pages print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.journal import queries as journal
from plenary.foundation.journal.models import Entry
from plenary.interfaces.web.decisions.rulings import RulingSaid, rulings_said, with_rulings
from plenary.interfaces.web.decisions.steps import METHODS, SaidStep, said_steps
from plenary.interfaces.web.documents.reading import said_in_title
from plenary.interfaces.web.drawings.room import Seat, table_plan
from plenary.interfaces.web.drawings.sheet import Drawing, rtl_now
from plenary.interfaces.web.drawings.threshold import bars_of
from plenary.interfaces.web.drawings.votes import BallotMark, vote_hemicycle, vote_sentence, vote_tiles
from plenary.offices.decisions import queries as office
from plenary.offices.decisions.models import (
    AttachedStatement,
    Ballot,
    CorrectionOfVote,
    Decision,
    FollowUp,
    Question,
    QuestionBody,
    Ruling,
)
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Item
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import BodySeat, Member

#: From this many seats on a body is drawn as a hemicycle; smaller ones sit round a table.
HEMICYCLE_FROM = 25
CHOICES = {"in_favour": "favour", "against": "against", "abstain": "abstain", "": "absent"}


@dataclass(slots=True)
class BodyVerdict:
    """What the rule computed for one body."""

    part: QuestionBody
    steps: list[SaidStep]
    cite: str
    required: int | None


@dataclass(slots=True)
class DecisionPage:
    """What the page of one decision prints."""

    decision: Decision
    item: Item | None
    zone: str
    question: Question | None
    how: str
    verdicts: list[BodyVerdict]
    rulings: list[RulingSaid]
    statements: list[AttachedStatement]
    follow_ups: list[FollowUp]
    entries: list[Entry]
    can_read_text: bool
    siblings: list[Decision]


@dataclass(frozen=True, slots=True)
class Cast:
    """What a member's seat chose, as it counts."""

    member: Member
    choice: str


@dataclass(slots=True)
class VoteOfBody:
    """A vote in one body: figures, drawing, who chose what. bars: what was cast against what was needed."""

    part: QuestionBody
    figures: list[tuple[str, int]]
    drawing: Drawing | None
    tiles: Drawing | None
    bars: tuple[Drawing, ...]
    casts: list[Cast]
    required: int | None
    steps: list[SaidStep]


@dataclass(slots=True)
class VotePage:
    """What the page of one vote prints."""

    question: Question
    item: Item | None
    zone: str
    is_secret: bool
    bodies: list[VoteOfBody]
    rulings: list[RulingSaid]
    corrections: list[CorrectionOfVote]
    decisions: list[Decision]
    can_read_text: bool
    entries: list[Entry]


def decisions_listed(reader: Actor, *, body: str = "", year: str = "", words: str = "") -> QuerySet[Decision]:
    """Decisions that this reader may know of, the newest first, narrowed by what is given."""
    found = with_rulings(
        reader, Decision.objects.readable_by(reader).select_related("body", "item__session", "document")
    )
    if body:
        found = found.filter(body__code=body)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(series__year=int(year))
    if words:
        found = found.filter(Q(number__icontains=words) | said_in_title(words))
    return found.order_by("-adopted_at", "-pk")


def votes_listed(reader: Actor, limit: int) -> list[Question]:
    """The newest votes whose result was announced."""
    return list(
        Question.objects.readable_by(reader)
        .filter(method=Question.Method.VOTE, state=Question.State.ANNOUNCED)
        .select_related("item")
        .annotate(by_ruling=Exists(Ruling.objects.filter(question=OuterRef("pk"))))
        .order_by("-announced_at")[:limit]
    )


def decision_page(reader: Actor, number: str) -> DecisionPage:
    """Everything this reader may read of a decision. Raises Http404 where there is none."""
    decision = (
        Decision.objects.readable_by(reader)
        .filter(number=number)
        .select_related("body", "question", "item__session__venue", "document", "text_version")
        .first()
    )
    if decision is None:
        raise Http404
    question = decision.question
    shown = question if question is not None and may_read(reader, question.audience) else None
    parts = list(shown.bodies.select_related("body").order_by("pk")) if shown else []
    session = decision.item.session if decision.item else None
    return DecisionPage(
        decision=decision,
        item=_item_shown(reader, decision.item),
        zone=session.venue.zone if session and session.venue else "",
        question=shown,
        how=str(METHODS.get(shown.method, "")) if shown and shown.outcome == "adopted" else "",
        verdicts=[_verdict(part) for part in parts],
        rulings=rulings_said(shown.rulings.select_related("ruled_by")) if shown else [],
        statements=list(office.statements_of(reader, decision)),
        follow_ups=list(office.follow_ups_of(reader, decision)),
        entries=list(journal.entries_about(reader, decision.about)),
        can_read_text=decision.document is not None and may_read(reader, decision.document.audience),
        siblings=list(
            Decision.objects.readable_by(reader)
            .filter(question=question)
            .exclude(pk=decision.pk)
            .select_related("body")
        )
        if question
        else [],
    )


def _item_shown(reader: Actor, item: Item | None) -> Item | None:
    """The item, where it stands on the open agenda of a session that this reader may know of."""
    if item is None or item.series or not may_read(reader, item.audience):
        return None
    return item if may_read(reader, item.session.audience) else None


def _verdict(part: QuestionBody) -> BodyVerdict:
    kept: dict[str, Any] = part.verdict or {}
    return BodyVerdict(part, said_steps(kept), str(kept.get("cite", "")), _count(kept.get("required")))


def _zone_where_put(question: Question) -> str:
    """The zone of the place; that of the organisation where no place is stated."""
    sitting = question.sitting
    session = question.item.session if question.item else sitting.meeting.session if sitting else None
    return meetings.zone_of(session) if session else organisation.the_organisation().zone


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None


def vote_page(reader: Actor, key: str) -> VotePage:
    """Everything public of a vote, once its result is announced. Raises Http404 before, and where there is none."""
    question = (
        Question.objects.readable_by(reader)
        .filter(key=key, state=Question.State.ANNOUNCED)
        .select_related("item__session__venue", "sitting__meeting__session__venue", "document", "text_version")
        .first()
    )
    if question is None:
        raise Http404
    is_secret = question.manner == Question.Manner.SECRET
    parts = list(question.bodies.select_related("body").order_by("pk"))
    ballots: dict[int, dict[int, str]] = {}
    if not is_secret:
        for ballot in Ballot.objects.filter(question=question, superseded_at__isnull=True):
            ballots.setdefault(ballot.body_id, {})[ballot.member_id] = ballot.choice
    seats: dict[int, list[Member]] = {}
    day = (question.opened_at or question.announced_at).date()
    for seat in BodySeat.objects.filter(
        Q(from_on__isnull=True) | Q(from_on__lte=day),
        Q(until_on__isnull=True) | Q(until_on__gt=day),
        body__in=[part.body_id for part in parts],
    ).select_related("member"):
        seats.setdefault(seat.body_id, []).append(seat.member)
    return VotePage(
        question=question,
        item=_item_shown(reader, question.item),
        zone=_zone_where_put(question),
        is_secret=is_secret,
        bodies=[
            _vote_of_body(part, seats.get(part.body_id, []), ballots.get(part.body_id, {}), question) for part in parts
        ],
        rulings=rulings_said(question.rulings.select_related("ruled_by")),
        corrections=[]
        if is_secret
        else list(
            CorrectionOfVote.objects.filter(ballot__question=question)
            .select_related("ballot__member")
            .order_by("filed_at")
        ),
        decisions=list(Decision.objects.readable_by(reader).filter(question=question).select_related("body")),
        can_read_text=question.document is not None and may_read(reader, question.document.audience),
        entries=list(journal.entries_about(reader, question.about)),
    )


def _vote_of_body(
    part: QuestionBody, members: Sequence[Member], ballots: dict[int, str], question: Question
) -> VoteOfBody:
    ordered = sorted(members, key=lambda one: (one.sort_name or one.short_name).said().casefold())
    kept: dict[str, Any] = part.verdict or {}
    required = _count(kept.get("required"))
    by_seat = question.method == Question.Method.VOTE and bool(ballots)
    casts = [Cast(member, CHOICES[ballots.get(member.pk, "")]) for member in ordered] if by_seat else []
    marks = [BallotMark(cast.member.short_name.said(), cast.member.code, cast.choice) for cast in casts]
    return VoteOfBody(
        part=part,
        figures=_figures(casts, kept),
        drawing=_drawn(marks, None if _is_weighted(kept) else required),
        tiles=vote_tiles(marks, title=_("How each member voted"), rtl=rtl_now()) if marks else None,
        bars=bars_of(kept),
        casts=casts,
        required=required,
        steps=said_steps(kept),
    )


def _drawn(marks: Sequence[BallotMark], needed: int | None) -> Drawing | None:
    """A large body as a half round with the majority as a line, a small one round its table."""
    if not marks:
        return None
    if len(marks) >= HEMICYCLE_FROM:
        return vote_hemicycle(marks, needed=needed, title=_("Result"))
    seats = [Seat(mark.member, choice=mark.choice) for mark in marks]
    return table_plan(seats, title=_("Result"), chair=None, caption=vote_sentence(marks, needed))


def _is_weighted(kept: dict[str, Any]) -> bool:
    """Whether the number needed is one of votes, and so no number of places."""
    steps = [step for step in kept.get("steps", []) if step.get("code") == "casts.counted"]
    return any((step.get("facts") or {}).get("weighted") for step in steps)


def _figures(casts: Sequence[Cast], kept: dict[str, Any]) -> list[tuple[str, int]]:
    """Counts by choice: from the ballots, or from the verdict's own count where a vote was secret or by hands."""
    names = ("favour", "against", "abstain", "absent")
    if casts:
        return [(name, sum(cast.choice == name for cast in casts)) for name in names]
    for step in kept.get("steps", []):
        if step.get("code") == "casts.counted":
            facts = step["facts"]
            return [
                (name, int(facts.get(word, 0)))
                for name, word in zip(names, ("yes", "no", "abstain", "absent"), strict=True)
            ]
    return []
