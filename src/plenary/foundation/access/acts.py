"""Acts: the only writers of the house.

`@act` makes a function one transaction, gives it a name by which scenarios, second persons and tests can call it,
and lets it be rehearsed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")

REGISTER: dict[str, Callable[..., Any]] = {}


class _Rehearsed(Exception):
    """Carries the result out of a transaction that is to be undone."""


def act(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an act: `@act("meetings.open_sitting")`.

    The whole of it is one transaction: on PostgreSQL the act locks rows, on SQLite the write transaction itself
    is the lock. Nothing is kept and nothing is told where it raises.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        if name in REGISTER:
            raise ValueError(f"two acts are named {name}")

        @wraps(function)
        def acting(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic():
                return function(*args, **kwargs)

        acting.act = name  # type: ignore[attr-defined]
        REGISTER[name] = acting
        return acting

    return decorate


def rehearse(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Do an act and undo it: what it would return or refuse, with nothing kept and nothing told."""
    outcome: list[R] = []
    try:
        with transaction.atomic():
            outcome.append(function(*args, **kwargs))
            raise _Rehearsed
    except _Rehearsed:
        return outcome[0]
