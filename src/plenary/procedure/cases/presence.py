"""Whether a body may open and decide, as members arrive and leave and credentials are accepted or lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, result_of, rule_of, ruleset_of, with_parts
from plenary.procedure.cases.decision import SUBJECT, subject_of
from plenary.procedure.cases.shape import Flag, Given, Instant, Listed, Part, Record, Text, Whole, Word
from plenary.procedure.quorum import Event, Happens, over_time
from plenary.procedure.refusal import Fact
from plenary.procedure.step import Step

AT: Part[datetime] = Part("at", Instant(), "When it happened.")
EVENT: Part[Happens] = Part("event", Word(Happens), "What happened.")
WHO: Part[str] = Part("member", Text(), "The member it is about; left out for a call of the quorum.", "")
EVENTS: Part[tuple[Given, ...]] = Part(
    "events", Listed(Record(AT, EVENT, WHO), least=1), "What happened, taken in the order of the instants."
)
UNPROVEN: Part[tuple[str, ...]] = Part(
    "without_credentials", casting.NAMES, "Members whose credentials were not accepted before the first event.", ()
)

PARTS = with_parts(
    SUBJECT,
    casting.MEMBERS,
    casting.WEIGHTS,
    casting.POPULATIONS,
    casting.TRAITS,
    casting.NOT_ENTITLED,
    casting.PARTICIPATING,
    casting.PRESENT,
    UNPROVEN,
    EVENTS,
    says="The quorum over time; the answer is how it stands after the last event.",
)
OUTCOMES: Sequence[str] = ()
_CALL = Record(
    Part("at", Text(), "The instant."),
    Part("event", Word(Happens), "What happened."),
    Part("member", Text(empty=True), "Whom it is about; empty for a call."),
    Part("represented", Whole(), "Members represented after it."),
    Part("opens", Flag(), "Whether the meeting could open."),
    Part("decides", Flag(), "Whether it could decide."),
)
RESULT = result_of(
    opens=(Flag(), "Whether the meeting could open after the last event."),
    decides=(Flag(), "Whether it could decide after the last event."),
    represented=(casting.NAMES, "Members represented after the last event."),
    required=(Whole(), "Members needed to decide."),
    states=(Listed(_CALL), "How the quorum stood after each event."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """How the quorum stands after each event, each call a record of its own."""
    held = ruleset_of(given, rulesets)
    rule = rule_of(given, rulesets, subject_of(given, held))
    states = over_time(
        [Event(one[AT], one[EVENT], one[WHO]) for one in given[EVENTS]],
        rule,
        membership=casting.membership_of(given, held, rule),
        present=given[casting.PRESENT],
        without_credentials=given[UNPROVEN],
    )
    last = states[-1]
    told: list[Fact] = [
        {
            "at": one.event.at.isoformat(),
            "event": str(one.event.happens),
            "member": one.event.member,
            "represented": len(one.represented),
            "opens": one.opens.met,
            "decides": one.decides.met,
        }
        for one in states
    ]
    steps: list[Step] = [one.record for one in states if one.record is not None]
    steps += [*last.opens.steps, *last.decides.steps]
    result: dict[str, Fact] = {
        "opens": last.opens.met,
        "decides": last.decides.met,
        "represented": list(last.represented),
        "required": last.decides.required,
        "states": told,
    }
    deciding = next((step for step in last.decides.steps if step.code == last.decides.settled_by), steps[-1])
    return Answer(result, tuple(steps), deciding=deciding)
