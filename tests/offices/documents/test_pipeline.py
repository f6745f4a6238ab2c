"""How a text moves on: states and guards, referral without copy, brackets, waivers."""

import pytest

from plenary.foundation.journal.models import Entry
from plenary.foundation.people import pairs
from plenary.foundation.people.waiting import waiting_for
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

    @pytest.mark.parametrize("capacity", ["FP", "SB", "SG"])
    def test_its_own_is_taken_back_by_its_own_head_whoever_proposed_it(self, capacity):
        document = self.tabled_by("RUS")
        by = actor(capacity, {"FP": "member:RUS", "SB": "body:CSC", "SG": ""}[capacity], name="Who proposes")
        waiting = pairs.perform(actions.move_document, by=by, document=document, **self.WITHDRAWING)
        for outside in (secretary_general(), actor("SB", "body:CSC"), self.head_of("ARM"), actor("FP", "member:RUS")):
            assert waiting_for(outside) == []
            with refused("access.not_of_the_delegation", member="RUS", capacity=outside.capacity):
                pairs.confirm(waiting, by=outside)
        assert pairs.confirm(waiting, by=self.head_of("RUS")).state == "withdrawn"

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
    with refused("documents.text_frozen", state="numbered"):
        actions.add_version(numbered, by=officer, texts={"ru": in_russian()}, suffix="Corr.1")
    mended = [{**one, "text": one["text"].replace("Решают", "Решили")} for one in in_russian()]
    corrected = by_two(actions.correct_text, document=numbered, texts={"ru": mended}, reason=words("A word was wrong"))
    assert queries.symbol_of(corrected) == "ORG/CSC/2019/L.1/Corr.1"
    assert queries.sealed_version(numbered).number == 1
    with refused("documents.text_frozen", state="numbered"):
        actions.add_translation(corrected, by=officer, language="fr", paragraphs=[{"text": "Déclaration"}])


def test_addenda_and_corrigenda_are_acts_of_their_own_before_a_decision_too():
    document, _version = issued(council())
    officer = actor("DO")
    for suffix in ("Corr.1", "Add.1", "Rev.1/Corr.1"):
        with refused("documents.suffix_by_mending", said=suffix):
            actions.add_version(document, by=officer, texts={"ru": in_russian()}, suffix=suffix)
    draft = actions.open_draft(document, by=officer)
    with refused("documents.suffix_by_mending", said="Add.1"):
        actions.make_version(draft, by=officer, suffix="Add.1")
    assert document.versions.count() == 1


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


