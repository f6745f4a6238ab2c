"""Working on a text between two versions: several at once, nothing lost, every save a receipt."""

from __future__ import annotations

import pytest

from plenary.foundation.access.audiences import may_read
from plenary.foundation.journal.models import Entry
from plenary.foundation.live.models import Outbox
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.models import Draft, DraftSave, DraftWording, Paragraph
from plenary.procedure.refusal import NotHere
from tests.builders import documents, organisation
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return organisation.council()


@pytest.fixture
def officer():
    return actor("DO", name="Vera Lind")


@pytest.fixture
def other():
    return actor("DO", name="Omar Sala")


@pytest.fixture
def draft(council, officer) -> Draft:
    """A draft of a statement of four paragraphs, in Russian."""
    document, _version = documents.drafted(council, officer)
    return actions.open_draft(document, by=officer)


def lines(draft: Draft) -> list[tuple[str, str]]:
    return [(one.anchor, one.words) for one in facts.text_of_draft(draft)]


def words_at(draft: Draft, anchor: str) -> tuple[str, int]:
    row = draft.paragraphs.get(anchor=anchor)
    return row.words, row.revision


class TestOpening:
    def test_it_begins_with_the_words_of_the_newest_version(self, draft, officer):
        assert [anchor for anchor, _words in lines(draft)] == ["title", "p1", "op1", "op2"]
        assert draft.begun_from.number == 1
        assert Entry.objects.get(verb="documents.draft.opened").facts["language"] == "ru"

    def test_one_is_open_at_a_time(self, draft, other):
        assert actions.open_draft(draft.document, by=other) == draft
        assert Draft.objects.count() == 1

    def test_a_language_to_come_begins_with_the_paragraphs_and_no_words(self, draft, officer):
        arabic = actions.open_draft(draft.document, by=officer, language="ar")
        assert lines(arabic) == [("title", ""), ("p1", ""), ("op1", ""), ("op2", "")]

    def test_a_text_that_is_not_there_yet_begins_with_a_title(self, council, officer):
        empty = actions.open_draft(documents.planned(council), by=officer, language="en")
        assert lines(empty) == [("p1", "")]

    def test_the_secretary_of_the_body_writes_and_of_another_does_not(self, draft, council):
        secretary = actor("SB", f"body:{council.code}")
        save = actions.write_paragraph(draft, by=secretary, anchor="op1", words="Да;", revision=1)
        assert save.outcome == "kept"

    @pytest.mark.parametrize("capacity", ["PO", "HD", "FP", "PR", "LD"])
    def test_others_propose_and_do_not_write(self, council, officer, capacity):
        document, _version = documents.issued(council)
        issued = actions.open_draft(document, by=officer)
        proposes = actor(capacity, f"body:{council.code}")
        with refused("documents.not_drafting"):
            actions.write_paragraph(issued, by=proposes, anchor="op1", words="x", revision=1)

    def test_to_who_may_not_know_of_the_text_it_is_not_here(self, draft):
        with pytest.raises(NotHere):
            actions.write_paragraph(draft, by=actor("HD", "member:RUS"), anchor="op1", words="x", revision=1)


