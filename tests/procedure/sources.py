"""The checked list of texts that rulesets and the code of procedure cite."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import plenary.procedure
from plenary.procedure.citation import Citation
from plenary.procedure.motions import MotionRules
from plenary.procedure.ruleset import Ruleset
from plenary.procedure.speaking import FloorRules
from plenary.procedure.value import value
from tests.procedure.rules import RULESETS

LIST = RULESETS / "sources" / "instruments.toml"
CODE = Path(plenary.procedure.__file__).parent


@value
class Instrument:
    """A text, and by provision what it says in a line."""

    name: str
    title: str
    kind: str
    published: str
    provisions: tuple[tuple[str, str], ...]
    unchecked: tuple[str, ...] = ()
    date: date | None = None


def instruments() -> list[Instrument]:
    """The list as it is kept."""
    said = tomllib.loads(LIST.read_text("utf-8"))["instrument"]
    return [Instrument(**{**one, "provisions": tuple(one["provisions"].items())}) for one in said]


def shipped() -> dict[str, Ruleset]:
    """Every ruleset by the name of its file."""
    files = sorted(RULESETS.glob("*.toml"))
    return {file.stem: Ruleset.from_mapping(tomllib.loads(file.read_text("utf-8"))) for file in files}


def cited_by(ruleset: Ruleset) -> Iterator[Citation]:
    """Every citation of every rule, election, attribute and setting."""
    for rule in (*ruleset.rules, *ruleset.elections):
        yield rule.cite
        yield from (cite for _, cite in rule.cites)
    for one in (*ruleset.attributes, *ruleset.settings):
        yield one.cite
    for setting in ruleset.settings:
        if setting.name == "motions":
            rules = MotionRules.from_setting(setting)
            yield from (one.cite for one in rules.motions)
            yield from (cite for _, cite in rules.cites)
        if setting.name == "floor":
            yield from (cite for _, cite in FloorRules.from_setting(setting).cites)


def cited_in_code() -> dict[Citation, str]:
    """Every `Citation(...)` that the code of procedure writes out, and the file it is in."""
    found = {}
    for file in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Citation", "Citation.parse"}:
                words = [one.value for one in node.args if isinstance(one, ast.Constant)]
                if len(words) == len(node.args) and words:
                    made = Citation.parse(words[0]) if ast.unparse(node.func).endswith("parse") else Citation(*words)
                    found[made] = file.name
    return found
