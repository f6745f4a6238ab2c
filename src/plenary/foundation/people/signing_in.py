"""Sign-ins: begun once proved, asked at each request, ended everywhere at once."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from plenary.foundation.access.actors import OUTSIDER, Actor, actor_for, capacities_of
from plenary.foundation.access.acts import act
from plenary.foundation.access.capacities import SECRETARIAT
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import end
from plenary.foundation.people.models import SignIn
from plenary.procedure.refusal import Refused

LONGEST = timedelta(hours=12)
IDLE_AT_THE_DESK = timedelta(minutes=30)
#: A sign-in is marked as seen at most this often, so that reading a page seldom writes.
SEEN_EVERY = timedelta(minutes=2)


@act("people.sign_in")
def sign_in(account: Account, *, means: str, session_key: str, capacity: str = "") -> SignIn:
    """Begin a sign-in that was just proved, in `capacity` or the first one the person holds.

    Raises Refused where the account is closed or the person holds no such capacity now.
    """
    if not account.is_active:
        raise Refused("people.account_closed")
    held = capacities_of(account.person)
    chosen = capacity or (held[0] if held else "")
    if chosen not in held:
        raise Refused("people.no_such_capacity", capacity=chosen)
    now = real_now()
    begun = SignIn.objects.create(
        account=account, capacity=chosen, means=means, session_key=session_key, began_at=now, last_seen_at=now
    )
    record(
        "people.sign_in.begun",
        by=actor_for(account.person, chosen, sign_in=begun.key),
        about=begun.about,
        audience="trail",
        facts={"means": means, "capacity": chosen},
    )
    return begun


@act("people.sign_out")
def sign_out(begun: SignIn) -> None:
    """End a sign-in. Its pages and streams are dead from here on; ending it twice does nothing."""
    now = real_now()
    if SignIn.objects.filter(pk=begun.pk, ended_at__isnull=True).update(ended_at=now, version=F("version") + 1):
        record(
            "people.sign_in.ended",
            by=actor_for(begun.account.person, begun.capacity, sign_in=begun.key),
            about=begun.about,
            audience="trail",
            facts={"capacity": begun.capacity},
        )
        end(f"signin:{begun.key}")


def actor_of(key: str) -> Actor:
    """Who a sign-in stands for at this instant; the public where it ended, grew old, or never was."""
    if not key:
        return OUTSIDER
    begun = (
        SignIn.objects.select_related("account__person")
        .filter(key=key, ended_at__isnull=True, account__is_active=True)
        .first()
    )
    if begun is None:
        return OUTSIDER
    now = real_now()
    idle = now - begun.last_seen_at
    if now - begun.began_at > LONGEST or (begun.capacity in SECRETARIAT and idle > IDLE_AT_THE_DESK):
        sign_out(begun)
        return OUTSIDER
    if idle > SEEN_EVERY:
        SignIn.objects.filter(pk=begun.pk).update(last_seen_at=now)
    return actor_for(begun.account.person, begun.capacity, sign_in=begun.key)
