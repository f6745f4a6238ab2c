"""Who draws a certified copy on paper. The office says what stands on it; an interface above draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from plenary.procedure.refusal import Refused


@dataclass(frozen=True, slots=True)
class TextToPrint:
    """A text in one language: paragraphs as (role, label, words); digest: SHA-256 of its canonical form."""

    language: str
    title: str
    paragraphs: tuple[tuple[str, str, str], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class SignatureToPrint:
    """A block as signed: the member's name, the signer and the office, and the day."""

    member: str
    person: str
    office: str
    on: date


@dataclass(frozen=True, slots=True)
class CopyToPrint:
    """All that a certified true copy says. digest: of the version signed, over all its languages."""

    organisation: str
    title: str
    symbol: str
    number: str
    digest: str
    texts: tuple[TextToPrint, ...]
    signatures: tuple[SignatureToPrint, ...]
    certified_by: str
    certified_at: datetime
    language: str


Printer = Callable[[CopyToPrint], bytes]
_printers: list[Printer] = []


def printer(draw: Printer) -> Printer:
    """Register who draws certified copies as PDF; the last one registered does."""
    _printers.append(draw)
    return draw


def printed(copy: CopyToPrint) -> bytes:
    """The copy as a PDF. Raises Refused "instruments.no_printer", or what the printer refuses."""
    if not _printers:
        raise Refused("instruments.no_printer")
    return _printers[-1](copy)
