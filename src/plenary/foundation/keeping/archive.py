"""One archive: a ZIP that any program opens, whose last 64 bytes are the SHA-256 of all bytes before them.

Those 64 stand where a ZIP has its comment. So not one byte of the file is outside a digest: headers, names and times
are covered like the content, and a file that was cut short is found too.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from plenary.procedure.refusal import Refused

PIECE = 1024 * 1024
DIGITS = 64


class Writing:
    """An archive being written. It stands under its own name only once it is whole and on the disk."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._half = place.with_name(f".{place.name}.half")
        self._file = open(os.open(self._half, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")  # noqa: PTH123, SIM115
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self.digest = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._file.close()
        self._half.unlink(missing_ok=True)

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """One part, written piece by piece."""
        with self._zip.open(name, "w", force_zip64=True) as out:
            yield out

    def add(self, name: str, content: bytes, *, packed: bool = True) -> None:
        """One part that is at hand. packed: False for what is compressed already, as most files are."""
        self._zip.writestr(name, content, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)

    def _finish(self) -> None:
        self._zip.comment = b"0" * DIGITS
        self._zip.close()
        end = self._file.seek(0, os.SEEK_END) - DIGITS
        self.digest = _digest(self._file, end)
        self._file.seek(end)
        self._file.write(self.digest.encode())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._half.replace(self._place)
        folder = os.open(self._place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def reading(place: Path) -> Iterator[tuple[zipfile.ZipFile, str]]:
    """A whole archive and its digest.

    Raises Refused("keeping.damaged") where a byte is not as it was written, "keeping.not_an_archive" for another file.
    """
    with place.open("rb") as file:
        end = file.seek(0, os.SEEK_END) - DIGITS
        if end <= 0:
            raise Refused("keeping.not_an_archive", file=place.name)
        digest = _digest(file, end)
        file.seek(end)
        if file.read() != digest.encode():
            raise Refused("keeping.damaged", file=place.name)
        try:
            archive = zipfile.ZipFile(file)
        except zipfile.BadZipFile as other:
            raise Refused("keeping.not_an_archive", file=place.name) from other
        with archive:
            yield archive, digest


def _digest(file: IO[bytes], end: int) -> str:
    """The SHA-256 of the first `end` bytes."""
    file.seek(0)
    found = hashlib.sha256()
    while end > 0:
        piece = file.read(min(PIECE, end))
        if not piece:
            break
        found.update(piece)
        end -= len(piece)
    return found.hexdigest()
