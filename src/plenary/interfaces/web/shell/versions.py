"""What a version of a text is called, on every page and paper."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class Numbered(Protocol):
    """A version, as far as its name goes."""

    suffix: str
    number: int


def version_name(version: Numbered) -> str:
    """By what its symbol gains, as "Rev.1"; where that is nothing, by its number."""
    if version.suffix:
        return version.suffix
    return _("first version") if version.number == 1 else _("version %(number)s") % {"number": version.number}


def version_short(version: Numbered) -> str:
    """The same in a drawing, where there is little room."""
    return version.suffix or pgettext("version of a text", "v. %d") % version.number
