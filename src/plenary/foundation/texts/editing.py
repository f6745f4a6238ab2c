"""What an editor does to a text, as values: a text goes in, the text as it reads then comes out.

A text stays a tree of paragraphs whatever is done to it. Who writes presses Enter, Tab or an arrow; here stands what
that means for what holds what:

    after       a new paragraph follows another with all that it holds, and stands where that one stands
    split       one becomes two; what it held goes with the second, a footnote with its mark
    join        words go to the paragraph before, and so does what it held
    move        a paragraph passes its neighbour with all that it holds; a heading moves alone
    in and out  of a list: under the paragraph before it; out of what holds it, taking along what follows there
    remove      with all that it holds; a heading alone, lesser ones then stand under the greater one before
    lay in      a text from elsewhere comes behind a paragraph, with what holds what in it; an empty one it fills

Headings keep how great they are, and stand under the last greater one before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.procedure.refusal import Refused

#: Roles that a paragraph can be given by hand; tables, their parts and footnotes come by acts of their own.
BY_HAND = (Role.TITLE, Role.HEADING, Role.PREAMBULAR, Role.OPERATIVE, Role.ITEM, Role.PLAIN, Role.ANNEX)
#: What can be a line of a list, or open one.
_IN_LISTS = frozenset({Role.PREAMBULAR, Role.OPERATIVE, Role.ITEM, Role.PLAIN})
#: What stands in no list.
_ON_TOP = frozenset({Role.TITLE, Role.HEADING, Role.ANNEX})
_CELLS = frozenset({Role.CELL, Role.HEAD_CELL})
_OF_A_TABLE = _CELLS | {Role.TABLE, Role.ROW}
#: Scripts that set no space between words, so that two joined paragraphs need none.
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
#: A table that is typed by hand; greater ones come in by pasting.
MOST_ROWS, MOST_COLUMNS = 60, 12


def written(text: Text, anchor: str, words: str) -> Text:
    """The text with other words in one paragraph."""
    return _with(text, {anchor: replace(at(text, anchor), words=words)})


def at(text: Text, anchor: str) -> Paragraph:
    """The paragraph of this anchor. Raises Refused "text.no_such_paragraph"."""
    if anchor not in text:
        raise Refused("text.no_such_paragraph", anchor=anchor)
    return text.at(anchor)


def block(text: Text, anchor: str) -> tuple[Paragraph, ...]:
    """What moves with a paragraph: all that it holds; of a heading its footnotes only."""
    one = at(text, anchor)
    if one.role is Role.HEADING:
        return (one, *(held for held in text.under(anchor) if held.role is Role.FOOTNOTE))
    return text.branch(anchor)


def inserted_after(text: Text, anchor: str, new: Paragraph) -> Text:
    """A paragraph more, after another and all that it holds; anchor "" puts it first.

    It stands under what holds the other; after a heading or a title under what that stands in. After a row or a cell
    it follows the whole table, after a footnote what that belongs to.
    """
    if not anchor:
        return _settled(text.language, [new, *text], _levels(text))
    before, role = _outermost(text, at(text, anchor)), new.role
    if role in _ON_TOP:  # a heading closes every list, an annex what stands before it
        while before.parent and (role is Role.ANNEX or text.at(before.parent).role is not Role.ANNEX):
            if before.role is Role.HEADING:
                break
            before = text.at(before.parent)
    known = _levels(text)
    if before.role is Role.ANNEX and role is not Role.ANNEX:  # what follows the words of an annex stands in it
        notes = [held for held in text.under(before.anchor) if held.role is Role.FOOTNOTE]
        return _settled(text.language, _spliced(text, [before, *notes], [replace(new, parent=before.anchor)]), known)
    run = block(text, before.anchor)
    if role is Role.ANNEX:  # it takes what follows it, up to the next
        around = _container(text, before.anchor)
        run = text.branch(around) if around else run
        placed = _settled(text.language, _spliced(text, run, [replace(new, role=Role.PLAIN, parent="")]), known)
        return shaped(placed, new.anchor, Role.ANNEX, new.label)
    if role is Role.HEADING:
        known[new.anchor], parent = _level_before(text, before.anchor), _container(text, before.anchor)
    elif before.role is Role.HEADING or role is Role.TITLE:
        parent = _container(text, before.anchor)
    elif role is Role.ITEM and before.role in _IN_LISTS - {Role.ITEM}:
        parent = before.anchor
    else:
        parent = before.parent
    return _settled(text.language, _spliced(text, run, [replace(new, parent=parent)]), known)


def laid_in(text: Text, anchor: str, piece: Text, fresh: Iterator[str]) -> Text:
    """A piece of a text more, behind a paragraph; where that one is empty, the piece begins in its place.

    What holds what in the piece stays so. Its headings come under the heading in whose part they stand, its footnotes
    get the next numbers. A title is one only in place of an empty title, and an annex of the piece is a heading.
    Raises Refused "text.nothing_to_lay_in".
    """
    if not len(piece):
        raise Refused("text.nothing_to_lay_in")
    target = at(text, anchor)
    is_empty = (
        not target.words.strip() and target.role in _IN_LISTS | {Role.TITLE, Role.HEADING} and not text.under(anchor)
    )
    laid = _as_piece(text, piece, fresh, keeps_title=is_empty and target.role is Role.TITLE)
    tops = [one for one in laid if not one.parent]
    before = _outermost(text, target)
    around = before.anchor if before.role is Role.ANNEX else _container(text, before.anchor)
    all_lines = all(one.role is Role.ITEM for one in tops)
    if all_lines and before.role in _IN_LISTS - {Role.ITEM} and not is_empty:
        seat = before.anchor
    elif all(one.role in {Role.ITEM, Role.PLAIN} for one in tops) and before.role is Role.ITEM:
        seat = before.parent
    else:
        seat = around
        while before.anchor != around and _seat(text, before) != around:
            before = text.at(before.parent)
    notes = [held for held in text.under(before.anchor) if held.role is Role.FOOTNOTE]
    run = [before, *notes] if before.role is Role.ANNEX else block(text, before.anchor)
    known, base = _levels(text), _level_before(text, before.anchor)
    known |= {name: level + base - 1 for name, level in _levels(Text(text.language, laid)).items()}
    told = _spliced(text, run, [one if one.parent else replace(one, parent=seat) for one in laid])
    if is_empty:
        first = next(one for one in told if one.anchor == laid[0].anchor)
        told = _in_place_of(target, first, told)
        known[anchor] = known.get(first.anchor, known.get(anchor, 1))
    return _settled(text.language, told, known)


def _in_place_of(empty: Paragraph, first: Paragraph, told: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without an empty one, whose anchor the first of those that fill its place takes."""
    renamed = [replace(one, parent=empty.anchor) if one.parent == first.anchor else one for one in told]
    return [replace(one, anchor=empty.anchor) if one.anchor == first.anchor else one for one in renamed if one != empty]


