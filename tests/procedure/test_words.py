"""Where words begin and end, in scripts with spaces and without."""

from __future__ import annotations

import unicodedata

import pytest

from plenary.procedure.distance import words_of
from plenary.procedure.words import is_unspaced, is_word, units_of, word_count


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A State’s co-operation, 1,234.5 km", ["A ", "State’s ", "co-operation", ", ", "1,234.5 ", "km"]),
        ("[agree]  [^1] now.", ["[", "agree", "]  ", "[^1] ", "now", "."]),
        ("يُقَرِّرُ أن", ["يُقَرِّرُ ", "أن"]),
        ("विधि का", ["विधि ", "का"]),
        ("大会决定 2027 年", ["大", "会", "决", "定 ", "2027 ", "年"]),
        ("ที่ประชุม", ["ที่", "ป", "ร", "ะ", "ชุ", "ม"]),
        ("조약의 당사국", ["조약의 ", "당사국"]),
        (" \n a", [" \n ", "a"]),
        ("", []),
    ],
)
def test_units(text: str, units: list[str]) -> None:
    assert units_of(text) == units
    assert "".join(units) == text


def test_signs_and_marks_of_footnotes_are_no_words() -> None:
    assert [unit for unit in units_of("Agree[^1], “2027” [two]") if is_word(unit)] == ["Agree", "2027", "two"]
    assert word_count("Agree[^1], “2027” [two]") == 3


def test_which_scripts_part_no_words_by_spaces() -> None:
    assert [is_unspaced(text) for text in ("agree é да قرر 조약", "决", "の", "ที", "ལ")] == [False] + [True] * 4


def test_a_million_marks_on_one_letter_are_one_word() -> None:
    assert len(units_of("a" + "\u0301" * 1_000_000)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A State’s co‑operation, l'eau and col·lecció; 1,234.5 km at 10:30 on 12/2027",
        "Agree[^1], [two] [three] “2027” — re-elected",
        "يُقَرِّرُ مجلسُ الأمن أن يجتمع في ١٢ آذار",
        "大会决定 2027 年 3 月召开会议。",
        "総会は決定する。ที่ประชุมตกลง",
        "हिन्दी में विधि का निर्णय",
        "État et e\u0301tat, Straße",
    ],
)
def test_the_order_of_voting_counts_the_words_that_a_redline_marks(text: str) -> None:
    spelt = unicodedata.normalize("NFC", text).casefold()
    assert words_of(text) == tuple(unit.strip() for unit in units_of(spelt) if is_word(unit))
    assert len(words_of(text)) == word_count(unicodedata.normalize("NFC", text))
