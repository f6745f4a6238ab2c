"""A body decides on the texts that it has: another one neither adopts them nor settles what is proposed to them."""

from __future__ import annotations

import pytest

from plenary.foundation.access.actors import Actor
from plenary.offices.decisions.actions import amendments, announcing, questions, withdrawing
from plenary.offices.decisions.models import Amendment, Decision, Question
from plenary.offices.documents import actions as documents
from plenary.offices.documents.models import Referral
from plenary.offices.meetings.actions import agenda, sessions
from plenary.procedure.refusal import Refused
from tests.builders.decisions import after_the_window, decided, first_item
from tests.builders.documents import by_two, in_russian, to_table
from tests.builders.meetings import SUMMIT_DAY, Summit, item, opened, six_heads, with_sittings
from tests.builders.organisation import words
from tests.builders.people import actor, agreed, secretary_general
from tests.offices.decisions.test_amendments import Room, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


def session_of(room: Room, *codes: str, ref: str = "") -> Summit:
    """A planned session of other bodies."""
    desk, bodies = secretary_general(), room.summit.bodies
    planned = sessions.plan_session(
        by=agreed(desk),
        ref=ref or f"{codes[0]}-2019-9",
        title=words("Another meeting"),
        bodies=[bodies[code] for code in codes],
        host=None,
        venue=room.summit.session.venue,
        from_on=SUMMIT_DAY,
        audience="public",
    )
    return Summit(planned, bodies, desk)


def sitting_of(room: Room, *codes: str) -> Summit:
    """The same, in its open sitting with its agenda adopted."""
    other = with_sittings(session_of(room, *codes))
    six_heads(other)
    return opened(other)


def asked_there(other: Summit, room: Room, **more: object) -> Question:
    return questions.prepare_question(
        first_item(other),
        wording=words("Does the body adopt it?"),
        sitting=other.plenary,
        **{"document": room.document, "by": other.secretary("PC"), **more},
    )


def referred(room: Room, code: str, *, sender: str = "CSC", verb: str = "consideration", ground: str = "") -> None:
    """Sent on to another body, which has received it."""
    officer, to_body = actor("DO"), room.summit.bodies[code]
    hop = documents.refer_document(
        room.document,
        by=officer,
        from_bodies=[room.summit.bodies[sender]],
        to_body=to_body,
        verb=verb,
        ground=ground,
        is_customary=not ground,
    )
    documents.receive_referral(documents.send_referral(hop, by=officer), by=actor("SB", f"body:{code}"))
    room.document.refresh_from_db()


def sent_to_both(room: Room, verb: str) -> Referral:
    """Referred by one act to two bodies that meet jointly, and sent to both: the hop to the first."""
    officer, bodies = actor("DO"), room.summit.bodies
    room.document.state = "registered"
    room.document.save()
    first = documents.refer_document(
        room.document,
        by=officer,
        from_bodies=[room.council],
        to_body=bodies["PC"],
        and_to=[bodies["CMFA"]],
        verb=verb,
        is_customary=True,
    )
    return documents.send_referral(first, by=officer)


