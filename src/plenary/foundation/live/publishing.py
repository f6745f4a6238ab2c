"""What acts call: tell open pages that a topic changed, and close the doors of a reader.

Each call writes a row in the transaction of the act. On SQLite one writer works at a time, so the row
takes its number there; on PostgreSQL it takes it just after the commit, under a lock of its own audience,
so that acts never wait for each other here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from plenary.foundation.live.admission import Admission
from plenary.foundation.live.bus import Memory, Redis, Told, the_bus
from plenary.foundation.live.hub import RING, Event, Hub
from plenary.foundation.live.models import DOORS, Outbox

KEPT = timedelta(days=1)
REMEMBERED = 8 * RING
"""Events a hub takes from the outbox when it begins, over all audiences."""


class Listener(Protocol):
    """What a ticket says of its reader; an Actor is one."""

    @property
    def person_key(self) -> str:
        """Key of the person."""

    @property
    def sign_in(self) -> str:
        """Key of the sign-in."""

    @property
    def tokens(self) -> frozenset[str]:
        """What audiences are compared with."""

    @property
    def is_signed_in(self) -> bool:
        """Whether the house knows who this is."""


def publish(topic: str, audience: str = "public", version: int | None = None) -> None:
    """Tell those in `audience` that `topic` changed, once the transaction that runs is committed.

    topic: kind and random key of a thing, "sitting:KEY"; never a number, symbol or title. version: the
    thing's own. Nothing is told where the transaction is undone.
    """
    if not topic or audience == DOORS:
        raise ValueError("an event has a topic and an audience")
    _keep(Outbox(audience=audience, topic=topic, version=version))


def end(holder: str) -> None:
    """Close all streams of a holder ("signin:KEY", "person:KEY") and refuse their tickets, on commit."""
    _keep(Outbox(audience=DOORS, holder=holder))


def change(holder: str, tokens: Iterable[str]) -> None:
    """Fit the streams of a holder to the tokens that they hold now; after the commit."""
    _keep(Outbox(audience=DOORS, holder=holder, tokens=sorted(tokens)))


def token_for(actor: Listener, *, cookie: str = "", until: datetime | None = None) -> str:
    """The ticket with which this reader's page opens its stream; empty for who is not signed in.

    cookie: value of the sign-in's cookie. until: when the sign-in or a holding ends.
    """
    if not actor.is_signed_in:
        return ""
    return admission().issue(
        actor.tokens,
        sign_in=actor.sign_in,
        person=actor.person_key,
        cookie=cookie,
        until=None if until is None else until.timestamp(),
    )


def admission() -> Admission:
    """Signs and reads tickets with the house's own secret."""
    return Admission(settings.SECRET_KEY)


def _keep(row: Outbox) -> None:
    row.at = datetime.now(tz=UTC)
    if connection.vendor == "sqlite":
        with transaction.atomic():
            last = Outbox.objects.filter(audience=row.audience).aggregate(last=Max("number"))["last"]
            row.number = (last or 0) + 1
            row.save(force_insert=True)
        transaction.on_commit(lambda: the_bus().tell([told_of(row)]), robust=True)
    else:
        row.save(force_insert=True)
        transaction.on_commit(lambda: number([row.audience]), robust=True)


def number(audiences: Iterable[str] | None = None) -> list[Told]:
    """Give the kept rows of these audiences (all, by default) their places, in the order they were written.

    Audiences are locked one after another, each in its own short transaction; nothing else is locked.
    """
    if audiences is None:
        audiences = Outbox.objects.filter(number=None).values_list("audience", flat=True).distinct()
    events = []
    for audience in sorted(set(audiences)):
        events += _number_one(audience)
    return events


def _number_one(audience: str) -> list[Told]:
    bus = the_bus()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_lock(audience)])
        rows = list(Outbox.objects.filter(audience=audience, number=None).order_by("pk"))
        if not rows:
            return []
        last = Outbox.objects.filter(audience=audience).aggregate(last=Max("number"))["last"] or 0
        for place, row in enumerate(rows, last + 1):
            row.number = place
        Outbox.objects.bulk_update(rows, ["number"])
        events = [told_of(row) for row in rows]
        in_transaction = not isinstance(bus, Memory | Redis)
        if in_transaction:
            bus.tell(events)
    if not in_transaction:
        bus.tell(events)
    return events


def _lock(audience: str) -> int:
    """A number for PostgreSQL's advisory locks: 63 bits of the audience's digest."""
    return int.from_bytes(hashlib.sha256(f"live {audience}".encode()).digest()[:8], "big") >> 1


def told_of(row: Outbox) -> Told:
    """A numbered row as it travels."""
    assert row.number is not None
    tokens = None if row.tokens is None else tuple(row.tokens)
    return Told(row.audience, row.number, row.topic, row.version, row.at.timestamp(), row.holder, tokens)


def hear(hub: Hub, events: Iterable[Told]) -> None:
    """Tell a hub, in its own loop. What it knows already it drops."""
    for told in events:
        if told.audience != DOORS:
            hub.tell([event_of(told)])
        elif hub.is_new_at_the_doors(told.number):
            if told.tokens is None:
                hub.end(told.holder)
            else:
                hub.change(told.holder, told.tokens)


def event_of(told: Told) -> Event:
    """A row as the hub keeps it."""
    return Event(told.audience, told.number, told.topic, told.version, told.at)


def kept_since(instant: datetime) -> list[Told]:
    """Numbered rows written since then, in the order they were written."""
    rows = Outbox.objects.exclude(number=None).filter(at__gte=instant).order_by("at", "number")
    return [told_of(row) for row in rows.iterator()]


def lately() -> list[Told]:
    """What a hub reads again when the bus was down or a number is missing: the last two minutes."""
    return kept_since(datetime.now(tz=UTC) - timedelta(minutes=2))


def recall(hub: Hub) -> None:
    """Give a hub that begins what the outbox remembers: each audience's place, the doors just closed."""
    number()
    kept = kept_since(datetime.now(tz=UTC) - KEPT)
    hub.remember([event_of(told) for told in kept if told.audience != DOORS][-REMEMBERED:])
    hub.stand_at({audience: last for audience, last in places().items() if audience != DOORS})
    for told in kept:
        if told.audience == DOORS and hub.is_new_at_the_doors(told.number):
            hub.revoke(told.holder, told.at)


def places() -> dict[str, int]:
    """The last number of each audience."""
    rows = Outbox.objects.exclude(number=None).values("audience").annotate(last=Max("number"))
    return {row["audience"]: row["last"] for row in rows}


def trim() -> int:
    """Let go of rows no stream can resume from, and count them; the last of each audience stays."""
    old = datetime.now(tz=UTC) - KEPT
    return sum(
        Outbox.objects.filter(audience=audience, number__lt=last, at__lt=old).delete()[0]
        for audience, last in places().items()
    )
