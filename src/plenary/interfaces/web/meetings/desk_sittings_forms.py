"""What is typed about sittings: days of meeting, hours, who enters, the order of the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Person
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import (
    ActForm,
    DayField,
    InstantField,
    ThingField,
    ThingsField,
    instant_as_typed,
    words_as_typed,
    words_field,
)
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.desk.correcting import CorrectingForm, found
from plenary.interfaces.web.meetings.desk_sessions_forms import OnSession, items_known
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions import agenda, corrections, moving, sessions, sittings
from plenary.offices.meetings.actions.sittings import NOT_YET_OPEN
from plenary.offices.meetings.models import Delegation, Meeting, Session, Sitting
from plenary.procedure.refusal import Refused

FORMATS = [
    ("enlarged", pgettext_lazy("format of a sitting", "Plenary: heads with those named below, or full delegations")),
    ("restricted", pgettext_lazy("format of a sitting", "Restricted: heads alone, with companions where allowed")),
    ("retreat", pgettext_lazy("format of a sitting", "Retreat: heads alone, nothing is decided")),
    ("ministerial", pgettext_lazy("format of a sitting", "Ministerial")),
    ("expert", pgettext_lazy("format of a sitting", "Experts")),
]
OFFICE_CLASSES = [
    ("head_of_state", _("heads of State")),
    ("head_of_government", _("heads of government")),
    ("deputy_head", _("deputy heads")),
    ("foreign_minister", _("foreign ministers")),
    ("defence_minister", _("defence ministers")),
    ("security_secretary", _("secretaries of security councils")),
    ("other_minister", _("other ministers")),
    ("permanent_representative", _("permanent representatives")),
    ("secretary_general", _("the secretary-general")),
    ("other", _("others")),
]


class PlanMeeting(OnSession):
    """One numbered gathering inside the session."""

    verb, group, rows = "plan-day", "sittings", ("convene_session", "work_floor")
    heading = _("Plan a day of meeting")
    button = _("Plan the day")
    done = _("The day of meeting is planned.")

    on = DayField(label=_("Day"), required=False)

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        return {"on": thing.from_on}

    def carry_out(self) -> Any:  # noqa: ANN401  a Meeting or a Pending
        return pairs.perform(sessions.plan_meeting, by=self.actor, session=self.thing, on=self.cleaned_data["on"])


class PlanSitting(OnSession):
    """A sitting, and who may enter it."""

    verb, group, rows = "plan-sitting", "sittings", ("convene_session", "work_floor")
    heading = _("Plan a sitting")
    button = _("Plan the sitting")
    done = _("The sitting is planned.")

    meeting = ThingField(label=_("Day of meeting"))
    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    format = forms.ChoiceField(
        label=_("Format"),
        choices=FORMATS,
        help_text=_("Of a restricted sitting and of a retreat others are told the hours, never the title."),
    )
    admitted_classes = forms.MultipleChoiceField(
        label=_("Who joins the heads"),
        choices=OFFICE_CLASSES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With none ticked, a plenary admits the full listed delegations."),
    )
    companions = forms.IntegerField(
        label=_("Companions each head may bring"), min_value=0, max_value=9, initial=0, required=False
    )
    named = ThingsField(label=_("Persons let in by name, such as who serves the sitting"), required=False)
    ground = forms.CharField(label=_("Text that says who enters"), max_length=120, required=False)
    room_en = words_field(_("Room in English"))
    room_ru = words_field(_("Room in Russian"))
    planned_from_at = InstantField(label=_("Begins"), required=False)
    planned_until_at = InstantField(label=_("Ends"), required=False)
    is_announced = forms.BooleanField(label=_("Announced: others may know that it sits"), required=False, initial=True)

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.meetings.exists()

    def prepare(self) -> None:
        self.choices_of("meeting", Meeting.objects.filter(session=self.thing).select_related("session"))
        served = Person.objects.filter(holdings__capacity__in=["SB", "SG", "IN"]).distinct()
        self.choices_of("named", served.order_by("pk"))
        self.fields["meeting"].label_from_instance = _day_of  # type: ignore[attr-defined]
        self.fields["meeting"].initial = (
            Meeting.objects.filter(session=self.thing).values_list("key", flat=True).first()
        )
        self.set_zone(self.zone())

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            sittings.plan_sitting,
            by=self.actor,
            meeting=typed["meeting"],
            title=self.words("title"),
            format=typed["format"],
            admitted_classes=list(typed["admitted_classes"]),
            companions=typed["companions"] or 0,
            named=list(typed["named"]),
            ground=typed["ground"],
            room=self.words("room"),
            is_announced=typed["is_announced"],
            planned_from_at=typed["planned_from_at"],
            planned_until_at=typed["planned_until_at"],
        )


class OnSitting(OnSession):
    """An act on one sitting of the session."""

    sitting = ThingField(label=_("Sitting"), name_by="title")

    @classmethod
    def sittings_for(cls, session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows of sittings
        """The sittings among which this officer chooses."""
        return queries.sittings_told(session, actor)

    def prepare(self) -> None:
        self.choices_of("sitting", self.sittings_for(self.thing, self.actor))


class NameForSitting(OnSitting):
    """A person let in by name."""

    verb, group, rows = "name-person", "sittings", ("work_floor", "convene_session")
    heading = _("Name a person for a sitting")
    button = _("Name the person")
    done = _("The person is named for the sitting.")

    person = ThingField(label=_("Person"), name_by="name")
    companion_of = ThingField(
        label=_("Companion of the head of"),
        required=False,
        help_text=_("Left empty for who serves the sitting, and for a guest."),
    )

    def prepare(self) -> None:
        super().prepare()
        self.choices_of("person", Person.objects.order_by("pk"))
        self.choices_of("companion_of", self.thing.delegations.select_related("member", "partner").order_by("pk"))
        self.fields["companion_of"].label_from_instance = _sender  # type: ignore[attr-defined]

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return Sitting.objects.filter(meeting__session=thing).exists()

    def carry_out(self) -> Any:  # noqa: ANN401  a NamedPerson or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            sittings.name_for_sitting,
            by=self.actor,
            sitting=typed["sitting"],
            person=typed["person"],
            companion_of=typed["companion_of"],
        )


class CorrectSitting(CorrectingForm, OnSession):
    """The title and the room of a sitting."""

    verb, rows = "correct-sitting", ("convene_session", "work_floor")
    heading = _("Correct the title or the room of a sitting")
    button = _("Correct the words")
    done = _("The words are corrected; the record keeps what stood before.")
    texts, main = {"title": _("Title"), "room": _("Room")}, "title"

    @classmethod
    def corrects(cls, actor: Actor, thing: Session, key: str) -> Sitting:
        sitting: Sitting = found(queries.sittings_told(thing, actor), key)
        return sitting

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        return pairs.perform(corrections.correct_sitting, by=self.actor, sitting=self.standing, **self.changed_words())


class MoveSitting(RevisingForm, OnSitting):
    """Other hours, another room."""

    verb, rows = "move-sitting", ("convene_session", "work_floor")
    heading = _("Change the hours or the room of a sitting")
    button = _("Change hours and room")
    done = _("Hours and room are changed. Those on whose programme it is are told.")
    note = _("With no beginning the sitting has no hour any more, and calendars say that it does not take place then.")

    planned_from_at = InstantField(label=_("Begins"), required=False)
    planned_until_at = InstantField(label=_("Ends"), required=False)
    room_en = words_field(_("Room in English"))
    room_ru = words_field(_("Room in Russian"))
    room_ar = words_field(_("Room in Arabic"))

    @classmethod
    def sittings_for(cls, session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows of sittings
        return super().sittings_for(session, actor).filter(state__in=NOT_YET_OPEN)

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        sitting = cls.sittings_for(thing, actor).filter(key=asked.get("sitting", "")).first()
        if sitting is None:
            return {}
        zone = queries.zone_of(thing)
        return {
            "sitting": sitting.key,
            "planned_from_at": instant_as_typed(sitting.planned_from_at, zone),
            "planned_until_at": instant_as_typed(sitting.planned_until_at, zone),
            **words_as_typed("room", sitting.room),
        }

    def prepare(self) -> None:
        super().prepare()
        self.set_zone(self.zone())

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            moving.move_sitting,
            by=self.actor,
            sitting=typed["sitting"],
            planned_from_at=typed["planned_from_at"],
            planned_until_at=typed["planned_until_at"],
            room=self.words("room"),
        )


class OnOrderOfDay(OnSitting):
    """An act on the order of a sitting that is not over."""

    @classmethod
    def sittings_for(cls, session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows of sittings
        return super().sittings_for(session, actor).exclude(state=Sitting.State.CLOSED)


class OrderOfDay(RevisingForm, OnOrderOfDay):
    """Which items a sitting takes."""

    verb, group, rows = "order-of-day", "sittings", ("work_floor",)
    heading = _("Set the order of the day")
    button = _("Set the order of the day")
    done = _("The order of the day is set.")
    note = _(
        "Items that stand in the order keep their places there; others follow in the order of the agenda. On the page "
        "of the meeting each moves up and down."
    )

    items = ThingsField(label=_("Items"))

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return Sitting.objects.filter(meeting__session=thing).exists()

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        """The sitting asked for, or the next to come, with the items of its order; with all before it has one."""
        sitting = _next_sitting(queries.sittings_told(thing, actor), asked.get("sitting", ""))
        if sitting is None:
            return {}
        taken = [line.item.key for line in queries.order_of_day(sitting, actor)]
        standing = items_known(thing, actor).filter(series__in=["", sitting.key]).values_list("key", flat=True)
        return {"sitting": sitting.key, "items": taken or list(standing)}

    def prepare(self) -> None:
        super().prepare()
        self.choices_of("items", items_known(self.thing, self.actor))

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        typed = self.cleaned_data
        sitting, chosen = typed["sitting"], list(typed["items"])
        at = {line.item.pk: line.order for line in queries.order_of_day(sitting, self.actor)}
        ordered = sorted(chosen, key=lambda item: at.get(item.pk, len(at) + 1))
        return pairs.perform(agenda.set_order_of_day, by=self.actor, sitting=sitting, items=ordered)


class MoveInOrder(OnOrderOfDay):
    """One item of the order of the day, up or down by one."""

    verb, rows = "move-in-order", ("work_floor",)
    heading = _("Move an item in the order of the day")
    button = _("Move the item")
    done = _("The order of the day is set.")

    item = ThingField(label=_("Item"))
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=999)

    def prepare(self) -> None:
        super().prepare()
        self.choices_of("item", items_known(self.thing, self.actor))

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        sitting, moved, place = (self.cleaned_data[name] for name in ("sitting", "item", "place"))
        standing = [line.item for line in queries.order_of_day(sitting, self.actor)]
        others = [one for one in standing if one.pk != moved.pk]
        if len(others) == len(standing) or place > len(standing):
            raise Refused("meetings.no_such_place", place=place)
        others.insert(place - 1, moved)
        return pairs.perform(agenda.set_order_of_day, by=self.actor, sitting=sitting, items=others)


class MakeReady(OnSitting):
    """A sitting handed to its chair to open."""

    verb, rows = "make-ready", ("work_floor",)
    heading = _("Make a sitting ready")
    button = _("Make it ready")
    done = _("The sitting is ready. Its room is set up in the chamber; then the chair opens it.")

    @classmethod
    def sittings_for(cls, session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows of sittings
        return super().sittings_for(session, actor).filter(state=Sitting.State.PLANNED)

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        return pairs.perform(sittings.make_ready, by=self.actor, sitting=self.cleaned_data["sitting"])


def _next_sitting(known: Any, key: str) -> Sitting | None:  # noqa: ANN401  rows of sittings
    to_come: Sitting | None = known.filter(key=key).first() if key else known.exclude(state="closed").first()
    return to_come


def _sender(delegation: Delegation) -> str:
    return str(delegation.member or delegation.partner)


def _day_of(meeting: Meeting) -> str:
    return meeting.on.isoformat() if meeting.on else str(meeting.number)


SITTINGS: tuple[type[ActForm], ...] = (
    CorrectSitting,
    MoveSitting,
    PlanMeeting,
    PlanSitting,
    NameForSitting,
    OrderOfDay,
    MoveInOrder,
    MakeReady,
)
