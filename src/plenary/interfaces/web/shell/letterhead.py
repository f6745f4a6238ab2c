"""Whose house this is: the name and emblem over every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Subquery, Value
from django.utils.translation import gettext

from plenary.foundation.languages.words import Words
from plenary.offices.organisation.models import Organisation
from plenary.offices.organisation.queries import members


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Name, short name, time zone of the seat, and the number of members that the emblem draws."""

    name: Words
    short: Words
    seats: int
    zone: str = "UTC"

    def __str__(self) -> str:
        return self.name.said() or gettext("Plenary")


UNNAMED = Letterhead(Words(), Words(), 0)


def of_the_house() -> Letterhead:
    """The organisation that this house serves, in one question; nameless until the founding."""
    seats = members().order_by().annotate(one=Value(1)).values("one").annotate(all=Count("pk")).values("all")
    found = Organisation.objects.annotate(seats=Subquery(seats)).first()
    if found is None:
        return UNNAMED
    return Letterhead(found.name, found.short_name, found.seats or 0, found.zone)
