"""An administrator reads no content, but for one text for half an hour, with a reason that its readers are told."""

from datetime import timedelta

import pytest

from plenary.foundation.clock import real_now
from plenary.foundation.journal.models import Entry
from plenary.foundation.people.models import Opening
from plenary.offices.documents.models import Document
from tests.builders import documents as papers

REASON = "The text does not open for the secretary; looking for the fault."
OPEN = "/desk/new-opening/open/"
BODY = "Agree to cooperate"


@pytest.fixture
def restricted(desk) -> Document:
    """A text that one body reads."""
    document, _version = papers.issued(
        desk.summit.bodies["CSC"], audience="body:CSC", title=papers.words("A restricted statement")
    )
    return document


@pytest.fixture
def keeper(desk):
    """The browser of an administrator."""
    return desk.officer("AD", name="Ana")


def everywhere(desk, browser, document: Document) -> str:
    """What the pages on which the text could stand say to this reader."""
    pages = (f"/w/d/{document.key}/", f"/desk/documents/{document.key}/", "/w/documents/", "/desk/documents/", "/desk/")
    return "".join(browser.get(page).content.decode() for page in pages)


def test_by_default_there_is_nothing(desk, keeper, restricted):
    said = everywhere(desk, keeper, restricted)
    assert (BODY in said, "A restricted statement" in said) == (False, False)
    assert desk.reads(keeper, "/desk/opened/")


def test_with_a_reason_it_is_open_here_and_nowhere_else(desk, keeper, restricted):
    page = desk.does(keeper, OPEN, symbol=restricted.symbol, reason=REASON)
    assert BODY in page
    said = everywhere(desk, keeper, restricted)
    assert (BODY in said, "A restricted statement" in said) == (False, False)


@pytest.mark.parametrize("reason", ["", "x", "   because    x"])
def test_without_one_it_stays_shut(desk, keeper, restricted, reason):
    desk.is_refused(keeper, OPEN, symbol=restricted.symbol, reason=reason)
    assert not Opening.objects.exists()


def test_those_whose_text_it_is_are_told(desk, keeper, restricted):
    desk.does(keeper, OPEN, symbol=restricted.symbol, reason=REASON)
    entry = Entry.objects.select_related("tree").get(verb="people.content.opened_by_administrator")
    assert (entry.actor_name, entry.facts["reason"], entry.tree.audience) == ("Ana", REASON, "body:CSC,trail")
    secretary = desk.officer("SB", "body:CSC")
    assert f"Read by the administrator Ana: {REASON}" in desk.reads(secretary, "/desk/")
    assert REASON in desk.reads(desk.officer("SG"), "/desk/trail/")
    assert REASON not in desk.reads(desk.officer("SB", "body:CMD"), "/desk/")


def test_it_shuts_after_half_an_hour(desk, keeper, restricted):
    desk.does(keeper, OPEN, symbol=restricted.symbol, reason=REASON)
    opening = Opening.objects.get()
    assert opening.until_at - opening.opened_at < timedelta(minutes=30, seconds=1)
    Opening.objects.update(until_at=real_now())
    answer = keeper.get(f"/desk/opened/{opening.key}/")
    assert (answer.status_code, BODY in answer.content.decode()) == (422, False)


def test_a_page_that_is_refused_leads_back_to_where_the_reader_was(desk, keeper, restricted):
    desk.does(keeper, OPEN, symbol=restricted.symbol, reason=REASON)
    Opening.objects.update(until_at=real_now())
    address = f"/desk/opened/{Opening.objects.get().key}/"

    def refused(before: str) -> str:
        return keeper.get(address, headers={"referer": before}).content.decode()

    page = refused("http://testserver/desk/opened/?year=2019")
    assert 'href="/desk/opened/?year=2019"' in page
    assert "Nothing was written" not in page
    for stranger in ("", f"http://testserver{address}", "https://elsewhere.example/desk/opened/"):
        assert "Go back" not in refused(stranger)


def test_it_shuts_when_others_come_to_read_it(desk, keeper, restricted):
    desk.does(keeper, OPEN, symbol=restricted.symbol, reason=REASON)
    Document.objects.filter(pk=restricted.pk).update(audience="body:CMD")
    answer = keeper.get(f"/desk/opened/{Opening.objects.get().key}/")
    assert (answer.status_code, BODY in answer.content.decode()) == (422, False)


def test_it_is_open_to_that_person_alone(desk, keeper, restricted):
    desk.does(keeper, OPEN, symbol=restricted.symbol, reason=REASON)
    address = f"/desk/opened/{Opening.objects.get().key}/"
    assert desk.officer("AD", name="Boris").get(address).status_code == 404
    assert desk.officer("DO").get(address).status_code == 404


def test_nobody_but_an_administrator_opens_any(desk, restricted):
    for browser in (desk.officer("SG"), desk.officer("DO"), desk.officer("SB", "body:CMD")):
        assert browser.post(OPEN, {"symbol": restricted.symbol, "reason": REASON}).status_code == 404
    assert not Opening.objects.exists()


def test_what_is_open_anyway_needs_no_reason(desk, keeper):
    document, _version = papers.issued(desk.summit.bodies["CSC"], distribution="general", audience="public")
    assert "open to you without a reason" in desk.is_refused(keeper, OPEN, symbol=document.symbol, reason=REASON)
