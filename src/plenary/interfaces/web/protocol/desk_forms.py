"""What is typed at the protocol desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import (
    ActForm,
    DayField,
    InstantField,
    ThingField,
    instant_as_typed,
    words_as_typed,
    words_field,
)
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.meetings.reading import KINDS_OF_SLOT
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Delegate, Session, Sitting
from plenary.offices.protocol import queries
from plenary.offices.protocol.actions import arrivals, programme, table
from plenary.offices.protocol.models import Arrival, Slot

HONOURS = [
    ("not_stated", pgettext_lazy("honours at an arrival", "not stated")),
    ("none", pgettext_lazy("honours at an arrival", "none")),
    ("guard", pgettext_lazy("honours at an arrival", "guard of honour")),
    ("guard_and_anthem", pgettext_lazy("honours at an arrival", "guard of honour and anthem")),
]
COVER = [
    ("not_stated", pgettext_lazy("cover by the press", "not stated")),
    ("closed", pgettext_lazy("cover by the press", "closed to the press")),
    ("pool", pgettext_lazy("cover by the press", "press pool")),
    ("open", pgettext_lazy("cover by the press", "open to the press")),
]
SHAPES = [
    ("oval", pgettext_lazy("shape of the table", "Oval")),
    ("horseshoe", pgettext_lazy("shape of the table", "Horseshoe")),
    ("rectangle", pgettext_lazy("shape of the table", "Rectangle")),
]
ORDERS = [
    ("", _("as the rules of the body say")),
    ("precedence", _("by precedence of office")),
    ("alphabetical", _("alphabetical")),
]


class AtSession(ActForm):
    """An act of protocol at one session."""

    thing: Session
    rows = ("seating_arrivals",)

    def zone(self) -> str:
        """The zone of the place."""
        return meetings.zone_of(self.thing)


class PlanArrival(AtSession):
    """Who comes, when, and who greets."""

    verb, group = "plan-arrival", "arrivals"
    heading = _("Plan an arrival")
    button = _("Plan the arrival")
    done = _("The arrival is planned.")

    delegate = ThingField(label=_("Who"))
    planned_at = InstantField(label=_("When"), required=False)
    place_en = words_field(_("Airport or station in English"))
    place_ru = words_field(_("Airport or station in Russian"))
    city_en = words_field(_("City in English"))
    city_ru = words_field(_("City in Russian"))
    carrier = forms.CharField(label=_("Flight or train"), required=False, max_length=60)
    greeter = ThingField(label=_("Greeted by"), required=False, name_by="name")
    greeter_title_en = words_field(_("Office of the greeter in English"))
    greeter_title_ru = words_field(_("Office of the greeter in Russian"))
    honours = forms.ChoiceField(label=_("Honours"), choices=HONOURS)

    def prepare(self) -> None:
        listed = Delegate.objects.filter(delegation__session=self.thing, left_list_at__isnull=True)
        self.choices_of("delegate", listed.select_related("person", "delegation").order_by("delegation", "order"))
        self.fields["delegate"].label_from_instance = _listed  # type: ignore[attr-defined]
        self.choices_of("greeter", Person.objects.order_by("pk"))
        self.set_zone(self.zone())

    def carry_out(self) -> Any:  # noqa: ANN401  an Arrival or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            arrivals.plan_arrival,
            by=self.actor,
            delegation=typed["delegate"].delegation,
            person=typed["delegate"].person,
            place=self.words("place"),
            city=self.words("city"),
            carrier=typed["carrier"],
            planned_at=typed["planned_at"],
            greeter=typed["greeter"],
            greeter_title=self.words("greeter_title"),
            honours=typed["honours"],
        )


class MarkArrival(AtSession):
    """Here: at this moment, unless another time is typed or only the day is known."""

    verb = "arrived"
    heading = _("Mark an arrival")
    button = _("Mark the arrival")
    done = _("The arrival is marked.")
    note = _("With no time typed it is marked as of now.")

    arrival = ThingField(label=_("Who"))
    arrived_at = InstantField(label=_("Time, where it was another"), required=False)
    arrived_on = DayField(label=_("Day, where no hour is known"), required=False)
    greeter = ThingField(label=_("Greeted by, where it was another"), required=False, name_by="name")
    greeter_title_en = words_field(_("Office of the greeter in English"))
    greeter_title_ru = words_field(_("Office of the greeter in Russian"))
    honours = forms.ChoiceField(
        label=_("Honours, where they were others"), choices=[("", "—"), *HONOURS], required=False
    )

    def prepare(self) -> None:
        waiting = queries.arrivals(self.thing, self.actor).filter(state=Arrival.State.PLANNED)
        self.choices_of("arrival", waiting)
        self.fields["arrival"].label_from_instance = _comes  # type: ignore[attr-defined]
        self.choices_of("greeter", Person.objects.order_by("pk"))
        self.set_zone(self.zone())

    def carry_out(self) -> Any:  # noqa: ANN401  an Arrival or a Pending
        typed = self.cleaned_data
        on, at = typed["arrived_on"], typed["arrived_at"]
        return pairs.perform(
            arrivals.mark_arrival,
            by=self.actor,
            arrival=typed["arrival"],
            arrived_on=on,
            arrived_at=at if on or at else now(),
            greeter=typed["greeter"],
            greeter_title=self.words("greeter_title"),
            honours=typed["honours"] or None,
        )


class AddSlot(AtSession):
    """A slot of the programme."""

    verb, group = "add-slot", "programme"
    heading = _("Add a slot")
    button = _("Add the slot")
    done = _("The slot is on the programme.")

    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[*KINDS_OF_SLOT.items()], initial="other")
    on = DayField(label=_("Day"), required=False)
    planned_from_at = InstantField(label=_("Begins"), required=False)
    planned_until_at = InstantField(label=_("Ends"), required=False)
    place_en = words_field(_("Place in English"))
    place_ru = words_field(_("Place in Russian"))
    sitting = ThingField(label=_("Sitting"), required=False, name_by="title")
    cover = forms.ChoiceField(label=_("Press"), choices=COVER)
    audience = forms.ChoiceField(
        label=_("Shown to"),
        choices=[
            ("protocol", _("those who keep the programme")),
            ("members", _("all delegations and the secretariat")),
            ("public", _("everybody")),
        ],
        help_text=_("Beyond those who keep the programme, a second officer must agree first."),
    )

    def prepare(self) -> None:
        sittings = Sitting.objects.readable_by(self.actor).filter(meeting__session=self.thing)
        self.choices_of("sitting", sittings.order_by("pk"))
        self.fields["on"].initial = self.thing.from_on
        self.set_zone(self.zone())

    def carry_out(self) -> Any:  # noqa: ANN401  a Slot or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            programme.add_slot,
            by=self.actor,
            session=self.thing,
            title=self.words("title"),
            kind=typed["kind"],
            on=typed["on"],
            place=self.words("place"),
            sitting=typed["sitting"],
            cover=typed["cover"],
            planned_from_at=typed["planned_from_at"],
            planned_until_at=typed["planned_until_at"],
            audience=typed["audience"],
        )


class OnSlot(AtSession):
    """A slot marked at this moment, unless another time is typed."""

    note = _("With no time typed it is marked as of now.")

    slot = ThingField(label=_("Slot"), name_by="title")

    def prepare(self) -> None:
        slots = Slot.objects.readable_by(self.actor).filter(session=self.thing)
        self.choices_of("slot", slots.order_by("order"))
        self.set_zone(self.zone())


class BeginSlot(OnSlot):
    """It began."""

    verb = "began"
    heading = _("Mark the beginning of a slot")
    button = _("Mark the beginning")
    done = _("The beginning is marked.")

    at = InstantField(label=_("Time, where it was another"), required=False)

    def carry_out(self) -> Any:  # noqa: ANN401  a Slot or a Pending
        typed = self.cleaned_data
        return pairs.perform(programme.mark_slot, by=self.actor, slot=typed["slot"], began_at=typed["at"] or now())


class EndSlot(OnSlot):
    """It ended."""

    verb = "ended"
    heading = _("Mark the end of a slot")
    button = _("Mark the end")
    done = _("The end is marked.")

    at = InstantField(label=_("Time, where it was another"), required=False)

    def carry_out(self) -> Any:  # noqa: ANN401  a Slot or a Pending
        typed = self.cleaned_data
        return pairs.perform(programme.mark_slot, by=self.actor, slot=typed["slot"], ended_at=typed["at"] or now())


class MoveSlot(RevisingForm, OnSlot):
    """Other hours, another place."""

    verb = "move-slot"
    heading = _("Change the hours or the place of a slot")
    button = _("Change hours and place")
    done = _("Hours and place are changed. Those on whose programme it is are told.")
    note = _("With no beginning the slot has no hour any more.")

    planned_from_at = InstantField(label=_("Begins"), required=False)
    planned_until_at = InstantField(label=_("Ends"), required=False)
    place_en = words_field(_("Place in English"))
    place_ru = words_field(_("Place in Russian"))
    place_ar = words_field(_("Place in Arabic"))

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        slots = Slot.objects.readable_by(actor).filter(session=thing, began_at=None, sitting=None)
        slot = slots.filter(key=asked.get("slot", "")).first()
        if slot is None:
            return {}
        zone = meetings.zone_of(thing)
        return {
            "slot": slot.key,
            "planned_from_at": instant_as_typed(slot.planned_from_at, zone),
            "planned_until_at": instant_as_typed(slot.planned_until_at, zone),
            **words_as_typed("place", slot.place),
        }

    def prepare(self) -> None:
        super().prepare()
        self.choices_of("slot", self.fields["slot"].queryset.filter(began_at=None, sitting=None))  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Slot or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            programme.move_slot,
            by=self.actor,
            slot=typed["slot"],
            planned_from_at=typed["planned_from_at"],
            planned_until_at=typed["planned_until_at"],
            place=self.words("place"),
        )


class LayTable(RevisingForm, AtSession):
    """Heads of delegations in their order, the chair at the head."""

    verb, group = "lay-table", "table"
    heading = _("Lay the table")
    button = _("Lay the table")
    done = _("The table is laid.")
    note = _("The chair sits at the head; the others follow from the rule, which the plan names.")

    shape = forms.ChoiceField(label=_("Shape"), choices=SHAPES)
    rule = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        laid = queries.seating(thing, actor)
        return {"shape": laid.plan.shape} if laid else {}

    def carry_out(self) -> Any:  # noqa: ANN401  a SeatingPlan or a Pending
        typed = self.cleaned_data
        laid = queries.seating(self.thing, self.actor)
        return pairs.perform(
            table.lay_table,
            by=self.actor,
            session=self.thing,
            shape=typed["shape"],
            rule=typed["rule"],
            audience=str(laid.plan.audience) if laid else "protocol",
        )


def _listed(delegate: Delegate) -> str:
    return f"{delegate.person.name}, {delegate.title}"


def _comes(arrival: Arrival) -> str:
    return str(arrival.person.form_of_address or arrival.person.name)


PROTOCOL: tuple[type[ActForm], ...] = (PlanArrival, MarkArrival, AddSlot, MoveSlot, BeginSlot, EndSlot, LayTable)
