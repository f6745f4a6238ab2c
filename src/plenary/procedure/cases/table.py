"""Who sits where, from an order of rank that is settled."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, plain_parts, result_of
from plenary.procedure.cases.shape import Given, Listed, Part, Record, Text, Whole, Word
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact
from plenary.procedure.seating import Side, Table, seating

CHAIR: Part[str] = Part("chair", Text(), "Who sits at the head.")
OTHERS: Part[tuple[str, ...]] = Part("others", casting.NAMES, "The others in their order of rank.")
SHAPE: Part[Table] = Part("table", Word(Table), "The shape of the table.")
CITE: Part[str] = Part("cite", Text(), "Where the seating is laid down.")

PARTS = plain_parts(CHAIR, OTHERS, SHAPE, CITE, says="Seats at a table.")
OUTCOMES: Sequence[str] = ()
RESULT = result_of(
    seats=(
        Listed(
            Record(
                Part("code", Text(), "Who sits there."),
                Part("side", Word(Side), "At the head, or to the right or left of the chair."),
                Part("distance", Whole(), "0 at the head, then 1 for the nearest place on that side."),
                Part("clockwise", Whole(), "Places from the chair round the table, seen from above."),
            )
        ),
        "Every seat, the head first.",
    ),
    right=(casting.NAMES, "To the right of the chair, nearest first."),
    left=(casting.NAMES, "To the left of the chair, nearest first."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """Every seat. Right and left are those of the chair, who looks at the room."""
    laid = seating(given[CHAIR], given[OTHERS], given[SHAPE], cite=Citation.parse(given[CITE]))
    places: list[Fact] = [
        {"code": one.code, "side": str(one.side), "distance": one.distance, "clockwise": one.clockwise}
        for one in laid.places
    ]
    nearest = sorted(laid.places, key=lambda one: one.distance)
    right: list[Fact] = [one.code for one in nearest if one.side is Side.RIGHT]
    left: list[Fact] = [one.code for one in nearest if one.side is Side.LEFT]
    return Answer({"seats": places, "right": right, "left": left}, (laid.step,), deciding=laid.step)
