"""A text pasted from a word processor, or typed elsewhere: its structure is kept, its styles are not.

    read_html(html, language) -> Pasted      as Word, LibreOffice and Google Docs put it on the clipboard
    read_plain(plain, language) -> Pasted    a paragraph a line

A piece that goes into a text (`whole=False`) has no title of its own: its first line is what it would be elsewhere.

What no reader of the page would have seen (hidden or white words, words struck out, comments) and what is no text
(programs, pictures) does not come along: it stands in `dropped`, in its words, so that a person sees it before it is
gone. Words that are kept are kept sign for sign, white space apart, which a page shows as one space anyway.

Numbers are recognised ("1.", "(a)", "٣.", "一、") and say what stands under what; what an opening verb may mean is left
to people. The markup is read as it comes, with a list of the elements that are open, so no depth of it matters; what
a stranger sent is read in a process of its own all the same (`exports.text_of_file`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser

from plenary.foundation.texts.text import Paragraph, Role, Text, fresh_anchors
from plenary.procedure.refusal import Refused

#: So much is read at once, in signs. A text of 300 pages with all its styles has less.
SIGNS_AT_MOST = 8_000_000
#: So deep lists and tables may hold each other; deeper ones are read as if they stood beside each other.
DEEPEST = 30
#: A number or a mark at the beginning of a paragraph is no longer than this.
LABEL_AT_MOST = 24

#: Signs that turn the direction in which words are shown, so that they read otherwise than they stand.
TURNING_SIGNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Left(StrEnum):
    """Why something does not come along."""

    HIDDEN = "hidden"
    DELETED = "deleted"
    COMMENT = "comment"
    PROGRAM = "program"
    PICTURE = "picture"
    FOREIGN = "foreign"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Dropped:
    """One thing that does not come along. words: what it said, so that a person sees it before it is gone."""

    why: Left
    words: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that came in, and what of it does not come along. anchors_hold: the anchors are those it brought."""

    text: Text
    dropped: tuple[Dropped, ...] = ()
    anchors_hold: bool = False


def read_html(html: str, language: str, *, whole: bool = True) -> Pasted:
    """The text of a page or of a piece of one.

    Raises Refused "text.pasted_too_long", "text.pasted_empty".
    """
    _bounded(html)
    reader = _Markup()
    reader.feed(html)
    reader.close()
    for name, note in reader.notes.items():
        note.label = reader.labels.get(name, "")
    return _text_of(reader.blocks, reader.notes, reader.dropped, language, whole=whole)


def read_plain(plain: str, language: str, *, whole: bool = True) -> Pasted:
    """The text of letters alone: each line that says something is a paragraph, the first one the title.

    Raises Refused "text.pasted_too_long", "text.pasted_empty".
    """
    _bounded(plain)
    dropped: list[Dropped] = []
    blocks = []
    for line in plain.splitlines():
        words = _writable(line, dropped).strip()
        if words:
            blocks.append(_Block([words]))
    if blocks and whole:
        blocks[0].role = Role.TITLE
    return _text_of(blocks, {}, dropped, language, whole=whole)


def turning_signs(words: str) -> tuple[str, ...]:
    """The signs in these words that turn their direction, by number: "U+202E"."""
    return tuple(f"U+{ord(sign):04X}" for sign in words if sign in TURNING_SIGNS)


def _bounded(said: str) -> None:
    if len(said) > SIGNS_AT_MOST:
        raise Refused("text.pasted_too_long", most=SIGNS_AT_MOST)


# Blocks, before they are paragraphs


@dataclass(slots=True, eq=False)
class _Block:
    """A paragraph before it has its place.

    rank: of a heading; level: of a list that says its own, from 1; above: what holds it, where the markup says so.
    note: the name of the footnote that it is.
    """

    parts: list[str] = field(default_factory=list)
    role: Role | None = None
    label: str = ""
    rank: int = 0
    level: int = 0
    above: _Block | None = None
    note: str = ""
    cites: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """With single spaces, and line breaks where the page breaks a line."""
        said = _SPACES.sub(" ", "".join(self.parts))
        return _AROUND_BREAKS.sub("\n", said).strip(" \n\xa0")


