"""A text that came in, as it is looked at before it is kept: what comes along, and what is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.languages.words import direction
from plenary.foundation.texts.pasted import TURNING_SIGNS, Dropped, Left, Pasted
from plenary.foundation.texts.text import Paragraph, Role, Text

#: Why something is left out, above the things themselves.
WHY: dict[Left, Promise] = {
    Left.HIDDEN: _("Hidden or white words, which no reader of the file sees"),
    Left.DELETED: _("Words that are struck out"),
    Left.COMMENT: _("Comments"),
    Left.PROGRAM: _("Programs, fields and frames"),
    Left.PICTURE: _("Pictures"),
    Left.FOREIGN: _("Parts that are no text"),
    Left.SIGN: _("Signs that cannot be written"),
}
ROLES: dict[Role, Promise] = {
    Role.TITLE: pgettext_lazy("role of a paragraph", "Title"),
    Role.HEADING: pgettext_lazy("role of a paragraph", "Headings"),
    Role.PREAMBULAR: pgettext_lazy("role of a paragraph", "Preambular paragraphs"),
    Role.OPERATIVE: pgettext_lazy("role of a paragraph", "Operative paragraphs"),
    Role.ITEM: pgettext_lazy("role of a paragraph", "Items of lists"),
    Role.PLAIN: pgettext_lazy("role of a paragraph", "Other paragraphs"),
    Role.TABLE: pgettext_lazy("role of a paragraph", "Tables"),
    Role.FOOTNOTE: pgettext_lazy("role of a paragraph", "Footnotes"),
    Role.ANNEX: pgettext_lazy("role of a paragraph", "Annexes"),
}
_TURNING = re.compile(f"([{TURNING_SIGNS}])")
_SALT = "documents.pasted.beside"
#: How long a text that was looked at can be kept.
LOOKED_AT_FOR_S = 12 * 60 * 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a sign that turns their direction by its number, so that it is seen and turns nothing."""

    words: str
    is_sign: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is shown. depth: how many hold it; rows: of a table, each cell with whether it is a head."""

    anchor: str
    role: str
    label: str
    pieces: tuple[Piece, ...]
    depth: int
    rows: tuple[tuple[tuple[bool, tuple[Piece, ...]], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Things that are left out for one reason."""

    why: str
    things: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is shown before a text is kept. kept: stands for the text when it comes back; known: paragraphs that were
    there before, in this language or in the original; is_again: what is left out was told before."""

    language: str
    dir: str
    lines: tuple[Line, ...]
    counts: tuple[tuple[str, int], ...]
    left_out: tuple[LeftOut, ...]
    turning: int
    known: int
    kept: str
    is_again: bool = False


def looked_at(pasted: Pasted, text: Text, *, known: int, document: str, newest: int = 0) -> Looked:
    """What came in, under the anchors that it will have. newest: number of the version beside which it is looked at."""
    counted = Counter(one.role for one in text)
    return Looked(
        language=text.language,
        dir=direction(text.language),
        lines=tuple(_lines(text)),
        counts=tuple((str(name), counted[role]) for role, name in ROLES.items() if counted[role]),
        left_out=tuple(_left_out(pasted.dropped)),
        turning=sum(bool(_TURNING.search(one.words + one.label)) for one in text),
        known=known,
        kept=_kept(text, document, newest),
    )


def shown_again(text: Text, *, known: int, document: str, newest: int) -> Looked:
    """A text that was looked at and could not be kept: it stands there once more, so that nothing is lost."""
    return replace(looked_at(Pasted(text), text, known=known, document=document, newest=newest), is_again=True)


def _lines(text: Text) -> Iterable[Line]:
    kids: dict[str, list[Paragraph]] = {}
    depths: dict[str, int] = {"": -1}
    in_table: set[str] = set()
    for one in text:
        kids.setdefault(one.parent, []).append(one)
        depths[one.anchor] = depths[one.parent] + 1
        if one.parent in in_table or one.role is Role.TABLE:
            in_table.add(one.anchor)
    for one in text:
        if one.role is Role.TABLE and one.parent not in in_table:
            yield Line(one.anchor, one.role.value, one.label, pieces_of(one.words), 0, _rows(one.anchor, kids))
        elif one.anchor not in in_table:
            depth = 0 if one.role in {Role.HEADING, Role.ANNEX} else min(depths[one.anchor], 6)
            yield Line(one.anchor, one.role.value, one.label, pieces_of(one.words), depth)


def _rows(table: str, kids: dict[str, list[Paragraph]]) -> tuple[tuple[tuple[bool, tuple[Piece, ...]], ...], ...]:
    return tuple(
        tuple(
            (cell.role is Role.HEAD_CELL, pieces_of("\n".join(_said(cell, kids)))) for cell in kids.get(row.anchor, [])
        )
        for row in kids.get(table, [])
    )


def _said(cell: Paragraph, kids: dict[str, list[Paragraph]]) -> Iterable[str]:
    """All that stands in a cell, line by line, tables in it too."""
    waiting = [cell]
    while waiting:
        one = waiting.pop()
        if one.printed:
            yield one.printed
        waiting += reversed(kids.get(one.anchor, []))


def pieces_of(words: str) -> tuple[Piece, ...]:
    """Words with the signs that turn their direction shown by their numbers."""
    return tuple(
        Piece(f"U+{ord(part):04X}", is_sign=True) if part in TURNING_SIGNS else Piece(part)
        for part in _TURNING.split(words)
        if part
    )


def _left_out(dropped: Iterable[Dropped]) -> Iterable[LeftOut]:
    for why, said in WHY.items():
        things = [one.words for one in dropped if one.why is why]
        if things:
            yield LeftOut(str(said), tuple(pieces_of(one) for one in things))


def _kept(text: Text, document: str, newest: int) -> str:
    """The text as the page carries it, so that what is kept is what was looked at, sign for sign."""
    told = [[one.anchor, one.words, one.role.value, one.label, one.parent] for one in text]
    return signing.dumps([document, newest, text.language, told], salt=_SALT, compress=True)


@dataclass(frozen=True, slots=True)
class Brought:
    """A text that was looked at. newest: number of the version that was the newest then; 0 for none."""

    text: Text
    newest: int


def brought_back(kept: str, document: str) -> Brought | None:
    """The text that was looked at; None where it is another's, or too old, or was changed on the way."""
    try:
        of, newest, language, told = signing.loads(kept, salt=_SALT, max_age=LOOKED_AT_FOR_S)
    except signing.BadSignature:
        return None
    if of != document:
        return None
    paragraphs = (Paragraph(anchor, words, Role(role), label, parent) for anchor, words, role, label, parent in told)
    return Brought(Text(language, tuple(paragraphs)), newest)


def as_sent(text: Text, label_at_most: int = 24) -> list[dict[str, str]]:
    """Paragraphs as the acts take them. A number longer than a number can be stands before the words."""
    sent: list[dict[str, Any]] = []
    for one in text:
        is_long = len(one.label) > label_at_most
        sent.append(
            {
                "anchor": one.anchor,
                "parent_anchor": one.parent,
                "role": one.role.value,
                "label": "" if is_long else one.label,
                "text": one.printed if is_long else one.words,
            }
        )
    return sent
