"""Acts of this office; importing the package makes them known by name."""

from plenary.offices.chamber.actions import floor, rooms, seats, signals, steps

__all__ = ["floor", "rooms", "seats", "signals", "steps"]
