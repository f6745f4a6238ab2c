"""At the desk: items move by buttons, titles are put right, the next meeting is planned as the last one stood."""

from __future__ import annotations

import re

import pytest

from plenary.foundation.clock import now
from plenary.offices.documents.models import Document
from plenary.offices.meetings.actions import agenda, sessions
from plenary.offices.meetings.models import Item, OrderLine, Session, Sitting
from plenary.offices.organisation.models import Member
from tests.builders.meetings import item, opened
from tests.interfaces.web.desk.test_two_at_one_form import TOLD
from tests.interfaces.web.desk.test_two_at_one_form import opened as form_opened

ONE = "/desk/meetings/CSC-2019-1/"


def moves(page: str, verb: str) -> list[tuple[str, str]]:
    """Buttons of a page that move an item: its key and the place, in the order in which they stand."""
    return re.findall(
        rf'action="{ONE}{verb}/">.*?name="item" value="([^"]+)"><input type="hidden" name="place" value="(\d+)"', page
    )


def test_no_order_of_the_day_is_wanted_for_a_meeting_that_was_held(desk):
    secretary, wanted = desk.officer("SB", "body:CSC"), "Its order of the day is not set"
    Session.objects.update(from_on=now().date(), until_on=now().date())
    assert wanted in desk.reads(secretary, "/desk/")
    Session.objects.update(state=Session.State.HELD)
    assert wanted not in desk.reads(secretary, "/desk/")


class TestItemsMove:
    def test_by_a_button_and_the_ends_have_none(self, desk):
        one, two, three = (item(desk.summit, title) for title in ("One", "Two", "Three"))
        general = desk.officer("SG")
        assert moves(desk.reads(general, ONE), "move-item") == [
            (one.key, "2"),
            (two.key, "1"),
            (two.key, "3"),
            (three.key, "2"),
        ]
        page = desk.does(general, f"{ONE}move-item/", item=three.key, place=2)
        assert "The item is moved." in page
        assert moves(page, "move-item")[0] == (one.key, "2")
        assert list(Item.objects.order_by("place").values_list("key", flat=True)) == [one.key, three.key, two.key]

    def test_the_same_press_twice_moves_it_once(self, desk):
        one, _two = item(desk.summit, "One"), item(desk.summit, "Two")
        general = desk.officer("SG")
        desk.does(general, f"{ONE}move-item/", item=one.key, place=2)
        page = desk.is_refused(general, f"{ONE}move-item/", item=one.key, place=2)
        assert "The item stands at number 2 by now. Nothing was moved." in page
        one.refresh_from_db()
        assert one.place == 2

    def test_after_adoption_the_sitting_has_an_order_of_its_own(self, desk):
        opened(desk.summit, items=3)
        secretary = desk.officer("SB", "body:CSC")
        page = desk.reads(secretary, ONE)
        assert moves(page, "move-item") == []
        items = list(Item.objects.order_by("place"))
        page = desk.does(
            secretary, f"{ONE}order-of-day/", sitting=desk.summit.plenary.key, items=[one.key for one in items]
        )
        assert moves(page, "move-in-order")[0] == (items[0].key, "2")
        desk.does(secretary, f"{ONE}move-in-order/", sitting=desk.summit.plenary.key, item=items[2].key, place=1)
        order = OrderLine.objects.filter(sitting=desk.summit.plenary).order_by("order")
        assert [line.item_id for line in order] == [items[2].pk, items[0].pk, items[1].pk]
        desk.is_refused(secretary, f"{ONE}move-in-order/", sitting=desk.summit.plenary.key, item=items[2].key, place=9)


