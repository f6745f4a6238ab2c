"""The table of contents of the four houses.

Each office gives its addresses by house; this file puts them under the right prefix. Public pages carry their
language in the address, the others follow the reader.
"""

from __future__ import annotations

from importlib import import_module

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

OFFICES = (
    # Before the others, which take what follows their list for the name of a thing on it.
    "paste",
    "guide",
    "people",
    "work",
    "record",
    "files",
    "keeping",
    "rehearsal",
    "notices",
    "organisation",
    "documents",
    "budget",
    "meetings",
    "protocol",
    "decisions",
    "instruments",
    "chamber",
    "newsroom",
)


def offered(house: str) -> list[URLPattern | URLResolver]:
    """The addresses that the offices offer for one house, in the order above."""
    found: list[URLPattern | URLResolver] = []
    for office in OFFICES:
        found += getattr(import_module(f"plenary.interfaces.web.{office}.urls"), house, [])
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    *offered("plain"),
    path("", include(offered("workspace"))),
    path("c/<str:key>/", include(offered("chamber"))),
    path("desk/", include(offered("desk"))),
    *i18n_patterns(path("", include(offered("public")))),
]
