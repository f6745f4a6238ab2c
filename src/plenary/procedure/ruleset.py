"""The rules one organisation chose, as data.

What differs between organisations is a value here, each with the provision it rests on and the
days it holds for; what is common is code in the files beside. A value whose wording the
organisation's lawyers have not confirmed is named in `to_confirm`, and every explanation that
uses it says so.

    Ruleset        the rules and settings of an organisation
      Rule         how one subject is decided in one body, over a period
        Share      a part of a base, compared in whole numbers: num/den, strict or not   (share.py)
        Quorum     a share of a base that must be represented                            (share.py)
        Extra      a further condition: veto, population, number of members, weight
        Silence    how a text is adopted in writing
      ElectionRule how places are filled, ballot by ballot                               (election_rule.py)
      Attribute    what members bear: votes, population, a permanent seat                (attribute.py)
      Setting      one dated value that is not about deciding: notice, order of names, places

What an organisation sets otherwise, or confirms as it stands, is laid over the file by path (`changed_rule`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from plenary.procedure.attribute import Attribute
from plenary.procedure.citation import Citation
from plenary.procedure.election_rule import ElectionRule
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.share import MAJORITY, Base, Quorum, Share, quorum_as_mapping, share_as_mapping
from plenary.procedure.tables import (
    citation_in,
    citations_in,
    count_in,
    day_in,
    duration_in,
    flag_in,
    holds,
    list_in,
    one_of,
    only,
    seconds,
    several_in,
    table,
    text_in,
)
from plenary.procedure.value import parts_of, value

#: Rules of one kind in a ruleset: far above the largest that is known, which has some forty.
MOST_RULES = 2_000


class Method(StrEnum):
    """How a question is decided."""

    VOTE = "vote"
    CONSENSUS = "consensus"
    SILENCE = "silence"


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
    BLOCKING_SHARE = "blocking_minority"
    MEMBERS = "members"
    WEIGHT = "weight"


class Formula(StrEnum):
    """How some members may decide among themselves; the text then binds only them."""

    NONE = ""
    LIMITED_FORMAT = "limited format"
    FLEXIBLE_PARTICIPATION = "flexible participation"


@value
class Extra:
    """A condition beside the threshold.

    veto: any no of a seat that bears `trait` stops what has the votes.
    population, members, weight: those in favour reach `share` of it; of those taking part, where the base is those.
    blocking_minority_min_members: fewer opponents than `count` cannot block by population.
    blocking_minority: fewer opponents cannot block by population than the smallest number of members that holds
        `share` of it, and `count` more.
    when: what must be on the record for the condition to be looked at; empty for always.
    """

    kind: Condition
    share: Share | None = None
    trait: str = ""
    count: int = 0
    when: str = ""

    @classmethod
    def read(cls, said: Mapping[str, object]) -> Extra:
        """One condition: {population = [65, 100]}, or with its occasion {population = "62/100", when = "asked"}."""
        when = said.get("when", "")
        named = [(name, value) for name, value in said.items() if name != "when"]
        if len(named) != 1 or not isinstance(when, str):
            raise Refused("ruleset.bad_condition", said=str(dict(said)))
        name, value = named[0]
        kind = one_of(Condition, name)
        if kind is Condition.VETO:
            if not isinstance(value, str) or not value:
                raise Refused("ruleset.bad_condition", said=str(dict(said)))
            return cls(kind, trait=value, when=when)
        if kind is Condition.BLOCKING_MINORITY:
            if type(value) is not int or value < 1:
                raise Refused("ruleset.bad_condition", said=str(dict(said)))
            return cls(kind, count=value, when=when)
        if kind is Condition.BLOCKING_SHARE:
            parts = table(value)
            only(parts, {"population", "more_members"}, "ruleset.bad_condition")
            more = count_in(parts, "more_members")
            return cls(kind, Share.read(parts.get("population")), count=more, when=when)
        return cls(kind, share=Share.read(value), when=when)

    def as_mapping(self) -> dict[str, Fact]:
        """The condition as it is kept: `Extra.read` gives the same condition again."""
        share = share_as_mapping(self.share) if self.share else None
        said: Fact = share
        if self.kind is Condition.VETO:
            said = self.trait
        elif self.kind is Condition.BLOCKING_MINORITY:
            said = self.count
        elif self.kind is Condition.BLOCKING_SHARE:
            said = {"population": share, "more_members": self.count}
        return {str(self.kind): said, **({"when": self.when} if self.when else {})}


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
    fallback: the subject whose rule decides when consensus is not reached ("consensus failing which ...").
    formula: that some members may decide among themselves, and `open_to` for which kinds of subject only.
    proxies: how many absent members one member may vote for beside itself.
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
    fallback: str = ""
    formula: Formula = Formula.NONE
    open_to: tuple[str, ...] = ()
    proxies: int = 0
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
        return holds(self.valid_from, self.valid_to, day)

    def applies_to(self, subject: str) -> bool:
        return subject == self.subject

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Rule:
        """One rule from a table of a ruleset file.

        Raises: Refused "ruleset.…" that names the body, the subject and the value that is wrong.
        """
        body, subject = text_in(data, "body"), text_in(data, "subject")
        try:
            return cls._read(data, body, subject)
        except Refused as no:
            facts = dict(no.facts)
            raise Refused(no.code, no.cite, **{"body": body, "subject": subject, **facts}) from no

    @classmethod
    def _read(cls, data: Mapping[str, object], body: str, subject: str) -> Rule:
        only(data, _RULE_KEYS, "ruleset.unknown_value")
        valid_from, valid_to = day_in(data, "valid_from"), day_in(data, "valid_to")
        if valid_from and valid_to and valid_to < valid_from:
            raise Refused("ruleset.ends_before_it_begins", valid_from=str(valid_from), valid_to=str(valid_to))
        method = one_of(Method, data.get("method", "vote"))
        base = one_of(Base, data.get("base", "present and voting"))
        threshold = Share.read(data.get("threshold", MAJORITY))
        if threshold.num and threshold.fraction < Fraction(1, 2) and method is Method.VOTE:
            raise Refused("ruleset.minority_decides", threshold=str(threshold))
        silence = data.get("silence", {})
        if not isinstance(silence, Mapping):
            raise Refused("ruleset.bad_value", value="silence", said=str(silence))
        return cls(
            body=body,
            subject=subject,
            cite=citation_in(data),
            method=method,
            valid_from=valid_from,
            valid_to=valid_to,
            default=flag_in(data, "default"),
            quorum_open=Quorum.read(data.get("quorum_open")),
            quorum_decide=Quorum.read(data.get("quorum_decide")),
            base=base,
            threshold=threshold,
            extra=tuple(Extra.read(table(one)) for one in list_in(data, "extra")),
            tie=one_of(Tie, data.get("tie", "not adopted")),
            absent=one_of(Counted, data.get("absent", "not voting")),
            abstain=one_of(Counted, data.get("abstain", "not voting")),
            excluded=tuple(str(one) for one in list_in(data, "excluded")),
            criterion=str(data.get("criterion", "")),
            reverse=flag_in(data, "reverse"),
            weighted=flag_in(data, "weighted") or base is Base.WEIGHT,
            fallback=str(data.get("fallback", "")),
            formula=one_of(Formula, data.get("formula", "")),
            open_to=tuple(str(one) for one in list_in(data, "open_to")),
            proxies=count_in(data, "proxies"),
            objection_window=duration_in(data, "objection_window"),
            second_vote_within=duration_in(data, "second_vote_within"),
            silence=Silence(
                at_expiry_in_time=flag_in(silence, "at_expiry_in_time"),
                amendment_breaks=flag_in(silence, "amendment_breaks"),
                objection_in_room_prevents=flag_in(silence, "objection_in_room_prevents"),
                least=duration_in(silence, "least"),
            ),
            cites=citations_in(data, "cites"),
            to_confirm=frozenset(str(one) for one in list_in(data, "to_confirm")),
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
            "quorum_open": quorum_as_mapping(self.quorum_open),
            "quorum_decide": quorum_as_mapping(self.quorum_decide),
            "base": str(self.base),
            "threshold": share_as_mapping(self.threshold),
            "extra": [one.as_mapping() for one in self.extra],
            "tie": str(self.tie),
            "absent": str(self.absent),
            "abstain": str(self.abstain),
            "excluded": list(self.excluded),
            "criterion": self.criterion,
            "reverse": self.reverse,
            "weighted": self.weighted,
            "fallback": self.fallback,
            "formula": str(self.formula),
            "open_to": list(self.open_to),
            "proxies": self.proxies,
            "objection_window": seconds(self.objection_window),
            "second_vote_within": seconds(self.second_vote_within),
            "silence": {
                "at_expiry_in_time": self.silence.at_expiry_in_time,
                "amendment_breaks": self.silence.amendment_breaks,
                "objection_in_room_prevents": self.silence.objection_in_room_prevents,
                "least": seconds(self.silence.least),
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
        return holds(self.valid_from, self.valid_to, day)

    def as_mapping(self) -> dict[str, Fact]:
        """The setting as it is kept: `Setting.from_mapping` gives the same setting again."""
        return {
            "name": self.name,
            "value": self.value,
            "cite": str(self.cite),
            "body": self.body,
            "valid_from": str(self.valid_from or ""),
            "valid_to": str(self.valid_to or ""),
            "certain": self.certain,
        }

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Setting:
        """One setting from a table of a ruleset file. Raises: Refused "ruleset.…"."""
        only(data, frozenset(parts_of(cls)), "ruleset.unknown_value")
        name, value = text_in(data, "name"), data.get("value")
        if isinstance(value, float) or not isinstance(value, (str, int, bool, Sequence, Mapping)):
            raise Refused("ruleset.bad_value", value=name, said=str(value))
        return cls(
            name=name,
            value=value,
            cite=citation_in(data),
            body=str(data.get("body", "")),
            valid_from=day_in(data, "valid_from"),
            valid_to=day_in(data, "valid_to"),
            certain=flag_in(data, "certain", default=True),
        )


@value
class Ruleset:
    """The rules and settings of an organisation; which of them holds is a question of the day."""

    code: str
    rules: tuple[Rule, ...]
    settings: tuple[Setting, ...] = ()
    elections: tuple[ElectionRule, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """Codes of the bodies that have rules here, in the order of the file."""
        return tuple(dict.fromkeys(rule.body for rule in self.rules))

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> Ruleset:
        """A ruleset from a parsed file: `code`, and tables `[[rule]]`, `[[election]]`, `[[attribute]]`, `[[setting]]`.

        `body` and `subject` of a rule may be lists: the rule then stands once for each pair.
        Raises: Refused "ruleset.…": a value missing, unknown or wrong, or two rules that hold at once.
        """
        only(data, frozenset({"code", "rule", "election", "attribute", "setting"}), "ruleset.unknown_value")
        _refuse_too_many(data)
        rules = [
            Rule.from_mapping({**table, "body": body, "subject": subject})
            for table in map(table, list_in(data, "rule"))
            for body in several_in(table, "body")
            for subject in several_in(table, "subject")
        ]
        settings = [
            Setting.from_mapping({**table, "body": body})
            for table in map(table, list_in(data, "setting"))
            for body in (several_in(table, "body") if "body" in table else [""])
        ]
        elections = [
            ElectionRule.from_mapping({**one, "body": body, "subject": subject})
            for one in map(table, list_in(data, "election"))
            for body in several_in(one, "body")
            for subject in several_in(one, "subject")
        ]
        if not rules and not elections:
            raise Refused("ruleset.no_rules", ruleset=str(data.get("code", "")))
        attributes = [
            Attribute.from_mapping({**one, "body": body})
            for one in map(table, list_in(data, "attribute"))
            for body in (several_in(one, "body") if "body" in one else [""])
        ]
        _refuse_overlaps((rule.body, rule.subject, rule.valid_from, rule.valid_to) for rule in rules)
        _refuse_overlaps((rule.body, "*", rule.valid_from, rule.valid_to) for rule in rules if rule.default)
        _refuse_overlaps((one.body, one.name, one.valid_from, one.valid_to) for one in settings)
        _refuse_overlaps((one.body, one.subject, one.valid_from, one.valid_to) for one in elections)
        _refuse_overlaps((one.body, one.name, one.valid_from, one.valid_to) for one in attributes)
        return cls(text_in(data, "code"), tuple(rules), tuple(settings), tuple(elections), tuple(attributes))

    def as_mapping(self) -> dict[str, Fact]:
        """The ruleset as it is kept: `Ruleset.from_mapping` gives the same ruleset again."""
        return {
            "code": self.code,
            "rule": [one.as_mapping() for one in self.rules],
            "election": [one.as_mapping() for one in self.elections],
            "attribute": [one.as_mapping() for one in self.attributes],
            "setting": [one.as_mapping() for one in self.settings],
        }

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

    def election_for(self, subject: str, *, on: date, body: str = "") -> ElectionRule:
        """The rule by which places are filled. Raises: Refused "ruleset.which_body", "ruleset.no_rule"."""
        bodies = tuple(dict.fromkeys(one.body for one in self.elections))
        if not body and len(bodies) != 1:
            raise Refused("ruleset.which_body", ruleset=self.code, bodies=list(bodies))
        for one in self.elections:
            if one.body == (body or bodies[0]) and one.subject == subject and one.holds_on(on):
                return one
        raise Refused("ruleset.no_rule", ruleset=self.code, body=body, subject=subject, on=str(on))

    def attributes_on(self, on: date, *, body: str = "") -> Mapping[str, Attribute]:
        """What members of a body bear on that day, by name: their weights, populations, traits."""
        held = [one for one in self.attributes if one.holds_on(on) and one.body in {body, ""}]
        return {one.name: one for one in sorted(held, key=lambda one: one.body)}

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


def changed_rule(rule: Rule, changes: Mapping[str, object]) -> Rule:
    """A rule with what an organisation set otherwise, or confirmed as it stands.

    changes: by path "rule.SUBJECT.VALUE" a table: {value = …, cite = …} for another value, {confirmed = true, cite =
        …} for the one that stands; "rule.SUBJECT.*" confirms all that is still to be confirmed. A value set or
        confirmed is no longer to be confirmed, and is cited as said there.
    Raises: Refused "ruleset.…" for a value that fits no rule.
    """
    kept, own = _laid_over(rule, "rule", changes)
    if not own:
        return rule
    kept["to_confirm"] = sorted(_left_to_confirm(rule, own))
    return Rule.from_mapping(kept)


def changed_setting(setting: Setting, changes: Mapping[str, object]) -> Setting:
    """A setting as an organisation set it otherwise, or confirmed it: path "setting.NAME", as for a rule."""
    if f"setting.{setting.name}" not in changes:
        return setting
    said = table(changes[f"setting.{setting.name}"])
    kept: dict[str, object] = {**setting.as_mapping(), "cite": str(citation_in(said)), "certain": True}
    if "value" in said:
        kept["value"] = said["value"]
    elif not is_confirmed(said):
        raise Refused("ruleset.bad_value", value=setting.name, said=str(dict(said)))
    return Setting.from_mapping(kept)


def changed_election(rule: ElectionRule, changes: Mapping[str, object]) -> ElectionRule:
    """The rule of an election with what an organisation set otherwise or confirmed: paths "election.SUBJECT.VALUE"."""
    kept, own = _laid_over(rule, "election", changes)
    if not own:
        return rule
    kept["to_confirm"] = [] if "*" in own else sorted(rule.to_confirm - own)
    return ElectionRule.from_mapping(kept)


def changed_attribute(borne: Attribute, changes: Mapping[str, object]) -> Attribute:
    """What members bear, as an organisation set it otherwise or confirmed it: path "attribute.NAME"."""
    if f"attribute.{borne.name}" not in changes:
        return borne
    said = table(changes[f"attribute.{borne.name}"])
    kept: dict[str, object] = {**borne.as_mapping(), "cite": str(citation_in(said)), "certain": True}
    if "value" in said:
        kept["members" if borne.is_trait else "values"] = said["value"]
    elif not is_confirmed(said):
        raise Refused("ruleset.bad_value", value=borne.name, said=str(dict(said)))
    return Attribute.from_mapping(kept)


def is_confirmed(said: Mapping[str, object]) -> bool:
    """Whether a change leaves the value as it stands and says that it is right."""
    return said.get("confirmed") is True


def require_confirmed(rule: Rule | ElectionRule) -> None:
    """Decide nothing under a rule whose text nobody confirmed. Raises: Refused "rules.not_confirmed"."""
    if rule.to_confirm:
        raise Refused(
            "rules.not_confirmed",
            rule.cite,
            body=rule.body,
            subject=rule.subject,
            values=sorted(rule.to_confirm),
        )


def _laid_over(
    rule: Rule | ElectionRule, kind: str, changes: Mapping[str, object]
) -> tuple[dict[str, object], set[str]]:
    """The rule as it is kept with what was set otherwise, and the names of what was set or confirmed."""
    prefix = f"{kind}.{rule.subject}."
    own = {path.removeprefix(prefix): table(said) for path, said in changes.items() if path.startswith(prefix)}
    kept: dict[str, object] = dict(rule.as_mapping())
    cites = dict(rule.cites)
    for name, said in own.items():
        if "value" in said:
            kept[name] = said["value"]
        elif not is_confirmed(said):
            raise Refused("ruleset.bad_value", value=name, said=str(dict(said)))
        if name != "*":
            cites[name] = citation_in(said)
    kept["cites"] = {name: str(cite) for name, cite in cites.items()}
    return kept, set(own)


def _left_to_confirm(rule: Rule, own: set[str]) -> set[str]:
    """Values still to be confirmed once these are said; where all were, each of the others is named."""
    if "*" in own:
        return set()
    if "*" not in rule.to_confirm:
        return set(rule.to_confirm) - own
    return set(parts_of(Rule)) - {"body", "subject", "to_confirm", "cites"} - own


def _refuse_too_many(data: Mapping[str, object]) -> None:
    """Refuse more tables than any organisation has, each counted once for every body and subject it stands for."""
    for kind in ("rule", "election", "attribute", "setting"):
        stands = [
            len(several_in(one, "body")) * len(several_in(one, "subject")) for one in map(table, list_in(data, kind))
        ]
        if sum(stands) > MOST_RULES:
            raise Refused("ruleset.too_many", value=kind, count=sum(stands), most=MOST_RULES)


def _refuse_overlaps(periods: Iterable[tuple[str, str, date | None, date | None]]) -> None:
    kept: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for body, name, begin, end in periods:
        span = (begin or date.min, end or date.max)
        for other in kept.setdefault((body, name), []):
            if span[0] <= other[1] and other[0] <= span[1]:
                raise Refused("ruleset.two_rules_at_once", body=body, subject=name, on=str(max(span[0], other[0])))
        kept[body, name].append(span)
