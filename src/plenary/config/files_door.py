"""The door that leads to files only: a port or a host name of its own, so that no file shares an origin with the house.

What comes through it carries no cookie, and nothing but the addresses of files answers there.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

Scope = MutableMapping[str, Any]

FILES = "/f/"


@dataclass(frozen=True, slots=True)
class FilesDoor:
    """port: the second port of this process. host: the name by which a proxy leads to files. Either may be absent."""

    port: int | None = None
    host: str = ""

    def leads(self, scope: Scope) -> bool:
        """Whether the request came through this door."""
        server = scope.get("server")
        if self.port is not None and server is not None and server[1] == self.port:
            return True
        return bool(self.host) and any(
            name == b"host" and _name_in(value.decode("latin-1")) == self.host for name, value in scope["headers"]
        )

    def is_shut(self, scope: Scope) -> bool:
        """Whether the request came through this door and asks for something else than a file."""
        return self.leads(scope) and not scope["path"].startswith(FILES)


NO_DOOR = FilesDoor()


def _name_in(host_header: str) -> str:
    name, colon, port = host_header.rpartition(":")
    return (name if colon and port.isdigit() else host_header).lower()
