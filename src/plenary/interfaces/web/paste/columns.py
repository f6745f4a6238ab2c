"""Columns known by their headings, in every language of the house at once, whoever reads the page.

A column of words in several languages may name its language ("Name in Russian", "name_ru", "Название на русском");
where it names none, the language of the heading itself counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import override

from plenary.foundation.languages.words import Words
from plenary.interfaces.web.paste.tables import Row
from plenary.procedure.refusal import Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Words by which a heading names a language.
NAMES_OF_LANGUAGES = {
    "en": frozenset(
        {"en", "eng", "english", "англ", "английский", "английском", "английски", "الإنجليزية", "بالإنجليزية"}
    ),
    "ru": frozenset({"ru", "rus", "russian", "рус", "русский", "русском", "русски", "الروسية", "بالروسية"}),
    "ar": frozenset({"ar", "ara", "arabic", "араб", "арабский", "арабском", "арабски", "العربية", "بالعربية"}),
}
#: Words that say nothing in a heading.
SMALL_WORDS = frozenset({"in", "the", "of", "a", "на", "по", "языке", "language", "язык"})


@dataclass(frozen=True, slots=True)
class Column:
    """What a table may say of each row. called: its headings by language; in_languages: whether it has one for each."""

    name: str
    label: _StrPromise
    called: Mapping[str, tuple[str, ...]]
    in_languages: bool = False
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What the first row says. places: field -> column of the table; unread: headings that nothing here knows."""

    places: dict[str, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cells:
    """One row under its heading."""

    number: int
    heading: Heading
    row: Row

    def said(self, name: str) -> str:
        """What stands in a column; "" where nothing does or there is no such column."""
        place = self.heading.places.get(name)
        return self.row.cells[place] if place is not None and place < len(self.row.cells) else ""

    def words(self, name: str) -> Words:
        """The same in each language for which something stands."""
        typed = {code: self.said(f"{name}_{code}") for code in NAMES_OF_LANGUAGES}
        return Words({code: said for code, said in typed.items() if said})


def under_heading(rows: list[Row], columns: Iterable[Column]) -> tuple[Heading, list[Cells]]:
    """The heading and the rows below it. Raises Refused "table.column_missing", "table.column_twice"."""
    known = tuple(columns)
    first, *below = rows
    heading = _heading(first, known)
    for column in known:
        if column.is_needed and not any(name in heading.places for name in _fields(column)):
            raise Refused("table.column_missing", column=str(column.label))
    return heading, [Cells(row.number, heading, row) for row in below]


def _heading(first: Row, columns: tuple[Column, ...]) -> Heading:
    places: dict[str, int] = {}
    unread = []
    for place, said in enumerate(first.cells):
        name = _field(said, columns)
        if name in places:
            raise Refused("table.column_twice", column=said)
        if name:
            places[name] = place
        elif said:
            unread.append(said)
    return Heading(places, tuple(unread))


def _field(said: str, columns: tuple[Column, ...]) -> str:
    """The field that a heading stands for; "" where nothing here is called so."""
    words, named = _words(said), language_of(said)
    bare = [word for word in words if word not in _NAMES]
    for column in columns:
        for code, headings in column.called.items():
            if any(bare == _words(one) for one in (*headings, _shown(column, code))):
                return f"{column.name}_{named or code}" if column.in_languages else column.name
    return ""


def language_of(heading: str) -> str:
    """The language that a heading names; "" where it names none."""
    words = _words(heading)
    return next((code for code, names in NAMES_OF_LANGUAGES.items() if not names.isdisjoint(words)), "")


def _shown(column: Column, code: str) -> str:
    """What the page itself calls the column to a reader of that language; somebody will copy it."""
    with override(code):
        return str(column.label)


def _fields(column: Column) -> list[str]:
    return [f"{column.name}_{code}" for code in NAMES_OF_LANGUAGES] if column.in_languages else [column.name]


def _words(said: str) -> list[str]:
    """The words of a heading that tell it from others, in small letters."""
    letters = unicodedata.normalize("NFKC", said).casefold().replace("ё", "е")
    plain = "".join(letter if letter.isalnum() else " " for letter in letters)
    return [word for word in plain.split() if word not in SMALL_WORDS]


_NAMES = frozenset().union(*NAMES_OF_LANGUAGES.values())
