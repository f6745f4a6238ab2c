"""A rehearsal played by hand in a real browser: begun at the desk, a sitting with robots, wiped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.houses import DESKTOP, PHONE
from tests.browser.served import BLINK_MS, chromium, plenary_command, serving

pytestmark = pytest.mark.browser

READY_MS, ROBOTS_MS, PATIENCE_MS, HOLD_MS = 240_000, 90_000, 30_000, 1_300
USUAL_MS = 5_000
#: What one may press in the rehearsal until it is over; the hold counts as one.
PRESSES = 20
DESK = "/desk/house/rehearsal/"
OURS = """
[[act]]
do = "organisation.found"
by = "administrator/SG"
[act.with]
code = "ours"
name = { en = "League of Five Rivers", ru = "Лига пяти рек" }
zone = "Europe/Vienna"
official_languages = ["en", "ru"]

[[act]]
do = "organisation.admit_member"
by = "administrator/SG"
with = { from_on = 2001-01-01 }
each = [
  { with = { code = "ARB", short_name = { en = "Arbelia" }, sort_name = { en = "Arbelia" } } },
  { with = { code = "BRN", short_name = { en = "Brenn" }, sort_name = { en = "Brenn" } } },
  { with = { code = "CST", short_name = { en = "Castor" }, sort_name = { en = "Castor" } } },
  { with = { code = "DUN", short_name = { en = "Dunmere" }, sort_name = { en = "Dunmere" } } },
]

[[act]]
do = "organisation.establish_body"
by = "administrator/SG"
with = { code = "RC", name = { en = "Rivers Council" }, composition = "heads", rank = 1, is_supreme = true }
"""


@dataclass(slots=True)
class Stage:
    """A house of one's own, open, with somebody at its desk. cookies: of the desk before anybody went in."""

    home: Path
    address: str
    browser: Browser
    desk: Page
    cookies: Any


@pytest.fixture
def stage(tmp_path) -> Iterator[Stage]:
    expect.set_options(timeout=PATIENCE_MS)
    home = tmp_path / "house"
    said = plenary_command(home, "init", "--name", "Ana Example").stdout
    acts = tmp_path / "ours.toml"
    acts.write_text(OURS, encoding="utf-8")
    plenary_command(home, "act", str(acts))
    link = re.search(r"/set-up/\?link=\S+", said)
    assert link is not None
    with chromium() as browser, serving(home) as address:
        desk = browser.new_context(locale="en-GB", viewport=DESKTOP).new_page()
        desk.goto(address + link[0])
        desk.locator("main form button").first.click()
        expect(desk).to_have_url(f"{address}/me/")
        yield Stage(home, address, browser, desk, desk.context.storage_state())
    expect.set_options(timeout=USUAL_MS)


def test_a_person_plays_the_whole_rehearsal_and_wipes_it(stage):
    """From the desk and back, with the fewest presses; a second person sits at a seat with a telephone."""
    _begin(stage)
    chair, phone = _go_in(stage)
    pressed = _open_and_call(chair)
    pressed += _hear_two(chair)
    pressed += _vote(chair, phone)
    pressed += _adopt(chair)
    pressed += _close(chair)
    assert pressed <= PRESSES
    _read_what_went_out(chair)
    _wipe(stage)


def _begin(stage: Stage) -> None:
    desk = stage.desk
    desk.goto(f"{stage.address}/desk/house/")
    desk.get_by_role("link", name="Rehearsal").click()
    desk.get_by_role("button", name="Begin a rehearsal").click()
    expect(desk.get_by_role("heading", name="The rehearsal is open")).to_be_visible(timeout=READY_MS)


def _go_in(stage: Stage) -> tuple[Page, Page]:
    """The chair in the browser of the desk, which stays signed in there; a seat on a telephone."""
    chair = stage.desk.context.new_page()
    chair.goto(stage.address + DESK)
    chair.get_by_role("link", name="Go in and take the chair").click()
    expect(chair.locator(".rehearsal-band")).to_contain_text("Rehearsal: nothing here is kept")
    expect(chair.locator(".rehearsal-steps .now")).to_contain_text("The sitting opens")
    phone = stage.browser.new_context(locale="en-GB", viewport=PHONE, storage_state=stage.cookies).new_page()
    phone.goto(stage.address + DESK)
    phone.get_by_role("link", name="Sit at a seat").click()
    expect(phone.locator(".rehearsal-band")).to_contain_text("Rehearsal: nothing here is kept")
    phone.get_by_role("button", name="Take the seat").click()
    expect(phone.get_by_role("button", name="Take the seat")).to_have_count(0)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    stage.desk.reload()
    expect(stage.desk).to_have_url(stage.address + DESK)
    return chair, phone


