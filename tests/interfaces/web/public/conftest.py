"""The small house that the public pages are tried on."""

from __future__ import annotations

import pytest
from django.test import Client

from plenary.interfaces.web.freshness import forget_pages
from tests.interfaces.web.public import bishkek


@pytest.fixture
def house(db):
    """The summit as far as the report goes, and things that nobody outside may learn of."""
    return bishkek.build()


@pytest.fixture
def outsider() -> Client:
    """Somebody without a sign-in."""
    return Client()


@pytest.fixture
def page(outsider):
    """The text of a page that must be there."""

    def fetched(address: str) -> str:
        # The builder writes rows without an act, which no kept page can know of.
        forget_pages()
        answer = outsider.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    return fetched
