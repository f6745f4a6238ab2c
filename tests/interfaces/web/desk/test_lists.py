"""Lists of the desk and the workspace taken home: what their pages show, to whom they show it."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.builders.documents import planned

LISTS = ["/desk/members", "/desk/meetings", "/desk/delegations", "/desk/documents"]
KNOWN = ["/w/meetings", "/w/documents", "/w/decisions"]


def told(browser, address: str) -> dict:
    answer = browser.get(f"{address}.json")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store"), address
    return json.loads(answer.content)


@pytest.mark.parametrize("address", LISTS + KNOWN)
def test_the_three_forms_hold_the_same_and_the_page_leads_there(desk, address):
    officer = desk.officer("SG")
    planned(desk.summit.bodies["CSC"], desk.summit.secretariat)
    same = told(officer, address)
    sheet = load_workbook(BytesIO(officer.get(f"{address}.xlsx").content)).active
    rows = list(csv.reader(StringIO(officer.get(f"{address}.csv").content.decode("utf-8-sig"), newline="")))
    assert [cell.value for cell in sheet[1]] == rows[0] == same["columns"]
    assert sheet.max_row == len(rows) == same["count"] + 1
    page = desk.reads(officer, f"{address}/")
    assert (f'href="{address}.xlsx"' in page) is (same["count"] > 0)
    assert (same["count"] > 0) is (address != "/w/decisions")


@pytest.mark.parametrize("address", [*LISTS, "/desk/money"])
def test_lists_of_the_desk_are_for_the_secretariat(desk, address):
    assert desk.officer("HD", "member:RUS").get(f"{address}.xlsx").status_code == 404


def test_a_meeting_that_was_asked_for_is_the_one_told(desk):
    ref = desk.summit.session.ref
    browser = desk.officer("PT")
    rows = told(browser, "/desk/delegations")["rows"]
    assert {row["delegation"] for row in rows} >= {"RUS", "ARM"}
    assert json.loads(browser.get(f"/desk/delegations.json?meeting={ref}").content)["rows"] == rows
    assert browser.get("/desk/delegations.json?meeting=NONE-1").status_code == 404
