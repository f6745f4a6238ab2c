"""The workspace pages of the organisation: partners, and the one box of the search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.interfaces.web.organisation import reading, workspace_reading
from plenary.interfaces.web.organisation.workspace_forms import SearchForm
from plenary.interfaces.web.shell.context import reader_of


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Observers and partners, alphabetical in the reader's language."""
    context = {"partners": reading.partners_listed(), "current": "partners"}
    return render(request, "organisation/workspace/partners.html", context)


@require_safe
def partner(request: HttpRequest, code: str) -> HttpResponse:
    """One partner: standing, the items that name it, its documents, as far as this reader may know."""
    context = {"page": reading.partner_page(reader_of(request), code), "audience": "mixed", "current": "partners"}
    return render(request, "organisation/workspace/partner.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One box over what this reader may read."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = workspace_reading.search(reader_of(request), words)
    context = {
        "form": form,
        "words": words,
        "found": found,
        "is_full": len(found) == workspace_reading.FOUND_AT_MOST,
        "audience": f"person:{reader_of(request).person_key}",
        "current": "search",
    }
    return render(request, "organisation/workspace/search.html", context)
