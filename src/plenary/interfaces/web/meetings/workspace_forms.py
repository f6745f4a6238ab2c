"""What members type about a session: a person for the list, the paper of a delegate, the chair's note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.models import Holding, Person
from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.meetings.workspace_reading import ROLES
from plenary.interfaces.web.workspace.acting import in_reader_language
from plenary.offices.meetings.models import Delegation
from plenary.offices.organisation.models import Body
from plenary.offices.organisation.models.officials import OfficeClass

CLASSES = {
    OfficeClass.OTHER: _("other"),
    OfficeClass.HEAD_OF_STATE: _("head of State"),
    OfficeClass.HEAD_OF_GOVERNMENT: _("head of government"),
    OfficeClass.DEPUTY_HEAD: _("deputy head"),
    OfficeClass.FOREIGN_MINISTER: _("foreign minister"),
    OfficeClass.DEFENCE_MINISTER: _("defence minister"),
    OfficeClass.SECURITY_SECRETARY: _("secretary of the security council"),
    OfficeClass.OTHER_MINISTER: _("other minister"),
    OfficeClass.PERMANENT_REPRESENTATIVE: _("permanent representative"),
}


class PersonForm(forms.Form):
    """A person for the list: one whom this member has sent before or who acts for it, or a new name."""

    known = forms.ChoiceField(label=_("A person known here"), required=False)
    name = forms.CharField(label=_("Or a new name"), max_length=160, required=False)
    title = forms.CharField(label=_("Office, as it is to be printed"), max_length=200)
    role = forms.ChoiceField(label=_("Role in the delegation"), choices=list(ROLES.items()), initial="member")
    office_class = forms.ChoiceField(
        label=_("Class of office"),
        choices=list(CLASSES.items()),
        help_text=_("It decides who enters a sitting in a narrow format."),
    )

    def __init__(self, *args: Any, delegation: Delegation, bodies: list[Body], **kwargs: Any) -> None:  # noqa: ANN401  as Django's own
        super().__init__(*args, **kwargs)
        self.persons = {one.key: one for one in _known(delegation)}
        self.bodies = {one.code: one for one in bodies}
        known = [(key, str(one.name)) for key, one in self.persons.items()]
        self.fields["known"].choices = [("", _("not listed here")), *known]  # type: ignore[attr-defined]
        if len(bodies) > 1:
            self.fields["for_body"] = forms.ChoiceField(
                label=_("Sits in"), choices=[(one.code, str(one.short_name or one.name)) for one in bodies]
            )

    def clean(self) -> dict[str, Any]:
        """One of the two names is wanted."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("known") and not str(cleaned.get("name") or "").strip():
            self.add_error("name", _("Choose a person or type a name."))
        return cleaned

    def person(self) -> Person | None:
        """The person chosen, or the only one known by the name that was typed; None where a new name is typed.

        A second person of the same name would be on the list and could not vote: the ballot goes to who signs in.
        """
        if chosen := self.persons.get(self.cleaned_data["known"]):
            return chosen
        typed = _spelt(self.cleaned_data["name"])
        bearing = [one for one in self.persons.values() if typed in map(_spelt, one.name.values())]
        return bearing[0] if len(bearing) == 1 else None

    def new_name(self) -> Words:
        """The name typed, in the language of the page."""
        return in_reader_language(self.cleaned_data["name"])

    def line(self) -> dict[str, Any]:
        """What the list says of the person."""
        given = self.cleaned_data
        return {
            "title": in_reader_language(given["title"]),
            "role": given["role"],
            "office_class": given["office_class"],
            "for_body": self.bodies.get(given.get("for_body", "")),
        }


def _known(delegation: Delegation) -> list[Person]:
    """Persons whom this member sent before, who hold an office in it or act for it here, in the order of names."""
    sender = delegation.member
    acting = Holding.objects.in_force(now()).filter(scope=f"member:{sender.code}" if sender else "nobody")
    found = Person.objects.filter(
        Q(seats__delegation__member=sender) | Q(offices__member=sender) | Q(pk__in=acting.values("person"))
    ).distinct()
    return sorted(found, key=lambda one: str(one.sort_name or one.name).casefold())


def _spelt(name: str) -> str:
    """A name as it is compared: blanks and capitals make no other person."""
    return " ".join(name.split()).casefold()


class GroundForm(forms.Form):
    """What authorises the delegate, or why; it may be left out."""

    ground = forms.CharField(
        label=_("Paper that authorises: what, of whom, of what day"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def words(self) -> Words:
        """The words in the language of the page."""
        return in_reader_language(self.cleaned_data["ground"])


class NoteForm(forms.Form):
    """The chair's note of a restricted sitting."""

    text = forms.CharField(
        label=_("Note"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Only those admitted to this sitting can read it. A note once written stays; a later one corrects it."
        ),
    )

    def words(self) -> Words:
        """The note in the language of the page."""
        return in_reader_language(self.cleaned_data["text"])
