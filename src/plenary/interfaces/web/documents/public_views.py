"""The public pages of documents."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plenary.interfaces.web.documents import comparing, exchange_views, language_reading, reading, workspace_reading
from plenary.interfaces.web.documents.reader_links import cited, public_links
from plenary.interfaces.web.documents.search_forms import DocumentSearch
from plenary.interfaces.web.shell.context import reader_of

DOCUMENTS_A_PAGE = 25


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Documents, the newest first."""
    form = DocumentSearch(request.GET or None)
    found = reading.documents_listed(reader_of(request), **form.chosen())
    page = Paginator(found, DOCUMENTS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, reading.KINDS.get(row.kind, row.kind), reading.STATES.get(row.state, row.state)) for row in page]
    context = {"form": form, "page": page, "rows": rows, "current": "documents"}
    return render(request, "documents/public/documents.html", context)


@require_safe
def document(request: HttpRequest, symbol: str) -> HttpResponse:
    """One document in the language of the page, or in the one asked for."""
    named = reading.symbol_at_key(reader_of(request), symbol)
    if named:
        return redirect("document", named, permanent=True)
    found, number = reading.document_at(reader_of(request), symbol)
    page = reading.document_page(
        reader_of(request), found, language=request.GET.get("language", "")[:12], number=number
    )
    return _shown(request, page)


@require_safe
def document_version(request: HttpRequest, symbol: str, number: int) -> HttpResponse:
    """One version of a document, as it stood."""
    found = reading.document_at(reader_of(request), symbol)[0]
    page = reading.document_page(
        reader_of(request), found, language=request.GET.get("language", "")[:12], number=number
    )
    return _shown(request, page)


def _shown(request: HttpRequest, page: reading.DocumentPage) -> HttpResponse:
    links = public_links(request, page)
    context = {
        "page": page,
        "languages_note": language_reading.languages_note(reader_of(request), page),
        "document": page.document,
        "links": links,
        "cited": cited(request, page, links),
        "audience": workspace_reading.audience_of_page(reader_of(request), page.document, page.text),
        "earlier": comparing.earlier(reader_of(request), page),
        "current": "documents",
    }
    return render(request, "documents/public/document.html", context)


@require_safe
def compare(request: HttpRequest, symbol: str, older: int, newer: int) -> HttpResponse:
    """What changed between two versions of a document."""
    reader = reader_of(request)
    found = reading.document_at(reader, symbol)[0]
    page = comparing.compare_page(reader, found, older, newer, **comparing.asked_for(request.GET))
    audience = workspace_reading.audience_of_both(reader, found, page.old_text, page.text)
    context = {"page": page, "document": found, "audience": audience, "current": "documents", "house": "public"}
    return render(request, "documents/public/compare.html", context)


@require_safe
def side_by_side(request: HttpRequest, symbol: str, left: str, right: str) -> HttpResponse:
    """Two languages of a document, paired by paragraph."""
    found, number = reading.document_at(reader_of(request), symbol)
    page = language_reading.twin_page(reader_of(request), found, left, right, number)
    audience = workspace_reading.audience_of_both(reader_of(request), found, page.texts[0], page.texts[-1])
    context = {"page": page, "document": found, "audience": audience, "current": "documents"}
    return render(request, "documents/public/twin.html", context)


@require_safe
def exchange(request: HttpRequest, symbol: str, number: int, language: str) -> HttpResponse:
    """A version of a public document in one language as Akoma Ntoso."""
    reader = reader_of(request)
    return exchange_views.exchanged(reader, reading.document_at(reader, symbol)[0], number, language)
