"""Two officers at one form: the second one is told what the first one changed, and nothing typed is lost."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from plenary.interfaces.web.desk.comparing import Opening
from plenary.offices.meetings.models import Item, Session
from plenary.offices.newsroom.models import Claim
from tests.builders.documents import drafted

COUNT = "/desk/meetings/CSC-2019-1/count/"
TOLD = "changed this while you wrote. Nothing was saved and nothing is lost"


def opened(desk, browser: Client, address: str) -> str:
    """The marks that the form carries when it is opened."""
    return marks_in(desk.reads(browser, address))


def marks_in(page: str) -> str:
    found = re.search(r'name="begun_from" value="([^"]+)"', page)
    assert found is not None
    return unescape(found[1])


@pytest.fixture
def two(desk) -> tuple[Client, Client]:
    """Two who may both state the number of items."""
    return desk.officer("SG", name="Anna First"), desk.officer("SG", name="Boris Second")


def declared() -> int | None:
    return Session.objects.get(ref="CSC-2019-1").declared_count


def test_the_second_is_told_and_may_still_have_it_his_way(desk, two):
    first, second = two
    marks, others = opened(desk, first, COUNT), opened(desk, second, COUNT)
    assert "The number of items is stated." in desk.does(first, COUNT, count=30, begun_from=marks)

    page = desk.is_refused(second, COUNT, count=40, begun_from=others)
    assert f"Anna First {TOLD}" in page
    assert "Here stands now: 30" in page
    assert 'value="40"' in page, "what was typed is kept"
    assert declared() == 30

    assert "The number of items is stated." in desk.does(second, COUNT, count=40, begun_from=marks_in(page))
    assert declared() == 40


def test_who_typed_the_same_is_not_stopped(desk, two):
    first, second = two
    marks, others = opened(desk, first, COUNT), opened(desk, second, COUNT)
    desk.does(first, COUNT, count=30, begun_from=marks)
    desk.does(second, COUNT, count=30, begun_from=others)
    assert declared() == 30


def test_a_third_change_is_told_again(desk, two):
    first, second = two
    others = opened(desk, second, COUNT)
    desk.does(first, COUNT, count=30, begun_from=opened(desk, first, COUNT))
    page = desk.is_refused(second, COUNT, count=40, begun_from=others)
    desk.does(first, COUNT, count=31, begun_from=opened(desk, first, COUNT))
    again = desk.is_refused(second, COUNT, count=40, begun_from=marks_in(page))
    assert "Here stands now: 31" in again
    assert declared() == 31


def test_other_faults_of_the_form_come_first(desk, two):
    first, second = two
    others = opened(desk, second, COUNT)
    desk.does(first, COUNT, count=30, begun_from=opened(desk, first, COUNT))
    page = desk.is_refused(second, COUNT, count="many", begun_from=others)
    assert TOLD not in page
    assert marks_in(page) == others, "it is compared when it is right"


@pytest.mark.parametrize(
    "marks", ["", "x", "{}", "[]", "null", '{"at": 1, "marks": 2}', "[" * 100_000, '{"at": "x", "marks": {}}']
)
def test_marks_that_say_nothing_stop_nobody(desk, two, marks):
    desk.does(two[0], COUNT, count=30, begun_from=marks)
    assert declared() == 30


def test_each_line_of_an_item_is_told_apart(desk, two):
    first, second = two
    desk.does(first, "/desk/meetings/CSC-2019-1/add-item/", title_en="Water", title_ru="О воде", kind="information")
    item = Item.objects.get()
    address = f"/desk/meetings/CSC-2019-1/rename-item/?item={item.key}"
    others = opened(desk, second, address)
    typed = {"item": item.key, "kind": item.kind_of_item, "title_ru": item.title.get("ru", "")}
    desk.does(first, address, **typed, title_en="Water of the region", begun_from=opened(desk, first, address))
    page = desk.is_refused(second, address, **typed, title_en="Borders", begun_from=others)
    assert page.count("Here stands now:") == 1
    assert "Here stands now: Water of the region" in page
    item.refresh_from_db()
    assert item.title.said("en") == "Water of the region"


def test_of_a_long_text_the_other_lines_are_told(desk):
    first, second = desk.officer("DO", name="Anna First"), desk.officer("DO", name="Boris Second")
    document, _version = drafted(desk.summit.bodies["CSC"])
    address = f"/desk/documents/{document.key}/add-version/"
    typed = {"original_language": "en", "text_en": "Statement\nThe Council met.\nIt agreed."}
    desk.does(first, address, **typed, begun_from=opened(desk, first, address))
    marks, others = opened(desk, first, address), opened(desk, second, address)
    desk.does(
        first, address, **{**typed, "text_en": "Statement\nThe Council met in Bishkek.\nIt agreed."}, begun_from=marks
    )
    page = desk.is_refused(
        second, address, **{**typed, "text_en": "Statement\nThe Council met.\nIt took note."}, begun_from=others
    )
    assert "Here stands now: The Council met in Bishkek. / It agreed." in page
    assert "It took note." in page


def test_a_sentence_of_a_release(desk):
    first, second = desk.officer("PS", name="Anna First"), desk.officer("PS", name="Boris Second")
    typed = {"kind": "outcome", "headline_en": "Water", "place_en": "Bishkek", "on": "2019-11-28", "status": "occurred"}
    page = desk.does(first, "/desk/press/draft/", **typed, text_en="The Council met.")
    address = re.search(r'href="(/desk/press/[^"]+/sentences/[^"]+/)"', page)[1]
    marks, others = opened(desk, first, address), opened(desk, second, address)
    desk.does(first, address, sentence_en="The Council met in Bishkek.", begun_from=marks)
    told = desk.is_refused(second, address, sentence_en="The Council met today.", begun_from=others)
    assert TOLD in told
    assert "Here stands now: The Council met in Bishkek." in told
    assert Claim.objects.get().sentence.said("en") == "The Council met in Bishkek."
    desk.does(second, address, sentence_en="The Council met today.", begun_from=marks_in(told))
    assert Claim.objects.get().sentence.said("en") == "The Council met today."


class TestMarks:
    def test_say_what_changed_came_and_went(self):
        opening = Opening.read(str(Opening.on({"same": 1, "changed": "a", "gone": "x"})))
        assert opening.changed({"same": 1, "changed": "b", "come": "y"}) == {"changed": "b", "gone": None, "come": "y"}
        assert opening.changed({"same": 1, "changed": "a", "gone": "x", "empty": None}) == {}

    def test_hold_no_word_of_what_stood(self):
        assert "secret" not in str(Opening.on({"text": "secret"}))
