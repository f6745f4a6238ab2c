"""Akoma Ntoso out and in: real texts, invented ones, the samples, and files that mean harm."""

from __future__ import annotations

import os
import re
import time
import warnings
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.builders import real_texts
from tests.builders.documents import registered
from tests.builders.organisation import council
from tests.replays.records import ROOT

from plenary.foundation.texts.pasted import Left
from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.interfaces.exports.akoma_ntoso import About, read, write
from plenary.interfaces.exports.akoma_ntoso.of_the_house import about_of
from plenary.offices.documents import facts
from plenary.offices.documents.models import LanguageVersion
from plenary.procedure.refusal import Refused

STANDARD = ROOT.parent / "shared" / "standards" / "akn"
ABOUT = About(
    on=date(2026, 11, 12),
    organisation="xorg",
    body="ASM",
    kind="resolution",
    symbol="XORG/ASM/13/L.4",
    number=3,
    suffix="Rev.2",
    written_on=date(2026, 11, 14),
    is_original=False,
    is_authentic=True,
    original_language="ru",
    renders=2,
    digest="ab" * 32,
)
#: One of everything, and each where it is least expected.
EVERYTHING = Text(
    "en",
    (
        Paragraph("p1", "Statement", Role.TITLE, "13/4."),
        Paragraph("p2", "The Assembly,", Role.PLAIN),
        Paragraph("p3", "Recalling[^*] its rules:", Role.PREAMBULAR),
        Paragraph("p4", "A/13/7.", Role.FOOTNOTE, "*", "p3"),
        Paragraph("p5", "of debate,", Role.ITEM, "(a)", "p3"),
        Paragraph("p6", "The lake", Role.HEADING, "I"),
        Paragraph("p7", "Agrees:[^1] [to meet]", Role.OPERATIVE, "1."),
        Paragraph("p8", "yearly;\nor\r\nnot \x01", Role.ITEM, "(a)", "p7"),
        Paragraph("p9", "  in June ", Role.ITEM, "(i)", "p8"),
        Paragraph("p10", "At Belmora.", Role.FOOTNOTE, "1", "p7"),
        Paragraph("p11", "Depth", Role.HEADING, "A", "p6"),
        Paragraph("p12", "Costs[^2]", Role.TABLE),
        Paragraph("p13", "", Role.ROW, "", "p12"),
        Paragraph("p14", "Year", Role.HEAD_CELL, "", "p13"),
        Paragraph("p15", "2027", Role.CELL, "", "p13"),
        Paragraph("p16", "a < b & c", Role.ITEM, "-", "p15"),
        Paragraph("p17", "In thousands.", Role.FOOTNOTE, "2", "p12"),
        Paragraph("p18", "numbered", Role.TABLE, "Table 1"),
        Paragraph("p19", "held by a heading", Role.PLAIN, "", "p11"),
        Paragraph("p20", "no mark", Role.FOOTNOTE, "9", "p19"),
        Paragraph("p21", "Held elsewhere", Role.ITEM, "(b)", "p7"),
        Paragraph("meta-x y%", "Annex", Role.ANNEX, "I"),
        Paragraph("p22", "Of the annex", Role.HEADING, "", "meta-x y%"),
        Paragraph("p23", "البحيرة 湖", Role.PLAIN, "", "meta-x y%"),
        Paragraph("p24", "Annex in an annex", Role.ANNEX, "", "meta-x y%"),
    ),
)


@lru_cache(maxsize=1)
def schema() -> etree.XMLSchema:
    if not STANDARD.is_dir() and not os.environ.get("CI"):
        said = f"{STANDARD} is not there, so no file was held against the schema."
        warnings.warn(said, stacklevel=1)
        pytest.skip(said)
    return etree.XMLSchema(etree.parse(STANDARD / "xsd" / "akomantoso30.xsd"))


