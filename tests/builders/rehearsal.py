"""A rehearsal in the house of the tests: founded as its own process founds it, with somebody in the chair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.languages.words import Words
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.signing_in import sign_in
from plenary.interfaces.cli.replaying import play
from plenary.interfaces.rehearsal.founding import CHAIR, script_of
from plenary.interfaces.rehearsal.outline import outline
from plenary.interfaces.rehearsal.robots import Cast, Robots


@dataclass(slots=True)
class Stage:
    """The cast, and robots that do at once what is due."""

    cast: Cast
    robots: Robots

    @property
    def chair(self) -> Actor:
        """The person."""
        return actor_for(self.account(CHAIR).person, "PO")

    def account(self, name: str) -> Account:
        return Account.objects.select_related("person").get(sign_in_name=name)

    def come_in(self, name: str = CHAIR, capacity: str = "PO") -> SignIn:
        """Somebody comes in from the desk."""
        return sign_in(self.account(name), means=SignIn.Means.LINK, session_key="", capacity=capacity)

    def all_steps(self) -> list[str]:
        """Let the robots do everything that is due, one thing after another; the first word of each."""
        done: list[str] = []
        while name := self.robots.step():
            done.append(name.partition(" ")[0])
        return done


def stage(made_of: Mapping[str, Any] | None = None) -> Stage:
    """A rehearsal as it stands when its process opens. made_of: of an empty house where left out."""
    home = Path(settings.PLENARY_HOME)
    known = made_of or outline(chair=Words({"en": "Ana Example"}))
    play(script_of(known, real_now()), home, label="Founding", founding=True)
    cast = Cast(home)
    return Stage(cast, Robots(cast, patient=False))