_SPACES, _AROUND_BREAKS = re.compile("[ \t\r\f]+"), re.compile(" ?\n ?")
_BLANKS = re.compile("[ \t\r\n\f]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _writable(words: str, dropped: list[Dropped]) -> str:
    """The words without signs that nobody can write or see; they are told by their numbers."""
    found = _CONTROLS.findall(words)
    if not found:
        return words
    dropped.append(Dropped(Left.SIGN, ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in found))))
    return _CONTROLS.sub("", words)


# Numbers at the beginning of a paragraph

_COLONS = (":", "：")
_NOTES_AT_END = re.compile(r"(?:\[\^[^\[\]\s]{1,24}\])+$")


def _opens(words: str) -> bool:
    """Whether words open a list: they end in a colon, a mark of a footnote apart."""
    return _NOTES_AT_END.sub("", words).endswith(_COLONS)


_LABELS = (
    ("article", re.compile(r"第[一二三四五六七八九十百零〇\d]+[条條章节節]")),
    ("clause", re.compile(r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]")),
    ("decimal", re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}[.)．、]")),
    ("bracketed", re.compile(r"[（(]\d{1,3}[）)]")),
    ("letter", re.compile(r"\((?:[^\W\d_]{1,2}|[ivxlcdm]{1,6})\)|[^\W\d_]\)|[ivxl]{1,5}\.|[a-z]\.")),
    ("capital", re.compile(r"[IVX]{1,5}\.|[A-ZА-Я]\.")),
    ("bullet", re.compile(r"[•·▪◦‣♦○●■–—*-]")),
)
_AFTER_LABEL = re.compile(r"[ \t\xa0\u2002\u2003\u3000]+")


def split_label(words: str) -> tuple[str, str, str]:
    """The number at the beginning of a paragraph, its kind, and the words after it; two times "" where it has none."""
    for kind, shape in _LABELS:
        found = shape.match(words)
        if found is None:
            continue
        gap = _AFTER_LABEL.match(words, found.end())
        if gap is None and kind not in {"article", "clause"}:
            continue
        rest = words[gap.end() if gap else found.end() :]
        if rest.strip():
            return found[0], kind, rest
    return "", "", words


#: Kinds that number the paragraphs of a text itself, and are never items of the paragraph before them.
_LEADS = frozenset({"article", "clause", "decimal"})


@dataclass(slots=True)
class _Numbering:
    """What is open: paragraphs with the kind of their number, each under the one before it."""

    open: list[tuple[str, _Block]] = field(default_factory=list)
    opener: _Block | None = None

    def place(self, block: _Block, kind: str) -> None:
        """Say under what a numbered paragraph stands, by the kinds of the numbers around it.

        kind: of its number; a list that tells its own levels goes by those.
        """
        kind = self._kind(block, kind)
        group = f"level {block.level}" if block.level else kind
        groups = [one for one, _ in self.open]
        if group in groups:
            del self.open[groups.index(group) :]
        elif kind in _LEADS and not block.level:
            self.open.clear()
        del self.open[DEEPEST:]
        block.above = self.open[-1][1] if self.open else None if kind in _LEADS else self.opener
        if block.role is None or block.role is Role.OPERATIVE:
            leads = block.above is None and kind in _LEADS
            heads = block.above is None and kind == "capital"
            block.role = Role.OPERATIVE if leads else Role.PLAIN if heads else Role.ITEM
        self.open.append((group, block))

    def _kind(self, block: _Block, kind: str) -> str:
        """Letters and Roman numbers look alike: (i) after (h) is a letter, after anything else a number."""
        inside = block.label.strip("().").casefold()
        if kind != "letter" or not inside or not set(inside) <= set("ivxlcdm"):
            return kind
        before = next((one.label.strip("().").casefold() for known, one in reversed(self.open) if known == kind), "")
        follows = len(before) == len(inside) == 1 and ord(inside) == ord(before) + 1
        return kind if follows else "roman"

    def close(self, block: _Block) -> None:
        """A paragraph without a number ends every list before it; one that ends in a colon opens the next."""
        self.open.clear()
        self.opener = block if _opens(block.words) else None


