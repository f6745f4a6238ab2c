"""Persons and those who act."""

import hashlib
from datetime import timedelta

from plenary.foundation.access.actors import OUTSIDER, Actor, actor_for
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import real_now
from plenary.foundation.languages.words import Words
from plenary.foundation.people import opening
from plenary.foundation.people.models import ScriptKey


def person(name: str = "Anna Berg", **words: str) -> Person:
    """A human, by an English name; other languages as `ru="Анна Берг"`."""
    return Person.objects.create(name=Words({"en": name, **words}))


def holding(who: Person, capacity: str, scope: str = "") -> Holding:
    """A capacity that a person holds from now on."""
    return Holding.objects.create(person=who, capacity=capacity, scope=scope)


def actor(capacity: str, *scopes: str, name: str = "") -> Actor:
    """Somebody new who acts in `capacity`, in the whole house or in these scopes."""
    who = person(name or f"Somebody as {capacity} {' '.join(scopes)}".strip())
    for scope in scopes or ("",):
        holding(who, capacity, scope)
    return actor_for(who, capacity)


def actor_of(who: Person, capacity: str) -> Actor:
    """That person as an actor, with the capacities given so far."""
    return actor_for(who, capacity)


def secretary_general(name: str = "Stanislav Orlov") -> Actor:
    """Who may do most of what builders need."""
    return actor("SG", name=name)


def agreed(by: Actor) -> Actor:
    """The same person, doing what somebody else proposed."""
    return by.confirming("somebody-who-proposed")


def outsider() -> Actor:
    """The public."""
    return OUTSIDER


def opened_house() -> dict[str, Account]:
    """A new house with the two who open one, by their sign-in names: `general` and `keeper`."""
    accounts = opening.open_house(
        officers=[
            opening.FirstOfficer("general", Words({"en": "General"}), (("SG", ""),)),
            opening.FirstOfficer("keeper", Words({"en": "Keeper"}), (("AD", ""),)),
        ]
    )
    return {account.sign_in_name: account for account in accounts}


def script_key(by: Actor, *, days: int = 30) -> str:
    """The secret of a key by which a script acts for somebody, in the capacity of the actor."""
    who = Person.objects.get(key=by.person_key)
    account = Account.objects.filter(person=who).first()
    if account is None:
        account = Account(person=who, sign_in_name=f"script-{who.pk}")
        account.set_unusable_password()
        account.save()
    secret = f"plenary_{account.key}_{by.capacity}"
    ScriptKey.objects.create(
        account=account,
        capacity=by.capacity,
        name="A script",
        secret_hash=hashlib.sha256(secret.encode()).hexdigest(),
        made_at=real_now(),
        expires_at=real_now() + timedelta(days=days),
    )
    return secret
