"""Putting bytes away and getting them back."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from plenary.foundation.clock import real_now
from plenary.foundation.files.models import StoredFile


def store(content: bytes, *, name: str, media_type: str, audience: str) -> StoredFile:
    """Keep bytes under their digest and a row that names them. The bytes are on disk before the row exists."""
    digest = hashlib.sha256(content).hexdigest()
    place = path_of(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, waiting = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(waiting).replace(place)
    return StoredFile.objects.create(
        digest=digest,
        size=len(content),
        media_type=media_type,
        name=name,
        audience=audience,
        stored_at=real_now(),
    )


def path_of(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.PLENARY_HOME) / "files" / digest[:2] / digest
