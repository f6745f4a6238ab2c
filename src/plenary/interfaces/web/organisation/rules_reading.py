"""The rules of a body as anyone may read them: what holds on a day, since when, and what held before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.interfaces.fact_words import subject_words
from plenary.interfaces.web.organisation.rule_sentences import SENTENCES
from plenary.interfaces.web.organisation.rule_words import (
    Assembly,
    Line,
    as_written,
    election_lines,
    rule_lines,
    setting_lines,
)
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Body, Member, RulesInForce
from plenary.procedure.coalitions import Blocking, Coalitions, Holder, Needs, coalitions, needs_of, smallest_blocking
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Condition, Method, Rule
from plenary.procedure.tally import Seat

#: Sentences of the desk that are about settings; those on deciding are told in full for every subject.
OF_SETTINGS = frozenset({"notice", "documents", "speaking-time", "chair", "arrears"})
QUORUM_VALUES = frozenset({"quorum_open", "quorum_decide"})
#: Settings that a sentence of the desk tells.
TOLD_BY = {
    "agenda_notice_days": "notice",
    "documents_days": "documents",
    "speaking_limit_s": "speaking-time",
    "session_chair": "chair",
}
#: Under which heading a setting stands, and in this order.
GROUPS = {
    "motions": (gettext_lazy("Motions, in the order in which they are put"), ("motions",)),
    "floor": (gettext_lazy("The floor"), ("speaking-time", "floor", "explanation_of_vote_minutes", "roll_call")),
    "papers": (
        gettext_lazy("Notice and papers"),
        ("notice", "supplementary_items_days", "added_items_wait_days", "documents"),
    ),
    "chair": (gettext_lazy("Who presides"), ("chair", "session_chair", "presidency_order", "officers")),
    "delegations": (
        gettext_lazy("Delegations"),
        ("credentials_days", "credentials_committee", "restricted_companions", "seating", "signature_order"),
    ),
    "vote-lost": (gettext_lazy("Loss of vote"), ("arrears", "voting_right_lost")),
    "languages": (gettext_lazy("Languages"), ("languages",)),
    "as-written": (gettext_lazy("Further values, as the rules write them"), ("as-written",)),
}


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under one heading. subject: the rule that they tell, for the calculator; "" for what is not decided."""

    code: str
    heading: str
    lines: tuple[Line, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A sentence with the day from which it holds so."""

    line: Line
    since: date


@dataclass(frozen=True, slots=True)
class DatedSection:
    """A heading with its dated sentences. power: what each member's vote decides, where votes are weighed."""

    section: Section
    lines: tuple[DatedLine, ...]
    power: PowerShown | None


@dataclass(frozen=True, slots=True)
class Period:
    """What held otherwise over an earlier time; until_on: its last day."""

    from_on: date
    until_on: date
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class MemberPower:
    """A member with the votes it holds, or its people, and the line-ups of the others in which its vote decides."""

    name: str
    weight: int
    pivotal: int | None


@dataclass(frozen=True, slots=True)
class PowerShown:
    """The facts of a rule that weighs votes.

    people: whether the rule measures population and not votes. of: line-ups of the other members. blocking: a smallest
    group that stops a question; ways: how many such there are.
    """

    members: tuple[MemberPower, ...]
    people: bool
    of: int
    blocking: tuple[str, ...]
    by: str
    ways: int


@dataclass(frozen=True, slots=True)
class RulesPage:
    """What the page of a body's rules prints. to_come: a later day on which other rules begin."""

    body: Body
    on: date
    is_today: bool
    fault: str
    ruleset: str
    since: date | None
    sections: tuple[DatedSection, ...]
    earlier: tuple[Period, ...]
    to_come: date | None
    members: int
    open_values: int


def body_named(code: str) -> Body:
    """The body with this code. Raises Http404 where there is none, or it decides nothing."""
    body = queries.body_named(code)
    if body is None or not body.decides:
        raise Http404
    return body


def day_asked(said: str) -> tuple[date, str]:
    """The day that was asked for, or today with a sentence about what was typed."""
    if not said:
        return queries.today(), ""
    try:
        return date.fromisoformat(said), ""
    except ValueError:
        return queries.today(), _("%(said)s is no day. These are the rules of today.") % {"said": said}


def rules_page(code: str, said_day: str) -> RulesPage:
    """The rules of a body on a day. Raises Http404."""
    body = body_named(code)
    on, fault = day_asked(said_day)
    rows = queries.rules_of(body)
    held = under(rows, on)
    seats = seats_of(body, on) if held else ()
    days = [day for day in _turns(rows) if day <= on]
    told = {day: tuple(_sections(rows, day, assembly_of(seats if day == on else ()))) for day in days}
    now = tuple(_sections(rows, on, assembly_of(seats)))
    since = {(section.code, line.words, line.cite): on for section in now for line in section.lines}
    for key in since:
        for day in reversed(days):
            if key not in _keys(told[day]):
                break
            since[key] = day
    dated = tuple(
        DatedSection(
            section,
            tuple(DatedLine(line, since[section.code, line.words, line.cite]) for line in section.lines),
            power_of(rule_on(rows, on, section.subject), seats) if section.subject else None,
        )
        for section in now
    )
    return RulesPage(
        body=body,
        on=on,
        is_today=on == queries.today(),
        fault=fault,
        ruleset=held.ruleset if held else "",
        since=min((row.from_on for row in rows), default=None),
        sections=dated,
        earlier=tuple(_earlier(rows, days, told, body)),
        to_come=min((day for day in _turns(rows) if day > on), default=None),
        members=len(seats),
        open_values=sum(not line.is_certain for section in now for line in section.lines),
    )


# The rules of a day


def under(rows: Iterable[RulesInForce], day: date) -> RulesInForce | None:
    """The row of rules that holds on a day, as of that day: the file's own dates are read by it. None without one."""
    for row in rows:
        if row.from_on <= day:
            if row.until_on is not None and row.until_on <= day:
                return None
            return RulesInForce(body=row.body, ruleset=row.ruleset, changes=row.changes, from_on=day)
    return None


def rules_on(rows: Sequence[RulesInForce], day: date) -> list[Rule]:
    """Every rule of a body on a day, the one for what has none of its own first."""
    held = under(rows, day)
    if held is None:
        return []
    paths = queries.paths_of(held)
    subjects = dict.fromkeys(path.split(".")[1] for path in sorted(paths) if path.startswith("rule."))
    found = [rule for subject in subjects if (rule := _rule_in(held, subject)) is not None]
    return sorted(found, key=lambda rule: (not rule.default, rule.method.value == "silence"))


def rule_on(rows: Sequence[RulesInForce], day: date, subject: str) -> Rule:
    """The rule for a subject on a day. Raises Refused where none holds."""
    held = under(rows, day)
    if held is None:
        raise Refused("organisation.no_rules_in_force", body=rows[0].body.code if rows else "", on=day.isoformat())
    return queries.rule_in(held, subject)


def _rule_in(held: RulesInForce, subject: str) -> Rule | None:
    try:
        rule = queries.rule_in(held, subject)
    except Refused:
        return None
    return rule if rule.subject == subject else None


def _sections(rows: Sequence[RulesInForce], day: date, assembly: Assembly) -> Iterator[Section]:
    held = under(rows, day)
    if held is None:
        return
    told = [(rule, rule_lines(rule, assembly)) for rule in rules_on(rows, day)]
    shared = _shared_quorum([lines for rule, lines in told if rule.method is not Method.SILENCE])
    if shared:
        yield Section("quorum", _("The quorum for every question"), shared)
    alike: dict[object, list[tuple[str, tuple[Line, ...]]]] = {}
    for rule, lines in told:
        own = tuple(line for line in lines if line not in shared)
        alike.setdefault(tuple((line.words, line.cite) for line in own), []).append((rule.subject, own))
    for group in alike.values():
        first, lines = group[0]
        yield Section(f"rule-{first}", "; ".join(subject_words(subject) for subject, _lines in group), lines, first)
    elections: dict[object, list[tuple[str, tuple[Line, ...]]]] = {}
    for election in queries.elections_in(held):
        lines = election_lines(election, assembly)
        key = tuple((line.words, line.cite) for line in lines)
        elections.setdefault(key, []).append((election.subject, lines))
    for group in elections.values():
        first, lines = group[0]
        heading = _("Election: %(subject)s") % {
            "subject": "; ".join(subject_words(subject) for subject, _lines in group)
        }
        yield Section(f"election-{first}", heading, lines)
    yield from _groups(held)


def _shared_quorum(told: Sequence[tuple[Line, ...]]) -> tuple[Line, ...]:
    """Sentences on the quorum that every rule says alike; nothing where there is one rule only."""
    if len(told) < 2:
        return ()
    quorums = [line for line in told[0] if line.value in QUORUM_VALUES]
    return tuple(line for line in quorums if all(line in lines for lines in told[1:]))


def _groups(held: RulesInForce) -> Iterator[Section]:
    said: dict[str, tuple[Line, ...]] = {}
    for sentence in SENTENCES:
        if sentence.code in OF_SETTINGS and (reading := sentence.read(held)) is not None:
            said[sentence.code] = (Line(reading.said, reading.cite, reading.is_certain),)
    for path in sorted(queries.paths_of(held)):
        kind, _dot, name = path.partition(".")
        if kind != "setting" or (name == "voting_right_lost" and "arrears" not in said):
            continue
        try:
            setting = queries.setting_in(held, name)
        except Refused:
            continue
        lines = setting_lines(setting)
        if lines:
            said[name] = lines
        elif TOLD_BY.get(name, name) not in said:
            said["as-written"] = (*said.get("as-written", ()), as_written(setting))
    for code, (heading, names) in GROUPS.items():
        lines = tuple(line for name in names for line in said.get(name, ()))
        if lines:
            yield Section(code, str(heading), lines)


# Days


def _turns(rows: Sequence[RulesInForce]) -> list[date]:
    """Every day from which something may hold otherwise: rows of rules, and dates within their files."""
    days: set[date] = set()
    for at, row in enumerate(rows):
        end = row.until_on or (rows[at - 1].from_on if at else date.max)
        days.add(row.from_on)
        if row.until_on is not None and (not at or row.until_on < rows[at - 1].from_on):
            days.add(row.until_on)
        days |= {day for day in queries.days_in(row.ruleset) if row.from_on < day < end}
    return sorted(days)


def _keys(sections: Iterable[Section]) -> set[tuple[str, str, str]]:
    return {(section.code, line.words, line.cite) for section in sections for line in section.lines}


def _earlier(
    rows: Sequence[RulesInForce], days: Sequence[date], told: dict[date, tuple[Section, ...]], body: Body
) -> Iterator[Period]:
    """What held otherwise before, the latest first: sentences that the time after it does not say."""
    begins: list[date] = []
    for day in days:
        if not begins or _keys(told[day]) != _keys(told[begins[-1]]):
            begins.append(day)
    spans = queries.seat_days(body) if len(begins) > 1 else []
    for at in range(len(begins) - 2, -1, -1):
        last = begins[at + 1] - timedelta(days=1)
        after = _keys(told[begins[at + 1]])
        then = _sections(rows, last, Assembly(_seats_then(spans, last), 0))
        other = tuple(_only(section, _keys([section]) - after) for section in then)
        found = _alike(section for section in other if section.lines)
        if found:
            yield Period(begins[at], last, found)


def _seats_then(spans: Sequence[tuple[date | None, date | None]], day: date) -> int:
    """How many sat in the body on an earlier day; 0 where the first day of a seat is not stated."""
    held = [begin for begin, end in spans if (begin is None or begin <= day) and (end is None or day < end)]
    return 0 if None in held else len(held)


def _alike(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Headings that say the same put together, each sentence with all of its provisions."""
    groups: dict[tuple[str, ...], list[Section]] = {}
    for section in sections:
        groups.setdefault(tuple(line.words for line in section.lines), []).append(section)
    found = []
    for group in groups.values():
        lines = []
        for at, line in enumerate(group[0].lines):
            cites = "; ".join(dict.fromkeys(section.lines[at].cite for section in group))
            certain = all(section.lines[at].is_certain for section in group)
            lines.append(Line(line.words, cites, certain, line.figure, line.value))
        heading = "; ".join(section.heading for section in group)
        found.append(Section(group[0].code, heading, tuple(lines), group[0].subject))
    return tuple(found)


def _only(section: Section, keys: set[tuple[str, str, str]]) -> Section:
    lines = tuple(line for line in section.lines if (section.code, line.words, line.cite) in keys)
    return Section(section.code, section.heading, lines, section.subject)


# Members


@dataclass(frozen=True, slots=True)
class Place:
    """A member's seat on a day with what it brings."""

    member: Member
    seat: Seat


def seats_of(body: Body, on: date) -> tuple[Place, ...]:
    """The members of a body on a day in the reader's alphabet, with the votes, people and traits that are entered."""
    members = queries.in_order(queries.members_of(body, on))
    entered = queries.attributes_in(body, on)
    return tuple(Place(one, _seat(one.code, entered.get(one.code))) for one in members)


def _seat(code: str, entered: queries.Attributes | None) -> Seat:
    """A member of whom nothing is entered casts one vote and bears no trait."""
    if entered is None:
        return Seat(code)
    weight = 1 if entered.weight is None else entered.weight
    return Seat(code, weight=weight, population=entered.population or 0, traits=entered.traits)


def assembly_of(places: Sequence[Place]) -> Assembly:
    """Those whom a share is taken of."""
    return Assembly(len(places), sum(place.seat.weight for place in places))


# What each vote decides


def power_of(rule: Rule, places: Sequence[Place], criteria: Iterable[str] = ()) -> PowerShown | None:
    """What each vote decides under a rule that weighs; None where all weigh the same, or nothing is counted."""
    people = not rule.weighted and any(one.kind is Condition.POPULATION for one in rule.extra)
    measured = [place.seat.population if people else place.seat.weight for place in places]
    if not (rule.weighted or people) or len(set(measured)) < 2:
        return None
    try:
        holders, needs = needs_of(rule, [place.seat for place in places], criteria=criteria)
        found, blocking = _counted(holders, needs)
    except Refused:
        return None
    names = {place.member.code: place.member.short_name.said() for place in places}
    pivotal = {one.member: one.pivotal for one in found.powers} if found else {}
    members = tuple(
        MemberPower(names[one.member], one.population if people else one.weight, pivotal.get(one.member))
        for one in holders
    )
    return PowerShown(
        members=tuple(sorted(members, key=lambda one: -one.weight)),
        people=people,
        of=found.powers[0].of if found else 0,
        blocking=tuple(names[one] for one in blocking.members),
        by=blocking.by,
        ways=blocking.ways,
    )


@lru_cache(maxsize=64)
def _counted(holders: tuple[Holder, ...], needs: Needs) -> tuple[Coalitions | None, Blocking]:
    """Every line-up counted once for the same members and the same rule; the smallest blocking group at any rate."""
    try:
        found = coalitions(holders, needs)
    except Refused:
        return None, smallest_blocking(holders, needs)
    return found, found.blocking
