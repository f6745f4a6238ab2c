"""Answers that no office gives: nothing here, a forged form, a fault."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one page for a wrong address and for one that is not open to this reader.

    It names neither the address nor the hour, so that both give the same bytes.
    """
    still = {"still": True, "demo_clock": None, "house": "public", "here": "/"}
    htmx = getattr(request, "htmx", False)
    return render(request, "shell/_not_found.html" if htmx else "shell/not_found.html", still, status=404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose key is missing or too old: nothing was done, and the way on."""
    return render(request, "shell/forged.html", {"still": True}, status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """A calm page after a fault. Asks the database nothing: that may be what is broken."""
    return HttpResponse(loader.get_template("shell/fault.html").render({}), status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """The house is being upgraded or restored."""
    return HttpResponse(loader.get_template("shell/busy.html").render({}), status=503, headers={"Retry-After": "30"})
