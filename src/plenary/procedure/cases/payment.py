"""What a payment settles: the working capital fund first, then the oldest year; what is over is credit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from plenary.procedure.arrears import WORKING_CAPITAL, Debt, Rate, payment
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, plain_parts, result_of
from plenary.procedure.cases.shape import Amount, Day, Given, Listed, Named, Part, Record, Text
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.step import Step

FUND = "working capital fund"
OWED: Part[Mapping[str, Decimal]] = Part(
    "owed", Named(Amount()), f'What the member owes, by year; "{FUND}" for its advance to that fund.'
)
ON: Part[date] = Part("on", Day(), "The day of receipt.")
AMOUNT: Part[Decimal] = Part("amount", Amount(), "The amount, in the currency in which it came.")
CURRENCY: Part[str] = Part("currency", Text(), "The currency in which it came.")
UNITS: Part[Decimal] = Part("rate", Amount(), "Units of the currency of account for one of it.")
RATE_ON: Part[date] = Part("on", Day(), "The day of the rate: that of receipt.")
SOURCE: Part[str] = Part("source", Text(), "Where the rate is from.")
RATE: Part[Given | None] = Part(
    "rate",
    Record(CURRENCY, UNITS, RATE_ON, SOURCE),
    "The organisation's rate on the day of receipt, where the payment came in another currency.",
    None,
)
BANKED: Part[Decimal | None] = Part(
    "banked", Amount(), "What the bank credited, in the currency of account; the difference is gain or loss.", None
)
PAYMENTS: Part[tuple[Given, ...]] = Part(
    "payments", Listed(Record(ON, AMOUNT, RATE, BANKED), least=1), "Payments, taken in the order of their days."
)
CITE: Part[str] = Part("cite", Text(), "Where the order of settlement is laid down.")

PARTS = plain_parts(OWED, PAYMENTS, CITE, says="Payments of one member, and what they settle.")
OUTCOMES: Sequence[str] = ()
RESULT = result_of(
    received=(Amount(), "All payments, in the currency of account."),
    settled=(Named(Amount()), "What was settled, by year or fund."),
    left=(Named(Amount()), "What is still owed."),
    credit=(Amount(), "What goes to the credit of next year."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """What each payment settles, one after the other."""
    cite = Citation.parse(given[CITE])
    debts: Sequence[Debt] = [Debt(_year(name, given), amount) for name, amount in given[OWED].items()]
    settled: dict[int, Decimal] = {}
    received = credit = Decimal("0.00")
    steps: list[Step] = []
    for one in sorted(given[PAYMENTS], key=lambda one: one[ON]):
        told = one[RATE]
        rate = None if told is None else Rate(told[CURRENCY], told[UNITS], told[RATE_ON], told[SOURCE])
        taken = payment(one[AMOUNT], debts, received_on=one[ON], rate=rate, banked=one[BANKED], cite=cite)
        for part in taken.settlement.paid:
            settled[part.year] = settled.get(part.year, Decimal("0.00")) + part.amount
        debts = taken.settlement.left
        received += taken.credited
        credit += taken.settlement.credit
        steps += taken.steps
    paid: dict[str, Fact] = {_name(year): str(amount) for year, amount in sorted(settled.items())}
    left: dict[str, Fact] = {_name(debt.year): str(debt.amount) for debt in debts}
    result: dict[str, Fact] = {"received": str(received), "settled": paid, "left": left, "credit": str(credit)}
    return Answer(result, tuple(steps), deciding=steps[-1])


def _year(name: str, given: Given) -> int:
    if name == FUND:
        return WORKING_CAPITAL
    if name.isascii() and name.isdecimal() and len(name) == 4 and int(name) != WORKING_CAPITAL:
        return int(name)
    raise Refused("case.bad_value", where=f"{given.place(OWED)}.{name}", said=name, expected=f"a year, or {FUND}")


def _name(year: int) -> str:
    return FUND if year == WORKING_CAPITAL else str(year)
