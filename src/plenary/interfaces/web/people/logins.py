"""The named logins that a demonstration offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plenary.foundation.access.actors import capacities_of
from plenary.foundation.access.capacities import SECRETARIAT, Capacity
from plenary.foundation.access.models import Account


@dataclass(frozen=True, slots=True)
class Login:
    """A button of the sign-in page. capacity_name: empty where the name of an office says it already."""

    key: str
    name: str
    capacity: str
    capacity_name: str


def demonstration_logins() -> list[Login]:
    """One for each capacity of each demonstration account, in the order of the matrix."""
    found = [
        Login(account.key, account.person.name.said(), capacity, _capacity_name(capacity, held))
        for account in Account.objects.filter(is_demonstration=True, is_active=True).select_related("person")
        for held in [capacities_of(account.person)]
        for capacity in held
    ]
    order = {code: place for place, code in enumerate(Capacity.values)}
    return sorted(found, key=lambda login: (order[login.capacity], login.name))


def _capacity_name(capacity: str, held: Sequence[str]) -> str:
    """Offices of the secretariat are called after what they do; one that holds several says which is meant."""
    return "" if capacity in SECRETARIAT and len(held) == 1 else str(Capacity(capacity).label)
