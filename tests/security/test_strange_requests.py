"""Strange requests get a clean no: no fault, no trace of how the house is built, always a sentence (P29).

Over every form that a page shows and every address of the router, JSON among them. The house describes its data by no
OpenAPI document yet, so nothing is drawn from one.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter, deque

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve, reverse
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.security.crawling import Answer, _body
from tests.security.strange import Found, Strange, asked, forms_of, sent_forms, thrown

pytestmark = pytest.mark.django_db

#: Who opens pages to find their forms: those with most to do first.
OPENERS = (
    "secretary-general",
    "secretary of this sitting",
    "chair",
    "voting seat",
    "head of member B",
    "focal point",
    "permanent representative",
    "protocol",
    "documents officer",
    "legal",
    "finance",
    "press officer",
    "administrator",
    "outsider",
)
#: So many pages of one kind are looked through.
LOOKS = 2
TRACES = re.compile(
    r"Traceback|File \"|\.py\b.{0,20}line \d|django\.|plenary\.(?:foundation|offices|interfaces)\.|"
    r"(?:Type|Value|Key|Attribute|Integrity|Operational|Data|Unicode\w*|Recursion|Overflow)Error|sqlite|psycopg|"
    r"SELECT .* FROM|SECRET_KEY"
)
SENTENCE = re.compile(r"\w[^.?؟]{6,}[.?؟](?:\s|$)")


class Tried:
    """The house, its forms, and what was wrong with its answers."""

    def __init__(self, house):
        self.house = house
        self.faults: Counter[str] = Counter()
        self.asked = 0
        self.statuses: Counter[int] = Counter()
        self.addresses = sorted({one.path for one in house.router.addresses})
        self.readers = list(house.browsers)
        self.forms = self._forms()

    def _forms(self) -> list[Found]:
        """Every form that a link leads to: one for each address without what it names, and for each set of fields."""
        found: dict[tuple, Found] = {}
        looked: Counter[str] = Counter()
        first = [
            path for one in self.house.router.addresses if not one.is_act for path in (one.path, *_acts_at(one.path))
        ]
        for name in OPENERS:
            waiting = deque(first)
            seen = set(waiting)
            while waiting:
                path = waiting.popleft()
                if (page := _page_at(path)) is None or looked[page] >= LOOKS:
                    continue
                answer = self.house.browsers[name].get(path)
                if answer.status_code != 200 or answer.streaming or not answer["Content-Type"].startswith("text/html"):
                    continue
                looked[page] += 1
                forms, links = forms_of(answer.content.decode(), path, name)
                for form in forms:
                    found.setdefault((_page_at(form.address), tuple(sorted(form.fields))), form)
                waiting.extend(link for link in links if link not in seen)
                seen.update(links)
        return list(found.values())

    def send(self, strange: Strange) -> None:
        """Send it, look at the answer, and undo what it did."""
        browser = self.house.browsers[strange.shown_to]
        cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
        given = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in strange.headers.items()}
        with transaction.atomic():
            response = browser.generic(strange.method, strange.path, strange.body, strange.content_type, **given)
            answer = Answer(response.status_code, _body(response), dict(response.headers))
            transaction.set_rollback(True)
        browser.cookies.clear()
        for name, value in cookies.items():
            browser.cookies[name] = value
        self.asked += 1
        self.statuses[answer.status] += 1
        self._judge(strange, answer)

    def _judge(self, strange: Strange, answer: Answer) -> None:
        name = f"{strange.method} {strange.path[:160]} as {strange.shown_to}: "
        said = answer.body.decode("utf-8", "replace")
        if answer.status >= 500:
            self.faults[f"{name}{answer.status} {self.house.broke[-1:]} {strange.content_type} {strange.headers}"] += 1
        sent = html.unescape(strange.body.decode("utf-8", "replace")) + strange.path
        if (found := TRACES.search(said)) and found[0] not in sent and "text/html" in answer.headers["Content-Type"]:
            self.faults[f"{name}a trace: {found[0]}"] += 1
        if answer.status >= 400 and strange.method != "HEAD" and not SENTENCE.search(_told(said, answer)):
            self.faults[f"{name}{answer.status} without a sentence: {said[:80]!r}"] += 1


def _page_at(path: str) -> str | None:
    """The name of a page with its verb, whatever it is about; None where an address leads nowhere."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    return f"{match.url_name} {match.kwargs.get('verb', '')}"


def _acts_at(path: str) -> list[str]:
    """Beside an act of the desk, the other acts registered for the same thing."""
    match = resolve(path)
    acts = getattr(getattr(match.func, "view_class", None), "forms", ())
    return [reverse(match.url_name, kwargs={**match.kwargs, "verb": act.verb}) for act in acts]


def _told(said: str, answer: Answer) -> str:
    """What a reader would read of it."""
    if "json" in answer.headers.get("Content-Type", ""):
        return " ".join(str(part) for part in json.loads(said).values())
    main = re.search(r"<main.*?</main>", said, re.DOTALL)
    text = re.sub(r"<(script|style|title).*?</\1>|<[^>]+>", " ", main[0] if main else said, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def throw(tried: Tried, count: int) -> None:
    """Send so many, by one seed."""
    everything = st.one_of(
        sent_forms(tried.forms),
        sent_forms(tried.forms),
        asked(tried.addresses, tried.readers),
        thrown(tried.addresses, tried.readers),
    )

    @seed(20191128)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(everything)
    def sending(strange):
        tried.send(strange)

    sending()
    assert tried.asked >= count
    assert sorted(tried.faults) == []
    # Both sides of the door were reached: most are refused, and some do what they say.
    assert {200, 302, 400, 404, 422} <= set(tried.statuses)


@pytest.fixture
def tried(house, quiet) -> Tried:
    return Tried(house)


def test_a_thousand_strange_requests(tried):
    assert len(tried.forms) > 100
    throw(tried, 1_000)


@pytest.mark.soak
def test_ten_thousand_strange_requests(tried):
    throw(tried, 10_000)
