"""Signed-in browsers for those who use the workspace."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Account, Person
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_in
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from tests.builders import meetings as building
from tests.builders.meetings import Summit

#: What differs each time a page is made: tokens against forgery and nonces.
_FRESH = re.compile(r'(X-CSRFToken": "|csrfmiddlewaretoken" value="|nonce="|data-live-token=")[^"]+')


class Browser(Client):
    """A browser in which one person is signed in, in one capacity."""

    def page(self, address: str, status: int = 200) -> str:
        """The words of a page."""
        answer = self.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return _FRESH.sub(r"\1", answer.content.decode())

    def refused(self, address: str, **fields: str) -> str:
        """The page after an act that was refused."""
        answer = self.post(address, fields)
        assert answer.status_code == 422, (address, answer.status_code)
        return answer.content.decode()

    def done(self, address: str, **fields: str) -> str:
        """The page to which an act leads that was done."""
        answer = self.post(address, fields)
        assert answer.status_code == 302, (address, answer.status_code, answer.content.decode()[:2000])
        return self.page(answer.headers["Location"].partition("#")[0])


def browser_of(by: Actor) -> Browser:
    """A browser in which this person is signed in, in the capacity of the actor."""
    who = Person.objects.get(key=by.person_key)
    account = Account.objects.filter(person=who).first()
    if account is None:
        account = Account(person=who, sign_in_name=f"login-{who.pk}", is_demonstration=True)
        account.set_unusable_password()
        account.save()
    client = Browser()
    session = client.session
    session[SIGN_IN_KEY] = sign_in(account, means=SignIn.Means.DEMONSTRATION, session_key="", capacity=by.capacity).key
    session.save()
    return client


@pytest.fixture
def summit(db) -> Summit:
    return building.bishkek()


@pytest.fixture
def queries():
    """How many questions a page asks the database."""

    def count(browser: Browser, address: str) -> int:
        browser.page(address)
        with CaptureQueriesContext(connection) as asked:
            browser.page(address)
        return len(asked)

    return count
