"""Which motion is put first, who may still speak on it, and whether it carries; also as motions were moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, result_of, rule_of, ruleset_of, setting_of, with_parts
from plenary.procedure.cases.shape import Flag, Given, Instant, Listed, Part, Record, Text, Word
from plenary.procedure.motions import Motion, MotionRules, Side, is_put_now, put_first, require_speaker
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.step import Step
from plenary.procedure.verdict import Outcome
from plenary.procedure.voting import verdict


class Happening(StrEnum):
    """What may happen while motions are before a meeting."""

    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    SPOKE_FOR = "spoke for"
    SPOKE_AGAINST = "spoke against"
    VOTING_BEGUN = "voting begun"
    VOTING_OVER = "voting over"


AT: Part[datetime] = Part("at", Instant(), "When it happened.")
EVENT: Part[Happening] = Part("event", Word(Happening), "What happened.")
MOTION: Part[str] = Part("motion", Text(), "The motion, in a word of the ruleset's setting `motions`.", "")
BY: Part[str] = Part("member", Text(), "Who moved it or spoke.", "")
EVENTS: Part[tuple[Given, ...]] = Part(
    "events", Listed(Record(AT, EVENT, MOTION, BY), least=1), "What happened, taken in the order of the instants."
)

PARTS = with_parts(
    EVENTS,
    casting.MEMBERS,
    casting.COUNT,
    casting.VOTES,
    casting.WEIGHTS,
    casting.POPULATIONS,
    casting.TRAITS,
    casting.NOT_ENTITLED,
    casting.PARTICIPATING,
    casting.PRESENT,
    casting.CARRIED,
    says="Motions before a meeting; with `votes` or `count`, also whether the one that is put first carries.",
)
OUTCOMES: Sequence[str] = ["pending", *(str(one) for one in Outcome)]
RESULT = result_of(
    first=(Text(), "The motion that is put first."),
    order=(casting.NAMES, "The motions before the meeting, as they will be put."),
    debated=(Flag(), "Whether the first one is debated."),
    put_now=(Flag(), "Whether nobody may speak on it any more, so that it is put at once."),
    subject=(Text(), "The subject whose rule decides it."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """Which motion is put first and, where votes are told, what becomes of it."""
    rules = MotionRules.from_setting(setting_of(given, rulesets, "motions"))
    pending: list[Motion] = []
    spoken: dict[str, list[Side]] = {}
    voting = False
    steps: list[Step] = []
    for event in sorted(given[EVENTS], key=lambda one: one[AT]):
        what, name = event[EVENT], event[MOTION]
        if what in {Happening.VOTING_BEGUN, Happening.VOTING_OVER}:
            voting = what is Happening.VOTING_BEGUN
        elif what is Happening.MOVED:
            put_first([Motion(event.needs(MOTION), event[BY])], rules, during_voting=voting)
            pending.append(Motion(name, event[BY]))
        elif what is Happening.WITHDRAWN:
            pending = _without(pending, event)
        else:
            side = Side.FOR if what is Happening.SPOKE_FOR else Side.AGAINST
            steps.append(require_speaker(event.needs(MOTION), rules, side, spoken=spoken.get(name, [])))
            spoken.setdefault(name, []).append(side)
    taken = put_first(pending, rules)
    now, step = is_put_now(taken.first.motion, rules, spoken=spoken.get(taken.first.motion, []))
    steps = [*steps, *taken.steps, step]
    result: dict[str, Fact] = {
        "first": taken.first.motion,
        "order": [one.motion for one in taken.order],
        "debated": taken.debated,
        "put_now": now,
        "subject": taken.subject,
    }
    if given[casting.COUNT] is None and given[casting.VOTES] is None:
        return Answer(result, tuple(steps), "pending", taken.steps[0])
    rule = rule_of(given, rulesets, taken.subject)
    votes = casting.votes_of(given, ruleset_of(given, rulesets), rule)
    decided = verdict(votes, rule, standing=casting.standing_of(given))
    return Answer(result, (*steps, *decided.steps), str(decided.outcome), decided.deciding)


def _without(pending: Sequence[Motion], event: Given) -> list[Motion]:
    gone = Motion(event.needs(MOTION), event[BY])
    if gone not in pending:
        raise Refused("case.not_pending", where=event.where, motion=gone.motion, member=gone.moved_by)
    left = list(pending)
    left.remove(gone)
    return left
