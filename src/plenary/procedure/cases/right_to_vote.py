"""Whether a member in arrears has its vote, on a day; also as its payments came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from plenary.procedure.arrears import ArrearsRule, voting_right
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import ON, Rulesets, result_of, setting_of, with_parts
from plenary.procedure.cases.shape import Amount, Day, Flag, Given, Listed, Named, Part, Record, Text
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.step import Step

ARREARS: Part[Decimal] = Part("arrears", Amount(), "What is unpaid after its due date, before the payments told here.")
DUE: Part[Mapping[str, Decimal]] = Part("due", Named(Amount(), least=1), "Contributions due, by year.")
DECISION_ON: Part[date | None] = Part(
    "decision_on", Day(), "The day on which the body took the vote away, where the rule asks for a decision.", None
)
PERMITTED_UNTIL: Part[date | None] = Part(
    "permitted_until", Day(), "The last day on which the body lets it vote all the same.", None
)
PAID_ON: Part[date] = Part("on", Day(), "The day of receipt.")
AMOUNT: Part[Decimal] = Part("amount", Amount(), "The amount, in the currency of account.")
PAYMENTS: Part[tuple[Given, ...]] = Part(
    "payments", Listed(Record(PAID_ON, AMOUNT)), "Payments received, in any order; later ones are not yet known.", ()
)

PARTS = with_parts(
    ARREARS, DUE, DECISION_ON, PERMITTED_UNTIL, PAYMENTS, says="Whether a member in arrears may vote on the day `on`."
)
OUTCOMES: Sequence[str] = ()
RESULT = result_of(
    votes=(Flag(), "Whether it votes on that day."),
    arrears=(Amount(), "What is still unpaid on that day."),
    line=(Amount(), "The amount that arrears must stay below."),
    pay_at_least=(Amount(), "The smallest payment that restores the vote."),
    until=(Text(empty=True), "The last day of a permission; empty where none is what lets it vote."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """Whether it votes, by the rule in force on that day."""
    setting = setting_of(given, rulesets, "voting_right_lost")
    rule = ArrearsRule.from_setting(setting)
    due: dict[int, Decimal] = {}
    for year, amount in given[DUE].items():
        if not (year.isascii() and year.isdecimal() and len(year) == 4):
            raise Refused(
                "case.bad_value", where=f"{given.place(DUE)}.{year}", said=year, expected="a year such as 2024"
            )
        due[int(year)] = amount
    left, steps = given[ARREARS], []
    for one in sorted(given[PAYMENTS], key=lambda one: one[PAID_ON]):
        if one[AMOUNT] <= 0:
            raise Refused("arrears.nothing_paid", rule.cite)
        if one[PAID_ON] > given[ON]:
            continue
        left = max(Decimal("0.00"), left - one[AMOUNT])
        steps.append(Step.of("sequence.paid", rule.cite, on=str(one[PAID_ON]), amount=str(one[AMOUNT]), left=str(left)))
    taken_away = given[DECISION_ON]
    right = voting_right(
        left,
        due,
        rule,
        on=given[ON],
        decision_taken=taken_away is not None and taken_away <= given[ON],
        permitted_until=given[PERMITTED_UNTIL],
    )
    result: dict[str, Fact] = {
        "votes": right.votes,
        "arrears": str(right.arrears),
        "line": str(right.line),
        "pay_at_least": str(right.pay_at_least),
        "until": str(right.until or ""),
    }
    return Answer(result, (*steps, right.step), deciding=right.step)
