"""How a text moves on: states and guards, referral without copy, brackets, waivers."""

import pytest

from plenary.foundation.people import pairs
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document, Issue, Referral
from plenary.offices.documents.permissions import can_move
from plenary.offices.organisation.models import Member
from plenary.procedure.documents import State
from tests.builders.documents import by_two, drafted, in_russian, issued, planned, registered, to_table
from tests.builders.organisation import council, csto, words
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def russia() -> Member:
    return Member.objects.get(code="RUS")


def bracketed(document: Document):
    return actions.open_bracket(
        document,
        by=actor("SB", "body:CSC"),
        anchor="op1",
        alternatives=[{"en": "Agree"}, {"en": "Decide"}],
        proponents=[russia()],
    )


def test_a_text_is_tabled_once_it_is_out_in_every_language():
    csc = council()
    document, version = registered(csc)
    secretary = actor("SB", "body:CSC")
    agenda = ["item on the target's provisional agenda"]
    with refused("documents.guard_not_met", after="tabled", missing=["all language versions issued"]):
        actions.move_document(document, by=secretary, state="tabled", met=agenda)
    # What this office sees for itself cannot be attested.
    with refused("documents.guard_not_met", missing=["all language versions issued"]):
        actions.move_document(document, by=secretary, state="tabled", met=[*agenda, "all language versions issued"])
    by_two(actions.issue_version, version=version)
    assert to_table(document, csc).state == "tabled"


def test_the_chair_of_the_body_adopts_and_nobody_else():
    csc = council()
    document, _version = issued(csc)
    to_table(document, csc)
    for stranger, code in (
        (actor("DO"), "access.not_allowed"),
        (actor("HD", "member:RUS"), "access.not_allowed"),
        (actor("PO", "body:CMD"), "access.not_in_scope"),
        (actor("SB", "body:CSC"), "access.second_person_needed"),
    ):
        with refused(code):
            actions.move_document(document, by=stranger, state="adopted", met=["verdict of the body"])
    chair = actor("PO", "sitting:abc")
    assert not can_move(chair, document, State.ADOPTED)
    assert can_move(chair, document, State.ADOPTED, ["sitting:abc"])
    with refused("documents.guard_not_met", missing=["verdict of the body"]):
        actions.move_document(document, by=chair, state="adopted", in_scopes=["sitting:abc"])
    moved = actions.move_document(
        document,
        by=chair,
        state="adopted",
        met=["verdict of the body"],
        in_scopes=["sitting:abc"],
        cite="CSTO Charter art. 12",
    )
    assert moved.state == "adopted"


class TestADelegation:
    """A seat in the body opens its texts to be read; it makes nobody their sponsor, their secretary or the body."""

    WITHDRAWING = {"state": "withdrawn", "met": ["by its sponsor, before voting starts"], "cite": "GA rule 80"}

    def tabled_by(self, code: str) -> Document:
        csc = council()
        document, _version = issued(csc, author=Member.objects.get(code=code))
        return to_table(document, document.body)

    def head_of(self, code: str):
        head = actor("HD", f"member:{code}", name=f"Head of {code}")
        assert "body:CSC" in head.scopes
        return head

    @pytest.mark.parametrize("capacity", ["HD", "PR", "FP"])
    def test_does_not_move_the_text_of_another_member(self, capacity):
        document = self.tabled_by("ARM")
        stranger = actor(capacity, "member:RUS", "body:CSC")
        with refused(
            "documents.not_of_your_delegation",
            document=document.symbol,
            author="ARM",
            after="withdrawn",
            mover="sponsor",
        ) as caught:
            actions.move_document(document, by=stranger, **self.WITHDRAWING)
        assert str(caught.value.cite) == "GA rule 80"
        assert not can_move(stranger, document, State.WITHDRAWN)

    def test_nor_a_text_of_the_secretariat(self):
        document, _version = issued(council())
        to_table(document, document.body)
        head = self.head_of("RUS")
        with refused("documents.not_of_your_delegation", author="", mover="sponsor"):
            actions.move_document(document, by=head, **self.WITHDRAWING)

    def test_takes_its_own_back(self):
        document = self.tabled_by("RUS")
        head = self.head_of("RUS")
        assert can_move(head, document, State.WITHDRAWN)
        assert actions.move_document(document, by=head, **self.WITHDRAWING).state == "withdrawn"

    @pytest.mark.parametrize(
        ("before", "after", "mover"), [("noted", "closed", "body"), ("numbered", "in follow-up", "responsible unit")]
    )
    def test_is_not_the_body_even_for_its_own(self, before, after, mover):
        document = self.tabled_by("RUS")
        Document.objects.filter(pk=document.pk).update(state=before)
        head = self.head_of("RUS")
        with refused("documents.not_of_your_delegation", after=after, mover=mover):
            actions.move_document(
                document,
                by=head,
                state=after,
                met=["the last owner has reported", "every operative paragraph has an owner or needs none"],
            )
        assert not can_move(head, document, State(after))

    def test_two_of_them_do_not_table_a_text(self):
        """Each only proposes to edit drafts, and two who propose are a pair; tabling is the secretary's."""
        csc = council()
        document, _version = issued(csc, author=russia())
        first, second = self.head_of("RUS"), self.head_of("ARM")
        agenda = ["item on the target's provisional agenda"]
        with refused("documents.not_of_your_delegation", mover="secretary of the body"):
            actions.move_document(document, by=second.confirming(first.person_key), state="tabled", met=agenda)

    def test_learns_nothing_of_a_text_that_is_not_open_to_it(self):
        document, _version = drafted(council())
        head = self.head_of("RUS")
        with refused("not_here"):
            actions.move_document(document, by=head, **self.WITHDRAWING)


