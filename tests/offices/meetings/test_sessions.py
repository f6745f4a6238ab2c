"""Planning, chairing and holding sessions."""

import pytest

from plenary.foundation.journal.models import Entry
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import confirm, perform
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions import sessions
from plenary.offices.meetings.models import QuorumCall, Session
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import NotHere
from tests.builders import meetings as build
from tests.builders.organisation import csto, words
from tests.builders.people import actor, outsider, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


class TestTheChairFollowsFromTheRule:
    """CSTO Charter art. 13: the head of the State where the session is held, unless the body decided otherwise."""

    def test_host_presides(self):
        made = build.session()
        assert made.session.presiding_member == Member.objects.get(code="KGZ")
        assert made.session.presiding_ground == "CSTO Charter art. 13"

    def test_body_decided_otherwise(self):
        bodies = csto()
        made = build.session(
            bodies, presiding_member=Member.objects.get(code="RUS"), presiding_ground="Decision CSC-2019-1"
        )
        assert made.session.presiding_member.code == "RUS"
        assert made.session.presiding_ground == "Decision CSC-2019-1"

    def test_without_host_and_decision_nobody_is_named(self):
        bodies = csto()
        made = sessions.plan_session(
            by=secretary_general(), ref="CSC-2020-1", title=words("Next council"), bodies=[bodies["CSC"]]
        )
        assert made.presiding_member is None
        assert made.presiding_ground == ""


class TestPlanning:
    def test_record_says_it(self):
        made = build.session()
        entry = Entry.objects.get(verb="meetings.session.planned")
        assert entry.about == ("meetings.session", made.session.key)
        assert entry.facts["bodies"] == ["CSC"]
        assert entry.facts["presiding_member"] == "KGZ"
        assert entry.sentence == "Council in Bishkek was planned"

    def test_public_may_not(self):
        bodies = csto()
        with refused("access.not_allowed", row="convene_session"):
            sessions.plan_session(by=outsider(), ref="X", title=words("X"), bodies=[bodies["CSC"]])

    def test_secretary_needs_a_second_person(self):
        bodies = csto()
        secretary = actor("SB", "body:CSC", name="Secretary")
        waiting = perform(
            sessions.plan_session, by=secretary, ref="CSC-2", title=words("Second"), bodies=[bodies["CSC"]]
        )
        assert isinstance(waiting, Pending)
        assert not Session.objects.exists()
        made = confirm(waiting, by=secretary_general())
        assert made.ref == "CSC-2"
        assert [one.code for one in made.bodies.all()] == ["CSC"]

    def test_ends_before_it_begins(self):
        from_on = build.SUMMIT_DAY
        bodies, by = csto(), secretary_general()
        with refused("meetings.ends_before_it_begins", begins="2019-11-28", ends="2019-11-27"):
            sessions.plan_session(
                by=by,
                ref="X",
                title=words("X"),
                bodies=[bodies["CSC"]],
                from_on=from_on,
                until_on=from_on.replace(day=27),
            )

    def test_one_session_a_ref(self):
        made = build.session()
        with refused("meetings.ref_taken", ref="CSC-2019-1"):
            sessions.plan_session(
                by=made.secretariat, ref="CSC-2019-1", title=words("Again"), bodies=[made.bodies["CSC"]]
            )

    def test_no_such_zone(self):
        by = secretary_general()
        with refused("meetings.no_such_zone", zone="Asia/Nowhere"):
            sessions.enter_venue(by=by, name=words("Hall"), zone="Asia/Nowhere")

    def test_session_not_public_is_not_here(self):
        made = build.session(audience="members")
        assert queries.session_named("CSC-2019-1", made.secretariat) == made.session
        with pytest.raises(NotHere):
            queries.session_named("CSC-2019-1", outsider())
        assert list(queries.sessions(outsider())) == []


class TestJointMeeting:
    def test_held_as_reported_claims_nothing_more(self):
        made = build.session(None, "CMFA", "CMD", "CSSC", ref="JOINT-2019")
        sessions.hold_session(made.session, by=made.secretariat, cite="Report 28 November 2019")
        made.session.refresh_from_db()
        assert made.session.state == Session.State.HELD
        assert made.session.opened_at is None
        assert made.session.closed_at is None
        assert QuorumCall.objects.count() == 0
        seen = queries.session_named("JOINT-2019", outsider())
        assert queries.is_joint(seen)
        assert [(one.body.code, one.call) for one in queries.quorums(seen, outsider())] == [
            ("CMFA", None),
            ("CMD", None),
            ("CSSC", None),
        ]
        entry = Entry.objects.get(verb="meetings.session.held")
        assert entry.cite == "Report 28 November 2019"
        assert entry.happened_at is None

    def test_held_once(self):
        made = build.session()
        sessions.hold_session(made.session, by=made.secretariat)
        with refused("meetings.wrong_step", state="held"):
            sessions.hold_session(made.session, by=made.secretariat)


class TestOpening:
    def test_presiding_officer_opens(self):
        made = build.session()
        sessions.open_session(made.session, by=made.chair())
        made.session.refresh_from_db()
        assert made.session.state == Session.State.OPEN
        assert made.session.opened_at is not None

    def test_secretary_general_does_not(self):
        made = build.session()
        with refused("access.not_allowed", row="open_suspend_close"):
            sessions.open_session(made.session, by=made.secretariat)

    def test_chair_of_another_session_does_not(self):
        made = build.session()
        other = actor("PO", "session:another")
        with refused("access.not_in_scope", row="open_suspend_close"):
            sessions.open_session(made.session, by=other)

    def test_not_closed_while_a_sitting_is_open(self):
        made = build.opened(build.bishkek())
        chair = made.chair()
        with refused("meetings.sitting_open"):
            sessions.close_session(made.session, by=chair)


class TestIssuingTheAgenda:
    def test_wider_takes_two(self):
        made = build.session()
        build.item(made)
        waiting = perform(sessions.issue_agenda, by=made.secretariat, session=made.session, audience="public")
        assert isinstance(waiting, Pending)
        assert queries.agenda(made.session, outsider()).items == ()
        confirm(waiting, by=secretary_general("Deputy"))
        made.session.refresh_from_db()
        assert [line.number for line in queries.agenda(made.session, outsider()).items] == ["1"]
