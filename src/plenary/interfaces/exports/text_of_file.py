"""The text of a file from outside (Akoma Ntoso, a page of markup, plain words), read in a process of its own.

`python -m plenary.interfaces.exports.text_of_file LANGUAGE [piece] < FILE` reads one, under the limits of
`words_of_file`, and writes its paragraphs as JSON, or why it was refused. What is pasted goes the same way as a file
that is sent.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Protocol

from plenary.foundation.texts.pasted import Dropped, Left, Pasted, read_html, read_plain
from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.interfaces.exports import akoma_ntoso
from plenary.interfaces.exports.kinds_of_file import (
    BEGINS,
    is_other_markup,
    require_no_declarations,
    require_no_other_kind,
)
from plenary.interfaces.exports.words_of_file import SECONDS_IN_ALL, OthersFirst, alone, limit
from plenary.procedure.refusal import Refused

#: So large may a file be, by whatever door it comes.
BYTES_AT_MOST = 10 * 1024 * 1024
_A_PIECE = 64 * 1024
_MARKED_UP = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|p|div|span|b|h[1-6]|ul|ol|table)\b|<!--", re.I)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""")
_BYTE_ORDER = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Stream(Protocol):
    """What can be read piece by piece: a file, an upload, a request."""

    def read(self, size: int, /) -> bytes:
        """So many bytes at most; none at the end."""


def text_of_file(content: bytes | Stream, home: Path | None, *, language: str, whole: bool = True) -> Pasted:
    """Its text, and what of it a text does not hold.

    content: its bytes, or a stream of them, which is never held whole. home: the folder of the house, in which one file
    is read at a time; None where no house is. language: in which it is, where the file does not say. whole: not so for
    a piece that goes into a text, which has no title of its own.
    Raises Refused "text.file_too_long", "text.others_first" where another file is being read for longer than a moment,
    "text.file_not_read" where it could not be read within the limits, and as the readers.
    """
    reader = [sys.executable, "-m", "plenary.interfaces.exports.text_of_file", language, *([] if whole else ["piece"])]
    try:
        with TemporaryFile() as kept:
            _keep(BytesIO(content) if isinstance(content, bytes) else content, kept)
            with alone(home) if home is not None else nullcontext():
                done = subprocess.run(reader, stdin=kept, capture_output=True, timeout=SECONDS_IN_ALL, check=False)
    except OthersFirst:
        raise Refused("text.others_first") from None
    except subprocess.TimeoutExpired:
        raise Refused("text.file_not_read") from None
    if done.returncode != 0:
        raise Refused("text.file_not_read")
    found: dict[str, Any] = json.loads(done.stdout)
    if "refused" in found:
        raise Refused(found["refused"], **found["facts"])
    return Pasted(
        Text(
            found["language"],
            tuple(
                Paragraph(anchor, words, Role(role), label, parent)
                for anchor, words, role, label, parent in found["paragraphs"]
            ),
        ),
        tuple(Dropped(Left(why), words) for why, words in found["dropped"]),
        anchors_hold=found["anchors_hold"],
    )


def _keep(stream: Stream, kept: BinaryIO) -> None:
    """Write a stream to a file piece by piece, to its end. Raises Refused "text.file_too_long"."""
    came = 0
    while piece := stream.read(_A_PIECE):
        came += len(piece)
        if came > BYTES_AT_MOST:
            raise Refused("text.file_too_long", most=BYTES_AT_MOST // (1024 * 1024))
        kept.write(piece)
    kept.seek(0)


def read(content: bytes, language: str, *, whole: bool = True) -> Pasted:
    """The same here and now, for what the house itself wrote. Raises Refused as `text_of_file`, but for its limits."""
    require_no_other_kind(content)
    if b"<akomaNtoso" in content[:BEGINS] or b":akomaNtoso" in content[:BEGINS]:
        imported = akoma_ntoso.read(content)
        return Pasted(imported.text, imported.dropped, anchors_hold=True)
    letters = _letters(content)
    require_no_declarations(letters)
    if is_page(letters):
        return read_html(letters, language, whole=whole)
    if is_other_markup(letters):
        raise Refused("text.file_not_akoma_ntoso")
    return read_plain(letters, language, whole=whole)


def is_page(letters: str) -> bool:
    """Whether they are a web page, or a piece of one."""
    return _MARKED_UP.search(letters[:BEGINS]) is not None


def _letters(content: bytes) -> str:
    """Its letters, in the coding it names, else in UTF-8; a guess could change a word."""
    coding = next((coding for begins, coding in _BYTE_ORDER if content.startswith(begins)), "")
    if not coding:
        named = _CHARSET.search(content[:BEGINS])
        coding = named[1].decode("ascii") if named else "utf-8"
    try:
        return content.decode(coding)
    except (UnicodeDecodeError, LookupError):
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("text.file_coding_unknown") from None


def _told(content: bytes, language: str, *, whole: bool) -> dict[str, Any]:
    try:
        found = read(content, language, whole=whole)
    except Refused as refused:
        return {"refused": refused.code, "facts": refused.facts}
    return {
        "language": found.text.language,
        "paragraphs": [(one.anchor, one.words, one.role.value, one.label, one.parent) for one in found.text],
        "dropped": [(one.why.value, one.words) for one in found.dropped],
        "anchors_hold": found.anchors_hold,
    }


if __name__ == "__main__":
    limit()
    json.dump(_told(sys.stdin.buffer.read(), sys.argv[1], whole="piece" not in sys.argv[2:]), sys.stdout)
