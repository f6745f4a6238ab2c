"""What is typed about one member or partner at the desk: who holds which office in it, and its names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, words_field
from plenary.interfaces.web.desk.correcting import CorrectingForm, found
from plenary.interfaces.web.organisation.desk_forms import CorrectingNames, Keeping
from plenary.interfaces.web.organisation.reading import STANDINGS
from plenary.offices.organisation import actions
from plenary.offices.organisation.models import Member, OfficeHeld, Partner
from plenary.offices.organisation.permissions import ENTERS_PERSONS

#: The same words as those by which a sitting says who joins the heads.
OFFICES = [
    ("head_of_state", _("head of State")),
    ("head_of_government", _("head of government")),
    ("deputy_head", _("deputy head")),
    ("foreign_minister", _("foreign minister")),
    ("defence_minister", _("defence minister")),
    ("security_secretary", _("secretary of a security council")),
    ("other_minister", _("other minister")),
    ("permanent_representative", _("permanent representative")),
    ("secretary_general", _("secretary-general")),
    ("other", _("other office")),
]
Sender = Member | Partner


class OfOffices(ActForm):
    """An act on the offices that persons hold in a member or a partner."""

    thing: Sender
    rows = ENTERS_PERSONS


def offices_in(sender: Sender) -> Any:  # noqa: ANN401  rows of offices held
    """Every office recorded for a member or a partner, those held now first."""
    return sender.officials.select_related("person").order_by("-held_until_on", "pk")


class RecordOffice(OfOffices):
    """An office that a person holds, as the source prints it."""

    verb, group = "record-office", "offices"
    heading = _("Enter an office")
    button = _("Enter the office")
    done = _("The office is entered.")

    person = ThingField(label=_("Person"), name_by="name")
    title_en = words_field(_("Office in English, as printed"), required=True)
    title_ru = words_field(_("Office in Russian, as printed"))
    title_ar = words_field(_("Office in Arabic, as printed"))
    office_class = forms.ChoiceField(label=_("Class of office"), choices=OFFICES, initial="other")
    held_from_on = DayField(
        label=_("Held since"),
        required=False,
        help_text=_("As the State notified it: precedence goes by this day."),
    )
    held_until_on = DayField(label=_("Held until, where it ended"), required=False)
    note_en = words_field(_("Note on the day, in English"))
    note_ru = words_field(_("Note on the day, in Russian"))

    def prepare(self) -> None:
        self.choices_of("person", Person.objects.order_by("pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  an OfficeHeld or a Pending
        typed = self.cleaned_data
        of = {"member": self.thing} if isinstance(self.thing, Member) else {"partner": self.thing}
        return pairs.perform(
            actions.record_office,
            by=self.actor,
            person=typed["person"],
            title=self.words("title"),
            office_class=typed["office_class"],
            held_from_on=typed["held_from_on"],
            held_until_on=typed["held_until_on"],
            note=self.words("note"),
            **of,
        )


class EndOffice(OfOffices):
    """An office that a person no longer holds."""

    verb, is_grave = "end-office", True
    heading = _("End an office")
    button = _("End the office")
    done = _("The office ends on that day.")

    held = ThingField(label=_("Office"))
    until_on = DayField(label=_("Until"))

    def prepare(self) -> None:
        self.choices_of("held", offices_in(self.thing).filter(held_until_on__isnull=True))

    def carry_out(self) -> Any:  # noqa: ANN401  an OfficeHeld or a Pending
        return pairs.perform(actions.end_office, by=self.actor, **self.cleaned_data)


class CorrectOffice(CorrectingForm, OfOffices):
    """How an office is printed."""

    verb = "correct-office"
    heading = _("Correct the title of an office")
    button = _("Correct the title")
    done = _("The title is corrected; the record keeps what stood before.")
    texts, main = {"title": _("Title"), "note": _("Note on the day")}, "title"

    @classmethod
    def corrects(cls, actor: Actor, thing: Sender, key: str) -> OfficeHeld:
        held: OfficeHeld = found(offices_in(thing), key)
        return held

    def carry_out(self) -> Any:  # noqa: ANN401  an OfficeHeld or a Pending
        return pairs.perform(
            actions.correct_office,
            by=self.actor,
            held=self.standing,
            title=self.words("title"),
            note=self.words("note"),
        )


class CorrectMember(CorrectingNames):
    """How a member is called."""

    group, main = "names", "short_name"
    texts = {
        "short_name": _("Short name"),
        "formal_name": _("Formal name"),
        "sort_name": _("Name by which lists sort"),
        "adjective": _("As in: the delegation of …"),
        "capital": _("Capital"),
    }

    def carry_out(self) -> Any:  # noqa: ANN401  a Member or a Pending
        return pairs.perform(actions.correct_member, by=self.actor, member=self.thing, **self.changed_words())


class CorrectPartner(CorrectingNames):
    """How a partner is called, and the note on it."""

    group, main = "names", "short_name"
    texts = {
        "short_name": _("Short name"),
        "formal_name": _("Formal name"),
        "sort_name": _("Name by which lists sort"),
        "note": _("Note"),
    }

    def carry_out(self) -> Any:  # noqa: ANN401  a Partner or a Pending
        return pairs.perform(actions.correct_partner, by=self.actor, partner=self.thing, **self.changed_words())


class EnterPartner(Keeping):
    """An outside organisation, or a State that is not a member."""

    verb, group = "enter", "partners"
    heading = _("Enter a partner")
    button = _("Enter the partner")
    done = _("The partner is entered.")

    code = forms.SlugField(label=_("Code, as in its address"), max_length=12)
    short_name_en = words_field(_("Short name in English"), required=True)
    short_name_ru = words_field(_("Short name in Russian"))
    short_name_ar = words_field(_("Short name in Arabic"))
    formal_name_en = words_field(_("Formal name in English"))
    formal_name_ru = words_field(_("Formal name in Russian"))
    formal_name_ar = words_field(_("Formal name in Arabic"))
    standing = forms.ChoiceField(label=_("Standing"), choices=list(STANDINGS.items()))
    is_state = forms.BooleanField(label=_("It is a State"), required=False)
    since_on = DayField(label=_("Since"), required=False)
    note_en = words_field(_("Note in English"), long=True)
    note_ru = words_field(_("Note in Russian"), long=True)

    def carry_out(self) -> Any:  # noqa: ANN401  a Partner or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.enter_partner,
            by=self.actor,
            code=typed["code"],
            short_name=self.words("short_name"),
            formal_name=self.words("formal_name"),
            standing=typed["standing"],
            is_state=typed["is_state"],
            since_on=typed["since_on"],
            note=self.words("note"),
        )


MEMBER: tuple[type[ActForm], ...] = (RecordOffice, EndOffice, CorrectOffice, CorrectMember)
PARTNER: tuple[type[ActForm], ...] = (RecordOffice, EndOffice, CorrectOffice, CorrectPartner)
PARTNERS: tuple[type[ActForm], ...] = (EnterPartner,)
