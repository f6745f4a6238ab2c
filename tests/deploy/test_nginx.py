"""The proxy of deploy/ in front of a real house: the file as it ships, with ports and paths of this machine.

The house is the summit of Bishkek with a vote open. On PostgreSQL nothing of this is different.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import pytest

from tests.concurrency.clients import form_of
from tests.deploy.proxy import FILES_NAME, NAME, Proxy, Visitor, free_port, nginx, served_behind_proxy
from tests.interfaces.cli.houses import CHECKOUT, House
from tests.security.test_hosts import keep_a_file

pytestmark = pytest.mark.embedded

CANARY = "zq-canary-8812"


@dataclass
class Street:
    """The house, with nginx before it. logins: of the seats; sitting: in which the vote is open; said: its log."""

    home: Path
    proxy: Proxy
    caching: Proxy
    sitting: str
    logins: list[str]
    said: Path

    def signed_in(self, seat: int, **more: str) -> Visitor:
        """A browser of one of the seats."""
        browser = self.proxy.visitor()
        way_in = "/sign-in/demonstration/"
        fields = form_of(browser.ask("/sign-in/").body.decode(), way_in, login=self.logins[seat])
        assert browser.ask(way_in, fields, **more).status == 302
        return browser


@pytest.fixture(scope="module")
def street(tmp_path_factory) -> Iterator[Street]:
    place = tmp_path_factory.mktemp("street")
    process = House(place / "home").environment
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.house_process", "prepare"],
        cwd=CHECKOUT, env=process, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout.splitlines()[-1])
    home, log = Path(told["home"]), place / "house.log"
    with (
        served_behind_proxy(home, log) as port,
        nginx(place / "nginx", port) as proxy,
        nginx(place / "caching", port, caching=True) as caching,
    ):
        yield Street(home, proxy, caching, told["sitting"], told["logins"], log)


class TestWithoutTLS:
    @pytest.mark.parametrize("path", ["/", "/today/", f"/set-up/?link={CANARY}", "/health/", "/f/x/a.pdf", "/static/x"])
    def test_nothing_is_served(self, street, path):
        for name in (NAME, FILES_NAME):
            said = plainly(street.proxy.plain, name, path)
            assert said.startswith(b"HTTP/1.1 301 ")
            assert f"\r\nLocation: https://{name}{path}\r\n".encode() in said
            assert b"Set-Cookie" not in said

    def test_another_name_gets_no_answer(self, street):
        assert plainly(street.proxy.plain, "elsewhere.example", "/") == b""
        with pytest.raises(ssl.SSLError):
            street.proxy.line("elsewhere.example")


def plainly(port: int, host: str, path: str) -> bytes:
    """All that comes back without TLS."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: line.recv(4096), b""))


