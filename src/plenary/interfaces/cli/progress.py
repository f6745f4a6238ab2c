"""A bar for work that takes longer than a person waits without one."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

SHOWN_AFTER_S = 2.0
DRAWN_EVERY_S = 0.1
WIDTH = 30


def bar(label: str) -> Callable[[int, int], None]:
    """What draws how far the work is, given done and total; on a terminal, from the second second on."""
    began = drawn = time.monotonic()
    live = sys.stderr.isatty()

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        moment = time.monotonic()
        if not live or moment - began < SHOWN_AFTER_S or (moment - drawn < DRAWN_EVERY_S and done < total):
            return
        drawn = moment
        full = min(WIDTH, done * WIDTH // max(total, 1))
        print(f"\r{label}  {'█' * full}{'░' * (WIDTH - full)}  {done} of {total}", end="", file=sys.stderr)
        if done >= total:
            print(file=sys.stderr)

    return draw
