"""Answers to a script: JSON with a mark of its content, problems as RFC 9457 has them, and what must have been seen.

The mark (ETag) is a digest of the very bytes that this reader gets, so it tells nobody more than they read. Whoever
changes a document sends the mark of what they saw (If-Match); where something else stands by now nothing is done, and
a script that sends none is asked for one. `*` says: whatever stands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from pydantic import BaseModel

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import undisturbed
from plenary.foundation.people.models import Pending
from plenary.interfaces.api import shapes, telling
from plenary.interfaces.exports.problems import MEDIA_TYPE, problem
from plenary.offices.documents.models import Document, DraftSave

JSON = "application/json"
_MARK = re.compile(r'(?:W/)?"([^"]*)"')


class NotAsSeen(Exception):
    """412 or 428: what the script saw does not stand any more, or it did not say what it saw."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def mark_of(content: bytes) -> str:
    """The mark of these bytes, with its quotes."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def answered(request: HttpRequest, told: BaseModel, *, status: int = 200) -> HttpResponse:
    """What is told, with its mark; 304 where the script has the very same."""
    return given(request, told.model_dump_json().encode("utf-8"), JSON, status=status)


def given(request: HttpRequest, content: bytes, media_type: str, *, status: int = 200) -> HttpResponse:
    """Bytes of any kind, with their mark; 304 where the script has the very same."""
    mark = mark_of(content)
    seen = request.headers.get("If-None-Match", "")
    if request.method in {"GET", "HEAD"} and (seen.strip() == "*" or mark.strip('"') in _MARK.findall(seen)):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, status=status, content_type=media_type)
    response["ETag"] = mark
    return response


def problem_told(status: int, title: str, *, code: str = "", detail: str = "") -> HttpResponse:
    """A problem."""
    return HttpResponse(problem(status, title, code=code, detail=detail), status=status, content_type=MEDIA_TYPE)


@contextmanager
def as_seen(request: HttpRequest, reader: Actor, document: Document) -> Iterator[None]:
    """Within the block nobody else changes the document, and it stands as the script saw it. Raises NotAsSeen."""
    seen = request.headers.get("If-Match", "").strip()
    if not seen:
        raise NotAsSeen(428)
    with undisturbed(document):
        if seen != "*":
            document.refresh_from_db()
            stands = mark_of(telling.document_told(reader, document).model_dump_json().encode("utf-8"))
            if stands.strip('"') not in _MARK.findall(seen):
                raise NotAsSeen(412)
        yield


def act_told(
    request: HttpRequest, reader: Actor, made: object, document: Document | None, *, status: int
) -> HttpResponse:
    """What an act came to: made, or waiting for a second officer (202)."""
    key = str(getattr(made, "key", ""))
    if isinstance(made, Pending):
        return answered(request, shapes.ActTold(waits=True, key=key), status=202)
    if document is not None:
        document.refresh_from_db()
    shown = telling.document_told(reader, document) if document is not None else None
    outcome = str(made.outcome) if isinstance(made, DraftSave) else ""
    response = answered(request, shapes.ActTold(waits=False, key=key, outcome=outcome, document=shown), status=status)
    if shown is not None:
        # The mark that the next change of this document asks for.
        response["ETag"] = mark_of(shown.model_dump_json().encode("utf-8"))
    return response


def not_here() -> HttpResponse:
    """404, the same bytes for what is hidden and for what is not there."""
    detail = gettext("Nothing stands at this address, or nothing for you.")
    return problem_told(404, gettext("Nothing here"), detail=detail)
