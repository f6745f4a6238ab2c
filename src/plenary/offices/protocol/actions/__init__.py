"""Acts of this office; importing the package makes them known by name."""

from plenary.offices.protocol.actions import arrivals, programme, table

__all__ = ["arrivals", "programme", "table"]
