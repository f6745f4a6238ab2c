"""Lists to take home: what a page lists, at the same address with .csv, .xlsx or .json."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import register_converter
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plenary.interfaces.exports.lists import Listing, Origin, as_csv, as_json
from plenary.interfaces.exports.sheets import as_xlsx
from plenary.interfaces.fact_words import listed
from plenary.interfaces.web.shell.letterhead import of_the_house
from plenary.procedure.refusal import Refused

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


class ListForm:
    """How an address of a list ends."""

    regex = "|".join(MEDIA_TYPES)

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """As the address shows it."""
        return value


register_converter(ListForm, "form")


def as_data(listing: Callable[..., Listing]) -> Callable[..., HttpResponse]:
    """A view that gives a list as CSV, as a workbook or as JSON.

    listing: from the request and the parts of the address; filters stand in the query string as they do on the page.
    It raises Http404 or NotHere where there is no such list for this reader, Refused where a filter cannot be read.
    """

    @require_safe
    @wraps(listing)
    def answering(request: HttpRequest, form: str, **named: Any) -> HttpResponse:  # noqa: ANN401  parts of the address
        found = listing(request, **named)
        origin = _origin(request, form)
        content = _written(found, form, origin)
        response = HttpResponse(content, content_type=MEDIA_TYPES[form])
        response["Link"] = f'<{origin.page}>; rel="alternate"; type="text/html", <{origin.licence}>; rel="license"'
        if form != "json":
            response["Content-Disposition"] = f'attachment; filename="{found.name}.{form}"'
        return response

    return answering


def read_filters(form: Form) -> dict[str, str]:
    """What a list is narrowed by. Raises Refused "lists.filter_not_read" where the page would say what is wrong."""
    if not form.is_bound:
        return {}
    if not form.is_valid():
        raise Refused("lists.filter_not_read", fields=listed(form.errors))
    return {name: str(value) for name, value in form.cleaned_data.items()}


def _written(listing: Listing, form: str, origin: Origin) -> bytes:
    match form:
        case "csv":
            return as_csv(listing)
        case "xlsx":
            return as_xlsx(listing)
        case _:
            return as_json(listing, origin)


def _origin(request: HttpRequest, form: str) -> Origin:
    base = f"{request.scheme}://{request.get_host()}"
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return Origin(
        address=f"{base}{request.path}{query}",
        page=f"{base}{request.path.removesuffix(f'.{form}')}/{query}",
        publisher=str(of_the_house()),
        licence=settings.DATA_LICENCE,
        language=get_language() or settings.LANGUAGE_CODE,
    )
