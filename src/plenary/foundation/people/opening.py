"""Opening the house, and giving and ending capacities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.gate import require
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live import publishing as live
from plenary.procedure.refusal import Refused


@dataclass(frozen=True, slots=True)
class FirstOfficer:
    """One of those with whom the house opens. scope: as in Holding; sign_in_name: what they sign in as."""

    sign_in_name: str
    name: Words
    capacities: tuple[tuple[str, str], ...]


@act("people.open_house")
def open_house(*, officers: Sequence[FirstOfficer], demonstration: bool = False) -> list[Account]:
    """Enter the first officers of a new house. The only act that no one has to be allowed: nobody is there yet.

    Raises Refused("people.house_is_open") in a house that has an account; "people.no_administrator" where no
    officer would be able to give anybody a capacity.
    """
    if Account.objects.exists():
        raise Refused("people.house_is_open")
    if not any(capacity in {"SG", "AD"} for officer in officers for capacity, _ in officer.capacities):
        raise Refused("people.no_administrator")
    opened = []
    for officer in officers:
        person = Person.objects.create(name=officer.name, sort_name=officer.name)
        account = Account(person=person, sign_in_name=officer.sign_in_name, is_demonstration=demonstration)
        account.set_unusable_password()
        account.save()
        for capacity, scope in officer.capacities:
            Holding.objects.create(person=person, capacity=Capacity(capacity).value, scope=scope)
        opened.append(account)
    record(
        "people.house.opened",
        by=the_house(),
        about=opened[0].about,
        audience="trail",
        facts={"officers": [officer.sign_in_name for officer in officers]},
    )
    return opened


@act("people.open_account")
def open_account(person: Person, *, by: Actor, sign_in_name: str, is_demonstration: bool = False) -> Account:
    """Let a person sign in. Takes two people, as every change of who may come in."""
    require(by, "roles_and_settings")
    if Account.objects.filter(sign_in_name=sign_in_name).exists():
        raise Refused("people.name_taken", name=sign_in_name)
    if Account.objects.filter(person=person).exists():
        raise Refused("people.has_account", name=person.name.said())
    account = Account(person=person, sign_in_name=sign_in_name, is_demonstration=is_demonstration)
    account.set_unusable_password()
    account.save()
    record(
        "people.account.opened", by=by, about=account.about, audience="trail", facts={"name": person.name.said("en")}
    )
    return account


@act("people.close_account")
def close_account(account: Account, *, by: Actor) -> Account:
    """End all ways in for a person. Running sign-ins end with the next request."""
    require(by, "roles_and_settings")
    closed = Account.objects.select_for_update().select_related("person").get(pk=account.pk)
    closed.is_active = False
    closed.touch().save()
    live.end(f"person:{closed.person.key}")
    record(
        "people.account.closed",
        by=by,
        about=closed.about,
        audience="trail",
        facts={"name": closed.person.name.said("en")},
    )
    return closed


@act("people.give_capacity")
def give_capacity(
    person: Person, *, by: Actor, capacity: str, scope: str = "", until_at: datetime | None = None
) -> Holding:
    """Let a person act in a capacity, from now, in the whole house or in one scope. Takes two people."""
    require(by, "roles_and_settings")
    if capacity not in Capacity.values:
        raise Refused("people.no_such_capacity", capacity=capacity)
    if Holding.objects.in_force(now()).filter(person=person, capacity=capacity, scope=scope).exists():
        raise Refused("people.holds_already", name=person.name.said(), capacity=capacity)
    holding = Holding.objects.create(person=person, capacity=capacity, scope=scope, from_at=now(), until_at=until_at)
    _told("people.capacity.given", by, holding)
    return holding


@act("people.end_capacity")
def end_capacity(holding: Holding, *, by: Actor) -> Holding:
    """End a capacity now. What the person may read changes with the next request and on open streams at once."""
    require(by, "roles_and_settings")
    ended = Holding.objects.select_for_update().select_related("person").get(pk=holding.pk)
    ended.until_at = now()
    ended.touch().save()
    live.end(f"person:{ended.person.key}")
    _told("people.capacity.ended", by, ended)
    return ended


def _told(verb: str, by: Actor, holding: Holding) -> None:
    record(
        verb,
        by=by,
        about=holding.about,
        audience="trail",
        facts={
            "name": holding.person.name.said("en"),
            "capacity": holding.capacity,
            "scope": holding.scope or "the whole house",
        },
    )
