"""Making a house of an archive: in an empty folder and an empty database, of either kind."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from plenary.foundation.access.actors import the_house
from plenary.foundation.files.storing import keep_bytes
from plenary.foundation.journal import keys, rotation
from plenary.foundation.journal.writing import record
from plenary.foundation.keeping import rows, schema
from plenary.foundation.keeping.backup import FORMAT, MANIFEST, MARKS, VERSION, Progress
from plenary.foundation.keeping.journal_verbs import ABOUT, AUDIENCE, HOUSE_RESTORED
from plenary.procedure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says it holds. tables: by name, with their columns, number of rows and digest."""

    checkpoint: str
    release: str
    taken_at: str
    migrations: list[schema.Migration]
    tables: dict[str, dict[str, Any]]
    files: int
    marks: list[str]

    @property
    def things(self) -> int:
        """Rows and files together."""
        return self.files + sum(int(table["rows"]) for table in self.tables.values())


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    """What the archive says of itself.

    Raises Refused("keeping.not_an_archive") for a ZIP that is no backup, "keeping.newer_archive" for a form, and
    "keeping.newer" for tables that this release does not know.
    """
    try:
        told = json.loads(archive.read(MANIFEST))
        if told["format"] != FORMAT:
            raise KeyError("format")
        if told["version"] > VERSION:
            raise Refused("keeping.newer_archive", release=told["release"])
        migrations = [(str(app), str(name)) for app, name in told["migrations"]]
        found = Manifest(
            told["checkpoint"], told["release"], told["taken_at"], migrations, told["tables"], told["files"],
            [mark for mark in told["marks"] if mark in MARKS],
        )  # fmt: skip
    except (KeyError, ValueError, TypeError) as other:
        raise Refused("keeping.not_an_archive", file=str(archive.filename)) from other
    if newer := schema.unknown(migrations):
        raise Refused("keeping.newer", migrations=[".".join(one) for one in newer])
    return found


def require_empty() -> None:
    """Raises Refused("keeping.not_empty") where the database holds a table already."""
    if connection.introspection.table_names():
        raise Refused("keeping.not_empty")


def put_back(archive: zipfile.ZipFile, told: Manifest, *, progress: Progress = lambda done, total: None) -> None:
    """Build the tables as they were, fill them in one transaction, lay the files where they were.

    The refusals of the record stand before the first row is written. The files come first: a row never names bytes
    that are not on the disk. Raises Refused("keeping.damaged") where a part is not what the manifest says.
    """
    schema.build(told.migrations)
    tables = {model._meta.db_table: model for model in schema.tables(told.migrations)}
    if set(tables) != set(told.tables):
        raise Refused("keeping.damaged", file=str(archive.filename))
    done = 0
    for name in archive.namelist():
        if name.startswith("files/"):
            if keep_bytes(archive.read(name)) != name.removeprefix("files/"):
                raise Refused("keeping.damaged", file=str(archive.filename))
            done += 1
            progress(done, told.things)
    with transaction.atomic():
        for name, model in tables.items():
            for count in _fill(archive, model, told.tables[name]):
                done += count
                progress(done, told.things)
        _count_on(list(tables.values()))
    for mark in told.marks:
        (Path(settings.PLENARY_HOME) / mark).touch()


def note_restore(sha256: str) -> str:
    """Say in the record that the house was restored; a house without its key gets a new one and says that too.

    Returns the identifier of a new key, or nothing where the old one was at hand.
    """
    with transaction.atomic():
        current = keys.current()
        lost = not keys.file_of(current).exists()
        new = rotation.replace_lost(by=the_house()) if lost else None
        record(HOUSE_RESTORED, by=the_house(), about=ABOUT, audience=AUDIENCE, facts={"sha256": sha256})
    return new.key_id if new else ""


def _fill(archive: zipfile.ZipFile, model: type[Model], told: dict[str, Any]) -> Iterator[int]:
    """Fill one table; how many rows each stride wrote."""
    if [one.column for one in rows.columns(model)] != told["columns"]:
        raise Refused("keeping.damaged", file=str(archive.filename))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(model._meta.db_table)} LIMIT 1")
        if cursor.fetchone():  # what a migration wrote into the empty house; the archive holds it as it became
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    found = hashlib.sha256()

    def lines() -> Iterator[bytes]:
        with archive.open(f"tables/{model._meta.db_table}.jsonl") as part:
            for line in part:
                found.update(line)
                yield line

    yield from rows.put_back(model, lines())
    if found.hexdigest() != told["sha256"]:
        raise Refused("keeping.damaged", file=str(archive.filename))


def _count_on(models: list[type[Model]]) -> None:
    """Let the next row of each table take the next number; rows were written with theirs."""
    with connection.cursor() as cursor:
        for order in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(order)
