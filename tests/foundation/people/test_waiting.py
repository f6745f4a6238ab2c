"""For whom a proposed act waits: only those who could do it see it, by what the act asked of the gate."""

import pytest

from plenary.foundation.people import pairs
from plenary.foundation.people.waiting import may_confirm, proposed_by, seconds, waiting_for
from plenary.offices.meetings.actions import sessions, sittings
from tests.builders import meetings as build
from tests.builders.people import actor, person, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def agenda_for_everybody(by):
    """The agenda of a session, proposed to be public."""
    made = build.session()
    return made, pairs.perform(sessions.issue_agenda, by=by(made), session=made.session, audience="public")


class TestAnAgenda:
    """To issue it asks for two rows: to convene the session, and to let more people read."""

    def test_waits_for_those_who_hold_both_rows(self):
        _made, waiting = agenda_for_everybody(lambda made: made.secretariat)
        assert [row for row, _scopes in waiting.asked] == ["convene_session", "widen_audience"]
        able = {code for code in ("SG", "SB", "DO", "PS", "PO", "LD", "HD") if may_confirm(actor(code), waiting)}
        assert able == {"SG", "SB"}

    def test_waits_for_no_secretary_of_another_body_and_takes_none(self):
        made, waiting = agenda_for_everybody(lambda made: made.secretariat)
        own, other = actor("SB", "body:CSC", name="Own"), actor("SB", "body:CMD", name="Of another body")
        assert (waiting_for(own), waiting_for(other)) == ([waiting], [])
        with refused("access.not_in_scope", row="convene_session", capacity="SB"):
            pairs.confirm(waiting, by=other)
        with refused("access.not_in_scope", row="convene_session", capacity="SB"):
            pairs.perform(sessions.issue_agenda, by=other, session=made.session, audience="members")

    def test_the_chair_is_not_asked_for_what_the_chair_cannot_widen(self):
        made, waiting = agenda_for_everybody(lambda made: actor("SB", "body:CSC", name="Secretary"))
        assert waiting.row == "convene_session"
        assert waiting_for(made.chair()) == []
        assert waiting_for(made.secretariat) == [waiting]

    def test_is_shown_apart_to_who_proposed_it(self):
        made, waiting = agenda_for_everybody(lambda made: made.secretariat)
        assert waiting_for(made.secretariat) == []
        assert proposed_by(made.secretariat) == [waiting]
        assert made.secretariat.person_key not in {one.key for one in seconds(waiting)}

    def test_tells_who_gains(self):
        _made, waiting = agenda_for_everybody(lambda made: made.secretariat)
        waiting.refresh_from_db()
        assert waiting.widened == [["members", "public"]]

    def test_waits_no_longer_once_it_is_decided(self):
        _made, waiting = agenda_for_everybody(lambda made: made.secretariat)
        other = secretary_general("Another")
        assert waiting_for(other) == [waiting]
        pairs.confirm(waiting, by=other)
        assert waiting_for(other) == []


class TestARestrictedSitting:
    def test_waits_for_its_own_chair_and_secretary_alone(self):
        made = build.bishkek()
        serves, guest = build.in_session_alone(made), person("Guest")
        waiting = pairs.perform(sittings.name_for_sitting, by=made.chair(), sitting=made.restricted, person=guest)
        waiting.refresh_from_db()
        assert waiting.widened == [[made.restricted.audience, f"person:{guest.key},{made.restricted.audience}"]]
        assert waiting_for(serves) == [waiting]
        assert waiting_for(actor("SB", "body:CSC", name="Another secretary")) == []
        assert waiting_for(actor("PO", "session:another", name="Chair of another")) == []
        assert [str(one.name) for one in seconds(waiting)] == ["Secretary of CSC"]
