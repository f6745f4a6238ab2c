"""The words of a PDF, so that a file made anew from the same text is known by its text.

What repeats at the head or the foot of pages (symbol, page number) is layout and no part of the text.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PyPdfError

PAGES_READ = 400
#: Lines at the head and the foot of a page that may be layout.
EDGE_LINES = 3
_PAGE_NUMBER = re.compile(r"^\W*(?:\w{1,10}\s+)?\d{1,4}(?:\s*(?:/|of|из|من)\s*\d{1,4})?\W*$")
_BROKEN_WORD = re.compile(r"(?<=\w)[-\u00ad\u2010]\n(?=\w)")


class Unreadable(Exception):
    """The bytes are no PDF that can be read: broken, locked, or pictures of pages only."""


def pages_of_pdf(content: bytes) -> list[str]:
    """The text of each page, line by line. Raises Unreadable."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted or len(reader.pages) > PAGES_READ:
            raise Unreadable
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError, zlib.error) as why:
        # A file from outside can be broken in every way that its reader did not foresee.
        raise Unreadable from why
    if not any(page.strip() for page in pages):
        raise Unreadable
    return pages


def readings_of_pdf(content: bytes) -> list[str]:
    """The ways in which the words can be read, the plainest first: as they stand, and without what is layout.

    Raises Unreadable.
    """
    pages = pages_of_pdf(content)
    bare = without_layout(pages)
    return list(dict.fromkeys([bare, _joined_words(bare), "\n".join(pages), _joined_words("\n".join(pages))]))


def without_layout(pages: list[str]) -> str:
    """The lines of all pages without page numbers, and without what stands at the edge of every page."""
    split = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    repeated: set[str] = set()
    if len(split) > 1:
        edges = Counter(line for lines in split for line in {*lines[:EDGE_LINES], *lines[-EDGE_LINES:]})
        repeated = {line for line, count in edges.items() if count == len(split)}
    kept = []
    for lines in split:
        for place, line in enumerate(lines):
            at_edge = place < EDGE_LINES or place >= len(lines) - EDGE_LINES
            at_end = place in (0, len(lines) - 1)
            if (at_edge and line in repeated) or (at_end and _PAGE_NUMBER.match(line)):
                continue
            kept.append(line)
    return "\n".join(kept)


def _joined_words(text: str) -> str:
    return _BROKEN_WORD.sub("", text)
