"""The house in which the promises on security are tried: the summit of Bishkek, and people signed in to it."""

from tests.scenarios.conftest import bishkek, enter, whole_day

__all__ = ["bishkek", "enter", "whole_day"]
