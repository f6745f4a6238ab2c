"""Two paragraphs laid over one another: which words stayed, which were removed, which were added.

As few words are marked as can be. Of the ways to mark as few, the one is taken that a reader would: a change begins
where a sentence does. One unchanged word between two changes is marked with them only where a reader gains a whole
phrase by it and the words marked grow by no more than one in twenty.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple, TypeAlias, cast

from rapidfuzz.distance import Indel, Postfix, Prefix

from plenary.foundation.texts.aligning import EXACT, Block, common_blocks
from plenary.procedure.refusal import Refused
from plenary.procedure.words import is_unspaced, is_word, units_of


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


# The pattern of words is made once, on loading, and not with the first paragraph that changed.
units_of("")

_KEPT, _REMOVED, _ADDED = Mark.KEPT, Mark.REMOVED, Mark.ADDED


class Piece(NamedTuple):
    """Words with the white space behind them. of old: "" where added; of new: "" where removed.

    Kept words are the same in both; the white space behind them may differ.
    """

    mark: Mark
    old: str
    new: str


#: A stretch of units that changed: old from, to, new from, to. Kept ones are what lies between.
Change: TypeAlias = tuple[int, int, int, int]

#: Below this share of words in common, two long paragraphs have only small words in common.
_ALIKE: Final = 0.3
_LONG: Final = 24
#: So many characters before the first difference stay in view, so that a change can be told where a clause begins.
_IN_VIEW: Final = 24
#: Swallowing one kept word marks it twice; so much must be marked around it.
_WORTH_ONE_WORD: Final = 40
_ENDS: Final = ("。", "；", ";", ".", ":", "؛", "۔")
_PAUSES: Final = (",", "，", "、", "،")


class Spelling:
    """How texts are taken apart to be compared.

    unspaced: whether a unit is a word or sign as `units_of` parts them; else what stands between two spaces, which is
    far quicker, and is taken apart further only where it changed.
    """

    def __init__(self, unspaced: bool) -> None:
        self.unspaced = unspaced
        self._letters: Letters = _Units() if unspaced else Letters()

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str]) -> Spelling:
        """The spelling that fits these paragraphs."""
        return cls(any(any(map(is_unspaced, texts)) for texts in (old, new) if not all(map(str.isascii, texts))))

    def spelled(self, text: str) -> str:
        """A text with one letter for each unit, the same for the same in either text; white space around it is none."""
        bare = text.strip()
        return "".join(map(self._letters.__getitem__, units_of(bare) if self.unspaced else bare.split(" ")))

    def laid(self, old: str, new: str, most: float = 1.0) -> list[Piece] | None:
        """One text laid over another; None where more than this share of both would be marked."""
        if self.unspaced:
            return _laid_in_full(old, new, most)
        head, tail = _left_aside(old, new)
        here = old[head : len(old) - tail - 1 if tail else len(old)].split(" ")
        there = new[head : len(new) - tail - 1 if tail else len(new)].split(" ")
        changes, marked = changes_between(here, there)
        units = len(here) + len(there)
        if marked > most * units and marked > most * (old.count(" ") + new.count(" ") + 2):
            return None
        changes = as_one_reads(changes, marked, units)
        pieces, is_plain = _cut_at_spaces(here, there, changes, old[:head], old[len(old) - tail :] if tail else "")
        return pieces if is_plain else _taken_apart(pieces)


def _taken_apart(pieces: list[Piece]) -> list[Piece]:
    """Where words with signs on them changed, only what of them did: the comma, not the word before it."""
    found: list[Piece] = []
    for place, one in enumerate(pieces):
        if one.mark is _ADDED and place and pieces[place - 1].mark is _REMOVED:
            found[-1:] = _laid_in_full(pieces[place - 1].old, one.new) or []
        else:
            found.append(one)
    return _merged(found)


class Letters(dict[str, str]):
    """The letter of each part, given when it is first asked for. Raises Refused "text.too_many_words"."""

    def __missing__(self, part: str) -> str:
        letter = self[part] = self.next()
        return letter

    def next(self) -> str:
        """A letter that stands for nothing yet."""
        if len(self) > sys.maxunicode:
            raise Refused("text.too_many_words", most=sys.maxunicode)
        return chr(len(self))


class _Units(Letters):
    """Units with one letter whatever white space follows."""

    def __missing__(self, part: str) -> str:
        bare = part.rstrip()
        letter = self[part] = self[bare] if bare != part else self.next()
        return letter


def _laid_in_full(old: str, new: str, most: float = 1.0) -> list[Piece] | None:
    """Two texts compared word by word and sign by sign."""
    here, there = units_of(old), units_of(new)
    letters = _Units()
    before, after = "".join(map(letters.__getitem__, here)), "".join(map(letters.__getitem__, there))
    changes, marked = changes_between(before, after, (here, there))
    if marked > most * (len(here) + len(there)):
        return None
    changes = as_one_reads(changes, marked, len(here) + len(there))
    return _merged(_cut(here, there, without_lone_signs(changes, here)))


def changes_between(
    old: Sequence[str], new: Sequence[str], units: tuple[Sequence[str], Sequence[str]] | None = None
) -> tuple[list[Change], int]:
    """What must be removed and added to make one of the other, told where a reader would tell it; how many parts.

    units: what the parts stand for, where they are letters.
    """
    changes: list[Change] = []
    marked = at_old = at_new = 0
    slides = False
    for one, other, size in _equal(old, new):
        gone, come = one - at_old, other - at_new
        if gone or come:
            changes.append((at_old, one, at_new, other))
            marked += gone + come
            if not come:
                slides = slides or old[at_old - 1] == old[one - 1] or (size > 0 and old[at_old] == old[one])
            elif not gone:
                slides = slides or new[at_new - 1] == new[other - 1] or (size > 0 and new[at_new] == new[other])
        at_old, at_new = one + size, other + size
    return (slid(changes, old, new, units or (old, new)) if slides else changes), marked


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterable[Block]:
    """The equal runs of two sequences, and one without length at the end of both."""
    if len(old) * len(new) <= EXACT:
        # A matching block is taken apart like a tuple, and says so nowhere.
        return cast("Iterable[Block]", Indel.editops(old, new).as_matching_blocks())
    letter = Letters().__getitem__
    blocks = common_blocks("".join(map(letter, old)), "".join(map(letter, new)))
    return [*blocks, (len(old), len(new), 0)]


def _left_aside(old: str, new: str) -> tuple[int, int]:
    """How many characters are equal at the start and at the end, each up to a space.

    A few more words stay in view before what differs.
    """
    head: int = Prefix.similarity(old, new)
    tail: int = min(Postfix.similarity(old, new), len(old) - head, len(new) - head)
    head = old.rfind(" ", 0, head - _IN_VIEW) + 1 if head > _IN_VIEW else 0
    if tail:
        space = old.find(" ", len(old) - tail)
        tail = len(old) - space - 1 if space >= 0 else 0
    return head, tail


def as_one_reads(changes: list[Change], marked: int, length: int) -> list[Change]:
    """Changes with islands of one word swallowed where much changed around them; all as one where little stayed.

    marked: units that changed; length: units of both texts.
    """
    if len(changes) < 2:
        return changes
    if length >= _LONG and marked > (1 - _ALIKE) * length:
        return [(changes[0][0], changes[-1][1], changes[0][2], changes[-1][3])]
    if marked < _WORTH_ONE_WORD:
        return changes
    found = [changes[0]]
    group = _size(changes[0])
    spent = 0
    for change in changes[1:]:
        last = found[-1]
        if change[0] - last[1] == 1 and (spent + 2) * 20 <= group + _size(change):
            found[-1] = (last[0], change[1], last[2], change[3])
            group += _size(change)
            spent += 2
        else:
            found.append(change)
            group, spent = _size(change), 0
    return found


def without_lone_signs(changes: list[Change], units: Sequence[str]) -> list[Change]:
    """Changes with what lies between two replacements swallowed where it holds no word: a comma, a dash."""
    found: list[Change] = []
    for change in changes:
        if found and _replaces(found[-1]) and _replaces(change):
            last = found[-1]
            if not any(map(is_word, units[last[1] : change[0]])):
                found[-1] = (last[0], change[1], last[2], change[3])
                continue
        found.append(change)
    return found


def _replaces(change: Change) -> bool:
    return change[1] > change[0] and change[3] > change[2]


def _size(change: Change) -> int:
    return change[1] - change[0] + change[3] - change[2]


def slid(
    changes: list[Change], old: Sequence[str], new: Sequence[str], units: tuple[Sequence[str], Sequence[str]]
) -> list[Change]:
    """Changes moved to where a sentence or clause begins, where the same words may be told at several places."""
    found: list[Change] = []
    for place, (old_from, old_to, new_from, new_to) in enumerate(changes):
        if (old_to > old_from) is not (new_to > new_from):
            letters, said, start, end = (
                (new, units[1], new_from, new_to) if new_to > new_from else (old, units[0], old_from, old_to)
            )
            # Kept units between two changes are as many in the old as in the new, so one count serves both.
            first, floor = start, start - (old_from - (found[-1][1] if found else 0))
            while first > floor and letters[first - 1] == letters[first - 1 + end - start]:
                first -= 1
            last = start
            ceiling = end + (changes[place + 1][0] if place + 1 < len(changes) else len(old)) - old_to
            while last + end - start < ceiling and letters[last] == letters[last + end - start]:
                last += 1
            if first != last:
                step = max(range(first, last + 1), key=partial(_begins, said, start)) - start
                old_from, old_to, new_from, new_to = old_from + step, old_to + step, new_from + step, new_to + step
        if found and found[-1][1] == old_from and found[-1][3] == new_from:
            old_from, new_from = found.pop()[0::2]
        found.append((old_from, old_to, new_from, new_to))
    return found


def _begins(units: Sequence[str], found_at: int, place: int) -> tuple[int, bool]:
    """How well a change begins here: at the start, behind a sentence or a clause, where it was found, elsewhere."""
    if place == 0:
        return 3, place == found_at
    before = units[place - 1].rstrip()
    if before.endswith(_ENDS):
        return 2, place == found_at
    return int(before.endswith(_PAUSES)), place == found_at


def _cut_at_spaces(
    old: Sequence[str], new: Sequence[str], changes: Sequence[Change], head: str, tail: str
) -> tuple[list[Piece], bool]:
    """Pieces of words that stand between two spaces, between what was left aside; each word has one space behind it.

    With them, whether all that changed are words, with no sign or wider space on them: then nothing is to take apart.
    """
    pieces: list[Piece] = []
    add, join, piece = pieces.append, " ".join, partial(tuple.__new__, Piece)
    is_plain = True
    at_old = 0
    for old_from, old_to, new_from, new_to in changes:
        if old_from > at_old:
            kept = join(old[at_old:old_from]) + " "
            add(piece((_KEPT, kept, kept)))
        gone = come = ""
        if old_to > old_from:
            gone = join(old[old_from:old_to]) + " "
            add(piece((_REMOVED, gone, "")))
        if new_to > new_from:
            come = join(new[new_from:new_to]) + " "
            add(piece((_ADDED, "", come)))
        if gone and come:
            is_plain = is_plain and (gone + come).replace(" ", "").isalnum()
        else:
            is_plain = is_plain and not (gone or come).isspace()
        at_old = old_to
    if at_old < len(old):
        kept = join(old[at_old:]) + " " + tail
        add(piece((_KEPT, kept, kept)))
    elif tail:
        add(piece((_KEPT, tail, tail)))
    if head:
        _begin(pieces, head)
    return (pieces if tail else _without_last_space(pieces)), is_plain


def _begin(pieces: list[Piece], head: str) -> None:
    mark, old, new = pieces[0]
    if mark is _KEPT:
        pieces[0] = Piece(_KEPT, head + old, head + new)
    else:
        pieces.insert(0, Piece(_KEPT, head, head))


def _without_last_space(pieces: list[Piece]) -> list[Piece]:
    """The last word of either text has no space behind it."""
    ends_old = next(place for place in range(len(pieces) - 1, -1, -1) if pieces[place].old)
    ends_new = next(place for place in range(len(pieces) - 1, -1, -1) if pieces[place].new)
    pieces[ends_old] = pieces[ends_old]._replace(old=pieces[ends_old].old[:-1])
    pieces[ends_new] = pieces[ends_new]._replace(new=pieces[ends_new].new[:-1])
    return [piece for piece in pieces if piece.old or piece.new]


def _cut(old: Sequence[str], new: Sequence[str], changes: Sequence[Change]) -> list[Piece]:
    """Pieces of units that each have their own white space behind them."""
    pieces: list[Piece] = []
    at_old = at_new = 0
    for old_from, old_to, new_from, new_to in [*changes, (len(old), len(old), len(new), len(new))]:
        if old_from > at_old:
            pieces.append(Piece(_KEPT, "".join(old[at_old:old_from]), "".join(new[at_new:new_from])))
        if old_to > old_from:
            pieces.append(Piece(_REMOVED, "".join(old[old_from:old_to]), ""))
        if new_to > new_from:
            pieces.append(Piece(_ADDED, "", "".join(new[new_from:new_to])))
        at_old, at_new = old_to, new_to
    return pieces


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one mark made one; of a change, what was removed before what was added; a mere space no change."""
    found: list[Piece] = []
    removed = added = ""
    for mark, old, new in pieces:
        if mark is _KEPT:
            _told(found, removed, added)
            _kept(found, old, new)
            removed = added = ""
        else:
            removed += old
            added += new
    _told(found, removed, added)
    return found


def _told(found: list[Piece], removed: str, added: str) -> None:
    if not removed.strip() and not added.strip():
        if removed or added:
            _kept(found, removed, added)
        return
    if removed:
        found.append(Piece(_REMOVED, removed, ""))
    if added:
        found.append(Piece(_ADDED, "", added))


def _kept(found: list[Piece], old: str, new: str) -> None:
    if found and found[-1].mark is _KEPT:
        found[-1] = Piece(_KEPT, found[-1].old + old, found[-1].new + new)
    else:
        found.append(Piece(_KEPT, old, new))
