"""The demonstration's clock: set when it starts, moved forward by anyone signed in to it, never back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import forget_offset, now, real_now
from plenary.foundation.clock.models import HouseClock
from plenary.foundation.journal.writing import record
from plenary.procedure.refusal import NotHere, Refused


@act("people.move_clock")
def move_clock(*, by: Actor, to: datetime) -> HouseClock:
    """Move the demonstration's clock forward. Deadlines, embargoes and Today follow it; the record does not.

    Raises NotHere outside a demonstration; Refused where `to` lies before the clock.
    """
    if not settings.DEMONSTRATION:
        raise NotHere()
    if to <= now():
        raise Refused("people.clock_runs_forward", stands=now().isoformat(timespec="minutes"))
    clock = set_clock(to)
    record(
        "people.clock.moved",
        by=by,
        about=("clock.houseclock", "house"),
        audience="public",
        facts={"to": to.isoformat()},
    )
    return clock


def set_clock(to: datetime) -> HouseClock:
    """Set the clock without an entry: when a demonstration is loaded or wakes up."""
    clock, _ = HouseClock.objects.update_or_create(only=True, defaults={"set_to": to, "offset": to - real_now()})
    forget_offset()
    return clock


def wake_clock() -> None:
    """Let the clock go on from where it was last set."""
    clock = HouseClock.objects.first()
    if clock is not None:
        set_clock(clock.set_to)


def keep_clock() -> None:
    """Note where the clock stands, so that a demonstration that is stopped wakes up there; called each minute."""
    if settings.DEMONSTRATION and HouseClock.objects.exists():
        set_clock(now())
