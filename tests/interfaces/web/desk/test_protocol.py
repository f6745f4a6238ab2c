"""Arrivals are marked in one press, the programme kept and the table laid at the protocol desk."""

import pytest

from plenary.offices.protocol.models import Arrival, SeatingPlan, Slot
from tests.builders.protocol import arrival

BOARD = "/desk/protocol/"
ONE = "/desk/protocol/CSC-2019-1/"


@pytest.fixture
def officer(desk):
    return desk.officer("PT")


def test_the_board_opens_for_the_secretariat_alone(desk, officer):
    arrival(desk.summit)
    assert "Mark the arrival" in desk.reads(officer, BOARD)
    assert desk.officer("HD", "member:RUS").get(BOARD).status_code == 404


def test_others_of_the_secretariat_read_without_marking(desk):
    arrival(desk.summit)
    page = desk.reads(desk.officer("DO"), BOARD)
    assert "Head of RUS" in page
    assert "Mark the arrival" not in page


def test_who_keeps_no_programme_reads_no_arrival(desk):
    arrival(desk.summit)
    assert "Head of RUS" not in desk.reads(desk.officer("FI"), BOARD)


def test_an_arrival_is_planned_in_the_time_of_the_place(desk, officer):
    line = desk.summit.heads["RUS"]
    desk.does(
        officer,
        f"{ONE}plan-arrival/",
        delegate=line.key,
        planned_at="2019-11-27T20:30",
        city_en="Bishkek",
        greeter_title_en="Prime Minister",
        honours="guard",
    )
    planned = Arrival.objects.get()
    assert planned.planned_at.isoformat() == "2019-11-27T14:30:00+00:00"
    assert "Prime Minister" in desk.reads(officer, BOARD)


def test_one_press_marks_an_arrival(desk, officer):
    planned = arrival(desk.summit)
    assert "The arrival is marked." in desk.does(officer, f"{ONE}arrived/", arrival=planned.key)
    planned.refresh_from_db()
    assert planned.state == Arrival.State.ARRIVED
    assert planned.arrived_at is not None


def test_where_only_the_day_is_known_no_hour_is_made_up(desk, officer):
    planned = arrival(desk.summit)
    desk.does(officer, f"{ONE}arrived/", arrival=planned.key, arrived_on="2019-11-27")
    planned.refresh_from_db()
    assert (str(planned.arrived_on), planned.arrived_at) == ("2019-11-27", None)


def test_a_second_press_is_told_and_marks_nothing(desk, officer):
    planned = arrival(desk.summit)
    desk.does(officer, f"{ONE}arrived/", arrival=planned.key)
    assert "faulty" in desk.is_refused(officer, f"{ONE}arrived/", arrival=planned.key)


def test_a_slot_ending_before_it_begins_keeps_what_was_typed(desk, officer):
    page = desk.is_refused(
        officer,
        f"{ONE}add-slot/",
        title_en="Photograph on the steps",
        kind="photograph",
        cover="pool",
        audience="protocol",
        planned_from_at="2019-11-28T11:00",
        planned_until_at="2019-11-28T10:00",
    )
    assert "Photograph on the steps" in page
    assert 'role="alert"' in page


def test_a_slot_is_added_begun_and_ended(desk, officer):
    desk.does(officer, f"{ONE}add-slot/", title_en="Photograph", kind="photograph", cover="pool", audience="protocol")
    slot = Slot.objects.get()
    desk.does(officer, f"{ONE}began/", slot=slot.key)
    desk.does(officer, f"{ONE}ended/", slot=slot.key)
    slot.refresh_from_db()
    assert slot.began_at <= slot.ended_at


def test_the_table_is_laid_and_drawn(desk, officer):
    desk.does(officer, f"{ONE}lay-table/", shape="oval", rule="alphabetical")
    assert SeatingPlan.objects.get().rule == "alphabetical"
    assert "Table plan" in desk.reads(officer, BOARD)


def test_the_second_who_marks_an_arrival_is_told(desk):
    comes, address = arrival(desk.summit), "/desk/protocol/CSC-2019-1/arrived/"
    desk.does(desk.officer("PT"), address, arrival=comes.key)
    page = desk.is_refused(desk.officer("PT", name="Another"), address, arrival=comes.key)
    assert "somebody may have done it meanwhile" in page
