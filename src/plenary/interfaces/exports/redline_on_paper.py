"""A redline as it is printed: what came in is bold and underlined, what was struck has a line through it.

The marks are drawn and never coloured, so they survive a copier.
"""

from __future__ import annotations

from dataclasses import replace

from plenary.foundation.texts.marking import Mark
from plenary.foundation.texts.redline import Fate, Redline, compare
from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.interfaces.exports.text_on_paper import ADDED, KEPT, STRUCK, Print, Run

#: What stands only in what holds it; alone it is printed as a plain paragraph.
_HELD = frozenset({Role.ROW, Role.CELL, Role.HEAD_CELL, Role.FOOTNOTE, Role.HEADING, Role.TITLE})


def redlined(one: Print, older: Text) -> Print:
    """The print with what changed in it since an older version of the same language."""
    redline = compare(older, one.text)
    text, runs = _laid(redline, one.text)
    return replace(one, text=text, runs=runs)


def _laid(redline: Redline, new: Text) -> tuple[Text, dict[str, list[Run]]]:
    """Both versions as one text: what is gone stands where it stood, under an anchor of its own."""
    laid: list[Paragraph] = []
    runs: dict[str, list[Run]] = {}
    for place, line in enumerate(redline.lines):
        if line.fate in {Fate.GONE, Fate.MOVED_AWAY}:
            was = line.paragraph
            if not was.printed.strip():
                continue
            anchor = f"gone-{place}"
            laid.append(Paragraph(anchor, was.words, Role.PLAIN if was.role in _HELD else was.role, was.label))
            runs[anchor] = [(was.words, STRUCK)]
            continue
        stands = line.paragraph
        laid.append(stands)
        if line.fate is Fate.NEW:
            runs[stands.anchor] = [(stands.words, ADDED)]
        elif line.fate in {Fate.MOVED, Fate.EDITED}:
            runs[stands.anchor] = _runs_of(line.pieces, moved=line.fate is Fate.MOVED)
    return Text(new.language, _in_order(laid, new)), runs


def _runs_of(pieces: tuple[tuple[Mark, str, str], ...], *, moved: bool = False) -> list[Run]:
    """Words of a paragraph by what became of them; what moved stands as having come in."""
    found: list[Run] = []
    for mark, old, new in pieces:
        if mark is Mark.KEPT:
            found.append((new, ADDED if moved else KEPT))
        else:
            found += [(old, STRUCK)] * bool(old) + [(new, ADDED)] * bool(new)
    return found


def _in_order(laid: list[Paragraph], new: Text) -> tuple[Paragraph, ...]:
    """What holds stands before what it holds; a paragraph that is gone never stands between a table and its rows."""
    inside = {Role.ROW, Role.CELL, Role.HEAD_CELL}
    ordered: list[Paragraph] = []
    waiting: list[Paragraph] = []
    for one in laid:
        if one.anchor in new and one.role in inside:
            ordered.append(one)
        elif one.anchor in new:
            ordered += [*waiting, one]
            waiting = []
        else:
            waiting.append(one)
    return (*ordered, *waiting)
