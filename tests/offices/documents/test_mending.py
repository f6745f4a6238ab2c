"""A text that goes on after it was issued: revision, addendum, corrigendum, each under the suffix the house gives."""

import pytest

from plenary.foundation.journal.models import Entry
from plenary.foundation.people import pairs
from plenary.foundation.people.waiting import waiting_for
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document
from plenary.procedure.refusal import Refused
from tests.builders.documents import STATEMENT, by_two, in_russian, issued, registered
from tests.builders.organisation import council, words
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

REASON = words("A name was misspelt")


def corrected(place: int = 3, said: str = "Decide to meet once more.") -> list[dict[str, str]]:
    return [{**one, "text": said} if at == place else one for at, one in enumerate(STATEMENT)]


def out(version):
    actions.seal_version(version, by=actor("DO"))
    by_two(actions.issue_version, version=version)
    return queries.symbol_of(version)


def frozen(document: Document) -> Document:
    Document.objects.filter(pk=document.pk).update(state="numbered")
    document.refresh_from_db()
    return document


class TestCorrigendum:
    def test_it_mends_words_takes_two_and_keeps_the_reason(self):
        document, _version = issued(council())
        officer = actor("DO")
        with refused("access.second_person_needed", row="issue_version"):
            actions.correct_text(document, by=officer, texts={"en": corrected()}, reason=REASON)
        version = by_two(actions.correct_text, document=document, texts={"en": corrected()}, reason=REASON)
        assert queries.symbol_of(version) == "ORG/CSC/2019/L.1/Corr.1"
        said = {one.language: [p.text for p in one.paragraphs.order_by("order")] for one in version.languages.all()}
        assert said["en"][3] == "Decide to meet once more."
        assert said["ru"] == [one["text"] for one in in_russian()]
        told = Entry.objects.get(verb="documents.text.corrected")
        assert (told.facts["paragraphs"], told.facts["suffix"]) == ({"en": ["op2"]}, "Corr.1")
        assert told.facts["reason"] == {"en": "A name was misspelt"}

    @pytest.mark.parametrize(
        ("texts", "code"),
        [
            ({"en": STATEMENT[:-1]}, "documents.corrects_too_much"),
            (
                {"en": [*STATEMENT, {"anchor": "op3", "role": "operative", "text": "More."}]},
                "documents.corrects_too_much",
            ),
            (
                {"en": [{**one, "label": one.get("label", "") and "7"} for one in STATEMENT]},
                "documents.corrects_too_much",
            ),
            ({"en": corrected(said="Decide to meet [again].")}, "documents.corrects_too_much"),
            ({"en": STATEMENT}, "documents.nothing_corrected"),
            ({"zh": STATEMENT}, "documents.language_missing"),
        ],
    )
    def test_it_never_changes_what_was_decided(self, texts, code):
        document, _version = issued(council())
        with pytest.raises(Refused) as caught:
            by_two(actions.correct_text, document=document, texts=texts, reason=REASON)
        assert caught.value.code == code
        assert queries.current_version(document).number == 1

    def test_after_the_decision_it_is_all_that_is_left(self):
        document, _version = issued(council())
        frozen(document)
        officer = actor("DO")
        with refused("documents.text_frozen", state="numbered"):
            actions.revise_text(document, by=officer, texts={"ru": in_russian(), "en": STATEMENT})
        more = [*STATEMENT, {"anchor": "op3", "role": "operative", "text": "More."}]
        with refused("documents.text_frozen", state="numbered"):
            actions.add_to_text(document, by=officer, texts={"en": more})
        first = by_two(actions.correct_text, document=document, texts={"en": corrected()}, reason=REASON)
        assert out(first) == "ORG/CSC/2019/L.1/Corr.1"
        second = by_two(
            actions.correct_text,
            document=document,
            texts={"en": corrected(said="Decide to meet twice.")},
            reason=REASON,
        )
        assert queries.symbol_of(second) == "ORG/CSC/2019/L.1/Corr.2"

    def test_none_undoes_another_that_is_not_issued_yet(self):
        document, _version = issued(council())
        asked = {"by": actor("DO"), "document": document, "reason": REASON}
        waiting = [
            pairs.perform(actions.correct_text, texts={"en": corrected(said=said)}, **asked)
            for said in ("Decide to meet once more.", "Decide to meet twice.")
        ]
        general = secretary_general()
        first = pairs.confirm(waiting[0], by=general)
        with refused("documents.mending_waits", symbol="ORG/CSC/2019/L.1/Corr.1", number=2):
            pairs.confirm(waiting[1], by=general)
        more = [*STATEMENT, {"anchor": "op3", "role": "operative", "text": "More."}]
        for act, said in ((actions.revise_text, {"ru": in_russian()}), (actions.add_to_text, {"en": more})):
            with refused("documents.mending_waits", number=2):
                act(document, by=asked["by"], texts=said)
        out(first)
        with refused("documents.mended_meanwhile", number=2):
            pairs.confirm(waiting[1], by=general)
        again = by_two(
            actions.correct_text,
            document=document,
            texts={"en": corrected(said="Decide to meet twice.")},
            reason=REASON,
        )
        assert queries.symbol_of(again) == "ORG/CSC/2019/L.1/Corr.2"

    def test_it_leaves_out_no_revision_that_is_written_unless_the_text_was_decided_on_without_it(self):
        document, _version = issued(council())
        actions.revise_text(document, by=actor("DO"), texts={"ru": in_russian(), "en": corrected()})
        mended = {"document": document, "texts": {"en": corrected(said="Decide to meet twice.")}, "reason": REASON}
        with pytest.raises(Refused) as caught:
            by_two(actions.correct_text, **mended)
        assert caught.value.code == "documents.mending_waits"
        frozen(document)
        assert by_two(actions.correct_text, **mended).suffix == "Corr.1"

    def test_whoever_issues_texts_finds_it_among_what_waits(self):
        document, _version = issued(council())
        second = secretary_general("Who agrees")
        pending = pairs.perform(
            actions.correct_text, by=actor("DO"), document=document, texts={"en": corrected()}, reason=REASON
        )
        assert waiting_for(second) == [pending]

    def test_words_of_another_language_are_not_kept_as_a_correction(self):
        document, _version = issued(council())
        for wrong in (STATEMENT, [*in_russian()[:-1], STATEMENT[-1]]):
            with pytest.raises(Refused) as caught:
                by_two(actions.correct_text, document=document, texts={"ru": wrong}, reason=REASON)
            assert (caught.value.code, caught.value.facts["language"]) == ("documents.other_script", "ru")
        assert queries.current_version(document).number == 1

    def test_a_reason_is_needed(self):
        document, _version = issued(council())
        with pytest.raises(Refused) as caught:
            by_two(actions.correct_text, document=document, texts={"en": corrected()}, reason=words(""))
        assert caught.value.code == "documents.reason_missing"

    def test_a_translation_that_lagged_behind_lags_still(self):
        document, first = issued(council())
        again = actions.revise_text(
            document, by=actor("DO"), texts={"ru": in_russian(), "en": STATEMENT}, renders={"en": first.number}
        )
        out(again)
        mended = [{**one, "text": one["text"].replace("Решают", "Решили")} for one in in_russian()]
        third = by_two(actions.correct_text, document=document, texts={"ru": mended}, reason=REASON)
        assert {one.language: one.renders.number for one in third.languages.all()} == {"ru": 3, "en": 1}
        out(third)
        caught_up = by_two(actions.correct_text, document=document, texts={"en": corrected()}, reason=REASON)
        assert caught_up.languages.get(language="en").renders == caught_up


