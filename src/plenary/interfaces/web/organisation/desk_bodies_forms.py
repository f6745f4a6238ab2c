"""What is typed about one body at the desk: its seats, officers and mandates, its names and its end."""

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
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Body, Officer


class OnBody(Keeping):
    """An act on one body that has not ended."""

    thing: Body

    @classmethod
    def fits(cls, thing: Body) -> bool:
        return thing is None or thing.until_on is None


class GiveSeat(OnBody):
    """A member's seat in the body."""

    verb, group = "give-seat", "seats"
    heading = _("Give a seat")
    button = _("Give the seat")
    done = _("The member has a seat.")

    member = ThingField(label=_("Member"), name_by="short_name")
    from_on = DayField(label=_("From"), required=False)

    def prepare(self) -> None:
        seated = self.thing.seats.filter(until_on__isnull=True).values("member")
        self.choices_of("member", queries.members().exclude(pk__in=seated).order_by("code"))

    def carry_out(self) -> Any:  # noqa: ANN401  a BodySeat or a Pending
        return pairs.perform(actions.give_seat, by=self.actor, body=self.thing, **self.cleaned_data)


class EndSeat(OnBody):
    """A seat that ends."""

    verb, is_grave = "end-seat", True
    heading = _("End a seat")
    button = _("End the seat")
    done = _("The seat ends on that day.")
    note = _("The member stays a member; what it decided in this body stays.")

    member = ThingField(label=_("Member"), name_by="short_name")
    until_on = DayField(label=_("Until"))

    def prepare(self) -> None:
        seated = self.thing.seats.filter(until_on__isnull=True).values("member")
        self.choices_of("member", queries.members().filter(pk__in=seated).order_by("code"))

    def carry_out(self) -> Any:  # noqa: ANN401  a BodySeat or a Pending
        return pairs.perform(actions.end_seat, by=self.actor, body=self.thing, **self.cleaned_data)


class Appoint(OnBody):
    """An officer of the body; of the organisation itself where the page is about no body."""

    verb, group = "appoint", "officers"
    heading = _("Appoint an officer")
    button = _("Appoint the officer")
    done = _("The officer is appointed.")

    person = ThingField(label=_("Person"), name_by="name")
    title_en = words_field(_("Office in English"), required=True)
    title_ru = words_field(_("Office in Russian"))
    title_ar = words_field(_("Office in Arabic"))
    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(label=_("Until, where it is stated"), required=False)

    def prepare(self) -> None:
        self.choices_of("person", Person.objects.order_by("pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  an Officer or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.appoint_officer,
            by=self.actor,
            person=typed["person"],
            title=self.words("title"),
            body=self.thing,
            from_on=typed["from_on"],
            until_on=typed["until_on"],
        )


def _officers(body: Body | None) -> Any:  # noqa: ANN401  rows of officers
    return Officer.objects.filter(body=body).select_related("person").order_by("pk")


class EndOfficer(Keeping):
    """An officer who leaves."""

    verb, is_grave = "end-officer", True
    heading = _("End the term of an officer")
    button = _("End the term")
    done = _("The term ends on that day.")

    officer = ThingField(label=_("Officer"))
    until_on = DayField(label=_("Until"))

    def prepare(self) -> None:
        self.choices_of("officer", _officers(self.thing).filter(until_on__isnull=True))

    def carry_out(self) -> Any:  # noqa: ANN401  an Officer or a Pending
        return pairs.perform(actions.end_officer, by=self.actor, **self.cleaned_data)


class CorrectOfficer(CorrectingForm, Keeping):
    """How the office of an officer is called."""

    verb = "correct-officer"
    heading = _("Correct the office of an officer")
    button = _("Correct the office")
    done = _("The office is corrected; the record keeps what stood before.")
    texts, main = {"title": _("Office")}, "title"

    @classmethod
    def corrects(cls, actor: Actor, thing: Body | None, key: str) -> Officer:
        officer: Officer = found(_officers(thing), key)
        return officer

    def carry_out(self) -> Any:  # noqa: ANN401  an Officer or a Pending
        return pairs.perform(actions.correct_officer, by=self.actor, officer=self.standing, title=self.words("title"))


class GiveMandate(OnBody):
    """An order for work."""

    verb, group = "mandate", "mandates"
    heading = _("Enter a mandate")
    button = _("Enter the mandate")
    done = _("The mandate is entered.")

    subject_en = words_field(_("Work ordered, in English"), required=True, long=True)
    subject_ru = words_field(_("Work ordered, in Russian"), long=True)
    ground_en = words_field(_("Decision, provision or programme item it rests on, in English"))
    ground_ru = words_field(_("The same in Russian"))
    due_on = DayField(label=_("Due on"), required=False)

    def carry_out(self) -> Any:  # noqa: ANN401  a Mandate or a Pending
        return pairs.perform(
            actions.give_mandate,
            by=self.actor,
            body=self.thing,
            subject=self.words("subject"),
            ground=self.words("ground"),
            due_on=self.cleaned_data["due_on"],
        )


class CorrectBody(CorrectingNames):
    """How a body is called."""

    group = "body"
    texts, main = {"name": _("Name"), "short_name": _("Short name")}, "name"

    def carry_out(self) -> Any:  # noqa: ANN401  a Body or a Pending
        return pairs.perform(actions.correct_body, by=self.actor, body=self.thing, **self.changed_words())


class ShowHolders(OnBody):
    """Who holds words in brackets, for the readers of its texts."""

    verb, group = "holders", "body"
    heading = _("Say who sees the holders of brackets")
    button = _("Keep it so")
    done = _("It holds for all texts of this body from now on.")
    note = _("Whoever works on a text sees who holds words in brackets; this says whether its other readers do.")

    shown = forms.BooleanField(label=_("Readers see which members hold words in brackets"), required=False)

    @classmethod
    def starting(cls, actor: Actor, thing: Body, asked: dict[str, str]) -> dict[str, Any]:
        return {"shown": not thing.shows_holders}

    def carry_out(self) -> Any:  # noqa: ANN401  a Body or a Pending
        return pairs.perform(actions.show_holders, by=self.actor, body=self.thing, shown=self.cleaned_data["shown"])


class EndBody(OnBody):
    """A body that ends, and every seat in it."""

    verb, group, is_grave = "end-body", "body", True
    heading = _("End the body")
    button = _("End the body")
    done = _("The body ends on that day, and its seats with it.")
    note = _("What it met for and decided stays.")

    until_on = DayField(label=_("Until"))
    ground = forms.CharField(label=_("Decision it rests on"), max_length=200, required=False)

    def carry_out(self) -> Any:  # noqa: ANN401  a Body or a Pending
        return pairs.perform(actions.end_body, by=self.actor, body=self.thing, **self.cleaned_data)


BODY: tuple[type[ActForm], ...] = (
    GiveSeat,
    EndSeat,
    Appoint,
    EndOfficer,
    CorrectOfficer,
    GiveMandate,
    CorrectBody,
    ShowHolders,
    EndBody,
)
#: Officers of the organisation itself, on the page of all bodies.
HOUSE: tuple[type[ActForm], ...] = (Appoint, EndOfficer, CorrectOfficer)
