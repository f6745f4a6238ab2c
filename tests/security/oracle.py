"""Who may read what, worked out apart from the product: the permission file and the written audiences, nothing else.

Nothing of `plenary` is imported here. Where the product and this file differ, one of them is wrong, and the crawl says
so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "src" / "plenary" / "permissions.toml"

#: Who works at the desk, as the table of capacities says; the matrix has no row for it.
AT_THE_DESK = frozenset(["SG", "SB", "DO", "LD", "PT", "DR", "FI", "PS", "AD"])
FOR_A_MEMBER = frozenset(["HD", "DM", "FP", "PR"])

#: What a capacity reads by right: token, row of the matrix, grades that give it.
BY_RIGHT = (
    ("members", "read_limited", "R"),
    ("documents", "issue_version", "A"),
    ("embargoed", "read_embargoed", "RS"),
    ("newsroom", "draft_release", "AP"),
    ("trail", "read_trail", "R"),
    ("accounts", "see_accounts", "R"),
    ("protocol", "seating_arrivals", "AR"),
)

_data = tomllib.loads(FILE.read_text(encoding="utf-8"))
ROWS: dict[str, dict[str, str]] = _data["rows"]
PAGES: dict[str, str] = {name: rule for ruled in _data["pages"].values() for name, rule in ruled.items()}

_CANARY = re.compile(rb"zq[0-9a-f]{32}")
#: A canary cut short still tells: half of it is enough to know it by.
_HALF = re.compile(rb"zq[0-9a-f]{16}", re.IGNORECASE)


@dataclass(frozen=True)
class Reader:
    """Somebody who asks. known: the house knows who it is, whatever that person may still read."""

    name: str
    capacity: str = "PU"
    scopes: frozenset[str] = frozenset()
    known: bool = True

    @property
    def tokens(self) -> frozenset[str]:
        """What an audience is compared with."""
        by_right = {token for token, row, grades in BY_RIGHT if ROWS[row].get(self.capacity, "-") in grades}
        desk = {"desk"} if self.capacity in AT_THE_DESK else set()
        bodies = {scope.removeprefix("body:") for scope in self.scopes if scope.startswith("body:")}
        served = {f"secretary:{body}" for body in bodies} if self.capacity == "SB" else set()
        return frozenset({"public"} | by_right | desk | served | self.scopes)

    def may_read(self, audience: str) -> bool:
        """One token in common."""
        return bool(self.tokens & set(audience.split(",")))

    def may_open(self, page: str) -> bool:
        """By the rule of the page alone."""
        rule = PAGES.get(page, "shut")
        simple: dict[str, Callable[[], bool]] = {
            "open": lambda: True,
            "shut": lambda: False,
            "signed-in": lambda: self.known,
            "secretariat": lambda: self.capacity in AT_THE_DESK,
            "delegates": lambda: self.capacity in FOR_A_MEMBER,
            "pairs": lambda: any(
                "P" in grades.values() and grades.get(self.capacity, "R") != "R" for grades in ROWS.values()
            ),
        }
        return simple[rule]() if rule in simple else self.capacity in ROWS[rule.removeprefix("row:")]


@dataclass(frozen=True)
class Secret:
    """One canary: where it was put, who may read it, and the page that must show it to them.

    besides: readers, by name, who work on the thing before those of its audience read it.
    home: name of an address and its arguments; None where no page is bound to show it.
    """

    canary: str
    where: str
    audience: str
    besides: frozenset[str] = frozenset()
    home: tuple[str, tuple[tuple[str, object], ...]] | None = None

    def is_for(self, reader: Reader) -> bool:
        return reader.may_read(self.audience) or reader.name in self.besides


def canaries_in(chunks: Iterable[bytes]) -> set[str]:
    """Every canary, or half of one, in these bytes; named by its half."""
    return {found.decode().lower() for chunk in chunks for found in _HALF.findall(chunk)}


def half(canary: str) -> str:
    """By what a canary is known where it may be cut short."""
    if not _CANARY.fullmatch(canary.encode()):
        raise ValueError(canary)
    return canary[:18]
