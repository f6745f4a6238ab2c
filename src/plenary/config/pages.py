"""Django's pages, through its WSGI handler, in one or two threads that last.

Django's own ASGI handler makes a thread for each request and hops between threads at each middleware;
here a request hops once, and a thread keeps its connection to the database.

A thread works only while the house computes. Requests are read whole before they take a turn, big ones
into a temporary file, and answers are sent after the turn is over, files piece by piece; so slow clients
hold no thread.

Those in the chamber go before those at work, and those before the public. The public alone never holds
every thread, and where too many of one kind wait, the next is told when to come back.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import sys
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from html import escape
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from plenary.config.files_door import NO_DOOR, FilesDoor
from plenary.foundation.noting import code_of

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Coroutine[Any, Any, None]]
Header = tuple[bytes, bytes]
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

IN_MEMORY_BYTES = 1024 * 1024
PIECE_BYTES = 256 * 1024
FORM_BYTES = 1024 * 1024
BIG_BODIES = 32
BODY_PAUSE_S = 30.0
DRAIN_S = 10.0
SLOW_READER_S = 60.0
COME_BACK_S = 2
NOT_OURS = {b"connection", b"keep-alive", b"transfer-encoding", b"upgrade", b"trailer"}
BODILESS = {204, 304}

logger = logging.getLogger("plenary.pages")


class Rank(IntEnum):
    """Who goes first."""

    CHAMBER = 0
    SIGNED_IN = 1
    PUBLIC = 2


ROOM = {Rank.CHAMBER: 2000, Rank.SIGNED_IN: 500, Rank.PUBLIC: 64}
"""How many of each may wait."""


@dataclass(slots=True)
class Answer:
    """What a turn produced. body: bytes, or an open file whose `close` ends the answer."""

    status: int
    headers: list[Header]
    body: bytes | IO[bytes] | FilePieces


@dataclass(slots=True, eq=False)
class Turn:
    """One request waiting for a thread. begun: a thread took it. given_up: the reader left before that."""

    rank: Rank
    work: Callable[[], Answer]
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[Answer]
    begun: bool = False
    given_up: bool = False

    def settle(self, answer: Answer | None, fault: BaseException | None) -> None:
        """Hand the outcome to the loop that waits for it."""
        self.loop.call_soon_threadsafe(self._settle, answer, fault)

    def _settle(self, answer: Answer | None, fault: BaseException | None) -> None:
        if self.answer.done():
            if answer is not None and not isinstance(answer.body, bytes):
                answer.body.close()
        elif fault is not None:
            self.answer.set_exception(fault)
        elif answer is not None:
            self.answer.set_result(answer)


class FilePieces:
    """What Django hands over for a file it would stream: read and closed by the lane, not by the thread."""

    def __init__(self, file: IO[bytes], block_size: int = PIECE_BYTES) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(PIECE_BYTES):
            yield piece

    def read(self, size: int) -> bytes:
        """The next piece; empty at the end."""
        return self._file.read(size)

    def close(self) -> None:
        """Close the response, and with it the file."""
        self._file.close()


class Turns:
    """The waiting rooms and the threads that work through them."""

    def __init__(self, threads: int) -> None:
        self.threads = max(1, threads)
        self._waiting: dict[Rank, deque[Turn]] = {rank: deque() for rank in Rank}
        self._change = threading.Condition()
        self._public_at_work = 0
        self._stopping = False
        self._workers: list[threading.Thread] = []

    def start(self) -> None:
        """Begin to work."""
        self._stopping = False
        for number in range(self.threads):
            worker = threading.Thread(target=self._work, name=f"pages-{number + 1}", daemon=True)
            worker.start()
            self._workers.append(worker)

    def stop(self, seconds: float = 0.4) -> None:
        """Let the turns that run end; no further one begins."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        for worker in self._workers:
            worker.join(timeout=seconds)
        self._workers.clear()

    @property
    def is_crowded(self) -> bool:
        """Whether anyone waits."""
        return any(self._waiting.values())

    def take(self, turn: Turn) -> bool:
        """Put it in its waiting room; False where that is full."""
        with self._change:
            room = self._waiting[turn.rank]
            if len(room) >= ROOM[turn.rank]:
                return False
            room.append(turn)
            self._change.notify()
            return True

    def _next(self) -> Turn | None:
        """The turn that a thread takes now; the public may not take the last thread of several."""
        for rank, room in self._waiting.items():
            if rank is Rank.PUBLIC and self._public_at_work >= max(1, self.threads - 1):
                continue
            while room:
                turn = room.popleft()
                if not turn.given_up:
                    turn.begun = True
                    return turn
        return None

    def _work(self) -> None:
        while True:
            with self._change:
                while (turn := self._next()) is None:
                    if self._stopping:
                        return
                    self._change.wait()
                self._public_at_work += turn.rank is Rank.PUBLIC
            answer, fault = None, None
            try:
                answer = turn.work()
            except BaseException as raised:  # noqa: BLE001  handed to the loop, which logs it once
                fault = raised
            with self._change:
                self._public_at_work -= turn.rank is Rank.PUBLIC
                self._change.notify()
            turn.settle(answer, fault)
            del turn, answer, fault


