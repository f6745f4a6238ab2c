"""The two clocks of the house.

The house's clock says what day it is for rules, deadlines and pages; in a demonstration it can be moved
forward. The real clock stamps the record, sign-ins and receipts and cannot be moved from here.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.apps import apps as installed
from django.conf import settings

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)
_read: tuple[float, timedelta] | None = None
READ_AGAIN_AFTER_S = 1.0


def real_now() -> datetime:
    """The instant by the machine's clock, in UTC."""
    return datetime.now(tz=UTC)


def now() -> datetime:
    """The instant by the house's clock, in UTC: the real one unless a demonstration moved it."""
    standing = _standing.get()
    return standing if standing is not None else real_now() + offset()


def offset() -> timedelta:
    """How far the house's clock stands from the real one; always zero outside a demonstration."""
    global _read
    if not settings.DEMONSTRATION:
        return timedelta()
    if _read is None or time.monotonic() - _read[0] > READ_AGAIN_AFTER_S:
        moved = installed.get_model("clock.HouseClock").objects.values_list("offset", flat=True).first()
        _read = (time.monotonic(), moved if moved is not None else timedelta())
    return _read[1]


def forget_offset() -> None:
    """Read the offset again at the next question: it was just moved."""
    global _read
    _read = None


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Let the house's clock stand still within the block: a scenario's acts, a test."""
    token = _standing.set(instant)
    try:
        yield
    finally:
        _standing.reset(token)
