"""Signs that stand in no text: controls but the tab and the ends of lines, halves of a sign, and what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from plenary.procedure.refusal import Refused
from plenary.procedure.value import parts_of

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Shows that something stood there.
STAND_IN = "\N{REPLACEMENT CHARACTER}"
#: So many letters on each side of the sign are told, for whoever looks for it.
TOLD = 20


def require_writable(value: object) -> None:
    """Raises Refused("text.unwritable") with the words around the first such sign in any text of the value."""
    for text in _texts(value):
        if found := UNWRITABLE.search(text):
            around = text[max(found.start() - TOLD, 0) : found.end() + TOLD]
            raise Refused("text.unwritable", near=UNWRITABLE.sub("", around).strip())


def writable(text: str) -> str:
    """The text as every reader of XML accepts it."""
    return UNWRITABLE.sub(STAND_IN, text)


def _texts(value: object) -> Iterator[str]:
    """Every text of the value, in its order. What a stranger sends may be nested as deep as they like."""
    left = [value]
    while left:
        part = left.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, Mapping):
            left += reversed([half for pair in part.items() for half in pair])
        elif isinstance(part, list | tuple | set | frozenset):
            left += reversed(list(part))
        elif is_dataclass(part) and not isinstance(part, type):
            left += reversed([getattr(part, field.name) for field in fields(part)])
        elif parts := parts_of(type(part)):
            left += reversed([getattr(part, name) for name in parts])
