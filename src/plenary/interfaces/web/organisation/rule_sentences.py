"""The rules of a body as plain sentences, each with the value that can be changed.

A sentence reads its value out of the rules that were entered, says it, and tells which paths of the ruleset another
value would change. What a body's ruleset does not speak of is no sentence of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Body, RulesInForce
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Method, Rule, Setting
from plenary.procedure.share import Quorum, Share

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Said = str | _StrPromise

#: Stands in a form for a value that is none of those offered; chosen again, it changes nothing.
AS_IT_IS = "as-it-is"

QUORUMS: dict[str, Said] = {
    "none": pgettext_lazy("quorum", "any number of members"),
    "1/3 members": pgettext_lazy("quorum", "one third of the members"),
    "majority members": pgettext_lazy("quorum", "a majority of the members"),
    "2/3 members": pgettext_lazy("quorum", "two thirds of the members"),
    "3/4 members": pgettext_lazy("quorum", "three quarters of the members"),
    "all members": pgettext_lazy("quorum", "all members"),
}
#: Code -> method, base, threshold, words.
MAJORITIES: dict[str, tuple[str, str, str, Said]] = {
    "consensus": ("consensus", "entitled members", "majority", pgettext_lazy("decided by", "consensus")),
    "majority-voting": (
        "vote",
        "present and voting",
        "majority",
        pgettext_lazy("decided by", "a majority of those present and voting"),
    ),
    "two-thirds-voting": (
        "vote",
        "present and voting",
        "2/3",
        pgettext_lazy("decided by", "two thirds of those present and voting"),
    ),
    "three-quarters-voting": (
        "vote",
        "present and voting",
        "3/4",
        pgettext_lazy("decided by", "three quarters of those present and voting"),
    ),
    "majority-all": ("vote", "entitled members", "majority", pgettext_lazy("decided by", "a majority of all members")),
    "two-thirds-all": ("vote", "entitled members", "2/3", pgettext_lazy("decided by", "two thirds of all members")),
    "all": ("vote", "entitled members", "all", pgettext_lazy("decided by", "the votes of all members")),
}
TIES: dict[str, Said] = {
    "not adopted": pgettext_lazy("on equal votes", "the proposal is not adopted"),
    "second vote": pgettext_lazy("on equal votes", "a second vote is taken"),
    "casting vote": pgettext_lazy("on equal votes", "the chair casts the deciding vote"),
}
CHAIRS: dict[str, Said] = {
    "host": pgettext_lazy("who presides", "the member that hosts it"),
    "presidency": pgettext_lazy("who presides", "the member that holds the presidency"),
    "elected": pgettext_lazy("who presides", "an officer whom the body elects"),
    "head of the secretariat": pgettext_lazy("who presides", "the head of the secretariat"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence found: its value as a form has it, how it is said, where it is written, whether it is certain."""

    value: Any
    said: str
    cite: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One rule in words.

    code: its word in the address. label: what it is about. look: what stands, or None where the ruleset is silent.
    field: how another value is typed. changes: the paths that such a value changes, with what is written there.
    """

    code: str
    label: Said
    look: Callable[[RulesInForce], Reading | None]
    field: Callable[[], forms.Field]
    changes: Callable[[RulesInForce, Any], Mapping[str, Any]]

    def read(self, held: RulesInForce) -> Reading | None:
        """What these rules say of it."""
        try:
            return self.look(held)
        except Refused:
            return None

    def field_for(self, reading: Reading | None) -> forms.Field:
        """The field, with what stands chosen in it; a value that is not offered stands there as it is."""
        made = self.field()
        made.label = self.label
        if reading is None:
            return made
        if isinstance(made, forms.ChoiceField) and reading.value == AS_IT_IS:
            offered: Any = made.choices
            made.choices = [(AS_IT_IS, reading.said), *offered]
        made.initial = reading.value
        return made


# Quorums


def _quorum(code: str, name: str, label: Said, words: Callable[[], str]) -> Sentence:
    def look(held: RulesInForce) -> Reading | None:
        rule = queries.rule_in(held)
        quorum: Quorum | None = getattr(rule, name)
        found = next((said for said in QUORUMS if Quorum.read(said) == quorum), AS_IT_IS)
        said = str(QUORUMS.get(found) or quorum)
        return _of_rule(rule, name, found, words() % {"quorum": said})

    def changes(held: RulesInForce, value: str) -> dict[str, Any]:
        subjects = _subjects(held, lambda rule: rule.method is not Method.SILENCE)
        return {f"rule.{subject}.{name}": value for subject in subjects}

    return Sentence(code, label, look, lambda: _one_of(QUORUMS), changes)


# Majorities


def _substance(held: RulesInForce) -> Reading | None:
    return _majority(queries.rule_in(held), lambda: gettext("A question of substance is decided by %(how)s."))


def _procedure(held: RulesInForce) -> Reading | None:
    if "procedure" not in _subjects(held):
        return None
    rule = queries.rule_in(held, "procedure")
    return _majority(rule, lambda: gettext("A question of procedure is decided by %(how)s."))


def _majority(rule: Rule, words: Callable[[], str]) -> Reading:
    name = "method" if rule.method is Method.CONSENSUS else "threshold"
    for code, (method, base, threshold, said) in MAJORITIES.items():
        same_share = rule.base.value == base and rule.threshold == Share.read(threshold)
        if rule.method.value == method and (same_share or rule.method is Method.CONSENSUS):
            return _of_rule(rule, name, code, words() % {"how": said})
    how = f"{rule.threshold} {rule.base}" if rule.method is Method.VOTE else str(rule.method)
    return _of_rule(rule, name, AS_IT_IS, words() % {"how": how})


def _majority_changes(subject: str, code: str) -> dict[str, Any]:
    method, base, threshold, _said = MAJORITIES[code]
    chosen = {"method": method, "base": base, "threshold": threshold}
    return {f"rule.{subject}.{name}": value for name, value in chosen.items()}


def _substance_changes(held: RulesInForce, value: str) -> dict[str, Any]:
    return _majority_changes(queries.rule_in(held).subject, value)


def _procedure_changes(held: RulesInForce, value: str) -> dict[str, Any]:
    return _majority_changes("procedure", value)


def _tie(held: RulesInForce) -> Reading | None:
    if "procedure" not in _subjects(held):
        return None
    rule = queries.rule_in(held, "procedure")
    found = rule.tie.value if rule.tie.value in TIES else AS_IT_IS
    return _of_rule(
        rule, "tie", found, gettext("On equal votes %(then)s.") % {"then": TIES.get(rule.tie.value, rule.tie)}
    )


def _tie_changes(held: RulesInForce, value: str) -> dict[str, Any]:
    return {"rule.procedure.tie": value}


# Times


def _window(held: RulesInForce) -> Reading | None:
    rule = queries.rule_in(held)
    if rule.method is not Method.CONSENSUS:
        return None
    if rule.objection_window is None:
        return _of_rule(rule, "objection_window", None, gettext("The chair leaves the usual time for objections."))
    seconds = rule.objection_window // timedelta(seconds=1)
    said = ngettext(
        "The chair leaves %(count)s second for objections before the gavel.",
        "The chair leaves %(count)s seconds for objections before the gavel.",
        seconds,
    )
    return _of_rule(rule, "objection_window", seconds, said % {"count": seconds})


def _window_changes(held: RulesInForce, value: int) -> dict[str, Any]:
    return {f"rule.{queries.rule_in(held).subject}.objection_window": value}


def _silence(held: RulesInForce) -> Reading | None:
    if "silence" not in _subjects(held):
        return None
    rule = queries.rule_in(held, "silence")
    if rule.silence.least is None:
        return _of_rule(rule, "silence", None, gettext("A silence procedure runs for as long as it is set."))
    hours = rule.silence.least // timedelta(hours=1)
    said = ngettext(
        "A silence procedure runs for at least %(count)s hour.",
        "A silence procedure runs for at least %(count)s hours.",
        hours,
    )
    return _of_rule(rule, "silence", hours, said % {"count": hours})


def _silence_changes(held: RulesInForce, value: int) -> dict[str, Any]:
    stands = dict(queries.value_at(held, "rule.silence.silence") or {})
    kept = {name: said for name, said in stands.items() if said is not None}
    return {"rule.silence.silence": {**kept, "least": f"{value} h"}}


# Settings


def _days(code: str, name: str, label: Said, words: Callable[[int], str]) -> Sentence:
    def look(held: RulesInForce) -> Reading | None:
        setting = queries.setting_in(held, name)
        count = int(str(setting.value))
        return _of_setting(setting, count, words(count) % {"count": count})

    return Sentence(code, label, look, lambda: _number(0, 365), lambda held, value: {f"setting.{name}": value})


def _speaking(held: RulesInForce) -> Reading | None:
    setting = queries.setting_in(held, "speaking_limit_s")
    minutes, seconds = divmod(int(str(setting.value)), 60)
    if seconds:
        whole = minutes * 60 + seconds
        said = ngettext("A speaker has %(count)s second.", "A speaker has %(count)s seconds.", whole)
        return _of_setting(setting, AS_IT_IS, said % {"count": whole})
    said = ngettext("A speaker has %(count)s minute.", "A speaker has %(count)s minutes.", minutes)
    return _of_setting(setting, minutes, said % {"count": minutes})


def _speaking_changes(held: RulesInForce, value: int) -> dict[str, Any]:
    return {"setting.speaking_limit_s": value * 60}


def _chair(held: RulesInForce) -> Reading | None:
    setting = queries.setting_in(held, "session_chair")
    if not isinstance(setting.value, str):
        return None
    code = setting.value
    said = gettext("A meeting is presided over by %(who)s.") % {"who": CHAIRS.get(code, code)}
    return _of_setting(setting, code if code in CHAIRS else AS_IT_IS, said)


def _chair_changes(held: RulesInForce, value: str) -> dict[str, Any]:
    return {"setting.session_chair": value}


def _arrears(held: RulesInForce) -> Reading | None:
    setting = queries.setting_in(held, "voting_right_lost")
    years = setting.value.get("years") if isinstance(setting.value, Mapping) else None
    if not held.body.is_supreme or type(years) is not int:
        return None
    said = ngettext(
        "A member that owes the contributions of %(count)s year may lose its vote.",
        "A member that owes the contributions of %(count)s years may lose its vote.",
        years,
    )
    return _of_setting(setting, years, said % {"count": years})


def _arrears_changes(held: RulesInForce, value: int) -> dict[str, Any]:
    stands = queries.setting_in(held, "voting_right_lost").value
    return {"setting.voting_right_lost": {**dict(stands if isinstance(stands, Mapping) else {}), "years": value}}


# What they share


def _of_rule(rule: Rule, name: str, value: object, said: str) -> Reading:
    return Reading(value, said, str(rule.cited(name)), rule.is_certain(name))


def _of_setting(setting: Setting, value: object, said: str) -> Reading:
    return Reading(value, said, str(setting.cite), setting.certain)


def _subjects(held: RulesInForce, fits: Callable[[Rule], bool] = lambda rule: True) -> list[str]:
    """Subjects of which this body's own ruleset speaks."""
    found = dict.fromkeys(path.split(".")[1] for path in sorted(queries.paths_of(held)) if path.startswith("rule."))
    return [subject for subject in found if fits(queries.rule_in(held, subject))]


