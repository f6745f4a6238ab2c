"""Rulesets read from the files of this installation, for commands that need no database."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from plenary.procedure.cases.asking import Rulesets
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Ruleset

SHIPPED = Path(__file__).resolve().parents[1] / "rulesets"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def ruleset_in_file(own: Path | None = None) -> Rulesets:
    """Finds a ruleset by the name of its file: in a folder of one's own first, then among those that are shipped.

    Each file is read and checked once. Raises, when called: Refused "case.no_such_ruleset", "ruleset.unreadable",
    or "ruleset.…" for a file that says something wrong.
    """

    @cache
    def found(name: str) -> Ruleset:
        folders = [folder for folder in (own, SHIPPED) if folder is not None]
        # A name is a name, never a path: nothing outside the folders is opened.
        files = [folder / f"{name}.toml" for folder in folders] if NAME.fullmatch(name) else []
        for file in files:
            if file.is_file():
                return read_ruleset(file)
        raise Refused("case.no_such_ruleset", ruleset=name)

    return found


def shipped_names() -> list[str]:
    """The names of the rulesets that are shipped, sorted."""
    return sorted(file.stem for file in SHIPPED.glob("*.toml"))


def read_ruleset(file: Path) -> Ruleset:
    """The ruleset in one file. Raises: Refused "ruleset.unreadable" or what it says wrong; OSError where it is none."""
    try:
        return Ruleset.from_mapping(tomllib.loads(file.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refused("ruleset.unreadable", ruleset=file.stem, reason=str(wrong)) from wrong
