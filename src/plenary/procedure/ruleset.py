"""The rules one organisation chose, as data.

What differs between organisations is a value here, each with the provision it rests on and the
days it holds for; what is common is code in the files beside. A value whose wording the
organisation's lawyers have not confirmed is named in `to_confirm`, and every explanation that
uses it says so.

    Ruleset      the rules and settings of an organisation
      Rule       how one subject is decided in one body, over a period
        Share    a part of a base, compared in whole numbers: num/den, strict or not
        Quorum   a share of a base that must be represented
        Extra    a further condition: veto, population, number of members, weight
        Silence  how a text is adopted in writing
      Setting    one dated value that is not about deciding: notice, order of names, places
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.value import parts_of, value


class Method(StrEnum):
    """How a question is decided."""

    VOTE = "vote"
    CONSENSUS = "consensus"
    SILENCE = "silence"


class Base(StrEnum):
    """What a share is a share of."""

    MEMBERS = "members"
    ENTITLED = "entitled members"
    PRESENT = "members present"
    PRESENT_AND_VOTING = "present and voting"
    CAST = "votes cast"
    DEPOSITED = "ballots deposited"
    VALID = "valid ballots"
    WEIGHT = "total weight"
    PARTICIPATING = "participating members"


class Counted(StrEnum):
    """What an abstention, or an absence, does to the base."""

    NOT_VOTING = "not voting"
    AS_NO = "as no"
    LEFT_OUT = "left out"


class Tie(StrEnum):
    """What equal numbers for and against lead to."""

    NOT_APPLICABLE = "n/a"
    NOT_ADOPTED = "not adopted"
    SECOND_VOTE = "second vote"
    CASTING_VOTE = "casting vote"
    LOTS = "lots"


class Condition(StrEnum):
    """Kinds of further conditions."""

    VETO = "veto"
    POPULATION = "population"
    BLOCKING_MINORITY = "blocking_minority_min_members"
    MEMBERS = "members"
    WEIGHT = "weight"


@value
class Share:
    """A part of a base, exactly: at least (or, strict, more than) num/den of it, and at least `min`.

    `Share(0, 1, min=9)` is nine, whatever the base.
    """

    num: int
    den: int = 1
    strict: bool = False
    min: int = 0

    def __post_init__(self) -> None:
        if self.den < 1 or self.num < 0 or self.min < 0 or self.num > self.den:
            raise Refused("ruleset.bad_share", said=f"{self.num}/{self.den}, at least {self.min}")
        if self.strict and self.num == self.den:
            # More than all of the members would make every decision impossible.
            raise Refused("ruleset.bad_share", said=f"more than {self.num}/{self.den}")

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.num, self.den)

    def required(self, base: int) -> int:
        """The smallest whole number that reaches this share of `base`."""
        if not self.num:
            return self.min
        parts = self.num * base
        reached = parts // self.den + 1 if self.strict else -(-parts // self.den)
        return max(reached, self.min)

    def reached_by(self, count: int, base: int) -> bool:
        """Whether `count` of `base` is enough."""
        return count >= self.required(base)

    def __str__(self) -> str:
        if not self.num:
            return str(self.min)
        if self.num == self.den:
            said = "all"
        elif self.strict and self.num * 2 == self.den:
            said = "majority"
        else:
            said = f"{'more than ' if self.strict else ''}{self.num}/{self.den}"
        return f"{said}, at least {self.min}" if self.min else said

    @classmethod
    def read(cls, said: object) -> Share:
        """A share from "2/3", "majority", "all", a whole number, a pair or a table."""
        match said:
            case Share():
                return said
            case bool() | float():
                raise Refused("ruleset.bad_share", said=str(said))
            case int():
                return cls(0, 1, min=said)
            case str():
                return cls._read_words(said)
            case [int(num), int(den)]:
                return cls(num, den)
            case Mapping():
                known = {"num", "den", "strict", "min", "of", "weight"}
                _only(said, known, "ruleset.bad_share")
                num, den = said.get("num", 0), said.get("den", 1)
                least, strict = said.get("min", 0), said.get("strict", False)
                if not all(type(n) is int for n in (num, den, least)) or type(strict) is not bool:
                    raise Refused("ruleset.bad_share", said=str(dict(said)))
                if not num and not least:
                    raise Refused("ruleset.bad_share", said=str(dict(said)))
                return cls(num, den, strict, least)
        raise Refused("ruleset.bad_share", said=str(said))

    @classmethod
    def _read_words(cls, said: str) -> Share:
        words = said.strip().lower()
        if words == "majority":
            return MAJORITY
        if words == "all":
            return ALL
        if found := re.fullmatch(r"(more than )?(\d+)/(\d+)", words):
            return cls(int(found[2]), int(found[3]), strict=bool(found[1]))
        if words.isdecimal():
            return cls(0, 1, min=int(words))
        raise Refused("ruleset.bad_share", said=said)


MAJORITY = Share(1, 2, strict=True)
ALL = Share(1, 1)


@value
class Quorum:
    """A share of a base that must be represented, and of its votes where votes are weighed."""

    share: Share
    of: Base = Base.MEMBERS
    weight: Share | None = None

    def __post_init__(self) -> None:
        # Who is present, or votes, is what a quorum measures; it cannot also be what it is measured by.
        if self.of not in {Base.MEMBERS, Base.ENTITLED, Base.PARTICIPATING}:
            raise Refused("ruleset.bad_quorum", said=str(self))

    @classmethod
    def read(cls, said: object) -> Quorum | None:
        """A quorum from "1/3 members", "all", "24 members" or a table; none from "none".

        Raises: Refused "ruleset.not_configured" where the file leaves the value to be chosen.
        """
        match said:
            case None:
                return None
            case Quorum():
                return said
            case str() if said.strip().lower() == "none":
                return None
            case str() if said.strip().lower() == "configure":
                raise Refused("ruleset.not_configured", value="quorum")
            case str():
                share, _, of = said.strip().partition(" ")
                return cls(Share.read(share), _one_of(Base, of or "members"))
            case int():
                return cls(Share.read(said))
            case Mapping():
                weight = said.get("weight")
                return cls(
                    Share.read(said),
                    _one_of(Base, said.get("of", "members")),
                    Share.read(weight) if weight is not None else None,
                )
        raise Refused("ruleset.bad_quorum", said=str(said))

    def __str__(self) -> str:
        more = f" with {self.weight} of the votes" if self.weight else ""
        return f"{self.share} {self.of}{more}"


@value
class Extra:
    """A condition beside the threshold.

    veto: any no of a seat that bears `trait` stops what has the votes.
    population, members, weight: those in favour reach `share` of it.
    blocking_minority_min_members: fewer opponents than `count` cannot block by population.
    """

    kind: Condition
    share: Share | None = None
    trait: str = ""
    count: int = 0

    @classmethod
    def read(cls, said: Mapping[str, object]) -> Extra:
        """One condition from a table of one entry, e.g. {population = [65, 100]}."""
        if len(said) != 1:
            raise Refused("ruleset.bad_condition", said=str(dict(said)))
        name, value = next(iter(said.items()))
        kind = _one_of(Condition, name)
        if kind is Condition.VETO:
            if not isinstance(value, str) or not value:
                raise Refused("ruleset.bad_condition", said=str(dict(said)))
            return cls(kind, trait=value)
        if kind is Condition.BLOCKING_MINORITY:
            if type(value) is not int or value < 1:
                raise Refused("ruleset.bad_condition", said=str(dict(said)))
            return cls(kind, count=value)
        return cls(kind, share=Share.read(value))

    def as_mapping(self) -> dict[str, Fact]:
        if self.kind is Condition.VETO:
            return {str(self.kind): self.trait}
        if self.kind is Condition.BLOCKING_MINORITY:
            return {str(self.kind): self.count}
        return {str(self.kind): _share_as_mapping(self.share) if self.share else None}


@value
class Silence:
    """How a text is adopted in writing when nobody objects in time.

    at_expiry_in_time: whether a message received at the very instant is in time; "before" is not.
    amendment_breaks: whether a proposed amendment breaks the silence as an objection does.
    objection_in_room_prevents: whether an objection when silence is proposed keeps it from starting.
    least: the shortest time that may be given.
    """

    at_expiry_in_time: bool = False
    amendment_breaks: bool = False
    objection_in_room_prevents: bool = False
    least: timedelta | None = None


@value
class Rule:
    """How one subject is decided in one body, over a period; both days are included.

    excluded: traits of members whose position does not count ("member concerned").
    criterion: what must be on the record before `excluded` takes effect; empty when nothing must.
    reverse: adopted unless all present are against it (consensus against).
    weighted: votes are weighed, not counted by head.
    objection_window: the time the chair leaves for objections before the gavel.
    cite: where the rule is written; `cites` where single values of it are ("quorum_decide", "tie").
    to_confirm: values that the organisation's lawyers have still to confirm.
    """

    body: str
    subject: str
    cite: Citation
    method: Method = Method.VOTE
    valid_from: date | None = None
    valid_to: date | None = None
    default: bool = False
    quorum_open: Quorum | None = None
    quorum_decide: Quorum | None = None
    base: Base = Base.PRESENT_AND_VOTING
    threshold: Share = MAJORITY
    extra: tuple[Extra, ...] = ()
    tie: Tie = Tie.NOT_ADOPTED
    absent: Counted = Counted.NOT_VOTING
    abstain: Counted = Counted.NOT_VOTING
    excluded: tuple[str, ...] = ()
    criterion: str = ""
    reverse: bool = False
    weighted: bool = False
    objection_window: timedelta | None = None
    second_vote_within: timedelta | None = None
    silence: Silence = Silence()
    cites: tuple[tuple[str, Citation], ...] = ()
    to_confirm: frozenset[str] = frozenset()

    @property
    def certain(self) -> bool:
        """Whether every value of the rule is confirmed."""
        return not self.to_confirm

    def is_certain(self, value: str) -> bool:
        """Whether one value of the rule is confirmed."""
        return value not in self.to_confirm and "*" not in self.to_confirm

    def cited(self, value: str) -> Citation:
        """Where one value of the rule is written; the rule's own place when it names no other."""
        return dict(self.cites).get(value, self.cite)

    def holds_on(self, day: date) -> bool:
        return _holds(self.valid_from, self.valid_to, day)

    def applies_to(self, subject: str) -> bool:
        return subject == self.subject

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Rule:
        """One rule from a table of a ruleset file.

        Raises: Refused "ruleset.…" that names the body, the subject and the value that is wrong.
        """
        body, subject = _text(data, "body"), _text(data, "subject")
        try:
            return cls._read(data, body, subject)
        except Refused as no:
            facts = dict(no.facts)
            raise Refused(no.code, no.cite, **{"body": body, "subject": subject, **facts}) from no

    @classmethod
    def _read(cls, data: Mapping[str, object], body: str, subject: str) -> Rule:
        _only(data, _RULE_KEYS, "ruleset.unknown_value")
        valid_from, valid_to = _day(data, "valid_from"), _day(data, "valid_to")
        if valid_from and valid_to and valid_to < valid_from:
            raise Refused("ruleset.ends_before_it_begins", valid_from=str(valid_from), valid_to=str(valid_to))
        method = _one_of(Method, data.get("method", "vote"))
        base = _one_of(Base, data.get("base", "present and voting"))
        threshold = Share.read(data.get("threshold", MAJORITY))
        if threshold.num and threshold.fraction < Fraction(1, 2) and method is Method.VOTE:
            raise Refused("ruleset.minority_decides", threshold=str(threshold))
        cites = data.get("cites", {})
        if not isinstance(cites, Mapping):
            raise Refused("ruleset.bad_citation", said=str(cites))
        silence = data.get("silence", {})
        if not isinstance(silence, Mapping):
            raise Refused("ruleset.bad_value", value="silence", said=str(silence))
        return cls(
            body=body,
            subject=subject,
            cite=_citation(data),
            method=method,
            valid_from=valid_from,
            valid_to=valid_to,
            default=_flag(data, "default"),
            quorum_open=Quorum.read(data.get("quorum_open")),
            quorum_decide=Quorum.read(data.get("quorum_decide")),
            base=base,
            threshold=threshold,
            extra=tuple(Extra.read(_table(one)) for one in _list(data, "extra")),
            tie=_one_of(Tie, data.get("tie", "not adopted")),
            absent=_one_of(Counted, data.get("absent", "not voting")),
            abstain=_one_of(Counted, data.get("abstain", "not voting")),
            excluded=tuple(str(one) for one in _list(data, "excluded")),
            criterion=str(data.get("criterion", "")),
            reverse=_flag(data, "reverse"),
            weighted=_flag(data, "weighted") or base is Base.WEIGHT,
            objection_window=_duration(data, "objection_window"),
            second_vote_within=_duration(data, "second_vote_within"),
            silence=Silence(
                at_expiry_in_time=_flag(silence, "at_expiry_in_time"),
                amendment_breaks=_flag(silence, "amendment_breaks"),
                objection_in_room_prevents=_flag(silence, "objection_in_room_prevents"),
                least=_duration(silence, "least"),
            ),
            cites=tuple(sorted((str(k), Citation.parse(str(v))) for k, v in cites.items())),
            to_confirm=frozenset(str(one) for one in _list(data, "to_confirm")),
        )

    def as_mapping(self) -> dict[str, Fact]:
        """The rule as it is kept beside a verdict: `Rule.from_mapping` gives the same rule again."""
        kept: dict[str, Fact] = {
            "body": self.body,
            "subject": self.subject,
            "cite": str(self.cite),
            "method": str(self.method),
            "valid_from": str(self.valid_from or ""),
            "valid_to": str(self.valid_to or ""),
            "default": self.default,
            "quorum_open": _quorum_as_mapping(self.quorum_open),
            "quorum_decide": _quorum_as_mapping(self.quorum_decide),
            "base": str(self.base),
            "threshold": _share_as_mapping(self.threshold),
            "extra": [one.as_mapping() for one in self.extra],
            "tie": str(self.tie),
            "absent": str(self.absent),
            "abstain": str(self.abstain),
            "excluded": list(self.excluded),
            "criterion": self.criterion,
            "reverse": self.reverse,
            "weighted": self.weighted,
            "objection_window": _seconds(self.objection_window),
            "second_vote_within": _seconds(self.second_vote_within),
            "silence": {
                "at_expiry_in_time": self.silence.at_expiry_in_time,
                "amendment_breaks": self.silence.amendment_breaks,
                "objection_in_room_prevents": self.silence.objection_in_room_prevents,
                "least": _seconds(self.silence.least),
            },
            "cites": {name: str(cite) for name, cite in self.cites},
            "to_confirm": sorted(self.to_confirm),
        }
        return {name: value for name, value in kept.items() if value not in ("", None)}