_ANY_MARK = re.compile(r"\[\^([^\]\s]{1,24})\]")


def _as_piece(text: Text, piece: Text, fresh: Iterator[str], *, keeps_title: bool) -> tuple[Paragraph, ...]:
    """The paragraphs of a piece under anchors that are free in the text, with marks of footnotes that are free too."""
    anchors = {one.anchor: next(fresh) for one in piece}
    annexes = {one.anchor for one in piece if one.role is Role.ANNEX}
    next_note = _next_note(text)
    marks: dict[str, str] = {}
    own: dict[tuple[str, str], str] = {}
    for number, note in enumerate(one for one in piece if one.role is Role.FOOTNOTE):
        label = str(next_note + number)
        marks.setdefault(note.label, label)
        own[note.parent, note.label] = label

    def marked(one: Paragraph) -> str:
        return _ANY_MARK.sub(
            lambda found: _mark(own.get((one.anchor, found[1])) or marks.get(found[1], found[1])), one.words
        )

    laid: list[Paragraph] = []
    for one in piece:
        role, label = one.role, one.label
        if role is Role.ANNEX or (role is Role.TITLE and not (keeps_title and not laid)):
            role = Role.HEADING
        elif role is Role.FOOTNOTE:
            label = own[one.parent, one.label]
        parent = one.parent
        if parent in annexes and role is not Role.HEADING:
            parent = ""
        laid.append(Paragraph(anchors[one.anchor], marked(one), role, label, anchors.get(parent, "")))
    return tuple(laid)


