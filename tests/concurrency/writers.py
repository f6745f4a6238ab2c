"""Those who write one draft while the server is killed under them and their lines are lost.

Each reads a paragraph in the editor, puts one new word into it, and sends it until it is answered: again under the same
key where no answer came. Every word is another one, so each can be looked for in what was kept.
"""

from __future__ import annotations

import html
import http.client
import json
import random
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from tests.concurrency.clients import PATIENCE_S, Browser, Door, NoAnswer, Wrong, form_of

T = TypeVar("T")
FORM = re.compile(r'<form class="draft-form" method="post" action="[^"]+#(?P<anchor>[^"]+)">.*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
WORDS = re.compile(r'<textarea [^>]*name="words"[^>]*>\n(?P<words>.*?)</textarea>', re.DOTALL)
ANCHORS = re.compile(r'data-anchor="([^"]+)" data-revision')
#: One in so many sends loses its line before the answer comes.
LOST_LINES = 6


@dataclass
class Line(Browser):
    """A browser on a bad line: the request goes out, and the answer does not always come."""

    chance: random.Random = field(default_factory=random.Random)
    lost: int = 0

    def send(self, path: str, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """What the house tells the script of a save. Raises NoAnswer, Wrong."""
        origin = f"localhost:{self.door.port}"
        asking = http.client.HTTPConnection("127.0.0.1", self.door.port, timeout=PATIENCE_S)
        headers = {
            "Host": origin,
            "Origin": f"http://{origin}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        try:
            asking.request("POST", path, urlencode(fields), headers)
            if self.chance.randrange(LOST_LINES) == 0:
                self.lost += 1
                raise NoAnswer
            answer = asking.getresponse()
            said = answer.read().decode()
        except (OSError, http.client.HTTPException) as gone:
            raise NoAnswer from gone
        finally:
            asking.close()
        if answer.status not in {200, 409, 422}:
            raise Wrong(f"POST {path}: {answer.status}, {said[-2000:]}")
        return answer.status, json.loads(said)


@dataclass
class Writer(threading.Thread):
    """One device. sent: every word it put into a save; kept: those that stood in one that was acknowledged.

    keys: of acknowledged saves. beside: how often others touched the same words; again: how often it sent once more.
    """

    door: Door
    address: str
    login: str
    mark: str
    number: int
    stop: threading.Event
    sent: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    beside: int = 0
    merged: int = 0
    again: int = 0
    fault: str = ""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(self.number)
        self.line = Line(self.door, chance=self.chance)

    def __hash__(self) -> int:
        return self.number

    def sign_in(self) -> None:
        """Choose the login of the demonstration."""
        way_in = "/sign-in/demonstration/"
        self.line.post(way_in, form_of(self.line.get("/sign-in/"), way_in, login=self.login), 302)

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.write()
        except Wrong as wrong:
            self.fault = str(wrong)

    def write(self) -> None:
        """Open a paragraph, put a word into it, send it until it is answered; decide where others touched the same."""
        page = self._until_told(lambda: self.line.get(self.address))
        if page is None:
            return
        anchor = self.chance.choice(ANCHORS.findall(page))
        page = self._until_told(lambda: self.line.get(f"{self.address}?at={anchor}"))
        form = FORM.search(page or "")
        if page is None or form is None:
            return
        fields = {name: html.unescape(value) for name, value in HIDDEN.findall(form[0])}
        fields["csrfmiddlewaretoken"] = form_of(page, f"{self.address}#{anchor}")["csrfmiddlewaretoken"]
        found = WORDS.search(form[0])
        assert found is not None
        words = html.unescape(found["words"])
        token = f"w{self.number}x{len(self.sent)}"
        self.sent.add(token)
        does = self.chance.choices(["write", "insert", "up", "split"], [12, 1, 1, 1])[0]
        while True:
            fields |= {"words": self._with(words, token), "do": does}
            told = self._sent_until_told(fields)
            if told is None:
                return
            status, said = told
            if status == 409:  # it is kept beside the text; the person reads both and writes it into the other's words
                self.beside += 1
                now = said["lines"].get(anchor)
                if now is None:
                    return
                words, fields["revision"] = now["words"], str(now["revision"])
                fields["save_key"] = f"{fields['save_key'][:30]}{self.beside}"
                continue
            # A press that is refused after the words (at an end, no empty line) has kept the words.
            self.merged += status == 200 and said["outcome"] == "merged"
            if status == 200 or does != "write":
                self.kept.add(token)
            if status == 200:
                self.keys.add(fields["save_key"])
            return

    def _with(self, words: str, token: str) -> str:
        """The word beside this device's mark; now and then at the end, where others write as well."""
        if self.mark in words and self.chance.randrange(5):
            return words.replace(self.mark, f"{self.mark} {token}", 1)
        return f"{words} {token}"

    def _sent_until_told(self, fields: dict[str, str]) -> tuple[int, dict[str, Any]] | None:
        """The same save until it is answered, even when the test is over: who writes waits for the receipt."""
        while True:
            try:
                return self.line.send(self.address, fields)
            except NoAnswer:
                self.again += 1
                threading.Event().wait(0.05)

    def _until_told(self, ask: Callable[[], T]) -> T | None:
        while not self.stop.is_set():
            try:
                return ask()
            except NoAnswer:
                self.stop.wait(0.05)
        return None
