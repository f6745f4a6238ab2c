"""A text from outside, read in a process of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plenary.foundation.texts.pasted import Dropped, Left
from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.interfaces.exports.akoma_ntoso import About, write
from plenary.interfaces.exports.text_of_file import read, text_of_file
from plenary.interfaces.exports.words_of_file import OthersFirst, alone, words_of_file
from plenary.procedure.refusal import Refused

TEXT = Text("ru", (Paragraph("q", "Заявление", Role.TITLE), Paragraph("r", "a\u202eb", Role.OPERATIVE, "1.")))


def test_each_kind_of_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    found = text_of_file(write(TEXT, About(on=date(2026, 1, 2))), tmp_path, language="en")
    assert found.text == TEXT
    declared = b'<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0//EN"><p>One</p><del>two</del>'
    found = text_of_file(declared, tmp_path, language="en")
    assert [one.words for one in found.text] == ["One"]
    assert found.dropped == (Dropped(Left.DELETED, "two"),)
    found = text_of_file("Заявление\n1. Раз".encode(), tmp_path, language="ru")
    assert [one.words for one in found.text] == ["Заявление", "Раз"]


def test_letters_stand_in_the_coding_that_the_file_names() -> None:
    word = '<meta http-equiv=Content-Type content="text/html; charset=windows-1251"><p>Заявление</p>'
    assert read(word.encode("cp1251"), "ru").text.title == "Заявление"
    assert read("Заявление".encode("utf-16"), "ru").text.title == "Заявление"
    assert read("Заявление".encode("utf-8-sig"), "ru").text.title == "Заявление"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Заявление".encode("cp1251"), "text.file_coding_unknown"),
        (b"", "text.pasted_empty"),
        (b'<!DOCTYPE a [<!ENTITY a "a">]><akomaNtoso>&a;</akomaNtoso>', "text.file_declares"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "text.file_declares"),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?>\n<!doctype a SYSTEM "b">\n<a/>', "text.file_declares"),
        (b'<!DOCTYPE html [<!ENTITY x "y">]><p>One', "text.file_declares"),
        (b'<?xml version="1.0"?><a>One</a>', "text.file_not_akoma_ntoso"),
        (b"%PDF-1.7\n%\xe2\xe3", "text.file_is_pdf"),
        (b"PK\x03\x04word/document.xml", "text.file_of_office"),
        (b"{\\rtf1\\ansi One}", "text.file_of_office"),
    ],
)
def test_what_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        text_of_file(content, tmp_path, language="ru")
    assert refused.value.code == code


@pytest.mark.parametrize("content", [b"<p>" + b"<!--" * 1_900_000, b"<p>" + b"<a " * 2_600_000])
def test_what_is_begun_a_million_times_and_never_ended_is_refused(content: bytes, tmp_path: Path) -> None:
    """The parser of some versions of Python does not come to an end with it; that of others, as Debian mended it,
    finds no words in it."""
    with pytest.raises(Refused) as refused:
        text_of_file(content, tmp_path, language="ru")
    assert refused.value.code in {"text.file_not_read", "text.pasted_empty"}


def test_one_file_is_read_at_a_time(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(Refused) as refused:
        text_of_file(b"a", tmp_path, language="en")
    assert refused.value.code == "text.others_first"


def test_what_an_outsider_sends_holds_up_outsiders_alone(tmp_path: Path) -> None:
    with alone(tmp_path, of_outsider=True):
        assert text_of_file(b"Words of a secretary", tmp_path, language="en").text.paragraphs
        with pytest.raises(OthersFirst):
            words_of_file(b"a", tmp_path, of_outsider=True)
    with alone(tmp_path):
        assert words_of_file(b"a", tmp_path, of_outsider=True) == ["a"]
