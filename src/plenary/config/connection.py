"""One connection of a browser, as the server keeps it.

Two things are added to uvicorn's own: a stream may write at once, without a coroutine for each reader, as long
as nothing waits unsent below it; and a connection on which no whole request has come in time is closed, so that
those who send one byte now and then cost nothing.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_S = 15.0


class Connection(HttpToolsProtocol):
    """Stands in the scope as `plenary.connection`, and waits HEAD_S at most for a request's head."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._patience = self.loop.call_later(HEAD_S, self._out_of_patience)

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["plenary.connection"] = self  # type: ignore[typeddict-unknown-key]
        if self._patience is None:
            self._patience = self.loop.call_later(HEAD_S, self._out_of_patience)

    def push(self, piece: bytes) -> bool:
        """Write a piece of the chunked answer that runs; False where it would have to wait for the reader."""
        if self.flow.write_paused:
            return False
        if not self.transport.is_closing():
            self.transport.write(piece)
        return True

    def on_headers_complete(self) -> None:
        self._rest()
        super().on_headers_complete()

    def _rest(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _out_of_patience(self) -> None:
        self._patience = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
