"""Tickets to files: for one file and one reader, once, within half a minute.

The files' own host has no cookie, so what the main host knew of the reader goes along in the ticket, signed. It
says who asks and not what they may read: that is asked again when the ticket is shown.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from time import monotonic

from django.core import signing
from django.db import connection

from plenary.foundation.clock import real_now
from plenary.foundation.files.models import SpentTicket
from plenary.procedure.refusal import Refused

GOOD_FOR_S = 30
_SALT = "plenary.files.ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """file: its key. sign_in: of the reader who asked; empty for the public."""

    file: str
    sign_in: str


class _Spent:
    """Tickets that were shown, for as long as they would still be good, as one process remembers them."""

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
    if not (_spend_in_house(mark) if _several_may_serve() else _spent.spend(mark)):
        raise Refused("files.ticket_used")
    return Ticket(file, sign_in)


def forget_spent() -> None:
    """Let go of tickets that are worth nothing any more; the work lane calls it by the hour."""
    SpentTicket.objects.filter(spent_at__lt=real_now() - 2 * timedelta(seconds=GOOD_FOR_S)).delete()


def _several_may_serve() -> bool:
    """Whether other processes may serve pages of this house: `plenary serve` lets none beside it on SQLite alone."""
    return connection.vendor != "sqlite"


def _spend_in_house(mark: str) -> bool:
    """Whether this is the first time in any process: the database takes each mark once."""
    _row, is_first = SpentTicket.objects.get_or_create(mark=mark, defaults={"spent_at": real_now()})
    return is_first


def _opened(ticket: str) -> tuple[str, str, str]:
    try:
        file, sign_in, mark = signing.loads(ticket, salt=_SALT, max_age=GOOD_FOR_S)
    except signing.SignatureExpired as late:
        raise Refused("files.ticket_over", good_for_s=GOOD_FOR_S) from late
    except signing.BadSignature as wrong:
        raise Refused("files.ticket_unknown") from wrong
    return file, sign_in, mark
