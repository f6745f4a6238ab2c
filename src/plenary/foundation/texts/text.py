"""A text in one language: a tree of paragraphs, told in the order in which it is read.

A paragraph holds words and no styles. Its anchor survives versions and languages, so that ¶ 4 can be cited for ever.
What holds others says so by their `parent`:

    list        items under the paragraph that opens them, items under items; what follows an item closes its list
    table       a TABLE (its words are the caption), under it ROWs, under each ROW its CELLs or HEAD_CELLs
    footnote    a FOOTNOTE under the paragraph it belongs to; its place there is the mark `[^label]` in the words
    annex       an ANNEX (its words are the heading), under it what it holds
    heading     stands before what it heads, and holds lesser HEADINGs only; so its depth says how great it is

Nothing here knows a database, a clock or a page; the values pass between the offices and every interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plenary.procedure.refusal import Refused


class Role(StrEnum):
    """What a paragraph is in its text."""

    TITLE = "title"
    HEADING = "heading"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ITEM = "item"
    PLAIN = "plain"
    TABLE = "table"
    ROW = "row"
    HEAD_CELL = "head_cell"
    CELL = "cell"
    FOOTNOTE = "footnote"
    ANNEX = "annex"


#: What a role stands under, where not just any paragraph may hold it.
_HELD_BY: Mapping[Role, frozenset[Role]] = {
    Role.ROW: frozenset({Role.TABLE}),
    Role.CELL: frozenset({Role.ROW}),
    Role.HEAD_CELL: frozenset({Role.ROW}),
    Role.HEADING: frozenset({Role.HEADING, Role.ANNEX}),
}
#: What never stands by itself.
_NEVER_ALONE = frozenset({Role.ROW, Role.CELL, Role.HEAD_CELL, Role.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. label: its number as printed ("4", "(a)", "IV"). parent: anchor of what holds it, else ""."""

    anchor: str
    words: str
    role: Role = Role.PLAIN
    label: str = ""
    parent: str = ""

    @property
    def printed(self) -> str:
        """Label and words, as they stand on paper."""
        return " ".join(part for part in (self.label, self.words) if part)


def called(label: str, place: int) -> str:
    """How people name a paragraph: by its number as printed, else by its place in the text, from 1: "¶ 11".

    Without the point behind the number: sentences and headings set their own.
    """
    return label.rstrip(".") or f"¶ {place}"


@dataclass(frozen=True, slots=True)
class Text:
    """All paragraphs of a text in the order in which they are read: what holds stands before what it holds.

    Raises Refused "text.anchor_missing", "text.anchor_twice", "text.parent_unknown", "text.out_of_place".
    """

    language: str
    paragraphs: tuple[Paragraph, ...] = ()
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places: dict[str, int] = {}
        for place, one in enumerate(self.paragraphs):
            if not one.anchor:
                raise Refused("text.anchor_missing", place=place + 1)
            if one.anchor in places:
                raise Refused("text.anchor_twice", anchor=one.anchor)
            if one.parent and one.parent not in places:
                raise Refused("text.parent_unknown", anchor=one.anchor, parent=one.parent)
            held_by = self.paragraphs[places[one.parent]].role if one.parent else None
            fitting = _HELD_BY.get(one.role)
            if held_by is None:
                if one.role in _NEVER_ALONE:
                    raise Refused("text.out_of_place", anchor=one.anchor, role=one.role.value, under="")
            elif fitting is not None and held_by not in fitting:
                raise Refused("text.out_of_place", anchor=one.anchor, role=one.role.value, under=held_by.value)
            places[one.anchor] = place
        object.__setattr__(self, "_places", places)

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self.paragraphs)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def __contains__(self, anchor: object) -> bool:
        return anchor in self._places

    def at(self, anchor: str) -> Paragraph:
        """The paragraph of this anchor. Raises KeyError where the text has none."""
        return self.paragraphs[self._places[anchor]]

    def place_of(self, anchor: str) -> int:
        """At which place the paragraph stands, from 0. Raises KeyError where the text has none."""
        return self._places[anchor]

    def named(self, anchor: str) -> str:
        """How people name the paragraph, as `called` says. Raises KeyError where the text has none."""
        place = self.place_of(anchor)
        return called(self.paragraphs[place].label, place + 1)

    def under(self, anchor: str) -> tuple[Paragraph, ...]:
        """What a paragraph holds itself, in order; of "" what stands by itself."""
        return tuple(one for one in self.paragraphs if one.parent == anchor)

    def depth_of(self, anchor: str) -> int:
        """How many paragraphs hold this one, one in the other; 0 for one that stands by itself."""
        depth, parent = 0, self.at(anchor).parent
        while parent:
            depth, parent = depth + 1, self.at(parent).parent
        return depth

    def branch(self, anchor: str) -> tuple[Paragraph, ...]:
        """A paragraph with all that it holds, in the order in which they are read."""
        held, found = {anchor}, [self.at(anchor)]
        for one in self.paragraphs[self.place_of(anchor) + 1 :]:
            if one.parent in held:
                held.add(one.anchor)
                found.append(one)
        return tuple(found)

    @property
    def title(self) -> str:
        """The words of its title; "" where it has none."""
        return next((one.words for one in self.paragraphs if one.role is Role.TITLE), "")

    def plain(self) -> str:
        """As a text file shows it: label and words of each paragraph, an empty line between two."""
        return "\n\n".join(one.printed for one in self.paragraphs)


def fresh_anchors(taken: Iterable[str], series: str = "p") -> Iterator[str]:
    """Anchors that were never given in any version of a text: a letter and the next number after the highest taken.

    taken: every anchor of every version, so that a number that was cited never names another paragraph. series: the
    letter.
    """
    numbers = [int(one[1:]) for one in taken if one[:1] == series and one[1:].isascii() and one[1:].isdecimal()]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield f"{series}{number}"


def anchors_by_place(roles: Iterable[Role], taken: Iterable[str] = ()) -> Iterator[str]:
    """Anchors for the paragraphs of a text that brought none, in their order; footnotes have a series of their own.

    So a translation that has a footnote less, or one more, has every other paragraph under the anchor under which the
    original has it.
    """
    given = list(taken)
    of_body, of_notes = fresh_anchors(given), fresh_anchors(given, "n")
    for role in roles:
        yield next(of_notes if role is Role.FOOTNOTE else of_body)
