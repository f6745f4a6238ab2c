"""A document symbol taken apart, the next one of its series, or that of a revision, addendum or corrigendum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, plain_parts, result_of
from plenary.procedure.cases.shape import Given, Listed, Named, Part, Record, Text, Whole
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.step import Step
from plenary.procedure.symbols import Pattern

#: The common form: ORG/BODY[/SUB]/SESSION[/SERIES.]n and suffixes.
COMMON = "{organisation}/{body}[/{sub}]/{session}/[{series}.]{number}"
COMMON_SERIES = ("L", "CRP", "INF", "WP", "SR", "PV", "R", "DEC", "RES")

TEMPLATE: Part[str] = Part("template", Text(), "Plain text with fields in braces; in brackets what may be left out.")
SERIES: Part[tuple[str, ...]] = Part("series", casting.NAMES, "The words of the field `series`.", ())
SUFFIXES: Part[tuple[str, ...]] = Part("suffixes", casting.NAMES, "The words of suffixes.", ("Rev", "Add", "Corr"))
PATTERN: Part[Given | None] = Part(
    "pattern",
    Record(TEMPLATE, SERIES, SUFFIXES),
    f"The organisation's own pattern; left out, the common one: {COMMON}",
    None,
)
SYMBOL: Part[str] = Part("symbol", Text(), "A symbol to take apart, or to which a suffix is added.", "")
NEXT: Part[str] = Part("next", Text(), "The suffix that is asked for: Rev, Add or Corr.", "")
FIELDS: Part[Mapping[str, str]] = Part(
    "fields", Named(Text()), "For the next symbol of a series: every field but the number.", {}
)
GIVEN: Part[tuple[str, ...]] = Part("given", casting.NAMES, "Symbols given already.", ())
CITE: Part[str] = Part("cite", Text(), "Where the pattern is laid down.", "")

PARTS = plain_parts(PATTERN, SYMBOL, NEXT, FIELDS, GIVEN, CITE, says="A document symbol, read or given.")
OUTCOMES: Sequence[str] = ()
RESULT = result_of(
    symbol=(Text(), "The symbol read, or given."),
    fields=(Named(Text()), "Its fields that are filled."),
    suffixes=(
        Listed(Record(Part("suffix", Text(), "The word."), Part("number", Whole(1), "Its number."))),
        "Its suffixes, left to right.",
    ),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """The symbol, taken apart."""
    cite = Citation.parse(given[CITE]) if given[CITE] else None
    said = given[PATTERN]
    if said is None:
        pattern = Pattern(COMMON, COMMON_SERIES, cite=cite)
    else:
        pattern = Pattern(said[TEMPLATE], said[SERIES], said[SUFFIXES], cite)
    if SYMBOL not in given and FIELDS not in given:
        raise Refused("case.missing", where=given.place(SYMBOL))
    if FIELDS in given and (SYMBOL in given or NEXT in given):
        raise Refused("case.either", where=given.where, names=["symbol", "fields"])
    if FIELDS in given:
        made = pattern.next(given[GIVEN], **given[FIELDS])
        symbol, step = made.symbol, made.step
    elif NEXT in given:
        made = pattern.next_suffix(given[SYMBOL], given[NEXT], given[GIVEN])
        symbol, step = made.symbol, made.step
    else:
        symbol, step = given[SYMBOL], Step.of("symbol.read", cite, symbol=given[SYMBOL])
    parts = pattern.read(symbol)
    fields: dict[str, Fact] = dict(parts.fields)
    suffixes: list[Fact] = [{"suffix": kind, "number": number} for kind, number in parts.suffixes]
    return Answer({"symbol": symbol, "fields": fields, "suffixes": suffixes}, (step,), deciding=step)
