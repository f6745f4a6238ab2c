"""How far an amendment is removed: words taken away and put in, by the smallest comparison."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure import distance as measure
from plenary.procedure import words as said
from plenary.procedure.distance import Distance, deletion, distance, kept_places, words_of

WATER = "Members shall share the water of the lake."


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", ()),
            ("Members, and “others”;", ("members", "and", "others")),
            ("re-elected on 1.5 or 1,5 of 3", ("re-elected", "on", "1.5", "or", "1,5", "of", "3")),
            ("a.b,c 2. 3", ("a", "b", "c", "2", "3")),
            ("l'eau c’est", ("l'eau", "c’est")),
            ("Straße STRASSE", ("strasse", "strasse")),
            ("e\u0301tat État", ("état", "état")),
            ("كُتُب ١٢", ("كُتُب", "١٢")),
            ("हिन्दी में", ("हिन्दी", "में")),
            ("湖水abc。2030年", ("湖", "水", "abc", "2030", "年")),
        ],
    )
    def test_what_is_one(self, text: str, words: tuple[str, ...]) -> None:
        assert words_of(text) == words

    @pytest.mark.parametrize("letter", "Xx0éкع")
    def test_letters_are_no_signs_of_a_script_without_spaces(self, letter: str) -> None:
        assert re.fullmatch(f"[{said.UNSPACED}]", letter) is None


class TestDistance:
    @pytest.mark.parametrize(
        ("amended", "taken", "put", "share"),
        [
            (WATER, 0, 0, Fraction(0)),
            ("members shall share; the water of THE lake", 0, 0, Fraction(0)),
            ("Members shall fairly share the water of the lake.", 0, 1, Fraction(1, 8)),
            ("Members share the water.", 4, 0, Fraction(1, 2)),
            ("Members shall share the fish of the lake.", 1, 1, Fraction(1, 4)),
            ("The water of the lake members shall share.", 3, 3, Fraction(3, 4)),
            ("Nothing of this kind here, nor in any other place.", 7, 9, Fraction(2)),
            ("", 8, 0, Fraction(1)),
        ],
    )
    def test_counted(self, amended: str, taken: int, put: int, share: Fraction) -> None:
        found = distance(WATER, amended)
        assert found == Distance(8, taken, put)
        assert (found.words, found.share) == (taken + put, share)

    def test_a_new_paragraph_is_no_part_of_any(self) -> None:
        found = distance("", "Members shall meet.")
        assert (found, found.share, found.whole) == (Distance(0, 0, 3), None, False)

    def test_the_deletion_of_a_paragraph_is_furthest(self) -> None:
        assert deletion(WATER) == Distance(8, 8, 0, whole=True)
        anew = distance(WATER, "Nothing of this kind here, nor in any other place.")
        assert deletion(WATER).rank > anew.rank > distance(WATER, "").rank

    def test_of_as_many_words_more_taken_away_is_further(self) -> None:
        assert Distance(9, 3, 1).rank > Distance(9, 2, 2).rank > Distance(9, 3, 0).rank


def longest(one: str, other: str) -> int:
    """By the table that every textbook has."""
    row = [0] * (len(other) + 1)
    for sign in one:
        before, row = row, [0]
        for place, there in enumerate(other):
            row.append(before[place] + 1 if sign == there else max(before[place + 1], row[-1]))
    return row[-1]


TEXTS = st.text("abc", max_size=24)


class TestKept:
    @given(TEXTS, TEXTS)
    def test_as_many_as_can_be(self, one: str, other: str) -> None:
        kept = kept_places(one, other)
        assert len(kept) == longest(one, other)
        assert all(one[here] == other[there] for here, there in kept)
        assert kept == sorted(set(kept)) and len({there for _, there in kept}) == len(kept)

    @given(TEXTS, TEXTS, st.integers(0, 60))
    def test_and_as_many_where_the_table_is_too_large(self, one: str, other: str, held: int) -> None:
        kept = measure._kept_inside(one, other, held)
        assert len(kept) == longest(one, other)
        assert all(one[here] == other[there] for here, there in kept)
        assert kept == sorted(set(kept)) and len({there for _, there in kept}) == len(kept)

    @pytest.mark.parametrize(
        ("one", "other", "kept"),
        [
            ("", "", []),
            ("ab", "ab", [(0, 0), (1, 1)]),
            ("ab", "aab", [(0, 0), (1, 2)]),
            ("aab", "ab", [(0, 0), (2, 1)]),
            ("xay", "ubvaw", [(1, 3)]),
            ("xaby", "ubavaw", [(1, 2)]),
            ("abcd", "xcxax", [(0, 3)]),
            ("xb", "ybb", [(1, 2)]),
            ("xcb", "ycbcb", [(1, 3), (2, 4)]),
        ],
    )
    def test_always_the_same_ones(self, one: str, other: str, kept: list[tuple[int, int]]) -> None:
        assert kept_places(one, other) == kept

    def test_a_table_is_halved_only_where_it_must_be(self) -> None:
        assert measure._kept_inside("ab", "aa", 4) == [(0, 0)]
        assert measure._kept_inside("ab", "aa", 3) == [(0, 1)]
        assert measure._kept_inside("ab", "a", 1) == [(0, 0)]
        assert measure._HELD_AT_ONCE == 8 * 32 * 1024 * 1024
