"""Bodies with the rules that hold for them, in plain values."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from plenary.interfaces.web.organisation.reading import COMPOSITIONS
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Body, RulesInForce
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule

METHODS = {
    "vote": pgettext_lazy("how a body decides", "by vote"),
    "consensus": pgettext_lazy("how a body decides", "by consensus"),
    "silence": pgettext_lazy("how a body decides", "by silence"),
}
TIES = {
    "n/a": pgettext_lazy("equal votes", "does not arise"),
    "not adopted": pgettext_lazy("equal votes", "not adopted"),
    "second vote": pgettext_lazy("equal votes", "a second vote"),
    "casting vote": pgettext_lazy("equal votes", "the chair casts"),
    "lots": pgettext_lazy("equal votes", "by lot"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a rule in words, with where it is written."""

    name: str
    said: str
    cite: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body at the desk. rules: None where none are in force."""

    body: Body
    composition: str
    seats: int
    rules: RulesInForce | None
    values: tuple[Value, ...]


def bodies() -> list[BodyLine]:
    """Every body, the highest first."""
    return [_line(body) for body in queries.bodies_with_seats()]


def _line(body: Body) -> BodyLine:
    seats = len(body.seats.all())
    composition = str(COMPOSITIONS.get(body.composition, body.composition))
    try:
        rules, rule = queries.rules_in_force(body), queries.rule_for(body)
    except Refused:
        return BodyLine(body, composition, seats, None, ())
    return BodyLine(body, composition, seats, rules, values_of(rule, seats))


def values_of(rule: Rule, seats: int) -> tuple[Value, ...]:
    """What the default rule of a body comes to for so many seats."""
    cites = {name: str(cite) for name, cite in rule.cites}
    found = [Value(_("Decides"), str(METHODS[rule.method.value]), str(rule.cite))]
    for name, quorum, label in (
        ("quorum_open", rule.quorum_open, _("Quorum to open")),
        ("quorum_decide", rule.quorum_decide, _("Quorum to decide")),
    ):
        if quorum is not None:
            said = _("%(needed)s of %(seats)s") % {"needed": quorum.share.required(seats), "seats": seats}
            found.append(Value(label, said, cites.get(name, str(rule.cite))))
    if rule.method.value == "vote":
        found.append(Value(_("Equal votes"), str(TIES[rule.tie.value]), cites.get("tie", str(rule.cite))))
    if rule.objection_window is not None:
        said = _("%(seconds)s s") % {"seconds": int(rule.objection_window.total_seconds())}
        found.append(Value(_("Time for objections"), said, cites.get("objection_window", str(rule.cite))))
    return tuple(found)
