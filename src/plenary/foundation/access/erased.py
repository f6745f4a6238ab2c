"""Persons who were erased on request: in every list a word stands for the name, and nothing brings it back."""

from __future__ import annotations

from plenary.foundation.access.models import Person
from plenary.foundation.languages.words import Words
from plenary.procedure.refusal import Refused

ERASED = Words({"en": "(erased)", "ru": "(стёрто)", "ar": "(مُسح)"})


def require_not_erased(person: Person) -> None:
    """Let pass an act that gives a person a name, a role or a way in. Raises Refused("access.person_erased")."""
    if Person.objects.select_for_update(of=("self",)).get(pk=person.pk).name == ERASED:
        raise Refused("access.person_erased")
