"""Start-up checks: every address has a rule in the permission file, and every rule an address."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from plenary.foundation.access.permissions import permissions


@register()
def every_page_has_a_rule(**_: Any) -> list[CheckMessage]:  # noqa: ANN401  Django's own signature
    """A view without a rule stops the start."""
    ruled = permissions().pages
    names = page_names()
    missing = [
        Error(
            f"The page {name or pattern!r} has no rule.",
            hint="Name it under [pages] in permissions.toml.",
            id="plenary.E001",
        )
        for name, pattern in names
        if name not in ruled
    ]
    stale = [
        Error(f"permissions.toml rules a page {name!r} that is at no address.", id="plenary.E002")
        for name in sorted(set(ruled) - {name for name, _ in names})
    ]
    return [*missing, *stale]


def page_names() -> list[tuple[str, str]]:
    """Every address of the house: its name and its pattern."""
    found: list[tuple[str, str]] = []

    def walk(resolver: URLResolver, prefix: str) -> None:
        for entry in resolver.url_patterns:
            pattern = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                found.append((entry.name or "", pattern))
            else:
                walk(entry, pattern)

    walk(get_resolver(), "")
    return found
