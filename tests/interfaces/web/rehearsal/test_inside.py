"""Inside a rehearsal: a shut door, a way in by ticket, the band, the steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from plenary.foundation.keeping import rehearsal as keeping
from tests.builders.rehearsal import Stage, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(settings, monkeypatch) -> Stage:
    """The process of a rehearsal, with tickets of its own key."""
    made = stage()
    settings.REHEARSAL = True
    home = Path(settings.PLENARY_HOME)
    keeping.say_open(home, 8021)
    monkeypatch.setattr(keeping, "folder_of_house", lambda: home)
    return made


def came_in(seat: str = "chair", language: str = "en") -> tuple[Client, str]:
    browser = Client()
    answer = browser.get(f"/rehearsal/in/{keeping.issue(keeping.Ticket(seat, 'http://house/desk/', language))}/")
    assert answer.status_code == 302
    return browser, answer["Location"]


OUTSIDE = ("/", "/en/", "/en/news/", "/news/", "/sign-in/", "/set-up/", "/today/", "/desk/", "/rehearsal/", "/record/")


def test_without_a_sign_in_nothing_answers(inside):
    """Public pages, the sign-in page, real and invented addresses: the same plain sentence."""
    for address in (*OUTSIDE, "/none/", "/health/", "/live/token/"):
        answer = Client().get(address)
        assert (address, answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
            address,
            404,
            "text/plain; charset=utf-8",
            "private, no-store",
        )
        assert answer.content.decode() == "There is no page at this address, or it is not open to you."


def test_a_cookie_of_another_house_opens_nothing(inside):
    stranger = Client()
    stranger.cookies["sessionid"] = "a" * 32
    stranger.cookies["rehearsal_session"] = "a" * 32
    assert stranger.get("/rehearsal/").status_code == 404


def test_the_chair_comes_in_and_reads_what_to_press(inside):
    browser, onward = came_in()
    page = browser.get(onward).content.decode()
    assert onward == "/rehearsal/"
    assert page.count('aria-current="step"') == 1
    assert "Rehearsal: nothing here is kept" in page
    assert "<b>Public</b>" not in page
    assert "Step 1 of 7" in page
    assert 'href="http://house/desk/"' in page
    assert "Step 1 of 7" in browser.get("/rehearsal/now/").content.decode()
    assert browser.get("/rehearsal/steps/").content.decode().count("<li") == 7


def test_a_seat_is_a_delegate_and_not_the_chair(inside):
    browser, onward = came_in("seat")
    page = browser.get(onward).content.decode()
    assert onward == f"/c/{inside.cast.sitting.key}/seat/"
    assert ("Rehearsal: nothing here is kept" in page, "Step 1 of 7" in page) == (True, False)
    assert browser.get(f"/c/{inside.cast.sitting.key}/chair/").status_code == 404


def test_the_screen_of_the_room_has_the_band_too(inside):
    browser, _ = came_in()
    assert "Rehearsal: nothing here is kept" in browser.get(f"/c/{inside.cast.sitting.key}/screen/1/").content.decode()


def test_it_speaks_the_language_of_the_desk(inside):
    browser, onward = came_in(language="ru")
    assert '<html lang="ru"' in browser.get(onward).content.decode()


def test_a_used_ticket_is_told_in_a_sentence(inside):
    ticket = keeping.issue(keeping.Ticket("chair", "", "en"))
    assert Client().get(f"/rehearsal/in/{ticket}/").status_code == 302
    again = Client().get(f"/rehearsal/in/{ticket}/")
    assert (again.status_code, "used already" in again.content.decode(), again.cookies) == (410, True, {})
    assert Client().get("/rehearsal/in/none/").status_code == 410


def test_a_rehearsal_begins_no_other(inside):
    browser, _ = came_in()
    assert browser.get("/desk/house/rehearsal/").status_code == 404
    assert browser.post("/desk/house/rehearsal/begin/").status_code == 404
