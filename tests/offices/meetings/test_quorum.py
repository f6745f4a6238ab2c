"""Quorum of each body by its own rule; credentials enough to vote."""

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.meetings import facts, queries
from plenary.offices.meetings.actions import delegations, presence, sessions, sittings
from plenary.offices.meetings.models import Credentials, QuorumCall, Sitting
from plenary.procedure.credentials import may_vote
from plenary.procedure.refusal import Refused
from tests.builders import meetings as build
from tests.builders.organisation import words
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

MINISTERS = {"CMFA": "foreign_minister", "CMD": "defence_minister", "CSSC": "security_secretary"}


def joint(**represented):
    """A joint meeting of three bodies; so many members of each are in the room."""
    made = build.session(None, *MINISTERS, ref="JOINT-2019")
    made.meeting = sessions.plan_meeting(made.session, by=made.secretariat)
    room = sittings.plan_sitting(made.meeting, by=made.secretariat, title=words("Joint"), format="ministerial")
    for body, office in MINISTERS.items():
        for code in list(build.SIX)[: represented[body]]:
            line = build.accredited(made, build.delegate(made, code, role="head", office_class=office, body=body))
            presence.enter_room(room, by=build.delegate_actor(line, "HD"), delegate=line)
    return made, room


class TestJointMeeting:
    """Rule "two thirds": 6 of 6, 6 of 6 and 3 of 6 are represented; 4 of 6 are needed in each."""

    def test_each_body_by_its_own_count(self):
        made, room = joint(CMFA=6, CMD=6, CSSC=3)
        calls = [presence.call_quorum(room, by=made.secretary("CMFA"), body=made.bodies[code]) for code in MINISTERS]
        assert [(len(call.represented), call.required, call.is_met) for call in calls] == [
            (6, 4, True),
            (6, 4, True),
            (3, 4, False),
        ]
        assert calls[2].answer["cite"] == "Demonstration rules"
        assert calls[2].answer["steps"][0]["code"] == "quorum.short"
        assert [one["represented"] for one in calls[2].answer["members"]] == [True] * 3 + [False] * 3
        seen = queries.quorums(made.session, made.secretariat)
        assert [(one.body.code, one.call.is_met) for one in seen] == [("CMFA", True), ("CMD", True), ("CSSC", False)]

    def test_not_opened_without_the_quorum_of_each(self):
        made, room = joint(CMFA=6, CMD=6, CSSC=3)
        chair = made.chair()
        sessions.open_session(made.session, by=chair)
        with refused("quorum.not_met", represented=3, required=4, purpose="open"):
            sittings.open_sitting(room, by=chair)
        assert QuorumCall.objects.count() == 0
        room.refresh_from_db()
        assert room.state == Sitting.State.PLANNED

    def test_opened_with_it(self):
        made, room = joint(CMFA=6, CMD=5, CSSC=4)
        chair = made.chair()
        sessions.open_session(made.session, by=chair)
        sittings.open_sitting(room, by=chair)
        assert QuorumCall.objects.filter(is_met=True).count() == 3
        assert Entry.objects.filter(verb="meetings.quorum.called").count() == 3

    def test_body_that_does_not_meet(self):
        made, room = joint(CMFA=1, CMD=1, CSSC=1)
        chair = made.chair()
        with refused("meetings.body_does_not_meet", body="CSC"):
            presence.call_quorum(room, by=chair, body=made.bodies["CSC"])


class TestCredentials:
    """No accepted or provisional credentials: may sit by courtesy, may not vote."""

    def test_without_credentials_a_member_is_not_represented(self):
        made = build.with_sittings(build.session())
        line = build.delegate(made, "RUS", role="head", office_class="head_of_state")
        presence.enter_room(made.plenary, by=build.delegate_actor(line, "HD"), delegate=line)
        answer = may_vote(facts.representative(line, in_room=True))
        assert (answer.allowed, answer.code) == (False, "credentials.sits_by_courtesy")
        call = presence.call_quorum(made.plenary, by=made.chair(), body=made.bodies["CSC"])
        assert call.represented == []

    def test_provisional_ones_are_enough(self):
        made = build.with_sittings(build.session())
        line = build.delegate(made, "RUS", role="head", office_class="head_of_state")
        delegations.seat_provisionally(line, by=made.chair())
        presence.enter_room(made.plenary, by=build.delegate_actor(line, "HD"), delegate=line)
        call = presence.call_quorum(made.plenary, by=made.chair(), body=made.bodies["CSC"])
        assert call.represented == ["RUS"]

    def test_not_accepted_before_they_are_received(self):
        made = build.with_sittings(build.session())
        line = build.delegate(made, "RUS", role="head")
        chair = made.chair()
        with refused("credentials.wrong_step", before="none"):
            delegations.accept_credentials(line, by=chair)

    def test_challenged_ones_lose_the_vote(self):
        made = build.bishkek()
        paper = delegations.challenge_credentials(made.heads["RUS"], by=made.chair(), ground=words("Two letters"))
        assert paper.state == Credentials.State.CHALLENGED
        made.heads["RUS"].refresh_from_db()
        assert may_vote(facts.representative(made.heads["RUS"], in_room=True)).allowed is False

    def test_delegation_does_not_accept_its_own(self):
        made = build.with_sittings(build.session())
        line = build.delegate(made, "RUS", role="head")
        delegations.submit_credentials(line, by=build.delegate_actor(line, "HD"))
        by = build.delegate_actor(line, "HD")
        with refused("access.not_allowed", row="accept_credentials"):
            delegations.accept_credentials(line, by=by)


def test_who_leaves_is_no_longer_counted():
    made = build.bishkek()
    by = made.head("RUS")
    presence.enter_room(made.plenary, by=by, delegate=made.heads["RUS"])
    assert [one.member for one in facts.represented_in(made.plenary, made.bodies["CSC"]) if one.represented] == ["RUS"]
    presence.leave_room(made.plenary, by=by, delegate=made.heads["RUS"])
    assert [one.member for one in facts.represented_in(made.plenary, made.bodies["CSC"]) if one.represented] == []


def test_refusal_of_the_quorum_names_the_rule():
    made = build.bishkek()
    chair = made.chair()
    sessions.open_session(made.session, by=chair)
    with pytest.raises(Refused) as caught:
        sittings.open_sitting(made.plenary, by=chair)
    assert caught.value.code == "quorum.not_met"
    assert str(caught.value.cite) == "Demonstration rules"
