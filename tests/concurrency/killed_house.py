"""A house that is killed and comes back: its processes, its database, where it answers."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.concurrency.clients import Door

CHECKOUT = Path(__file__).resolve().parents[2]


def run(part: str, environment: dict[str, str]) -> dict[str, Any]:
    """One part of the house's process, to its end; what it printed last."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.house_process", part],
        cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


class Server:
    """`plenary serve`, started anew each time it dies; `door` says where it answers."""

    def __init__(self, environment: dict[str, str], home: Path) -> None:
        self.door = Door()
        self.answering = 0
        self._log = (home / "server.log").open("w+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.house_process", "serve"],
            cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=self._log, text=True,
        )  # fmt: skip
        self.await_opening()

    def await_opening(self) -> None:
        """Go on once the next process answers."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip().isdigit():
                self.answering = int(line)
            elif found := re.match(r"The house is open at http://localhost:(\d+)/", line):
                self.door.port = int(found[1])
                return
        self._log.seek(0)
        raise AssertionError(self._log.read()[-4000:])

    def kill(self) -> None:
        """End the process that answers, as a fault of the machine would."""
        os.kill(self.answering, signal.SIGKILL)

    def stop(self) -> None:
        """End it for good."""
        self._process.terminate()
        self._process.wait(timeout=10)
        self.kill()
        self._log.close()


def engine(environment: dict[str, str]) -> str:
    """Which database this house has."""
    return "postgresql" if environment["PLENARY_DATABASE_URL"].startswith("postgres") else "sqlite"
