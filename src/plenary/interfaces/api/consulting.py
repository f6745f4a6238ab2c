"""Asking members and their capitals as JSON, and what a body takes late; each address calls one act."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import AwareDatetime, Field

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.interfaces.api import shapes
from plenary.interfaces.api.answers import answered
from plenary.interfaces.api.documents import (
    ACT,
    PROBLEMS,
    Key,
    acted,
    actor_in,
    body_named,
    known,
    members_named,
)
from plenary.interfaces.web.documents.way_reading import RoundLine, way_of
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Confirmation, Document, Round
from plenary.procedure.refusal import NotHere

router = Router(tags=["consultation"])

#: Far from both ends of the calendar, where an instant has no other zone.
_AFTER, _BEFORE = datetime(1900, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)


class AnswerTold(shapes.Told):
    """A member that was asked, and its answer that stands; None while there is none. words: why.

    is_late: it came at the deadline or later; one in time stands before it. is_entered: the secretariat entered it.
    """

    member: str
    agrees: bool | None
    words: dict[str, str]
    is_late: bool
    is_entered: bool


class RoundTold(shapes.Told):
    """A round of consultation.

    called_off_for: why it was ended without a sum; empty where it was not. answers: of every member asked for who
    works on the text, for a delegation its own.
    """

    number: int
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    called_off_for: dict[str, str]
    question: dict[str, str]
    answers: list[AnswerTold]


class CapitalTold(shapes.Told):
    """A capital that was asked to confirm. state: pending, given or withheld. is_entered: as of an answer."""

    member: str
    state: str
    is_entered: bool


class WaiverTold(shapes.Told):
    """A body that agreed to take the text late, and why."""

    body: str
    reason: dict[str, str]


class ConsultationTold(shapes.Told):
    """Who was asked about a text and what was answered, as far as you may know it, the newest round first."""

    rounds: list[RoundTold]
    capitals: list[CapitalTold]
    waivers: list[WaiverTold]


class RoundSent(shapes.Sent):
    """Whom a round asks, by codes, and until when, with its zone: an answer is in time strictly before."""

    addressees: list[shapes.Short]
    closes_at: Annotated[AwareDatetime, Field(gt=_AFTER, lt=_BEFORE)]
    question: shapes.Words = {}


class AnswerSent(shapes.Sent):
    """What a member answers. words: in its own; where it does not agree they are needed."""

    member: shapes.Short
    agrees: bool
    words: shapes.Words = {}


class CallOffSent(shapes.Sent):
    """Why a round should not run on."""

    reason: shapes.Words


class CapitalsSent(shapes.Sent):
    """Whose capitals still confirm, by codes of members."""

    capitals: list[shapes.Short]


class CapitalSent(shapes.Sent):
    """What the capital of a member says. words: where it does not confirm they are needed."""

    member: shapes.Short
    confirms: bool
    words: shapes.Words = {}


class ExpertLevelSent(shapes.Sent):
    """Whether brackets that are left go on as they stand."""

    forward_brackets: bool = False


class WaiverSent(shapes.Sent):
    """Which body takes the text late, and why."""

    body: shapes.Short
    reason: shapes.Words


def running(document: Document) -> Round:
    """The round that runs. Raises NotHere."""
    found = queries.open_round(document)
    if found is None:
        raise NotHere()
    return found


def confirmation_of(document: Document, code: str) -> Confirmation:
    """What the capital of a member was asked to confirm. Raises NotHere, Refused "organisation.member_unknown"."""
    (member,) = members_named([code])
    found = next((one for one in queries.confirmations_of(document) if one.member_id == member.pk), None)
    if found is None:
        raise NotHere()
    return found


def _round_told(line: RoundLine) -> RoundTold:
    return RoundTold(
        number=line.round.number,
        opened_at=line.round.opened_at,
        closes_at=line.round.closes_at,
        closed_at=line.round.closed_at,
        called_off_for=dict(line.round.called_off_for),
        question=dict(line.round.question),
        answers=[
            AnswerTold(
                member=member.code,
                agrees=answer.agrees if answer is not None else None,
                words=dict(answer.words) if answer is not None else {},
                is_late=answer is not None and answer.is_late,
                is_entered=answer is not None and answer.entered_by_id is not None,
            )
            for member, answer in line.answers
        ],
    )


def consultation_told(reader: Actor, document: Document) -> ConsultationTold:
    """What this reader may know of it."""
    way = way_of(reader, document)
    return ConsultationTold(
        rounds=[_round_told(one) for one in way.rounds],
        capitals=[
            CapitalTold(
                member=one.confirmation.member.code,
                state=Confirmation.State.PENDING.value if one.is_outdated else one.confirmation.state,
                is_entered=one.confirmation.entered_by_id is not None and not one.is_outdated,
            )
            for one in way.capitals
        ],
        waivers=[WaiverTold(body=one.body.code, reason=dict(one.reason)) for one in way.waivers],
    )


@router.get("/documents/{key}/rounds", response={200: ConsultationTold, **PROBLEMS}, url_name="api-rounds")
def rounds(request: HttpRequest, key: Key) -> HttpResponse:
    """Who was asked about a text, what was answered, and which body takes it late."""
    reader = actor_in(request)
    return answered(request, consultation_told(reader, known(reader, key)))


@router.post("/documents/{key}/rounds", response={201: shapes.ActTold, **ACT}, url_name="api-rounds")
def open_round(request: HttpRequest, key: Key, sent: RoundSent) -> HttpResponse:
    """Ask members about the newest text."""
    return acted(
        request,
        key,
        actions.open_round,
        lambda _by, written: {
            "document": written,
            "addressees": members_named(sent.addressees),
            "closes_at": sent.closes_at,
            "question": Words.of(sent.question),
        },
        status=201,
    )


@router.post("/documents/{key}/rounds/answer", response=ACT, url_name="api-answer-round")
def answer_round(request: HttpRequest, key: Key, sent: AnswerSent) -> HttpResponse:
    """Hand in the answer of a member to the round that runs; the last one in time stands."""
    return acted(
        request,
        key,
        actions.answer_round,
        lambda _by, written: {
            "asked": running(written),
            "member": members_named([sent.member])[0],
            "agrees": sent.agrees,
            "words": Words.of(sent.words),
        },
    )


@router.post("/documents/{key}/rounds/close", response=ACT, url_name="api-close-round")
def close_round(request: HttpRequest, key: Key) -> HttpResponse:
    """End the round that runs: its time is over, or everybody has answered."""
    return acted(request, key, actions.close_round, lambda _by, written: {"asked": running(written)})


@router.post("/documents/{key}/rounds/call-off", response=ACT, url_name="api-call-off-round")
def call_off_round(request: HttpRequest, key: Key, sent: CallOffSent) -> HttpResponse:
    """End the round that runs without a sum; what was answered is kept and counts for nothing. Two persons agree."""
    return acted(
        request,
        key,
        actions.call_off_round,
        lambda _by, written: {"asked": running(written), "reason": Words.of(sent.reason)},
    )


@router.post("/documents/{key}/ad-referendum", response=ACT, url_name="api-ad-referendum")
def agree_ad_referendum(request: HttpRequest, key: Key, sent: CapitalsSent) -> HttpResponse:
    """Record that negotiators agreed, and that these capitals still confirm."""
    return acted(
        request,
        key,
        actions.agree_ad_referendum,
        lambda _by, written: {"document": written, "capitals": members_named(sent.capitals)},
    )


@router.post("/documents/{key}/capitals", response=ACT, url_name="api-capitals")
def answer_for_capital(request: HttpRequest, key: Key, sent: CapitalSent) -> HttpResponse:
    """Record what a capital that was asked says."""
    return acted(
        request,
        key,
        actions.answer_for_capital,
        lambda _by, written: {
            "confirmation": confirmation_of(written, sent.member),
            "confirms": sent.confirms,
            "words": Words.of(sent.words),
        },
    )


@router.post("/documents/{key}/expert-level", response=ACT, url_name="api-expert-level")
def agree_at_expert_level(request: HttpRequest, key: Key, sent: ExpertLevelSent) -> HttpResponse:
    """Record that the experts agreed."""
    return acted(
        request,
        key,
        actions.agree_at_expert_level,
        lambda _by, written: {"document": written, "forward_brackets": sent.forward_brackets},
    )


@router.post("/documents/{key}/waivers", response={201: shapes.ActTold, **ACT}, url_name="api-waivers")
def grant_waiver(request: HttpRequest, key: Key, sent: WaiverSent) -> HttpResponse:
    """Record that a body takes the text late."""
    return acted(
        request,
        key,
        actions.grant_waiver,
        lambda _by, written: {
            "document": written,
            "body": body_named(sent.body),
            "reason": Words.of(sent.reason),
        },
        status=201,
    )
