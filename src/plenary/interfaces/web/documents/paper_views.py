"""Prints of a text, and the page that tells what a print is by now."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.documents import paper, prints, reading, workspace_reading
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.documents import queries
from plenary.offices.documents.models import Document, LanguageVersion


@require_safe
def public_paper(request: HttpRequest, symbol: str, number: int, language: str) -> HttpResponse:
    """A version of a public document in one language, as PDF."""
    reader = reader_of(request)
    document = reading.document_at(reader, symbol)[0]
    return _paper(request, reader, document, number, language)


@require_safe
def folder_paper(request: HttpRequest, key: str, number: int, language: str) -> HttpResponse:
    """The same for who is signed in."""
    reader = reader_of(request)
    return _paper(request, reader, workspace_reading.known_document(reader, key), number, language)


def _paper(request: HttpRequest, reader: Actor, document: Document, number: int, language: str) -> HttpResponse:
    text = _text(reader, document, number, language)
    base = f"{request.scheme}://{request.get_host()}"
    audience = workspace_reading.audience_of_text(reader, document, text)
    asked = request.GET.get("since", "")
    if not asked:
        return _taken(paper.working_paper(text, audience=audience, base=base), paper.file_name(text))
    if not asked.isdecimal() or len(asked) > 4 or int(asked) >= number:
        raise Http404
    since = _text(reader, document, int(asked), language)
    content = paper.working_paper(text, audience=audience, base=base, since=since)
    return _taken(content, paper.file_name(text, f"since_{int(asked)}.pdf"))


def _text(reader: Actor, document: Document, number: int, language: str) -> LanguageVersion:
    """The text of exactly this version and language. Raises Http404."""
    text = queries.text_in(reader, document, language, number)
    if text is None:
        raise Http404
    return text


def _taken(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def print_of(request: HttpRequest, code: str) -> HttpResponse:
    """What the code on a print leads to. Who is not signed in and may not read it is asked to sign in, found or not."""
    reader = reader_of(request)
    found = prints.printed(reader, code)
    if found is None:
        return _nothing(request) if reader.is_signed_in else redirect("folder-print", code)
    return _page(request, found)


@require_safe
def folder_print(request: HttpRequest, code: str) -> HttpResponse:
    """The same, after signing in."""
    found = prints.printed(reader_of(request), code)
    return _nothing(request) if found is None else _page(request, found)


def _nothing(request: HttpRequest) -> HttpResponse:
    """A code that was never given, or whose text this reader may not read; nobody can tell them apart."""
    return render(request, "documents/no_such_print.html", {"current": "documents"}, status=404)


def _page(request: HttpRequest, found: prints.Printed) -> HttpResponse:
    inside = reader_of(request).is_signed_in
    changes = ""
    if found.is_stale and found.language:
        between = [found.version.number, found.newest.number]
        if inside:
            changes = reverse("folder-document-compare", args=[found.document.key, *between])
        else:
            changes = reverse("document-compare", args=[found.document.symbol or found.document.key, *between])
        changes += f"?language={found.language}"
    context = {
        "print": found,
        "changes": changes,
        "document": found.document,
        "audience": _audience(reader_of(request), found),
        "inside": inside,
        "frame": "shell/workspace.html" if inside else "shell/public.html",
        "current": "documents",
    }
    return render(request, "documents/print.html", context)


def _audience(reader: Actor, found: prints.Printed) -> str:
    """Who can read what the page tells: both versions, so never wider than the narrower of the two."""
    texts = queries.texts(reader, found.document)
    old = texts.filter(of_version=found.version).first()
    new = texts.filter(of_version=found.newest).first()
    if old is None or new is None:
        return found.document.audience
    return workspace_reading.audience_of_both(reader, found.document, old, new)
