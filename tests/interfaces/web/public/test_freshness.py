"""Validators and kept pages: right for each reader, and silent about what is hidden."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from plenary.foundation.access.actors import the_house
from plenary.foundation.journal import writing as journal
from plenary.interfaces.web.freshness import Shelf, forget_pages, public_pages

MEETING = "/en/m/CSC-2019-1/"


@pytest.fixture(autouse=True)
def _verb():
    journal.register("tests.thing.noted", "Noted: {what}")


def act(audience: str) -> None:
    with transaction.atomic():
        journal.record(
            "tests.thing.noted", by=the_house(), about=("tests.thing", "k" * 22), audience=audience, facts={"what": "x"}
        )


RELEASE = "/en/news/2019/six-delegations-gather-in-bishkek/"


def test_a_copy_that_still_holds_is_not_sent_again(house, outsider):
    act("public")
    for address in (MEETING, "/en/news/", "/en/news/feed/", RELEASE):
        first = outsider.get(address)
        again = outsider.get(address, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304, address
        assert again.content == b""
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == "public, no-cache"


def test_an_act_that_the_reader_may_know_of_ends_the_copy(house, outsider):
    first = outsider.get(MEETING)
    act("public")
    assert outsider.get(MEETING, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_act_that_the_reader_may_not_know_of_leaves_no_shadow(house, outsider):
    first = outsider.get(MEETING)
    act("sitting:hidden")
    act("members")
    assert outsider.get(MEETING)["ETag"] == first["ETag"]


def test_each_language_and_part_of_a_list_has_its_own(house, outsider):
    tags = {outsider.get(address)["ETag"] for address in (MEETING, "/ru/m/CSC-2019-1/", "/ar/m/CSC-2019-1/")}
    tags |= {outsider.get(address)["ETag"] for address in ("/en/news/", "/en/news/?page=2")}
    assert len(tags) == 5


def test_the_public_gets_the_page_that_is_already_made(house, outsider):
    first = outsider.get(MEETING).content
    with CaptureQueriesContext(connection) as asked:
        assert outsider.get(MEETING).content == first
    assert len(asked) == 1


def test_a_page_made_for_one_with_cookies_is_not_kept(house, client):
    client.cookies["django_language"] = "ru"
    client.get(MEETING)
    assert len(public_pages) == 0


def test_the_shelf_lets_the_oldest_go():
    shelf: Shelf[str, str] = Shelf(2)
    for name in "abc":
        shelf.put(name, name.upper())
    assert shelf.take("a") is None
    assert shelf.take("c") == "C"


def test_a_restored_house_gives_other_validators(house, outsider):
    first = outsider.get(MEETING)["ETag"]
    house.session.opened_at = datetime(2019, 11, 28, 5, tzinfo=UTC)
    house.session.touch().save()
    forget_pages()  # as the processes of a restored house do: they begin anew
    assert outsider.get(MEETING)["ETag"] != first


def test_a_validator_is_worked_out_once_while_nothing_is_done(house, outsider):
    tag = outsider.get(MEETING)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert outsider.get(MEETING, headers={"If-None-Match": tag}).status_code == 304
    assert len(asked) == 1
    act("sitting:hidden")
    with CaptureQueriesContext(connection) as asked:
        assert outsider.get(MEETING, headers={"If-None-Match": tag}).status_code == 304
    assert len(asked) == 3


def test_a_page_kept_for_one_name_of_the_house_is_not_given_under_another(house, outsider, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    pages = {name: outsider.get(MEETING, headers={"Host": name}).content.decode() for name in settings.ALLOWED_HOSTS}
    assert "http://one.example/" in pages["one.example"]
    assert "one.example" not in pages["two.example"]
