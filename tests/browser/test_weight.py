"""What a page costs and whom it asks: under 100 kB without pictures and fonts, nobody else, no script of others."""

from __future__ import annotations

import gzip
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Response

from tests.browser.houses import Houses
from tests.browser.pages_found import Found

pytestmark = pytest.mark.browser

LIMIT_BYTES = 100_000
COUNTED = {"document", "stylesheet", "script"}
WATCH = """document.addEventListener('securitypolicyviolation', fault =>
    (window.violations = window.violations || []).push(`${fault.violatedDirective} ${fault.blockedURI}`));"""


def test_pages_are_light_and_keep_to_the_house(houses: Houses, record_property):
    """Page, style sheets and scripts together, compressed; requests to other hosts; what the policy stopped."""
    faults, weights = [], {}
    for house, login, pages in houses.by_reader():
        context = houses.context(house, login)
        context.add_init_script(WATCH)
        for page in pages:
            # A page of its own keeps what one page asked for apart from the stream of the page before
            window = context.new_page()
            faults += [f"{page.name} ({page.address}): {fault}" for fault in _faults(window, houses, page, weights)]
            window.close()
        context.close()
    heaviest = max(weights, key=lambda name: weights[name])
    record_property("heaviest page", f"{heaviest}: {weights[heaviest]} bytes")
    print(f"\nheaviest of {len(weights)} pages: {heaviest}, {weights[heaviest]} bytes compressed")
    assert not faults, "\n".join(faults)


def _faults(window: Page, houses: Houses, page: Found, weights: dict[str, int]) -> list[str]:
    """Open one page and judge it; notes its weight."""
    asked: list[Request] = []
    answered: list[Response] = []
    complaints: list[str] = []
    window.on("request", lambda one: asked.append(one))
    window.on("response", lambda one: answered.append(one))
    window.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    window.on("pageerror", lambda fault: complaints.append(str(fault)))
    address = houses.address(page)
    window.goto(address)
    faults = [f"the console says: {said}" for said in complaints]
    faults += [f"the policy stopped {said}" for said in window.evaluate("window.violations || []")]
    ours = urlsplit(address).netloc
    faults += [
        f"asks {one.url}" for one in asked if not one.url.startswith("data:") and urlsplit(one.url).netloc != ours
    ]
    counted = [one for one in answered if one.request.resource_type in COUNTED and one.status == 200]
    weights[page.name] = sum(_compressed(one) for one in counted)
    if weights[page.name] >= LIMIT_BYTES:
        faults.append(f"weighs {weights[page.name]} bytes")
    reader = _Inline()
    reader.feed(next(one for one in counted if one.request.resource_type == "document").text())
    return faults + reader.faults


def _compressed(answer: Response) -> int:
    """The bytes of a body as gzip sends it, whether or not this answer was compressed."""
    return len(gzip.compress(answer.body(), 6))


class _Inline(HTMLParser):
    """Notes script and style that stand in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style":
            self.faults.append("has a style sheet inside")
        if tag == "script" and not given.get("src") and given.get("type") != "application/ld+json":
            self.faults.append("has a script inside")
        for name, value in attrs:
            if name == "style" or (name.startswith("on") and len(name) > 2) or name.startswith("hx-on"):
                self.faults.append(f"has {name}={value!r} on <{tag}>")
            if (value or "").strip().lower().startswith("javascript:"):
                self.faults.append(f"has a script as {name} of <{tag}>")
