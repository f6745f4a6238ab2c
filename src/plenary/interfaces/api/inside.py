"""The same addresses asked from inside the house, by a command on the machine itself: one door, one description."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve

from plenary.foundation.access.actors import Actor

HERE = "/api/v1"


@dataclass(frozen=True, slots=True)
class Inside:
    """What the house answered. told: the JSON; None where it is of another kind."""

    status: int
    content: bytes
    media_type: str

    @property
    def told(self) -> Any:  # noqa: ANN401  whatever the description says
        return json.loads(self.content) if self.media_type.endswith("json") else None

    @property
    def is_done(self) -> bool:
        """Whether it was done, or waits for a second officer."""
        return self.status < 300


def ask(
    actor: Actor,
    method: str,
    path: str,
    *,
    body: bytes = b"",
    media_type: str = "application/json",
    query: Mapping[str, str] | None = None,
) -> Inside:
    """Ask an address of the API as this actor, whatever stands there by now.

    path: below `/api/v1`, in parts that need no quoting or are quoted (`part`). The gate of each act is passed as ever.
    """
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": HERE + path,
        "QUERY_STRING": urlencode(query or {}),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": media_type,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_IF_MATCH": "*",
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": "http",
    }
    request = WSGIRequest(environ)
    # The bound of a network is for strangers: what is sent here stands in this very process already.
    request._body = body
    request.actor = actor  # type: ignore[attr-defined]
    found = resolve(HERE + path)
    request.resolver_match = found
    answer = found.func(request, *found.args, **found.kwargs)
    return Inside(answer.status_code, answer.content, answer.headers.get("Content-Type", "").partition(";")[0])


def part(said: str) -> str:
    """A part of a path as it is asked for."""
    return quote(said, safe="")
