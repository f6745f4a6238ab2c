"""Those who give roles and ways in, and from when two of them are needed.

A new house has one officer, so nobody could ever agree to the second. Until a second officer has come in, the first
acts alone in roles and ways in; each such entry says so. From the second one's first sign-in on it takes two, for
good: an entry marks the moment, and a house that has two keeps two.
"""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import SecondPersonNeeded, require
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.access.permissions import permissions
from plenary.foundation.clock import now
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import record
from plenary.foundation.people.models import SignIn
from plenary.procedure.refusal import Refused

ROW = "roles_and_settings"
PAIRS_BEGUN = "people.pairs.begun"


def require_officers(by: Actor) -> bool:
    """Let pass two officers, or the only one that the house has had so far; tells whether it was that one.

    Raises SecondPersonNeeded; Refused("access.not_allowed").
    """
    try:
        require(by, ROW)
    except SecondPersonNeeded:
        if not is_only_officer(by):
            raise
        return True
    return False


def is_only_officer(actor: Actor) -> bool:
    """Whether this is an officer of a house that no second officer has come in to yet."""
    if not actor.is_signed_in or actor.capacity not in capacities_that_give():
        return False
    return not pairs_have_begun() and not _came_in_besides(actor.person_key)


def pairs_have_begun() -> bool:
    """Whether the record says that the house has two officers."""
    return Entry.objects.filter(verb=PAIRS_BEGUN).exists()


def begin_pairs(by: Actor, officer: Person) -> None:
    """Enter that from now on it takes two, where `officer` is the second to come in; else nothing."""
    if not pairs_have_begun() and _came_in_besides(officer.key):
        enter_pairs(by, officer)


def enter_pairs(by: Actor, officer: Person) -> None:
    """Enter it, for the officer who makes two of them."""
    record(PAIRS_BEGUN, by=by, about=officer.about, audience="trail", facts={"name": officer.name.said("en")})


def capacities_that_give() -> frozenset[str]:
    """Capacities with a part in giving roles."""
    return frozenset(permissions().rows[ROW])


def officers() -> list[Person]:
    """Who can give roles now and sign in to do it."""
    able = Account.objects.filter(
        is_active=True,
        person__in=Holding.objects.in_force(now()).filter(capacity__in=capacities_that_give()).values("person"),
    )
    return [account.person for account in able.select_related("person").order_by("sign_in_name")]


def require_two_left() -> None:
    """Refuse an act after which fewer than two officers would be left, in a house that has had two.

    Raises Refused("people.two_officers_stay").
    """
    if pairs_have_begun() and len(officers()) < 2:
        raise Refused("people.two_officers_stay")


def _came_in_besides(person_key: str) -> bool:
    others = SignIn.objects.filter(capacity__in=capacities_that_give()).exclude(account__person__key=person_key)
    return others.exists()
