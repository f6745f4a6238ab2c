"""A hub behind a real server on loopback, and readers that speak HTTP to it by themselves."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
import uvicorn

from plenary.config.connection import Connection
from plenary.foundation.live.admission import Admission
from plenary.foundation.live.hub import Hub

COOKIE = "the-cookie-of-this-sign-in"


class House:
    """One server with one hub. Its methods may be called from the test's own thread."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.socket.getsockname()[1]
        self.server = uvicorn.Server(
            uvicorn.Config(
                self.answer,
                interface="asgi3",
                lifespan="on",
                http=Connection,
                ws="none",
                proxy_headers=False,
                log_level="warning",
                timeout_graceful_shutdown=1,
            )
        )
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],))

    async def answer(self, scope, receive, send):
        if scope["type"] == "lifespan":
            await receive()
            self.hub.start()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        await self.hub.stream(scope, receive, send)

    def do(self, work: Callable[[], None]) -> None:
        """Do something in the hub's loop, and wait until it is done."""
        done = threading.Event()
        self.hub.tell_from_thread(lambda: (work(), done.set()))
        assert done.wait(5)

    def publish(self, topic: str, audience: str = "public", version: int | None = None) -> None:
        self.do(lambda: self.hub.publish(topic, audience, version))

    def open(self, query: str = "", **headers: str) -> Listener:
        return Listener(self.port, query, headers)


class Listener:
    """A browser's stream, read by hand."""

    def __init__(self, port: int, query: str, headers: dict[str, str]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        lines = [f"GET /stream/?{query} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        self.heard = b""
        self.closed = False
        self.until(b"\r\n\r\n")

    @property
    def status(self) -> int:
        return int(self.heard.split()[1])

    def until(self, wanted: bytes, seconds: float = 5.0) -> bytes:
        """Read until `wanted` has come; everything heard so far."""
        deadline = monotonic() + seconds
        while wanted not in self.heard:
            self.socket.settimeout(max(0.01, deadline - monotonic()))
            try:
                got = self.socket.recv(65536)
            except TimeoutError:
                raise AssertionError(f"{wanted!r} did not come in {seconds} s; heard {self.heard!r}") from None
            if not got:
                self.closed = True
                raise AssertionError(f"closed before {wanted!r}; heard {self.heard!r}")
            self.heard += got
        return self.heard

    def rest(self, seconds: float = 0.3) -> bytes:
        """Read what comes for a while, or until the other side closes."""
        deadline = monotonic() + seconds
        while not self.closed and monotonic() < deadline:
            self.socket.settimeout(max(0.01, deadline - monotonic()))
            try:
                got = self.socket.recv(65536)
            except TimeoutError:
                break
            except ConnectionResetError:
                got = b""
            self.closed = not got
            self.heard += got
        return self.heard

    def topics(self) -> list[str]:
        """Topics told so far, in order."""
        return [part.split(b'"')[0].decode() for part in self.heard.split(b'"topic":"')[1:]]

    def last_id(self) -> str:
        """The id that a browser would send when it comes back."""
        return self.heard.rsplit(b"id: ", 1)[1].split(b"\n")[0].decode()

    def close(self) -> None:
        self.socket.close()


@contextmanager
def house_of(hub: Hub, kind: type[House] = House) -> Iterator[House]:
    """A server for the block."""
    house = kind(hub)
    house.thread.start()
    try:
        deadline = monotonic() + 5
        while not house.server.started:
            assert monotonic() < deadline
            threading.Event().wait(0.01)
        yield house
    finally:
        hub.tell_from_thread(hub.stop)
        house.server.should_exit = True
        house.thread.join(timeout=5)
        assert not house.thread.is_alive()


@pytest.fixture
def admission() -> Admission:
    return Admission("a secret of the tests")


@pytest.fixture
def house(admission: Admission) -> Iterator[House]:
    with house_of(Hub(admission, cookie="signed_in")) as house:
        yield house


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()
