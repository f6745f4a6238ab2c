"""A text is pasted or sent, looked at, and kept as it was looked at; languages are held against each other."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plenary.foundation.clock import now
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.models import Document
from tests.builders.documents import STATEMENT, drafted, in_russian, planned
from tests.builders.people import actor

WORD = """<p class=MsoTitle>On water</p><p>The Council,</p><p>1. Decides:</p><p>(a) to share it;</p>
<p>(b) to sell <del>all</del> none;<span style='display:none'>canary-hidden</span></p>
<table><tr><th>Year</th><td>2027</td></tr></table><script>window.canary = 1</script><p>\u202eend</p>"""


@pytest.fixture
def council(desk):
    return desk.summit.bodies["CSC"]


def at(document: Document, verb: str = "") -> str:
    return f"/desk/documents/{document.key}/{verb + '/' if verb else ''}"


def looked(officer, document: Document, **sent) -> str:
    answer = officer.post(at(document, "paste"), {"language": "en", "do": "look", **sent})
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return answer.content.decode()


def kept(officer, document: Document, page: str, language: str = "en"):
    sign = unescape(re.search(r'name="kept" value="([^"]+)"', page)[1])
    return officer.post(at(document, "paste"), {"language": language, "do": "keep", "kept": sign})


class TestPasting:
    def test_a_text_is_looked_at_and_then_kept_as_it_was_looked_at(self, desk, council):
        document, officer = planned(council), desk.officer("DO")
        page = looked(officer, document, html=WORD, pasted="On water and so on")
        assert queries.current_version(document) is None
        for said in ("What is kept", "to share it;", "canary-hidden", "Words that are struck out", "U+202E", "2027"):
            assert said in page
        assert "<script>window.canary" not in page
        assert "\u202e" not in page
        assert kept(officer, document, page).status_code == 302
        text = facts.text_of(queries.current_version(document).languages.get())
        assert [(one.role.value, one.label, one.words) for one in text] == [
            ("title", "", "On water"),
            ("plain", "", "The Council,"),
            ("operative", "1.", "Decides:"),
            ("item", "(a)", "to share it;"),
            ("item", "(b)", "to sell none;"),
            ("table", "", ""),
            ("row", "", ""),
            ("head_cell", "", "Year"),
            ("cell", "", "2027"),
            ("plain", "", "\u202eend"),
        ]

    def test_paragraphs_that_were_there_keep_their_anchors_and_new_ones_get_anchors_of_their_own(self, desk, council):
        document, officer = drafted(council)[0], desk.officer("DO")
        lines = [f"{one.get('label', '')} {one['text']}".strip() for one in in_russian()]
        lines[3:3] = ["1 bis Новый пункт о воде и её цене;"]
        page = looked(officer, document, pasted="\n".join(lines), language="ru")
        assert kept(officer, document, page, "ru").status_code == 302
        text = facts.text_of(queries.current_version(document).languages.get(language="ru"))
        assert [one.anchor for one in text] == ["title", "p1", "op1", "p2", "op2"]

    def test_a_translation_stands_under_the_anchors_of_the_original(self, desk, council):
        document, officer = planned(council), desk.officer("DO")
        actions.add_version(document, by=actor("DO"), texts={"ru": in_russian()}, original_language="ru")
        document.refresh_from_db()
        page = looked(officer, document, pasted="\n".join(one["text"] for one in STATEMENT))
        assert kept(officer, document, page).status_code == 302
        version = queries.current_version(document)
        assert version.number == 1
        assert [one.anchor for one in facts.text_of(version.languages.get(language="en"))] == [
            "title",
            "p1",
            "op1",
            "op2",
        ]

    def test_a_file_goes_out_and_comes_in_as_it_was(self, desk, council):
        document, version = drafted(council)
        officer = desk.officer("DO")
        answer = officer.get(f"/w/d/{document.key}/v/1/ru.xml")
        assert answer["Content-Type"] == "application/akn+xml"
        file = SimpleUploadedFile("text.xml", answer.content)
        page = looked(officer, document, file=file, language="ru")
        assert "Nothing but styles." in page
        assert kept(officer, document, page, "ru").status_code == 302
        newest = queries.current_version(document)
        assert newest.number == 2
        assert facts.text_of(newest.languages.get()) == facts.text_of(version.languages.get(language="ru"))

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"pasted": " "}, "No words were found"),
            ({"file": SimpleUploadedFile("a.xml", b'<!DOCTYPE a [<!ENTITY a "a">]><akomaNtoso/>')}, "declares"),
            ({"pasted": "a", "language": "xx"}, "xx"),
        ],
    )
    def test_what_is_refused(self, desk, council, sent, said):
        document, officer = planned(council), desk.officer("DO")
        answer = officer.post(at(document, "paste"), {"language": "en", "do": "look", **sent})
        assert answer.status_code == 422
        assert said in answer.content.decode()

    def test_words_of_another_language_are_told_while_they_still_stand_in_the_form(self, desk, council):
        document, officer = planned(council), desk.officer("DO")
        answer = officer.post(at(document, "paste"), {"language": "ru", "do": "look", "pasted": "On water and on oil"})
        said = answer.content.decode()
        assert answer.status_code == 422
        assert "These words are no Russian" in said and ">\nOn water and on oil</textarea>" in said

    def test_a_text_that_was_looked_at_before_another_version_was_made_is_kept_on_purpose_alone(self, desk, council):
        document, officer = planned(council), desk.officer("DO")
        texts = {"ru": in_russian()}
        actions.add_version(document, by=actor("DO"), texts=texts, original_language="ru")
        document.refresh_from_db()
        page = looked(officer, document, pasted="\n".join(one["text"] for one in STATEMENT))
        second = actions.add_version(document, by=actor("DO"), texts=texts)
        answer = kept(officer, document, page)
        again = answer.content.decode()
        assert answer.status_code == 422
        for said in ("Version 2 was made since this text was looked at", "Agree to cooperate;", "Keep this text"):
            assert said in again
        assert [one.language for one in second.languages.all()] == ["ru"]
        assert kept(officer, document, again).status_code == 302
        assert sorted(one.language for one in second.languages.all()) == ["en", "ru"]

    def test_a_text_that_cannot_be_kept_stands_there_again_and_is_kept_when_it_can_be(self, desk, council):
        document, officer = drafted(council)[0], desk.officer("DO")
        page = looked(officer, document, html="<h1>Заявление о воде</h1><ol><li>Решает:</li></ol>", language="ru")
        adopted = Document.objects.filter(pk=document.pk)
        adopted.update(state="numbered")
        answer = kept(officer, document, page, "ru")
        again = answer.content.decode()
        assert answer.status_code == 422
        for said in ("was adopted and does not change", "Решает:", "What is kept", "Keep this text"):
            assert said in again
        assert "What is left out" not in again
        adopted.update(state="drafted")
        assert kept(officer, document, again, "ru").status_code == 302
        (text,) = queries.current_version(document).languages.all()
        assert [(one.label, one.words) for one in facts.text_of(text)] == [
            ("", "Заявление о воде"),
            ("1.", "Решает:"),
        ]

    def test_what_was_looked_at_for_another_document_is_not_kept_here(self, desk, council):
        one, other = planned(council), planned(council)
        officer = desk.officer("DO")
        page = looked(officer, one, pasted="On water")
        assert kept(officer, other, page).status_code == 422
        answer = officer.post(at(one, "paste"), {"language": "en", "do": "keep", "kept": "made up"})
        assert answer.status_code == 422
        assert queries.current_version(one) is None

    def test_who_may_not_write_does_not_find_the_page(self, desk, council):
        document = planned(council)
        assert desk.officer("PR").get(at(document, "paste")).status_code == 404


class TestLanguages:
    def test_figures_that_differ_are_marked_beside_each_other(self, desk, council):
        document, officer = drafted(council)[0], desk.officer("DO")
        text = queries.current_version(document).languages.get(language="en")
        text.paragraphs.filter(anchor="op1").update(text="Agree to cooperate in 2027;")
        page = desk.reads(officer, at(document) + "concord/ru..en/")
        assert '<mark class="differs">2027</mark>' in page
        assert "Договариваются" in page
        assert "a number" in page
        assert "paragraphs were compared" in page
        before = desk.reads(officer, at(document, "seal"))
        assert "1 paragraph with figures that differ" in before
        assert f"/desk/documents/{document.key}/concord/ru..en/" in before

    def test_nothing_differs(self, desk, council):
        document, officer = drafted(council)[0], desk.officer("DO")
        assert "No figure differs" in desk.reads(officer, at(document) + "concord/ru..en/")
        assert officer.get(at(document) + "concord/ru..fr/").status_code == 404
        assert officer.get(at(document) + "concord/ru..ru/").status_code == 404

    def test_when_a_translation_is_due_is_said_where_it_is_missing(self, desk, council):
        document, officer = planned(council), desk.officer("DO")
        actions.add_version(document, by=actor("DO"), texts={"ru": in_russian()}, original_language="ru")
        due = (now() + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M")
        page = desk.does(officer, at(document, "translation-due"), language="en", due_at=due)
        assert "translation due" in page
        twin = desk.reads(officer, f"/w/d/{document.key}/side/ru..en/")
        assert "translation due" in twin
        assert "(original)" in twin
        assert f"/w/d/{document.key}/side/en..ru/" in twin

    def test_an_authentic_translation_of_an_older_version_is_told_and_not_sealed(self, desk, council):
        document, officer = planned(council), desk.officer("DO")
        desk.does(officer, at(document, "authentic"), languages=["ru", "en"])
        first = {"ru": in_russian(), "en": STATEMENT}
        actions.add_version(document, by=actor("DO"), texts=first, original_language="ru")
        actions.add_version(document, by=actor("DO"), texts={"ru": in_russian()}, original_language="ru")
        lines = "\n".join(one["text"] for one in STATEMENT)
        desk.does(officer, at(document, "add-language"), language="en", renders="1", text=lines)
        assert "renders first version, the text is now version 2" in desk.reads(officer, at(document))
        twin = desk.reads(officer, f"/w/d/{document.key}/side/ru..en/")
        assert "renders first version, the text is now version 2" in twin
        page = desk.is_refused(officer, at(document, "seal"))
        assert "The text in English is authentic and still says version 1" in page
        assert queries.sealed_version(document) is None
