"""What members type about decisions: a statement to be attached, a reason against a text, a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.foundation.languages.words import Words
from plenary.interfaces.web.workspace.acting import in_reader_language
from plenary.offices.organisation.models import Body, Member


class StatementForm(forms.Form):
    """A reservation, an interpretive statement or an explanation, attached to a decision."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("reservation", _("Reservation")),
            ("interpretive", _("Interpretive statement")),
            ("explanation", _("Explanation of position")),
        ],
    )
    text = forms.CharField(label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))

    def words(self) -> Words:
        """The text in the language of the page."""
        return in_reader_language(self.cleaned_data["text"])


class BreakForm(forms.Form):
    """Why silence is broken, and the text proposed instead, where there is one."""

    reason = forms.CharField(label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    amendment = forms.CharField(
        label=_("Text proposed instead"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.bodies = {one.code: one for one in bodies}
        if len(bodies) > 1:
            choices = [(one.code, str(one.short_name or one.name)) for one in bodies]
            self.fields["body"] = forms.ChoiceField(label=_("In which body"), choices=choices)

    def given(self) -> dict[str, Any]:
        """What the objection says."""
        only = next(iter(self.bodies.values()), None)
        return {
            "body": self.bodies.get(self.cleaned_data.get("body", ""), only),
            "reason": in_reader_language(self.cleaned_data["reason"]),
            "amendment": in_reader_language(self.cleaned_data["amendment"]),
        }


class MoreTimeForm(forms.Form):
    """Until when more time is given, and who asked for it."""

    until = forms.DateTimeField(
        label=_("New deadline"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    asked_by = forms.ChoiceField(label=_("Asked for by"), required=False)

    def __init__(self, *args: Any, members: Sequence[Member], zone: str, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.members = {one.code: one for one in members}
        self.zone = zone or "UTC"
        self.fields["until"].help_text = _("In the time of %(zone)s") % {"zone": self.zone}
        self.fields["asked_by"].choices = [  # type: ignore[attr-defined]
            ("", _("nobody named")),
            *((one.code, str(one.short_name)) for one in members),
        ]

    def instant(self) -> datetime:
        """The instant, read in the zone of the question."""
        typed: datetime = self.cleaned_data["until"]
        return typed.replace(tzinfo=ZoneInfo(self.zone))

    def asking(self) -> Member | None:
        """Who asked, where somebody did."""
        return self.members.get(self.cleaned_data["asked_by"])


class ReportForm(forms.Form):
    """What was done on a line of follow-up."""

    text = forms.CharField(label=_("Report"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))

    def words(self) -> Words:
        """The report in the language of the page."""
        return in_reader_language(self.cleaned_data["text"])
