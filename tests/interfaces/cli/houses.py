"""Houses of their own, each with a folder and a database, worked by the command as a person types it."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

CHECKOUT = Path(__file__).resolve().parents[3]
SERVER = os.environ.get("PLENARY_DATABASE_URL", "")
HAS_SERVER = SERVER.startswith("postgres")


@dataclass
class House:
    """url: empty for a SQLite file in the folder."""

    home: Path
    url: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What a process of this house is started with."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PLENARY_", "DJANGO_"))}
        paths = f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}"
        return {
            **clean, "PLENARY_HOME": str(self.home), "PLENARY_DATABASE_URL": self.url, "PYTHONPATH": paths,
            **self.settings,
        }  # fmt: skip

    def run(self, *words: object, within_s: float = 900) -> subprocess.CompletedProcess[str]:
        """The command, to its end, which must come within that time."""
        return subprocess.run(
            [sys.executable, "-m", "plenary.interfaces.cli", *map(str, words)],
            capture_output=True, text=True, env=self.environment, cwd=CHECKOUT, timeout=within_s, check=False,
        )  # fmt: skip

    def did(self, *words: object) -> str:
        """The command, which must succeed; what it printed."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-1000:]
        return done.stdout

    def start(self, module: str) -> subprocess.Popen[str]:
        """A process of the tests that works in this house."""
        return subprocess.Popen(
            [sys.executable, "-m", module], cwd=CHECKOUT, env=self.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Rows of this house's database, past all code of ours."""
        if self.url:
            import psycopg  # noqa: PLC0415  only where the checks run on PostgreSQL

            with psycopg.connect(self.url) as server:
                found = server.execute(question)
                return found.fetchall() if found.description else []
        connection = sqlite3.connect(self.home / "house.sqlite3")
        try:
            with connection:
                return connection.execute(question).fetchall()
        finally:
            connection.close()


@contextmanager
def house_in(folder: Path, engine: str) -> Iterator[House]:
    """An empty place for a house; its database is gone again afterwards."""
    if engine == "sqlite":
        yield House(folder)
        return
    import psycopg  # noqa: PLC0415  only where the checks run on PostgreSQL

    name = f"plenary_house_{uuid.uuid4().hex[:10]}"
    parts = urlsplit(SERVER)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield House(folder, urlunsplit(parts._replace(path=f"/{name}")))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def checkpoint_printed(said: str) -> str:
    """The signed root among what `plenary backup` printed."""
    return re.search(r"^[^\n]+\n\d+\n\S+=\n\n\u2014 [^\n]+\n", said, re.MULTILINE)[0]
