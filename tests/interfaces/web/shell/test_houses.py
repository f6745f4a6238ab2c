"""Which house an address stands in, and so what its band says where a page states no audience of its own."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from plenary.foundation.access.permissions import permissions
from plenary.interfaces.web.shell.context import house_of

ACTS_ALONE = {"demonstration-clock"}
"""Addresses that answer with no page."""


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, str]]:
    """(name, route) of every address that has a name."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        elif one.name:
            yield one.name, route


def test_no_page_behind_a_sign_in_stands_among_the_public_ones():
    """The band of a public page says that anyone can read it."""
    rules = permissions().pages
    with override("en"):
        behind = {name: route for name, route in routes(get_resolver().url_patterns) if rules.get(name) != "open"}
    assert len(behind) > 100
    public = {name for name, route in behind.items() if house_of(route) == "public"}
    assert public == ACTS_ALONE
