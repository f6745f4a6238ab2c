"""A document as one signed-in reader has it: what was issued to this reader, and who else can read what is shown."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import PUBLIC, joined, widens
from plenary.interfaces.web.documents import reading
from plenary.offices.documents import queries as office
from plenary.offices.documents.models import Document, Issue, LanguageVersion, Paragraph
from plenary.procedure.refusal import NotHere


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """The reader of one document. contents: headings with their anchors. issues: what was given out to this reader.

    audience: of the text shown, never wider than it is. is_draft: shown to who works on it, given out to nobody here.
    """

    page: reading.DocumentPage
    contents: tuple[Paragraph, ...]
    issues: tuple[Issue, ...]
    bracket_count: int
    audience: str
    is_draft: bool


def known_document(reader: Actor, key: str) -> Document:
    """The document with this key. Raises NotHere."""
    found = office.document(reader, key)
    if found is None:
        raise NotHere()
    return found


def reader_page(reader: Actor, key: str, *, language: str = "", number: int | None = None) -> ReaderPage:
    """Everything this reader may read of a document. Raises NotHere; Http404 for a version that is not here."""
    document = known_document(reader, key)
    page = reading.document_page(reader, document, language=language, number=number)
    issues = tuple(office.issues_of(reader, page.version)) if page.version else ()
    shown = [one.audience for one in issues if page.text and one.of_text_id == page.text.pk]
    return ReaderPage(
        page=page,
        contents=tuple(one for one in page.paragraphs if one.role == Paragraph.Role.HEADING),
        issues=issues,
        bracket_count=office.open_brackets(document).count() if page.text else 0,
        audience=_audience(document, shown, has_text=page.text is not None),
        is_draft=page.text is not None and not shown,
    )


def audience_of_text(reader: Actor, document: Document, text: LanguageVersion) -> str:
    """Who can read one text, as far as this reader may know: those it was issued to, or those who work on it."""
    issued = [one.audience for one in office.issues_of(reader, text.of_version) if one.of_text_id == text.pk]
    return _audience(document, issued, has_text=True)


def audience_of_page(reader: Actor, document: Document, text: LanguageVersion | None) -> str:
    """Who can read the page of a document: the text that it shows, or, where it shows none, that there is one."""
    return document.audience if text is None else audience_of_text(reader, document, text)


def audience_of_both(reader: Actor, document: Document, one: LanguageVersion, other: LanguageVersion) -> str:
    """Who can read two texts, as far as this reader may know: the narrower of two audiences; mixed where neither is."""
    first, second = audience_of_text(reader, document, one), audience_of_text(reader, document, other)
    if not widens(first, second):
        return second
    return "mixed" if widens(second, first) else first


def _audience(document: Document, issued_to: list[str], *, has_text: bool) -> str:
    """Who can read the page: the text's own audience where that is narrower than who may know of the document."""
    if not has_text:
        return document.audience
    if not issued_to:
        return f"draft:{document.key}"
    text = PUBLIC if PUBLIC in issued_to else joined(issued_to)
    return text if widens(text, document.audience) else document.audience
