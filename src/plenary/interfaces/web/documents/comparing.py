"""Two versions of a document laid over one another, as one reader may read them: summary, marks, the map of changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import Any

from django.http import Http404
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.texts.marking import Mark
from plenary.foundation.texts.redline import Edited, Fate, Line, Redline, compare, edits_after
from plenary.foundation.texts.text import Role
from plenary.interfaces.web.documents import reading
from plenary.interfaces.web.drawings.change_map import change_map
from plenary.interfaces.web.drawings.sheet import Drawing
from plenary.interfaces.web.shell.versions import version_name
from plenary.offices.documents import queries as office
from plenary.offices.documents.facts import text_of
from plenary.offices.documents.models import Document, LanguageVersion, Version

#: What one page of a redline shows at most, so that a telephone does not stand still: signs, and changes.
SIGNS_A_PART, CHANGES_A_PART = 60_000, 120
#: So many unchanged paragraphs in a row stand open; a longer run is folded, with one paragraph left at either side.
OPEN_RUN = 3
#: A run of more signs is not folded on the page but led to, at the newer version.
FOLDED_SIGNS = 12_000
#: Of unchanged words within a paragraph, and of removed or added ones, so many signs stand at either end of a cut.
KEPT_SIGNS, CHANGED_SIGNS = 1_200, 20_000
#: Roles that are printed as headings.
HEADINGS = frozenset({Role.TITLE.value, Role.HEADING.value, Role.ANNEX.value})


@dataclass(frozen=True, slots=True)
class Choice:
    """A version to compare with, or a pair of versions. chosen: what the page shows."""

    older: int
    newer: int
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of a paragraph as the page prints it.

    mark: kept, added, removed, or cut where words are left out for their length. number: of the change it begins, else
    0; last: whether the change ends with it. before, after: numbers of the neighbours, 0 for none.
    """

    mark: str
    words: str
    space: str = ""
    number: int = 0
    last: bool = False
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the redline. id: its anchor on this page. number: of the change that it is as a whole, else 0.

    place, twin: which paragraph it is, and, of one that moved, which it was or is, from 1. recast: number of the change
    that made it another kind of paragraph, else 0.
    """

    id: str
    fate: str
    role: str
    label: str
    old_label: str
    pieces: tuple[Told, ...]
    is_changed: bool
    place: int
    twin: int = 0
    twin_id: str = ""
    number: int = 0
    before: int = 0
    after: int = 0
    recast: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it is printed as one."""
        return self.role in HEADINGS


