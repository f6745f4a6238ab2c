"""How far an amendment is removed from the text: counted in words, so that anybody can count it again.

The measure is the number of words of the paragraph that are taken away plus the number of words that are put in, by
the smallest comparison there is: as many words as can be are kept, in their order, and all others count. What is a
word is said by `words_of`. Marks, spaces and the size of letters do not count, for they do not change the substance;
a word moved within the paragraph is taken away once and put in once.

The deletion of a whole paragraph is further removed than any change of its words: nothing of it remains.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction

from plenary.procedure.value import value
from plenary.procedure.words import is_word, units_of

#: How many bits of the table of a comparison are held at once: 32 MiB.
_HELD_AT_ONCE = 1 << 28


def words_of(text: str) -> tuple[str, ...]:
    """The words that are counted, in small letters and in one spelling of their accents.

    What is one is said by `words`: a run of letters and digits, with what joins them inside (2.5, c'est, re-elected);
    in scripts written without spaces each sign.
    """
    units = units_of(unicodedata.normalize("NFC", text).casefold())
    return tuple(unit.rstrip() for unit in units if is_word(unit))


def kept_places(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Which places of two sequences are kept, one by one in their order: as many as can be.

    Where several choices keep as many, always the same one: what begins and ends both alike is kept first.
    """
    start, least = 0, min(len(before), len(after))
    while start < least and before[start] == after[start]:
        start += 1
    end = 0
    while end < least - start and before[-1 - end] == after[-1 - end]:
        end += 1
    inner = _kept_inside(before[start : len(before) - end], after[start : len(after) - end], _HELD_AT_ONCE)
    return [
        *((place, place) for place in range(start)),
        *((one + start, two + start) for one, two in inner),
        *((len(before) - back, len(after) - back) for back in range(end, 0, -1)),
    ]


def _rows(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[int]:
    """The table of what is kept, a row for each word of the other: a 0 at a place where one more is kept than before.

    Source: H. Hyyrö, "Bit-Parallel LCS-length Computation Revisited" (2004): each row is one number.
    """
    found_at: dict[Hashable, int] = {}
    for place, one in enumerate(before):
        found_at[one] = found_at.get(one, 0) | (1 << place)
    every = (1 << len(before)) - 1
    row = every
    yield row
    for one in after:
        same = row & found_at.get(one, 0)
        row = ((row + same) | (row - same)) & every
        yield row


def _kept_inside(before: Sequence[Hashable], after: Sequence[Hashable], held: int) -> list[tuple[int, int]]:
    if len(after) > 1 and len(before) * len(after) > held:
        return _kept_in_halves(before, after, held)
    rows = list(_rows(before, after))
    kept = []
    place, other = len(before), len(after)
    while place and other:
        bit = 1 << (place - 1)
        if rows[other] & bit:
            place -= 1
        elif not rows[other - 1] & bit:
            other -= 1
        else:
            place, other = place - 1, other - 1
            kept.append((place, other))
    return kept[::-1]


def _kept_in_halves(before: Sequence[Hashable], after: Sequence[Hashable], held: int) -> list[tuple[int, int]]:
    """Of sequences too long for one table: each half of the one with that part of the other that keeps the most.

    Source: D. S. Hirschberg, "A linear space algorithm for computing maximal common subsequences" (1975).
    """
    middle = len(after) // 2
    first = _kept_up_to(before, after[:middle])
    last = _kept_up_to(before[::-1], after[middle:][::-1])[::-1]
    counts = [one + other for one, other in zip(first, last, strict=True)]
    cut = counts.index(max(counts))
    return [
        *_kept_inside(before[:cut], after[:middle], held),
        *((one + cut, two + middle) for one, two in _kept_inside(before[cut:], after[middle:], held)),
    ]


def _kept_up_to(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[int]:
    """How many words are kept of the first none, one, two … words of the one and all of the other."""
    row = deque(_rows(before, after), maxlen=1).pop()
    counts = [0]
    for bit in f"{row:0{len(before)}b}"[::-1][: len(before)]:
        counts.append(counts[-1] + (bit == "0"))
    return counts


@value
class Distance:
    """How far an amendment is removed. of: words of the paragraph. taken, put: words taken away and put in.

    whole: the paragraph itself is deleted.
    """

    of: int
    taken: int
    put: int
    whole: bool = False

    @property
    def words(self) -> int:
        """The measure: words taken away plus words put in."""
        return self.taken + self.put

    @property
    def share(self) -> Fraction | None:
        """Words taken away and put in as a part of the words of the paragraph; more than 1 where it is written anew.

        None where the paragraph has no words, as a new one before it stands.
        """
        return Fraction(self.words, self.of) if self.of else None

    @property
    def rank(self) -> tuple[bool, int, int]:
        """What is compared: a deleted paragraph is furthest, then by the measure, then by the words taken away."""
        return (self.whole, self.words, self.taken)


def distance(text: str, amended: str) -> Distance:
    """How far the paragraph as amended is removed from the paragraph."""
    before, after = words_of(text), words_of(amended)
    kept = len(kept_places(before, after))
    return Distance(len(before), len(before) - kept, len(after) - kept)


def deletion(text: str) -> Distance:
    """How far the deletion of the whole paragraph is removed from it."""
    count = len(words_of(text))
    return Distance(count, count, 0, whole=True)