class TestWriting:
    def test_a_save_is_kept_and_stands_in_the_record_without_its_words(self, draft, officer):
        save = actions.write_paragraph(draft, by=officer, anchor="op1", words="Согласны сотрудничать;", revision=1)
        assert words_at(draft, "op1") == ("Согласны сотрудничать;", 2)
        entry = Entry.objects.get(verb="documents.draft.saved")
        assert (save.entry, save.number, save.made_by) == (entry.number, 1, officer.person_key)
        assert entry.facts["paragraph"] == "1"
        assert len(entry.facts["digest"]) == 64
        assert "Согласны" not in str(entry.facts)

    def test_the_same_save_sent_again_writes_nothing(self, draft, officer):
        first = actions.write_paragraph(draft, by=officer, anchor="op1", words="Да;", revision=1, save_key="k")
        again = actions.write_paragraph(draft, by=officer, anchor="op1", words="Да;", revision=1, save_key="k")
        assert first == again
        assert (DraftSave.objects.count(), words_at(draft, "op1")) == (1, ("Да;", 2))
        assert Entry.objects.filter(verb="documents.draft.saved").count() == 1

    def test_other_words_under_a_key_that_was_used_are_another_save(self, draft, officer, other):
        first = actions.write_paragraph(draft, by=officer, anchor="op1", words="Да;", revision=1, save_key="k")
        more = {"by": officer, "anchor": "op1", "words": "Да, да;", "revision": 1, "save_key": "k"}
        second = actions.write_paragraph(draft, **more)
        assert (second.outcome, words_at(draft, "op1")) == ("kept", ("Да, да;", 3))
        assert actions.write_paragraph(draft, **more) == second != first
        # What others wrote since is not written over by it.
        actions.write_paragraph(draft, by=other, anchor="op1", words="Нет, нет;", revision=3)
        third = actions.write_paragraph(draft, **{**more, "words": "Возражаем;"})
        assert (third.outcome, third.typed, words_at(draft, "op1")) == ("beside", "Возражаем;", ("Нет, нет;", 4))

    def test_another_button_under_a_key_that_was_used_does_what_it_says(self, draft, officer):
        before = [one.anchor for one in facts.text_of_draft(draft)]
        actions.move_paragraph(draft, by=officer, anchor="op1", way="up", save_key="k")
        again = actions.move_paragraph(draft, by=officer, anchor="op1", way="up", save_key="k")
        assert again.number == 1
        assert actions.move_paragraph(draft, by=officer, anchor="op1", way="down", save_key="k").number == 2
        assert [one.anchor for one in facts.text_of_draft(draft)] == before

    def test_who_wrote_on_older_words_and_touched_the_same_keeps_them_beside(self, draft, officer, other):
        actions.write_paragraph(draft, by=officer, anchor="op1", words="Решают сотрудничать;", revision=1)
        save = actions.write_paragraph(draft, by=other, anchor="op1", words="Просят сотрудничать;", revision=1)
        assert (save.outcome, save.typed, save.changes) == ("beside", "Просят сотрудничать;", [])
        assert words_at(draft, "op1") == ("Решают сотрудничать;", 2)
        chosen = actions.write_paragraph(draft, by=other, anchor="op1", words="Просят и решают;", revision=2)
        assert (chosen.outcome, words_at(draft, "op1")) == ("kept", ("Просят и решают;", 3))

    def test_words_for_a_paragraph_that_was_taken_out_are_kept_beside(self, draft, officer, other):
        actions.remove_paragraph(draft, by=officer, anchor="op1")
        save = actions.write_paragraph(draft, by=other, anchor="op1", words="Просят;", revision=1)
        assert (save.outcome, save.typed) == ("beside", "Просят;")

    def test_a_revision_that_never_was(self, draft, officer):
        with refused("documents.revision_unknown", newest=1):
            actions.write_paragraph(draft, by=officer, anchor="op1", words="x", revision=2)

    def test_every_wording_can_be_told_again(self, draft, officer):
        for number in range(3):
            actions.write_paragraph(draft, by=officer, anchor="op1", words=f"Раз {number}", revision=number + 1)
        told = DraftWording.objects.filter(paragraph__anchor="op1").order_by("revision").values_list("words", flat=True)
        assert list(told) == ["Договариваются сотрудничать;", "Раз 0", "Раз 1", "Раз 2"]

    def test_who_may_work_on_it_is_told_and_nobody_else(self, draft, council, officer):
        secretary = actor("SB", f"body:{council.code}")
        Outbox.objects.all().delete()
        actions.write_paragraph(draft, by=officer, anchor="op1", words="Да;", revision=1)
        told = set(Outbox.objects.values_list("topic", "audience"))
        assert told == {(f"draft:{draft.key}", "documents,secretary:CSC")}
        assert may_read(secretary, "documents,secretary:CSC")


class TestStructure:
    def test_a_new_paragraph_gets_an_anchor_that_no_version_ever_had(self, draft, officer):
        save = actions.insert_paragraph(draft, by=officer, after="p1", words="Памятуя,", role="preambular")
        assert save.anchor == "p2"
        assert lines(draft)[2] == ("p2", "Памятуя,")
        actions.remove_paragraph(draft, by=officer, anchor="p2")
        assert actions.insert_paragraph(draft, by=officer, after="p1").anchor == "p3"

    def test_split_and_join_give_the_words_back(self, draft, officer):
        before = lines(draft)
        actions.split_paragraph(
            draft, by=officer, anchor="op1", first="Договариваются", second="сотрудничать;", revision=1
        )
        assert lines(draft)[2:4] == [("op1", "Договариваются"), ("p2", "сотрудничать;")]
        actions.join_paragraph(draft, by=officer, anchor="p2", revision=1)
        assert lines(draft) == before
        assert words_at(draft, "op1")[1] == 3

    def test_words_that_moved_on_are_not_split(self, draft, officer, other):
        actions.write_paragraph(draft, by=other, anchor="op1", words="Да;", revision=1)
        with refused("documents.paragraph_moved_on", paragraph="1"):
            actions.split_paragraph(draft, by=officer, anchor="op1", first="a", second="b", revision=1)

    def test_up_and_down_and_in_and_out(self, draft, officer):
        actions.move_paragraph(draft, by=officer, anchor="op2", way="up")
        assert [anchor for anchor, _words in lines(draft)] == ["title", "p1", "op2", "op1"]
        actions.move_paragraph(draft, by=officer, anchor="op1", way="in")
        assert (draft.paragraphs.get(anchor="op1").parent_anchor, words_at(draft, "op1")[1]) == ("op2", 1)
        with refused("documents.way_unknown"):
            actions.move_paragraph(draft, by=officer, anchor="op1", way="sideways")

    def test_what_was_taken_out_comes_back_with_what_it_held(self, draft, officer):
        actions.move_paragraph(draft, by=officer, anchor="op2", way="in")
        before = facts.text_of_draft(draft)
        actions.remove_paragraph(draft, by=officer, anchor="op1")
        assert [anchor for anchor, _words in lines(draft)] == ["title", "p1"]
        actions.restore_paragraph(draft, by=officer, anchor="op1")
        assert facts.text_of_draft(draft) == before

    def test_a_table_and_a_footnote(self, draft, officer):
        actions.add_table(draft, by=officer, after="op1", rows=2, columns=2, caption="Взносы")
        actions.change_table(draft, by=officer, anchor="p4", how="column")
        actions.add_footnote(draft, by=officer, anchor="op2", words="Ежегодно.", place=6, revision=1)
        text = facts.text_of_draft(draft)
        assert [len(text.under(row.anchor)) for row in text.under("p2")] == [3, 3]
        assert text.at("op2").words == "Решают[^1] встретиться."

    def test_thousands_typed_one_after_the_other_touch_no_other_row(self, draft, officer):
        after = "op1"
        places = dict(draft.paragraphs.values_list("anchor", "place"))
        for _number in range(40):
            after = actions.insert_paragraph(draft, by=officer, after=after, words="x").anchor
        now = dict(draft.paragraphs.values_list("anchor", "place"))
        assert {anchor: now[anchor] for anchor in places} == places

    def test_where_there_is_no_room_all_places_are_given_anew(self, draft, officer):
        for place, row in enumerate(draft.paragraphs.order_by("place"), start=1):
            row.place = place
            row.save()
        actions.remove_paragraph(draft, by=officer, anchor="p1")
        actions.insert_paragraph(draft, by=officer, after="title", words="x")
        actions.insert_paragraph(draft, by=officer, after="title", words="y")
        actions.restore_paragraph(draft, by=officer, anchor="p1")
        assert [words for _anchor, words in lines(draft)][:2] == [
            "Заявление о сотрудничестве",
            "Напоминая об Уставе,",
        ]


