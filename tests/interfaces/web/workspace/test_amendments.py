"""Amendments as a delegation has them: written in place, tabled, listed, joined; drafts of others are not there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.interfaces.web.people import pending_texts
from plenary.offices.decisions.actions import amendments as acts
from plenary.offices.decisions.models import Amendment, Sponsor
from plenary.offices.documents import actions as documents
from plenary.offices.organisation.models import Member
from tests.builders import documents as writing
from tests.builders.documents import STATEMENT, in_russian
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.interfaces.web.workspace.conftest import browser_of

WRITTEN = {"version": "1", "kind": "", "on": "", "member": "RUS", "reason": "", "act": "table"}


@pytest.fixture
def text(summit):
    _document, version = writing.issued(summit.bodies["CSC"], audience="members")
    return version.languages.get(language="en")


@pytest.fixture
def document(text):
    return text.of_version.document


@pytest.fixture
def member(summit):
    return browser_of(summit.head("RUS"))


@pytest.fixture
def another(summit):
    return browser_of(summit.head("ARM"))


def propose(summit, text, code, said="", anchor="op1", **more):
    more.setdefault("state", "tabled")
    member = Member.objects.get(code=code)
    return acts.propose_amendment(text, by=summit.head(code), member=member, anchor=anchor, words=said, **more)


def sends(browser, address, fields, status=302):
    answer = browser.post(address, fields)
    assert answer.status_code == status, (address, answer.status_code, answer.content.decode()[-3000:])
    return answer


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


class TestWriting:
    def test_from_the_paragraph_to_the_body(self, document, member, another):
        reader = member.page(f"/w/d/{document.key}/")
        assert f'href="/w/d/{document.key}/amend/op1/?language=en"' in reader
        page = member.page(f"/w/d/{document.key}/amend/op1/?language=en")
        assert "Agree to cooperate;" in page
        sent = {**WRITTEN, "words": "Agree to cooperate closely;", "reason": "It is time."}
        answer = sends(member, f"/w/d/{document.key}/amend/op1/?language=en", sent)
        one = Amendment.objects.get()
        assert (answer["Location"], one.number, one.words) == (f"/w/amendments/{one.key}/", 1, sent["words"])
        told = member.page(answer["Location"])
        assert "Agree to cooperate <ins>closely</ins>;" in told
        assert "It is time." in told
        beside = another.page(f"/w/d/{document.key}/")
        assert "1 amendment" in beside
        assert f"/w/amendments/{one.key}/" in beside

    def test_the_change_is_shown_and_nothing_kept(self, document, member):
        sent = {**WRITTEN, "words": "Agree to help;", "act": "show"}
        page = sends(member, f"/w/d/{document.key}/amend/op1/?language=en", sent, 200).content.decode()
        assert "Agree to <del>cooperate</del> <ins>help</ins>;" in page
        assert Amendment.objects.count() == 0

    def test_a_refusal_keeps_what_was_typed(self, document, member):
        sent = {**WRITTEN, "words": "Agree to cooperate;", "reason": "No change <at all>."}
        page = sends(member, f"/w/d/{document.key}/amend/op1/?language=en", sent, 422).content.decode()
        assert "reads as it did" in page
        assert "No change &lt;at all&gt;." in page

    def test_a_paragraph_that_changed_is_shown_and_what_was_typed_is_kept(self, document, member):
        changed = [{**one, "text": "Agree to meet;"} if one["anchor"] == "op1" else one for one in writing.STATEMENT]
        made = documents.add_version(document, by=actor("DO"), texts={"en": changed, "ru": writing.in_russian()})
        made = documents.seal_version(made, by=actor("DO"))
        writing.by_two(documents.issue_version, version=made)
        address = f"/w/d/{document.key}/amend/op1/?language=en"
        sent = {**WRITTEN, "words": "Agree to cooperate closely;"}
        page = sends(member, address, sent, 422).content.decode()
        assert "Paragraph 1 changed while you wrote" in page
        assert "Agree to cooperate;" in page
        assert "Agree to meet;" in page
        assert ">\nAgree to cooperate closely;</textarea>" in page
        assert 'name="version" value="2"' in page
        sends(member, address, {**sent, "version": "2"})
        assert Amendment.objects.get().text_version.number == 2

    def test_a_draft_is_there_for_its_delegation_only(self, summit, document, member, another):
        sent = {**WRITTEN, "words": "Canary;", "act": "keep"}
        answer = sends(member, f"/w/d/{document.key}/amend/op1/?language=en", sent)
        assert "Canary" in member.page(answer["Location"])
        another.page(answer["Location"], 404)
        for address in (
            f"/w/d/{document.key}/",
            f"/w/d/{document.key}/amendments/",
            f"/w/d/{document.key}/amendments/merged/",
        ):
            assert "Canary" not in another.page(address)
        assert "Canary" not in browser_of(summit.secretary()).page(f"/w/d/{document.key}/amendments/")

    def test_a_draft_is_written_on_until_it_is_sent(self, summit, text, document, member, another):
        one = propose(summit, text, "RUS", "Agree to cooperate closely;", state="drafted", reason=words("Because."))
        at = f"/w/d/{document.key}/amend/op1/?draft={one.key}"
        assert at in member.page(f"/w/amendments/{one.key}/")
        another.page(at, 404)
        page = member.page(at)
        assert ">\nAgree to cooperate closely;</textarea>" in page
        assert ">\nBecause.</textarea>" in page
        sent = {**WRITTEN, "draft": one.key, "seen": "1", "words": "Agree to help;", "act": "keep"}
        assert sends(member, at, sent)["Location"] == f"/w/amendments/{one.key}/"
        # Of the same delegation, on the page as it was before.
        late = {**sent, "words": "Agree to nothing;", "reason": "No."}
        page = sends(member, at, late, 422).content.decode()
        assert "This draft was written anew while you wrote" in page
        assert '<dd lang="en" dir="ltr">Agree to help;</dd>' in page
        assert ">\nAgree to nothing;</textarea>" in page
        assert 'name="seen" value="2"' in page
        sends(member, at, {**late, "seen": "2", "act": "table"})
        one.refresh_from_db()
        assert (one.words, one.reason, one.state, Amendment.objects.count()) == (
            "Agree to nothing;",
            {"en": "No."},
            "tabled",
            1,
        )
        assert at not in member.page(f"/w/amendments/{one.key}/")
        member.page(at, 404)

    def test_who_may_not_table_finds_no_page(self, summit, document):
        browser_of(actor("IN", "body:CSC")).page(f"/w/d/{document.key}/amend/op1/", 404)
        assert "/amend/op1/" not in browser_of(actor("IN", "body:CSC")).page(f"/w/d/{document.key}/")


class TestTogether:
    def test_the_order_with_its_reasons(self, summit, text, document, member):
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        propose(summit, text, "BLR", kind="delete_paragraph")
        page = plain(member.page(f"/w/d/{document.key}/amendments/"))
        assert page.index("A.2 Belarus") < page.index("A.1 Armenia")
        assert "Deletes the whole paragraph: furthest removed. Words in it: 3." in page
        assert "Less far removed than A.2. Words taken away: 0; put in: 1; together: 1." in page
        assert "GA rule 90" in page

    def test_the_chair_sets_another_with_a_ground(self, summit, text, document, member):
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        propose(summit, text, "BLR", kind="delete_paragraph")
        chair = browser_of(actor("PO", "body:CSC"))
        address = f"/w/d/{document.key}/amendments/order/"
        assert "A.2\nA.1" in chair.page(address)
        sent = {"order": "A.1\r\nA.2", "rule": "GA rule 90", "ground": ""}
        sends(chair, address, sent, 422)
        sends(chair, address, {**sent, "ground": "A.2 says no more than A.1."})
        page = plain(member.page(f"/w/d/{document.key}/amendments/"))
        assert "The chair set this order. A.2 says no more than A.1." in page
        assert "The measure alone would give: A.2, A.1" in page
        assert page.index("A.1 Armenia") < page.index("A.2 Belarus")

    def test_who_knows_of_none_sees_neither_the_order_nor_a_name(self, summit):
        document, version = writing.issued(summit.bodies["CSC"], audience="body:CSC")
        text = version.languages.get(language="en")
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        propose(summit, text, "RUS", "Decide to help;")
        given = {"order": ["A.1", "A.2"], "rule": "GA rule 90", "ground": words("A.2 repeats a treaty.")}
        acts.set_voting_order(version, by=actor("PO", "body:CSC"), **given)
        address = f"/w/d/{document.key}/amendments/"
        assert "A.2 repeats a treaty." in browser_of(summit.head("KAZ")).page(address)
        writing.by_two(documents.widen_audience, document=document, audience="members")
        page = plain(browser_of(actor("PT")).page(address))
        assert [said for said in ("A.1", "A.2", "treaty", "The chair set this order") if said in page] == []

    def test_of_those_one_knows_the_places_have_no_gap(self, summit):
        document, version = writing.registered(summit.bodies["CSC"])
        for audience, language in (("members", "en"), ("body:CSC", "ru")):
            writing.by_two(documents.issue_version, version=version, audience=audience, languages=[language])
        propose(summit, version.languages.get(language="ru"), "RUS", "Договариваются молчать;")
        one = propose(summit, version.languages.get(language="en"), "ARM", "Agree to cooperate closely;")
        for address in (f"/w/d/{document.key}/amendments/", f"/w/amendments/{one.key}/", f"/w/d/{document.key}/"):
            inside, outside = browser_of(summit.head("KAZ")).page(address), browser_of(actor("PT")).page(address)
            assert ("A.1" in inside, "A.1" in outside, "A.2" in outside) == (True, False, True), address
            if address.endswith("/amendments/"):
                assert '<span class="amendment-place num">1</span>' in outside, address

    def test_as_it_would_read_and_where_two_touch_the_same_words(self, summit, text, document, member):
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        propose(summit, text, "BLR", "Agree to cooperate slowly;")
        propose(summit, text, "KAZ", "Decide to meet yearly.", "op2")
        page = member.page(f"/w/d/{document.key}/amendments/merged/")
        assert "1 place where amendments touch the same words" in page
        assert "Agree to cooperate <ins>closely</ins>;" not in page
        assert "<ins>closely</ins>" in page
        assert "<ins>slowly</ins>" in page
        assert "Decide to meet <del>again</del> <ins>yearly</ins>." in page
        first = Amendment.objects.get(number=1)
        page = member.page(f"/w/d/{document.key}/amendments/merged/?with={first.key}")
        assert "Agree to cooperate <ins>closely</ins>;" in page
        assert "touch the same words" not in page

    def test_what_is_written_in_another_language_is_named_and_led_to(self, summit, text, document, member):
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        propose(summit, text.of_version.languages.get(language="ru"), "RUS", "Решают встретиться снова.", "op2")
        Amendment.objects.update(state="carried")
        address = f"/w/d/{document.key}/amendments/merged/"
        for language, other, name in (("en", "ru", "A.2"), ("ru", "en", "A.1")):
            page = member.page(f"{address}?language={language}")
            assert "1 amendment is written in another language and not laid in here" in page
            assert f'<a href="?language={other}">' in page
            assert f'<span class="note">{name}</span>' in page

    def test_the_secretary_makes_the_version(self, summit, text, document):
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        one = Amendment.objects.get()
        sends(browser_of(actor("PO", "body:CSC")), f"/w/amendments/{one.key}/settle/", {"outcome": "carried"})
        secretary = browser_of(actor("SB", "body:CSC"))
        assert "merge" in secretary.page(f"/w/d/{document.key}/amendments/")
        sends(secretary, f"/w/d/{document.key}/amendments/merge/", {})
        assert document.versions.count() == 2

    def test_the_secretary_writes_the_agreed_reading(self, summit, text, document, member):
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        propose(summit, text.of_version.languages.get(language="ru"), "RUS", "Решают сотрудничать;")
        page = plain(member.page(f"/w/d/{document.key}/amendments/"))
        assert "At one place with A.1, written in another language" in page
        assert "paragraph 1: replaces words (Russian)" in page
        Amendment.objects.update(state="carried")
        merged = f"/w/d/{document.key}/amendments/merged/"
        page = member.page(merged)
        assert "1 paragraph where amendments that carried cannot stand together" in page
        assert "Agree to cooperate <ins>closely</ins>;" in page
        assert "<del>Договариваются</del> <ins>Решают</ins> сотрудничать;" in page
        assert "agree/?anchor=op1" not in page
        secretary = browser_of(actor("SB", "body:CSC"))
        assert f'href="/w/d/{document.key}/amendments/agree/?anchor=op1"' in secretary.page(merged)
        address = f"/w/d/{document.key}/amendments/agree/"
        form = secretary.page(f"{address}?anchor=op1")
        assert "Agree to cooperate <ins>closely</ins>;" in form
        assert 'name="deletes"' not in form
        secretary.page(f"{address}?anchor=op2", 404)
        sent = {"anchor": "op1", "language": "en", "reading": "Agree to cooperate well;", "ground": "", "seen": ""}
        sends(secretary, address, sent, 422)
        sends(secretary, address, {**sent, "ground": "The sponsors agreed."})
        refused = sends(
            secretary, address, {**sent, "reading": "Agree;", "ground": "I did not see."}, 422
        ).content.decode()
        assert "Somebody else wrote how paragraph 1 is to read" in refused
        assert ">\nAgree;</textarea>" in refused
        page = member.page(merged)
        assert "Agree to cooperate <ins>well</ins>;" in page
        assert "The sponsors agreed." in page
        sends(secretary, f"/w/d/{document.key}/amendments/merge/", {})
        made = document.versions.get(number=2)
        assert made.languages.get(language="en").paragraphs.get(anchor="op1").text == "Agree to cooperate well;"

    def test_what_was_written_in_by_hand_is_said_to_stand_there_by_two(self, summit, text, document, member):
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        one = Amendment.objects.get()
        acts.settle_amendment(one, by=actor("PO", "body:CSC"), carried=True)
        secretary, address = browser_of(actor("SB", "body:CSC")), f"/w/amendments/{one.key}/in-text/"
        assert "in-text" not in secretary.page(f"/w/amendments/{one.key}/")
        by_hand = [{**line, "text": line["text"].replace("Agree to", "Agree closely to")} for line in STATEMENT]
        texts = {"en": by_hand, "ru": in_russian()}
        made = documents.add_version(document, by=actor("DO"), texts=texts, original_language="ru")
        assert address in secretary.page(f"/w/amendments/{one.key}/")
        form = secretary.page(address)
        assert "How Rev.1 reads there" in form
        assert "Agree <ins>closely</ins> to cooperate <del>closely</del>;" in form
        sends(secretary, address, {"version": made.key, "ground": ""}, 422)
        sends(secretary, address, {"version": made.key, "ground": "In paragraph 1; we both looked."})
        waiting = Pending.objects.get(act="decisions.record_in_text")
        pairs.confirm(waiting, by=actor("DO"))
        page = plain(secretary.page(f"/w/amendments/{one.key}/"))
        assert "Part of the text inRev.1" in page
        assert address not in page
        assert "Rev.1" not in member.page(f"/w/amendments/{one.key}/")
        documents.seal_version(made, by=actor("DO"))
        writing.by_two(documents.issue_version, version=made, audience="members")
        assert "Part of the text inRev.1" in plain(member.page(f"/w/amendments/{one.key}/"))

    def test_who_agrees_that_it_stands_there_reads_what_was_amended_and_how_the_version_reads(
        self, summit, text, document
    ):
        """What amends the amendment is part of what it says; only who may read the version is shown its words."""
        one = propose(summit, text, "ARM", "Agree to cooperate closely;")
        to_it = propose(summit, text, "RUS", "Agree to cooperate very closely;", on_amendment=one)
        for carried in (to_it, one):
            carried.refresh_from_db()
            acts.settle_amendment(carried, by=actor("PO", "body:CSC"), carried=True)
        by_hand = [{**line, "text": line["text"].replace("cooperate", "cooperate closely")} for line in STATEMENT]
        texts = {"en": by_hand, "ru": in_russian()}
        made = documents.add_version(document, by=actor("DO"), texts=texts, original_language="ru")
        secretary, address = browser_of(actor("SB", "body:CSC")), f"/w/amendments/{one.key}/in-text/"
        form = secretary.page(address)
        assert "Marked against what the amendment says as amended by A.2." in form
        assert "Agree to cooperate <del>very</del> closely;" in form
        sends(secretary, address, {"version": made.key, "ground": "In paragraph 1; we both looked."})
        page = browser_of(actor("DO")).page("/desk/pending/")
        assert f"A.1 to {document.symbol} Statement on cooperation</a>" in page
        assert "Amendment A.1 as amended by A.2" in page
        assert "Agree to cooperate <ins>very closely</ins>;" in page
        assert "How Rev.1 reads there, marked against what the amendment says" in page
        assert "Agree to cooperate <del>very</del> closely;" in page
        given = {"amendment": one, "version": made}
        shown = pending_texts.wordings(summit.head("TJK"), "decisions.record_in_text", given)
        assert [line.said for line in shown] == [
            "Amendment A.1 as amended by A.2",
            "How Rev.1 reads there is not open to you.",
        ]

    def test_what_the_merge_left_behind_is_due(self, summit, text, document):
        propose(summit, text, "ARM", "Agree to cooperate closely;")
        acts.settle_amendment(Amendment.objects.get(), by=actor("PO", "body:CSC"), carried=True)
        made = acts.merge_amendments(text.of_version, by=actor("SB", "body:CSC"))
        desk = browser_of(actor("DO"))
        (behind,) = re.findall(
            r'<th scope="row"><a href="[^"]+language=ru">.*?</tr>', desk.page(f"/desk/documents/{document.key}/"), re.S
        )
        assert "renders first version, the text is now Rev.1" in behind
        assert "translation due" in behind
        assert "Translations are due" in desk.page(f"/desk/documents/{document.key}/")
        (row,) = [one for one in desk.page("/desk/documents/").split("<tr") if document.key in one]
        assert '<li class="late"><span class="visually-hidden">Languages: translation due</span>' in row
        read = plain(desk.page(f"/w/d/{document.key}/?language=ru"))
        assert "This is the original. It still says first version, and the text is now Rev.1." in read
        assert "renders" not in read
        assert "Russian: translation due" in read
        assert "Russian: translation due" in plain(desk.page(f"/w/d/{document.key}/?language=en"))
        documents.set_translation_due(document, by=actor("DO"), language="ru", due_at=made.made_at + timedelta(days=2))
        assert "translation due" in desk.page(f"/w/d/{document.key}/?language=en")
        draft = documents.open_draft(document, by=actor("DO"))
        documents.make_version(draft, by=actor("DO"))
        for page in (f"/desk/documents/{document.key}/", f"/w/d/{document.key}/?language=en", "/desk/documents/"):
            assert "translation due" not in desk.page(page)


class TestSponsors:
    def test_our_name_is_added_and_withdrawn(self, summit, document, member, another):
        page = member.page(f"/w/d/{document.key}/sponsors/")
        key = re.search(r'name="member" value="([^"]+)"', page)[1]
        assert "Armenia" not in page
        sends(member, f"/w/d/{document.key}/amendments/join/", {"member": key})
        page = plain(another.page(f"/w/d/{document.key}/sponsors/"))
        assert re.search(r"Russia since \d+ \w+ \d{4}", page)
        sends(member, f"/w/d/{document.key}/amendments/leave/", {"member": key})
        assert Sponsor.objects.get().left_at is not None

    def test_of_an_amendment_in_the_readers_alphabet(self, summit, text, member):
        one = propose(summit, text, "ARM", "Agree;")
        for code in ("TJK", "BLR"):
            acts.join_sponsors(by=summit.head(code), member=Member.objects.get(code=code), amendment=one)
        page = plain(member.page(f"/w/amendments/{one.key}/"))
        assert page.index("Armenia tabled it") < page.index("Belarus since") < page.index("Tajikistan since")
        assert "Kyrgyzstan" not in page

    def test_nobody_joins_for_another(self, summit, document, member):
        other = Member.objects.get(code="ARM")
        sends(member, f"/w/d/{document.key}/amendments/join/", {"member": other.key}, 422)
        assert Sponsor.objects.count() == 0


def test_what_a_question_announced_is_told_in_words(summit, text, member):
    one = propose(summit, text, "ARM", "Agree;", reason=words("Because."))
    acts.withdraw_amendment(one, by=summit.head("ARM"))
    page = plain(member.page(f"/w/amendments/{one.key}/"))
    assert "Armenia: deletes words. withdrawn" in page


@pytest.mark.parametrize("page", ["", "amendments/", "amendments/merged/"])
def test_three_cost_no_more_questions_than_one(summit, text, document, member, queries, page):
    propose(summit, text, "ARM", "Agree to cooperate closely;")
    propose(summit, text, "TJK", "Agree to cooperate very closely;", on_amendment=Amendment.objects.get(number=1))
    one = queries(member, f"/w/d/{document.key}/{page}")
    for code in ("BLR", "KAZ"):
        propose(summit, text, code, f"Agree to {code};")
        amended = Amendment.objects.latest("pk")
        propose(summit, text, "KGZ", f"Agree to {code} soon;", on_amendment=amended)
    assert queries(member, f"/w/d/{document.key}/{page}") == one