def test_no_state_is_jumped_over():
    csc = council()
    document, _version = registered(csc)
    chair = actor("PO", "body:CSC")
    with refused("documents.wrong_step", before="registered", after="adopted"):
        actions.move_document(document, by=chair, state="adopted", met=["verdict of the body"])
    with refused("documents.state_unknown", state="done"):
        actions.move_document(document, by=chair, state="done")


def test_an_open_bracket_blocks_adoption_and_a_closed_one_does_not():
    csc = council()
    document, _version = issued(csc)
    bracket = bracketed(document)
    document.refresh_from_db()
    assert (document.state, queries.open_brackets(document).get()) == ("bracketed", bracket)
    assert bracket.alternatives == [
        {"letter": "A", "words": {"en": "Agree"}},
        {"letter": "B", "words": {"en": "Decide"}},
    ]
    to_table(document, csc)
    chair, secretary = actor("PO", "body:CSC"), actor("SB", "body:CSC")
    with refused("documents.open_brackets", brackets=1):
        actions.move_document(document, by=chair, state="adopted", met=["verdict of the body"])
    closed = actions.resolve_bracket(bracket, by=secretary)
    assert (closed.status, closed.closed_in.number) == ("resolved", 1)
    assert queries.open_bracket_counts([document]) == {}
    actions.move_document(document, by=chair, state="adopted", met=["verdict of the body"])
    with refused("documents.bracket_closed", status="resolved"):
        actions.resolve_bracket(bracket, by=secretary)


def test_a_bracket_names_its_words_its_place_and_who_holds_it():
    document, _version = drafted(council())
    secretary, member = actor("SB", "body:CSC"), russia()
    with refused("documents.no_such_paragraph", anchor="op9", number=1):
        actions.open_bracket(document, by=secretary, anchor="op9", alternatives=[{"en": "a"}], proponents=[member])
    with refused("documents.bracket_unnamed"):
        actions.open_bracket(document, by=secretary, anchor="op1", alternatives=[], proponents=[member])
    with refused("documents.bracket_unnamed"):
        actions.open_bracket(document, by=secretary, anchor="op1", alternatives=[{"en": "a"}], proponents=[])


def test_an_adopted_text_is_only_corrected():
    csc = council()
    document, _version = issued(csc)
    to_table(document, csc)
    chair, officer = actor("PO", "body:CSC"), actor("DO")
    actions.move_document(document, by=chair, state="adopted", met=["verdict of the body"])
    numbered = actions.move_document(document, by=chair, state="numbered", met=["number given and text hash frozen"])
    with refused("documents.text_frozen", state="numbered"):
        actions.add_version(numbered, by=officer, texts={"ru": in_russian()})
    corrected = actions.add_version(numbered, by=officer, texts={"ru": in_russian()}, suffix="Corr.1")
    assert queries.symbol_of(corrected) == "ORG/CSC/2019/L.1/Corr.1"
    assert queries.sealed_version(numbered).number == 1


def test_a_text_travels_by_referral_and_not_by_copy():
    bodies = csto()
    document, version = issued(bodies["CMFA"], distribution="restricted")
    officer, sg = actor("DO"), secretary_general("Another")
    referral = actions.refer_document(
        document,
        by=officer,
        from_bodies=[bodies["CMFA"], bodies["CMD"], bodies["CSSC"]],
        to_body=bodies["CSC"],
        verb="adoption",
        ground="CMFA-2019-4",
    )
    assert Document.objects.count() == 1
    assert (referral.state, referral.text_version, referral.brackets_left) == ("decided", version, 0)
    assert [body.code for body in referral.from_bodies.order_by("rank")] == ["CMFA", "CMD", "CSSC"]
    document.refresh_from_db()
    assert document.state == "referred"
    with refused("access.second_person_needed", row="widen_audience"):
        actions.send_referral(referral, by=officer)
    sent = pairs.confirm(pairs.perform(actions.send_referral, by=officer, referral=referral), by=sg)
    document.refresh_from_db()
    assert (sent.state, document.audience) == ("sent", "body:CMFA,body:CSC")
    assert set(Issue.objects.values_list("audience", flat=True)) == {"body:CMFA", "body:CSC"}
    assert queries.texts(actor("SB", "body:CSC"), document).count() == 2
    secretary = actor("SB", "body:CSC")
    received = actions.receive_referral(sent, by=secretary)
    assert (received.state, received.received_at is not None) == ("received", True)
    assert list(queries.referrals_to(secretary, bodies["CSC"])) == [referral]
    assert list(queries.documents_of(secretary, bodies["CSC"])) == [document]
    with refused("documents.referral_not_there", state="received", needed="sent"):
        actions.receive_referral(received, by=secretary)


