"""An organisation of one's own, from `plenary init` on, by browser alone: on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from tests.browser import own_house_day
from tests.browser.own_house_day import WINDOW, Hand, Staff, more_colleagues_come
from tests.browser.served import chromium, plenary_command, serving

pytestmark = pytest.mark.browser

MEMBERS = "Code\tName\tName in Russian\nBEL\tBelmora\tБельмора\nKAR\tKareth\tКарет\nVEL\tVeldara\tВельдара\n"
ZONE = "Europe/Vienna"
MOST_PRESSES = 200  # of all the people together, links and buttons, from the first link to the closed session


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(params=[(1280, 800), (360, 740)], ids=["desk", "phone"])
def screen(request) -> dict[str, int]:
    width, height = request.param
    return {"width": width, "height": height}


def test_a_house_is_founded_set_up_and_meets(browser, screen, tmp_path: Path):
    link = re.search(r"/set-up/\?link=\S+", plenary_command(tmp_path, "init", "--name", "Ana Example").stdout)
    assert link is not None
    with serving(tmp_path) as address:
        staff = Staff(browser, address, screen, year=datetime.now(ZoneInfo(ZONE)).year)
        founder = staff.comes_by("ana", link[0])
        founder.sees("Set up your house")
        founds(founder)
        brings_members(founder)
        establishes_bodies(founder)
        settles_rules(founder)
        enters_the_presidency(founder)
        plans_the_first_meeting(founder)
        links = adds_colleagues(founder)
        finds_everything(founder, staff.year)
        more_colleagues_come(staff)
        for name, own in links.items():
            staff.comes_by(name, own)
        for part in own_house_day.DAY:
            part(staff)
        assert staff.presses() <= MOST_PRESSES
        staff.leaves()


def founds(founder: Hand) -> None:
    """Step 1; one field is forgotten first, and nothing that was typed is lost."""
    founder.follows("Go on with step 1")
    founder.types(name_en="Halmar Pact Organisation", short_name_en="HPO", languages="english", zone=ZONE)
    founder.types(code="HPO", seat_en="Halmar")
    founder.presses("Keep the name, languages and zone")
    founder.sees("as en or ru")
    assert founder.page.locator("[name=name_en]").input_value() == "Halmar Pact Organisation"
    founder.types(languages="en, ru")
    founder.presses("Keep the name, languages and zone")


def brings_members(founder: Hand) -> None:
    """Step 2: a table from a spreadsheet."""
    founder.sees("The facts of the organisation are kept.")
    founder.types(table=MEMBERS)
    founder.presses("Look at what it will do")
    founder.sees("To add: 3.")
    founder.presses("Bring in these rows")


def establishes_bodies(founder: Hand) -> None:
    """Step 3: the model of a security council, without two of its bodies."""
    founder.sees("The table is taken in. Added: 3.")
    founder.follows("Security council")
    founder.page.locator("[name=take_CSS]").uncheck()
    founder.page.locator("[name=take_PC]").uncheck()
    founder.types(code_COUNCIL="CHS")
    founder.presses("Establish these bodies")


def settles_rules(founder: Hand) -> None:
    """Step 4: two of the sentences say something else here."""
    founder.sees("The bodies are established")
    founder.types(**{"quorum-to-decide": "all members", "speaking-time": "7", "objections": str(WINDOW)})
    founder.types(cite="Rules of procedure of the HPO")
    founder.presses("Keep these rules")


def enters_the_presidency(founder: Hand) -> None:
    """Step 5."""
    founder.sees("The rules are kept.")
    founder.page.locator("[name=first]").select_option(label="Veldara")
    founder.types(months="12", cite="Halmar Pact art. 9")
    founder.presses("Enter the presidencies")


def plans_the_first_meeting(founder: Hand) -> None:
    """Step 6: the joint meeting of the day before and the summit, today, with one more item for decision."""
    founder.sees("The presidency is entered")
    founder.types(
        on=datetime.now(ZoneInfo(ZONE)).date().isoformat(),
        title_en="Halmar summit",
        venue_en="Lakeside Residence",
        more="Border support programme",
    )
    founder.presses("Plan the meeting")


def adds_colleagues(founder: Hand) -> dict[str, str]:
    """Step 7: a second administrator, the secretary and the chair, each with a link of their own."""
    founder.sees("The meeting is planned")
    founder.types(name_1="Berta Beispiel", sign_in_1="berta", capacity_1="AD")
    founder.types(name_2="Carl Ejemplo", sign_in_2="carl", capacity_2="SB")
    founder.types(name_3="Dana Primer", sign_in_3="dana", capacity_3="PO", scope_3="body:CHS")
    founder.presses("Add these colleagues")
    founder.sees("It is not shown again.")
    links = [
        urlsplit(said)._replace(scheme="", netloc="").geturl()
        for said in founder.page.locator(".guide-link").all_inner_texts()
    ]
    assert len(links) == 3
    founder.follows("They are handed over: go on")
    return dict(zip(("berta", "carl", "dana"), links, strict=True))


def finds_everything(founder: Hand, year: int) -> None:
    """What was set up stands where others look for it, and the checklist stays at the desk."""
    founder.goes("/desk/guide/")
    assert founder.page.locator(".guide-steps .sign").count() == 7
    founder.goes("/desk/")
    founder.sees("Before the first sitting")
    founder.goes("/desk/rules/CHS/")
    founder.sees("A decision is taken when all members are represented.")
    founder.sees("A speaker has 7 minutes.")
    founder.sees("Rules of procedure of the HPO")
    for body in ("CFM", "CDM"):
        founder.goes(f"/en/bodies/{body}/")
        founder.sees("Kareth")
    founder.goes("/en/presidency/")
    founder.sees("Veldara")
    founder.goes(f"/desk/meetings/CHS-{year}-1/")
    founder.sees("Restricted sitting")
    founder.sees("Border support programme")
    founder.goes(f"/desk/meetings/CHS-{year}-1-J/")
    founder.sees("Joint meeting of the ministerial bodies")