class TestAnotherBody:
    def test_adopts_no_text_that_it_does_not_have(self, room: Room) -> None:
        other = sitting_of(room, "PC")
        for effect in ("adopt", "approve", "note", "forward", "confirm"):
            refused = refusal(asked_there, other, room, effect=effect)
            assert (refused.code, refused.facts) == (
                "documents.not_with_this_body",
                {"body": "PC", "having": ["CSC"]},
            )
        assert not Question.objects.exists() and not Decision.objects.exists()

    def test_decides_how_it_goes_about_one(self, room: Room) -> None:
        other = sitting_of(room, "PC")
        assert asked_there(other, room, subject="procedure").state == Question.State.PREPARED

    def test_decides_in_its_own_sitting_for_no_body_that_does_not_meet_there(self, room: Room) -> None:
        other = sitting_of(room, "PC")
        refused = refusal(asked_there, other, room, bodies=[room.council])
        assert (refused.code, refused.facts) == ("decisions.body_not_meeting", {"body": "CSC", "meeting": ["PC"]})

    def test_decides_jointly_with_the_one_that_has_it(self, room: Room) -> None:
        other = sitting_of(room, "PC", "CSC")
        asked = asked_there(other, room)
        assert sorted(asked.bodies.values_list("body__code", flat=True)) == ["CSC", "PC"]

    def test_decides_jointly_with_all_before_which_it_lies(self, room: Room) -> None:
        """Referred to two at once: one alone decides neither before nor after the other received it."""
        first = sent_to_both(room, "consideration")
        documents.receive_referral(first, by=actor("SB", "body:PC"))
        alone, together = sitting_of(room, "PC"), session_of(room, "PC", "CMFA", ref="JOINT-2019-9")
        told = {"together": ["CMFA", "PC"], "missing": ["CMFA"]}
        refused = refusal(asked_there, alone, room)
        assert (refused.code, refused.facts) == ("documents.before_bodies_together", told)
        documents.receive_referral(Referral.objects.get(decided_with=first), by=actor("SB", "body:CMFA"))
        refused = refusal(asked_there, alone, room, effect="note")
        assert (refused.code, refused.facts) == ("documents.before_bodies_together", told)
        assert asked_there(alone, room, effect="confirm").state == Question.State.PREPARED
        six_heads(with_sittings(together))
        assert asked_there(opened(together), room).state == Question.State.PREPARED

    def test_asks_nothing_about_an_item_of_another_session(self, room: Room) -> None:
        other = sitting_of(room, "PC")
        refused = refusal(
            questions.prepare_question,
            first_item(room.summit),
            by=other.secretary("PC"),
            wording=words("Does it?"),
            sitting=other.plenary,
            subject="procedure",
        )
        assert refused.code == "decisions.sitting_of_another_session"

    def test_puts_no_amendment_and_no_part(self, room: Room) -> None:
        other = sitting_of(room, "PC")
        proposed = room.propose("ARM", "Agree to cooperate closely;")
        by, sitting = other.secretary("PC"), other.plenary
        refused = refusal(amendments.put_amendment, proposed, by=by, sitting=sitting, item=first_item(other))
        assert refused.code == "documents.not_with_this_body"
        (first, *_others) = amendments.divide_text(room.version, by=room.summit.chair(), parts=["op1"])
        refused = refusal(amendments.put_part, first, by=by, sitting=sitting, item=first_item(other))
        assert refused.code == "documents.not_with_this_body"

    def test_closes_no_text_of_this_one_by_what_it_asks_about_it(self, room: Room) -> None:
        """Neither by how it goes about it, nor by the late decision that it goes up."""
        other, member = sitting_of(room, "PC"), {"by": room.head("RUS"), "member": room.member("RUS")}
        asked = questions.open_question(asked_there(other, room, subject="procedure"), by=other.secretary("PC"))
        assert room.propose("ARM", "Agree to cooperate closely;").state == Amendment.State.TABLED
        amendments.join_sponsors(document=room.document, **member)
        documents.add_version(room.document, by=room.secretary(), texts={"ru": in_russian()}, original_language="ru")
        questions.void_question(asked, by=other.chair(), reason=words("So"))
        room.document.state = "registered"
        room.document.save()
        referred(room, "PC", ground="CSC-2019-1")
        late = asked_there(room.summit, room, effect="forward", version=room.version, by=room.summit.secretary())
        questions.open_question(late, by=room.summit.chair())
        to_table(room.document, room.summit.bodies["PC"])
        amendments.leave_sponsors(document=room.document, **member)
        documents.add_version(room.document, by=room.secretary(), texts={"ru": in_russian()}, original_language="ru")
        reason = words("Not now.")
        withdrawn = by_two(
            withdrawing.withdraw_text, proposed_by=room.secretary(), document=room.document, reason=reason
        )
        assert withdrawn.state == "withdrawn"

    def test_closes_no_text_that_it_endorsed_and_sent_up(self, room: Room) -> None:
        room.document.state = "registered"
        room.document.save()
        referred(room, "CMFA", verb="endorsement")
        below = sitting_of(room, "CMFA")
        asked = asked_there(below, room, effect="endorse", by=below.secretary("CMFA"))
        asked = questions.open_question(asked, by=below.chair())
        assert refusal(room.propose, "ARM", "Agree to cooperate closely;").code == "decisions.text_closed"
        with after_the_window(asked):
            asked = questions.close_question(asked, by=below.chair())
        (made,) = announcing.announce(asked, by=below.chair())
        room.document.refresh_from_db()
        refused = refusal(withdrawing.withdraw_text, room.document, by=room.secretary(), reason=words("Not now."))
        assert refused.code == "decisions.voting_has_begun"
        referred(room, "CSC", sender="CMFA", verb="adoption", ground=made.number)
        to_table(room.document, room.council)
        assert room.propose("ARM", "Agree to cooperate closely;").state == Amendment.State.TABLED
        reason = words("Not now.")
        withdrawn = by_two(
            withdrawing.withdraw_text, proposed_by=room.secretary(), document=room.document, reason=reason
        )
        assert withdrawn.state == "withdrawn"

    def test_decides_after_the_desk_sent_it_whether_it_goes_up_and_nothing_else(self, room: Room) -> None:
        """The desk was hasty: the body above waits for the number of this decision."""
        room.document.state = "registered"
        room.document.save()
        referred(room, "PC", ground="CSC-2019-1")
        jointly, both = sitting_of(room, "CSC", "CMD"), actor("SB", "body:CSC", "body:CMD")
        refused = refusal(asked_there, jointly, room, by=both, effect="forward")
        assert refused.code == "documents.not_with_this_body"
        late = questions.prepare_question(
            first_item(room.summit),
            by=room.summit.secretary(),
            wording=words("Does it go up?"),
            sitting=room.summit.plenary,
            document=room.document,
            effect="forward",
        )
        assert late.state == Question.State.PREPARED
        for effect in ("adopt", "note", "confirm"):
            refused = refusal(asked_there, room.summit, room, effect=effect, by=room.summit.secretary())
            assert (refused.code, refused.facts) == (
                "documents.not_with_this_body",
                {"body": "CSC", "having": ["PC"]},
            )
        assert [one.number for one in decided(room.summit, late)] == ["CSC-2019-1"]
        refused = refusal(asked_there, room.summit, room, effect="forward", by=room.summit.secretary())
        assert (refused.code, refused.facts["having"]) == ("documents.not_with_this_body", ["PC"])
        referred(room, "CMFA", sender="PC", ground="PC-2019-1")
        refused = refusal(asked_there, room.summit, room, effect="forward", by=room.summit.secretary())
        assert (refused.code, refused.facts["having"]) == ("documents.not_with_this_body", ["CMFA"])

    def test_opens_no_question_on_a_text_that_has_gone_meanwhile(self, room: Room) -> None:
        asked = questions.prepare_question(
            first_item(room.summit),
            by=room.summit.secretary(),
            wording=words("Does the council adopt it?"),
            sitting=room.summit.plenary,
            document=room.document,
        )
        room.document.state = "registered"
        room.document.save()
        referred(room, "PC")
        refused = refusal(questions.open_question, asked, by=room.summit.chair())
        assert (refused.code, refused.facts["having"]) == ("documents.not_with_this_body", ["PC"])


