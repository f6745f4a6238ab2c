"""What is typed in the steps of the guide. Each is an act of its own, and each can be left out."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.files.pictures import BYTES_AT_MOST
from plenary.foundation.languages.words import Words
from plenary.foundation.people import opening, pairs
from plenary.interfaces.web.desk.acts import ActForm, DayField, ThingField, words_field
from plenary.interfaces.web.desk.comparing import RevisingForm
from plenary.interfaces.web.meetings.desk_agenda_forms import KINDS
from plenary.interfaces.web.organisation.rules_forms import SettleRules
from plenary.interfaces.web.people.places import ROLES, choices_of_place
from plenary.interfaces.wording import sentence_of
from plenary.offices.meetings.actions import first_meeting
from plenary.offices.meetings.models import Session
from plenary.offices.organisation import actions, house_models, queries
from plenary.offices.organisation.house_models import HouseModel
from plenary.offices.organisation.models import Body, Organisation, Presidency
from plenary.procedure.refusal import Refused

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
Example = tuple[tuple[Any, str], ...]


class StepForm(ActForm):
    """A step of the guide. example: what might be typed, in words; model: which model it was begun with."""

    rows = ("keep_organisation",)
    example: ClassVar[Example] = ()
    has_models: ClassVar[bool] = False

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Its fields under headings; one without a heading where there is nothing to tell apart."""
        yield "", list(self)


def chosen_model(asked: str) -> HouseModel:
    """The model that was asked for, or the one in use, or the first."""
    known = house_models.house_models()
    return next((one for one in known if one.code == asked), house_models.model_in_use() or known[0])


# 1


class House(RevisingForm, StepForm):
    """What the organisation is called, where it sits, and in which languages it works."""

    verb = "house"
    heading = _("Name, languages and time zone")
    button = _("Keep the name, languages and zone")
    done = _("The facts of the organisation are kept.")
    example = (
        (_("Name"), "Halmar Pact Organisation"),
        (_("Short name"), "HPO"),
        (_("Code"), "HPO"),
        (_("Languages"), "en, ru"),
        (_("Seat"), "Halmar"),
    )
    thing: Organisation | None

    name_en = words_field(_("Name in English"), required=True)
    name_ru = words_field(_("Name in Russian"))
    short_name_en = words_field(_("Short name in English"))
    short_name_ru = words_field(_("Short name in Russian"))
    code = forms.SlugField(label=_("Short code, as it begins symbols of documents"), max_length=20)
    languages = forms.CharField(
        label=_("Official languages, by code"),
        max_length=80,
        initial="en",
        help_text=_("In the order of the founding text, as en, ru, ar."),
    )
    zone = forms.ChoiceField(label=_("Time zone of the seat"))
    seat_en = words_field(_("Seat in English"))
    seat_ru = words_field(_("Seat in Russian"))

    def prepare(self) -> None:
        zones = sorted(available_timezones())
        self.fields["zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        self.fields["zone"].initial = "UTC"
        self.order_fields([*House.base_fields])

    @classmethod
    def starting(cls, actor: Actor, thing: Organisation | None, asked: dict[str, str]) -> dict[str, Any]:
        if thing is None:
            return {}
        texts = {"name": thing.name, "short_name": thing.short_name, "seat": thing.seat}
        typed = {f"{field}_{code}": words.get(code, "") for field, words in texts.items() for code in ("en", "ru")}
        return {**typed, "code": thing.code, "zone": thing.zone, "languages": ", ".join(thing.official_languages)}

    def clean_languages(self) -> list[str]:
        """Codes of languages, each once."""
        codes = [code for code in re.split(r"[\s,;]+", self.cleaned_data["languages"].lower()) if code]
        wrong = [code for code in codes if not LANGUAGE_CODE.fullmatch(code)]
        if wrong or not codes:
            raise forms.ValidationError(
                gettext("Write each language as its code of two or three letters, as en or ru."), code="languages"
            )
        return list(dict.fromkeys(codes))

    def carry_out(self) -> Any:  # noqa: ANN401  an Organisation or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            actions.change_house if self.thing else actions.found,
            by=self.actor,
            code=typed["code"],
            name=self._kept("name"),
            short_name=self._kept("short_name"),
            seat=self._kept("seat"),
            zone=typed["zone"],
            official_languages=typed["languages"],
            working_languages=typed["languages"],
        )

    def _kept(self, field: str) -> Words:
        """The words typed, with those that stand in languages that the form does not ask for."""
        standing = getattr(self.thing, field) if self.thing else {}
        others = {code: said for code, said in standing.items() if f"{field}_{code}" not in self.fields}
        return Words.of({**others, **self.words(field)})


