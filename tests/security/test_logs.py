"""The log holds no secret (P36): what was typed, cast, shown or sent is in none of its lines.

Every reader asks every page of the house of canaries, with canaries in what it sends; then the house is broken.
"""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.hashers import make_password
from django.db import OperationalError, connection
from django.template import TemplateSyntaxError
from django.template.backends.django import Template
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from plenary.config.logs import AsJson
from plenary.foundation.access.models import Account, Person
from plenary.foundation.clock import real_now
from plenary.foundation.people.models import OneTimeCode
from plenary.interfaces.web import middleware
from plenary.offices.documents.models import Document
from tests.security.strange import forms_of

pytestmark = pytest.mark.django_db

SENT, CODE = "zq-sent-4711", "ABCD2345"
#: What makes a line: nothing else may stand in it.
PARTS = {
    "at", "level", "from", "request", "method", "address", "who", "capacity", "acts", "status", "outcome", "ms",
    "refusal", "fault", "said", "where",
}  # fmt: skip


class Log:
    """What the house wrote to its log."""

    def __init__(self) -> None:
        self.stream = StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def failures(self) -> list[dict]:
        return [line for line in self.lines if line["level"] != "info"]


@pytest.fixture
def log(monkeypatch):
    """Every line, as a served house writes it for machines."""
    made = Log()
    handler = logging.StreamHandler(made.stream)
    handler.setFormatter(AsJson())
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    monkeypatch.setattr(logging.getLogger("plenary"), "level", logging.INFO)
    monkeypatch.setattr("django.test.client.Client.store_exc_info", lambda self, **_: None)
    logging.getLogger().manager._clear_cache()
    yield made
    logging.getLogger().manager._clear_cache()


def secrets_of(house) -> set[str]:
    """Everything that must not be in a line: canaries, names, what one signs in with, cookies."""
    names = {said for person in Person.objects.all() for said in person.name.values() if len(said) > 4}
    logins = {f'"{login}"' for login in Account.objects.values_list("sign_in_name", flat=True)}
    cookies = {jar.value for browser in house.browsers.values() for jar in browser.cookies.values() if jar.value}
    return {SENT, *house.secrets, *names, *logins, *cookies}


def assert_silent(log, house) -> None:
    """The log has lines, each of known parts, and no secret in any."""
    assert log.lines
    assert {part for line in log.lines for part in line} <= PARTS
    assert {secret for secret in secrets_of(house) if secret in log.text} == set()


def test_pages_acts_and_refusals(house, log):
    """Each page by a reader of each kind; each form that they show sent back with canaries in every field."""
    asked = 0
    for place, one in enumerate(house.router.addresses):
        name = house.readers[place % len(house.readers)].name
        browser = house.browsers[name]
        page = browser.get(
            f"{one.path}?q={SENT}&next={SENT}", headers={"X-Sent": SENT, "Referer": f"http://testserver/{SENT}"}
        )
        asked += 1
        if page.status_code != 200 or page.streaming or not page["Content-Type"].startswith("text/html"):
            continue
        for form in forms_of(page.content.decode(), one.path, name)[0][:3]:
            if form.method != "post":
                continue
            typed = {part: SENT if len(offered) < 2 else offered[0] for part, offered in form.fields.items()}
            browser.post(form.address, typed)
            asked += 1
    assert asked > 200
    assert len([line for line in log.lines if line["from"] == "plenary.requests"]) >= asked
    assert {line["outcome"] for line in log.lines} >= {"done", "refused", "not_here"}
    assert any(line["acts"] for line in log.lines if "acts" in line)
    assert_silent(log, house)


def test_ways_in(house, log):
    """Codes and names right and wrong; a forged form, a strange host, a strange sign."""
    account = Account.objects.get(sign_in_name="adviser-rus")
    OneTimeCode.objects.create(
        account=account, purpose="desk", code_hash=make_password(CODE), made_at=real_now(),
        expires_at=real_now() + timedelta(hours=1),
    )  # fmt: skip
    browser = Client()
    here = reverse("sign-in")
    for name, code in ((SENT, CODE), (account.sign_in_name, SENT), (account.sign_in_name, CODE)):
        last = browser.post(here, {"name": name, "code": code})
    assert last.status_code == 302
    came_in = [line for line in log.lines if line.get("acts")]
    assert came_in
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(here, {"name": SENT, "code": SENT}).status_code == 403
    assert browser.get("/", headers={"Host": f"{SENT}.example"}).status_code == 400
    browser.get(f"/{SENT}%00")
    browser.get(f"/w/{SENT}/{SENT}")
    assert CODE not in log.text
    assert not {jar.value for jar in browser.cookies.values() if jar.value and jar.value in log.text}
    assert_silent(log, house)


class TestBroken:
    @pytest.fixture
    def secretary(self, house):
        return house.browsers["secretary-general"]

    def test_a_view_raises(self, house, log, secretary, monkeypatch):
        title = str(Document.objects.order_by("pk").last().title)
        here = reverse("today")

        def raising(request, *args, **kwargs):
            raise RuntimeError(f"{SENT} {title} {request.COOKIES}")

        monkeypatch.setattr(pattern_of(here), "callback", raising)
        answer = secretary.post(f"{here}?{SENT}", {"text": SENT})
        assert answer.status_code == 500
        (line,) = log.failures
        assert (line["outcome"], line["status"], line["fault"][0]["kind"]) == ("failed", 500, "RuntimeError")
        assert line["who"]
        assert line["request"] in answer.content.decode()
        assert title not in log.text
        assert_silent(log, house)

    def test_a_template_is_broken(self, house, log, secretary, monkeypatch):
        whole = Template.render

        def raising(self, context=None, request=None):
            if self.template.name != "shell/fault.html":
                raise TemplateSyntaxError(f"{SENT} {context}")
            return whole(self, context, request)

        monkeypatch.setattr(Template, "render", raising)
        assert secretary.get(reverse("today")).status_code == 500
        (line,) = log.failures
        assert line["fault"][0]["kind"] == "django.template.exceptions.TemplateSyntaxError"
        assert_silent(log, house)

    def test_also_the_page_for_faults_is(self, house, log, secretary, monkeypatch):
        def raising(self, context=None, request=None):
            raise TemplateSyntaxError(f"{SENT} {context}")

        monkeypatch.setattr(Template, "render", raising)
        with pytest.raises(TemplateSyntaxError):
            secretary.get(reverse("today"))
        (line,) = log.failures
        assert (line["status"], line["outcome"]) == (0, "failed")
        assert_silent(log, house)

    def test_the_database_is_gone(self, house, log, secretary, monkeypatch):
        def gone():
            raise OperationalError(f"connection to server failed: {SENT}")

        with monkeypatch.context() as while_gone:
            while_gone.setattr(connection, "cursor", gone)
            assert secretary.get(f"{reverse('today')}?{SENT}").status_code == 500
        (line,) = log.failures
        assert line["fault"][0]["kind"] == "django.db.utils.OperationalError"
        assert_silent(log, house)

    def test_the_gate_raises(self, house, log, secretary, monkeypatch):
        def raising(actor, name):
            raise RuntimeError(f"{SENT} {actor}")

        monkeypatch.setattr(middleware, "may_open", raising)
        assert secretary.get(reverse("today")).status_code == 500
        assert len(log.failures) == 1
        assert_silent(log, house)


def pattern_of(address: str):
    """The line of the router that leads there."""
    view = resolve(address).func
    waiting = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if hasattr(one, "url_patterns"):
            waiting.extend(one.url_patterns)
        elif one.callback is view:
            return one
    raise AssertionError(address)
