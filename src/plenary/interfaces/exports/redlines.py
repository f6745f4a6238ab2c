"""A redline as lines for a terminal and as data for a program. Needs no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plenary.foundation.texts.marking import Mark, Piece
from plenary.foundation.texts.redline import Fate, Line, Redline
from plenary.foundation.texts.text import Paragraph, called


def summary_line(redline: Redline) -> str:
    """How much changed, in one line: "17 changes in 6 paragraphs; 2 brackets lifted"."""
    found = redline.summary
    if redline.is_empty:
        return "Nothing changed."
    told = [f"{_counted(found.changes, 'change')} in {_counted(found.paragraphs, 'paragraph')}"]
    parts = ((found.new, "new"), (found.gone, "gone"), (found.moved, "moved"))
    told += [f"{count} {what}" for count, what in parts if count]
    told += [f"{_counted(found.brackets_lifted, 'bracket')} lifted"] if found.brackets_lifted else []
    told += [f"{_counted(found.brackets_opened, 'bracket')} opened"] if found.brackets_opened else []
    return "; ".join(told)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def headed(redline: Redline, *, whole: bool) -> Iterator[tuple[int, str, Line]]:
    """The paragraphs that are told: place in the redline from 1, number and what became of it, the line itself."""
    unchanged, edited, new, gone = Fate.UNCHANGED, Fate.EDITED, Fate.NEW, Fate.GONE
    moved, moved_away = Fate.MOVED, Fate.MOVED_AWAY
    at_old = at_new = 0
    for place, (line, changes) in enumerate(zip(redline.lines, redline.changes, strict=True), 1):
        fate = line.fate
        if fate is unchanged or fate is edited:
            at_old += 1
            at_new += 1
            if whole or changes:
                yield place, _named(line.paragraph, at_new), line
        elif fate is moved:
            at_new += 1
            yield place, f"{_named(line.paragraph, at_new)} moved from {_twin(redline, line)}", line
        elif fate is new:
            at_new += 1
            yield place, f"{_named(line.paragraph, at_new)} new", line
        elif fate is gone:
            at_old += 1
            yield place, f"{_named(line.paragraph, at_old)} of the older version, gone", line
        elif fate is moved_away:
            at_old += 1
            if whole:
                yield place, f"{_named(line.old or line.paragraph, at_old)} moved to {_twin(redline, line)}", line


def _named(one: Paragraph, place: int) -> str:
    """A paragraph at the head of its words: by its number as printed, else by its place, from 1."""
    label = one.label.strip()
    return f"para. {label}" if label else called("", place)


def _twin(redline: Redline, line: Line) -> str:
    """Of one that moved, where it was or is."""
    other = redline.lines[line.twin]
    return _named((other.old if line.fate is Fate.MOVED else other.new) or other.paragraph, redline.places[line.twin])


def marked(pieces: Sequence[Piece], marks: tuple[str, str, str, str]) -> str:
    """Words with marks round what was removed and what was added; the white space behind stays outside of them."""
    told: list[str] = []
    removed, no_more, added, until_here = marks
    kept = Mark.KEPT
    for mark, old, new in pieces:
        if mark is kept:
            told.append(new)
        elif not new:
            bare = old.rstrip()
            told += removed, bare, no_more, old[len(bare) :]
        else:
            bare = new.rstrip()
            told += added, bare, until_here, new[len(bare) :]
    return "".join(told)


def as_json(redline: Redline) -> dict[str, object]:
    """A redline as data: all of it, so that either version can be put together again."""
    found = redline.summary
    return {
        "language": redline.language,
        "summary": {name: getattr(found, name) for name in found.__slots__},
        "paragraphs": [_line_as_json(line) for line in redline.lines],
    }


def _line_as_json(line: Line) -> dict[str, object]:
    told: dict[str, object] = {"fate": line.fate.value}
    for name, one in (("old", line.old), ("new", line.new)):
        if one is not None:
            told[name] = {"anchor": one.anchor, "label": one.label, "role": one.role.value, "parent": one.parent}
    if line.twin >= 0:
        told["twin"] = line.twin
    told["pieces"] = [_piece_as_json(*piece) for piece in line.pieces]
    return told


def _piece_as_json(mark: Mark, old: str, new: str) -> dict[str, str]:
    """was: the older version's words where only their white space is another."""
    told = {"mark": mark.value, "words": old if mark is Mark.REMOVED else new}
    return told | {"was": old} if mark is Mark.KEPT and old != new else told
