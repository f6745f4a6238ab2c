"""Whatever a form of the desk refuses, everything that was typed into it stands in it again.

Asked of every form of every page of acts, found from the code, on a small house in which each has its thing.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any, get_args, get_type_hints

import pytest
from django import forms
from django.db import models
from django.http import QueryDict
from django.template import Context, Template
from django.urls import get_resolver

from plenary.interfaces.web.desk.acts import ActForm, ActPage
from plenary.offices.budget.models import Budget
from plenary.offices.decisions.models import Amendment, Question
from plenary.offices.instruments.models import SigningPackage, Treaty
from plenary.offices.organisation.models import Attribute, OfficeHeld, Officer
from plenary.procedure.refusal import NotHere
from tests.builders.people import actor, person
from tests.interfaces.web.public import bishkek

SHOWN = Template("{% load plenary %}{% fields form %}")
#: What is typed into a field that wants something else.
ODD = "not what is wanted"


def pages() -> Iterator[type[ActPage]]:
    def below(kind: type[ActPage]) -> Iterator[type[ActPage]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    return (page for page in below(ActPage) if page.forms and page.__module__.startswith("plenary."))


def every_form() -> list[tuple[type[ActPage], type[ActForm]]]:
    assert get_resolver().url_patterns, "the router has loaded the views"
    return sorted(((page, form) for page in pages() for form in page.forms), key=str)


@pytest.fixture
def house(db):
    """The summit as rows, and what its builder leaves out that a page of the desk is about."""
    built = bishkek.build()
    session = bishkek.Session.objects.first()
    SigningPackage.objects.create(session=session, title={"en": "Papers"}, audience="members")
    Treaty.objects.create(title={"en": "Agreement on rescue"})
    asked = Question.objects.create(wording={"en": "That it stand"}, method="silence", zone="Asia/Bishkek")
    asked.bodies.create(body=bishkek.Body.objects.first())
    owed = Budget.objects.create(year=2018).contributions.create(
        member=OfficeHeld.objects.first().member, amount=Decimal(100), due_on=date(2020, 1, 1)
    )
    owed.payments.create(
        amount=Decimal(10),
        received_on=date(2020, 1, 2),
        entered_by=person("Clerk Ash"),
        approved_by=person("Clerk Yew"),
    )
    Officer.objects.create(person=person("Officer Oak"), title={"en": "Secretary"})
    Officer.objects.create(person=person("Officer Elm"), body=bishkek.Body.objects.first(), title={"en": "Clerk"})
    version = built.documents["statement"].versions.get()
    for number, said in enumerate(("It names nothing.", "It names everything."), start=1):
        Amendment.objects.create(
            document=version.document, text_version=version, language="en", anchor="p2", kind="replace", words=said,
            audience="members", state="carried", number=number, member=OfficeHeld.objects.first().member,
            made_by=person("Envoy"), made_at=datetime(2019, 11, 27, tzinfo=UTC),
        )  # fmt: skip
    return built


class Standing(HTMLParser):
    """What stands in the fields of a form, by their names, as a browser would send it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.values: dict[str, list[str]] = {}
        self._select = self._textarea = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        name = said.get("name") or ""
        if tag == "input" and (said.get("type") not in {"checkbox", "radio"} or "checked" in said):
            usual = "on" if said.get("type") == "checkbox" else ""
            self.values.setdefault(name, []).append(said.get("value", usual) or "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in said:
            self.values.setdefault(self._select, []).append(said.get("value") or "")
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = [""]

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # A browser drops the first line end after the tag.
            self.values[self._textarea] = [self.values[self._textarea][-1].removeprefix("\n")]
            self._textarea = ""


def thing_of(page: type[ActPage]) -> Any:
    """Something that the page is about; None where it is about no one thing."""
    kind = get_type_hints(page.thing).get("return")
    kind = next((one for one in get_args(kind) if one is not type(None)), kind)
    if inspect.isclass(kind) and issubclass(kind, models.Model) and not kind._meta.abstract:
        return kind._default_manager.first()
    return bishkek.Session.objects.first() if kind is not Any else None


def office_in(sender: Any) -> OfficeHeld:
    held: OfficeHeld | None = sender.officials.first()
    return held or sender.officials.create(person=person("Envoy"), title={"en": "Envoy"})


def votes_of(member: Any) -> Attribute:
    held: Attribute | None = member.attributes.first()
    return held or member.attributes.create(of="weight", number=5, cite="Rules art. 3")


def asked_of(form: type[ActForm], thing: Any) -> dict[str, str]:
    """What the link to a form says, where it corrects one of several."""
    if form.verb == "correct-officer":
        return {"of": Officer.objects.get(body=thing).key}
    if form.verb == "correct-office":
        return {"of": office_in(thing).key}
    if form.verb == "correct-attribute":
        return {"of": votes_of(thing).key}
    if form.verb == "correct-item":
        return {"of": thing.items.first().key}
    if form.verb == "agree":
        return {"anchor": "p2"}
    if form.verb == "correct-sitting":
        return {"of": bishkek.Sitting.objects.get(meeting__session=thing, format="enlarged").key}
    return {}


def values_of(field: Any) -> list[str]:
    """Values that may be chosen, those in groups too."""
    found = []
    for value, said in field.choices:
        found += [str(one) for one, _words in said] if isinstance(said, list | tuple) else [str(value)]
    return found


def typed_into(form: ActForm, *, odd: bool) -> dict[str, list[str]]:
    """Something in every field; odd: what it does not take, where a person can type anything at all."""
    typed = {}
    for name, field in form.fields.items():
        if isinstance(field, forms.FileField):
            # No browser sends the name of a file back.
            continue
        if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
            typed[name] = values_of(field)[:2]
        elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField) and not isinstance(
            field.widget, forms.HiddenInput
        ):
            typed[name] = [value for value in values_of(field) if value][-1:]
        elif isinstance(field, forms.BooleanField):
            typed[name] = ["on"]
        elif odd or (isinstance(field, forms.CharField) and not isinstance(field, forms.SlugField)):
            typed[name] = [f"{ODD}: {name} “<b>”\nand more" if isinstance(field.widget, forms.Textarea) else ODD + name]
        elif isinstance(field, forms.DateTimeField):
            typed[name] = ["2027-03-05T10:00"]
        elif isinstance(field, forms.DateField):
            typed[name] = ["2027-03-05"]
        else:
            typed[name] = ["7"]
    return {name: values for name, values in typed.items() if values}


