"""Who tries to come in learns nothing of who may, and is slowed without keeping others out."""

from __future__ import annotations

import re
from statistics import median
from time import thread_time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from plenary.foundation.access.actors import actor_for
from plenary.foundation.access.models import Account
from plenary.foundation.people import brakes, codes, pairs
from plenary.foundation.people.models import SignIn
from tests.builders.people import opened_house

pytestmark = pytest.mark.django_db

SLOWED = "That was tried too often in a short time."
UNKNOWN = "This way in is not known or was used before."


@pytest.fixture
def house() -> dict[str, Account]:
    return opened_house()


@pytest.fixture
def code(house) -> str:
    """A live code of the secretary-general."""
    general, keeper = actor_for(house["general"].person, "SG"), actor_for(house["keeper"].person, "AD")
    return pairs.confirm(pairs.perform(codes.hand_out_code, by=general, account=house["general"]), by=keeper)


def tried(name: str, code: str, *, address: str = "203.0.113.7"):
    return Client(REMOTE_ADDR=address).post("/sign-in/", {"name": name, "code": code})


def without_nonces(answer, name: str) -> str:
    """The page without the name as typed and without what differs at each request."""
    said = answer.content.decode().replace(name, "NAME")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|data-token="[^"]*"|content="[\w:.=-]{40,}"', "", said)


def asked() -> Client:
    """A browser to which the house put a challenge."""
    browser = Client()
    assert browser.post("/sign-in/passkey/", "", content_type="application/json").json()["publicKey"]["challenge"]
    return browser


def test_known_and_unknown_names_get_the_same_page(house, code):
    known, without_code, unknown = (tried(name, "AAAA AAAA") for name in ("general", "keeper", "nobody!"))
    assert {known.status_code, without_code.status_code, unknown.status_code} == {422}
    pages = {
        without_nonces(known, "general"),
        without_nonces(without_code, "keeper"),
        without_nonces(unknown, "nobody!"),
    }
    assert len(pages) == 1
    assert UNKNOWN in pages.pop()


def test_known_and_unknown_names_take_the_same_time(house, code):
    """Median of twenty each, in turns, by the processor's clock: one hash for either, and the same rows written."""
    took: dict[str, list[float]] = {"general": [], "nobody": []}
    for turn in range(20):
        for name, times in took.items():
            began = thread_time()
            tried(name, "AAAA AAAA", address=f"10.0.{turn}.1")
            times.append(thread_time() - began)
    known, unknown = median(took["general"]), median(took["nobody"])
    assert 0.75 < known / unknown < 1.33, (known, unknown)


def test_the_eleventh_try_waits_and_the_code_stays_good(house, code, monkeypatch):
    for _ in range(brakes.TRIES_BY_NAME):
        assert UNKNOWN in tried("general", "AAAA AAAA").content.decode()
    slowed = tried("general", code)
    assert slowed.status_code == 422
    assert SLOWED in slowed.content.decode()
    assert re.search(r"wait \d+ seconds", slowed.content.decode())
    assert 'value="general"' in slowed.content.decode(), "what was typed is kept"
    assert tried("general", code, address="198.51.100.1").status_code == 302, "its owner comes in from elsewhere"


def test_a_stranger_ends_no_code_of_others(house, code):
    for place in range(40):
        tried("general", "AAAA AAAA", address=f"198.51.{place}.1")
    assert tried("general", code).status_code == 302


def test_unknown_names_are_slowed_alike(house):
    for _ in range(brakes.TRIES_BY_NAME):
        tried("nobody", "AAAA AAAA")
    assert SLOWED in tried("nobody", "AAAA AAAA").content.decode()


def test_links_are_slowed_by_network(house, monkeypatch):
    monkeypatch.setattr(brakes, "TRIES_BY_NETWORK", 3)
    secret = codes.make_link(house["general"])
    for place in range(3):
        assert UNKNOWN in Client().post("/set-up/", {"secret": f"invented-{place}"}).content.decode()
    assert SLOWED in Client().post("/set-up/", {"secret": secret}).content.decode()
    assert Client(REMOTE_ADDR="198.51.100.1").post("/set-up/", {"secret": secret}).status_code == 302
    assert SignIn.objects.count() == 1


def test_passkeys_are_slowed_by_key_and_by_network(house, monkeypatch):
    monkeypatch.setattr(brakes, "TRIES_BY_NETWORK", 15)

    def proved(key: str) -> str:
        browser = asked()
        answer = browser.post("/sign-in/passkey/", f'{{"id": "{key}"}}', content_type="application/json")
        assert answer.status_code == 422
        return answer.json()["sentence"]

    assert [proved("AAAA").startswith(UNKNOWN) for _ in range(11)] == [True] * 10 + [False]
    assert [proved(f"BBB{place}").startswith(SLOWED) for place in range(6)] == [False] * 5 + [True]


@pytest.mark.parametrize("address", ["/sign-in/passkey/", "/me/keys/"])
def test_looking_begins_nothing(house, address):
    """A challenge is kept in the session, so it is asked for with a token and not by a link."""
    browser = Client()
    browser.post("/set-up/", {"secret": codes.make_link(house["general"])})
    before = Session.objects.count()
    assert browser.get(address).status_code == 405
    assert Client().get("/sign-in/passkey/").status_code == 405
    assert Session.objects.count() == before


@pytest.mark.parametrize(
    "body",
    [
        " ",
        "[]",
        "7",
        '{"id": 7}',
        '{"id": {"a": 1}}',
        '{"id": "é", "rawId": []}',
        '{"id": "\\ud800"}',
        '{"id": "A", "rawId": "AAAA", "response": {"clientDataJSON": "\\udfff"}}',
        '{"id": "AAAA", "rawId": "AAAA", "response": "text"}',
        '{"id": "AAAA", "rawId": "AAAA", "response": [7]}',
        '{"id": "AAAA", "rawId": "AAAA", "response": {"clientDataJSON": "W10", "authenticatorData": "AAAA"}}',
        '{"id": "a\\u0000b"}',
        '{"id": ' + "[" * 900 + "]" * 900 + "}",
        "{" * 5000,
        "[" * 500_000,
    ],
)
def test_a_strange_proof_is_refused_in_a_sentence(house, body):
    answer = asked().post("/sign-in/passkey/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["sentence"]


@pytest.mark.parametrize("name", ["x" * 81, "‮general", "' or 1=1 --", "\ufffd", "<b>general"])
def test_a_strange_name_is_refused_in_a_sentence(house, name):
    answer = tried(name, "AAAA AAAA")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert any(sentence in said for sentence in (UNKNOWN, "at most 80 characters"))
    assert "<b>general" not in said


@pytest.mark.parametrize("name", ["\x00", "a\x00b"])
def test_a_name_that_cannot_be_written_down_is_refused_once_for_every_page(house, name):
    answer = tried(name, "AAAA AAAA")
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()
