"""The answer to a request that no browser of ours sends."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _

from plenary.interfaces.exports.problems import MEDIA_TYPE, problem


def strange(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It is for a house of another name, or has parts that cannot be read: what is wrong, in one sentence."""
    sentence = (
        _("This house does not answer to the name in your address. Use the address that the secretariat gave you.")
        if isinstance(exception, DisallowedHost)
        else _("What was sent could not be read, and nothing of it was kept. Go back and try again.")
    )
    if request.path.startswith("/api/"):
        return HttpResponse(problem(400, _("Not done"), detail=sentence), status=400, content_type=MEDIA_TYPE)
    return HttpResponse(_page(sentence), status=400)


def other_method() -> str:
    """The page where an address is asked in a way that it does not know: a form sent where there is none, say."""
    return _page(
        _("This address does not take what was sent to it, and nothing of it was kept. Go back and try again.")
    )


def _page(sentence: str) -> str:
    return loader.get_template("shell/strange.html").render({"sentence": sentence})
