"""What members type about decisions: a statement to be attached, a reason against a text, a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.foundation.languages.words import Words
from plenary.interfaces.web.desk.acts import InstantField, read_in_zone
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

    until = InstantField(label=_("New deadline"))
    asked_by = forms.ChoiceField(label=_("Asked for by"), required=False)

    def __init__(self, *args: Any, members: Sequence[Member], zone: str, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.members = {one.code: one for one in members}
        read_in_zone(self, zone or "UTC")
        self.fields["asked_by"].choices = [  # type: ignore[attr-defined]
            ("", _("nobody named")),
            *((one.code, str(one.short_name)) for one in members),
        ]

    def instant(self) -> datetime:
        """The instant, read in the zone of the question."""
        typed: datetime = self.cleaned_data["until"]
        return typed

    def asking(self) -> Member | None:
        """Who asked, where somebody did."""
        return self.members.get(self.cleaned_data["asked_by"])


class AskTimeForm(forms.Form):
    """Why a member needs more time, and until when."""

    why = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    wanted_at = InstantField(label=_("Until when, if you wish to say so"), required=False)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        read_in_zone(self, zone or "UTC")

    def given(self) -> dict[str, Any]:
        """What is asked."""
        return {"reason": in_reader_language(self.cleaned_data["why"]), "wanted_at": self.cleaned_data["wanted_at"]}


class ReportForm(forms.Form):
    """What was done on a line of follow-up."""

    text = forms.CharField(label=_("Report"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))

    def words(self) -> Words:
        """The report in the language of the page."""
        return in_reader_language(self.cleaned_data["text"])
