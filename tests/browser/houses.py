"""The summit of Bishkek in two houses: `room`, in the plenary sitting while a question is open, and `day`, the evening.

They are made and looked through once for a whole run of tests; each file of tests serves copies of its own. The
sign-ins are in the copies too, so nobody has to come in again.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from tests.browser.pages_found import Crawl, Found, look_through, names
from tests.browser.served import chromium, plenary_command, serving

SCENARIO = "bishkek-2019"
DAY = "bishkek-2019-day"
QUESTION_PUT = """
[scenario]
name = "question-put"
clock = 2019-11-28T16:15:00+06:00
after = "bishkek-2019-room"

[[act]]
do = "chamber.call_item"
on = "@plenary-room"
by = "chair/PO"
at = 2019-11-28T16:15:00+06:00
[act.with]
item = "@item-budget"

[[act]]
do = "chamber.put_question"
on = "@plenary-room"
by = "chair/PO"
[act.with]
question = "@budget-question"
window_s = 600
"""
"""From the open plenary sitting to a question before it."""
PAPERS = """
[scenario]
name = "papers"
clock = 2019-11-28T18:30:00+06:00
after = "bishkek-2019-day"

[[act]]
do = "decisions.prepare_question"
by = "council/SB"
as = "silence"
[act.with]
wording = { en = "That the joint text stand", ru = "Чтобы общий текст остался в силе" }
subject = "silence"
bodies = ["@CSC"]

[[act]]
do = "decisions.open_question"
on = "@silence"
by = "chair/PO"
[act.with]
closes_at = 2019-12-03T12:00:00+06:00
zone = "Asia/Bishkek"

[[act]]
do = "budget.record_payment"
on = "@ARM"
by = "finance/FI"
seconded = "general/SG"
[act.with]
amount = "1000.00"
received_on = 2019-11-28

[[act]]
do = "newsroom.draft_release"
by = "press/PS"
[act.with]
kind = "statement"
headline = { en = "A text of the demonstration" }
dateline_place = { en = "Bishkek" }
dateline_on = 2019-11-28

[[act]]
do = "documents.plan_document"
by = "documents/DO"
as = "revised"
[act.with]
title = { en = "A text in two versions", ru = "Текст в двух версиях", ar = "نص في صيغتين" }
body = "@CSC"
kind = "note"
distribution = "general"

[[act]]
do = "documents.add_version"
on = "@revised"
by = "documents/DO"
as = "revised-v1"
[act.with]
original_language = "en"
[act.with.texts]
en = [
    { anchor = "p1", role = "operative", label = "1", text = "Members [shall] meet yearly." },
    { anchor = "p2", role = "operative", label = "2", text = "Costs are shared by all members alike." },
    { anchor = "p3", role = "operative", label = "3", text = "Ships pass by day." },
]

[[act]]
do = "documents.register_document"
on = "@revised"
by = "documents/DO"
with = { symbol = "CSTO/CSC/2019/L.9" }

[[act]]
do = "documents.seal_version"
on = "@revised-v1"
by = "documents/DO"

[[act]]
do = "documents.issue_version"
on = "@revised-v1"
by = "documents/DO"
seconded = "general/SG"
with = { audience = "public" }

[[act]]
do = "documents.add_version"
on = "@revised"
by = "documents/DO"
as = "revised-v2"
[act.with]
original_language = "en"
[act.with.texts]
en = [
    { anchor = "p1", role = "operative", label = "1", text = "Members meet yearly, in May." },
    { anchor = "p3", role = "operative", label = "2", text = "Ships pass by day." },
    { anchor = "p2", role = "operative", label = "3", text = "Costs are shared by all members alike." },
    { anchor = "p4", role = "operative", label = "4", text = "The secretariat reports each year." },
]

[[act]]
do = "documents.seal_version"
on = "@revised-v2"
by = "documents/DO"

[[act]]
do = "documents.issue_version"
on = "@revised-v2"
by = "documents/DO"
seconded = "general/SG"
with = { audience = "public" }

[[act]]
do = "decisions.propose_amendment"
on = "@revised-v2.original"
with = { state = "tabled" }
each = [
    { by = "seat-arm/HD", with = { member = "@ARM", anchor = "p1", words = "Members meet twice a year." } },
    { by = "seat-rus/HD", with = { member = "@RUS", anchor = "p4", kind = "delete_paragraph" } },
]

