"""A text on paper: PDF/UA-1 and PDF/A-3a in one file, set by Typst.

Latin, Greek and Cyrillic are set in the fonts that Typst carries and look the same on every machine. Other scripts need
a font of the machine, or of the folder named in PLENARY_PRINT_FONTS; a text whose script has none is refused by name
before anything is drawn, so no box ever stands where a letter belongs. Every text is passed to Typst as data and never
as markup. The same text with the same marks gives the same bytes.

On each page stand the symbol, the page number and a code that opens the page which says whether the print is stale.
An archival copy carries the text as Akoma Ntoso besides.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plenary.foundation.languages.words import direction
from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.procedure.refusal import Refused

#: Families that Typst carries, and the scripts they hold.
CARRIED = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
CARRIED_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
#: Families of the machine that set a script, the one to be preferred first, and Debian's package that brings it.
FAMILIES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "ARABIC": (("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Noto Sans Arabic"), "fonts-noto-core"),
    "CJK": (("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC"), "fonts-noto-cjk"),
    "HIRAGANA": (("Noto Serif CJK JP", "Noto Sans CJK JP"), "fonts-noto-cjk"),
    "KATAKANA": (("Noto Serif CJK JP", "Noto Sans CJK JP"), "fonts-noto-cjk"),
    "HANGUL": (("Noto Serif CJK KR", "Noto Sans CJK KR"), "fonts-noto-cjk"),
    "HEBREW": (("Noto Serif Hebrew", "Noto Sans Hebrew"), "fonts-noto-core"),
    "ARMENIAN": (("Noto Serif Armenian", "Noto Sans Armenian"), "fonts-noto-core"),
    "GEORGIAN": (("Noto Serif Georgian", "Noto Sans Georgian"), "fonts-noto-core"),
    "ETHIOPIC": (("Noto Serif Ethiopic", "Noto Sans Ethiopic"), "fonts-noto-core"),
    "DEVANAGARI": (("Noto Serif Devanagari", "Noto Sans Devanagari"), "fonts-noto-core"),
    "BENGALI": (("Noto Serif Bengali", "Noto Sans Bengali"), "fonts-noto-core"),
    "TAMIL": (("Noto Serif Tamil", "Noto Sans Tamil"), "fonts-noto-core"),
    "THAI": (("Noto Serif Thai", "Noto Sans Thai"), "fonts-noto-core"),
    "KHMER": (("Noto Serif Khmer", "Noto Sans Khmer"), "fonts-noto-core"),
    "LAO": (("Noto Serif Lao", "Noto Sans Lao"), "fonts-noto-core"),
    "MYANMAR": (("Noto Serif Myanmar", "Noto Sans Myanmar"), "fonts-noto-core"),
    "SINHALA": (("Noto Serif Sinhala", "Noto Sans Sinhala"), "fonts-noto-core"),
}
#: A symbol, a decision number or a number with its unit would be misread when torn at the end of a line.
_WHOLE = re.compile(r"\b[A-Z][\w-]{0,30}(?:/[\w.-]{1,30}){1,8}\b|\b[A-Z]{2,12}-\d{4}-R?\d+\b")
_NOTE = re.compile(r"\[\^([^\[\]^\s]{1,24})\]")
_BRACKET = re.compile(r"[\[\]]")
#: What a run of words is marked as: agreed words, words that came in, words that were struck.
KEPT, ADDED, STRUCK = "", "in", "out"
#: A run of words and its mark.
Run = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Print:
    """One text as it is printed, with what stands around it. Every word but the text's comes ready to be read.

    marks: printed above the title, as (label, words): distribution class, who may read it, date, original language.
    check: the address that the code on each page opens; code: the same, short enough to be typed.
    runs: by anchor, the words of a paragraph with what came in and what was struck; words of the text elsewhere.
    foot: one more line at the foot ("Draft", "Printed 28 November 2019, 15:02").
    """

    organisation: str
    symbol: str
    title: str
    kind: str
    text: Text
    marks: tuple[tuple[str, str], ...] = ()
    check: str = ""
    code: str = ""
    foot: str = ""
    runs: Mapping[str, Sequence[Run]] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside: the text as Akoma Ntoso."""

    name: str
    content: str
    media_type: str = "application/akn+xml"


