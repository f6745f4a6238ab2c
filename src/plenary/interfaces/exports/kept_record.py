"""The public record as a file that lies ready: who takes it home reads it, and nothing is signed or written for that.

The file is made by the clock, when the house opens and when acts were replayed. Its name tells what it holds: so many
entries of the public tree, under that root. A file whose root this house never signed is of another house, and a file
made before something was erased still tells it; neither is given out.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from plenary.foundation.journal import checkpoints, queries
from plenary.foundation.journal.canonical import canonical
from plenary.foundation.journal.models import Checkpoint
from plenary.foundation.journal.writing import PUBLIC
from plenary.interfaces.exports.record_bundle import signed_record
from plenary.offices.organisation.models import Organisation

_NAME = re.compile(r"public-(\d+)-([0-9a-f]{64})\.json")


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A file that may be given out, and the signed root up to which it goes."""

    file: Path
    signed: Checkpoint


def kept_record() -> KeptRecord | None:
    """The newest file that may be given out; None where there is none yet."""
    sizes = [int(named[1]) for file in _folder().glob("*.json") if (named := _NAME.fullmatch(file.name))]
    for signed in queries.checkpoints_of(PUBLIC, sizes):
        file = _file_of(signed)
        if file.exists() and not queries.was_erased_since(PUBLIC, signed.size):
            return KeptRecord(file, signed)
    return None


def keep_record() -> None:
    """Sign the public tree as it now stands and lay its file ready, unless the file there holds it all.

    Acts may go on meanwhile: what they add is not in the file. A house that never had a key gets its first.
    """
    signed = checkpoints.checkpoint(PUBLIC)
    if signed is None or _file_of(signed).exists():
        return
    file = _file_of(signed)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half_written = file.with_suffix(f".{os.getpid()}")
    half_written.write_bytes(canonical(signed_record({PUBLIC: signed}, organisation=name_of_the_house())))
    half_written.replace(file)
    for older in file.parent.glob("public-*.json"):
        if older != file:
            older.unlink(missing_ok=True)


def name_of_the_house() -> str:
    """The organisation's name as the file gives it; empty until the founding."""
    organisation = Organisation.objects.first()
    return organisation.name.said("en") if organisation else ""


def _folder() -> Path:
    return Path(settings.PLENARY_HOME) / "record"


def _file_of(signed: Checkpoint) -> Path:
    return _folder() / f"public-{signed.size}-{signed.root}.json"
