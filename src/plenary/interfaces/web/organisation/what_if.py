"""What if: the verdict of a body's rule on votes that somebody tries out. Nothing is written, and nothing is counted.

Everything that is tried stands in the query string, so that each try has an address. Votes are set member by member,
or in figures where the rule does not ask who cast them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from plenary.interfaces.fact_words import listed, occasion_words, subject_words, trait_words
from plenary.interfaces.web.decisions.steps import OUTCOMES, SaidStep, said_steps
from plenary.interfaces.web.drawings.figures import grouped
from plenary.interfaces.web.drawings.sheet import Drawing
from plenary.interfaces.web.drawings.threshold import bars_of
from plenary.interfaces.web.organisation import rules_reading
from plenary.interfaces.web.organisation.rule_words import Line, rule_lines
from plenary.interfaces.web.organisation.rules_reading import (
    Place,
    PowerShown,
    assembly_of,
    power_of,
    rules_on,
    seats_of,
)
from plenary.interfaces.wording import sentence_of
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Body
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Condition, Method, Rule, Tie
from plenary.procedure.silence import Message, MessageKind, SilenceRound
from plenary.procedure.tally import Choice, Roll, Tally
from plenary.procedure.value import changed
from plenary.procedure.verdict import IN_ORDER, Outcome, Verdict
from plenary.procedure.voting import verdict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: What a member may do under each method, in the order of the columns; what is left out stands for the first.
OFFERED: dict[Method, tuple[str, ...]] = {
    Method.VOTE: ("favour", "against", "abstain", "silent", "absent"),
    Method.CONSENSUS: ("agrees", "objects", "absent"),
    Method.SILENCE: ("keeps", "objects", "amends", "late"),
}
WORDS: dict[str, _StrPromise] = {
    "favour": pgettext_lazy("choice", "In favour"),
    "against": pgettext_lazy("choice", "Against"),
    "abstain": pgettext_lazy("choice", "Abstain"),
    "silent": pgettext_lazy("choice", "Present, not voting"),
    "absent": pgettext_lazy("choice", "Absent"),
    "agrees": pgettext_lazy("choice", "Does not object"),
    "objects": pgettext_lazy("choice", "Objects"),
    "keeps": pgettext_lazy("choice", "Keeps silence"),
    "amends": pgettext_lazy("choice", "Proposes an amendment"),
    "late": pgettext_lazy("choice", "Objects too late"),
}
CAST = {"favour": Choice.YES, "against": Choice.NO, "abstain": Choice.ABSTAIN, "objects": Choice.OBJECTS}
FIGURES = {
    Method.VOTE: ("yes", "no", "abstain", "silent"),
    Method.CONSENSUS: ("present", "objections"),
}
FIGURE_WORDS: dict[str, _StrPromise] = {
    "yes": pgettext_lazy("choice", "In favour"),
    "no": pgettext_lazy("choice", "Against"),
    "abstain": pgettext_lazy("choice", "Abstain"),
    "silent": pgettext_lazy("choice", "Present, not voting"),
    "present": pgettext_lazy("figure", "Members present"),
    "objections": pgettext_lazy("figure", "Objections"),
}
#: Up to so many members are set with one press each; more are chosen from lists.
PRESSED = 40
#: How long a silence procedure that is tried runs where its rule names no time.
USUAL_SILENCE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Row:
    """One member of the form and what is tried for it."""

    code: str
    name: str
    weight: int
    chosen: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the form, as it was typed."""

    name: str
    label: str
    typed: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Bearer:
    """A trait on which the rule hangs and that is entered for nobody: who is tried as its bearer."""

    name: str
    trait: str
    chosen: str

    @property
    def said(self) -> str:
        """The trait in words."""
        return trait_words(self.trait)


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that the rule looks at only where it is on the record."""

    name: str
    words: str
    is_on: bool

    @property
    def said(self) -> str:
        """What it is, in words."""
        return occasion_words(self.words)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rule says of what is tried. missing: what would carry it, or how far it carries. fault: why there is
    no answer."""

    outcome: str = ""
    is_adopted: bool = False
    missing: str = ""
    steps: tuple[SaidStep, ...] = ()
    bars: tuple[Drawing, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the page prints."""

    body: Body
    on: date
    day_fault: str
    subjects: tuple[tuple[str, str], ...]
    subject: str
    heading: str
    method: str
    by_name: bool
    can_be_figures: bool
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    pressed: bool
    weighted: bool
    figures: tuple[Figure, ...]
    members: int
    bearers: tuple[Bearer, ...]
    grounds: tuple[Ground, ...]
    tie: str
    casting: str
    second: bool
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    answer: Answer
    power: PowerShown | None


def what_if(code: str, asked: Mapping[str, str]) -> WhatIf:
    """The page of one try. asked: the query string. Raises Http404 for a body that has no rules on that day."""
    body = rules_reading.body_named(code)
    on, day_fault = rules_reading.day_asked(asked.get("on", ""))
    rules = rules_on(queries.rules_of(body), on)
    if not rules:
        raise Http404
    rule = next((one for one in rules if one.subject == asked.get("subject", "")), rules[0])
    places = seats_of(body, on)
    by_name = _by_name(rule, len(places), asked)
    offered = OFFERED[rule.method]
    rows = tuple(_row(place, offered, asked) for place in places)
    figures = _figures(rule, len(places), asked) if not by_name else ()
    bearers = tuple(_bearers(rule, places, asked))
    grounds = tuple(_grounds(rule, asked))
    casting = asked.get("casting", "") if rule.tie is Tie.CASTING_VOTE else ""
    tried = _Tried(
        rule=rule,
        places=places,
        chosen={row.code: row.chosen for row in rows},
        figures=figures,
        bearers={one.trait: one.chosen for one in bearers if one.chosen},
        criteria=frozenset(one.words for one in grounds if one.is_on),
        attempt=2 if rule.tie is Tie.SECOND_VOTE and asked.get("second") else 1,
        casting={"yes": Choice.YES, "no": Choice.NO}.get(casting),
        by_name=by_name,
    )
    return WhatIf(
        body=body,
        on=on,
        day_fault=day_fault,
        subjects=tuple((one.subject, subject_words(one.subject)) for one in rules),
        subject=rule.subject,
        heading=subject_words(rule.subject),
        method=str(rule.method),
        by_name=by_name,
        can_be_figures=_can_be_figures(rule),
        columns=tuple((code, str(WORDS[code])) for code in offered),
        rows=rows,
        pressed=len(rows) <= PRESSED,
        weighted=rule.weighted,
        figures=figures,
        members=len(places),
        bearers=bearers,
        grounds=grounds,
        tie=str(rule.tie),
        casting=casting,
        second=tried.attempt == 2,
        lines=rule_lines(rule, assembly_of(places)),
        notes=tuple(_notes(rule, places)),
        answer=_answer(tried),
        power=power_of(rule, places, tried.criteria),
    )


# What is asked


def _can_be_figures(rule: Rule) -> bool:
    """Whether the rule looks at figures only, and not at who they are."""
    weighed = any(quorum is not None and quorum.weight for quorum in (rule.quorum_open, rule.quorum_decide))
    named = any(one.kind is not Condition.MEMBERS for one in rule.extra)
    return rule.method is not Method.SILENCE and not (rule.weighted or weighed or named or rule.excluded)


def _by_name(rule: Rule, members: int, asked: Mapping[str, str]) -> bool:
    """Whether votes are set member by member; for a large body figures come first where they are enough."""
    if not _can_be_figures(rule):
        return True
    return asked.get("by", "members" if members <= PRESSED else "figures") != "figures"


def _row(place: Place, offered: Sequence[str], asked: Mapping[str, str]) -> Row:
    code = place.member.code
    chosen = asked.get(f"m-{code}", "")
    name = place.member.short_name.said()
    return Row(code, name, place.seat.weight, chosen if chosen in offered else offered[0])


def _figures(rule: Rule, members: int, asked: Mapping[str, str]) -> tuple[Figure, ...]:
    names = FIGURES[rule.method]
    # Until something is typed everybody is in favour, and nobody objects.
    first = {names[0]: str(members)} if not any(asked.get(name) for name in names) else {}
    found = []
    for name in names:
        typed = asked.get(name, "").strip() or first.get(name, "0")
        found.append(Figure(name, str(FIGURE_WORDS[name]), typed, not (typed.isascii() and typed.isdecimal())))
    return tuple(found)


def _bearers(rule: Rule, places: Sequence[Place], asked: Mapping[str, str]) -> Iterable[Bearer]:
    borne = {trait for place in places for trait in place.seat.traits}
    codes = {place.member.code for place in places}
    for number, trait in enumerate(dict.fromkeys(rule.excluded)):
        if trait not in borne:
            chosen = asked.get(f"bearer-{number}", "")
            yield Bearer(f"bearer-{number}", trait, chosen if chosen in codes else "")


def _grounds(rule: Rule, asked: Mapping[str, str]) -> Iterable[Ground]:
    said = dict.fromkeys([rule.criterion, *(one.when for one in rule.extra)])
    for number, words in enumerate(one for one in said if one):
        yield Ground(f"ground-{number}", words, bool(asked.get(f"ground-{number}")))


def _notes(rule: Rule, places: Sequence[Place]) -> Iterable[str]:
    """What the rule weighs and nobody has entered, so that an answer is not taken for more than it is."""
    if rule.to_confirm:
        yield _("Not all that this rule says is confirmed yet. No question is put under it before that.")
    borne = {trait for place in places for trait in place.seat.traits}
    for extra in rule.extra:
        if extra.kind is Condition.VETO and extra.trait not in borne:
            words = _("It is not entered for any member that it is: %(who)s. That condition is not tried.")
            yield words % {"who": trait_words(extra.trait)}
        if extra.kind is Condition.POPULATION and not any(place.seat.population for place in places):
            yield _("No population is entered for the members. That condition is not tried.")
    if rule.weighted and all(place.seat.weight == 1 for place in places):
        yield _("No votes are entered for the members: each is tried with one.")


# What comes of it


@dataclass(frozen=True, slots=True)
class _Tried:
    rule: Rule
    places: tuple[Place, ...]
    chosen: Mapping[str, str]
    figures: tuple[Figure, ...]
    bearers: Mapping[str, str]
    criteria: frozenset[str]
    attempt: int
    casting: Choice | None
    by_name: bool

    def verdict_on(self, votes: Tally | Roll | SilenceRound) -> Verdict:
        now = votes.expires_at + timedelta(minutes=5) if isinstance(votes, SilenceRound) else None
        return verdict(
            votes,
            self.rule,
            standing=IN_ORDER,
            attempt=self.attempt,
            casting=self.casting,
            criteria=self.criteria,
            now=now,
        )

    def roll(self, chosen: Mapping[str, str]) -> Roll:
        seats = []
        for place in self.places:
            said = chosen[place.member.code]
            traits = {trait for trait, member in self.bearers.items() if member == place.member.code}
            seats.append(
                changed(
                    place.seat,
                    choice=CAST.get(said),
                    represented=said != "absent",
                    traits=place.seat.traits | traits,
                )
            )
        return Roll.of(seats)

    def tally(self) -> Tally:
        """Raises: Refused "tally.…" for figures that contradict one another."""
        if wrong := [one.label for one in self.figures if one.is_wrong]:
            raise Refused("tally.not_a_count", values=wrong)
        said = {one.name: int(one.typed) for one in self.figures}
        together = sum(said.values()) if self.rule.method is Method.VOTE else said["present"]
        if together > len(self.places):
            raise Refused("tally.more_ballots_than_entitled", count=together, most=len(self.places))
        return Tally(len(self.places), **said)

    def silence(self) -> SilenceRound:
        length = self.rule.silence.least or USUAL_SILENCE
        ends = datetime.combine(queries.today(), time(12), UTC)
        kinds = {"objects": MessageKind.OBJECTION, "amends": MessageKind.AMENDMENT, "late": MessageKind.OBJECTION}
        messages = [
            Message(code, kinds[said], ends + timedelta(minutes=1) if said == "late" else ends - timedelta(hours=1))
            for code, said in self.chosen.items()
            if said in kinds
        ]
        return SilenceRound(ends - length, ends, frozenset(self.chosen), messages=tuple(messages))


def _answer(tried: _Tried) -> Answer:
    try:
        votes: Tally | Roll | SilenceRound
        if tried.rule.method is Method.SILENCE:
            votes = tried.silence()
        else:
            votes = tried.roll(tried.chosen) if tried.by_name else tried.tally()
        found = tried.verdict_on(votes)
        missing = _missing(tried, votes, found)
    except Refused as no:
        return Answer(fault=sentence_of(no))
    names = {place.member.code: place.member.short_name.said() for place in tried.places}
    return Answer(
        outcome=str(OUTCOMES.get(str(found.outcome), found.outcome)),
        is_adopted=found.adopted,
        missing=missing,
        steps=tuple(said_steps(_named(found.as_mapping(), names))),
        bars=bars_of(found.as_mapping()),
    )


def _named(kept: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The verdict with the members by name; without the item and its document, which a try does not have."""

    def told(fact: Any) -> Any:  # noqa: ANN401  a fact of a step
        if isinstance(fact, list):
            return [names.get(one, one) if isinstance(one, str) else one for one in fact]
        return names.get(fact, fact) if isinstance(fact, str) else fact

    steps = [
        {**step, "facts": {name: told(fact) for name, fact in step["facts"].items()}}
        for step in kept["steps"]
        if not step["code"].startswith(("item.", "document."))
    ]
    return {**kept, "steps": steps}


# What is missing


def _missing(tried: _Tried, votes: Tally | Roll | SilenceRound, found: Verdict) -> str:
    if isinstance(votes, SilenceRound):
        return ""
    if tried.rule.method is Method.CONSENSUS:
        return _objections_left(tried, votes, found)
    if found.adopted:
        return _to_spare(tried.rule, found)
    turned = min(
        (one for order in (_AGAINST_FIRST, _ABSENT_FIRST) if (one := _turned(tried, votes, order)) is not None),
        key=len,
        default=None,
    )
    if turned is None:
        return _("More votes in favour would not carry it.")
    words = ngettext(
        "%(count)s more in favour would carry it.", "%(count)s more in favour would carry it.", len(turned)
    ) % {"count": grouped(len(turned))}
    if not tried.by_name or not _can_be_told(tried):
        return words
    names = listed(turned)
    return _("%(sentence)s For instance: %(names)s.") % {"sentence": words, "names": names}


_AGAINST_FIRST = ("against", "abstain", "silent", "absent")
_ABSENT_FIRST = ("absent", "silent", "abstain", "against")


def _can_be_told(tried: _Tried) -> bool:
    """Whether it matters who joins: where all weigh the same, naming some would be choosing for them."""
    return not _can_be_figures(tried.rule)


def _turned(tried: _Tried, votes: Tally | Roll, order: Sequence[str]) -> list[str] | None:
    """The fewest that must join those in favour, when they join in this order; None where all together do not do."""
    if isinstance(votes, Tally):
        return _turned_in_figures(tried, votes, order)
    waiting = sorted(
        (place for place in tried.places if tried.chosen[place.member.code] != "favour"),
        key=lambda place: (
            not (tried.chosen[place.member.code] == "against" and place.seat.traits),
            order.index(tried.chosen[place.member.code]),
            -max(place.seat.weight, 0),
            -place.seat.population,
        ),
    )

    def carried(count: int) -> bool:
        joined = {place.member.code: "favour" for place in waiting[:count]}
        return tried.verdict_on(tried.roll({**tried.chosen, **joined})).adopted

    count = _fewest(len(waiting), carried)
    return None if count is None else [place.member.short_name.said() for place in waiting[:count]]


def _turned_in_figures(tried: _Tried, votes: Tally, order: Sequence[str]) -> list[str] | None:
    held = {"against": votes.no, "abstain": votes.abstain, "silent": votes.silent, "absent": votes.absent}
    parts = {"against": "no", "abstain": "abstain", "silent": "silent"}

    def carried(count: int) -> bool:
        left, figures = count, {"yes": votes.yes + count, "no": votes.no}
        figures |= {"abstain": votes.abstain, "silent": votes.silent}
        for name in order:
            taken = min(left, held[name])
            left -= taken
            if name in parts:
                figures[parts[name]] -= taken
        return tried.verdict_on(Tally(votes.members, **figures)).adopted

    count = _fewest(sum(held.values()), carried)
    return None if count is None else [""] * count


def _fewest(most: int, carried: Callable[[int], bool]) -> int | None:
    """The smallest count that carries; one more in favour never loses, so that halving finds it."""
    if not carried(most):
        return None
    return bisect_left(range(most), True, key=carried)


def _to_spare(rule: Rule, found: Verdict) -> str:
    if rule.extra or not found.required:
        return ""
    spare = found.counted - found.required
    if not spare:
        return _("Not one vote to spare.")
    words = ngettext("%(count)s vote to spare.", "%(count)s votes to spare.", spare)
    return words % {"count": grouped(spare)}


def _objections_left(tried: _Tried, votes: Tally | Roll, found: Verdict) -> str:
    if found.adopted or not found.counted:
        return ""
    if found.outcome is not Outcome.NOT_ADOPTED or tried.rule.reverse:
        return ""
    words = ngettext(
        "It is adopted when the objection is withdrawn.",
        "It is adopted when all %(count)s objections are withdrawn.",
        found.counted,
    )
    return words % {"count": grouped(found.counted)}
