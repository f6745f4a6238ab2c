"""The settings that come from outside, read in one place.

Every name starts with PLENARY_; a value that is not allowed stops the start with the values that are.
docs/running/settings.md lists them, and a test compares the two.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KNOWN = {
    "PLENARY_HOME": "folder of the data, keys and files; `.plenary` in the current folder",
    "PLENARY_DATABASE_URL": "sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME; SQLite in PLENARY_HOME",
    "PLENARY_SECRET_KEY": "signs cookies and tokens; made once and kept in PLENARY_HOME",
    "PLENARY_HOSTS": "names the house answers to, separated by commas; localhost",
    "PLENARY_PROXY_HEADER": "on when a proxy in front sets X-Forwarded-Proto; off",
    "PLENARY_RECORD_NAME": "name under which the record is signed, HOST/record; localhost/record",
    "PLENARY_BUS": "memory, postgresql or redis://HOST:PORT/N; memory",
    "PLENARY_WEB_FONTS": "off for the reader's own fonts; on",
    "PLENARY_PRINT_FONTS": "a folder of fonts for prints; those of the machine",
    "PLENARY_DATA_LICENCE": "address of the licence that lists bear as CSV and JSON; Creative Commons BY 4.0",
    "PLENARY_PASSWORDS": "on to allow passwords beside passkeys and codes; off",
    "PLENARY_LOG": "words for a terminal, what went wrong only; json for machines, a line for each request; words",
    "PLENARY_MAIL_URL": "smtp+starttls://USER:PASSWORD@HOST:PORT, smtps://… or smtp://…; no letter leaves the house",
    "PLENARY_MAIL_FROM": "whom letters come from: Secretariat <notices@house.example>",
    "PLENARY_MAIL_PER_MINUTE": "letters handed over in a minute at most; 60",
    "PLENARY_FILES_HOST": "host name that serves files, apart from the house's own; a second port of `plenary serve`",
    "PLENARY_OIDC_ISSUER": "address of the provider that people may sign in by, https://HOST; none",
    "PLENARY_OIDC_CLIENT_ID": "what the provider calls this house",
    "PLENARY_OIDC_CLIENT_SECRET": "what the house proves itself with to the provider",
    "PLENARY_OIDC_CLIENT_SECRET_FILE": "file that holds this instead",
    "PLENARY_OIDC_NAME": "what people call the provider; its host",
    "PLENARY_OIDC_HOSTS": "other hosts at which the provider may answer, separated by commas; none",
    "PLENARY_REHEARSAL_HOST": "host name by which a proxy leads to a rehearsal; the house's own, under another port",
}

#: Where a provider may answer without TLS: nobody listens in between.
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def text(name: str, default: str = "") -> str:
    """A setting as it stands, without surrounding white space."""
    assert name in KNOWN, name
    return os.environ.get(name, default).strip()


def switch(name: str, *, default: bool) -> bool:
    """on or off."""
    said = text(name, "on" if default else "off").lower()
    if said not in {"on", "off"}:
        raise ImproperlyConfigured(f"{name} is {said!r}; it may be on or off.")
    return said == "on"


def choice(name: str, allowed: Sequence[str]) -> str:
    """One of the words allowed; the first without a setting."""
    said = text(name).lower() or allowed[0]
    if said not in allowed:
        raise ImproperlyConfigured(f"{name} is {said!r}; it may be {' or '.join(allowed)}.")
    return said


def names(name: str, default: str) -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def count(name: str, default: int) -> int:
    """A whole number above zero."""
    said = text(name, str(default))
    if not said.isdecimal() or not 0 < int(said) <= 1_000_000:
        raise ImproperlyConfigured(f"{name} is {said!r}; it may be a whole number from 1 to 1000000.")
    return int(said)


#: How a mail server is spoken to, and its usual port.
MAIL_SCHEMES = {"smtp": ("none", 25), "smtp+starttls": ("starttls", 587), "smtps": ("tls", 465)}


def mail(url: str) -> dict[str, Any] | None:
    """The mail server that `url` names; None for an empty one. Raises ImproperlyConfigured with the forms allowed."""
    if not url:
        return None
    wrong = ImproperlyConfigured(
        "PLENARY_MAIL_URL is not understood. Write smtp+starttls://USER:PASSWORD@HOST:PORT or "
        "smtps://USER:PASSWORD@HOST:PORT; smtp://HOST:PORT for a server on this machine."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None  # what was written may hold a password
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname or parts.path.strip("/") or parts.query:
        raise wrong
    safety, usual = MAIL_SCHEMES[parts.scheme]
    return {
        "host": parts.hostname,
        "port": port or usual,
        "safety": safety,
        "name": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }


def home() -> Path:
    """Where data, keys and files live."""
    return Path(text("PLENARY_HOME") or ".plenary").resolve()


def provider() -> dict[str, object] | None:
    """The provider that people may sign in by, or None: issuer, client_id, client_secret, name, hosts.

    Raises ImproperlyConfigured for half of one.
    """
    issuer = text("PLENARY_OIDC_ISSUER")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    over_tls = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not (over_tls and parts.hostname) or parts.query or parts.fragment or parts.username:
        raise ImproperlyConfigured(
            f"PLENARY_OIDC_ISSUER is {issuer!r}; write https://HOST, with a path where the provider has one."
        )
    client_id, secret = text("PLENARY_OIDC_CLIENT_ID"), text("PLENARY_OIDC_CLIENT_SECRET")
    file = text("PLENARY_OIDC_CLIENT_SECRET_FILE")
    if not client_id:
        raise ImproperlyConfigured("PLENARY_OIDC_ISSUER is set; PLENARY_OIDC_CLIENT_ID says what it calls this house.")
    if bool(secret) is bool(file):
        raise ImproperlyConfigured(
            "Set PLENARY_OIDC_CLIENT_SECRET or PLENARY_OIDC_CLIENT_SECRET_FILE, one of the two, with the provider."
        )
    if file:
        try:
            secret = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as unread:
            raise ImproperlyConfigured(
                "The file that PLENARY_OIDC_CLIENT_SECRET_FILE names is not readable."
            ) from unread
    if not secret:
        raise ImproperlyConfigured("The file that PLENARY_OIDC_CLIENT_SECRET_FILE names is empty.")
    if find_spec("joserfc") is None:
        raise ImproperlyConfigured('PLENARY_OIDC_ISSUER is set; install what it takes: pip install "plenary[oidc]".')
    return {
        "issuer": issuer,
        "client_id": client_id,
        "client_secret": secret,
        "name": text("PLENARY_OIDC_NAME") or parts.hostname,
        "hosts": [parts.netloc.lower(), *(name.lower() for name in names("PLENARY_OIDC_HOSTS", ""))],
    }


def database(url: str, home: Path) -> dict[str, object]:
    """Django's description of the database that `url` names.

    An empty url is a SQLite file in the house's folder. Raises ImproperlyConfigured with the forms allowed.
    """
    if not url:
        return sqlite(home / "house.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path)
        return sqlite(Path(path[1:] if path.startswith("//") else path) if path else home / "house.sqlite3")
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(
        "PLENARY_DATABASE_URL is not understood. Write sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME."
    )


def sqlite(file: Path) -> dict[str, object]:
    """One writer at a time, and a commit that returned is on the disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0",
        },
    }
