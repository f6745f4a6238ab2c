"""Whether two language versions agree in what needs no translator: numbers, dates, symbols, references, brackets.

    concord(original, translation) -> tuple[Flag, ...]

Paragraphs stand for each other by their anchors, else by their order. In each pair the figures of one side are held
against those of the other. A figure that is surely there and has no match is a flag; a number word is a match, and is
flagged only where it stands against another number. So an alarm means that somebody should look: it is no proof, and
silence is none either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeAlias

from plenary.foundation.texts.figures import Figure, Kind, figures
from plenary.foundation.texts.text import Paragraph, Role, Text

#: Share of anchors in common from which they are taken to hold across both texts.
_ANCHORS_HOLD = 0.5
#: What it costs that two that are taken for each other are not of one kind, or have other figures; and that one is
#: taken for none. Their lengths cost up to a hundred.
_OTHER_ROLE, _OTHER_FIGURES, _ALONE = 300, 100, 150
#: Up to so many possible pairs all ways are tried; longer texts are cut at what is alike first.
_LAID_WHOLE = 250_000
#: What a paragraph is, and its figures.
_Likeness: TypeAlias = tuple[Role, frozenset[str]]
#: Number words below this are articles and pronouns as often as numbers.
_WORD_COUNTS_FROM = 3


class Differs(StrEnum):
    """In what two paragraphs differ."""

    NUMBER = "number"
    REFERENCE = "reference"
    PERCENTAGE = "percentage"
    DATE = "date"
    SYMBOL = "symbol"
    BRACKET = "bracket"
    FOOTNOTE = "footnote"
    LABEL = "label"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Flag:
    """Where two language versions may disagree. left, right: the figures without a match on each side.

    left_anchor, right_anchor: of the paragraphs; "" on the side that has none.
    """

    differs: Differs
    left_anchor: str
    right_anchor: str
    left: tuple[Figure, ...] = ()
    right: tuple[Figure, ...] = ()

    @property
    def anchor(self) -> str:
        """Where to look first."""
        return self.left_anchor or self.right_anchor


def concord(left: Text, right: Text) -> tuple[Flag, ...]:
    """Every place at which two language versions should be looked at, in the order of the text."""
    flags: list[Flag] = []
    for one, other in paired(left, right):
        if one is None or other is None or bool(one.words.strip()) != bool(other.words.strip()):
            flags.append(
                Flag(Differs.MISSING, one.anchor if one is not None else "", other.anchor if other is not None else "")
            )
            continue
        flags += _between(one, other, left.language, right.language)
    return tuple(flags)


def paired(left: Text, right: Text) -> list[tuple[Paragraph | None, Paragraph | None]]:
    """The paragraphs that stand for each other, in the order of the left text; None where one side has none.

    By their anchors where these hold across both; else by their order, footnotes apart: a translation may leave one
    out, and no other paragraph stands elsewhere for that.
    """
    shared = {one.anchor for one in left} & {one.anchor for one in right}
    if len(shared) >= _ANCHORS_HOLD * max(len(left), len(right), 1):
        return _laid(left, right, {anchor: anchor for anchor in shared})
    stands: dict[str, str] = {}
    for is_note in (False, True):
        lefts = [one for one in left if (one.role is Role.FOOTNOTE) is is_note]
        rights = [one for one in right if (one.role is Role.FOOTNOTE) is is_note]
        stands |= {lefts[here].anchor: rights[there].anchor for here, there in _in_step(lefts, rights, left, right)}
    return _laid(left, right, stands)


def _laid(left: Text, right: Text, stands: Mapping[str, str]) -> list[tuple[Paragraph | None, Paragraph | None]]:
    """The pairs beside each other; what only the right text has stands before what follows it there."""
    pairs: list[tuple[Paragraph | None, Paragraph | None]] = []
    known = set(stands.values())
    waiting = [one for one in right if one.anchor not in known]
    told = 0
    for one in left:
        other = right.at(stands[one.anchor]) if one.anchor in stands else None
        if other is not None:
            place = right.place_of(other.anchor)
            while told < len(waiting) and right.place_of(waiting[told].anchor) < place:
                pairs.append((None, waiting[told]))
                told += 1
        pairs.append((one, other))
    return pairs + [(None, one) for one in waiting[told:]]


def _in_step(lefts: Sequence[Paragraph], rights: Sequence[Paragraph], left: Text, right: Text) -> list[tuple[int, int]]:
    """Places that stand for each other: one by one where there are as many, else what fits best in order."""
    if len(lefts) == len(rights):
        return [(place, place) for place in range(len(lefts))]
    lefts_are = [_likeness(one, left.language) for one in lefts]
    rights_are = [_likeness(one, right.language) for one in rights]
    if len(lefts) * len(rights) <= _LAID_WHOLE:
        return _best_in_order(lefts_are, rights_are, [len(one.words) for one in lefts], [len(o.words) for o in rights])
    pairs: list[tuple[int, int]] = []
    blocks = SequenceMatcher(None, lefts_are, rights_are, autojunk=False).get_opcodes()
    for _tag, from_left, to_left, from_right, to_right in blocks:
        pairs += zip(range(from_left, to_left), range(from_right, to_right), strict=False)
    return pairs


def _best_in_order(
    lefts: Sequence[_Likeness], rights: Sequence[_Likeness], long_left: Sequence[int], long_right: Sequence[int]
) -> list[tuple[int, int]]:
    """The pairs in order that cost least: for what each is, for its figures, and for how long it is.

    Nothing else tells two paragraphs without figures apart: a long one seldom renders a short one, and where a script
    is shorter throughout, all pairs cost the more alike.
    """
    costs = [_ALONE * place for place in range(len(rights) + 1)]
    ways: list[bytearray] = []
    for here, one in enumerate(lefts):
        before, costs = costs, [costs[0] + _ALONE]
        way = bytearray(b"l")
        for there, other in enumerate(rights):
            long, other_long = long_left[here], long_right[there]
            apart = 100 * abs(long - other_long) // max(long, other_long, 1)
            together = before[there] + _OTHER_ROLE * (one[0] is not other[0]) + _OTHER_FIGURES * (one[1] != other[1])
            best = min(together + apart, before[there + 1] + _ALONE, costs[there] + _ALONE)
            way += b"=" if best == together + apart else b"l" if best == before[there + 1] + _ALONE else b"r"
            costs.append(best)
        ways.append(way)
    pairs: list[tuple[int, int]] = []
    here, there = len(lefts), len(rights)
    while here and there:
        step = ways[here - 1][there]
        if step == ord("="):
            pairs.append((here - 1, there - 1))
        here -= step != ord("r")
        there -= step != ord("l")
    return pairs[::-1]


def _likeness(one: Paragraph, language: str) -> _Likeness:
    return one.role, frozenset(figure.value for figure in figures(one.words, language) if figure.sure)


def _between(one: Paragraph, other: Paragraph, left: str, right: str) -> Iterator[Flag]:
    numbers = _number_of(one.label, left), _number_of(other.label, right)
    if all(numbers) and numbers[0] != numbers[1]:
        yield Flag(Differs.LABEL, one.anchor, other.anchor)
    here, there = figures(one.words, left), figures(other.words, right)
    for kind in (Kind.SYMBOL, Kind.BRACKET, Kind.FOOTNOTE):
        mine, theirs = [f for f in here if f.kind is kind], [f for f in there if f.kind is kind]
        counted = kind is Kind.BRACKET
        lefts, rights = _unmatched(mine, theirs, counted=counted), _unmatched(theirs, mine, counted=counted)
        if lefts or rights:
            yield Flag(Differs(kind.value), one.anchor, other.anchor, tuple(lefts), tuple(rights))
    counts = _miscounted(*([f for f in side if f.kind is Kind.ENUMERATION] for side in (here, there)))
    if counts[0] or counts[1]:
        yield Flag(Differs.NUMBER, one.anchor, other.anchor, *counts)
    yield from _numbers(one, other, here, there)


def _miscounted(here: Sequence[Figure], there: Sequence[Figure]) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Numbers that count what stands in a paragraph: the same on both sides, or else each in its own row."""
    if len(here) == len(there):
        apart = [(one, other) for one, other in zip(here, there, strict=True) if one.value != other.value]
        return tuple(one for one, _ in apart), tuple(other for _, other in apart)
    return tuple(_out_of_row(here)), tuple(_out_of_row(there))


