"""What is out is mended at the desk, each language in its own box; and who is asked is told."""

import html
import re
from datetime import timedelta

import pytest

from plenary.foundation.clock import now
from plenary.interfaces.web.documents.desk_documents_forms import Move
from plenary.interfaces.web.work.waiting import Due, today
from plenary.offices.documents import actions, queries
from plenary.offices.organisation.models import Member
from tests.builders.documents import STATEMENT, by_two, drafted, in_russian, issued
from tests.builders.organisation import words
from tests.builders.people import actor

HOUR = timedelta(hours=1)
REASON = "The date was misspelt."


@pytest.fixture
def council(desk):
    return desk.summit.bodies["CSC"]


def at(document, verb):
    return f"/desk/documents/{document.key}/{verb}/"


def shown(page: str) -> str:
    return html.unescape(page)


def said(lines: list[dict[str, str]]) -> str:
    return "\n".join(one["text"] for one in lines)


class TestCorrigendum:
    def test_each_language_has_its_box_with_its_own_words(self, desk, council):
        document, _version = issued(council)
        page = shown(desk.reads(desk.officer("DO"), at(document, "corrigendum")))
        for code, lines in (("ru", in_russian()), ("en", STATEMENT)):
            box = page.partition(f'name="said_{code}"')[2].partition("</textarea>")[0]
            assert said(lines) in box.replace("\r\n", "\n")
        assert 'name="language"' not in page.partition("<main")[2].partition("</main>")[0]

    def test_words_of_another_language_are_refused(self, desk, council):
        document, _version = issued(council)
        typed = {"said_en": said(STATEMENT), "reason_en": REASON}
        officer = desk.officer("DO")
        page = shown(desk.is_refused(officer, at(document, "corrigendum"), said_ru=said(STATEMENT), **typed))
        assert "These words are no Russian, they are in Latin letters: “Statement on cooperation”." in page
        page = shown(desk.is_refused(officer, at(document, "corrigendum"), said_ru=said(in_russian()), **typed))
        assert "No word differs from what was issued." in page
        page = desk.is_refused(officer, at(document, "corrigendum"), said_ru="Раз", **typed)
        assert "This text has 1 line and the one issued 4." in page

    def test_the_words_that_differ_are_kept_and_the_reason_is_told_to_readers(self, desk, council):
        document, _version = issued(council)
        mended = said(in_russian()).replace("встретиться", "встретиться снова")
        typed = {"said_en": said(STATEMENT), "said_ru": mended, "reason_en": REASON}
        desk.does(desk.officer("DO"), at(document, "corrigendum"), **typed)
        desk.agrees(desk.officer("SB", "body:CSC"))
        version = queries.current_version(document)
        assert version.suffix == "Corr.1"
        assert version.languages.get(language="ru").paragraphs.get(anchor="op2").text == "Решают встретиться снова."
        assert version.languages.get(language="en").paragraphs.get(anchor="op2").text == "Decide to meet again."
        actions.seal_version(version, by=actor("DO"))
        by_two(actions.issue_version, version=version)
        delegate = desk.officer("HD", "member:RUS")
        page = shown(desk.reads(delegate, f"/w/d/{document.key}/"))
        assert f"What was wrong, and is corrected here:</b> {REASON}" in page
        assert REASON not in shown(desk.reads(delegate, f"/w/d/{document.key}/?version=1"))


FRENCH = ["Déclaration", "Rappelant la Charte,", "Conviennent de coopérer ;", "Décident de se réunir."]


def test_a_language_of_the_text_is_offered_wherever_it_is_typed(desk, council):
    officer, (document, version) = actor("DO"), drafted(council)
    lines = [{**one, "text": text} for one, text in zip(STATEMENT, FRENCH, strict=True)]
    actions.add_translation(version, by=officer, language="fr", paragraphs=lines)
    browser = desk.officer("DO")
    page = shown(desk.reads(browser, at(document, "add-version")))
    assert "Text: French" in page and "Décident de se réunir." in page
    assert '<option value="fr"' in desk.reads(browser, at(document, "open-draft"))
    version = actions.seal_version(version, by=officer)
    actions.register_document(document, by=officer, session="2019")
    by_two(actions.issue_version, version=version)
    page = shown(desk.reads(browser, at(document, "revise")))
    assert "Text: French" in page and "Décident de se réunir." in page
    assert "To add: French" in desk.reads(browser, at(document, "addendum"))
    assert 'name="said_fr"' in desk.reads(browser, at(document, "corrigendum"))
    typed = {"original_language": "ru", "text_ru": said(in_russian()), "text_en": said(STATEMENT)}
    desk.does(browser, at(document, "revise"), **typed, text_fr="\n".join(FRENCH))
    revision = queries.current_version(document)
    assert sorted(revision.languages.values_list("language", flat=True)) == ["en", "fr", "ru"]


