"""Rules and rolls that the cases of this folder are worked with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import plenary
from plenary.procedure.ruleset import Rule, Ruleset
from plenary.procedure.tally import Choice, Roll, Seat

RULESETS = Path(plenary.__file__).parent / "rulesets"


def ruleset(name: str) -> Ruleset:
    """One of the rulesets that the product ships."""
    return Ruleset.from_mapping(tomllib.loads((RULESETS / f"{name}.toml").read_text("utf-8")))


def rule(name: str, subject: str, on: date = date(2024, 1, 1), body: str = "") -> Rule:
    """A rule of a shipped ruleset; of its first body where none is named."""
    shipped = ruleset(name)
    return shipped.rule_for(subject, on=on, body=body or shipped.bodies[0])


def own_rule(**values: object) -> Rule:
    """A rule made up for a case, cited as such."""
    return Rule.from_mapping({"body": "B", "subject": "s", "cite": "Example rule 1", **values})


def names(count: int, prefix: str = "M") -> list[str]:
    return [f"{prefix}{n:03}" for n in range(1, count + 1)]


def roll(
    *,
    yes: int = 0,
    no: int = 0,
    abstain: int = 0,
    absent: int = 0,
    silent: int = 0,
    not_entitled: int = 0,
    objects: int = 0,
) -> Roll:
    """So many seats of each kind, of equal weight."""
    kinds: list[dict[str, object]] = [
        *[{"choice": Choice.YES}] * yes,
        *[{"choice": Choice.NO}] * no,
        *[{"choice": Choice.ABSTAIN}] * abstain,
        *[{"choice": Choice.OBJECTS}] * objects,
        *[{"represented": False}] * absent,
        *[{}] * silent,
        *[{"entitled": False, "represented": False}] * not_entitled,
    ]
    return Roll.of(Seat(name, **kind) for name, kind in zip(names(len(kinds)), kinds, strict=True))


def seats(choices: Mapping[str, Choice | None], *, bearing: Mapping[str, Iterable[str]] | None = None) -> Roll:
    """Seats by name; `bearing` gives the traits of some of them."""
    traits = bearing or {}
    return Roll.of(
        Seat(
            name,
            choice,
            represented=choice is not Choice.ABSENT,
            traits=frozenset(traits.get(name, ())),
        )
        for name, choice in choices.items()
    )
