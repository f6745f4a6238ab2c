"""Values read out of the tables of a ruleset file, each refused in words where it is none.

A file is parsed elsewhere; here are mappings, lists, texts, whole numbers and days. Nothing is guessed: a value of
another form than it should have is `Refused("ruleset.…")` with what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused

Said = TypeVar("Said", bound=StrEnum)

#: A hundred years in seconds: no rule gives a longer time.
_LONGEST = 100 * 366 * 24 * 60 * 60


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a day lies in a period; both ends are included, an end that is not stated is open."""
    # A moment is a date too in Python, yet comparing the two is an error that says nothing.
    if isinstance(day, datetime):
        day = day.date()
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def one_of(kind: type[Said], said: object) -> Said:
    """The word of a closed list that was written. Raises: Refused "ruleset.unknown_word"."""
    for one in kind:
        if one.value == said:
            return one
    raise Refused("ruleset.unknown_word", word=str(said), allowed=[one.value for one in kind])


def only(data: Mapping[str, object], known: Iterable[str], code: str) -> None:
    """Refuse, by `code`, a table that says something unknown: a misspelt name would be silently without effect."""
    unknown = sorted(set(map(str, data)) - set(known))
    if unknown:
        raise Refused(code, unknown=unknown)


def text_in(data: Mapping[str, object], name: str) -> str:
    """A text that must be there. Raises: Refused "ruleset.missing_value"."""
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refused("ruleset.missing_value", value=name)
    return value


def citation_in(data: Mapping[str, object]) -> Citation:
    """Where the table's values are written. Raises: Refused "ruleset.uncited"."""
    if not isinstance(data.get("cite"), str) or not str(data["cite"]).strip():
        raise Refused("ruleset.uncited", value="cite")
    return Citation.parse(str(data["cite"]))


def citations_in(data: Mapping[str, object], name: str) -> tuple[tuple[str, Citation], ...]:
    """Where single values of a table are written, by their names, sorted. Raises: Refused "ruleset.bad_citation"."""
    said = data.get(name, {})
    if not isinstance(said, Mapping) or not all(isinstance(cite, str) and cite.strip() for cite in said.values()):
        raise Refused("ruleset.bad_citation", said=str(said))
    return tuple(sorted((str(value), Citation.parse(cite)) for value, cite in said.items()))


def flag_in(data: Mapping[str, object], name: str, *, default: bool = False) -> bool:
    """True or false. Raises: Refused "ruleset.bad_value"."""
    value = data.get(name, default)
    if not isinstance(value, bool):
        raise Refused("ruleset.bad_value", value=name, said=str(value))
    return value


def day_in(data: Mapping[str, object], name: str) -> date | None:
    """A day, as a date or as it is printed by ISO 8601; None when left out. Raises: Refused "ruleset.bad_day"."""
    value = data.get(name)
    if value in (None, ""):
        return None
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Refused("ruleset.bad_day", value=name, said=value) from None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise Refused("ruleset.bad_day", value=name, said=str(value))


def duration_in(data: Mapping[str, object], name: str) -> timedelta | None:
    """A length of time from "48 h", "3 d", "30 min" or a number of seconds."""
    value = data.get(name)
    if value is None:
        return None
    if type(value) is int and 0 < value <= _LONGEST:
        return timedelta(seconds=value)
    if isinstance(value, str) and (found := re.fullmatch(r"0*([1-9][0-9]{0,5}) ?(s|min|h|d)", value)):
        unit = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}[found[2]]
        return timedelta(**{unit: int(found[1])})
    raise Refused("ruleset.bad_value", value=name, said=str(value))


def seconds(length: timedelta | None) -> int | None:
    """A length of time in whole seconds, as it is kept."""
    return None if length is None else length // timedelta(seconds=1)


def count_in(data: Mapping[str, object], name: str, *, default: int = 0, least: int = 0) -> int:
    """A whole number from `least` up. Raises: Refused "ruleset.bad_value"."""
    value = data.get(name, default)
    if type(value) is not int or value < least:
        raise Refused("ruleset.bad_value", value=name, said=str(value))
    return value


def list_in(data: Mapping[str, object], name: str) -> Sequence[object]:
    """A list; empty when left out. Raises: Refused "ruleset.bad_value"."""
    value = data.get(name, ())
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise Refused("ruleset.bad_value", value=name, said=str(value))
    return value


def several_in(data: Mapping[str, object], name: str) -> Sequence[object]:
    """One value or a list of them, as a list."""
    value = data.get(name)
    return value if isinstance(value, Sequence) and not isinstance(value, str) else [value]


def table(value: object) -> Mapping[str, object]:
    """A table. Raises: Refused "ruleset.bad_value"."""
    if not isinstance(value, Mapping):
        raise Refused("ruleset.bad_value", value="table", said=str(value))
    return value
