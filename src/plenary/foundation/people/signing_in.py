"""Sign-ins: begun once proved, asked at each request, ended everywhere at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import F, Sum

from plenary.foundation.access.actors import OUTSIDER, Actor, actor_for, capacities_of
from plenary.foundation.access.acts import act
from plenary.foundation.access.capacities import SECRETARIAT
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now, real_now
from plenary.foundation.journal.models import Tree
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import end
from plenary.foundation.people.models import SignIn
from plenary.procedure.refusal import Refused

LONGEST = timedelta(hours=12)
IDLE_AT_THE_DESK = timedelta(minutes=30)
#: A sign-in is marked as seen at most this often, so that reading a page seldom writes.
SEEN_EVERY = timedelta(minutes=2)
#: How many sign-ins a process remembers the actors of.
REMEMBERED = 4000
_actors: dict[str, tuple[int, datetime, Actor]] = {}


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
    seen_at = real_now()
    idle = seen_at - begun.last_seen_at
    if seen_at - begun.began_at > LONGEST or (begun.capacity in SECRETARIAT and idle > IDLE_AT_THE_DESK):
        sign_out(begun)
        return OUTSIDER
    if idle > SEEN_EVERY:
        SignIn.objects.filter(pk=begun.pk).update(last_seen_at=seen_at)
    return _remembered(begun)


def _remembered(begun: SignIn) -> Actor:
    """The actor of a sign-in, worked out again only after something was done in the house or a period turned.

    What a person may do follows from rows that acts alone change, and each act adds to the record; so the sizes of
    the record's trees say whether it can have changed. Periods that begin or end by themselves are looked up.
    """
    done = Tree.objects.aggregate(entries=Sum("size"))["entries"] or 0
    instant = now()
    known = _actors.get(begun.key)
    if known is not None and known[0] == done and instant < known[1]:
        return known[2]
    actor = actor_for(begun.account.person, begun.capacity, sign_in=begun.key)
    if len(_actors) >= REMEMBERED:
        _actors.clear()
    _actors[begun.key] = (done, _next_turn(begun.account.person, instant), actor)
    return actor


def _next_turn(person: Person, instant: datetime) -> datetime:
    """When a capacity of this person next begins or ends by itself."""
    turns = [
        turn
        for period in Holding.objects.filter(person=person).values_list("from_at", "until_at")
        for turn in period
        if turn is not None and turn > instant
    ]
    return min(turns, default=datetime.max.replace(tzinfo=UTC))


def forget_actors() -> None:
    """Work every actor out again: the database behind this process was changed (tests, a restored house)."""
    _actors.clear()
