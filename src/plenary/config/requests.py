"""Around every request: what happens in it is noted, and one line of the log tells it once it is answered."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

from plenary.config.logs import tell
from plenary.foundation.noting import Noted, note_fault, noting

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "OTHER"


class Told:
    """The outermost layer. The pattern of the address is told, never the address: it may name what is not public."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        method = str(request.method)
        with noting(method if method in METHODS else OTHER) as noted:
            status = 0
            try:
                response = self.answer(request)
                status = response.status_code
            except Exception as fault:
                note_fault(fault)
                raise
            finally:
                _take(noted, request)
                tell(noted, status)
            return response


def _take(noted: Noted, request: HttpRequest) -> None:
    match = request.resolver_match
    actor = getattr(request, "actor", None)
    noted.address = match.route if match else ""
    noted.who = actor.person_key if actor else ""
    noted.capacity = actor.capacity if actor else ""


def _risen(**_told: object) -> None:
    """A page failed. What fails afterwards, while the page for it is made, came of it."""
    if (fault := sys.exception()) is not None:
        note_fault(fault)


got_request_exception.connect(_risen, dispatch_uid="noted")
