"""Days, hours and rooms that change before anything began."""

from datetime import UTC, date, datetime, timedelta

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.meetings.actions import moving, sittings
from plenary.offices.meetings.models import Session, Sitting
from plenary.offices.protocol.actions import programme
from plenary.procedure.refusal import NotHere, Refused
from tests.builders.meetings import bishkek, session, with_sittings
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.builders.protocol import protocol_officer, slot

pytestmark = pytest.mark.django_db


def refusal(act, *things, **values):
    """What the act refuses with."""
    with pytest.raises(Refused) as caught:
        act(*things, **values)
    return caught.value


AT = datetime(2019, 11, 28, 4, 0, tzinfo=UTC)


def test_a_session_has_other_days_and_the_record_has_both():
    summit = session()
    moving.move_session(summit.session, by=summit.secretariat, from_on=date(2019, 11, 29), until_on=date(2019, 11, 30))
    kept = Session.objects.get()
    assert (kept.from_on, kept.until_on, kept.venue) == (date(2019, 11, 29), date(2019, 11, 30), None)
    facts = Entry.objects.get(verb="meetings.session.moved").facts
    assert (facts["before"], facts["after"]) == ("2019-11-28", "2019-11-29")


def test_a_sitting_has_other_hours_and_another_room():
    summit = bishkek()
    moving.move_sitting(
        summit.plenary,
        by=summit.secretary(),
        planned_from_at=AT,
        planned_until_at=AT + timedelta(hours=2),
        room=words("Hall 2"),
    )
    kept = Sitting.objects.get(pk=summit.plenary.pk)
    assert (kept.planned_from_at, kept.planned_until_at, kept.room) == (AT, AT + timedelta(hours=2), {"en": "Hall 2"})


def test_without_a_beginning_it_has_no_hour_and_no_end():
    summit = bishkek()
    moving.move_sitting(summit.plenary, by=summit.secretary(), planned_from_at=AT)
    moving.move_sitting(summit.plenary, by=summit.secretary(), planned_from_at=None, planned_until_at=AT)
    kept = Sitting.objects.get(pk=summit.plenary.pk)
    assert (kept.planned_from_at, kept.planned_until_at) == (None, None)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"planned_from_at": AT, "planned_until_at": AT}, "meetings.ends_before_it_begins"),
        ({"planned_from_at": None}, "meetings.nothing_moved"),
    ],
)
def test_what_cannot_be_is_refused(values, code):
    summit = bishkek()
    assert refusal(moving.move_sitting, summit.plenary, by=summit.secretary(), **values).code == code


def test_what_began_stays_where_it_is():
    summit = bishkek()
    Sitting.objects.filter(pk=summit.plenary.pk).update(state="open")
    Session.objects.update(state="open")
    refused = refusal(moving.move_sitting, summit.plenary, by=summit.secretary(), planned_from_at=AT)
    assert refused.code == "meetings.began_already"
    assert refusal(moving.move_session, summit.session, by=summit.secretary(), from_on=None).code == (
        "meetings.began_already"
    )


def test_others_move_nothing():
    summit = bishkek()
    for act, thing in ((moving.move_session, summit.session), (moving.move_sitting, summit.plenary)):
        values = {"from_on": None} if act is moving.move_session else {"planned_from_at": AT}
        assert refusal(act, thing, by=actor("HD", "member:RUS"), **values).code.startswith("access.")


def test_one_that_is_not_announced_is_nothing_to_who_may_not_know_of_it():
    summit = with_sittings(session())
    hidden = sittings.plan_sitting(
        summit.meeting,
        by=summit.secretariat,
        title=words("Hidden"),
        format="restricted",
        is_announced=False,
        ground="Convening notice paragraph 3",
    )
    with pytest.raises(NotHere):
        moving.move_sitting(hidden, by=summit.secretary("CMD"), planned_from_at=AT)


class TestASlot:
    def test_it_has_another_hour_and_place(self):
        summit = session()
        made = slot(summit, planned_from_at=AT)
        moved = programme.move_slot(
            made, by=protocol_officer(), planned_from_at=AT + timedelta(hours=1), place=words("Steps")
        )
        assert (moved.planned_from_at, moved.place) == (AT + timedelta(hours=1), {"en": "Steps"})

    def test_one_that_began_stays(self):
        summit = session()
        made = programme.mark_slot(slot(summit), by=protocol_officer(), began_at=AT)
        refused = refusal(programme.move_slot, made, by=protocol_officer(), planned_from_at=AT)
        assert refused.code == "meetings.began_already"

    def test_one_of_a_sitting_follows_the_sitting(self):
        summit = bishkek()
        made = slot(summit, sitting=summit.plenary)
        refused = refusal(programme.move_slot, made, by=protocol_officer(), planned_from_at=AT)
        assert refused.code == "protocol.slot_follows_sitting"
