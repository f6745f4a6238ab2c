"""What is typed to build a meeting: the session, its agenda, its sittings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.access.models import Person
from plenary.foundation.people import pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, InstantField, ThingField, ThingsField, words_field
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.desk.correcting import CorrectingForm, found
from plenary.interfaces.web.desk.gaining import WideningForm
from plenary.offices.documents import queries as documents
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions import agenda, copying, corrections, moving, sessions, sittings, tabling
from plenary.offices.meetings.actions.sittings import NOT_YET_OPEN
from plenary.offices.meetings.models import Delegation, Item, ItemDocument, Meeting, Session, Sitting, Venue
from plenary.offices.meetings.permissions import scopes_of_session
from plenary.offices.organisation import queries as organisation
from plenary.procedure.refusal import Refused

KINDS = [
    ("decision", pgettext_lazy("kind of item", "Decision")),
    ("exchange_of_views", pgettext_lazy("kind of item", "Exchange of views")),
    ("information", pgettext_lazy("kind of item", "Information")),
    ("election", pgettext_lazy("kind of item", "Election")),
    ("signature", pgettext_lazy("kind of item", "Signature")),
    ("organisational", pgettext_lazy("kind of item", "Organisational")),
    ("not_stated", pgettext_lazy("kind of item", "Not stated")),
]
SESSION_KINDS = [
    ("not_stated", pgettext_lazy("kind of session", "Not stated")),
    ("regular", pgettext_lazy("kind of session", "Regular")),
    ("extraordinary", pgettext_lazy("kind of session", "Extraordinary")),
    ("resumed", pgettext_lazy("kind of session", "Resumed")),
]
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
        return _zone_of(self.thing)


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


class IssueAgenda(WideningForm, OnSession):
    """More people read the agenda."""

    verb, group, rows = "issue-agenda", "agenda", ("convene_session",)
    heading = _("Issue the agenda")
    button = _("Issue the agenda")
    done = _("The agenda is issued.")

    def audiences(self) -> list[tuple[str, str]]:
        wider = [("members", _now("all delegations and the secretariat")), ("public", _now("everybody"))]
        return [choice for choice in wider if choice[0] != self.thing.agenda_audience]

    def before(self) -> str:
        return str(self.thing.agenda_audience)

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.agenda_audience != "public"

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        audience = self.cleaned_data["audience"]
        return pairs.perform(sessions.issue_agenda, by=self.actor, session=self.thing, audience=audience)


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


class DeclareItems(RevisingForm, OnSession):
    """How many items the agenda has, named or not."""

    verb, group, rows = "count", "agenda", ("propose_item",)
    heading = _("State how many items the agenda has")
    button = _("State the number")
    done = _("The number of items is stated.")

    count = forms.IntegerField(label=_("Number of items"), min_value=1, max_value=999)

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        return {"count": thing.declared_count}

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        count = self.cleaned_data["count"]
        return pairs.perform(agenda.declare_items, by=self.actor, session=self.thing, count=count)


class AddItem(OnSession):
    """An item proposed for the agenda, or a place that is counted and not named."""

    verb, group, rows = "add-item", "agenda", ("propose_item",)
    heading = _("Add an item")
    button = _("Add the item")
    done = _("The item is added.")

    title_en = words_field(_("Title in English"), long=True)
    title_ru = words_field(_("Title in Russian"), long=True)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=KINDS,
        initial="not_stated",
        help_text=_("Under an exchange of views no decision can be prepared."),
    )
    place = forms.IntegerField(
        label=_("Place"), required=False, min_value=1, max_value=999, help_text=_("The next free one where empty.")
    )
    parent = ThingField(label=_("Under item"), required=False)
    restricted_to = ThingField(label=_("Only for the restricted sitting"), required=False)
    partner = ThingField(label=_("Outside organisation it is about"), required=False, name_by="short_name")
    without_debate = forms.BooleanField(label=_("Without debate, unless a member asks for it"), required=False)

    def prepare(self) -> None:
        self.choices_of("parent", _open_items(self).filter(parent__isnull=True))
        self.choices_of("restricted_to", _sittings(self).filter(format__in=["restricted", "retreat"]))
        self.choices_of("partner", organisation.partners().order_by("code"))

    def clean(self) -> dict[str, Any]:
        """The title or nothing: a place without one is counted and not named."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("title_ru") and not cleaned.get("title_en"):
            self.add_error("title_en", _now("The item is named in Russian; name it in English too."))
        return cleaned

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            agenda.add_item,
            by=self.actor,
            session=self.thing,
            title=self.words("title") or None,
            kind=typed["kind"],
            place=typed["place"],
            parent=typed["parent"],
            restricted_to=typed["restricted_to"],
            partner=typed["partner"],
            without_debate=typed["without_debate"],
        )


