"""Persons and those who act."""

from plenary.foundation.access.actors import OUTSIDER, Actor, actor_for
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.languages.words import Words
from plenary.foundation.people import opening


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
