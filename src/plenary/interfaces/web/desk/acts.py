"""An act of the desk: a form that knows what it does, on a page with an address of its own.

A desk page shows what stands and links to the acts that this capacity may do. Each act has its page, so it works
without scripts, a refusal keeps what was typed, and going back always works. Where a second person is needed the
act is proposed, and the receipt says so.
"""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import undisturbed
from plenary.foundation.access.audiences import may_read
from plenary.foundation.access.gate import may
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.foundation.people.models import Pending
from plenary.interfaces.web.desk.asked_languages import TYPED_IN, ask_in_languages_of_house
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import NotHere, Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Said = str | _StrPromise
    _OneOf = forms.ModelChoiceField[Any]
    _SomeOf = forms.ModelMultipleChoiceField[Any]
else:
    _OneOf, _SomeOf = forms.ModelChoiceField, forms.ModelMultipleChoiceField

RECEIPT_KEY = "desk_receipt"
WAITS = gettext_lazy("Nothing is done yet: a second officer must agree. It waits.")
#: How the field of a browser holds a date and time.
INSTANT = "%Y-%m-%dT%H:%M"
#: Years in which something can lie that is typed here; far from both ends of the calendar.
YEARS = range(1900, 2201)


def within_reach(on: date | None) -> date | None:
    """The day or instant as it was typed. Raises ValidationError for a year that nothing here can fall into."""
    if on is not None and on.year not in YEARS:
        raise forms.ValidationError(
            _("A year between %(first)s and %(last)s is needed here, not %(typed)s."),
            code="year",
            params={"first": YEARS[0], "last": YEARS[-1], "typed": on.year},
        )
    return on


class InstantField(forms.DateTimeField):
    """A date and time, read in the zone of the place and not in that of the reader."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=INSTANT)
    zone: ZoneInfo | None = None

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's own signature
        with timezone.override(self.zone):
            return within_reach(super().to_python(value))


def instant_as_typed(at: datetime | None, zone: str) -> str:
    """An instant as it stands in its field when a form opens, by the clock of the place; empty where there is none."""
    return f"{at.astimezone(ZoneInfo(zone)):{INSTANT}}" if at else ""


def read_in_zone(form: forms.Form, zone: str) -> None:
    """Read the times of a form in that zone, and say so beside them."""
    for field in form.fields.values():
        if isinstance(field, InstantField):
            field.zone = ZoneInfo(zone)
            field.help_text = field.help_text or _("Time of the place, %(zone)s.") % {"zone": zone}


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's own signature
        return within_reach(super().to_python(value))


#: Said where a thing was done with, or taken away, between opening a form and sending it.
GONE = gettext_lazy("This can no longer be chosen here; somebody may have done it meanwhile. Choose again.")
#: The first line of a list, while nothing of it is chosen: where something must be, and where nothing need be.
UNCHOSEN, LEFT_OPEN = gettext_lazy("Choose one"), gettext_lazy("not chosen")


class ThingField(_OneOf):
    """One of the things that this page is about, named in its own words and sent by its key."""

    def __init__(self, *, name_by: str = "", **more: Any) -> None:  # noqa: ANN401  Django's own arguments
        more.setdefault("queryset", None)
        more.setdefault("to_field_name", "key")
        more.setdefault("error_messages", {"invalid_choice": GONE})
        more.setdefault("empty_label", UNCHOSEN if more.get("required", True) else LEFT_OPEN)
        super().__init__(**more)
        self.name_by = name_by

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401  any thing of an office
        return str(getattr(obj, self.name_by)) if self.name_by else str(obj)


class ThingsField(_SomeOf):
    """Several of them, ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, name_by: str = "", **more: Any) -> None:  # noqa: ANN401  Django's own arguments
        more.setdefault("queryset", None)
        more.setdefault("to_field_name", "key")
        more.setdefault("error_messages", {"invalid_choice": GONE})
        super().__init__(**more)
        self.name_by = name_by

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401  any thing of an office
        return str(getattr(obj, self.name_by)) if self.name_by else str(obj)


class _FieldsAndAct(DeclarativeFieldsMetaclass, ABCMeta):
    """A form collects its fields, and is not made before it says what it does."""


