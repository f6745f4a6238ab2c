"""An application behind a real server on loopback."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import pytest
import uvicorn

from plenary.config.connection import Connection
from plenary.config.lanes import Lanes
from plenary.config.pages import Pages


class Served:
    """A server with one application, on one or more ports."""

    def __init__(self, application, ports: int = 1) -> None:
        self.application = application
        self.sockets = [socket.create_server(("127.0.0.1", 0), backlog=512) for _ in range(ports)]
        self.ports = [each.getsockname()[1] for each in self.sockets]
        self.server = uvicorn.Server(
            uvicorn.Config(
                application,
                interface="asgi3",
                lifespan="on",
                http=Connection,
                ws="none",
                proxy_headers=False,
                log_level="critical",
                timeout_graceful_shutdown=1,
            )
        )
        self.thread = threading.Thread(target=self.server.run, args=(self.sockets,))

    @property
    def port(self) -> int:
        return self.ports[0]

    def ask(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None, port: int = 0
    ) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=10)
        line.request(method, path, body=body, headers=headers or {})
        answer = line.getresponse()
        heard = answer.read()
        line.close()
        return answer.status, dict(answer.getheaders()), heard


@contextmanager
def served(application, ports: int = 1) -> Iterator[Served]:
    house = Served(application, ports)
    house.thread.start()
    try:
        deadline = monotonic() + 10
        while not house.server.started:
            assert monotonic() < deadline
            assert house.thread.is_alive()
            sleep(0.01)
        yield house
    finally:
        house.server.should_exit = True
        house.thread.join(timeout=10)
        assert not house.thread.is_alive()


@pytest.fixture
def lane() -> Callable[..., object]:
    """Pages over a WSGI function, served for a block: `with lane(function) as house:`."""

    def lane(wsgi, ports: int = 1, **options):
        pages = Pages(wsgi, **options)
        return served(Lanes(pages=pages, shelf=None, hub=None, work=[]), ports)

    return lane
