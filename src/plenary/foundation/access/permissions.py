"""The permission file, read once: capacities by row of the matrix, and the rule of each page.

The router, the gate and the crawler that tests them read the same file; what it does not name is refused.
"""

from __future__ import annotations

import enum
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from plenary.foundation.access.capacities import Capacity


class Grade(enum.Enum):
    """What a capacity may do in one row of the matrix."""

    ALL = "A"
    SCOPE = "S"
    PROPOSE = "P"
    READ = "R"


PAGE_RULES = frozenset({"open", "signed-in", "secretariat", "delegates", "pairs"})


@dataclass(frozen=True, slots=True)
class Permissions:
    """The file as values.

    rows: row -> capacity -> grade. pages: address name -> rule ("open", "signed-in", "secretariat", "delegates",
    "pairs": who may propose what another confirms, or confirm it; "row:NAME": any grade in that row).
    """

    rows: Mapping[str, Mapping[str, Grade]]
    pages: Mapping[str, str]

    @classmethod
    def read(cls, file: Path) -> Permissions:
        """Read and check the file. Raises ImproperlyConfigured naming the first line that is wrong."""
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        capacities = set(Capacity.values)
        rows: dict[str, dict[str, Grade]] = {}
        for row, grades in data["rows"].items():
            unknown = set(grades) - capacities
            if unknown:
                raise ImproperlyConfigured(f"{file.name}: row {row} names {', '.join(sorted(unknown))}, no capacity.")
            rows[row] = {capacity: Grade(letter) for capacity, letter in grades.items()}
        pages: dict[str, str] = {}
        for ruled in data["pages"].values():
            for name, rule in ruled.items():
                if rule not in PAGE_RULES and rule.removeprefix("row:") not in rows:
                    raise ImproperlyConfigured(f"{file.name}: page {name} has the rule {rule!r}, which is none.")
                if name in pages:
                    raise ImproperlyConfigured(f"{file.name}: page {name} stands there twice.")
                pages[name] = rule
        return cls(rows=rows, pages=pages)


@cache
def permissions() -> Permissions:
    """The file of this installation."""
    return Permissions.read(Path(settings.PERMISSIONS_FILE))


def grade(capacity: str, row: str) -> Grade | None:
    """The grade of a capacity in a row; None is a no. Raises KeyError for a row that the file does not have."""
    return permissions().rows[row].get(capacity)


@cache
def in_pairs() -> frozenset[str]:
    """Capacities with a part in a row in which somebody only proposes: they propose, or are the second person."""
    return frozenset(
        capacity
        for grades in permissions().rows.values()
        if Grade.PROPOSE in grades.values()
        for capacity, its_grade in grades.items()
        if its_grade is not Grade.READ
    )
