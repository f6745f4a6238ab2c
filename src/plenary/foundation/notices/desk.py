"""What an officer does with letters: try the mail server, decide about uncertain ones; what may be asked of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Person
from plenary.foundation.access.permissions import grade
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.notices.addresses import ROW
from plenary.foundation.notices.kinds import Kind
from plenary.foundation.notices.models import Carrier, Letter, Mailbox
from plenary.foundation.notices.post import is_open
from plenary.foundation.notices.telling import tell_person
from plenary.procedure.refusal import NotHere, Refused

#: States in which a letter waits for an officer.
TO_DECIDE = (Letter.State.UNCERTAIN, Letter.State.GIVEN_UP)


@act("notices.ask_for_test")
def ask_for_test(*, by: Actor) -> Person:
    """Send a test letter to oneself. Raises Refused("notices.no_letters_leave"), "notices.no_address"."""
    _require_officer(by)
    person: Person = Person.objects.get(key=by.person_key)
    if not is_open():
        raise Refused("notices.no_letters_leave")
    if not Mailbox.objects.filter(person=person).exclude(address="").exists():
        raise Refused("notices.no_address")
    tell_person(Kind.TEST, person)
    Carrier.objects.update(again_at=None)
    record("notices.test.asked", by=by, about=person.about, audience="trail", facts={})
    return person


@act("notices.send_again")
def send_again(letter: Letter, *, by: Actor) -> Letter:
    """Send a letter again that is uncertain or was given up, under the same Message-ID.

    Raises Refused("notices.nothing_to_decide"), "notices.letter_is_empty".
    """
    locked = _locked(letter, by)
    if not locked.text:
        raise Refused("notices.letter_is_empty")
    locked.state, locked.next_at, locked.settled_at = Letter.State.WAITING, real_now(), None
    locked.attempts, locked.handed_at = 0, None
    locked.touch().save()
    _told("notices.letter.sent_again", by, locked)
    return locked


@act("notices.let_go")
def let_go(letter: Letter, *, by: Actor) -> Letter:
    """Send an uncertain or given-up letter no more. Raises Refused("notices.nothing_to_decide")."""
    locked = _locked(letter, by)
    locked.state, locked.settled_at, locked.text = Letter.State.LET_GO, real_now(), ""
    locked.touch().save()
    _told("notices.letter.let_go", by, locked)
    return locked


def tested_at() -> datetime | None:
    """When the mail server last took a test letter; None until then. The checklist of a new house asks this."""
    carrier = Carrier.objects.first()
    return carrier.tested_at if carrier is not None else None


def counts() -> dict[str, int]:
    """How many letters are in each state."""
    found = dict(Letter.objects.values_list("state").annotate(count=Count("pk")))
    return {str(state): found.get(state, 0) for state in Letter.State.values}


def letters(*states: str) -> QuerySet[Letter]:
    """Letters in these states, the newest first, with whom they are for."""
    return Letter.objects.filter(state__in=states).select_related("person").order_by("-made_at", "-pk")


def letter_of_key(key: str) -> Letter:
    """One letter. Raises NotHere."""
    found = Letter.objects.select_related("person").filter(key=key).first()
    if found is None:
        raise NotHere()
    return found


def to_decide() -> int:
    """How many letters wait for an officer."""
    return Letter.objects.filter(state__in=TO_DECIDE).count()


def carrier() -> Carrier:
    """What the house knows of its mail server; a fresh row where nothing was sent yet."""
    return Carrier.objects.first() or Carrier()


def _locked(letter: Letter, by: Actor) -> Letter:
    _require_officer(by)
    locked = Letter.objects.select_for_update(of=("self",)).select_related("person").get(pk=letter.pk)
    if locked.state not in TO_DECIDE:
        raise Refused("notices.nothing_to_decide")
    return locked


def _require_officer(by: Actor) -> None:
    if grade(by.capacity, ROW) is None:
        raise Refused("access.not_allowed", row=ROW, capacity=by.capacity)


def _told(verb: str, by: Actor, letter: Letter) -> None:
    name = letter.person.name.said("en")
    record(verb, by=by, about=letter.about, audience="trail", facts={"name": name, "kind": letter.of_kind})
