"""What two sequences have in common, also where they are too long to be compared at once."""

from __future__ import annotations

from random import Random

import pytest

from plenary.foundation.texts import aligning
from plenary.foundation.texts.aligning import common_blocks, heaviest_rise, longest_rise


def test_equal_runs_in_order() -> None:
    assert common_blocks("abcdef", "abxcdf") == [(0, 0, 2), (2, 3, 2), (5, 5, 1)]
    assert common_blocks("", "abc") == []


@pytest.mark.parametrize("seed", range(20))
def test_where_it_is_cut_into_parts_it_is_still_equal_and_in_order(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are made small here, so that landmarks and the window are both used."""
    chance = Random(seed)
    old = "".join(chr(97 + chance.randrange(20)) for _ in range(3_000))
    new = "".join(chr(97 + chance.randrange(20)) if chance.random() < 0.05 else one for one in old)
    new = new[:500] + "".join(chr(65 + chance.randrange(26)) for _ in range(chance.randrange(400))) + new[500:]
    exact = sum(size for _one, _other, size in common_blocks(old, new))
    monkeypatch.setattr(aligning, "EXACT", 10_000)
    monkeypatch.setattr(aligning, "_WINDOW", 90)
    at_old = at_new = kept = 0
    for one, other, size in common_blocks(old, new):
        assert one >= at_old
        assert other >= at_new
        assert old[one : one + size] == new[other : other + size]
        at_old, at_new, kept = one + size, other + size, kept + size
    assert kept >= exact * 0.97


def test_runs_that_rise() -> None:
    assert longest_rise([3, 0, 1, 4, 2]) == [1, 2, 4]
    assert longest_rise([]) == []
    assert heaviest_rise([3, 0, 1, 4, 2], [9, 1, 1, 1, 1]) == {0, 3}
    assert heaviest_rise([], []) == set()
