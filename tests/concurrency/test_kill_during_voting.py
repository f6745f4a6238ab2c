"""A shown receipt is on disk: the server is killed at random moments while eight devices vote on the seat's page.

Nothing acknowledged is lost, nothing counts twice, nothing is there that nobody sent. The house is the demonstration of
Bishkek under `plenary serve`, with a database of its own beside the one of the checks: a file of SQLite, or a new
database on the PostgreSQL server that PLENARY_DATABASE_URL names.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.concurrency.clients import Client
from tests.concurrency.killed_house import Server, engine, run

DEVICES = 8
ON_SQLITE, ON_POSTGRESQL, SOAK = 40, 10, 200


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


def test_no_receipt_is_lost_when_the_server_is_killed(house, capsys):
    assert_nothing_lost(house, {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}[engine(house)], capsys)


@pytest.mark.soak
def test_no_receipt_is_lost_in_two_hundred_kills(house, capsys):
    assert_nothing_lost(house, SOAK, capsys)
