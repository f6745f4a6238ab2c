"""nginx from Debian with the site of deploy/, on loopback, in front of a house; and what visits it."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "deploy/nginx/plenary.conf"
NAME, FILES_NAME = "house.example", "files.house.example"
OPENS_S = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def certificate(folder: Path) -> None:
    """A certificate for both names that signs itself, where the site looks for one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(tz=UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(NAME), x509.DNSName(FILES_NAME)])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))


@dataclass
class Proxy:
    """Where nginx listens. place: its folder, with its log and what it caches."""

    place: Path
    plain: int
    tls: int

    @property
    def log(self) -> str:
        """All that nginx wrote about requests."""
        return "".join(file.read_text() for file in self.place.glob("*.log"))

    def visitor(self) -> Visitor:
        """A browser that nobody knows."""
        return Visitor(self)

    def line(self, name: str = NAME, source: str = "127.0.0.1") -> ssl.SSLSocket:
        """A connection by TLS to one of the names."""
        trusted = ssl.create_default_context(cafile=str(self.place / "fullchain.pem"))
        plain = socket.create_connection(("127.0.0.1", self.tls), timeout=20, source_address=(source, 0))
        return trusted.wrap_socket(plain, server_hostname=name)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Visitor:
    """A browser: it keeps cookies for the name that set them."""

    proxy: Proxy
    cookies: dict[str, str] = field(default_factory=dict)
    source: str = "127.0.0.1"

    @property
    def cookie(self) -> str:
        """What it sends."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(
        self, path: str, fields: dict[str, str] | bytes | None = None, *, name: str = NAME, method: str = "",
        **more: str,
    ) -> Answer:  # fmt: skip
        """Ask for a page, or send a form, by TLS."""
        host = f"{name}:{self.proxy.tls}"
        asking = http.client.HTTPSConnection(host, timeout=30)
        asking.sock = self.proxy.line(name, self.source)
        headers = {"Host": host, **{key.replace("_", "-"): value for key, value in more.items()}}
        if self.cookies:
            headers["Cookie"] = self.cookie
        body = fields if isinstance(fields, bytes) or fields is None else urlencode(fields)
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{host}"}
        asking.request(method or ("GET" if body is None else "POST"), path, body, headers)
        heard = asking.getresponse()
        answer = Answer(heard.status, heard.headers, heard.read())
        asking.close()
        if name == NAME:
            for cookie in heard.headers.get_all("Set-Cookie") or ():
                key, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[key] = value
        return answer


@contextmanager
def nginx(place: Path, house: int, *, caching: bool = False) -> Iterator[Proxy]:
    """The site as it ships, with the ports and paths of this test; caching: as if somebody had switched a cache on."""
    place.mkdir(mode=0o700)
    certificate(place)
    proxy = Proxy(place, free_port(), free_port())
    site = SITE.read_text()
    exchanged = [
        ("listen 80", f"listen 127.0.0.1:{proxy.plain}"), ("listen 443", f"listen 127.0.0.1:{proxy.tls}"),
        ("127.0.0.1:8019", f"127.0.0.1:{house}"), ("/etc/ssl/plenary", str(place)), ("/var/log/nginx", str(place)),
    ]  # fmt: skip
    if caching:
        kept = f"proxy_cache_path {place}/cache keys_zone=kept:1m;\n"
        site = kept + site
        exchanged.append(("proxy_cache off;", "proxy_cache kept; proxy_cache_key $scheme$host$request_uri;"))
    for ours, theirs in exchanged:
        assert ours in site, ours
        site = site.replace(ours, theirs)
    (place / "site.conf").write_text(site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (place / "nginx.conf").write_text(
        ("user root;\n" if os.geteuid() == 0 else "")
        + f"daemon off; worker_processes 1; pid {place}/pid; error_log stderr crit;\n"
        + "events { worker_connections 512; }\nhttp {\n"
        + "".join(f"{kind}_temp_path {place}/{kind};\n" for kind in kinds)
        + f"include {place}/site.conf;\n}}\n"
    )
    program = os.environ.get("PLENARY_NGINX") or shutil.which("nginx") or "/usr/sbin/nginx"
    process = subprocess.Popen([program, "-p", str(place), "-c", "nginx.conf"], stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(proxy.tls, process)
        yield proxy
    finally:
        process.send_signal(signal.SIGQUIT)
        said = process.communicate(timeout=20)[1]
    assert "emerg" not in said, said


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    deadline = monotonic() + OPENS_S
    while monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            return
    raise AssertionError("it does not listen")


@contextmanager
def served_behind_proxy(home: Path, log: Path) -> Iterator[int]:
    """`plenary serve` as the unit of deploy/ starts it; the port on which the proxy reaches it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLENARY_", "DJANGO_"))}
    settings = {
        "PLENARY_HOME": str(home), "PLENARY_HOSTS": NAME, "PLENARY_FILES_HOST": FILES_NAME, "PLENARY_LOG": "json",
        "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    port = free_port()
    with log.open("w") as writing:
        process = subprocess.Popen(
            [sys.executable, "-m", "plenary.interfaces.cli", "serve", "--behind-proxy", "--port", str(port)],
            env=kept | settings, stdout=writing, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        deadline = monotonic() + OPENS_S
        while "The house is open at" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert monotonic() < deadline, log.read_text()
            sleep(0.05)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
