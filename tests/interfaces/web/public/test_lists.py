"""Lists for machines: at the address of the page, with what the page shows and no more."""

from __future__ import annotations

import csv
import json
import re
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from plenary.offices.documents.models import Document
from plenary.offices.organisation.models import Member
from tests.interfaces.web.public import bishkek

LISTS = [
    "/en/members",
    "/en/m",
    "/en/m/CSC-2019-1/agenda",
    "/en/m/CSC-2019-1/documents",
    "/en/m/CSC-2019-1/decisions",
    "/en/m/CSC-2019-1/participants",
    "/en/d",
    "/en/decisions",
    "/en/budget/2019",
]


@pytest.fixture
def told(outsider):
    """The rows of a list as JSON."""

    def rows(address: str) -> list[dict]:
        answer = outsider.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json"), address
        return json.loads(answer.content)["rows"]

    return rows


@pytest.fixture
def adopted(house):
    """The house with a decision."""
    bishkek.decided(house)
    return house


@pytest.mark.parametrize("address", LISTS)
def test_csv_and_json_hold_the_same_and_their_page_is_there(adopted, outsider, address):
    told = json.loads(outsider.get(f"{address}.json").content)
    answer = outsider.get(f"{address}.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert rows[0] == told["columns"]
    assert len(rows) - 1 == told["count"] == len(told["rows"]) > 0
    assert told["self"] == f"http://testserver{address}.json"
    assert told["page"] == f"http://testserver{address}/"
    assert told["publisher"] == "Collective Security Treaty Organization"
    assert told["license"] in answer["Link"]
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    assert outsider.get(f"{address}/").status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_the_workbook_holds_the_same(adopted, outsider, address):
    told = json.loads(outsider.get(f"{address}.json").content)
    answer = outsider.get(f"{address}.xlsx")
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer["Content-Disposition"].endswith('.xlsx"')
    heading, *rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert list(heading) == told["columns"]
    assert [[_as_in_json(cell) for cell in row] for row in rows] == [
        [_as_in_json(cell) for cell in row.values()] for row in told["rows"]
    ]


def _as_in_json(cell):
    """Figures by their value; days as written; nothing and an empty text are one to a spreadsheet."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, str) and re.fullmatch(r"[0-9]+[.][0-9]+", cell):
        return float(cell)
    return cell if cell != "" else None


@pytest.mark.parametrize("address", LISTS)
def test_its_page_leads_to_every_form(adopted, page, address):
    shown = page("/en/m/CSC-2019-1/" if address.endswith(("agenda", "participants")) else f"{address}/")
    assert f'href="{address}.csv"' in shown
    assert f'href="{address}.xlsx"' in shown
    assert f'href="{address}.json"' in shown


@pytest.mark.parametrize("address", LISTS)
def test_nothing_hidden_stands_in_a_list(adopted, outsider, address):
    for form in ("csv", "json", "xlsx"):
        said = outsider.get(f"{address}.{form}").content
        if form == "xlsx":
            said = ZipFile(BytesIO(said)).read("xl/worksheets/sheet1.xml")
        assert [word for word in bishkek.HIDDEN if word.encode() in said] == []


def test_the_agenda_tells_of_unnamed_places_papers_and_decisions(adopted, told):
    rows = told("/en/m/CSC-2019-1/agenda.json")
    assert [row["item"] for row in rows] == list(range(1, 22))
    assert rows[7] == {
        "item": 8,
        "title": "Statement of the Council on international contacts and cooperation",
        "kind": "not_stated",
        "state": "to_come",
        "state_in_words": None,
        "papers": "CSC/2019/1",
        "decisions": "",
        "is_demonstration": False,
    }
    assert (rows[20]["title"], rows[20]["decisions"]) == (None, "CSC-2019-1")


def test_a_state_is_said_in_words_as_the_page_says_it_beside_its_code(house, told):
    document = next(row for row in told("/ru/d.json") if row["symbol"] == "CSC/2019/1")
    session = next(row for row in told("/ru/m.json") if row["ref"] == "CSC-2019-1")
    assert (document["state"], document["state_in_words"]) == ("mandated", "поручено")
    assert (session["state"], session["state_in_words"]) == ("convened", "созвано")


def test_participants_stand_in_protocol_order_with_their_offices_as_printed(house, told):
    rows = told("/en/m/CSC-2019-1/participants.json")
    assert [row["delegation"] for row in rows if row["role"] == "head"][-1] == "ARM"
    assert {row["name"] for row in rows if row["delegation"] == "RUS"} == {
        "Putin",
        *(name for name, *_ in bishkek.NAMED),
    }
    (shvedov,) = [row for row in rows if row["name"] == "Shvedov"]
    assert (shvedov["office"], shvedov["note"]) == (
        "permanent representative at the OSCE",
        "Office as printed.",
    )


def test_contributions_are_exact_digits_and_name_their_currency(adopted, told):
    rows = told("/en/budget/2019.json")
    assert rows == [
        {
            "code": code,
            "member": bishkek.MEMBERS[code][0],
            "percent": "50.000" if code == "RUS" else "10.000",
            "assessed": "50000000.00" if code == "RUS" else "10000000.00",
            "currency": "RUB",
        }
        for code in bishkek.MEMBERS
    ]


def test_a_list_is_narrowed_as_its_page_is(adopted, told, page):
    assert [row["number"] for row in told("/en/decisions.json?year=2019&body=CSC")] == ["CSC-2019-1"]
    assert told("/en/decisions.json?year=1999") == []
    assert 'href="/en/decisions.csv?year=2019"' in page("/en/decisions/?year=2019&page=1")


def test_a_list_is_said_in_the_language_of_its_address(house, told):
    assert told("/ru/members.json")[0]["member"] == "Армения"


def test_a_filter_that_cannot_be_read_is_refused_as_a_problem(house, outsider):
    answer = outsider.get("/en/decisions.json?body=NOWHERE")
    problem = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert problem["type"] == "urn:plenary:refusal:lists.filter_not_read"
    assert "body" in problem["detail"]


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_what_is_hidden_and_what_is_not_there_are_the_same_problem(house, outsider, form):
    house.session.audience = "members"
    house.session.save()
    hidden = outsider.get(f"/en/m/CSC-2019-1/agenda.{form}")
    absent = outsider.get(f"/en/never/was.{form}")
    assert (hidden.status_code, hidden["Content-Type"]) == (404, "application/problem+json")
    assert (hidden.content, dict(hidden.headers)) == (absent.content, dict(absent.headers))
    assert outsider.get(f"/en/budget/2020.{form}").content == outsider.get(f"/en/budget/2033.{form}").content


def test_a_title_that_would_be_run_is_inert(house, outsider):
    Document.objects.filter(symbol="CSC/2019/1").update(title={"en": '=HYPERLINK("https://x","y")'})
    assert b"'=HYPERLINK(" in outsider.get("/en/d.csv").content


@pytest.mark.parametrize("address", ["/en/members", "/en/m", "/en/d", "/en/m/CSC-2019-1/participants"])
def test_a_longer_list_asks_no_more_of_the_database(house, outsider, address):
    def asked() -> int:
        outsider.get(f"{address}.json")
        with CaptureQueriesContext(connection) as captured:
            outsider.get(f"{address}.json")
        return len(captured)

    before = asked()
    for number in range(3):
        Member.objects.create(code=f"M{number}", short_name={"en": f"M{number}"}, formal_name={"en": f"M{number}"})
        Document.objects.create(
            symbol=f"CSC/2019/8{number}", title={"en": "x"}, audience="public", body=house.bodies["CSC"]
        )
        bishkek.person(f"P{number}")
    assert asked() == before