def _one_of(words: Mapping[str, Said]) -> forms.Field:
    return forms.ChoiceField(choices=list(words.items()))


def _number(least: int, most: int) -> forms.Field:
    return forms.IntegerField(min_value=least, max_value=most)


SENTENCES: tuple[Sentence, ...] = (
    _quorum(
        "quorum-to-open",
        "quorum_open",
        _("Quorum to open a sitting"),
        lambda: gettext("A sitting opens when %(quorum)s are represented."),
    ),
    _quorum(
        "quorum-to-decide",
        "quorum_decide",
        _("Quorum to decide"),
        lambda: gettext("A decision is taken when %(quorum)s are represented."),
    ),
    Sentence(
        "substance",
        _("How a question of substance is decided"),
        _substance,
        lambda: _one_of({code: said for code, (_m, _b, _t, said) in MAJORITIES.items()}),
        _substance_changes,
    ),
    Sentence(
        "procedure",
        _("How a question of procedure is decided"),
        _procedure,
        lambda: _one_of({code: said for code, (_m, _b, _t, said) in MAJORITIES.items() if code != "consensus"}),
        _procedure_changes,
    ),
    Sentence("equal-votes", _("What follows from equal votes"), _tie, lambda: _one_of(TIES), _tie_changes),
    Sentence(
        "objections",
        _("Seconds for objections before the gavel"),
        _window,
        lambda: _number(5, 3600),
        _window_changes,
    ),
    Sentence(
        "silence", _("Shortest silence procedure, in hours"), _silence, lambda: _number(1, 2160), _silence_changes
    ),
    _days(
        "notice",
        "agenda_notice_days",
        _("Days from the provisional agenda to the meeting"),
        lambda count: ngettext(
            "The provisional agenda goes out %(count)s day before the meeting.",
            "The provisional agenda goes out %(count)s days before the meeting.",
            count,
        ),
    ),
    _days(
        "documents",
        "documents_days",
        _("Days from the documents to the meeting"),
        lambda count: ngettext(
            "Documents are with the members %(count)s day before the meeting.",
            "Documents are with the members %(count)s days before the meeting.",
            count,
        ),
    ),
    Sentence("speaking-time", _("Minutes for a speaker"), _speaking, lambda: _number(1, 120), _speaking_changes),
    Sentence("chair", _("Who presides over a meeting"), _chair, lambda: _one_of(CHAIRS), _chair_changes),
    Sentence(
        "arrears",
        _("Years of arrears after which a vote may be lost"),
        _arrears,
        lambda: _number(1, 10),
        _arrears_changes,
    ),
)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A sentence of one body. since: the day from which it holds so, under this provision."""

    sentence: Sentence
    said: str
    cite: str
    is_certain: bool
    since: date


@dataclass(frozen=True, slots=True)
class Change:
    """What one sentence said before a day and from that day; before: "" where the rules begin with it."""

    label: Said
    before: str
    after: str
    cite: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """One rule of a body as a proposed act would have it: the sentences before and after, each with its provision.

    before: "" where the rules begin with it. after: "" where the new rules do not speak of it any more.
    """

    before: str
    before_cite: str
    after: str
    cite: str


@dataclass(frozen=True, slots=True)
class Written:
    """One value of a body's rules that a proposed act would change and no sentence says, as it is written in them."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Era:
    """One row of rules with what it changed. begins: whether it brought a ruleset in, and did not change one value."""

    rules: RulesInForce
    begins: bool
    changes: tuple[Change, ...]


