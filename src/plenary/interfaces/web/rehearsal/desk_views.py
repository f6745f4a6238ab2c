"""The rehearsal at the desk of the real house: begin it, go in, wipe it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from plenary.foundation.keeping import rehearsal as keeping
from plenary.foundation.keeping.rehearsal import State
from plenary.interfaces.rehearsal.outline import outline
from plenary.interfaces.web.rehearsal.views import SEATS
from plenary.interfaces.web.shell.context import reader_of
from plenary.procedure.refusal import NotHere, Refused


class SeeOther(HttpResponseRedirect):
    """Go there with GET."""

    status_code = 303


@require_GET
def rehearsal(request: HttpRequest) -> HttpResponse:
    """What a rehearsal is, how this house's stands, and what can be done."""
    return render(request, "rehearsal/desk.html", _context())


@require_GET
def state(request: HttpRequest) -> HttpResponse:
    """How it stands now: the part that is looked at again while it is prepared."""
    return render(request, "rehearsal/_state.html", _context())


@require_POST
def act_on_rehearsal(request: HttpRequest, verb: str) -> HttpResponse:
    """Begin one, open one that was left, or wipe it."""
    _require_here()
    reader = reader_of(request)
    if verb == "begin":
        serving = _serving()
        keeping.begin_rehearsal(by=reader, made_of=outline(chair=reader.names))
        keeping.start(serving)
    elif verb == "open":
        keeping.start(_serving())
    elif verb == "wipe":
        keeping.remove(by=reader)
        keeping.wipe_rehearsal(by=reader)
    else:
        raise NotHere()
    return redirect("desk-rehearsal")


@require_GET
def enter(request: HttpRequest, seat: str) -> HttpResponse:
    """Go into the rehearsal with a ticket. A link and no form: a form may lead to no other host."""
    _require_here()
    now = keeping.rehearsal_of_house()
    if seat not in SEATS:
        raise NotHere()
    if now.port is None:
        raise Refused("keeping.no_rehearsal")
    back = request.build_absolute_uri(reverse("desk-rehearsal"))
    ticket = keeping.issue(keeping.Ticket(seat, back, get_language() or settings.LANGUAGE_CODE))
    response = SeeOther(_address(request, now.port) + reverse("rehearsal-in", args=[ticket]))
    response["Cache-Control"] = "private, no-store"
    return response


def _address(request: HttpRequest, port: int) -> str:
    """Where the rehearsal is: by the host name that a proxy knows it under, else this host under its port."""
    name = settings.REHEARSAL_HOST or f"{split_domain_port(request.get_host())[0]}:{port}"
    return f"{request.scheme}://{name}"


def _context() -> dict[str, Any]:
    _require_here()
    now = keeping.rehearsal_of_house()
    return {
        "state": now.state.name.lower(),
        "is_made_ready": now.state is State.MADE_READY,
        "can_open": settings.REHEARSAL_SERVING is not None,
        "current": "house",
    }


def _serving() -> tuple[str, ...]:
    serving = settings.REHEARSAL_SERVING
    if serving is None:
        raise Refused("keeping.rehearsal_not_served")
    return tuple(serving)


def _require_here() -> None:
    """A rehearsal has none of its own."""
    if settings.REHEARSAL:
        raise NotHere()
