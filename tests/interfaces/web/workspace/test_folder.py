"""The folder of a session, its items and the notes of its restricted sitting."""

from __future__ import annotations

import pytest
from django.test import Client

from plenary.offices.meetings.actions import agenda, sittings
from plenary.offices.meetings.models import SittingNote
from tests.builders import meetings as building
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.interfaces.web.workspace.conftest import browser_of

FOLDER = "/w/m/CSC-2019-1/"


@pytest.fixture
def head(summit):
    return browser_of(summit.head("RUS"))


@pytest.fixture
def minister(summit):
    """A foreign minister: on the list, admitted to the plenary alone."""
    return browser_of(building.delegate_actor(building.delegate(summit, "KAZ", office_class="foreign_minister"), "DM"))


def restricted_item(summit, title="Canary subject"):
    return agenda.add_item(
        summit.session, by=summit.chair(), title=words(title), kind="exchange_of_views", restricted_to=summit.restricted
    )


def note_of(summit, text="Canary words of the note"):
    return sittings.write_note(summit.restricted, by=summit.chair(), text=words(text))


def test_the_list_shows_the_sessions_one_may_know_of(summit, head):
    page = head.page("/w/meetings/")
    assert "Council in Bishkek" in page
    assert FOLDER in page


def test_a_session_of_the_desk_is_not_there_for_a_member(summit, head):
    made = building.session(summit.bodies, ref="CANARY-2020-1", audience="desk")
    assert "CANARY" not in head.page("/w/meetings/")
    head.page(f"/w/m/{made.session.ref}/", 404)


def test_the_folder_holds_agenda_sittings_and_ones_own_delegation(summit, head):
    item = building.item(summit, "Budget for 2020")
    page = head.page(FOLDER)
    assert f"/w/items/{item.key}/" in page
    assert "Budget for 2020" in page
    assert f"/c/{summit.plenary.key}/seat/" in page
    assert "Head of RUS" in page
    assert "Head of KAZ" not in page


def test_items_of_a_restricted_sitting_are_numbered_apart_and_shown_to_those_admitted(summit, head, minister):
    building.item(summit, "Budget for 2020")
    without = minister.page(FOLDER)
    item = restricted_item(summit)
    page = head.page(FOLDER)
    assert "Canary subject" in page
    assert ">R1<" in page
    assert minister.page(FOLDER) == without
    assert "Canary subject" in head.page(f"/w/items/{item.key}/")
    minister.page(f"/w/items/{item.key}/", 404)


def test_a_note_is_closed_to_those_admitted_to_the_plenary_alone(summit, head, minister):
    note = note_of(summit)
    assert f"/w/notes/{note.key}/" in head.page(FOLDER)
    assert "Canary words" in head.page(f"/w/notes/{note.key}/")
    assert "Canary words" in head.page(f"/w/sittings/{summit.restricted.key}/notes/")
    assert note.key not in minister.page(FOLDER)
    minister.page(f"/w/notes/{note.key}/", 404)
    minister.page(f"/w/sittings/{summit.restricted.key}/notes/", 404)


def test_the_secretary_of_the_body_who_is_not_named_reads_no_note(summit):
    note = note_of(summit)
    secretary = browser_of(summit.secretary())
    secretary.page(f"/w/notes/{note.key}/", 404)
    assert note.key not in secretary.page(FOLDER)


def test_the_chair_writes_a_note_and_a_head_cannot(summit, head):
    address = f"/w/sittings/{summit.restricted.key}/notes/"
    chair = browser_of(summit.chair())
    assert "The room agreed to go on." in chair.done(address, text="The room agreed to go on.")
    assert "<textarea" not in head.page(address)
    page = head.refused(address, text="Words of a head")
    assert "Words of a head" in page
    assert SittingNote.objects.count() == 1


def test_a_plenary_keeps_no_note(summit, head):
    head.page(f"/w/sittings/{summit.plenary.key}/notes/", 404)


def test_an_observer_sees_no_agenda_that_is_not_issued_to_observers(summit):
    item = building.item(summit, "Canary of members")
    observer = browser_of(actor("OB", "partner:UN"))
    assert "CSC-2019-1" not in observer.page("/w/meetings/") or "Canary" not in observer.page(FOLDER)
    observer.page(f"/w/items/{item.key}/", 404)


def test_an_outsider_is_led_to_the_sign_in_and_back(summit):
    for address in ("/w/meetings/", FOLDER, "/w/delegation/", "/w/m/never-was/"):
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"] == f"/sign-in/?next={address}"


def test_the_folder_asks_as_much_for_six_items_as_for_one(summit, head, queries):
    building.item(summit, "Item 1")
    building.delegate(summit, "RUS", office_class="foreign_minister")
    few = queries(head, FOLDER)
    for number in range(2, 7):
        building.item(summit, f"Item {number}")
        building.delegate(summit, "RUS", f"Adviser {number}")
        note_of(summit, f"Note {number}")
    assert queries(head, FOLDER) == few
    assert few < 45


def test_a_person_who_left_the_list_reads_the_folder_no_more_from_inside(summit, head):
    note = note_of(summit)
    head.page(f"/w/notes/{note.key}/")
    line = summit.heads["RUS"]
    building.delegations.take_off_list(line, by=building.clerk(line.delegation.member))
    head.page(f"/w/notes/{note.key}/", 404)