class TestAJointMeeting:
    """Several bodies in one room: one act refers and one sends; each body receives and answers for itself."""

    def referred(self, **more):
        bodies = csto()
        document, _version = issued(bodies["CSC"], **more)
        referral = actions.refer_document(
            document,
            by=actor("DO"),
            from_bodies=[bodies["CSC"]],
            to_body=bodies["CMFA"],
            and_to=[bodies["CMD"], bodies["CSSC"], bodies["CMD"]],
            verb="endorsement",
            ground="CSC-2019-1",
        )
        return bodies, document, referral

    def test_is_referred_to_by_one_act_that_names_each_body(self):
        bodies, document, referral = self.referred()
        assert [body.code for body in referral.to_bodies] == ["CMFA", "CMD", "CSSC"]
        hops = Referral.objects.order_by("pk")
        assert [(one.to_body.code, one.decided_with) for one in hops] == [
            ("CMFA", None),
            ("CMD", referral),
            ("CSSC", referral),
        ]
        entry = Entry.objects.get(verb="documents.referral.decided")
        names = [str(bodies[code].name) for code in ("CMFA", "CMD", "CSSC")]
        assert entry.facts["to_body"]["en"] == ", ".join(names)
        document.refresh_from_db()
        assert document.state == "referred"

    def test_no_body_refers_to_itself_among_others(self):
        bodies = csto()
        document, _version = issued(bodies["CMD"])
        officer = actor("DO")
        with refused("documents.referral_to_itself", body="CMD"):
            actions.refer_document(
                document,
                by=officer,
                from_bodies=[bodies["CMD"]],
                to_body=bodies["CMFA"],
                and_to=[bodies["CMD"]],
                verb="endorsement",
                ground="x",
            )
        assert not Referral.objects.exists()

    @pytest.mark.parametrize("which", [0, 2])
    def test_is_sent_to_by_one_act_whichever_body_is_named_and_read_by_all_at_once(self, which):
        _bodies, document, _referral = self.referred(distribution="restricted")
        named = Referral.objects.order_by("pk")[which]
        officer = actor("DO")
        with refused("access.second_person_needed", row="widen_audience"):
            actions.send_referral(named, by=officer)
        pending = pairs.perform(actions.send_referral, by=officer, referral=named)
        assert pairs.confirm(pending, by=secretary_general("Another")).pk == named.pk
        assert set(Referral.objects.values_list("state", flat=True)) == {"sent"}
        document.refresh_from_db()
        assert document.audience == "body:CMD,body:CMFA,body:CSC,body:CSSC"
        assert Issue.objects.exclude(audience="body:CSC").values_list("audience", flat=True).distinct().get() == (
            "body:CMD,body:CMFA,body:CSSC"
        )
        assert Entry.objects.filter(verb="documents.referral.sent").count() == 1
        with refused("documents.referral_not_there", state="sent", needed="decided"):
            actions.send_referral(named, by=officer)

    def test_receives_body_by_body(self):
        bodies, document, referral = self.referred()
        actions.send_referral(referral, by=actor("DO"))
        of_defence = actor("SB", "body:CMD")
        with refused("access.not_in_scope"):
            actions.receive_referral(referral, by=of_defence)
        actions.receive_referral(Referral.objects.get(to_body=bodies["CMD"]), by=of_defence)
        states = Referral.objects.order_by("pk").values_list("state", flat=True)
        assert list(states) == ["sent", "received", "sent"]
        assert queries.bodies_that_have(document) == [bodies["CMD"]]


def test_two_acts_of_the_same_verb_and_ground_are_not_one_meeting():
    bodies = csto()
    document, _version = issued(bodies["PC"], audience="members")
    officer = actor("DO")
    for sender, receiver in (("PC", "CMFA"), ("CMFA", "CSC")):
        referral = actions.refer_document(
            document,
            by=officer,
            from_bodies=[bodies[sender]],
            to_body=bodies[receiver],
            verb="consideration",
            is_customary=True,
        )
        secretary = actor("SB", f"body:{receiver}")
        actions.receive_referral(actions.send_referral(referral, by=officer), by=secretary)
    assert queries.bodies_that_have(document) == [bodies["CSC"]]


