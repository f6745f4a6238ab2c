"""How an entry becomes a leaf of its tree.

What may have to be erased one day (the facts, the name of who acted) enters only as a salted hash, so it can go
and the record still verifies. Everything else of the entry stands in the leaf as it is.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from plenary.foundation.journal.canonical import canonical

BEFORE_THE_FIRST = "0" * 64


def moment(instant: datetime) -> str:
    """An instant as the record writes it: UTC, always six decimals.

    Raises: ValueError for an instant without a time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("The record does not guess a time zone: give an aware datetime.")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def commitment(salt: str, value: Mapping[str, object]) -> str:
    """The salted hash that stands for facts or a name. salt: 64 hexadecimal digits."""
    return sha256(bytes.fromhex(salt) + canonical(value)).hexdigest()


def name_of(person: str, name: str) -> dict[str, str]:
    """What the salted hash of who acted covers; the capacity is no personal datum and stays outside."""
    return {"name": name, "person": person}


def leaf_content(
    *,
    audience: str,
    number: int,
    previous: str,
    verb: str,
    about: tuple[str, str],
    capacity: str,
    actor_hash: str,
    facts_hash: str,
    happened_at: datetime | None,
    recorded_at: datetime,
    cite: str,
    sealed: bool,
) -> bytes:
    """What the leaf of an entry hashes. previous: the leaf before it, or sixty-four zeros."""
    return canonical(
        {
            "about": list(about),
            "actor_hash": actor_hash,
            "capacity": capacity,
            "cite": cite,
            "facts_hash": facts_hash,
            "happened_at": moment(happened_at) if happened_at else None,
            "number": number,
            "previous": previous,
            "recorded_at": moment(recorded_at),
            "sealed": sealed,
            "tree": audience,
            "verb": verb,
        }
    )
