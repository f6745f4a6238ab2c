"""Words in brackets, found in a paragraph."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.foundation.texts.brackets import brackets_in, lifted, place_at, place_of

CASES = [
    ("no bracket here", [], []),
    ("borne [for three years].", [("for three years",)], []),
    ("within [twenty-four hours] [two working days], and", [("twenty-four hours", "two working days")], []),
    ("within [a]/[b] or [c]", [("a", "b"), ("c",)], []),
    ("[one [two] three]", [("one [two] three",), ("two",)], []),
    ("[a [b] [c]] [d]", [("a [b] [c]", "d"), ("b", "c")], []),
    ("a note[^1] and [words]", [("words",)], []),
    ("a note[^1] only", [], []),
    ("never [closed", [], [6]),
    ("never opened]", [], [12]),
    ("[open [a] b", [("a",)], [0]),
    ("[]", [("",)], []),
    ("[^ 1]", [("^ 1",)], []),
    ("خلال [أربع وعشرين ساعة] [يومي عمل]، مع", [("أربع وعشرين ساعة", "يومي عمل")], []),
    ("在［二十四小时］［两个工作日］内", [("二十四小时", "两个工作日")], []),
]


@pytest.mark.parametrize(("words", "places", "unbalanced"), CASES, ids=[one[0] for one in CASES])
def test_places_and_their_alternatives(words, places, unbalanced):
    found = brackets_in(words)
    assert [one.alternatives for one in found.places] == places
    assert [one.number for one in found.places] == list(range(1, len(places) + 1))
    assert list(found.unbalanced) == unbalanced
    assert found.count == len(places) + len(unbalanced)


def test_depths():
    assert [(one.alternatives[0], one.depth) for one in brackets_in("[a [b [c]]] [d] x [e]").places] == [
        ("a [b [c]]", 0),
        ("b [c]", 1),
        ("c", 2),
        ("e", 0),
    ]


@pytest.mark.parametrize(
    ("words", "number", "chosen", "after"),
    [
        ("within [a] [b], and", 1, "b", "within b, and"),
        ("is borne [for three years].", 1, "", "is borne."),
        ("[one] two", 1, "", "two"),
        ("in [x [y] z] time", 2, "y", "in [x y z] time"),
        ("a [b] c [d] e", 2, "d", "a [b] c d e"),
        ("全部［按时］缴纳", 1, "按时", "全部按时缴纳"),
    ],
)
def test_lifting(words, number, chosen, after):
    place = place_at(words, number)
    assert place is not None
    assert lifted(words, place, chosen) == after


def test_a_place_is_found_again_when_others_are_gone():
    assert place_of("c [d] e [b]", ("b",), 1).number == 2
    assert place_of("[b] c [b]", ("b",), 2).number == 2
    assert place_of("[x]", ("b",), 1) is None


@given(st.text(alphabet="ab []^1/,", max_size=60))
def test_marks_are_counted_once_and_lifting_one_place_leaves_no_more(words):
    found = brackets_in(words)
    marks = sum(len(one.spans) for one in found.places) * 2 + len(found.unbalanced)
    notes = len(re.findall(r"\[\^[^\[\]\s]{1,24}\]", words)) * 2
    assert marks + notes == sum(words.count(sign) for sign in "[]")
    for place in found.places:
        assert words[place.start] == "["
        assert words[place.end - 1] == "]"
    if found.places:
        inner = max(found.places, key=lambda one: one.depth)
        assert len(brackets_in(lifted(words, inner, "w")).places) <= len(found.places)
