"""Acts of this office; importing the package makes them known by name."""

from plenary.offices.meetings.actions import (
    agenda,
    copying,
    corrections,
    delegations,
    first_meeting,
    moving,
    presence,
    sessions,
    sittings,
    tables,
    tabling,
)

__all__ = [
    "agenda",
    "copying",
    "corrections",
    "delegations",
    "first_meeting",
    "moving",
    "presence",
    "sessions",
    "sittings",
    "tables",
    "tabling",
]
