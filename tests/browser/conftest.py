"""What the files that look at every page share: two served houses and a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.houses import Houses, open_houses


@pytest.fixture(scope="module")
def houses(tmp_path_factory) -> Iterator[Houses]:
    """The room and the evening, open while one file of tests runs."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    # Whoever works on these tests may keep the houses from one run to the next
    kept = os.environ.get("PLENARY_TEST_HOUSES")
    place = Path(kept) if kept else shared / "houses"
    with open_houses(place, tmp_path_factory.mktemp("served")) as houses:
        yield houses
