"""What a row of a table says: the day, the rule that is asked for, what was cast, and the outcome announced.

A row that contradicts itself is refused with a code, as the rules themselves refuse a count that does not add up;
that is told apart from a vote that was lost, which is an outcome like any other.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from plenary.procedure.attribute import POPULATION, WEIGHT, Attribute
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Condition, Method, Rule
from plenary.procedure.tally import POSITIONS, Choice, Roll, Seat, Tally
from plenary.procedure.verdict import Outcome, Reason

#: Our names of columns, each with what it holds.
COLUMNS: Final = {
    "label": "what the row is called where it is listed: a symbol, a file number",
    "date": "the day, YYYY-MM-DD; a month or a year alone where the same rule holds throughout",
    "body": "the body, as the ruleset names it; --body says it for all rows",
    "subject": "the subject, or a list of marks one of which --subject-of names; --subject says it for all rows",
    "members": "how many members the body had",
    "yes": "votes in favour, a number",
    "no": "votes against, a number",
    "abstain": "abstentions, a number",
    "absent": "members absent, a number",
    "silent": "members present that cast nothing, a number",
    "total": "yes, no and abstentions together, where the table states their sum",
    "votes": "every member's vote: names under each choice, or a choice beside each name",
    "yes_by": "names of those in favour",
    "no_by": "names of those against, or of those among them that the rule asks about",
    "abstain_by": "names of those abstaining",
    "absent_by": "names of those absent",
    "silent_by": "names of those present that cast nothing",
    "apart_by": "names of members that do not take part in the decision at all",
    "traits": "names under each trait that a rule asks about, such as permanent; --trait says it for all rows",
    "weights": "votes of each member by name; --weights says it for all rows",
    "populations": "population of each member by name; --populations says it for all rows",
    "outcome": "what was announced; --outcome translates its words",
}

_COUNTED: Final = {
    "yes": Choice.YES,
    "no": Choice.NO,
    "abstain": Choice.ABSTAIN,
    "absent": Choice.ABSENT,
    "silent": Choice.NOT_PARTICIPATING,
}
_CAST: Final = (Choice.YES, Choice.NO, Choice.ABSTAIN)
_NOTHING: Final = Choice.NOT_PARTICIPATING
_NAMED: Final = {f"{name}_by": choice for name, choice in _COUNTED.items()}

#: Letters of votes as most tables write them; a member listed without a vote is taken to be in the room.
LETTERS: Final[Mapping[str, Choice]] = {
    "Y": Choice.YES,
    "N": Choice.NO,
    "A": Choice.ABSTAIN,
    "X": Choice.NOT_PARTICIPATING,
    **{choice.value: choice for choice in (*_COUNTED.values(), *POSITIONS)},
}
#: The mark of members of which the table says nothing.
UNSAID: Final = "X"


@dataclass(frozen=True, slots=True)
class Expected:
    """An outcome, with the reason where the table tells outcomes apart by it ("not adopted/veto")."""

    outcome: Outcome
    reason: Reason | None = None

    def __str__(self) -> str:
        return f"{self.outcome} ({self.reason})" if self.reason else str(self.outcome)

    @classmethod
    def read(cls, said: str) -> Expected:
        """Raises: ValueError for a word that is no outcome."""
        outcome, slash, reason = _plain(said).partition("/")
        return cls(Outcome(outcome.strip()), Reason(reason.strip()) if slash else None)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns of one table are read.

    columns: our name -> theirs, dotted where JSON is nested.
    body, subject: for all rows, unless a column is named for them; then for rows that leave it empty. day: for
        rows without a date.
    outcomes, subjects, letters: their word -> ours. traits: name of a trait -> those that bear it.
    seats: a name that a seat bore for a time -> the name that it is counted under.
    stated: what the record states in all rows, for conditions that are looked at on an occasion only.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    subject: str = ""
    day: str = ""
    outcomes: Mapping[str, Expected] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, Choice] = field(default_factory=lambda: LETTERS)
    traits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    populations: Mapping[str, int] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)
    stated: frozenset[str] = frozenset()

    def said_for_all(self, cells: Mapping[str, object], name: str, usual: str) -> object:
        """What holds for a row: the option, unless a column was named for it or the option was left out."""
        held = self.cell(cells, name) if name in self.columns or not usual else None
        return usual if held is None else held

    def their_name(self, name: str) -> str:
        """Their name for a column; none where theirs of the same name was named to be another of ours."""
        return self.columns.get(name) or ("" if name in self.columns.values() else name)

    def cell(self, cells: Mapping[str, object], name: str) -> object:
        """What the row holds under our name; None where it holds nothing."""
        theirs = self.their_name(name)
        if theirs in cells:
            held: object = cells[theirs]
        else:
            held = cells
            for part in theirs.split("."):
                held = held.get(part) if isinstance(held, Mapping) else None
        return None if isinstance(held, str) and not held.strip() else held


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date of a table may mean: one, or a month or a year of them."""

    first: date
    last: date

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One row, read. counts: by choice; names: member -> choice, for those that are named; complete: all are."""

    span: Span
    body: str
    subject: str
    members: int
    counts: Mapping[Choice, int]
    names: Mapping[str, Choice]
    apart: frozenset[str]
    no_named: bool
    traits: Mapping[str, frozenset[str]]
    weights: Mapping[str, int]
    populations: Mapping[str, int]
    expected: Expected | None
    label: str = ""


def read_row(cells: Mapping[str, object], how: Reading) -> Recorded:
    """What a row says. Raises: Refused "replay.…", or "tally.…" where its figures contradict one another."""
    names = _names(cells, how)
    counts = _counts(cells, how, names)
    members = _number(how.cell(cells, "members"), "members")
    listed = sum(counts.values())
    if members is None:
        members = listed
    told = how.cell(cells, "yes") is not None or _states(cells, how, "votes") or _states(cells, how, "yes_by")
    if not told or not any(counts.get(choice) for choice in (*_CAST, *POSITIONS)):
        # Nothing was counted; a vote in which nobody was in favour says so, with those against or abstaining.
        raise Refused("replay.no_votes")
    # The rules' own arithmetic refuses more votes than members, before any rule is applied.
    _tally(counts, members)
    if members > listed:
        unsaid = how.letters[UNSAID]
        counts = {**counts, unsaid: counts.get(unsaid, 0) + members - listed}
    apart = frozenset(_listed(how.cell(cells, "apart_by"), "apart_by"))
    return Recorded(
        span=_span(how.cell(cells, "date") or how.day),
        body=_text(how.said_for_all(cells, "body", how.body)),
        subject=_subject(how.said_for_all(cells, "subject", how.subject), how),
        members=members,
        counts=counts,
        names=names,
        apart=apart,
        no_named=_states(cells, how, "votes") or _states(cells, how, "no_by"),
        traits=_by_trait(how.cell(cells, "traits")) or how.traits,
        weights=_by_name(how.cell(cells, "weights"), "weights") or how.weights,
        populations=_by_name(how.cell(cells, "populations"), "populations") or how.populations,
        expected=_expected(how.cell(cells, "outcome"), how),
        label=_text(how.cell(cells, "label")),
    )


def cast_under(
    row: Recorded, rule: Rule, borne: Mapping[str, Attribute], *, stated: frozenset[str] = frozenset()
) -> Tally | Roll:
    """What was cast, in numbers, or seat by seat where the rule asks who: for a veto, weights, a member left out.

    borne: what members bear by the ruleset on that day, where neither the row nor an option says it.
    Raises: Refused "tally.names_needed" where the table does not say who; "replay.no_weight" for a member
        without one; "replay.nobody_bears" where none of the members is known to bear a trait that the rule asks
        about; "replay.not_by_vote" where the rule counts no votes.
    """
    answered = any(row.counts.get(choice) for choice in POSITIONS)
    if rule.method is Method.SILENCE or (rule.method is Method.CONSENSUS) is not answered:
        raise Refused("replay.not_by_vote", rule.cite, method=str(rule.method))
    asked = {one.kind for one in rule.extra if not one.when or one.when in stated}
    weighed = rule.weighted or Condition.WEIGHT in asked
    weighed = weighed or bool(rule.quorum_decide and rule.quorum_decide.weight)
    peopled = not asked.isdisjoint({Condition.POPULATION, Condition.BLOCKING_SHARE})
    named = weighed or peopled or bool(rule.excluded)
    if not (named or answered or Condition.VETO in asked or row.apart):
        return _tally(row.counts, row.members)
    if Condition.VETO in asked and row.counts.get(Choice.NO) and not row.no_named:
        raise Refused("tally.names_needed", rule.cited(Condition.VETO), value=str(Condition.VETO))
    traits = {name: frozenset(one.members) for name, one in borne.items() if one.is_trait} | dict(row.traits)
    for one in rule.extra:
        if one.kind is Condition.VETO and row.counts.get(Choice.NO):
            _refuse_without_bearers(row, one.trait, traits.get(one.trait, frozenset()), rule)
    row = replace(
        row,
        traits=traits,
        weights=row.weights or _numbers(borne, WEIGHT),
        populations=row.populations or _numbers(borne, POPULATION),
    )
    return Roll.of(_seats(row, rule, named=named, weighed=weighed, peopled=peopled))


def _refuse_without_bearers(row: Recorded, trait: str, bearers: frozenset[str], rule: Rule) -> None:
    """Where everybody is named and nobody of them bears the trait, names are written in two ways."""
    whole = len(row.names) == sum(row.counts.values())
    if not bearers or (whole and bearers.isdisjoint(row.names)):
        raise Refused("replay.nobody_bears", rule.cited(Condition.VETO), trait=trait)


def _numbers(borne: Mapping[str, Attribute], name: str) -> dict[str, int]:
    return dict(borne[name].values) if name in borne else {}


def _seats(row: Recorded, rule: Rule, *, named: bool, weighed: bool, peopled: bool) -> Iterable[Seat]:
    names = {**dict.fromkeys(row.apart, Choice.NOT_PARTICIPATING), **row.names}
    unnamed = dict(row.counts)
    for choice in row.names.values():
        unnamed[choice] = unnamed.get(choice, 0) - 1
    rest = {choice: count for choice, count in unnamed.items() if count > 0}
    if named and rest:
        raise Refused("tally.names_needed", rule.cite, value="votes")
    for needed, known in ((weighed, row.weights), (peopled, row.populations)):
        if needed and (without := sorted(set(names) - set(known))):
            raise Refused("replay.no_weight", rule.cite, members=list(without))
    seats = [
        Seat(
            member,
            choice,
            weight=row.weights[member] if weighed else 1,
            population=row.populations[member] if peopled else 0,
            participating=member not in row.apart,
            traits=frozenset(trait for trait, bearers in row.traits.items() if member in bearers),
        )
        for member, choice in names.items()
    ]
    # Seats that the table counts and does not name bear no trait: who bears one and matters, it names.
    seats += [Seat(f"{choice} {n + 1}", choice) for choice, count in rest.items() for n in range(count)]
    return seats


def _tally(counts: Mapping[Choice, int], members: int) -> Tally:
    return Tally(
        members=members,
        yes=counts.get(Choice.YES, 0),
        no=counts.get(Choice.NO, 0),
        abstain=counts.get(Choice.ABSTAIN, 0),
        silent=sum(counts.get(choice, 0) for choice in (Choice.NOT_PARTICIPATING, *POSITIONS)),
    )


def _names(cells: Mapping[str, object], how: Reading) -> dict[str, Choice]:
    names: dict[str, Choice] = {}

    def add(members: Iterable[str], choice: Choice) -> None:
        for listed in members:
            member = how.seats.get(listed, listed)
            held = names.get(member)
            if held is not None and (member not in shared or _NOTHING not in {held, choice}):
                raise Refused("tally.member_twice", members=[member])
            # Under two names one seat has one vote: a name that cast nothing adds nothing.
            names[member] = choice if held in {None, _NOTHING} else held

    shared = frozenset(how.seats.values())

    votes = how.cell(cells, "votes")
    if isinstance(votes, str):
        votes = _pairs(votes, "votes")
    if votes is not None and not isinstance(votes, Mapping):
        raise Refused("replay.not_names", column="votes")
    for key, held in (votes or {}).items():
        if isinstance(held, str) and held in how.letters:
            add([str(key)], how.letters[held])
        elif str(key) in how.letters:
            add(_listed(held, "votes"), how.letters[str(key)])
        else:
            raise Refused("replay.unknown_vote", said=str(held if isinstance(held, str) else key))
    for column, choice in _NAMED.items():
        add(_listed(how.cell(cells, column), column), choice)
    return names


def _counts(cells: Mapping[str, object], how: Reading, names: Mapping[str, Choice]) -> dict[Choice, int]:
    whole = _states(cells, how, "votes")
    counts: dict[Choice, int] = {}
    for choice in names.values():
        counts[choice] = counts.get(choice, 0) + 1
    for column, choice in _COUNTED.items():
        said, counted = _number(how.cell(cells, column), column), counts.get(choice, 0)
        if said is None:
            continue
        # Every vote by name must make the number exactly; names of some of them must not be more than it.
        if counted > said or (whole and choice in _CAST and counted != said):
            raise Refused("replay.tally_not_votes", choice=str(choice), said=said, counted=counted)
        counts[choice] = said
    total = _number(how.cell(cells, "total"), "total")
    together = sum(counts.get(choice, 0) for choice in _CAST)
    if total is not None and total != together:
        raise Refused("replay.total_not_sum", said=total, counted=together)
    return counts


def _states(cells: Mapping[str, object], how: Reading, column: str) -> bool:
    """Whether the table has the column; a cell left empty in it says that there is nobody."""
    return how.their_name(column) in cells and (column != "votes" or how.cell(cells, column) is not None)


def _number(held: object, column: str) -> int | None:
    match held:
        case None:
            return None
        case int() if type(held) is int and held >= 0:
            return held
        case str() if held.strip().isascii() and held.strip().isdecimal() and len(held.strip()) < 19:
            return int(held)
    raise Refused("replay.not_a_number", column=column, said=str(held)[:80])


def _listed(held: object, column: str) -> list[str]:
    match held:
        case None:
            return []
        case str():
            parts = re.split(r"[;,]" if re.search(r"[;,]", held) else r"\s", held)
            return [part.strip() for part in parts if part.strip()]
        case list() if all(isinstance(one, str) for one in held):
            return list(held)
    raise Refused("replay.not_names", column=column)


def _pairs(said: str, column: str) -> dict[str, str]:
    parts = [part.partition("=") for part in _listed(said, column)]
    if not all(sign and name.strip() for name, sign, _ in parts):
        raise Refused("replay.not_names", column=column)
    if len(parts) != len({name.strip() for name, *_ in parts}):
        raise Refused("tally.member_twice", members=sorted(name.strip() for name, *_ in parts))
    return {name.strip(): value.strip() for name, _, value in parts}


def _by_name(held: object, column: str) -> dict[str, int]:
    if isinstance(held, str):
        held = _pairs(held, column)
    if held is None:
        return {}
    if not isinstance(held, Mapping):
        raise Refused("replay.not_names", column=column)
    return {str(name): _number(value, column) or 0 for name, value in held.items()}


def _by_trait(held: object) -> dict[str, frozenset[str]]:
    if held is None:
        return {}
    if not isinstance(held, Mapping):
        raise Refused("replay.not_names", column="traits")
    return {str(trait): frozenset(_listed(members, "traits")) for trait, members in held.items()}


def _text(held: object) -> str:
    return "" if held is None else str(held).strip()


def _plain(said: str) -> str:
    return " ".join(said.replace("_", " ").lower().split())


def _subject(held: object, how: Reading) -> str:
    if isinstance(held, list):
        # Marks of a row: one of them may name a subject; the others say nothing of it.
        return next((how.subjects[mark] for mark in map(str, held) if mark in how.subjects), how.subject)
    said = _text(held)
    return how.subjects.get(said, said) or how.subject


def _expected(held: object, how: Reading) -> Expected | None:
    said = _text(held)
    if not said:
        return None
    if said in how.outcomes:
        return how.outcomes[said]
    try:
        return Expected.read(said)
    except ValueError:
        raise Refused("replay.unknown_outcome", said=said[:80]) from None


_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _span(held: object) -> Span:
    said = _text(held)
    found = _DAY.fullmatch(said)
    if not found:
        raise Refused("replay.no_day", said=said[:80])
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return Span(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Span(date(year, month, day), date(year, month, day))
    except (ValueError, calendar.IllegalMonthError):
        raise Refused("replay.no_day", said=said[:80]) from None
