"""Nobody gets a byte outside their audience: every address, every method, every reader, every state of a thing."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.notices.models import Mailbox
from tests.security.crawling import Address, Asked, files, send, tables, told
from tests.security.house import House
from tests.security.oracle import PAGES, half

pytestmark = pytest.mark.django_db

#: Pages that have words of their own for what leads nowhere, with an address of theirs that was never given out.
OWN_NOTHING = {"print": "/record/print/XXXXXXXXXX/", "folder-print": "/w/print/XXXXXXXXXX/"}
INNER = ("/today", "/search", "/me", "/w/", "/c/", "/desk")
PARTS = 10
#: Where tickets of files lead.
FILES = f"http://{settings.FILES_HOST}/f/"


READING = ("GET", "")
WRITING = (("POST", ""), ("POST", "junk"))
OTHERWISE = (
    ("GET", "part"),
    ("GET", "russian"),
    ("GET", "conditional"),
    ("HEAD", ""),
    ("OPTIONS", ""),
)


def everything(house: House, *, every_way: bool = False) -> list[Asked]:
    """What is asked: each address read and written to by everyone, and in one more way, which goes round.

    every_way: by everyone in every way, the long form.
    """
    asked = []
    for nth, address in enumerate(house.router.addresses):
        for place, reader in enumerate(house.readers):
            round_ = nth + place
            if every_way:
                how = [READING, *WRITING, *OTHERWISE]
            elif address.is_act:
                how = [WRITING[round_ % 2]]
            elif "<" in address.pattern:
                how = [READING, (*WRITING, *OTHERWISE)[round_ % 7]]
            else:
                how = [READING, *WRITING, *OTHERWISE]
            asked += [Asked(reader, address, *one) for one in how]
    return asked


class Crawl:
    """Asks, and keeps what was wrong."""

    def __init__(self, house: House):
        self.house = house
        self.faults: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.count = 0
        self._nothing: dict[tuple, object] = {}

    def ask(self, asked: Asked) -> None:
        answer = self._send(asked, asked.address.path)
        reader, address = asked.reader, asked.address
        name = f"{asked.method} {asked.variant} {address.page} {address.path} as {reader.name}: "
        self._judge(asked, answer, name)
        if answer.status >= 500:
            self.faults[f"{name}status {answer.status}, {self.house.broke[-1:]}"] += 1
        where = answer.headers.get("Location", "")
        if where.startswith(FILES):
            self._file(asked, where, name)
        elif where.startswith(("http:", "https:", "//")):
            self.faults[f"{name}sent outside, to {where}"] += 1
        self._not_found_is_not_found(asked, answer, name)
        self._rule_is_kept(asked, answer, name)
        if address.hidden_as and not reader.may_read(address.hidden_as):
            self._is_as_invented(asked, answer, name)

    def _judge(self, asked, answer, name):
        """Every canary in an answer is for who asked."""
        for canary in told(answer):
            secret = self.house.secrets.get(canary)
            if secret is None:
                self.faults[f"{name}a canary that nobody planted"] += 1
            elif not secret.is_for(asked.reader):
                self.faults[f"LEAK {name}{secret.where}, which is for {secret.audience}"] += 1
            else:
                self.seen.add(canary)

    def _file(self, asked, where, name):
        """A ticket leads its reader to the file on the host of files, where nobody is signed in."""
        self.count += 1
        answer = send(Client(headers={"host": settings.FILES_HOST}), asked, urlsplit(where).path)
        if answer.status not in {200, 206}:
            self.faults[f"{name}status {answer.status} at the host of files"] += 1
        self._judge(asked, answer, name)

    def _rule_is_kept(self, asked, answer, name):
        """A shut page is not found, or leads to the way in; whatever it is asked for."""
        if asked.reader.may_open(asked.address.page) or answer.status == 404:
            return
        if not asked.reader.known and answer.status == 302 and answer.headers["Location"].startswith("/sign-in/"):
            return
        self.faults[f"{name}status {answer.status} although its rule is {PAGES[asked.address.page]}"] += 1

    def _not_found_is_not_found(self, asked, answer, name):
        """What is not there for somebody looks like what was never there."""
        path = asked.address.path
        if not asked.reader.known and path.startswith(INNER):
            if answer.status not in {302, 405} or not answer.headers.get("Location", "/sign-in/").startswith(
                "/sign-in/?next="
            ):
                self.faults[f"{name}status {answer.status} for who is signed out"] += 1
            return
        if answer.status != 404 or asked.method != "GET":
            return
        inside = ("/en/", "/w/", "/c/", "/desk/", "/api/")
        prefix = f"/{path.split('/')[1]}/" if path.startswith(inside) else "/"
        # Where a machine asks it is told in its own form.
        never = f"{prefix}never/was/here" + (
            "." + path.rpartition(".")[2] if path.endswith((".csv", ".xlsx", ".json")) else "/"
        )
        never = OWN_NOTHING.get(asked.address.page, never)
        known = self._of_nothing(asked, never)
        if answer.without_noise(path) != known.without_noise(never):
            self.faults[f"{name}its page of nothing differs from that of an invented address"] += 1

    def _is_as_invented(self, asked, answer, name):
        known = self._of_nothing(asked, asked.address.twin)
        if answer.status != known.status:
            self.faults[f"{name}status {answer.status}, and {known.status} for an invented one"] += 1
        elif answer.without_noise(asked.address.path) != known.without_noise(asked.address.twin):
            self.faults[f"{name}tells a hidden thing from an invented one"] += 1

    def _of_nothing(self, asked, path):
        place = (asked.reader.name, asked.method, asked.variant, path)
        if place not in self._nothing:
            self._nothing[place] = self._send(asked, path)
        return self._nothing[place]

    def _send(self, asked, path):
        self.count += 1
        return send(self.house.browsers[asked.reader.name], asked, path)

    def homes(self) -> None:
        """Whoever a thing is for finds it on its page."""
        for secret in self.house.secrets.values():
            if secret.home is None:
                continue
            page, arguments = secret.home
            with translation.override("en"):
                address = Address(page, "", reverse(page, kwargs=dict(arguments)))
            for reader in self.house.readers:
                if not reader.may_open(page) or not secret.is_for(reader):
                    continue
                answer = self._send(Asked(reader, address, "GET"), address.path)
                if half(secret.canary) not in told(answer):
                    self.faults[
                        f"SHUT GET {page} {address.path} as {reader.name}: status {answer.status}, without "
                        f"{secret.where}, which is for {secret.audience}"
                    ] += 1
                self.seen |= told(answer)

    def told(self) -> str:
        lines = [fault if number == 1 else f"{fault} ({number} times)" for fault, number in self.faults.items()]
        worst = sorted(lines, key=lambda line: not line.startswith(("LEAK", "SHUT")))
        return f"{len(lines)} faults\n" + "\n".join(worst[:80])


def crawled(house, asked):
    crawl = Crawl(house)
    before, files_before = tables(), files()
    reading = [one for one in asked if one.method != "POST"]
    for one in reading:
        crawl.ask(one)
    crawl.homes()
    changed = {name for name, figure in tables().items() if before[name] != figure}
    if changed:
        crawl.faults[f"reading changed {', '.join(sorted(changed))}"] += 1
    if files() != files_before:
        crawl.faults[
            f"reading changed the files {', '.join(sorted(dict(files().items() ^ files_before.items())))}"
        ] += 1
    for one in asked:
        if one.method == "POST":
            crawl.ask(one)
    return crawl


def test_everything_kept_of_a_person_is_planted():
    """Names in three forms, and no address, number or paper of a person. Whoever adds one plants a canary for it."""
    kept = {one.name for one in Person._meta.concrete_fields} - {one.name for one in Kept._meta.concrete_fields}
    assert kept - {"id"} == {"name", "sort_name", "form_of_address"}
    personal = [
        f"{model._meta.label}.{one.name}"
        for model in apps.get_models()
        for one in model._meta.get_fields()
        if re.search(r"phone|e_?mail|passport|born|birth|photo|home_address", one.name)
    ]
    assert personal == []
    # What letters need stands in one place, and a canary in each of its parts.
    letters = {one.name for one in Mailbox._meta.concrete_fields} - {one.name for one in Kept._meta.concrete_fields}
    assert letters - {"id", "person", "language", "confirmed_at", "code_hash", "code_until_at", "code_tries"} == {
        "address",
        "wanted",
    }


def test_a_seeded_tenth(house, quiet, capsys):
    seed = int(os.environ.get("PLENARY_SEED", "20191128"))
    assert not house.router.unknown, f"the crawl does not know how to fill {house.router.unknown}"
    asked = everything(house)
    random.Random(20191128).shuffle(asked)
    part = asked[seed % PARTS :: PARTS]
    crawl = crawled(house, part)
    with capsys.disabled():
        print(
            f"\n{crawl.count} requests ({len(part)} of {len(asked)}, seed {seed}) "
            f"on {connection.vendor}: {len(crawl.faults)} faults"
        )
    assert not crawl.faults, crawl.told()


@pytest.mark.soak
def test_the_whole(house, quiet, capsys):
    assert not house.router.unknown, f"the crawl does not know how to fill {house.router.unknown}"
    crawl = crawled(house, everything(house, every_way=True))
    with capsys.disabled():
        print(f"\n{crawl.count} requests on {connection.vendor}: {len(crawl.faults)} faults")
    assert not crawl.faults, crawl.told()
