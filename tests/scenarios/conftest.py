"""The summit of Bishkek, replayed once for each file of stories, and people signed in to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.audiences import forget_known
from plenary.foundation.access.models import Account
from plenary.foundation.clock import standing_at
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_in
from plenary.interfaces.cli.enlarging import enlarged
from plenary.interfaces.cli.replaying import Replay, named, read
from plenary.interfaces.web.middleware import SIGN_IN_KEY


class Summit:
    """A replayed scenario: its things by the names of the file. home: the folder of its files and keys."""

    def __init__(self) -> None:
        self.replay = Replay()
        self.home = settings.PLENARY_HOME
        self.clock: datetime | None = None

    def play(self, scenario: str) -> None:
        """Do all acts of a scenario that ships with Plenary."""
        self.play_script(read(named(scenario)))

    def play_script(self, script: dict[str, Any]) -> None:
        """Do all acts of a script."""
        for _ in self.replay.run(script):
            pass
        self.clock = script["scenario"]["clock"]

    def __getitem__(self, alias: str):
        thing = self.replay.names[alias]
        return type(thing).objects.get(pk=thing.pk) if hasattr(thing, "pk") else thing

    def actor(self, alias: str, capacity: str) -> Actor:
        """Somebody of the file in one capacity, now by the scenario's clock."""
        with self.standing():
            return actor_for(self[alias], capacity)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """The house's clock at the scenario's hour."""
        with standing_at(self.clock):
            yield


def _replayed(blocker, *scenarios: str) -> Iterator[Summit]:
    """The scenario inside one transaction around the whole file of tests; each test undoes its own on top."""
    with blocker.unblock(), transaction.atomic():
        forget_known()
        summit = Summit()
        for scenario in scenarios:
            summit.play(scenario)
        yield summit
        transaction.set_rollback(True)
    forget_known()


@pytest.fixture(scope="module")
def bishkek(django_db_setup, django_db_blocker) -> Iterator[Summit]:
    """As far as the report goes."""
    yield from _replayed(django_db_blocker, "bishkek-2019")


@pytest.fixture(scope="module")
def whole_day(django_db_setup, django_db_blocker) -> Iterator[Summit]:
    """With the rest of the day as a demonstration."""
    yield from _replayed(django_db_blocker, "bishkek-2019", "bishkek-2019-room", "bishkek-2019-day")


@pytest.fixture(scope="module")
def halmar(django_db_setup, django_db_blocker) -> Iterator[Summit]:
    """The invented organisation on the evening of its summit."""
    yield from _replayed(django_db_blocker, "halmar", "halmar-day")


@pytest.fixture(scope="module")
def large_halmar(django_db_setup, django_db_blocker) -> Iterator[Summit]:
    """The invented organisation with 190 members, in the conference of them all."""
    for summit in _replayed(django_db_blocker, "halmar"):
        summit.play_script(enlarged("halmar-large", after="halmar"))
        yield summit


@pytest.fixture
def enter(db) -> Callable[..., Client]:
    """`enter("documents", "DO")` is a browser in which that account is signed in in that capacity."""

    def entered(name: str, capacity: str) -> Client:
        client = Client()
        session = client.session
        session.save()
        account = Account.objects.select_related("person").get(sign_in_name=name)
        begun = sign_in(
            account,
            means=SignIn.Means.DEMONSTRATION.value,
            session_key=session.session_key,
            capacity=capacity,
        )
        session[SIGN_IN_KEY] = begun.key
        session.save()
        return client

    return entered