def _press(chair: Page, label: str) -> int:
    """One of the keys beside the script, once it can be pressed."""
    key = chair.locator(".script .acts button", has_text=label).first
    expect(key).to_be_enabled(timeout=ROBOTS_MS)
    if key.locator("xpath=ancestor::form[@data-hold]").count():
        key.hover()
        chair.mouse.down()
        chair.wait_for_timeout(HOLD_MS)
        chair.mouse.up()
    else:
        key.click()
    chair.wait_for_load_state()
    return 1


def _step(chair: Page, place: int) -> None:
    """The band says which step stands, by itself."""
    expect(chair.locator(".rehearsal-band")).to_contain_text(f"Step {place} of 7", timeout=ROBOTS_MS)


def _open_and_call(chair: Page) -> int:
    chair.get_by_role("link", name="The chair’s screen").click()
    chair.get_by_role("button", name="Take the chair").click()
    expect(chair.get_by_text("4 of 4 represented").first).to_be_visible(timeout=ROBOTS_MS)
    done = _press(chair, "Open the session") + _press(chair, "Open the sitting")
    _step(chair, 2)
    return 1 + done + _press(chair, "Adopt the agenda") + _press(chair, "Call item 1")


def _hear_two(chair: Page) -> int:
    _step(chair, 3)
    expect(chair.locator(".console-floor .floor li")).to_have_count(2, timeout=ROBOTS_MS)
    return _press(chair, "Give the floor") + _press(chair, "Give the floor") + _press(chair, "Thank")


def _vote(chair: Page, phone: Page) -> int:
    """The robots vote, the person on the telephone too, and the chair reads the result."""
    _step(chair, 4)
    done = _press(chair, "Open the vote")
    phone.get_by_role("button", name="In favour").click(timeout=ROBOTS_MS)
    confirm = phone.get_by_role("button", name="Confirm", exact=True)
    expect(confirm).to_be_visible()
    phone.wait_for_timeout(BLINK_MS)
    confirm.click()
    expect(chair.get_by_text("Everybody has voted.")).to_be_visible(timeout=ROBOTS_MS)
    return done + _press(chair, "Close the vote") + _press(chair, "Announce")


def _adopt(chair: Page) -> int:
    """The objection holds the gavel until it is taken back."""
    _step(chair, 5)
    done = _press(chair, "Close item 1") + _press(chair, "Call item 2") + _press(chair, "Hold to put to consensus")
    expect(chair.get_by_role("heading", name="Objection of Dunmere")).to_be_visible(timeout=ROBOTS_MS)
    expect(chair.get_by_role("heading", name="No objection so far")).to_be_visible(timeout=ROBOTS_MS)
    return done + _press(chair, "Hold to adopt")


def _close(chair: Page) -> int:
    done = _press(chair, "Close item 2") + _press(chair, "Close the sitting")
    expect(chair.locator(".rehearsal-band")).to_contain_text("The rehearsal is over", timeout=ROBOTS_MS)
    return done


def _read_what_went_out(chair: Page) -> None:
    chair.get_by_role("link", name="The rehearsal is over").click()
    expect(chair.locator(".rehearsal-steps .done")).to_have_count(7)
    chair.get_by_role("link", name="Read the release").click()
    expect(chair.get_by_role("heading", name="Calendar of meetings adopted", level=1)).to_be_visible()


def _wipe(stage: Stage) -> None:
    desk = stage.desk
    desk.goto(stage.address + DESK)
    desk.get_by_role("button", name="Wipe the rehearsal").click()
    expect(desk.get_by_role("heading", name="No rehearsal is under way")).to_be_visible(timeout=ROBOTS_MS)
    assert not (stage.home / "rehearsal").exists()
