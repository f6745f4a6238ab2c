"""What is kept of persons and for how long, at the desk; and erasing what is kept of one person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plenary.foundation.access.erased import ERASED
from plenary.foundation.access.models import Holding, Person
from plenary.foundation.clock import now
from plenary.foundation.keeping import erasing
from plenary.foundation.people import pairs
from plenary.foundation.people.officers import ROW
from plenary.interfaces.web.desk.acts import ActForm, ActPage, ThingField, desk_page


class SetTime(ActForm):
    """How long one kind stays."""

    verb, group, rows = "time", "kept", (ROW,)
    heading = _("Change how long something is kept")
    button = _("Keep it for this long")
    done = _("The time is set.")
    note = _("A shorter time erases what is older within the hour, for good. The record of what was decided stays.")

    kept = forms.ChoiceField(label=_("What"))
    days = forms.IntegerField(label=_("Days"), min_value=erasing.LEAST_DAYS, max_value=erasing.MOST_DAYS)

    def prepare(self) -> None:
        self.fields["kept"].choices = [(one.kind.name, one.kind.said) for one in erasing.times()]  # type: ignore[attr-defined]

    @classmethod
    def starting(cls, actor: Any, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401  any actor
        days = next((one.days for one in erasing.times() if one.kind.name == asked.get("kept")), None)
        return {"kept": asked.get("kept", ""), "days": days}

    def carry_out(self) -> Any:  # noqa: ANN401  nothing, or a Pending
        typed = self.cleaned_data
        return pairs.perform(erasing.set_time, by=self.actor, kept=typed["kept"], days=typed["days"])


class ErasePerson(ActForm):
    """Everything of one person, on request."""

    verb, group, rows, is_grave = "person", "kept", (ROW,), True
    heading = _("Erase what is kept of a person")
    button = _("Ask a second officer to erase it")
    done = _("What was kept of this person is erased.")
    note = _(
        "What the record says of them is taken out of its entries, sign-ins and travel go, their way in is closed, and "
        "“(erased)” stands for the name in every list. The record still checks. Nobody can undo it. "
        "Only persons without a role are offered."
    )

    person = ThingField(label=_("Person"), name_by="name")
    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the record for good. Do not write the name here."),
    )

    def prepare(self) -> None:
        acting = Holding.objects.in_force(now()).values("person")
        self.choices_of("person", Person.objects.exclude(pk__in=acting).exclude(name=ERASED).order_by("pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  a count or a Pending
        typed = self.cleaned_data
        return pairs.perform(erasing.erase_person, by=self.actor, person=typed["person"], reason=typed["reason"])


class ActOnKept(ActPage):
    """Change a time; erase a person."""

    forms = (SetTime, ErasePerson)
    current, route, home = "house", "desk-act-on-keep-times", "desk-keep-times"


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of persons, with its time and how much of it waits to go."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {"times": erasing.times(), "acts": ActOnKept.offered(actor)}
    return desk_page(request, "keeping/kept.html", context, current="house")
