"""How hubs learn of what was kept: in this process directly, in others through PostgreSQL or Redis.

The bus may lose or repeat a message: hubs drop what they know and read the outbox again when a number is
missing or the line was down. Losing it never touches a vote; screens are a second late at worst.
"""

from __future__ import annotations

import json
import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

CHANNEL = "plenary_live"
LINE_LIMIT_BYTES = 7900
"""PostgreSQL carries less than 8,000 bytes in one notification."""
READ_AGAIN = "read"

logger = logging.getLogger("plenary.live")


@dataclass(frozen=True, slots=True)
class Told:
    """A numbered row of the outbox, as it travels. at: seconds since 1970 by the real clock."""

    audience: str
    number: int
    topic: str
    version: int | None
    at: float
    holder: str = ""
    tokens: tuple[str, ...] | None = None

    def line(self) -> list[object]:
        """As JSON can carry it."""
        tokens = None if self.tokens is None else list(self.tokens)
        return [self.audience, self.number, self.topic, self.version, self.at, self.holder, tokens]


Hear = Callable[[list[Told]], None]
ReadAgain = Callable[[], None]


class Bus(Protocol):
    """What carries events from the process that wrote them to those that have open streams."""

    def tell(self, events: list[Told]) -> None:
        """Send what was committed. Never raises for a line that is down."""

    def listen(self, hear: Hear, read_again: ReadAgain) -> None:
        """Begin to hear; `hear` is called from another thread, `read_again` after the line was down."""

    def stop(self) -> None:
        """Hear no more."""


class Memory:
    """One process: the hub is here."""

    def __init__(self) -> None:
        self._hear: Hear | None = None

    def tell(self, events: list[Told]) -> None:
        """Hand over directly; nobody listens in a process without a hub."""
        if self._hear is not None:
            self._hear(events)

    def listen(self, hear: Hear, read_again: ReadAgain) -> None:
        """See Bus."""
        self._hear = hear

    def stop(self) -> None:
        """See Bus."""
        self._hear = None


class Listening(ABC):
    """A thread that waits on a line and comes back when it was cut."""

    RETRY_S = 1.0

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def listen(self, hear: Hear, read_again: ReadAgain) -> None:
        """See Bus."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, args=(hear, read_again), name="live-bus", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """See Bus."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=1.5)

    def _run(self, hear: Hear, read_again: ReadAgain) -> None:
        was_down = False
        while not self._stopping.is_set():
            with self._line_down_is_no_fault():
                for line in self._lines(read_again):
                    if line == READ_AGAIN:
                        read_again()
                    elif line:
                        hear(told(line))
                    if self._stopping.is_set():
                        return
                    was_down = False
            if not was_down and not self._stopping.is_set():
                logger.warning("the live bus is down; pages are told from the outbox until it is back")
                was_down = True
            read_again()
            self._stopping.wait(self.RETRY_S)

    @contextmanager
    def _line_down_is_no_fault(self) -> Iterator[None]:
        with suppress(*self._faults()):
            yield

    @abstractmethod
    def _lines(self, connected: ReadAgain) -> Iterable[str]:
        """What comes over the line, or "" every half second. Calls `connected` once it stands."""

    @abstractmethod
    def _faults(self) -> tuple[type[BaseException], ...]:
        """What the line raises when it is cut."""


class PostgreSQL(Listening):
    """NOTIFY in the transaction that numbers, so order and commit are the database's own."""

    def tell(self, events: list[Told]) -> None:
        """See Bus. Called inside the numbering transaction."""
        with connection.cursor() as cursor:
            for text in lines_of(events):
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, text])

    def _lines(self, connected: ReadAgain) -> Iterable[str]:
        import psycopg  # noqa: PLC0415  only installed with the extra `pg`

        known = connection.get_connection_params()
        for name in ("cursor_factory", "context"):
            known.pop(name, None)
        with closing(psycopg.connect(**known, autocommit=True)) as line:
            line.execute(f"LISTEN {CHANNEL}")
            connected()
            while True:
                for notice in line.notifies(timeout=0.5):
                    yield notice.payload
                yield ""

    def _faults(self) -> tuple[type[BaseException], ...]:
        import psycopg  # noqa: PLC0415  only installed with the extra `pg`

        return (psycopg.Error,)


class Redis(Listening):
    """Redis or Valkey: many hubs, thousands of screens."""

    def __init__(self, url: str) -> None:
        super().__init__()
        import redis  # noqa: PLC0415  only installed with the extra `redis`

        self._down = redis.RedisError
        self._client: Any = redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1, decode_responses=True)
        self._warned = False

    def tell(self, events: list[Told]) -> None:
        """See Bus. Called after the commit."""
        try:
            for text in lines_of(events):
                self._client.publish(CHANNEL, text)
            self._warned = False
        except self._down:
            if not self._warned:
                logger.warning("Redis does not answer; hubs read the outbox until it does")
            self._warned = True

    def _lines(self, connected: ReadAgain) -> Iterable[str]:
        with closing(self._client.pubsub(ignore_subscribe_messages=True)) as line:
            line.subscribe(CHANNEL)
            line.get_message(timeout=1)
            connected()
            while True:
                message = line.get_message(timeout=0.5)
                yield message["data"] if message else ""

    def _faults(self) -> tuple[type[BaseException], ...]:
        return (self._down,)


def lines_of(events: list[Told]) -> list[str]:
    """One line for as many events as fit; a word that sends hubs to the outbox for one that is too long."""
    text = json.dumps([event.line() for event in events], separators=(",", ":"))
    if len(text.encode()) <= LINE_LIMIT_BYTES:
        return [text]
    if len(events) == 1:
        return [READ_AGAIN]
    half = len(events) // 2
    return lines_of(events[:half]) + lines_of(events[half:])


def told(line: str) -> list[Told]:
    """What a line carries."""
    return [
        Told(audience, number, topic, version, at, holder, None if tokens is None else tuple(tokens))
        for audience, number, topic, version, at, holder, tokens in json.loads(line)
    ]


_bus: Bus | None = None


def the_bus() -> Bus:
    """The bus that PLENARY_BUS names: `memory` (one process), `postgresql`, or `redis://HOST:PORT/N`."""
    global _bus
    if _bus is None:
        _bus = made(settings.BUS)
    return _bus


def made(name: str) -> Bus:
    """A bus by its setting. Raises ImproperlyConfigured with what is allowed."""
    if name == "memory":
        return Memory()
    if name == "postgresql":
        if connection.vendor != "postgresql":
            raise ImproperlyConfigured("PLENARY_BUS is postgresql and the database is not; use memory or redis.")
        return PostgreSQL()
    if name.startswith(("redis://", "rediss://")):
        return Redis(name)
    raise ImproperlyConfigured(f"PLENARY_BUS is {name!r}; it may be memory, postgresql or redis://HOST:PORT/N.")


def change_bus(bus: Bus | None) -> None:
    """Take another bus, or (None) read the setting again at the next question."""
    global _bus
    _bus = bus
