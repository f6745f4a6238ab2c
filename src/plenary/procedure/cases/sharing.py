"""Sharing a budget among the members: from capacity to a scale, from a scale to contributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from plenary.procedure.apportionment import Scale, apportion, scale_from_capacity
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, plain_parts, result_of
from plenary.procedure.cases.shape import Amount, Given, Named, Part, Text, Whole
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.step import Step

CAPACITY: Part[Mapping[str, int]] = Part(
    "capacity", Named(Whole(), least=1), "Capacity to pay by member, in any one unit; or `scale`.", {}
)
SCALE: Part[Mapping[str, Decimal]] = Part(
    "scale", Named(Amount(), least=1), "The scale as adopted, in per cent with up to three decimals; or `capacity`.", {}
)
FLOOR: Part[Decimal] = Part("floor", Amount(), "The least share, in per cent.", Decimal(0))
CEILING: Part[Decimal] = Part("ceiling", Amount(), "The highest share, in per cent.", Decimal(100))
BUDGET: Part[Decimal | None] = Part(
    "budget", Amount(), "The amount to share, to the cent; none to have the scale only.", None
)
CITE: Part[str] = Part("cite", Text(), "Where the floor, the ceiling and the budget are laid down.")

PARTS = plain_parts(CAPACITY, SCALE, FLOOR, CEILING, BUDGET, CITE, says="A budget shared among the members.")
OUTCOMES: Sequence[str] = ()
RESULT = result_of(
    scale=(Named(Amount()), "The scale in per cent; it sums to 100.000."),
    contributions=(Named(Amount()), "What each member owes; the sum is the budget, to the cent."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """The scale and the contributions, rounded by largest remainder."""
    cite = Citation.parse(given[CITE])
    if (CAPACITY in given) == (SCALE in given):
        raise Refused("case.either", where=given.where, names=["capacity", "scale"])
    steps: tuple[Step, ...] = ()
    if CAPACITY in given:
        made = scale_from_capacity(given[CAPACITY], floor=given[FLOOR], ceiling=given[CEILING], cite=cite)
        scale, steps = made.scale, made.steps
    else:
        scale = Scale.of(given[SCALE], cite=cite)
    budget = given[BUDGET]
    owed: Mapping[str, Decimal] = {}
    if budget is not None:
        shared = apportion(budget, scale, cite=cite)
        owed, steps = dict(shared.amounts), (*steps, *shared.steps)
    else:
        steps = steps or (Step.of("scale.as_adopted", cite, members=len(scale.shares)),)
    shares: dict[str, Fact] = {member: str(share) for member, share in scale.shares}
    amounts: dict[str, Fact] = {member: str(amount) for member, amount in owed.items()}
    return Answer({"scale": shares, "contributions": amounts}, steps, deciding=steps[-1])
