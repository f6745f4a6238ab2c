"""`plenary serve` as an operator starts and stops it."""

from __future__ import annotations

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from plenary.interfaces.cli.serve import address_of, listening

ROOT = Path(__file__).resolve().parents[3]


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PLENARY_", "DJANGO_"))}
    return {**kept, "PLENARY_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), **more}


def plenary(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plenary.interfaces.cli", *words],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded house."""
    home = tmp_path_factory.mktemp("house")
    done = plenary(home, "init", "--name", "Ana Example")
    assert done.returncode == 0, done.stderr
    return home


class Running:
    """A serving process and what it printed."""

    def __init__(self, home: Path, out: Path, *words: str, **more: str) -> None:
        self.out = out
        with out.open("w") as writing:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "plenary.interfaces.cli", "serve", *words],
                env=environment(home, **more),
                stdout=writing,
                stderr=subprocess.STDOUT,
            )

    def address(self) -> str:
        """The address it printed, once it did."""
        deadline = monotonic() + 90
        while not (found := re.search(r"open at (\S+)", self.out.read_text())):
            assert self.process.poll() is None, self.out.read_text()
            assert monotonic() < deadline, self.out.read_text()
            sleep(0.05)
        return found.group(1)

    def stop(self, sent: int = signal.SIGTERM) -> tuple[int, float]:
        """Exit status, and seconds it took."""
        began = monotonic()
        self.process.send_signal(sent)
        return self.process.wait(timeout=20), monotonic() - began


@pytest.fixture
def serve(home: Path, tmp_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def serve(*words: str, **more: str) -> Running:
        started.append(Running(home, tmp_path / f"out-{len(started)}", *words, **more))
        return started[-1]

    yield serve
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_opens_answers_and_closes_soon_with_streams_open(serve, sent: int) -> None:
    running = serve("--port", str(free_port()))
    address = running.address()
    port = int(address.rstrip("/").rsplit(":", 1)[1])
    assert address == f"http://localhost:{port}/"
    streams = []
    for _ in range(20):
        stream = socket.create_connection(("127.0.0.1", port), timeout=10)
        stream.sendall(b"GET /stream/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while b"event: beat" not in stream.recv(4096):
            pass
        streams.append(stream)
    status, seconds = running.stop(sent)
    assert status == 0, running.out.read_text()
    assert seconds < 4, "0.6 s on a machine at rest"
    for stream in streams:
        stream.close()


def test_takes_the_next_port_where_one_is_busy(serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = taken.getsockname()[1]
        running = serve("--port", str(busy))
        port = int(running.address().rstrip("/").rsplit(":", 1)[1])
        assert busy < port < busy + 100
        running.stop()


def test_refuses_a_second_writing_process_on_sqlite(serve, home: Path) -> None:
    running = serve("--port", str(free_port()))
    address = running.address()
    second = plenary(home, "serve")
    assert second.returncode == 1
    assert f"process {running.process.pid}, {address}" in second.stderr
    assert "Traceback" not in second.stderr
    running.stop()


def test_serves_tls(serve, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(tz=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = tmp_path / "c.pem", tmp_path / "k.pem"
    cert_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    running = serve("--port", str(free_port()), "--tls-cert", str(cert_file), "--tls-key", str(key_file))
    address = running.address()
    assert address.startswith("https://localhost:")
    trusting = ssl.create_default_context(cafile=str(cert_file))
    with urllib.request.urlopen(address + "stream/", context=trusting, timeout=10) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert running.stop()[0] == 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--host", "0.0.0.0"], 1, "opens with TLS only"),
        (["--lanes", "pages"], 2, "--lanes names web, live, work"),
        (["--tls-cert", "x.pem"], 2, "go together"),
        (["--tls-cert", "x.pem", "--tls-key", "y.pem"], 2, "There is no file x.pem"),
        (["--lanes", "live"], 1, "need a bus between them"),
        (["--lanes", "work"], 0, "Nothing is left to do here"),
        (["--port", "8019", "--host", "no.such.name.invalid", "--behind-proxy"], 1, "is no name or address"),
    ],
)
def test_says_why_it_does_not_open(home: Path, words: list[str], status: int, said: str) -> None:
    done = plenary(home, "serve", *words)
    assert done.returncode == status, done.stderr
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_needs_a_house(tmp_path: Path) -> None:
    done = plenary(tmp_path / "nothing", "serve")
    assert done.returncode == 1
    assert "There is no house in" in done.stderr


class TestListening:
    def test_on_both_addresses_of_localhost(self) -> None:
        sockets = listening("localhost", free_port(), 50)
        assert len({each.getsockname()[1] for each in sockets}) == 1
        assert sockets[0].getsockname()[0] == "127.0.0.1"
        for each in sockets:
            each.close()

    def test_finds_none(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            assert listening("localhost", taken.getsockname()[1], 1) == []

    def test_addresses(self) -> None:
        assert address_of("localhost", 8019, False) == "http://localhost:8019/"
        assert address_of("house.example", 443, True) == "https://house.example/"
        assert address_of("::1", 80, False) == "http://[::1]/"
