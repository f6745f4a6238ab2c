"""The hosts of a real house: files on a port of their own, and a name that is not ours gets a plain no."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.served import plenary_command, serving, surroundings

KEEP_A_FILE = """
import django
django.setup()
from plenary.foundation.files.storing import store
print(store(b"%PDF-1.4 <script>alert(1)</script>", name="a.pdf", media_type="application/pdf", audience="public").key)
"""


def keep_a_file(home: Path) -> str:
    """A public file in that house; its key."""
    settings = {**surroundings(home), "DJANGO_SETTINGS_MODULE": "plenary.config.settings.serving"}
    done = subprocess.run([sys.executable, "-c", KEEP_A_FILE], env=settings, check=True, capture_output=True, text=True)
    return done.stdout.strip()


class Asked:
    """One request over the wire, its Host header as given."""

    def __init__(self, address: str, path: str, *, host: str = "", **headers: str) -> None:
        where = urlsplit(address)
        line = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
        line.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
        line.putheader("Host", host or where.netloc)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()
        line.close()


class Open:
    """An open house: its address and the key of a file in it."""

    def __init__(self, address: str, file: str) -> None:
        self.address, self.file = address, file

    def sent_on(self) -> str:
        """The address with a fresh ticket."""
        answer = Asked(self.address, f"/f/{self.file}/a.pdf")
        assert (answer.status, answer.body) == (303, b"")
        return answer.headers["Location"]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Open]:
    home = tmp_path_factory.mktemp("house")
    plenary_command(home, "init", "--name", "Ana Example")
    file = keep_a_file(home)
    with serving(home) as address:
        yield Open(address, file)


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def test_a_file_comes_from_another_origin_once(house):
    ticket = house.sent_on()
    assert origin(ticket) != origin(house.address)
    assert urlsplit(ticket).hostname == urlsplit(house.address).hostname
    first = Asked(origin(ticket), urlsplit(ticket).path, Cookie="sessionid=anything")
    assert (first.status, first.body[:9]) == (200, b"%PDF-1.4 ")
    assert first.headers["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert first.headers["Content-Security-Policy"].endswith("sandbox")
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert first.headers["Cache-Control"] == "private, no-store"
    assert first.headers["Set-Cookie"] is None
    again = Asked(origin(ticket), urlsplit(ticket).path)
    assert again.status == 410
    assert b"was used already" in again.body


def test_the_house_itself_serves_no_bytes(house):
    ticket = house.sent_on()
    assert Asked(house.address, urlsplit(ticket).path).status == 404
    assert Asked(origin(ticket), urlsplit(ticket).path).status == 200, "the ticket was not spent at the wrong door"


@pytest.mark.parametrize("path", ["/", "/en/", "/sign-in/", "/stream/", "/static/plenary/plenary.css", "/favicon.ico"])
def test_the_files_port_answers_nothing_else(house, path):
    answer = Asked(origin(house.sent_on()), path)
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8019",
        "localhost.evil.example",
        "localhost@evil.example",
        "127.0.0.2",
        "a b",
        "<b>",
    ],
)
@pytest.mark.parametrize("path", ["/en/", "/sign-in/", "/desk/", "/record/check/"])
def test_a_name_that_is_not_ours_gets_a_plain_no(house, host, path):
    answer = Asked(house.address, path, host=host)
    said = answer.body.decode()
    assert answer.status == 400
    assert "This house does not answer to the name in your address." in said
    assert "evil" not in said
    assert "<b>" not in said
    assert "Traceback" not in said
    assert answer.headers["Location"] is None


def test_a_name_that_is_not_ours_gets_no_file(house):
    ticket = house.sent_on()
    for address, path in ((house.address, f"/f/{house.file}/a.pdf"), (origin(ticket), urlsplit(ticket).path)):
        answer = Asked(address, path, host="evil.example")
        assert answer.status == 400, address
        assert b"%PDF" not in answer.body


def test_no_header_puts_a_name_into_links(house):
    """Forwarded headers count only from a proxy that the operator named; here there is none."""
    lies = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "https", "Forwarded": "host=evil.example"}
    for path in ("/en/", "/sign-in/", "/desk/", "/en/news/feed/", f"/f/{house.file}/a.pdf"):
        answer = Asked(house.address, path, **lies)
        assert b"evil.example" not in answer.body, path
        assert "evil.example" not in answer.headers.get("Location", ""), path
        assert not answer.headers.get("Location", "").startswith("https:"), path
