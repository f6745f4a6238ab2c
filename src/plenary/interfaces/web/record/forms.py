"""What is dropped, chosen or pasted to be checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class CheckForm(forms.Form):
    """A file, the code of a print or a text; one of them is enough, and the file goes first."""

    one_is_enough = True

    file = forms.FileField(label=gettext_lazy("File"), required=False, allow_empty_file=True)
    code = forms.CharField(
        label=gettext_lazy("Or the code at the foot of a print"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or the text itself"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean_file(self) -> Any:  # noqa: ANN401  Django's own type of an uploaded file
        """A file that holds something, within the limit."""
        given = self.cleaned_data["file"]
        if given is not None and given.size == 0:
            raise forms.ValidationError(
                _("This file is empty: it holds 0 bytes. Look whether it was saved whole where it comes from."),
                code="record.file_empty",
            )
        if given is not None and given.size > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(
                _("This file is %(size)s; the limit is %(limit)s. Nothing of it was kept.")
                % {"size": filesizeformat(given.size), "limit": filesizeformat(settings.UPLOAD_LIMIT_BYTES)},
                code="record.file_too_large",
            )
        return given

    def clean(self) -> dict[str, Any]:
        """Something to check."""
        cleaned = super().clean() or {}
        given = [cleaned.get("file"), cleaned.get("code"), (cleaned.get("text") or "").strip()]
        if not self.errors and not any(given):
            raise forms.ValidationError(
                _("Choose a file, type the code of a print or paste a text to check."), code="record.nothing_given"
            )
        return cleaned
