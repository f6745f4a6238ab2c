"""The tests of the rules are tried by small changes: which, how many, and what is left alone."""

import pytest
from tools.mutants import mutants_of, quotas

SOURCE = '''"""A module."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

Fact: TypeAlias = str | int
Kind = TypeVar("Kind", bound=type)
LEAST = 3


def enough(count: int, base: int = 1) -> bool:
    """Whether it is enough."""
    if count < 0:
        raise ValueError("never below nought")
    return count >= LEAST


class Share:
    half: bool = False

    def __repr__(self) -> str:
        return f"{self.half!r}" + "."

    def pairs(self) -> list[tuple[int, int]]:
        return list(zip((), (), strict=True))
'''


def lines(source: str) -> list[str]:
    """The one line of each change that is not in the source."""
    before = source.splitlines()
    return sorted((set(made().splitlines()) - set(before)).pop().strip() for _, made in mutants_of(source, "module.py"))


def test_what_is_changed_and_what_is_left_alone():
    assert lines(SOURCE) == [
        "LEAST = 4",
        "LEAST = None",
        "def enough(count: int, base: int = 2) -> bool:",
        "half: bool = None",
        "half: bool = True",
        "if count < 1:",
        "if count <= 0:",
        "return count > LEAST",
        "return list(None)",
        "return list(zip((), None, strict=True))",
        "return list(zip((), strict=True))",
        "return list(zip((), strict=True))",
        "return list(zip(None, (), strict=True))",
    ]


def test_the_order_is_the_seeds_and_not_the_places():
    first = [one.rank for one, _ in mutants_of(SOURCE, "module.py")]
    assert first == sorted(first)
    assert first == [one.rank for one, _ in mutants_of("# One more line.\n" + SOURCE, "module.py")]
    assert set(first).isdisjoint(one.rank for one, _ in mutants_of(SOURCE, "module.py", seed=5))


def test_a_change_knows_its_place():
    (one,) = [one for one, made in mutants_of(SOURCE, "module.py") if "count > LEAST" in made()]
    assert (one.scope, one.operator, list(one.lines)) == ("enough", "swap_op", [16])


@pytest.mark.parametrize(
    ("sizes", "count", "given"),
    [
        ({"a": 60, "b": 30, "c": 10}, 10, {"a": 6, "b": 3, "c": 1}),
        ({"a": 97, "b": 2, "c": 1}, 10, {"a": 8, "b": 1, "c": 1}),
        ({"a": 5, "b": 0}, 10, {"a": 5, "b": 0}),
        ({"a": 1, "b": 1, "c": 1}, 2, {"a": 1, "b": 1, "c": 1}),
    ],
)
def test_each_module_has_its_part_and_none_goes_without(sizes, count, given):
    assert quotas(sizes, count) == given
