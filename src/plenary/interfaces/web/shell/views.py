"""Answers that no office gives: nothing here, a forged form, a fault."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import get_language, gettext

from plenary.foundation.noting import under_way
from plenary.interfaces.exports.problems import MEDIA_TYPE, problem
from plenary.interfaces.web.shell.context import tongues

#: Addresses at which a machine asks.
DATA_ENDINGS = (".csv", ".xlsx", ".json")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one page for a wrong address and for one that is not open to this reader.

    It names neither the address nor the hour, so that both give the same bytes; its languages lead to the first page.
    """
    if request.path.endswith(DATA_ENDINGS) or request.path.startswith("/api/"):
        told = problem(
            404, gettext("Nothing here"), detail=gettext("Nothing stands at this address, or nothing for you.")
        )
        return HttpResponse(told, status=404, content_type=MEDIA_TYPE)
    language = get_language() or settings.LANGUAGE_CODE
    still = {
        "still": True,
        "demo_clock": None,
        "house": "public",
        "here": "/",
        "languages": [replace(tongue, href=f"/{tongue.code}/") for tongue in tongues(request, language)],
    }
    htmx = getattr(request, "htmx", False)
    return render(request, "shell/_not_found.html" if htmx else "shell/not_found.html", still, status=404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose key is missing or too old: nothing was done, and the way on."""
    return render(request, "shell/forged.html", {"still": True}, status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """A calm page after a fault. Asks the database nothing: that may be what is broken."""
    noted = under_way()
    told = {"code": noted.code if noted else ""}
    return HttpResponse(loader.get_template("shell/fault.html").render(told), status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """The house is being upgraded or restored."""
    return HttpResponse(loader.get_template("shell/busy.html").render({}), status=503, headers={"Retry-After": "30"})
