"""A text from Akoma Ntoso 3.0, of this house or of another one.

The file is read as it comes by the interpreter's own reader, with a list of the elements that are open: no depth and no
number of them makes it fall. Whatever declares a document type or an entity is refused before anything is made of it,
and nothing outside the file is ever asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias
from xml.parsers import expat

from plenary.foundation.texts.pasted import Dropped, Left
from plenary.foundation.texts.text import Paragraph, Role, Text, fresh_anchors
from plenary.interfaces.exports.akoma_ntoso.about import About, house_letters
from plenary.interfaces.exports.akoma_ntoso.names import DEEPEST_FILE, NAMESPACE, OWN, read_anchor
from plenary.procedure.refusal import Refused

#: So long may a file be, in bytes and in elements. A text of 300 pages has a tenth of either.
BYTES_AT_MOST, ELEMENTS_AT_MOST = 16 * 1024 * 1024, 200_000
#: So long is an anchor at most; a longer one of another house is given anew.
ANCHOR_AT_MOST = 24

_VERSIONS = re.compile(re.escape(NAMESPACE) + "(?:/[A-Z0-9]+)?")
_SPACE, _AROUND_BREAKS = re.compile("[ \t\r\n]+"), re.compile(" ?(\x00) ?")
#: Hierarchy that gathers others; hierarchy that says something itself, and as what.
_GATHERS = frozenset(
    {
        *("book", "chapter", "debateSection", "division", "hcontainer", "list", "part", "section", "title", "tome"),
        *("subchapter", "subdivision", "sublist", "subpart", "subsection", "subtitle"),
    }
)
_SAYS = {
    "paragraph": Role.OPERATIVE, "article": Role.OPERATIVE, "clause": Role.OPERATIVE, "rule": Role.OPERATIVE,
    "transitional": Role.OPERATIVE, "level": Role.OPERATIVE, "proviso": Role.ITEM, "point": Role.ITEM,
    "indent": Role.ITEM, "alinea": Role.ITEM, "subparagraph": Role.ITEM, "subclause": Role.ITEM,
    "subrule": Role.ITEM, "item": Role.ITEM, "li": Role.ITEM, "recital": Role.PREAMBULAR, "citation": Role.PREAMBULAR,
    "blockContainer": Role.PLAIN,
}  # fmt: skip
#: What holds letters: for a paragraph of its own, or for the one around it.
_LINES = frozenset(
    {
        *("p", "block", "from", "crossHeading", "subheading", "listIntroduction", "listWrapUp", "longTitle"),
        *("narrative", "scene", "summary", "tocItem", "docketNumber"),
    }
)
#: What stands inside a line and is a paragraph, or several, nonetheless.
_UNDERFLOWS = frozenset(["authorialNote", "subFlow", "quotedStructure"])
_FOREIGN = {"foreign": Left.FOREIGN, "img": Left.PICTURE, "del": Left.DELETED, "toc": Left.FOREIGN}

#: Letters in the order in which they came; those of a number that stood among them apart.
_Parts: TypeAlias = "list[str | list[str]]"
_Line: TypeAlias = "_Parts | list[str]"


@dataclass(frozen=True, slots=True)
class Imported:
    """A text that came in a file. about: what the file says of it; dropped: what it held that a text does not."""

    text: Text
    about: About
    dropped: tuple[Dropped, ...] = ()


def read(content: bytes) -> Imported:
    """The text of a file, with every anchor that it may keep.

    Raises Refused "text.file_too_long", "text.file_too_deep", "text.file_declares", "text.file_unreadable",
    "text.file_not_akoma_ntoso" and as `Text`.
    """
    if len(content) > BYTES_AT_MOST:
        raise Refused("text.file_too_long", most=BYTES_AT_MOST // (1024 * 1024))
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _declares
    parser.EntityDeclHandler = _declares
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.letters
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as broken:
        raise Refused("text.file_unreadable", line=parser.CurrentLineNumber) from broken
    return reader.imported()


def _declares(*_declared: object) -> None:
    raise Refused("text.file_declares")


@dataclass(slots=True, eq=False)
class _Node:
    """A paragraph on its way in. worded: whether it has its words, so that what follows stands under it.

    gathers: made for an element that may say nothing itself.
    """

    role: Role
    above: _Node | None
    anchor: str = ""
    under: str = ""
    place: int | None = None
    label: _Parts = field(default_factory=list)
    words: _Parts = field(default_factory=list)
    worded: bool = False
    gathers: bool = False
    as_written: bool = False


@dataclass(slots=True)
class _Open:
    """An element that is open.

    node: the paragraph whose element it is, or stands in; holder, heading: what the paragraphs in it stand under, what
    its headings do. line: where its letters go; line_of: whose they are. part: of the file, "preface" and so on.
    """

    name: str
    node: _Node | None = None
    holder: _Node | None = None
    heading: _Node | None = None
    line: _Line | None = None
    line_of: _Node | None = None
    own_line: bool = False
    part: str = ""
    as_written: bool = False
    left: Left | None = None


class _Reader:
    def __init__(self) -> None:
        self.nodes: list[_Node] = []
        self.open: list[_Open] = []
        self.elements = 0
        self.notes = 0
        self.dropped: list[Dropped] = []
        self.left: list[str] = []
        self.told: dict[str, str] = {}
        self.language = ""
        self.translated_from = ""
        self.main_seen = False

    # What the file brings, in its order

    def start(self, named: str, attributes: dict[str, str]) -> None:
        space, _, name = named.rpartition(" ")
        self.elements += 1
        if self.elements > ELEMENTS_AT_MOST:
            raise Refused("text.file_too_long", most=BYTES_AT_MOST // (1024 * 1024))
        if len(self.open) >= DEEPEST_FILE:
            raise Refused("text.file_too_deep", deepest=DEEPEST_FILE)
        if not self.open:
            if name != "akomaNtoso" or not _VERSIONS.fullmatch(space):
                raise Refused("text.file_not_akoma_ntoso")
            self.open.append(_Open(name))
            return
        above = self.open[-1]
        now = _Open(
            name,
            above.node,
            above.holder,
            above.heading,
            above.line,
            above.line_of,
            part=above.part,
            as_written=_kept(attributes, above.as_written),
            left=above.left,
        )
        self.open.append(now)
        if above.left is not None:
            return
        if above.node is not None and above.node.role is not Role.HEADING and above.name in _STARTS_NODE:
            now.holder, now.heading = above.node, above.node if above.node.role is Role.ANNEX else None
        elif above.node is not None and above.node.role is Role.HEADING and above.name in _STARTS_NODE:
            now.heading = above.node
        if name == "meta" or now.part == "meta":
            now.part = "meta"
            self._described(name, attributes)
        elif not _VERSIONS.fullmatch(space):
            now.left, self.left = Left.FOREIGN, []
        elif name in _FOREIGN:
            now.left, self.left = _FOREIGN[name], []
            if name == "img":
                self.left = [attributes.get("alt", "") or attributes.get("src", "")]
        elif now.line is not None:
            self._in_line(now, attributes)
        else:
            self._standing(now, attributes)

    def letters(self, said: str) -> None:
        now = self.open[-1]
        if now.part == "meta":
            return
        if now.left is not None:
            self.left.append(said)
            return
        if now.line is None:
            if not said.strip(" \t\r\n"):
                return
            # Letters where the standard has none, or in an element that this reader does not know.
            node = self._begun(now, Role.PLAIN, {})
            now.line, now.line_of = node.words, node
        now.line.append(said if now.as_written else _SPACE.sub(" ", said))

    def end(self, _named: str) -> None:
        now = self.open.pop()
        above = self.open[-1] if self.open else None
        if now.left is not None and above is not None and above.left is None:
            words = _SPACE.sub(" ", "".join(self.left)).strip()
            self.dropped.append(Dropped(now.left, words))
        if now.own_line and now.line_of is self.nodes[-1]:
            node = self.nodes[-1]
            if not node.anchor and node.role in _MADE_BY_LINES and not _joined(node.words, as_written=False):
                self.nodes.pop()

    # Elements in a line

    def _in_line(self, now: _Open, attributes: dict[str, str]) -> None:
        assert now.line is not None
        match now.name:
            case "eol" | "br":
                now.line.append("\n" if now.as_written else "\x00")
            case "inline" if attributes.get("name") == "sign":
                number = attributes.get("title", "").removeprefix("U+")
                if re.fullmatch("[0-9A-F]{4,6}", number) and int(number, 16) <= 0x10FFFF:
                    now.line.append(chr(int(number, 16)))
            case "authorialNote":
                self.notes += 1
                marker = attributes.get("marker", "") or str(self.notes)
                now.line.append(f"[^{marker}]")
                above = now.line_of
                now.line, now.line_of = None, None
                note = self._begun(now, Role.FOOTNOTE, attributes)
                note.above, note.label = above, [marker]
                now.node, now.holder, now.heading = note, note, None
            case name if name in _UNDERFLOWS:
                now.holder, now.heading, now.node = now.line_of, None, None
                now.line, now.line_of = None, None
            case "docTitle" if now.part == "preface" and now.line_of is not None:
                if now.line_of.role in _MADE_BY_LINES:
                    now.line_of.role = Role.TITLE
            case "docNumber" if now.part == "preface":
                if now.line_of is not None and now.line is now.line_of.words:
                    apart: list[str] = []
                    now.line_of.words.append(apart)
                    now.line = apart
            case _:
                return

    # Elements that stand by themselves

    def _standing(self, now: _Open, attributes: dict[str, str]) -> None:
        match now.name:
            case "preface" | "preamble" | "mainBody" | "conclusions" | "coverPage":
                now.part, now.node = now.name, None
                if not self.main_seen and attributes.get(_LANGUAGE):
                    self.language = attributes[_LANGUAGE]
                self.main_seen = True
            case "attachment" | "component":
                now.node, now.holder, now.heading = self._begun(now, Role.ANNEX, attributes), None, None
            case "documentRef" if now.node is not None and now.node.role is Role.ANNEX:
                now.node.words.append(attributes.get("showAs", ""))
            case "num":
                self._to(now, now.node.label if now.node else None, attributes)
            case "docNumber" | "docTitle" | "docProponent":
                self._line(now, attributes)
            case "heading":
                self._heading(now, attributes)
            case "hcontainer" | "container" if attributes.get("name", "") in _ROLES:
                now.node = self._begun(now, Role(attributes["name"]), attributes)
            case "blockContainer" if attributes.get("class", "") in _ROLES:
                now.node = self._begun(now, Role(attributes["class"]), attributes)
            case "hcontainer" if attributes.get("name") == "tabular":
                now.name = "container"
            case name if name in _GATHERS:
                now.node = self._begun(now, self._heading_role(now), attributes)
                now.node.gathers = True
            case name if name in _SAYS:
                role = _SAYS[name]
                inside = now.holder is not None and now.holder.role in {Role.OPERATIVE, Role.ITEM}
                if inside and role is Role.OPERATIVE and not now.as_written:
                    role = Role.ITEM
                now.node = self._begun(now, role, attributes)
            case "table":
                now.node = self._begun(now, Role.TABLE, attributes)
            case "caption" if now.node is not None and now.node.role is Role.TABLE:
                self._to(now, now.node.words, attributes)
                now.node.worded = True
            case "tr" if now.holder is not None and now.holder.role is Role.TABLE:
                now.node = self._begun(now, Role.ROW, attributes)
            case "td" | "th" if now.holder is not None and now.holder.role is Role.ROW:
                now.node = self._begun(now, Role.CELL if now.name == "td" else Role.HEAD_CELL, attributes)
            case "content" | "intro" if now.node is not None and self._unheaded(now.node):
                now.node.role = Role.OPERATIVE
                now.holder, now.heading = now.node, None
            case name if name in _LINES:
                self._line(now, attributes)
            case _:
                return

    def _heading(self, now: _Open, attributes: dict[str, str]) -> None:
        node = now.node
        if node is None:
            self._line(now, attributes)
            return
        if node.role in {Role.OPERATIVE, Role.ITEM} and self._heading_role(self.open[-2]) is Role.HEADING:
            node.role, node.above = Role.HEADING, self.open[-2].heading
        node.worded = True
        self._to(now, node.words, attributes)

    def _line(self, now: _Open, attributes: dict[str, str]) -> None:
        node = now.node
        if node is not None and not node.worded and node.role not in {Role.HEADING, Role.ANNEX}:
            node.worded = True
            self._to(now, node.words, attributes)
            return
        role = Role.PREAMBULAR if now.part == "preamble" and now.holder is None else Role.PLAIN
        if now.name == "crossHeading":
            role = self._heading_role(now)
        made = self._begun(now, role, attributes)
        made.worded = True
        self._to(now, made.words, attributes)
        now.line_of, now.own_line = made, True

    def _to(self, now: _Open, line: _Parts | None, _attributes: dict[str, str]) -> None:
        if line is None:
            self._line(now, _attributes)
            return
        now.line, now.line_of = line, now.node

    def _begun(self, now: _Open, role: Role, attributes: dict[str, str]) -> _Node:
        """A new paragraph, under whatever is open."""
        above = now.holder
        if role is Role.HEADING:
            above = now.heading
        written = attributes.get("eId", "")
        place = attributes.get(f"{OWN} place", "")
        node = _Node(
            role,
            above,
            read_anchor(written) if written else "",
            read_anchor(attributes.get(f"{OWN} under", "")),
            int(place) if place.isascii() and place.isdecimal() and len(place) < 8 else None,
            as_written=now.as_written,
        )
        self.nodes.append(node)
        return node

    def _heading_role(self, now: _Open) -> Role:
        """A heading where headings stand, else plain words."""
        return Role.HEADING if now.holder is None or now.holder.role is Role.ANNEX else Role.PLAIN

    def _unheaded(self, node: _Node) -> bool:
        """Whether it gathers by its name, and yet says something itself under no heading."""
        return node.role is Role.HEADING and not node.worded and self.open[-2].name in _GATHERS

    # What the file says of itself

    def _described(self, name: str, attributes: dict[str, str]) -> None:
        around = {one.name for one in self.open}
        if "attachments" in around or "components" in around:
            return
        value = attributes.get("value", "")
        where = next((one for one in ("FRBRWork", "FRBRExpression") if one in around), "")
        match where, name:
            case "FRBRWork", "FRBRcountry":
                self.told["organisation"] = value
            case "FRBRWork", "FRBRsubtype":
                self.told["kind"] = value
            case "FRBRWork", "FRBRname":
                self.told["body"] = value
            case "FRBRWork", "FRBRnumber":
                self.told.setdefault("symbol", value)
            case _, "FRBRalias" if attributes.get("name") in {"symbol", "suffix", "sha256", "language"}:
                self.told[attributes["name"]] = value
            case _, "FRBRdate" if where:
                self.told.setdefault("on" if where == "FRBRWork" else "written_on", attributes.get("date", "")[:10])
            case "FRBRExpression", "FRBRversionNumber":
                self.told["number"] = value
            case "FRBRExpression", "FRBRauthoritative":
                self.told["authentic"] = value
            case "FRBRExpression", "FRBRlanguage":
                self.told.setdefault("three_letters", attributes.get("language", ""))
            case "FRBRExpression", "FRBRtranslation":
                self.told["translated"] = attributes.get("fromLanguage", "")
                self.told["renders"] = attributes.get("href", "").rpartition(";")[2]

    def imported(self) -> Imported:
        told = self.told
        language = told.get("language") or house_letters(told.get("three_letters", "")) or self.language or "und"
        number = _number(told.get("number", "")) or 1
        about = About(
            on=_day(told.get("on", "")) or date(1970, 1, 1),
            organisation=told.get("organisation", ""),
            body=told.get("body", ""),
            kind=told.get("kind", ""),
            symbol=told.get("symbol", ""),
            number=number,
            suffix=told.get("suffix", ""),
            written_on=_day(told.get("written_on", "")),
            is_original="translated" not in told,
            is_authentic=told.get("authentic") in {"true", "1"},
            original_language=house_letters(told.get("translated", "")),
            renders=_number(told.get("renders", "")) if "translated" in told else None,
            digest=told.get("sha256", ""),
        )
        return Imported(Text(language, tuple(self._paragraphs())), about, tuple(self.dropped))

    def _paragraphs(self) -> Iterator[Paragraph]:
        nodes = self._kept()
        given: set[str] = set()
        fresh = fresh_anchors([one.anchor for one in nodes])
        for one in nodes:
            if not one.anchor or one.anchor in given or (len(one.anchor) > ANCHOR_AT_MOST and not one.as_written):
                one.anchor = next(fresh)
            given.add(one.anchor)
        for one in _in_order(nodes):
            yield Paragraph(
                one.anchor,
                _joined(one.words, as_written=one.as_written, is_title=one.role is Role.TITLE),
                one.role,
                _label_of(one),
                one.under if one.under in given else one.above.anchor if one.above is not None else "",
            )

    def _kept(self) -> list[_Node]:
        """All but what only gathered others and said nothing itself; what stood under it stands under what held it."""
        gone = {
            id(one): one
            for one in self.nodes
            if one.gathers and not one.worded and not _label_of(one) and not _joined(one.words)
        }
        kept = [one for one in self.nodes if id(one) not in gone]
        for one in kept:
            while one.above is not None and id(one.above) in gone:
                one.above = one.above.above
        return kept


def _in_order(nodes: list[_Node]) -> Iterator[_Node]:
    """As they are read: those that name their place in it, the rest as they came."""
    placed = sorted(((one.place, nth) for nth, one in enumerate(nodes) if one.place is not None), reverse=True)
    so_far = 0
    for one in nodes:
        if one.place is None:
            while placed and placed[-1][0] <= so_far:
                yield nodes[placed.pop()[1]]
                so_far += 1
            yield one
            so_far += 1
    for _, nth in reversed(placed):
        yield nodes[nth]


_ROLES = frozenset(role.value for role in Role)
#: Elements that are paragraphs themselves, so that what stands in them stands under these.
_STARTS_NODE = frozenset(
    {*_GATHERS, *_SAYS, "container", "table", "tr", "td", "th", "attachment", "component", "authorialNote"}
)
_MADE_BY_LINES = frozenset({Role.PLAIN, Role.PREAMBULAR, Role.TITLE})
_XML = "http://www.w3.org/XML/1998/namespace"
_LANGUAGE = f"{_XML} lang"


def _kept(attributes: dict[str, str], above: bool) -> bool:
    """Whether white space is kept as it is written."""
    said = attributes.get(f"{_XML} space")
    return above if said is None else said == "preserve"


def _joined(parts: _Parts, *, as_written: bool = False, is_title: bool = False) -> str:
    said = "".join(part if isinstance(part, str) else "" if is_title else "".join(part) for part in parts)
    if as_written:
        return said
    return _AROUND_BREAKS.sub("\n", _SPACE.sub(" ", said).strip(" ")).replace("\x00", "\n")


def _label_of(node: _Node) -> str:
    apart = [part for part in node.words if isinstance(part, list)] if node.role is Role.TITLE else []
    return _joined([*node.label, *("".join(part) for part in apart)], as_written=node.as_written)


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
