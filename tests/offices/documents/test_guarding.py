"""What is asked of a text in a language before it is kept, whichever way it came in."""

import pytest

from plenary.foundation.languages.scripts import other_script
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Version
from plenary.offices.organisation.models import Organisation
from plenary.procedure.refusal import Refused
from tests.builders.documents import STATEMENT, drafted, in_russian, planned
from tests.builders.organisation import council, house
from tests.builders.people import actor
from tests.offices.refusals import refused

FRENCH = [
    {**one, "text": said}
    for one, said in zip(
        STATEMENT,
        ["Déclaration", "Rappelant la Charte,", "Conviennent de coopérer ;", "Décident de se réunir."],
        strict=True,
    )
]


@pytest.mark.parametrize(
    ("language", "words", "script"),
    [
        ("ru", "Decide to meet again.", "latin"),
        ("en", "Решают встретиться.", "cyrillic"),
        ("ar", "Decide to meet again.", "latin"),
        ("zh-Hant", "Decide to meet again.", "latin"),
        ("ru", "ISO 9001, UN", ""),
        ("ru", "Решают принять стандарт ISO 9001 (quality management systems, requirements)", ""),
        ("sr", "Odlučuju da se sastanu.", ""),
        ("ja", "東京における会議の開催を決定する。", ""),
    ],
)
def test_letters_tell_only_what_is_plain(language, words, script):
    assert other_script(language, [words]) == script


@pytest.mark.django_db
class TestEveryWayIn:
    @pytest.fixture(autouse=True)
    def _in_a_house(self, db):
        house()
        self.officer = actor("DO")

    def added(self, document, **texts):
        return actions.add_version(document, by=self.officer, texts=texts, original_language=next(iter(texts)))

    def test_a_language_that_is_none_of_the_house_is_refused(self):
        document, officer = planned(council()), self.officer
        for code in ("xx", "zz", "English"):
            with pytest.raises(Refused) as caught:
                self.added(document, **{code: STATEMENT})
            assert (caught.value.code, caught.value.facts["said"]) == ("documents.language_not_of_house", code)
            with pytest.raises(Refused):
                actions.open_draft(document, by=officer, language=code)
            with pytest.raises(Refused):
                actions.name_authentic_languages(document, by=officer, languages=["ru", code])
        assert not Version.objects.exists()

    def test_a_language_of_the_house_passes_whatever_it_is(self):
        document = planned(council())
        Organisation.objects.update(working_languages=["ru", "mt"])
        assert self.added(document, mt=STATEMENT).languages.get().language == "mt"

    def test_words_in_other_letters_are_refused(self):
        document = planned(council())
        with refused("documents.other_script", language="ru", script="latin", words="Statement on cooperation"):
            self.added(document, ru=STATEMENT)

    def test_the_words_of_another_language_are_refused(self):
        document = planned(council())
        with refused("documents.same_words", language="fr", other="en"):
            self.added(document, en=STATEMENT, fr=STATEMENT)
        version = self.added(document, en=STATEMENT)
        with refused("documents.same_words", language="fr", other="en"):
            actions.add_translation(version, by=self.officer, language="fr", paragraphs=STATEMENT)
        actions.add_translation(version, by=self.officer, language="fr", paragraphs=FRENCH)

    def test_each_language_has_as_many_paragraphs(self):
        document = planned(council())
        with refused("documents.other_length", language="ru", count=3, other="en", stood=4):
            self.added(document, en=STATEMENT, ru=in_russian()[:-1])
        version = self.added(document, en=STATEMENT)
        with refused("documents.other_length", language="ru", count=3, other="en", stood=4):
            actions.add_translation(version, by=self.officer, language="ru", paragraphs=in_russian()[:-1])
        note = {"anchor": "n1", "role": "footnote", "parent_anchor": "op2", "text": "Так в подлиннике."}
        actions.add_translation(version, by=self.officer, language="ru", paragraphs=[*in_russian(), note])

    def test_a_translation_of_an_older_version_has_as_many_as_that_one(self):
        document = planned(council())
        self.added(document, en=STATEMENT)
        more = [*STATEMENT, {"anchor": "op3", "role": "operative", "text": "Ask for a report."}]
        version = self.added(document, en=more)
        translate = {"by": self.officer, "language": "ru"}
        with refused("documents.other_length", language="ru", count=4, other="en", stood=5):
            actions.add_translation(version, paragraphs=in_russian(), **translate)
        actions.add_translation(version, paragraphs=in_russian(), renders=1, **translate)


@pytest.mark.django_db
class TestALanguageThatStands:
    """A draft of a language that the version has already becomes a version in which that language is corrected."""

    def corrected(self, document):
        officer = actor("DO")
        draft = actions.open_draft(document, by=officer, language="en")
        actions.write_paragraph(draft, by=officer, anchor="op2", words="Decide to meet anew.", revision=1)
        return actions.make_version(draft, by=officer)

    @pytest.mark.parametrize("sealed", [False, True])
    def test_the_others_stay_as_they_are(self, sealed):
        document, first = drafted(council())
        if sealed:
            actions.seal_version(first, by=actor("DO"))
        made = self.corrected(document)
        assert made.number == 2
        said = {one.language: [row.text for row in one.paragraphs.order_by("order")] for one in made.languages.all()}
        assert said["en"][3] == "Decide to meet anew."
        assert said["ru"] == [one["text"] for one in in_russian()]
        assert made.original.language == "ru"
        assert queries.languages_behind(made) == []
        assert first.languages.get(language="en").paragraphs.get(anchor="op2").text == "Decide to meet again."

    def test_a_language_that_a_sealed_version_lacks_comes_with_the_next(self):
        officer, document = actor("DO"), planned(council())
        version = actions.add_version(document, by=officer, texts={"en": STATEMENT}, original_language="en")
        actions.seal_version(version, by=officer)
        draft = actions.open_draft(document, by=officer, language="ru")
        for row, one in zip(draft.paragraphs.order_by("place"), in_russian(), strict=True):
            actions.write_paragraph(draft, by=officer, anchor=row.anchor, words=one["text"], revision=1)
        made = actions.make_version(draft, by=officer)
        assert (made.number, sorted(made.languages.values_list("language", flat=True))) == (2, ["en", "ru"])