def split(text: Text, anchor: str, first: str, second: str, fresh: Iterator[str]) -> Text:
    """One paragraph becomes two: the first keeps the anchor, the second holds what was held.

    Raises Refused "text.not_split" for a table, a row, a cell.
    """
    one = at(text, anchor)
    if one.role in _OF_A_TABLE:
        raise Refused("text.not_split", role=one.role.value)
    role = Role.PLAIN if one.role in {Role.TITLE, Role.HEADING, Role.ANNEX} else one.role
    parent = _container(text, anchor) if one.role is Role.HEADING else one.parent
    follows = Paragraph(next(fresh), second, role, "", parent)
    if one.role is Role.ANNEX:
        follows = replace(follows, parent=anchor)
    if one.role is Role.FOOTNOTE:
        raise Refused("text.not_split", role=one.role.value)
    told: list[Paragraph] = []
    stays = {held.anchor for held in text.under(anchor) if held.role is Role.FOOTNOTE and _mark(held.label) in first}
    for held in text:
        if held.anchor == anchor:
            told += [replace(held, words=first), *(kept for kept in text if kept.anchor in stays), follows]
        elif held.anchor in stays:
            continue
        elif (held.parent == anchor and one.role not in {Role.HEADING, Role.ANNEX}) or (
            held.parent == anchor and held.role is Role.FOOTNOTE
        ):
            told.append(replace(held, parent=follows.anchor))
        else:
            told.append(held)
    return _settled(text.language, told, _levels(text))


def joined(text: Text, anchor: str) -> Text:
    """The words of a paragraph go to the end of the one before it, and what it held with them.

    Raises Refused "text.nothing_before", "text.not_joined" where one of them is of a table, a footnote or an annex.
    """
    one = at(text, anchor)
    before = next(
        (held for held in reversed(text.paragraphs[: text.place_of(anchor)]) if held.role is not Role.FOOTNOTE), None
    )
    if before is None:
        raise Refused("text.nothing_before")
    for part in (one, before):
        if part.role in _OF_A_TABLE | {Role.FOOTNOTE, Role.ANNEX}:
            raise Refused("text.not_joined", role=part.role.value)
    space = "" if not before.words or not one.words or _unspaced(before.words[-1] + one.words[0]) else " "
    told = []
    for held in text:
        if held.anchor == before.anchor:
            told.append(replace(held, words=f"{before.words}{space}{one.words}"))
        elif held.anchor != anchor:
            told.append(replace(held, parent=before.anchor) if held.parent == anchor else held)
    return _settled(text.language, told, _levels(text))


def moved(text: Text, anchor: str, *, up: bool) -> Text:
    """A paragraph passes its neighbour, each with all that it holds.

    Raises Refused "text.nowhere_to_move" at an end of what holds it; "text.cell_stands" for a cell.
    """
    one = at(text, anchor)
    if one.role in _CELLS:
        raise Refused("text.cell_stands")
    seat = _container(text, anchor) if one.role is Role.HEADING else one.parent
    beside = [held for held in text if _seat(text, held) == seat]
    place = beside.index(one)
    if not 0 <= place + (-1 if up else 1) < len(beside):
        raise Refused("text.nowhere_to_move")
    other = beside[place + (-1 if up else 1)]
    first, second = (other, one) if up else (one, other)
    early, late = block(text, first.anchor), block(text, second.anchor)
    passed = {held.anchor for held in (*early, *late)}
    told: list[Paragraph] = []
    for held in text:
        if held.anchor == first.anchor:
            told += [*late, *early]
        elif held.anchor not in passed:
            told.append(held)
    return _settled(text.language, told, _levels(text))


def moved_in(text: Text, anchor: str) -> Text:
    """One level further in: a line of the list that the paragraph before it opens, or a lesser heading.

    Raises Refused "text.no_list_level" where none can open there.
    """
    one = at(text, anchor)
    if one.role is Role.HEADING:
        levels = _levels(text)
        return _if_moved(text, _settled(text.language, list(text), levels | {anchor: levels[anchor] + 1}))
    beside = [held for held in text if held.parent == one.parent and held.role is not Role.FOOTNOTE]
    place = beside.index(one) if one in beside else 0
    before = beside[place - 1] if place else None
    if one.role not in _IN_LISTS or before is None or before.role not in _IN_LISTS:
        raise Refused("text.no_list_level")
    if text.place_of(before.anchor) + len(text.branch(before.anchor)) != text.place_of(anchor):
        # A heading stands between them, so this is no line of that list.
        raise Refused("text.no_list_level")
    return _with(text, {anchor: replace(one, role=Role.ITEM, parent=before.anchor)})


