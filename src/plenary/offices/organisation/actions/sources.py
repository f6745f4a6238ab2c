"""Where facts come from, and who says so."""

from __future__ import annotations

from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.kept import Kept, thing_named
from plenary.foundation.languages.words import Words
from plenary.offices.organisation import queries
from plenary.offices.organisation.actions.house import day_said
from plenary.offices.organisation.models import Attribution, Source
from plenary.offices.organisation.permissions import NAMES_SOURCES, require_any
from plenary.procedure.refusal import Refused


@act("organisation.enter_source")
def enter_source(
    *, by: Actor, code: str, name: Words, place: Words | None = None, published_on: date | None = None
) -> Source:
    """Enter a report, a notice or a text that facts are attributed to.

    Raises Refused "organisation.code_taken", "organisation.name_missing".
    """
    require_any(by, NAMES_SOURCES)
    if not Words.of(name):
        raise Refused("organisation.name_missing", what="source")
    if Source.objects.filter(code=code).exists():
        raise Refused("organisation.code_taken", code=code)
    source = Source.objects.create(code=code, name=Words.of(name), place=Words.of(place), published_on=published_on)
    record(
        "organisation.source.entered",
        by=by,
        about=source.about,
        facts={"code": code, "name": source.name, "place": source.place, "published_on": day_said(published_on)},
    )
    return source


@act("organisation.attribute")
def attribute(
    thing: Kept,
    *,
    by: Actor,
    source: Source,
    status: str,
    aspect: str = "",
    fact: str = "",
    speaker: Words | None = None,
    speaker_office: Words | None = None,
    quoted: Words | None = None,
    is_public_fact: bool = False,
    note: Words | None = None,
) -> Attribution:
    """Say which source states a thing, or one aspect of it, and how: planned, occurred or quoted.

    aspect: the field or part stated ("greeter"). fact: its number in the source's list ("12", "H"). quoted: the
    exact short words. A later report does not replace an earlier one: both stand, each with its source.
    Raises Refused "organisation.status_unknown", "organisation.quotation_without_words".
    """
    require_any(by, NAMES_SOURCES)
    if status not in Attribution.Status.values:
        raise Refused("organisation.status_unknown", status=status)
    if status == Attribution.Status.QUOTED and not (Words.of(quoted) or Words.of(speaker)):
        raise Refused("organisation.quotation_without_words")
    made = Attribution.objects.create(
        source=source,
        thing_kind=thing.about[0],
        thing_key=thing.key,
        aspect=aspect,
        fact=fact,
        status=status,
        speaker=Words.of(speaker),
        speaker_office=Words.of(speaker_office),
        quoted=Words.of(quoted),
        is_public_fact=is_public_fact,
        note=Words.of(note),
    )
    record(
        "organisation.fact.attributed",
        by=by,
        about=thing.about,
        audience=_audience_of(thing),
        facts={
            "source": source.name,
            "status": status,
            "aspect": aspect,
            "fact": fact,
            "is_public_fact": is_public_fact,
            "attribution": made.key,
        },
    )
    return made


@act("organisation.withdraw_attribution")
def withdraw_attribution(attribution: Attribution, *, by: Actor, reason: str) -> Attribution:
    """Take an attribution back. It is no longer shown, and stays in the record with the reason.

    Raises Refused "organisation.reason_missing", "organisation.already_withdrawn".
    """
    require_any(by, NAMES_SOURCES)
    withdrawn = Attribution.objects.select_for_update().select_related("source").get(pk=attribution.pk)
    if not reason.strip():
        raise Refused("organisation.reason_missing")
    if withdrawn.withdrawn_at is not None:
        raise Refused("organisation.already_withdrawn")
    withdrawn.withdrawn_at = now()
    withdrawn.touch().save()
    thing = thing_named(withdrawn.thing_kind, withdrawn.thing_key)
    record(
        "organisation.attribution.withdrawn",
        by=by,
        about=(withdrawn.thing_kind, withdrawn.thing_key),
        audience=_audience_of(thing),
        facts={"source": withdrawn.source.name, "reason": reason, "attribution": withdrawn.key},
    )
    return withdrawn


def _audience_of(thing: Kept | None) -> str:
    """The tree in which the record of a thing grows: its own audience, the desk's where it has none of its own."""
    return (queries.read_by(thing) if thing is not None else "") or "desk"
