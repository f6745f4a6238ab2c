"""A text as the reader prints it: structure as structure, brackets told apart, words that somebody typed never run."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from lxml import html

from plenary.interfaces.web.documents.text_on_page import on_page
from plenary.offices.documents.models import Bracket, Paragraph

NOW = timezone.now()


def paragraph(anchor: str, text: str, role: str = "plain", label: str = "", parent: str = "") -> Paragraph:
    return Paragraph(anchor=anchor, text=text, role=role, label=label, parent_anchor=parent)


TEXT = [
    paragraph("p1", "Statement", "title"),
    paragraph("p2", "The lake", "heading"),
    paragraph("p3", "Members agree:[^1]", "operative", "1."),
    paragraph("p4", "to meet;", "item", "(a)", "p3"),
    paragraph("p5", "yearly", "item", "(i)", "p4"),
    paragraph("p6", "to report.", "item", "(b)", "p3"),
    paragraph("p7", "At Belmora.", "footnote", "1", "p3"),
    paragraph("p8", "Waters", "heading", "", "p2"),
    paragraph("p9", "Costs", "table"),
    paragraph("p10", "", "row", "", "p9"),
    paragraph("p11", "Year", "head_cell", "", "p10"),
    paragraph("p12", "Sum", "head_cell", "", "p10"),
    paragraph("p13", "", "row", "", "p9"),
    paragraph("p14", "2027", "cell", "", "p13"),
    paragraph("p15", "[7]", "cell", "", "p13"),
    paragraph("p16", "Annex I", "annex"),
    paragraph("p17", "Maps", "heading", "", "p16"),
]


def whole(laid) -> str:
    """The page of it, as the template sets it."""
    return "".join(f'{one.before}<div id="{one.anchor}">{one.html}</div>{one.after}' for one in laid.blocks)


def test_headings_are_a_tree_under_the_title_of_the_page():
    laid = on_page(TEXT)
    assert [(one.anchor, one.level) for one in laid.blocks if one.kind == "heading"] == [
        ("p2", 3),
        ("p8", 4),
        ("p16", 3),
        ("p17", 4),
    ]
    assert [(one.words, one.level) for one in laid.contents] == [
        ("The lake", 1),
        ("Waters", 2),
        ("Annex I", 1),
        ("Maps", 2),
    ]


def test_lists_are_lists_one_in_the_other():
    tree = html.fromstring(f"<main>{whole(on_page(TEXT))}</main>")
    outer = tree.xpath("./ul[@class='lines']")
    assert [[li.xpath("./div/@id")[0] for li in one.xpath("./li")] for one in outer] == [["p4", "p6"]]
    assert outer[0].xpath("./li[1]/ul/li/div/@id") == ["p5"]
    assert len(re.findall("<ul", whole(on_page(TEXT)))) == len(re.findall("</ul>", whole(on_page(TEXT))))


def test_tables_and_footnotes_are_what_they_are():
    laid = on_page(TEXT)
    table = html.fromstring(next(one.html for one in laid.blocks if one.kind == "table"))
    assert table.xpath("string(.//caption)") == "Costs"
    assert table.xpath(".//th[@scope='col']/text()") == ["Year", "Sum"]
    assert table.xpath(".//td/@id") == ["p14", "p15"]
    assert [(anchor, label, str(words)) for anchor, label, words in laid.notes] == [("p7", "1", "At Belmora.")]
    assert '<a href="#p7" id="ref-p7"' in whole(laid)
    assert "[^1]" not in whole(laid)


def test_brackets_are_lettered_and_listed():
    laid = on_page([paragraph("p1", "Within [24 hours] [two [or three] days].", label="4")])
    tree = html.fromstring(laid.blocks[0].html)
    marks = tree.xpath("//span[@class='bracket']")
    assert [one.xpath("string()") for one in marks] == ["[24 hours]", "[two [or three] days]", "[or three]"]
    assert tree.xpath("//sup/@data-letter") == ["A", "A", "B"]
    assert [(one.id, one.words, one.is_held) for one in laid.brackets] == [
        ("b-p1-1", "[24 hours] [two [or three] days]", False),
        ("b-p1-2", "[or three]", False),
    ]


def test_a_long_text_is_parted_between_its_lists():
    lines = []
    for number in range(1, 301):
        lines.append(paragraph(f"p{number}", "Agree:", "operative", str(number)))
        lines += [paragraph(f"p{number}{letter}", "to meet", "item", f"({letter})", f"p{number}") for letter in "ab"]
    laid = on_page(lines)
    tree = html.fromstring(f'<main><div class="part">{whole(laid)}</div></main>')
    parts = tree.xpath("./div[@class='part']")
    assert (laid.is_long, len(parts)) == (True, 22)
    assert sum(len(one.xpath(".//div[@id]")) for one in parts) == 900
    assert all(len(one.xpath("./ul")) == len(one.xpath("./div[@id]")) for one in parts)


def bracket(**more) -> Bracket:
    return Bracket(
        key="k",
        anchor="p1",
        since_at=NOW,
        alternatives=[{"letter": "A", "words": {"en": "by talks"}}, {"letter": "B", "words": {"en": "in time"}}],
        **more,
    )


def test_a_bracket_without_marks_is_told_apart_where_its_words_stand():
    laid = on_page([paragraph("p1", "Settled by talks.")], brackets=[bracket()], language="en")
    assert '<span class="bracket is-meant">by talks<sup data-letter="A"></sup></span>' in laid.blocks[0].html
    assert [one.id for one in laid.brackets] == ["h-k"]
    assert laid.blocks[0].held[0].alternatives == (("A", "by talks"), ("B", "in time"))


def test_square_brackets_of_the_text_are_words():
    kept = bracket(place=1, status="editorial")
    laid = on_page([paragraph("p1", "As they say [sic].")], brackets=[kept], language="en")
    assert (str(laid.blocks[0].html), laid.brackets, laid.blocks[0].held) == ("As they say [sic].", [], ())


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '[<img src=x onerror="a">]', "a & b\n<b>c</b>"])
def test_what_was_typed_is_printed_and_never_run(words):
    laid = on_page(
        [
            paragraph("p1", words),
            paragraph("p2", words, "table"),
            paragraph("p3", "", "row", "", "p2"),
            paragraph("p4", words, "cell", "", "p3"),
            paragraph("p5", words, "footnote", "1", "p1"),
        ]
    )
    page = whole(laid) + "".join(str(told) for _anchor, _label, told in laid.notes)
    tree = html.fromstring(f"<main>{page}</main>")
    assert tree.xpath("//script | //img | //b") == []
    printed = tree.xpath("string(//div[@id='p1'])")
    assert printed == words.replace("\n", "")
