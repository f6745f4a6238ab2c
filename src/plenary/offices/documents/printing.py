"""Who sets a text on paper. The office says which text, for whom and since when; an interface above sets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from plenary.offices.documents.models import LanguageVersion
from plenary.procedure.refusal import Refused


@dataclass(frozen=True, slots=True)
class TextToPrint:
    """A text as it is given out. audience: who reads it from then on; issued_at: stands on the paper."""

    text: LanguageVersion
    audience: str
    issued_at: datetime


Printer = Callable[[TextToPrint], bytes]
_printers: list[Printer] = []


def printer(draw: Printer) -> Printer:
    """Register who sets issued texts as PDF; the last one registered does."""
    _printers.append(draw)
    return draw


def printed(text: TextToPrint) -> bytes | None:
    """The text as a PDF; None where nobody sets any, or the house has no font for its script."""
    if not _printers:
        return None
    try:
        return _printers[-1](text)
    except Refused as refused:
        # A font that is missing must not keep words from their readers: they go out as a plain file all the same.
        if refused.code in {"documents.no_font", "documents.no_letter"}:
            return None
        raise
