"""The two servers that are measured: `python -m tools.bench.serving bare|house PORT`.

Both answer POST /announce by telling every open stream; the house keeps the announcement in its outbox first, as
an act does. Only this file knows that address: the product has none like it.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic_ns
from typing import Any

import uvicorn

Scope = Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEADERS = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]


class Bare:
    """A hub with nothing in it: one task writes the same bytes to all, nobody is asked who they are."""

    def __init__(self) -> None:
        self.readers: set[Send] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/announce":
            said = b'event: changed\ndata: {"topic":"bench:%d","version":null}\n\n' % monotonic_ns()
            for write in tuple(self.readers):
                await write({"type": "http.response.body", "body": said, "more_body": True})
            await done(send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": b"event: beat\ndata: {}\n\n", "more_body": True})
        self.readers.add(send)
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.readers.discard(send)


class House:
    """The product's own application, with the address that announces in front of it."""

    def __init__(self) -> None:
        from django.db import transaction  # noqa: PLC0415  Django is set up by the caller
        from django.utils.module_loading import import_string  # noqa: PLC0415  Django is set up by the caller

        from plenary.foundation.live.publishing import publish  # noqa: PLC0415  see above

        self.publish = publish
        self.atomic, self.on_commit = transaction.atomic, transaction.on_commit
        self.kept_after_ns = 0
        self.lanes = import_string("plenary.config.lanes.house")(threads=int(os.environ.get("THREADS", "2")))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/announce":
            await self.lanes.clockwork.do(self.announce)
            await done(send, self.kept_after_ns)
            return
        await self.lanes(scope, receive, send)

    def announce(self) -> None:
        """One row in the outbox, then the hub."""
        began = monotonic_ns()
        with self.atomic():
            self.on_commit(partial(self.note_commit, began))
            self.publish(f"bench:{began}")

    def note_commit(self, began: int) -> None:
        """The row is on the disk; the hub is told next."""
        self.kept_after_ns = monotonic_ns() - began


async def done(send: Send, kept_after_ns: int = 0) -> None:
    """Say how long it took to keep the announcement."""
    said = str(kept_after_ns).encode()
    length = (b"content-length", str(len(said)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": said})


def main(what: str, port: int) -> None:
    """Serve until stopped."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(65536, hard), hard))
    options: dict[str, Any] = {"lifespan": "off"}
    if what == "house":
        import django  # noqa: PLC0415  the bare one needs none

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.serving")
        django.setup()
        application: House | Bare = House()
        options = {"lifespan": "on", "http": "plenary.config.connection:Connection"}
    else:
        application = Bare()
    config = uvicorn.Config(
        application,
        interface="asgi3",
        port=port,
        ws="none",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        backlog=4096,
        timeout_graceful_shutdown=1,
        **options,
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
