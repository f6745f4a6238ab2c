"""Two presses at once: threads with connections of their own, started at one instant."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet
from django.db.utils import IntegrityError, OperationalError

from plenary.procedure.refusal import Refused


def at_once(*presses: Callable[[], Any]) -> list[Any]:
    """What each press returned, or the refusal or database error it ran into, in the order given."""
    start = threading.Barrier(len(presses))
    answers: list[Any] = [None] * len(presses)

    def press(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            answers[place] = act()
        except (Refused, IntegrityError, OperationalError) as stopped:
            answers[place] = stopped
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(place, act)) for place, act in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def refused(answers: Sequence[Any]) -> list[str]:
    """Codes of the refusals among the answers."""
    return [one.code for one in answers if isinstance(one, Refused)]


def broken(answers: Sequence[Any]) -> int:
    """How many ran into what the database refuses."""
    return sum(isinstance(one, IntegrityError) for one in answers)


def without_row_locks(monkeypatch) -> None:
    """Take the locks away. On SQLite there are none to take: the write transaction itself is the lock."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **kwargs: self)


class MeetingPoint:
    """Where two acts wait for one another half-way; `met` says whether both were ever there together."""

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)
        self.met = False

    def wait(self) -> None:
        try:
            self._barrier.wait(timeout=1.5)
            self.met = True
        except threading.BrokenBarrierError:
            return


def one_writer_at_a_time() -> bool:
    """Whether the database lets one writer in at a time."""
    return connection.vendor == "sqlite"
