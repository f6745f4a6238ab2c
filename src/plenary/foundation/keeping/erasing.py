"""Erasing what is kept of persons: when its time is over, and on request. The record still verifies.

What an entry says of a person hangs on a salted hash. It is taken out together with its salt; the entry, its hash and
everything after it stay as they were, and another entry tells what was taken out and why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.erased import ERASED
from plenary.foundation.access.gate import require
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import erase, record
from plenary.foundation.keeping.journal_verbs import AUDIENCE, DUE_ERASED, PERSON_ERASED, TIME_SET
from plenary.foundation.keeping.models import KeepingTime
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import end
from plenary.foundation.people.models import Identity, Pending
from plenary.foundation.people.officers import ROW, require_officers, require_two_left
from plenary.foundation.people.personal import waiting_about
from plenary.foundation.people.signing_in import end_sign_ins
from plenary.foundation.personal import Personal, Rows, kinds
from plenary.procedure.refusal import Refused

#: Rows of one kind at a time, so that nobody waits long for the writing of the record.
AT_ONCE = 500
#: A day to look at it and ten years.
LEAST_DAYS, MOST_DAYS = 1, 3660
#: Letters below which nothing is a reason.
LEAST = 15
#: A name shorter than this is also a word.
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind with the time in force here. waiting: rows whose time is over and that still stand."""

    kind: Personal
    days: int
    waiting: int


def times() -> list[Kept]:
    """Everything that is kept of persons, with its time."""
    chosen = dict(KeepingTime.objects.values_list("name", "days"))
    found = [(kind, chosen.get(kind.name, kind.days)) for kind in kinds()]
    return [Kept(kind, days, kind.due(days).count()) for kind, days in found]


@act("keeping.set_time")
def set_time(kept: str, *, by: Actor, days: int) -> None:
    """Keep one kind for so many days from now on. Takes two people; a shorter time erases within the hour.

    Raises Refused("keeping.no_such_kind"), "keeping.days_out_of_reach".
    """
    require_officers(by)
    kind = next((one for one in kinds() if one.name == kept), None)
    if kind is None:
        raise Refused("keeping.no_such_kind", name=kept)
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise Refused("keeping.days_out_of_reach", least=LEAST_DAYS, most=MOST_DAYS)
    KeepingTime.objects.update_or_create(name=kept, defaults={"days": days})
    record(TIME_SET, by=by, about=("keeping.time", kept), audience=AUDIENCE, facts={"name": kept, "days": days})


@act("keeping.erase_due")
def erase_due() -> dict[str, int]:
    """Erase what was kept for its time, some hundred rows of each kind; how many of each went. The clock calls it.

    Returns an empty mapping where nothing is left.
    """
    gone: dict[str, int] = {}
    for one in times():
        if one.waiting:
            chosen = list(one.kind.due(one.days).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
            rows = one.kind.due(one.days).filter(pk__in=chosen)
            _erase(one.kind, rows, by=the_house(), reason=f"{one.kind.name}: kept for {one.days} days")
            gone[one.kind.name] = len(chosen)
    if gone:
        facts = {"kinds": sorted(gone), "count": sum(gone.values())}
        record(DUE_ERASED, by=the_house(), about=("keeping.house", ""), audience=AUDIENCE, facts=facts)
    return gone


@act("keeping.erase_person")
def erase_person(person: Person, *, by: Actor, reason: str) -> int:
    """Erase what the house keeps of one person, on request. Always takes two people, and cannot be undone.

    What the record says of them is taken out of its entries, rows that are theirs alone go, their way in is closed, and
    in every list "(erased)" stands for the name; what waits for a second person and names them is taken back.
    Returns how many entries were emptied.
    Raises Refused("keeping.reason_wanted"), "keeping.person_erased", "keeping.person_still_acts".
    """
    require(by, ROW)
    said = " ".join(reason.split())
    if len(said) < LEAST:
        raise Refused("keeping.reason_wanted", least=LEAST)
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.name == ERASED:
        raise Refused("keeping.person_erased")
    if Holding.objects.in_force(now()).filter(person=locked).exists():
        raise Refused("keeping.person_still_acts", name=locked.name.said())
    account = Account.objects.filter(person=locked).first()
    if account is not None:
        _shut(account)  # which is told in the record, so before that is read
    _take_back(locked, by)
    count = erase(_acted(locked), by=by, reason=said, part="actor")
    count += erase(_named(locked, account), by=by, reason=said, part="facts")
    for kind in kinds():
        count += _erase(kind, kind.of(locked), by=by, reason=said)
    if account is not None:
        account.sign_in_name = f"erased-{account.key}"
        account.touch().save()
    locked.name, locked.sort_name, locked.form_of_address = ERASED, Words(), Words()
    locked.touch().save()
    require_two_left()
    record(PERSON_ERASED, by=by, about=locked.about, audience=AUDIENCE, facts={"reason": said, "count": count})
    return count


def _take_back(person: Person, by: Actor) -> None:
    """Nobody agrees any more to what was proposed about this person; it is emptied with what was decided."""
    waiting_about(person).update(
        outcome=Pending.Outcome.WITHDRAWN, decided_by=Person.objects.get(key=by.person_key), decided_at=now()
    )


def _shut(account: Account) -> None:
    end_sign_ins(account)
    end(f"person:{account.person.key}")
    account.passkeys.all().delete()
    Identity.objects.filter(account=account).delete()
    account.is_active = False


def _erase(kind: Personal, rows: Rows, *, by: Actor, reason: str) -> int:
    """Take what the record says of these rows out of it, then erase them; how many entries were emptied."""
    count = 0
    if kind.verbs:
        keys = [str(key) for key in rows.values_list("key", flat=True)]
        about = Entry.objects.select_related("tree").filter(verb__in=kind.verbs, about_key__in=keys)
        count += erase(about.filter(facts__isnull=False), by=by, reason=reason, part="facts")
        if kind.with_name:
            count += erase(about.filter(actor_salt__isnull=False), by=by, reason=reason, part="actor")
    kind.erase(rows)
    return count


def _acted(person: Person) -> Iterable[Entry]:
    """Entries of what this person did."""
    return Entry.objects.select_related("tree").filter(actor_key=person.key)


def _named(person: Person, account: Account | None) -> Iterable[Entry]:
    """Entries about this person or its way in, and those whose facts hold its name as a whole."""
    things = [person.about, *([account.about] if account else [])]
    wanted = Q()
    for kind, key in things:
        wanted |= Q(about_kind=kind, about_key=key)
    names = {said for words in (person.name, person.form_of_address) for said in words.values()}
    for name in (name for name in names if len(name) >= SHORTEST_NAME):
        wanted |= _holding(name)
    if account is not None:
        wanted |= Q(verb__startswith="people.") & _holding(account.sign_in_name)
    told = Entry.objects.select_related("tree").annotate(told=Cast("facts", TextField()))
    return told.filter(wanted, salt__isnull=False).exclude(verb__startswith="journal.")


def _holding(text: str) -> Q:
    """Facts in which this stands as a value of its own, however the database writes letters beyond ASCII."""
    return Q(told__contains=json.dumps(text)) | Q(told__contains=json.dumps(text, ensure_ascii=False))
