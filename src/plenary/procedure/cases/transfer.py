"""Whether money may be moved between parts of a budget, with notice or only by the body; also as moved over a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from plenary.procedure.apportionment import Move, transfers
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, plain_parts, result_of
from plenary.procedure.cases.shape import Amount, Day, Flag, Given, Listed, Named, Part, Record, Text
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused

APPROPRIATIONS: Part[Mapping[str, Decimal]] = Part(
    "appropriations", Named(Amount(), least=1), "The appropriation of each part of the budget."
)
ON: Part[date] = Part("on", Day(), "The day of the transfer.")
FROM: Part[str] = Part("from", Text(), "The part that gives.")
TO: Part[str] = Part("to", Text(), "The part that receives; the same part for a transfer inside it.")
AMOUNT: Part[Decimal] = Part("amount", Amount(), "The amount.")
APPROVED: Part[bool] = Part("approved", Flag(), "Whether the body approved it.", False)
TRANSFERS: Part[tuple[Given, ...]] = Part(
    "transfers",
    Listed(Record(ON, FROM, TO, AMOUNT, APPROVED), least=1),
    "The transfers of the year, taken in the order of their days; the last is what is asked.",
)
LIMIT: Part[Decimal] = Part("limit", Amount(), "Per cent of the giving part up to which notice is enough in a year.")
CITE: Part[str] = Part("cite", Text(), "Where the limit is laid down.")

PARTS = plain_parts(APPROPRIATIONS, TRANSFERS, LIMIT, CITE, says="A transfer between parts of a budget.")
OUTCOMES: Sequence[str] = ()
RESULT = result_of(
    allowed=(Flag(), "Whether the last transfer may be made: with notice, inside a part, or because it was approved."),
    share=(Amount(), "What the giving part has given in the year, the last transfer included, in per cent of it."),
    revised=(Named(Amount()), "Each part after the transfers that may be made."),
    total=(Amount(), "The whole budget, which no transfer changes."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """Each transfer in its turn; what was moved before in the year counts towards the limit."""
    cite = Citation.parse(given[CITE])
    asked = sorted(given[TRANSFERS], key=lambda one: one[ON])
    year = asked[-1][ON].year
    if other := next((one for one in asked if one[ON].year != year), None):
        raise Refused("case.bad_value", where=other.place(ON), said=str(other[ON]), expected=f"a day of {year}")
    moves = [Move(one[FROM], one[TO], one[AMOUNT], one[APPROVED]) for one in asked]
    taken = transfers(given[APPROPRIATIONS], moves, limit=given[LIMIT], cite=cite)
    last = taken.answers[-1]
    amounts: dict[str, Fact] = {part: str(amount) for part, amount in taken.revised}
    result: dict[str, Fact] = {
        "allowed": len(moves) - 1 not in taken.waiting,
        "share": str(last.share),
        "revised": amounts,
        "total": str(taken.total),
    }
    return Answer(result, tuple(one.step for one in taken.answers), deciding=last.step)
