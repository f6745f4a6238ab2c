"""Adoption in writing, as its messages came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, result_of, rule_of, with_parts
from plenary.procedure.cases.shape import Given, Instant, Listed, Part, Record, Text, Whole, Word
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Method
from plenary.procedure.silence import Extension, Message, MessageKind, SilenceRound, expiry, silence
from plenary.procedure.verdict import Outcome

SUBJECT: Part[str] = Part("subject", Text(), "The subject, in a word of the ruleset.", "silence")
MEMBERS: Part[tuple[str, ...]] = Part("members", Listed(Text(), least=1), "Those who may break the silence.")
STARTS_AT: Part[datetime] = Part("starts_at", Instant(), "When silence was opened.")
EXPIRES_AT: Part[datetime] = Part("expires_at", Instant(), "When it was to end, before any extension.")
NOW: Part[datetime] = Part("now", Instant(), "The moment at which it is read.")
ZONE: Part[str] = Part("zone", Text(), "The zone in which the deadline was printed.", "UTC")
IN_ROOM: Part[tuple[str, ...]] = Part(
    "objected_in_room", casting.NAMES, "Members that objected when silence was proposed at a meeting.", ()
)
MESSAGE: Part[MessageKind] = Part("message", Word(MessageKind), "What it was.")
RECEIVED_AT: Part[datetime] = Part("received_at", Instant(), "When it was received, never when it was sent.")
MESSAGES: Part[tuple[Given, ...]] = Part(
    "messages", Listed(Record(casting.MEMBER, MESSAGE, RECEIVED_AT)), "What members wrote.", ()
)
GRANTED_AT: Part[datetime] = Part("granted_at", Instant(), "When the chair granted it.")
UNTIL: Part[datetime] = Part("until", Instant(), "The new end.")
EXTENSIONS: Part[tuple[Given, ...]] = Part("extensions", Listed(Record(GRANTED_AT, UNTIL)), "Longer times granted.", ())

PARTS = with_parts(
    SUBJECT,
    MEMBERS,
    STARTS_AT,
    EXPIRES_AT,
    NOW,
    ZONE,
    IN_ROOM,
    MESSAGES,
    EXTENSIONS,
    casting.STANDING,
    says="A silence procedure, read at a moment.",
)
OUTCOMES: Sequence[str] = [
    str(one)
    for one in (
        Outcome.ADOPTED,
        Outcome.NOT_ADOPTED,
        Outcome.SILENCE_RUNNING,
        Outcome.SILENCE_BROKEN,
        Outcome.IRREGULAR,
    )
]
RESULT = result_of(
    cite=(Text(), "Where the rule is written."),
    reason=(Text(empty=True), "Why, where the outcome leaves it open; empty otherwise."),
    broken_by=(Whole(), "How many members broke it, or objected when it was proposed."),
    expires_at=(Instant(), "When it ends, with the extensions granted by then."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """How the round of silence stands."""
    rule = rule_of(given, rulesets, given[SUBJECT])
    if rule.method is not Method.SILENCE:
        raise Refused("voting.wrong_input", rule.cite, method=str(rule.method))
    asked = SilenceRound(
        starts_at=given[STARTS_AT],
        expires_at=given[EXPIRES_AT],
        members=frozenset(given[MEMBERS]),
        zone=given[ZONE],
        messages=tuple(Message(one[casting.MEMBER], one[MESSAGE], one[RECEIVED_AT]) for one in given[MESSAGES]),
        extensions=tuple(Extension(one[GRANTED_AT], one[UNTIL]) for one in given[EXTENSIONS]),
        objected_in_room=given[IN_ROOM],
    )
    taken = silence(asked, rule, now=given[NOW], standing=casting.standing_of(given))
    result: dict[str, Fact] = {
        "cite": str(rule.cite),
        "reason": str(taken.reason),
        "broken_by": taken.counted,
        "expires_at": expiry(asked, now=given[NOW]).isoformat(),
    }
    return Answer(result, taken.steps, str(taken.outcome), taken.deciding)
