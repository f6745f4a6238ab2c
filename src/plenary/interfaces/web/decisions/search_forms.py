"""What narrows the list of decisions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.offices.organisation.models import Body


class DecisionSearch(forms.Form):
    """Words, body and year; each may be left out."""

    words = forms.CharField(label=_("Words or number"), max_length=80, required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    year = forms.CharField(label=_("Year"), max_length=4, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        bodies = Body.objects.filter(decides=True).only("code", "short_name", "name", "rank")
        choices = [(body.code, str(body.short_name or body.name)) for body in bodies]
        self.fields["body"] = forms.ChoiceField(
            label=_("Body"), required=False, choices=[("", _("All bodies")), *choices]
        )

    def chosen(self) -> dict[str, str]:
        """What was asked for; nothing where a field could not be read."""
        return {name: str(value) for name, value in self.cleaned_data.items()} if self.is_valid() else {}
