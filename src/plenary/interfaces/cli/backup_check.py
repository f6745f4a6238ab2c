"""Restoring an archive for a trial: in a process and a folder of its own, never into the house."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TRIAL = "trial-"


@dataclass(frozen=True, slots=True)
class Checked:
    """How a trial went. sha256: of the archive; empty where it cannot be restored. said: what the restore said."""

    sha256: str
    said: str
    seconds: float


def checked(file: Path, home: Path) -> Checked:
    """Restore `file` as `plenary restore` does, into a folder below the house's own, which is removed afterwards.

    It is restored to SQLite, whatever the house is kept in: that the archive is whole and the record agrees does not
    depend on it. What an earlier trial left that was cut off is removed first.
    """
    for left in home.glob(f"{TRIAL}*"):
        shutil.rmtree(left, ignore_errors=True)
    began = time.monotonic()
    place = Path(tempfile.mkdtemp(prefix=TRIAL, dir=home))
    try:
        ours = {name: said for name, said in os.environ.items() if not name.startswith("PLENARY_")}
        done = subprocess.run(
            [sys.executable, "-m", "plenary.interfaces.cli", "restore", str(file.resolve())],
            env={**ours, "PLENARY_HOME": str(place / "house")}, cwd=place, capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        shutil.rmtree(place, ignore_errors=True)
    sha256 = _digest_of(file) if done.returncode == 0 else ""
    return Checked(sha256, (done.stderr or done.stdout).strip(), time.monotonic() - began)


def _digest_of(file: Path) -> str:
    """The digest by which the trail knows the archive: its last bytes, which the restore found to be right."""
    with file.open("rb") as read:
        read.seek(-64, os.SEEK_END)
        return read.read().decode()
