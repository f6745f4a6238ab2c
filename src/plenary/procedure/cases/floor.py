"""In what order the floor is given, and for how long."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, result_of, setting_of, with_parts
from plenary.procedure.cases.ranking import CircleWord, OfficeWord
from plenary.procedure.cases.shape import Given, Listed, Part, Record, Text, Whole, Word
from plenary.procedure.office import OfficeClass
from plenary.procedure.precedence import Circle
from plenary.procedure.refusal import Fact
from plenary.procedure.speaking import WAITING, FloorRules, Kind, Request, State, floor_order, limit_for
from plenary.procedure.step import Step

CODE: Part[str] = Part("code", Text(), "Who asked.")
ASKED: Part[int] = Part("asked", Whole(1), "Its place in the order of inscription.")
KIND_OF: Part[Kind] = Part("for", Word(Kind), "What the floor was asked for.", Kind.SPEAKER)
STATE: Part[State] = Part("state", Word(State), "How far the request has come.", State.LISTED)
CIRCLE: Part[CircleWord] = Part("circle", Word(CircleWord), "In what quality it attends.", CircleWord.MEMBER)
OFFICE: Part[OfficeWord] = Part("office", Word(OfficeWord), "The class of the speaker's office.", OfficeWord.OTHER)
SORT_NAME: Part[str] = Part("sort_name", Text(), "The sort key of the delegation in the language of the order.", "")
REQUESTS: Part[tuple[Given, ...]] = Part(
    "requests",
    Listed(Record(CODE, ASKED, KIND_OF, STATE, CIRCLE, OFFICE, SORT_NAME), least=1),
    "Requests for the floor under one item.",
)

PARTS = with_parts(REQUESTS, says="The floor under one item.")
OUTCOMES: Sequence[str] = ()
RESULT = result_of(
    speaking=(Text(empty=True), "Who has the floor; empty where nobody has."),
    first=(Text(empty=True), "Who is next; empty where nobody waits."),
    order=(
        Listed(
            Record(
                Part("code", Text(), "Who."),
                Part("for", Word(Kind), "For what."),
                Part("seconds", Whole(), "How long it may speak; 0 where the rules set no limit."),
            )
        ),
        "Everybody who waits, in the order in which the floor is given.",
    ),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """Everybody who waits, in order, each with its time."""
    rules = FloorRules.from_setting(setting_of(given, rulesets, "floor"))
    requests = [
        Request(
            one[CODE],
            one[ASKED],
            one[KIND_OF],
            one[STATE],
            Circle[one[CIRCLE].name],
            OfficeClass[one[OFFICE].name],
            one[SORT_NAME],
        )
        for one in given[REQUESTS]
    ]
    taken = floor_order(requests, rules)
    replies: dict[str, int] = {}
    for one in sorted(requests, key=lambda one: one.asked):
        if one.kind is Kind.REPLY and one.state not in WAITING and one.state is not State.WITHDRAWN:
            replies[one.code] = replies.get(one.code, 0) + 1
    order: list[Fact] = []
    limits: list[Step] = []
    for one in taken.order:
        if one.kind is Kind.REPLY:
            replies[one.code] = replies.get(one.code, 0) + 1
        seconds, step = limit_for(one.kind, rules, reply=replies.get(one.code, 1))
        order.append({"code": one.code, "for": str(one.kind), "seconds": seconds or 0})
        limits.append(step)
    steps = (*taken.steps, *limits)
    result: dict[str, Fact] = {"speaking": taken.speaking, "first": taken.first, "order": order}
    return Answer(result, steps, deciding=steps[0] if steps else None)
