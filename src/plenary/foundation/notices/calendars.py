"""Calendars outside the house: the key to one's own, and the times that were last told.

What takes place is known to offices; here is kept what calendars were told of it, so that a change raises a number
and a cancellation is said for a while.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now, real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.notices.models import CalendarKey, Told
from plenary.procedure.refusal import NotHere, Refused

#: How long calendars say that something was cancelled.
CANCELLED_IS_SAID = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Changed:
    """What calendars were told before, and are told now; `now` is None where it was cancelled."""

    before: Mapping[str, Any]
    now: Mapping[str, Any] | None


class CalendarSecret(str):
    """The key to a person's own calendar, as it is shown once."""

    __slots__ = ()


@act("notices.open_calendar")
def open_calendar(*, by: Actor) -> CalendarSecret:
    """Make a key to one's own calendar; an earlier one is worth nothing from now on."""
    person = _oneself(by)
    secret = secrets.token_urlsafe(24)
    CalendarKey.objects.update_or_create(person=person, defaults={"digest": _digest(secret), "made_at": real_now()})
    _told("notices.calendar.opened", by, person)
    return CalendarSecret(secret)


@act("notices.withdraw_calendar")
def withdraw_calendar(*, by: Actor) -> None:
    """Withdraw the key to one's own calendar. Raises Refused("notices.no_calendar_key")."""
    person = _oneself(by)
    if not CalendarKey.objects.filter(person=person).delete()[0]:
        raise Refused("notices.no_calendar_key")
    _told("notices.calendar.withdrawn", by, person)


def end_calendar(person: Person) -> None:
    """Withdraw the key to somebody's calendar, within an act that ended their ways in; nothing where there is none."""
    if CalendarKey.objects.filter(person=person).delete()[0]:
        _told("notices.calendar.ended", the_house(), person)


def lapse_calendar(person: Person) -> None:
    """Withdraw the key to the calendar of somebody whose last role ended; nothing where one runs or is to come."""
    if _has_left(person) and CalendarKey.objects.filter(person=person).delete()[0]:
        _told("notices.calendar.lapsed", the_house(), person)


@act("notices.lapse_calendars")
def lapse_calendars() -> None:
    """Withdraw the keys of those whose last role ended by the clock; the work lane calls it by the hour."""
    for key in CalendarKey.objects.select_for_update(of=("self",)).select_related("person").order_by("pk"):
        lapse_calendar(key.person)


def whose_calendar(secret: str) -> Person:
    """Whose calendar this key opens.

    Raises NotHere for none, and for somebody who may not sign in any more or holds no role.
    """
    key = CalendarKey.objects.filter(digest=_digest(secret)).select_related("person").first()
    if key is None or Account.objects.filter(person=key.person, is_active=False).exists() or _has_left(key.person):
        raise NotHere()
    person: Person = key.person
    return person


def key_of(person: Person) -> CalendarKey | None:
    """The key to this person's calendar, where there is one; never the secret."""
    return CalendarKey.objects.filter(person=person).first()


def follow(
    about: tuple[str, str], told: Mapping[str, Any] | None, *, within: str = "", audience: str = "desk"
) -> Changed | None:
    """Keep what calendars are told of a thing from now on; None for `told` cancels it.

    Returns what changed for those who were told before; None where nothing did, or it is told for the first time.
    """
    row = Told.objects.filter(about_kind=about[0], about_key=about[1]).first()
    if row is None:
        if told is not None:
            Told.objects.create(
                about_kind=about[0],
                about_key=about[1],
                within=within,
                audience=audience,
                told=dict(told),
                changed_at=real_now(),
            )
        return None
    if told is None and row.cancelled_at is not None:
        return None
    if told is not None and row.told == told and row.audience == audience and row.cancelled_at is None:
        return None
    changed = Changed(row.told, told)
    row.cancelled_at = real_now() if told is None else None
    if told is not None:
        row.told, row.audience, row.within = dict(told), audience, within
    row.sequence += 1
    row.changed_at = real_now()
    row.save()
    return changed


def told_of(keys: Iterable[str]) -> dict[tuple[str, str], Told]:
    """What calendars were last told of these things, by kind and key."""
    return {(row.about_kind, row.about_key): row for row in Told.objects.filter(about_key__in=list(keys))}


def cancelled(within: Iterable[str] | None = None) -> list[Told]:
    """What was cancelled and is still said to be; of these meetings where they are named."""
    rows = Told.objects.filter(cancelled_at__gt=real_now() - CANCELLED_IS_SAID).order_by("pk")
    return list(rows if within is None else rows.filter(within__in=list(within)))


def _has_left(person: Person) -> bool:
    still = Holding.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=now()), person=person)
    return not still.exists()


def _oneself(by: Actor) -> Person:
    person: Person | None = Person.objects.filter(key=by.person_key).first() if by.person_key else None
    if person is None:
        raise NotHere()
    return person


def _digest(secret: str) -> str:
    """192 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _told(verb: str, by: Actor, person: Person) -> None:
    record(verb, by=by, about=person.about, audience="trail", facts={"name": person.name.said("en")})
