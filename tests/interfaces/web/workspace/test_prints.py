"""A print in the hand: set for who may read it, and its code tells whether it is stale, to nobody else."""

import io
from datetime import date

import pypdf
import pytest
from django.test import Client

from plenary.foundation.files.storing import path_of
from plenary.interfaces.exports.akoma_ntoso import read
from plenary.interfaces.web.documents import prints
from plenary.offices.documents import actions
from plenary.offices.documents.facts import text_of
from plenary.offices.documents.models import Issue, Version
from plenary.offices.organisation.actions import give_mandate
from tests.builders.documents import STATEMENT, by_two, in_russian, issued, registered
from tests.builders.organisation import council, csto, words
from tests.builders.people import actor
from tests.interfaces.web.workspace.conftest import browser_of

pytestmark = pytest.mark.django_db


def revised(document, audience=""):
    """A second version, given out."""
    texts = {"ru": in_russian(), "en": [*STATEMENT[:-1], {**STATEMENT[-1], "text": "Decide to meet in spring."}]}
    version = actions.add_version(document, by=actor("DO"), texts=texts)
    actions.seal_version(version, by=actor("DO"))
    by_two(actions.issue_version, version=version, audience=audience)
    version.refresh_from_db()
    return version


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


class TestPdf:
    def test_a_public_text_is_set_in_each_of_its_languages(self):
        document, version = issued(council(), distribution="general")
        page = Client().get(f"/en/d/{document.symbol}/").content.decode()
        for language in ("en", "ru"):
            address = f"/en/d/{document.symbol}/v/1/{language}.pdf"
            assert address in page
            answer = Client().get(address)
            assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
            assert answer["Content-Disposition"] == f'attachment; filename="ORG_CSC_2019_L.1_{language}.pdf"'
        said = words_of(Client().get(f"/en/d/{document.symbol}/v/1/en.pdf").content)
        assert f"testserver/record/print/{version.print_code}/" in said
        assert "Distribution general" in said and "Read by Public" in said and "Original Russian" in said

    def test_a_draft_says_that_it_is_one_and_is_set_for_those_who_work_on_it(self):
        document, _version = registered(council())
        address = f"/w/d/{document.key}/v/1/en.pdf"
        assert "Draft, not issued." in words_of(browser_of(actor("DO")).get(address).content)
        assert browser_of(actor("DM", "member:ARM")).get(address).status_code == 404

    def test_a_version_or_language_that_is_not_here_is_not_found(self):
        document, _version = issued(council(), distribution="general")
        for tail in ("2/en.pdf", "1/zh.pdf"):
            assert Client().get(f"/en/d/{document.symbol}/v/{tail}").status_code == 404

    def test_the_archival_copy_lies_beside_the_plain_text_and_is_known_by_its_bytes(self):
        document, version = issued(council(), distribution="general")
        paper = Issue.objects.get(of_text__language="ru").paper
        page = Client().get(f"/en/d/{document.symbol}/").content.decode()
        assert f"/f/{paper.key}/{paper.name}" in page
        content = path_of(paper.digest).read_bytes()
        assert f"localhost/record/print/{version.print_code}/" in words_of(content)
        ((name, (carried,)),) = pypdf.PdfReader(io.BytesIO(content)).attachments.items()
        assert name == "ORG_CSC_2019_L.1_ru.akn.xml"
        assert read(carried).text == text_of(Issue.objects.get(of_text__language="ru").of_text)
        answer = Client().post("/record/check/", {"file": io.BytesIO(content)})
        assert "byte for byte" in answer.content.decode()

    def test_issuing_goes_on_where_no_font_sets_the_script(self, settings, tmp_path):
        settings.PRINT_FONTS = str(tmp_path)
        arabic = [{**one, "text": "الموافقة على التعاون"} for one in STATEMENT]
        document, version = registered(council(), distribution="general")
        version = actions.add_version(document, by=actor("DO"), texts={"ru": in_russian(), "ar": arabic})
        actions.seal_version(version, by=actor("DO"))
        by_two(actions.issue_version, version=version)
        papers = {one.of_text.language: one.paper for one in Issue.objects.filter(of_text__of_version=version)}
        assert papers["ar"] is None and papers["ru"] is not None
        refused = Client().get(f"/en/d/{document.symbol}/v/2/ar.pdf")
        assert refused.status_code == 422
        assert "fonts-noto-core" in refused.content.decode()


