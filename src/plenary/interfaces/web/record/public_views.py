"""The public pages of the record: checkpoints, one entry, the check of a file, what is taken home."""

from __future__ import annotations

import inspect

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from plenary.interfaces.exports import record_bundle, verify_record
from plenary.interfaces.web.freshness import while_unchanged
from plenary.interfaces.web.record import checking, reading
from plenary.interfaces.web.record.forms import CheckForm
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.web.shell.letterhead import of_the_house

ENTRIES_A_PAGE = 40


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The public record: its signed roots, its entries, and how to check it without us."""
    entries = Paginator(reading.public_entries(reader_of(request)), ENTRIES_A_PAGE)
    context = {
        "page": reading.record_page(reader_of(request)),
        "entries": entries.get_page(request.GET.get("page")),
        "current": "about",
    }
    return render(request, "record/public/record.html", context)


@require_safe
def entry(request: HttpRequest, entry: int) -> HttpResponse:
    """One entry of the public tree."""
    page = reading.entry_page(reader_of(request), entry)
    return render(request, "record/public/entry.html", {"page": page, "entry": page.entry, "current": "about"})


@require_safe
def entry_proof(request: HttpRequest, entry: int) -> HttpResponse:
    """A small text that shows the entry to be in the tree; the verifier reads it."""
    page = reading.entry_page(reader_of(request), entry)
    return _taken_home(record_bundle.entry_proof(page.entry).encode("utf-8"), f"entry-{entry}.proof.txt", "text/plain")


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether a file or a text is what was issued or adopted. Nothing that is sent is kept."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    finding = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["file"]
        reader = reader_of(request)
        finding = (
            checking.check_file(reader, given.read())
            if given
            else checking.check_text(reader, form.cleaned_data["text"])
        )
    status = 422 if form.is_bound and not form.is_valid() else 200
    context = {"form": form, "finding": finding, "current": "about"}
    return render(request, "record/public/check.html", context, status=status)


@require_safe
@while_unchanged()
def export(request: HttpRequest) -> HttpResponse:
    """The public record as one file."""
    content = record_bundle.record_bytes(organisation=str(of_the_house()))
    return _taken_home(content, "record.json", "application/json")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The verifier: one file that needs nothing but Python."""
    return _taken_home(inspect.getsource(verify_record).encode("utf-8"), "verify_record.py", "text/x-python")


def _taken_home(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
