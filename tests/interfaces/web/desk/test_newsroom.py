"""Hours and days that the press officer types: by the clock of the place, and within the calendar."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from plenary.foundation.journal.models import Entry
from plenary.offices.decisions.actions.questions import prepare_question
from plenary.offices.newsroom.actions import releases
from plenary.offices.newsroom.models import Release
from tests.builders.meetings import opened
from tests.builders.organisation import words
from tests.builders.people import actor

NOON = "2030-11-28T12:00"


def drafted(**more) -> Release:
    return releases.draft_release(by=actor("PS"), kind="statement", headline=words("The Council meets"), **more)


def embargoed(desk, release: Release, until: str = NOON) -> str:
    address = reverse("desk-act-on-release", kwargs={"key": release.key, "verb": "embargo"})
    return desk.does(desk.officer("PS"), address, until=until)


class TestEmbargo:
    @pytest.mark.parametrize(
        ("of_the_session", "hour", "zone"), [(True, 6, "Asia/Bishkek"), (False, 9, "Europe/Moscow")]
    )
    def test_is_typed_and_told_by_the_clock_of_the_place(self, desk, of_the_session, hour, zone):
        release = drafted(session=desk.summit.session if of_the_session else None)
        before = desk.reads(desk.officer("PS"), reverse("desk-release", kwargs={"key": release.key}))
        assert f"Time of the place, {zone}." in before
        told = embargoed(desk, release)
        release.refresh_from_db()
        assert release.embargo_until == datetime(2030, 11, 28, hour, tzinfo=UTC)
        assert "Embargoed until" in told
        assert "12:00" in told
        among = desk.reads(desk.officer("PS"), reverse("desk-press"))
        assert "12:00" in among
        assert zone in among

    def test_is_refused_in_the_hour_that_was_typed(self, desk):
        release = drafted(session=desk.summit.session)
        embargoed(desk, release)
        address = reverse("desk-act-on-release", kwargs={"key": release.key, "verb": "clear"})
        desk.does(desk.officer("PS", name="another"), address)
        address = reverse("desk-act-on-release", kwargs={"key": release.key, "verb": "publish"})
        said = desk.officer("PS").post(address).content.decode()
        assert "under embargo until 2030-11-28 12:00, time of the place (Asia/Bishkek)" in said

    @pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59"])
    def test_lies_within_the_calendar(self, desk, typed):
        release = drafted()
        address = reverse("desk-act-on-release", kwargs={"key": release.key, "verb": "embargo"})
        said = desk.is_refused(desk.officer("PS"), address, until=typed)
        assert "A year between 1900 and 2200 is needed here" in said


def to_release(release: Release, verb: str = "") -> str:
    if verb:
        return reverse("desk-act-on-release", kwargs={"key": release.key, "verb": verb})
    return reverse("desk-release", kwargs={"key": release.key})


class TestArming:
    @pytest.fixture
    def cleared(self, desk) -> Release:
        return releases.clear_release(drafted(), by=actor("SG"))

    def test_it_waits_for_an_event_chosen_by_name_and_goes_out_with_it(self, desk, cleared):
        officer, sitting = desk.officer("PS"), desk.summit.plenary
        assert f"meetings.sitting.closed {sitting.key}" in desk.reads(officer, to_release(cleared))
        page = desk.does(officer, to_release(cleared, "arm"), event=f"meetings.sitting.opened {sitting.key}")
        cleared.refresh_from_db()
        assert cleared.armed_event == f"meetings.sitting.opened meetings.sitting {sitting.key}"
        assert "The sitting is opened" in page
        opened(desk.summit)
        cleared.refresh_from_db()
        assert cleared.state == Release.State.PUBLISHED

    def test_it_is_armed_to_the_gavel_on_a_question(self, desk, cleared):
        asked = prepare_question(
            by=actor("SB", "body:CSC"), wording=words("That it stand"), bodies=[desk.summit.bodies["CSC"]]
        )
        desk.does(desk.officer("PS"), to_release(cleared, "arm"), event=f"decisions.decision.adopted {asked.key}")
        cleared.refresh_from_db()
        assert cleared.armed_event == f"decisions.decision.adopted decisions.question {asked.key}"

    def test_an_event_that_is_not_ahead_is_refused(self, desk, cleared):
        page = desk.is_refused(desk.officer("PS"), to_release(cleared, "arm"), event="meetings.sitting.opened nothing")
        assert "The Council meets" in page
        cleared.refresh_from_db()
        assert cleared.state == Release.State.CLEARED

    def test_one_that_waits_for_its_hour_waits_for_no_event(self, desk):
        release = releases.clear_release(drafted(embargo_until=datetime(2030, 1, 1, tzinfo=UTC)), by=actor("SG"))
        event = f"meetings.sitting.opened {desk.summit.plenary.key}"
        assert "under embargo until" in desk.is_refused(desk.officer("PS"), to_release(release, "arm"), event=event)
        release.refresh_from_db()
        assert release.state == Release.State.CLEARED

    def test_what_keeps_a_release_back_never_keeps_the_event_back(self, desk, cleared):
        """No officer of the press stops a chair, by intent or by a slip."""
        event = f"meetings.sitting.opened {desk.summit.plenary.key}"
        desk.does(desk.officer("PS"), to_release(cleared, "arm"), event=event)
        Release.objects.filter(pk=cleared.pk).update(embargo_until=datetime(2030, 1, 1, tzinfo=UTC))
        opened(desk.summit)
        desk.summit.plenary.refresh_from_db()
        cleared.refresh_from_db()
        assert desk.summit.plenary.state == "open"
        assert (cleared.state, cleared.armed_event) == (Release.State.CLEARED, "")
        held = Entry.objects.get(verb="newsroom.release.held")
        assert (held.about_key, held.facts["why"]) == (cleared.key, "newsroom.under_embargo")

    def test_a_draft_is_not_armed(self, desk):
        release = drafted()
        event = f"meetings.sitting.closed {desk.summit.plenary.key}"
        assert 'role="alert"' in desk.is_refused(desk.officer("PS"), to_release(release, "arm"), event=event)
        release.refresh_from_db()
        assert release.state == Release.State.DRAFT


class TestHeadline:
    def test_it_is_edited_and_the_clearance_is_gone(self, desk):
        release = releases.clear_release(drafted(), by=actor("SG"))
        address = reverse("desk-headline", kwargs={"key": release.key})
        assert "The Council meets" in desk.reads(desk.officer("PS"), address)
        desk.does(desk.officer("PS"), address, headline_en="The Council meets in Bishkek", deck_en="Six heads")
        release.refresh_from_db()
        assert (release.headline, release.deck) == ({"en": "The Council meets in Bishkek"}, {"en": "Six heads"})
        assert release.state == Release.State.DRAFT
        page = desk.is_refused(desk.officer("PS"), address, headline_en="", deck_en="Kept words")
        assert "Kept words" in page

    def test_what_is_out_is_corrected_by_a_line_that_two_agree_to(self, desk):
        release = releases.clear_release(drafted(), by=actor("SG"))
        releases.publish_release(release, by=actor("PS"))
        assert desk.officer("PS").get(reverse("desk-headline", kwargs={"key": release.key})).status_code == 404
        desk.does(desk.officer("PS"), to_release(release, "note"), note_en="The photograph was of another day.")
        assert not release.corrections.exists()
        desk.agrees(desk.officer("SG"))
        assert release.corrections.get().note == {"en": "The photograph was of another day."}

    def test_a_refused_withdrawal_keeps_its_reason(self, desk):
        release = drafted()
        page = desk.is_refused(desk.officer("PS"), to_release(release, "withdraw"), reason="A name was wrong.")
        assert 'role="alert"' in page
        assert "A name was wrong." in page
        assert release.state == Release.State.DRAFT


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_trail_of_a_day_without_a_following_one_is_refused_in_a_sentence(desk, day):
    said = desk.reads(desk.officer("AD"), f"/desk/trail/?verb=x&day={day}")
    assert "A year between 1900 and 2200 is needed here" in said