class TestCode:
    def test_the_newest_print_says_so(self):
        _document, version = issued(council(), distribution="general")
        page = Client().get(f"/record/print/{version.print_code}/").content.decode()
        assert "This is the newest version." in page
        assert "Stale" not in page

    def test_an_older_print_names_what_replaced_it_and_since_when(self):
        document, version = issued(council(), distribution="general")
        newer = revised(document)
        assert newer.suffix == "Rev.1"
        page = Client().get(f"/record/print/{version.print_code}/").content.decode()
        assert "Stale:" in page and "This is the newest version." not in page
        redline = f"/en/d/{document.symbol}/compare/1..2/?language=ru"
        assert redline in page
        assert Client().get(redline).status_code == 200
        found = prints.printed(actor("DO"), version.print_code)
        assert found.is_stale
        assert (found.symbol, found.newest_symbol) == ("ORG/CSC/2019/L.1", "ORG/CSC/2019/L.1/Rev.1")
        assert found.since == Issue.objects.filter(of_text__of_version=newer).earliest("issued_at").issued_at
        assert not prints.printed(actor("DO"), newer.print_code).is_stale

    def test_a_draft_behind_an_issued_text_makes_no_print_stale_for_others(self):
        document, version = issued(council(), distribution="general")
        actions.add_version(document, by=actor("DO"), texts={"ru": in_russian()})
        assert "newest" in Client().get(f"/record/print/{version.print_code}/").content.decode()
        assert not prints.printed(actor("DM", "member:ARM"), version.print_code).is_stale
        assert prints.printed(actor("DO"), version.print_code).is_stale

    def test_a_code_of_a_hidden_text_is_like_one_that_was_never_given(self):
        _document, version = registered(council())
        hidden, wrong = f"/record/print/{version.print_code}/", "/record/print/0000000000/"
        answers = [Client().get(address) for address in (hidden, wrong)]
        assert [one.status_code for one in answers] == [302, 302]
        assert [one["Location"].replace(version.print_code, "0000000000") for one in answers] == [
            "/w/print/0000000000/"
        ] * 2
        assert "/sign-in/" in Client().get(answers[0]["Location"])["Location"]
        delegate = browser_of(actor("DM", "member:ARM"))
        pages = [delegate.get(address.replace("/record/", "/w/")) for address in (hidden, wrong)]
        pages += [delegate.get(address) for address in (hidden, wrong)]
        assert [one.status_code for one in pages] == [404] * 4
        assert all("No print has this code" in one.content.decode() for one in pages)
        assert browser_of(actor("DO")).get(hidden).status_code == 200

    def test_it_is_typed_in_any_grouping_where_files_are_checked(self):
        _document, version = issued(council(), distribution="general")
        Version.objects.filter(pk=version.pk).update(print_code="0123456789")
        whole = ("testserver/record/print/0123456789/", "https://testserver/record/print/0123456789")
        for typed in ("0123456789", "o123-456 789", " OI23 4567-89 ", "ol23-456-789", *whole):
            answer = Client().post("/record/check/", {"code": typed})
            assert (answer.status_code, answer.headers.get("Location")) == (302, "/record/print/0123456789/"), typed
        wrong = Client().post("/record/check/", {"code": "9999-999-999"})
        assert wrong.status_code == 422
        assert "No print with this code is known here" in wrong.content.decode()

    def test_a_print_with_marks_is_known_by_its_code(self):
        document, version = issued(council(), distribution="general")
        newer = revised(document)
        marked = Client().get(f"/en/d/{document.symbol}/v/2/en.pdf?since=1").content
        answer = Client().post("/record/check/", {"file": io.BytesIO(marked)}).content.decode()
        assert "It names itself a print of ORG/CSC/2019/L.1/Rev.1" in answer
        assert f"/record/print/{newer.print_code}/" in answer
        forged = f"No such words. See testserver/record/print/{version.print_code}/".encode()
        answer = Client().post("/record/check/", {"file": io.BytesIO(forged)}).content.decode()
        assert "Not in the record" in answer and f"/record/print/{version.print_code}/" in answer

    def test_the_code_of_a_hidden_text_is_not_told_of_a_file(self):
        _document, version = registered(council())
        file = f"See testserver/record/print/{version.print_code}/".encode()
        assert "It names itself" not in Client().post("/record/check/", {"file": io.BytesIO(file)}).content.decode()

    def test_the_page_of_a_text_bears_the_code_on_paper(self):
        document, version = issued(council(), distribution="general")
        page = Client().get(f"/en/d/{document.symbol}/").content.decode()
        foot = page[page.index('class="print-foot"') :]
        assert f"testserver/record/print/{version.print_code}/" in foot
        assert f"{version.print_code[:4]}-{version.print_code[4:7]}-{version.print_code[7:]}" in foot


def test_the_page_of_a_print_is_never_wider_than_the_narrower_of_its_versions():
    document, version = issued(council(), audience="members", distribution="general")
    revised(document, audience="public")
    page = browser_of(actor("DO")).page(f"/record/print/{version.print_code}/")
    assert "Stale:" in page
    assert "<b>Members</b>" in page and "<b>Public</b>" not in page
    assert Client().get(f"/record/print/{version.print_code}/").status_code == 302


class TestRedline:
    def test_a_print_marks_what_changed_since_an_older_version_and_says_so(self):
        document, _version = issued(council(), distribution="general")
        revised(document)
        answer = Client().get(f"/en/d/{document.symbol}/v/2/en.pdf?since=1")
        assert answer["Content-Disposition"] == 'attachment; filename="ORG_CSC_2019_L.1_Rev.1_en.since_1.pdf"'
        said = words_of(answer.content)
        assert "Changes since ORG/CSC/2019/L.1, first version." in said
        assert "again" in said and "in spring" in said
        assert "again" not in words_of(Client().get(f"/en/d/{document.symbol}/v/2/en.pdf").content)

    def test_only_versions_that_one_may_read_are_compared(self):
        document, _version = issued(council(), distribution="general")
        revised(document)
        for since in ("2", "3", "x", "99999", "-1", "0"):
            assert Client().get(f"/en/d/{document.symbol}/v/2/en.pdf?since={since}").status_code == 404, since