def _out_of_row(counted: Sequence[Figure]) -> Iterator[Figure]:
    """A number between two that it would join, were it another."""
    values = [int(one.value) for one in counted]
    for before, at, after in zip(values, range(1, len(values)), values[2:], strict=False):
        if after == before + 2 and values[at] != before + 1:
            yield counted[at]


def _number_of(label: str, language: str) -> str:
    """The number of a paragraph in any digits; letters are each language's own."""
    return next((one.value for one in figures(label, language)), "")


def _numbers(one: Paragraph, other: Paragraph, here: list[Figure], there: list[Figure]) -> Iterator[Flag]:
    """Numbers, dates and references are one pool: a reference in one language may be a bare number in the other."""
    apart = {Kind.SYMBOL, Kind.BRACKET, Kind.FOOTNOTE, Kind.ENUMERATION}
    mine, theirs = [f for f in here if f.kind not in apart], [f for f in there if f.kind not in apart]
    lefts = [f for f in _unmatched([f for f in mine if f.sure], theirs) if not _is_said(f, there)]
    rights = [f for f in _unmatched([f for f in theirs if f.sure], mine) if not _is_said(f, here)]
    if not lefts and not rights:
        lefts, rights = _exchanged(mine, theirs)
    words = [f for f in mine if not f.sure], [f for f in theirs if not f.sure]
    lefts += _against(words[0], theirs, rights)
    rights += _against(words[1], mine, lefts)
    if not lefts and not rights:
        spoken = _counting(words[0], theirs), _counting(words[1], mine)
        if spoken[0] and spoken[1]:
            lefts, rights = spoken
    if lefts or rights:
        kinds = [f.kind for f in (*lefts, *rights)]
        kind = next((k for k in (Kind.DATE, Kind.PERCENTAGE, Kind.REFERENCE) if k in kinds), Kind.NUMBER)
        yield Flag(Differs(kind.value), one.anchor, other.anchor, tuple(lefts), tuple(rights))


