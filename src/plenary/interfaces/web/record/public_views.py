"""The public pages of the record: checkpoints, one entry, the check of a file, what is taken home."""

from __future__ import annotations

import inspect

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_safe

from plenary.interfaces.exports import record_bundle, verify_record
from plenary.interfaces.exports.kept_record import kept_record
from plenary.interfaces.web.documents import prints
from plenary.interfaces.web.record import checking, reading
from plenary.interfaces.web.record.forms import CheckForm
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused

ENTRIES_A_PAGE = 40


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The public record: its signed roots, its entries, and how to check it without us."""
    return _record_page(request)


def _record_page(request: HttpRequest, status: int = 200) -> HttpResponse:
    entries = Paginator(reading.public_entries(reader_of(request)), ENTRIES_A_PAGE)
    context = {
        "page": reading.record_page(reader_of(request)),
        "entries": entries.get_page(request.GET.get("page")),
        "current": "about",
    }
    return render(request, "record/public/record.html", context, status=status)


@require_safe
def entry(request: HttpRequest, entry: int) -> HttpResponse:
    """One entry of the public tree."""
    page = reading.entry_page(reader_of(request), entry)
    return render(request, "record/public/entry.html", {"page": page, "entry": page.entry, "current": "about"})


@require_safe
def entry_proof(request: HttpRequest, entry: int) -> HttpResponse:
    """A small text that shows the entry to be in the tree. Its page says so while there is none yet."""
    page = reading.entry_page(reader_of(request), entry)
    if page.signed is None:
        context = {"page": page, "entry": page.entry, "current": "about"}
        return render(request, "record/public/entry.html", context, status=404)
    proof = record_bundle.entry_proof(page.entry, page.signed)
    return _taken_home(proof.encode("utf-8"), f"entry-{entry}.proof.txt", "text/plain")


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Whether a file or a text is what was issued or adopted. Nothing that is sent is kept."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    finding = None
    if form.is_bound and form.is_valid():
        code = "" if form.cleaned_data["file"] else form.cleaned_data["code"]
        found = prints.printed(reader_of(request), code) if code else None
        if found is not None:
            return redirect("print", found.version.print_code)
        try:
            if code:
                raise Refused("documents.no_such_print")
            finding = _finding(request, form)
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
    status = 422 if form.is_bound and not form.is_valid() else 200
    context = {"form": form, "finding": finding, "current": "about"}
    return render(request, "record/public/check.html", context, status=status)


def _finding(request: HttpRequest, form: CheckForm) -> checking.Finding:
    reader, address = reader_of(request), str(request.META.get("REMOTE_ADDR", ""))
    given = form.cleaned_data["file"]
    if given:
        return checking.check_file(reader, given.read(), address=address)
    return checking.check_text(reader, form.cleaned_data["text"], address=address)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The public record as one file, as far as it is sealed. Until there is one, the page of the record says so."""
    kept = kept_record()
    if kept is None:
        return _record_page(request, status=404)
    etag = quote_etag(kept.signed.root)
    return get_conditional_response(request, etag=etag) or _taken_home(
        kept.file.read_bytes(), "record.json", "application/json", etag=etag
    )


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The verifier: one file that needs nothing but Python."""
    return _taken_home(inspect.getsource(verify_record).encode("utf-8"), "verify_record.py", "text/x-python")


def _taken_home(content: bytes, name: str, media_type: str, *, etag: str = "") -> HttpResponse:
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if etag:
        response["ETag"] = etag
    return response
