"""Acts on the programme of the day."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import audience_of, tokens_in, widens
from plenary.foundation.access.gate import require, require_first_audience, require_reading
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings.models import Session, Sitting
from plenary.offices.meetings.queries import word_of_format
from plenary.offices.protocol.models import PROTOCOL, Slot
from plenary.procedure.refusal import Refused


@act("protocol.add_slot")
def add_slot(
    session: Session,
    *,
    by: Actor,
    title: Words,
    kind: str = Slot.Kind.OTHER.value,
    order: int | None = None,
    on: date | None = None,
    place: Words | None = None,
    sitting: Sitting | None = None,
    cover: str = Slot.Cover.NOT_STATED.value,
    planned_from_at: datetime | None = None,
    planned_until_at: datetime | None = None,
    audience: str = PROTOCOL,
    cite: str = "",
) -> Slot:
    """Put a slot on the programme; hours that are not stated stay empty.

    A slot of a sitting is shown to nobody who may not know that it sits. audience: others than protocol take two
    persons; not those who know that the sitting sits, where the slot says that and nothing else. To whom the title of
    the sitting is not told, the slot bears the word of its format.
    Raises Refused "protocol.slot_taken", "protocol.slot_tells_of_sitting", "meetings.ends_before_it_begins".
    """
    require(by, "seating_arrivals")
    if planned_from_at and planned_until_at and planned_until_at < planned_from_at:
        raise Refused(
            "meetings.ends_before_it_begins", begins=planned_from_at.isoformat(), ends=planned_until_at.isoformat()
        )
    if sitting is not None and widens(sitting.band_audience, audience):
        raise Refused("protocol.slot_tells_of_sitting", audience=audience)
    usual = PROTOCOL
    if sitting is not None and _says_only_that_it_sits(sitting, kind, title, place):
        usual = audience_of(PROTOCOL, *tokens_in(sitting.band_audience))
        title = word_of_format(sitting.format) if widens(sitting.title_audience, audience) else title
    require_first_audience(by, usual, audience, row="seating_arrivals")
    Session.objects.select_for_update().get(pk=session.pk)
    taken = Slot.objects.filter(session=session)
    if order is not None and taken.filter(order=order).exists():
        raise Refused("protocol.slot_taken", order=order)
    slot = Slot.objects.create(
        session=session,
        order=order or (taken.aggregate(last=Max("order"))["last"] or 0) + 1,
        on=on or session.from_on,
        kind_of_slot=kind,
        title=Words.of(title),
        place=Words.of(place),
        sitting=sitting,
        cover=cover,
        planned_from_at=planned_from_at,
        planned_until_at=planned_until_at,
        audience=audience,
    )
    return _written(slot, "protocol.slot.added", by, cite)


@act("protocol.move_slot")
def move_slot(
    slot: Slot,
    *,
    by: Actor,
    planned_from_at: datetime | None,
    planned_until_at: datetime | None = None,
    place: Words | None = None,
    cite: str = "",
) -> Slot:
    """Give a slot that has not begun other hours or another place; without a beginning it has no hour again.

    The slot of a sitting follows the sitting. Raises Refused "protocol.slot_follows_sitting",
    "meetings.began_already", "meetings.ends_before_it_begins", "meetings.nothing_moved".
    """
    require(by, "seating_arrivals")
    require_reading(by, slot.audience)
    if slot.sitting_id is not None:
        raise Refused("protocol.slot_follows_sitting", title=str(slot.title))
    locked: Slot = Slot.objects.select_for_update(of=("self",)).select_related("session").get(pk=slot.pk)
    if locked.began_at is not None:
        raise Refused("meetings.began_already", title=str(locked.title))
    ends = planned_until_at if planned_from_at else None
    if planned_from_at and ends and ends < planned_from_at:
        raise Refused("meetings.ends_before_it_begins", begins=planned_from_at.isoformat(), ends=ends.isoformat())
    where = locked.place if place is None else Words.of(place)
    if (locked.planned_from_at, locked.planned_until_at, locked.place) == (planned_from_at, ends, where):
        raise Refused("meetings.nothing_moved")
    locked.planned_from_at, locked.planned_until_at, locked.place = planned_from_at, ends, where
    locked.touch().save()
    return _written(locked, "protocol.slot.moved", by, cite)


@act("protocol.mark_slot")
def mark_slot(
    slot: Slot, *, by: Actor, began_at: datetime | None = None, ended_at: datetime | None = None, cite: str = ""
) -> Slot:
    """Mark when a slot began or ended. Raises Refused "protocol.nothing_marked", "meetings.ends_before_it_begins"."""
    require(by, "seating_arrivals")
    locked: Slot = Slot.objects.select_for_update(of=("self",)).select_related("session").get(pk=slot.pk)
    if began_at is None and ended_at is None:
        raise Refused("protocol.nothing_marked", title=str(locked.title))
    locked.began_at = began_at or locked.began_at
    locked.ended_at = ended_at or locked.ended_at
    if locked.began_at and locked.ended_at and locked.ended_at < locked.began_at:
        raise Refused(
            "meetings.ends_before_it_begins", begins=locked.began_at.isoformat(), ends=locked.ended_at.isoformat()
        )
    locked.touch().save()
    return _written(locked, "protocol.slot.marked", by, cite)


def _says_only_that_it_sits(sitting: Sitting, kind: str, title: Words, place: Words | None) -> bool:
    """Whether a slot is of a sitting by its kind, bears its title or the word of its format, and names no place."""
    said = Words.of(title)
    names_it = said == sitting.title or said.items() <= word_of_format(sitting.format).items()
    return kind == Slot.Kind.SITTING and names_it and not place


def _written(slot: Slot, verb: str, by: Actor, cite: str) -> Slot:
    journal.record(
        verb,
        by=by,
        about=slot.about,
        audience=slot.audience,
        facts={
            "session": slot.session.key,
            "title": dict(slot.title),
            "kind": slot.kind_of_slot,
            "began_at": slot.began_at.isoformat() if slot.began_at else "",
            "ended_at": slot.ended_at.isoformat() if slot.ended_at else "",
        },
        cite=cite,
    )
    publish(f"session:{slot.session.key}", slot.audience)
    return slot
