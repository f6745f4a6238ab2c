"""The pass that ranks a request before the database is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from plenary.config.lanes import came_in
from plenary.foundation.languages.words import Words
from plenary.foundation.people import opening, passes
from plenary.foundation.people.codes import make_link
from plenary.foundation.people.signing_in import LONGEST


def headers(**cookies: str) -> list[tuple[bytes, bytes]]:
    return [(b"cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()).encode())]


def test_a_pass_holds_for_its_own_session_alone() -> None:
    made = passes.pass_for("abc")
    assert came_in(headers(sessionid="abc", **{"pass": made}))
    for cookies in (
        {"sessionid": "abc"},
        {"sessionid": "abd", "pass": made},
        {"pass": made},
        {"sessionid": "abc", "pass": made[:-1]},
        {"sessionid": "abc", "pass": "x"},
        {"sessionid": "\u00ff", "pass": "\u00ff:\u00ff"},
    ):
        assert not came_in(headers(**cookies))
    assert not came_in([])


def test_a_pass_grows_as_old_as_a_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    made = passes.pass_for("abc")
    later = (datetime.now(tz=UTC) + LONGEST + timedelta(seconds=2)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert not passes.is_good(made, "abc")


@pytest.mark.django_db
def test_who_signs_in_is_given_one_and_a_visitor_is_not(client: Client) -> None:
    client.post("/sign-in/passkey/", b"", content_type="application/json")
    assert settings.PASS_COOKIE_NAME not in client.cookies
    officer = opening.FirstOfficer("ana", Words({"en": "Ana"}), (("AD", ""),))
    (account,) = opening.open_house(officers=[officer])
    client.post("/set-up/", {"secret": make_link(account)})
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    given = client.cookies[settings.PASS_COOKIE_NAME]
    assert passes.is_good(given.value, session)
    assert given["httponly"]
    client.post("/sign-out/")
    assert not client.cookies[settings.PASS_COOKIE_NAME].value
