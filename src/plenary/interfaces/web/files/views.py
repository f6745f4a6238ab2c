"""A file on its way out: the gate on the house's host, a ticket, the bytes on the files' host."""

from __future__ import annotations

from base64 import b64decode
from typing import TypeVar

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.files import tickets
from plenary.foundation.files.models import StoredFile
from plenary.foundation.files.storing import path_of
from plenary.foundation.people.signing_in import actor_of
from plenary.interfaces.web.files.door import files_address, is_for_files
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.wording import sentence_of
from plenary.offices.organisation.models import Organisation
from plenary.procedure.refusal import Refused

Answer = TypeVar("Answer", bound=HttpResponseBase)
#: A file that is shown all the same may run, load and send nothing.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
#: Types that go out under their own name; all others are bytes to be saved, whatever they call themselves.
NAMED_TYPES = frozenset({"application/pdf", "text/plain", "text/csv", "application/json", "image/png", "image/jpeg"})
UNNAMED_TYPE = "application/octet-stream"
#: One pixel that is seen through.
UNSEEN = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")


class SeeOther(HttpResponseRedirect):
    """Go there with GET."""

    status_code = 303


@require_safe
def file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Ask the gate and send the reader on with a ticket. No byte of a file leaves from here."""
    if is_for_files(request):
        raise Http404
    found = _readable(reader_of(request), key)
    if found is None or found.name != name:
        raise Http404
    ticket = tickets.issue(found.key, sign_in=request.session.get(SIGN_IN_KEY, ""))
    response = SeeOther(files_address(request) + reverse("file-by-ticket", args=[ticket]))
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def file_by_ticket(request: HttpRequest, ticket: str) -> HttpResponseBase:
    """A file for who shows a ticket and may still read it, always to be saved; a browser never runs it."""
    if not is_for_files(request):
        raise Http404
    try:
        shown = tickets.read(ticket) if request.method == "HEAD" else tickets.take(ticket)
    except Refused as refused:
        return _no_file(request, sentence_of(refused), 410)
    found = _readable(actor_of(shown.sign_in), shown.file)
    if found is None:
        return _no_file(request, sentence_of(Refused("files.not_open_any_more")), 404)
    response = FileResponse(
        path_of(found.digest).open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type if found.media_type.partition(";")[0] in NAMED_TYPES else UNNAMED_TYPE,
    )
    return _guarded(response)


@require_safe
def emblem(request: HttpRequest) -> HttpResponse:
    """The emblem, from the house's own host: the one file that is no file as it was given, but a picture of our making.

    A house without one answers a picture of one pixel that nobody sees.
    """
    house = Organisation.objects.select_related("emblem").first()
    kept = house.emblem if house else None
    place = path_of(kept.digest) if kept else None
    content = place.read_bytes() if place is not None and place.exists() else UNSEEN
    response = _guarded(HttpResponse(content, content_type="image/png"))
    asked_by_key = kept is not None and request.GET.get("v") == kept.key
    response["Cache-Control"] = "public, max-age=31536000, immutable" if asked_by_key else "no-cache"
    return response


def _readable(reader: Actor, key: str) -> StoredFile | None:
    found = StoredFile.objects.readable_by(reader).filter(key=key).first()
    return found if found is not None and path_of(found.digest).exists() else None


def _no_file(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return _guarded(render(request, "files/no_file.html", {"sentence": sentence}, status=status))


def _guarded(response: Answer) -> Answer:
    response["Content-Security-Policy"] = FILE_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
