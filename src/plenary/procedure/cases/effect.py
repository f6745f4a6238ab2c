"""From which day a treaty binds: in general, and for each State, as instruments came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, plain_parts, result_of
from plenary.procedure.cases.shape import Day, Either, Flag, Given, Listed, Named, Part, Record, Text, Whole
from plenary.procedure.citation import Citation
from plenary.procedure.entry_into_force import Delay, Deposit, Formula, bound_from, entry_into_force
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.share import Share

NEEDED: Part[int | str] = Part(
    "needed", Either(Whole(1), Text()), 'How many instruments: a number, or a share of `of` such as "2/3" or "all".'
)
OF: Part[int] = Part("of", Whole(1), "How many members or signatories a share is taken of.", 0)
DELAY: Part[str] = Part(
    "delay",
    Text(),
    'How long after, as a chain: "days:30", "months:3", "months:12+first_of_next_month", "month_start:6", '
    '"days:90+not_before:1994-01-01"; "days:0" for the same day.',
)
OWN_DELAY: Part[str] = Part("own_delay", Text(), "The delay for a State that comes later, where it is another.", "")
ONLY: Part[tuple[str, ...]] = Part(
    "members_only", casting.NAMES, "Those whose consent is needed; all when left out.", ()
)
OTHER: Part[str] = Part("not_before_treaty", Text(), "A text whose entry into force this one waits for.", "")
OTHERS: Part[Mapping[str, date]] = Part("others", Named(Day()), "The days on which other texts entered into force.", {})
ORGANISATIONS: Part[bool] = Part(
    "organisations_count", Flag(), "Whether the instrument of a regional organisation is counted too.", False
)
MEMBER: Part[str] = Part("member", Text(), "The State or organisation.")
RECEIVED: Part[date] = Part("received_on", Day(), "The day of receipt.")
GOOD_FORM: Part[bool] = Part("good_form", Flag(), "False for one that does not count.", True)
WITHDRAWN: Part[date | None] = Part("withdrawn_on", Day(), "The day of its withdrawal.", None)
REGIONAL: Part[bool] = Part("regional_organisation", Flag(), "Whether it is a regional organisation's.", False)
DEPOSITS: Part[tuple[Given, ...]] = Part(
    "deposits",
    Listed(Record(MEMBER, RECEIVED, GOOD_FORM, WITHDRAWN, REGIONAL), most=500),
    "Instruments, taken in the order of their days.",
)
AS_OF: Part[date | None] = Part(
    "as_of", Day(), "The day on which it is asked; later instruments are not yet known.", None
)
CITE: Part[str] = Part("cite", Text(), "The clause.")

PARTS = plain_parts(
    NEEDED,
    OF,
    DELAY,
    OWN_DELAY,
    ONLY,
    OTHER,
    OTHERS,
    ORGANISATIONS,
    DEPOSITS,
    AS_OF,
    CITE,
    says="The entry into force of a treaty.",
)
OUTCOMES: Sequence[str] = ()
RESULT = result_of(
    on=(Text(empty=True), "The day on which it enters into force generally; empty while instruments are lacking."),
    reached_on=(Text(empty=True), "The day on which the number was reached; empty before."),
    counted=(casting.NAMES, "Those whose instruments made the number, in the order received."),
    required=(Whole(), "How many are needed."),
    binds=(Named(Text(empty=True)), "For each that deposited: the day from which it is bound; empty for not yet."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """The day of entry into force, in general and for each that deposited an instrument."""
    needed = Share.read(given[NEEDED])
    if needed.num and OF not in given:
        raise Refused("case.missing", where=given.place(OF))
    formula = Formula(
        needed,
        given[OF] or needed.min,
        Delay.read(given[DELAY]),
        Citation.parse(given[CITE]),
        frozenset(given[ONLY]),
        given[OTHER],
        given[ORGANISATIONS],
    )
    own = Delay.read(given[OWN_DELAY]) if given[OWN_DELAY] else None
    deposits = [
        Deposit(one[MEMBER], one[RECEIVED], one[GOOD_FORM], one[WITHDRAWN], one[REGIONAL]) for one in given[DEPOSITS]
    ]
    as_of, others = given[AS_OF], given[OTHERS]
    force = entry_into_force(formula, deposits, as_of=as_of, others=others)
    binds: dict[str, Fact] = {}
    for member in dict.fromkeys(one.member for one in deposits):
        bound = bound_from(member, formula, deposits, own_delay=own, as_of=as_of, others=others)
        binds[member] = str(bound.on or "")
    result: dict[str, Fact] = {
        "on": str(force.on or ""),
        "reached_on": str(force.reached_on or ""),
        "counted": list(force.counted),
        "required": force.required,
        "binds": binds,
    }
    return Answer(result, force.steps, deciding=force.steps[-1])
