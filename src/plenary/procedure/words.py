"""Where one word of a text ends and the next begins.

A word is letters and digits with the marks that are written on them, so an Arabic word with its vowel signs is one
word; an apostrophe, a hyphen or a middle point inside it parts nothing, nor does a point or comma inside a number. In
scripts that are written without spaces each character is a word. Every other sign stands by itself; it is told apart,
and no word.

There is no other answer in the house: what an amendment is removed by, what two amendments touch and what a redline
marks are counted in the same words. It stands here because it decides the order of voting; texts ask downwards.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

#: Scripts that part no words by spaces: Thai, Lao, Tibetan, Myanmar, Khmer, Tai, Balinese, Javanese, kana, Bopomofo,
#: Yi and Han. Hangul is not among them.
UNSPACED: Final = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\u2e80-\u2fdf\u3005-\u3007"
    "\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua000-\ua4cf\ua980-\ua9df\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff"
)
#: What is written on the letter before it, and joins no letter by itself. Indian scripts whole, for their vowel signs
#: stand among their letters; in Unicode these are no letters, and a word would break at each.
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u07fd\u0816-\u0819"
    "\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0897-\u089f\u08ca-\u08e1\u08e3-\u0963\u0971-\u0df3"
    "\u135d-\u135f\u1712-\u1715\u1732-\u1734\u180b-\u180d\u180f\u1885-\u1886\u18a9\u1920-\u193b\u1ab0-\u1ace"
    "\u1cd0-\u1cf9\u1dc0-\u1dff\u200c-\u200d\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099-\u309a"
    "\ua66f-\ua672\ua674-\ua67d\ua69e-\ua69f\ua6f0-\ua6f1\ua802\ua806\ua80b\ua823-\ua827\ua880-\ua8c5\ua8e0-\ua8f1"
    "\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
#: The marks of the scripts without spaces.
_UNSPACED_MARKS: Final = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f3f"
    "\u0f71-\u0f84\u0f86-\u0f87\u0f8d-\u0fbc\u0fc6\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d"
    "\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd\u1a55-\u1a7f\u1b00-\u1b04\u1b34-\u1b44"
    "\u1b6b-\u1b73\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa7b-\uaa7d"
)
_ON_IT: Final = f"[{_MARKS}{_UNSPACED_MARKS}]*+"
#: A run of letters and digits, as a pattern. What is repeated in it gives nothing back, so that the group need not be
#: possessive: Python before 3.11.5 matches such groups wrongly.
_LETTERS: Final = f"(?:[^\\W{UNSPACED}]++[{_MARKS}]*+)+"
_WORD: Final = f"{_LETTERS}(?:(?:['’·‐‑-]|(?<=\\d)[.,:/](?=\\d)){_LETTERS})*"
#: A word, a mark or a sign of a script without spaces, as a pattern.
UNIT: Final = f"\\[\\^[^\\]\\[\\s]{{1,24}}\\]|[{UNSPACED}]{_ON_IT}|{_WORD}|\\S{_ON_IT}"


@cache
def _units() -> re.Pattern[str]:
    """Made when the first text is read: it takes longer than to load all the rules."""
    return re.compile(f"(?:{UNIT})\\s*+|\\s++")


@cache
def _a_word() -> re.Pattern[str]:
    return re.compile(f"[\\w{UNSPACED}]")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")


def units_of(text: str) -> list[str]:
    """Words and other signs in order, each with the white space behind it; joined, they are the text again."""
    return _units().findall(text)


def is_word(unit: str) -> bool:
    """Whether a unit is a word, and not a sign or a space."""
    return _a_word().search(unit) is not None and not unit.startswith("[^")


def is_unspaced(text: str) -> bool:
    """Whether some of it stands in a script that parts no words by spaces."""
    return _unspaced().search(text) is not None


def word_count(text: str) -> int:
    """How many words a text has."""
    return sum(map(is_word, units_of(text)))
