"""Beginning, leaving and wiping a rehearsal, seen from the real house."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core import signing
from django.test import Client

from plenary.foundation.journal.models import Entry
from plenary.foundation.keeping import rehearsal as keeping
from plenary.foundation.keeping.rehearsal import Rehearsal, State
from tests.builders import organisation
from tests.builders.people import actor
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db
DESK = "/desk/house/rehearsal/"


@pytest.fixture
def started(monkeypatch, settings) -> list[tuple[str, ...]]:
    """How processes would have been started; none is."""
    settings.REHEARSAL_SERVING = ("--host", "localhost", "--port", "8021")
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(keeping, "start", calls.append)
    return calls


@pytest.fixture
def administrator() -> Client:
    return browser_of(actor("AD", name="Ana Example"))


def begun() -> dict:
    return json.loads((keeping.folder_of_house() / keeping.MARK).read_text())


def said(answer) -> str:
    return answer.content.decode()


def test_it_is_begun_with_what_is_public(administrator, started):
    """Names of the organisation, its first body and the members there, rules; of persons the one who rehearses."""
    organisation.house()
    members = organisation.six_members()
    organisation.body("CSC", members=[members[code] for code in ("ARM", "BLR", "RUS")])
    answer = administrator.post(DESK + "begin/")
    assert (answer.status_code, answer["Location"], started) == (302, DESK, [("--host", "localhost", "--port", "8021")])
    made_of = begun()
    assert made_of["organisation"]["name"]["ru"] == "Организация Договора о коллективной безопасности"
    assert (made_of["body"]["code"], made_of["chair"]) == ("CSC", {"en": "Ana Example"})
    assert [one["code"] for one in made_of["members"]] == ["ARM", "BLR", "RUS"]
    assert set(made_of) == {"organisation", "body", "members", "chair"}
    assert (keeping.folder_of_house() / keeping.MARK).stat().st_mode & 0o077 == 0


def test_a_house_without_bodies_rehearses_an_invented_one(administrator, started):
    administrator.post(DESK + "begin/")
    assert (begun()["body"]["code"], len(begun()["members"])) == ("COUNCIL", 5)


def test_a_second_one_is_refused_with_a_sentence(administrator, started):
    administrator.post(DESK + "begin/")
    answer = administrator.post(DESK + "begin/")
    assert (answer.status_code, "There is a rehearsal already" in said(answer), len(started)) == (422, True, 1)


def test_the_record_says_begun_and_wiped_and_nothing_else(administrator, started):
    administrator.get(DESK)
    before = list(Entry.objects.order_by("pk").values())
    administrator.post(DESK + "begin/")
    administrator.post(DESK + "wipe/")
    after = list(Entry.objects.order_by("pk").values())
    assert after[: len(before)] == before
    assert [(one["verb"], one["facts"]) for one in after[len(before) :]] == [
        ("keeping.rehearsal.begun", {}),
        ("keeping.rehearsal.wiped", {}),
    ]


def test_wiping_leaves_no_file(administrator, started):
    administrator.post(DESK + "begin/")
    folder = keeping.folder_of_house()
    (folder / "files").mkdir()
    (folder / "files" / "one").write_text("a paper")
    assert administrator.post(DESK + "wipe/").status_code == 302
    assert (folder.exists(), keeping.rehearsal_of_house()) == (False, Rehearsal(State.NONE))
    assert administrator.post(DESK + "wipe/").status_code == 422


def test_one_that_was_left_is_offered_again(administrator, started):
    administrator.post(DESK + "begin/")
    assert keeping.rehearsal_of_house().state is State.LEFT
    assert "A rehearsal was left here" in said(administrator.get(DESK))
    administrator.post(DESK + "open/")
    assert len(started) == 2


def test_where_nothing_can_open_it_the_page_says_so(administrator, settings):
    settings.REHEARSAL_SERVING = None
    page = said(administrator.get(DESK))
    assert "A rehearsal opens where the house is opened" in page
    assert "Begin a rehearsal" not in page
    assert administrator.post(DESK + "begin/").status_code == 422
    assert not keeping.folder_of_house().exists()


@pytest.mark.parametrize(
    ("state", "words", "polls"),
    [
        (State.MADE_READY, "The rehearsal is being prepared", True),
        (State.OPEN, "Go in and take the chair", False),
        (State.FAILED, "The rehearsal did not open", False),
    ],
)
def test_each_state_has_its_words(administrator, monkeypatch, state, words, polls):
    monkeypatch.setattr(keeping, "rehearsal_of_house", lambda: Rehearsal(state, 8021 if state is State.OPEN else None))
    page, part = said(administrator.get(DESK)), said(administrator.get(DESK + "state/"))
    assert (words in page, words in part, "<html" in part, "every 2s" in part) == (True, True, False, polls)


@pytest.mark.parametrize(
    ("host", "address"), [("", "http://testserver:8021"), ("again.example", "http://again.example")]
)
def test_a_ticket_leads_to_where_it_is_open(administrator, started, monkeypatch, settings, host, address):
    settings.REHEARSAL_HOST = host
    administrator.post(DESK + "begin/")
    folder = keeping.folder_of_house()
    keeping.say_open(folder, 8021)
    monkeypatch.setattr(keeping, "rehearsal_of_house", lambda: Rehearsal(State.OPEN, 8021))
    answer = administrator.get(DESK + "enter/seat/")
    assert (answer.status_code, answer["Cache-Control"]) == (303, "private, no-store")
    place, _, ticket = answer["Location"].partition("/rehearsal/in/")
    shown = keeping.take(ticket.rstrip("/"), folder)
    assert (place, shown) == (address, keeping.Ticket("seat", f"http://testserver{DESK}", "en"))
    assert administrator.get(DESK + "enter/secretary/").status_code == 404


def test_nobody_goes_into_one_that_is_not_open(administrator, started):
    assert administrator.get(DESK + "enter/chair/").status_code == 422
    administrator.post(DESK + "begin/")
    assert administrator.get(DESK + "enter/chair/").status_code == 422


@pytest.mark.parametrize("capacity", ["PO", "SB", "DO", "PS", "HD"])
def test_others_find_no_such_page(started, capacity):
    browser = browser_of(actor(capacity))
    for address in (DESK, DESK + "state/", DESK + "enter/chair/"):
        assert browser.get(address).status_code == 404
    for verb in ("begin", "open", "wipe"):
        assert browser.post(f"{DESK}{verb}/").status_code == 404
    assert not keeping.folder_of_house().exists()


def test_the_real_house_has_no_way_in_and_no_steps(administrator, started):
    administrator.post(DESK + "begin/")
    keeping.say_open(keeping.folder_of_house(), 8021)
    ticket = keeping.issue(keeping.Ticket("chair", "", "en"))
    for address in (f"/rehearsal/in/{ticket}/", "/rehearsal/", "/rehearsal/steps/", "/rehearsal/now/"):
        assert administrator.get(address).status_code == 404


# Tickets


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    settings.PLENARY_HOME = tmp_path
    place = keeping.folder_of_house()
    place.mkdir()
    keeping.say_open(place, 8021)
    return place


def refused(said: str, folder: Path) -> str:
    with pytest.raises(keeping.Refused) as caught:
        keeping.take(said, folder)
    return caught.value.code


def test_a_ticket_is_good_once(folder):
    ticket = keeping.issue(keeping.Ticket("chair", "http://house/", "ru"))
    assert keeping.take(ticket, folder) == keeping.Ticket("chair", "http://house/", "ru")
    assert refused(ticket, folder) == "keeping.ticket_used"


def test_a_ticket_is_good_for_half_a_minute(folder, monkeypatch):
    ticket = keeping.issue(keeping.Ticket("chair", "", "en"))
    later = signing.time.time() + keeping.GOOD_FOR_S + 2
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert refused(ticket, folder) == "keeping.ticket_over"


def test_a_ticket_of_before_the_last_start_is_none(folder):
    ticket = keeping.issue(keeping.Ticket("chair", "", "en"))
    keeping.say_open(folder, 8021)
    assert refused(ticket, folder) == "keeping.ticket_unknown"
    assert refused("made-up", folder) == "keeping.ticket_unknown"
