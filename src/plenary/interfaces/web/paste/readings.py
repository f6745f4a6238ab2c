"""What stands in a cell, read as a day, a code, a place or one of several words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from plenary.interfaces.web.desk.acts import YEARS
from plenary.procedure.refusal import Refused

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CODE = re.compile(r"[-a-zA-Z0-9_]{1,12}")
_COUNT = re.compile(r"[0-9]{1,3}")


def day(said: str) -> date | None:
    """A day as 2027-03-31 or 31.03.2027; None where nothing stands.

    Days with strokes are not guessed: 3/4 is two days. Raises Refused "table.not_a_day".
    """
    if not said:
        return None
    if found := _ISO.fullmatch(said):
        year, month, on = map(int, found.groups())
    elif found := _DOTTED.fullmatch(said):
        on, month, year = map(int, found.groups())
    else:
        raise Refused("table.not_a_day", said=said)
    try:
        read = date(year, month, on)
    except ValueError:
        raise Refused("table.not_a_day", said=said) from None
    if read.year not in YEARS:
        raise Refused("table.not_a_day", said=said)
    return read


def code(said: str) -> str:
    """A code as it stands in addresses. Raises Refused "table.not_a_code"."""
    if not _CODE.fullmatch(said):
        raise Refused("table.not_a_code", said=said)
    return said


def place(said: str) -> int | None:
    """A place on an agenda; None where nothing stands. Raises Refused "table.not_a_place"."""
    plain = said.rstrip(".)")
    if not plain:
        return None
    if not _COUNT.fullmatch(plain) or not int(plain):
        raise Refused("table.not_a_place", said=said)
    return int(plain)


def parts(said: str) -> list[str]:
    """What stands in one cell divided by commas or semicolons."""
    return [part.strip() for part in re.split("[;,]", said) if part.strip()]


def one_of(said: str, words: Mapping[str, Iterable[str]], *, usual: str) -> str:
    """Which of these is meant, by any of its words; the usual one where nothing stands.

    Raises Refused "table.not_one_of".
    """
    if not said:
        return usual
    for meant, called in words.items():
        if alike(said) in {alike(meant), *map(alike, called)}:
            return meant
    raise Refused("table.not_one_of", said=said)


def alike(said: str) -> str:
    """A text for comparing: letters alike, large or small, composed or not."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", said).casefold()).replace("_", " ")
