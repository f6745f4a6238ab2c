"""What a file or a text is, as far as the record and the issued texts tell one reader. Nothing is kept."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.journal import queries as journal
from plenary.foundation.journal.models import Entry
from plenary.foundation.people import brakes
from plenary.interfaces.exports.words_of_file import OthersFirst, words_of_file
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import Decision
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Issue, LanguageVersion, Version
from plenary.offices.documents.models.text import PRINT_CODE_LENGTH, PRINT_SIGNS
from plenary.offices.documents.symbols import own_form
from plenary.procedure.refusal import Refused

#: Words beside the text (a letterhead, a distribution line) that a file may carry and still be known by its text.
BESIDE_AT_MOST = 600
_SYMBOL = re.compile(r"\b[A-Z][\w-]{0,30}+(?:/[\w.-]{1,30}+){1,8}")
#: The address at the foot of a print; where a line of it breaks, white space may stand in the code.
_PRINT = re.compile(rf"/print/\s?((?:[{PRINT_SIGNS}]\s?){{{PRINT_CODE_LENGTH}}})")
CANDIDATES = 40
#: Letters of a symbol in any form.
SYMBOL_AT_MOST = 80
#: Letters of a pasted text that are read on the spot; a longer one is read apart, as a file is.
READ_HERE = 20_000
#: A file that could be read in this time counts for nothing; of others a network may send as many as it may try codes.
QUICK_S = 1.0
_WAY = "file"


@dataclass(slots=True)
class Finding:
    """What is known of the bytes.

    sha256: of the bytes as given. entries: entries of the record that name the file. text: the issued text that the
    file is or carries; exact: byte for byte. beside: words it carries besides that text. newest: the newest version
    that this reader may read, where that is a later one. is_readable: whether words could be read from it at all.
    named: the version whose print code stands in the words, where they are not those of an issued text.
    """

    sha256: str
    size: int
    is_readable: bool = True
    entries: list[Entry] = field(default_factory=list)
    text: LanguageVersion | None = None
    exact: bool = False
    beside: str = ""
    newest: Version | None = None
    decisions: list[Decision] = field(default_factory=list)
    named: Version | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.entries or self.text)

    @property
    def is_earlier(self) -> bool:
        """Whether a later version was issued."""
        return self.newest is not None

    @property
    def symbol(self) -> str:
        """The symbol of the version found."""
        return documents.symbol_of(self.text.of_version) if self.text else ""

    @property
    def named_symbol(self) -> str:
        """How the version is called whose print code stands in the words: its symbol, else its title."""
        if self.named is None:
            return ""
        return documents.symbol_of(self.named) or self.named.document.title.said()


def check_file(reader: Actor, content: bytes, *, address: str) -> Finding:
    """What a file is: an issued file by its bytes, or the carrier of an issued text by its words.

    address: whence it was sent. Raises Refused where too many came from there, or others are being read.
    """
    finding = Finding(hashlib.sha256(content).hexdigest(), len(content))
    finding.entries = journal.entries_holding(reader, finding.sha256)
    issue = (
        Issue.objects.filter(Q(file__digest=finding.sha256) | Q(paper__digest=finding.sha256))
        .filter(audience__in=readable_audiences(reader))
        .select_related("of_text__of_version__document")
        .order_by("issued_at")
        .first()
    )
    if issue is not None and documents.document(reader, issue.of_text.of_version.document.key) is not None:
        finding.text, finding.exact = issue.of_text, True
    else:
        readings = _read_apart(reader, content, address)
        finding.is_readable = bool(readings)
        _find_text(reader, finding, readings)
        if finding.text is None:
            finding.named = _named_by_code(reader, readings)
    return _with_what_came_of_it(reader, finding)


def check_text(reader: Actor, text: str, *, address: str) -> Finding:
    """What a pasted text is. address, and what is raised: as for a file."""
    content = text.encode("utf-8")
    finding = Finding(hashlib.sha256(content).hexdigest(), len(content))
    _find_text(reader, finding, [text] if len(text) <= READ_HERE else _read_apart(reader, content, address))
    return _with_what_came_of_it(reader, finding)


def _read_apart(reader: Actor, content: bytes, address: str) -> list[str]:
    """Its words, read in a process of its own; counted where that was slow or in vain."""
    counted = {"way": _WAY, "network": brakes.network_of(address), "name": reader.person_key or "public"}
    wait_s = brakes.count_try(**counted)
    if wait_s:
        raise Refused("record.too_many_files", wait_s=wait_s)
    began = time.monotonic()
    try:
        readings = words_of_file(content, Path(settings.PLENARY_HOME), of_outsider=not reader.is_signed_in)
    except OthersFirst:
        brakes.take_try_back(**counted)
        raise Refused("record.others_are_checked") from None
    if readings and time.monotonic() - began < QUICK_S:
        brakes.take_try_back(**counted)
    return readings


def _find_text(reader: Actor, finding: Finding, readings: Iterable[str]) -> None:
    normal = list(dict.fromkeys(documents.normal_text(reading) for reading in readings))
    for words in normal:
        found = documents.texts_with_digest(reader, documents.text_digest(words)).first() if words else None
        if found is not None:
            finding.text = found
            return
    for words in normal:
        for candidate in _candidates(reader, words):
            inside = documents.normal_text(
                " ".join(
                    part
                    for paragraph in candidate.paragraphs.all()
                    for part in (paragraph.label, paragraph.text)
                    if part
                )
            )
            before, met, after = words.partition(inside) if inside else (words, "", "")
            beside = f"{before.strip()} {after.strip()}".strip()
            if met and len(beside) <= BESIDE_AT_MOST:
                finding.text, finding.beside = candidate, beside
                return


def _named_by_code(reader: Actor, readings: Iterable[str]) -> Version | None:
    """The version whose print code stands in the words; none where this reader may not read it."""
    codes = dict.fromkeys(code for words in readings for code in _PRINT.findall(words))
    for code in list(codes)[:CANDIDATES]:
        version = documents.version_with_print_code(reader, documents.print_code_typed(code))
        if version is not None:
            return version
    return None


def _candidates(reader: Actor, words: str) -> Iterable[LanguageVersion]:
    """Issued texts whose symbol stands in the words, in the usual form or the organisation's own."""
    said = _SYMBOL.findall(words)
    own = own_form()
    if own is not None:
        said += [one for one in words.split() if len(one) <= SYMBOL_AT_MOST and own.can_read(one.rstrip(".,;"))]
    for symbol in list(dict.fromkeys(said))[:CANDIDATES]:
        document = documents.document_with_symbol(reader, symbol.rstrip(".,;"))
        if document is not None:
            yield from documents.texts(reader, document).order_by("-of_version__number")


def _with_what_came_of_it(reader: Actor, finding: Finding) -> Finding:
    if finding.text is not None:
        version = finding.text.of_version
        if version.digest:
            finding.decisions = list(decisions.decisions_adopting(reader, version.digest))
        newest = documents.versions(reader, version.document).order_by("-number").first()
        if newest is not None and newest.number > version.number:
            finding.newest = newest
    return finding
