"""A shown receipt is on disk: the server is killed at random moments, and lines are lost, while two people write.

Each has two devices, and all write into the same six paragraphs. No word of an acknowledged save is lost, none is there
twice, none that nobody sent. The house is the demonstration of Bishkek under `plenary serve`.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.concurrency.house_process import MARKS
from tests.concurrency.killed_house import Server, engine, run
from tests.concurrency.writers import Writer

ON_SQLITE, ON_POSTGRESQL, SOAK = 40, 10, 500
TOKEN = re.compile(r"\bw\d+x\d+\b")


def killed_while_writing(environment: dict[str, str], kills: int) -> dict[str, int]:
    """Write, kill, write on; what was lost, told twice or invented."""
    made = run("prepare_draft", environment)
    environment = {**environment, "PLENARY_HOME": made["home"]}
    server = Server(environment, Path(made["home"]))
    chance = random.Random(kills)
    stop = threading.Event()
    address = f"/desk/documents/{made['document']}/draft/en/"
    logins = made["logins"]
    writers = [Writer(server.door, address, logins[n % len(logins)], mark, n, stop) for n, mark in enumerate(MARKS)]
    try:
        for writer in writers:
            writer.sign_in()
        for writer in writers:
            writer.start()
        for kill in range(kills):
            # Every second time some saves are under way and some are told; the other times, nobody knows.
            if kill % 2:
                wait_for_saves(writers, 2)
            time.sleep(chance.uniform(0.02, 0.4))
            server.kill()
            server.await_opening()
        wait_for_saves(writers, len(MARKS))
        stop.set()
        for writer in writers:
            writer.join(timeout=60)
        assert not any(writer.is_alive() for writer in writers)
    finally:
        stop.set()
        server.stop()
    assert [writer.fault for writer in writers if writer.fault] == []
    return audit(writers, run("read_draft", environment))


def wait_for_saves(writers: list[Writer], number: int) -> None:
    """Go on once so many more saves were acknowledged, or after a minute. Fails where one was told wrongly."""
    enough = sum(len(writer.kept) for writer in writers) + number
    patience = time.monotonic() + 60
    while sum(len(writer.kept) for writer in writers) < enough and time.monotonic() < patience:
        assert [writer.fault for writer in writers if writer.fault] == []
        time.sleep(0.005)


def audit(writers: list[Writer], kept: dict[str, Any]) -> dict[str, int]:
    """The books of the devices against those of the house."""
    stands = Counter(TOKEN.findall("\n".join(kept["text"])))
    sent = set().union(*(writer.sent for writer in writers))
    acknowledged = set().union(*(writer.kept for writer in writers))
    keys = Counter(one["save_key"] for one in kept["saves"] if one["save_key"])
    told = set().union(*(writer.keys for writer in writers))
    plain = Counter(re.findall(r"[a-zA-Z]+", TOKEN.sub("", " ".join(kept["text"]))))
    return {
        "acknowledged": len(acknowledged),
        "sent again": sum(writer.again for writer in writers),
        "lines lost": sum(writer.line.lost for writer in writers),
        "laid together": sum(writer.merged for writer in writers),
        "kept beside": sum(writer.beside for writer in writers),
        "lost": len(acknowledged - stands.keys()),
        "twice": sum(times > 1 for times in stands.values()) + sum(times > 1 for times in keys.values()),
        "invented": len(stands.keys() - sent),
        "of the text itself": sum(plain[mark] != 6 for mark in (*MARKS, "Members", "agree", "point")),
        "keys unknown": len(told - keys.keys()),
        "without an entry": len({one["entry"] for one in kept["saves"]} ^ set(kept["entries"])),
    }


def assert_nothing_lost(environment: dict[str, str], kills: int, capsys: pytest.CaptureFixture[str]) -> None:
    began = time.monotonic()
    found = killed_while_writing(environment, kills)
    with capsys.disabled():
        figures = ", ".join(f"{figure} {name}" for name, figure in found.items())
        print(f"\n{kills} kills in {time.monotonic() - began:.0f} s on {engine(environment)}: {figures}")
    assert found["acknowledged"] > kills // 2
    # That two touch the same words is a matter of luck, which a few kills need not bring
    brought = ("sent again", "lines lost", "laid together", "kept beside") if kills == SOAK else ("sent again",)
    assert min(found[name] for name in brought) > 0
    wrong = ("lost", "twice", "invented", "of the text itself", "keys unknown", "without an entry")
    assert {name: found[name] for name in wrong} == dict.fromkeys(wrong, 0)


def test_no_word_is_lost_when_the_server_is_killed(house, capsys):
    assert_nothing_lost(house, {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}[engine(house)], capsys)


@pytest.mark.soak
def test_no_word_is_lost_in_five_hundred_kills(house, capsys):
    assert_nothing_lost(house, SOAK, capsys)
