"""What comes from a word processor: the structure is kept, and what nobody saw is shown before it is gone."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.foundation.texts.pasted import Left, Pasted, read_html, read_plain, split_label, turning_signs
from plenary.foundation.texts.text import Role
from plenary.procedure.refusal import Refused

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!--
 /* Style Definitions */ p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt;}
 span.Secret {display:none;} --></style><!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit"/></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoTitle><span lang=EN-US>Statement on
cooperation<o:p></o:p></span></p>
<p class=MsoNormal><i>The Assembly</i>,<o:p></o:p></p>
<p class=MsoNormal>Recalling its resolution 5<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"
title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference><span style='font-size:11.0pt'>[1]</span></span><![endif]></span></span></a>,</p>
<h2>The lake</h2>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Decides
to meet:</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>(a)<span>&nbsp; </span></span><![endif]>in <ins cite="mailto:A">June</ins><del
cite="mailto:A" datetime="2026-11-01T10:00">July</del>;</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>Ends here<span
style='mso-hide:all'> and nowhere else</span>.<span class=Secret>quietly</span><span style='color:white'>white
words</span><span style='font-size:0pt'>nought</span><span class=MsoCommentReference><a class=msocomanchor
href="#_msocom_1">[A1]</a></span></p>
<table class=MsoTableGrid border=1><thead><tr><td style='background:#1F3864'><p class=MsoNormal><span
style='color:white'>Year</span></p></td><td><p class=MsoNormal>Cost</p></td></tr></thead>
<tr><td><p class=MsoNormal>2027</p></td><td><p class=MsoNormal>1 &lt; 2<br>net</p><p class=MsoNormal>gross</p></td></tr>
</table>
<div style='mso-element:footnote-list'><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Of 2025.</p>
<p class=MsoFootnoteText>And later.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1"><p class=MsoCommentText><a
href="#_msoanchor_1">[A1]</a>Where else?</p></div></div></div><!--EndFragment--></body></html>"""
LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title></title><style type="text/css">p { line-height: 115% }</style></head><body lang="en-GB" dir="ltr">
<h1 class="title">Statement</h1><p style="line-height: 100%">Agree:</p>
<ol type="a"><li><p>to meet<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>;</p>
<ol type="i"><li><p>in June</p></li></ol></li><li value="3"><p>to part.</p><p>Gladly.</p></li></ol><p>After it.</p>
<ul><li>loose</li></ul>
<p><strike>struck</strike><span style="display: none">unseen</span>seen</p>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
href="#sdfootnote1anc">1</a>At Belmora.</p></div></body></html>"""
GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f"><h1 dir="ltr"><span
style="font-size:20pt;white-space:pre-wrap;">Statement</span></h1><p dir="ltr"><span>The Assembly,</span></p>
<ol style="margin-top:0"><li dir="ltr" style="list-style-type:decimal" aria-level="1"><p role="presentation"><span
style="background-color:transparent;color:#000000">Decides:<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></span>
</p></li><ol><li style="list-style-type:lower-alpha" aria-level="2"><p role="presentation">to meet;</p></li></ol>
<li style="list-style-type:decimal"><p role="presentation">Ends.<sup>
<a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p></li></ol>
<div><table><colgroup><col/></colgroup><tbody><tr><td><p>one</p></td><td><p>two</p></td></tr></tbody></table></div></b>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Twice.</span></p></div>
<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>Really?</p></div>"""


def told(pasted: Pasted) -> list[tuple[str, str, str, str]]:
    """Role, number, words and the words of what holds it."""
    text = pasted.text
    return [
        (one.role.value, one.label, one.words, text.at(one.parent).words[:12] if one.parent else "") for one in text
    ]


def dropped(pasted: Pasted) -> list[tuple[str, str]]:
    return [(one.why.value, one.words) for one in pasted.dropped]


