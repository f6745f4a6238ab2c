"""A shown receipt is on disk: the server is killed at random moments while eight devices vote on the seat's page.

Nothing acknowledged is lost, nothing counts twice, nothing is there that nobody sent. The house is the demonstration of
Bishkek under `plenary serve`, with a database of its own beside the one of the checks: a file of SQLite, or a new
database on the PostgreSQL server that PLENARY_DATABASE_URL names.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.concurrency.clients import Client, Door

DEVICES = 8
ON_SQLITE, ON_POSTGRESQL, SOAK = 40, 10, 200
CHECKOUT = Path(__file__).resolve().parents[2]


def run(part: str, environment: dict[str, str]) -> dict[str, Any]:
    """One part of the house's process, to its end; what it printed last."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.house_process", part],
        cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def house(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a house of its own, and its database gone again afterwards."""
    url = os.environ.get("PLENARY_DATABASE_URL", "")
    environment = {
        **os.environ,
        "PLENARY_HOME": str(tmp_path),
        "PYTHONPATH": f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if not url.startswith("postgres"):
        environment["PLENARY_DATABASE_URL"] = ""
        yield environment
        return
    import psycopg  # noqa: PLC0415  only where the checks run on PostgreSQL

    name = f"plenary_kill_{uuid.uuid4().hex[:10]}"
    parts = urlsplit(url)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        environment["PLENARY_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        yield environment
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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


def killed_while_voting(environment: dict[str, str], kills: int) -> dict[str, int]:
    """Vote, kill, vote on; what was lost, counted twice or invented."""
    made = run("prepare", environment)
    environment = {**environment, "PLENARY_HOME": made["home"]}
    server = Server(environment, Path(made["home"]))
    chance = random.Random(kills)
    stop = threading.Event()
    logins = made["logins"]
    clients = [Client(server.door, made["sitting"], logins[n % len(logins)], n, stop) for n in range(DEVICES)]
    try:
        for client in clients:
            client.sign_in()
        for client in clients:
            client.start()
        for kill in range(kills):
            # Every second time some ballots are under way and some are told; the other times, nobody knows.
            if kill % 2:
                wait_for_receipts(clients, 1)
            time.sleep(chance.uniform(0.02, 0.4))
            server.kill()
            server.await_opening()
        wait_for_receipts(clients, DEVICES)
        stop.set()
        for client in clients:
            client.join(timeout=60)
        # Whoever was left without an answer asks again with the same key, and is told the truth.
        for client in clients:
            for key in list(client.unconfirmed):
                client.confirm(key)
    finally:
        stop.set()
        server.stop()
    assert [client.fault for client in clients if client.fault] == []
    return audit(clients, run("read", environment))


def wait_for_receipts(clients: list[Client], number: int) -> None:
    """Go on once so many more ballots were acknowledged, or after a minute. Fails where one was told wrongly."""
    enough = sum(len(client.receipts) for client in clients) + number
    patience = time.monotonic() + 60
    while sum(len(client.receipts) for client in clients) < enough and time.monotonic() < patience:
        assert [client.fault for client in clients if client.fault] == []
        time.sleep(0.005)


def audit(clients: list[Client], kept: dict[str, Any]) -> dict[str, int]:
    """The books of the devices against those of the house."""
    rows = {one["key"]: one for one in kept["ballots"]}
    entries = {(one["choice"], one["entry"]) for one in kept["ballots"]}
    sent = {key: choice for client in clients for key, choice in client.sent.items()}
    receipts = [key for client in clients for key in client.receipts]
    counting = Counter(one["member"] for one in kept["ballots"] if one["counts"])
    return {
        "acknowledged": len(receipts),
        "retried": sum(client.retries for client in clients),
        "lost": sum(key not in rows for key in receipts),
        "told otherwise": len({one for client in clients for one in client.shown} - entries),
        "twice": sum(times > 1 for times in Counter(one["key"] for one in kept["ballots"]).values())
        + sum(times > 1 for times in counting.values()),
        "invented": sum(sent.get(key) != one["choice"] for key, one in rows.items()),
        "without an entry": len({one["entry"] for one in kept["ballots"]} ^ set(kept["entries"])),
    }


def assert_nothing_lost(environment: dict[str, str], kills: int, capsys: pytest.CaptureFixture[str]) -> None:
    began = time.monotonic()
    found = killed_while_voting(environment, kills)
    with capsys.disabled():
        figures = ", ".join(f"{figure} {name}" for name, figure in found.items())
        print(f"\n{kills} kills in {time.monotonic() - began:.0f} s on {engine(environment)}: {figures}")
    assert found["acknowledged"] > DEVICES and found["retried"] > DEVICES
    wrong = {name: found[name] for name in ("lost", "told otherwise", "twice", "invented", "without an entry")}
    assert wrong == dict.fromkeys(wrong, 0)


def engine(environment: dict[str, str]) -> str:
    """Which database this house has."""
    return "postgresql" if environment["PLENARY_DATABASE_URL"].startswith("postgres") else "sqlite"


def test_no_receipt_is_lost_when_the_server_is_killed(house, capsys):
    assert_nothing_lost(house, {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}[engine(house)], capsys)


@pytest.mark.soak
def test_no_receipt_is_lost_in_two_hundred_kills(house, capsys):
    assert_nothing_lost(house, SOAK, capsys)
