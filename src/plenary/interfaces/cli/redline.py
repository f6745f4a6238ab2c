"""`plenary redline A B`: what changed between two files of a text. Needs neither a house nor a network."""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from plenary.foundation.texts.pasted import Pasted, split_label
from plenary.foundation.texts.redline import Redline, compare
from plenary.foundation.texts.text import Paragraph, Text
from plenary.interfaces.exports.kinds_of_file import require_no_declarations, require_no_other_kind
from plenary.interfaces.exports.redlines import as_json, headed, marked, summary_line
from plenary.procedure.refusal import Refused

HELP = """Say what changed between two files of a text: how much, and each paragraph in which something did.

A file is plain text in UTF-8, its paragraphs parted by empty lines (or one a line where there are none), Akoma Ntoso,
or a web page (.html), as office programs save a text; both are read in a process of its own with the bounds of an
upload. Words are compared, single signs in scripts
without spaces. A paragraph that moved is told once, where it stands now.

Exit status: 0 nothing changed, 1 something did, 2 a file could not be read."""
EXAMPLES = """  plenary redline draft.txt draft-rev1.txt
  plenary redline --whole old.xml new.xml
  plenary redline --html old.txt new.txt > redline.html
  plenary redline --json old.txt new.txt"""

SAME, CHANGED, NOT_READ = 0, 1, 2
#: So large may a file be, and where in it the kind of markup shows.
BYTES_AT_MOST, _BEGINS = 64 * 1024 * 1024, 4096
_EMPTY_LINES: Final = re.compile(r"\n(?:[^\S\n]*\n)+")
#: Numbers that count on where a paragraph is put in before them. Not so a dash, nor "J.", which may begin a name.
_COUNTING: Final = frozenset({"article", "clause", "decimal", "bracketed", "letter"})
#: With what such a number can begin: most paragraphs are told by their first letters to have none.
_HEAD: Final = re.compile(r"\s*(?:[第（(\d一二三四五六七八九十百]|[^\W\d_]{1,5}[.)])")
#: Underlined green and struck red; beside the brackets, never instead of them.
_ADDED, _REMOVED, _PLAIN = "\x1b[4;32m", "\x1b[9;31m", "\x1b[0m"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("old", type=Path, help="the older version")
    parser.add_argument("new", type=Path, help="the newer version")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--html", action="store_true", help="a page that prints, instead of lines for a terminal")
    how.add_argument(
        "--json", action="store_true", help="every paragraph with its pieces, from which both files follow"
    )
    parser.add_argument("--whole", action="store_true", help="the paragraphs that did not change, too")
    parser.add_argument("--colour", choices=["auto", "always", "never"], default="auto", help="beside the marks")
    parser.add_argument("--language", default="", help="the language of files that tell none, for --html")


def run(options: argparse.Namespace) -> int:
    """Exit status 0 nothing changed, 1 something did, 2 a file could not be read."""
    # Many small values are made and none in a circle: looking for circles would take a third of the time.
    gc.disable()
    try:
        old, new, anchors_hold = texts_of((options.old, options.new), options.language)
        redline = compare(old, new, anchors_hold=anchors_hold)
        if options.json:
            print(json.dumps(as_json(redline), ensure_ascii=False))
        elif options.html:
            from plenary.interfaces.exports.redline_page import page  # noqa: PLC0415  only with --html

            print(page(redline, options.old.name, options.new.name, whole=options.whole))
        else:
            _print(redline, whole=options.whole, coloured=_is_coloured(options.colour))
    except NotRead as wrong:
        print(wrong, file=sys.stderr)
        return NOT_READ
    return SAME if redline.is_empty else CHANGED


class NotRead(Exception):
    """A file that could not be read, told in a sentence."""