class TestTheOrderOfTheDay:
    def test_opens_with_the_next_sitting_and_the_agenda(self, desk):
        one, two = item(desk.summit, "One"), item(desk.summit, "Two")
        page = desk.reads(desk.officer("SB", "body:CSC"), f"{ONE}order-of-day/?sitting={desk.summit.plenary.key}")
        for key in (one.key, two.key):
            assert re.search(rf'<input type="checkbox" name="items" value="{key}"[^>]* checked', page), key

    def test_two_secretaries_are_both_told(self, desk):
        one, two = item(desk.summit, "One"), item(desk.summit, "Two")
        first = desk.officer("SB", "body:CSC", name="Anna First")
        second = desk.officer("SB", "body:CSC", name="Boris Second")
        sitting = desk.summit.plenary.key
        address = f"{ONE}order-of-day/?sitting={sitting}"
        marks, others = form_opened(desk, first, address), form_opened(desk, second, address)
        desk.does(first, address, sitting=sitting, items=[one.key], begun_from=marks)
        page = desk.is_refused(second, address, sitting=sitting, items=[two.key], begun_from=others)
        assert f"Anna First {TOLD}" in page
        assert re.search(rf'value="{two.key}"[^>]* checked', page), "what was ticked is kept"


class TestTitlesArePutRight:
    def test_of_the_meeting_by_two_and_everybody_reads_of_it(self, desk):
        address = f"{ONE}correct/"
        desk.does(desk.officer("SG"), address, title_en="Council in Osh", title_ru="Совет в Бишкеке")
        assert Session.objects.get().title.said("en") == "Council in Bishkek"
        desk.agrees(desk.officer("SB", "body:CSC"))
        assert Session.objects.get().title == {"en": "Council in Osh", "ru": "Совет в Бишкеке"}
        for page in (desk.officer("SG").get(ONE), desk.officer("SG").get("/en/m/CSC-2019-1/")):
            assert "<del>Council in Bishkek</del> <ins>Council in Osh</ins>" in page.content.decode()

    def test_of_a_sitting(self, desk):
        general, sitting = desk.officer("SG"), desk.summit.plenary
        address = f"{ONE}correct-sitting/?of={sitting.key}"
        assert address in desk.reads(general, ONE)
        desk.does(general, address, of=sitting.key, title_en="Plenary sitting", room_en="Large hall")
        sitting.refresh_from_db()
        assert sitting.title == {"en": "Plenary"}, "everybody reads it, so a second person agrees first"
        desk.agrees(desk.officer("SB", "body:CSC"))
        sitting.refresh_from_db()
        assert (sitting.title, sitting.room) == ({"en": "Plenary sitting"}, {"en": "Large hall"})

    def test_of_an_item_once_it_stands_on_the_adopted_agenda(self, desk):
        opened(desk.summit, items=1)
        wrong, general = Item.objects.get(), desk.officer("SG")
        assert f"{ONE}correct-item/?of={wrong.key}" in desk.reads(general, ONE)
        desk.does(general, f"{ONE}correct-item/?of={wrong.key}", of=wrong.key, title_en="Item one")
        wrong.refresh_from_db()
        assert wrong.title == {"en": "Item one"}
        assert desk.officer("SG").get(f"{ONE}correct-item/?of=nothing").status_code == 404

    def test_of_a_sitting_that_one_may_not_know_of_is_not_there(self, desk):
        hidden = desk.summit.restricted
        hidden.band_audience = hidden.audience
        hidden.save()
        assert desk.officer("SG").get(f"{ONE}correct-sitting/?of={hidden.key}").status_code == 404


