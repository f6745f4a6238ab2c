"""Whether a person may act for its member in the making of a treaty: by office, or with full powers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, plain_parts, result_of
from plenary.procedure.cases.shape import Day, Flag, Given, Listed, Part, Record, Text, Word
from plenary.procedure.office import Office
from plenary.procedure.refusal import Refused
from plenary.procedure.signing import Act, FullPowers, Signer, authority
from plenary.procedure.step import Step

PERSON: Part[str] = Part("person", Text(), "The person.")
MEMBER: Part[str] = Part("member", Text(), "The member for which it would act.")
OFFICE: Part[Office] = Part("office", Word(Office), "The office it holds.")
FROM: Part[date | None] = Part("office_from", Day(), "Since when it holds it; left out where that is open.", None)
TO: Part[date | None] = Part("office_to", Day(), "Until when.", None)
ACT: Part[Act] = Part("act", Word(Act), "What it would do.")
ON: Part[date] = Part("on", Day(), "The day of the act.")
TEXT: Part[str] = Part("text", Text(), "The instrument; powers given for another one do not cover it.", "")
ACTS: Part[tuple[Act, ...]] = Part("acts", Listed(Word(Act), least=1), "What they authorise.")
VALID_FROM: Part[date | None] = Part("valid_from", Day(), "The first day on which they are good.", None)
VALID_TO: Part[date | None] = Part("valid_to", Day(), "The last day on which they are good.", None)
POWERS: Part[tuple[Given, ...]] = Part(
    "powers", Listed(Record(PERSON, MEMBER, ACTS, TEXT, VALID_FROM, VALID_TO)), "Full powers that were produced.", ()
)

PARTS = plain_parts(
    PERSON, MEMBER, OFFICE, FROM, TO, ACT, ON, TEXT, POWERS, says="A person who would act for a member."
)
OUTCOMES: Sequence[str] = ()
RESULT = result_of(may=(Flag(), "Whether it may; the deciding step says on what ground, or what is lacking."))


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """On what ground it may act, or why it may not."""
    signer = Signer(given[PERSON], given[MEMBER], given[OFFICE], given[FROM], given[TO])
    powers = [
        FullPowers(one[PERSON], one[MEMBER], frozenset(one[ACTS]), one[TEXT], one[VALID_FROM], one[VALID_TO])
        for one in given[POWERS]
    ]
    try:
        step, may = authority(signer, given[ACT], on=given[ON], text=given[TEXT], powers=powers), True
    except Refused as no:
        step, may = Step(no.code, no.facts, no.cite), False
    return Answer({"may": may}, (step,), deciding=step)
