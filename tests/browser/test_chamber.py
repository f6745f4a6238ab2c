"""Two seats and a chair vote in a real browser, with the stream: nobody reloads a page."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import pytest
import uvicorn
from django.conf import settings as house_settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from plenary.config.lanes import house
from plenary.offices.decisions.models import Ballot, Question
from tests.builders.chamber import chamber, question
from tests.interfaces.web.chamber.conftest import Pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
PATIENCE_MS = 20_000


@contextmanager
def open_house() -> Iterator[str]:
    """The whole house, pages and stream, on a port of its own."""
    server = uvicorn.Server(
        uvicorn.Config(house({"web", "live"}), host="127.0.0.1", port=0, log_level="error", lifespan="on")
    )
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    until = monotonic() + 20
    while not server.started and monotonic() < until:
        sleep(0.05)
    assert server.started
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://localhost:{port}"
    finally:
        server.should_exit = True
        running.join(20)
        assert not running.is_alive()


@contextmanager
def chromium() -> Iterator[Browser]:
    path = os.environ.get("PLENARY_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def page_of(browser: Browser, client: Client, address: str, viewport: dict[str, int], **more) -> Page:
    """A page of the person who is signed in in this client."""
    context = browser.new_context(viewport=viewport, **more)
    name = house_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


@pytest.fixture
def static_files() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes share a point."""
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    down = one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
    return across and down


def test_two_seats_and_a_chair_vote(static_files):
    """The vote opens on every seat by itself, is cast in two steps, counted once and announced to all."""
    expect.set_options(timeout=PATIENCE_MS)
    pages = Pages(chamber())
    asked = question(pages.made, subject="procedure", wording="Shall the debate be closed?")
    first = asked.item.key
    pages.does("chair", "call-item", item=first)
    clients = {name: pages.browser(name) for name in ("chair", "RUS", "KAZ")}
    seat, console = pages.to("seat"), pages.to("chair")
    with open_house() as address, chromium() as browser:
        chair = page_of(browser, clients["chair"], address, LAPTOP)
        russia = page_of(browser, clients["RUS"], address, PHONE)
        without_script = page_of(browser, clients["KAZ"], address, PHONE, java_script_enabled=False)
        for page, path in ((chair, console), (russia, seat), (without_script, seat)):
            page.goto(address + path)

        # The console stands on one screen, and the keys press its buttons
        assert chair.evaluate("document.documentElement.scrollHeight <= innerHeight")
        chair.keyboard.press("v")
        chair.keyboard.press("Enter")
        expect(chair.get_by_text("0 of 6 have voted")).to_be_visible()

        # The seat turns to the ballot by itself; no button of the second step lies where one of the first lay
        against = russia.get_by_role("button", name="Against")
        expect(against).to_be_visible()
        chosen = [one.bounding_box() for one in russia.locator(".ballot button").all()]
        assert all(box["height"] >= 72 for box in chosen)
        against.dblclick()
        expect(russia.get_by_text("You are voting AGAINST: Shall the debate be closed?")).to_be_visible()
        confirm = russia.get_by_role("button", name="Confirm")
        assert not any(overlap(confirm.bounding_box(), box) for box in chosen)
        expect(chair.get_by_text("0 of 6 have voted")).to_be_visible()
        russia.wait_for_timeout(500)
        confirm.click()
        expect(russia.get_by_text("AGAINST. Entry")).to_be_visible()
        expect(chair.get_by_text("1 of 6 have voted")).to_be_visible()

        # The same without any script
        without_script.reload()
        without_script.get_by_role("button", name="In favour").click()
        without_script.get_by_role("button", name="Confirm").click()
        expect(without_script.get_by_text("IN FAVOUR. Entry")).to_be_visible()
        expect(chair.get_by_text("2 of 6 have voted")).to_be_visible()

        chair.keyboard.press("c")
        chair.keyboard.press("Enter")
        expect(russia.get_by_text("The chair announces the result").first).to_be_visible()
        expect(chair.get_by_role("button", name="Announce")).to_be_visible()
        chair.keyboard.press("c")
        expect(russia.locator(".tally")).to_be_visible()
        assert russia.evaluate("document.documentElement.scrollWidth <= innerWidth")
    asked.refresh_from_db()
    assert asked.state == Question.State.ANNOUNCED
    assert sorted(Ballot.objects.values_list("choice", flat=True)) == ["against", "in_favour"]