def moved_out(text: Text, anchor: str) -> Text:
    """One level further out; what follows it there becomes its own list. A heading becomes greater.

    Raises Refused "text.no_list_level" for what stands in no list.
    """
    one = at(text, anchor)
    if one.role is Role.HEADING:
        levels = _levels(text)
        return _if_moved(text, _settled(text.language, list(text), levels | {anchor: max(1, levels[anchor] - 1)}))
    held_by = text.at(one.parent) if one.parent else None
    if one.role not in _IN_LISTS or held_by is None or held_by.role not in _IN_LISTS:
        raise Refused("text.no_list_level")
    own = {held.anchor for held in block(text, anchor)}
    whole = block(text, held_by.anchor)
    place = whole.index(one)
    before = list(whole[:place])
    after = [held for held in whole[place:] if held.anchor not in own]
    notes = {held.anchor for held in after if held.parent == held_by.anchor and held.role is Role.FOOTNOTE}
    follows = [
        replace(held, parent=anchor) if held.parent == held_by.anchor else held
        for held in after
        if held.anchor not in notes
    ]
    mine = [held for held in whole if held.anchor in own]
    mine[0] = replace(one, role=Role.ITEM if held_by.role is Role.ITEM else held_by.role, parent=held_by.parent)
    told = _replaced(text, whole, [*before, *(held for held in after if held.anchor in notes), *mine, *follows])
    return _settled(text.language, told, _levels(text))


def shaped(text: Text, anchor: str, role: Role, label: str) -> Text:
    """Another role or printed number. An annex takes what follows it, up to the next.

    Raises Refused "text.role_stands" for tables, their parts and footnotes; "text.holds_others",
    "text.stands_in_a_list" for a heading, a title or an annex made of what opens a list or is a line of one.
    """
    one = at(text, anchor)
    if role is one.role:
        return _with(text, {anchor: replace(one, label=label)})
    if one.role not in BY_HAND or role not in BY_HAND:
        raise Refused("text.role_stands", role=one.role.value)
    holds = [held for held in text.under(anchor) if held.role is not Role.FOOTNOTE]
    if role in _ON_TOP and one.role not in _ON_TOP and one.parent != _container(text, anchor):
        raise Refused("text.stands_in_a_list")
    if role in _ON_TOP and one.role not in {Role.HEADING, Role.ANNEX} and holds:
        raise Refused("text.holds_others", count=len(holds))
    levels = _levels(text)
    around = "" if role is Role.ANNEX else _container(text, anchor)
    if one.role is Role.ANNEX:
        earlier = [held.anchor for held in text.paragraphs[: text.place_of(anchor)] if held.role is Role.ANNEX]
        around = earlier[-1] if earlier else ""
    parent = one.parent if one.role in _IN_LISTS and role in _IN_LISTS else around
    if role is Role.HEADING:
        levels[anchor] = _level_before(text, anchor)
    told: list[Paragraph] = []
    taking = False
    for held in text:
        if held.anchor == anchor:
            told.append(replace(held, role=role, label=label, parent=parent))
            taking = role is Role.ANNEX
            continue
        taking = taking and held.role is not Role.ANNEX
        if one.role is Role.ANNEX and held.parent == anchor and held.role is not Role.FOOTNOTE:
            told.append(replace(held, parent=around))
        elif (
            taking
            and held.role is not Role.HEADING
            and held.parent in {"", one.parent}
            and held.role is not Role.FOOTNOTE
        ) or (taking and held.role is Role.HEADING):
            told.append(replace(held, parent=anchor))
        else:
            told.append(held)
    return _settled(text.language, told, levels)


def removed(text: Text, anchor: str) -> Text:
    """The text without a paragraph and all that it holds; without a footnote also its mark is gone.

    Raises Refused "text.cell_stands" for a cell.
    """
    one = at(text, anchor)
    if one.role in _CELLS:
        raise Refused("text.cell_stands")
    gone = {held.anchor for held in block(text, anchor)}
    told = [
        replace(held, parent=one.parent) if held.parent == anchor else held for held in text if held.anchor not in gone
    ]
    if one.role is Role.FOOTNOTE:
        told = [
            replace(held, words=held.words.replace(_mark(one.label), "", 1)) if held.anchor == one.parent else held
            for held in told
        ]
    return _settled(text.language, told, _levels(text))


