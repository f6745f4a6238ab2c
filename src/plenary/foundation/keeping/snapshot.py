"""The house at one moment, while people go on working."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

ALIAS = "snapshot"


@contextmanager
def snapshot(beside: Path) -> Iterator[str]:
    """The alias of a database that stands still: all tables as they were at one moment, nobody made to wait.

    On SQLite it is a copy made by the online backup, in one stride, put beside `beside` and gone afterwards. On
    PostgreSQL it is one transaction that sees what was committed when it began.
    """
    if connection.vendor == "sqlite":
        with _copied(beside) as copy, _opened({**connection.settings_dict, "NAME": str(copy), "OPTIONS": {}}):
            yield ALIAS
        return
    from psycopg import IsolationLevel  # noqa: PLC0415  an extra, here only with PostgreSQL

    options = {**connection.settings_dict["OPTIONS"], "isolation_level": IsolationLevel.REPEATABLE_READ}
    with _opened({**connection.settings_dict, "OPTIONS": options}), transaction.atomic(using=ALIAS):
        yield ALIAS


@contextmanager
def _opened(description: dict[str, object]) -> Iterator[None]:
    connections.databases[ALIAS] = description
    try:
        yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]


@contextmanager
def _copied(beside: Path) -> Iterator[Path]:
    copy = beside.with_name(f".{beside.name}.copy")
    copy.unlink(missing_ok=True)
    copy.touch(mode=0o600)
    import sqlite3  # noqa: PLC0415  the build that the settings put in its place

    connection.ensure_connection()
    try:
        target = sqlite3.connect(copy)
        try:
            connection.connection.backup(target, pages=-1)
        finally:
            target.close()
        yield copy
    finally:
        for file in (copy, copy.with_name(copy.name + "-wal"), copy.with_name(copy.name + "-shm")):
            file.unlink(missing_ok=True)
