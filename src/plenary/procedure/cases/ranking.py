"""The order of rank, or of the alphabet: for names, seats, flags, photographs and a roll-call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, plain_parts, result_of
from plenary.procedure.cases.shape import Day, Flag, Given, Listed, Part, Record, Text, Word
from plenary.procedure.citation import Citation
from plenary.procedure.office import OfficeClass
from plenary.procedure.precedence import Circle, Order, Place, Rank, called, ordered
from plenary.procedure.refusal import Fact


class OfficeWord(StrEnum):
    """Classes of office in words, those of rank first."""

    HEAD_OF_STATE = "head of State"
    HEAD_OF_GOVERNMENT = "head of government"
    VICE_PRESIDENT_OR_DEPUTY = "vice-president or deputy"
    FOREIGN_MINISTER = "foreign minister"
    OTHER_MINISTER = "other minister"
    PERMANENT_REPRESENTATIVE = "permanent representative"
    OTHER = "other"


class CircleWord(StrEnum):
    """In what quality a party attends, in words."""

    MEMBER = "member"
    OBSERVER_STATE = "observer State"
    PARTNER_STATE = "partner State"
    ORGANISATION = "organisation"


CODE: Part[str] = Part("code", Text(), "The member, or the organisation.")
SORT_NAME: Part[str] = Part("sort_name", Text(), "Its sort key in the language of the order.")
OFFICE: Part[OfficeWord] = Part("office", Word(OfficeWord), "The class of office of its head.", OfficeWord.OTHER)
SINCE: Part[date | None] = Part("office_since", Day(), "The day the present office was taken, as notified.", None)
CIRCLE: Part[CircleWord] = Part("circle", Word(CircleWord), "In what quality it attends.", CircleWord.MEMBER)
IS_CHAIR: Part[bool] = Part("is_chair", Flag(), "Whether it presides.", False)
IS_HOST: Part[bool] = Part("is_host", Flag(), "Whether it is the host.", False)
WHO: Part[tuple[Given, ...]] = Part(
    "who", Listed(Record(CODE, SORT_NAME, OFFICE, SINCE, CIRCLE, IS_CHAIR, IS_HOST), least=1), "Everyone to be ordered."
)
BY: Part[Order] = Part("by", Word(Order), "By precedence, or by the alphabet.")
HOST: Part[Place] = Part("host", Word(Place), "Where the host goes.", Place.BY_RANK)
CHAIR: Part[Place] = Part("chair", Word(Place), "Where the chair goes.", Place.BY_RANK)
DRAWN: Part[str] = Part(
    "drawn", Text(), "For a roll-call: the member drawn by lot, from which the alphabet begins.", ""
)
CITE: Part[str] = Part("cite", Text(), "Where the order is laid down.")

PARTS = plain_parts(WHO, BY, HOST, CHAIR, DRAWN, CITE, says="An order of rank or of the alphabet.")
OUTCOMES: Sequence[str] = ()
RESULT = result_of(order=(casting.NAMES, "Everyone in order, first to last."))


def ranks_of(given: Given) -> tuple[Rank, ...]:
    """Everyone as protocol ranks them."""
    return tuple(
        Rank(
            one[CODE],
            one[SORT_NAME],
            OfficeClass[one[OFFICE].name],
            one[SINCE],
            Circle[one[CIRCLE].name],
            one[IS_CHAIR],
            one[IS_HOST],
        )
        for one in given[WHO]
    )


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """Everyone in order, each with the reason why it stands where it stands."""
    cite = Citation.parse(given[CITE])
    if given[DRAWN]:
        taken = called(ranks_of(given), drawn=given[DRAWN], cite=cite)
    else:
        taken = ordered(ranks_of(given), given[BY], host=given[HOST], chair=given[CHAIR], cite=cite)
    order: list[Fact] = list(taken.order)
    return Answer({"order": order}, taken.steps, deciding=taken.steps[0])
