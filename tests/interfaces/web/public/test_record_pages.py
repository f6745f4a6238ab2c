"""The record's public pages and the check of a file."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from plenary.foundation.access.actors import the_house
from plenary.foundation.journal import checkpoints
from plenary.foundation.journal import writing as journal
from plenary.interfaces.exports.kept_record import keep_record
from plenary.interfaces.exports.text_of_pdf import Unreadable, readings_of_pdf
from plenary.interfaces.exports.verify_record import verify
from plenary.offices.documents.models import Issue, LanguageVersion, Version
from tests.interfaces.web.public import bishkek
from tests.security.crawling import files, tables

TEXT = "Statement of the Council\n1 The Council meets in Bishkek.\n2 It names what it will do.\n"


@pytest.fixture(autouse=True)
def _verb():
    journal.register("tests.thing.noted", "Noted: {what}")


def note(what: str, audience: str = "public", **facts: object):
    with transaction.atomic():
        return journal.record(
            "tests.thing.noted", by=the_house(), about=("tests.thing", "k" * 22), audience=audience,
            facts={"what": what, **facts},
        )  # fmt: skip


def test_each_hour_of_the_record_stands_with_its_distance_from_utc(house, page):
    number = note("bells").number
    for address in ("/record/", f"/record/{number}/"):
        assert re.search(r"</time> <bdi>UTC\+3</bdi>", page(address)), address


def test_a_check_takes_a_file_or_a_text_and_says_of_neither_that_it_may_be_left_out(house, page):
    assert "may be left empty" not in page("/record/check/")


def pdf(*pages: str, head: str = "") -> bytes:
    source = "#set page(height: 12cm, header: [" + head + '], numbering: "1 / 1")\n' + "\n#pagebreak()\n".join(pages)
    return typst.compile(source.encode())


def asked(client, content: bytes, name: str = "x.pdf") -> str:
    answer = client.post("/record/check/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return answer.content.decode()


class TestRecord:
    def test_lists_the_public_entries_and_no_other(self, house, page):
        note("seen by all")
        note("canary-entry", audience="members")
        text = page("/record/")
        assert "Noted: seen by all" in text
        assert "canary-entry" not in text

    def test_shows_signed_roots_and_keys(self, house, page):
        note("first")
        with transaction.atomic():
            checkpoints.checkpoint("public")
        text = page("/record/")
        assert "entries</summary>" in text
        assert "python3 verify_record.py record.json" in text

    def test_one_entry_says_what_was_recorded(self, house, page):
        text = page(f"/record/{note('a fact of its own').number}/")
        assert "Noted: a fact of its own" in text
        assert "hour not stated" in text

    def test_words_in_several_languages_are_no_code(self, house, page):
        text = page(f"/record/{note('a fact', title={'en': 'On water', 'ar': 'عن الماء'}, count=[1, 2]).number}/")
        assert "en: \u2068On water\u2069" in text
        assert "ar: \u2068عن الماء\u2069" in text
        assert "[1, 2]" in text

    def test_the_proof_of_an_entry_can_be_taken_home_once_it_is_sealed(self, house, outsider, page):
        number = note("x").number
        assert "This entry is not sealed yet, so there is no proof of it." in page(f"/record/{number}/")
        answer = outsider.get(f"/record/{number}/proof/")
        assert answer.status_code == 404
        assert "This entry is not sealed yet" in answer.content.decode()
        keep_record()
        assert f'href="/record/{number}/proof/"' in page(f"/record/{number}/")
        answer = outsider.get(f"/record/{number}/proof/")
        assert answer.content.startswith(b"c2sp.org/tlog-proof@v1")

    def test_an_entry_of_another_tree_is_not_here(self, house, outsider):
        note("hidden", audience="members")
        assert outsider.get("/record/1/").status_code == 404

    def test_the_export_is_sound_and_the_verifier_says_so(self, house, outsider):
        note("one")
        note("canary-two", audience="members")
        keep_record()
        answer = outsider.get("/record/export.json")
        assert b"canary-two" not in answer.content
        assert json.loads(answer.content)["organisation"] == "Collective Security Treaty Organization"
        assert verify(answer.content).sound

    def test_the_file_goes_as_far_as_it_is_sealed_and_the_page_says_what_is_not(self, house, outsider, page):
        assert outsider.get("/record/export.json").status_code == 404
        assert "The file is being made." in page("/record/")
        note("sealed")
        keep_record()
        first = outsider.get("/record/export.json")
        note("later, and its canary is canary-three")
        text = page("/record/")
        assert "1 newer entry is not sealed yet; that is done each minute." in text
        assert outsider.get("/record/export.json").content == first.content
        assert outsider.get("/record/export.json", headers={"If-None-Match": first["ETag"]}).status_code == 304
        keep_record()
        again = outsider.get("/record/export.json", headers={"If-None-Match": first["ETag"]})
        assert b"canary-three" in again.content
        assert verify(again.content).sound
        assert "not sealed yet" not in page("/record/")

    def test_what_was_erased_is_given_out_no_more(self, house, outsider, settings):
        entry = note("canary-name")
        keep_record()
        assert b"canary-name" in outsider.get("/record/export.json").content
        with transaction.atomic():
            journal.erase([entry], by=the_house(), reason="asked for")
        assert outsider.get("/record/export.json").status_code == 404
        keep_record()
        kept = outsider.get("/record/export.json").content
        assert verify(kept).sound
        assert b"canary-name" not in kept
        assert len(list((settings.PLENARY_HOME / "record").iterdir())) == 1

    def test_a_file_of_another_house_is_not_given_out(self, house, outsider, settings):
        note("one")
        keep_record()
        (ours,) = (settings.PLENARY_HOME / "record").iterdir()
        ours.rename(ours.with_name(f"public-900-{'0' * 64}.json"))
        assert outsider.get("/record/export.json").status_code == 404

    def test_reading_signs_nothing_and_writes_nothing(self, house, outsider):
        number = note("x").number
        addresses = [
            "/record/", "/record/check/", "/record/export.json", "/record/verify_record.py",
            f"/record/{number}/", f"/record/{number}/proof/",
        ]  # fmt: skip
        for is_sealed in (False, True):
            if is_sealed:
                keep_record()
            before = (tables(), files())
            for address in addresses:
                assert outsider.get(address).status_code in {200, 404}
                assert outsider.head(address).status_code in {200, 404}
            assert (tables(), files()) == before

    def test_the_verifier_is_the_one_we_use(self, house, outsider):
        answer = outsider.get("/record/verify_record.py")
        assert b"def verify(" in answer.content
        assert answer["Content-Disposition"] == 'attachment; filename="verify_record.py"'


class TestCheck:
    def test_an_issued_file_is_known_byte_for_byte(self, house, outsider):
        content = b"the issued bytes"
        issue = Issue.objects.filter(of_text__language="en").get()
        issue.file.digest = hashlib.sha256(content).hexdigest()
        issue.file.save()
        said = asked(outsider, content, "given.bin")
        assert "This is an issued file: CSC/2019/1" in said
        assert "byte for byte" in said

    def test_a_file_named_in_the_record_is_known(self, house, outsider):
        content = b"named there"
        entry = note("a file", sha256=hashlib.sha256(content).hexdigest())
        said = asked(outsider, content, "given.bin")
        assert "This file is named in the record." in said
        assert f'href="/record/{entry.number}/"' in said

    def test_the_adopted_text_is_known_in_a_pdf_made_anew(self, house, outsider):
        bishkek.decided(house)
        remade = pdf(
            "#text(18pt)[Statement of the Council]\n\n1 The Council meets in Bishkek.\n\n2 It names what it will do."
        )
        said = asked(outsider, remade)
        assert "This is the text adopted as decision CSC-2019-1" in said
        assert "by its text, word for word" in said

    def test_heads_and_page_numbers_are_no_part_of_the_text(self, house, outsider):
        remade = pdf(
            "Statement of the Council\n\n1 The Council meets in Bishkek.",
            "2 It names what it will do.",
            head="CSC/2019/1",
        )
        assert "It carries an issued text: CSC/2019/1" in asked(outsider, remade)

    def test_one_changed_word_is_not_the_text(self, house, outsider):
        remade = pdf("Statement of the Council\n\n1 The Council meets in Osh.\n\n2 It names what it will do.")
        assert "Not in the record" in asked(outsider, remade)

    def test_words_added_inside_are_not_the_text(self, house, outsider):
        added = TEXT.replace("in Bishkek", "in Bishkek soon")
        assert "Not in the record" in asked(outsider, f"CSC/2019/1\n{added}".encode(), "x.txt")

    def test_words_beside_the_text_are_shown(self, house, outsider):
        said = asked(outsider, f"Symbol CSC/2019/1\n{TEXT}Signed by nobody.".encode(), "x.txt")
        assert "It carries an issued text: CSC/2019/1" in said
        assert "Symbol CSC/2019/1 Signed by nobody." in said

    def test_a_pasted_text_is_known(self, house, outsider):
        said = outsider.post("/record/check/", {"text": TEXT}).content.decode()
        assert "It carries an issued text: CSC/2019/1" in said

    def test_an_earlier_version_says_so(self, house, outsider):
        document = house.documents["statement"]
        newer = Version.objects.create(
            document=document, number=2, suffix="Rev.1", made_at=bishkek.NOON, sealed_at=bishkek.NOON, digest="b" * 64
        )
        text = LanguageVersion.objects.create(of_version=newer, renders=newer, language="en", title="x")
        Issue.objects.create(of_text=text, file=Issue.objects.first().file, audience="public", issued_at=bishkek.NOON)
        assert "An earlier version: CSC/2019/1" in outsider.post("/record/check/", {"text": TEXT}).content.decode()

    def test_a_text_that_was_not_issued_to_this_reader_is_unknown(self, house, outsider):
        Issue.objects.update(audience="members")
        assert "Not in the record" in outsider.post("/record/check/", {"text": TEXT}).content.decode()

    def test_nothing_given_is_told_in_a_sentence(self, house, outsider):
        answer = outsider.post("/record/check/", {})
        assert answer.status_code == 422
        assert "Choose a file, type the code of a print or paste a text to check." in answer.content.decode()

    def test_a_file_over_the_limit_is_told_with_the_figures(self, house, outsider, settings):
        settings.UPLOAD_LIMIT_BYTES = 10
        answer = outsider.post("/record/check/", {"file": SimpleUploadedFile("big.bin", b"x" * 11)})
        assert answer.status_code == 422
        assert "Nothing of it was kept." in answer.content.decode()

    def test_what_cannot_be_read_says_so(self, house, outsider):
        assert "no words could be read from the file" in asked(outsider, b"%PDF-1.7 broken")
        assert "no words could be read from the file" in asked(outsider, b"\xff\xfe\x00", "x.bin")

    def test_a_sent_form_needs_its_key(self, house):
        from django.test import Client  # noqa: PLC0415  a client that is checked, for this test only

        assert Client(enforce_csrf_checks=True).post("/record/check/", {"text": "x"}).status_code == 403


def test_a_broken_pdf_is_unreadable():
    with pytest.raises(Unreadable):
        readings_of_pdf(b"%PDF-1.4\nno more")
