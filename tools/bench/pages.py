"""What the meeting page costs beside a bare Django page of the same size: CPU time a request, in the same run.

The bare page is read from the folder that PLENARY_BENCH names (../shared/bench by default) and copied to a
temporary one; nothing of it is kept here.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

from tools.bench.live import ROOT, server

MEETING = "/en/m/CSC-2019-1/"
BARE = "/m/1/"
BARE_KEPT = "/m/1/shell"
REACH = 2.0
CONNECTIONS = 20
Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Cost:
    """One page under load. cpu_ms: of the server, a request. p50 and p99 in milliseconds, as the client saw them."""

    status: int
    cpu_ms: float
    a_second: float
    p50: float
    p99: float


def cpu_seconds(process: int) -> float:
    """CPU time a process has used, with all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ask(port: int, path: str, headers: Mapping[str, str], body: str | None = None) -> tuple[int, Headers, bytes]:
    """One request: status, headers in small letters (one that came several times is one line), body."""
    line = http.client.HTTPConnection("localhost", port, timeout=60)
    line.request("GET" if body is None else "POST", path, body=body, headers=dict(headers))
    answer = line.getresponse()
    heard = answer.read()
    line.close()
    return answer.status, {name.lower(): answer.getheader(name, "") for name in answer.headers}, heard


def cost(process: int, port: int, path: str, headers: Headers, seconds: int) -> Cost:
    """Load one address for `seconds`, after one second to warm up."""
    status = ask(port, path, headers)[0]
    load = with_wrk if shutil.which("wrk") else with_threads
    load(port, path, headers, 1)
    before = cpu_seconds(process)
    count, took, p50, p99 = load(port, path, headers, seconds)
    return Cost(status, (cpu_seconds(process) - before) * 1000 / count, count / took, p50, p99)


def with_wrk(port: int, path: str, headers: Headers, seconds: int) -> tuple[int, float, float, float]:
    """Requests, seconds, median and p99 in milliseconds, by wrk."""
    given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    said = subprocess.run(
        ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *given, f"http://localhost:{port}{path}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    count, took = re.search(r"(\d+) requests in ([\d.]+)s", said).groups()  # type: ignore[union-attr]
    p50, p99 = (_ms(re.search(rf"\n\s+{part}%\s+(\S+)", said)[1]) for part in (50, 99))  # type: ignore[index]
    return int(count), float(took), p50, p99


def _ms(said: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", said).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}[unit]


def with_threads(port: int, path: str, headers: Headers, seconds: int) -> tuple[int, float, float, float]:
    """The same by threads of Python, where wrk is not installed: the client is then part of what is waited for."""
    delays: list[float] = []
    began = monotonic()

    def read() -> None:
        line = http.client.HTTPConnection("localhost", port, timeout=60)
        while monotonic() - began < seconds:
            asked = monotonic()
            line.request("GET", path, headers=headers)
            line.getresponse().read()
            delays.append((monotonic() - asked) * 1000)
        line.close()

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    parts = statistics.quantiles(delays, n=100) if len(delays) > 1 else [delays[0]] * 99
    return len(delays), monotonic() - began, parts[49], parts[98]


@contextmanager
def bare_server(port: int) -> Iterator[tuple[int, str]]:
    """The bare page, seeded in a folder of its own; gives process id and the cookie of its delegate."""
    source = Path(os.environ.get("PLENARY_BENCH", ROOT.parent / "shared" / "bench")) / "page"
    if not source.is_dir():
        sys.exit(f"The bare page is not in {source}; name its folder in PLENARY_BENCH.")
    with tempfile.TemporaryDirectory(prefix="plenary-bare-") as name:
        folder = Path(shutil.copytree(source, Path(name) / "page"))
        environment = {
            **os.environ,
            "PYTHONPATH": f"{folder}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "tools.bench.beside",
            "SQLITE": str(Path(name) / "page.db"),
            "THREADS": "2",
        }
        seeded = subprocess.run(
            [sys.executable, "seed.py"], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        command = ["-m", "uvicorn", "plen.hybrid:app", "--port", str(port), "--no-access-log", "--log-level", "error"]
        process = subprocess.Popen([sys.executable, *command, "--lifespan", "off"], cwd=folder, env=environment)
        try:
            deadline = monotonic() + 30
            while True:
                try:
                    ask(port, "/hello", {})
                    break
                except OSError:
                    if process.poll() is not None or monotonic() > deadline:
                        sys.exit("The bare page did not start.")
                    sleep(0.1)
            yield process.pid, f"sessionid={seeded.stdout.split()[-1]}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def signed_in(port: int) -> str:
    """Cookies of the first demonstration login that reads the meeting page."""
    _, headers, page = ask(port, "/sign-in/", {})
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    logins = re.findall(rb'name="login" value="([^"]+)"', page)
    if token is None or not logins:
        sys.exit("This house offers no demonstration login.")
    csrf = headers["set-cookie"].split(";")[0]
    body = urlencode({"csrfmiddlewaretoken": token[1].decode(), "login": logins[0].decode()})
    form = {"Cookie": csrf, "Content-Type": "application/x-www-form-urlencoded"}
    status, headers, _ = ask(port, "/sign-in/demonstration/", form, body)
    cookies = re.findall(r"(?:sessionid|pass)=[^;,]+", headers.get("set-cookie", ""))
    if status >= 400 or len(cookies) != 2:
        sys.exit(f"The demonstration login was refused ({status}).")
    return "; ".join(cookies)


def three(process: int, port: int, cookie: str, page: str, kept: str, seconds: int) -> dict[str, Cost]:
    """The three costs of one server: made anew for one signed in, not modified for the same, kept for anyone."""
    mine = {"Cookie": cookie}
    tag = ask(port, kept, mine)[1].get("etag", '"none"')
    ask(port, kept, {})
    return {
        "signed in, uncached": cost(process, port, page, mine, seconds),
        "not modified (304)": cost(process, port, kept, {**mine, "If-None-Match": tag}, seconds),
        "anonymous, cached": cost(process, port, kept, {}, seconds),
    }


def run(home: Path, *, port: int, seconds: int) -> bool:
    """Measure both, print the table, and say whether the reach was kept."""
    with bare_server(port) as (process, cookie):
        bare = three(process, port, cookie, BARE, BARE_KEPT, seconds)
    with server("house", port, home) as process:
        house = three(process, port, signed_in(port), MEETING, MEETING, seconds)
    if shutil.which("wrk") is None:
        print("\nwrk is not installed: requests a second and delays are those of a client in Python.")
    print(f"\nThe meeting page, {seconds} s each; CPU time of the server a request")
    print(f"{'':24}{'':8}{'status':>8}{'cpu ms':>9}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}")
    kept = True
    for what in bare:
        for name, one in (("bare", bare[what]), ("house", house[what])):
            line = f"{what if name == 'bare' else '':24}{name:8}{one.status:8}{one.cpu_ms:9.2f}{one.a_second:9.0f}"
            line += f"{one.p50:9.1f}{one.p99:9.1f}"
            if name == "house":
                ratio = one.cpu_ms / bare[what].cpu_ms
                kept &= ratio <= REACH and one.status == bare[what].status
                line += f"{ratio:8.2f}   reach {REACH:.0f}"
            print(line)
    return kept
