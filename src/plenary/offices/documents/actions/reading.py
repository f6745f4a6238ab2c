"""What a person has read, noted for that person alone."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.offices.documents import queries
from plenary.offices.documents.models import Reading, Version
from plenary.procedure.refusal import NotHere


@act("documents.note_reading")
def note_reading(version: Version, *, by: Actor) -> Reading:
    """Note that this person has read a version, so that the next one can be told from it.

    One that was read before a newer one changes nothing. Nothing is written in the record: what somebody reads is
    nobody else's matter. Raises NotHere where this person may not read the version in any language, or is no person.
    """
    person = Person.objects.filter(key=by.person_key).first() if by.is_signed_in else None
    if person is None or not queries.texts(by, version.document).filter(of_version=version).exists():
        raise NotHere()
    held = Reading.objects.select_for_update().filter(person=person, document=version.document).first()
    if held is None:
        return Reading.objects.create(person=person, document=version.document, of_version=version, read_at=now())
    if held.of_version.number <= version.number:
        held.of_version = version
        held.read_at = now()
        held.save()
    return held
