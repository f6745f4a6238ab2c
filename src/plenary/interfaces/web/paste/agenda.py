"""Agenda items from a table."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.foundation.rows import Line
from plenary.interfaces.web.meetings.desk_agenda_forms import KINDS
from plenary.interfaces.web.paste import readings
from plenary.interfaces.web.paste.columns import Cells, Column
from plenary.interfaces.web.paste.steps import Doing, Pasted, Step, differing, told_changes
from plenary.offices.meetings.actions import tables
from plenary.offices.meetings.models import Item, Session
from plenary.procedure.refusal import Refused

#: By which words a kind of item is known, beside its own.
KIND_WORDS = {
    "decision": ("for decision", "решение", "для решения", "قرار"),
    "exchange_of_views": ("discussion", "for discussion", "обмен мнениями", "обсуждение", "تبادل الآراء"),
    "information": ("for information", "информация", "для информации", "للعلم"),
    "election": ("elections", "выборы", "انتخاب"),
    "signature": ("signing", "подписание", "توقيع"),
    "organisational": ("organizational", "организационный", "организационный вопрос", "تنظيمي"),
    "not_stated": ("", "не указано", "غير محدد"),
}


class PastedAgenda(Pasted):
    """Items in their places, with a title in each language and a kind."""

    thing: Session
    title = gettext_lazy("Bring in the agenda from a table")
    lead = gettext_lazy(
        "One row for each item. A place that has an item already is named as the table says, until the agenda is "
        "adopted; a row without a title is a place that is counted and not named."
    )
    columns = (
        Column(
            "place",
            gettext_lazy("Number"),
            {
                "en": ("number", "no", "item number", "place", "nr"),
                "ru": ("номер", "№", "n", "номер пункта", "пункт"),
                "ar": ("الرقم", "رقم"),
            },
        ),
        Column(
            "title",
            gettext_lazy("Title"),
            {
                "en": ("title", "item", "subject", "agenda item"),
                "ru": ("название", "вопрос", "пункт повестки дня", "тема", "наименование"),
                "ar": ("العنوان", "البند"),
            },
            in_languages=True,
            is_needed=True,
        ),
        Column("kind", gettext_lazy("Kind"), {"en": ("kind", "type"), "ru": ("вид", "тип"), "ar": ("النوع",)}),
    )
    example = (
        ("Number", "Title", "Title in Russian", "Kind"),
        ("1", "Budget for 2028", "Бюджет на 2028 год", "decision"),
        ("2", "Water of the upper basin", "Воды верхнего бассейна", "exchange of views"),
    )

    def look_round(self) -> None:
        open_items = self.thing.items.readable_by(self.actor).filter(series="", parent__isnull=True)
        standing = list(open_items.exclude(state=Item.State.WITHDRAWN))
        self.by_place = {item.place: item for item in open_items}
        self.by_title = {readings.alike(said): item for item in standing for said in item.title.values()}

    def called(self, cells: Cells) -> str:
        return " ".join(filter(None, (cells.said("place"), str(cells.words("title")))))

    def about(self, cells: Cells) -> Any:  # noqa: ANN401  an item's key, a place, or titles
        place, title = readings.place(cells.said("place")), cells.words("title")
        if place is None and not title:
            raise Refused("table.cell_empty", column=_("Title"))
        found = self._standing(place, title)
        return found.key if found else place or tuple(sorted(map(readings.alike, title.values())))

    def step(self, cells: Cells, called: str) -> Step:
        place, title = readings.place(cells.said("place")), cells.words("title")
        kind = readings.one_of(cells.said("kind"), KIND_WORDS, usual="")
        found = self._standing(place, title)
        line = {"row": cells.number, "item": found, "title": title, "kind": kind or None, "place": place}
        if found is None:
            return Step(cells.number, Doing.ADD, called, _added(place, title), line)
        told = told_changes(_("Title"), differing(found.title, title))
        if kind and kind != found.kind_of_item:
            said = {code: str(words) for code, words in KINDS}
            told.append(_("Kind: %(after)s.") % {"after": said[kind]})
        if not told:
            return Step(cells.number, Doing.SAME, called, _("Stands on the agenda already."))
        if found.on_agenda or found.state == Item.State.WITHDRAWN:
            raise Refused("table.item_stands", item=found.place, title=str(found.title))
        line["title"] = Words({**found.title, **title})
        return Step(cells.number, Doing.CHANGE, called, " ".join(told), line)

    def take_in(self, lines: list[Line]) -> Any:  # noqa: ANN401  items or a Pending
        return pairs.perform(tables.take_in_items, by=self.actor, session=self.thing, lines=lines)

    def way_home(self) -> str:
        return reverse("desk-meeting", args=[self.thing.ref])

    def _standing(self, place: int | None, title: Words) -> Item | None:
        if place is not None:
            return self.by_place.get(place)
        return next(
            (self.by_title[said] for said in map(readings.alike, title.values()) if said in self.by_title), None
        )


def _added(place: int | None, title: Words) -> str:
    """Where a new item comes to stand."""
    where = _("At place %(place)s.") % {"place": place} if place else _("At the next free place.")
    what = _("Is added to the agenda.") if title else _("A place that is counted and not named.")
    return f"{what} {where}"
