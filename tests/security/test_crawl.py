"""Nobody gets a byte outside their audience: every address, every method, every reader, every state of a thing."""

from __future__ import annotations

import logging
import os
import random
import sys
from collections import Counter
from datetime import timedelta

import pytest
from django.core.signals import got_request_exception
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from plenary.foundation.access.models import Account, Holding
from plenary.foundation.clock import real_now
from plenary.foundation.journal.checkpoints import seal_minute
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_out
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from tests.security.crawling import INVENTED_KEY, Address, Asked, Router, send, tables, told
from tests.security.oracle import PAGES, Reader, half
from tests.security.planting import another_secretary, plant

pytestmark = pytest.mark.django_db

BODIES = frozenset(f"body:{code}" for code in ("CSC", "CMFA", "CMD", "CSSC", "PC"))
EVERY_BODY = BODIES | {"body:SEC"}
#: login, capacity, name of the reader, scopes held, sittings let in (by name).
READERS = (
    ("journalist", "AP", "accredited press", frozenset(), ()),
    ("observer", "OB", "outside organisation", frozenset({"partner:UN"}), ()),
    ("adviser-rus", "DM", "delegate of member A", BODIES | {"member:RUS"}, ()),
    ("seat-arm", "HD", "head of member B", BODIES | {"member:ARM"}, ("restricted", "unannounced")),
    ("seat-rus", "HD", "voting seat", BODIES | {"member:RUS"}, ("restricted", "unannounced")),
    ("permanent-blr", "PR", "permanent representative", BODIES | {"member:BLR"}, ()),
    ("focal-kaz", "FP", "focal point", frozenset({"member:KAZ"}), ()),
    ("chair", "PO", "chair", BODIES - {"body:PC"}, ("restricted", "unannounced")),
    ("booth", "IN", "interpreter", frozenset({"body:CSC"}), ("restricted",)),
    ("protocol", "PT", "protocol", frozenset(), ()),
    ("door", "DR", "door", frozenset(), ()),
    ("council", "SB", "secretary of this sitting", BODIES, ("restricted",)),
    ("other-secretary", "SB", "secretary of another", frozenset({"body:SEC"}), ()),
    ("general", "SG", "secretary-general", EVERY_BODY, ("unannounced",)),
    ("documents", "DO", "documents officer", EVERY_BODY, ()),
    ("press", "PS", "press officer", frozenset(), ()),
    ("finance", "FI", "finance", EVERY_BODY, ()),
    ("legal", "LD", "legal", EVERY_BODY, ()),
    ("administrator", "AD", "administrator", frozenset(), ()),
)
INNER = ("/today", "/search", "/me", "/w/", "/c/", "/desk")
PARTS = 10


class House:
    """What is crawled, and by whom."""

    def __init__(self, summit, enter):
        another_secretary()
        self.planted = plant(summit)
        self.broke: list[str] = []
        self.secrets = {half(one.canary): one for one in self.planted.secrets}
        self.browsers: dict[str, Client] = {"outsider": Client()}
        self.readers = [Reader("outsider", known=False)]
        for login, capacity, name, scopes, sittings in READERS:
            inside = {self.planted.labels[one] for one in sittings}
            self.readers.append(Reader(name, capacity, frozenset(scopes | inside)))
            self.browsers[name] = enter(login, capacity)
        self._no_longer(summit, enter)
        # A house that is served has its key, and is sealed every minute.
        seal_minute(real_now())
        self.router = Router(self.planted).read()

    def _no_longer(self, summit, enter):
        """Signed out a second ago; its role taken away a second ago; with the key of another house."""
        out, reader = enter("general", "SG"), Reader("signed out a second ago", known=False)
        sign_out(SignIn.objects.get(key=out.session[SIGN_IN_KEY]))
        self._add(reader, out)
        account = Account.objects.get(sign_in_name="focal-kaz")
        taken = Holding.objects.create(person=account.person, capacity="SB", scope="body:CSC")
        without = enter("focal-kaz", "SB")
        Holding.objects.filter(pk=taken.pk).update(until_at=summit.clock - timedelta(seconds=1))
        self._add(Reader("role taken away a second ago"), without)
        strange = Client()
        session = strange.session
        session[SIGN_IN_KEY] = INVENTED_KEY
        session.save()
        self._add(Reader("key of another house", known=False), strange)

    def _add(self, reader, browser):
        self.readers.append(reader)
        self.browsers[reader.name] = browser

    def everything(self, *, every_way: bool = False) -> list[Asked]:
        """What is asked: each address read and written to by everyone, and in one more way, which goes round.

        every_way: by everyone in every way, the long form.
        """
        asked = []
        for nth, address in enumerate(self.router.addresses):
            for place, reader in enumerate(self.readers):
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


