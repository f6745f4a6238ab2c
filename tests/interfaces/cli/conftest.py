"""One house and its backup for all tests that only read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.interfaces.cli.houses import House, checkpoint_printed


@dataclass(frozen=True)
class Taken:
    """An archive of a house, its keys, and the root that was printed."""

    house: House
    file: Path
    keys: Path
    printed: str


@pytest.fixture(scope="session")
def taken(tmp_path_factory) -> Taken:
    """A house just founded, and its backup."""
    place = tmp_path_factory.mktemp("taken")
    house = House(place / "home")
    house.did("init", "--name", "Ana Example")
    file, keys = place / "one.plenary", place / "one.keys"
    return Taken(house, file, keys, checkpoint_printed(house.did("backup", file, "--keys", keys)))
