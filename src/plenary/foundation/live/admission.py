"""Who may listen: a ticket signed by the house, read by the hub without asking a database.

A ticket names the sign-in, the person and the tokens that the reader holds. It is good for a minute; an
open stream hands out the next one before that, but never beyond `until`, when rights are read again by
the house. It is worth nothing without the cookie of the sign-in it was issued to, so one found in a log
opens nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import floor
from time import time

LIFE_S = 60
RENEWED_FOR_S = 15 * 60
PUBLIC = frozenset({"public"})


class NotAdmitted(Exception):
    """The ticket opens no stream. `reason`: forged, expired, ended or elsewhere."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Ticket:
    """What was signed. Times are seconds since 1970 by the real clock.

    cookie: digest of the sign-in's cookie, empty where the ticket is bound to none. until: the last
    instant to which the hub may renew it.
    """

    sign_in: str
    person: str
    tokens: frozenset[str]
    issued_at: float
    until: float
    cookie: str = ""

    @property
    def holders(self) -> tuple[str, ...]:
        """The names by which `end` and `change` find the streams that this ticket opened."""
        named = (("signin:", self.sign_in), ("person:", self.person))
        return tuple(prefix + key for prefix, key in named if key)


OUTSIDE = Ticket(sign_in="", person="", tokens=PUBLIC, issued_at=0.0, until=float("inf"))


def digest(cookie: str) -> str:
    """How a ticket names the cookie it is bound to."""
    return hashlib.sha256(cookie.encode()).hexdigest()[:32] if cookie else ""


class Admission:
    """Signs and reads tickets. secret: the house's own; clock: seconds since 1970, the real clock."""

    def __init__(self, secret: str, clock: Callable[[], float] = time) -> None:
        self._key = hashlib.sha256(b"plenary.foundation.live.admission\0" + secret.encode()).digest()
        self._clock = clock

    def issue(
        self,
        tokens: Iterable[str],
        *,
        sign_in: str,
        person: str,
        cookie: str = "",
        until: float | None = None,
    ) -> str:
        """A ticket for a page that is being written now.

        cookie: value of the sign-in's cookie. until: end of the sign-in, if it comes before the time for
        which the hub renews tickets by itself.
        """
        at = self._clock()
        latest = at + RENEWED_FOR_S
        return self.signed(
            Ticket(
                sign_in=sign_in,
                person=person,
                tokens=frozenset(tokens) | PUBLIC,
                issued_at=at,
                until=latest if until is None else min(until, latest),
                cookie=digest(cookie),
            )
        )

    def renewed(self, ticket: Ticket) -> str:
        """The same rights for one more minute, with the same end."""
        return self.signed(
            Ticket(
                sign_in=ticket.sign_in,
                person=ticket.person,
                tokens=ticket.tokens,
                issued_at=self._clock(),
                until=ticket.until,
                cookie=ticket.cookie,
            )
        )

    def signed(self, ticket: Ticket) -> str:
        """The written form of a ticket."""
        body = json.dumps(
            [
                ticket.sign_in,
                ticket.person,
                sorted(ticket.tokens),
                floor(ticket.issued_at * 1000) / 1000,  # never later than the truth: a door shut since then must hold
                round(ticket.until, 3),
                ticket.cookie,
            ],
            separators=(",", ":"),
        ).encode()
        return f"{_text(body)}.{_text(self._seal(body))}"

    def read(self, written: str, cookie: str = "") -> Ticket:
        """The ticket that was signed. Raises NotAdmitted.

        cookie: value of the sign-in's cookie as this request carries it.
        """
        body, _, seal = written.partition(".")
        try:
            said, sealed = _bytes(body), _bytes(seal)
        except (binascii.Error, UnicodeEncodeError) as fault:
            raise NotAdmitted("forged") from fault
        if not hmac.compare_digest(self._seal(said), sealed):
            raise NotAdmitted("forged")
        sign_in, person, tokens, issued_at, until, bound = json.loads(said)
        now = self._clock()
        if not issued_at - LIFE_S < now < min(issued_at + LIFE_S, until):
            raise NotAdmitted("expired")
        if bound and not hmac.compare_digest(bound, digest(cookie)):
            raise NotAdmitted("elsewhere")
        return Ticket(sign_in, person, frozenset(tokens), issued_at, until, bound)

    def _seal(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")[:18]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
