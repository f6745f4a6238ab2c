"""The lane of pages: a request hops once, a slow client holds no thread, nothing big lies in memory."""

from __future__ import annotations

import os
import socket
import threading
import tracemalloc
from pathlib import Path
from time import monotonic, sleep

import pytest

from plenary.config import pages as pages_module
from plenary.config.pages import FilePieces, Rank, environ_of, headers_of

MB = 1024 * 1024


def plain(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


class Closing:
    """A WSGI answer that notes that it was closed, and in which thread."""

    def __init__(self, pieces) -> None:
        self.pieces = pieces
        self.closed_in: list[str] = []

    def __iter__(self):
        return iter(self.pieces)

    def close(self) -> None:
        self.closed_in.append(threading.current_thread().name)


class TestBodies:
    def test_a_big_upload_is_spooled_to_disk(self, lane) -> None:
        seen = {}

        def wsgi(environ, start):
            body = environ["wsgi.input"]
            seen["on_disk"] = body._rolled
            seen["length"] = environ["CONTENT_LENGTH"]
            seen["read"] = sum(len(piece) for piece in iter(lambda: body.read(65536), b""))
            start("200 OK", [])
            return [b"ok"]

        with lane(wsgi) as house:
            assert house.ask("POST", "/", b"x" * (5 * MB))[0] == 200
            assert seen == {"on_disk": True, "length": str(5 * MB), "read": 5 * MB}
            assert house.ask("POST", "/", b"x" * 1000)[0] == 200
            assert seen == {"on_disk": False, "length": "1000", "read": 1000}

    def test_a_chunked_upload_has_its_length(self, lane) -> None:
        seen = {}

        def wsgi(environ, start):
            seen["length"] = environ["CONTENT_LENGTH"]
            seen["read"] = environ["wsgi.input"].read()
            start("200 OK", [])
            return []

        with lane(wsgi) as house:
            assert house.ask("POST", "/", iter([b"ab", b"cde"]))[0] == 200
        assert seen == {"length": "5", "read": b"abcde"}

    @pytest.mark.parametrize("body", [b"x" * (3 * MB), iter([b"x" * MB] * 3)])
    def test_too_much_gets_a_sentence(self, lane, body: object) -> None:
        with lane(plain, body_limit=2 * MB) as house:
            status, _, heard = house.ask("POST", "/", body)
        assert status == 413
        assert "At most 2 MB can be sent at once, and this was more." in heard.decode()

    def test_a_body_that_stops_coming_gets_a_sentence(self, lane, monkeypatch) -> None:
        monkeypatch.setattr(pages_module, "BODY_PAUSE_S", 0.2)
        with lane(plain) as house, socket.create_connection(("127.0.0.1", house.port), timeout=5) as line:
            line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
            assert line.recv(4096).startswith(b"HTTP/1.1 408 ")

    def test_a_slow_sender_holds_no_thread(self, lane) -> None:
        with lane(plain, threads=1) as house:
            lines = [socket.create_connection(("127.0.0.1", house.port), timeout=5) for _ in range(10)]
            for line in lines:
                line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
            began = monotonic()
            assert house.ask("GET", "/")[2] == b"hello"
            assert monotonic() - began < 1
            for line in lines:
                line.close()


class TestAnswers:
    def test_a_file_is_sent_in_pieces(self, lane, tmp_path: Path) -> None:
        """40 MB go out while less than 4 MB of them are ever held; the thread is free before the reader is done."""
        path = tmp_path / "big"
        path.write_bytes(os.urandom(MB) * 40)
        reads = []

        class Counted:
            def __init__(self) -> None:
                self.file = path.open("rb")
                self.closed = False

            def read(self, size):
                reads.append((size, threading.current_thread().name))
                return self.file.read(size)

            def close(self):
                self.closed = True
                self.file.close()

        files = []

        def wsgi(environ, start):
            if environ["PATH_INFO"] == "/small":
                return plain(environ, start)
            files.append(Counted())
            start("200 OK", [("Content-Length", str(40 * MB))])
            return environ["wsgi.file_wrapper"](files[-1], 8192)

        with lane(wsgi, threads=1) as house:
            slow = socket.create_connection(("127.0.0.1", house.port), timeout=5)
            slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            slow.recv(1000)
            assert house.ask("GET", "/small")[2] == b"hello", "the slow reader of a file holds no thread"
            slow.close()
            tracemalloc.start()
            line = socket.create_connection(("127.0.0.1", house.port), timeout=10)
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            count = 0
            while got := line.recv(65536):
                count += len(got)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            assert count > 40 * MB
            assert peak < 4 * MB
            assert all(name.startswith("pieces") for _, name in reads)
            deadline = monotonic() + 5
            while not all(file.closed for file in files):
                assert monotonic() < deadline
                sleep(0.01)

    def test_close_is_called_in_the_thread_that_asked(self, lane) -> None:
        answer = Closing([b"a", b"b"])

        def wsgi(environ, start):
            start("200 OK", [])
            return answer

        with lane(wsgi, threads=1) as house:
            assert house.ask("GET", "/")[2] == b"ab"
        assert answer.closed_in == ["pages-1"]

    def test_close_is_called_when_a_piece_fails(self, lane) -> None:
        def pieces():
            yield b"a"
            raise ValueError("hush")

        answer = Closing(pieces())

        def wsgi(environ, start):
            start("200 OK", [])
            return answer

        with lane(wsgi) as house:
            status, _, heard = house.ask("GET", "/")
        assert status == 500
        assert b"hush" not in heard
        assert len(answer.closed_in) == 1

    def test_a_long_answer_made_bit_by_bit_goes_through_disk(self, lane) -> None:
        def wsgi(environ, start):
            start("200 OK", [])
            return (b"x" * 65536 for _ in range(100))

        with lane(wsgi) as house:
            assert len(house.ask("GET", "/")[2]) == 6553600

    def test_head_has_the_headers_and_no_body(self, lane, tmp_path: Path) -> None:
        made = Closing([b"hello"])
        path = tmp_path / "file"
        path.write_bytes(b"hello")

        def wsgi(environ, start):
            start("200 OK", [("Content-Length", "5"), ("X-A", "b")])
            if environ["PATH_INFO"] == "/file":
                return environ["wsgi.file_wrapper"](path.open("rb"))
            return made

        with lane(wsgi) as house:
            for where in ("/", "/file"):
                status, headers, heard = house.ask("HEAD", where)
                assert (status, headers["content-length"], headers["x-a"], heard) == (200, "5", "b", b"")
        assert made.closed_in

    @pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
    def test_answers_without_a_body_say_no_length(self, lane, status: str) -> None:
        def wsgi(environ, start):
            start(status, [("ETag", '"1"')])
            return []

        with lane(wsgi) as house:
            code, headers, heard = house.ask("GET", "/")
        assert (code, heard) == (int(status[:3]), b"")
        assert "content-length" not in headers
        assert "transfer-encoding" not in headers

    def test_a_fault_is_a_calm_page_with_a_code_and_no_trace(self, lane, caplog) -> None:
        def wsgi(environ, start):
            raise LookupError("the hushed path /etc/x")

        with lane(wsgi) as house:
            status, headers, heard = house.ask("GET", "/ru/x")
        assert status == 500
        assert b"hush" not in heard
        assert b"Traceback" not in heard
        assert 'lang="ru"' in heard.decode()
        assert headers["cache-control"] == "no-store"
        (record,) = [r for r in caplog.records if r.name == "plenary.pages"]
        assert record.getMessage().split()[-1] in heard.decode()
        assert record.exc_info

    def test_a_part_gets_the_sentence_alone(self, lane) -> None:
        with lane(plain, body_limit=10) as house:
            _, _, heard = house.ask("POST", "/", b"x" * 11, {"HX-Request": "true"})
        assert heard.startswith(b'<p role="alert">')

    def test_headers_of_the_connection_are_the_server_s_own(self) -> None:
        given = [("Connection", "close"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Name", "é")]
        assert headers_of(given) == [
            (b"set-cookie", b"a=1"),
            (b"set-cookie", b"b=2"),
            (b"x-name", "é".encode("latin-1")),
        ]


class TestEnviron:
    def asked(self, lane, request: bytes) -> dict[str, object]:
        seen: dict[str, object] = {}

        def wsgi(environ, start):
            seen.update(environ)
            return plain(environ, start)

        with lane(wsgi) as house:
            seen["port"] = house.port
            line = socket.create_connection(("127.0.0.1", house.port), timeout=5)
            line.sendall(request)
            assert line.recv(4096).startswith(b"HTTP/1.1 200")
            seen["client"] = line.getsockname()
            line.close()
        return seen

    def test_says_what_was_asked(self, lane) -> None:
        seen = self.asked(
            lane,
            b"GET /ru/%D0%BC/a%2Fb%FF?q=%D0%B9&x=a+b HTTP/1.1\r\nHost: house.example:8019\r\n"
            b"Accept: a\r\nAccept: b\r\nCookie: a=1\r\nCookie: b=2\r\nX-Forwarded_For: 1.2.3.4\r\n"
            b"X_Forwarded_Proto: https\r\n\r\n",
        )
        assert seen["PATH_INFO"] == "/ru/м/a/b".encode().decode("latin-1") + "\xff"
        assert seen["QUERY_STRING"] == "q=%D0%B9&x=a+b"
        assert seen["SCRIPT_NAME"] == ""
        assert seen["HTTP_HOST"] == "house.example:8019"
        assert seen["HTTP_ACCEPT"] == "a,b"
        assert seen["HTTP_COOKIE"] == "a=1; b=2"
        assert "HTTP_X_FORWARDED_FOR" not in seen
        assert "HTTP_X_FORWARDED_PROTO" not in seen
        assert seen["SERVER_NAME"] == "127.0.0.1"
        assert seen["SERVER_PORT"] == str(seen["port"])
        assert (seen["REMOTE_ADDR"], seen["REMOTE_PORT"]) == ("127.0.0.1", str(seen["client"][1]))
        assert seen["SERVER_PROTOCOL"] == "HTTP/1.1"
        assert seen["wsgi.url_scheme"] == "http"
        assert seen["CONTENT_LENGTH"] == "0"

    def test_on_the_files_port_carries_no_cookie(self) -> None:
        scope = {
            "method": "GET",
            "path": "/f/x",
            "query_string": b"",
            "http_version": "1.1",
            "headers": [(b"cookie", b"sessionid=1"), (b"host", b"x")],
            "scheme": "https",
        }
        environ = environ_of(scope, None, 0, for_files=True)
        assert "HTTP_COOKIE" not in environ
        assert environ["plenary.for_files"] == "1"
        assert environ["wsgi.url_scheme"] == "https"


def with_a_pass(headers) -> bool:
    return any(name == b"cookie" and b"pass=abc" in value for name, value in headers)


class TestTurns:
    """The chamber before those at work, those before the public; and a full room says so."""

    def test_order_and_a_full_room(self, lane, monkeypatch) -> None:
        monkeypatch.setitem(pages_module.ROOM, Rank.PUBLIC, 3)
        order: list[str] = []
        first_is_in, let_go = threading.Event(), threading.Event()

        def wsgi(environ, start):
            if environ["PATH_INFO"] == "/first":
                first_is_in.set()
                assert let_go.wait(10)
            order.append(environ["PATH_INFO"])
            return plain(environ, start)

        with lane(wsgi, threads=1, came_in=with_a_pass) as house:
            at_work = {"Cookie": "x=1; pass=abc"}
            asked = [
                threading.Thread(target=house.ask, args=("GET", path), kwargs={"headers": headers})
                for path, headers in [
                    ("/first", {}),
                    ("/public", {}),
                    ("/public", {"Cookie": "sessionid=invented"}),
                    ("/c/without-sign-in", {}),
                    ("/desk/", at_work),
                    ("/c/seat", at_work),
                ]
            ]
            asked[0].start()
            assert first_is_in.wait(5)
            for each in asked[1:]:
                each.start()
                sleep(0.05)
            began = monotonic()
            status, headers, heard = house.ask("GET", "/public")
            assert status == 503
            assert monotonic() - began < 0.5
            assert headers["retry-after"] == "2"
            assert b"try again" in heard
            let_go.set()
            for each in asked:
                each.join(10)
        assert order == ["/first", "/c/seat", "/desk/", "/public", "/public", "/c/without-sign-in"]

    def test_the_public_never_holds_the_last_thread(self, lane) -> None:
        let_go = threading.Event()

        def wsgi(environ, start):
            if environ["PATH_INFO"] == "/slow":
                assert let_go.wait(10)
            return plain(environ, start)

        invented = {"headers": {"Cookie": "sessionid=invented"}}
        with lane(wsgi, threads=2, came_in=with_a_pass) as house:
            slow = [threading.Thread(target=house.ask, args=("GET", "/slow"), kwargs=invented) for _ in range(4)]
            for each in slow:
                each.start()
            sleep(0.2)
            assert house.ask("GET", "/c/seat", headers={"Cookie": "pass=abc"})[2] == b"hello"
            let_go.set()
            for each in slow:
                each.join(10)

    def test_who_left_while_waiting_is_not_served(self, lane) -> None:
        order: list[str] = []
        first_is_in, let_go = threading.Event(), threading.Event()

        def wsgi(environ, start):
            if environ["PATH_INFO"] == "/first":
                first_is_in.set()
                assert let_go.wait(10)
            order.append(environ["PATH_INFO"])
            return plain(environ, start)

        with lane(wsgi, threads=1) as house:
            first = threading.Thread(target=house.ask, args=("GET", "/first"))
            first.start()
            assert first_is_in.wait(5)
            other = threading.Thread(target=house.ask, args=("GET", "/stays"))
            other.start()
            sleep(0.1)
            line = socket.create_connection(("127.0.0.1", house.port), timeout=5)
            line.sendall(b"GET /left HTTP/1.1\r\nHost: x\r\n\r\n")
            sleep(0.2)
            line.close()
            sleep(0.2)
            let_go.set()
            first.join(10)
            other.join(10)
        assert order == ["/first", "/stays"]

    def test_threads_last(self, lane) -> None:
        names = set()

        def wsgi(environ, start):
            names.add(threading.get_ident())
            return plain(environ, start)

        with lane(wsgi, threads=2) as house:
            for _ in range(20):
                house.ask("GET", "/")
        assert len(names) <= 2


def test_file_pieces_are_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abc")
    pieces = FilePieces(path.open("rb"))
    assert b"".join(pieces) == b"abc"
    pieces.close()