READING = ("GET", "")
WRITING = (("POST", ""), ("POST", "junk"))
OTHERWISE = (
    ("GET", "part"),
    ("GET", "russian"),
    ("GET", "conditional"),
    ("HEAD", ""),
    ("OPTIONS", ""),
)


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
        for canary in told(answer):
            secret = self.house.secrets.get(canary)
            if secret is None:
                self.faults[f"{name}a canary that nobody planted"] += 1
            elif not secret.is_for(reader):
                self.faults[f"LEAK {name}{secret.where}, which is for {secret.audience}"] += 1
            else:
                self.seen.add(canary)
        if answer.status >= 500:
            self.faults[f"{name}status {answer.status}, {self.house.broke[-1:]}"] += 1
        where = answer.headers.get("Location", "")
        if where.startswith(("http:", "https:", "//")):
            self.faults[f"{name}sent outside, to {where}"] += 1
        self._not_found_is_not_found(asked, answer, name)
        self._rule_is_kept(asked, answer, name)
        if address.hidden_as and not reader.may_read(address.hidden_as):
            self._is_as_invented(asked, answer, name)

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
        prefix = f"/{path.split('/')[1]}/" if path.startswith(("/en/", "/w/", "/c/", "/desk/")) else "/"
        known = self._of_nothing(asked, f"{prefix}never/was/here/")
        if answer.without_noise(path) != known.without_noise(f"{prefix}never/was/here/"):
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


@pytest.fixture
def house(bishkek, enter):
    with bishkek.standing():
        made = House(bishkek, enter)

        def broke(sender, request, **_):
            made.broke.append(repr(sys.exc_info()[1]))

        got_request_exception.connect(broke)
        yield made
        got_request_exception.disconnect(broke)


@pytest.fixture
def quiet(monkeypatch):
    """Answers with a status instead of a fault, and no line in the log for each."""
    monkeypatch.setattr("django.test.client.Client.store_exc_info", lambda self, **_: None)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def crawled(house, asked):
    crawl = Crawl(house)
    before = tables()
    reading = [one for one in asked if one.method != "POST"]
    for one in reading:
        crawl.ask(one)
    crawl.homes()
    changed = {name for name, figure in tables().items() if before[name] != figure}
    if changed:
        crawl.faults[f"reading changed {', '.join(sorted(changed))}"] += 1
    for one in asked:
        if one.method == "POST":
            crawl.ask(one)
    return crawl


def test_a_seeded_tenth(house, quiet, capsys):
    seed = int(os.environ.get("PLENARY_SEED", "20191128"))
    assert not house.router.unknown, f"the crawl does not know how to fill {house.router.unknown}"
    everything = house.everything()
    random.Random(20191128).shuffle(everything)
    part = everything[seed % PARTS :: PARTS]
    crawl = crawled(house, part)
    with capsys.disabled():
        print(
            f"\n{crawl.count} requests ({len(part)} of {len(everything)}, seed {seed}) "
            f"on {connection.vendor}: {len(crawl.faults)} faults"
        )
    assert not crawl.faults, crawl.told()


@pytest.mark.soak
def test_the_whole(house, quiet, capsys):
    assert not house.router.unknown, f"the crawl does not know how to fill {house.router.unknown}"
    crawl = crawled(house, house.everything(every_way=True))
    with capsys.disabled():
        print(f"\n{crawl.count} requests on {connection.vendor}: {len(crawl.faults)} faults")
    assert not crawl.faults, crawl.told()
