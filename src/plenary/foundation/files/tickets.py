"""Tickets to files: for one file and one reader, once, within half a minute.

The files' own host has no cookie, so what the main host knew of the reader goes along in the ticket, signed. It
says who asks and not what they may read: that is asked again when the ticket is shown.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.core import signing

from plenary.procedure.refusal import Refused

GOOD_FOR_S = 30
_SALT = "plenary.files.ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """file: its key. sign_in: of the reader who asked; empty for the public."""

    file: str
    sign_in: str


class _Spent:
    """Tickets that were shown, for as long as they would still be good. Kept by the process that serves files."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._lock = Lock()

    def spend(self, mark: str) -> bool:
        """Whether this is the first time."""
        now = monotonic()
        with self._lock:
            self._until = {known: until for known, until in self._until.items() if until > now}
            if mark in self._until:
                return False
            self._until[mark] = now + GOOD_FOR_S + 1
            return True


_spent = _Spent()


def issue(file: str, *, sign_in: str) -> str:
    """A ticket as it stands in an address."""
    return signing.dumps([file, sign_in, secrets.token_urlsafe(9)], salt=_SALT)


def read(ticket: str) -> Ticket:
    """What a ticket says. Raises Refused where it is not ours or its time is over."""
    file, sign_in, _mark = _opened(ticket)
    return Ticket(file, sign_in)


def take(ticket: str) -> Ticket:
    """Read a ticket and spend it. Raises Refused as `read`, and where it was shown before."""
    file, sign_in, mark = _opened(ticket)
    if not _spent.spend(mark):
        raise Refused("files.ticket_used")
    return Ticket(file, sign_in)


def _opened(ticket: str) -> tuple[str, str, str]:
    try:
        file, sign_in, mark = signing.loads(ticket, salt=_SALT, max_age=GOOD_FOR_S)
    except signing.SignatureExpired as late:
        raise Refused("files.ticket_over", good_for_s=GOOD_FOR_S) from late
    except signing.BadSignature as wrong:
        raise Refused("files.ticket_unknown") from wrong
    return file, sign_in, mark
