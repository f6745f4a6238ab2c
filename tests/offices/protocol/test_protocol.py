"""Arrivals, the programme of the day, the table."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.journal.models import Entry
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import perform
from plenary.offices.meetings.actions import sittings
from plenary.offices.meetings.models import Delegate
from plenary.offices.organisation.actions import record_office
from plenary.offices.organisation.models import Member
from plenary.offices.protocol import queries
from plenary.offices.protocol.actions import arrivals, programme, table
from plenary.offices.protocol.models import Arrival, SeatingPlan, SeatPlace
from plenary.procedure.refusal import NotHere
from tests.builders import meetings as build
from tests.builders import protocol
from tests.builders.organisation import words
from tests.builders.people import actor, outsider, person
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

DAY = date(2019, 11, 28)


class TestArrival:
    """A president arrived on Thursday and was greeted at the airport; its name and the hour are not stated."""

    def test_day_without_an_hour(self):
        made = build.bishkek()
        planned = protocol.arrival(made, audience="public")
        greeter = made.heads["KGZ"].person
        arrived = arrivals.mark_arrival(
            planned,
            by=protocol.protocol_officer(),
            arrived_on=DAY,
            greeter=greeter,
            greeter_title=words("President"),
            cite="Report 28 November 2019",
        )
        seen = queries.arrivals(made.session, outsider()).get()
        assert seen == arrived
        assert (seen.arrived_on, seen.arrived_at, seen.greeter, str(seen.place)) == (DAY, None, greeter, "")
        assert seen.honours == Arrival.Honours.NOT_STATED
        entry = Entry.objects.get(verb="protocol.arrival.marked")
        assert (entry.happened_at, entry.facts["arrived_on"], entry.cite) == (
            None,
            "2019-11-28",
            "Report 28 November 2019",
        )

    def test_greeter_not_named(self):
        made = build.bishkek()
        arrived = arrivals.mark_arrival(protocol.arrival(made), by=protocol.protocol_officer(), arrived_on=DAY)
        assert arrived.greeter is None

    def test_arrives_once(self):
        made = build.bishkek()
        by = protocol.protocol_officer()
        arrived = arrivals.mark_arrival(protocol.arrival(made), by=by, arrived_on=DAY)
        with refused("protocol.arrived_already", person="Head of RUS"):
            arrivals.mark_arrival(arrived, by=by, arrived_on=DAY)

    def test_without_a_day(self):
        made = build.bishkek()
        planned, by = protocol.arrival(made), protocol.protocol_officer()
        with refused("protocol.no_day", person="Head of RUS"):
            arrivals.mark_arrival(planned, by=by)

    def test_plan_is_not_public(self):
        made = build.bishkek()
        planned = protocol.arrival(made)
        assert list(queries.arrivals(made.session, outsider())) == []
        with pytest.raises(NotHere):
            queries.arrival_of_key(planned.key, outsider())

    def test_wider_takes_two(self):
        made = build.bishkek()
        planned = protocol.arrival(made)
        waiting = perform(
            arrivals.mark_arrival, by=made.secretariat, arrival=planned, arrived_on=DAY, audience="public"
        )
        assert isinstance(waiting, Pending)
        planned.refresh_from_db()
        assert (planned.state, planned.audience) == (Arrival.State.PLANNED, "protocol")

    def test_delegate_does_not_mark_it(self):
        made = build.bishkek()
        planned, head = protocol.arrival(made), made.head("RUS")
        with refused("access.not_allowed", row="seating_arrivals"):
            arrivals.mark_arrival(planned, by=head, arrived_on=DAY)

    def test_person_of_another_delegation(self):
        made = build.bishkek()
        by, stranger = protocol.protocol_officer(), person("Stranger")
        with refused("protocol.not_of_this_delegation", person="Stranger"):
            arrivals.plan_arrival(made.delegations["RUS"], by=by, person=stranger)


class TestProgramme:
    def test_hours_stay_empty(self):
        made = build.bishkek()
        protocol.slot(made, "Arrivals", kind="arrival", audience="public")
        line = queries.programme(made.session, outsider())[0]
        assert (line.place, line.slot.planned_from_at, line.slot.on) == (1, None, DAY)

    def test_hidden_slots_leave_no_gap(self):
        made = build.bishkek()
        protocol.slot(made, "First", audience="public")
        protocol.slot(made, "Between")
        protocol.slot(made, "Second", audience="public")
        seen = queries.programme(made.session, outsider())
        assert [(line.place, str(line.slot.title)) for line in seen] == [(1, "First"), (2, "Second")]

    def test_slot_does_not_tell_of_an_unannounced_sitting(self):
        made = build.bishkek()
        hidden = sittings.plan_sitting(
            made.meeting, by=made.secretariat, title=words("Hidden"), format="restricted", is_announced=False
        )
        by = protocol.protocol_officer()
        with refused("protocol.slot_tells_of_sitting", audience="public"):
            protocol.slot(made, "Heads", by=by, sitting=hidden, audience="public")

    @pytest.mark.parametrize("title", ["Heads alone", "Restricted sitting"])
    def test_slot_of_a_restricted_sitting_says_no_more_than_its_format(self, title):
        made = build.bishkek()
        by = protocol.protocol_officer()
        one = programme.add_slot(
            made.session, by=by, title=words(title), kind="sitting", sitting=made.restricted, audience="public"
        )
        assert one.title.said("en") == "Restricted sitting"

    def test_slot_of_a_restricted_sitting_under_other_words_takes_two(self):
        made = build.bishkek()
        by = protocol.protocol_officer()
        with pytest.raises(SecondPersonNeeded):
            programme.add_slot(
                made.session, by=by, title=words("Border"), kind="sitting", sitting=made.restricted, audience="public"
            )

    def test_marked_with_both_times(self):
        made = build.bishkek()
        slot, by = protocol.slot(made), protocol.protocol_officer()
        began, ended = datetime(2019, 11, 28, 4, tzinfo=UTC), datetime(2019, 11, 28, 5, tzinfo=UTC)
        marked = programme.mark_slot(slot, by=by, began_at=began)
        assert (marked.began_at, marked.ended_at) == (began, None)
        with refused("meetings.ends_before_it_begins"):
            programme.mark_slot(marked, by=by, ended_at=began.replace(hour=3))
        assert programme.mark_slot(marked, by=by, ended_at=ended).ended_at == ended

    def test_one_slot_a_place(self):
        made = build.bishkek()
        protocol.slot(made, order=2)
        by = protocol.protocol_officer()
        with refused("protocol.slot_taken", order=2):
            protocol.slot(made, by=by, order=2)


#: Days on which the six took office, so that rank has something to go by.
SINCE = {
    "ARM": date(2018, 5, 8),
    "BLR": date(1994, 7, 20),
    "KAZ": date(2019, 3, 20),
    "KGZ": date(2017, 11, 24),
    "RUS": date(2012, 5, 7),
    "TJK": date(1992, 11, 20),
}


def offices(made):
    for code, line in made.heads.items():
        record_office(
            by=made.secretariat,
            person=line.person,
            member=Member.objects.get(code=code),
            title=words("Head"),
            office_class=line.office_class,
            held_from_on=SINCE[code],
        )


class TestTable:
    """Heads of State by the day they took office, then the head of government; the host in the chair."""

    def test_right_and_left_of_the_chair(self):
        made = build.bishkek()
        offices(made)
        plan = table.lay_table(made.session, by=protocol.protocol_officer(), shape="rectangle")
        clockwise = [one.member.code for one in SeatPlace.objects.filter(plan=plan).order_by("position")]
        assert clockwise == ["KGZ", "BLR", "KAZ", "ARM", "RUS", "TJK"]
        assert (plan.rule, plan.ground, plan.is_demonstration) == (
            "precedence",
            "Demonstration rules",
            True,
        )
        assert [one["facts"]["code"] for one in plan.reasons] == ["KGZ", "TJK", "BLR", "RUS", "KAZ", "ARM"]

    def test_round_the_oval(self):
        made = build.bishkek()
        offices(made)
        table.lay_table(made.session, by=protocol.protocol_officer(), shape="oval")
        laid = queries.seating(made.session, made.secretariat)
        assert [one.member.code for one in laid.places] == ["KGZ", "TJK", "BLR", "RUS", "KAZ", "ARM"]

    def test_stated_order_is_no_demonstration(self):
        made = build.bishkek()
        order = [Member.objects.get(code=code) for code in ("ARM", "BLR", "KAZ", "RUS", "TJK")]
        plan = table.lay_table(made.session, by=protocol.protocol_officer(), order=order, cite="Note 12")
        assert (plan.rule, plan.ground, plan.is_demonstration, plan.reasons) == ("as stated", "Note 12", False, [])

    def test_somebody_left_out(self):
        made = build.bishkek()
        by, order = protocol.protocol_officer(), [Member.objects.get(code="ARM")]
        with refused("protocol.not_at_the_table", members=["BLR", "KAZ", "RUS", "TJK"]):
            table.lay_table(made.session, by=by, order=order)

    def test_laid_again(self):
        made = build.bishkek()
        by = protocol.protocol_officer()
        table.lay_table(made.session, by=by)
        table.lay_table(made.session, by=by, rule="alphabetical")
        assert SeatingPlan.objects.count() == 1
        laid = queries.seating(made.session, made.secretariat)
        assert [one.member.code for one in laid.places] == ["KGZ", "ARM", "BLR", "KAZ", "RUS", "TJK"]

    def test_nobody_to_seat(self):
        made = build.session()
        by = protocol.protocol_officer()
        with refused("protocol.no_heads"):
            table.lay_table(made.session, by=by)

    def test_not_for_the_public(self):
        made = build.bishkek()
        table.lay_table(made.session, by=protocol.protocol_officer())
        assert queries.seating(made.session, outsider()) is None
        assert queries.seating(made.session, actor("PS")) is not None


@pytest.mark.parametrize("count", [1, 3, 6])
def test_questions_to_the_database_do_not_grow_with_arrivals(count):
    made = build.bishkek()
    by = protocol.protocol_officer()
    for code in list(made.heads)[:count]:
        arrivals.mark_arrival(protocol.arrival(made, code, by=by, audience="public"), by=by, arrived_on=DAY)
    reader = outsider()
    list(queries.arrivals(made.session, reader))
    with CaptureQueriesContext(connection) as asked:
        shown = [(str(one.person), str(one.delegation.member)) for one in queries.arrivals(made.session, reader)]
    assert (len(shown), len(asked)) == (count, 1)
    assert Delegate.objects.count() == 6