class TooLarge(Exception):
    """The body is longer than the house takes."""


class TooSlow(Exception):
    """The body stopped coming."""


class Gone(Exception):
    """The client left."""


class TooMany(Exception):
    """Too many are sending big bodies at once."""


def nobody(headers: Iterable[Header]) -> bool:
    """Of a lane that knows no sign-ins."""
    return False


@dataclass(slots=True)
class Pages:
    """The lane. body_limit: bytes an upload may have. came_in: whether these headers prove that their sender signed in.

    files_door: through which only files are asked for, without cookies.
    """

    wsgi: WSGI
    threads: int = 2
    body_limit: int = 20 * 1024 * 1024
    came_in: Callable[[Iterable[Header]], bool] = nobody
    files_door: FilesDoor = NO_DOOR
    turns: Turns = field(init=False)
    _pieces: ThreadPoolExecutor = field(init=False)
    _big: int = 0

    def __post_init__(self) -> None:
        self.turns = Turns(self.threads)
        self._pieces = ThreadPoolExecutor(4, thread_name_prefix="pieces")

    def start(self) -> None:
        """Begin to work."""
        self.turns.start()

    def stop(self) -> None:
        """Let what runs end."""
        self.turns.stop()
        self._pieces.shutdown(wait=False, cancel_futures=True)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            body, length = await self._body(scope, receive)
        except Gone:
            return
        except TooLarge:
            await self._say_too_large(scope, send)
            return
        except TooSlow:
            await self._say_too_slow(scope, send)
            return
        except TooMany:
            await self._say_full(scope, send)
            return
        with body:
            await self._in_turn(scope, receive, send, body, length)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send, body: IO[bytes], length: int) -> None:
        loop = asyncio.get_running_loop()
        environ = environ_of(scope, body, length, for_files=self.files_door.leads(scope))
        turn = Turn(self.rank(scope), partial(self._call, environ), loop, loop.create_future())
        must_wait = self.turns.is_crowded
        if not self.turns.take(turn):
            await self._say_full(scope, send)
            return
        if must_wait and not await self._wait_for_turn(turn, receive):
            return
        await asyncio.wait({turn.answer})
        fault = turn.answer.exception()
        if fault is not None:
            await self._say_fault(scope, send, fault)
            return
        await self._send(scope, send, turn.answer.result())

    async def _wait_for_turn(self, turn: Turn, receive: Receive) -> bool:
        """Wait among others; False where the client left before a thread took its turn."""
        leaving = asyncio.ensure_future(left(receive))
        both: set[asyncio.Future[Any]] = {turn.answer, leaving}
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not leaving.done() or turn.begun:
                return True
            turn.given_up = True
            turn.answer.cancel()
            return False
        finally:
            leaving.cancel()

    def rank(self, scope: Scope) -> Rank:
        """Seats and the chair first, then those signed in; what cannot be proved at once is public."""
        if not self.came_in(scope["headers"]):
            return Rank.PUBLIC
        return Rank.CHAMBER if scope["path"].startswith("/c/") else Rank.SIGNED_IN

    # The request

    async def _body(self, scope: Scope, receive: Receive) -> tuple[IO[bytes], int]:
        """The whole body, ready to be read, and its length in bytes."""
        said = {name: value for name, value in scope["headers"] if name in LENGTH_HEADERS}
        if not said:
            return BytesIO(), 0
        declared = said.get(b"content-length", b"0")
        if not declared.isdigit():
            raise Gone
        if int(declared) > self.body_limit:
            await self._drain(receive)
            raise TooLarge
        loop = asyncio.get_running_loop()
        file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115  closed by who reads it
        length = 0
        is_big = False
        whole = False
        try:
            async with asyncio.timeout(BODY_PAUSE_S) as patience:
                while not whole:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Gone
                    piece = message.get("body", b"")
                    length += len(piece)
                    if length > self.body_limit:
                        await self._drain(receive)
                        raise TooLarge
                    if length > IN_MEMORY_BYTES:
                        if not is_big:
                            if self._big >= BIG_BODIES:
                                raise TooMany
                            is_big = True
                            self._big += 1
                        await loop.run_in_executor(self._pieces, file.write, piece)
                    else:
                        file.write(piece)
                    whole = not message.get("more_body", False)
                    patience.reschedule(loop.time() + BODY_PAUSE_S)
        except TimeoutError as late:
            raise TooSlow from late
        finally:
            self._big -= is_big
            if not whole:
                file.close()
        file.seek(0)
        return file, length

    async def _drain(self, receive: Receive) -> None:
        """Let a client that is still sending finish, for a while: browsers show no answer before that."""
        try:
            async with asyncio.timeout(DRAIN_S):
                more = True
                while more:
                    message = await receive()
                    more = message["type"] != "http.disconnect" and message.get("more_body", False)
        except TimeoutError:
            return

    # The turn, in a lasting thread

    def _call(self, environ: dict[str, Any]) -> Answer:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            started.append((status, headers))

        result = self.wsgi(environ, start_response)
        if isinstance(result, FilePieces):
            status, headers = started[-1]
            if environ["REQUEST_METHOD"] == "HEAD":
                result.close()
                return Answer(int(status[:3]), headers_of(headers), b"")
            return Answer(int(status[:3]), headers_of(headers), result)
        try:
            body = b"" if environ["REQUEST_METHOD"] == "HEAD" else gathered(result)
        finally:
            close = getattr(result, "close", None)
            if close is not None:
                close()
        status, headers = started[-1]
        return Answer(int(status[:3]), headers_of(headers), body)

    # The answer

    async def _send(self, scope: Scope, send: Send, answer: Answer) -> None:
        headers = answer.headers
        body = answer.body
        if isinstance(body, bytes):
            named = {name for name, _ in headers}
            if b"content-length" not in named and scope["method"] != "HEAD" and answer.status not in BODILESS:
                headers = [*headers, (b"content-length", str(len(body)).encode())]
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            await send({"type": "http.response.body", "body": b"" if answer.status in BODILESS else body})
            return
        loop = asyncio.get_running_loop()
        connection = scope.get("plenary.connection")
        transport = None if connection is None else connection.transport
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            while piece := await loop.run_in_executor(self._pieces, body.read, PIECE_BYTES):
                if transport is not None and transport.is_closing():
                    return
                async with asyncio.timeout(SLOW_READER_S):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            if transport is None:
                raise
            transport.abort()
        finally:
            await loop.run_in_executor(self._pieces, body.close)

    async def _say_too_large(self, scope: Scope, send: Send) -> None:
        with spoken(scope):
            sentence = gettext(
                "At most {limit} MB can be sent at once, and this was more. Nothing was kept; "
                "make the file smaller or send it in parts."
            ).format(limit=self.body_limit // (1024 * 1024))
        await say(scope, send, 413, sentence, [(b"connection", b"close")])

    async def _say_too_slow(self, scope: Scope, send: Send) -> None:
        with spoken(scope):
            sentence = gettext("What you sent stopped coming. Nothing was kept; please send it again.")
        await say(scope, send, 408, sentence, [(b"connection", b"close")])

    async def _say_full(self, scope: Scope, send: Send) -> None:
        with spoken(scope):
            sentence = gettext("Too many people ask just now. Nothing was kept; please try again shortly.")
        await say(scope, send, 503, sentence, [(b"retry-after", str(COME_BACK_S).encode())])

    async def _say_fault(self, scope: Scope, send: Send, fault: BaseException) -> None:
        code = code_of(fault)
        if not code:
            code = secrets.token_hex(4)
            logger.error("a request failed before its page was asked; noted as %s", code, exc_info=fault)
        with spoken(scope):
            sentence = gettext(
                "Something failed here, and it was noted as {code}. Go back and try again; "
                "if it stays, tell the secretariat this code."
            ).format(code=code)
        await say(scope, send, 500, sentence)


LENGTH_HEADERS = {b"content-length", b"transfer-encoding"}


def environ_of(scope: Scope, body: IO[bytes], length: int, *, for_files: bool = False) -> dict[str, Any]:
    """The request as WSGI says it. Paths are the bytes that were sent, read as latin-1.

    Names with an underscore are left out: `X_Forwarded_For` would otherwise stand for `X-Forwarded-For`.
    """
    server = scope.get("server") or ("localhost", None)
    client = scope.get("client")
    root = scope.get("root_path", "")
    raw = scope.get("raw_path") or scope["path"].encode()
    path = unquote_to_bytes(raw.partition(b"?")[0]).decode("latin-1")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": root.encode().decode("latin-1"),
        "PATH_INFO": path.removeprefix(root),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0] if client else "",
        "REMOTE_PORT": str(client[1]) if client else "",
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FilePieces,
    }
    if for_files:
        environ["plenary.for_files"] = "1"
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name or (for_files and raw_name == b"cookie"):
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        value = raw_value.decode("latin-1")
        if name == "CONTENT_TYPE":
            environ[name] = value
        elif name not in {"CONTENT_LENGTH", "TRANSFER_ENCODING"}:
            key = "HTTP_" + name
            joint = "; " if name == "COOKIE" else ","
            environ[key] = environ[key] + joint + value if key in environ else value
    return environ