class TestFromWordProcessors:
    def test_word(self) -> None:
        pasted = read_html(WORD, "en")
        assert told(pasted) == [
            ("title", "", "Statement on cooperation", ""),
            ("plain", "", "The Assembly,", ""),
            ("plain", "", "Recalling its resolution 5[^1],", ""),
            ("footnote", "1", "Of 2025.\nAnd later.", "Recalling it"),
            ("heading", "", "The lake", ""),
            ("operative", "1.", "Decides to meet:", ""),
            ("item", "(a)", "in June;", "Decides to m"),
            ("operative", "2.", "Ends here.", ""),
            ("table", "", "", ""),
            ("row", "", "", ""),
            ("head_cell", "", "Year", ""),
            ("head_cell", "", "Cost", ""),
            ("row", "", "", ""),
            ("cell", "", "2027", ""),
            ("cell", "", "1 < 2\nnet\ngross", ""),
        ]
        assert dropped(pasted) == [
            ("deleted", "July"),
            ("hidden", "and nowhere else"),
            ("hidden", "quietly"),
            ("hidden", "white words"),
            ("hidden", "nought"),
            ("comment", "[A1]"),
            ("comment", "[A1]Where else?"),
        ]

    def test_libreoffice(self) -> None:
        pasted = read_html(LIBREOFFICE, "en")
        assert told(pasted) == [
            ("title", "", "Statement", ""),
            ("plain", "", "Agree:", ""),
            ("item", "a.", "to meet[^1];", "Agree:"),
            ("footnote", "1", "At Belmora.", "to meet[^1];"),
            ("item", "i.", "in June", "to meet[^1];"),
            ("item", "c.", "to part.", "Agree:"),
            ("plain", "", "Gladly.", "to part."),
            ("plain", "", "After it.", ""),
            ("item", "•", "loose", ""),
            ("plain", "", "seen", ""),
        ]
        assert dropped(pasted) == [("deleted", "struck"), ("hidden", "unseen")]

    def test_google_docs(self) -> None:
        pasted = read_html(GOOGLE, "en")
        assert told(pasted) == [
            ("title", "", "Statement", ""),
            ("plain", "", "The Assembly,", ""),
            ("operative", "1.", "Decides:[^1]", ""),
            ("footnote", "1", "Twice.", "Decides:[^1]"),
            ("item", "a.", "to meet;", "Decides:[^1]"),
            ("operative", "2.", "Ends.", ""),
            ("table", "", "", ""),
            ("row", "", "", ""),
            ("cell", "", "one", ""),
            ("cell", "", "two", ""),
            ("plain", "", "Really?", ""),
        ]
        assert dropped(pasted) == [("comment", "[a]"), ("comment", "[a]")]

    def test_numbers_that_are_typed_say_what_stands_under_what(self) -> None:
        lines = ["Title", "The Assembly,", "1. Decides:", "(a) to meet", "(h) to eat", "(i) to part", "(i) late"]
        assert told(read_html("".join(f"<p>{line}</p>" for line in lines), "en"))[2:] == [
            ("operative", "1.", "Decides:", ""),
            ("item", "(a)", "to meet", "Decides:"),
            ("item", "(h)", "to eat", "Decides:"),
            ("item", "(i)", "to part", "Decides:"),
            ("item", "(i)", "late", "to part"),
        ]


class TestPlain:
    def test_a_paragraph_a_line(self) -> None:
        plain = (
            "Заявление\n\nПункты:\n– один\n1. Решает:\n  а) раз;\n٢. ثانيا\n一、第一\n2027 год\n3.5 процента\nIV. Глава"
        )
        assert told(read_plain(plain, "ru")) == [
            ("title", "", "Заявление", ""),
            ("plain", "", "Пункты:", ""),
            ("item", "–", "один", "Пункты:"),
            ("operative", "1.", "Решает:", ""),
            ("item", "а)", "раз;", "Решает:"),
            ("operative", "٢.", "ثانيا", ""),
            ("operative", "一、", "第一", ""),
            ("plain", "", "2027 год", ""),
            ("plain", "", "3.5 процента", ""),
            ("plain", "IV.", "Глава", ""),
        ]

    @pytest.mark.parametrize(
        ("words", "label", "rest"),
        [
            ("1. One", "1.", "One"),
            ("12.3.4) One", "12.3.4)", "One"),
            ("(iv) four", "(iv)", "four"),
            ("第一条 缔约国", "第一条", "缔约国"),
            ("(see) above", "", "(see) above"),
            ("1.", "", "1."),
            ("1.One", "", "1.One"),
            ("-5 degrees", "", "-5 degrees"),
            ("12 July", "", "12 July"),
        ],
    )
    def test_what_is_a_number_and_what_is_not(self, words: str, label: str, rest: str) -> None:
        assert split_label(words)[::2] == (label, rest)

    def test_nothing_is_no_text(self) -> None:
        for read, said in ((read_plain, " \n\t"), (read_html, "<p> </p>"), (read_html, "<script>alert(1)</script>")):
            with pytest.raises(Refused) as refused:
                read(said, "en")
            assert refused.value.code == "text.pasted_empty"