def _exchanged(mine: list[Figure], theirs: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Each value stands on both sides, and yet one more often here and another more often there: it stands for it."""
    sures = [one for one in mine if one.sure], [one for one in theirs if one.sure]
    common = {_key(one) for one in sures[0]} & {_key(one) for one in sures[1]}
    lefts = [one for one in _unmatched(sures[0], theirs, counted=True) if _key(one) in common]
    rights = [one for one in _unmatched(sures[1], mine, counted=True) if _key(one) in common]
    return (lefts, rights) if lefts and rights else ([], [])


def _key(figure: Figure) -> tuple[str, bool]:
    return figure.value, figure.month


def _unmatched(mine: Sequence[Figure], theirs: Sequence[Figure], *, counted: bool = False) -> list[Figure]:
    """Figures of one side that the other has not; counted: not as often."""
    if not counted:
        known = {_key(one) for one in theirs}
        return [one for one in mine if _key(one) not in known]
    left = Counter(_key(one) for one in mine)
    left.subtract(Counter(_key(one) for one in theirs))
    found = []
    for one in reversed(mine):
        if left[_key(one)] > 0:
            left[_key(one)] -= 1
            found.append(one)
    return found[::-1]


def _is_said(figure: Figure, there: Sequence[Figure]) -> bool:
    """Whether the other side says a month by its number alone, in a date of a form that is not known."""
    return figure.month and not any(one.month for one in there) and any(one.value == figure.value for one in there)


def _counting(words: Sequence[Figure], theirs: Sequence[Figure]) -> list[Figure]:
    """Number words that mean a number, and that the other side has not in any form."""
    return [one for one in _unmatched(words, theirs) if int(one.value) >= _WORD_COUNTS_FROM]


def _against(words: Sequence[Figure], theirs: Sequence[Figure], flagged: Sequence[Figure]) -> list[Figure]:
    """Number words that stand against figures flagged on the other side."""
    return _counting(words, theirs) if flagged else []
