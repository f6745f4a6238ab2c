"""Whose house this is: the name and emblem over every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext

from plenary.foundation.languages.words import Words
from plenary.offices.organisation.models import Organisation
from plenary.offices.organisation.queries import members, today


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Name, short name, time zone of the seat, and the number of members that the emblem draws.

    picture: the key of the picture that stands in place of it; empty where none does.
    """

    name: Words
    short: Words
    seats: int
    zone: str = "UTC"
    picture: str = ""

    def __str__(self) -> str:
        return self.name.said() or gettext("Plenary")


UNNAMED = Letterhead(Words(), Words(), 0)


def of_the_house() -> Letterhead:
    """The organisation that this house serves, in one short question a page; nameless until the founding.

    The emblem counts the members of the day: one that joins today has its bead tomorrow.
    """
    standing = Organisation.objects.values_list("key", "version").first()
    return UNNAMED if standing is None else _read(*standing, today())


@lru_cache(maxsize=8)
def _read(key: str, version: int, day: date) -> Letterhead:
    found = Organisation.objects.select_related("emblem").get(key=key)
    picture = found.emblem.key if found.emblem else ""
    return Letterhead(found.name, found.short_name, members(day).count(), found.zone, picture)