def sent(typed: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


@pytest.mark.parametrize("odd", [False, True], ids=["right", "odd"])
def test_every_form_shows_again_what_was_typed(house, odd):
    officer, lost, seen = actor("SG"), [], 0
    for page, kind in every_form():
        thing = thing_of(page)
        where = f"{page.__name__}: {kind.verb}"
        asked = asked_of(kind, thing)
        try:
            opened = kind(actor=officer, thing=thing, initial=kind.starting(officer, thing, asked))
        except NotHere:
            lost.append(f"{where} does not open")
            continue
        typed = {**typed_into(opened, odd=odd), **{name: [value] for name, value in asked.items()}}
        form = kind(sent(typed), actor=officer, thing=thing)
        form.is_valid()
        form.add_error(None, "Refused")
        stands = Standing(SHOWN.render(Context({"form": form}))).values
        seen += 1
        for name, values in typed.items():
            kept = [value.replace("\r\n", "\n") for value in stands.get(name, [])]
            if sorted(kept) != sorted(values) and name != "seen":
                lost.append(f"{where}: {name} held {values} and holds {kept}")
    assert seen > 60
    assert lost == []


def test_the_reader_of_forms_reads_what_a_browser_would_send():
    page = (
        '<input name="a" value="1"><input type="checkbox" name="b" value="x" checked>'
        '<input type="checkbox" name="f" checked><input type="radio" name="c" value="y">'
        '<select name="d"><option value="">-</option><option value="z" selected>Z</option></select>'
        "<textarea name=e>\nfirst\n&lt;b&gt;</textarea>"
    )
    assert Standing(page).values == {"a": ["1"], "b": ["x"], "f": ["on"], "d": ["z"], "e": ["first\n<b>"]}
