"""Corrections of wrong titles: the entry keeps what stood before, and the pages of the session say so."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import PUBLIC, tokens_in
from plenary.foundation.access.gate import require, require_reading, require_two
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions.agenda import require_words_of_two, scopes_of_item
from plenary.offices.meetings.models import Item, Session, Sitting
from plenary.offices.meetings.permissions import (
    is_restricted,
    require_preparing,
    scopes_of_session,
    scopes_of_sitting,
)
from plenary.offices.organisation.actions.corrections import write_over
from plenary.procedure.refusal import Refused


@act("meetings.correct_session")
def correct_session(
    session: Session, *, by: Actor, title: Words | None = None, theme: Words | None = None, cite: str = ""
) -> Session:
    """Correct the title or the theme of a session; where everybody reads it, by two. What stood before stays.

    Raises Refused "organisation.nothing_corrected", "organisation.name_missing"; SecondPersonNeeded.
    """
    require(by, "convene_session", *scopes_of_session(session))
    locked: Session = Session.objects.select_for_update().get(pk=session.pk)
    if PUBLIC in tokens_in(locked.audience):
        require_two(by, "convene_session")
    facts = write_over(locked, {"title": title, "theme": theme}, named="title")
    journal.record(
        "meetings.session.corrected",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"ref": locked.ref, **facts},
        cite=cite,
    )
    publish(f"session:{locked.key}", locked.audience)
    return locked


@act("meetings.correct_sitting")
def correct_sitting(
    sitting: Sitting, *, by: Actor, title: Words | None = None, room: Words | None = None, cite: str = ""
) -> Sitting:
    """Correct the title or the room of a sitting; a title that everybody reads, by two. What stood before stays.

    A room is put right within the hour, by one. Of a restricted sitting nobody outside learns that words were
    corrected.
    Raises Refused "organisation.nothing_corrected", "organisation.name_missing"; SecondPersonNeeded; NotHere for who
    may not know of it.
    """
    require_reading(by, sitting.band_audience)
    require_reading(by, sitting.title_audience)
    if is_restricted(sitting):
        require(by, "work_floor", *scopes_of_sitting(sitting))
    else:
        require_preparing(by, sitting.meeting.session)
    locked: Sitting = (
        Sitting.objects.select_for_update(of=("self",)).select_related("meeting__session").get(pk=sitting.pk)
    )
    told_to = locked.title_audience
    if title and PUBLIC in tokens_in(told_to):
        require_two(by, "convene_session")
    facts = write_over(locked, {"title": title, "room": room}, named="title")
    journal.record(
        "meetings.sitting.corrected",
        by=by,
        about=locked.about,
        audience=told_to,
        facts={"session": locked.meeting.session.key, **facts},
        cite=cite,
    )
    publish(f"session:{locked.meeting.session.key}", told_to)
    return locked


@act("meetings.correct_item")
def correct_item(item: Item, *, by: Actor, title: Words, cite: str = "") -> Item:
    """Correct the title of a named item, also of one on the adopted agenda. What stood before stays in the record.

    The subject the body agreed to take stays the same; another one is another item. Where everybody reads the words
    it takes two, as naming it does.
    Raises Refused "agenda.item_not_named", "organisation.nothing_corrected", "organisation.name_missing";
    SecondPersonNeeded.
    """
    require(by, "propose_item", *scopes_of_item(item))
    locked: Item = Item.objects.select_for_update(of=("self",)).select_related("session", "parent").get(pk=item.pk)
    if not locked.title:
        raise Refused("agenda.item_not_named", item=queries.number_of(locked))
    require_words_of_two(by, locked.session, locked.audience, title)
    facts = write_over(locked, {"title": title}, named="title")
    journal.record(
        "meetings.item.corrected",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"session": locked.session.key, "number": queries.number_of(locked), **facts},
        cite=cite,
    )
    publish(f"session:{locked.session.key}", locked.audience)
    return locked