class TestTheNextOneLikeThis:
    @pytest.fixture
    def items(self, desk) -> tuple[Item, Item]:
        return item(desk.summit, "Opening", "organisational"), item(desk.summit, "Budget")

    def test_opens_with_what_stands_every_time(self, desk, items):
        page = desk.reads(desk.officer("SG"), f"{ONE}copy/")
        assert 'value="Council in Bishkek"' in page
        assert re.search(rf'value="{items[0].key}"[^>]* checked', page)
        assert not re.search(rf'value="{items[1].key}"[^>]* checked', page)

    def test_is_planned_in_one_go(self, desk, items):
        general = desk.officer("SG")
        assert f"{ONE}copy/" in desk.reads(general, "/desk/meetings/")
        page = desk.does(
            general,
            f"{ONE}copy/",
            title_en="Council in Moscow",
            ref="CSC-2020-1",
            from_on="2020-12-02",
            items=[items[0].key],
            audience="members",
        )
        assert "The meeting is planned as the earlier one stood." in page
        assert "Council in Moscow" in page
        made = Session.objects.get(ref="CSC-2020-1")
        assert Sitting.objects.filter(meeting__session=made).count() == 2
        assert Item.objects.get(session=made).title == {"en": "Opening"}

    def test_a_taken_reference_keeps_what_was_typed_and_makes_nothing(self, desk, items):
        page = desk.is_refused(
            desk.officer("SG"), f"{ONE}copy/", title_en="Council in Osh", ref="CSC-2019-1", audience="members"
        )
        assert 'value="Council in Osh"' in page
        assert Session.objects.count() == 1

    def test_a_secretary_proposes_it(self, desk, items):
        desk.does(
            desk.officer("SB", "body:CSC"),
            f"{ONE}copy/",
            title_en="Council in Osh",
            ref="CSC-2020-1",
            items=[items[0].key],
            audience="members",
        )
        assert "Council in Osh" in desk.reads(desk.officer("SG"), "/desk/pending/")
        desk.agrees(desk.officer("SG"))
        assert Item.objects.get(session__ref="CSC-2020-1").title == {"en": "Opening"}


def test_an_item_without_debate_is_discussed_when_a_member_asks(desk):
    quick = item(desk.summit, "Report", "information", without_debate=True)
    secretary = desk.officer("SB", "body:CSC")
    assert f"{ONE}discuss-item/?item={quick.key}" in desk.reads(secretary, ONE)
    asks = Member.objects.get(code="KAZ")
    desk.does(secretary, f"{ONE}discuss-item/", item=quick.key, asked_by=asks.key)
    quick.refresh_from_db()
    assert quick.without_debate is False


def test_a_paper_is_laid_before_the_body_and_a_refusal_says_what_is_missing(desk):
    general, budget = desk.officer("SG"), item(desk.summit, "Budget")
    document = Document.objects.create(title={"en": "Draft budget"}, state="registered", audience="members")
    paper = agenda.place_paper(budget, by=desk.summit.secretariat, document=document)
    sessions.convene_session(desk.summit.session, by=desk.summit.secretariat)
    assert f"{ONE}table-paper/?paper={paper.key}" in desk.reads(general, ONE)
    page = desk.is_refused(general, f"{ONE}table-paper/", paper=paper.key)
    assert 'role="alert"' in page


def test_a_paper_of_an_outside_organisation_stands_under_its_item(desk):
    """Its state is none of the pipeline's."""
    document = Document.objects.create(title={"en": "Strategy"}, state="outside", audience="members")
    agenda.place_paper(item(desk.summit, "Strategy"), by=desk.summit.secretariat, document=document)
    assert "table-paper" not in desk.reads(desk.officer("SG"), ONE)


class TestTheChairsConsole:
    def test_takes_an_item_that_was_proposed_after_adoption(self, desk):
        opened(desk.summit, items=1)
        late = item(desk.summit, "Urgent matter")
        chair = desk.officer("PO", f"session:{desk.summit.session.key}")
        console = f"/c/{desk.summit.plenary.key}/chair/"
        assert 'admit-item/"' in desk.reads(chair, console)
        assert chair.post(f"{console}act/admit-item/", {"item": late.key}).status_code == 302
        late.refresh_from_db()
        assert late.on_agenda is True
        assert 'admit-item/"' not in desk.reads(chair, console)

    def test_closes_the_session_once_every_sitting_is_closed(self, desk):
        opened(desk.summit, items=1)
        chair = desk.officer("PO", f"session:{desk.summit.session.key}")
        console = f"/c/{desk.summit.plenary.key}/chair/"
        assert chair.post(f"{console}act/prepare/").status_code == 302
        Sitting.objects.update(state="closed")
        page = desk.reads(chair, console)
        assert "Close the session" in page
        assert chair.post(f"{console}act/close-session/").status_code == 302
        assert Session.objects.get().state == Session.State.CLOSED
        assert "Close the session" not in desk.reads(chair, console)
