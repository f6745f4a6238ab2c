"""The names both sides know: name spaces, bounds, and how an anchor is written."""

from __future__ import annotations

import re

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#: The name space of the house's own two attributes, and the short name it goes by.
OWN, HOUSE = "urn:plenary:text", "house"
#: So deep paragraphs may hold each other, and elements in a file; no issued text comes near.
DEEPEST_TEXT, DEEPEST_FILE = 100, 600

#: What no identifier of the standard may hold, and the beginning that the file keeps for its own.
_UNFIT = re.compile(r"""[\s%&<>"'\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|^(?=meta-)""")
_WRITTEN = re.compile("%([0-9A-F]{1,6});")


def written_anchor(anchor: str) -> str:
    """An anchor as an identifier; whatever no identifier may hold stands by its number."""
    return _UNFIT.sub(lambda sign: f"%{ord(sign[0]):X};" if sign[0] else "%;", anchor)


def read_anchor(written: str) -> str:
    """An anchor from its identifier."""
    return _WRITTEN.sub(lambda sign: chr(int(sign[1], 16)), written.removeprefix("%;"))