def printed(prints: Sequence[Print], *, at: datetime, attached: Sequence[Attachment] = ()) -> bytes:
    """The texts one after the other in one file, each with page numbers of its own.

    at: the moment that stands in the file as when it was made.
    Raises Refused "documents.nothing_to_print", "documents.no_font".
    """
    if not prints:
        raise Refused("documents.nothing_to_print")
    for one in prints:
        require_fonts(one)
    said = {"parts": [_said(one) for one in prints], "families": list(families_at_hand()), "files": [
        {"name": one.name, "content": one.content, "type": one.media_type} for one in attached
    ]}  # fmt: skip
    try:
        drawn = typst.compile(
            _PAGE,
            font_paths=fonts_at_hand(),
            sys_inputs={"said": json.dumps(said, ensure_ascii=False)},
            pdf_standards=["ua-1", "a-3a"],
            timestamp=at.replace(microsecond=0),
        )
    except typst.TypstError as why:
        if "could not be displayed" not in str(why):
            raise
        raise Refused("documents.no_letter", language=prints[0].text.language) from why
    if not isinstance(drawn, bytes):
        raise TypeError("one document is one file")
    return drawn


def can_be_printed(text: Text) -> bool:
    """Whether the fonts at hand hold the scripts of a text."""
    return not missing_scripts(text.plain())


def require_fonts(one: Print) -> None:
    """Refuse a text in a script for which no font is here. Raises Refused "documents.no_font"."""
    struck = (words for runs in one.runs.values() for words, _mark in runs)
    missing = missing_scripts(one.text.plain() + one.title + "".join(struck))
    if missing:
        script = missing[0]
        package = FAMILIES[script][1] if script in FAMILIES else "fonts-noto-core"
        raise Refused("documents.no_font", language=one.text.language, script=script.capitalize(), package=package)


def missing_scripts(words: str) -> list[str]:
    """Scripts of these words that no font at hand sets, by their names in Unicode."""
    there = set(fonts_at_hand().families())
    found = scripts_of(words) - CARRIED_SCRIPTS
    return sorted(script for script in found if there.isdisjoint(FAMILIES.get(script, ((), ""))[0]))


def scripts_of(words: str) -> set[str]:
    """Scripts of these words, by their names in Unicode; letters that every script shares are of none."""
    return {_script(letter) for letter in set(words) if letter.isalpha()} - {""}


def _script(letter: str) -> str:
    """The script of a letter by the first word of its name; nothing for letters that every script shares."""
    first = unicodedata.name(letter, "").split(" ")[0].partition("-")[0]
    shared = {"MODIFIER", "FEMININE", "MASCULINE", "MICRO", "KELVIN", "ANGSTROM", "OHM", "DOUBLE", "SCRIPT", ""}
    return "" if first in shared else first


@lru_cache(maxsize=2)
def _fonts_in(folder: str) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=not folder, font_paths=[folder] if folder else [])


def fonts_at_hand() -> typst.Fonts:
    """The fonts that prints are set in: those of the folder in the settings, else those of the machine."""
    return _fonts_in(str(settings.PRINT_FONTS or ""))


def families_at_hand() -> Iterator[str]:
    """Families in the order in which they are tried: what Typst carries, then one a script."""
    there = set(fonts_at_hand().families())
    yield CARRIED[0]
    for families, _package in FAMILIES.values():
        if known := next((one for one in families if one in there), ""):
            yield known


# --- what is handed over -------------------------------------------------------------------------


def _said(one: Print) -> dict[str, Any]:
    """A print as the plain data that the page takes."""
    text = one.text
    spoken = furniture_language(text.language)
    with translation.override(spoken):
        page_of = pgettext("foot of a printed page", "Page %(page)s of %(pages)s") % {"page": "\x01", "pages": "\x02"}
        stale = _("Is this print the newest? %(address)s") % {"address": "\x01"} if one.check else ""
    return {
        "language": text.language.partition("-")[0],
        "rtl": direction(text.language) == "rtl",
        "spoken": spoken,
        "spoken_rtl": direction(spoken) == "rtl",
        "justified": text.language.partition("-")[0] in {"zh", "ja"},
        "organisation": one.organisation,
        "symbol": one.symbol,
        "title": clean(text.title.strip() or one.title.strip() or one.symbol or one.kind or one.organisation),
        "kind": one.kind,
        "marks": [list(mark) for mark in one.marks],
        "page_of": page_of,
        "stale": stale,
        "address": one.check.removeprefix("https://").removeprefix("http://"),
        "code": one.code,
        "foot": one.foot,
        "picture": _picture(one.check) if one.check else "",
        "indent": _indent(text),
        "nodes": _Tree(one).nodes(""),
    }


