"""What the tests of the record share."""

from dataclasses import dataclass

import pytest

from plenary.foundation.access.audiences import forget_known
from plenary.foundation.journal import writing

writing.register("tests.text.adopted", "{title} was adopted as number {number}")
writing.register("tests.ballot.cast", "{member} voted {choice}")
writing.register("tests.door.opened", "The door was opened")


@dataclass(frozen=True)
class Someone:
    """Who acts, as the record needs to know it."""

    person_key: str = "p-anna"
    capacity: str = "SB"
    name: str = "Anna Berg"


@pytest.fixture
def anna():
    return Someone()


@pytest.fixture(autouse=True)
def own_house(settings, tmp_path):
    """Keys go to a folder of the test; nothing is remembered from another database."""
    settings.PLENARY_HOME = tmp_path
    forget_known()