def texts_of(files: tuple[Path, Path], language: str) -> tuple[Text, Text, bool]:
    """Both files as texts, and whether an anchor of one says which paragraph it is in the other. Raises NotRead."""
    contents = [_content(file) for file in files]
    for file, content in zip(files, contents, strict=True):
        try:
            require_no_other_kind(content)
        except Refused as refused:
            raise _not_read(file, refused) from None
    marked_up = [content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") for content in contents]
    plain = [
        "" if is_marked_up else _decoded(file, content)
        for file, content, is_marked_up in zip(files, contents, marked_up, strict=True)
    ]
    has_empty_lines = any(_EMPTY_LINES.search(one) for one in plain)
    parted = [_parted(said, has_empty_lines) for said in plain]
    kinds = _kinds_that_count(parted)
    found = [
        _text_of_markup(file, content) if is_marked_up else Pasted(_text_of_plain(paragraphs, kinds, which))
        for which, file, content, paragraphs, is_marked_up in zip("ab", files, contents, parted, marked_up, strict=True)
    ]
    if not (found[0].text.language and found[1].text.language):
        # One of two that tells no language has that of the other, or the one that was given with the command.
        known = found[0].text.language or found[1].text.language or language
        found = [replace(one, text=Text(known, one.text.paragraphs)) for one in found]
    older, newer = found[0].text, found[1].text
    if older.language != newer.language:
        raise NotRead(f"{files[0]} is in {older.language} and {files[1]} in {newer.language}.")
    return older, newer, all(one.anchors_hold for one in found)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(BYTES_AT_MOST + 1)
    except OSError as wrong:
        raise NotRead(f"{file} could not be read: {wrong.strerror}.") from None
    if len(content) > BYTES_AT_MOST:
        raise NotRead(f"{file} could not be read: it is longer than {BYTES_AT_MOST // (1024 * 1024)} MB.")
    return content


def _decoded(file: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise NotRead(f"{file} could not be read: byte {wrong.start + 1} is not UTF-8.") from None


def _text_of_markup(file: Path, content: bytes) -> Pasted:
    """Akoma Ntoso or a web page, read as at the desk; what does not come along is told beside the redline."""
    from plenary.interfaces.exports import text_of_file  # noqa: PLC0415  only for such files

    begins = content[:_BEGINS].decode("utf-8", "replace")
    try:
        require_no_declarations(begins)
        if "akomaNtoso" not in begins and not text_of_file.is_page(begins):
            raise NotRead(f"{file} could not be read: it is markup, and neither Akoma Ntoso nor a web page.")
        read = text_of_file.text_of_file(content, None, language="")
    except Refused as refused:
        raise _not_read(file, refused) from None
    if read.dropped:
        count = len(read.dropped)
        print(f"{file}: left out, since hidden, struck out or no text: {count}.", file=sys.stderr)
    return read


def _not_read(file: Path, refused: Refused) -> NotRead:
    """What the refusal says, in its sentence."""
    from plenary.interfaces.explaining import refusal_explained  # noqa: PLC0415  only where something is refused

    return NotRead(f"{file} could not be read. {refusal_explained(refused)}")


def _parted(content: str, has_empty_lines: bool) -> list[str]:
    """The paragraphs of a plain file; the empty lines behind one stay with it, so that the file can be had back."""
    if not has_empty_lines:
        return content.splitlines(keepends=True)
    ends = [found.end() for found in _EMPTY_LINES.finditer(content)]
    paragraphs = [content[start:end] for start, end in zip([0, *ends], [*ends, len(content)], strict=True)]
    return [one for one in paragraphs if one]


def _numbered(paragraph: str) -> tuple[str, str, str]:
    """The number at the head of a paragraph with the space around it, its kind, and the words behind it."""
    if _HEAD.match(paragraph) is None:
        return "", "", paragraph
    _label, kind, words = split_label(paragraph.lstrip())
    if kind not in _COUNTING:
        return "", "", paragraph
    return paragraph[: len(paragraph) - len(words)], kind, words


def _kinds_that_count(parted: Sequence[Sequence[str]]) -> frozenset[str]:
    """The kinds of numbers of which one file has two at least: what stands alone may be the day of a date."""
    counted = [Counter(_numbered(paragraph)[1] for paragraph in paragraphs) for paragraphs in parted]
    return frozenset(kind for kind in _COUNTING if any(one[kind] > 1 for one in counted))


def _text_of_plain(paragraphs: Sequence[str], kinds: frozenset[str], which: str) -> Text:
    """A plain file. Label and words one after the other are the file itself, to the last space.

    kinds: of the numbers that are labels. which: told apart in the anchors, for a place in one file says nothing of
    the other.
    """
    found: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs, 1):
        label, kind, words = _numbered(paragraph) if kinds else ("", "", paragraph)
        if kind not in kinds:
            label, words = "", paragraph
        found.append(Paragraph(f"{which}{place}", words, label=label))
    return Text("", tuple(found))


def _is_coloured(asked: str) -> bool:
    if asked == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return asked == "always"


def _print(redline: Redline, *, whole: bool, coloured: bool) -> None:
    marks = (f"{_REMOVED}[-", f"-]{_PLAIN}", f"{_ADDED}{{+", f"+}}{_PLAIN}") if coloured else ("[-", "-]", "{+", "+}")
    told = sys.stdout.write
    told(f"{summary_line(redline)}\n")
    for _place, heading, line in headed(redline, whole=whole):
        told(f"\n{heading}\n{marked(line.pieces, marks).rstrip()}\n")