def test_a_text_that_was_referred_is_moved_by_its_own_acts(desk, council):
    document, _version = issued(council)
    secretary = actor("SB", f"body:{council.code}")
    actions.refer_document(
        document,
        by=actor("DO"),
        from_bodies=[council],
        to_body=desk.summit.bodies["CMFA"],
        verb="consideration",
        ground="CSC-2019-9",
    )
    document.refresh_from_db()
    assert document.state == "referred"
    for who in (secretary, actor("SG"), actor("PO", f"body:{council.code}")):
        assert "referred" not in dict(Move.choices_for(who, document))


class TestWhoIsAsked:
    def asked(self, council, *codes):
        document, _version = issued(council)
        running = actions.open_round(
            document,
            by=actor("SB", "body:CSC"),
            addressees=list(Member.objects.filter(code__in=codes)),
            closes_at=now() + HOUR,
            question=words("Can you accept paragraph 2?"),
        )
        return document, running

    def test_it_stands_on_today_until_it_is_answered(self, desk, council):
        document, running = self.asked(council, "RUS", "ARM")
        head, other = actor("HD", "member:RUS"), actor("HD", "member:BLR")
        [line] = [one for one in today(head, now())[Due.TODAY] if one.act == "Answer the consultation"]
        assert (line.what, line.at) == (document.title, running.closes_at)
        assert not [one for one in today(other, now())[Due.TODAY] if one.act == "Answer the consultation"]
        late = today(head, running.closes_at + HOUR)
        assert "Answer the consultation" in [one.act for one in late[Due.LATE]]
        page = shown(desk.reads(desk.officer("HD", "member:RUS"), "/today/"))
        assert "Nothing waits for you" not in page and "Answer the consultation" in page
        member = Member.objects.get(code="RUS")
        actions.answer_round(running, by=head, member=member, agrees=True)
        assert "Answer the consultation" not in [one.act for lines in today(head, now()).values() for one in lines]

    def test_the_form_repeats_the_question_and_answers_nothing_by_itself(self, desk, council):
        document, _running = self.asked(council, "RUS")
        delegate = desk.officer("HD", "member:RUS")
        address = f"/w/d/{document.key}/answer/answer/"
        page = shown(desk.reads(delegate, address))
        assert "Can you accept paragraph 2?" in page and "answers are in time before" in page
        choice = page.partition('name="answer"')[2].partition("</select>")[0]
        assert choice.index('value=""') < choice.index('value="yes"') and 'value="yes" selected' not in choice
        desk.is_refused(delegate, address, member=Member.objects.get(code="RUS").key, answer="")
        desk.does(delegate, address, member=Member.objects.get(code="RUS").key, answer="yes")

    def test_a_capital_that_is_to_confirm_finds_it_there(self, desk, council):
        document, _version = issued(council)
        member = Member.objects.get(code="RUS")
        actions.agree_ad_referendum(document, by=actor("PO", "body:CSC"), capitals=[member])
        lines = today(actor("HD", "member:RUS"), now())[Due.TODAY]
        assert "Answer for your capital" in [one.act for one in lines]

    def test_a_round_that_was_opened_wrongly_is_called_off_and_says_why(self, desk, council):
        document, running = self.asked(council, "RUS", "ARM")
        secretary = desk.officer("SB", "body:CSC")
        desk.does(secretary, at(document, "call-off-round"), reason_en="It was to end in May.")
        desk.agrees(desk.officer("SG"))
        running.refresh_from_db()
        assert running.closed_at is not None
        page = shown(desk.reads(secretary, f"/desk/documents/{document.key}/"))
        assert re.search(r"Called off <time[^>]*>[^<]*</time>: It was to end in May\.", page)
        assert at(document, "open-round") in page
