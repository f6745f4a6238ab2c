"""Sign-ins: begun once proved, asked at each request, ended everywhere at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.db.models import F

from plenary.foundation.access.actors import OUTSIDER, Actor, actor_for, capacities_of, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.capacities import SECRETARIAT
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.access.permissions import grade
from plenary.foundation.clock import now, real_now
from plenary.foundation.journal.queries import how_far
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import end
from plenary.foundation.people import script_keys
from plenary.foundation.people.models import SignIn
from plenary.foundation.people.officers import ROW, begin_pairs, capacities_that_give
from plenary.foundation.people.proofs import places_proved
from plenary.procedure.refusal import NotHere, Refused

LONGEST = timedelta(hours=12)
IDLE_AT_THE_DESK = timedelta(minutes=30)
#: A sign-in is marked as seen at most this often, so that reading a page seldom writes.
SEEN_EVERY = timedelta(minutes=2)
#: How many sign-ins a process remembers the actors of.
REMEMBERED = 4000


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor worked out when the record had `done` entries.

    turns_at: when a period of the person next begins or ends, by the house's clock. asked_at: when the sign-in is
    to be marked as seen or has grown old, by the real one.
    """

    done: int
    actor: Actor
    turns_at: datetime
    asked_at: datetime

    def holds(self, done: int, instant: datetime) -> bool:
        """Whether nothing can have changed since."""
        return self.done == done and instant < self.asked_at and now() < self.turns_at


_remembered: dict[str, _Known] = {}


@act("people.sign_in")
def sign_in(
    account: Account,
    *,
    means: str,
    session_key: str,
    capacity: str = "",
    device: str = "",
    network: str = "",
    began_at: datetime | None = None,
) -> SignIn:
    """Begin a sign-in that was just proved, in `capacity` or the first one the person holds.

    device, network: as in SignIn, so that its owner knows it again among others. began_at: of the sign-in that goes on
    here in another capacity; nothing was proved anew, so it grows old no later.
    Raises Refused where the account is closed or the person holds no such capacity now.
    """
    chosen = capacity_open_to(account, capacity)
    now = real_now()
    begun = SignIn.objects.create(
        account=account,
        capacity=chosen,
        means=means,
        session_key=session_key,
        device=device[:60],
        network=network,
        began_at=began_at or now,
        last_seen_at=now,
    )
    record(
        "people.sign_in.begun",
        by=actor_for(account.person, chosen, sign_in=begun.key),
        about=begun.about,
        audience="trail",
        facts={"means": means, "capacity": chosen},
    )
    if chosen in capacities_that_give():
        begin_pairs(the_house(), account.person)
    return begun


def capacity_open_to(account: Account, wanted: str = "") -> str:
    """The capacity in which a sign-in may begin now: the one wanted, or the first that the person holds.

    Raises Refused where the account is closed or the person holds no such capacity now.
    """
    if not account.is_active:
        raise Refused("people.account_closed")
    held = capacities_of(account.person)
    chosen = wanted or next(iter(held), "")
    if chosen not in held:
        raise Refused("people.no_such_capacity", capacity=chosen)
    return chosen


@act("people.carry_over")
def carry_over(key: str, session_key: str) -> None:
    """Let a sign-in go on in a browser session with another key."""
    SignIn.objects.filter(key=key, ended_at__isnull=True).update(session_key=session_key)


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


@act("people.end_others")
def end_others(account: Account, *, by: Actor) -> int:
    """End one's own sign-ins everywhere but here; how many there were. Raises NotHere for another's account."""
    if by.person_key != account.person.key:
        raise NotHere()
    return end_sign_ins(account, but=by.sign_in)


@act("people.end_sign_ins_of")
def end_sign_ins_of(account: Account, *, by: Actor, reason: str) -> int:
    """End every sign-in of somebody: a device was lost or stolen. One officer does it, for nothing is opened by it.

    Raises Refused("access.not_allowed"); "people.nobody_signed_in" where none is running.
    """
    if grade(by.capacity, ROW) is None:
        raise Refused("access.not_allowed", row=ROW, capacity=by.capacity)
    count = end_sign_ins(account)
    if not count:
        raise Refused("people.nobody_signed_in", name=account.person.name.said())
    record(
        "people.sign_ins.ended",
        by=by,
        about=account.about,
        audience="trail",
        facts={"name": account.person.name.said("en"), "count": count, "reason": reason},
    )
    return count


def end_sign_ins(account: Account, *, but: str = "") -> int:
    """End the sign-ins of an account, within an act that was allowed; how many there were.

    but: key of one to keep; where none is kept, the keys for scripts let in no more either.
    """
    if not but:
        script_keys.withdraw_all(account, by=the_house())
    running = list(account.sign_ins.filter(ended_at__isnull=True).exclude(key=but).select_related("account__person"))
    for begun in running:
        sign_out(begun)
    return len(running)


def actor_of(key: str) -> Actor:
    """Who a sign-in stands for at this instant; the public where it ended, grew old, or never was.

    What a person may do follows from rows that acts alone change, and each act adds to the record; so a process
    remembers the actor until the record has grown or a period has turned.
    """
    if not key:
        return OUTSIDER
    done = how_far()
    known = _remembered.get(key)
    seen_at = real_now()
    if known is not None and known.holds(done, seen_at):
        return known.actor
    begun = (
        SignIn.objects.select_related("account__person")
        .filter(key=key, ended_at__isnull=True, account__is_active=True)
        .first()
    )
    if begun is None:
        return OUTSIDER
    idle = seen_at - begun.last_seen_at
    if seen_at - begun.began_at > LONGEST or (begun.capacity in SECRETARIAT and idle > IDLE_AT_THE_DESK):
        sign_out(begun)
        return OUTSIDER
    if idle > SEEN_EVERY:
        SignIn.objects.filter(pk=begun.pk).update(last_seen_at=seen_at)
        begun.last_seen_at = seen_at
    instant = now()
    if known is not None and known.done == done and instant < known.turns_at:
        actor, turns_at = known.actor, known.turns_at
    else:
        actor = replace(
            actor_for(begun.account.person, begun.capacity, sign_in=begun.key), proved=places_proved(begun), readable={}
        )
        turns_at = _next_turn(begun.account.person, instant)
    if len(_remembered) >= REMEMBERED:
        _remembered.clear()
    _remembered[key] = _Known(done, actor, turns_at, min(begun.last_seen_at + SEEN_EVERY, begun.began_at + LONGEST))
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
    _remembered.clear()