def _text_of(
    blocks: list[_Block], notes: Mapping[str, _Block], dropped: list[Dropped], language: str, *, whole: bool
) -> Pasted:
    cells = {Role.CELL, Role.HEAD_CELL}
    rows = {id(block.above) for block in blocks if block.role in cells}
    tables = {id(block.above) for block in blocks if id(block) in rows}
    held = rows | tables
    kept = [block for block in blocks if block.words or block.role in cells or id(block) in held]
    if whole:
        _titled(kept)
    _structured(kept)
    told = list(_with_notes(kept, notes))
    if not told:
        raise Refused("text.pasted_empty")
    anchors = {id(block): anchor for block, anchor in zip(told, fresh_anchors(()), strict=False)}
    paragraphs = tuple(
        Paragraph(
            anchors[id(block)],
            block.words,
            block.role or Role.PLAIN,
            block.label,
            anchors.get(id(block.above), "") if block.above is not None else "",
        )
        for block in told
    )
    return Pasted(Text(language, paragraphs), tuple(dropped))


def _structured(blocks: list[_Block]) -> None:
    """Give each its role and what it stands under, where the markup did not."""
    numbering = _Numbering()
    headings: list[_Block] = []
    for block in blocks:
        if block.role is Role.HEADING:
            while headings and headings[-1].rank >= block.rank:
                headings.pop()
            block.above = headings[-1] if headings else None
            headings.append(block)
            numbering = _Numbering()
            block.label, _kind, rest = ("", "", "") if block.label else split_label(block.words)
            if block.label:
                block.parts = [rest]
            continue
        if block.note or block.above is not None or block.role in {Role.TITLE, Role.TABLE}:
            continue
        kind = ""
        if not block.label:
            block.label, kind, rest = split_label(block.words)
            if block.label:
                block.parts = [rest]
        else:
            kind = split_label(f"{block.label} x")[1]
        if block.level:
            block.label = "•" if block.label in _BULLETS_OF_WORD else block.label
        if block.level or block.label:
            kind = kind or "bullet"
        if kind:
            numbering.place(block, kind)
        else:
            numbering.close(block)


#: What Word writes for a bullet, in a font in which these letters are bullets.
_BULLETS_OF_WORD = frozenset("·§oØüvqà¨")


#: A first line that is no longer, and goes on to no other, is the title.
_TITLE_AT_MOST = 200
_SENTENCE_ENDS = (*_COLONS, ";", ",", ".", "；", "，", "。", "،", "؛")


def _titled(blocks: list[_Block]) -> None:
    """A first heading that is the only one of the first rank is the title, and so is a short first line."""
    if not blocks or any(block.role is Role.TITLE for block in blocks):
        return
    first = blocks[0]
    if first.role is Role.HEADING:
        if sum(block.role is Role.HEADING and block.rank == first.rank for block in blocks) == 1:
            first.role = Role.TITLE
    elif (
        (first.role, first.label, first.level) == (None, "", 0)
        and not split_label(first.words)[0]
        and len(first.words) <= _TITLE_AT_MOST
        and not first.words.endswith(_SENTENCE_ENDS)
    ):
        first.role = Role.TITLE


def _with_notes(blocks: list[_Block], notes: Mapping[str, _Block]) -> Iterator[_Block]:
    """Each paragraph, and after it the footnotes that it cites; a note that nothing cites stays where it stood."""
    cited = {name for block in blocks for name in block.cites if not block.note}
    standing = {id(block) for block in blocks}
    done: set[str] = set()
    for block in blocks:
        if block.note in cited:
            continue
        if block.note:
            block.role, block.above = None, None
        elif block.above is not None and id(block.above) not in standing:
            block.above = None
        yield block
        for name in block.cites:
            note = notes.get(name)
            if note is None or name in done or not note.words or note is block:
                continue
            done.add(name)
            note.role, note.above = Role.FOOTNOTE, block
            yield note


