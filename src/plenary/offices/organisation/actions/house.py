"""Setting the house up, and the persons in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import DESK
from plenary.foundation.access.erased import require_not_erased
from plenary.foundation.access.models import Person
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.offices.organisation.actions.corrections import write_over
from plenary.offices.organisation.models import Body, Member, OfficeHeld, Officer, Organisation, Partner
from plenary.offices.organisation.models.officials import OfficeClass
from plenary.offices.organisation.permissions import ENTERS_PERSONS, require_any, require_keeping
from plenary.procedure.refusal import Refused
from plenary.procedure.symbols import Pattern


@act("organisation.found")
def found(
    *,
    by: Actor,
    code: str,
    name: Words,
    short_name: Words | None = None,
    seat: Words | None = None,
    zone: str = "UTC",
    official_languages: Sequence[str] = (),
    working_languages: Sequence[str] = (),
    founding_note: Words | None = None,
) -> Organisation:
    """Enter the organisation whose house this is. There is one, entered once.

    Raises Refused "organisation.already_founded", "organisation.name_missing".
    """
    require_keeping(by)
    existing = Organisation.objects.first()
    if existing is not None:
        raise Refused("organisation.already_founded", code=existing.code)
    _require_name(name, "organisation")
    founded = Organisation.objects.create(
        code=code,
        name=Words.of(name),
        short_name=Words.of(short_name),
        seat=Words.of(seat),
        zone=zone,
        official_languages=list(official_languages),
        working_languages=list(working_languages),
        founding_note=Words.of(founding_note),
    )
    record("organisation.house.founded", by=by, about=founded.about, facts={"code": code, "name": founded.name})
    return founded


@act("organisation.set_symbol_form")
def set_symbol_form(*, by: Actor, form: str, series: Sequence[str] = ()) -> Organisation:
    """Say how symbols of documents are written here from now on; symbols that were given stay as they are.

    form: fields in braces, and in brackets what may be left out; "" for the usual form again. series: words of the
    series, where the form names one.
    Raises Refused "organisation.not_founded", "organisation.nothing_corrected", "symbol.bad_pattern",
    "symbol.field_unknown".
    """
    require_keeping(by)
    house = Organisation.objects.select_for_update().first()
    if house is None:
        raise Refused("organisation.not_founded")
    words = list(series) if form else []
    if form:
        Pattern(form, tuple(words)).require_filled()
    if (house.symbol_form, house.symbol_series) == (form, words):
        raise Refused("organisation.nothing_corrected")
    before = {"form": house.symbol_form, "series": house.symbol_series}
    house.symbol_form, house.symbol_series = form, words
    house.touch().save()
    record(
        "organisation.house.changed",
        by=by,
        about=house.about,
        facts={"name": house.name, "before": before, "after": {"form": form, "series": words}},
    )
    return house


@act("organisation.enter_person")
def enter_person(
    *, by: Actor, name: Words, sort_name: Words | None = None, form_of_address: Words | None = None
) -> Person:
    """Enter a human. Says nothing yet of what the person is or does. Raises Refused "organisation.name_missing"."""
    require_any(by, ENTERS_PERSONS)
    _require_name(name, "person")
    person: Person = Person.objects.create(
        name=Words.of(name), sort_name=Words.of(sort_name), form_of_address=Words.of(form_of_address)
    )
    record("people.person.entered", by=by, about=person.about, audience=DESK, facts={"name": person.name})
    return person


@act("organisation.correct_person")
def correct_person(
    person: Person,
    *,
    by: Actor,
    name: Words | None = None,
    sort_name: Words | None = None,
    form_of_address: Words | None = None,
) -> Person:
    """Correct how a person is called. What stood before stays in the record.

    Raises Refused "organisation.nothing_corrected", "organisation.name_missing".
    """
    require_any(by, ENTERS_PERSONS)
    require_not_erased(person)
    corrected: Person = Person.objects.select_for_update().get(pk=person.pk)
    facts = write_over(
        corrected, {"name": name, "sort_name": sort_name, "form_of_address": form_of_address}, named="name"
    )
    record(
        "people.person.corrected",
        by=by,
        about=corrected.about,
        audience=DESK,
        facts=facts,
    )
    return corrected


@act("organisation.record_office")
def record_office(
    person: Person,
    *,
    by: Actor,
    title: Words,
    member: Member | None = None,
    partner: Partner | None = None,
    office_class: str = OfficeClass.OTHER,
    held_from_on: date | None = None,
    held_until_on: date | None = None,
    note: Words | None = None,
) -> OfficeHeld:
    """Record an office that a person holds in a member or an outside organisation, as the source prints it.

    Raises Refused "organisation.office_of_whom" unless exactly one of member and partner is named,
    "organisation.office_class_unknown", "organisation.name_missing", "organisation.ends_before_it_begins".
    """
    require_any(by, ENTERS_PERSONS)
    require_not_erased(person)
    if (member is None) == (partner is None):
        raise Refused("organisation.office_of_whom")
    if office_class not in OfficeClass.values:
        raise Refused("organisation.office_class_unknown", office_class=office_class)
    _require_name(title, "office")
    require_period(held_from_on, held_until_on)
    held = OfficeHeld.objects.create(
        person=person,
        member=member,
        partner=partner,
        title=Words.of(title),
        office_class=office_class,
        held_from_on=held_from_on,
        held_until_on=held_until_on,
        note=Words.of(note),
    )
    subject = member or partner
    record(
        "organisation.office.recorded",
        by=by,
        about=held.about,
        audience=DESK,
        facts={
            "person": person.name,
            "title": held.title,
            "office_class": office_class,
            "of": subject.code if subject else "",
            "held_from_on": day_said(held_from_on),
        },
    )
    return held


@act("organisation.end_office")
def end_office(held: OfficeHeld, *, by: Actor, until_on: date) -> OfficeHeld:
    """Record the day from which a person no longer holds an office.

    Raises Refused "organisation.already_ended", "organisation.ends_before_it_begins".
    """
    require_any(by, ENTERS_PERSONS)
    ended = OfficeHeld.objects.select_for_update().select_related("person").get(pk=held.pk)
    if ended.held_until_on is not None:
        raise Refused("organisation.already_ended", until=ended.held_until_on.isoformat())
    require_period(ended.held_from_on, until_on)
    ended.held_until_on = until_on
    ended.touch().save()
    record(
        "organisation.office.ended",
        by=by,
        about=ended.about,
        audience=DESK,
        facts={"person": ended.person.name, "title": ended.title, "until_on": until_on.isoformat()},
    )
    return ended


@act("organisation.appoint_officer")
def appoint_officer(
    person: Person,
    *,
    by: Actor,
    title: Words,
    body: Body | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Officer:
    """Enter an officer of one body, or of the organisation itself where no body is named.

    Raises Refused "organisation.name_missing", "organisation.ends_before_it_begins".
    """
    require_keeping(by)
    require_not_erased(person)
    _require_name(title, "office")
    require_period(from_on, until_on)
    officer = Officer.objects.create(
        person=person, body=body, title=Words.of(title), from_on=from_on, until_on=until_on
    )
    record(
        "organisation.officer.appointed",
        by=by,
        about=officer.about,
        facts={
            "person": person.name,
            "title": officer.title,
            "body": body.code if body else "",
            "from_on": day_said(from_on),
        },
    )
    return officer


@act("organisation.end_officer")
def end_officer(officer: Officer, *, by: Actor, until_on: date) -> Officer:
    """Record the day from which an officer no longer serves.

    Raises Refused "organisation.already_ended", "organisation.ends_before_it_begins".
    """
    require_keeping(by)
    left = Officer.objects.select_for_update().select_related("person").get(pk=officer.pk)
    if left.until_on is not None:
        raise Refused("organisation.already_ended", until=left.until_on.isoformat())
    require_period(left.from_on, until_on)
    left.until_on = until_on
    left.touch().save()
    record(
        "organisation.officer.left",
        by=by,
        about=left.about,
        facts={"person": left.person.name, "title": left.title, "until_on": until_on.isoformat()},
    )
    return left


def require_period(from_on: date | None, until_on: date | None) -> None:
    """A period ends after it begins. Raises Refused "organisation.ends_before_it_begins"."""
    if from_on is not None and until_on is not None and until_on <= from_on:
        raise Refused("organisation.ends_before_it_begins", from_on=from_on.isoformat(), until_on=until_on.isoformat())


def day_said(day: date | None) -> str:
    """A day as the record keeps it; "" where it is not stated."""
    return day.isoformat() if day else ""


def _require_name(name: Words, what: str) -> None:
    if not Words.of(name):
        raise Refused("organisation.name_missing", what=what)
