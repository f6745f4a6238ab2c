"""Agenda items and delegations from a table."""

from __future__ import annotations

import pytest

from plenary.offices.meetings.actions import agenda as acts
from plenary.offices.meetings.models import Delegate, Item
from plenary.offices.organisation import actions
from tests.builders.organisation import words
from tests.builders.people import agreed
from tests.interfaces.web.paste.looking import bring_in, look, table


@pytest.fixture
def agenda(desk):
    """The address, with one item that stands there."""
    acts.add_item(desk.summit.session, by=agreed(desk.summit.secretariat), title=words("Water", "Вода"), place=1)
    return f"/desk/meetings/{desk.summit.session.ref}/paste/"


@pytest.fixture
def lists(desk):
    actions.enter_partner(by=desk.summit.secretariat, code="UN", short_name=words("United Nations", "ООН"))
    return f"/desk/delegations/{desk.summit.session.ref}/paste/"


def test_items_are_added_named_and_left(desk, agenda):
    session, general = desk.summit.session, desk.officer("SG")
    standing = session.items.get()
    last = standing.place
    text = table(
        "No | Title | Название | Kind",
        f"{standing.place} | {standing.title['en']} |",
        f"{standing.place}. | twice",
        f"{last + 3} | Budget for 2028 | Бюджет на 2028 год | для решения",
        " | Other “matters” | | ",
        "x | Nowhere",
        f"{last + 4} | Something | | party",
    )
    page = look(general, agenda, text)
    assert "To add: 2. To change: 0. Already there: 1. Cannot be taken: 3." in page
    assert "Row 2 names the same already." in page
    assert "is no place on an agenda" in page
    assert "“party” is none of the words known in this column." in page
    done = bring_in(general, agenda, text, page, leave_out="on")
    if "It waits." in done.content.decode():
        desk.agrees(desk.officer("SG", name="Second"))
    made = Item.objects.get(session=session, place=last + 3, series="")
    assert (dict(made.title), made.kind_of_item) == (
        {"en": "Budget for 2028", "ru": "Бюджет на 2028 год"},
        "decision",
    )
    assert Item.objects.get(session=session, place=last + 4, series="").title["en"] == "Other “matters”"


def test_a_title_is_corrected_where_the_agenda_is_not_adopted(desk, agenda):
    session = desk.summit.session
    item = session.items.get()
    text = table("Number | Title", f"{item.place} | Renamed")
    page = look(desk.officer("SG"), agenda, text)
    assert f"Title: “{item.title['en']}” becomes “Renamed”." in page
    Item.objects.filter(pk=item.pk).update(on_agenda=True)
    assert "is adopted or withdrawn" in look(desk.officer("SG"), agenda, text)


def test_partners_are_listed_and_members_are_not(desk, lists):
    protocol = desk.officer("PT")
    text = table(
        "Организация | ФИО | Должность | Роль",
        "ООН | Анна Берг | Заместитель Генерального секретаря | глава делегации",
        "UN | Хосе Нуньес | Советник | эксперт",
        "RUS | Иван Иванов | Министр |",
        "NATO | Jens | Adviser |",
        "UN | Без должности | |",
    )
    page = look(protocol, lists, text)
    assert "To add: 2. To change: 0. Already there: 0. Cannot be taken: 3." in page
    assert "hands in its own list" in page
    bring_in(protocol, lists, text, page, leave_out="on")
    rows = Delegate.objects.filter(delegation__partner__code="UN").order_by("order")
    assert [(str(one.person.name), one.role) for one in rows] == [("Анна Берг", "head"), ("Хосе Нуньес", "adviser")]
    assert "Already there: 2." in look(protocol, lists, text)


def test_the_pages_lead_there_and_are_shut_to_others(desk, agenda, lists):
    ref = desk.summit.session.ref
    assert agenda in desk.reads(desk.officer("SG"), f"/desk/meetings/{ref}/")
    assert lists in desk.reads(desk.officer("PT"), f"/desk/delegations/?meeting={ref}")
    assert desk.officer("FI").get(agenda).status_code == 404
    assert desk.officer("FI").get(lists).status_code == 404
    assert desk.officer("PT").get("/desk/delegations/NONE-1/paste/").status_code == 404
