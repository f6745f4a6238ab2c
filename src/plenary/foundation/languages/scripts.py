"""In which letters a language is written, so that words of another language are not kept under its name."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

_ARABIC, _CHINESE, _CYRILLIC, _LATIN = ("ARABIC",), ("CJK",), ("CYRILLIC",), ("LATIN",)
#: By language, how the names of its letters begin in Unicode. A language written in several scripts is in none.
SCRIPTS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("ar", "fa", "ps", "ur"), _ARABIC),
    **dict.fromkeys(("be", "bg", "ky", "mk", "mn", "ru", "tg", "uk"), _CYRILLIC),
    **dict.fromkeys(("de", "en", "es", "fr", "id", "it", "ms", "nl", "pl", "pt", "sv", "sw", "tr", "vi"), _LATIN),
    "el": ("GREEK",),
    "he": ("HEBREW",),
    "hy": ("ARMENIAN",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ka": ("GEORGIAN",),
    "zh": _CHINESE,
}
#: With fewer letters nothing is said: a name or an abbreviation may stand in any script.
FEWEST: Final = 12
#: Of so many letters one at least is of the language's own script. A text that cites much in another has more.
ONE_IN: Final = 10


def other_script(language: str, words: Iterable[str]) -> str:
    """The script in which words plainly are, where it is not that of the language; "" where they may be its own.

    Told as Unicode names it, in small letters: "latin".
    """
    own = SCRIPTS.get(language.partition("-")[0])
    if own is None:
        return ""
    scripts: Counter[str] = Counter()
    for letter, count in Counter("".join(words)).items():
        if letter.isalpha():
            scripts[unicodedata.name(letter, "?").partition(" ")[0]] += count
    letters = sum(scripts.values())
    if letters < FEWEST or sum(scripts[one] for one in own) * ONE_IN >= letters:
        return ""
    return max(scripts, key=lambda one: scripts[one]).lower()


def direction_of_letters(words: Iterable[str]) -> str:
    """`rtl` or `ltr`, by the letters of words whose language nobody told: as most of them are written."""
    sides = Counter(unicodedata.bidirectional(letter) for one in words for letter in one)
    return "rtl" if sides["R"] + sides["AL"] > sides["L"] else "ltr"
