"""A brake on tries to come in: by name and network together, and by network alone.

Ten tries a minute for one name from one network, so that nobody guesses a code; no count for a name alone, since a
stranger elsewhere could use that up and keep its owner out. A hall sends everybody out by one address: a network may
try often, and what succeeds counts for nothing. A key of one's own is counted apart from codes, so who wastes the
tries of a name keeps nobody out who has a passkey.

Names, keys and addresses are kept as keyed digests: what was typed may be a code in the wrong field.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F
from django.utils.crypto import salted_hmac

from plenary.foundation.access.actors import the_house
from plenary.foundation.access.acts import act
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.people.models import Tries
from plenary.procedure.refusal import Refused

WINDOW = timedelta(minutes=1)
TRIES_BY_NAME = 10
TRIES_BY_NETWORK = 120
#: How much of an address names a network: who holds one address of it holds the others too.
PREFIX_4, PREFIX_6 = 24, 56
_SALT = "plenary.people.brakes"


@contextmanager
def braked(way: str, *, address: str, name: str = "") -> Iterator[None]:
    """Count a try before it is judged, and take it back where it succeeds.

    way: as in SignIn.Means. name: whom the try is for, as far as it says; the same for known and unknown ones.
    Raises Refused("people.too_many_tries") with the seconds to wait.
    """
    network = network_of(address)
    wait_s = count_try(way=way, network=network, name=name)
    if wait_s:
        raise Refused("people.too_many_tries", wait_s=wait_s)
    yield
    take_try_back(way=way, network=network, name=name)


@act("people.count_try")
def count_try(*, way: str, network: str, name: str) -> int:
    """Count one more; returns the seconds to wait, 0 where it may be judged.

    A braked try counts no further, so that waiting helps. The record says once for each window that a brake closed.
    """
    instant = real_now()
    counted = [(_row(of, way), most) for of, most in _brakes(network, name)]
    waits = [_wait(tries, most, instant) for tries, most in counted]
    if any(waits):
        for (tries, _most), wait in zip(counted, waits, strict=True):
            if wait and not tries.is_told:
                tries.is_told = True
                tries.save()
                record(
                    "people.tries.braked",
                    by=the_house(),
                    about=tries.about,
                    audience="trail",
                    facts={"way": way, "network": network},
                )
        return max(waits)
    for tries, _most in counted:
        if instant - tries.began_at >= WINDOW:
            tries.began_at, tries.count, tries.is_told = instant, 0, False
        tries.count += 1
        tries.save()
    return 0


@act("people.take_try_back")
def take_try_back(*, way: str, network: str, name: str) -> None:
    """A try that succeeded counts for nothing."""
    for of, _most in _brakes(network, name):
        Tries.objects.filter(mark=_mark(of, way), count__gt=0).update(count=F("count") - 1)


@act("people.forget_tries")
def forget_tries() -> None:
    """Drop what counts no more; the work lane calls it by the hour."""
    Tries.objects.filter(began_at__lt=real_now() - WINDOW).delete()


def network_of(address: str) -> str:
    """The network that an address belongs to, as 203.0.113.0/24; empty where it is none."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    return str(ip_network(f"{known}/{PREFIX_4 if known.version == 4 else PREFIX_6}", strict=False))


def _brakes(network: str, name: str) -> list[tuple[str, int]]:
    """What is counted for a try, and up to how many."""
    by_network = [(network, TRIES_BY_NETWORK)]
    return [*by_network, (f"{network} {name}", TRIES_BY_NAME)] if name else by_network


def _mark(of: str, way: str) -> str:
    return salted_hmac(_SALT, f"{way} {of}", algorithm="sha256").hexdigest()


def _row(of: str, way: str) -> Tries:
    mark = _mark(of, way)
    Tries.objects.get_or_create(mark=mark, defaults={"began_at": real_now()})
    return Tries.objects.select_for_update().get(mark=mark)


def _wait(tries: Tries, most: int, instant: datetime) -> int:
    """Seconds until the next try is judged, rounded up."""
    left = tries.began_at + WINDOW - instant
    if tries.count < most or left <= timedelta():
        return 0
    return -(-left // timedelta(seconds=1))
