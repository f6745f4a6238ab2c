"""A way in that was just made, shown to the officer who hands it out; once, for the house keeps a digest of it."""

from __future__ import annotations

from typing import Any, TypeGuard
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plenary.foundation.people.codes import DeskCode, Link

#: A set-up link, or a code for the desk.
WayIn = Link | DeskCode


def is_way_in(made: Any) -> TypeGuard[WayIn]:  # noqa: ANN401  whatever an act returned
    """Whether an act returned a way in."""
    return isinstance(made, Link | DeskCode)


def way_in_page(request: HttpRequest, made: WayIn) -> HttpResponse:
    """The page that shows it."""
    if isinstance(made, DeskCode):
        return render(request, "people/code.html", {"code": made, "current": "house"})
    address = request.build_absolute_uri(f"{reverse('set-up')}?{urlencode({'link': made.secret})}")
    context = {"address": address, "account": made.account, "current": "house"}
    return render(request, "people/link.html", context)