class RenameItem(RevisingForm, OnSession):
    """The words or the kind of an item, until the agenda is adopted."""

    verb, rows = "rename-item", ("propose_item",)
    heading = _("Name an item")
    button = _("Keep the words")
    done = _("The item is named.")

    item = ThingField(label=_("Item"))
    title_en = words_field(_("Title in English"), required=True, long=True)
    title_ru = words_field(_("Title in Russian"), long=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.agenda_adopted_at is None

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        found = thing.items.readable_by(actor).filter(key=asked.get("item", "")).first()
        if found is None:
            return {}
        said = {f"title_{code}": text for code, text in found.title.items()}
        return {"item": found.key, "kind": found.kind_of_item, **said}

    def prepare(self) -> None:
        self.choices_of("item", _items(self))

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            agenda.rename_item, by=self.actor, item=typed["item"], title=self.words("title"), kind=typed["kind"]
        )


class WithdrawItem(OnSession):
    """A proposed item taken back; its place stays."""

    verb, rows, is_grave = "withdraw-item", ("propose_item",), True
    heading = _("Withdraw an item")
    button = _("Withdraw the item")
    done = _("The item is withdrawn.")
    note = _("Its place stays in the record as withdrawn.")

    item = ThingField(label=_("Item"))

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.agenda_adopted_at is None

    def prepare(self) -> None:
        self.choices_of("item", _items(self))

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        return pairs.perform(agenda.withdraw_item, by=self.actor, item=self.cleaned_data["item"])


class MoveItem(OnSession):
    """An item of the provisional agenda in another place."""

    verb, rows = "move-item", ("propose_item",)
    heading = _("Move an item")
    button = _("Move the item")
    done = _("The item is moved.")
    note = _(
        "Until the agenda is adopted its numbers follow its order; a withdrawn item keeps its number. The record says "
        "from where to where."
    )

    item = ThingField(label=_("Item"))
    place = forms.IntegerField(label=_("To number"), min_value=1, max_value=999)

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.agenda_adopted_at is None

    def prepare(self) -> None:
        self.choices_of("item", _items(self))

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        typed = self.cleaned_data
        return pairs.perform(agenda.move_item, by=self.actor, item=typed["item"], place=typed["place"])


class DiscussItem(OnSession):
    """An A item that a member asks to discuss."""

    verb, rows = "discuss-item", ("work_floor",)
    heading = _("Discuss an item that was to pass without debate")
    button = _("Discuss the item")
    done = _("The item will be discussed.")
    note = _("Any member may ask for it.")

    item = ThingField(label=_("Item"))
    asked_by = ThingField(label=_("Asked for by"), name_by="short_name")

    def prepare(self) -> None:
        self.choices_of("item", _items(self).filter(without_debate=True))
        self.choices_of("asked_by", organisation.members().order_by("code"))

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        typed = self.cleaned_data
        return pairs.perform(agenda.take_out_of_a, by=self.actor, item=typed["item"], asked_by=typed["asked_by"])


