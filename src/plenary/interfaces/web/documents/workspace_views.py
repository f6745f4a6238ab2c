"""The workspace pages of documents: what this reader may know of, and the reader of one text."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.interfaces.web.documents import reading, workspace_reading
from plenary.interfaces.web.documents.search_forms import DocumentSearch
from plenary.interfaces.web.shell.context import reader_of

DOCUMENTS_A_PAGE = 25


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Documents that this reader may know of, the newest first."""
    form = DocumentSearch(request.GET or None)
    found = reading.documents_listed(reader_of(request), **form.chosen())
    page = Paginator(found, DOCUMENTS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, reading.KINDS.get(row.kind, row.kind), reading.STATES.get(row.state, row.state)) for row in page]
    context = {"form": form, "page": page, "rows": rows, "audience": "mixed", "current": "documents"}
    return render(request, "documents/workspace/documents.html", context)


@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    """One document: the newest version issued to this reader, or the one asked for, in the language asked for."""
    number = request.GET.get("version", "")
    read = workspace_reading.reader_page(
        reader_of(request),
        key,
        language=request.GET.get("language", "")[:12],
        number=int(number) if number.isdecimal() and len(number) < 5 else None,
    )
    context = {"read": read, "page": read.page, "document": read.page.document, "audience": read.audience}
    return render(request, "documents/workspace/document.html", context | {"current": "documents"})


@require_safe
def side_by_side(request: HttpRequest, key: str, left: str, right: str) -> HttpResponse:
    """Two languages of a document, paired by paragraph."""
    reader = reader_of(request)
    found = workspace_reading.known_document(reader, key)
    page = reading.twin_page(reader, found, left, right)
    audience = workspace_reading.reader_page(reader, key, language=left, number=page.version.number).audience
    context = {"page": page, "document": found, "audience": audience, "current": "documents"}
    return render(request, "documents/workspace/twin.html", context)