def test_a_limited_text_is_sent_on_by_one_person():
    bodies = csto()
    document, _version = issued(bodies["CMFA"])
    officer = actor("DO")
    referral = actions.refer_document(
        document, by=officer, from_bodies=[bodies["CMFA"]], to_body=bodies["CSC"], verb="adoption", ground="CMFA-2019-4"
    )
    assert actions.send_referral(referral, by=officer).state == "sent"
    document.refresh_from_db()
    assert document.audience == "members"


def test_a_referral_rests_on_a_decision_or_says_that_it_is_customary():
    bodies = csto()
    document, _version = issued(bodies["CMFA"])
    officer = actor("DO")
    arguments = {"by": officer, "from_bodies": [bodies["CMFA"]], "to_body": bodies["CSC"], "verb": "adoption"}
    with refused("documents.referral_without_decision", body="CMFA"):
        actions.refer_document(document, **arguments)
    with refused("documents.referral_to_itself", body="CMFA"):
        actions.refer_document(document, **{**arguments, "to_body": bodies["CMFA"]}, ground="x")
    with refused("documents.verb_unknown", verb="applause"):
        actions.refer_document(document, **{**arguments, "verb": "applause"}, ground="x")
    with refused("documents.referral_from_nobody"):
        actions.refer_document(document, **{**arguments, "from_bodies": []}, ground="x")
    referral = actions.refer_document(document, **arguments, is_customary=True)
    assert (referral.is_customary, referral.ground) == (True, "")


def test_a_planned_document_takes_the_customary_route_without_a_text():
    bodies = csto()
    document, officer = planned(bodies["CMFA"]), actor("DO")
    referral = actions.refer_document(
        document, by=officer, from_bodies=[bodies["CMFA"]], to_body=bodies["CSC"], verb="adoption", is_customary=True
    )
    document.refresh_from_db()
    assert (document.state, referral.text_version) == ("mandated", None)
    with refused("documents.wrong_step", before="mandated"):
        actions.refer_document(
            document, by=officer, from_bodies=[bodies["CMFA"]], to_body=bodies["CSC"], verb="adoption", ground="x"
        )


def test_a_text_with_brackets_goes_up_for_less_than_adoption():
    bodies = csto()
    document, _version = issued(bodies["CSC"])
    bracketed(document)
    officer = actor("DO")
    arguments = {"by": officer, "from_bodies": [bodies["CSC"]], "to_body": bodies["PC"], "ground": "CSC-2019-1"}
    with refused("documents.open_brackets", brackets=1, verb="for adoption"):
        actions.refer_document(document, **arguments, verb="adoption")
    assert actions.refer_document(document, **arguments, verb="consideration").brackets_left == 1


def test_a_text_sent_for_information_is_not_adopted():
    bodies = csto()
    document, _version = issued(bodies["CMFA"])
    officer = actor("DO")
    actions.refer_document(
        document, by=officer, from_bodies=[bodies["CMFA"]], to_body=bodies["CSC"], verb="information", ground="x"
    )
    to_table(document, bodies["CSC"])
    chair = actor("PO", "body:CSC")
    with refused("documents.answer_does_not_fit_verb", answer="adopted", allowed=["noted"]):
        actions.move_document(document, by=chair, state="adopted", met=["verdict of the body"])
    assert actions.move_document(document, by=chair, state="noted", met=["verdict of the body"]).state == "noted"


def test_a_returned_text_says_why():
    bodies = csto()
    document, _version = issued(bodies["CMFA"])
    officer, secretary, chair = actor("DO"), actor("SB", "body:CSC"), actor("PO", "body:CSC")
    referral = actions.refer_document(
        document, by=officer, from_bodies=[bodies["CMFA"]], to_body=bodies["CSC"], verb="consideration", ground="x"
    )
    received = actions.receive_referral(actions.send_referral(referral, by=officer), by=secretary)
    with refused("documents.reason_missing"):
        actions.return_referral(received, by=chair, note=words(""))
    returned = actions.return_referral(received, by=chair, note=words("Paragraph 2 is open"))
    assert (returned.state, Referral.objects.get().note) == ("returned", {"en": "Paragraph 2 is open"})


def test_a_body_waives_a_late_document_once_and_says_why():
    csc = council()
    document, _version = registered(csc)
    chair, officer = actor("PO", "body:CSC"), actor("DO")
    with refused("access.not_allowed", row="announce_verdict"):
        actions.grant_waiver(document, by=officer, body=csc, reason=words("late"))
    with refused("documents.reason_missing"):
        actions.grant_waiver(document, by=chair, body=csc, reason=words(""))
    waiver = actions.grant_waiver(document, by=chair, body=csc, reason=words("came on the day"))
    assert (waiver.body, queries.is_waived(document, csc)) == (csc, True)
    with refused("documents.already_waived", body="CSC"):
        actions.grant_waiver(document, by=chair, body=csc, reason=words("again"))
