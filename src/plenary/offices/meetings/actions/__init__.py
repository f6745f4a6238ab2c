"""Acts of this office; importing the package makes them known by name."""

from plenary.offices.meetings.actions import agenda, delegations, presence, sessions, sittings, tabling

__all__ = ["agenda", "delegations", "presence", "sessions", "sittings", "tabling"]
