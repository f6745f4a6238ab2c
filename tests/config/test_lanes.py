"""The application with all its lanes: each request goes down the right one, and timed work comes back."""

from __future__ import annotations

import asyncio
import http.client
import threading
from pathlib import Path
from time import monotonic, sleep

import pytest
from tests.config.conftest import served

from plenary.config.files_door import FilesDoor
from plenary.config.lanes import Clockwork, Lanes, house
from plenary.config.pages import Pages
from plenary.config.shelf import Shelf
from plenary.foundation.live import publishing
from plenary.foundation.live.admission import Admission
from plenary.foundation.live.bus import Memory, change_bus
from plenary.foundation.live.hub import Hub


def plain(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [f"page {environ['PATH_INFO']} {environ.get('HTTP_COOKIE', '')}".encode()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sheet.0123456789ab.css").write_text("body { margin: 0 }" * 40)
    (tmp_path / "sheet.css").write_text("body { margin: 0 }" * 40)
    (tmp_path / "sheet.0123456789ab.css.gz").write_bytes(b"compressed")
    (tmp_path / "picture.bin").write_bytes(bytes(range(256)) * 4096)
    return tmp_path


class TestShelf:
    def test_named_by_digest_is_kept_for_ever_and_sent_compressed(self, folder: Path) -> None:
        with served(Lanes(pages=None, shelf=Shelf("/static/", folder), hub=None, work=[])) as house:
            packed = {"Accept-Encoding": "gzip"}
            status, headers, heard = house.ask("GET", "/static/sheet.0123456789ab.css", headers=packed)
            assert (status, heard, headers["content-encoding"]) == (200, b"compressed", "gzip")
            assert headers["cache-control"] == "max-age=315360000, public, immutable"
            assert headers["x-content-type-options"] == "nosniff"
            status, headers, _ = house.ask("GET", "/static/sheet.css")
            assert headers["cache-control"] == "max-age=60, public"
            again = house.ask("GET", "/static/sheet.css", headers={"If-None-Match": headers["etag"]})
            assert (again[0], again[2]) == (304, b"")

    def test_big_files_parts_and_heads(self, folder: Path) -> None:
        with served(Lanes(pages=None, shelf=Shelf("/static/", folder), hub=None, work=[])) as house:
            assert house.ask("GET", "/static/picture.bin")[2] == bytes(range(256)) * 4096
            status, _, heard = house.ask("GET", "/static/picture.bin", headers={"Range": "bytes=1-3"})
            assert (status, heard) == (206, b"\x01\x02\x03")
            status, headers, heard = house.ask("HEAD", "/static/picture.bin")
            assert (status, headers["content-length"], heard) == (200, str(256 * 4096), b"")
            for missing in ("/static/no.css", "/static/../sheet.css", "/static/%2e%2e/sheet.css"):
                assert house.ask("GET", missing)[0] == 404

    def test_loose_files_of_the_source(self, folder: Path) -> None:
        shelf = Shelf("/static/", None, {"/static/own/sheet.css": str(folder / "sheet.css")})
        with served(Lanes(pages=None, shelf=shelf, hub=None, work=[])) as house:
            assert house.ask("GET", "/static/own/sheet.css")[0] == 200


class TestRoads:
    def test_each_goes_down_its_lane(self, folder: Path) -> None:
        lanes = Lanes(pages=Pages(plain), shelf=Shelf("/static/", folder), hub=None, work=[])
        with served(lanes) as house:
            assert house.ask("GET", "/en/")[2] == b"page /en/ "
            assert house.ask("GET", "/static/sheet.css")[1]["content-type"].startswith("text/css")
            assert house.ask("GET", "/stream/")[0] == 404, "the stream is served by another process here"

    def test_the_files_port_answers_files_only_and_sees_no_cookie(self, folder: Path) -> None:
        pages = Pages(plain)
        lanes = Lanes(pages=pages, shelf=None, hub=None, work=[])
        with served(lanes, ports=2) as house:
            lanes.files_door = pages.files_door = FilesDoor(house.ports[1])
            cookie = {"Cookie": "sessionid=1"}
            assert house.ask("GET", "/f/k/x.pdf", headers=cookie, port=house.ports[1])[2] == b"page /f/k/x.pdf "
            assert house.ask("GET", "/en/", headers=cookie, port=house.ports[1])[0] == 404
            assert house.ask("GET", "/en/", headers=cookie)[2] == b"page /en/ sessionid=1"

    def test_the_name_of_the_files_is_a_door_too(self, folder: Path) -> None:
        door = FilesDoor(host="files.example")
        lanes = Lanes(pages=Pages(plain, files_door=door), shelf=None, hub=None, work=[], files_door=door)
        with served(lanes) as house:
            for name in ("files.example", "FILES.example:443"):
                named = {"Host": name, "Cookie": "sessionid=1"}
                assert house.ask("GET", "/f/ticket", headers=named)[2] == b"page /f/ticket "
                assert house.ask("GET", "/en/", headers=named)[0] == 404
            other = {"Host": "files.example.net", "Cookie": "sessionid=1"}
            assert house.ask("GET", "/en/", headers=other)[2] == b"page /en/ sessionid=1"


class TestClockwork:
    def test_comes_back_and_survives_a_fault(self, caplog) -> None:
        ran: list[str] = []

        def good() -> None:
            ran.append(threading.current_thread().name)

        def bad() -> None:
            raise LookupError

        async def watch() -> None:
            clockwork = Clockwork([(0.05, good), (0.05, bad)])
            clockwork.start()
            await asyncio.sleep(0.5)
            clockwork.stop()

        asyncio.run(watch())
        assert len(ran) >= 3
        assert len(set(ran)) == 1
        assert sum("timed work failed" in record.getMessage() for record in caplog.records) >= 3


@pytest.mark.parametrize(("rehearsal", "status"), [(True, 404), (False, 200)])
@pytest.mark.django_db(transaction=True)
def test_the_stream_of_a_rehearsal_is_shut_to_who_did_not_come_in(settings, rehearsal: bool, status: int) -> None:
    settings.REHEARSAL = rehearsal
    change_bus(Memory())
    try:
        lanes = house({"live"})
        with served(lanes) as serving:
            line = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=10)
            line.request("GET", "/stream/")
            assert line.getresponse().status == status
            line.close()
    finally:
        change_bus(None)


@pytest.mark.django_db(transaction=True)
def test_an_act_reaches_an_open_page_and_one_that_comes_later() -> None:
    """From the outbox row, through the bus, to the stream; and from the outbox to a hub that begins."""
    change_bus(Memory())
    try:
        lanes = Lanes(pages=None, shelf=None, hub=Hub(Admission("x")), work=[])
        publishing.publish("sitting:before")
        with served(lanes) as house:
            line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=10)
            line.request("GET", "/stream/?last=p")
            stream = line.getresponse()
            publishing.publish("sitting:after", version=3)
            heard = b""
            deadline = monotonic() + 5
            while b"sitting:after" not in heard and monotonic() < deadline:
                heard += stream.readline()
                sleep(0)
            assert b'{"topic":"sitting:before","version":null}' in heard
            assert b'{"topic":"sitting:after","version":3}' in heard
            line.close()
    finally:
        change_bus(None)
