"""Officers who bring in tables."""

from tests.interfaces.web.desk.conftest import desk

__all__ = ["desk"]