class TestAddendum:
    MORE = [*STATEMENT, {"anchor": "p9", "role": "operative", "label": "3", "text": "Ask for a report."}]

    def test_it_completes_the_text_under_the_next_suffix(self):
        document, _version = issued(council())
        version = actions.add_to_text(document, by=actor("DO"), texts={"en": self.MORE})
        assert queries.symbol_of(version) == "ORG/CSC/2019/L.1/Add.1"
        assert Entry.objects.get(verb="documents.text.added_to").facts["paragraphs"] == {"en": ["p9"]}

    def test_a_language_to_which_nothing_was_added_is_due(self):
        document, _version = issued(council())
        officer = actor("DO")
        version = actions.add_to_text(document, by=officer, texts={"en": self.MORE})
        assert queries.languages_behind(version) == ["ru"]
        with refused("documents.authentic_text_older", language="ru", renders=1, number=2):
            actions.seal_version(version, by=officer)

    def test_it_changes_nothing_that_stands(self):
        document, _version = issued(council())
        officer = actor("DO")
        with refused("documents.adds_by_changing", paragraphs=["op2"]):
            actions.add_to_text(document, by=officer, texts={"en": [*corrected(), self.MORE[-1]]})
        with refused("documents.adds_by_changing", paragraphs=["op2"]):
            actions.add_to_text(document, by=officer, texts={"en": [*STATEMENT[:-1], self.MORE[-1]]})
        with refused("documents.adds_by_changing"):
            actions.add_to_text(document, by=officer, texts={"en": [self.MORE[-1], *reversed(STATEMENT)]})
        with refused("documents.nothing_added"):
            actions.add_to_text(document, by=officer, texts={"en": STATEMENT})


class TestRevision:
    def test_it_takes_the_place_of_the_one_before_and_others_stack(self):
        document, _version = issued(council())
        officer, both = actor("DO"), {"ru": in_russian(), "en": corrected()}
        assert out(actions.revise_text(document, by=officer, texts=both)) == "ORG/CSC/2019/L.1/Rev.1"
        assert out(actions.revise_text(document, by=officer, texts=both)) == "ORG/CSC/2019/L.1/Rev.2"
        more = [*corrected(), TestAddendum.MORE[-1]]
        added = {"en": more, "ru": [*in_russian(), {**TestAddendum.MORE[-1], "text": "Просят доклад."}]}
        assert out(actions.add_to_text(document, by=officer, texts=added)) == "ORG/CSC/2019/L.1/Rev.2/Add.1"

    def test_what_was_not_issued_is_written_anew(self):
        document, _version = registered(council())
        officer = actor("DO")
        with refused("documents.not_issued_yet"):
            actions.revise_text(document, by=officer, texts={"ru": in_russian()})

    def test_drafts_of_one_revision_are_one_revision(self):
        document, _version = issued(council())
        both = {"ru": in_russian(), "en": corrected()}
        first = actions.revise_text(document, by=actor("DO"), texts=both)
        again = actions.revise_text(document, by=actor("DO"), texts=both)
        assert (first.suffix, again.suffix) == ("Rev.1", "Rev.1")