def furniture_language(language: str) -> str:
    """The language of the house in which the words around a text are said: its own where it is one of them."""
    known = {code for code, _name in settings.LANGUAGES}
    return language if language in known else next((one for one in (language.partition("-")[0],) if one in known), "en")


def _picture(address: str) -> str:
    drawn = str(segno.make(address, error="m", micro=False).svg_inline(border=0))
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _indent(text: Text) -> float:
    """How far a paragraph hangs, in ems: room for its longest number, within reason."""
    longest = max((len(one.label) for one in text if one.role in {Role.OPERATIVE, Role.PLAIN}), default=0)
    return min(max(2.0, 0.55 * longest + 0.9), 4.5)


def clean(words: str) -> str:
    """Words without the control characters that no font shows; line ends stay."""
    plain = words.replace("\r\n", "\n").replace("\t", " ")
    return "".join(one for one in plain if one == "\n" or unicodedata.category(one) not in {"Cc", "Cs"})


class _Tree:
    """The paragraphs of a text as nested data, with their runs of words and their footnotes in place."""

    def __init__(self, one: Print) -> None:
        self.print = one
        self.below: dict[str, list[Paragraph]] = {}
        for paragraph in one.text:
            self.below.setdefault(paragraph.parent, []).append(paragraph)

    def nodes(self, anchor: str, depth: int = 0) -> list[dict[str, Any]]:
        """What a paragraph holds, itself holding what it holds; footnotes stand in the words."""
        found = []
        for one in self.below.get(anchor, ()):
            if one.role in {Role.TITLE, Role.FOOTNOTE} and not (one.role is Role.TITLE and anchor):
                continue
            heads = one.role in {Role.HEADING, Role.ANNEX}
            node: dict[str, Any] = {"role": one.role.value, "label": clean(one.label), "runs": self.runs(one)}
            if heads and not one.printed.strip():
                node["role"] = Role.PLAIN.value  # a heading that says nothing heads nothing
            elif heads:
                node["level"] = min(depth + 2, 6)
            if one.anchor in self.print.added:
                node["mark"] = ADDED
            elif one.anchor in self.print.struck:
                node["mark"] = STRUCK
            held = self.nodes(one.anchor, depth + 1 if heads else depth)
            if held:
                node["held"] = held
            found.append(node)
        return found

    def runs(self, one: Paragraph) -> list[Any]:
        """The words of a paragraph in pieces: plain ones, those kept whole, marked ones, footnotes."""
        notes = {note.label: note for note in self.below.get(one.anchor, ()) if note.role is Role.FOOTNOTE}
        placed: set[str] = set()
        pieces: list[Any] = []
        for words, mark in self.print.runs.get(one.anchor) or [(one.words, KEPT)]:
            pieces += self._pieces(clean(words), mark, notes, placed)
        for label, note in notes.items():
            if label not in placed:
                pieces.append(self._note(note))
        return pieces

    def _pieces(self, words: str, mark: str, notes: Mapping[str, Paragraph], placed: set[str]) -> Iterator[Any]:
        at = 0
        for found in _NOTE.finditer(words):
            note = notes.get(found[1])
            if note is None:
                continue
            yield from _in_lines(words[at : found.start()], mark)
            yield {"k": "again", "t": note.label} if note.label in placed else self._note(note)
            placed.add(note.label)
            at = found.end()
        yield from _in_lines(words[at:], mark)

    def _note(self, note: Paragraph) -> dict[str, Any]:
        held = [one for one in self.print.text.branch(note.anchor) if one.anchor != note.anchor]
        runs: list[Any] = []
        for words, mark in self.print.runs.get(note.anchor) or [(note.words, KEPT)]:
            runs += _in_lines(clean(words), mark)
        for one in held:
            runs += [" ", *_in_lines(clean(one.printed), KEPT)]
        return {"k": "note", "label": clean(note.label) or "*", "runs": runs}


