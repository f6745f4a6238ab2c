"""The house in which the promises on security are tried: the summit of Bishkek, and people signed in to it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest
from django.core.signals import got_request_exception

from tests.scenarios.conftest import bishkek, enter, whole_day
from tests.security.house import House

__all__ = ["bishkek", "enter", "whole_day"]


@pytest.fixture
def house(whole_day, enter, settings) -> Iterator[House]:
    """The day as it was played, with the files and the key that it was played with."""
    settings.PLENARY_HOME = whole_day.home
    with whole_day.standing():
        made = House(whole_day, enter)

        def broke(sender, request, **_):
            made.broke.append(repr(sys.exc_info()[1]))

        got_request_exception.connect(broke)
        yield made
        got_request_exception.disconnect(broke)


@pytest.fixture
def quiet(monkeypatch):
    """Answers with a status instead of a fault, and no line in the log for each."""
    monkeypatch.setattr("django.test.client.Client.store_exc_info", lambda self, **_: None)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
