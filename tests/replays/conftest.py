"""The records lie beside the checkout, not in it: without them these tests skip loudly; in the pipeline they fail."""

import os
import warnings

import pytest

from tests.replays.records import DATA


@pytest.fixture(autouse=True)
def records_at_hand():
    """Every test of this folder reads real records."""
    if DATA.is_dir() or os.environ.get("CI"):
        return
    said = f"{DATA} is not there, so nothing was replayed; see docs/using/replays.md for where the records come from."
    warnings.warn(said, stacklevel=1)
    pytest.skip(said)
