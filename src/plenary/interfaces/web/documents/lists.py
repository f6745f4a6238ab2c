"""What the pages of documents list, to take home."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from plenary.interfaces.exports.lists import Cell, Listing
from plenary.interfaces.web.documents import desk_reading, reading
from plenary.interfaces.web.documents.search_forms import DocumentSearch
from plenary.interfaces.web.lists import read_filters
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.documents.models import Document

COLUMNS = ("symbol", "title", "kind", "body", "partner", "state", "state_in_words", "is_demonstration")


def documents(request: HttpRequest) -> Listing:
    """Documents, the newest first, narrowed as the page is."""
    return Listing("documents", COLUMNS, tuple(map(row_of, _found(request))))


def known_documents(request: HttpRequest) -> Listing:
    """The same for who is signed in, with who may know of each."""
    return Listing("documents", (*COLUMNS, "audience"), tuple((*row_of(row), row.audience) for row in _found(request)))


def desk_documents(request: HttpRequest) -> Listing:
    """Every text of the house that this officer may know of, as the desk lists them, with what is late."""
    return Listing(
        "texts",
        (*COLUMNS, "audience", "version", "languages", "late"),
        tuple(
            (*row_of(row.document), row.document.audience, row.version or None, row.languages or None, row.late or None)
            for row in desk_reading.pipeline(reader_of(request))
        ),
    )


def row_of(document: Document) -> tuple[Cell, ...]:
    """One document under `COLUMNS`."""
    return (
        document.symbol or document.outside_reference or None,
        document.title.said(),
        document.kind,
        document.body.code if document.body else None,
        document.partner.code if document.partner else None,
        document.state,
        str(reading.STATES.get(document.state, document.state)),
        document.is_demonstration,
    )


def _found(request: HttpRequest) -> Iterable[Document]:
    return reading.documents_listed(reader_of(request), **read_filters(DocumentSearch(request.GET or None)))
