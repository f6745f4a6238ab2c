"""The one place that says whether letters leave this house, and by which server.

A demonstration and a rehearsal send nothing. Where nothing leaves, nothing is written to leave later.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Post:
    """The server that takes letters. safety: "none", "starttls" or "tls". sender: as it stands in letters."""

    host: str
    port: int
    safety: str
    name: str
    password: str
    sender: str

    @property
    def sender_address(self) -> str:
        """The sender's bare address."""
        return parseaddr(self.sender)[1]

    @property
    def domain(self) -> str:
        """The part of the sender's address after the sign; Message-IDs end with it."""
        return self.sender_address.rpartition("@")[2] or "localhost"

    @property
    def is_here(self) -> bool:
        """Whether the server is on this machine."""
        return self.host in LOOPBACK


def is_open() -> bool:
    """Whether letters leave this house."""
    return bool(settings.MAIL) and not settings.DEMONSTRATION and not getattr(settings, "REHEARSAL", False)


def the_post() -> Post | None:
    """The server that takes letters; None where none leave."""
    return as_set() if is_open() else None


def as_set() -> Post | None:
    """The server that the settings name, whether or not anything leaves."""
    return Post(**settings.MAIL, sender=settings.MAIL_FROM) if settings.MAIL else None
