"""A body decides on the newest words, given out in every language, whole, and by an answer that it was asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from plenary.offices.decisions import facts
from plenary.offices.decisions.actions import amendments, announcing, questions
from plenary.offices.decisions.models import Part, Question
from plenary.offices.documents import actions as documents
from plenary.offices.documents.models import Referral, Version
from plenary.offices.organisation import actions as organisation
from tests.builders.decisions import after_the_window, ballot, decided, put, question
from tests.builders.documents import STATEMENT, by_two, in_russian
from tests.builders.meetings import opened, six_heads, with_sittings
from tests.builders.organisation import words
from tests.builders.people import actor, secretary_general
from tests.offices.decisions.test_amendments import Room, refusal
from tests.offices.decisions.test_another_body import asked_there, referred, sent_to_both, session_of, sitting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


def next_version(room: Room, *languages: str, said: str = "Agree to meet;") -> Version:
    """The next version, sealed, in other words; in both languages where none is named."""
    english = [{**one, "text": one["text"].replace("Agree to cooperate;", said)} for one in STATEMENT]
    in_words = "[встречаться / расстаться];" if "[" in said else "встречаться;"
    russian = [{**one, "text": one["text"].replace("сотрудничать;", in_words)} for one in in_russian()]
    texts = {"en": english, "ru": russian}
    chosen = {one: texts[one] for one in languages or texts}
    made = documents.add_version(room.document, by=room.secretary(), texts=chosen, original_language="ru")
    return documents.seal_version(made, by=room.secretary())


class TestTheNewest:
    def test_words_that_were_given_out_to_nobody_are_not_put(self, room: Room) -> None:
        made = next_version(room)
        asked = question(room.summit, document=room.document)
        refused = refusal(put, room.summit, asked)
        assert (refused.code, refused.facts["version"]) == ("decisions.version_not_issued", 2)
        by_two(documents.issue_version, version=made, languages=["ru"])
        assert refusal(put, room.summit, asked).facts["languages"] == ["en"]
        by_two(documents.issue_version, version=made, languages=["en"])
        assert [one.text_version for one in decided(room.summit, asked)] == [made]

    def test_a_question_on_words_that_were_replaced_is_not_put(self, room: Room) -> None:
        asked, made = question(room.summit, document=room.document), next_version(room)
        by_two(documents.issue_version, version=made, languages=["ru"])
        refused = refusal(put, room.summit, asked)
        assert (refused.code, refused.facts["written"], refused.facts["newest"]) == ("decisions.text_moved_on", 1, 2)

    def test_words_that_are_worked_on_keep_no_question_from_being_put(self, room: Room) -> None:
        asked = question(room.summit, document=room.document)
        next_version(room)
        assert put(room.summit, asked).state == Question.State.OPEN

    def test_brackets_are_looked_for_in_the_words_that_are_put(self, room: Room) -> None:
        made = next_version(room, said="Agree to [meet / part];")
        by_two(documents.issue_version, version=made)
        asked = question(room.summit, document=room.document)
        next_version(room)
        assert refusal(put, room.summit, asked).code == "decisions.open_brackets"

    def test_a_question_written_before_amendments_were_merged_brings_back_no_older_words(self, room: Room) -> None:
        asked = question(room.summit, document=room.document)
        one = room.propose("ARM", "Agree to cooperate closely;")
        amendments.settle_amendment(one, by=room.summit.chair(), carried=True)
        amendments.merge_amendments(room.version, by=room.secretary())
        assert refusal(put, room.summit, asked).code == "decisions.text_moved_on"

    def test_no_text_is_put_without_one_of_its_authentic_languages(self, room: Room) -> None:
        documents.name_authentic_languages(room.document, by=room.secretary(), languages=["en", "ru"])
        made = next_version(room, "ru")
        by_two(documents.issue_version, version=made)
        refused = refusal(put, room.summit, question(room.summit, document=room.document))
        assert (refused.code, refused.facts) == ("documents.authentic_text_missing", {"languages": ["en"], "number": 2})

    def test_a_paper_came_in_time_by_the_day_at_the_seat(self, room: Room) -> None:
        """Half past ten in the evening of Greenwich is the next day in Moscow."""
        room.document.registered_at = datetime(2019, 9, 19, 22, 30, tzinfo=UTC)
        for due_on, in_time in ((date(2019, 9, 19), False), (date(2019, 9, 20), True)):
            room.document.submission_due_on = due_on
            assert facts.came_in_time(room.document) is in_time


class TestInParts:
    def voted(self, room: Room, part: Part, choice: str) -> None:
        by, sitting = room.summit.secretary(), room.summit.plenary
        asked = amendments.put_part(part, by=by, sitting=sitting, subject="procedure")
        questions.open_question(asked, by=by)
        for code in ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"):
            ballot(room.summit, asked, code, choice)
        announcing.announce(questions.close_question(asked, by=by), by=room.summit.chair())

    def test_the_whole_is_put_after_its_parts_and_without_what_was_not_approved(self, room: Room) -> None:
        first, second = amendments.divide_text(room.version, by=room.summit.chair(), parts=["op2"])
        asked = question(room.summit, document=room.document)
        refused = refusal(put, room.summit, asked)
        assert (refused.code, refused.facts["names"]) == ("decisions.parts_left", [first.name, second.name])
        self.voted(room, first, "in_favour")
        assert refusal(put, room.summit, asked).facts["names"] == [second.name]
        self.voted(room, second, "against")
        refused = refusal(put, room.summit, asked)
        assert (refused.code, refused.facts["names"]) == ("decisions.part_rejected", [second.name])

    def test_the_whole_is_put_where_every_part_was_approved(self, room: Room) -> None:
        for part in amendments.divide_text(room.version, by=room.summit.chair(), parts=["op2"]):
            self.voted(room, part, "in_favour")
        assert put(room.summit, question(room.summit, document=room.document)).state == Question.State.OPEN


class TestWhatItAnswers:
    def test_a_text_sent_for_consideration_is_not_put_to_adoption(self, room: Room) -> None:
        room.document.state = "registered"
        room.document.save()
        referred(room, "PC")
        other = sitting_of(room, "PC")
        on_agenda = ["item on the target's provisional agenda"]
        documents.move_document(room.document, by=actor("SB", "body:PC"), state="tabled", met=on_agenda)
        refused = refusal(questions.open_question, asked_there(other, room), by=other.chair())
        assert refused.code == "documents.answer_does_not_fit_verb"

    def test_bodies_whose_rules_differ_decide_one_by_one_on_what_lies_before_both(self, room: Room) -> None:
        bodies, keeper = room.summit.bodies, secretary_general()
        organisation.bring_rules_into_force(
            bodies["PC"], by=keeper, ruleset="un-ga", from_on=date(2010, 1, 1), changes={"body": "GA"}
        )
        organisation.confirm_rules(bodies["PC"], by=keeper, cite="GA rules")
        first = sent_to_both(room, "adoption")
        for hop in (first, Referral.objects.get(decided_with=first)):
            documents.receive_referral(hop, by=actor("SB", f"body:{hop.to_body.code}"))
        together = with_sittings(session_of(room, "PC", "CMFA", ref="JOINT-2019-9"))
        six_heads(together)
        opened(together)
        assert refusal(asked_there, together, room).code == "decisions.methods_differ"
        for code in ("PC", "CMFA"):
            assert asked_there(together, room, bodies=[bodies[code]]).state == Question.State.PREPARED


class TestVoid:
    def test_a_text_whose_decision_is_void_lies_before_the_body_again(self, room: Room) -> None:
        (made,) = decided(room.summit, question(room.summit, document=room.document))
        room.document.refresh_from_db()
        assert room.document.state == "numbered"
        by_two(announcing.void_decision, decision=made, reason=words("Put under another item"))
        room.document.refresh_from_db()
        assert room.document.state == "tabled"
        asked = put(room.summit, question(room.summit, document=room.document))
        with after_the_window(asked):
            questions.close_question(asked, by=room.summit.chair())
            (again,) = announcing.announce(asked, by=room.summit.chair())
        assert (again.number, again.text_version) == ("CSC-2019-2", room.version)
