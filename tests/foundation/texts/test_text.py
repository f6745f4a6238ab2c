"""A text as a tree of paragraphs."""

from __future__ import annotations

from itertools import islice

import pytest

from plenary.foundation.texts.text import Paragraph, Role, Text, fresh_anchors
from plenary.procedure.refusal import Refused

STATEMENT = Text(
    "en",
    (
        Paragraph("p1", "Statement", Role.TITLE),
        Paragraph("p2", "The lake", Role.HEADING),
        Paragraph("p3", "Members agree:[^1]", Role.OPERATIVE, "1."),
        Paragraph("p4", "to meet;", Role.ITEM, "(a)", "p3"),
        Paragraph("p5", "yearly", Role.ITEM, "(i)", "p4"),
        Paragraph("p6", "At Belmora.", Role.FOOTNOTE, "1", "p3"),
        Paragraph("p7", "Costs", Role.TABLE),
        Paragraph("p8", "", Role.ROW, "", "p7"),
        Paragraph("p9", "Year", Role.HEAD_CELL, "", "p8"),
    ),
)


class TestAsATree:
    def test_what_holds_what(self) -> None:
        assert [one.anchor for one in STATEMENT.under("p3")] == ["p4", "p6"]
        assert [one.anchor for one in STATEMENT.branch("p3")] == ["p3", "p4", "p5", "p6"]
        assert STATEMENT.depth_of("p9") == 2
        assert STATEMENT.title == "Statement"

    def test_on_paper(self) -> None:
        assert STATEMENT.at("p4").printed == "(a) to meet;"
        assert STATEMENT.plain().startswith("Statement\n\nThe lake\n\n1. Members agree:[^1]\n\n(a) to meet;")


@pytest.mark.parametrize(
    ("paragraphs", "code"),
    [
        ((Paragraph("", "a"),), "text.anchor_missing"),
        ((Paragraph("p1", "a"), Paragraph("p1", "b")), "text.anchor_twice"),
        ((Paragraph("p1", "a", parent="p2"), Paragraph("p2", "b")), "text.parent_unknown"),
        ((Paragraph("p1", "a", Role.CELL),), "text.out_of_place"),
        ((Paragraph("p1", "a"), Paragraph("p2", "", Role.ROW, parent="p1")), "text.out_of_place"),
    ],
)
def test_what_is_no_text(paragraphs: tuple[Paragraph, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        Text("en", paragraphs)
    assert refused.value.code == code


def test_an_anchor_that_was_given_is_never_given_again() -> None:
    assert list(islice(fresh_anchors(["p2", "p11", "annex", "p٤"]), 2)) == ["p12", "p13"]
