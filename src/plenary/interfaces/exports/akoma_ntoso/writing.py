"""A text told in Akoma Ntoso 3.0. What is still to be told stands in a list, so no depth stops it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.interfaces.exports.akoma_ntoso.about import About, three_letters
from plenary.interfaces.exports.akoma_ntoso.names import DEEPEST_TEXT, HOUSE, NAMESPACE, OWN, written_anchor
from plenary.procedure.refusal import Refused

#: A piece of the file: letters, or a paragraph that is still to be told, as what it stands among.
_Piece: TypeAlias = "str | tuple[Paragraph, str]"
#: Among paragraphs of the body; among blocks, in a cell or a note; and where the standard has a place of its own.
_BODY, _BLOCK, _PREAMBLE, _TITLE, _NOTE, _ATTACHED = "body", "block", "preamble", "title", "note", "attached"
_CELL = "cell"
_CELLS = {Role.CELL: "td", Role.HEAD_CELL: "th"}
_CODE = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
#: What XML has no place for, and what it would change on the way.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE = re.compile('[&<>"\n\x00-\x08\x0b-\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "<eol/>"}


def write(text: Text, about: About) -> bytes:
    """The whole file, UTF-8, valid by the schema of the standard. `read` gives back an equal text.

    Raises Refused "text.too_deep" where paragraphs hold each other more than a hundred deep.
    """
    writer = _Writer(text, about)
    writer.tell()
    moved = _moved([text.place_of(anchor) for anchor in writer.told])
    writer.places = {text.paragraphs[place].anchor: place for place in moved}
    return writer.tell().encode("utf-8")


def _moved(places: Sequence[int]) -> set[int]:
    """The fewest places to name so that the rest is in order: all but a longest rising row of them."""
    ends: list[int] = []
    where: list[int] = []
    before: list[int | None] = []
    for at, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(where[length - 1] if length else None)
        if length == len(ends):
            ends.append(place)
            where.append(at)
        else:
            ends[length], where[length] = place, at
    moved = set(places)
    last = where[-1] if where else None
    while last is not None:
        moved.discard(places[last])
        last = before[last]
    return moved


@dataclass(slots=True)
class _Writer:
    """One text on its way out. told: anchors in the order of the file; places: of those read elsewhere in the text.

    kids: what each holds, but the footnotes at their marks (noted); in_place: of those under a heading, which need not
    name it.
    """

    text: Text
    about: About
    places: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    kids: dict[str, list[Paragraph]] = field(default_factory=dict)
    noted: dict[str, list[Paragraph]] = field(default_factory=dict)
    in_place: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        holder: dict[str, str] = {"": ""}
        depth: dict[str, int] = {"": 0}
        notes: dict[str, list[Paragraph]] = {}
        for one in self.text:
            depth[one.anchor] = depth[one.parent] + 1
            if depth[one.anchor] > DEEPEST_TEXT:
                raise Refused("text.too_deep", anchor=one.anchor, deepest=DEEPEST_TEXT)
            if one.role is Role.FOOTNOTE:
                notes.setdefault(one.parent, []).append(one)
        for anchor, held in notes.items():
            self.noted[anchor] = _marked(self.text.at(anchor).words, held)
            self.in_place |= {one.anchor for one in self.noted[anchor]}
        for one in self.text:
            above = holder[one.parent]
            # A heading holds lesser headings only; what else it holds is told among what it heads.
            holder[one.anchor] = above if one.role is Role.HEADING else one.anchor
            if one.anchor not in self.in_place:
                self.kids.setdefault(above, []).append(one)

    @property
    def _kept(self) -> str:
        """What stands at the head of each part: its language, and that its white space is kept as it is written."""
        language = self.text.language
        return 'xml:space="preserve"' + (f' xml:lang="{language}"' if _CODE.fullmatch(language) else "")

    def tell(self) -> str:
        self.told = []
        standing = self.kids.get("", [])
        titles = _leading(standing, lambda one: one.role is Role.TITLE and not self.kids.get(one.anchor))
        rest = standing[len(titles) :]
        preamble = _leading(rest, lambda one: one.role in {Role.PREAMBULAR, Role.PLAIN})
        while preamble and preamble[-1].role is not Role.PREAMBULAR:
            preamble.pop()
        rest = rest[len(preamble) :]
        annexes = _leading(reversed(rest), lambda one: one.role is Role.ANNEX)[::-1]
        body = rest[: len(rest) - len(annexes)]
        kind = self.about.element
        pieces: list[_Piece] = [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<akomaNtoso xmlns="{NAMESPACE}" xmlns:{HOUSE}="{OWN}"><{kind} name={_quoted(self.about.kind)}>\n',
            self._meta(),
        ]
        if titles:
            pieces += [f"<preface {self._kept}>\n", *((one, _TITLE) for one in titles), "</preface>\n"]
        if preamble:
            pieces += [f"<preamble {self._kept}>\n", *((one, _PREAMBLE) for one in preamble), "</preamble>\n"]
        pieces += self._main(body)
        if annexes:
            pieces += ["<attachments>\n", *((one, _ATTACHED) for one in annexes), "</attachments>\n"]
        pieces.append(f"</{kind}></akomaNtoso>\n")
        return "".join(self._letters(pieces))

    def _letters(self, pieces: list[_Piece]) -> Iterable[str]:
        waiting = pieces[::-1]
        while waiting:
            piece = waiting.pop()
            if isinstance(piece, str):
                yield piece
            else:
                self.told.append(piece[0].anchor)
                waiting += self._told(*piece)[::-1]

    def _told(self, one: Paragraph, among: str) -> list[_Piece]:
        attributes = self._attributes(one)
        number = [f"<num>{_escaped(one.label)}</num>"] if one.label else []
        words = self._words(one)
        held = self.kids.get(one.anchor, [])
        if among == _TITLE:
            printed = f"<docNumber>{_escaped(one.label)}</docNumber>" if one.label else ""
            return [f"<p{attributes}>{printed}<docTitle>", *words, "</docTitle></p>\n"]
        if among == _NOTE:
            mark = f'marker={_quoted(one.label)} placement="bottom"'
            return [f"<authorialNote{attributes} {mark}><p>", *words, "</p>", *self._blocks(held), "</authorialNote>"]
        if among == _CELL:
            name = _CELLS[one.role]
            return [f"<{name}{attributes}><p>", *words, "</p>", *self._blocks(held), f"</{name}>"]
        if among == _ATTACHED:
            return [
                f"<attachment{attributes} {self._kept}>",
                *number,
                "<heading>",
                *words,
                '</heading><doc name="annex">\n',
                self._meta(one.anchor),
                *self._main(held),
                "</doc></attachment>\n",
            ]
        if one.role is Role.TABLE and self._is_plain_table(one):
            table = self._table(one, attributes, words)
            if among == _BODY:
                return ['<hcontainer name="tabular"><content>\n', *table, "</content></hcontainer>\n"]
            return table
        if among == _BODY:
            return self._in_body(one, attributes, number, words, held)
        if among == _PREAMBLE and not one.label:
            name = f'container name="{one.role.value}"'
            return [f"<{name}{attributes}><p>", *words, "</p>", *self._blocks(held), "</container>\n"]
        opened = f'<blockContainer class="{one.role.value}"{attributes}>'
        if one.role in {Role.HEADING, Role.ANNEX}:
            said: list[_Piece] = ["<heading>", *words, "</heading><p/>"]
        else:
            said = ["<p>", *words, "</p>"]
        return [opened, *number, *said, *self._blocks(held), "</blockContainer>\n"]

    def _in_body(
        self, one: Paragraph, attributes: str, number: list[str], words: list[_Piece], held: list[Paragraph]
    ) -> list[_Piece]:
        match one.role:
            case Role.HEADING:
                # Its end is told where the next heading of its rank begins.
                return [f"<section{attributes}>", *number, "<heading>", *words, "</heading>\n"]
            case Role.ANNEX:
                opened = [f'<hcontainer name="annex"{attributes}>', *number, "<heading>"]
                return [*opened, *words, "</heading>\n", *self._sequence(held), "</hcontainer>\n"]
            case Role.OPERATIVE:
                name, opened = "paragraph", ["<paragraph"]
            case Role.ITEM:
                name, opened = "point", ["<point"]
            case _:
                name, opened = "hcontainer", [f'<hcontainer name="{one.role.value}"']
        part = "intro" if held else "content"
        return [
            *opened,
            f"{attributes}>",
            *number,
            f"<{part}><p>",
            *words,
            f"</p></{part}>",
            *self._sequence(held),
            f"</{name}>\n",
        ]

    def _main(self, body: list[Paragraph]) -> list[_Piece]:
        held = self._sequence(body) if body else ["<p/>"]
        return [f"<mainBody {self._kept}>\n", *held, "</mainBody>\n"]

    def _sequence(self, held: list[Paragraph]) -> list[_Piece]:
        """What stands one after the other in the body, each heading round all that it heads."""
        pieces: list[_Piece] = []
        rising: list[str] = []
        for one in held:
            if one.role is Role.HEADING:
                while rising and rising[-1] != one.parent:
                    rising.pop()
                    pieces.append("</section>\n")
                if rising:
                    self.in_place.add(one.anchor)
                rising.append(one.anchor)
            pieces.append((one, _BODY))
        return [*pieces, *("</section>\n" for _ in rising)]

    def _blocks(self, held: list[Paragraph]) -> list[_Piece]:
        return [(one, _BLOCK) for one in held]

    def _is_plain_table(self, table: Paragraph) -> bool:
        """Whether the standard's own table can hold it: rows of cells and nothing else, numbers nowhere."""
        rows = self.kids.get(table.anchor, [])
        return bool(rows) and not table.label and all(
            row.role is Role.ROW
            and not row.words
            and not row.label
            and bool(cells := self.kids.get(row.anchor, []))
            and all(cell.role in _CELLS and not cell.label for cell in cells)
            for row in rows
        )  # fmt: skip

    def _table(self, table: Paragraph, attributes: str, words: list[_Piece]) -> list[_Piece]:
        pieces: list[_Piece] = [f"<table{attributes}>"]
        if table.words:
            pieces += ["<caption>", *words, "</caption>"]
        for row in self.kids[table.anchor]:
            self.told.append(row.anchor)
            pieces.append(f"<tr{self._attributes(row)}>")
            pieces += ((cell, _CELL) for cell in self.kids[row.anchor])
            pieces.append("</tr>\n")
        return [*pieces, "</table>\n"]

    def _words(self, one: Paragraph) -> list[_Piece]:
        """Its words, each footnote in the place of its mark."""
        pieces: list[_Piece] = []
        done = 0
        for note in self.noted.get(one.anchor, ()):
            mark = f"[^{note.label}]"
            at = one.words.index(mark, done)
            pieces += [_escaped(one.words[done:at]), (note, _NOTE)]
            done = at + len(mark)
        return [*pieces, _escaped(one.words[done:])]

    def _attributes(self, one: Paragraph) -> str:
        said = f' eId="{written_anchor(one.anchor)}"'
        if one.parent and one.anchor not in self.in_place and self.text.at(one.parent).role is Role.HEADING:
            said += f' {HOUSE}:under="{written_anchor(one.parent)}"'
        if one.anchor in self.places:
            said += f' {HOUSE}:place="{self.places[one.anchor]}"'
        return said

    def _meta(self, annex: str = "") -> str:
        about, language = self.about, self.text.language
        part = f"!{written_anchor(annex)}" if annex else "!main"
        work, expression = about.work, about.expression(language)
        original = about.original_language or language
        author = '<FRBRauthor href="#meta-house" as="#meta-author"/>'
        written = about.written_on or about.on
        described = [
            '<meta><identification source="#meta-house"><FRBRWork>',
            f"<FRBRthis value={_quoted(f'{work}/{part}')}/><FRBRuri value={_quoted(work)}/>",
            f'<FRBRalias name="symbol" value={_quoted(about.symbol)}/>' if about.symbol else "",
            f'<FRBRdate date="{about.on}" name="work"/>{author}',
            f"<FRBRcountry value={_quoted(about.organisation)}/><FRBRsubtype value={_quoted(about.kind)}/>",
            f"<FRBRnumber value={_quoted(about.symbol)}/>" if about.symbol else "",
            f"<FRBRname value={_quoted(about.body)}/>",
            "</FRBRWork><FRBRExpression>",
            f"<FRBRthis value={_quoted(f'{expression}/{part}')}/><FRBRuri value={_quoted(expression)}/>",
            f'<FRBRalias name="language" value={_quoted(language)}/>',
            f'<FRBRalias name="suffix" value={_quoted(about.suffix)}/>' if about.suffix else "",
            f'<FRBRalias name="sha256" value={_quoted(about.digest)}/>' if about.digest else "",
            f'<FRBRdate date="{written}" name="version"/>{author}',
            f'<FRBRversionNumber value="{about.number}"/>',
            f'<FRBRauthoritative value="{str(about.is_authentic).lower()}"/>',
            f'<FRBRlanguage language="{three_letters(language)}"/>',
        ]
        if not about.is_original:
            rendered = f"{work}/{three_letters(original)}@;{about.renders or about.number}"
            described.append(
                f'<FRBRtranslation href={_quoted(rendered)} fromLanguage="{three_letters(original)}"'
                f' authoritative="{str(about.is_authentic).lower()}" by="#meta-house"/>'
            )
        described += [
            "</FRBRExpression><FRBRManifestation>",
            f"<FRBRthis value={_quoted(f'{expression}/{part}.xml')}/><FRBRuri value={_quoted(f'{expression}.xml')}/>",
            f'<FRBRdate date="{written}" name="markup"/>{author}<FRBRformat value="application/akn+xml"/>',
            "</FRBRManifestation></identification>",
        ]
        if not annex:
            shown = _quoted(about.organisation)
            described.append(
                '<references source="#meta-house"><TLCOrganization eId="meta-house"'
                f" href={_quoted(f'/akn/ontology/organization/{three_letters(about.organisation)}')} showAs={shown}/>"
                '<TLCRole eId="meta-author" href="/akn/ontology/role/author" showAs="author"/></references>'
            )
        return "".join([*described, "</meta>\n"])


