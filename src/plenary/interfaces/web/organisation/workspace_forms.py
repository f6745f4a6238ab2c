"""The box of the search."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """One box over what one may read."""

    q = forms.CharField(
        label=_("Words, symbol or number"),
        max_length=80,
        min_length=2,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