class TestTheHouse:
    def test_a_sign_in_by_cookies_that_no_other_host_can_set(self, street):
        browser = street.signed_in(0)
        assert browser.ask("/today/").status == 200
        assert {"__Host-sessionid", "__Host-csrftoken"} <= set(browser.cookies)
        answer = street.proxy.visitor().ask("/sign-in/")
        set_now = [SimpleCookie(said) for said in answer.headers.get_all("Set-Cookie")]
        for cookie in set_now:
            for name, morsel in cookie.items():
                assert name.startswith("__Host-")
                assert (morsel["secure"], morsel["httponly"], morsel["path"]) == (True, True, "/")
                assert (morsel["domain"], morsel["samesite"]) == ("", "Lax")
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert answer.headers["Server"] == "nginx"

    def test_who_asks_is_whom_the_proxy_saw(self, street):
        """What a visitor claims of itself reaches nobody."""
        street.signed_in(
            1, X_Forwarded_For="203.0.113.9", X_Forwarded_Host="elsewhere.example", Forwarded="for=203.0.113.9"
        )
        networks = [network for (network,) in House(street.home).ask("SELECT network FROM people_signin")]
        assert networks
        assert not [network for network in networks if "203.0" in network]

    def test_a_page_of_one_person_is_kept_nowhere(self, street):
        """Also where a cache was switched on: it keeps what is the same for all, and no page of a person."""
        browser = street.signed_in(2)
        browser.proxy = street.caching
        for _ in range(2):
            assert browser.ask("/today/").status == 200
            assert browser.ask("/me/").status == 200
        style = re.search(r'href="(/static/[^"]+\.css)"', browser.ask("/today/").body.decode())[1]
        for _ in range(2):
            assert browser.ask(style).status == 200
        outsider = street.caching.visitor()
        assert outsider.ask("/today/").status == 302
        kept = b"".join(file.read_bytes() for file in (street.caching.place / "cache").rglob("*") if file.is_file())
        assert style.encode() in kept, "the cache does keep something"
        assert b"/today/" not in kept
        assert b"/me/" not in kept

    def test_an_event_within_a_second(self, street):
        seat, other = street.signed_in(3), street.signed_in(4)
        page = seat.ask(f"/c/{street.sitting}/seat/").body.decode()
        token = re.search(r'data-live-token="([^"]*)"', page)[1]
        with street.proxy.line() as stream:
            host = f"{NAME}:{street.proxy.tls}"
            asked = f"GET /stream/?token={token} HTTP/1.1\r\nHost: {host}\r\nCookie: {seat.cookie}\r\n\r\n"
            stream.sendall(asked.encode())
            heard = until(stream, b"event: beat")
            assert heard.startswith(b"HTTP/1.1 200 ")
            confirmed = self._half_voted(street, other)
            pressed = monotonic()
            assert other.ask(f"/c/{street.sitting}/seat/vote/", confirmed).status == 302
            until(stream, b'"topic"')
            waited = monotonic() - pressed
        assert waited < 1

    @staticmethod
    def _half_voted(street, browser) -> dict[str, str]:
        """The form by which a chosen ballot is confirmed."""
        ballot = f"/c/{street.sitting}/seat/vote/"
        chosen = form_of(browser.ask(f"{ballot}?again").body.decode(), ballot) | {"choice": "in_favour"}
        return form_of(browser.ask(ballot, chosen).body.decode(), ballot, step="confirm")

    def test_too_much_is_stopped_at_the_door(self, street):
        assert street.proxy.visitor().ask("/sign-in/", b"x" * (22 * 1024 * 1024)).status == 413

    def test_health_is_for_the_machine_that_watches(self, street):
        assert json.loads(street.proxy.visitor().ask("/health/").body)["database"] == "good"
        assert Visitor(street.proxy, source="127.0.0.2").ask("/health/").status == 403


class TestFiles:
    def test_by_a_name_of_their_own_without_cookies(self, street):
        key = keep_a_file(street.home)
        browser = street.signed_in(5)
        sent_on = browser.ask(f"/f/{key}/a.pdf")
        assert sent_on.status == 303
        where = urlsplit(sent_on.headers["Location"])
        assert (where.scheme, where.netloc) == ("https", FILES_NAME)
        path = f"{where.path}?{where.query}"
        answer = browser.ask(path, name=FILES_NAME)
        assert (answer.status, answer.body[:8]) == (200, b"%PDF-1.4")
        assert answer.headers["Set-Cookie"] is None
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert browser.ask(path, name=FILES_NAME).status != 200, "a ticket is good once"

    def test_nothing_else_is_there(self, street):
        browser = street.signed_in(5)
        for path in ("/", "/today/", "/sign-in/", "/stream/", "/health/", "/static/plenary/plenary.css"):
            assert browser.ask(path, name=FILES_NAME).status == 404
        assert browser.ask("/f/x/a.pdf", b"x", name=FILES_NAME).status == 403


def test_no_log_holds_an_address(street):
    """Keys of what is not public and links that let somebody in stand in addresses."""
    visitor = street.proxy.visitor()
    visitor.ask(f"/set-up/?link={CANARY}", Referer=f"https://{NAME}/{CANARY}")
    visitor.ask(f"/w/{CANARY}/", Cookie=f"x={CANARY}")
    assert CANARY not in street.proxy.log
    assert CANARY not in street.said.read_text()
    addresses = [json.loads(line)["address"] for line in street.said.read_text().splitlines() if line.startswith("{")]
    assert "set-up/" in addresses


def test_a_house_that_is_closed_leaves_no_address_in_the_log_either(tmp_path):
    with nginx(tmp_path / "alone", free_port()) as proxy:
        assert proxy.visitor().ask(f"/set-up/?link={CANARY}").status == 502
        assert CANARY not in proxy.log


def until(stream: ssl.SSLSocket, mark: bytes) -> bytes:
    """Read until the mark."""
    heard = b""
    stream.settimeout(10)
    while mark not in heard:
        piece = stream.recv(4096)
        assert piece, heard
        heard += piece
    return heard
