"""How far the rules and a record of votes agree, and every row in which they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from plenary.interfaces.replays.recorded import Expected, Reading, Recorded, Span, cast_under, read_row
from plenary.interfaces.replays.tables import Row, Table, TableUnreadable
from plenary.procedure.attribute import Attribute
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule, Ruleset
from plenary.procedure.verdict import IN_ORDER, Outcome, Verdict
from plenary.procedure.voting import verdict


@dataclass(frozen=True, slots=True)
class Agreed:
    """A row in which the rules give what was announced; expected is None where nothing is recorded."""

    number: int
    recorded: Recorded
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Disagreed:
    """A row in which they give something else."""

    number: int
    recorded: Recorded
    expected: Expected
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that could not be read, or contradicts itself, or asks what the ruleset does not settle."""

    number: int
    label: str
    why: Refused


RuleOf: TypeAlias = Callable[[str, str, Span], tuple[Rule, Mapping[str, Attribute]]]
Found: TypeAlias = Agreed | Disagreed | RowRefused


@dataclass(slots=True)
class Summary:
    """What a whole table came to.

    rows: all of them; refused: by code; unrecorded: without an outcome to compare with.
    stub: rows in which saying "adopted" without looking would have agreed.
    unconfirmed: values of rules that were used and that nobody has confirmed yet.
    """

    rows: int = 0
    agreed: int = 0
    disagreed: int = 0
    unrecorded: int = 0
    stub: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    unconfirmed: set[str] = field(default_factory=set)

    @property
    def compared(self) -> int:
        return self.agreed + self.disagreed

    def add(self, found: Found) -> None:
        """Count one row."""
        self.rows += 1
        if isinstance(found, RowRefused):
            self.refused[found.why.code] += 1
            return
        expected = found.recorded.expected
        if expected is None:
            self.unrecorded += 1
            return
        self.stub += expected.outcome is Outcome.ADOPTED
        self.agreed += isinstance(found, Agreed)
        self.disagreed += isinstance(found, Disagreed)


def replay(table: Table, ruleset: Ruleset, how: Reading, summary: Summary) -> Iterator[Found]:
    """Every row of a table in turn, put through the rule that held on its day; counts them in `summary`.

    Raises: TableUnreadable where the file is broken, or has not the columns that were named.
    """
    if table.heading:
        _refuse_unknown(set(how.columns.values()) - set(table.heading))
    unseen = set() if table.heading else set(how.columns)
    rule_of = _rules(ruleset)
    for row in table.rows:
        unseen -= {name for name in unseen if row.refused or _has(how, row, name)}
        found = _put(row, how, rule_of, summary)
        summary.add(found)
        yield found
    _refuse_unknown({how.columns[name] for name in unseen})


def _put(row: Row, how: Reading, rule_of: RuleOf, summary: Summary) -> Found:
    recorded: Recorded | None = None
    try:
        if row.refused is not None:
            raise row.refused
        recorded = read_row(row.cells, how)
        rule, borne = rule_of(recorded.body, recorded.subject, recorded.span)
        computed = verdict(
            cast_under(recorded, rule, borne, stated=how.stated), rule, standing=IN_ORDER, criteria=how.stated
        )
    except Refused as no:
        label = recorded.label if recorded else str(how.cell(row.cells, "label") or "")
        return RowRefused(row.number, label, no)
    for value in rule.to_confirm:
        summary.unconfirmed.add(f"{rule.body}, {rule.subject}: {value}")
    expected = recorded.expected
    if expected is None or _same(computed, expected):
        return Agreed(row.number, recorded, computed)
    return Disagreed(row.number, recorded, expected, computed)


def _same(computed: Verdict, expected: Expected) -> bool:
    return computed.outcome is expected.outcome and expected.reason in (None, computed.reason)


def _rules(ruleset: Ruleset) -> RuleOf:
    @lru_cache(maxsize=4096)
    def rule_of(body: str, subject: str, span: Span) -> tuple[Rule, Mapping[str, Attribute]]:
        """The rule for a row; a subject that the body's rules do not name is not guessed to be the usual one."""
        scope = body or (ruleset.bodies[0] if len(ruleset.bodies) == 1 else "")
        known = {rule.subject for rule in ruleset.rules if rule.body == scope}
        if scope and subject and subject not in known:
            raise Refused("replay.unknown_subject", body=scope, subject=subject, known=sorted(known))
        first, last = (
            (ruleset.rule_for(subject, on=day, body=body), ruleset.attributes_on(day, body=scope))
            for day in (span.first, span.last)
        )
        if first != last:
            raise Refused("replay.day_decides", first=str(span.first), last=str(span.last))
        return first

    return rule_of


def _has(how: Reading, row: Row, name: str) -> bool:
    """Whether a JSON row has a column, be it without a value."""
    held: object = row.cells
    theirs = how.columns[name]
    if theirs in row.cells:
        return True
    *outer, last = theirs.split(".")
    for part in outer:
        held = held.get(part) if isinstance(held, dict) else None
    return isinstance(held, dict) and last in held


def _refuse_unknown(columns: set[str]) -> None:
    if columns:
        raise TableUnreadable(f"The table has no column {', '.join(sorted(columns))}.")