def with_table(text: Text, anchor: str, *, rows: int, columns: int, caption: str, fresh: Iterator[str]) -> Text:
    """A table more, after a paragraph: a row of heads and empty cells under it.

    Raises Refused "text.table_size".
    """
    if not (2 <= rows <= MOST_ROWS and 1 <= columns <= MOST_COLUMNS):
        raise Refused("text.table_size", rows=MOST_ROWS, columns=MOST_COLUMNS)
    table = Paragraph(next(fresh), caption, Role.TABLE)
    told = inserted_after(text, anchor, table)
    inside: list[Paragraph] = []
    for number in range(rows):
        row = Paragraph(next(fresh), "", Role.ROW, "", table.anchor)
        role = Role.CELL if number else Role.HEAD_CELL
        inside += [row, *(Paragraph(next(fresh), "", role, "", row.anchor) for _column in range(columns))]
    return _settled(told.language, _spliced(told, [told.at(table.anchor)], inside), _levels(told))


def with_row(text: Text, anchor: str, fresh: Iterator[str]) -> Text:
    """A row more, after the one of this row or cell, with as many cells. Raises Refused "text.not_in_a_table"."""
    row = _row_of(text, anchor)
    cells = text.under(row.anchor)
    new = Paragraph(next(fresh), "", Role.ROW, "", row.parent)
    inside = [new, *(Paragraph(next(fresh), "", Role.CELL, "", new.anchor) for _cell in cells)]
    return _settled(text.language, _spliced(text, text.branch(row.anchor), inside), _levels(text))


def with_column(text: Text, anchor: str, fresh: Iterator[str]) -> Text:
    """A column more, after the one of this cell. Raises Refused "text.not_in_a_table"."""
    row = _row_of(text, anchor)
    place = _column_of(text, row, anchor)
    told = text
    for other in text.under(row.parent):
        cells = text.under(other.anchor)
        new = Paragraph(
            next(fresh), "", cells[min(place, len(cells) - 1)].role if cells else Role.CELL, "", other.anchor
        )
        behind = text.branch(cells[min(place, len(cells) - 1)].anchor) if cells else [other]
        told = _settled(told.language, _spliced(told, behind, [new]), _levels(told))
    return told


def without_column(text: Text, anchor: str) -> Text:
    """The column of this cell is gone. Raises Refused "text.not_in_a_table", "text.last_column"."""
    row = _row_of(text, anchor)
    place = _column_of(text, row, anchor)
    gone: set[str] = set()
    for other in text.under(row.parent):
        cells = text.under(other.anchor)
        if len(cells) < 2:
            raise Refused("text.last_column")
        if place < len(cells):
            gone |= {held.anchor for held in text.branch(cells[place].anchor)}
    return _settled(text.language, [held for held in text if held.anchor not in gone], _levels(text))


def with_footnote(text: Text, anchor: str, *, place: int, words: str, fresh: Iterator[str]) -> Text:
    """A footnote to a paragraph, its mark at a place in the words; it gets the next number of the text.

    place: letters before the mark; anything beyond the end is the end. Raises Refused "text.no_footnote_there" for what
    is itself a footnote, a table or a row.
    """
    one = at(text, anchor)
    if one.role in {Role.FOOTNOTE, Role.TABLE, Role.ROW}:
        raise Refused("text.no_footnote_there")
    label = str(_next_note(text))
    place = max(0, min(place, len(one.words)))
    marked = replace(one, words=one.words[:place] + _mark(label) + one.words[place:])
    note = Paragraph(next(fresh), words, Role.FOOTNOTE, label, anchor)
    told = _with(text, {anchor: marked})
    behind = [told.at(anchor)] if one.role is Role.ANNEX else block(told, anchor)
    return _settled(told.language, _spliced(told, behind, [note]), _levels(told))


def levels(text: Text) -> Mapping[str, int]:
    """How great each heading is: 1 for what stands under none."""
    return _levels(text)


# What stays true of every text


def _settled(language: str, told: Sequence[Paragraph], levels: Mapping[str, int]) -> Text:
    """The paragraphs as a text: each heading under the last greater one before it, in the annex in which it stands."""
    by_anchor = {one.anchor: one for one in told}
    above: dict[str, list[tuple[int, str]]] = {}
    settled: list[Paragraph] = []
    for one in told:
        if one.role is not Role.HEADING:
            settled.append(one)
            continue
        around = one.parent
        while around in by_anchor and by_anchor[around].role is Role.HEADING:
            around = by_anchor[around].parent
        greater = above.setdefault(around, [])
        level = levels.get(one.anchor, 1)
        while greater and greater[-1][0] >= level:
            greater.pop()
        settled.append(replace(one, parent=greater[-1][1] if greater else around))
        greater.append((level, one.anchor))
    return Text(language, _together(settled))