class CorrectItem(CorrectingForm, OnSession):
    """The words of an item."""

    verb, rows = "correct-item", ("propose_item",)
    heading = _("Correct the title of an item")
    button = _("Correct the title")
    done = _("The title is corrected; the record keeps what stood before.")
    texts, main = {"title": _("Title")}, "title"

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.agenda_adopted_at is not None

    @classmethod
    def corrects(cls, actor: Actor, thing: Session, key: str) -> Item:
        item: Item = found(_items_known(thing, actor), key)
        return item

    def carry_out(self) -> Any:  # noqa: ANN401  an Item or a Pending
        return pairs.perform(corrections.correct_item, by=self.actor, item=self.standing, title=self.words("title"))


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


class CorrectSitting(CorrectingForm, OnSession):
    """The title and the room of a sitting."""

    verb, rows = "correct-sitting", ("convene_session", "work_floor")
    heading = _("Correct the title or the room of a sitting")
    button = _("Correct the words")
    done = _("The words are corrected; the record keeps what stood before.")
    texts, main = {"title": _("Title"), "room": _("Room")}, "title"

    @classmethod
    def corrects(cls, actor: Actor, thing: Session, key: str) -> Sitting:
        sitting: Sitting = found(_sittings_known(thing, actor), key)
        return sitting

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        return pairs.perform(corrections.correct_sitting, by=self.actor, sitting=self.standing, **self.changed_words())


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


