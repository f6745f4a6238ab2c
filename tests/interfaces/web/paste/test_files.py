"""Tables brought as files: read like pasted ones, and harmless whatever is in them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from plenary.interfaces.exports.lists import Listing, as_csv
from plenary.interfaces.exports.sheets import as_xlsx
from plenary.interfaces.exports.table_of_file import table_of_file
from plenary.offices.organisation.models import Member, Membership
from tests.interfaces.web.paste.looking import SEEN, bring_in

PASTE = "/desk/members/paste/"
ROWS = (("code", "name", "member since"), ("ARL", "=Árland & <Ко>", date(2027, 3, 1)), ("BRG", "Bergia", None))


def uploaded(browser, content: bytes, name: str, **more: str):
    return browser.post(PASTE, {"file": SimpleUploadedFile(name, content), "do": "look", **more})


def workbook() -> bytes:
    """As another program writes one: shared texts, a formula, a blank row, days by a style."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Code", "Name", "Member since", "Sum"])
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["D3"] = "ARL", "Арландия", date(2027, 3, 1), "=1+1"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def packed(**parts: bytes) -> bytes:
    """The workbook with some of its parts replaced."""
    source, content = zipfile.ZipFile(io.BytesIO(workbook())), io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            stem = name.rpartition("/")[2].removesuffix(".xml")
            made.writestr(name, parts.pop(stem, None) or source.read(name))
        for stem, part in parts.items():
            made.writestr(f"xl/{stem}.xml", part)
    return content.getvalue()


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOMB = b"<worksheet>" + b" " * (64 * 1024 * 1024) + b"</worksheet>"
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><sst>&c;</sst>'


@pytest.mark.django_db
class TestReading:
    def test_a_workbook_of_another_program(self):
        assert table_of_file(workbook(), settings.PLENARY_HOME) == [
            ["Code", "Name", "Member since", "Sum"],
            [],
            ["ARL", "Арландия", "2027-03-01", ""],
        ]

    def test_a_workbook_of_our_own(self):
        listing = Listing("x", ROWS[0], (("a_x000D_b", "c\r\nd", None), ("'", "=1", True)))
        found = table_of_file(as_xlsx(listing), settings.PLENARY_HOME)
        assert found == [list(ROWS[0]), ["a_x000D_b", "c\r\nd", ""], ["'", "=1", "true"]]

    def test_texts_that_cells_share(self):
        """Letters in several styles are one text; how they are pronounced is left out."""
        shared = b"<si><t>Code</t></si><si><r><t>A</t></r><r><t>&amp;B</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
        cells = b"<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c s='1'><v>1.5</v></c><c><v>2</v></c></row>"
        content = packed(
            sharedStrings=b"<sst xmlns='%s'>%s</sst>" % (MAIN, shared),
            sheet1=b"<worksheet xmlns='%s'><sheetData>%s</sheetData></worksheet>" % (MAIN, cells),
        )
        assert table_of_file(content, settings.PLENARY_HOME) == [["Code", "A&B", "1899-12-31T12:00", "2"]]

    @pytest.mark.parametrize(
        "content",
        [
            b"PK\x03\x04 no book",
            b"\xd0\xcf\x11\xe0 an older workbook",
            "Код;Название".encode("cp1251"),
            packed(sheet1=BOMB),
            packed(sharedStrings=ENTITIES),
            packed(sheet1=b"<a" * 100_000),
            packed(workbook=b"<workbook/>"),
        ],
        ids=["cut off", "older", "other letters", "bomb", "entities", "broken", "empty"],
    )
    def test_what_cannot_be_read_is_not(self, content):
        assert table_of_file(content, settings.PLENARY_HOME) is None


LISTING = Listing("x", ROWS[0], ROWS[1:])


@pytest.mark.parametrize(
    ("name", "content"), [("members.xlsx", as_xlsx(LISTING)), ("members.csv", as_csv(LISTING))], ids=["xlsx", "csv"]
)
def test_a_file_is_shown_as_the_table_it_holds_and_then_brought_in(desk, name, content):
    legal = desk.officer("LD")
    answer = uploaded(legal, content, name)
    page = answer.content.decode()
    assert answer.status_code == 200, page
    assert "To add: 2." in page
    assert "=Árland &amp; &lt;Ко&gt;" in page
    assert SEEN.search(page)
    text = answer.context["form"]["table"].value()
    bring_in(legal, PASTE, text, page)
    assert Member.objects.get(code="ARL").short_name["en"] == "=Árland & <Ко>"
    assert Membership.objects.get(member__code="ARL").from_on == date(2027, 3, 1)


def test_a_file_that_cannot_be_read_leaves_what_was_pasted(desk):
    for content, said in ((b"PK\x03\x04", "No table could be read"), (b"x" * (1024 * 1024 + 1), "larger than 1 MB")):
        answer = uploaded(desk.officer("LD"), content, "x.xlsx", table="Code\tName\nARL\tArland")
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "Arland" in answer.content.decode()