def _leading(ones: Iterable[Paragraph], fits: Callable[[Paragraph], bool]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for one in ones:
        if not fits(one):
            break
        found.append(one)
    return found


def _marked(words: str, notes: list[Paragraph]) -> list[Paragraph]:
    """Those footnotes whose mark stands in the words, in the order of their marks; two never share one."""
    placed: list[tuple[int, Paragraph]] = []
    for note in notes:
        if note.label and not _UNWRITABLE.search(note.label) and note.label.strip() == note.label:
            at = words.find(f"[^{note.label}]")
            if at >= 0:
                placed.append((at, note))
    placed.sort(key=lambda one: one[0])
    found: list[Paragraph] = []
    done = 0
    for at, note in placed:
        # `_words` looks for the mark from where the one before it ended.
        if at >= done:
            found.append(note)
            done = at + len(note.label) + 3
    return found


def _escaped(words: str) -> str:
    return _TO_ESCAPE.sub(lambda sign: _ESCAPES.get(sign[0]) or _named(sign[0]), words)


def _named(sign: str) -> str:
    """A sign that no file of this kind can hold, by its number."""
    return f'<inline name="sign" title="U+{ord(sign):04X}"/>'


def _quoted(said: str) -> str:
    """The value of an attribute."""
    kept = _UNWRITABLE.sub("\ufffd", said).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return '"' + kept.replace("\n", "&#10;").replace("\t", "&#9;") + '"'
