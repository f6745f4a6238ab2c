"""What is typed about a session: planned, convened, held, moved to other days, planned again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, ThingsField, words_field
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.desk.correcting import CorrectingForm
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions import copying, corrections, moving, sessions
from plenary.offices.meetings.models import Item, Session, Sitting, Venue
from plenary.offices.meetings.permissions import scopes_of_session
from plenary.offices.organisation import queries as organisation

SESSION_KINDS = [
    ("not_stated", pgettext_lazy("kind of session", "Not stated")),
    ("regular", pgettext_lazy("kind of session", "Regular")),
    ("extraordinary", pgettext_lazy("kind of session", "Extraordinary")),
    ("resumed", pgettext_lazy("kind of session", "Resumed")),
]
KNOWN_TO = [("members", _("all delegations and the secretariat")), ("public", _("everybody"))]


class PlanSession(ActForm):
    """A session of one body, or a joint meeting of several."""

    verb, group, rows = "plan", "sessions", ("convene_session",)
    heading = _("Plan a meeting")
    button = _("Plan the meeting")
    done = _("The meeting is planned.")

    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    ref = forms.SlugField(
        label=_("Reference, as in its address"), max_length=40, help_text=_("For example CSC-2027-1.")
    )
    bodies = ThingsField(
        label=_("Bodies that meet"), help_text=_("More than one makes it a joint meeting."), name_by="name"
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=SESSION_KINDS)
    theme_en = words_field(_("Theme in English"))
    theme_ru = words_field(_("Theme in Russian"))
    from_on = DayField(label=_("First day"), required=False)
    until_on = DayField(label=_("Last day"), required=False)
    venue = ThingField(label=_("Venue"), required=False)
    host = ThingField(label=_("Host"), required=False, name_by="short_name")
    presiding_member = ThingField(
        label=_("In the chair, where the body decided otherwise than its rules"),
        required=False,
        name_by="short_name",
    )
    presiding_ground = forms.CharField(label=_("Decision or provision that says so"), max_length=120, required=False)
    prepares = ThingField(label=_("Prepares"), required=False, name_by="title")
    presidency_after = ThingField(label=_("Presidency that begins with its end"), required=False)
    declared_count = forms.IntegerField(
        label=_("Number of agenda items, where it is stated"), required=False, min_value=1, max_value=999
    )
    audience = forms.ChoiceField(
        label=_("Who may know of it"),
        choices=KNOWN_TO,
        help_text=_("If everybody may, a second officer must agree first."),
    )

    def prepare(self) -> None:
        self.choices_of("bodies", organisation.bodies().filter(decides=True))
        self.choices_of("venue", Venue.objects.order_by("pk"))
        self.choices_of("host", organisation.members())
        self.choices_of("presiding_member", organisation.members())
        self.choices_of("prepares", queries.sessions(self.actor).exclude(state__in=["held", "closed"]))
        self.choices_of("presidency_after", organisation.presidencies().filter(state="upcoming"))

    def clean_bodies(self) -> Any:  # noqa: ANN401  rows of bodies
        """Highest first, as the rule of the first body says who presides."""
        return self.cleaned_data["bodies"].order_by("rank")

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            sessions.plan_session,
            by=self.actor,
            ref=typed["ref"],
            title=self.words("title"),
            bodies=list(typed["bodies"]),
            kind=typed["kind"],
            theme=self.words("theme"),
            venue=typed["venue"],
            host=typed["host"],
            presiding_member=typed["presiding_member"],
            presiding_ground=typed["presiding_ground"],
            prepares=typed["prepares"],
            presidency_after=typed["presidency_after"],
            from_on=typed["from_on"],
            until_on=typed["until_on"],
            declared_count=typed["declared_count"],
            audience=typed["audience"],
        )


class EnterVenue(ActForm):
    """A place where bodies meet."""

    verb, group, rows = "venue", "sessions", ("convene_session",)
    heading = _("Enter a venue")
    button = _("Enter the venue")
    done = _("The venue is entered.")

    name_en = words_field(_("Name in English"), required=True)
    name_ru = words_field(_("Name in Russian"))
    city_en = words_field(_("City in English"))
    city_ru = words_field(_("City in Russian"))
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Every time of a meeting is shown in it."))

    def prepare(self) -> None:
        zones = sorted(available_timezones())
        self.fields["zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        self.fields["zone"].initial = organisation.the_organisation().zone

    def carry_out(self) -> Any:  # noqa: ANN401  a Venue or a Pending
        return pairs.perform(
            sessions.enter_venue,
            by=self.actor,
            name=self.words("name"),
            city=self.words("city"),
            zone=self.cleaned_data["zone"],
        )


class OnSession(ActForm):
    """An act on one session."""

    thing: Session

    @classmethod
    def scopes(cls, thing: Session) -> Iterable[str]:
        return scopes_of_session(thing)

    def zone(self) -> str:
        """The zone of the place."""
        return queries.zone_of(self.thing)


class Convene(OnSession):
    """The convening notice goes out, with the provisional agenda."""

    verb, group, rows = "convene", "session", ("convene_session",)
    heading = _("Convene the meeting")
    button = _("Convene the meeting")
    done = _("The meeting is convened.")
    note = _("The provisional agenda is issued to those who may read it now.")

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.state == Session.State.PLANNED

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        return pairs.perform(sessions.convene_session, by=self.actor, session=self.thing)


class ReportHeld(OnSession):
    """A session that took place, reported without hours."""

    verb, group, rows = "held", "session", ("convene_session",)
    heading = _("Note that the meeting was held")
    button = _("Note it as held")
    done = _("The meeting is noted as held.")
    note = _("For a meeting that somebody reports as held, without its details. Hours stay not stated.")

    held_on = DayField(label=_("Day"), required=False)

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.state in {Session.State.PLANNED, Session.State.CONVENED}

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        on = self.cleaned_data["held_on"]
        return pairs.perform(sessions.hold_session, by=self.actor, session=self.thing, held_on=on)


class CorrectSession(CorrectingForm, OnSession):
    """The title and the theme of the meeting."""

    verb, group, rows = "correct", "facts", ("convene_session",)
    heading = _("Correct the title or the theme")
    button = _("Correct the words")
    done = _("The words are corrected; the record keeps what stood before.")
    texts, main = {"title": _("Title"), "theme": _("Theme")}, "title"

    @classmethod
    def corrects(cls, actor: Actor, thing: Session, key: str) -> Session:
        return thing

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        return pairs.perform(corrections.correct_session, by=self.actor, session=self.thing, **self.changed_words())


class MoveSession(RevisingForm, OnSession):
    """Other days, another venue."""

    verb, group, rows = "move", "facts", ("convene_session",)
    heading = _("Change the days or the venue")
    button = _("Change days and venue")
    done = _("Days and venue are changed. Those on whose programme it is are told.")
    note = _("The hours of its sittings stay as they are; change them one by one.")

    from_on = DayField(label=_("First day"), required=False)
    until_on = DayField(label=_("Last day, where it is another"), required=False)
    venue = ThingField(label=_("Venue"), required=False)

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.state in (Session.State.PLANNED, Session.State.CONVENED)

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        return {
            "from_on": thing.from_on.isoformat() if thing.from_on else "",
            "until_on": thing.until_on.isoformat() if thing.until_on else "",
            "venue": thing.venue.key if thing.venue else "",
        }

    def prepare(self) -> None:
        self.choices_of("venue", Venue.objects.order_by("pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        return pairs.perform(moving.move_session, by=self.actor, session=self.thing, **self.cleaned_data)


class CopySession(OnSession):
    """A meeting planned as this one stood."""

    verb, group, rows = "copy", "session", ("convene_session",)
    heading = _("Plan the next one like this")
    button = _("Plan the meeting")
    done = _("The meeting is planned as the earlier one stood.")
    note = _(
        "Bodies, days of meeting, sittings with their formats, and the items ticked are taken over. Papers, "
        "delegations and what happened stay where they are."
    )

    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    title_ar = words_field(_("Title in Arabic"))
    ref = forms.SlugField(
        label=_("Reference, as in its address"), max_length=40, help_text=_("For example CSC-2027-1.")
    )
    from_on = DayField(
        label=_("First day"),
        required=False,
        help_text=_("Days and hours keep their distance from it; without it they stay open."),
    )
    venue = ThingField(label=_("Venue"), required=False)
    host = ThingField(label=_("Host"), required=False, name_by="short_name")
    items = ThingsField(label=_("Items that stand every time"), required=False)
    audience = forms.ChoiceField(
        label=_("Who may know of it"),
        choices=KNOWN_TO,
        help_text=_("If everybody may, a second officer must agree first."),
    )

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        """The words of the last one, to be changed; its place; and the items that are about the body itself."""
        said = {f"title_{code}": text for code, text in thing.title.items()}
        every_time = items_known(thing, actor).filter(series="", kind_of_item=Item.Kind.ORGANISATIONAL)
        return {
            **said,
            "venue": thing.venue.key if thing.venue else "",
            "items": list(every_time.values_list("key", flat=True)),
            "audience": "members",
        }

    def prepare(self) -> None:
        self.choices_of("venue", Venue.objects.order_by("pk"))
        self.choices_of("host", organisation.members())
        self.choices_of("items", items_known(self.thing, self.actor).filter(series=""))

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            copying.copy_session,
            by=self.actor,
            session=self.thing,
            ref=typed["ref"],
            title=self.words("title"),
            from_on=typed["from_on"],
            venue=typed["venue"],
            host=typed["host"],
            items=list(typed["items"]),
            audience=typed["audience"],
        )


def items_known(session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows of items
    """Items of the session that this officer may read, without those taken back; by series and place."""
    standing = Item.objects.readable_by(actor).filter(session=session)
    return standing.exclude(state=Item.State.WITHDRAWN).order_by("series", "place")


def sittings_known(session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows of sittings
    """Sittings of the session of which this officer may know, in their order."""
    known = Sitting.objects.filter(meeting__session=session, band_audience__in=readable_audiences(actor))
    return known.select_related("meeting__session").order_by("meeting", "number")


SESSIONS: tuple[type[ActForm], ...] = (PlanSession, EnterVenue)
SESSION: tuple[type[ActForm], ...] = (Convene, ReportHeld, CorrectSession, MoveSession, CopySession)
