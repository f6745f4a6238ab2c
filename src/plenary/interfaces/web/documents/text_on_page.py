"""A text as the reader prints it: headings as a tree, lists, tables and footnotes as what they are, brackets marked.

One pass over the paragraphs makes one block each; the template sets number, words and margin of a block on one line of
the grid. Whatever somebody typed is escaped here, and only here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plenary.foundation.languages.words import Words
from plenary.foundation.texts.brackets import brackets_in, letter
from plenary.foundation.texts.text import called
from plenary.interfaces.fact_words import listed
from plenary.offices.documents.models import Bracket, Paragraph

_NOTE = re.compile(r"\[\^([^\[\]\s]{1,24})\]")
#: A text with more blocks than this is laid out where it is looked at, so many at a time.
LONG, AT_A_TIME = 200, 40
_CELLS = frozenset({"cell", "head_cell"})


@dataclass(frozen=True, slots=True)
class Holding:
    """One bracket in the margin. alternatives: letter and words, where the words of the text bear no marks for it."""

    id: str
    alternatives: tuple[tuple[str, str], ...]
    holders: str
    since: object
    in_words: bool


@dataclass(slots=True)
class Block:
    """One paragraph with its words ready to print. before, after: lists that begin or end there.

    level: of a heading, as the tree of the page has it. depth: how far in it stands.
    """

    paragraph: Paragraph
    kind: str
    html: SafeString
    number: str
    named: str
    level: int = 0
    depth: int = 0
    before: SafeString = field(default_factory=lambda: SafeString(""))
    after: SafeString = field(default_factory=lambda: SafeString(""))
    held: tuple[Holding, ...] = ()

    @property
    def anchor(self) -> str:
        """Where it is linked to."""
        return self.paragraph.anchor


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents. level: 1 for the greatest of the text."""

    anchor: str
    words: str
    level: int


@dataclass(frozen=True, slots=True)
class Jump:
    """A place of brackets in the list of all that are left."""

    id: str
    named: str
    words: str
    is_held: bool


@dataclass(slots=True)
class TextOnPage:
    """A whole text. brackets: those left, in their order. notes: footnotes with number, words and where they belong."""

    blocks: list[Block]
    contents: list[Heading]
    notes: list[tuple[str, str, SafeString]]
    brackets: list[Jump]
    is_long: bool


def on_page(
    paragraphs: Sequence[Paragraph], *, brackets: Iterable[Bracket] = (), holders: bool = False, language: str = ""
) -> TextOnPage:
    """Lay a text out. brackets: those open in this version, and those that belong to the text.

    holders: whether this reader sees who holds them.
    """
    held = _by_anchor(brackets)
    notes = {(one.parent_anchor, one.label): one for one in paragraphs if one.role == "footnote"}
    below: dict[str, list[Paragraph]] = {}
    for one in paragraphs:
        below.setdefault(one.parent_anchor, []).append(one)
    known = {one.anchor: one for one in paragraphs}
    has_title = any(one.role == "title" for one in paragraphs)
    laid = TextOnPage([], [], [], [], len(paragraphs) > LONG)
    depths, levels = _depths(paragraphs, known)
    opened: list[str] = []
    for place, one in enumerate(paragraphs):
        if one.role in {"row", "footnote", *_CELLS} and one.parent_anchor in known:
            continue
        words, jumps = marked(one, held.get(one.anchor, ()), notes, language)
        laid.brackets += jumps
        block = Block(one, _kind(one), words, one.label, called(one.label, place + 1), depth=depths[one.anchor])
        if one.role == "item":
            block.before = _into_list(opened, one, known)
        elif opened:
            _end_lists(laid, opened, down_to=0)
        if block.kind == "heading":
            block.level = min(6, levels[one.anchor] + (1 if not has_title else 2))
            laid.contents.append(Heading(one.anchor, one.text, levels[one.anchor]))
        if one.role == "table":
            block.html = _table(one, below, held, notes, laid)
        block.held = _held_at(held.get(one.anchor, ()), holders, language)
        laid.blocks.append(block)
    _end_lists(laid, opened, down_to=0)
    if laid.is_long:
        _in_parts(laid)
    laid.notes = _notes(paragraphs, held, notes, laid)
    return laid


