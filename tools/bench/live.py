"""Open screens: how soon the last one hears an announcement while pages are served, and how fast all come back."""

from __future__ import annotations

import http.client
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ANNOUNCEMENTS = 12
PAUSE_S = 0.35
REACH_FANOUT = 2.0
REACH_RETURN = 3.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One run. Milliseconds, each the median over the announcements; seconds to open all.

    kept: from the announcement to its commit in the outbox; nothing where it is not kept. p50, p99, last: from then
    on, to the screens.
    """

    open_s: float
    kept: float
    p50: float
    p99: float
    last: float
    complete: bool
    pages: float


def compiled(folder: Path) -> Path:
    """The readers' program. Exits with a sentence where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        sys.exit("The screens of this bench are a C program: run `sudo apt-get install -y gcc libc6-dev` first.")
    target = folder / "readers"
    subprocess.run([compiler, "-O2", "-o", str(target), str(HERE / "readers.c")], check=True)
    return target


@contextmanager
def server(what: str, port: int, home: Path) -> Iterator[int]:
    """A server for the block; gives its process id."""
    environment = {**os.environ, "PLENARY_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.bench.serving", what, str(port)],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = monotonic() + 60
        while not answers(port):
            if process.poll() is not None or monotonic() > deadline:
                sys.exit(f"The server `{what}` did not start.")
            sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(port: int) -> bool:
    """Whether an announcement gets an answer."""
    try:
        announce(port)
    except OSError:
        return False
    return True


def announce(port: int) -> float:
    """Tell everyone; milliseconds that it took to keep the announcement."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("POST", "/announce")
    said = line.getresponse().read()
    line.close()
    return int(said) / 1e6


class Reading(threading.Thread):
    """Someone who reads pages one after another while the screens listen."""

    def __init__(self, port: int, path: str, pause: float) -> None:
        super().__init__(daemon=True)
        self.port, self.path, self.pause = port, path, pause
        self.count = 0
        self.stopping = threading.Event()

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while not self.stopping.is_set():
            line.request("GET", self.path, headers={"Host": f"localhost:{self.port}"})
            line.getresponse().read()
            self.count += 1
            self.stopping.wait(self.pause)
        line.close()


def fan_out(program: Path, port: int, screens: int, page: str, queries: Path | None = None) -> Heard:
    """Open `screens`, announce ANNOUNCEMENTS times, and say when each was heard. page: read meanwhile, where given."""
    command = [str(program), str(port), str(screens), str(ANNOUNCEMENTS), "120"]
    listening = subprocess.Popen([*command, *([str(queries)] if queries else [])], stdout=subprocess.PIPE, text=True)
    assert listening.stdout is not None
    _, opened, failed, seconds = listening.stdout.readline().split()
    readers = [Reading(port, page, 0.02) for _ in range(2)] if page else []
    for reader in readers:
        reader.start()
    sleep(1.5)
    began = monotonic()
    kept = []
    for _ in range(ANNOUNCEMENTS):
        kept.append(announce(port))
        sleep(PAUSE_S)
    took = monotonic() - began
    for reader in readers:
        reader.stopping.set()
    lines = [line.split()[1:] for line in listening.communicate(timeout=150)[0].splitlines()]
    heard = [[float(value) for value in line] for line in lines]
    events = [[count, *(one - before for one in delays)] for (count, *delays), before in zip(heard, kept, strict=False)]
    middle = [statistics.median(column) for column in zip(*events, strict=True)]
    return Heard(
        open_s=float(seconds),
        kept=statistics.median(kept),
        p50=middle[1],
        p99=middle[2],
        last=middle[3],
        complete=failed == "0" and int(opened) == screens and all(event[0] == screens for event in events),
        pages=sum(reader.count for reader in readers) / took,
    )


def opening(program: Path, port: int, screens: int, queries: Path | None) -> float:
    """Seconds until `screens` that come at once have all heard a first beat."""
    command = [str(program), str(port), str(screens), "0", "120", *([str(queries)] if queries else [])]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    if said[:3] != ["READY", str(screens), "0"]:
        sys.exit(f"Not all {screens} screens came back: {' '.join(said)}")
    return float(said[3])


def tickets(home: Path, count: int, folder: Path, port: int) -> Path:
    """As many tickets as readers, each of another sign-in, signed by this house; all had heard everything."""
    from plenary.foundation.live.admission import Admission  # noqa: PLC0415  only this part knows the product

    admission = Admission((home / "secret-key").read_text().strip())
    file = folder / "tickets"
    last = place_now(port, admission.issue({"members"}, sign_in="s", person="p", cookie="bench"))
    with file.open("w") as out:
        for number in range(count):
            tokens = {"members", f"delegation:{number % 193}"}
            ticket = admission.issue(tokens, sign_in=f"s{number}", person=f"p{number}", cookie="bench")
            out.write(f"token={ticket}&last={last}\n")
    return file


def place_now(port: int, ticket: str) -> str:
    """The id at which a reader stands who has heard everything."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", f"/stream/?token={ticket}", headers={"Cookie": "sessionid=bench"})
    answer = line.getresponse()
    while not (said := answer.readline()).startswith(b"id: "):
        pass
    line.close()
    return said[4:].strip().decode()


def run(home: Path, page: str, *, port: int, rounds: int, screens: int, returning: int) -> bool:
    """Measure both, print two tables, and say whether the reach was kept."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65536, hard), hard))
    heard: dict[str, list[Heard]] = {"bare": [], "house": []}
    back: dict[str, list[float]] = {"bare": [], "house": []}
    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as name:
        folder = Path(name)
        program = compiled(folder)
        for _ in range(rounds):
            for what in ("bare", "house"):
                with server(what, port, home):
                    heard[what].append(fan_out(program, port, screens, page if what == "house" else ""))
                with server(what, port, home):
                    queries = tickets(home, returning, folder, port) if what == "house" else None
                    opening(program, port, returning, queries)
                    sleep(2)  # let it notice that they left
                    back[what].append(opening(program, port, returning, queries))
    best = {what: min(runs, key=lambda one: one.p99) for what, runs in heard.items()}
    pages = statistics.mean(one.pages for one in heard["house"])
    print(f"\n{screens} open screens; the house served {pages:.0f} pages a second meanwhile; best of {rounds} runs")
    print(f"{'':20}{'kept ms':>9}{'p50 ms':>9}{'p99 ms':>9}{'last ms':>9}{'all heard':>11}")
    for what, one in best.items():
        whole = "yes" if one.complete else "NO"
        print(f"{what:20}{one.kept:9.1f}{one.p50:9.1f}{one.p99:9.1f}{one.last:9.1f}{whole:>11}")
    ratio = best["house"].p99 / best["bare"].p99
    print(f"{'house / bare':20}{'':18}{ratio:9.2f}   reach {REACH_FANOUT:.0f}")
    quickest = {what: min(runs) for what, runs in back.items()}
    print(f"\n{returning} screens come back at once, each with its own ticket; best of {rounds} runs")
    for what, seconds in quickest.items():
        print(f"{what:20}{seconds:9.2f} s")
    again = quickest["house"] / quickest["bare"]
    print(f"{'house / bare':20}{again:9.2f}   reach {REACH_RETURN:.0f}")
    all_heard = all(one.complete for runs in heard.values() for one in runs)
    return ratio <= REACH_FANOUT and again <= REACH_RETURN and all_heard