class TestTrack:
    def test_each_station_leads_to_the_text_as_it_stood_there(self):
        bodies = csto()
        document, _first = issued(bodies["CMD"], audience="members")
        sent = actions.refer_document(
            document,
            by=actor("DO"),
            from_bodies=[bodies["CMD"]],
            to_body=bodies["CSC"],
            verb="consideration",
            ground="CMD-2019-1",
            decided_on=date(2019, 11, 20),
        )
        actions.receive_referral(actions.send_referral(sent, by=actor("DO")), by=actor("SB", "body:CSC"))
        delegate = browser_of(actor("DM", "member:ARM"))
        page = delegate.page(f"/w/d/{document.key}/")
        assert page.count(f"/w/d/{document.key}/?version=1") >= 2
        assert "here now: v. 1" in page
        actions.return_referral(sent, by=actor("PO", "body:CSC"), note=words("Not yet"), ground="CSC-2019-3")
        page = delegate.page(f"/w/d/{document.key}/")
        # The revision that it came back as is a draft, so the delegate reads no word of it here either.
        assert "sent back" in page
        assert "Rev.1" not in page
        assert "Rev.1" in browser_of(actor("DO")).page(f"/w/d/{document.key}/")

    def test_one_that_a_body_took_late_bulges(self):
        bodies = csto()
        document, _first = issued(bodies["CMD"], audience="members")
        sent = actions.refer_document(
            document,
            by=actor("DO"),
            from_bodies=[bodies["CMD"]],
            to_body=bodies["CSC"],
            verb="adoption",
            ground="CMD-2019-1",
            decided_on=date(2019, 11, 20),
        )
        actions.receive_referral(actions.send_referral(sent, by=actor("DO")), by=actor("SB", "body:CSC"))
        chair = actor("PO", "body:CSC")
        actions.grant_waiver(document, by=chair, body=bodies["CSC"], reason=words("It is short"))
        page = browser_of(actor("DM", "member:ARM")).page(f"/w/d/{document.key}/")
        assert "late: v. 1 · taken late" in page

    def sent(self, document, senders, to_body, verb, day, and_to=()):
        referral = actions.refer_document(
            document,
            by=actor("DO"),
            from_bodies=senders,
            to_body=to_body,
            and_to=and_to,
            verb=verb,
            ground=f"{senders[0].code}-2019-1",
            decided_on=date(2019, 11, day),
        )
        actions.send_referral(referral, by=actor("DO"))
        for one in (*referral.decided_together.all(), referral):
            received = actions.receive_referral(one, by=actor("SB", f"body:{one.to_body.code}"))
        return received

    def test_bodies_that_sit_together_are_one_station(self):
        bodies = csto()
        document, _first = issued(bodies["PC"], audience="members")
        three = [bodies[code] for code in ("CMFA", "CMD", "CSSC")]
        self.sent(document, [bodies["PC"]], three[0], "endorsement", 20, and_to=three[1:])
        self.sent(document, three, bodies["CSC"], "adoption", 27)
        page = browser_of(actor("DM", "member:ARM")).page(f"/w/d/{document.key}/")
        track = page[page.index('id="path"') :]
        assert "<title>CMFA, CMD, CSSC</title>" in track
        assert track.count("?version=1") == 3
        for one in three:
            assert f"<title>{one.name}</title>" not in track

    def test_a_text_that_came_back_goes_its_way_again_on_a_line_of_its_own(self):
        bodies = csto()
        document, _first = issued(bodies["CMD"], audience="members")
        first = self.sent(document, [bodies["CMD"]], bodies["CSC"], "consideration", 20)
        actions.return_referral(first, by=actor("PO", "body:CSC"), note=words("Not yet"))
        self.sent(document, [bodies["CMD"]], bodies["CSC"], "consideration", 25)
        page = browser_of(actor("DM", "member:ARM")).page(f"/w/d/{document.key}/")
        track = page[page.index('id="path"') :]
        assert "The same text again" in track
        assert "sent back" in track and "here now: v. 1" in track

    def test_the_first_station_bulges_where_the_mandate_was_overrun(self):
        bodies = csto()
        order = give_mandate(bodies["CMD"], by=actor("SG"), subject=words("A statement"), due_on=date(2019, 10, 1))
        document, _first = issued(bodies["CMD"], audience="members", mandate=order)
        self.sent(document, [bodies["CMD"]], bodies["CSC"], "consideration", 20)
        page = browser_of(actor("DM", "member:ARM")).page(f"/w/d/{document.key}/")
        assert "Ordered by its mandate" in page
        assert "late: v. 1 · " in page[page.index('id="path"') :]
