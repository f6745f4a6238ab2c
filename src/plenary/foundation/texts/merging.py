"""Amendments to one text, and what becomes of several of them: laid into it together, or shown to be in conflict.

An amendment is held as edits against the words of one version: which words go, and what stands in their place. A
word goes with the space before it, so there is one place between two words. From a base text, any number of
amendments make the same text in whatever order they are handed over.

Two amendments are in conflict exactly where they touch the same words:

    words        the words that one takes away and the words that the other takes away have a word in common
    inside       one puts words strictly between two words that the other takes away
    same place   both put different words at the same place, and take none away there
    paragraph    one deletes the paragraph, or what holds it, and the other changes it or adds a paragraph within

What both do alike is one edit and no conflict. Edits that stand side by side are none: each has its own words. New
paragraphs after the same paragraph all stand, in the order in which their amendments were submitted.

Nothing is lost: an edit is either in the text that is made or in a conflict, which shows every wording and the base.
Where there is a conflict, the text that is made keeps the words of the base.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain, count

from plenary.foundation.texts.text import Paragraph, Role, Text, fresh_anchors
from plenary.procedure.distance import kept_places
from plenary.procedure.refusal import Refused
from plenary.procedure.words import UNIT

#: A word, a mark or a sign of a script without spaces, with the space before it; the space at the end by itself. As
#: everywhere in the house a number with its point, and a word with its hyphen, are one word: two who change it differ.
_PIECE = re.compile(rf"\s*(?:{UNIT})|\s+")
#: So long is a number at most, as every table holds it; a longer one is not made up.
LABEL_AT_MOST = 24
#: What is numbered where it stands in a numbered text.
_NUMBERED = frozenset({Role.OPERATIVE, Role.ITEM})
#: Names under which two people type one paragraph.
MINE, THEIRS = "mine", "theirs"


class Kind(StrEnum):
    """What an amendment does to its paragraph."""

    REPLACE = "replace"
    ADD = "add"
    DELETE = "delete"
    INSERT_AFTER = "insert_after"
    DELETE_PARAGRAPH = "delete_paragraph"


#: Kinds that write the words of a paragraph anew.
OF_WORDS = frozenset({Kind.REPLACE, Kind.ADD, Kind.DELETE})


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words start to end of the base, from 0 and without the last, give way to others; none of either may be."""

    start: int
    end: int
    put: tuple[str, ...] = ()

    def collides(self, other: Edit) -> bool:
        """Whether both touch the same words, and do not do the same."""
        if self == other:
            return False
        if self.start == self.end and other.start == other.end:
            return self.start == other.start
        # One that takes nothing away is touched where it stands strictly inside what the other takes away.
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Wording:
    """How the words read by one or several amendments that say the same there."""

    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where amendments touch the same words: the base, and every wording, in the order of submission.

    start, end: which words of the base, counted as Edit does. anchor: of the paragraph; "" for words alone.
    whole: the paragraph as such is at stake, for one of them deletes it; its wording is then "".
    """

    start: int
    end: int
    base: str
    wordings: tuple[Wording, ...]
    anchor: str = ""
    whole: bool = False

    def words_of(self, name: str) -> str:
        """How it reads by this amendment. Raises KeyError where it has no part in the conflict."""
        for one in self.wordings:
            if name in one.names:
                return one.words
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class MergedWords:
    """One paragraph made of several wordings. words: with every edit that is not in conflict, else the base."""

    words: str
    conflicts: tuple[Conflict, ...]
    _base: tuple[str, ...] = ()
    _laid: tuple[Edit, ...] = ()
    _clashing: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)

    def settled(self, name: str) -> str:
        """The paragraph with the wording of one of them wherever it has a part in a conflict."""
        return _joined(self._base, [*self._laid, *self._clashing.get(name, ())])


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one amendment does to one paragraph of a base text.

    words: how the paragraph is to read; of INSERT_AFTER, the new one; of DELETE_PARAGRAPH, "".
    submitted: its place in the order of submission; of equal ones the name decides. role, label: of a new paragraph,
    which is numbered after the one it follows where no label is given (`number_after`).
    """

    name: str
    anchor: str
    kind: Kind
    words: str = ""
    submitted: int = 0
    role: Role = Role.PLAIN
    label: str = ""

    @property
    def turn(self) -> tuple[int, str]:
        """Where it stands in the order of submission."""
        return (self.submitted, self.name)


@dataclass(frozen=True, slots=True)
class Merged:
    """The text as it would read, what is in conflict, and which new anchor stands for which amendment's paragraph."""

    text: Text
    conflicts: tuple[Conflict, ...]
    new: Mapping[str, str]


def pieces(words: str) -> tuple[str, ...]:
    """The words and marks of a paragraph, each with the space before it; joined they are what `words` was.

    The first has a space before it too, so that it is the same word wherever it comes to stand.
    """
    return tuple(_PIECE.findall(f" {words}")) if words else ()