class ActForm(forms.Form, metaclass=_FieldsAndAct):
    """What one act needs to be told, and the act itself.

    verb: its word in the address. heading: what the page is called. button: verb and object. done, waits: what the
    receipt says of an act that was done, and of one that a second person is asked for. rows: rows of the matrix of
    which one lets this act be offered. group: under which heading of the desk page it stands; empty where a line of a
    list links to it. revises: whether it changes what stands, so that its sender must have seen that.
    """

    verb: ClassVar[str]
    heading: ClassVar[Said]
    button: ClassVar[Said]
    done: ClassVar[Said]
    waits: ClassVar[Said] = WAITS
    note: ClassVar[Said] = ""
    rows: ClassVar[tuple[str, ...]] = ()
    group: ClassVar[str] = ""
    is_grave: ClassVar[bool] = False
    revises: ClassVar[bool] = False

    def __init__(self, *args: Any, actor: Actor, thing: Any = None, **more: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(*args, **more)
        self.actor, self.thing = actor, thing
        self.prepare()
        ask_in_languages_of_house(self)

    def prepare(self) -> None:
        """Give the choices that depend on the thing and on who acts."""

    @classmethod
    def scopes(cls, thing: Any) -> Iterable[str]:  # noqa: ANN401  any thing of an office
        """Where the thing lies."""
        return ()

    @classmethod
    def fits(cls, thing: Any) -> bool:  # noqa: ANN401  any thing of an office
        """Whether the thing has come so far that this act can be done."""
        return True

    @classmethod
    def is_offered(cls, actor: Actor, thing: Any) -> bool:  # noqa: ANN401  any thing of an office
        """Whether the page shows it to this person; the act asks again."""
        return any(may(actor, row, *cls.scopes(thing)) for row in cls.rows) and cls.fits(thing)

    @classmethod
    def starting(cls, actor: Actor, thing: Any, asked: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401
        """What stands in the form when it opens. asked: the query string, by which a line names itself."""
        return dict(asked)

    @staticmethod
    def opened_on(standing: Mapping[str, Any]) -> dict[str, Any]:
        """What stands in the form when it opens."""
        return dict(standing)

    def compare(self, standing: Mapping[str, Any]) -> None:
        """Refuse where the form revises and something else stands by now than its sender saw."""

    def consequences(self) -> str:
        """A template that says what will follow, shown before the button; empty where the form says all."""
        return ""

    @abstractmethod
    def carry_out(self) -> Any:  # noqa: ANN401  what the act returns
        """Do it, or propose it."""

    def words(self, name: str) -> Words:
        """A text typed in its languages: fields `name_en`, `name_ru` and so on."""
        typed = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in TYPED_IN}
        return Words.of({code: said.strip() for code, said in typed.items() if said})

    def set_zone(self, zone: str) -> None:
        """Read times of this form in that zone, and say so beside them."""
        read_in_zone(self, zone)

    def choices_of(self, name: str, queryset: Any) -> None:  # noqa: ANN401  any rows
        """Let a thing be chosen among these rows."""
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class ActLink:
    """A link to the page of one act."""

    heading: Said
    href: str
    is_grave: bool
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """The acts that a desk page shows. verbs: all of them; groups: links to those that stand under a heading."""

    verbs: frozenset[str]
    groups: dict[str, list[ActLink]]

    @classmethod
    def none(cls) -> Offered:
        """Nothing is offered."""
        return cls(frozenset(), {})

    def without(self, *verbs: str) -> Offered:
        """The same, without these acts."""
        left = {group: [link for link in links if link.verb not in verbs] for group, links in self.groups.items()}
        return Offered(self.verbs.difference(verbs), left)

    def link(self, verb: str) -> ActLink | None:
        """The link to one act, where it is offered under a heading."""
        return next((link for links in self.groups.values() for link in links if link.verb == verb), None)


class ActPage(View):
    """The page of one act: opened by a link, sent by its button, shown again with the refusal on top.

    forms: the acts of this desk page. route: name of the address of these acts; home: of the desk page. frame: of
    the house in which it stands.
    """

    frame: ClassVar[str] = "shell/desk.html"

    forms: ClassVar[tuple[type[ActForm], ...]] = ()
    current: ClassVar[str] = ""
    route: ClassVar[str] = ""
    home: ClassVar[str] = ""

    @classmethod
    def offered(cls, actor: Actor, thing: Any = None, **named: Any) -> Offered:  # noqa: ANN401  any thing, its names
        """What this person may do to the thing now."""
        shown = [form for form in cls.forms if form.is_offered(actor, thing)]
        groups: dict[str, list[ActLink]] = {}
        for form in shown:
            href = reverse(cls.route, kwargs={**named, "verb": form.verb})
            groups.setdefault(form.group, []).append(ActLink(form.heading, href, form.is_grave, form.verb))
        return Offered(frozenset(form.verb for form in shown), groups)

    def thing(self, actor: Actor, named: dict[str, Any]) -> Any:  # noqa: ANN401  any thing of an office
        """What the address names. Raises NotHere where this person may not know of it."""
        return None

    def title(self, thing: Any) -> Any:  # noqa: ANN401  words of any thing
        """What the thing is called above the form."""
        return str(thing) if thing is not None else ""

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """Where the reader goes after the act."""
        return reverse(self.home, kwargs=named)

    def get(self, request: HttpRequest, verb: str, **named: Any) -> HttpResponse:  # noqa: ANN401  of the address
        """The form, begun with what the link says."""
        actor = request.actor  # type: ignore[attr-defined]
        kind, thing = self._act(verb), self.thing(actor, named)
        standing = kind.starting(actor, thing, request.GET.dict())
        form = kind(actor=actor, thing=thing, initial=kind.opened_on(standing))
        return self._page(request, form, named)

    def post(self, request: HttpRequest, verb: str, **named: Any) -> HttpResponse:  # noqa: ANN401  of the address
        """Do it and go back to the desk page, or show the form again with the sentence."""
        actor = request.actor  # type: ignore[attr-defined]
        form = self._act(verb)(request.POST, actor=actor, thing=self.thing(actor, named))
        if not form.is_valid():
            return self._page(request, form, named, status=422)
        try:
            with undisturbed(form.thing) if form.revises else nullcontext():
                if form.revises:
                    form.compare(form.starting(actor, self.thing(actor, named), request.GET.dict()))
                made = form.carry_out()
        except NotHere:
            raise
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            return self._page(request, form, named, status=422)
        return self.answer(request, form, named, made)

    def answer(self, request: HttpRequest, form: ActForm, named: dict[str, Any], made: Any) -> HttpResponse:  # noqa: ANN401
        """What follows an act that was done: a receipt on the page that the reader goes to."""
        keep_receipt(request, form, made)
        return redirect(self.way_home(named, made))

    def _act(self, verb: str) -> type[ActForm]:
        found = next((form for form in self.forms if form.verb == verb), None)
        if found is None:
            raise NotHere()
        return found

    def _page(self, request: HttpRequest, form: ActForm, named: dict[str, Any], status: int = 200) -> HttpResponse:
        return render(
            request,
            "shell/act.html",
            {
                "form": form,
                "title": self.title(form.thing),
                "consequences": form.consequences(),
                "back": self.way_home(named),
                "current": self.current,
                "frame": self.frame,
            },
            status=status,
        )


def receipt_of_waiting(request: HttpRequest) -> HttpResponse:
    """Go to what waits, and say there that this was added to it."""
    request.session[RECEIPT_KEY] = {"sentence": str(WAITS)}
    return redirect("pending")


def keep_receipt(request: HttpRequest, form: ActForm, made: Any) -> None:  # noqa: ANN401  what the act returned
    """Keep what the next page says: what was recorded, as which entry; or that a second person is asked."""
    if isinstance(made, Pending):
        request.session[RECEIPT_KEY] = {"sentence": str(form.waits)}
        return
    actor = request.actor  # type: ignore[attr-defined]
    entry = Entry.objects.filter(actor_key=actor.person_key).select_related("tree").order_by("-pk").first()
    said: dict[str, Any] = {"sentence": str(form.done)}
    if entry is not None and may_read(actor, entry.tree.audience):
        said |= {"entry": entry.number, "audience": entry.tree.audience, "rule": entry.cite}
    request.session[RECEIPT_KEY] = said


def desk_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, current: str, status: int = 200
) -> HttpResponse:
    """A page of the desk, with the receipt of what was just done at its top; said once."""
    receipt = request.session.pop(RECEIPT_KEY, None)
    return render(request, template, {**context, "receipt": receipt, "current": current}, status=status)


def words_field(label: Said, *, required: bool = False, long: bool = False, most: int = 300) -> forms.CharField:
    """A field for words in one language; `long` where they run over several lines."""
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)


def words_as_typed(name: str, words: Words) -> dict[str, str]:
    """A text as it stands in the fields of its languages when a form opens: what `ActForm.words` reads back."""
    return {f"{name}_{code}": words.get(code, "") for code in TYPED_IN}


AUDIENCES = [
    ("public", gettext_lazy("everybody")),
    ("members", gettext_lazy("all delegations and the secretariat")),
    ("desk", gettext_lazy("the secretariat")),
]
