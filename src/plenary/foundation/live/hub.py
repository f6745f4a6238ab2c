"""The hub: one a process. Everyone who listens hears at once, and a slow reader delays nobody.

Each audience has its own numbered sequence of events. Readers who hold the same tokens form a company: an
event is encoded once for a company and written to each of its readers in one task. A write that would
have to wait is parked in a task of its own, and that reader catches up from the company's log; with more
than 64 events waiting it is told to load afresh instead.

The id of an event is the reader's place in each of their own audiences, so no gap tells of a hidden event
and any process can resume a stream that another began.

No Django here: what the hub must know of the house comes in as values.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import socket
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic, time
from typing import Any, Protocol
from urllib.parse import parse_qs

from plenary.foundation.live.admission import OUTSIDE, Admission, NotAdmitted, Ticket

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Coroutine[Any, Any, None]]

RING = 1024
UNSENT = 64
BEAT_S = 5.0
STALL_S = 20.0
RENEW_S = 25.0
KEPT_S = 12 * 3600
DOORS_S = 10 * 60
PAST_LIMIT_S = 120
TAG = 6
OURS = "p"
NOTHING_HERE = b"There is nothing here."
BREATH = 500
STREAMS = 8000
STREAMS_OF_THE_PUBLIC = 6000
TOPICS_OF_ONE = 200
BUFFER_BYTES = 16 * 1024

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


@dataclass(frozen=True, slots=True)
class Event:
    """Something of `topic` changed, for `audience`.

    number: its place in the audience's sequence, from 1. at: seconds since 1970 by the real clock.
    """

    audience: str
    number: int
    topic: str
    version: int | None
    at: float


class Connection(Protocol):
    """What a server may give a stream beside ASGI: its transport, and a write that needs no coroutine."""

    transport: asyncio.Transport

    def push(self, piece: bytes) -> bool:
        """Write one chunk of the answer at once; False where it would have to wait."""


def encoded(topic: str, version: int | None) -> bytes:
    """What goes over the wire, without its id."""
    said = json.dumps({"topic": topic, "version": version}, separators=(",", ":"))
    return b"event: changed\ndata: " + said.encode() + b"\n\n"


def chunk(body: bytes) -> bytes:
    """A piece of an answer without a length, as HTTP/1.1 sends it."""
    return b"%x\r\n%b\r\n" % (len(body), body)


class Course:
    """The sequence of one audience, as far as the hub remembers it.

    place: the last number up to which nothing is missing. Two acts may be told in the opposite order of
    their numbers; the later one goes out at once, and the place moves when the earlier has come.
    """

    __slots__ = ("_ahead", "audience", "companies", "place", "ring", "tag", "tokens")

    def __init__(self, audience: str, place: int) -> None:
        self.audience = audience
        self.tokens = frozenset(audience.split(","))
        self.tag = tag_of(audience)
        self.place = place
        self.ring: deque[tuple[int, Event, bytes]] = deque(maxlen=RING)
        self.companies: set[Company] = set()
        self._ahead: set[int] = set()

    @property
    def is_waiting(self) -> bool:
        """Whether a number is missing below one that has come."""
        return bool(self._ahead)

    def takes(self, event: Event, order: int) -> bytes | None:
        """Keep the event and move the place; None where it is known already. order: of arrival here."""
        if event.number <= self.place or event.number in self._ahead:
            return None
        self._ahead.add(event.number)
        if len(self._ahead) > UNSENT:
            self.place = min(self._ahead) - 1
        while self.place + 1 in self._ahead:
            self.place += 1
            self._ahead.discard(self.place)
        body = encoded(event.topic, event.version)
        self.ring.append((order, event, body))
        return body

    def after(self, place: int) -> list[tuple[int, Event, bytes]] | None:
        """What came after `place`; None where that is no longer, or never was, remembered."""
        if place == self.place and not self._ahead:
            return []
        if place > self.place:
            return None
        missing = [kept for kept in self.ring if kept[1].number > place]
        known = sum(1 for kept in missing if kept[1].number <= self.place)
        return missing if known == self.place - place else None


class Company:
    """Readers who hold the same tokens, and the last events that all of them may hear."""

    __slots__ = ("count", "courses", "log", "readers", "tokens")

    def __init__(self, tokens: frozenset[str], courses: Iterable[Course]) -> None:
        self.tokens = tokens
        self.courses: list[Course] = []
        self.readers: set[Reader] = set()
        self.log: deque[tuple[str, bytes, bytes]] = deque(maxlen=UNSENT)
        self.count = 0
        for course in courses:
            self.join(course)

    def join(self, course: Course) -> None:
        """Hear that audience too, if one of the tokens opens it."""
        if not course.tokens.isdisjoint(self.tokens):
            self.courses.append(course)
            course.companies.add(self)

    def place(self) -> bytes:
        """The id: this reader's place in each of their audiences. Never empty: a browser sends no empty id."""
        return ".".join([OURS, *(f"{course.tag}{course.place}" for course in self.courses)]).encode()

    def hear(self, topic: str, body: bytes) -> None:
        """One event for all readers, encoded once."""
        self.count += 1
        said = b"id: " + self.place() + b"\n" + body
        self.log.append((topic, said, chunk(said)))

    def reload(self) -> bytes:
        """Told to a reader who has missed too much: ask for the state as it is now."""
        return b"id: " + self.place() + b"\nevent: reload\ndata: {}\n\n"


