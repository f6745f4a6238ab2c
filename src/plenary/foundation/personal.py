"""What the house keeps of persons, and for how long: each app says it of its own rows.

An app registers once, in its `personal.py`. Nothing is erased because somebody forgot to say so; what no app registered
stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.functional import Promise

if TYPE_CHECKING:
    from plenary.foundation.access.models import Person

Rows = QuerySet[Any]


def removed(rows: Rows) -> None:
    """The usual way of erasing: the rows go."""
    rows.model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()


@dataclass(frozen=True, slots=True)
class Personal:
    """One kind of what is kept of persons.

    name: by which its time is set. said, counted_from: in words. days: usual time. due: rows whose time is over, given
    the days. of: rows about one person. erase: what is done to rows. verbs: of entries about such a row; what they say
    goes with it, and where `with_name` who acted, too.
    """

    name: str
    said: str | Promise
    counted_from: str | Promise
    days: int
    due: Callable[[int], Rows]
    of: Callable[[Person], Rows]
    erase: Callable[[Rows], None] = removed
    verbs: tuple[str, ...] = ()
    with_name: bool = False


_kinds: dict[str, Personal] = {}


def keeps(kind: Personal) -> Personal:
    """Register a kind, once."""
    if kind.name in _kinds:
        raise ValueError(f"two kinds of what is kept are named {kind.name}")
    _kinds[kind.name] = kind
    return kind


def kinds() -> list[Personal]:
    """All of them, in the order of their names."""
    return [_kinds[name] for name in sorted(_kinds)]
