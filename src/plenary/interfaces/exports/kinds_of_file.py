"""What a file from outside plainly is, where it is none of which a text is read; the same wherever one comes in."""

from __future__ import annotations

import re
from typing import Final

from plenary.procedure.refusal import Refused

#: Where in a file its kind shows.
BEGINS: Final = 4096
_OFFICE: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_PDF: Final = b"%PDF-"
_SPACE: Final = "\ufeff \t\r\n"
_DECLARES: Final = re.compile(r"<!ENTITY\b|<!DOCTYPE(?!\s+html\s*(?:>|PUBLIC\b|SYSTEM\b))", re.I)


def require_no_other_kind(content: bytes) -> None:
    """Let pass what is no file of an office program and no PDF.

    Raises Refused "text.file_of_office", "text.file_is_pdf".
    """
    begins = content[:BEGINS].lstrip()
    if begins.startswith(_OFFICE):
        raise Refused("text.file_of_office")
    if begins.startswith(_PDF):
        raise Refused("text.file_is_pdf")


def require_no_declarations(letters: str) -> None:
    """Let pass markup that declares nothing of its own, and plain words. A page may say that it is HTML.

    Raises Refused "text.file_declares".
    """
    begins = letters[:BEGINS].lstrip(_SPACE)
    if begins.startswith("<") and _DECLARES.search(begins):
        raise Refused("text.file_declares")


def is_other_markup(letters: str) -> bool:
    """Whether the file says that it is XML."""
    return letters[:BEGINS].lstrip(_SPACE).startswith("<?xml")
