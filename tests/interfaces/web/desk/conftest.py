"""Officers of the secretariat, each in a browser of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.test import Client

from plenary.foundation.people.models import Pending
from tests.builders.meetings import Summit, bishkek
from tests.builders.people import actor
from tests.interfaces.web.chamber.conftest import browser_of


@dataclass
class Desk:
    """A summit and those who prepare it."""

    summit: Summit
    browsers: dict[str, Client] = field(default_factory=dict)

    def officer(self, capacity: str, *scopes: str, name: str = "") -> Client:
        """The browser of an officer; the same one each time for the same words."""
        key = f"{capacity} {name} {' '.join(scopes)}"
        if key not in self.browsers:
            self.browsers[key] = browser_of(actor(capacity, *scopes, name=name or key))
        return self.browsers[key]

    def reads(self, browser: Client, address: str) -> str:
        """The text of a page that opens."""
        answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def does(self, browser: Client, address: str, **fields: object) -> str:
        """An act that is done; the page that follows."""
        answer = browser.post(address, fields, follow=True)
        assert answer.redirect_chain, answer.content.decode()
        assert answer.status_code == 200
        return answer.content.decode()

    def is_refused(self, browser: Client, address: str, **fields: object) -> str:
        """An act that is refused; the form with what was typed."""
        answer = browser.post(address, fields)
        assert answer.status_code == 422, (answer.status_code, answer.headers.get("Location"))
        return answer.content.decode()

    def agrees(self, browser: Client) -> None:
        """The second person reads what waits and agrees to the last of it."""
        waiting = Pending.objects.filter(outcome=Pending.Outcome.WAITING).latest("pk")
        assert "KeyError" not in self.reads(browser, "/desk/pending/")
        answer = browser.post(f"/desk/pending/{waiting.key}/", {"answer": "agree"})
        assert answer.status_code == 302, answer.content.decode()


@pytest.fixture
def desk(db) -> Desk:
    return Desk(bishkek())