# Markup

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_BREAKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure"),
        *(
            "figcaption",
            "footer",
            "form",
            "header",
            "hr",
            "html",
            "main",
            "nav",
            "pre",
            "section",
            "details",
            "summary",
        ),
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li", "table", "thead", "tbody", "tfoot", "tr"),
        *("td", "th", "caption", "dir", "menu", "summary"),
    }
)
_UNSAID = frozenset({"style", "head", "title", "xml", "o:p", "meta", "link", "colgroup", "col", "base"})
_PROGRAMS = frozenset({"script", "iframe", "object", "applet", "embed", "frame", "frameset", "noscript", "template"})
_FIELDS = frozenset({"input", "button", "select", "textarea", "audio", "video", "canvas"})
_DRAWN = frozenset({"svg", "math"})
#: What ends by itself where the next of its kind begins.
_ENDED_BY: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ol", "ul", "dir", "menu"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
}
_NOTE_MARK = re.compile(r"#(?:_(?:ftn|edn)\d+|sd(?:foot|end)note\d+sym|ftnt\d+|fn:?\d+)$")
_NOTE_ITSELF = re.compile(r"#(?:_(?:ftn|edn)ref\d+|sd(?:foot|end)note\d+anc|ftnt_ref\d+|fnref:?\d+)$")
_NOTE_NAME = re.compile(r"(ftn|edn|foot|end|fn)\D*(\d+)")
_REMARK = re.compile(r"#(?:_msocom_\d+|cmnt\d+|_cmnt\d+)$")
_REMARK_ITSELF = re.compile(r"#(?:_msoanchor_\d+|cmnt_ref\d+)$")
_HIDES = re.compile(
    r"display:none|visibility:hidden|visibility:collapse|mso-hide:all|opacity:0(?:\.0+)?(?:;|$)"
    r"|font-size:(?:0(?:\.0+)?(?:pt|px|em|%)?|1(?:\.0)?(?:pt|px))(?:;|$)|(?:left|top|text-indent|margin-left):-\d{4,}"
)
_WHITE = r"(?:#fff(?:fff)?(?![0-9a-f])|white|rgb\(255,255,255\)|rgba\(255,255,255,[\d.]+\)|transparent)"
_WHITE_WORDS = re.compile(rf"(?:^|;)color:{_WHITE}")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;]*)")
_IS_WHITE = re.compile(rf"{_WHITE}|none|initial|inherit|unset")
_STRUCK = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_RULE = re.compile(r"([^{}<>]{1,400})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"\.([\w-]+)\s*$")
_LIST_LEVEL = re.compile(r"level(\d+)")
_LIST_NUMBER = re.compile(r"mso-list:ignore")
#: How a list counts that numbers the paragraphs of a text itself.
_COUNTS = frozenset({"decimal", "decimal-leading-zero", "arabic-indic", "cjk-ideographic"})
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


@dataclass(slots=True)
class _List:
    """A list that is open. style: how it counts; next: the number of its next item; item: the one open in it."""

    style: str
    next: int
    above: _Block | None
    item: _Block | None = None


@dataclass(slots=True)
class _Element:
    """An element that is open. left: why nothing in it comes along; dark: it stands on another ground than white."""

    name: str
    left: Left | None = None
    says: bool = True
    dark: bool = False
    table: _Block | None = None
    row: _Block | None = None
    cell: _Block | None = None
    listed: _List | None = None
    label: bool = False
    mark: str = ""
    itself: str = ""
    note: str = ""
    remark: bool = False


class _Markup(HTMLParser):
    """Reads a page as it comes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.notes: dict[str, _Block] = {}
        self.dropped: list[Dropped] = []
        self.open: list[_Element] = []
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        self.block: _Block | None = None
        self.left: list[str] = []
        self.rules: dict[str, str] = {}
        self.style: list[str] = []
        self.mark: list[str] = []
        self.labels: dict[str, str] = {}
        self.held = 0

    # Elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDED_BY:
            self._end_those(*_ENDED_BY[tag])
        if tag in _BREAKS:
            self._end_those(frozenset({"p"}), frozenset({"td", "th", "li", "table"}))
        above = self.open[-1] if self.open else _Element("")
        given = {name: value or "" for name, value in attrs}
        style = self._style(given)
        now = _Element(
            tag,
            left=above.left,
            says=above.says and tag not in _UNSAID,
            dark=_dark(style, given, above.dark),
            table=above.table,
            row=above.row,
            cell=above.cell,
            listed=above.listed,
            label=above.label,
            mark=above.mark,
            itself=above.itself,
            note=above.note,
            remark=above.remark,
        )
        if now.says and above.left is None:
            self._harmful(tag, given)
            self._considered(now, given, style)
            if now.left not in {None, Left.PROGRAM}:
                self.left = []
        if now.left is not None or not now.says:
            self._opened(now)
            return
        if tag in _BREAKS:
            self._broken(now, tag, given, style)
        elif tag == "br":
            self._line_broken()
        elif tag == "a":
            self._link(now, given)
        elif _LIST_NUMBER.search(style):
            now.label = True
        self._opened(now)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self.places[tag]:
            return
        while self.open:
            if self._closed() == tag:
                return

    def _end_those(self, names: frozenset[str], within: frozenset[str]) -> None:
        """End what ends by itself, and all in it, but nothing outside the nearest of `within`."""
        from_here = max((self.places[name][-1] for name in within if self.places[name]), default=-1)
        ending = len(self.open)
        for name in names:
            at = bisect_right(self.places[name], from_here)
            if at < len(self.places[name]):
                ending = min(ending, self.places[name][at])
        while len(self.open) > ending:
            self._closed()

    def _opened(self, now: _Element) -> None:
        if now.name in _VOID:
            if now.left is not None and (not self.open or self.open[-1].left is None):
                self._drop(now.left)
            return
        self.places[now.name].append(len(self.open))
        self.open.append(now)

    def _closed(self) -> str:
        done = self.open.pop()
        self.places[done.name].pop()
        above = self.open[-1] if self.open else None
        if done.left is not None and (above is None or above.left is None):
            self._drop(done.left)
        if done.left is None and done.says:
            if done.name in _BREAKS:
                self._end_block()
            if done.mark and not (above and above.mark):
                self._marked(done.mark)
            if done.itself and not (above and above.itself):
                self._repeated(done.itself)
        if done.name == "style":
            self._rules_of("".join(self.style))
            self.style = []
        if done.name in {"ol", "ul", "table"}:
            self.held = max(self.held - 1, 0)
        return done.name

    # Letters

    def handle_data(self, data: str) -> None:
        now = self.open[-1] if self.open else None
        if now is None:
            self._said(data)
        elif now.left is not None:
            self.left.append(data)
        elif now.name == "style":
            self.style.append(data)
        elif not now.says:
            return
        elif now.mark or now.itself:
            self.mark.append(data)
        elif now.label and self.block is not None:
            self.block.label += data
        else:
            self._said(data)

    def handle_comment(self, data: str) -> None:
        words = _BLANKS.sub(" ", data).strip()
        if words and not words.startswith(("[if ", "[endif", "StartFragment", "EndFragment", "[CDATA")):
            self.dropped.append(Dropped(Left.COMMENT, words))

    def unknown_decl(self, data: str) -> None:
        """Word's own conditions stand bare in its markup; what stands between them is said."""

    def close(self) -> None:
        super().close()
        while self.open:
            self._closed()
        self._end_block()

    def _line_broken(self) -> None:
        if self.block is not None:
            self.block.parts.append("\n")

    def _said(self, data: str) -> None:
        words = _writable(_BLANKS.sub(" ", data), self.dropped)
        if self.block is None:
            if not words.strip():
                return
            self._begin_block(_Block())
        assert self.block is not None
        self.block.parts.append(words)

    # Blocks

    def _begin_block(self, block: _Block) -> None:
        self._end_block()
        now = self.open[-1] if self.open else None
        if now is not None and now.cell is not None and block.role is None:
            if now.cell.parts:
                now.cell.parts.append("\n")
            self.block = now.cell
            return
        if now is not None and now.note and block.role is None:
            if now.note in self.notes:
                self.block = self.notes[now.note]
                self.block.parts.append("\n")
                return
            block.note = now.note
            self.notes[now.note] = block
        listed = now.listed if now is not None else None
        if listed is not None and listed.item is not None and block.role is None:
            if not listed.item.words:
                self.block = listed.item
                return
            block.above, block.role = listed.item, Role.PLAIN
        self.block = block
        self.blocks.append(block)

    def _end_block(self) -> None:
        block, self.block = self.block, None
        if block is None:
            return
        block.label = _BLANKS.sub(" ", block.label).strip(" \xa0")
        if len(block.label) > LABEL_AT_MOST:
            block.parts.insert(0, f"{block.label} ")
            block.label = ""

    def _broken(self, now: _Element, tag: str, given: Mapping[str, str], style: str) -> None:
        self._end_block()
        named = given.get("class", "").casefold()
        if "mso-element:footnote" in style or "mso-element:endnote" in style or _NOTE_DIV.match(given.get("id", "")):
            found = _NOTE_NAME.search(given.get("id", ""))
            if found is not None and "list" not in style:
                now.note = _note_name(given.get("id", ""))
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            if now.cell is None and now.listed is None:
                is_title = "title" in named.split()
                self._begin_block(_Block(role=Role.TITLE if is_title else Role.HEADING, rank=int(tag[1])))
        elif tag == "p":
            self._paragraph(now, named, style)
        elif tag in {"ol", "ul", "dir", "menu"}:
            self._list(now, tag, given, style)
        elif tag == "li":
            self._item(now, given, style)
        elif tag == "table":
            self.held += 1
            if self.held > DEEPEST:
                return
            table = _Block(role=Role.TABLE)
            cell = now.cell
            table.above = cell or (now.listed.item if now.listed else None)
            self.blocks.append(table)
            now.table, now.row, now.cell, now.listed = table, None, None, None
        elif tag == "caption" and now.table is not None:
            self.block = now.table
        elif tag == "tr" and now.table is not None:
            now.row = _Block(role=Role.ROW, above=now.table)
            self.blocks.append(now.row)
            now.cell = None
        elif tag in {"td", "th"} and now.row is not None:
            in_head = tag == "th" or bool(self.places["thead"])
            now.cell = _Block(role=Role.HEAD_CELL if in_head else Role.CELL, above=now.row)
            now.listed = None
            self.blocks.append(now.cell)

    def _paragraph(self, now: _Element, named: str, style: str) -> None:
        classes = named.split()
        if "msotitle" in classes or "title" in classes:
            self._begin_block(_Block(role=Role.TITLE if now.cell is None and now.listed is None else None))
            return
        level = _LIST_LEVEL.search(style) if "mso-list:" in style and "mso-list:none" not in style else None
        if level is not None and now.cell is None:
            self._begin_block(_Block(level=min(int(level[1][:2]), DEEPEST)))

    def _list(self, now: _Element, tag: str, given: Mapping[str, str], style: str) -> None:
        self.held += 1
        if self.held > DEEPEST:
            return
        shape = _TYPES.get(given.get("type", ""), "decimal" if tag == "ol" else "bullet")
        found = re.search(r"list-style-type:([\w-]+)", style)
        start = given.get("start", "1")
        outer = now.listed
        how = found[1] if found else shape
        above = outer.item or outer.above if outer is not None else now.cell
        if above is None and how not in _COUNTS:
            above = self._opener()
        now.listed = _List(how, int(start) if _small(start) else 1, above)

    def _opener(self) -> _Block | None:
        """The paragraph before a list, where it ends in a colon."""
        last = self.blocks[-1] if self.blocks else None
        roles = {None, Role.PLAIN, Role.ITEM, Role.OPERATIVE}
        fits = last is not None and last.role in roles and not last.note and _opens(last.words)
        return last if fits else None

    def _item(self, now: _Element, given: Mapping[str, str], style: str) -> None:
        listed = now.listed
        if listed is None:
            return
        now.cell = None
        found = re.search(r"list-style-type:([\w-]+)", style)
        if found:
            listed.style = found[1]
        if _small(given.get("value", "")):
            listed.next = int(given["value"])
        label = _number(listed.style, listed.next)
        listed.next += 1
        counts = listed.above is None and listed.style in _COUNTS
        item = _Block(role=Role.OPERATIVE if counts else Role.ITEM, label=label, above=listed.above)
        self.blocks.append(item)
        listed.item = self.block = item

    # Footnotes and remarks

    def _link(self, now: _Element, given: Mapping[str, str]) -> None:
        to = given.get("href", "")
        to = to[to.rfind("#") :] if "#" in to else ""
        if _REMARK.match(to) or _REMARK_ITSELF.match(to):
            now.remark = True
            now.left, self.left = Left.COMMENT, []
        elif _NOTE_ITSELF.match(to):
            now.itself = _note_name(to)
            self.mark = []
            if self.block is None:
                self._begin_block(_Block())
            block = self.block
            if block is not None and block.role is None and not block.words and now.itself not in self.notes:
                block.note = now.itself
                self.notes[now.itself] = block
        elif _NOTE_MARK.match(to):
            now.mark = _note_name(to)
            self.mark = []

    def _marked(self, name: str) -> None:
        """The mark of a footnote, where it stands in the words."""
        said, self.mark = "".join(self.mark), []
        label = _BLANKS.sub("", said).strip("[]()\xa0") or name.partition(" ")[2]
        if len(label) > LABEL_AT_MOST:
            self._said(said)
            return
        if self.block is None:
            self._begin_block(_Block())
        assert self.block is not None
        self.block.parts.append(f"[^{label}]")
        self.block.cites.append(name)
        self.labels[name] = label

    def _repeated(self, name: str) -> None:
        """The mark once more, before the footnote itself; whatever else stands in its place is said."""
        said, self.mark = "".join(self.mark), []
        if _BLANKS.sub("", said).strip("[]()\xa0") != self.labels.get(name, ""):
            self._said(said)

    # What does not come along

    def _considered(self, now: _Element, given: Mapping[str, str], style: str) -> None:
        """Whether an element is seen by whoever reads the page, and whether it is a text."""
        named = given.get("class", "").casefold()
        tag = now.name
        if tag in _PROGRAMS or tag in _FIELDS:
            now.left = Left.PROGRAM
            self.left = [f"<{tag}> "]
        elif tag == "img":
            now.left = Left.PICTURE
        elif tag in _DRAWN:
            now.left = Left.PICTURE if tag == "svg" else Left.FOREIGN
        elif tag in {"del", "s", "strike"} or _STRUCK.search(style):
            now.left = Left.DELETED
        elif "mso-element:comment" in style or "msocommentreference" in named or "msocommenttext" in named:
            now.left = Left.COMMENT
        elif "hidden" in given or _HIDES.search(style) or (_WHITE_WORDS.search(style) and not now.dark):
            now.left = Left.HIDDEN

    def _harmful(self, tag: str, given: Mapping[str, str]) -> None:
        """Programs in attributes run nowhere here; they are told, since somebody meant something by them."""
        for name, value in given.items():
            link = _BLANKS.sub("", value).casefold()
            runs = name in {"href", "src", "action"} and link.startswith(("javascript:", "vbscript:"))
            if name.startswith("on") or runs:
                self.dropped.append(Dropped(Left.PROGRAM, f"{name}={value}"[:400]))
        if tag == "img":
            self.dropped.append(Dropped(Left.PICTURE, given.get("alt", "")[:400]))

    def _drop(self, why: Left) -> None:
        words = _BLANKS.sub(" ", "".join(self.left)).strip()
        self.left = []
        if words or why is Left.PROGRAM:
            self.dropped.append(Dropped(why, words))

    # Styles, as far as they hide

    def _style(self, given: Mapping[str, str]) -> str:
        said = re.sub(r"\s+|!important", "", given.get("style", "").casefold())
        if given.get("color"):
            said = f"color:{given['color'].casefold().strip()};{said}"
        for name in given.get("class", "").casefold().split() if self.rules else ():
            if name in self.rules:
                said = f"{self.rules[name]};{said}"
        return said

    def _rules_of(self, sheet: str) -> None:
        for selectors, said in _RULE.findall(sheet):
            for selector in selectors.split(","):
                named = _CLASS.search(selector.strip())
                if named is not None:
                    self.rules[named[1].casefold()] = re.sub(r"\s+|!important", "", said.casefold())


_NOTE_DIV = re.compile(r"(?:ftn|edn|sd(?:foot|end)note)\d+$")


def _note_name(said: str) -> str:
    """What a footnote is called by all that points to it."""
    found = _NOTE_NAME.search(said)
    if found is None:
        return ""
    return f"{'end' if found[1] in {'edn', 'end'} else 'foot'} {found[2]}"


def _dark(style: str, given: Mapping[str, str], above: bool) -> bool:
    said = _BACKGROUND.search(style)
    ground = said[1] if said is not None else given.get("bgcolor", "").casefold().strip()
    return above if not ground else not _IS_WHITE.match(ground)


def _small(said: str) -> bool:
    return said.isascii() and said.isdecimal() and 0 < len(said) < 5


def _number(style: str, number: int) -> str:
    """The number of an item as a page shows it."""
    match style:
        case "lower-alpha" | "lower-latin":
            return f"{_letters(number)}."
        case "upper-alpha" | "upper-latin":
            return f"{_letters(number).upper()}."
        case "lower-roman":
            return f"{_roman(number)}."
        case "upper-roman":
            return f"{_roman(number).upper()}."
        case "arabic-indic":
            return "".join(chr(ord("٠") + int(digit)) for digit in str(number)) + "."
        case "none":
            return ""
        case "decimal" | "decimal-leading-zero" | "cjk-ideographic":
            return f"{number}."
        case _:
            return "•"


def _letters(number: int) -> str:
    said = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("a") + rest) + said
    return said


def _roman(number: int) -> str:
    said = ""
    for worth, letters in _ROMANS:
        count, number = divmod(number, worth)
        said += letters * count
    return said


_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