def _together(told: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Each paragraph before all that it holds, with nothing of others between. What a heading heads stays in place."""
    by_anchor = {one.anchor: one for one in told}
    held: dict[str, list[Paragraph]] = {}
    for one in told:
        seat = one.parent
        while seat in by_anchor and by_anchor[seat].role is Role.HEADING:
            seat = by_anchor[seat].parent
        held.setdefault(seat, []).append(one)
    laid: list[Paragraph] = []
    waiting = list(reversed(held.get("", [])))
    while waiting:
        one = waiting.pop()
        laid.append(one)
        if one.role is not Role.HEADING:
            waiting += reversed(held.get(one.anchor, []))
    return tuple(laid)


def _levels(text: Text) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in text:
        if one.role is Role.HEADING:
            found[one.anchor] = found.get(one.parent, 0) + 1
    return found


def _level_before(text: Text, anchor: str) -> int:
    """As great as the last heading up to there; 1 where there is none in the same annex."""
    around, found = _container(text, anchor), 1
    known = _levels(text)
    for one in text:
        if one.role is Role.HEADING and _container(text, one.anchor) == around:
            found = known[one.anchor]
        if one.anchor == anchor:
            break
    return found


def _container(text: Text, anchor: str) -> str:
    """The annex in which a paragraph stands, else ""."""
    parent = text.at(anchor).parent
    while parent and text.at(parent).role is not Role.ANNEX:
        parent = text.at(parent).parent
    return parent


def _seat(text: Text, one: Paragraph) -> str:
    return _container(text, one.anchor) if one.role is Role.HEADING else one.parent


def _outermost(text: Text, one: Paragraph) -> Paragraph:
    """The paragraph behind which something new stands: of a part of a table the table, of a footnote its own."""
    while one.role in _CELLS | {Role.ROW, Role.FOOTNOTE}:
        one = text.at(one.parent)
    return one


def _row_of(text: Text, anchor: str) -> Paragraph:
    one = at(text, anchor)
    while one.role not in {Role.ROW, Role.TABLE} and one.parent:
        one = text.at(one.parent)
    if one.role is Role.TABLE and text.under(one.anchor):
        one = text.under(one.anchor)[-1]
    if one.role is not Role.ROW:
        raise Refused("text.not_in_a_table")
    return one


def _column_of(text: Text, row: Paragraph, anchor: str) -> int:
    """At which place of its row the cell stands; the last where the row or the table itself is named."""
    inside = [cell.anchor for cell in text.under(row.anchor)]
    while anchor and anchor not in inside:
        anchor = text.at(anchor).parent
    return inside.index(anchor) if anchor else len(inside) - 1


def _next_note(text: Text) -> int:
    """The number of the next footnote."""
    labels = [held.label for held in text if held.role is Role.FOOTNOTE]
    return max((int(one) for one in labels if one.isascii() and one.isdecimal()), default=0) + 1


def _mark(label: str) -> str:
    return f"[^{label}]"


def _unspaced(pair: str) -> bool:
    return all(_NO_SPACES.match(sign) for sign in pair)


def _with(text: Text, changed: Mapping[str, Paragraph]) -> Text:
    return Text(text.language, tuple(changed.get(one.anchor, one) for one in text))


def _spliced(text: Text, behind: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Paragraph]:
    """All paragraphs with new ones behind a run of them."""
    place = max(text.place_of(one.anchor) for one in behind) + 1
    return [*text.paragraphs[:place], *new, *text.paragraphs[place:]]


def _replaced(text: Text, run: Sequence[Paragraph], by: Sequence[Paragraph]) -> list[Paragraph]:
    gone = {one.anchor for one in run}
    place = text.place_of(run[0].anchor)
    before = [one for one in text.paragraphs[:place] if one.anchor not in gone]
    return [*before, *by, *(one for one in text.paragraphs[place:] if one.anchor not in gone)]


def _if_moved(before: Text, after: Text) -> Text:
    if before == after:
        raise Refused("text.no_list_level")
    return after
