"""What people type to come in."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _


class DeskCode(forms.Form):
    """A name and the code that was handed out for it."""

    name = forms.CharField(label=_("Name for signing in"), max_length=80)
    code = forms.CharField(
        label=_("Code from the desk"),
        max_length=12,
        help_text=_("Eight letters and digits, good for ten minutes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class SetUpLink(forms.Form):
    """The secret of a set-up link; it comes in the address and is sent on by the person's press."""

    secret = forms.CharField(widget=forms.HiddenInput, max_length=80)


class ClockForward(forms.Form):
    """How far the demonstration's clock goes forward."""

    STEPS = {"15m": timedelta(minutes=15), "1h": timedelta(hours=1), "6h": timedelta(hours=6), "1d": timedelta(days=1)}

    by = forms.ChoiceField(
        label=_("Move the clock forward"),
        choices=[("15m", _("15 minutes")), ("1h", _("1 hour")), ("6h", _("6 hours")), ("1d", _("1 day"))],
    )


class Decline(forms.Form):
    """Why a proposed act is not agreed to."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
