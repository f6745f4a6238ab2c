"""The static files: styles, scripts, fonts and pictures of the release, answered without a thread of
Django.

A file whose name carries the digest of its content is kept by browsers for ever; one that was compressed
beforehand is sent compressed.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Coroutine[Any, Any, None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

NAMED_BY_DIGEST = re.compile(r"\.[0-9a-f]{12}\.\w+$")
AT_ONCE_BYTES = 256 * 1024
ASKED = {
    b"accept-encoding": "HTTP_ACCEPT_ENCODING",
    b"if-none-match": "HTTP_IF_NONE_MATCH",
    b"if-modified-since": "HTTP_IF_MODIFIED_SINCE",
    b"range": "HTTP_RANGE",
}


class Shelf:
    """The files of one release, read once at the start.

    prefix: address they stand under, "/static/". folder: where `collectstatic` put them. loose: files by
    address, for a house whose static files were not collected.
    """

    def __init__(self, prefix: str, folder: Path | None, loose: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self._files = WhiteNoise(
            None,
            allow_all_origins=False,
            max_age=60,
            immutable_file_test=lambda _path, url: NAMED_BY_DIGEST.search(url) is not None,
            add_headers_function=_guarded,
        )
        if folder is not None and folder.is_dir():
            self._files.add_files(str(folder), prefix=prefix)
        for address, path in (loose or {}).items():
            self._files.add_file_to_dictionary(address, path)

    async def answer(self, scope: Scope, send: Send) -> None:
        """One file, a part of it, `not modified`, or `not found`."""
        file = self._files.files.get(scope["path"])
        if file is None:
            said = b"There is no such file."
            about = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
            length = (b"content-length", str(len(said)).encode())
            await send({"type": "http.response.start", "status": 404, "headers": [*about, length]})
            await send({"type": "http.response.body", "body": said})
            return
        asked = {ASKED[name]: value.decode("latin-1") for name, value in scope["headers"] if name in ASKED}
        answer = file.get_response(scope["method"], asked)
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in answer.headers]
        await send({"type": "http.response.start", "status": int(answer.status), "headers": headers})
        if answer.file is None:
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            piece = answer.file.read(AT_ONCE_BYTES)
            while len(piece) == AT_ONCE_BYTES:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                piece = await asyncio.to_thread(answer.file.read, AT_ONCE_BYTES)
            await send({"type": "http.response.body", "body": piece})
        finally:
            answer.file.close()


def _guarded(headers: Headers, path: str, url: str) -> None:
    """What every static file says of itself."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
