"""A decision is issued by two and followed up at the desk."""

import pytest

from plenary.interfaces.web.documents.desk_referrals_forms import Refer
from plenary.offices.decisions.actions import announcing
from plenary.offices.decisions.models import Decision, FollowUp
from tests.builders.decisions import council_sitting, decided, gavelled, question
from tests.builders.documents import issued
from tests.builders.people import actor
from tests.interfaces.web.desk.conftest import Desk


@pytest.fixture
def desk(db) -> Desk:
    return Desk(council_sitting())


@pytest.fixture
def decision(desk) -> Decision:
    taken = decided(desk.summit)[0]
    announcing.record_verdict(taken.question, by=desk.summit.secretary())
    return taken


def at(decision: Decision, verb: str = "") -> str:
    return f"/desk/decisions/{decision.number}/{verb + '/' if verb else ''}"


def test_opens_for_the_secretariat_alone(desk, decision):
    assert decision.number in desk.reads(desk.officer("SG"), at(decision))
    assert desk.officer("HD", "member:RUS").get(at(decision)).status_code == 404
    assert desk.officer("SG").get("/desk/decisions/CSC-2019-99/").status_code == 404


def test_it_is_issued_to_everybody_by_two(desk, decision):
    officer = desk.officer("DO")
    assert "Everybody will be able to read it" in desk.reads(officer, at(decision, "issue"))
    desk.does(officer, at(decision, "issue"), audience="public", seen="public")
    decision.refresh_from_db()
    assert decision.issued_at is None
    desk.agrees(desk.officer("SG"))
    decision.refresh_from_db()
    assert (decision.audience, decision.issued_at is not None) == ("public", True)


def test_follow_up_is_added_reported_and_closed(desk, decision):
    general = desk.officer("SG")
    desk.does(general, at(decision, "follow-up"), task_en="Report on water", owner_body=desk.summit.bodies["CMD"].key)
    line = FollowUp.objects.get()
    page = desk.is_refused(general, at(decision, "close"), line=line.key)
    assert 'role="alert"' in page
    desk.does(general, at(decision, "report"), line=line.key, text_en="Done")
    desk.does(general, at(decision, "close"), line=line.key)
    line.refresh_from_db()
    assert line.state == FollowUp.State.CLOSED


def test_a_line_without_an_owner_keeps_its_task(desk, decision):
    page = desk.is_refused(desk.officer("SG"), at(decision, "follow-up"), task_en="Report on water and ice")
    assert "Report on water and ice" in page


def test_a_statement_is_attached_at_a_members_request(desk, decision):
    secretary = desk.officer("SB", "body:CSC")
    desk.does(
        secretary, at(decision, "statement"), member=desk.summit.host.key, kind="reservation", text_en="Save on water"
    )
    assert "Save on water" in desk.reads(secretary, at(decision))


def test_a_number_is_voided_by_two(desk, decision):
    desk.does(desk.officer("SG"), at(decision, "void"), reason_en="Given twice")
    decision.refresh_from_db()
    assert decision.void_at is None
    desk.agrees(desk.officer("DO"))
    decision.refresh_from_db()
    assert decision.void_at is not None


@pytest.mark.parametrize("behind_doors", [True, False])
def test_a_number_is_offered_as_ground_only_where_all_readers_of_the_text_may_know_it(desk, behind_doors):
    document, _version = issued(desk.summit.bodies["CSC"], audience="members")
    asked = gavelled(desk.summit, question(desk.summit, document=document, effect="forward"))
    inside = f"sitting:{desk.summit.restricted.key}"
    if behind_doors:
        asked.audience = inside
        asked.save()
    (taken,) = announcing.announce(asked, by=desk.summit.chair())
    opened = Refer.starting(actor("SB", "body:CSC", inside), document, {})
    assert opened.get("ground", "") == ("" if behind_doors else taken.number)