class TestHostile:
    @pytest.mark.parametrize(
        ("html", "kept", "left"),
        [
            ("<p>a<script>alert(1)</script>b</p>", "ab", [("program", "<script> alert(1)")]),
            ("<p onclick='go()'>a</p>", "a", [("program", "onclick=go()")]),
            ("<p><a href='java\nscript:go()'>a</a></p>", "a", [("program", "href=java\nscript:go()")]),
            ("<p>a<img src=x onerror=go()></p>", "a", [("program", "onerror=go()"), ("picture", "")]),
            ("<p>a<iframe src=//x></iframe></p>", "a", [("program", "<iframe>")]),
            ("<p>a<svg><text>b</text></svg></p>", "a", [("picture", "b")]),
            ("<p>a<template>b</template></p>", "a", [("program", "<template> b")]),
            ("<p>a<noscript>b</noscript></p>", "a", [("program", "<noscript> b")]),
            ("<p>a<!-- b --></p>", "a", [("comment", "b")]),
            ("<p>a\x00\x08b</p>", "ab", [("sign", "U+0000, U+0008")]),
            ("<p>a&#1;b</p>", "ab", []),
            ("<p hidden>b</p><p>a", "a", [("hidden", "b")]),
            ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(1)</script>", []),
            ("<p>a<span style='position:absolute;left:-9999px'>b</span></p>", "a", [("hidden", "b")]),
            ("<p style='background:#000'><font color=white>a</font></p>", "a", []),
            ("<p bgcolor=black>a<font color='#FFF' style='background:white'>b</font>", "a", [("hidden", "b")]),
            ("<p>a\u202eb\u2066c</p>", "a\u202eb\u2066c", []),
            ("<plaintext>a<b>", "a", []),
            ("<p>a<", "a<", []),
            ("<p>a<!DOCTYPE x [<!ENTITY y 'z'>]>b</p>", "a]>b", []),
        ],
    )  # fmt: skip
    def test_nothing_runs_and_nothing_is_silent(self, html: str, kept: str, left: list[tuple[str, str]]) -> None:
        pasted = read_html(html, "en")
        assert [one.words for one in pasted.text] == [kept]
        assert dropped(pasted) == left

    @pytest.mark.parametrize(
        "html",
        [
            "<div>" * 100_000 + "x",
            "<b>" * 100_000 + "x" + "</i>" * 100_000,
            "<ol><li>" * 50_000 + "x",
            "<table><tr><td>" * 33_000 + "x",
            "<li><ol>" + "<b>" * 50_000 + "<li>x" * 50_000,
            "<p>" * 100_000 + "x",
            "<p>x</p>" * 100_000,
            "<del>" * 100_000 + "y" + "</del>" * 100_000 + "x",
        ],
    )
    def test_a_hundred_thousand_elements_one_in_the_other(self, html: str) -> None:
        begun = time.process_time()
        text = read_html(html, "en").text
        assert "x" in text.paragraphs[-1].words
        assert max(text.depth_of(one.anchor) for one in text.paragraphs[-100:]) <= 91
        assert time.process_time() - begun < 10

    def test_more_than_is_read_at_once_is_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            read_html(" " * 8_000_001, "en")
        assert refused.value.code == "text.pasted_too_long"

    def test_signs_that_turn_the_direction_are_named(self) -> None:
        assert turning_signs("a\u202eb\u2069") == ("U+202E", "U+2069")


_TAGS = [
    "p",
    "div",
    "span",
    "ol",
    "ul",
    "li",
    "table",
    "caption",
    "thead",
    "tr",
    "td",
    "th",
    "h2",
    "del",
    "a",
    "script",
]
_PIECES = [*(f"<{tag}>" for tag in _TAGS), *(f"</{tag}>" for tag in _TAGS), "words", " 1. ", "<br>"]
_PIECES += ["<p style='mso-list:l0 level3 lfo1'>", '<a href="#_ftn1">', '<a href="#_ftnref1">', "<div id=ftn1>"]


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
@settings(max_examples=500, deadline=None)
def test_every_word_is_kept_or_shown(pieces: list[str]) -> None:
    """Whatever stands where: each word is in the text once, or among what does not come along; or none was there."""
    try:
        pasted = read_html("".join(pieces), "en")
    except Refused as refused:
        assert refused.code == "text.pasted_empty"
        assert "words" not in pieces or "<script>" in pieces or "<del>" in pieces
        return
    said = " ".join([one.label + one.words for one in pasted.text] + [one.words for one in pasted.dropped])
    if not re.search("script|#_ftn1", "".join(pieces)):
        assert said.count("words") == pieces.count("words")


_SIGNS = st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")


@given(st.text(_SIGNS, min_size=1))
@settings(max_examples=300, deadline=None)
def test_words_that_are_kept_are_kept_sign_for_sign(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    last = read_html(f"<table><tr><td>{escaped}</td></tr></table>", "en").text.paragraphs[-1]
    assert (last.role, last.words) == (Role.CELL, words)


def test_the_reasons_are_known() -> None:
    assert {one.value for one in Left} == {"hidden", "deleted", "comment", "program", "picture", "foreign", "sign"}