class TestBecomingAVersion:
    def test_every_paragraph_keeps_its_anchor(self, draft, officer):
        actions.insert_paragraph(draft, by=officer, after="op1", words="Приветствуют.", role="operative", label="2")
        actions.move_paragraph(draft, by=officer, anchor="op2", way="up")
        made = actions.make_version(draft, by=officer)
        text = made.languages.get(language="ru")
        assert [one.anchor for one in facts.text_of(text)] == ["title", "p1", "op1", "op2", "p2"]
        draft.refresh_from_db()
        assert (made.number, draft.became, draft.closed_at is not None) == (2, made, True)

    def test_a_translation_says_what_it_renders(self, draft, officer):
        first = draft.begun_from
        english = actions.open_draft(draft.document, by=officer, language="en")
        actions.write_paragraph(draft, by=officer, anchor="op1", words="Да;", revision=1)
        made = actions.make_version(draft, by=officer)
        actions.make_version(english, by=officer)
        assert made.languages.get(language="en").renders == first

    def test_what_a_newer_version_says_is_not_lost_unseen(self, draft, officer):
        document = draft.document
        lines = [
            {"anchor": one.anchor, "role": one.role.value, "label": one.label, "text": one.words}
            for one in facts.text_of(draft.begun_from.languages.get(language="ru"))
        ]
        carried = [{**one, "text": "Тесно сотрудничают;"} if one["anchor"] == "op1" else one for one in lines]
        actions.add_version(document, by=officer, texts={"ru": carried}, original_language="ru")
        with refused("documents.draft_outlived", number=2, count=1, paragraphs="1"):
            actions.make_version(draft, by=officer)
        revision = draft.paragraphs.get(anchor="op1").revision
        actions.write_paragraph(draft, by=officer, anchor="op1", words="Тесно сотрудничают;", revision=revision)
        made = actions.make_version(draft, by=officer)
        assert (made.number, Entry.objects.get(verb="documents.draft.became").facts["left_out"]) == (3, [])

    def test_a_draft_goes_before_a_newer_version_where_that_is_said(self, draft, officer):
        texts = {"ru": [{"anchor": "title", "role": "title", "text": "Заявление о сотрудничестве"}]}
        actions.add_version(draft.document, by=officer, texts=texts, original_language="ru")
        with refused("documents.draft_outlived", number=2, count=3):
            actions.make_version(draft, by=officer)
        actions.make_version(draft, by=officer, over_newer=True)
        kept = Entry.objects.get(verb="documents.draft.became").facts["left_out"]
        assert len(kept) == 3

    def test_an_empty_paragraph_stops_it(self, draft, officer):
        actions.insert_paragraph(draft, by=officer, after="op2")
        with refused("documents.paragraphs_empty", count=1, paragraphs="¶ 5"):
            actions.make_version(draft, by=officer)

    def test_a_closed_draft_takes_no_save(self, draft, officer):
        actions.put_draft_aside(draft, by=officer, reason=words("Not now"))
        with refused("documents.draft_closed"):
            actions.write_paragraph(draft, by=officer, anchor="op1", words="x", revision=1)
        assert Paragraph.objects.filter(text="x").count() == 0
        assert queries.open_draft(draft.document, "ru") is None
