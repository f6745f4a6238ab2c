"""Half of a provider stops the start, with the sentence that says what is missing."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from plenary.config import environment

WHOLE = {
    "PLENARY_OIDC_ISSUER": "https://login.example.org/realms/house",
    "PLENARY_OIDC_CLIENT_ID": "plenary",
    "PLENARY_OIDC_CLIENT_SECRET": "secret",
}


def read(monkeypatch, **said: str):
    for name in environment.KNOWN:
        if name.startswith("PLENARY_OIDC"):
            monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    return environment.provider()


def test_none_without_an_issuer(monkeypatch):
    assert read(monkeypatch) is None


def test_a_whole_one(monkeypatch):
    found = read(monkeypatch, **WHOLE, PLENARY_OIDC_HOSTS="keys.example.org, Token.example.org:8443")
    assert found == {
        "issuer": "https://login.example.org/realms/house",
        "client_id": "plenary",
        "client_secret": "secret",
        "name": "login.example.org",
        "hosts": ["login.example.org", "keys.example.org", "token.example.org:8443"],
    }


def test_the_secret_from_a_file(monkeypatch, tmp_path):
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    said = {**WHOLE, "PLENARY_OIDC_CLIENT_SECRET": "", "PLENARY_OIDC_CLIENT_SECRET_FILE": str(file)}
    assert read(monkeypatch, **said)["client_secret"] == "from a file"
    file.write_text(" \n")
    with pytest.raises(ImproperlyConfigured, match="is empty"):
        read(monkeypatch, **said)
    file.unlink()
    with pytest.raises(ImproperlyConfigured, match="not readable"):
        read(monkeypatch, **said)


@pytest.mark.parametrize(
    "issuer",
    [
        "http://login.example.org",
        "login.example.org",
        "https://",
        "https://login.example.org?x=1",
        "https://me:you@login.example.org",
        "ftp://localhost",
    ],
)
def test_an_issuer_that_is_none(monkeypatch, issuer):
    with pytest.raises(ImproperlyConfigured, match="write https://HOST"):
        read(monkeypatch, **{**WHOLE, "PLENARY_OIDC_ISSUER": issuer})


@pytest.mark.parametrize("missing", ["PLENARY_OIDC_CLIENT_ID", "PLENARY_OIDC_CLIENT_SECRET"])
def test_half_of_one(monkeypatch, missing):
    with pytest.raises(ImproperlyConfigured, match=missing):
        read(monkeypatch, **{**WHOLE, missing: ""})


def test_without_the_extra(monkeypatch):
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"plenary\[oidc\]"):
        read(monkeypatch, **WHOLE)
