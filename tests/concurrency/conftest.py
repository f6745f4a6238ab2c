"""A house with a database of its own beside the one of the checks, for tests that kill it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.concurrency.killed_house import CHECKOUT


@pytest.fixture
def house(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a house of its own, and its database gone again afterwards."""
    url = os.environ.get("PLENARY_DATABASE_URL", "")
    environment = {
        **os.environ,
        "PLENARY_HOME": str(tmp_path),
        "PYTHONPATH": f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if not url.startswith("postgres"):
        environment["PLENARY_DATABASE_URL"] = ""
        yield environment
        return
    import psycopg  # noqa: PLC0415  only where the checks run on PostgreSQL

    name = f"plenary_kill_{uuid.uuid4().hex[:10]}"
    parts = urlsplit(url)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        environment["PLENARY_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        yield environment
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
