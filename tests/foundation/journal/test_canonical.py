"""The one spelling of a value: RFC 8785, as far as the record uses it."""

import json
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.foundation.journal.canonical import LARGEST, canonical

VECTORS = Path(__file__).parents[4] / "shared" / "standards" / "jcs" / "testdata"

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), inner, max_size=4
        )
    ),
    max_leaves=12,
)


class TestPublishedVectors:
    @pytest.mark.parametrize("name", ["arrays", "french", "unicode", "weird"])
    def test_vectors_without_fractions_come_out_byte_for_byte(self, name):
        given_value = json.loads((VECTORS / "input" / f"{name}.json").read_text("utf-8"))
        assert canonical(given_value) == (VECTORS / "output" / f"{name}.json").read_bytes()

    @pytest.mark.parametrize("name", ["structures", "values"])
    def test_vectors_with_fractions_are_refused_since_the_record_holds_none(self, name):
        """These two hold numbers such as 56.0 and 1E30; the record writes such values as texts."""
        given_value = json.loads((VECTORS / "input" / f"{name}.json").read_text("utf-8"))
        with pytest.raises(TypeError, match="float"):
            canonical(given_value)

    def test_the_rest_of_a_refused_vector_comes_out_as_published(self):
        """56.0 is printed as 56: with the whole number given, the bytes are the published ones."""
        whole = json.loads((VECTORS / "input" / "structures.json").read_text("utf-8"), parse_float=lambda _: 56)
        assert canonical(whole) == (VECTORS / "output" / "structures.json").read_bytes()

    def test_texts_and_literals_of_the_other_refused_vector_come_out_as_published(self):
        whole = json.loads((VECTORS / "input" / "values.json").read_text("utf-8"))
        published = (VECTORS / "output" / "values.json").read_bytes()
        assert published.startswith(canonical({"literals": whole["literals"]})[:-1])
        assert published.endswith(canonical({"string": whole["string"]})[1:])


class TestWhatTheRecordCannotHold:
    @pytest.mark.parametrize("value", [1.0, float("nan"), Decimal("1"), b"x", {1}, object()])
    def test_a_kind_with_more_than_one_spelling_is_refused(self, value):
        with pytest.raises(TypeError):
            canonical({"facts": [value]})

    @pytest.mark.parametrize("value", [LARGEST + 1, -LARGEST - 1, "a\x00b", "\ud800"])
    def test_a_value_that_some_reader_would_change_is_refused(self, value):
        with pytest.raises(ValueError):
            canonical([value])

    def test_a_name_that_is_no_text_is_refused(self):
        with pytest.raises(TypeError, match="must be a text"):
            canonical({1: "one"})

    def test_an_enum_of_texts_is_written_as_its_text(self):
        class Outcome(StrEnum):
            ADOPTED = "adopted"

        assert canonical({"outcome": Outcome.ADOPTED}) == b'{"outcome":"adopted"}'


class TestProperties:
    @given(PLAIN)
    def test_reading_it_back_gives_the_value(self, value):
        assert json.loads(canonical(value)) == value

    @given(PLAIN)
    def test_writing_what_was_read_gives_the_same_bytes(self, value):
        assert canonical(json.loads(canonical(value))) == canonical(value)

    @given(st.dictionaries(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), st.none()))
    def test_the_order_of_names_does_not_matter(self, value):
        assert canonical(dict(reversed(value.items()))) == canonical(value)
