"""The secrets of the house: the private keys of the record, and what signs cookies. They never lie in an archive."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings

from plenary.foundation.keeping.console import note_keys
from plenary.procedure.refusal import Refused

FORMAT = "plenary-keys-1"
SECRET = "secret-key"


def write(place: Path) -> None:
    """Write every secret of the house to one file that its owner alone may read. The trail says so first.

    Raises Refused("keeping.file_is_there") rather than write over anything.
    """
    home = Path(settings.PLENARY_HOME)
    found = {file.name: file.read_text() for file in sorted((home / "keys").glob("record-*.pem"))}
    if (home / SECRET).exists():
        found[SECRET] = (home / SECRET).read_text()
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as there:
        raise Refused("keeping.file_is_there", file=str(place)) from there
    with os.fdopen(handle, "w") as out:
        note_keys()
        json.dump({"format": FORMAT, "files": found}, out, indent=1)
        out.flush()
        os.fsync(out.fileno())


def read(place: Path) -> dict[str, str]:
    """The secrets in such a file, by the name each has in the house.

    Raises Refused("keeping.no_keys") for another file.
    """
    try:
        held = json.loads(place.read_text())
        files = held["files"] if held["format"] == FORMAT else None
    except (OSError, ValueError, TypeError, KeyError):
        files = None
    if not isinstance(files, dict) or not all(_is_ours(name) and isinstance(files[name], str) for name in files):
        raise Refused("keeping.no_keys", file=place.name)
    return files


def put_back(files: dict[str, str]) -> None:
    """Lay the secrets where the house looks for them."""
    home = Path(settings.PLENARY_HOME)
    for name, content in files.items():
        place = home / name if name == SECRET else home / "keys" / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(content)


def _is_ours(name: str) -> bool:
    """Whether it is a name that `write` gives: never one that leads elsewhere."""
    return name == SECRET or (name.startswith("record-") and name.endswith(".pem") and name == Path(name).name)
