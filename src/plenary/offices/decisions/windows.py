"""How much of a window is left, whatever the clock on the wall does meanwhile.

A window in the room is short and is measured twice: by the house's clock, and by the machine's steady clock, which
nobody can set and which begins anew with each start of the machine. The longer rest of the two counts, so a clock
that jumps forward ends nothing early. In a demonstration, where the house's clock is moved on purpose, it alone
counts. A silence procedure runs to a stated instant and is not measured here.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from plenary.foundation.clock import now, real_now

DEFAULT_WINDOW = timedelta(seconds=20)
SHORTEST_S, LONGEST_S = 5, 600
_SAME_CLOCK = timedelta(seconds=1)
_BOOT = Path("/proc/sys/kernel/random/boot_id")


@cache
def boot() -> str:
    """The name of this start of the machine; empty where the system has none."""
    return _BOOT.read_text(encoding="ascii").strip() if _BOOT.exists() else ""


def tick() -> int | None:
    """The steady clock in microseconds; None where the house's clock is not the machine's."""
    moved = abs(now() - real_now()) > _SAME_CLOCK
    return None if moved or not boot() else time.monotonic_ns() // 1000


def left(*, opened_at: datetime, closes_at: datetime, opened_tick: int | None, opened_boot: str) -> timedelta:
    """What remains of a window; zero when it is over.

    After a restart of the machine the steady clock tells nothing any more, and the house's clock counts alone.
    """
    by_clock = closes_at - now()
    steady = tick()
    if opened_tick is None or steady is None or opened_boot != boot():
        return max(by_clock, timedelta())
    by_steady = (closes_at - opened_at) - timedelta(microseconds=steady - opened_tick)
    return max(by_clock, by_steady, timedelta())
