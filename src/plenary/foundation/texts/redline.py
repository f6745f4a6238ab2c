"""What changed between two versions of a text in one language, so that both can be had back from it exactly.

    old = Text("en", …); new = Text("en", …)
    redline = compare(old, new)
    redline.summary.changes          17
    redline.lines                    each paragraph in reading order, what became of it, and its words as pieces
    redline.older == old, redline.newer == new

Paragraphs are paired first, words compared inside each pair. A paragraph that stands elsewhere, unchanged or nearly so,
was moved: it is told in full where it stands now, and its old place says where it went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from plenary.foundation.texts.marking import Mark, Piece
from plenary.foundation.texts.pairing import Pairing
from plenary.foundation.texts.text import Paragraph, Text
from plenary.procedure.refusal import Refused
from plenary.procedure.words import word_count


class Fate(StrEnum):
    """What became of a paragraph. MOVED stands where it is now, MOVED_AWAY where it was."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    NEW = "new"
    GONE = "gone"
    MOVED = "moved"
    MOVED_AWAY = "moved_away"


class Line(NamedTuple):
    """One paragraph of a redline.

    pieces: its words, none where it moved away. twin: of a moved paragraph the place, in the redline, of its other
    line; -1 for all others.
    """

    fate: Fate
    old: Paragraph | None
    new: Paragraph | None
    pieces: tuple[Piece, ...]
    twin: int = -1

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph as it is now, or as it last was."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def is_relabelled(self) -> bool:
        """Whether the number printed before it is another one; that follows from other changes, and is none."""
        _fate, old, new, _pieces, _twin = self
        return old is not None and new is not None and old.label != new.label

    @property
    def is_recast(self) -> bool:
        """Whether it became another kind of paragraph: a heading, an item."""
        _fate, old, new, _pieces, _twin = self
        return old is not None and new is not None and old.role is not new.role

    @property
    def hunks(self) -> int:
        """At how many places its words changed; what was removed and what was put there instead are one change."""
        return _hunks(self.pieces, Mark.KEPT)

    @property
    def changes(self) -> int:
        """How many changes a reader is told of here; a move is one, counted where the paragraph stands now."""
        fate = self.fate
        if fate is Fate.UNCHANGED or fate is Fate.EDITED:
            return self.hunks + self.is_recast
        if fate is Fate.MOVED:
            return 1 + self.hunks + self.is_recast
        return int(fate is not Fate.MOVED_AWAY and bool(self.paragraph.words.strip()))


@dataclass(frozen=True, slots=True)
class Summary:
    """A redline in figures. changes: places at which something changed. paragraphs: those that are touched by it.

    new, gone, moved: paragraphs. relabelled: whose printed number is another one and whose words are the same.
    brackets_lifted, brackets_opened: square brackets around what is not agreed, fewer or more than before.
    """

    changes: int = 0
    paragraphs: int = 0
    new: int = 0
    gone: int = 0
    moved: int = 0
    relabelled: int = 0
    brackets_lifted: int = 0
    brackets_opened: int = 0


@dataclass(frozen=True)
class Redline:
    """Two versions of a text as one: `lines` in reading order, a paragraph that is gone where it stood."""

    language: str
    lines: tuple[Line, ...]

    @cached_property
    def changes(self) -> tuple[int, ...]:
        """How many changes a reader is told of at each line."""
        unchanged, edited, kept = Fate.UNCHANGED, Fate.EDITED, Mark.KEPT
        found: list[int] = []
        for line in self.lines:
            fate, old, new, pieces, _twin = line
            if old is None or new is None:
                found.append(line.changes)
            elif fate is unchanged:
                found.append(old.role is not new.role)
            elif fate is edited:
                found.append(_hunks(pieces, kept) + (old.role is not new.role))
            else:
                found.append(line.changes)
        return tuple(found)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Of each line, which paragraph it is, from 1: of the older version where it is gone, else of the newer."""
        here_only, there_only = (Fate.NEW, Fate.MOVED), (Fate.GONE, Fate.MOVED_AWAY)
        found: list[int] = []
        at_old = at_new = 0
        for line in self.lines:
            fate = line.fate
            if fate in there_only:
                at_old += 1
                found.append(at_old)
            else:
                at_old += fate not in here_only
                at_new += 1
                found.append(at_new)
        return tuple(found)

    @cached_property
    def summary(self) -> Summary:
        """How much changed."""
        changes = paragraphs = relabelled = lifted = opened = 0
        fates = Counter([line.fate for line in self.lines])
        for line, count in zip(self.lines, self.changes, strict=True):
            if not count:
                relabelled += line.is_relabelled
                continue
            changes += count
            paragraphs += 1
            if (line.old is not None and "[" in line.old.words) or (line.new is not None and "[" in line.new.words):
                for less, more in _brackets(line.pieces):
                    lifted += less
                    opened += more
        return Summary(
            changes=changes,
            paragraphs=paragraphs,
            new=fates[Fate.NEW],
            gone=fates[Fate.GONE],
            moved=fates[Fate.MOVED],
            relabelled=relabelled,
            brackets_lifted=lifted,
            brackets_opened=opened,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be told: no word, no place, no kind of paragraph changed."""
        return self.summary.changes == 0

    @property
    def words_marked(self) -> int:
        """How many words are shown as removed, added or moved; a moved paragraph counts its words once."""
        count = 0
        for line in self.lines:
            for mark, old, new in line.pieces:
                if mark is not Mark.KEPT or line.fate is Fate.MOVED:
                    count += word_count(new if mark is Mark.ADDED else old)
        return count

    @property
    def older(self) -> Text:
        """The older version, put together again from the pieces."""
        return Text(
            self.language,
            tuple(
                replace(line.old, words="".join([piece.old for piece in self._told(line).pieces]))
                for line in self.lines
                if line.old is not None and line.fate is not Fate.MOVED
            ),
        )

    @property
    def newer(self) -> Text:
        """The newer version, put together again from the pieces."""
        return Text(
            self.language,
            tuple(
                replace(line.new, words="".join([piece.new for piece in line.pieces]))
                for line in self.lines
                if line.new is not None and line.fate is not Fate.MOVED_AWAY
            ),
        )

    def _told(self, line: Line) -> Line:
        return self.lines[line.twin] if line.fate is Fate.MOVED_AWAY else line


