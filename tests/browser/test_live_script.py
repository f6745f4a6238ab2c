"""The script of open pages in a real browser, on a page made for it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import plenary.interfaces.web.shell as shell
from plenary.foundation.live.admission import Admission
from plenary.foundation.live.hub import Hub
from tests.foundation.live.conftest import House, house_of

pytestmark = pytest.mark.browser
SCRIPT = Path(shell.__file__).parent / "static" / "plenary" / "live.js"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A sitting</title>
<script src="/live.js" defer></script></head>
<body data-live-url="/stream/" data-live-token="{token}" data-live-token-href="/live/token/">
<div data-offline-bar hidden data-since="No connection since {{time}}." data-back="Connected again.">
<b data-offline-text></b></div>
<p><time data-live-clock data-as-of="as of {{time}}">10:00</time> <span data-live-stale></span></p>
<section id="now" data-live-topic="sitting:a" data-live-href="/part/now" data-live-now
data-live-version="1">at first</section>
<section id="form" data-live-topic="sitting:a other:b" data-live-href="/part/form" data-live-now>
  <form><input name="said" value=""></form></section>
<p id="waiting" data-live-waiting hidden>The room has moved on. <button data-live-take>Show it</button></p>
<span id="timer" data-countdown-to="{until}" data-countdown-one-minute="one minute" data-countdown-over="time"><span
data-countdown-left></span> <span data-countdown-word></span></span>
</body></html>"""


class Toy(House):
    """Pages that hold what a test tells them to hold, beside a hub."""

    def __init__(self, hub: Hub) -> None:
        self.token = ""
        self.until = "2019-11-28T10:00:00Z"
        self.parts = {"/part/now": "at first", "/part/form": "a new form"}
        self.asked: list[str] = []
        super().__init__(hub)

    async def answer(self, scope, receive, send):
        if scope["type"] != "http" or scope["path"] == "/stream/":
            await super().answer(scope, receive, send)
            return
        path = scope["path"]
        self.asked.append(path)
        known = {
            "/": ("text/html", PAGE.format(token=self.token, until=self.until)),
            "/live.js": ("text/javascript", SCRIPT.read_text()),
            "/live/token/": ("application/json", json.dumps({"token": self.token})),
            **{part: ("text/html", text) for part, text in self.parts.items()},
        }
        kind, text = known.get(path, ("text/plain", "not here"))
        headers = [(b"content-type", f"{kind}; charset=utf-8".encode())]
        await send({"type": "http.response.start", "status": 200 if path in known else 404, "headers": headers})
        await send({"type": "http.response.body", "body": text.encode()})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("PLENARY_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def toy() -> Iterator[Toy]:
    with house_of(Hub(Admission("secret"), cookie="none"), Toy) as toy:
        assert isinstance(toy, Toy)
        yield toy


@pytest.fixture
def page(browser: Browser, toy: Toy) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://localhost:{toy.port}/")
    wait_for_stream(toy)
    yield page
    context.close()


def wait_for_stream(toy: Toy, count: int = 1) -> None:
    deadline = monotonic() + 10
    while toy.hub.reader_count != count:
        assert monotonic() < deadline
        sleep(0.02)


def test_a_part_follows_its_topic(toy: Toy, page: Page) -> None:
    toy.parts["/part/now"] = "<b>the floor is with Armenia</b>"
    toy.publish("sitting:a", version=2)
    expect(page.locator("#now b")).to_have_text("the floor is with Armenia")
    assert toy.asked.count("/part/now") == 1


def test_other_topics_and_older_versions_are_not_asked_for(toy: Toy, page: Page) -> None:
    toy.publish("sitting:elsewhere")
    toy.publish("sitting:a", version=1)
    toy.publish("other:b")
    expect(page.locator("#form")).to_have_text("a new form")
    assert toy.asked.count("/part/now") == 0


def test_a_begun_form_is_never_touched(toy: Toy, page: Page) -> None:
    page.fill("#form input", "My statement")
    page.evaluate("document.activeElement.blur()")
    toy.publish("other:b")
    expect(page.locator("#waiting")).to_be_visible()
    assert page.input_value("#form input") == "My statement"
    page.click("#waiting button")
    expect(page.locator("#form")).to_have_text("a new form")
    expect(page.locator("#waiting")).to_be_hidden()


def test_two_pages_of_one_browser_share_a_stream(toy: Toy, page: Page) -> None:
    second = page.context.new_page()
    second.goto(f"http://localhost:{toy.port}/")
    toy.parts["/part/now"] = "next"
    second.wait_for_timeout(300)
    toy.publish("sitting:a", version=2)
    for each in (page, second):
        expect(each.locator("#now")).to_have_text("next")
    assert toy.hub.reader_count == 1
    page.close()
    wait_for_stream(toy)
    toy.parts["/part/now"] = "after the first page closed"
    second.wait_for_timeout(300)
    toy.publish("sitting:a", version=3)
    expect(second.locator("#now")).to_have_text("after the first page closed")


def test_a_closed_door_turns_the_page(toy: Toy, browser: Browser) -> None:
    toy.token = toy.hub.admission.issue({"sitting:a"}, sign_in="s", person="p")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://localhost:{toy.port}/")
    wait_for_stream(toy)
    toy.token = ""
    toy.do(lambda: toy.hub.end("person:p"))
    page.wait_for_function("document.body.dataset.liveToken === ''")
    context.close()


def test_a_timer_counts_over(toy: Toy, page: Page) -> None:
    expect(page.locator("#timer")).to_have_class("is-over")
    expect(page.locator("#timer")).to_contain_text("+")
    expect(page.locator("#timer")).to_contain_text("time")


def test_a_lost_line_is_said_and_so_is_its_return(toy: Toy, page: Page) -> None:
    page.context.set_offline(True)
    expect(page.locator("[data-offline-bar]")).to_contain_text("No connection since ")
    page.context.set_offline(False)
    expect(page.locator("[data-offline-bar]")).to_have_text("Connected again.")
    expect(page.locator("[data-offline-bar]")).to_be_hidden(timeout=10_000)


def test_a_stream_that_falls_silent_dims_the_clock(toy: Toy, page: Page) -> None:
    page.clock.install()
    page.reload()
    wait_for_stream(toy)
    page.route("**/stream/**", lambda asked: asked.abort())
    page.clock.fast_forward(11_000)
    expect(page.locator("[data-live-clock]")).to_have_class("is-stale")
    expect(page.locator("[data-live-stale]")).to_contain_text("as of ")
