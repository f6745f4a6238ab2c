"""What follows an announcement: the record, the issue, statements, follow-up; and bodies that decide jointly."""

from datetime import UTC, datetime, timedelta

import pytest

from plenary.foundation import clock
from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.people.pairs import confirm, perform
from plenary.foundation.people.waiting import waiting_for
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, follow_up, objections, questions
from plenary.offices.decisions.models import Decision
from plenary.offices.meetings.actions import presence, sessions, sittings
from plenary.offices.meetings.models import Sitting
from plenary.procedure.refusal import NotHere, Refused
from tests.builders.decisions import after_the_window, council_sitting, decided, gavelled, put, question, said
from tests.builders.meetings import accredited, agenda, delegate, delegate_actor, item, session
from tests.builders.organisation import SIX, csto, words
from tests.builders.people import actor, outsider, secretary_general

pytestmark = pytest.mark.django_db


def refusal(function, *arguments, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        function(*arguments, **more)
    return caught.value


def test_announced_by_one_and_recorded_by_another():
    summit = council_sitting()
    (decision,) = decided(summit)
    asked = decision.question
    refused = refusal(announcing.issue_decision, decision, by=actor("DO"), audience="members")
    assert refused.code == "decisions.not_recorded_yet"
    assert refusal(announcing.record_verdict, asked, by=summit.chair()).code == "decisions.recorded_by_who_announced"
    announcing.record_verdict(asked, by=summit.secretary())
    asked.refresh_from_db()
    assert asked.recorded_by.name["en"] == "Secretary of CSC"
    assert refusal(announcing.record_verdict, asked, by=summit.secretary()).code == "decisions.recorded_already"


def test_the_secretary_proposes_and_the_chair_announces_and_both_are_on_record():
    summit = council_sitting()
    asked = gavelled(summit)
    waiting = perform(announcing.announce, by=summit.secretary(), question=asked)
    assert Decision.objects.count() == 0
    (decision,) = confirm(waiting, by=summit.chair())
    assert decision.question.announced_by.name["en"] == "Chair of the session"
    assert decision.question.recorded_by.name["en"] == "Secretary of CSC"


def test_a_decision_becomes_public_by_two_people():
    summit = council_sitting()
    (decision,) = decided(summit)
    announcing.record_verdict(decision.question, by=summit.secretary())
    with pytest.raises(NotHere):
        queries.decision(outsider(), "CSC-2019-1")
    documents = actor("DO", name="One documents officer")
    with pytest.raises(SecondPersonNeeded):
        announcing.issue_decision(decision, by=documents, audience="public")
    waiting = perform(announcing.issue_decision, by=documents, decision=decision, audience="public")
    confirm(waiting, by=secretary_general("Another officer"))
    found = queries.decision(outsider(), "CSC-2019-1")
    assert (found.audience, found.question.audience) == ("public", "public")


def test_a_restricted_sitting_numbers_in_its_own_series():
    summit = council_sitting()
    sittings.close_sitting(summit.plenary, by=summit.chair())
    summit.restricted.refresh_from_db()
    for line in summit.heads.values():
        presence.enter_room(summit.restricted, by=delegate_actor(line, "HD"), delegate=line)
    sittings.open_sitting(summit.restricted, by=summit.chair())
    hidden = agenda.add_item(
        summit.session, by=summit.chair(), title=said("Hidden"), kind="decision", restricted_to=summit.restricted
    )
    hidden.on_agenda = True
    hidden.save()
    asked = questions.prepare_question(hidden, by=summit.chair(), wording=said("That it be so"))
    assert asked.audience == f"sitting:{summit.restricted.key}"
    asked = questions.open_question(asked, by=summit.chair())
    with after_the_window(asked):
        asked = questions.close_question(asked, by=summit.chair())
    (decision,) = announcing.announce(asked, by=summit.chair())
    assert decision.number == "CSC-2019-R1"
    assert list(queries.decisions(outsider())) == []
    assert list(queries.decisions(summit.secretary())) == []
    assert [one.number for one in queries.decisions(summit.head("RUS"))] == ["CSC-2019-R1"]


def test_a_number_given_in_error_stays_as_void():
    summit = council_sitting()
    (decision,) = decided(summit)
    waiting = perform(announcing.void_decision, by=actor("DO", name="D"), decision=decision, reason=said("Read twice"))
    confirm(waiting, by=secretary_general("Another officer"))
    decision.refresh_from_db()
    assert str(decision.void_reason) == "Read twice"
    (following,) = decided(summit)
    assert following.number == "CSC-2019-2"


def test_a_statement_is_attached_until_the_sitting_closes():
    summit = council_sitting()
    (decision,) = decided(summit)
    member = summit.heads["ARM"].delegation.member
    text = said("Armenia reads paragraph 3 as follows")
    made = announcing.attach_statement(decision, by=summit.head("ARM"), member=member, kind="interpretive", text=text)
    assert (made.member.code, decision.statements.count()) == ("ARM", 1)
    assert (
        refusal(
            announcing.attach_statement, decision, by=summit.head("RUS"), member=member, kind="reservation", text=text
        ).code
        == "access.not_allowed"
    )
    sittings.close_sitting(summit.plenary, by=summit.chair())
    assert (
        refusal(
            announcing.attach_statement, decision, by=summit.head("ARM"), member=member, kind="reservation", text=text
        ).code
        == "decisions.sitting_closed"
    )


def test_follow_up_is_made_from_a_decision_reported_and_closed():
    summit = council_sitting()
    (decision,) = decided(summit)
    chair = summit.chair()
    assert refusal(follow_up.add_follow_up, decision, by=chair, task=said("Report")).code == (
        "decisions.follow_up_without_owner"
    )
    line = follow_up.add_follow_up(
        decision,
        by=chair,
        task=said("Report"),
        owner_member=summit.host,
        due_on=datetime(2020, 3, 1, tzinfo=UTC).date(),
    )
    assert refusal(follow_up.close_follow_up, line, by=chair).code == "decisions.follow_up_not_reported"
    assert refusal(follow_up.report_follow_up, line, by=summit.head("RUS"), text=said("Done")).code == (
        "access.not_in_scope"
    )
    follow_up.report_follow_up(line, by=summit.head("KGZ"), text=said("Done"))
    closed = follow_up.close_follow_up(line, by=chair)
    assert (closed.state, queries.follow_ups_of(chair, decision).get().reports.count()) == ("closed", 1)


@pytest.mark.parametrize("owner", ["another member", "a body", "somebody else by name"])
def test_two_focal_points_do_not_act_on_a_line_that_is_not_theirs(owner):
    """Each only proposes; two who propose are a pair, and a pair has no wider reach than its head of delegation."""
    summit = council_sitting()
    (decision,) = decided(summit)
    owners = {
        "another member": {"owner_member": summit.host},
        "a body": {"owner_body": summit.bodies["CSC"]},
        "somebody else by name": {"owner": said("The host city")},
    }
    line = follow_up.add_follow_up(decision, by=summit.chair(), task=said("Report"), **owners[owner])
    first, second = (actor("FP", f"member:{code}", name=f"Focal point of {code}") for code in ("RUS", "ARM"))
    both = second.confirming(first.person_key)
    for act, more in ((follow_up.report_follow_up, "text"), (follow_up.close_follow_up, "ground")):
        assert refusal(act, line, by=both, **{more: said("Done")}).code == "access.not_of_the_delegation"
    own = follow_up.add_follow_up(
        decision,
        by=summit.chair(),
        task=said("Report"),
        owner_member=summit.delegations["ARM"].member,
    )
    assert refusal(follow_up.report_follow_up, own, by=both, text=said("Done")).code == "access.not_of_the_delegation"
    waiting = perform(follow_up.report_follow_up, by=second, follow_up=own, text=said("Done"))
    for outside in (secretary_general(), summit.secretary(), summit.chair(), summit.head("RUS"), first):
        assert waiting_for(outside) == []
    assert confirm(waiting, by=summit.head("ARM")).follow_up.state == "reported"


def joint_meeting():
    """Ministers and secretaries of six members in one room, each for a body."""
    summit = session(csto(), "CMFA", "CMD", "CSSC", ref="JOINT-2019-1")
    for body, office in (("CMFA", "foreign_minister"), ("CMD", "defence_minister"), ("CSSC", "security_secretary")):
        for code in SIX:
            summit.heads[f"{code} {body}"] = accredited(summit, delegate(summit, code, "", "head", office, body))
    summit.meeting = sessions.plan_meeting(summit.session, by=summit.secretariat)
    summit.plenary = sittings.plan_sitting(
        summit.meeting,
        by=summit.secretariat,
        title=words("Joint"),
        format="ministerial",
        ground="Notice paragraph 1",
        admitted_classes=("foreign_minister", "defence_minister", "security_secretary"),
    )
    item(summit, "The draft statement")
    for line in summit.heads.values():
        presence.enter_room(summit.plenary, by=delegate_actor(line, "HD"), delegate=line)
    chair = summit.chair()
    sessions.open_session(summit.session, by=chair)
    sittings.open_sitting(summit.plenary, by=chair)
    agenda.adopt_agenda(summit.session, by=chair)
    summit.plenary = Sitting.objects.get(pk=summit.plenary.pk)
    return summit


def test_a_joint_meeting_takes_three_verdicts_and_three_numbers():
    summit = joint_meeting()
    asked = questions.prepare_question(
        summit.session.items.get(),
        by=summit.secretary("CMFA"),
        wording=said("That it go up"),
        sitting=summit.plenary,
        effect="forward",
    )
    asked = put(summit, asked)
    with after_the_window(asked):
        asked = questions.close_question(asked, by=summit.chair())
    assert [(one.body.code, one.outcome) for one in queries.results(asked)] == [
        ("CMFA", "adopted"), ("CMD", "adopted"), ("CSSC", "adopted"),
    ]  # fmt: skip
    made = announcing.announce(asked, by=summit.chair())
    assert [one.number for one in made] == ["CMFA-2019-1", "CMD-2019-1", "CSSC-2019-1"]


def test_one_body_that_does_not_agree_stops_a_joint_decision():
    summit = joint_meeting()
    asked = questions.prepare_question(
        summit.session.items.get(),
        by=summit.secretary("CMFA"),
        wording=said("That it go up"),
        sitting=summit.plenary,
        effect="forward",
    )
    asked = put(summit, asked)
    minister = delegate_actor(summit.heads["KAZ CMD"], "HD")
    assert refusal(objections.object_to, asked, by=minister).code == "decisions.which_body"
    assert refusal(objections.object_to, asked, by=minister, body=summit.bodies["CSSC"]).code == (
        "decisions.not_on_the_list"
    )
    objections.object_to(asked, by=minister, body=summit.bodies["CMD"])
    asked = questions.close_question(asked, by=summit.chair(), without_adoption=True)
    assert [(one.body.code, one.outcome) for one in queries.results(asked)] == [
        ("CMFA", "adopted"), ("CMD", "not adopted"), ("CSSC", "adopted"),
    ]  # fmt: skip
    assert asked.outcome == "not adopted"
    assert announcing.announce(asked, by=summit.chair()) == []


def test_silence_runs_to_its_instant_and_an_objection_at_that_instant_is_late():
    summit = council_sitting()
    asked = question(summit, subject="silence", wording="That the text stand")
    start = clock.now()
    ends = start + timedelta(hours=80)
    early = refusal(questions.open_question, asked, by=summit.chair(), closes_at=start + timedelta(hours=2))
    assert early.code == "silence.too_short"
    asked = questions.open_question(asked, by=summit.chair(), closes_at=ends, zone="Asia/Bishkek")
    running = refusal(questions.close_question, asked, by=summit.chair())
    assert (running.code, running.facts["zone"]) == ("decisions.silence_running", "Asia/Bishkek")
    with clock.standing_at(ends):
        late = objections.object_to(asked, by=summit.head("BLR"))
        assert late.is_late
        asked = questions.close_question(asked, by=summit.chair())
    assert asked.outcome == "adopted"
    steps = [step["code"] for step in asked.bodies.get().verdict["steps"]]
    assert "silence.at_the_instant" in steps and "silence.kept" in steps


def test_silence_extended_and_then_broken_stays_broken():
    summit = council_sitting()
    asked = question(summit, subject="silence")
    ends = clock.now() + timedelta(hours=80)
    asked = questions.open_question(asked, by=summit.chair(), closes_at=ends)
    asked = questions.extend_silence(asked, by=summit.chair(), until=ends + timedelta(hours=24))
    with clock.standing_at(ends + timedelta(hours=1)):
        made = objections.object_to(asked, by=summit.head("BLR"), reason=said("No"))
        assert not made.is_late
        assert (
            refusal(questions.extend_silence, asked, by=summit.chair(), until=ends + timedelta(hours=48)).code
            == "decisions.silence_broken_already"
        )
        asked = questions.close_question(asked, by=summit.chair())
    assert asked.outcome == "silence broken"
