"""A council of six in its plenary sitting, with a signed-in browser for each who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import reverse

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Account, Person
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_in
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from plenary.offices.decisions.models import Question
from tests.builders.chamber import Chamber, chamber, question


def browser_of(by: Actor, means: str = SignIn.Means.DEMONSTRATION) -> Client:
    """A browser in which this person is signed in, in the capacity of the actor; by a login of the demonstration."""
    who = Person.objects.get(key=by.person_key)
    account = Account.objects.filter(person=who).first()
    if account is None:
        account = Account(person=who, sign_in_name=f"login-{who.pk}", is_demonstration=True)
        account.set_unusable_password()
        account.save()
    client = Client()
    session = client.session
    session[SIGN_IN_KEY] = sign_in(account, means=means, session_key="", capacity=by.capacity).key
    session.save()
    return client


@dataclass
class Pages:
    """The sitting and its room, with ways to the pages."""

    made: Chamber
    browsers: dict[str, Client] = field(default_factory=dict)

    def to(self, name: str, **more: object) -> str:
        return reverse(name, kwargs={"key": self.made.sitting.key, **more})

    def browser(self, name: str) -> Client:
        """The browser of a head by code of member, or of "chair" and "secretary"."""
        if name not in self.browsers:
            summit = self.made.summit
            known = {"chair": summit.chair, "secretary": summit.secretary}
            self.browsers[name] = browser_of(known[name]() if name in known else summit.head(name))
        return self.browsers[name]

    def seat(self, code: str, page: str = "seat") -> str:
        answer = self.browser(code).get(self.to(page))
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def console(self, who: str = "chair") -> str:
        answer = self.browser(who).get(self.to(who))
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def does(self, who: str, verb: str, **fields: str):
        """An act from a console."""
        return self.browser(who).post(self.to(f"{who}-act", verb=verb), fields)

    def acts(self, code: str, verb: str, **fields: str):
        """An act from a seat."""
        return self.browser(code).post(self.to("seat-act", verb=verb), fields)

    def put(self, **more) -> Question:
        """A question before the room: of procedure for a vote, of substance for a consensus."""
        asked = question(self.made, **more)
        answer = self.does("chair", "put", question=asked.key)
        assert answer.status_code == 302, answer.content.decode()
        asked.refresh_from_db()
        return asked

    def votes(self, code: str, asked: Question, choice: str, key: str = "", step: str = "confirm"):
        fields = {"question": asked.key, "choice": choice, "ballot_key": key or f"{code}-{asked.key}", "step": step}
        return self.browser(code).post(self.to("seat-vote"), fields)


@pytest.fixture
def pages(db) -> Pages:
    return Pages(chamber())
