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
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from plenary.config.lanes import house
from plenary.offices.chamber.actions.rooms import put_question
from plenary.offices.decisions.models import Ballot, Question
from tests.browser.served import ARGUMENTS, BLINK_MS
from tests.builders.chamber import chamber, question
from tests.interfaces.web.chamber.conftest import Pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
PATIENCE_MS = 20_000
#: A tenth of a second after the page was first seen, for as long as one likes.
CLOCK_STANDS = """performance.now = () => performance.getEntriesByName("first-contentful-paint")[0].startTime + 100"""
CLOCK_RUNS = "delete performance.now"


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
        # A press while the page is only just seen confirms nothing, and says so; the next one does
        russia.evaluate(CLOCK_STANDS)
        confirm.click()
        expect(russia.get_by_text("Press Confirm once more.")).to_be_visible()
        expect(chair.get_by_text("0 of 6 have voted")).to_be_visible()
        russia.evaluate(CLOCK_RUNS)
        russia.wait_for_timeout(BLINK_MS)
        confirm.click()
        expect(russia.get_by_text("AGAINST. Entry")).to_be_visible()
        expect(chair.get_by_text("1 of 6 has voted")).to_be_visible()

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


def test_an_objection_from_a_phone_reaches_chair_and_room(static_files):
    """Two taps on a phone of 360 px, without any script; console and screen tell it by themselves."""
    expect.set_options(timeout=PATIENCE_MS)
    pages = Pages(chamber())
    pages.does("chair", "call-item", item=pages.made.summit.session.items.order_by("place")[0].key)
    asked = question(pages.made, wording="Is the statement agreed?")
    put_question(pages.made.room, by=pages.made.chair, question=asked, window_s=600)
    clients = {name: pages.browser(name) for name in ("chair", "secretary", "RUS")}
    paths = {"chair": pages.to("chair"), "secretary": pages.to("screen", n=1), "RUS": pages.to("seat")}
    with open_house() as address, chromium() as browser:
        chair = page_of(browser, clients["chair"], address, LAPTOP)
        screen = page_of(browser, clients["secretary"], address, LAPTOP)
        phone = page_of(browser, clients["RUS"], address, PHONE, java_script_enabled=False)
        for page, path in ((chair, paths["chair"]), (screen, paths["secretary"]), (phone, paths["RUS"])):
            page.goto(address + path)
        expect(screen.get_by_text("Objection?")).to_be_visible()
        expect(chair.get_by_text("No objection so far")).to_be_visible()

        phone.get_by_role("link", name="I object").click()
        expect(phone.get_by_text("You are objecting to: Is the statement agreed?")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        expect(chair.get_by_text("No objection so far")).to_be_visible()
        phone.get_by_role("button", name="Confirm my objection").click()
        expect(phone.get_by_text("Your objection is before the chair. The text is not adopted.")).to_be_visible()

        expect(chair.get_by_role("heading", name="Objection of Russia")).to_be_visible()
        expect(chair.get_by_text("Hold to adopt")).to_have_count(0)
        expect(screen.get_by_text("An objection stands")).to_be_visible()
        expect(screen.locator(".d-ring")).to_have_count(0)

        phone.get_by_role("button", name="Withdraw my objection").click()
        expect(chair.get_by_text("No objection so far")).to_be_visible()
        expect(screen.get_by_text("Objection?")).to_be_visible()


def test_what_is_held_says_so_and_is_held_by_hand_key_and_enter(static_files):
    """A brush of the sleeve puts nothing and is told why; one second does, from the button in focus too."""
    expect.set_options(timeout=PATIENCE_MS)
    pages = Pages(chamber())
    asked = question(pages.made, wording="Is the statement agreed?")
    pages.does("chair", "call-item", item=asked.item.key)
    client, console = pages.browser("chair"), pages.to("chair")
    with open_house() as address, chromium() as browser:
        chair = page_of(browser, client, address, LAPTOP)
        chair.goto(address + console)
        held = chair.get_by_role("button", name="Hold to put to consensus")
        too_short = chair.get_by_role("status").filter(has_text="Nothing is done yet.")
        held.click()
        expect(too_short).to_be_visible()
        for key in ("g", "Enter"):
            chair.keyboard.down(key)
            expect(too_short).to_have_count(0)
            chair.keyboard.up(key)
            expect(too_short).to_be_visible()
        held.focus()
        chair.keyboard.down("Enter")
        expect(chair.get_by_text("No objection so far")).to_be_visible()
        chair.keyboard.up("Enter")
    asked.refresh_from_db()
    assert asked.state == Question.State.OPEN


def test_a_ballot_outlives_a_lost_line(static_files):
    """The line drops before the ballot, then after it; the same one is sent until it is answered, and counts once."""
    expect.set_options(timeout=PATIENCE_MS)
    pages = Pages(chamber())
    asked = pages.put(subject="procedure", wording="Shall the debate be closed?")
    clients = {name: pages.browser(name) for name in ("RUS", "KAZ")}
    seat, ballots = pages.to("seat"), f"**{pages.to('seat-vote')}"
    lost: list[str] = []

    def bad_line(route: Route) -> None:
        if route.request.method != "POST" or len(lost) == 2:
            route.continue_()
            return
        lost.append("answer" if lost else "ballot")
        if lost[-1] == "answer":
            route.fetch(max_redirects=0)
        route.abort("connectionfailed")

    with open_house() as address, chromium() as browser:
        russia = page_of(browser, clients["RUS"], address, PHONE)
        russia.goto(address + seat)
        russia.get_by_role("button", name="Against").click()
        expect(russia.get_by_role("button", name="Confirm")).to_be_visible()
        russia.wait_for_timeout(BLINK_MS)
        russia.route(ballots, bad_line)
        russia.get_by_role("button", name="Confirm").click()
        expect(russia.get_by_text("Do not vote a second time: it is the same ballot.")).to_be_visible()
        expect(russia.get_by_text("AGAINST. Entry")).to_be_visible()
        assert lost == ["ballot", "answer"]

        # Without a script the answer is lost once and for all; the page, opened again, tells the truth
        lost.clear()
        lost.append("ballot")
        kazakhstan = page_of(browser, clients["KAZ"], address, PHONE, java_script_enabled=False)
        kazakhstan.goto(address + seat)
        kazakhstan.get_by_role("button", name="Abstain").click()
        expect(kazakhstan.get_by_role("button", name="Confirm")).to_be_visible()
        kazakhstan.route(ballots, bad_line)
        with kazakhstan.expect_event("requestfailed"):
            kazakhstan.get_by_role("button", name="Confirm").click()
        opened_again = kazakhstan.context.new_page()
        opened_again.goto(address + seat)
        expect(opened_again.get_by_text("ABSTENTION. Entry")).to_be_visible()
        assert lost == ["ballot", "answer"]
    assert sorted(Ballot.objects.filter(question=asked).values_list("choice", flat=True)) == ["abstain", "against"]
