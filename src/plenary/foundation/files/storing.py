"""Putting bytes away and getting them back."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path

from django.conf import settings

from plenary.foundation.clock import real_now
from plenary.foundation.files.models import StoredFile
from plenary.procedure.refusal import Refused

#: Bytes of a name in UTF-8; file systems and headers take 255.
NAME_AT_MOST = 120
#: Marks that turn the direction of what follows: with one of them `fdp.exe` is read as `exe.pdf`.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def store(content: bytes, *, name: str, media_type: str, audience: str) -> StoredFile:
    """Keep bytes under their digest and a row that names them. The bytes are on disk before the row exists.

    Raises Refused("files.no_room") where the disk does not take them; nothing is kept then.
    """
    digest = keep_bytes(content)
    return StoredFile.objects.create(
        digest=digest,
        size=len(content),
        media_type=media_type,
        name=plain_name(name),
        audience=audience,
        stored_at=real_now(),
    )


def keep_bytes(content: bytes) -> str:
    """Keep bytes under their SHA-256, which is returned; what is there already is not written again.

    Raises Refused("files.no_room") where the disk does not take them.
    """
    digest = hashlib.sha256(content).hexdigest()
    place = path_of(digest)
    if not place.exists():
        try:
            _write(place, content)
        except OSError as full:
            raise Refused("files.no_room", size=len(content)) from full
    return digest


def path_of(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.PLENARY_HOME) / "files" / digest[:2] / digest


def plain_name(given: str) -> str:
    """A file's name as one plain line: without folders, control characters and marks that turn its direction."""
    last = re.split(r"[/\\]", given)[-1]
    shown = "".join(
        letter for letter in unicodedata.normalize("NFC", last) if letter.isprintable() and letter not in _TURNING
    )
    name = " ".join(shown.split()).strip(". ")
    return _cut(name) or "file"


def _cut(name: str) -> str:
    """The name within its length, its ending kept where it is a short one."""
    if len(name.encode()) <= NAME_AT_MOST:
        return name
    stem, ending = os.path.splitext(name)  # noqa: PTH122  a name and no path
    if len(ending.encode()) > NAME_AT_MOST // 4:
        stem, ending = name, ""
    room = NAME_AT_MOST - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore") + ending


def _write(place: Path, content: bytes) -> None:
    """Write beside the place, force it to the disk, move it there, and force that too."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, waiting = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(waiting).replace(place)
    except OSError:
        Path(waiting).unlink(missing_ok=True)
        raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
