"""After the decision: a text is followed up with an owner for every paragraph, and is closed by the last report."""

from datetime import timedelta

import pytest

from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, follow_up, following, questions
from plenary.offices.decisions.models import Decision
from plenary.offices.documents.actions import receive_referral, refer_document, send_referral
from plenary.offices.documents.models import Document
from plenary.procedure.refusal import Refused
from tests.builders.decisions import after_the_window, council_sitting, decided, put, question
from tests.builders.documents import issued, to_table
from tests.builders.organisation import words
from tests.builders.people import actor, secretary_general

pytestmark = pytest.mark.django_db


def refusal(function, *arguments, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        function(*arguments, **more)
    return caught.value


def adopted() -> tuple[Document, Decision]:
    summit = council_sitting()
    document, _version = issued(summit.bodies["CSC"])
    to_table(document, summit.bodies["CSC"])
    (decision,) = decided(summit, question(summit, document=document))
    return document, decision


def test_a_text_is_in_follow_up_once_every_paragraph_has_an_owner_or_needs_none():
    _document, decision = adopted()
    anchors = [one.anchor for one in queries.operative_paragraphs(decision)]
    assert anchors, "the builder's statement has operative paragraphs"
    refused = refusal(following.begin_follow_up, decision, by=secretary_general())
    assert (refused.code, refused.facts["count"]) == ("decisions.paragraphs_without_owner", len(anchors))
    follow_up.add_follow_up(
        decision, by=secretary_general(), task=words("Report"), owner=words("Secretariat"), anchor=anchors[0]
    )
    assert [one.anchor for one in queries.unowned_paragraphs(decision)] == anchors[1:]
    moved = following.begin_follow_up(decision, by=secretary_general(), none_needed=anchors[1:])
    assert moved.state == "in follow-up"


def test_a_text_is_closed_by_the_last_report_and_not_before():
    _document, decision = adopted()
    anchors = [one.anchor for one in queries.operative_paragraphs(decision)]
    line = follow_up.add_follow_up(
        decision, by=secretary_general(), task=words("Report"), owner=words("Secretariat"), anchor=anchors[0]
    )
    following.begin_follow_up(decision, by=secretary_general(), none_needed=anchors[1:])
    refused = refusal(following.close_text, decision, by=secretary_general())
    assert (refused.code, refused.facts["count"], refused.facts["owners"]) == (
        "decisions.reports_are_due", 1, "Secretariat",
    )  # fmt: skip
    follow_up.report_follow_up(line, by=secretary_general(), text=words("Done"))
    assert refusal(following.close_text, decision, by=secretary_general()).code == "decisions.reports_are_due"
    follow_up.close_follow_up(line, by=secretary_general())
    assert following.close_text(decision, by=secretary_general()).state == "closed"


def test_wording_is_confirmed_without_a_number():
    summit = council_sitting()
    document, _version = issued(summit.bodies["CSC"])
    to_table(document, summit.bodies["CSC"])
    assert decided(summit, question(summit, document=document, effect="confirm")) == []
    document.refresh_from_db()
    assert (document.state, Decision.objects.count()) == ("tabled", 0)


def test_a_text_is_endorsed_only_once_the_decision_that_sent_it_has_its_number():
    summit = council_sitting()
    document, _version = issued(summit.bodies["CMFA"])
    sent = refer_document(
        document,
        by=actor("DO"),
        from_bodies=[summit.bodies["CMFA"]],
        to_body=summit.bodies["CSC"],
        verb="endorsement",
        ground="CSC-2019-1",
    )
    send_referral(sent, by=actor("DO"))
    sent.refresh_from_db()
    receive_referral(sent, by=summit.secretary())
    asked = question(summit, document=document, effect="endorse")
    refused = refusal(put, summit, asked)
    assert refused.code == "documents.guard_not_met"
    assert refused.facts["missing"] == ["decision of the lower body numbered"]
    decided(summit, question(summit))
    asked = put(summit, asked)
    with after_the_window(asked):
        asked = questions.close_question(asked, by=summit.chair())
    announcing.announce(asked, by=summit.chair())
    document.refresh_from_db()
    assert document.state == "endorsed"


class TestTheGroundOfAReferral:
    """Source: a text is referred by the presiding officer of a body by its decision; that is one on this text."""

    def sent_up(self, summit, document, ground: str, from_body: str = "CSC", to_body: str = "CMFA"):
        return refer_document(
            document,
            by=actor("DO"),
            from_bodies=[summit.bodies[from_body]],
            to_body=summit.bodies[to_body],
            verb="consideration",
            ground=ground,
        )

    def test_it_is_a_decision_on_this_text_by_a_body_that_sends_it(self):
        summit = council_sitting()
        document, _version = issued(summit.bodies["CSC"])
        other, _its = issued(summit.bodies["CSC"])
        to_table(other, summit.bodies["CSC"])
        [decision] = decided(summit, question(summit, document=other, effect="adopt"))
        with pytest.raises(Refused) as caught:
            self.sent_up(summit, document, decision.number)
        assert (caught.value.code, caught.value.facts["count"]) == ("decisions.ground_on_other_texts", 1)
        assert document.referrals.count() == 0
        Decision.objects.update(document=document)
        with pytest.raises(Refused) as caught:
            self.sent_up(summit, document, decision.number, "CMFA", "CSC")
        assert caught.value.code == "decisions.ground_of_another_body"
        assert self.sent_up(summit, document, decision.number).ground == decision.number

    def test_a_general_one_is_no_older_than_the_text_and_a_void_one_is_none(self):
        summit = council_sitting()
        [decision] = decided(summit, question(summit))
        assert decision.document is None
        document, version = issued(summit.bodies["CSC"])
        type(version).objects.filter(pk=version.pk).update(made_at=decision.adopted_at + timedelta(days=1))
        with pytest.raises(Refused) as caught:
            self.sent_up(summit, document, decision.number)
        assert caught.value.code == "decisions.ground_before_the_text"
        type(version).objects.filter(pk=version.pk).update(made_at=decision.adopted_at - timedelta(days=1))
        Decision.objects.update(void_at=decision.adopted_at)
        with pytest.raises(Refused) as caught:
            self.sent_up(summit, document, decision.number)
        assert caught.value.code == "decisions.ground_is_void"
        Decision.objects.update(void_at=None)
        assert self.sent_up(summit, document, decision.number).state == "decided"
