"""Persons from a table."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.foundation.access.gate import may_open
from plenary.foundation.access.models import Person
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.foundation.rows import Line
from plenary.interfaces.web.paste import readings
from plenary.interfaces.web.paste.columns import Cells, Column
from plenary.interfaces.web.paste.steps import Doing, Pasted, Step, differing, needed, told_changes
from plenary.offices.organisation import actions
from plenary.procedure.refusal import Refused

NAME = Column(
    "name",
    gettext_lazy("Name"),
    {
        "en": ("name", "full name", "person", "participant", "delegate"),
        "ru": ("имя", "фио", "фамилия имя отчество", "участник", "делегат"),
        "ar": ("الاسم", "الاسم الكامل", "المشارك"),
    },
    in_languages=True,
    is_needed=True,
)
#: What else is kept of a person, with what a change of it is called.
FIELDS = {
    "name": gettext_lazy("Name"),
    "sort_name": gettext_lazy("Name by which lists sort"),
    "form_of_address": gettext_lazy("Form of address"),
}


class Known:
    """The persons of the house by any of their names."""

    def __init__(self) -> None:
        self._by_name: dict[str, dict[str, Person]] = defaultdict(dict)
        for person in Person.objects.all():
            for said in person.name.values():
                self._by_name[readings.alike(said)][person.key] = person

    def called(self, name: Words) -> Person | None:
        """Who has one of these names. Raises Refused "table.two_of_that_name"."""
        found: dict[str, Person] = {}
        for said in name.values():
            found |= self._by_name.get(readings.alike(said), {})
        if len(found) > 1:
            raise Refused("table.two_of_that_name", name=str(name))
        return next(iter(found.values()), None)


class PastedPeople(Pasted):
    """Humans, entered once and named by their own names."""

    title = gettext_lazy("Bring in persons from a table")
    lead = gettext_lazy(
        "One row for each person. Somebody of the same name is the same person: what the table says otherwise is "
        "corrected, and what stood before stays in the record."
    )
    columns = (
        NAME,
        Column(
            "sort_name",
            FIELDS["sort_name"],
            {
                "en": ("sort name", "name by which lists sort", "sorted as"),
                "ru": ("имя для списков", "для сортировки", "имя для сортировки"),
                "ar": ("اسم الترتيب",),
            },
            in_languages=True,
        ),
        Column(
            "form_of_address",
            FIELDS["form_of_address"],
            {
                "en": ("form of address", "address", "addressed as"),
                "ru": ("обращение", "форма обращения"),
                "ar": ("صيغة المخاطبة",),
            },
            in_languages=True,
        ),
    )
    example = (
        ("Name", "Name in Russian", "Form of address"),
        ("Anna Berg", "Анна Берг", "Ms Berg"),
        ("José Núñez", "Хосе Нуньес", "Minister Núñez"),
    )

    def look_round(self) -> None:
        self.known = Known()

    def called(self, cells: Cells) -> str:
        return str(cells.words("name"))

    def about(self, cells: Cells) -> Any:  # noqa: ANN401  a person's key, or the names of somebody new
        name = needed(cells.words("name"), lambda: _("Name"))
        found = self.known.called(name)
        return found.key if found else tuple(sorted(map(readings.alike, name.values())))

    def step(self, cells: Cells, called: str) -> Step:
        typed = {field: cells.words(field) for field in FIELDS}
        found = self.known.called(typed["name"])
        if found is None:
            new = {"row": cells.number, "person": None, **typed}
            return Step(cells.number, Doing.ADD, called, _("Is entered as a new person."), new)
        told: list[str] = []
        line: dict[str, Any] = {"row": cells.number, "person": found}
        for field, label in FIELDS.items():
            before: Words = getattr(found, field)
            changes = differing(before, typed[field])
            told += told_changes(str(label), changes)
            line[field] = Words({**before, **typed[field]}) if changes else None
        if not told:
            return Step(cells.number, Doing.SAME, called, _("Is entered already."))
        return Step(cells.number, Doing.CHANGE, called, " ".join(told), line)

    def take_in(self, lines: list[Line]) -> Any:  # noqa: ANN401  persons or a Pending
        return pairs.perform(actions.take_in_people, by=self.actor, lines=lines)

    def way_home(self) -> str:
        register = may_open(self.actor, "desk-register")
        return reverse("desk-register" if register else "desk-people")
