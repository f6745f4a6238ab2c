"""Words not yet agreed, as they stand in a paragraph: `[for three years]`, `[24 hours] [two days]`, one in another.

Brackets side by side are one place with alternatives, lettered in their order; a bracket within one is a place of
its own. Places are counted from 1 in the order in which they open. `[^1]` marks a footnote and is no bracket. A
bracket that is never closed, or closes what was never opened, is told and is no place. Full-width ones count too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGN = re.compile(r"\[\^[^\[\]\s]{1,24}\]|[\[\]\uff3b\uff3d]")
_OPEN, _CLOSE = frozenset("[\uff3b"), frozenset("]\uff3d")
_BETWEEN = re.compile(r"[\s\u3000]*(?:/[\s\u3000]*)?")
_SPACES = re.compile(r"[^\S\n]{2,}")
_BEFORE_A_STOP = re.compile(r"[^\S\n]+(?=[,.;:!?\u060c\u061b\u061f])")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of brackets. start, end: letters of the paragraph, from 0, the last not within; marks included.

    alternatives: words of each bracket, without its marks. spans: where each stands. depth: how many hold it.
    """

    number: int
    start: int
    end: int
    alternatives: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in brackets in one paragraph. unbalanced: letters at which a mark has no other half."""

    places: tuple[Place, ...] = ()
    unbalanced: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.unbalanced)

    @property
    def count(self) -> int:
        """How many places stand open: what is left unbalanced is one each."""
        return len(self.places) + len(self.unbalanced)


def brackets_in(words: str) -> Found:
    """Every place of brackets in a paragraph, in the order in which they open."""
    opened: list[int] = []
    pairs: list[tuple[int, int, int]] = []
    lonely: list[int] = []
    for sign in _SIGN.finditer(words):
        at, mark = sign.start(), sign[0]
        if mark in _OPEN:
            opened.append(at)
        elif mark in _CLOSE:
            if opened:
                pairs.append((opened.pop(), at + 1, len(opened)))
            else:
                lonely.append(at)
    # What is never closed takes no other mark with it: those within stand one step less deep.
    never = sorted(opened)
    pairs = sorted((start, end, depth - sum(one < start for one in never)) for start, end, depth in pairs)
    groups: list[tuple[int, list[tuple[int, int]]]] = []
    for start, end, depth in pairs:
        beside = next((group for group in reversed(groups) if group[0] == depth), None)
        if beside is not None and _is_beside(words, beside[1][-1][1], start):
            beside[1].append((start, end))
        else:
            groups.append((depth, [(start, end)]))
    places = [
        Place(
            number,
            spans[0][0],
            spans[-1][1],
            tuple(words[start + 1 : end - 1].strip() for start, end in spans),
            tuple(spans),
            depth,
        )
        for number, (depth, spans) in enumerate(groups, start=1)
    ]
    return Found(tuple(places), tuple(sorted([*never, *lonely])))


def place_at(words: str, number: int) -> Place | None:
    """The place with this number; None where the paragraph has none."""
    return next((one for one in brackets_in(words).places if one.number == number), None)


def place_of(words: str, alternatives: tuple[str, ...], number: int = 0) -> Place | None:
    """Where these alternatives stand now: at the number they had if they still do, else at the first that has them."""
    fitting = [one for one in brackets_in(words).places if one.alternatives == alternatives]
    return next((one for one in fitting if one.number == number), fitting[0] if fitting else None)


def lifted(words: str, place: Place, chosen: str) -> str:
    """The paragraph with the agreed words in that place and its brackets gone; "" where the words fall away."""
    before, after = words[: place.start], words[place.end :]
    if chosen:
        return f"{before}{chosen}{after}"
    between = " " if before.strip() and after.strip() else ""
    joined = f"{before.rstrip(' ')}{between}{after.lstrip(' ')}"
    return _BEFORE_A_STOP.sub("", _SPACES.sub(" ", joined)).strip(" ")


def letter(place: int) -> str:
    """The letter of an alternative, from 0: A to Z, then numbers."""
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def _is_beside(words: str, end: int, start: int) -> bool:
    return end <= start and _BETWEEN.fullmatch(words[end:start]) is not None