class EmblemForm(forms.Form):
    """A picture that stands over every page; none where the box is ticked."""

    one_is_enough = True

    picture = forms.FileField(
        label=_("Picture: PNG, at most 256 kB and 1024 pixels a side"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )
    take_away = forms.BooleanField(label=_("Show the ring of beads instead"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not typed.get("picture") and not typed.get("take_away"):
            self.add_error("picture", gettext("Choose a picture."))
        return typed

    def carry_out(self, by: Actor) -> Any:  # noqa: ANN401  an Organisation or a Pending
        """Set it or take it away. One byte more than the limit is read, so that the act can say it is too large."""
        given = None if self.cleaned_data["take_away"] else self.cleaned_data["picture"]
        content = given.read(BYTES_AT_MOST + 1) if given else b""
        return pairs.perform(actions.set_emblem, by=by, picture=b64encode(content).decode())


# 3


class Bodies(StepForm):
    """The bodies of a model under the house's own names."""

    verb = "bodies"
    heading = _("Bodies")
    button = _("Establish these bodies")
    done = _("The bodies are established, with their seats, mandates and rules.")
    note = _("Choose the model that comes nearest. Untick what you do not need; codes and names are yours to change.")
    has_models = True

    from_on = DayField(label=_("They exist from"))

    @classmethod
    def fits(cls, thing: Any) -> bool:  # noqa: ANN401  nothing
        return not Body.objects.exists()

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401
        return {"model": chosen_model(asked.get("model", "")).code, "from_on": queries.today()}

    def prepare(self) -> None:
        self.model = chosen_model(str(self.data.get("model") or self.initial.get("model") or ""))
        self.fields["model"] = forms.CharField(widget=forms.HiddenInput, initial=self.model.code)
        for one in self.model.bodies:
            self.fields[f"take_{one.code}"] = forms.BooleanField(label=_("Establish it"), required=False, initial=True)
            self.fields[f"code_{one.code}"] = forms.SlugField(label=_("Code"), max_length=12, initial=one.code)
            for language, label in (("en", _("Name in English")), ("ru", _("Name in Russian"))):
                made = words_field(label, required=language == "en")
                made.initial = one.name.get(language, "")
                self.fields[f"name_{one.code}_{language}"] = made

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        for one in self.model.bodies:
            names = [f"take_{one.code}", f"code_{one.code}", f"name_{one.code}_en", f"name_{one.code}_ru"]
            yield one.name.said(), [self[name] for name in names]
        yield "", [self["from_on"], self["model"]]

    def carry_out(self) -> Any:  # noqa: ANN401  bodies or a Pending
        typed = self.cleaned_data
        lines = [
            {
                "body": one.code,
                "code": typed[f"code_{one.code}"],
                "name": self.words(f"name_{one.code}"),
            }
            for one in self.model.bodies
            if typed[f"take_{one.code}"]
        ]
        return pairs.perform(
            actions.establish_from_model,
            by=self.actor,
            model=self.model.code,
            lines=lines,
            from_on=typed["from_on"],
        )


# 4


class Rules(SettleRules, StepForm):
    """The rules of procedure as plain sentences."""

    verb = "rules"
    note = _(
        "What stands now is said under each field. Change what your rules say otherwise, name your text, and keep all "
        "of them: they hold for every body that decides, and what no sentence names you confirm as the model has it. "
        "Single bodies are set apart later, under Rules in force."
    )
    example = ((_("Where it is written"), "Rules of procedure of 2027"),)

    @classmethod
    def fits(cls, thing: Any) -> bool:  # noqa: ANN401  nothing
        return any(queries.rules_of(body) for body in queries.bodies())


# 5


class BeginPresidency(StepForm):
    """Who leads the organisation first, for how long, and in which order it goes round."""

    verb = "presidency"
    heading = _("Presidency")
    button = _("Enter the presidencies")
    done = _("The presidency is entered, and the two that follow it.")
    note = _(
        "It goes round by the alphabet of one language. The first and the next two are entered; it passes by an act."
    )
    example = ((_("First holder"), "Veldara"), (_("Months"), "12"), (_("Where it is written"), "Charter art. 13"))

    first = ThingField(label=_("First holder"), name_by="short_name")
    language = forms.ChoiceField(label=_("In the alphabetical order of"))
    from_on = DayField(label=_("From"))
    months = forms.IntegerField(label=_("Months that one presidency lasts"), min_value=1, max_value=120, initial=12)
    cite = forms.CharField(label=_("Where it is written"), max_length=120, required=False)

    @classmethod
    def fits(cls, thing: Any) -> bool:  # noqa: ANN401  nothing
        return queries.members().exists() and not Presidency.objects.exists()

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401
        return {"from_on": queries.today()}

    def prepare(self) -> None:
        self.choices_of("first", queries.members().order_by("code"))
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("en", _("English")),
            ("ru", _("Russian")),
            ("ar", _("Arabic")),
        ]

    def carry_out(self) -> Any:  # noqa: ANN401  presidencies or a Pending
        return pairs.perform(actions.begin_presidencies, by=self.actor, **self.cleaned_data)


# 6


class FirstMeeting(StepForm):
    """A session of one day from a model, prepared by a joint meeting the day before."""

    rows = ("convene_session",)
    verb = "meeting"
    heading = _("First meeting")
    button = _("Plan the meeting")
    done = _("The meeting is planned, with its sittings and items.")
    note = _("A joint meeting prepares it the day before; then a restricted and a plenary sitting. Nothing is sent.")
    has_models = True

    title_en = words_field(_("Title in English"), required=True)
    title_ru = words_field(_("Title in Russian"))
    ref = forms.SlugField(label=_("Reference, as in its address"), max_length=36)
    on = DayField(label=_("Day"))
    host = ThingField(label=_("Host"), required=False, name_by="short_name")
    venue_en = words_field(_("Venue in English"), required=True)
    city_en = words_field(_("City in English"))
    zone = forms.ChoiceField(label=_("Time zone of the place"))
    joint = forms.BooleanField(label=_("With a joint meeting the day before"), required=False, initial=True)
    items = forms.MultipleChoiceField(label=_("Standing items"), required=False, widget=forms.CheckboxSelectMultiple)
    more = forms.CharField(
        label=_("More items for decision in English, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=8000,
        required=False,
    )

    @classmethod
    def fits(cls, thing: Any) -> bool:  # noqa: ANN401  nothing
        return Body.objects.filter(is_supreme=True, decides=True).exists() and not Session.objects.exists()

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401
        model = chosen_model(asked.get("model", ""))
        body = Body.objects.filter(is_supreme=True).order_by("rank").first()
        house = Organisation.objects.first()
        on = queries.today() + timedelta(days=30)
        leading = queries.presidency_in_office() or queries.presidency_upcoming()
        titles = {f"title_{code}": said for code, said in model.meeting_title.items()}
        return {
            **titles,
            "model": model.code,
            "ref": f"{body.code if body else house.code if house else 'FIRST'}-{on.year}-1",
            "on": on,
            "zone": house.zone if house else "UTC",
            "host": leading.member.key if leading else None,
            "city_en": house.seat.get("en", "") if house else "",
            "items": [str(at) for at in range(len(model.items))],
        }

    def prepare(self) -> None:
        self.model = chosen_model(str(self.data.get("model") or self.initial.get("model") or ""))
        self.fields["model"] = forms.CharField(widget=forms.HiddenInput, initial=self.model.code)
        zones = sorted(available_timezones())
        self.fields["zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        self.choices_of("host", queries.members().order_by("code"))
        kinds = dict(KINDS)
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (str(at), f"{one.title.said()} ({kinds[one.kind]})") for at, one in enumerate(self.model.items)
        ]

    def carry_out(self) -> Any:  # noqa: ANN401  a Session or a Pending
        typed = self.cleaned_data
        body = queries.supreme_body()
        standing = [self.model.items[int(at)] for at in typed["items"]]
        items = [{"title": one.title, "kind": one.kind} for one in standing]
        items += [
            {"title": Words.of({"en": line.strip()}), "kind": "decision"}
            for line in typed["more"].splitlines()
            if line.strip()
        ]
        return pairs.perform(
            first_meeting.plan_first_meeting,
            by=self.actor,
            ref=typed["ref"],
            title=self.words("title"),
            body=body,
            on=typed["on"],
            venue={"name": self.words("venue"), "city": self.words("city"), "zone": typed["zone"]},
            host=typed["host"],
            sittings=[
                {
                    "title": one.title,
                    "format": one.format,
                    "begins": self._at(typed["on"], one.begins),
                    "ends": self._at(typed["on"], one.ends),
                }
                for one in self.model.sittings
            ],
            items=items,
            joint=self._joint(body) if typed["joint"] else None,
        )

    def _joint(self, supreme: Body) -> dict[str, Any] | None:
        """The joint meeting, of the model's bodies as far as this house has them; of all others where it has none."""
        plan, day = self.model.joint, self.cleaned_data["on"] - timedelta(days=1)
        others = [body for body in queries.bodies().filter(decides=True) if body.pk != supreme.pk]
        named = [body for body in others if body.code in plan.bodies] or others
        if not named:
            return None
        return {
            "ref": f"{self.cleaned_data['ref']}-J",
            "title": plan.title,
            "bodies": named,
            "format": plan.format,
            "begins": self._at(day, time(10)),
            "ends": self._at(day, time(13)),
        }

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, ZoneInfo(self.cleaned_data["zone"]))


# 7

COLLEAGUES = (1, 2, 3)


class ColleaguesForm(forms.Form):
    """Three colleagues at once, each with a role and a name to sign in by; empty rows are left out."""

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:  # noqa: ANN401  Django's own arguments
        super().__init__(*args, **more)
        self.actor = actor
        places = choices_of_place(actor)
        for row in COLLEAGUES:
            self.fields[f"name_{row}"] = forms.CharField(label=_("Name"), max_length=200, required=False)
            self.fields[f"sign_in_{row}"] = forms.CharField(
                label=_("Name for signing in"),
                max_length=80,
                required=False,
                widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
            )
            self.fields[f"capacity_{row}"] = forms.ChoiceField(label=_("Role"), choices=ROLES, initial="SB")
            self.fields[f"scope_{row}"] = forms.ChoiceField(label=_("Where"), choices=places, required=False)

    one_is_enough = True

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The rows, each under its number."""
        for row in COLLEAGUES:
            names = (f"name_{row}", f"sign_in_{row}", f"capacity_{row}", f"scope_{row}")
            yield gettext("Colleague %(number)s") % {"number": row}, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """Each row is whole or empty, and one of them is whole."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for row in COLLEAGUES:
            if typed.get(f"sign_in_{row}") and not typed.get(f"name_{row}"):
                self.add_error(f"name_{row}", gettext("Write the name of this colleague."))
            if typed.get(f"name_{row}") and not typed.get(f"sign_in_{row}"):
                self.add_error(f"sign_in_{row}", gettext("Write the name that this colleague signs in by."))
        if not self.errors and not any(typed.get(f"name_{row}") for row in COLLEAGUES):
            self.add_error("name_1", gettext("Write at least one colleague, or skip this step."))
        return typed

    def carry_out(self) -> list[Any] | None:
        """Add them one after the other: links, or what now waits; None where one was refused, and said so."""
        made = []
        for row in COLLEAGUES:
            if not self.cleaned_data[f"name_{row}"]:
                continue
            try:
                made.append(self._added(row))
            except Refused as refused:
                self.add_error(f"sign_in_{row}", sentence_of(refused))
                return None
        return made

    def _added(self, row: int) -> Any:  # noqa: ANN401  a Link or a Pending
        typed = self.cleaned_data
        return pairs.perform(
            opening.add_colleague,
            by=self.actor,
            name=Words.of({get_language() or "en": typed[f"name_{row}"]}),
            sign_in_name=typed[f"sign_in_{row}"],
            capacity=typed[f"capacity_{row}"],
            scope=typed[f"scope_{row}"],
        )


# Checks


class NoteCheck(ActForm):
    """Something was tried, and somebody answers for it."""

    rows = ("roles_and_settings",)
    button = _("Note that it works")
    done = _("It is noted.")

    words = forms.CharField(label=_("What was tried"), max_length=300, required=False)  # type: ignore[assignment]

    def carry_out(self) -> Any:  # noqa: ANN401  what the act returns
        return actions.note_check(by=self.actor, what=self.verb, words=self.cleaned_data["words"])


class MailChecked(NoteCheck):
    """A letter of the house arrived."""

    verb = "mail"
    heading = _("Note that mail works")
    note = _("For a letter of this house that arrived where it was meant to.")


class PrintChecked(NoteCheck):
    """A paper of the house came out as it should."""

    verb = "print"
    heading = _("Note that printing works")
    note = _("For an agenda, a badge or a table plate that came out of the printer as it should.")


STEPS: tuple[type[ActForm], ...] = (House, Bodies, Rules, BeginPresidency, FirstMeeting)
CHECKS: tuple[type[ActForm], ...] = (MailChecked, PrintChecked)
