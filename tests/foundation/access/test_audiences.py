"""Audiences as sets of tokens: what is made of several is for who is in each of them."""

from __future__ import annotations

import pytest

from plenary.foundation.access.audiences import common, covers


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (["members", "members"], "members"),
        (["members", "body:CSC"], "body:CSC"),
        (["public", "members"], "members"),
        (["body:CSC,members", "body:PC,secretary:CSC"], "body:PC,secretary:CSC"),
        (["body:CSC", "body:PC"], ""),
        (["members", "sitting:x"], ""),
        (["documents,member:ARM", "documents,member:RUS", "members"], ""),
    ],
)
def test_common(given: list[str], made: str) -> None:
    assert common(given) == common(reversed(given)) == made


@pytest.mark.parametrize(
    ("audience", "other", "does"),
    [
        ("members", "members", True),
        ("members", "body:CSC,documents,member:ARM,secretary:CSC", True),
        ("members", "members,sitting:x", False),
        ("members", "public", False),
        ("public", "documents,members", True),
        ("body:CSC", "members", False),
        ("sitting:x", "documents,sitting:x", False),
    ],
)
def test_covers(audience: str, other: str, does: bool) -> None:
    assert covers(audience, other) is does
