"""A script: asks with a key, reads JSON, says what it saw."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from plenary.foundation.access.actors import Actor
from tests.builders import meetings as building
from tests.builders.people import actor, script_key
from tests.seen import every_request_that_changes_leaves_an_entry

__all__ = ["every_request_that_changes_leaves_an_entry"]
HERE = "/api/v1"


class Script:
    """What one key asks for. A change of a document is sent with the mark of the last answer about it."""

    def __init__(self, by: Actor | None = None, *, secret: str = "") -> None:
        self.headers: dict[str, str] = {}
        if by is not None or secret:
            self.headers["Authorization"] = f"Bearer {secret or script_key(by)}"
        self.client = Client()
        self.mark = ""

    def get(self, path: str, **headers: str) -> Any:
        return self._kept(self.client.get(HERE + path, headers={**self.headers, **headers}))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        seen = {"If-Match": self.mark} if self.mark else {}
        content = body if isinstance(body, str | bytes) else json.dumps(body if body is not None else {})
        return self._kept(
            self.client.post(
                HERE + path, content, content_type="application/json", headers={**self.headers, **seen, **headers}
            )
        )

    def _kept(self, answer: Any) -> Any:
        if answer.status_code < 300 and "ETag" in answer.headers:
            self.mark = answer.headers["ETag"]
        return answer


@pytest.fixture
def summit(db):
    return building.bishkek()


@pytest.fixture
def desk(summit):
    """A documents officer's script."""
    return Script(actor("DO"))
