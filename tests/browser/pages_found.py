"""Which pages a served house has: every address that its links, forms and parts lead to, for each login.

Nothing is listed by hand but the first steps, so a page that somebody adds is found when a link leads to it, and
missed aloud when none does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.translation import override
from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page

from tests.browser.served import signed_in

LOOKS = 6
"""How many addresses of one name are opened, to choose the fullest page among them; each login opens one at least."""
FIRST_STEPS = ("home", "today", "desk", "desk-people", "chamber-rooms", "me")
ADDRESSES_IN = {"href", "action", "hx-get", "hx-post", "data-live-href", "data-href"}
WITH_TWO_DEVICES = "SG"
"""Who is signed in on another device too, and holds a passkey: both can be ended on one's own page."""
OPENED_WITH_REASON = {"day": "CSTO/PC/2019/L.1"}
"""By house, the text of members that the administrator opens with a reason; its page is there for that person alone."""
LOGINS = ("", "HD", "SB", "PO", "SG", "PT", "FP", "DM", "AD")
"""Nobody, then the capacities; those with most to do come first."""


FINGERPRINT_READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A page: an address that answered with a whole document to somebody."""

    name: str
    address: str
    login: str
    house: str
    size: int = field(compare=False, default=0)


@dataclass(slots=True)
class Crawl:
    """One house looked through."""

    house: str
    found: dict[str, Found] = field(default_factory=dict)
    no_pages: dict[str, str] = field(default_factory=dict)
    """Names that answer with something else than a page, and with what."""
    broken: list[str] = field(default_factory=list)
    """Links that lead to a fault or, on a page that shows them, to nothing."""
    looked: dict[str, int] = field(default_factory=dict)

    def walk(self, request: APIRequestContext, address: str, login: str) -> None:
        """Follow what this login is shown, from the first steps on."""
        steps = [step for step in _first_steps() if name_of(step) in FIRST_STEPS or name_of(step) not in self._known]
        waiting = deque((step, "") for step in steps)
        seen = set(steps)
        by_login: set[tuple[str, str]] = set()
        while waiting:
            path, shown_on = waiting.popleft()
            name = name_of(path)
            if name is None:
                if shown_on:
                    self.broken.append(f"{shown_on} leads to {path}, which is no address")
                continue
            seen_enough = self.looked.get(name, 0) >= LOOKS and (name, login) in by_login
            if name in self.no_pages or (seen_enough and path not in steps):
                continue
            answer = request.get(address + path, max_redirects=0)
            if answer.status >= 500:
                self.broken.append(f"{path} answers {answer.status} to {login or 'nobody'}")
            if answer.status == 405:
                self.no_pages.setdefault(name, "an act")
            if answer.status in {301, 302, 303}:
                onward = _own_path(answer.headers["location"], path)
                if onward is None:
                    self._look_elsewhere(request, path, answer.headers["location"])
                elif onward not in seen:
                    seen.add(onward)
                    waiting.append((onward, shown_on))
                continue
            if answer.status != 200:
                continue
            self.looked[name] = self.looked.get(name, 0) + 1
            by_login.add((name, login))
            kind = answer.headers.get("content-type", "")
            text = answer.text() if kind.startswith("text/html") else ""
            if "<html" not in text:
                self.no_pages.setdefault(name, "a part of a page" if text else kind)
                continue
            before = self.found.get(name)
            if before is None or len(text) > before.size:
                self.found[name] = Found(name, path, login, self.house, len(text))
            for onward in _addresses(text, path):
                if onward not in seen:
                    seen.add(onward)
                    waiting.append((onward, path))

    def _look_elsewhere(self, request: APIRequestContext, path: str, location: str) -> None:
        """A file stands on a host of its own; an address of the house leads there by a ticket."""
        answer = request.get(location, max_redirects=0)
        names_of_both = name_of(path), name_of(urlsplit(location).path)
        if answer.status != 200 or not all(names_of_both):
            self.broken.append(f"{path} leads to {location}, which answers {answer.status}")
        for name in filter(None, names_of_both):
            self.no_pages.setdefault(name, answer.headers.get("content-type", ""))

    @property
    def _known(self) -> set[str]:
        return {*self.found, *self.no_pages}


def look_through(browser: Browser, address: str, house: str) -> tuple[Crawl, dict[str, dict]]:
    """Walk through one house in every capacity; gives what was found and the cookies of each login."""
    crawl = Crawl(house)
    states: dict[str, dict] = {}
    for login in LOGINS:
        context: BrowserContext = browser.new_context(locale="en-GB")
        if login == WITH_TWO_DEVICES:
            _from_another_device(browser, address, login)
        if login:
            page = signed_in(context, address, login)
            if login == "AD" and house in OPENED_WITH_REASON:
                _opens_a_text(page, address, OPENED_WITH_REASON[house])
            page.close()
        crawl.walk(context.request, address, login)
        states[login] = dict(context.storage_state())
        context.close()
    return crawl, states


def _from_another_device(browser: Browser, address: str, login: str) -> None:
    """Sign in once more and add a passkey there, as a device with a reader of fingerprints would."""
    context = browser.new_context(locale="en-GB")
    page = signed_in(context, address, login)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT_READER})
    page.goto(f"{address}/me/")
    page.locator("[data-passkey=add] button").click()
    page.locator("form[action*='/me/keys/']").wait_for()
    context.close()


def _opens_a_text(page: Page, address: str, symbol: str) -> None:
    page.goto(f"{address}/desk/new-opening/open/")
    page.locator("[name=symbol]").fill(symbol)
    page.locator("[name=reason]").fill("It does not print; looking for the fault.")
    page.locator("main form .btn.grave").click()
    page.wait_for_url("**/desk/opened/*/")


def names() -> set[str]:
    """Every name that the router gives to an address."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            # What scripts ask is no page; tests/security/test_scripts_of_everybody.py walks it.
            yield from () if one.namespace == "api" else _names(one.url_patterns)
        elif one.name:
            yield one.name


def _first_steps() -> list[str]:
    steps = []
    with override("en"):
        for name in (*FIRST_STEPS, *sorted(names())):
            try:
                steps.append(reverse(name))
            except NoReverseMatch:
                continue
    return list(dict.fromkeys(steps))


def name_of(path: str) -> str | None:
    """The name of the address that `path` is."""
    try:
        with override("en"):
            return resolve(urlsplit(path).path).url_name
    except Resolver404:
        return None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "link" or ("hreflang", "") in attrs:
            return
        self.addresses += [value for name, value in attrs if name in ADDRESSES_IN and value]


def _addresses(text: str, path: str) -> Iterator[str]:
    reader = _Reader()
    reader.feed(text)
    for said in reader.addresses:
        onward = _own_path(said, path)
        if onward and not onward.startswith(("/ru/", "/ar/", "/static/")):
            yield onward


def _own_path(said: str, path: str) -> str | None:
    """An address of the house without its fragment; None for another host and for a place on the same page."""
    parts = urlsplit(said)
    if parts.scheme or parts.netloc:
        return None
    onward = parts.path if parts.path.startswith("/") else path.split("?")[0] + parts.path if parts.path else ""
    return f"{onward}?{parts.query}" if onward and parts.query else onward or None
