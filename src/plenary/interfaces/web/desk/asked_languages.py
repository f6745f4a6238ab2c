"""In which languages a form asks for words: those of the house, and no other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from plenary.offices.organisation.models import Organisation

#: Languages for which a form of the desk has fields.
TYPED_IN = ("en", "ru", "ar")


def languages_asked() -> tuple[str, ...]:
    """Codes of the languages in which this house is asked for words.

    They are its official and working languages, and the first one of the interface, in which every page is read. All
    are asked for until the house is founded.
    """
    house = Organisation.objects.first()
    if house is None:
        return TYPED_IN
    own = {settings.LANGUAGE_CODE, *house.official_languages, *house.working_languages}
    return tuple(code for code in TYPED_IN if code in own)


def ask_in_languages_of_house(form: forms.Form) -> None:
    """Take away the fields of other languages, but for those in which something stands or was sent."""
    asked = languages_asked()
    for name in list(form.fields):
        text, _, code = name.rpartition("_")
        if code not in TYPED_IN or code in asked or f"{text}_{settings.LANGUAGE_CODE}" not in form.fields:
            continue
        if not (form.initial.get(name) or form.data.get(form.add_prefix(name))):
            del form.fields[name]


class InLanguagesOfHouse(forms.Form):
    """A form with fields such as `title_en` and `title_ru` that asks in the languages of the house."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  Django's own arguments
        super().__init__(*args, **more)
        ask_in_languages_of_house(self)