@dataclass(frozen=True, slots=True)
class Edited:
    """One paragraph of the newest version. edits: changes to it over all versions, none while it was not there."""

    paragraph: Paragraph
    edits: int


def compare(old: Text, new: Text, *, anchors_hold: bool = True) -> Redline:
    """The redline of two versions.

    anchors_hold: whether one anchor names one paragraph in both; not so for texts that were read from plain files,
    whose anchors say a place only. Raises Refused "text.languages_differ".
    """
    if old.language != new.language:
        raise Refused("text.languages_differ", old=old.language, new=new.language)
    before, after = [one.words for one in old], [one.words for one in new]
    anchors = ([one.anchor for one in old], [one.anchor for one in new]) if anchors_hold else None
    pairing = Pairing(before, after, anchors)
    to_new, moved_away = pairing.pairs()
    moved_here = {to_new[old]: old for old in moved_away}
    lines: list[Line] = []
    twins: dict[str, int] = {}
    # Nearly all lines of a long text are made here: as tuples, without the call that names their parts.
    as_line, as_piece = partial(tuple.__new__, Line), partial(tuple.__new__, Piece)
    unchanged, kept = Fate.UNCHANGED, Mark.KEPT

    def told(at_old: int, at_new: int) -> Line:
        one, other = old.paragraphs[at_old], new.paragraphs[at_new]
        pieces = tuple(pairing.pieces(at_old, at_new)) if one.words or other.words else ()
        same = not pieces or (len(pieces) == 1 and pieces[0].mark is Mark.KEPT)
        return Line(Fate.UNCHANGED if same else Fate.EDITED, one, other, pieces)

    def tell_new(start: int, until: int) -> None:
        for place in range(start, until):
            if place in moved_here:
                twins[old.paragraphs[moved_here[place]].anchor] = len(lines)
                lines.append(told(moved_here[place], place)._replace(fate=Fate.MOVED))
            else:
                one = new.paragraphs[place]
                lines.append(Line(Fate.NEW, None, one, (Piece(Mark.ADDED, "", one.words),) if one.words else ()))

    at = 0
    for place, one in enumerate(old.paragraphs):
        other = to_new.get(place)
        if other is None:
            lines.append(Line(Fate.GONE, one, None, (Piece(Mark.REMOVED, one.words, ""),) if one.words else ()))
        elif place in moved_away:
            lines.append(Line(Fate.MOVED_AWAY, one, new.paragraphs[other], ()))
        else:
            if other > at:
                tell_new(at, other)
            two, words = new.paragraphs[other], one.words
            if words == two.words:
                pieces = (as_piece((kept, words, words)),) if words else ()
                lines.append(as_line((unchanged, one, two, pieces, -1)))
            else:
                lines.append(told(place, other))
            at = other + 1
    tell_new(at, len(new.paragraphs))
    if twins:
        _join_twins(lines, twins)
    return Redline(old.language, tuple(lines))


def changes_over(texts: Sequence[Text], *, anchors_hold: bool = True) -> tuple[Edited, ...]:
    """How often each paragraph of the newest version was changed, over all versions, oldest first."""
    if not texts:
        return ()
    edits: dict[str, int] = {one.anchor: 0 for one in texts[0]}
    for old, new in pairwise(texts):
        edits = edits_after(edits, compare(old, new, anchors_hold=anchors_hold))
    return tuple(Edited(one, edits.get(one.anchor, 0)) for one in texts[-1])


def edits_after(edits: dict[str, int], redline: Redline) -> dict[str, int]:
    """Edits of each paragraph, by anchor, with those of one more redline; a new paragraph has been edited once."""
    counted: dict[str, int] = {}
    for line in redline.lines:
        if line.new is not None and line.fate is not Fate.MOVED_AWAY:
            before = edits.get(line.old.anchor, 0) if line.old is not None else 0
            counted[line.new.anchor] = before + line.changes
    return counted


def _join_twins(lines: list[Line], here: dict[str, int]) -> None:
    """Let the two lines of each moved paragraph name one another."""
    for place, line in enumerate(lines):
        if line.fate is Fate.MOVED_AWAY and line.old is not None:
            other = here[line.old.anchor]
            lines[place] = line._replace(twin=other)
            lines[other] = lines[other]._replace(twin=place)


def _hunks(pieces: Sequence[Piece], kept: Mark) -> int:
    """How many changes there are between kept pieces and at the ends: no two neighbours are both kept."""
    if not pieces:
        return 0
    count = [piece[0] for piece in pieces].count(kept)
    return count - 1 + (pieces[0][0] is not kept) + (pieces[-1][0] is not kept) if count else 1


def _brackets(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """At each change, how many brackets there are fewer, how many more. A footnote's mark is none."""
    found: list[tuple[int, int]] = []
    removed = added = 0
    for mark, old, new in pieces:
        if mark is Mark.KEPT:
            found.append((max(removed - added, 0), max(added - removed, 0)))
            removed = added = 0
        elif mark is Mark.REMOVED:
            removed += old.count("[") - old.count("[^") if "[" in old else 0
        else:
            added += new.count("[") - new.count("[^") if "[" in new else 0
    found.append((max(removed - added, 0), max(added - removed, 0)))
    return found
