"""A shown receipt is on disk: the server is killed at random moments while eight devices vote.

Nothing acknowledged is lost, nothing counts twice, nothing is there that nobody sent. The processes have a database
of their own beside the one of the checks: a file of SQLite, or a new database on the PostgreSQL server that
PLENARY_DATABASE_URL names.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.concurrency.clients import Client, send

DEVICES = 8
ON_SQLITE, ON_POSTGRESQL, SOAK = 40, 10, 200
CHECKOUT = Path(__file__).resolve().parents[2]


def run(part: str, environment: dict[str, str]) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.house_process", part],
        cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def house(tmp_path):
    """The environment of a house of its own, and its database gone again afterwards."""
    url = os.environ.get("PLENARY_DATABASE_URL", "")
    environment = {
        **os.environ,
        "PLENARY_HOME": str(tmp_path),
        "PLENARY_SECRET_KEY": "only-for-tests",
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


def killed_while_voting(environment: dict[str, str], kills: int) -> dict[str, int]:
    """Vote, kill, vote on; what was lost, counted twice or invented."""
    made = run("prepare", environment)
    people, question = list(made["people"].values()), made["question"]
    log = (Path(environment["PLENARY_HOME"]) / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.house_process", "serve"],
        cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True,
    )  # fmt: skip
    chance = random.Random(kills)
    stop = threading.Event()
    try:
        port = int(server.stdout.readline())
        clients = [Client(port, question, people[n % len(people)], n, stop) for n in range(DEVICES)]
        for client in clients:
            client.start()
        answering = int(server.stdout.readline())
        for kill in range(kills):
            # Every second time some ballots are under way and some are told; the other times, nobody knows.
            if kill % 2:
                wait_for_a_receipt(clients)
            time.sleep(chance.uniform(0.02, 0.4))
            os.kill(answering, signal.SIGKILL)
            answering = int(server.stdout.readline())
        wait_for_a_receipt(clients)
        stop.set()
        for client in clients:
            client.join(timeout=30)
        # Whoever was left without an answer asks again with the same key, and is told the truth.
        for client in clients:
            for key in set(client.sent) - set(client.receipts):
                client.receipts[key] = send(port, question, client.person, client.sent[key], key)
    finally:
        stop.set()
        server.terminate()
        server.wait(timeout=10)
        os.kill(answering, signal.SIGKILL)
        log.close()
    assert [client.fault for client in clients if client.fault] == []
    return audit(clients, run("read", environment))


def wait_for_a_receipt(clients: list[Client]) -> None:
    """Go on once another ballot was acknowledged."""
    told = sum(len(client.receipts) for client in clients)
    patience = time.monotonic() + 60
    while sum(len(client.receipts) for client in clients) == told and time.monotonic() < patience:
        time.sleep(0.005)


def audit(clients: list[Client], kept: dict[str, list]) -> dict[str, int]:
    """The books of the devices against those of the house."""
    rows = {one["key"]: one for one in kept["ballots"]}
    sent = {key: choice for client in clients for key, choice in client.sent.items()}
    receipts = {key: said for client in clients for key, said in client.receipts.items()}
    counting = Counter(one["member"] for one in kept["ballots"] if one["counts"])
    return {
        "acknowledged": len(receipts),
        "retried": sum(client.retries for client in clients),
        "lost": sum(key not in rows for key in receipts),
        "told otherwise": sum(
            (said["choice"], said["entry"]) != (rows[key]["choice"], rows[key]["entry"])
            for key, said in receipts.items()
            if key in rows
        ),
        "twice": sum(times > 1 for times in Counter(one["key"] for one in kept["ballots"]).values())
        + sum(times > 1 for times in counting.values()),
        "invented": sum(sent.get(key) != one["choice"] for key, one in rows.items()),
        "without an entry": len({one["entry"] for one in kept["ballots"]} ^ set(kept["entries"])),
    }


def assert_nothing_lost(found: dict[str, int]) -> None:
    print(found)
    assert found["acknowledged"] > DEVICES and found["retried"] > DEVICES
    wrong = {name: found[name] for name in ("lost", "told otherwise", "twice", "invented", "without an entry")}
    assert wrong == dict.fromkeys(wrong, 0)


def test_no_receipt_is_lost_when_the_server_is_killed(house):
    on_postgresql = house["PLENARY_DATABASE_URL"].startswith("postgres")
    assert_nothing_lost(killed_while_voting(house, ON_POSTGRESQL if on_postgresql else ON_SQLITE))


@pytest.mark.soak
def test_no_receipt_is_lost_in_two_hundred_kills(house):
    assert_nothing_lost(killed_while_voting(house, SOAK))
