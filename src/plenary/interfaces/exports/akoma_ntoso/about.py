"""What a file says of its text beside the words, and the addresses that the standard asks for.

Addresses are the house's own and name no host: "/akn/{organisation}/{kind}/{body}/{day}/{number}".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

#: Codes of three letters (ISO 639-2/T), which the standard asks for, by the house's own.
_THREE_LETTERS = {
    "ar": "ara", "be": "bel", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "hy": "hye", "it": "ita",
    "kk": "kaz", "ky": "kir", "pt": "por", "ru": "rus", "tg": "tgk", "tr": "tur", "uk": "ukr", "uz": "uzb",
    "zh": "zho",
}  # fmt: skip
_TWO_LETTERS = {three: two for two, three in _THREE_LETTERS.items()}
#: Kinds of a text that stand for what a body says; every other is a document among documents.
_STATEMENTS = frozenset({"statement", "declaration", "resolution", "decision"})
_NO_PLACE = re.compile(r"[^\w.~-]+")


@dataclass(frozen=True, slots=True)
class About:
    """Which text it is.

    on: the day of the work, that of its registration or else of its first version. written_on: the day of this
    version, where it is another. symbol: of this version. renders: number of the version that a translation renders;
    the reader tells it of translations only. digest: SHA-256 of the canonical text.
    """

    on: date
    organisation: str = "house"
    body: str = "house"
    kind: str = "other"
    symbol: str = ""
    number: int = 1
    suffix: str = ""
    written_on: date | None = None
    is_original: bool = True
    is_authentic: bool = False
    original_language: str = ""
    renders: int | None = None
    digest: str = ""

    @property
    def element(self) -> str:
        """The element of the standard that holds the whole text."""
        return "statement" if self.kind in _STATEMENTS else "doc"

    @property
    def work(self) -> str:
        """The address of the work: the text in all its versions and languages."""
        number = _place(self.symbol) or "unnumbered"
        parts = (_place(self.organisation), self.element, _place(self.kind), _place(self.body), str(self.on), number)
        return "/akn/" + "/".join(part or "house" for part in parts)

    def expression(self, language: str) -> str:
        """The address of one version in one language."""
        return f"{self.work}/{three_letters(language)}@{self.written_on or self.on};{self.number}"


def three_letters(language: str) -> str:
    """The standard's code of a language; one that has none here stands as it is."""
    return _THREE_LETTERS.get(language, _place(language) or "und")


def house_letters(code: str) -> str:
    """The house's code of a language by the standard's."""
    return _TWO_LETTERS.get(code.casefold(), code)


def _place(said: str) -> str:
    return quote(_NO_PLACE.sub("-", said.strip()).strip("-"), safe="~")
