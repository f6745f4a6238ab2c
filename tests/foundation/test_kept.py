"""The key of a kept thing."""

from __future__ import annotations

import secrets

from plenary.foundation.kept import KEY_LENGTH, new_key


def test_no_key_is_read_as_an_option(monkeypatch):
    drawn = iter(["-" + "a" * 21, "-" + "b" * 21, "c-" + "d" * 20])
    monkeypatch.setattr(secrets, "token_urlsafe", lambda octets: next(drawn))
    assert new_key() == "c-" + "d" * 20


def test_a_key_is_as_long_as_its_column():
    assert len(new_key()) == KEY_LENGTH
