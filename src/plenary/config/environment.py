"""The settings that come from outside, read in one place.

Every name starts with PLENARY_; a value that is not allowed stops the start with the values that are.
docs/running/settings.md lists them, and a test compares the two.
"""

from __future__ import annotations

import os
from pathlib import Path
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
    "PLENARY_PASSWORDS": "on to allow passwords beside passkeys and codes; off",
    "PLENARY_FILES_HOST": "host name that serves files, apart from the house's own; the second port on a laptop",
}


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


def names(name: str, default: str) -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def home() -> Path:
    """Where data, keys and files live."""
    return Path(text("PLENARY_HOME") or ".plenary").resolve()


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