class TestWhoSendsATextOn:
    """The chair of a body that has it, or the documents officer who records it; nobody has it before it is sent."""

    def test_no_chair_of_a_body_that_does_not_have_it(self):
        bodies = csto()
        document, _version = issued(bodies["CSC"], audience="members")
        to_defence = {"to_body": bodies["CMD"], "verb": "adoption", "ground": "PC-2019-1"}
        stranger, own, officer = actor("PO", "body:PC"), actor("PO", "body:CSC"), actor("DO")
        for sending in (["PC"], ["PC", "CSC"], ["CSC"]):
            from_bodies = [bodies[code] for code in sending]
            with refused("access.not_in_scope", row="announce_verdict"):
                actions.refer_document(document, by=stranger, from_bodies=from_bodies, **to_defence)
        for by in (own, officer):
            with refused("documents.not_with_this_body", body="PC", having=["CSC"]):
                actions.refer_document(document, by=by, from_bodies=[bodies["PC"]], **to_defence)
        assert not Referral.objects.exists()
        actions.refer_document(document, by=own, from_bodies=[bodies["CSC"]], **to_defence)
        assert Referral.objects.get().state == "decided"

    def test_no_chair_of_a_body_that_has_sent_it_on(self):
        bodies = csto()
        document, _version = issued(bodies["CSC"], audience="members")
        hop = {"verb": "consideration", "ground": "CSC-2019-1"}
        chair, officer = actor("PO", "body:CSC"), actor("DO")
        sent = actions.refer_document(document, by=chair, from_bodies=[bodies["CSC"]], to_body=bodies["CMD"], **hop)
        actions.receive_referral(actions.send_referral(sent, by=officer), by=actor("SB", "body:CMD"))
        with refused("access.not_in_scope"):
            actions.refer_document(document, by=chair, from_bodies=[bodies["CSC"]], to_body=bodies["PC"], **hop)
        with refused("documents.not_with_this_body", body="CSC", having=["CMD"]):
            actions.refer_document(document, by=officer, from_bodies=[bodies["CSC"]], to_body=bodies["PC"], **hop)
        on = actions.refer_document(
            document, by=actor("PO", "body:CMD"), from_bodies=[bodies["CMD"]], to_body=bodies["PC"], **hop
        )
        assert on.state == "decided"

    def test_bodies_below_send_a_text_up_to_the_body_that_it_belongs_to(self):
        bodies = csto()
        document, _version = issued(bodies["CSC"], audience="members")
        up = {
            "from_bodies": [bodies["CMFA"], bodies["CMD"]],
            "to_body": bodies["CSC"],
            "verb": "adoption",
            "ground": "CMFA-2019-3",
        }
        below = actor("PO", "body:CMD")
        with refused("access.not_in_scope"):
            actions.refer_document(document, by=below, **up)
        assert actions.refer_document(document, by=actor("DO"), **up).state == "decided"

    def test_what_is_not_sent_yet_gives_the_next_body_no_part_in_the_text(self):
        bodies = csto()
        document, _version = issued(bodies["CSC"], audience="members")
        officer, next_body = actor("DO"), actor("SB", "body:CMD")
        actions.add_version(document, by=officer, texts={"ru": in_russian()}, original_language="ru")
        referral = actions.refer_document(
            document,
            by=officer,
            from_bodies=[bodies["CSC"]],
            to_body=bodies["CMD"],
            verb="consideration",
            ground="CSC-2019-1",
        )
        assert queries.scopes_of(document) == ["body:CSC"]
        assert not queries.works_on_drafts(next_body, document)
        assert set(queries.texts(next_body, document).values_list("of_version__number", flat=True)) == {1}
        assert "secretary:CMD" not in queries.writers_of(document)
        actions.send_referral(referral, by=officer)
        assert queries.scopes_of(document) == ["body:CSC", "body:CMD"]
        assert queries.works_on_drafts(next_body, document)


def test_a_joint_meeting_has_a_text_until_the_last_body_sent_it_back():
    bodies = csto()
    document, _version = issued(bodies["CSC"], audience="members")
    officer = actor("DO")
    first = actions.refer_document(
        document,
        by=officer,
        from_bodies=[bodies["CSC"]],
        to_body=bodies["CMFA"],
        and_to=[bodies["CMD"]],
        verb="consideration",
        ground="CSC-2019-1",
    )
    actions.send_referral(first, by=officer)
    for code, state, having in (("CMFA", "referred", "CMD"), ("CMD", "registered", "CSC")):
        for one in Referral.objects.filter(state="sent"):
            actions.receive_referral(one, by=actor("SB", f"body:{one.to_body.code}"))
        hop = Referral.objects.get(to_body=bodies[code])
        actions.return_referral(hop, by=actor("PO", f"body:{code}"), note=words("Not yet"))
        document.refresh_from_db()
        assert (document.state, queries.bodies_that_have(document)) == (state, [bodies[having]])


