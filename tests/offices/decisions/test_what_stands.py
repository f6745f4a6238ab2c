"""What a body decided stands, what lagged behind lags on, and what was withdrawn stands in nobody's way."""

from __future__ import annotations

import pytest

from plenary.offices.decisions import amending
from plenary.offices.decisions.actions import amendments, announcing, objections, questions
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.documents import actions as documents
from plenary.offices.documents import queries
from plenary.offices.documents.models import Version
from tests.builders.decisions import after_the_window, objection, put, question
from tests.builders.documents import STATEMENT, by_two, in_russian
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.offices.decisions.test_amendments import Room, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


def reads(operative: str, russian: str = "Договариваются о другом деле;") -> dict[str, list[dict[str, str]]]:
    """The statement with another first operative paragraph, in both languages."""
    both = (("en", STATEMENT, operative), ("ru", in_russian(), russian))
    return {
        code: [{**one, "text": said} if one["anchor"] == "op1" else dict(one) for one in lines]
        for code, lines, said in both
    }


def sealed(room: Room, *, given_out: bool = False, **more) -> Version:
    made = documents.add_version(room.document, by=actor("DO"), **more)
    made = documents.seal_version(made, by=actor("DO"))
    return by_two(documents.issue_version, version=made, audience="") if given_out else made


def announced(room: Room, asked: Question) -> list[Decision]:
    with after_the_window(asked):
        asked.refresh_from_db()
        closed = questions.close_question(asked, by=room.summit.chair())
        return announcing.announce(closed, by=room.summit.chair())


class TestTheDecidedVersion:
    def test_one_that_was_sealed_before_and_passed_over_is_not_given_out(self, room: Room) -> None:
        asked = question(room.summit, document=room.document, effect="adopt")
        passed_over = sealed(room, texts=reads("Agree to fight;"))
        (decision,) = announced(room, put(room.summit, asked))
        assert decision.text_version == room.version
        no = refusal(by_two, documents.issue_version, version=passed_over, audience="")
        assert no.code == "documents.text_frozen"
        assert queries.issued_version(room.document) == room.version

    def test_older_words_are_not_adopted_once_the_objection_that_let_others_in_is_withdrawn(self, room: Room) -> None:
        asked = put(room.summit, question(room.summit, document=room.document, effect="adopt"))
        made = objection(room.summit, asked, "RUS", "no")
        sealed(room, given_out=True, texts=reads("Agree to consult;"))
        objections.withdraw_objection(made, by=room.head("RUS"))
        no = refusal(announced, room, asked)
        assert (no.code, no.facts["newest"]) == ("decisions.text_moved_on", 2)
        assert Decision.objects.count() == 0

    def test_a_text_whose_note_is_void_lies_before_the_body_again(self, room: Room) -> None:
        (decision,) = announced(room, put(room.summit, question(room.summit, document=room.document, effect="note")))
        by_two(announcing.void_decision, decision=decision, reason=words("Wrong number"))
        room.document.refresh_from_db()
        assert room.document.state == "tabled"
        put(room.summit, question(room.summit, document=room.document, effect="adopt"))


class TestWhatLagsBehind:
    @pytest.fixture
    def lagging(self, room: Room) -> Version:
        """A version whose English still says the first one."""
        made = sealed(room, given_out=True, texts={**reads(""), "en": STATEMENT}, renders={"en": 1})
        room.version = made
        return made

    @pytest.mark.parametrize(
        "change", [{"kind": "delete_paragraph"}, {"said": "Decide to meet again soon."}], ids=["deletion", "its own"]
    )
    def test_what_is_laid_into_it_brings_it_no_further(self, room: Room, lagging: Version, change: dict) -> None:
        one = room.propose("RUS", anchor="op2", **change)
        amendments.settle_amendment(one, by=room.summit.chair(), carried=True)
        made = amendments.merge_amendments(lagging, by=room.secretary())
        assert "en" in queries.languages_behind(made)
        assert made.languages.get(language="en").renders.number == 1

    def test_nor_does_what_is_added_to_it(self, room: Room, lagging: Version) -> None:
        more = {"anchor": "op3", "role": "operative", "label": "3"}
        said = {"en": "Ask the secretariat.", "ru": "Поручают секретариату."}
        texts = {
            one.language: [*documents_given(one), {**more, "text": said[one.language]}]
            for one in lagging.languages.all()
        }
        made = documents.add_to_text(room.document, by=actor("DO"), texts=texts)
        assert queries.languages_behind(made) == ["en"]


def documents_given(text) -> list[dict[str, str]]:
    return [
        {"anchor": one.anchor, "role": one.role, "label": one.label, "text": one.text}
        for one in text.paragraphs.order_by("order")
    ]


class TestAmendments:
    def test_two_figures_for_one_are_never_laid_together(self, room: Room) -> None:
        said = "Dues rise by {} per cent;".format
        room.version = sealed(room, given_out=True, texts=reads(said("2.5")))
        first, second = room.propose("RUS", said("3.5")), room.propose("BLR", said("2.7"))
        amendments.settle_amendment(first, by=room.summit.chair(), carried=True)
        second.refresh_from_db()
        if second.state == "tabled":
            amendments.settle_amendment(second, by=room.summit.chair(), carried=True)
            assert refusal(amendments.merge_amendments, room.version, by=room.secretary()).code == (
                "decisions.amendments_conflict"
            )
        else:
            assert said("3.5") in room.read(amendments.merge_amendments(room.version, by=room.secretary()))

    def test_one_that_is_withdrawn_takes_what_amended_it_out_of_the_order(self, room: Room) -> None:
        first = room.propose("RUS", "Agree to cooperate closely;")
        room.propose("BLR", "Agree to cooperate very closely;", on_amendment=first)
        other = room.propose("ARM", "Decide to meet again soon.", anchor="op2")
        amendments.withdraw_amendment(first, by=room.head("RUS"))
        assert amending.voting(room.version).order.names == (other.name,)
        amendments.settle_amendment(other, by=room.summit.chair(), carried=True)
        assert "meet again soon" in room.read(amendments.merge_amendments(room.version, by=room.secretary()))

    def test_one_is_not_put_again_before_its_outcome_is_announced(self, room: Room) -> None:
        one = room.propose("RUS", "Agree to cooperate closely;")
        given = {"by": room.summit.secretary(), "sitting": room.summit.plenary}
        asked = put(room.summit, amendments.put_amendment(one, **given))
        with after_the_window(asked):
            closed = questions.close_question(asked, by=room.summit.chair())
            assert refusal(amendments.put_amendment, one, **given).code == "decisions.amendment_put"
            announcing.announce(closed, by=room.summit.chair())
        one.refresh_from_db()
        assert one.state == "carried"

    def test_nor_is_a_part(self, room: Room) -> None:
        part = amendments.divide_text(room.version, by=room.summit.chair(), parts=["op1"])[0]
        given = {"by": room.summit.secretary(), "sitting": room.summit.plenary}
        asked = amendments.put_part(part, **given)
        assert refusal(amendments.put_part, part, **given).code == "decisions.amendment_put"
        asked = put(room.summit, asked)
        with after_the_window(asked):
            closed = questions.close_question(asked, by=room.summit.chair())
            assert refusal(amendments.put_part, part, **given).code == "decisions.amendment_put"
            announcing.announce(closed, by=room.summit.chair())
        part.refresh_from_db()
        assert part.is_approved is True