def marked(
    one: Paragraph, held: Sequence[Bracket], notes: Mapping[tuple[str, str], Paragraph], language: str = ""
) -> tuple[SafeString, list[Jump]]:
    """The words of a paragraph with brackets on their ground and footnotes by number, and a line for each bracket."""
    found = brackets_in(one.text) if "[" in one.text or "]" in one.text or "\uff3b" in one.text else None
    kept = {bracket.place for bracket in held if bracket.status == Bracket.Status.EDITORIAL}
    opens: dict[int, str] = {}
    closes: dict[int, str] = {}
    jumps: list[Jump] = []
    places = [place for place in (found.places if found else ()) if place.number not in kept]
    open_now = [bracket for bracket in held if bracket.status != Bracket.Status.EDITORIAL]
    known = {bracket.place for bracket in open_now}
    # A bracket without a place stands for one place of the words that no other stands for; what is left has none.
    loose = [bracket for bracket in open_now if not bracket.place]
    unheld = [place.number for place in places if place.number not in known]
    for place in places:
        name = f"b-{one.anchor}-{place.number}"
        is_held = place.number in known or place.number in unheld[: len(loose)]
        jumps.append(Jump(name, one.label, one.text[place.start : place.end], is_held))
        for number, (start, end) in enumerate(place.spans):
            ident = format_html(' id="{}"', name) if not number else ""
            opens[start] = opens.get(start, "") + format_html('<span class="bracket"{}>', ident)
            closes[end] = format_html('<sup data-letter="{}"></sup></span>', letter(number)) + closes.get(end, "")
    jumps += [
        Jump(f"h-{bracket.key}", one.label, _first_words(bracket), is_held=True) for bracket in loose[len(unheld) :]
    ]
    for bracket in loose[len(unheld) :]:
        _mark_what_is_meant(one.text, bracket, language, opens, closes)
    for at in found.unbalanced if found else ():
        jumps.append(Jump(one.anchor, one.label, one.text[at : at + 40], is_held=False))
    at, parts = 0, []
    cuts = sorted({*opens, *closes, *(note.start() for note in _NOTE.finditer(one.text))})
    for cut in cuts:
        parts.append(_plain(one.text[at:cut]))
        at = cut
        parts.append(SafeString(closes.get(cut, "")))
        parts.append(SafeString(opens.get(cut, "")))
        note = _NOTE.match(one.text, cut)
        if note is not None and (foot := notes.get((one.anchor, note[1]))) is not None:
            parts.append(
                format_html(
                    '<sup class="note-ref"><a href="#{}" id="ref-{}" aria-label="{}">{}</a></sup>',
                    foot.anchor,
                    foot.anchor,
                    _("Footnote %(number)s") % {"number": note[1]},
                    note[1],
                )
            )
            at = note.end()
    parts.append(_plain(one.text[at:]))
    return SafeString("".join(parts)), jumps


def _mark_what_is_meant(
    words: str, bracket: Bracket, language: str, opens: dict[int, str], closes: dict[int, str]
) -> None:
    """Where the words bear no marks, the alternative that stands in them is told apart, if it stands there once."""
    for alternative in bracket.alternatives:
        said = str(alternative["words"].get(language, ""))
        start = words.find(said) if said else -1
        end = start + len(said)
        if start < 0 or words.count(said) > 1 or any(start < cut < end for cut in (*opens, *closes)):
            continue
        if start in opens or end in closes:
            continue
        opens[start] = closes.pop(start, "") + '<span class="bracket is-meant">'
        closes[end] = format_html('<sup data-letter="{}"></sup></span>', alternative["letter"]) + closes.get(end, "")
        return


def _plain(words: str) -> SafeString:
    return SafeString(str(conditional_escape(words)).replace("\n", "<br>"))


def _kind(one: Paragraph) -> str:
    if one.role in {"heading", "annex"}:
        return "heading"
    return one.role if one.role in {"title", "table"} else "para"


def _depths(paragraphs: Sequence[Paragraph], known: Mapping[str, Paragraph]) -> tuple[dict[str, int], dict[str, int]]:
    """How far in each line stands, and how great each heading is."""
    depths: dict[str, int] = {}
    levels: dict[str, int] = {}
    for one in paragraphs:
        holder = known.get(one.parent_anchor)
        depths[one.anchor] = depths.get(one.parent_anchor, 0) + 1 if one.role == "item" and holder else 0
        if one.role == "item" and holder is None:
            depths[one.anchor] = 1
        if one.role == "heading":
            inside = holder is not None and holder.role in {"heading", "annex"}
            levels[one.anchor] = levels.get(one.parent_anchor, 0) + 1 if inside else 1
        elif one.role == "annex":
            levels[one.anchor] = 1
    return depths, levels


