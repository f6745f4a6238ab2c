"""The certified copy as a file: read back, accessible, the same bytes again, and no box for a missing letter."""

import io
import os
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pytest

from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.interfaces.exports.certified_copy import certified_copy
from plenary.interfaces.exports.text_on_paper import can_be_printed
from plenary.offices.instruments.printing import CopyToPrint, SignatureToPrint, TextToPrint
from plenary.procedure.refusal import Refused

DIGEST = "9f" * 32


def copy(**more) -> CopyToPrint:
    text = TextToPrint(
        language="ru",
        title="Заявление Совета",
        paragraphs=(("title", "", "Заявление Совета"), ("operative", "1", "Принять #меры *вместе* @здесь.")),
        digest=DIGEST,
    )
    sign = SignatureToPrint("Республика Армения", "Никол Пашинян", "Премьер-министр", date(2019, 11, 28))
    made = CopyToPrint(
        organisation="Организация",
        title="Заявление Совета",
        symbol="CSTO/CSC/2019/DEC.1",
        number="CSC-2019-1",
        digest=DIGEST,
        texts=(text,),
        signatures=(sign,),
        certified_by="Станислав Зась",
        certified_at=datetime(2019, 12, 2, 9, 0, tzinfo=UTC),
        language="ru",
    )
    return replace(made, **more)


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def test_every_word_and_the_digest_are_in_the_file():
    said = words_of(certified_copy(copy()))
    assert "1 Принять #меры *вместе* @здесь." in said
    assert "Никол Пашинян, Премьер-министр" in said
    assert DIGEST in said.replace(" ", "")
    assert "CSC-2019-1" in said


def test_the_file_claims_what_it_is():
    content = certified_copy(copy())
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "ru"
    xmp = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part>1<" in xmp and "pdfaid:part>2<" in xmp


def test_the_same_copy_gives_the_same_bytes():
    assert certified_copy(copy()) == certified_copy(copy())


def test_a_script_of_the_machine_is_set_in_its_font():
    text = replace(copy().texts[0], language="ar", paragraphs=(("operative", "1", "نص"),))
    if not can_be_printed(Text("ar", (Paragraph("p1", "نص", Role.PLAIN),))):
        assert os.environ.get("CI") != "true", "the pipeline has a font of every script that is tested"
        pytest.skip("no font for Arabic on this machine")
    fonts = {str(font) for page in pypdf.PdfReader(io.BytesIO(certified_copy(copy(texts=(text,))))).pages
             for font in _base_fonts(page)}  # fmt: skip
    assert any("Naskh" in font or "Amiri" in font or "Arabic" in font or "Scheherazade" in font for font in fonts), (
        fonts
    )


def _base_fonts(page: pypdf.PageObject) -> list[str]:
    return [str(one.get_object()["/BaseFont"]) for one in page["/Resources"].get_object().get("/Font", {}).values()]


def test_a_script_without_a_font_is_refused_by_name(settings, tmp_path):
    settings.PRINT_FONTS = tmp_path
    text = replace(copy().texts[0], language="ar", paragraphs=(("operative", "1", "نص"),))
    with pytest.raises(Refused) as refused:
        certified_copy(copy(texts=(text,)))
    assert (refused.value.code, dict(refused.value.facts)) == (
        "instruments.no_font",
        {"language": "ar", "script": "Arabic"},
    )
