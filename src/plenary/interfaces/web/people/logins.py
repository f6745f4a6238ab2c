"""The named logins that a demonstration offers."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.foundation.access.actors import capacities_of
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.models import Account


@dataclass(frozen=True, slots=True)
class Login:
    """A button of the sign-in page."""

    key: str
    name: str
    capacity: str
    capacity_name: str


def demonstration_logins() -> list[Login]:
    """One for each capacity of each demonstration account, in the order of the matrix."""
    found = [
        Login(account.key, account.person.name.said(), capacity, str(Capacity(capacity).label))
        for account in Account.objects.filter(is_demonstration=True, is_active=True).select_related("person")
        for capacity in capacities_of(account.person)
    ]
    order = {code: place for place, code in enumerate(Capacity.values)}
    return sorted(found, key=lambda login: (order[login.capacity], login.name))