def lines_of(rows: list[RulesInForce], held: RulesInForce) -> tuple[RuleLine, ...]:
    """Every sentence that these rules say. rows: all of the body, the last first."""
    found = []
    for sentence in SENTENCES:
        reading = sentence.read(held)
        if reading is not None:
            since = _since(sentence, reading, [row for row in rows if row.from_on <= held.from_on])
            found.append(RuleLine(sentence, reading.said, reading.cite, reading.is_certain, since))
    return tuple(found)


def history_of(rows: list[RulesInForce]) -> tuple[Era, ...]:
    """What changed on which day, the last first."""
    eras = []
    for at, row in enumerate(rows):
        before = rows[at + 1] if at + 1 < len(rows) else None
        begins = before is None or before.ruleset != row.ruleset
        eras.append(Era(row, begins, _changed(before, row)))
    return tuple(eras)


def would_change(
    body: Body, values: Mapping[str, Any], cite: str, from_on: date
) -> tuple[tuple[Proposed, ...], tuple[Written, ...]]:
    """What these values would change in the rules of a body; nothing where it has none.

    As sentences, and as it is written what none of them says. What the body's ruleset does not know, or what stands so
    already under the same provision, is no change of it.
    """
    try:
        standing = queries.latest_rules(body)
        known = queries.paths_of(standing)
        provision = str(Citation.parse(cite))
    except (Refused, ValueError):
        return (), ()
    own = {path: {"value": value, "cite": provision} for path, value in values.items() if path in known}
    own = {path: change for path, change in own.items() if standing.changes.get(path) != change}

    def with_these(changes: Mapping[str, Any]) -> RulesInForce:
        return RulesInForce(
            body=body, ruleset=standing.ruleset, changes={**standing.changes, **changes}, from_on=from_on
        )

    unsaid = (path for path, change in own.items() if not _proposed(standing, with_these({path: change})))
    new = with_these(own)
    written = (Written(path, queries.value_at(standing, path), queries.value_at(new, path)) for path in unsaid)
    return _proposed(standing, new), tuple(one for one in written if one.before != one.after)


