"""Opening the house, letting people in and shutting them out, and giving and ending capacities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import DESK
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.erased import require_not_erased
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now, real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live import publishing as live
from plenary.foundation.people import officers as giving
from plenary.foundation.people.codes import Link, new_link
from plenary.foundation.people.officers import require_officers, require_two_left
from plenary.foundation.people.places import is_place_of
from plenary.foundation.people.signing_in import end_sign_ins
from plenary.procedure.refusal import Refused

#: What a person types to sign in: no space, nothing that a reader cannot tell from another sign.
USABLE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,79}")


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
    if len(able := giving.officers()) > 1:
        giving.enter_pairs(the_house(), able[1])
    return opened


@act("people.open_account")
def open_account(person: Person, *, by: Actor, sign_in_name: str, is_demonstration: bool = False) -> Account:
    """Let a person sign in. Takes two people, as every change of who may come in.

    Raises Refused("people.name_not_usable"), "people.name_taken", "people.has_account".
    """
    return _open(person, by, require_officers(by), sign_in_name, is_demonstration=is_demonstration)


@act("people.invite")
def invite(person: Person, *, by: Actor, sign_in_name: str) -> Link:
    """Let a person sign in, and make the link that does it the first time. Raises as `open_account`."""
    account = _open(person, by, require_officers(by), sign_in_name)
    return new_link(account, by=by)


@act("people.add_colleague")
def add_colleague(*, by: Actor, name: Words, sign_in_name: str, capacity: str, scope: str = "") -> Link:
    """Enter a person, give a role, open an account and make its set-up link: one thing to agree to.

    Raises Refused("people.name_missing"), and as `open_account` and `give_capacity`.
    """
    alone = require_officers(by)
    person = enter(Words.of(name), by=by)
    account = _open(person, by, alone, sign_in_name)
    _give(person, by, alone, capacity, scope)
    return new_link(account, by=by)


def enter(name: Words, *, by: Actor) -> Person:
    """Enter a human, within an act that was allowed. Raises Refused("people.name_missing")."""
    if not name:
        raise Refused("people.name_missing")
    person: Person = Person.objects.create(name=name, sort_name=name)
    record("people.person.entered", by=by, about=person.about, audience=DESK, facts={"name": person.name})
    return person


@act("people.close_account")
def close_account(account: Account, *, by: Actor) -> Account:
    """End all ways in for a person: sign-ins, codes and open streams, at once. Keys stay, for `reopen_account`.

    Raises Refused("people.account_closed"); "people.two_officers_stay" where too few would be left to give roles.
    """
    alone = require_officers(by)
    closed = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=account.pk)
    if not closed.is_active:
        raise Refused("people.account_closed")
    closed.is_active = False
    closed.touch().save()
    require_two_left()
    closed.codes.filter(used_at__isnull=True).update(used_at=real_now())
    end_sign_ins(closed)
    live.end(f"person:{closed.person.key}")
    _told_of_account("people.account.closed", by, alone, closed)
    return closed


@act("people.reopen_account")
def reopen_account(account: Account, *, by: Actor) -> Account:
    """Let somebody whose account was closed sign in again, with the keys of before. Takes two people.

    Raises Refused("people.account_open").
    """
    alone = require_officers(by)
    opened = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=account.pk)
    require_not_erased(opened.person)
    if opened.is_active:
        raise Refused("people.account_open", name=opened.person.name.said())
    opened.is_active = True
    opened.touch().save()
    _told_of_account("people.account.opened", by, alone, opened)
    return opened


@act("people.give_capacity")
def give_capacity(
    person: Person, *, by: Actor, capacity: str, scope: str = "", until_at: datetime | None = None
) -> Holding:
    """Let a person act in a capacity, from now, in the whole house or in one scope. Takes two people.

    Raises Refused("people.no_such_capacity"), "people.no_such_place", "people.holds_already",
    "people.role_ends_before".
    """
    return _give(person, by, require_officers(by), capacity, scope, until_at)


@act("people.end_capacity")
def end_capacity(holding: Holding, *, by: Actor) -> Holding:
    """End a capacity now. What the person may read changes with the next request and on open streams at once.

    Raises Refused("people.role_ended"); "people.two_officers_stay" where too few would be left to give roles.
    """
    alone = require_officers(by)
    ended = Holding.objects.select_for_update(of=("self",)).select_related("person").get(pk=holding.pk)
    if ended.until_at is not None and ended.until_at <= now():
        raise Refused("people.role_ended")
    ended.until_at = now()
    ended.touch().save()
    require_two_left()
    live.end(f"person:{ended.person.key}")
    _told("people.capacity.ended", by, alone, ended)
    return ended


def _open(person: Person, by: Actor, alone: bool, sign_in_name: str, *, is_demonstration: bool = False) -> Account:
    require_not_erased(person)
    if not USABLE_NAME.fullmatch(sign_in_name):
        raise Refused("people.name_not_usable")
    if Account.objects.filter(sign_in_name__iexact=sign_in_name).exists():
        raise Refused("people.name_taken", name=sign_in_name)
    if Account.objects.filter(person=person).exists():
        raise Refused("people.has_account", name=person.name.said())
    account = Account(person=person, sign_in_name=sign_in_name, is_demonstration=is_demonstration)
    account.set_unusable_password()
    account.save()
    _told_of_account("people.account.opened", by, alone, account)
    return account


def _give(
    person: Person, by: Actor, alone: bool, capacity: str, scope: str, until_at: datetime | None = None
) -> Holding:
    require_not_erased(person)
    if until_at is not None and until_at <= now():
        raise Refused("people.role_ends_before")
    if capacity not in Capacity.values or capacity == Capacity.PU:
        raise Refused("people.no_such_capacity", capacity=capacity)
    if not is_place_of(capacity, scope):
        raise Refused("people.no_such_place", capacity=capacity)
    if Holding.objects.in_force(now()).filter(person=person, capacity=capacity, scope=scope).exists():
        raise Refused("people.holds_already", name=person.name.said(), capacity=capacity)
    holding = Holding.objects.create(person=person, capacity=capacity, scope=scope, from_at=now(), until_at=until_at)
    _told("people.capacity.given", by, alone, holding)
    return holding


def _told(verb: str, by: Actor, alone: bool, holding: Holding) -> None:
    facts = {
        "name": holding.person.name.said("en"),
        "capacity": holding.capacity,
        "scope": holding.scope or "the whole house",
    }
    record(verb, by=by, about=holding.about, audience="trail", facts=facts | _by_one(alone))


def _told_of_account(verb: str, by: Actor, alone: bool, account: Account) -> None:
    facts = {"name": account.person.name.said("en")}
    record(verb, by=by, about=account.about, audience="trail", facts=facts | _by_one(alone))


def _by_one(alone: bool) -> dict[str, bool]:
    """What an entry adds where the only officer of the house acted."""
    return {"only_officer": True} if alone else {}
