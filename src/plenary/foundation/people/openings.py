"""Restricted texts that an administrator opens: with a reason, for a while, and told to those whose text it is.

An administrator keeps the house running and reads no content by right. Where a fault cannot be found otherwise, one
thing is opened to one person; no token is given, so nothing else opens with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import audience_of, may_read, tokens_in
from plenary.foundation.access.gate import require
from plenary.foundation.access.models import Person
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.kept import Kept
from plenary.foundation.people.models import Opening
from plenary.procedure.refusal import NotHere, Refused

ROW = "open_with_reason"
LIVES = timedelta(minutes=30)
#: How long those whose text it is are shown that it was opened; the record keeps it for good.
TOLD_FOR = timedelta(days=7)
#: Letters below which nothing is a reason.
LEAST = 15


@act("people.open_content")
def open_content(thing: Kept, *, by: Actor, reason: str) -> Opening:
    """Open one restricted thing to this administrator for half an hour.

    The entry goes to those who read the thing and to the trail. Raises Refused("access.not_allowed"),
    "people.opening_reason_wanted", "people.open_anyway".
    """
    require(by, ROW)
    said = " ".join(reason.split())
    if len(said) < LEAST:
        raise Refused("people.opening_reason_wanted", least=LEAST)
    audience: str = getattr(thing, "audience", "")
    if not audience:
        raise NotHere()
    if may_read(by, audience):
        raise Refused("people.open_anyway")
    opened: Opening = Opening.objects.create(
        person=Person.objects.get(key=by.person_key),
        about_kind=thing.about[0],
        about_key=thing.about[1],
        audience=audience,
        reason=said,
        opened_at=real_now(),
        until_at=real_now() + LIVES,
    )
    record(
        "people.content.opened_by_administrator",
        by=by,
        about=thing.about,
        audience=audience_of("trail", *tokens_in(audience)),
        facts={"reason": said, "until": opened.until_at.isoformat(timespec="minutes")},
    )
    return opened


def openings_of(actor: Actor) -> list[Opening]:
    """What this person opened, the newest first."""
    return list(Opening.objects.filter(person__key=actor.person_key).order_by("-opened_at")[:20])


def opening_of(actor: Actor, key: str) -> Opening:
    """One's own opening while it holds. Raises NotHere for another's; Refused("people.opening_over")."""
    found = Opening.objects.filter(key=key, person__key=actor.person_key).first()
    if found is None:
        raise NotHere()
    if found.until_at <= real_now():
        raise Refused("people.opening_over")
    return found


def reading(actor: Actor, opening: Opening, thing: Kept) -> Actor:
    """The administrator as a reader of that one thing, for the page that shows it and no other.

    Raises NotHere for another thing; Refused("people.opening_over") where other people read it by now.
    """
    if thing.about != (opening.about_kind, opening.about_key):
        raise NotHere()
    if getattr(thing, "audience", "") != opening.audience:
        raise Refused("people.opening_over")
    return replace(actor, tokens=actor.tokens | tokens_in(opening.audience), readable={})


def openings_told_to(actor: Actor) -> list[Opening]:
    """What administrators opened lately of the things that this person reads, without one's own."""
    lately = Opening.objects.filter(opened_at__gt=real_now() - TOLD_FOR).exclude(person__key=actor.person_key)
    rows = lately.select_related("person").order_by("opened_at")
    return [one for one in rows if may_read(actor, one.audience)]
