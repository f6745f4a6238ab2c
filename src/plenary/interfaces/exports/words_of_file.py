"""The words of a file from outside, read in a process of its own, so that no file can hold up or bring down the house.

`python -m plenary.interfaces.exports.words_of_file < FILE` reads one, under its limits, and writes the ways in which
its words can be read as JSON. One file is read at a time in the whole house for those it knows, and one for everybody
else, so that what an outsider sends never holds up the desk.
"""

from __future__ import annotations

import fcntl
import json
import os
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: What one file may take of a processor, and how long it may last where others want that processor too.
SECONDS, SECONDS_IN_ALL = 3, 10
#: How long a file waits for the one before it. A page's thread waits with it, so not for long.
WAIT_S = 0.5
LOOK_AGAIN_S = 0.05
#: The folder that is the lock of those whom the house knows; the folder of the house itself is that of outsiders.
OF_THE_KNOWN = "being-read"
BYTES = 512 * 1024 * 1024
#: No issued text is as long; what comes after is not handed over, so that nobody searches in it.
LETTERS_AT_MOST = 500_000
PDF_BEGINS = b"%PDF-"


class OthersFirst(Exception):
    """Another file is being read."""


def words_of_file(content: bytes, home: Path, *, of_outsider: bool) -> list[str]:
    """The ways in which its words can be read, the plainest first, in NFC; none where they cannot within the limits.

    home: the folder of the house. of_outsider: whether the house does not know who sends it. Raises OthersFirst where
    another file is being read for longer than a moment.
    """
    try:
        with alone(home, of_outsider=of_outsider):
            done = subprocess.run(
                [sys.executable, "-m", "plenary.interfaces.exports.words_of_file"],
                input=content,
                capture_output=True,
                timeout=SECONDS_IN_ALL,
                check=False,
            )
    except subprocess.TimeoutExpired:
        return []
    if done.returncode != 0:
        return []
    readings: list[str] = json.loads(done.stdout)
    return readings


@contextmanager
def alone(home: Path, *, of_outsider: bool = False) -> Iterator[None]:
    """Within the block no other process or thread of this house reads a file for those it knows, or for outsiders."""
    until = time.monotonic() + WAIT_S
    lock = home
    if not of_outsider:
        lock = home / OF_THE_KNOWN
        lock.mkdir(mode=0o700, exist_ok=True)
    held = os.open(lock, os.O_RDONLY)
    try:
        while not _taken(held):
            if time.monotonic() >= until:
                raise OthersFirst
            time.sleep(LOOK_AGAIN_S)
        yield
    finally:
        os.close(held)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(content: bytes) -> list[str]:
    if content.startswith(PDF_BEGINS):
        from plenary.interfaces.exports.text_of_pdf import readings_of_pdf  # noqa: PLC0415  a text needs no PDF reader

        readings = readings_of_pdf(content)
    else:
        readings = [content.decode("utf-8-sig")]
    return [unicodedata.normalize("NFC", reading)[:LETTERS_AT_MOST] for reading in readings]


def limit() -> None:
    """What cannot be read with this much is not read: the process ends, and with it nothing else.

    It goes after whatever the house itself has to compute.
    """
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit()
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)
