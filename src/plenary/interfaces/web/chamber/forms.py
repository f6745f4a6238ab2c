"""What may be typed in the chamber: a reason, and no more than a seat has time for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plenary.foundation.languages.words import Words

LONGEST_REASON = 500


class ObjectionForm(forms.Form):
    """Why a member objects; it may be left out, and said in the room instead."""

    reason_words = forms.CharField(
        label=_("Reason, if you wish to give one"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def reason(self) -> Words | None:
        """The reason in the language it was written in; None where there is none."""
        text = str(self.cleaned_data["reason_words"]).strip()
        return Words({(get_language() or "en").partition("-")[0]: text}) if text else None


class CountForm(forms.Form):
    """The figures of a vote by hands or on paper, body by body."""

    body = forms.CharField(required=False, widget=forms.HiddenInput)
    yes = forms.IntegerField(label=_("In favour"), min_value=0)
    no = forms.IntegerField(label=_("Against"), min_value=0)
    abstain = forms.IntegerField(label=_("Abstain"), min_value=0, initial=0)
    blank = forms.IntegerField(label=_("Blank papers"), min_value=0, initial=0, required=False)
    invalid = forms.IntegerField(label=_("Papers that do not count"), min_value=0, initial=0, required=False)

    def __init__(self, *args: Any, on_paper: bool = False, **more: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(*args, **more)
        if not on_paper:
            del self.fields["blank"], self.fields["invalid"]
