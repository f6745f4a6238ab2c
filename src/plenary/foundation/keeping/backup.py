"""Writing the house to one archive, while people go on working."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from plenary.foundation.access.actors import the_house
from plenary.foundation.clock import real_now
from plenary.foundation.files.storing import path_of
from plenary.foundation.journal import checkpoints, keys
from plenary.foundation.journal.writing import PUBLIC, record
from plenary.foundation.keeping import rows, schema
from plenary.foundation.keeping.archive import Writing
from plenary.foundation.keeping.journal_verbs import ABOUT, AUDIENCE, BACKUP_CHECKED, BACKUP_FAILED, BACKUP_TAKEN
from plenary.foundation.keeping.snapshot import snapshot
from plenary.procedure.refusal import Refused

FORMAT, VERSION = "plenary-backup", 1
MANIFEST = "manifest.json"
#: Files of the house's folder whose being there says something.
MARKS = ("demonstration", "loaded")

Progress = Callable[[int, int], None]


@dataclass
class Backup:
    """What was kept. checkpoint: the signed public root, as text to print. missing: files that were not on the disk."""

    file: Path
    sha256: str = ""
    checkpoint: str = ""
    rows: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)


def back_up(place: Path, *, progress: Progress = lambda done, total: None) -> Backup:
    """Write the whole house as it is at one moment to an archive, and say so in the trail.

    Order: the public root is signed, the moment taken, tables and files written, the digest set, the archive moved to
    its name, the entry written. What is done meanwhile is not in it. progress: how many rows and files of how many.
    Raises Refused("keeping.file_is_there") rather than write over an older backup, "keeping.no_room" where the disk
    does not take it; nothing is left then.
    """
    if place.exists():
        raise Refused("keeping.file_is_there", file=str(place))
    made = Backup(place, checkpoint=_signed())
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with Writing(place) as archive, snapshot(place) as using:
            _write(archive, using, made, progress)
    except OSError as full:
        raise Refused("keeping.no_room", file=str(place), reason=full.strerror or str(full)) from full
    made.sha256 = archive.digest
    return made


def note_backup(made: Backup) -> None:
    """Say in the trail that a backup was taken: the digest by which it is known, and how much it holds."""
    with transaction.atomic():
        facts = {"sha256": made.sha256, "rows": made.rows, "files": made.files, "bytes": made.file.stat().st_size}
        record(BACKUP_TAKEN, by=the_house(), about=ABOUT, audience=AUDIENCE, facts=facts)


def note_check(name: str, sha256: str) -> None:
    """Say in the trail that an archive was restored for a trial, or could not be. sha256: empty where it could not."""
    with transaction.atomic():
        verb, facts = (BACKUP_CHECKED, {"sha256": sha256}) if sha256 else (BACKUP_FAILED, {"file": name})
        record(verb, by=the_house(), about=ABOUT, audience=AUDIENCE, facts=facts)


def _signed() -> str:
    """The newest signed root of the public tree, made now where it can be.

    A house that waits for its upgrade, or whose key is elsewhere, shows the last one it has.
    """
    if not schema.lacking():
        try:
            signed = checkpoints.checkpoint(PUBLIC)
        except keys.KeyMissing:
            signed = None
        if signed is not None:
            return signed.note
    checkpoint = schema.table_of("journal.checkpoint", schema.tables(schema.applied()))
    rows = checkpoint._base_manager.filter(tree__audience=PUBLIC).order_by("-size")
    return rows.values_list("note", flat=True).first() or ""


def _write(archive: Writing, using: str, made: Backup, progress: Progress) -> None:
    migrations = schema.applied()
    tables = schema.tables(migrations)
    total = sum(model._base_manager.using(using).count() for model in tables)
    listed: dict[str, Any] = {}
    for model in tables:
        name, found, count = model._meta.db_table, hashlib.sha256(), 0
        with archive.part(f"tables/{name}.jsonl") as out:
            for line in rows.written(model, using):
                out.write(line)
                found.update(line)
                count += 1
                progress(made.rows + count, total)
        made.rows += count
        columns = [one.column for one in rows.columns(model)]
        listed[name] = {"columns": columns, "rows": count, "sha256": found.hexdigest()}
    digests = _files_of(tables, using)
    for number, digest in enumerate(digests, start=1):
        _keep_file(archive, digest, made)
        progress(total + number, total + len(digests))
    archive.add(
        MANIFEST,
        json.dumps(
            {
                "format": FORMAT,
                "version": VERSION,
                "release": settings.RELEASE,
                "taken_at": real_now().isoformat(),
                "checkpoint": made.checkpoint,
                "migrations": [list(one) for one in migrations],
                "tables": listed,
                "files": made.files,
                "missing": made.missing,
                "marks": [mark for mark in MARKS if (Path(settings.PLENARY_HOME) / mark).exists()],
            },
            ensure_ascii=False,
            indent=1,
        ).encode(),
    )


def _files_of(tables: list[Any], using: str) -> list[str]:
    """The digests of every stored file that the tables name."""
    stored = schema.table_of("files.storedfile", tables)
    return sorted(set(stored._base_manager.using(using).values_list("digest", flat=True)))


def _keep_file(archive: Writing, digest: str, made: Backup) -> None:
    try:
        content = path_of(digest).read_bytes()
    except FileNotFoundError:
        made.missing.append(digest)
        return
    archive.add(f"files/{digest}", content, packed=False)
    made.files += 1
