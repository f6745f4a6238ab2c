"""What is pasted, and what its sender saw before it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.interfaces.exports.table_of_file import table_of_file
from plenary.interfaces.exports.words_of_file import OthersFirst
from plenary.interfaces.web.paste.tables import LETTERS_AT_MOST, written

FILE_BYTES = 1024 * 1024


class TableForm(forms.Form):
    """A table as text. seen: stands for the rows as they were shown; leave_out: go on without those that cannot be."""

    one_is_enough = True

    table = forms.CharField(
        label=gettext_lazy("The table, with its headings in the first row"),
        required=False,
        strip=False,
        max_length=LETTERS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto", "spellcheck": "false", "wrap": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file: a workbook (.xlsx) or CSV in UTF-8, of at most 1 MB"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    leave_out = forms.BooleanField(label=gettext_lazy("Leave out the rows that cannot be taken"), required=False)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_file(self) -> str:
        """The table in the file, as text."""
        given = self.cleaned_data["file"]
        if given is None:
            return ""
        if given.size > FILE_BYTES:
            raise forms.ValidationError(_("This file is larger than 1 MB. Nothing of it was read."), code="large")
        try:
            found = table_of_file(given.read(), Path(settings.PLENARY_HOME))
        except OthersFirst:
            raise forms.ValidationError(_("Another file is being read. Try again in a moment."), code="busy") from None
        if found is None:
            raise forms.ValidationError(
                _("No table could be read in this file. Save it as .xlsx or as CSV in UTF-8, or paste its cells."),
                code="unread",
            )
        return found if isinstance(found, str) else written(found)

    def clean(self) -> dict[str, Any]:
        """Something to read; a file goes before what is pasted, and stands in its place from then on."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("file"):
            cleaned["table"] = cleaned["file"]
            self.showing(table=cleaned["file"])
        elif not self.errors and not cleaned["table"].strip():
            self.add_error("table", _("Paste a table here. Its first row names the columns."))
        return cleaned

    def showing(self, **changed: Any) -> TableForm:  # noqa: ANN401  values of fields
        """The same form with other values in it, and the same refusals."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data.update(changed)
        for name, value in changed.items():
            data[name] = value
        self.data = data
        return self
