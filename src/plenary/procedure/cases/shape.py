"""What a case may say, told once: read from it, refused by it, and printed as a JSON Schema.

A shape takes a value that JSON can hold and gives the value that the rules take, or refuses it with the place where
it stands and what was expected there. Nothing is repaired and nothing guessed: a number written with a point is no
number of votes, and an amount of money is a text.

    Part(name, shape)       one named part of a record; `given[PART]` has the type that its shape reads
    Record(parts)           named parts, no others
    Text, Whole, Flag       a text, a whole number, true or false
    Day, Instant, Amount    a day, an instant with its zone, an exact amount in a text
    Word(enumeration)       one word of a closed list
    Listed(shape)           a list
    Named(shape)            a table of one shape by name
    Either(first, second)   one of two shapes
    Anything                whatever JSON can hold, read elsewhere
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Generic, Protocol, TypeAlias, TypeVar, cast

from plenary.procedure.refusal import Fact, Refused

Read = TypeVar("Read")
Read_co = TypeVar("Read_co", covariant=True)
Other = TypeVar("Other")
Words = TypeVar("Words", bound=StrEnum)
#: A JSON Schema, which may hold what JSON can hold.
Schema: TypeAlias = dict[str, Fact]

#: A text of a case is a name, a code, a citation: longer ones are refused before anything is done with them.
LONGEST = 2_000
#: Ten digits: no body has so many members, votes or people.
MOST = 10_000_000_000


#: A day as it is written: not by its week, nor in the digits of another script.
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class Shape(Protocol[Read_co]):
    """What one value may be."""

    def read(self, said: object, where: str) -> Read_co:
        """The value as the rules take it. Raises: Refused "case.…" with `where` it stands."""
        ...

    def schema(self) -> Schema:
        """The same as a JSON Schema."""
        ...


class Part(Generic[Read_co]):
    """One named part of a record.

    says: what it is, in a sentence; printed in the schema. default: what holds where it is left out; without one the
    part must be there.
    """

    def __init__(self, name: str, shape: Shape[Read_co], says: str, *default: Read_co) -> None:
        self.name = name
        self.shape = shape
        self.says = says
        self.default = default

    @property
    def needed(self) -> bool:
        """Whether it must be there."""
        return not self.default


class Given:
    """A record as it was read: `given[PART]` is the value of that part, or its default."""

    def __init__(self, held: Mapping[str, object], where: str) -> None:
        self._held = held
        self.where = where

    def __getitem__(self, part: Part[Read]) -> Read:
        if part.name in self._held:
            return cast("Read", self._held[part.name])
        return part.default[0]

    def __contains__(self, part: Part[Read]) -> bool:
        return part.name in self._held

    def place(self, part: Part[Read]) -> str:
        """Where a part stands, as a refusal names it."""
        return f"{self.where}.{part.name}" if self.where else part.name

    def needs(self, part: Part[Read]) -> Read:
        """A part that may be left out in other cases and not in this one. Raises: Refused "case.missing"."""
        if part.name not in self._held:
            raise Refused("case.missing", where=self.place(part))
        return self[part]


class Record:
    """Named parts and no others; a part misspelt would be silently without effect, so it is refused."""

    def __init__(self, *parts: Part[object], says: str = "") -> None:
        self.parts = {part.name: part for part in parts}
        self.says = says

    def read(self, said: object, where: str) -> Given:
        if not isinstance(said, Mapping):
            raise _unfit(said, where, "an object")
        unknown = sorted(str(name) for name in said if name not in self.parts)
        if unknown:
            raise Refused("case.unknown_part", where=where or "case", unknown=list(unknown), known=sorted(self.parts))
        missing = [name for name, part in self.parts.items() if part.needed and name not in said]
        if missing:
            raise Refused("case.missing", where=f"{where}.{missing[0]}" if where else missing[0])
        held = {
            name: self.parts[name].shape.read(value, f"{where}.{name}" if where else name)
            for name, value in said.items()
        }
        return Given(held, where)

    def schema(self) -> Schema:
        parts: dict[str, Fact] = {
            name: {**part.shape.schema(), "description": part.says} for name, part in self.parts.items()
        }
        needed: list[Fact] = [name for name, part in self.parts.items() if part.needed]
        return {
            "type": "object",
            "properties": parts,
            **({"required": needed} if needed else {}),
            "additionalProperties": False,
            **({"description": self.says} if self.says else {}),
        }


class Text:
    """A text that says something; with `empty`, one that may say nothing, as parts of an answer may."""

    def __init__(self, *, empty: bool = False) -> None:
        self.empty = empty

    def read(self, said: object, where: str) -> str:
        if not isinstance(said, str) or len(said) > LONGEST or not (said.strip() or self.empty):
            raise _unfit(said, where, f"a text of 1 to {LONGEST} signs")
        return said

    def schema(self) -> Schema:
        if self.empty:
            return {"type": "string", "maxLength": LONGEST}
        return {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}


class Whole:
    """A whole number, from `least` up."""

    def __init__(self, least: int = 0) -> None:
        self.least = least

    def read(self, said: object, where: str) -> int:
        if type(said) is not int or not self.least <= said <= MOST:
            raise _unfit(said, where, f"a whole number from {self.least}")
        return said

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": MOST}


class Flag:
    """True or false."""

    def read(self, said: object, where: str) -> bool:
        if not isinstance(said, bool):
            raise _unfit(said, where, "true or false")
        return said

    def schema(self) -> Schema:
        return {"type": "boolean"}


class Day:
    """A day, written 2019-11-28."""

    def read(self, said: object, where: str) -> date:
        if isinstance(said, str) and re.fullmatch(_DAY, said):
            try:
                return date.fromisoformat(said)
            except ValueError:
                pass
        raise _unfit(said, where, "a day such as 2019-11-28")

    def schema(self) -> Schema:
        return {"type": "string", "format": "date", "pattern": _DAY}


class Instant:
    """An instant with its zone, written 2019-11-28T10:00:00+06:00."""

    PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"

    def read(self, said: object, where: str) -> datetime:
        if isinstance(said, str) and re.fullmatch(self.PATTERN, said):
            try:
                at = datetime.fromisoformat(said)
                # One at an end of the calendar may have no hour in another zone.
                at.astimezone(UTC)
            except (ValueError, OverflowError):
                pass
            else:
                return at
        raise _unfit(said, where, "an instant with its zone such as 2019-11-28T10:00:00+06:00")

    def schema(self) -> Schema:
        return {"type": "string", "format": "date-time", "pattern": self.PATTERN}


class Amount:
    """An exact decimal in a text: money, a percentage, a rate. A number with a point would not be exact."""

    PATTERN = r"^-?\d{1,15}(\.\d{1,9})?$"

    def read(self, said: object, where: str) -> Decimal:
        if isinstance(said, str) and said.isascii() and len(said) <= 26:
            whole, point, rest = said.removeprefix("-").partition(".")
            digits = whole.isdigit() and len(whole) <= 15
            if digits and (not point or (rest.isdigit() and len(rest) <= 9)):
                try:
                    return Decimal(said)
                except InvalidOperation:
                    pass
        raise _unfit(said, where, 'an exact amount in a text such as "7345678.41"')

    def schema(self) -> Schema:
        return {"type": "string", "pattern": self.PATTERN}


class Word(Generic[Words]):
    """One word of a closed list."""

    def __init__(self, words: type[Words]) -> None:
        self.words = words

    def read(self, said: object, where: str) -> Words:
        for one in self.words:
            if one.value == said:
                return one
        raise Refused("case.unknown_word", where=where, said=_shown(said), allowed=[one.value for one in self.words])

    def schema(self) -> Schema:
        return {"type": "string", "enum": [one.value for one in self.words]}


class Listed(Generic[Read]):
    """A list of one shape, of `least` or more."""

    def __init__(self, shape: Shape[Read], *, least: int = 0, most: int = 100_000) -> None:
        self.shape = shape
        self.least = least
        self.most = most

    def read(self, said: object, where: str) -> tuple[Read, ...]:
        if not isinstance(said, Sequence) or isinstance(said, str) or not self.least <= len(said) <= self.most:
            raise _unfit(said, where, f"a list of {self.least} to {self.most}")
        return tuple(self.shape.read(one, f"{where}[{n}]") for n, one in enumerate(said))

    def schema(self) -> Schema:
        return {"type": "array", "items": self.shape.schema(), "minItems": self.least, "maxItems": self.most}


class Named(Generic[Read]):
    """A table: values of one shape, each by its name."""

    def __init__(self, shape: Shape[Read], *, least: int = 0) -> None:
        self.shape = shape
        self.least = least

    def read(self, said: object, where: str) -> dict[str, Read]:
        if not isinstance(said, Mapping) or len(said) < self.least:
            raise _unfit(said, where, "an object of values by name")
        return {Text().read(name, where): self.shape.read(one, f"{where}.{name}") for name, one in said.items()}

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": Text().schema(),
            "additionalProperties": self.shape.schema(),
            "minProperties": self.least,
        }


class Either(Generic[Read, Other]):
    """One of two shapes; told apart by what JSON calls them, so that a refusal speaks of the one that was meant."""

    def __init__(self, first: Shape[Read], second: Shape[Other]) -> None:
        self.first = first
        self.second = second

    def read(self, said: object, where: str) -> Read | Other:
        if _json_type(said) == self.first.schema().get("type"):
            return self.first.read(said, where)
        return self.second.read(said, where)

    def schema(self) -> Schema:
        return {"anyOf": [self.first.schema(), self.second.schema()]}


class Anything:
    """An object whose inside is read elsewhere."""

    def read(self, said: object, where: str) -> Mapping[str, object]:
        if not isinstance(said, Mapping):
            raise _unfit(said, where, "an object")
        return said

    def schema(self) -> Schema:
        return {"type": "object"}


def _json_type(said: object) -> str:
    if isinstance(said, bool):
        return "boolean"
    if isinstance(said, int):
        return "integer"
    if isinstance(said, str):
        return "string"
    return "object" if isinstance(said, Mapping) else "array"


def _unfit(said: object, where: str, expected: str) -> Refused:
    return Refused("case.bad_value", where=where, said=_shown(said), expected=expected)


def _shown(said: object) -> str:
    shown = said if isinstance(said, str) else repr(said)
    return shown if len(shown) <= 80 else f"{shown[:80]}…"