[[act]]
do = "documents.open_draft"
on = "@revised"
by = "documents/DO"
with = { language = "en" }

[[act]]
do = "documents.open_round"
on = "@revised"
by = "documents/DO"
[act.with]
addressees = ["@ARM", "@RUS", "@KGZ"]
closes_at = 2019-12-05T12:00:00+06:00
"""
"""In the evening: silence that runs, a contribution paid, a release begun, a text in two versions, with
amendments, a draft of the next one and a round of consultation."""
HOUSES = ("room", "day")
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


def made(place: Path) -> Path:
    """The folder with both houses and what was found in them, made by whoever comes first; others wait for it."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "done").exists():
            _make(place)
            (place / "done").touch()
    return place


def _make(place: Path) -> None:
    plenary_command(place / "loading", "demo", "--no-serve")
    loaded = place / "loading" / "demo" / SCENARIO
    shutil.copytree(loaded, place / "room")
    shutil.copytree(loaded, place / "day")
    acts = place / "room.toml"
    acts.write_text(QUESTION_PUT, encoding="utf-8")
    plenary_command(place / "room", "act", str(acts))
    plenary_command(place / "day", "act", "--scenario", DAY)
    papers = place / "papers.toml"
    papers.write_text(PAPERS, encoding="utf-8")
    plenary_command(place / "day", "act", str(papers))
    with chromium() as browser:
        for house in HOUSES:
            with serving(place / house) as address:
                crawl, states = look_through(browser, address, house)
            (place / f"{house}.json").write_text(json.dumps({"crawl": asdict(crawl), "states": states}))


@dataclass(slots=True)
class Houses:
    """Both houses, open, what was found in them, and who is signed in."""

    browser: Browser
    addresses: dict[str, str]
    crawls: dict[str, Crawl] = field(default_factory=dict)
    states: dict[tuple[str, str], dict] = field(default_factory=dict)

    def recall(self, house: str, file: Path) -> None:
        """Take up what was found when the house was made."""
        kept = json.loads(file.read_text())
        pages = {name: Found(**page) for name, page in kept["crawl"].pop("found").items()}
        self.crawls[house] = Crawl(found=pages, **kept["crawl"])
        self.states.update({(house, login): state for login, state in kept["states"].items()})

    def pages(self) -> list[Found]:
        """Each page once: the chamber's in the middle of the sitting, the others in the evening."""
        room, day = self.crawls["room"].found, self.crawls["day"].found
        chosen = {**room, **day, **{name: page for name, page in room.items() if page.address.startswith("/c/")}}
        return sorted(chosen.values(), key=lambda page: (page.house, page.login, page.name))

    def page(self, name: str) -> Found:
        """One page by the name of its address."""
        return next(page for page in self.pages() if page.name == name)

    def not_found(self) -> set[str]:
        """The names of addresses that no link led to in either house."""
        known = {name for crawl in self.crawls.values() for name in (*crawl.found, *crawl.no_pages)}
        return names() - known

    def context(self, house: str, login: str, language: str = "en", **more) -> BrowserContext:
        """A window of somebody who is signed in; nobody where `login` is empty."""
        more = {"locale": "en-GB", "viewport": DESKTOP, "reduced_motion": "reduce", **more}
        context = self.browser.new_context(storage_state=self.states[house, login], **more)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.addresses[house]}])
        return context

    def address(self, page: Found, language: str = "en") -> str:
        """The whole address of a page, a public one in that language."""
        path = f"/{language}/{page.address.removeprefix('/en/')}" if page.address.startswith("/en/") else page.address
        return self.addresses[page.house] + path

    def by_reader(self) -> Iterator[tuple[str, str, list[Found]]]:
        """The pages in groups: of one house, for one login."""
        groups: dict[tuple[str, str], list[Found]] = {}
        for page in self.pages():
            groups.setdefault((page.house, page.login), []).append(page)
        for (house, login), theirs in groups.items():
            yield house, login, theirs


@contextmanager
def open_houses(place: Path, copies: Path) -> Iterator[Houses]:
    """Both houses, served from copies in a folder of one's own."""
    made(place)
    with ExitStack() as open_now:
        houses = Houses(open_now.enter_context(chromium()), {})
        for house in HOUSES:
            shutil.copytree(place / house, copies / house)
            houses.addresses[house] = open_now.enter_context(serving(copies / house))
            houses.recall(house, place / f"{house}.json")
        yield houses