_RULE_KEYS = frozenset(parts_of(Rule))


@value
class Setting:
    """A dated value that is not about deciding: days of notice, the order of names, places at a table."""

    name: str
    value: Fact
    cite: Citation
    body: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    certain: bool = True

    def holds_on(self, day: date) -> bool:
        return _holds(self.valid_from, self.valid_to, day)

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Setting:
        """One setting from a table of a ruleset file. Raises: Refused "ruleset.…"."""
        _only(data, frozenset(parts_of(cls)), "ruleset.unknown_value")
        name, value = _text(data, "name"), data.get("value")
        if isinstance(value, float) or not isinstance(value, (str, int, bool, Sequence, Mapping)):
            raise Refused("ruleset.bad_value", value=name, said=str(value))
        return cls(
            name=name,
            value=value,
            cite=_citation(data),
            body=str(data.get("body", "")),
            valid_from=_day(data, "valid_from"),
            valid_to=_day(data, "valid_to"),
            certain=_flag(data, "certain", default=True),
        )


@value
class Ruleset:
    """The rules and settings of an organisation; which of them holds is a question of the day."""

    code: str
    rules: tuple[Rule, ...]
    settings: tuple[Setting, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """Codes of the bodies that have rules here, in the order of the file."""
        return tuple(dict.fromkeys(rule.body for rule in self.rules))

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Ruleset:
        """A ruleset from a parsed file: `code`, `[[rule]]` and `[[setting]]` tables.

        `body` and `subject` of a rule may be lists: the rule then stands once for each pair.
        Raises: Refused "ruleset.…": a value missing, unknown or wrong, or two rules that hold at once.
        """
        _only(data, frozenset({"code", "rule", "setting"}), "ruleset.unknown_value")
        rules = [
            Rule.from_mapping({**table, "body": body, "subject": subject})
            for table in map(_table, _list(data, "rule"))
            for body in _several(table, "body")
            for subject in _several(table, "subject")
        ]
        if not rules:
            raise Refused("ruleset.no_rules", ruleset=str(data.get("code", "")))
        settings = [
            Setting.from_mapping({**table, "body": body})
            for table in map(_table, _list(data, "setting"))
            for body in (_several(table, "body") if "body" in table else [""])
        ]
        _refuse_overlaps((rule.body, rule.subject, rule.valid_from, rule.valid_to) for rule in rules)
        _refuse_overlaps((rule.body, "*", rule.valid_from, rule.valid_to) for rule in rules if rule.default)
        _refuse_overlaps((one.body, one.name, one.valid_from, one.valid_to) for one in settings)
        return cls(_text(data, "code"), tuple(rules), tuple(settings))

    def rule_for(self, subject: str, *, on: date, body: str = "") -> Rule:
        """The rule that decides `subject` in `body` on that day.

        A subject without a rule of its own is decided by the body's default rule.
        body: may be left out where the ruleset has one body only.
        Raises: Refused "ruleset.which_body", "ruleset.no_rule".
        """
        if not body:
            if len(self.bodies) != 1:
                raise Refused("ruleset.which_body", ruleset=self.code, bodies=list(self.bodies))
            body = self.bodies[0]
        held = [rule for rule in self.rules if rule.body == body and rule.holds_on(on)]
        own = [rule for rule in held if rule.applies_to(subject)]
        for rule in own or [rule for rule in held if rule.default]:
            return rule
        raise Refused("ruleset.no_rule", ruleset=self.code, body=body, subject=subject, on=str(on))

    def setting(self, name: str, *, on: date, body: str = "") -> Setting:
        """The value that holds on that day: the body's own, or else the organisation's.

        Raises: Refused "ruleset.no_setting".
        """
        held = [one for one in self.settings if one.name == name and one.holds_on(on)]
        for scope in dict.fromkeys((body, "")):
            for one in held:
                if one.body == scope:
                    return one
        raise Refused("ruleset.no_setting", ruleset=self.code, body=body, name=name, on=str(on))


def _holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    # A moment is a date too in Python, yet comparing the two is an error that says nothing.
    if isinstance(day, datetime):
        day = day.date()
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def _refuse_overlaps(periods: Iterable[tuple[str, str, date | None, date | None]]) -> None:
    kept: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for body, name, begin, end in periods:
        span = (begin or date.min, end or date.max)
        for other in kept.setdefault((body, name), []):
            if span[0] <= other[1] and other[0] <= span[1]:
                raise Refused("ruleset.two_rules_at_once", body=body, subject=name, on=str(max(span[0], other[0])))
        kept[body, name].append(span)


Said = TypeVar("Said", bound=StrEnum)


def _one_of(kind: type[Said], said: object) -> Said:
    for one in kind:
        if one.value == said:
            return one
    raise Refused("ruleset.unknown_word", word=str(said), allowed=[one.value for one in kind])


def _only(data: Mapping[str, object], known: Iterable[str], code: str) -> None:
    unknown = sorted(set(map(str, data)) - set(known))
    if unknown:
        raise Refused(code, unknown=unknown)


def _text(data: Mapping[str, object], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refused("ruleset.missing_value", value=name)
    return value


def _citation(data: Mapping[str, object]) -> Citation:
    if not isinstance(data.get("cite"), str) or not str(data["cite"]).strip():
        raise Refused("ruleset.uncited", value="cite")
    return Citation.parse(str(data["cite"]))


def _flag(data: Mapping[str, object], name: str, *, default: bool = False) -> bool:
    value = data.get(name, default)
    if not isinstance(value, bool):
        raise Refused("ruleset.bad_value", value=name, said=str(value))
    return value


def _day(data: Mapping[str, object], name: str) -> date | None:
    value = data.get(name)
    if value in (None, ""):
        return None
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Refused("ruleset.bad_day", value=name, said=value) from None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise Refused("ruleset.bad_day", value=name, said=str(value))


def _duration(data: Mapping[str, object], name: str) -> timedelta | None:
    """A length of time from "48 h", "3 d", "30 min" or a number of seconds."""
    value = data.get(name)
    if value is None:
        return None
    if type(value) is int and value > 0:
        return timedelta(seconds=value)
    if isinstance(value, str) and (found := re.fullmatch(r"(\d+) ?(s|min|h|d)", value)):
        unit = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}[found[2]]
        return timedelta(**{unit: int(found[1])})
    raise Refused("ruleset.bad_value", value=name, said=str(value))


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else length // timedelta(seconds=1)


def _list(data: Mapping[str, object], name: str) -> Sequence[object]:
    value = data.get(name, ())
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise Refused("ruleset.bad_value", value=name, said=str(value))
    return value


def _several(data: Mapping[str, object], name: str) -> Sequence[object]:
    value = data.get(name)
    return value if isinstance(value, Sequence) and not isinstance(value, str) else [value]


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise Refused("ruleset.bad_value", value="table", said=str(value))
    return value


def _share_as_mapping(share: Share) -> dict[str, Fact]:
    return {"num": share.num, "den": share.den, "strict": share.strict, "min": share.min}


def _quorum_as_mapping(quorum: Quorum | None) -> dict[str, Fact] | None:
    if quorum is None:
        return None
    kept = {**_share_as_mapping(quorum.share), "of": str(quorum.of)}
    return {**kept, "weight": _share_as_mapping(quorum.weight)} if quorum.weight else kept