class Reader:
    """One open stream. count: events of the company already handed to its connection."""

    __slots__ = (
        "company",
        "connection",
        "count",
        "ended",
        "parked",
        "renew_at",
        "send",
        "task",
        "ticket",
        "topics",
    )

    def __init__(
        self,
        ticket: Ticket,
        company: Company,
        send: Send,
        topics: frozenset[str],
        connection: Connection | None,
    ) -> None:
        self.ticket = ticket
        self.company = company
        self.count = company.count
        self.send = send
        self.topics = topics
        self.connection = connection
        self.task = asyncio.current_task()
        self.parked = False
        self.ended = False
        self.renew_at = monotonic() + RENEW_S

    def wants(self, topic: str) -> bool:
        """Whether the page asked for that topic; one that named none hears all it may."""
        return not self.topics or topic in self.topics


class Hub:
    """All open streams of this process. Its methods are called in the event loop, except
    `tell_from_thread`.

    admission: reads tickets. cookie: name of the sign-in's cookie. clock: the house's time, for the beat.
    is_shut: nobody hears anything here, the beat neither, without the ticket of a sign-in.
    """

    def __init__(
        self,
        admission: Admission,
        *,
        cookie: str = "sessionid",
        clock: Callable[[], datetime] = lambda: datetime.now(tz=UTC),
        is_shut: bool = False,
    ) -> None:
        self.admission = admission
        self.cookie = cookie
        self.clock = clock
        self.is_shut = is_shut
        self.courses: dict[str, Course] = {}
        self.companies: dict[frozenset[str], Company] = {}
        self._holders: dict[str, set[Reader]] = {}
        self._revoked: dict[str, float] = {}
        self._doors: dict[int, float] = {}
        self._behind: set[Company] = set()
        self._order = 0
        self._readers = 0
        self._of_the_public = 0
        self._delivery: asyncio.Task[None] | None = None
        self._beat: asyncio.Task[None] | None = None
        self._parked: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    # Telling

    def publish(self, topic: str, audience: str = "public", version: int | None = None) -> None:
        """Tell an event that no outbox has numbered: it takes the next place of its audience."""
        course = self.courses.get(audience)
        self.tell([Event(audience, course.place + 1 if course else 1, topic, version, time())])

    def tell(self, events: Iterable[Event]) -> None:
        """Events that were kept. One told twice is heard once."""
        for event in events:
            course = self._course(event.audience, event.number)
            self._order += 1
            body = course.takes(event, self._order)
            if body is None:
                continue
            for company in course.companies:
                company.hear(event.topic, body)
                self._behind.add(company)
        if self._behind and (self._delivery is None or self._delivery.done()):
            self._delivery = asyncio.ensure_future(self._deliver())

    def tell_from_thread(self, work: Callable[[], None]) -> None:
        """Do `work` (a call of one of these methods) in the hub's own loop, from whatever thread asks.

        Does nothing before `start` and after the loop has ended: the outbox keeps what was missed.
        """
        loop = self._loop
        if loop is not None and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(work)
            except RuntimeError:  # the loop ended between the question and the call
                return

    def remember(self, events: Iterable[Event]) -> None:
        """Fill the rings with what the outbox kept. Called before any stream opens."""
        kept = list(events)
        for event in sorted(kept, key=lambda event: event.number):
            self._course(event.audience, event.number)
        for event in kept:
            self._order += 1
            self._course(event.audience, event.number).takes(event, self._order)

    def stand_at(self, places: Mapping[str, int]) -> None:
        """The last number of each audience, also of those whose events are no longer kept."""
        for audience, number in places.items():
            self._course(audience, number + 1)

    @property
    def is_waiting(self) -> bool:
        """Whether an event is missing below one that has come: the outbox should be read again."""
        return any(course.is_waiting for course in self.courses.values())

    # Doors

    def is_new_at_the_doors(self, number: int) -> bool:
        """Whether a row for hubs has not been heard yet, by its number; asking counts as hearing."""
        is_new = number not in self._doors
        self._doors.setdefault(number, time())
        return is_new

    def revoke(self, holder: str, at: float) -> None:
        """Refuse the holder's tickets issued until `at`."""
        self._revoked[holder] = max(at, self._revoked.get(holder, 0.0))

    def end(self, holder: str) -> None:
        """A sign-in or an account ended: their streams close now, their tickets open nothing."""
        self.revoke(holder, time())
        for reader in tuple(self._holders.get(holder, ())):
            self._close(reader, b"event: turn\ndata: {}\n\n")

    def change(self, holder: str, tokens: Iterable[str]) -> None:
        """A person's or sign-in's audiences changed. tokens: all that they hold now.

        A reader who lost one is turned to a fresh page; one who only gained asks for a new ticket.
        """
        held = frozenset(tokens) | {"public"}
        self.revoke(holder, time())
        for reader in tuple(self._holders.get(holder, ())):
            if reader.ticket.tokens == held:
                continue
            lost = not reader.ticket.tokens <= held
            self._close(reader, b"event: turn\ndata: {}\n\n" if lost else b"event: again\ndata: {}\n\n")

    def _admit(self, scope: Scope, query: dict[str, list[str]]) -> Ticket:
        written = query.get("token", [""])[0]
        if not written:
            return OUTSIDE
        ticket = self.admission.read(written, cookie_named(self.cookie, scope["headers"]))
        for holder in ticket.holders:
            if ticket.issued_at <= self._revoked.get(holder, 0.0):
                raise NotAdmitted("ended")
        return ticket

    def _came_in(self, scope: Scope) -> bool:
        """Whether the request shows a ticket that was issued to a sign-in."""
        try:
            query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=TOPICS_OF_ONE + 8)
            return bool(self._admit(scope, query).holders)
        except (ValueError, NotAdmitted):
            return False

    # Streams

    @property
    def reader_count(self) -> int:
        """Streams open now."""
        return self._readers

    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request for a stream and keep it open until either side ends it."""
        if self.is_shut and not self._came_in(scope):
            await refuse(send, 404, NOTHING_HERE)
            return
        if scope["method"] != "GET":
            await refuse(send, 405, b"A stream is asked for with GET.", [(b"allow", b"GET")])
            return
        if is_from_elsewhere(scope["headers"]):
            await refuse(send, 403, b"A stream is opened by a page of this house only.")
            return
        try:
            query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=TOPICS_OF_ONE + 8)
        except ValueError:
            await refuse(send, 400, b"A stream carries fewer topics than this page asked for.")
            return
        try:
            ticket = self._admit(scope, query)
        except NotAdmitted as no:
            await refuse(send, 403, f"This page's ticket opens no stream ({no.reason}).".encode())
            return
        if self._readers >= STREAMS or (ticket is OUTSIDE and self._of_the_public >= STREAMS_OF_THE_PUBLIC):
            await refuse(send, 503, b"Too many screens are open. Try again in a moment.", [(b"retry-after", b"5")])
            return
        company = self._company(ticket.tokens)
        missed = self._missed(company, query, scope["headers"])
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        connection = narrowed(scope.get("plenary.connection"))
        reader = Reader(ticket, company, send, frozenset(query.get("topic", ())), connection)
        self._enter(reader)
        try:
            self._write(reader, self._greeting(reader, missed))
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._leave(reader)

    def _greeting(self, reader: Reader, missed: list[tuple[int, Event, bytes]] | None) -> bytes:
        """The time, the reader's place, and what was missed."""
        said = [b"retry: 3000\n\n"]
        if missed is None:
            said.append(reader.company.reload())
        else:
            said += [body for _, event, body in missed if reader.wants(event.topic)]
        said.append(b"id: " + reader.company.place() + b"\n" + self._beat_now())
        return b"".join(said)

    def _missed(
        self, company: Company, query: dict[str, list[str]], headers: Iterable[tuple[bytes, bytes]]
    ) -> list[tuple[int, Event, bytes]] | None:
        """Events since the reader's last id, or since the page was asked for; None: too many, or not
        remembered.

        An audience that the id does not name had not been heard by this reader: all that is remembered of
        it counts as missed.
        """
        last = next((value.decode("latin-1") for name, value in headers if name == b"last-event-id"), "")
        last = last or query.get("last", [""])[0]
        missed: list[tuple[int, Event, bytes]] = []
        if last:
            places = places_in(last)
            if places is None:
                return None
            for course in company.courses:
                if course.tag in places:
                    since = course.after(places[course.tag])
                    if since is None:
                        return None
                    missed += since
                else:
                    missed += course.ring
        else:
            past = query.get("past", ["0"])[0]
            seconds = min(int(past), PAST_LIMIT_S) if past.isdecimal() and len(past) < 6 else 0
            earliest = time() - seconds
            for course in company.courses:
                missed += [kept for kept in course.ring if kept[1].at >= earliest] if seconds else []
        if len(missed) > UNSENT:
            return None
        return sorted(missed, key=lambda kept: kept[0])

    def _enter(self, reader: Reader) -> None:
        self._readers += 1
        self._of_the_public += reader.ticket is OUTSIDE
        reader.company.readers.add(reader)
        for holder in reader.ticket.holders:
            self._holders.setdefault(holder, set()).add(reader)

    def _leave(self, reader: Reader) -> None:
        self._readers -= 1
        self._of_the_public -= reader.ticket is OUTSIDE
        reader.ended = True
        company = reader.company
        company.readers.discard(reader)
        if not company.readers and self.companies.get(company.tokens) is company:
            del self.companies[company.tokens]
            for course in company.courses:
                course.companies.discard(company)
        for holder in reader.ticket.holders:
            others = self._holders.get(holder, set())
            others.discard(reader)
            if not others:
                self._holders.pop(holder, None)

    def _close(self, reader: Reader, last_word: bytes) -> None:
        """End a stream from this side. One that reads too slowly to be told is cut."""
        if reader.ended:
            return
        reader.ended = True
        reader.company.readers.discard(reader)
        if reader.parked:
            self._cut(reader)
            return
        self._send(reader, {"type": "http.response.body", "body": last_word, "more_body": False})

    def _cut(self, reader: Reader) -> None:
        reader.ended = True
        if reader.connection is not None:
            reader.connection.transport.abort()
        elif reader.task is not None:
            reader.task.cancel()

    # Writing

    async def _deliver(self) -> None:
        """Bring every company that has something new up to date, with a breath for pages in between."""
        while self._behind:
            company = self._behind.pop()
            for passed, reader in enumerate(tuple(company.readers), 1):
                if not reader.parked:
                    self._catch_up(reader)
                if passed % BREATH == 0:
                    await asyncio.sleep(0)

    def _catch_up(self, reader: Reader) -> None:
        company = reader.company
        waiting = company.count - reader.count
        if waiting <= 0 or reader.ended:
            return
        reader.count = company.count
        if waiting == 1:
            topic, said, piece = company.log[-1]
            if reader.topics and topic not in reader.topics:
                return
            if reader.connection is None or not reader.connection.push(piece):
                self._write(reader, said)
            return
        if waiting > UNSENT:
            self._write(reader, company.reload())
            return
        log = company.log
        latest = (log[i] for i in range(len(log) - waiting, len(log)))
        said = b"".join(said for topic, said, _ in latest if reader.wants(topic))
        if said:
            self._write(reader, said)

    def _write(self, reader: Reader, said: bytes) -> None:
        if not reader.ended and (reader.connection is None or not reader.connection.push(chunk(said))):
            self._send(reader, {"type": "http.response.body", "body": said, "more_body": True})

    def _send(self, reader: Reader, message: Message) -> None:
        """Run the first step of the write here: nearly always it is the only one, and no task is needed."""
        writing = reader.send(message)
        try:
            waits_for = writing.send(None)
        except StopIteration:
            return
        except (OSError, RuntimeError):
            self._cut(reader)
            return
        reader.parked = True
        task = asyncio.ensure_future(self._finish(reader, writing, waits_for))
        self._parked.add(task)
        task.add_done_callback(self._parked.discard)

    async def _finish(self, reader: Reader, writing: Coroutine[Any, Any, None], waits_for: object) -> None:
        """Wait in the slow reader's stead, then hand it what came meanwhile."""
        try:
            await asyncio.wait_for(_Rest(writing, waits_for), STALL_S)
        except (TimeoutError, OSError, RuntimeError):
            self._cut(reader)
            return
        reader.parked = False
        self._catch_up(reader)

    # Time

    def start(self) -> None:
        """Begin to beat. Called in the event loop."""
        self._loop = asyncio.get_running_loop()
        self._beat = asyncio.ensure_future(self._beating())

    def stop(self) -> None:
        """End every stream; browsers come back by themselves."""
        self._loop = None
        if self._beat is not None:
            self._beat.cancel()
        for company in tuple(self.companies.values()):
            for reader in tuple(company.readers):
                self._close(reader, b"retry: 1000\n\n")

    async def _beating(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += BEAT_S
            await asyncio.sleep(max(0.0, due - loop.time()))
            await self.beat()
            self._forget()

    def _beat_now(self) -> bytes:
        at = self.clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return b'event: beat\ndata: {"at":"' + at.encode() + b'"}\n\n'

    async def beat(self) -> None:
        """Say the time on every stream, renew the tickets that are due, close where rights end."""
        said = self._beat_now()
        now, real = monotonic(), time()
        passed = 0
        for company in tuple(self.companies.values()):
            for reader in tuple(company.readers):
                passed += 1
                if passed % BREATH == 0:
                    await asyncio.sleep(0)
                if reader.ticket.until <= real + BEAT_S:
                    self._close(reader, b"event: again\ndata: {}\n\n")
                elif reader.parked:
                    continue
                elif reader.ticket is not OUTSIDE and reader.renew_at <= now:
                    reader.renew_at = now + RENEW_S
                    ticket = self.admission.renewed(reader.ticket).encode()
                    self._write(reader, said + b'event: token\ndata: {"token":"' + ticket + b'"}\n\n')
                else:
                    self._write(reader, said)

    def _forget(self) -> None:
        """Let go of refusals that no ticket can outlive, and of audiences quiet for half a day."""
        now = time()
        self._revoked = {holder: at for holder, at in self._revoked.items() if now - at < DOORS_S}
        self._doors = {number: at for number, at in self._doors.items() if now - at < DOORS_S}
        for audience, course in tuple(self.courses.items()):
            if course.ring and now - course.ring[-1][1].at > KEPT_S:
                del self.courses[audience]
                for company in course.companies:
                    company.courses.remove(course)

    def _course(self, audience: str, number: int) -> Course:
        course = self.courses.get(audience)
        if course is None:
            course = self.courses[audience] = Course(audience, number - 1)
            for company in self.companies.values():
                company.join(course)
        return course

    def _company(self, tokens: frozenset[str]) -> Company:
        company = self.companies.get(tokens)
        if company is None:
            company = self.companies[tokens] = Company(tokens, self.courses.values())
        return company


class _Rest:
    """The rest of a coroutine whose first step has run and which now waits for a future."""

    def __init__(self, running: Coroutine[Any, Any, None], waits_for: object) -> None:
        self._running = running
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        waits_for = self._waits_for
        while True:
            try:
                yield waits_for
            except BaseException as thrown:  # noqa: BLE001  handed on into the coroutine, which decides
                step = self._thrown(thrown)
            else:
                step = self._next()
            if step is None:
                return
            waits_for = step[0]

    def _next(self) -> tuple[object] | None:
        try:
            return (self._running.send(None),)
        except StopIteration:
            return None

    def _thrown(self, thrown: BaseException) -> tuple[object] | None:
        try:
            return (self._running.throw(thrown),)
        except StopIteration:
            return None


def tag_of(audience: str) -> str:
    """How an id names an audience, in six characters."""
    return hashlib.sha256(audience.encode()).hexdigest()[:TAG]


def places_in(last: str) -> dict[str, int] | None:
    """The places an id tells, by tag of audience; None where it is not one of ours."""
    mark, *parts = last.split(".")
    if mark != OURS:
        return None
    places = {}
    for part in parts:
        number = part[TAG:]
        if not number.isdecimal() or len(number) > 18:
            return None
        places[part[:TAG]] = int(number)
    return places


def cookie_named(name: str, headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The value of one cookie of a request, empty where it carries none."""
    for key, value in headers:
        if key == b"cookie":
            for part in value.decode("latin-1").split(";"):
                own, _, said = part.strip().partition("=")
                if own == name:
                    return said.strip('"')
    return ""


def is_from_elsewhere(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a browser says that a page of another site asks."""
    said = {name: value for name, value in headers if name in {b"origin", b"host", b"sec-fetch-site"}}
    if said.get(b"sec-fetch-site") in {b"cross-site", b"same-site"}:
        return True
    origin = said.get(b"origin")
    return origin is not None and origin.partition(b"://")[2] != said.get(b"host", b"")


def narrowed(connection: Connection | None) -> Connection | None:
    """Let little wait unsent below us, so that a stalled reader is noticed at the first events."""
    if connection is not None:
        connection.transport.set_write_buffer_limits(high=BUFFER_BYTES)
        line = connection.transport.get_extra_info("socket")
        if line is not None:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)
    return connection


async def refuse(send: Send, status: int, said: bytes, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """One sentence instead of a stream."""
    about = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    length = [(b"content-length", str(len(said)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*about, *length, *headers]})
    await send({"type": "http.response.body", "body": said})