def _in_lines(words: str, mark: str) -> Iterator[Any]:
    """Words with their line ends, and what is kept whole on a line."""
    for number, line in enumerate(words.split("\n")):
        if number:
            yield {"k": "break"}
        yield from _marked(_whole(line), mark)


def _whole(line: str) -> Iterator[Any]:
    at = 0
    for found in _WHOLE.finditer(line):
        if found.start() > at:
            yield from _bracketed(line[at : found.start()])
        yield {"k": "whole", "t": found[0]}
        at = found.end()
    if at < len(line):
        yield from _bracketed(line[at:])


def _bracketed(words: str) -> Iterator[Any]:
    """Brackets stand out, so that nobody takes bracketed words for agreed ones."""
    at = 0
    for found in _BRACKET.finditer(words):
        if found.start() > at:
            yield words[at : found.start()]
        yield {"k": "bracket", "t": found[0]}
        at = found.end()
    if at < len(words):
        yield words[at:]


def _marked(pieces: Iterable[Any], mark: str) -> Iterator[Any]:
    kept = list(pieces)
    if mark == KEPT:
        yield from kept
    elif kept:
        yield {"k": mark, "runs": kept}


_PAGE = rb"""
#let said = json(bytes(sys.inputs.said))
#set document(title: said.parts.first().title, author: said.parts.first().organisation,
  description: said.parts.first().symbol)
#for file in said.files {
  pdf.attach(file.name, bytes(file.content), relationship: "source", mime-type: file.type, description: file.name)
}
#set text(font: said.families, size: 10.5pt, hyphenate: false, fallback: true)
#set par(leading: 0.68em, spacing: 0.95em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.25pt }), inset: (x: 4pt, y: 4.5pt))
#set footnote.entry(separator: line(length: 30mm, stroke: 0.4pt), gap: 0.5em)
#show heading: set block(sticky: true, above: 1.5em, below: 0.85em)
#show heading.where(level: 2): set text(size: 12pt)
#show heading.where(level: 3): set text(size: 11pt)

#let inline(runs) = runs.map(one => {
  if type(one) == str { one }
  else if one.k == "whole" { box(text(dir: ltr, one.t)) }
  else if one.k == "bracket" { strong(one.t) }
  else if one.k == "break" { linebreak() }
  else if one.k == "again" { super(one.t) }
  else if one.k == "note" { footnote(numbering: _ => one.label, inline(one.runs)) }
  else if one.k == "in" { underline(stroke: 0.8pt, offset: 1.6pt, strong(inline(one.runs))) }
  else if one.k == "out" { strike(stroke: 0.8pt, inline(one.runs)) }
}).join()

#let words(node) = {
  let runs = inline(node.runs)
  let mark = node.at("mark", default: "")
  if mark == "in" { underline(stroke: 0.8pt, offset: 1.6pt, strong(runs)) }
  else if mark == "out" { strike(stroke: 0.8pt, runs) }
  else { runs }
}

#let beside(part, depth, content) = if part.rtl { pad(right: depth, content) } else { pad(left: depth, content) }

#let hanging(part, node) = {
  let depth = part.indent * 1em
  if node.label == "" { par(words(node)) }
  else {
    par(hanging-indent: depth)[#context {
      let said = [#node.label]
      let wide = measure(said).width + 0.35em.to-absolute()
      box(width: calc.max(wide, depth.to-absolute()), said)
    }#words(node)]
  }
}

#let grid-of(node) = {
  let rows = node.at("held", default: ()).filter(one => one.role == "row")
    .map(row => row.at("held", default: ()).filter(one => one.role == "cell" or one.role == "head_cell"))
  let count = calc.max(1, ..rows.map(row => row.len()))
  let filled(row) = range(count).map(at => {
    if at < row.len() {
      let cell = row.at(at)
      let content = {
        if cell.label != "" { cell.label + " " }
        words(cell)
      }
      if cell.role == "head_cell" { strong(content) } else { content }
    } else { [] }
  })
  let heads = rows.position(row => row.len() == 0 or row.any(cell => cell.role != "head_cell"))
  let heads = if heads == none { calc.min(rows.len(), 1) } else { heads }
  set text(size: 9pt)
  set par(justify: false)
  table(columns: (1fr,) * count,
    ..if heads > 0 { (table.header(repeat: true, ..rows.slice(0, heads).map(filled).flatten()),) },
    ..rows.slice(heads).map(filled).flatten())
}

#let body(part, nodes) = {
  let at = 0
  while at < nodes.len() {
    let node = nodes.at(at)
    let held = node.at("held", default: ())
    if node.role == "heading" {
      heading(level: node.level, [#if node.label != "" [#node.label ]#words(node)])
      body(part, held)
    } else if node.role == "annex" {
      pagebreak(weak: true)
      heading(level: node.level, [#if node.label != "" [#node.label ]#words(node)])
      body(part, held)
    } else if node.role == "item" {
      let items = ()
      while at < nodes.len() and nodes.at(at).role == "item" {
        items.push(nodes.at(at))
        at += 1
      }
      at -= 1
      let labels = items.map(one => one.label)
      let contents = items.map(one => {
        par(words(one))
        body(part, one.at("held", default: ()))
      })
      if labels.all(one => one == "") { list(tight: false, ..contents) }
      else { enum(tight: false, number-align: start, body-indent: 0.7em, numbering: n => labels.at(n - 1), ..contents) }
    } else if node.role == "table" {
      if node.runs.len() > 0 or node.label != "" {
        block(sticky: true, par(strong[#if node.label != "" [#node.label ]#words(node)]))
      }
      grid-of(node)
      beside(part, 0pt, body(part, held.filter(one => one.role != "row")))
    } else {
      hanging(part, node)
      if held.len() > 0 { beside(part, part.indent * 1em, body(part, held)) }
    }
    at += 1
  }
}

#let foot(part, number) = context {
  set text(size: 7.5pt, lang: part.spoken, dir: if part.spoken_rtl { rtl } else { ltr })
  set par(leading: 0.5em, spacing: 0.5em, justify: false)
  let last = counter(page).at(label("end-" + str(number))).first()
  let sides = (1fr,)
  if part.picture != "" { sides.push(auto) }
  line(length: 100%, stroke: 0.4pt)
  v(1mm, weak: true)
  grid(columns: sides, column-gutter: 5mm,
    {
      if part.symbol != "" { par(strong(box(text(dir: ltr, part.symbol)))) }
      if part.stale != "" {
        par({
          let sides = part.stale.split("\u{1}")
          sides.first()
          box(text(dir: ltr, part.address))
          sides.at(1, default: "")
        })
      }
      if part.foot != "" { par(part.foot) }
      par(part.page_of.replace("\u{1}", str(counter(page).get().first())).replace("\u{2}", str(last)))
    },
    ..if part.picture != "" { (image(bytes(part.picture), format: "svg", width: 13mm, alt: part.address),) })
}

#for (number, part) in said.parts.enumerate() {
  set text(lang: part.language, dir: if part.rtl { rtl } else { ltr })
  set par(justify: part.justified)
  set page(paper: "a4", margin: (x: 26mm, top: 22mm, bottom: 34mm), footer: foot(part, number), footer-descent: 8mm)
  counter(page).update(1)
  counter(footnote).update(0)
  {
    set text(lang: part.spoken)
    set par(justify: false)
    grid(columns: (1fr, auto), column-gutter: 8mm,
      text(size: 11pt, part.organisation), align(end, text(size: 11pt, strong(box(text(dir: ltr, part.symbol))))))
    line(length: 100%, stroke: 0.8pt)
    v(1.5mm, weak: true)
    set text(size: 9pt)
    set par(leading: 0.5em, spacing: 0.5em)
    grid(columns: (1fr, auto), column-gutter: 8mm,
      part.kind,
      grid(columns: (auto, auto), column-gutter: 4mm, row-gutter: 1.4mm,
        ..part.marks.map(one => (one.first(), one.last())).flatten()))
  }
  v(9mm, weak: true)
  block(below: 7mm, { set text(size: 16pt); set par(leading: 0.5em); heading(level: 1, part.title) })
  body(part, part.nodes)
  [#metadata(none) #label("end-" + str(number))]
}
"""