def edits_between(base: str, amended: str) -> tuple[Edit, ...]:
    """The fewest words to take away and to put in that make the one paragraph of the other."""
    before, after = pieces(base), pieces(amended)
    edits, one, two = [], 0, 0
    for here, there in [*kept_places(before, after), (len(before), len(after))]:
        if here > one or there > two:
            edits.append(Edit(one, here, after[two:there]))
        one, two = here + 1, there + 1
    return tuple(edits)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other and are kept, taken away or put in."""

    change: str
    words: str

    @property
    def space(self) -> str:
        """The space before the first word, which no mark stands under."""
        return self.words[: len(self.words) - len(self.words.lstrip())]

    @property
    def marked(self) -> str:
        """The words without the space before them."""
        return self.words.lstrip()


KEPT, TAKEN, PUT = "kept", "taken", "put"


def runs_between(base: str, amended: str) -> tuple[Run, ...]:
    """How the one paragraph becomes the other, run by run: what goes stands before what comes in its place."""
    before, place = pieces(base), 0
    runs: list[Run] = []
    for one in edits_between(base, amended):
        runs.append(Run(KEPT, "".join(before[place : one.start])))
        runs.append(Run(TAKEN, "".join(before[one.start : one.end])))
        runs.append(Run(PUT, "".join(one.put)))
        place = one.end
    runs.append(Run(KEPT, "".join(before[place:])))
    return tuple(one for one in runs if one.words)


def kind_of(base: str, amended: str) -> Kind:
    """Whether a paragraph written anew adds words only, takes some away only, or replaces.

    Raises Refused "amendments.changes_nothing", "amendments.no_words".
    """
    if not amended.strip():
        raise Refused("amendments.no_words")
    edits = edits_between(base, amended)
    if not edits:
        raise Refused("amendments.changes_nothing")
    if all(one.start == one.end for one in edits):
        return Kind.ADD
    return Kind.REPLACE if any(one.put for one in edits) else Kind.DELETE


def merge_words(base: str, mine: str, theirs: str) -> MergedWords:
    """One paragraph that two people have typed, both from the same base.

    .words: what both changed, laid together; where both touch the same words, those of the base. .conflicts: those
    places, each with `.base`, `.words_of("mine")` and `.words_of("theirs")`. `.settled("mine")` is the paragraph
    with one of the two wordings at each of them. Without conflicts, nothing that either typed is missing.
    """
    return merge_wordings(base, {MINE: mine, THEIRS: theirs})


def merge_wordings(base: str, wordings: Mapping[str, str]) -> MergedWords:
    """One paragraph in several wordings, each made from the same base.

    wordings: by name, in the order in which they are told in a conflict.
    """
    before = pieces(base)
    edits = {name: edits_between(base, words) for name, words in wordings.items()}
    alone = sorted({edit for given in edits.values() for edit in given})
    clashing: set[Edit] = set()
    for place, one in enumerate(alone):
        for other in alone[place + 1 :]:
            if other.start > one.end:
                break
            if one.collides(other):
                clashing |= {one, other}
    conflicts = tuple(
        Conflict(start, end, _joined(before[start:end], ()), tuple(_wordings(before, edits, start, end)))
        for start, end in _stretches(clashing)
    )
    kept = tuple(one for one in alone if one not in clashing)
    torn = {name: tuple(one for one in given if one in clashing) for name, given in edits.items()}
    return MergedWords(_joined(before, kept), conflicts, before, kept, torn)


def number_after(label: str, taken: Container[str]) -> str:
    """The number of a new paragraph behind one that is numbered: "3 bis" after "3", "(a ter)" after "(a bis)".

    No other paragraph gets another number by it, so what was cited stays where it was. taken: labels that stand beside
    it. What bears no number but a sign, as an item behind a dash, is followed by the same sign.
    """
    found = _NUMBER.fullmatch(label)
    if found is None:
        return label
    before, number, after = found["before"], found["number"], found["after"]
    names = chain(_REPEATED, (f"({place})" for place in count(len(_REPEATED) + 2)))
    made = next(made for name in names if (made := f"{before}{number} {name}{after}") not in taken)
    return made if len(made) <= LABEL_AT_MOST else ""


#: How a number is repeated for what comes between it and the next one.
_REPEATED = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
#: A number as printed, without a repetition, between its marks.
_NUMBER = re.compile(
    rf"(?P<before>\W*)(?P<number>\w(?:.*?\w)??)(?: (?:{'|'.join(_REPEATED)}|\(\d+\)))?(?P<after>\W*)", re.DOTALL
)


def merge(
    base: Text, amendments: Iterable[Amendment], *, taken: Iterable[str] = (), labels: Iterable[str] = ()
) -> Merged:
    """The text with all these amendments, in whatever order they are handed over.

    taken: anchors that any version of the text has had, so that a new paragraph never gets one of them; labels: numbers
    that none gets, given in another language. A paragraph
    that is deleted goes with all that it holds; a new one stands after all that the one before it holds. Of a heading
    only itself goes or is followed: what it heads stands by itself.

    Raises Refused "amendments.anchor_unknown", "amendments.twice".
    """
    ordered = sorted(amendments, key=lambda one: one.turn)
    names = [one.name for one in ordered]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Refused("amendments.twice", names=list(twice))
    for one in ordered:
        if one.anchor not in base:
            raise Refused("amendments.anchor_unknown", name=one.name, anchor=one.anchor)
    gone, conflicts = _deletions(base, ordered)
    in_conflict = {name for one in conflicts for wording in one.wordings for name in wording.names}
    standing = [one for one in ordered if one.name not in in_conflict]
    words: dict[str, str] = {}
    for anchor in dict.fromkeys(one.anchor for one in standing if one.kind in OF_WORDS):
        wordings = {one.name: one.words for one in standing if one.anchor == anchor and one.kind in OF_WORDS}
        merged = merge_wordings(base.at(anchor).words, wordings)
        words[anchor] = merged.words
        conflicts += [replace(one, anchor=anchor) for one in merged.conflicts]
    paragraphs, new = _laid(base, standing, gone, words, taken, labels)
    conflicts.sort(key=lambda one: (base.place_of(one.anchor), one.start, one.end))
    return Merged(Text(base.language, paragraphs), tuple(conflicts), new)


def collisions(base: Text, amendments: Iterable[Amendment]) -> dict[str, frozenset[str]]:
    """By name, the amendments of which no more is to be said once this one stands.

    Those with which it is in conflict, and those that do the same; a new paragraph that another repeats among them.
    """
    ordered = sorted(amendments, key=lambda one: one.turn)
    edits = {one.name: edits_between(base.at(one.anchor).words, one.words) for one in ordered if one.kind in OF_WORDS}
    found: dict[str, set[str]] = {one.name: set() for one in ordered}
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if Kind.DELETE_PARAGRAPH in {one.kind, other.kind}:
                touching = bool(_deletions(base, (one, other))[1])
            else:
                both = one.anchor == other.anchor and one.name in edits and other.name in edits
                touching = both and any(a.collides(b) for a in edits[one.name] for b in edits[other.name])
            if touching or _is_the_same(one, other):
                found[one.name].add(other.name)
                found[other.name].add(one.name)
    return {name: frozenset(others) for name, others in found.items()}


def common_order(texts: Sequence[Text]) -> tuple[str, ...]:
    """The anchors of one text in several languages, in one order.

    That of the first text; what another has besides comes after what it follows there, and after what holds it.
    """
    order = [one.anchor for one in texts[0]]
    places = {anchor: place for place, anchor in enumerate(order)}
    for text in texts[1:]:
        place = 0
        for one in text:
            if one.anchor not in places:
                order.insert(max(place, places.get(one.parent, -1) + 1), one.anchor)
                places = {anchor: at for at, anchor in enumerate(order)}
            place = places[one.anchor] + 1
    return tuple(order)


def _is_the_same(one: Amendment, other: Amendment) -> bool:
    both = [(it.anchor, it.words, it.kind is Kind.INSERT_AFTER) for it in (one, other)]
    return both[0] == both[1]


def _deletions(base: Text, ordered: Sequence[Amendment]) -> tuple[set[str], list[Conflict]]:
    """Anchors that go, and the conflicts of deletions with what others do to what is deleted."""
    branches = {
        anchor: {one.anchor for one in _held(base, anchor)}
        for anchor in {one.anchor for one in ordered if one.kind is Kind.DELETE_PARAGRAPH}
    }
    deleting = {
        anchor: [one for one in ordered if one.kind is Kind.DELETE_PARAGRAPH and one.anchor == anchor]
        for anchor in sorted(branches, key=base.place_of)
    }
    gone: set[str] = set()
    conflicts: list[Conflict] = []
    # A deletion of what holds another deletion is met with it: they are told in one conflict, at the outer place.
    touched = {anchor: _touching(base, ordered, anchor, branches[anchor]) for anchor in deleting}
    for anchor, those in deleting.items():
        if not touched[anchor]:
            if not any(anchor in branches[other] and other != anchor for other in deleting):
                gone |= branches[anchor]
            continue
        wordings = [Wording(tuple(one.name for one in those), "")]
        wordings += [Wording((one.name,), one.words) for one in touched[anchor]]
        conflicts.append(
            Conflict(0, len(pieces(base.at(anchor).words)), base.at(anchor).words, tuple(wordings), anchor, whole=True)
        )
    return gone, conflicts


def _held(base: Text, anchor: str) -> tuple[Paragraph, ...]:
    """A paragraph with what it holds; a heading alone."""
    paragraph = base.at(anchor)
    return (paragraph,) if paragraph.role is Role.HEADING else base.branch(anchor)


def _holder(base: Text, anchor: str) -> str:
    """What holds a new paragraph after this one: what holds this one, and never a heading."""
    parent = base.at(anchor).parent
    while parent and base.at(parent).role is Role.HEADING:
        parent = base.at(parent).parent
    return parent


def _touching(base: Text, ordered: Sequence[Amendment], anchor: str, branch: set[str]) -> list[Amendment]:
    """What others do within a paragraph that one deletes: to its words, to what it holds, or by adding to that."""
    found = []
    for one in ordered:
        if one.anchor not in branch:
            continue
        if one.kind is Kind.INSERT_AFTER:
            if _holder(base, one.anchor) in branch:
                found.append(one)
        elif one.kind is not Kind.DELETE_PARAGRAPH or one.anchor != anchor:
            found.append(one)
    return found


def _laid(
    base: Text,
    standing: Sequence[Amendment],
    gone: set[str],
    words: Mapping[str, str],
    taken: Iterable[str],
    labels: Iterable[str],
) -> tuple[tuple[Paragraph, ...], dict[str, str]]:
    """The paragraphs of the text that is made, and the anchor of each new one by the amendment that brought it."""
    following: dict[str, list[Amendment]] = {}
    for one in standing:
        if one.kind is Kind.INSERT_AFTER:
            # All that the paragraph holds stands before what follows it.
            last = _held(base, one.anchor)[-1].anchor
            following.setdefault(last, []).append(one)
    anchors = fresh_anchors([*taken, *(one.anchor for one in base)])
    beside: dict[str, set[str]] = {}
    for paragraph in base:
        beside.setdefault(paragraph.parent, set(labels)).add(paragraph.label)
    paragraphs: list[Paragraph] = []
    new: dict[str, str] = {}
    for paragraph in base:
        if paragraph.anchor not in gone:
            parent = paragraph.parent
            while parent in gone:  # a lesser heading, of which the greater one goes
                parent = base.at(parent).parent
            made = words.get(paragraph.anchor, paragraph.words)
            paragraphs.append(replace(paragraph, words=made, parent=parent))
        alike: dict[tuple[str, str, Role, str], str] = {}
        # After an inner paragraph before after the one that holds it, each in the order of submission.
        here = sorted(following.get(paragraph.anchor, ()), key=lambda one: -base.place_of(one.anchor))
        for one in here:
            same = (one.anchor, one.words, one.role, one.label)
            if same not in alike:
                alike[same] = next(anchors)
                parent, before = _holder(base, one.anchor), base.at(one.anchor)
                label = one.label
                if not label and one.role is before.role and one.role in _NUMBERED:
                    label = number_after(before.label, beside[before.parent])
                    beside[before.parent].add(label)
                paragraphs.append(Paragraph(alike[same], one.words, one.role, label, parent))
            new[one.name] = alike[same]
    return tuple(paragraphs), new


def _wordings(before: Sequence[str], edits: Mapping[str, Sequence[Edit]], start: int, end: int) -> Iterator[Wording]:
    """Every wording of a stretch in conflict, with the names of those who say it so."""
    told: dict[str, list[str]] = {}
    for name, given in edits.items():
        here = [one for one in given if _within(one, start, end)]
        if here:
            shifted = [Edit(one.start - start, one.end - start, one.put) for one in here]
            told.setdefault(_joined(before[start:end], shifted), []).append(name)
    for words, names in told.items():
        yield Wording(tuple(names), words)


def _within(edit: Edit, start: int, end: int) -> bool:
    """Whether an edit has a part in a stretch: at its very ends only where the stretch has no words of its own."""
    if start == end or edit.start < edit.end:
        return start <= edit.start and edit.end <= end and (start < end or edit.start == edit.end)
    return start < edit.start < end


def _stretches(clashing: Iterable[Edit]) -> Iterator[tuple[int, int]]:
    """The stretches of base words that edits in conflict touch, each as far as they hang together."""
    stretches: list[tuple[int, int]] = []
    for one in sorted(clashing):
        if stretches:
            start, end = stretches[-1]
            if one.start < end or (one.start, one.end) == (start, end):
                stretches[-1] = (start, max(end, one.end))
                continue
        stretches.append((one.start, one.end))
    yield from stretches


def _joined(before: Sequence[str], edits: Iterable[Edit]) -> str:
    """The words with the edits laid in, none of which touch the same words."""
    made: list[str] = []
    place = 0
    for one in sorted(edits):
        made += [*before[place : one.start], *one.put]
        place = one.end
    made += before[place:]
    return "".join(made).removeprefix(" ")
