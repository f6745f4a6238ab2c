"""Acts: the only writers of the house.

`@act` makes a function one transaction, gives it a name by which scenarios, second persons and tests can call it,
and lets it be rehearsed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, transaction

from plenary.foundation.kept import Kept
from plenary.foundation.languages.signs import require_writable
from plenary.foundation.noting import note_act, note_refusal
from plenary.procedure.refusal import Refused

P = ParamSpec("P")
R = TypeVar("R")

REGISTER: dict[str, Callable[..., Any]] = {}


class _Rehearsed(Exception):
    """Carries the result out of a transaction that is to be undone."""


def act(
    name: str, *, proposed: Callable[[dict[str, Any]], dict[str, Any]] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an act: `@act("meetings.open_sitting")`.

    The whole of it is one transaction: on PostgreSQL the act locks rows, on SQLite the write transaction itself
    is the lock. Nothing is kept and nothing is told where it raises. A text with signs that no page and no paper
    can show is refused before it begins; where the disk takes nothing more, Refused("keeping.disk_full") is raised.
    proposed: what it is given where it waits for a second person, so that what is left out is what stood then.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        if name in REGISTER:
            raise ValueError(f"two acts are named {name}")

        @wraps(function)
        def acting(*args: P.args, **kwargs: P.kwargs) -> R:
            note_act(name)
            try:
                require_writable((args, kwargs))
                with transaction.atomic():
                    return function(*args, **kwargs)
            except Refused as refused:
                note_refusal(refused.code)
                raise
            except OperationalError as failed:
                if is_disk_full(failed):
                    note_refusal("keeping.disk_full")
                    raise Refused("keeping.disk_full") from failed
                raise

        acting.act = name  # type: ignore[attr-defined]
        acting.proposed = proposed or dict  # type: ignore[attr-defined]
        REGISTER[name] = acting
        return acting

    return decorate


def is_disk_full(failed: OperationalError) -> bool:
    """Whether the database could not write because the disk, or the room it was given, is full."""
    cause = failed.__cause__
    return getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(cause, "sqlstate", "") == "53100"


@contextmanager
def undisturbed(thing: Kept | None) -> Iterator[None]:
    """Within the block nobody else changes the thing: what is compared and then done there is one step."""
    with transaction.atomic():
        if thing is not None:
            type(thing)._default_manager.select_for_update(of=("self",)).filter(pk=thing.pk).first()
        yield


def rehearse(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Do an act and undo it: what it would return or refuse, with nothing kept and nothing told."""
    outcome: list[R] = []
    try:
        with transaction.atomic():
            outcome.append(function(*args, **kwargs))
            raise _Rehearsed
    except _Rehearsed:
        return outcome[0]
