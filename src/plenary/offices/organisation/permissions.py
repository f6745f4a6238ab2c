"""Who keeps the books of the organisation."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import require
from plenary.foundation.access.models import Holding
from plenary.foundation.access.permissions import grade

#: Rows any of which lets a person enter persons: whoever lists, accredits or keeps the books must name them.
ENTERS_PERSONS = ("keep_organisation", "submit_credentials", "decide_accreditation", "convene_session")
#: Rows any of which lets a person say where a fact comes from.
NAMES_SOURCES = ("keep_organisation", "issue_version", "draft_release")


def require_keeping(by: Actor) -> None:
    """Let pass who keeps the organisation's books.

    A house in which nobody holds a capacity yet sets itself up: there is no one to ask.
    """
    if is_unpeopled_house(by):
        return
    require(by, "keep_organisation")


def require_any(by: Actor, rows: tuple[str, ...]) -> None:
    """Let pass by the first row in which this capacity has a grade; the first row of all gives the refusal.

    Where the grade is for the own scope only, any own scope will do: what is entered here belongs to nobody's.
    """
    if is_unpeopled_house(by):
        return
    named = [row for row in rows if grade(by.capacity, row) is not None]
    require(by, named[0] if named else rows[0], *by.scopes)


def is_unpeopled_house(by: Actor) -> bool:
    """Whether this is the house itself before anyone was given a capacity."""
    return not by.capacity and not by.person_key and not Holding.objects.exists()
