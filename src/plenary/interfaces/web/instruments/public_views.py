"""The public pages of instruments: what was signed, by whom, and what is in force."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.interfaces.web.instruments import public_reading as reading
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.instruments import queries as office


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Treaties the organisation rests on, and papers signed together."""
    context = {
        "treaties": office.treaties(),
        "signings": [(one, str(reading.STATES[one.state])) for one in reading.signings_listed(reader_of(request))],
        "current": "documents",
    }
    return render(request, "instruments/public/instruments.html", context)


@require_safe
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    """One signing or one treaty."""
    page = reading.instrument_page(reader_of(request), key)
    if isinstance(page, reading.TreatyPage):
        return render(request, "instruments/public/treaty.html", {"page": page, "current": "documents"})
    context = {"page": page, "package": page.package, "zone": page.zone, "audience": page.package.audience}
    return render(request, "instruments/public/signing.html", context | {"current": "documents"})
