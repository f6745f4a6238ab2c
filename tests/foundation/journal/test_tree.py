"""The hash tree: RFC 9162, 2.1, on the vectors published by transparency-dev."""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.foundation.journal import tree

VECTORS = Path(__file__).parents[4] / "shared" / "standards" / "merkle" / "testdata"


def vectors(folder):
    found = [(path, json.loads(path.read_text())) for path in sorted((VECTORS / folder).rglob("*.json"))]
    return [pytest.param(vector, id=str(path.relative_to(VECTORS))) for path, vector in found]


def hashes(texts):
    return [b64decode(text) for text in texts or []]


def leaves_of(count):
    return [tree.leaf_hash(f"entry {number}".encode()) for number in range(1, count + 1)]


def root_by_definition(leaves):
    """RFC 9162, 2.1.1, word for word, as a second opinion."""
    if not leaves:
        return tree.EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return tree.knot_hash(root_by_definition(leaves[:half]), root_by_definition(leaves[half:]))


class TestPublishedVectors:
    def test_all_of_them_are_here(self):
        assert len(vectors("inclusion")) + len(vectors("consistency")) == 196

    @pytest.mark.parametrize("vector", vectors("inclusion"))
    def test_inclusion(self, vector):
        try:
            led_to = tree.root_by_inclusion(
                vector["leafIdx"],
                vector["treeSize"],
                b64decode(vector["leafHash"] or ""),
                hashes(vector["proof"]),
            )
        except ValueError:
            good = False
        else:
            good = led_to == b64decode(vector["root"] or "")
        assert good is not vector["wantErr"], vector["desc"]

    @pytest.mark.parametrize("vector", vectors("consistency"))
    def test_consistency(self, vector):
        good = tree.is_beginning_of(
            vector["size1"],
            b64decode(vector["root1"] or ""),
            vector["size2"],
            b64decode(vector["root2"] or ""),
            hashes(vector["proof"]),
        )
        assert good is not vector["wantErr"], vector["desc"]


class TestGrowing:
    def test_the_empty_tree_has_the_hash_of_nothing(self):
        assert tree.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    def test_leaf_by_leaf_gives_the_root_by_definition(self):
        peaks = []
        for size, leaf in enumerate(leaves_of(130)):
            peaks = tree.append(peaks, size, leaf)
            assert tree.root_of_peaks(peaks) == root_by_definition(leaves_of(size + 1))

    def test_peaks_are_as_many_as_ones_in_the_size(self):
        assert [len(tree.peaks_of(leaves_of(size))) for size in range(40)] == [size.bit_count() for size in range(40)]

    @given(st.integers(1, 70), st.data())
    def test_every_leaf_has_a_path_to_the_root_and_only_at_its_place(self, size, data):
        leaves = leaves_of(size)
        index = data.draw(st.integers(0, size - 1))
        path = tree.inclusion_path(leaves, index)
        assert tree.root_by_inclusion(index, size, leaves[index], path) == tree.root(leaves)
        other = data.draw(st.integers(0, size - 1))
        if other != index:
            assert tree.inclusion_path(leaves, other) != path or leaves[other] != leaves[index]

    @given(st.integers(1, 70), st.data())
    def test_every_beginning_can_be_shown_to_be_one(self, size, data):
        leaves = leaves_of(size)
        earlier = data.draw(st.integers(1, size))
        path = tree.consistency_path(leaves, earlier)
        assert tree.is_beginning_of(earlier, tree.root(leaves[:earlier]), size, tree.root(leaves), path)
        assert not tree.is_beginning_of(earlier, tree.leaf_hash(b"another"), size, tree.root(leaves), path)

    def test_the_path_of_a_new_last_leaf_is_the_peaks_before_it(self):
        leaves = leaves_of(45)
        assert tree.inclusion_path(leaves, 44) == tree.peaks_of(leaves[:44])[::-1]

    @pytest.mark.parametrize("index", [-1, 3])
    def test_a_leaf_that_is_not_there_has_no_path(self, index):
        with pytest.raises(IndexError):
            tree.inclusion_path(leaves_of(3), index)

    @pytest.mark.parametrize("earlier", [0, 4])
    def test_a_size_that_never_was_has_no_path(self, earlier):
        with pytest.raises(ValueError):
            tree.consistency_path(leaves_of(3), earlier)