def _into_list(opened: list[str], one: Paragraph, known: Mapping[str, Paragraph]) -> SafeString:
    """Begin the list that this line is of, or end those that are over. opened: what holds each list that is open."""
    begins = ""
    while opened and opened[-1] != one.parent_anchor and one.parent_anchor in opened:
        opened.pop()
        begins += "</li></ul>"
    if opened and opened[-1] == one.parent_anchor:
        return mark_safe(f"{begins}</li><li>")
    holder = known.get(one.parent_anchor)
    while opened and (holder is None or holder.role != "item"):
        opened.pop()
        begins += "</li></ul>"
    opened.append(one.parent_anchor)
    return mark_safe(f'{begins}<ul class="lines"><li>')


def _end_lists(laid: TextOnPage, opened: list[str], *, down_to: int) -> None:
    if len(opened) > down_to and laid.blocks:
        laid.blocks[-1].after = mark_safe(laid.blocks[-1].after + "</li></ul>" * (len(opened) - down_to))
        del opened[down_to:]


def _in_parts(laid: TextOnPage) -> None:
    """Part a long text where no list is open; the template begins the first part and ends the last."""
    since, depth = 0, 0
    for block in laid.blocks:
        if since >= AT_A_TIME and not depth and not block.before:
            block.before = mark_safe('</div><div class="part">')
            since = 0
        depth += str(block.before).count("<ul") - str(block.before).count("</ul") - str(block.after).count("</ul")
        since += 1


def _table(
    one: Paragraph,
    below: Mapping[str, list[Paragraph]],
    held: Mapping[str, Sequence[Bracket]],
    notes: Mapping[tuple[str, str], Paragraph],
    laid: TextOnPage,
) -> SafeString:
    """A table with its caption, its heads and its cells; wider than the page it scrolls in its own box."""
    caption, _jumps = marked(one, (), notes)
    rows = []
    for row in below.get(one.anchor, ()):
        if row.role != "row":
            continue
        cells = []
        for cell in below.get(row.anchor, ()):
            words, jumps = marked(cell, held.get(cell.anchor, ()), notes)
            laid.brackets += jumps
            tag = "th" if cell.role == "head_cell" else "td"
            scope = mark_safe(' scope="col"') if tag == "th" else ""
            cells.append(
                format_html('<{} id="{}"{}>{}</{}>', mark_safe(tag), cell.anchor, scope, words, mark_safe(tag))
            )
        rows.append(format_html('<tr id="{}">{}</tr>', row.anchor, mark_safe("".join(cells))))
    label = f"{one.label} " if one.label else ""
    return format_html(
        '<div class="scroll" tabindex="0" role="group" aria-label="{}"><table class="data"><caption>{}{}</caption>'
        "<tbody>{}</tbody></table></div>",
        f"{label}{one.text}".strip() or _("Table"),
        label,
        caption,
        format_html_join("", "{}", ((row,) for row in rows)),
    )


def _notes(
    paragraphs: Sequence[Paragraph],
    held: Mapping[str, Sequence[Bracket]],
    notes: Mapping[tuple[str, str], Paragraph],
    laid: TextOnPage,
) -> list[tuple[str, str, SafeString]]:
    told = []
    for one in paragraphs:
        if one.role == "footnote":
            words, jumps = marked(one, held.get(one.anchor, ()), notes)
            laid.brackets += jumps
            told.append((one.anchor, one.label, words))
    return told


def _by_anchor(brackets: Iterable[Bracket]) -> dict[str, list[Bracket]]:
    found: dict[str, list[Bracket]] = {}
    for one in brackets:
        found.setdefault(one.anchor, []).append(one)
    return found


def _held_at(held: Sequence[Bracket], holders: bool, language: str) -> tuple[Holding, ...]:
    """What the margin says of the brackets of a paragraph; nothing where it would only repeat the words."""
    told = []
    for bracket in held:
        if bracket.status == Bracket.Status.EDITORIAL:
            continue
        names = listed(member.short_name.said() for member in bracket.proponents.all()) if holders else ""
        if bracket.place and not names:
            continue
        told.append(
            Holding(
                id=f"h-{bracket.key}",
                alternatives=tuple((str(one["letter"]), _said(one["words"], language)) for one in bracket.alternatives),
                holders=names,
                since=bracket.since_at,
                in_words=bool(bracket.place),
            )
        )
    return tuple(told)


def _said(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or Words.of(dict(words)).said()


def _first_words(bracket: Bracket) -> str:
    return " / ".join(Words.of(one["words"]).said() for one in bracket.alternatives)
