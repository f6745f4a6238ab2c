"""What a person says about letters on their own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.foundation.notices.kinds import USUALLY, When


def language_field() -> forms.ChoiceField:
    """The language of letters."""
    return forms.ChoiceField(label=_("Language of the letters"), choices=settings.LANGUAGES)


def address_field() -> forms.CharField:
    """One address."""
    return forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
        ),
    )


class GiveAddress(forms.Form):
    """An address of one's own."""

    address = address_field()
    language = language_field()


class TypeCode(forms.Form):
    """The code that came by letter."""

    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "dir": "ltr"}),
    )


class ChooseLetters(forms.Form):
    """For each kind when it comes."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  Django's own arguments
        super().__init__(*args, **more)
        for kind in USUALLY:
            self.fields[kind.value] = forms.ChoiceField(label=kind.label, choices=When.choices)
        self.fields["language"] = language_field()
