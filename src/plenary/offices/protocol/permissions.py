"""In whose scope arrivals, programme and seating lie."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may


def can_keep_protocol(by: Actor) -> bool:
    """Whether this person plans arrivals and lays the table."""
    return may(by, "seating_arrivals")
