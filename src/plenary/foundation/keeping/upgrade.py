"""Bringing a house of an older release to the tables of this one, whatever happens on the way.

Each migration is one transaction, so a house that was cut off stands before one or after it and goes on from there.
What the record said before is written down beside the house when the upgrade begins; it ends when the record says the
same after it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration

from plenary.foundation.access.actors import the_house
from plenary.foundation.clock import real_now
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.tree import append, root_of_peaks
from plenary.foundation.journal.writing import record
from plenary.foundation.keeping import schema
from plenary.foundation.keeping.backup import Progress, back_up
from plenary.foundation.keeping.journal_verbs import ABOUT, AUDIENCE, HOUSE_UPGRADED
from plenary.procedure.refusal import Refused

MARK = "upgrading.json"


@dataclass(frozen=True, slots=True)
class Begun:
    """An upgrade under way. backup: taken before the first step. heads: audience -> [size, root] of each tree then."""

    backup: str
    sha256: str
    checkpoint: str
    heads: dict[str, list[int | str]]


def begin(*, progress: Progress = lambda done, total: None) -> tuple[Begun, bool]:
    """Take the backup and write down what the record says; or what was written down where an upgrade was cut off.

    The second value says that it goes on from earlier. Raises Refused as `require_whole` and `back_up` do.
    """
    require_whole()
    if is_under_way():
        return Begun(**json.loads(_mark().read_text(encoding="utf-8"))), True
    folder = Path(settings.PLENARY_HOME) / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in (*folder.glob(".*.half"), *folder.glob(".*.copy*")):
        left.unlink(missing_ok=True)
    made = back_up(folder / f"before-upgrade-{real_now():%Y%m%dT%H%M%S%f}.plenary", progress=progress)
    begun = Begun(str(made.file), made.sha256, made.checkpoint, _heads())
    _write_down(begun)
    return begun, False


def require_whole() -> None:
    """Raises Refused for tables that no upgrade of this release may touch.

    "keeping.newer" where a newer release made some, "keeping.steps_missing" where a step before those recorded is not.
    """
    if newer := schema.unknown(schema.applied()):
        raise Refused("keeping.newer", migrations=[".".join(one) for one in newer])
    if gaps := schema.gaps():
        raise Refused("keeping.steps_missing", migrations=[".".join(one) for one in gaps])


def is_under_way() -> bool:
    """Whether an upgrade began here and did not end."""
    return _mark().exists()


def migrate(told: Callable[[str], None]) -> None:
    """Apply what is lacking, step by step. told: called with the name of each step once it is done."""

    def on_progress(action: str, migration: Migration | None = None, fake: bool | None = None) -> None:
        if action == "apply_success" and migration is not None:
            told(f"{migration.app_label}.{migration.name}")

    executor = MigrationExecutor(connection, on_progress)
    executor.migrate(executor.loader.graph.leaf_nodes())


def finish(begun: Begun) -> None:
    """Compare the record with what it said before, and say in the trail that the house was upgraded.

    Raises Refused("keeping.record_differs") where a head moved or went; the upgrade stays under way then.
    """
    differing = [audience for audience, head in begun.heads.items() if _head_of(audience, head[0]) != head]
    if differing:
        raise Refused("keeping.record_differs", audiences=differing, file=begun.backup)
    if not Entry.objects.filter(verb=HOUSE_UPGRADED, facts__sha256=begun.sha256).exists():
        with transaction.atomic():
            facts = {"release": settings.RELEASE, "sha256": begun.sha256}
            record(HOUSE_UPGRADED, by=the_house(), about=ABOUT, audience=AUDIENCE, facts=facts)
    _mark().unlink()


def _mark() -> Path:
    return Path(settings.PLENARY_HOME) / MARK


def _write_down(begun: Begun) -> None:
    half = _mark().with_suffix(".half")
    with half.open("w", encoding="utf-8") as out:
        json.dump(asdict(begun), out)
        out.flush()
        os.fsync(out.fileno())
    half.replace(_mark())


def _heads() -> dict[str, list[int | str]]:
    """Size and root of every tree that has an entry, read from the tables as they stand before the upgrade."""
    trees = schema.table_of("journal.tree", schema.tables(schema.applied()))
    rows = trees._base_manager.filter(size__gt=0).values_list("audience", "size", "peaks")
    return {
        audience: [size, root_of_peaks([bytes.fromhex(peak) for peak in peaks]).hex()] for audience, size, peaks in rows
    }


def _head_of(audience: str, size: int | str) -> list[int | str]:
    """The head of a tree when it had that size, computed anew from the entries as they now stand."""
    peaks: list[bytes] = []
    rows = Entry.objects.select_related("tree").filter(tree__audience=audience, number__lte=size).order_by("number")
    count = 0
    for count, entry in enumerate(rows.iterator(chunk_size=1000), start=1):
        peaks = append(peaks, count - 1, bytes.fromhex(entry.leaf_again()))
    return [count, root_of_peaks(peaks).hex() if peaks else ""]