async def left(receive: Receive) -> None:
    """Returns when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def headers_of(headers: list[tuple[str, str]]) -> list[Header]:
    """The answer's headers as they go out; those that belong to the connection are the server's own."""
    out = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
    return [header for header in out if header[0] not in NOT_OURS]


def gathered(result: Iterable[bytes]) -> bytes | IO[bytes]:
    """All of a body: in memory while it is small, then in a temporary file."""
    pieces: list[bytes] = []
    length = 0
    file: IO[bytes] | None = None
    for piece in result:
        length += len(piece)
        if file is not None:
            file.write(piece)
        elif length > IN_MEMORY_BYTES and pieces:
            file = SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115  closed when it was sent
            file.writelines([*pieces, piece])
            pieces.clear()
        else:
            pieces.append(piece)
    if file is None:
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
    file.seek(0)
    return file


@contextmanager
def spoken(scope: Scope) -> Iterator[None]:
    """Within the block sentences are in the language of the address or the browser."""
    known = {code for code, _ in settings.LANGUAGES}
    first = scope["path"].split("/", 2)[1] if "/" in scope["path"] else ""
    wanted = next((v.decode("latin-1") for k, v in scope["headers"] if k == b"accept-language"), "")
    asked = [first, *(part.split(";")[0].strip().split("-")[0] for part in wanted.split(","))]
    with translation.override(next((code for code in asked if code in known), settings.LANGUAGE_CODE)):
        yield


async def say(scope: Scope, send: Send, status: int, sentence: str, headers: Iterable[Header] = ()) -> None:
    """A page of one sentence, or for a part of a page the sentence alone."""
    with spoken(scope):
        language = translation.get_language() or settings.LANGUAGE_CODE
        direction = "rtl" if translation.get_language_bidi() else "ltr"
    part = f'<p role="alert">{escape(sentence)}</p>'
    if not any(name == b"hx-request" for name, _ in scope["headers"]):
        head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        part = (
            f'<!doctype html><html lang="{language}" dir="{direction}">'
            f"<head>{head}<title>Plenary</title></head>"
            f"<body><main>{part}</main></body></html>"
        )
    body = part.encode()
    about = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*about, *headers]})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
