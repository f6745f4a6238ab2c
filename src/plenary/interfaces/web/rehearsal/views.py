"""Inside a rehearsal: the way in, and the seven steps with what to press next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from plenary.foundation.access.models import Account
from plenary.foundation.keeping.rehearsal import take
from plenary.foundation.people.models import SignIn
from plenary.interfaces.rehearsal.founding import CHAIR, FIRST_SEAT
from plenary.interfaces.rehearsal.robots import Cast
from plenary.interfaces.rehearsal.steps import lines, now_of, topics_of
from plenary.interfaces.web.people.coming_in import come_in
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import NotHere, Refused

BACK_KEY = "rehearsal_back"
#: Whom one may play: what they sign in as, and the capacity.
SEATS = {"chair": (CHAIR, "PO"), "seat": (FIRST_SEAT, "HD")}


@require_GET
def come_into_rehearsal(request: HttpRequest, ticket: str) -> HttpResponse:
    """Come in with a ticket of the desk; it is good once, for half a minute."""
    if not settings.REHEARSAL:
        raise NotHere()
    try:
        shown = take(ticket, Path(settings.PLENARY_HOME))
    except Refused as refused:
        return _no_way_in(request, refused)
    name, capacity = SEATS[shown.seat]
    account = get_object_or_404(Account.objects.select_related("person"), sign_in_name=name)
    cast = _cast()
    onward = reverse("rehearsal") if shown.seat == "chair" else reverse("seat", args=[cast.sitting.key])
    response = come_in(request, account, SignIn.Means.LINK, capacity, go=onward)
    request.session[BACK_KEY] = shown.back
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, shown.language, samesite="Lax")
    return response


@require_GET
def rehearsal(request: HttpRequest) -> HttpResponse:
    """The steps, and the way to each screen."""
    return render(request, "rehearsal/rehearsal.html", _context(request))


@require_GET
def steps(request: HttpRequest) -> HttpResponse:
    """The steps as they stand now."""
    return render(request, "rehearsal/_steps.html", _context(request))


@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """What the chair presses next, for the band over each page; empty for who has not the chair."""
    _cast()
    return render(request, "rehearsal/_now.html", {})


def _context(request: HttpRequest) -> dict[str, Any]:
    cast = _cast()
    found = lines(cast)
    sitting = cast.sitting
    return {
        "lines": found,
        "is_over": now_of(found) is None,
        "sitting_key": sitting.key,
        "topics": topics_of(cast),
        "back": request.session.get(BACK_KEY, ""),
        "live": True,
    }


def _cast() -> Cast:
    if not settings.REHEARSAL:
        raise NotHere()
    return Cast(Path(settings.PLENARY_HOME))


def _no_way_in(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Why the ticket does not lead in: a sentence, and nothing of the house."""
    response = HttpResponse(sentence_of(refused), status=410, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
