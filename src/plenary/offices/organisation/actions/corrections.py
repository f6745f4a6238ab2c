"""Corrections of wrong names and titles: the entry keeps what stood before, and pages say that it was corrected."""

from __future__ import annotations

from collections.abc import Mapping

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import DESK, PUBLIC
from plenary.foundation.journal.writing import record
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words
from plenary.offices.organisation.models import Body, Member, OfficeHeld, Officer, Partner
from plenary.offices.organisation.permissions import ENTERS_PERSONS, require_any, require_keeping
from plenary.procedure.refusal import Refused


def write_over(thing: Kept, given: Mapping[str, Words | None], *, named: str) -> dict[str, object]:
    """Write other words into a locked thing and say what its entry tells: what stood before, and what stands now.

    given: words by field; None leaves a field as it is. named: the field that may not be empty.
    Raises Refused "organisation.nothing_corrected", "organisation.name_missing".
    """
    changes = {
        field: Words.of(value)
        for field, value in given.items()
        if value is not None and Words.of(value) != getattr(thing, field)
    }
    if not changes:
        raise Refused("organisation.nothing_corrected")
    before = {field: getattr(thing, field) for field in changes}
    for field, value in changes.items():
        setattr(thing, field, value)
    if not getattr(thing, named):
        raise Refused("organisation.name_missing", what=thing.kind.rpartition(".")[2])
    thing.touch().save()
    return {"name": getattr(thing, named), "before": before, "after": changes}


@act("organisation.correct_member")
def correct_member(
    member: Member,
    *,
    by: Actor,
    short_name: Words | None = None,
    formal_name: Words | None = None,
    sort_name: Words | None = None,
    adjective: Words | None = None,
    capital: Words | None = None,
) -> Member:
    """Correct how a member is called. What stood before stays in the record.

    sort_name: where it is left out and lists sorted by the short name, they go on to do so.
    Raises Refused "organisation.nothing_corrected", "organisation.name_missing".
    """
    require_keeping(by)
    locked = Member.objects.select_for_update().get(pk=member.pk)
    if sort_name is None and short_name is not None and locked.sort_name == locked.short_name:
        sort_name = short_name
    facts = write_over(
        locked,
        {
            "short_name": short_name,
            "formal_name": formal_name,
            "sort_name": sort_name,
            "adjective": adjective,
            "capital": capital,
        },
        named="short_name",
    )
    record("organisation.member.corrected", by=by, about=locked.about, facts={"code": locked.code, **facts})
    return locked


@act("organisation.correct_partner")
def correct_partner(
    partner: Partner,
    *,
    by: Actor,
    short_name: Words | None = None,
    formal_name: Words | None = None,
    sort_name: Words | None = None,
    note: Words | None = None,
) -> Partner:
    """Correct how a partner is called, or the note on it. What stood before stays in the record.

    sort_name: as `correct_member`. Raises Refused "organisation.nothing_corrected", "organisation.name_missing".
    """
    require_keeping(by)
    locked = Partner.objects.select_for_update().get(pk=partner.pk)
    if sort_name is None and short_name is not None and locked.sort_name == locked.short_name:
        sort_name = short_name
    facts = write_over(
        locked,
        {"short_name": short_name, "formal_name": formal_name, "sort_name": sort_name, "note": note},
        named="short_name",
    )
    record("organisation.partner.corrected", by=by, about=locked.about, facts={"code": locked.code, **facts})
    return locked


@act("organisation.correct_body")
def correct_body(body: Body, *, by: Actor, name: Words | None = None, short_name: Words | None = None) -> Body:
    """Correct how a body is called. What stood before stays in the record.

    Raises Refused "organisation.nothing_corrected", "organisation.name_missing".
    """
    require_keeping(by)
    locked = Body.objects.select_for_update().get(pk=body.pk)
    facts = write_over(locked, {"name": name, "short_name": short_name}, named="name")
    record("organisation.body.corrected", by=by, about=locked.about, facts={"code": locked.code, **facts})
    return locked


@act("organisation.correct_office")
def correct_office(held: OfficeHeld, *, by: Actor, title: Words, note: Words | None = None) -> OfficeHeld:
    """Correct the title of an office that a person holds. What stood before stays in the record.

    Raises Refused "organisation.nothing_corrected", "organisation.name_missing".
    """
    require_any(by, ENTERS_PERSONS)
    locked = OfficeHeld.objects.select_for_update(of=("self",)).select_related("person").get(pk=held.pk)
    facts = write_over(locked, {"title": title, "note": note}, named="title")
    record(
        "organisation.office.corrected",
        by=by,
        about=locked.about,
        audience=DESK,
        facts={"person": locked.person.name, **facts},
    )
    return locked


@act("organisation.correct_officer")
def correct_officer(officer: Officer, *, by: Actor, title: Words) -> Officer:
    """Correct the title of an officer. What stood before stays in the record.

    Raises Refused "organisation.nothing_corrected", "organisation.name_missing".
    """
    require_keeping(by)
    locked = Officer.objects.select_for_update(of=("self",)).select_related("person").get(pk=officer.pk)
    facts = write_over(locked, {"title": title}, named="title")
    record(
        "organisation.officer.corrected",
        by=by,
        about=locked.about,
        audience=PUBLIC,
        facts={"person": locked.person.name, **facts},
    )
    return locked