def would_bring(body: Body, ruleset: str, changes: Mapping[str, Any], from_on: date) -> tuple[Proposed, ...]:
    """What the sentences of a body would say otherwise under another ruleset, those that fall away too."""
    rows = queries.rules_of(body)
    new = RulesInForce(body=body, ruleset=ruleset, changes=dict(changes), from_on=from_on)
    return _proposed(rows[0] if rows else None, new)


def _proposed(before: RulesInForce | None, row: RulesInForce) -> tuple[Proposed, ...]:
    found = []
    for sentence in SENTENCES:
        now, then = sentence.read(row), sentence.read(before) if before else None
        one = Proposed(
            then.said if then else "", then.cite if then else "", now.said if now else "", now.cite if now else ""
        )
        if (one.before, one.before_cite) != (one.after, one.cite):
            found.append(one)
    return tuple(found)


def _changed(before: RulesInForce | None, row: RulesInForce) -> tuple[Change, ...]:
    found = []
    for sentence in SENTENCES:
        now, then = sentence.read(row), sentence.read(before) if before else None
        if now is not None and (then is None or (then.said, then.cite) != (now.said, now.cite)):
            found.append(Change(sentence.label, then.said if then else "", now.said, now.cite))
    return tuple(found)


def _since(sentence: Sentence, reading: Reading, rows: list[RulesInForce]) -> date:
    """The first day of the unbroken row of days on which it is said so."""
    day = rows[0].from_on
    for row in rows:
        other = sentence.read(row)
        if other is None or (other.said, other.cite) != (reading.said, reading.cite):
            break
        day = row.from_on
    return day
