"""The house as one application with three lanes: the stream, the static files, and Django's pages.

The stream and the files never wait for Django. Work that comes back by the clock has a thread of its own
that lasts, as the pages' threads do, so each keeps its connection to the database.

`house()` makes the application; config/asgi.py holds one with every lane, `plenary serve` may ask for fewer.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.wsgi import get_wsgi_application
from django.db import Error, close_old_connections, connection, connections

from plenary.config.files_door import NO_DOOR, FilesDoor
from plenary.config.pages import Header, Pages
from plenary.config.shelf import Shelf
from plenary.foundation.clock import offset, real_now
from plenary.foundation.files.tickets import forget_spent
from plenary.foundation.journal.checkpoints import seal_minute
from plenary.foundation.keeping.erasing import erase_due
from plenary.foundation.live import publishing
from plenary.foundation.live.bus import Told, the_bus
from plenary.foundation.live.hub import NOTHING_HERE, Hub, cookie_named
from plenary.foundation.notices.sending import Deliverer
from plenary.foundation.people import passes
from plenary.foundation.people.brakes import forget_tries
from plenary.foundation.people.demonstration import keep_clock
from plenary.interfaces.exports.kept_record import keep_record
from plenary.interfaces.mail.writing import tidy, write_daily_letters, write_what_waits
from plenary.interfaces.rehearsal.robots import Cast, Robots
from plenary.offices.newsroom.actions.releases import publish_due_releases

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Coroutine[Any, Any, None]]

LANES = frozenset({"web", "live", "work"})
STREAM = "/stream/"
CLOSING = "plenary.closing"
"""Scope type by which the server says that it is about to stop: streams end before it waits for requests."""
SWITCH_S = 0.001
"""How long a page may compute before the stream gets its turn; five times shorter than Python's own."""
LOOK_AGAIN_S = 2.0
ROBOTS_LOOK_S = 0.5
COLLECT_AFTER = (20_000, 20, 20)

logger = logging.getLogger("plenary.lanes")
_timed: list[tuple[float, Callable[[], object]]] = []


def every(seconds: float, work: Callable[[], object]) -> None:
    """Let the work lane do this each time so many seconds have passed, first after that time.

    One thing is done at a time. What raises is logged and tried again the next time.
    """
    _timed.append((seconds, work))


@dataclass(slots=True)
class Clockwork:
    """Work that comes back by the clock, one thing at a time in one lasting thread."""

    work: list[tuple[float, Callable[[], object]]]
    _thread: ThreadPoolExecutor = field(init=False)
    _waits: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="clockwork")

    def start(self) -> None:
        """Begin to count. Called in the event loop."""
        self._waits = [asyncio.ensure_future(self._again(seconds, work)) for seconds, work in self.work]

    def stop(self) -> None:
        """Begin nothing more; what runs is let end."""
        for wait in self._waits:
            wait.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def do(self, work: Callable[[], object]) -> None:
        """Do one thing now, after what runs. A fault is logged."""
        doing = asyncio.get_running_loop().run_in_executor(self._thread, partial(_with_connections, work))
        await asyncio.wait({doing})
        if not doing.cancelled() and doing.exception() is not None:
            name = getattr(work, "__qualname__", repr(work))
            logger.error("timed work failed: %s", name, exc_info=doing.exception())

    async def _again(self, seconds: float, work: Callable[[], object]) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + seconds
        while True:
            await asyncio.sleep(max(0.0, due - loop.time()))
            await self.do(work)
            due = max(due + seconds, loop.time())


def _with_connections(work: Callable[[], object]) -> None:
    close_old_connections()
    try:
        work()
    finally:
        close_old_connections()