class MoveSitting(RevisingForm, OnSession):
    """Other hours, another room."""

    verb, rows = "move-sitting", ("convene_session", "work_floor")
    heading = _("Change the hours or the room of a sitting")
    button = _("Change hours and room")
    done = _("Hours and room are changed. Those on whose programme it is are told.")
    note = _("With no beginning the sitting has no hour any more, and calendars say that it does not take place then.")

    sitting = ThingField(label=_("Sitting"), name_by="title")
    planned_from_at = InstantField(label=_("Begins"), required=False)
    planned_until_at = InstantField(label=_("Ends"), required=False)
    room_en = words_field(_("Room in English"))
    room_ru = words_field(_("Room in Russian"))
    room_ar = words_field(_("Room in Arabic"))

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        sitting = cls._movable(thing, actor).filter(key=asked.get("sitting", "")).first()
        if sitting is None:
            return {}
        zone = ZoneInfo(_zone_of(thing))
        return {
            "sitting": sitting.key,
            "planned_from_at": _typed(sitting.planned_from_at, zone),
            "planned_until_at": _typed(sitting.planned_until_at, zone),
            **{f"room_{code}": sitting.room.get(code, "") for code in ("en", "ru", "ar")},
        }

    @staticmethod
    def _movable(session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows
        return _sittings_known(session, actor).filter(state__in=NOT_YET_OPEN)

    def prepare(self) -> None:
        self.choices_of("sitting", self._movable(self.thing, self.actor))
        self.set_zone(_zone_of(self.thing))

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


def _zone_of(session: Session) -> str:
    """The zone of the place."""
    return session.venue.zone if session.venue else organisation.the_organisation().zone


def _typed(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant as the field of a browser holds it, by the clock of the place."""
    return f"{at.astimezone(zone):%Y-%m-%dT%H:%M}" if at else ""


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
        every_time = _items_known(thing, actor).filter(series="", kind_of_item=Item.Kind.ORGANISATIONAL)
        return {
            **said,
            "venue": thing.venue.key if thing.venue else "",
            "items": list(every_time.values_list("key", flat=True)),
            "audience": "members",
        }

    def prepare(self) -> None:
        self.choices_of("venue", Venue.objects.order_by("pk"))
        self.choices_of("host", organisation.members())
        self.choices_of("items", _open_items(self))

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


class PlacePaper(OnSession):
    """A document under an item."""

    verb, rows = "place-paper", ("propose_item",)
    heading = _("Place a paper under an item")
    button = _("Place the paper")
    done = _("The paper is placed under the item.")

    item = ThingField(label=_("Item"))
    document = ThingField(label=_("Document"))

    def prepare(self) -> None:
        self.choices_of("item", _items(self))
        self.choices_of("document", documents.documents(self.actor).order_by("symbol", "pk"))

    def carry_out(self) -> Any:  # noqa: ANN401  an ItemDocument or a Pending
        typed = self.cleaned_data
        return pairs.perform(agenda.place_paper, by=self.actor, item=typed["item"], document=typed["document"])


class TablePaper(OnSession):
    """A paper of an item laid before the body."""

    verb, rows = "table-paper", ("edit_draft", "issue_version")
    heading = _("Lay a paper before the body")
    button = _("Lay the paper before the body")
    done = _("The paper is before the body.")
    note = _("From here on the item can act on it. It takes an issued text in every language.")

    paper = ThingField(label=_("Paper"))

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return thing.state in {Session.State.CONVENED, Session.State.OPEN}

    def prepare(self) -> None:
        papers = ItemDocument.objects.filter(
            item__in=_items(self), document__audience__in=readable_audiences(self.actor)
        )
        self.choices_of("paper", papers.select_related("document", "item").order_by("item", "order"))
        self.fields["paper"].label_from_instance = _paper  # type: ignore[attr-defined]

    def carry_out(self) -> Any:  # noqa: ANN401  a Document or a Pending
        return pairs.perform(tabling.table_paper, by=self.actor, paper=self.cleaned_data["paper"])


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
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS)
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


class NameForSitting(OnSession):
    """A person let in by name."""

    verb, group, rows = "name-person", "sittings", ("work_floor", "convene_session")
    heading = _("Name a person for a sitting")
    button = _("Name the person")
    done = _("The person is named for the sitting.")

    sitting = ThingField(label=_("Sitting"), name_by="title")
    person = ThingField(label=_("Person"), name_by="name")
    companion_of = ThingField(
        label=_("Companion of the head of"),
        required=False,
        help_text=_("Left empty for who serves the sitting, and for a guest."),
    )

    def prepare(self) -> None:
        self.choices_of("sitting", _sittings(self))
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


class OrderOfDay(RevisingForm, OnSession):
    """Which items a sitting takes."""

    verb, group, rows = "order-of-day", "sittings", ("work_floor",)
    heading = _("Set the order of the day")
    button = _("Set the order of the day")
    done = _("The order of the day is set.")
    note = _(
        "Items that stand in the order keep their places there; others follow in the order of the agenda. On the page "
        "of the meeting each moves up and down."
    )

    sitting = ThingField(label=_("Sitting"), name_by="title")
    items = ThingsField(label=_("Items"))

    @classmethod
    def fits(cls, thing: Session) -> bool:
        return Sitting.objects.filter(meeting__session=thing).exists()

    @classmethod
    def starting(cls, actor: Actor, thing: Session, asked: dict[str, str]) -> dict[str, Any]:
        """The sitting asked for, or the next to come, with the items of its order; with all before it has one."""
        sitting = _next_sitting(_sittings_known(thing, actor), asked.get("sitting", ""))
        if sitting is None:
            return {}
        taken = [line.item.key for line in queries.order_of_day(sitting, actor)]
        standing = _items_known(thing, actor).filter(series__in=["", sitting.key]).values_list("key", flat=True)
        return {"sitting": sitting.key, "items": taken or list(standing)}

    def prepare(self) -> None:
        self.choices_of("sitting", _sittings(self).exclude(state=Sitting.State.CLOSED))
        self.choices_of("items", _items(self))

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        typed = self.cleaned_data
        sitting, chosen = typed["sitting"], list(typed["items"])
        at = {line.item.pk: line.order for line in queries.order_of_day(sitting, self.actor)}
        ordered = sorted(chosen, key=lambda item: at.get(item.pk, len(at) + 1))
        return pairs.perform(agenda.set_order_of_day, by=self.actor, sitting=sitting, items=ordered)


class MoveInOrder(OnSession):
    """One item of the order of the day, up or down by one."""

    verb, rows = "move-in-order", ("work_floor",)
    heading = _("Move an item in the order of the day")
    button = _("Move the item")
    done = _("The order of the day is set.")

    sitting = ThingField(label=_("Sitting"), name_by="title")
    item = ThingField(label=_("Item"))
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=999)

    def prepare(self) -> None:
        self.choices_of("sitting", _sittings(self).exclude(state=Sitting.State.CLOSED))
        self.choices_of("item", _items(self))

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        sitting, moved, place = (self.cleaned_data[name] for name in ("sitting", "item", "place"))
        standing = [line.item for line in queries.order_of_day(sitting, self.actor)]
        others = [one for one in standing if one.pk != moved.pk]
        if len(others) == len(standing) or place > len(standing):
            raise Refused("meetings.no_such_place", place=place)
        others.insert(place - 1, moved)
        return pairs.perform(agenda.set_order_of_day, by=self.actor, sitting=sitting, items=others)


class MakeReady(OnSession):
    """A sitting handed to its chair to open."""

    verb, rows = "make-ready", ("work_floor",)
    heading = _("Make a sitting ready")
    button = _("Make it ready")
    done = _("The sitting is ready for its chair to open.")

    sitting = ThingField(label=_("Sitting"), name_by="title")

    def prepare(self) -> None:
        self.choices_of("sitting", _sittings(self).filter(state=Sitting.State.PLANNED))

    def carry_out(self) -> Any:  # noqa: ANN401  a Sitting or a Pending
        return pairs.perform(sittings.make_ready, by=self.actor, sitting=self.cleaned_data["sitting"])


def _items_known(session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows of items
    standing = Item.objects.readable_by(actor).filter(session=session)
    return standing.exclude(state=Item.State.WITHDRAWN).order_by("series", "place")


def _items(form: OnSession) -> Any:  # noqa: ANN401  rows of items
    return _items_known(form.thing, form.actor)


def _open_items(form: OnSession) -> Any:  # noqa: ANN401  rows of items
    return _items(form).filter(series="")


def _sittings_known(session: Session, actor: Actor) -> Any:  # noqa: ANN401  rows of sittings
    known = Sitting.objects.filter(meeting__session=session, band_audience__in=readable_audiences(actor))
    return known.select_related("meeting__session").order_by("meeting", "number")


def _sittings(form: OnSession) -> Any:  # noqa: ANN401  rows of sittings
    return _sittings_known(form.thing, form.actor)


def _next_sitting(known: Any, key: str) -> Sitting | None:  # noqa: ANN401  rows of sittings
    to_come: Sitting | None = known.filter(key=key).first() if key else known.exclude(state="closed").first()
    return to_come


def _sender(delegation: Delegation) -> str:
    return str(delegation.member or delegation.partner)


def _paper(paper: ItemDocument) -> str:
    return f"{queries.number_of(paper.item)} · {paper.document}".strip(" ·")


def _day_of(meeting: Meeting) -> str:
    return meeting.on.isoformat() if meeting.on else str(meeting.number)


SESSIONS: tuple[type[ActForm], ...] = (PlanSession, EnterVenue)
SESSION: tuple[type[ActForm], ...] = (
    Convene,
    ReportHeld,
    AddItem,
    DeclareItems,
    IssueAgenda,
    RenameItem,
    WithdrawItem,
    MoveItem,
    DiscussItem,
    CorrectItem,
    PlacePaper,
    TablePaper,
    CorrectSession,
    CorrectSitting,
    MoveSession,
    MoveSitting,
    CopySession,
    PlanMeeting,
    PlanSitting,
    NameForSitting,
    OrderOfDay,
    MoveInOrder,
    MakeReady,
)
