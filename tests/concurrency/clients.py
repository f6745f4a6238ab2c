"""Those who vote while the server is killed under them: each sends the same ballot until it has a receipt.

They press what a delegate presses: a login of the demonstration, the ballot on the seat's page, Confirm. Cookies, the
token against forged forms and the ballot key are those the pages gave.
"""

from __future__ import annotations

import http.client
import random
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeVar
from urllib.parse import urlencode

CHOICES = ("in_favour", "against", "abstain")
PATIENCE_S = 20
RECEIPT = re.compile(
    r'class="choice is-(?P<choice>\w+)".*?<dt>Entry of the record</dt><dd class="num">(?P<entry>[^<]+)<', re.DOTALL
)

T = TypeVar("T")


class NoAnswer(Exception):
    """The server went away before it answered."""


class Wrong(Exception):
    """An answer that the page never gives to who does nothing wrong."""


@dataclass
class Door:
    """Where the house answers now."""

    port: int = 0


class _Forms(HTMLParser):
    """The forms of a page: where each goes and its hidden fields."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        elif tag == "input" and self.forms and given.get("type") == "hidden":
            self.forms[-1][1][given["name"]] = given.get("value", "")


def form_of(page: str, action: str, **holding: str) -> dict[str, str]:
    """The hidden fields of the form that goes there and holds these values. Raises Wrong where there is none."""
    reader = _Forms()
    reader.feed(page)
    for where, fields in reader.forms:
        if where == action and holding.items() <= fields.items():
            return fields
    raise Wrong(f"no form to {action} holding {holding}: {page[-3000:]}")


def receipt_on(page: str) -> tuple[str, int]:
    """Choice and entry that a page says are kept. Raises Wrong where it shows no receipt."""
    found = RECEIPT.search(page)
    if found is None:
        raise Wrong(f"no receipt: {page[-3000:]}")
    choice = {"favour": "in_favour"}.get(found["choice"], found["choice"])
    return choice, int(re.sub(r"\D", "", found["entry"]))


@dataclass
class Browser:
    """What a browser keeps between two pages."""

    door: Door
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> str:
        """A page. Raises NoAnswer, Wrong."""
        return self._ask("GET", path, None, 200)

    def post(self, path: str, fields: dict[str, str], expected: int) -> str:
        """Send a form. Raises NoAnswer, Wrong."""
        return self._ask("POST", path, urlencode(fields), expected)

    def _ask(self, method: str, path: str, body: str | None, expected: int) -> str:
        origin = f"localhost:{self.door.port}"
        asking = http.client.HTTPConnection("127.0.0.1", self.door.port, timeout=PATIENCE_S)
        headers = {"Host": origin, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{origin}"}
        try:
            asking.request(method, path, body, headers)
            answer = asking.getresponse()
            said = answer.read().decode()
        except (OSError, http.client.HTTPException) as gone:
            raise NoAnswer from gone
        finally:
            asking.close()
        for cookie in answer.msg.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status != expected:
            raise Wrong(f"{method} {path}: {answer.status}, {answer.headers.get('Location', '')} {said[-3000:]}")
        return said


@dataclass
class Client(threading.Thread):
    """One device. sent: every ballot key it confirmed, with the choice; receipts: those it was told are cast.

    shown: choice and entry of each receipt that it saw on the page after that.
    """

    door: Door
    sitting: str
    login: str
    number: int
    stop: threading.Event
    sent: dict[str, str] = field(default_factory=dict)
    receipts: set[str] = field(default_factory=set)
    shown: set[tuple[str, int]] = field(default_factory=set)
    retries: int = 0
    fault: str = ""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.browser = Browser(self.door)
        self.unconfirmed: dict[str, dict[str, str]] = {}

    def __hash__(self) -> int:
        return self.number

    @property
    def ballot(self) -> str:
        """The address of the seat's ballot."""
        return f"/c/{self.sitting}/seat/vote/"

    def sign_in(self) -> None:
        """Choose the seat's login of the demonstration."""
        way_in = "/sign-in/demonstration/"
        fields = form_of(self.browser.get("/sign-in/"), way_in, login=self.login)
        self.browser.post(way_in, fields, 302)

    def run(self) -> None:
        chance = random.Random(self.number)
        try:
            while not self.stop.is_set():
                self.vote(chance.choice(CHOICES))
        except Wrong as wrong:
            self.fault = str(wrong)

    def vote(self, choice: str) -> None:
        """Open the ballot, choose, confirm until told, look at the receipt."""
        page = self._until_told(lambda: self.browser.get(f"{self.ballot}?again"))
        if page is None:
            return
        chosen = form_of(page, self.ballot) | {"choice": choice}
        page = self._until_told(lambda: self.browser.post(self.ballot, chosen, 200))
        if page is None:
            return
        confirmed = form_of(page, self.ballot, step="confirm")
        key = confirmed["ballot_key"]
        self.sent[key] = confirmed["choice"]
        self.unconfirmed[key] = confirmed
        if self._until_told(lambda: self.confirm(key)) is None:
            return
        page = self._until_told(lambda: self.browser.get(self.ballot))
        if page is not None:
            self.shown.add(receipt_on(page))

    def confirm(self, key: str) -> str:
        """Press Confirm, the first time or again."""
        said = self.browser.post(self.ballot, self.unconfirmed[key], 302)
        self.receipts.add(key)
        del self.unconfirmed[key]
        return said

    def _until_told(self, ask: Callable[[], T]) -> T | None:
        while not self.stop.is_set():
            try:
                return ask()
            except NoAnswer:
                self.retries += 1
                self.stop.wait(0.05)
        return None