def come_back(texts: Iterable[Text]) -> int:
    """How many texts came back equal from a file that the schema takes."""
    counted = 0
    for text in texts:
        file = write(text, ABOUT)
        schema().assertValid(etree.fromstring(file, etree.XMLParser(huge_tree=True)))
        assert read(file).text == text
        counted += 1
    return counted


class TestOutAndIn:
    def test_one_of_everything(self) -> None:
        assert come_back([EVERYTHING]) == 1
        assert read(write(EVERYTHING, ABOUT)).about == ABOUT

    def test_each_thing_has_the_place_the_standard_gives_it(self) -> None:
        file = write(EVERYTHING, ABOUT).decode()
        for said in (
            '<p eId="p1"><docNumber>13/4.</docNumber><docTitle>Statement</docTitle></p>',
            '<container name="preambular" eId="p3"><p>Recalling<authorialNote eId="p4" marker="*" placement="bottom">',
            '<section eId="p6"><num>I</num><heading>The lake</heading>',
            '<paragraph eId="p7"><num>1.</num><intro><p>Agrees:<authorialNote eId="p10"',
            '<th eId="p14"><p>Year</p></th><td eId="p15"><p>2027</p>',
            '<mainBody xml:space="preserve" xml:lang="en">',
            '<FRBRalias name="symbol" value="XORG/ASM/13/L.4"/>',
            '<FRBRlanguage language="eng"/><FRBRtranslation href="/akn/xorg/statement/resolution/ASM/2026-11-12/',
        ):
            assert said in file
        # Every address is the house's own.
        assert set(re.findall(r'"([a-z]+://[^"]*)"', file)) == {"http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}

    def test_a_text_of_nothing(self) -> None:
        assert (
            come_back([Text("en"), Text("zh", (Paragraph("p1", ""),)), Text("ar", (Paragraph("p1", "", Role.TITLE),))])
            == 3
        )

    def test_sixty_real_texts(self) -> None:
        real_texts.at_hand()
        texts = [
            *islice(real_texts.resolutions(), 0, 1200, 60),
            *islice(real_texts.plain_resolutions(), 0, 330, 33),
            *(text for pair in islice(real_texts.pairs(), 6) for text in pair),
            *map(real_texts.declaration, real_texts.SIX),
            *(text for pair in islice(real_texts.treaties(), 6) for text in pair),
        ]
        assert come_back(texts) == 60

    @pytest.mark.soak
    def test_every_real_text(self) -> None:
        real_texts.at_hand()
        assert come_back(real_texts.every_text()) == 1725


_LETTERS = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["", "[^1]", "[^1][^2] [x]", "a\r\nb", "]]>", "\x00"]
)
_ROLES_AT = {
    None: [Role.TITLE, Role.HEADING, Role.PREAMBULAR, Role.OPERATIVE, Role.ITEM, Role.PLAIN, Role.TABLE, Role.ANNEX],
    Role.HEADING: [Role.HEADING, Role.PLAIN, Role.ITEM, Role.FOOTNOTE, Role.TABLE],
    Role.ANNEX: [Role.HEADING, Role.PLAIN, Role.TABLE, Role.OPERATIVE, Role.FOOTNOTE, Role.ANNEX],
    Role.TABLE: [Role.ROW, Role.ROW, Role.FOOTNOTE, Role.PLAIN],
    Role.ROW: [Role.CELL, Role.HEAD_CELL],
}
_ELSEWHERE = [Role.ITEM, Role.FOOTNOTE, Role.TABLE, Role.PLAIN, Role.ANNEX, Role.OPERATIVE]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Any text at all: any letters, any order that a text may have, anchors and numbers of any signs."""
    told: list[Paragraph] = []
    for nth in range(draw(st.integers(0, 14))):
        # The newest are held under most often, so that trees grow deep.
        above = draw(st.sampled_from([None, *told, *told[-3:], *told[-1:]]))
        role = draw(st.sampled_from(_ROLES_AT.get(above.role if above else None, _ELSEWHERE)))
        told.append(
            Paragraph(
                draw(st.sampled_from([f"p{nth}", f"meta-{nth}", f"é %{nth};", f"{nth}\ud800\x00"])),
                "" if role is Role.ROW and draw(st.booleans()) else draw(_LETTERS),
                role,
                draw(st.sampled_from(["", "", "1", "2", "(a)", "٤", " ", "\n1"])),
                above.anchor if above else "",
            )
        )
    return Text(draw(st.sampled_from(["en", "ar", "zh", "ru", "uz-Cyrl"])), tuple(told))


@given(text=texts())
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back(text: Text) -> None:
    assert come_back([text]) == 1


class TestFromElsewhere:
    def test_a_resolution(self) -> None:
        imported = read(self.sample("resolution"))
        told = [(one.role.value, one.label, one.words, one.parent) for one in imported.text][4:13]
        assert told == [
            ("title", "13/4.", "Programme and budget for 2027-2028", ""),
            ("preambular", "", "The Assembly,", ""),
            ("preambular", "", "Recalling its resolution A/RES/12/4,", ""),
            ("preambular", "", "Noting the report of the Budget Committee[^1],", ""),
            ("footnote", "1", "A/13/7.", "p8"),
            ("operative", "1.", "Adopts the programme and budget set out in the annex;", ""),
            ("operative", "2.", "Requests the Secretary-General:", ""),
            ("item", "(a)", "to publish the scale of contributions;", "para_2"),
            ("item", "(b)", "to report to the Assembly at its fourteenth session.", "para_2"),
        ]
        assert imported.text.language == "en"
        assert imported.about.on == date(2026, 11, 12)

    @pytest.mark.parametrize(
        ("name", "paragraphs", "said"),
        [
            ("resolution", 22, "Amount"),
            ("amendment", 7, "In paragraph 2 (a), replace publish the scale by publish and explain the scale."),
            ("debate", 13, "Merci, Monsieur le Président."),
            ("agenda", 3, "Adoption of the agenda (A/13/1)"),
            ("collection", 2, "A/13/PV.3"),
        ],
    )
    def test_every_sample_is_read_and_goes_out_again(self, name: str, paragraphs: int, said: str) -> None:
        text = read(self.sample(name)).text
        assert len(text) == paragraphs
        assert said in [one.words for one in text]
        assert come_back([text]) == 1

    def test_what_a_text_does_not_hold_is_told(self) -> None:
        held = (
            '<p>Kept<del> gone</del><img src="a.png" alt="a map"/></p><foreign><x xmlns="urn:x">formula</x></foreign>'
        )
        imported = read(file_with(held))
        assert [one.words for one in imported.text] == ["Kept"]
        assert [(one.why, one.words) for one in imported.dropped] == [
            (Left.DELETED, "gone"),
            (Left.PICTURE, "a map"),
            (Left.FOREIGN, "formula"),
        ]

    @staticmethod
    def sample(name: str) -> bytes:
        schema()
        return Path(STANDARD, "samples-own", f"{name}.xml").read_bytes()


def file_with(body: str, before: str = "") -> bytes:
    """A file of another house with this in its body."""
    return (
        f'{before}<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="x"><mainBody>'
        f"{body}</mainBody></doc></akomaNtoso>"
    ).encode("utf-8", "surrogatepass")


BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (file_with("<p>&b;</p>", BOMB), "text.file_declares"),
        (file_with("<p/>", OUTSIDE), "text.file_declares"),
        (file_with("<p>&b;</p>"), "text.file_unreadable"),
        (file_with("<p>\x01</p>"), "text.file_unreadable"),
        (file_with("<p>"), "text.file_unreadable"),
        (file_with("<p>\ud800</p>"), "text.file_unreadable"),
        (b"", "text.file_unreadable"),
        (b"<?xml version='1.0' encoding='no-such'?><a/>", "text.file_unreadable"),
        (b"<html/>", "text.file_not_akoma_ntoso"),
        (b'<akomaNtoso xmlns="urn:other"/>', "text.file_not_akoma_ntoso"),
        (file_with("<blockContainer>" * 100_000 + "</blockContainer>" * 100_000), "text.file_too_deep"),
        (file_with("<section>" * 100_000), "text.file_too_deep"),
        (file_with("<p><i>" + "<i>" * 100_000), "text.file_too_deep"),
        (file_with("<p>a</p>" * 200_001), "text.file_too_long"),
        (b" " * (16 * 1024 * 1024 + 1), "text.file_too_long"),
        (file_with('<hcontainer name="cell"><content><p>a</p></content></hcontainer>'), "text.out_of_place"),
    ],
)
def test_a_file_that_means_harm_is_refused_at_once(content: bytes, code: str) -> None:
    took = []
    # What the interpreter clears away of other tests falls into one of the tries at most
    for _time in range(2):
        begun = time.process_time()
        with pytest.raises(Refused) as refused:
            read(content)
        took.append(time.process_time() - begun)
        assert refused.value.code == code
    assert min(took) < 3


def test_many_paragraphs_are_read_in_time() -> None:
    begun = time.process_time()
    text = read(file_with("<p>word</p>" * 100_000)).text
    assert len(text) == 100_000
    assert time.process_time() - begun < 5


def test_a_text_too_deep_to_be_told_is_refused() -> None:
    told = [Paragraph("p0", "a")]
    told += [Paragraph(f"p{nth}", "a", Role.ITEM, "", f"p{nth - 1}") for nth in range(1, 100)]
    assert come_back([Text("en", tuple(told))]) == 1
    with pytest.raises(Refused) as refused:
        write(Text("en", (*told, Paragraph("p100", "a", Role.ITEM, "", "p99"))), ABOUT)
    assert refused.value.code == "text.too_deep"


def test_places_that_cannot_be_lose_nothing() -> None:
    own = 'xmlns:house="urn:plenary:text" house:place='
    body = f'<p eId="a" {own}"99">one</p><p eId="b" {own}"99">two</p><p>three</p><p {own}"-1">four</p>'
    assert [one.words for one in read(file_with(body)).text] == ["three", "four", "one", "two"]


_NAMES = ["p", "section", "num", "heading", "td", "table", "authorialNote", "docNumber", "quotedStructure"]
_PIECES = [*(f"<{name}>" for name in _NAMES), *(f"</{name}>" for name in _NAMES), "words", "<eol/>"]
_PIECES += ['<hcontainer name="row">', '<blockContainer class="table">']


@given(body=st.lists(st.sampled_from(_PIECES), max_size=25))
@settings(max_examples=300, deadline=None)
def test_no_file_brings_it_down(body: list[str]) -> None:
    """Whatever stands where: a text, or a refusal, and every word of the body is in the text."""
    open_: list[str] = []
    balanced = []
    for piece in body:
        if piece.startswith("</"):
            if not open_ or open_[-1] != piece[2:-1]:
                continue
            open_.pop()
        elif piece.startswith("<") and not piece.endswith("/>"):
            open_.append(piece[1:-1].split()[0])
        balanced.append(piece)
    balanced += [f"</{name}>" for name in reversed(open_)]
    try:
        text = read(file_with("".join(balanced))).text
    except Refused as refused:
        assert refused.code == "text.out_of_place"
    else:
        said = "".join(one.words + one.label for one in text)
        assert said.count("words") == balanced.count("words")


class TestOfThisHouse:
    @pytest.mark.django_db
    def test_a_translation_says_what_it_is(self) -> None:
        body = council()
        document, version = registered(body)
        kept = LanguageVersion.objects.get(of_version=version.pk, language="en")
        about = about_of(kept)
        assert (about.body, about.kind, about.symbol, about.number) == (body.code, "statement", document.symbol, 1)
        assert (about.is_original, about.original_language, about.renders) == (False, "ru", 1)
        assert about.digest == kept.digest
        imported = read(write(facts.text_of(kept), about))
        assert imported.text == facts.text_of(kept)
        assert imported.about == about
