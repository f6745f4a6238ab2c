"""The workspace pages of documents: what this reader may know of, and the reader of one text."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import widens
from plenary.interfaces.web.desk.acts import RECEIPT_KEY, ActPage
from plenary.interfaces.web.documents import (
    comparing,
    concord_reading,
    exchange_views,
    language_reading,
    reading,
    workspace_reading,
)
from plenary.interfaces.web.documents.reader_links import cited, folder_links
from plenary.interfaces.web.documents.search_forms import DocumentSearch
from plenary.interfaces.web.documents.way_reading import way_of
from plenary.interfaces.web.documents.workspace_forms import OWN
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.documents import actions
from plenary.offices.documents import queries as office
from plenary.offices.documents.models import Document

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
    reader = reader_of(request)
    read = workspace_reading.reader_page(
        reader,
        key,
        language=request.GET.get("language", "")[:12],
        number=int(number) if number.isdecimal() and len(number) < 5 else None,
    )
    found = read.page.document
    links = folder_links(request, read.page)
    context = {
        "read": read,
        "page": read.page,
        "languages_note": language_reading.languages_note(reader, read.page),
        "way": way_of(reader, found),
        "own": ActOnOwnDocument.offered(reader, found, key=found.key),
        "receipt": request.session.pop(RECEIPT_KEY, None),
        "document": found,
        "links": links,
        "cited": cited(request, read.page, links),
        "audience": read.audience,
        "earlier": comparing.earlier(reader, read.page),
        "since": comparing.since_read(reader, read.page),
        "current": "documents",
    }
    return render(request, "documents/workspace/document.html", context)


class ActOnOwnDocument(ActPage):
    """What a delegation answers about a text."""

    forms = OWN
    current, route, home = "documents", "folder-act-on-document", "folder-document"
    frame = "shell/workspace.html"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Document:
        return workspace_reading.known_document(actor, named["key"])

    def title(self, thing: Document) -> Any:  # noqa: ANN401  Words
        return thing.title


@require_safe
def compare(request: HttpRequest, key: str, older: int, newer: int) -> HttpResponse:
    """What changed between two versions that this reader may read."""
    reader = reader_of(request)
    found = workspace_reading.known_document(reader, key)
    page = comparing.compare_page(reader, found, older, newer, **comparing.asked_for(request.GET))
    context = {
        "page": page,
        "document": found,
        "audience": workspace_reading.audience_of_both(reader, found, page.old_text, page.text),
        "current": "documents",
        "house": "workspace",
    }
    return render(request, "documents/workspace/compare.html", context)


@require_POST
def note_reading(request: HttpRequest, key: str) -> HttpResponse:
    """The reader has read a version: pressed by hand, or by the page's script once the end of the text was in view."""
    reader = reader_of(request)
    found = workspace_reading.known_document(reader, key)
    number = request.POST.get("version", "")
    version = office.versions(reader, found).filter(number=int(number) if number.isdecimal() and len(number) < 5 else 0)
    actions.note_reading(version=get_object_or_404(version), by=reader)
    return redirect("folder-document", key)


@require_safe
def side_by_side(request: HttpRequest, key: str, left: str, right: str) -> HttpResponse:
    """Two languages of a document, paired by paragraph."""
    reader = reader_of(request)
    found = workspace_reading.known_document(reader, key)
    page = concord_reading.with_notes(reader, language_reading.twin_page(reader, found, left, right))
    audiences = [workspace_reading.audience_of_text(reader, found, one) for one in page.texts]
    # What stands beside each other is read by those who read both.
    audience = audiences[0] if widens(audiences[0], audiences[-1]) else audiences[-1]
    context = {"page": page, "document": found, "audience": audience, "current": "documents"}
    return render(request, "documents/workspace/twin.html", context)


@require_safe
def exchange(request: HttpRequest, key: str, number: int, language: str) -> HttpResponse:
    """A version in one language as Akoma Ntoso."""
    reader = reader_of(request)
    return exchange_views.exchanged(reader, workspace_reading.known_document(reader, key), number, language)