@dataclass(frozen=True, slots=True)
class Fold:
    """Unchanged paragraphs, folded. blocks: none where they are too long for the page; anchor: where they begin."""

    count: int
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the page of a redline prints.

    told: the summary, a phrase each. blocks: paragraphs and folds of this part. first, last: numbers of its changes.
    """

    document: Document
    symbol: str
    older: Version
    newer: Version
    old_text: LanguageVersion
    text: LanguageVersion
    tongue: reading.Tongue
    tongues: tuple[reading.Tongue, ...]
    pairs: tuple[Choice, ...]
    told: tuple[str, ...]
    total: int
    blocks: tuple[Block | Fold, ...]
    part: int
    parts: int
    first: int
    last: int
    map: Drawing | None

    @property
    def older_name(self) -> str:
        """The older version as its symbol calls it."""
        return version_name(self.older)

    @property
    def newer_name(self) -> str:
        """The newer version as its symbol calls it."""
        return version_name(self.newer)


def compare_page(
    reader: Actor, document: Document, older: int, newer: int, *, language: str = "", part: int = 1
) -> ComparePage:
    """The redline of two versions that this reader may read in one language.

    Raises Http404 where one of them is not here in any language that the other has, or there is no such part.
    """
    # Without their paragraphs: those of a redline that was made already are not asked for again.
    texts = office.texts(reader, document).prefetch_related(None)
    texts = texts.order_by("of_version__number", "-is_original", "language")
    by_number: dict[int, dict[str, LanguageVersion]] = {}
    for text in texts:
        by_number.setdefault(text.of_version.number, {})[text.language] = text
    shared = [code for code in by_number.get(newer, {}) if code in by_number.get(older, {})]
    if not shared or older >= newer:
        raise Http404
    chosen = _chosen(shared, language or get_language() or "")
    old, new = by_number[older][chosen], by_number[newer][chosen]
    line = [found[chosen] for found in by_number.values() if chosen in found]
    redline = redline_of(old, new)
    laid = _Laid(redline)
    if not 1 <= part <= len(laid.parts):
        raise Http404
    start, end = laid.parts[part - 1]
    return ComparePage(
        document=document,
        symbol=reading.symbol_in(document, new.of_version),
        older=old.of_version,
        newer=new.of_version,
        old_text=old,
        text=new,
        tongue=reading.tongue(chosen, chosen=True, is_original=new.is_original),
        tongues=tuple(
            reading.tongue(code, chosen=code == chosen, is_original=by_number[newer][code].is_original)
            for code in shared
        ),
        pairs=_pairs([one.of_version for one in line], older, newer),
        told=summary_told(redline),
        total=redline.summary.changes,
        blocks=tuple(laid.blocks(start, end)),
        part=part,
        parts=len(laid.parts),
        first=laid.numbers_before(start) + 1,
        last=laid.numbers_before(end),
        map=_map(line),
    )


def asked_for(asked: Mapping[str, str]) -> dict[str, Any]:
    """The language and the part that an address asks for."""
    part = asked.get("part", "1")
    return {
        "language": asked.get("language", "")[:12],
        "part": int(part) if part.isascii() and part.isdecimal() and len(part) < 6 else 0,
    }


def since_read(reader: Actor, page: reading.DocumentPage) -> Choice | None:
    """What changed since this reader last read the text: from that version to the newest, where both are here."""
    last = office.last_read(reader, page.document)
    if last is None or page.newest is None or page.text is None or last.number >= page.newest.number:
        return None
    known = {version.number for version in page.versions}
    here = office.texts(reader, page.document).filter(language=page.text.language, of_version__number=last.number)
    return (
        Choice(last.number, page.newest.number, version_name(last)) if last.number in known and here.exists() else None
    )


def earlier(reader: Actor, page: reading.DocumentPage) -> tuple[Choice, ...]:
    """The earlier versions beside which the text shown can be laid, the newest of them first."""
    if page.text is None or page.version is None or len(page.versions) < 2:
        return ()
    before = office.texts(reader, page.document).prefetch_related(None)
    before = before.filter(language=page.text.language, of_version__number__lt=page.version.number)
    return tuple(
        Choice(one.of_version.number, page.version.number, version_name(one.of_version))
        for one in before.order_by("-of_version__number")
    )


def summary_told(redline: Redline) -> tuple[str, ...]:
    """How much changed, a phrase for each thing that is counted."""
    found = redline.summary
    if not found.changes:
        return (_("No word changed"),)
    if found.paragraphs == 1:
        first = ngettext("%(changes)s change in one paragraph", "%(changes)s changes in one paragraph", found.changes)
    else:
        first = ngettext(
            "%(changes)s change in %(paragraphs)s paragraphs",
            "%(changes)s changes in %(paragraphs)s paragraphs",
            found.changes,
        )
    told = [first % {"changes": found.changes, "paragraphs": found.paragraphs}]
    counted = (
        (found.new, ngettext("%(count)s paragraph new", "%(count)s paragraphs new", found.new)),
        (found.gone, ngettext("%(count)s paragraph gone", "%(count)s paragraphs gone", found.gone)),
        (found.moved, ngettext("%(count)s paragraph moved", "%(count)s paragraphs moved", found.moved)),
        (
            found.brackets_lifted,
            ngettext("%(count)s bracket lifted", "%(count)s brackets lifted", found.brackets_lifted),
        ),
        (
            found.brackets_opened,
            ngettext("%(count)s bracket opened", "%(count)s brackets opened", found.brackets_opened),
        ),
    )
    return (*told, *(phrase % {"count": count} for count, phrase in counted if count))


# Redlines that were made already


class _Made:
    """The last redlines of sealed versions, which change no more; asked for only by who may read both."""

    #: Signs of all that is held. A sign takes some 25 bytes here.
    MOST = 4_000_000

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str], tuple[Redline, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, old: LanguageVersion, new: LanguageVersion) -> Redline:
        if old.of_version.sealed_at is None or new.of_version.sealed_at is None:
            return compare(text_of(old), text_of(new))
        name = (old.key, new.key)
        with self._lock:
            if name in self._held:
                self._held.move_to_end(name)
                return self._held[name][0]
        made = compare(text_of(old), text_of(new))
        size = sum(len(before) + len(after) for line in made.lines for _mark, before, after in line.pieces)
        with self._lock:
            self._held[name] = (made, size)
            while len(self._held) > 1 and sum(held for _redline, held in self._held.values()) > self.MOST:
                self._held.popitem(last=False)
        return made


_made = _Made()


def redline_of(old: LanguageVersion, new: LanguageVersion) -> Redline:
    """The redline of two texts of one document in one language."""
    return _made.get(old, new)


def _map(texts: Sequence[LanguageVersion]) -> Drawing | None:
    """Which paragraphs of the newest version were changed how often, over all versions that this reader may read."""
    edits: dict[str, int] = {}
    redlines = [redline_of(old, new) for old, new in pairwise(texts)]
    for redline in redlines:
        edits = edits_after(edits, redline)
    newest = [
        Edited(line.new, edits[line.new.anchor])
        for line in redlines[-1].lines
        if line.new is not None and line.fate is not Fate.MOVED_AWAY
    ]
    return change_map(newest, len(texts), title=pgettext("drawing", "Change map"))


def _chosen(codes: Sequence[str], language: str) -> str:
    base = language.partition("-")[0]
    return next((code for code in codes if code in (language, base)), codes[0])


def _pairs(versions: Sequence[Version], older: int, newer: int) -> tuple[Choice, ...]:
    """Every earlier version beside the newest, and each version beside the one before it."""
    found: dict[tuple[int, int], Choice] = {}
    newest = versions[-1]
    both = [(one, newest) for one in versions[:-1]] + list(pairwise(versions))
    for one, other in both:
        name = _("%(older)s to %(newer)s") % {"older": version_name(one), "newer": version_name(other)}
        chosen = (one.number, other.number) == (older, newer)
        found.setdefault((one.number, other.number), Choice(one.number, other.number, name, chosen))
    return tuple(found.values())


# The text with its marks


class _Laid:
    """A redline cut into parts, with its changes numbered from 1 throughout."""

    def __init__(self, redline: Redline) -> None:
        self._redline = redline
        self._before = [0]
        for count in redline.changes:
            self._before.append(self._before[-1] + count)
        self._open = self._standing_open()
        self.parts = self._cut()

    def numbers_before(self, place: int) -> int:
        """How many changes stand before a line."""
        return self._before[place]

    def blocks(self, start: int, end: int) -> Iterator[Block | Fold]:
        """The paragraphs of a part; what did not change is folded, but for what stands beside a change."""
        place = start
        while place < end:
            if self._open[place]:
                yield self._block(place)
                place += 1
                continue
            until = place
            while until < end and not self._open[until]:
                until += 1
            lines = self._redline.lines[place:until]
            is_short = sum(len(one.paragraph.words) for one in lines) <= FOLDED_SIGNS
            blocks = tuple(self._block(one) for one in range(place, until)) if is_short else ()
            yield Fold(until - place, lines[0].paragraph.anchor, blocks)
            place = until

    def _standing_open(self) -> list[bool]:
        """Which lines are shown: those that changed or left, their neighbours, and short runs between two of these."""
        lines = self._redline.lines
        told = [
            count > 0 or line.fate is Fate.MOVED_AWAY for line, count in zip(lines, self._redline.changes, strict=True)
        ]
        shown = [
            told[place] or (place > 0 and told[place - 1]) or (place + 1 < len(told) and told[place + 1])
            for place in range(len(told))
        ]
        run = 0
        for place in range(len(shown) + 1):
            if place < len(shown) and not shown[place]:
                run += 1
                continue
            if 0 < run <= OPEN_RUN:
                shown[place - run : place] = [True] * run
            run = 0
        return shown

    def _cut(self) -> list[tuple[int, int]]:
        parts: list[tuple[int, int]] = []
        start = signs = changes = 0
        for place, line in enumerate(self._redline.lines):
            size = 300 + min(sum(len(old) + len(new) for _mark, old, new in line.pieces), 2 * CHANGED_SIGNS)
            count = self._redline.changes[place]
            size = size if self._open[place] else 0
            if place > start and size and (signs + size > SIGNS_A_PART or changes + count > CHANGES_A_PART):
                parts.append((start, place))
                start, signs, changes = place, 0, 0
            signs, changes = signs + size, changes + count
        return [*parts, (start, len(self._redline.lines))]

    def _block(self, place: int) -> Block:
        line = self._redline.lines[place]
        number = self._before[place]
        total = self._redline.summary.changes
        whole = 0
        recast = 0
        if line.fate in (Fate.NEW, Fate.GONE, Fate.MOVED) and self._redline.changes[place]:
            number += 1
            whole = number
        if line.is_recast and line.fate is not Fate.MOVED_AWAY:
            number += 1
            recast = number
        twin = self._redline.lines[line.twin] if line.twin >= 0 else None
        return Block(
            id=_id(line),
            fate=line.fate.value,
            role=line.paragraph.role.value,
            label=line.paragraph.label,
            old_label=line.old.label if line.old is not None and line.is_relabelled else "",
            pieces=tuple(self._pieces(line, -1 if line.fate in (Fate.NEW, Fate.GONE) else number)),
            is_changed=self._redline.changes[place] > 0,
            place=self._redline.places[place],
            twin=self._redline.places[line.twin] if twin is not None else 0,
            twin_id=_id(twin) if twin is not None else "",
            number=whole,
            before=whole - 1 if whole else 0,
            after=whole + 1 if 0 < whole < total else 0,
            recast=recast,
        )

    def _pieces(self, line: Line, number: int) -> Iterator[Told]:
        """Pieces with the number of the change that each begins; number: of the last one before, -1 for none at all."""
        total = self._redline.summary.changes
        inside = False
        for place, (mark, old, new) in enumerate(line.pieces):
            words = old if mark is Mark.REMOVED else new
            if mark is Mark.KEPT:
                inside = False
                yield from _shortened(Mark.KEPT.value, words, KEPT_SIGNS)
                continue
            begins = not inside and number >= 0
            number += begins
            inside = True
            ends = place + 1 == len(line.pieces) or line.pieces[place + 1].mark is Mark.KEPT
            bare = words.rstrip()
            told = list(_shortened(mark.value, bare, CHANGED_SIGNS))
            for at, one in enumerate(told):
                is_last = at + 1 == len(told)
                yield Told(
                    one.mark,
                    one.words,
                    words[len(bare) :] if is_last else "",
                    number if begins and at == 0 else 0,
                    ends and is_last and number > 0,
                    number - 1 if number > 1 else 0,
                    number + 1 if 0 < number < total else 0,
                )


def _id(line: Line) -> str:
    """An anchor on the page: the paragraph's own, but where it is gone or moved away."""
    anchor = line.paragraph.anchor if line.fate is not Fate.MOVED_AWAY or line.old is None else line.old.anchor
    return f"was-{anchor}" if line.fate in (Fate.GONE, Fate.MOVED_AWAY) else anchor


def _shortened(mark: str, words: str, most: int) -> Iterator[Told]:
    """Words as they are, or their two ends with a note how many words lie between."""
    if len(words) <= 3 * most:
        yield Told(mark, words)
        return
    head, tail = words.rfind(" ", 0, most) + 1 or most, words.find(" ", len(words) - most) + 1 or len(words) - most
    yield Told(mark, words[:head])
    yield Told("cut", str(len(words[head:tail].split())))
    yield Told(mark, words[tail:])
