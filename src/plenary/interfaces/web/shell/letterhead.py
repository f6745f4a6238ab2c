"""Whose house this is: the name and emblem over every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from plenary.foundation.languages.words import Words


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Name, short name and the number of members that the emblem draws."""

    name: Words
    short: str
    seats: int

    def __str__(self) -> str:
        return self.name.said() or gettext("Plenary")


UNNAMED = Letterhead(Words(), "", 0)


def of_the_house() -> Letterhead:
    """The organisation that this house serves; nameless until the founding."""
    return UNNAMED
