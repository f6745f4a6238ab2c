"""One process writes to a house on SQLite, and one upgrades it."""

from __future__ import annotations

import fcntl
import time
from pathlib import Path
from typing import IO


class HouseLock:
    """The file that says that a process writes to this house; let go when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self, within_s: float = 0.0) -> bool:
        """Whether this process is the one that writes now. within_s: how long to try, where others only look."""
        file = self._path.open("a+")
        until = time.monotonic() + within_s
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    file.close()
                    return False
                time.sleep(0.05)
            else:
                self._file = file
                return True

    def say(self, who: str) -> None:
        """Note who holds it, for the one who is refused."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.write(who)
            self._file.flush()

    def said(self) -> str:
        """Who holds it."""
        return self._path.read_text().strip() or "by a process that is just starting"