@dataclass(slots=True)
class Lanes:
    """The application. A lane that is None is run elsewhere."""

    pages: Pages | None
    shelf: Shelf | None
    hub: Hub | None
    work: list[tuple[float, Callable[[], object]]]
    files_door: FilesDoor = NO_DOOR
    clockwork: Clockwork | None = None
    post: Clockwork | None = None
    """Hands letters over: apart, since a mail server may take minutes over its answer."""
    moved: timedelta = timedelta()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request down its lane."""
        kind = scope["type"]
        if kind == "http":
            await self._answer(scope, receive, send)
        elif kind == "lifespan":
            await self._live(receive, send)
        elif kind == CLOSING:
            self._close_streams()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if self.files_door.is_shut(scope):
            await not_here(send)
        elif path == STREAM and self.hub is not None:
            await self.hub.stream(scope, receive, send)
        elif self.shelf is not None and path.startswith(self.shelf.prefix):
            await self.shelf.answer(scope, send)
        elif self.pages is not None and path != STREAM:
            await self.pages.answer(scope, receive, send)
        else:
            await not_here(send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """From the server's start to its stop."""
        await receive()
        await self._start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _start(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        work = list(self.work)
        if self.hub is not None:
            work += [(LOOK_AGAIN_S, self._look_again)]
            if settings.DEMONSTRATION:
                work += [(LOOK_AGAIN_S, self._read_clock)]
        self.clockwork = Clockwork(work)
        if self.pages is not None:
            self.pages.start()
        if self.hub is not None:
            if settings.DEMONSTRATION:
                await self.clockwork.do(self._read_clock)
            await self.clockwork.do(partial(publishing.recall, self.hub))
            self.hub.start()
            the_bus().listen(self._hear, self._read_outbox)
        self.clockwork.start()
        if self.work:
            self.post = Clockwork([(5.0, Deliverer().deliver)])
            self.post.start()
        # What is loaded by now stays: the collector need not walk it each time a thousand screens come back.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECT_AFTER)

    def _stop(self) -> None:
        self._close_streams()
        if self.hub is not None:
            the_bus().stop()
        for clockwork in (self.clockwork, self.post):
            if clockwork is not None:
                clockwork.stop()
        if self.pages is not None:
            self.pages.stop()

    def _close_streams(self) -> None:
        if self.hub is not None:
            self.hub.stop()

    def time(self) -> datetime:
        """The house's clock for the beat, without asking the database."""
        return datetime.now(tz=UTC) + self.moved

    def _read_clock(self) -> None:
        self.moved = offset()

    def _hear(self, events: list[Told]) -> None:
        """From the bus, in whatever thread it has."""
        hub = self.hub
        if hub is not None:
            hub.tell_from_thread(partial(publishing.hear, hub, events))

    def _read_outbox(self) -> None:
        """The bus was down: what it may have lost stands in the outbox. A database that is down too is waited for."""
        close_old_connections()
        try:
            self._hear(publishing.lately())
        except Error:
            logger.warning("the outbox cannot be read now; open pages are told later")
        finally:
            connections.close_all()

    def _look_again(self) -> None:
        """A number is missing below one that came: the bus lost it, or it comes late."""
        if self.hub is not None and self.hub.is_waiting:
            self._hear(publishing.lately())


async def not_here(send: Send) -> None:
    """Nothing of this process stands at that address."""
    length = (b"content-length", str(len(NOTHING_HERE)).encode())
    headers = [(b"content-type", b"text/plain; charset=utf-8"), length]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": NOTHING_HERE})


def house(lanes: Collection[str] = LANES, *, threads: int = 2, files_port: int | None = None) -> Lanes:
    """The application with these lanes: `web` (pages and static files), `live` (the stream), `work` (by
    the clock).

    threads: of Django's pages. files_port: the second port, on which only files are served, without
    cookies; a house with PLENARY_FILES_HOST tells them by that name.
    """
    files_door = FilesDoor(files_port, settings.FILES_HOST)
    made = Lanes(
        pages=_pages(threads, files_door) if "web" in lanes else None,
        shelf=_shelf() if "web" in lanes else None,
        hub=None,
        work=_by_the_clock() if "work" in lanes else [],
        files_door=files_door,
    )
    if "live" in lanes:
        cookie = settings.SESSION_COOKIE_NAME
        # The middleware that shuts the pages of a rehearsal stands before pages only.
        made.hub = Hub(publishing.admission(), cookie=cookie, clock=made.time, is_shut=settings.REHEARSAL)
    return made


def _pages(threads: int, files_door: FilesDoor) -> Pages:
    return Pages(
        get_wsgi_application(),
        threads=threads,
        body_limit=settings.UPLOAD_LIMIT_BYTES,
        came_in=came_in,
        files_door=files_door,
    )


def came_in(headers: Iterable[Header]) -> bool:
    """Whether a request carries the pass of its own session."""
    said = cookie_named(settings.PASS_COOKIE_NAME, headers)
    return bool(said) and passes.is_good(said, cookie_named(settings.SESSION_COOKIE_NAME, headers))


def _shelf() -> Shelf:
    """The collected files; where none were collected, the files as they lie in the source."""
    root = Path(settings.STATIC_ROOT)
    if root.is_dir():
        return Shelf(settings.STATIC_URL, root)
    loose: dict[str, str] = {}
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            loose.setdefault(settings.STATIC_URL + path.replace("\\", "/"), storage.path(path))
    return Shelf(settings.STATIC_URL, None, loose)


def _by_the_clock() -> list[tuple[float, Callable[[], object]]]:
    """The work lane: the record's seal, releases whose hour came, letters, the outbox's upkeep, and more."""
    work: list[tuple[float, Callable[[], object]]] = [
        (60.0, seal),
        (60.0, keep_clock),
        (2.0, publish_due_releases),
        (3600.0, publishing.trim),
        (3600.0, forget_tries),
        (5.0, write_what_waits),
        (60.0, write_daily_letters),
        (3600.0, tidy),
        (3600.0, erase_due),
    ]
    if connection.vendor == "postgresql":
        work += [(5.0, publishing.number), (3600.0, forget_spent)]
    if settings.REHEARSAL:
        work.append((ROBOTS_LOOK_S, Robots(Cast(Path(settings.PLENARY_HOME))).step))
    return [*work, *_timed]


def seal() -> None:
    """Seal the minute that runs, whether or not anything happened in it, and lay the public record ready."""
    seal_minute(real_now().replace(second=0, microsecond=0))
    keep_record()