def test_a_text_that_one_body_of_a_meeting_sent_back_is_with_the_other_to_which_it_is_on_its_way():
    bodies = csto()
    document, _version = issued(bodies["CSC"], audience="members")
    officer = actor("DO")
    first = actions.refer_document(
        document,
        by=officer,
        from_bodies=[bodies["CSC"]],
        to_body=bodies["CMFA"],
        and_to=[bodies["CMD"]],
        verb="consideration",
        ground="CSC-2019-1",
    )
    actions.send_referral(first, by=officer)
    actions.receive_referral(first, by=actor("SB", "body:CMFA"))
    actions.return_referral(Referral.objects.get(pk=first.pk), by=actor("PO", "body:CMFA"), note=words("Not yet"))
    assert queries.bodies_that_have(document) == queries.bodies_before_which_it_lies(document) == [bodies["CMD"]]
    assert queries.bodies_that_sent(document) == [bodies["CSC"]]
    received = actions.receive_referral(Referral.objects.get(to_body=bodies["CMD"]), by=actor("SB", "body:CMD"))
    assert queries.bodies_that_have(document) == [bodies["CMD"]]
    actions.return_referral(received, by=actor("PO", "body:CMD"), note=words("Not yet"))
    assert queries.bodies_that_have(document) == [bodies["CSC"]]


def test_what_was_decided_goes_on_for_information_and_signature_alone():
    bodies = csto()
    document, _version = issued(bodies["CSC"], audience="members")
    officer, receiver = actor("DO"), actor("SB", "body:CMD")
    numbered = Document.objects.filter(pk=document.pk)
    hop = actions.refer_document(
        document, by=officer, from_bodies=[bodies["CSC"]], to_body=bodies["CMD"], verb="endorsement", ground="x"
    )
    numbered.update(state="numbered")
    with refused("documents.text_frozen", state="numbered"):
        actions.send_referral(hop, by=officer)
    numbered.update(state="referred")
    sent = actions.send_referral(hop, by=officer)
    numbered.update(state="numbered")
    with refused("documents.text_frozen", state="numbered"):
        actions.receive_referral(sent, by=receiver)
    assert queries.bodies_that_have(document) == [bodies["CSC"]]
    Referral.objects.update(verb="signature")
    assert actions.receive_referral(sent, by=receiver).state == "received"


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
    referral = actions.refer_document(
        document, by=officer, from_bodies=[bodies["CMFA"]], to_body=bodies["CSC"], verb="information", ground="x"
    )
    on_agenda = {"by": actor("SB", "body:CSC"), "state": "tabled", "met": ["item on the target's provisional agenda"]}
    with refused("access.not_in_scope"):
        actions.move_document(document, **on_agenda)
    actions.send_referral(referral, by=officer)
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


def test_only_a_body_that_has_the_text_now_sends_it_back_and_nobody_what_was_decided():
    bodies = csto()
    document, _version = issued(bodies["PC"], audience="members")
    officer, received = actor("DO"), []
    for sender, receiver in (("PC", "CMFA"), ("CMFA", "CSC")):
        referral = actions.refer_document(
            document,
            by=officer,
            from_bodies=[bodies[sender]],
            to_body=bodies[receiver],
            verb="consideration",
            ground=f"{sender}-2019-1",
        )
        secretary = actor("SB", f"body:{receiver}")
        received.append(actions.receive_referral(actions.send_referral(referral, by=officer), by=secretary))
    below, above = actor("PO", "body:CMFA"), actor("PO", "body:CSC")
    with refused("documents.not_with_this_body", body="CMFA", having=["CSC"]):
        actions.return_referral(received[0], by=below, note=words("Second thoughts"))
    Document.objects.filter(pk=document.pk).update(state="numbered")
    with refused("documents.text_frozen", state="numbered"):
        actions.return_referral(received[1], by=above, note=words("Second thoughts"))
    Document.objects.filter(pk=document.pk).update(state="referred")
    assert actions.return_referral(received[1], by=above, note=words("Second thoughts")).state == "returned"


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
