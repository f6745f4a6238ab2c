"""Tests that empty whole tables between them must lift the refusals of the record for that moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TABLES = ["entry", "tree", "checkpoint", "seal", "sealedhead", "signingkey"]


@contextmanager
def record_guards_lifted() -> Iterator[None]:
    """Let the record's rows be deleted within the block, as a test's tear-down has to."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table with foreign keys still to be checked cannot be altered: check them now.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE journal_{table} DISABLE TRIGGER USER")
            lifted: list[tuple[str, str]] = []
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal\\_%' ESCAPE '\\'"
            )
            lifted = list(cursor.fetchall())
            for name, _sql in lifted:
                cursor.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for table in TABLES:
                    cursor.execute(f"ALTER TABLE journal_{table} ENABLE TRIGGER USER")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for _name, sql in lifted:
                cursor.execute(sql)
