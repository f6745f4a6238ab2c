"""What the tests of the record share."""

import pytest
from tests.builders.journal import ANNA


@pytest.fixture
def anna():
    """Who acts where it does not matter who."""
    return ANNA
