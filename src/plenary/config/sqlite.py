"""The SQLite build the house runs on.

SQLite 3.7.0 to 3.51.2 can lose a committed WAL page when a checkpoint races with a reset (fixed in 3.51.3).
Debian 12 ships one of those, so the build that pysqlite3 carries takes the place of the interpreter's own
before Django looks for it.
"""

from __future__ import annotations

import sys

FIRST_SOUND_BUILD = (3, 51, 3)


def take_sound_build() -> None:
    """Put pysqlite3 where `import sqlite3` finds it. Does nothing where it is not installed."""
    try:
        import pysqlite3  # noqa: PLC0415  must stand in before anything imports sqlite3
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def is_sound(version: tuple[int, ...]) -> bool:
    """Whether a SQLite of this version may keep a write-ahead log."""
    return version >= FIRST_SOUND_BUILD or version < (3, 7, 0)