class TestLeftBehind:
    """A question on an amendment that the body below prepared and did not put holds nobody up above."""

    def went_on(self, room: Room) -> tuple[Amendment, Question]:
        one = room.propose("ARM", "Agree to cooperate closely;")
        secretary = room.summit.secretary()
        amendments.put_amendment(one, by=secretary, sitting=room.summit.plenary, item=first_item(room.summit))
        one.refresh_from_db()
        assert refusal(self.put, one, room.summit, secretary).code == "decisions.amendment_put"
        room.document.state = "registered"
        room.document.save()
        referred(room, "PC")
        assert one.question is not None
        return one, one.question

    def put(self, one: Amendment, there: Summit, by: Actor) -> Question:
        return amendments.put_amendment(one, by=by, sitting=there.plenary, item=first_item(there))

    def test_the_amendment_is_put_anew_and_the_old_question_is_over(self, room: Room) -> None:
        one, before = self.went_on(room)
        above = sitting_of(room, "PC")
        asked = self.put(one, above, above.secretary("PC"))
        one.refresh_from_db()
        before.refresh_from_db()
        assert (one.question, before.state) == (asked, Question.State.VOID)
        assert refusal(self.put, one, above, above.secretary("PC")).code == "decisions.amendment_put"
        chair = actor("PO", "body:PC")
        refused = refusal(amendments.settle_amendment, one, by=chair, carried=True)
        assert refused.code == "decisions.amendment_put"

    def test_the_amendment_is_settled_without_a_question(self, room: Room) -> None:
        one, before = self.went_on(room)
        settled = amendments.settle_amendment(one, by=actor("PO", "body:PC"), carried=True)
        before.refresh_from_db()
        assert (settled.state, before.state) == (Amendment.State.CARRIED, Question.State.VOID)


class TestItsChair:
    def settled(self, one: Amendment, by: Actor) -> Amendment:
        return amendments.settle_amendment(one, by=by, carried=False)

    def test_settles_nothing_by_placing_the_text_on_its_own_agenda(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;")
        room.propose("RUS", "Decide to meet again soon.", anchor="op2")
        other = session_of(room, "PC")
        placed = item(other, "Any other business")
        agenda.place_paper(placed, by=other.secretary("PC"), document=room.document)
        chair = actor("PO", f"session:{other.session.key}")
        order = {"order": ["A.2", "A.1"], "rule": "GA rule 90", "ground": words("So")}
        for act, thing, more in (
            (amendments.settle_amendment, one, {"carried": False}),
            (amendments.set_voting_order, room.version, order),
            (amendments.divide_text, room.version, {"parts": ["op1"]}),
        ):
            assert refusal(act, thing, by=chair, **more).code == "access.not_in_scope"
        one.refresh_from_db()
        assert one.state == Amendment.State.TABLED
        assert self.settled(one, room.summit.chair()).state == Amendment.State.REJECTED

    def test_settles_what_its_body_has_and_no_longer_the_one_that_sent_it_on(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;")
        room.document.state = "registered"
        room.document.save()
        referred(room, "PC")
        with pytest.raises(Refused, match="not_in_scope"):
            self.settled(one, room.summit.chair())
        assert self.settled(one, actor("PO", "body:PC")).state == Amendment.State.REJECTED
