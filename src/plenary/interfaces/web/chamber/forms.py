"""What may be typed in the chamber: a reason, and no more than a seat has time for."""

from __future__ import annotations

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
