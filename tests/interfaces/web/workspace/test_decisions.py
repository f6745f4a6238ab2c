"""Decisions with what members attach, silence put in writing, follow-up and signing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plenary.foundation import clock
from plenary.foundation.people.models import Pending
from plenary.interfaces.web.shell import moments
from plenary.offices.decisions.actions import follow_up, questions
from plenary.offices.decisions.models import AttachedStatement, Objection, Question
from plenary.offices.instruments.models import Signature
from plenary.offices.organisation.models import Member
from tests.builders import decisions as deciding
from tests.builders import instruments as signing
from tests.builders import meetings as building
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.interfaces.web.workspace.conftest import browser_of


@pytest.fixture
def sitting(db):
    return deciding.council_sitting()


@pytest.fixture
def decision(sitting):
    return deciding.decided(sitting)[0]


@pytest.fixture
def silence(sitting):
    """A silence procedure of eighty hours."""
    asked = deciding.question(sitting, subject="silence", wording="That the text stand")
    ends = clock.now() + timedelta(hours=80)
    return questions.open_question(asked, by=sitting.chair(), closes_at=ends, zone="Asia/Bishkek")


def of(decision):
    return f"/w/decisions/{decision.number}/"


# Decisions


def test_a_member_reads_the_decision_with_the_steps_of_the_verdict(sitting, decision):
    page = browser_of(sitting.head("RUS")).page(of(decision))
    assert decision.number in page
    assert "Adopted by consensus" in page
    assert 'class="verdict"' in page
    assert decision.number in browser_of(sitting.head("RUS")).page("/w/decisions/")


def test_an_observer_finds_no_decision_of_members(decision):
    observer = browser_of(actor("OB", "partner:UN"))
    observer.page(of(decision), 404)
    assert decision.number not in observer.page("/w/decisions/")


def test_a_head_attaches_a_statement_that_stands_under_the_decision(sitting, decision):
    head = browser_of(sitting.head("KAZ"))
    page = head.done(of(decision), kind="reservation", text="We reserve our position on paragraph 2.")
    assert "Your statement is attached." in page
    assert "We reserve our position on paragraph 2." in page
    assert AttachedStatement.objects.get().member.code == "KAZ"
    assert "We reserve our position" in head.page("/w/m/CSC-2019-1/")
    assert "We reserve our position" not in browser_of(sitting.head("RUS")).page("/w/m/CSC-2019-1/")


def test_after_the_sitting_is_closed_a_statement_is_refused_and_its_words_are_kept(sitting, decision):
    head = browser_of(sitting.head("KAZ"))
    assert "<textarea" in head.page(of(decision))
    sitting.plenary.refresh_from_db()
    building.sittings.close_sitting(sitting.plenary, by=sitting.chair())
    assert "<textarea" not in head.page(of(decision))
    page = head.refused(of(decision), kind="reservation", text="Words that came late")
    assert "Words that came late" in page
    assert 'role="alert"' in page


def test_a_member_of_a_delegation_attaches_nothing(sitting, decision):
    adviser = browser_of(building.delegate_actor(building.delegate(sitting, "RUS", "An Adviser"), "DM"))
    assert "<textarea" not in adviser.page(of(decision))
    assert "Words of an adviser" in adviser.refused(of(decision), kind="reservation", text="Words of an adviser")
    assert not AttachedStatement.objects.exists()


# Silence


def test_the_deadline_stands_in_the_zone_of_the_question(sitting, silence):
    page = browser_of(sitting.head("RUS")).page(f"/w/questions/{silence.key}/")
    assert "Silence counts as agreement at" in page
    assert "That the text stand" in page
    assert "Break silence" in page


def test_today_says_on_which_day_silence_becomes_agreement(sitting, silence):
    page = browser_of(sitting.head("RUS")).page("/today/")
    day = moments.day_words(silence.closes_at, zone="Asia/Bishkek")
    hour = moments.hour_words(silence.closes_at, "Asia/Bishkek")
    assert f"Silence counts as agreement at {hour} (UTC+6) on {day}" in page
    assert f'<span class="when"><time datetime="{silence.closes_at:%Y-%m-%dT%H:%M}' in page
    assert f'">{moments.day_words(silence.closes_at, "short", zone="Asia/Bishkek")}, ' in page


def test_silence_is_broken_with_a_reason(sitting, silence):
    head = browser_of(sitting.head("BLR"))
    address = f"/w/questions/{silence.key}/"
    assert "This field is required." in head.refused(address, act="break", reason="", amendment="Half a text")
    assert not Objection.objects.exists()
    page = head.done(address, act="break", reason="Paragraph 2 goes too far.", amendment="Half a text")
    assert "Your objection is before the chair. The text is not adopted." in page
    made = Objection.objects.get()
    assert (made.member.code, made.is_late, made.reason) == ("BLR", False, {"en": "Paragraph 2 goes too far."})
    assert "Paragraph 2 goes too far." in browser_of(sitting.head("RUS")).page(address)


def test_what_arrives_after_the_time_is_said_to_be_late(sitting, silence):
    head = browser_of(sitting.head("BLR"))
    address = f"/w/questions/{silence.key}/"
    with clock.standing_at(silence.closes_at + timedelta(minutes=1)):
        page = head.page(address)
        assert "The time is over since" in page
        assert "marked late and not counted" in page
        page = head.done(address, act="break", reason="No")
    assert "Your message arrived after the time. It is kept, marked late, and not counted." in page
    assert Objection.objects.get().is_late


def test_the_chair_gives_more_time_and_a_head_cannot(sitting, silence):
    address = f"/w/questions/{silence.key}/"
    until = (silence.closes_at + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    head = browser_of(sitting.head("BLR"))
    assert 'name="until"' not in head.page(address)
    assert "The chair gives more time" in head.page(address)
    head.refused(address, act="extend", until=until, asked_by="BLR")
    page = browser_of(sitting.chair()).done(address, act="extend", until=until, asked_by="BLR")
    assert "Belarus asked for time" in page
    silence.refresh_from_db()
    assert silence.closes_at.strftime("%Y-%m-%dT%H:%M") != until


def test_one_takes_back_ones_own_objection_and_no_other(sitting, silence):
    address = f"/w/questions/{silence.key}/"
    head = browser_of(sitting.head("BLR"))
    head.done(address, act="break", reason="No")
    made = Objection.objects.get()
    other = browser_of(sitting.head("RUS"))
    assert other.post(address, {"act": "withdraw", "objection": made.key}).status_code == 404
    head.done(address, act="withdraw", objection=made.key)
    made.refresh_from_db()
    assert made.withdrawn_at is not None


def test_a_question_of_a_restricted_sitting_is_not_found_outside_it(sitting, silence):
    Question.objects.filter(pk=silence.pk).update(audience=f"sitting:{sitting.restricted.key}")
    browser_of(actor("DM", "member:RUS")).page(f"/w/questions/{silence.key}/", 404)
    browser_of(sitting.head("RUS")).page(f"/w/questions/{silence.key}/")


# Follow-up


@pytest.fixture
def line(sitting, decision):
    return follow_up.add_follow_up(
        decision,
        by=sitting.secretariat,
        task=words("Report on the border"),
        owner_member=Member.objects.get(code="TJK"),
    )


def test_the_owner_reports_and_sees_what_was_recorded(sitting, line):
    head = browser_of(sitting.head("TJK"))
    assert "Report on the border" in head.page("/w/follow-up/")
    assert "This field is required." in head.refused(f"/w/follow-up/{line.key}/", text="")
    page = head.done(f"/w/follow-up/{line.key}/", text="Two posts were built.")
    assert "Your report is recorded." in page
    assert "Two posts were built." in page


def test_the_line_of_another_member_is_not_found(sitting, line):
    head = browser_of(sitting.head("RUS"))
    assert "Report on the border" not in head.page("/w/follow-up/")
    head.page(f"/w/follow-up/{line.key}/", 404)


def test_a_focal_point_proposes_a_report(sitting, line):
    clerk = browser_of(building.clerk(Member.objects.get(code="TJK")))
    page = clerk.done(f"/w/follow-up/{line.key}/", text="Two posts were built.")
    assert "Your report waits for a second person" in page
    assert Pending.objects.get().act == "decisions.report_follow_up"


def test_a_report_on_a_closed_line_is_refused_and_kept(sitting, line):
    follow_up.close_follow_up(line, by=sitting.secretariat, ground=words("No longer needed"))
    page = browser_of(sitting.head("TJK")).refused(f"/w/follow-up/{line.key}/", text="Words that came late")
    assert "Words that came late" in page


# Signing


@pytest.fixture
def opened(db, settings):
    settings.DEMONSTRATION = True
    return signing.opened()


def test_a_head_sees_what_to_sign_and_signs_once(opened):
    summit, package, paper = opened
    head = browser_of(summit.head("RUS"))
    page = head.page("/w/signing/")
    assert "Documents of the session" in page
    assert "head of state" in page
    assert f"#package-{package.key}" in head.page("/w/m/CSC-2019-1/")
    assert "cannot be taken back" in head.page(f"/w/signing/{paper.key}/")
    assert "Your signature is recorded." in head.done(f"/w/signing/{paper.key}/")
    assert 'role="alert"' in head.refused(f"/w/signing/{paper.key}/")
    assert Signature.objects.get().block.member.code == "RUS"


def test_outside_a_demonstration_papers_are_signed_at_the_table(opened, settings):
    settings.DEMONSTRATION = False
    summit, _package, paper = opened
    head = browser_of(summit.head("RUS"))
    assert "waits for you at the table" in head.page("/w/signing/")
    head.page(f"/w/signing/{paper.key}/", 404)
    assert head.post(f"/w/signing/{paper.key}/").status_code == 404
    assert not Signature.objects.exists()


def test_a_treaty_needs_full_powers_and_says_so(opened):
    summit, _package, paper = opened
    adviser = browser_of(building.delegate_actor(building.delegate(summit, "RUS", "An Adviser"), "DM"))
    assert 'role="alert"' in adviser.refused(f"/w/signing/{paper.key}/")
    assert not Signature.objects.exists()


def test_who_signs_nothing_has_no_signing_page(opened):
    _summit, _package, paper = opened
    for by in (building.clerk(Member.objects.get(code="RUS")), actor("OB", "partner:UN")):
        browser_of(by).page("/w/signing/", 404)
        browser_of(by).page(f"/w/signing/{paper.key}/", 404)
