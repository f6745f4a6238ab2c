"""What a release may wait for: only an event that the record will still tell of."""

import pytest

from plenary.interfaces.web.newsroom.events import KINDS_OF_EVENT
from plenary.offices.decisions.actions.questions import prepare_question
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.actions import sittings
from plenary.offices.newsroom.actions import releases
from plenary.offices.newsroom.events import EVENTS
from plenary.offices.newsroom.models import Release
from tests.builders import meetings as build
from tests.builders.organisation import words
from tests.builders.people import actor, person
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

OPENED, CLOSED, ADOPTED = "meetings.sitting.opened", "meetings.sitting.closed", "decisions.decision.adopted"


@pytest.fixture
def cleared() -> Release:
    drafted = releases.draft_release(by=actor("PS"), kind="outcome", headline=words("The Council meets"))
    return releases.clear_release(drafted, by=actor("SG"))


def asked(made, **more) -> Question:
    return prepare_question(
        by=actor("SB", "body:CSC"), wording=words("That it stand"), bodies=[made.bodies["CSC"]], **more
    )


def arm(release, verb, thing):
    return releases.arm_release(release, by=actor("PS"), verb=verb, thing=thing)


class TestArmingToAnEvent:
    def test_a_verb_that_nobody_hears_is_refused(self, cleared):
        made, officer = build.bishkek(), actor("PS")
        with refused("newsroom.event_never_comes", verb="meetings.sitting.suspended", kind="meetings.sitting"):
            releases.arm_release(cleared, by=officer, verb="meetings.sitting.suspended", thing=made.plenary)

    @pytest.mark.parametrize("verb", sorted(EVENTS))
    def test_a_thing_of_which_the_verb_is_never_said_is_refused(self, cleared, verb):
        somebody, officer = person("Somebody"), actor("PS")
        with refused("newsroom.event_never_comes", verb=verb, kind="access.person"):
            releases.arm_release(cleared, by=officer, verb=verb, thing=somebody)

    def test_what_happened_already_is_refused_though_the_page_was_loaded_before(self, cleared):
        made, officer = build.bishkek(), actor("PS")
        build.opened(made)
        with refused("newsroom.event_never_comes", verb=OPENED):
            releases.arm_release(cleared, by=officer, verb=OPENED, thing=made.plenary)
        assert arm(cleared, CLOSED, made.plenary).state == Release.State.ARMED
        sittings.close_sitting(made.plenary, by=made.chair())
        cleared.refresh_from_db()
        assert cleared.state == Release.State.PUBLISHED

    @pytest.mark.parametrize("state", [Question.State.ANNOUNCED, Question.State.VOID])
    def test_a_question_that_is_over_comes_to_nothing_more(self, cleared, state):
        question, officer = asked(build.bishkek()), actor("PS")
        Question.objects.filter(pk=question.pk).update(state=state)
        with refused("newsroom.event_never_comes", verb=ADOPTED, kind="decisions.question"):
            releases.arm_release(cleared, by=officer, verb=ADOPTED, thing=question)

    def test_a_question_of_procedure_makes_no_decision(self, cleared):
        question, officer = asked(build.bishkek()), actor("PS")
        Question.objects.filter(pk=question.pk).update(effect="procedure")
        with refused("newsroom.event_never_comes", verb=ADOPTED):
            releases.arm_release(cleared, by=officer, verb=ADOPTED, thing=question)

    def test_one_that_is_armed_already_keeps_its_event(self, cleared):
        made, officer = build.bishkek(), actor("PS")
        arm(cleared, CLOSED, made.plenary)
        with refused("newsroom.event_never_comes"):
            releases.arm_release(cleared, by=officer, verb="no.such.verb", thing=made.plenary)
        cleared.refresh_from_db()
        assert cleared.armed_event == f"{CLOSED} meetings.sitting {made.plenary.key}"

    def test_each_event_has_its_words_where_one_is_chosen(self):
        assert set(KINDS_OF_EVENT) == set(EVENTS)
