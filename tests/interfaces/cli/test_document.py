"""Texts worked on from the machine itself: the same gate, said in the trail."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta

import pytest

from plenary.foundation.access.models import Account, Person
from plenary.foundation.clock import now
from plenary.foundation.journal.models import Entry
from plenary.foundation.people.models import Pending
from plenary.interfaces.cli import document as command
from plenary.offices.documents.models import Document
from tests.builders import documents as writing
from tests.builders import meetings as building
from tests.builders.people import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def summit(monkeypatch):
    monkeypatch.setattr(command, "open_house", lambda: None)
    monkeypatch.setattr(command, "out_of_step", lambda: "")
    monkeypatch.setattr("plenary.interfaces.exports.kept_record.keep_record", lambda: None)
    return building.bishkek()


@pytest.fixture
def officer():
    by = actor("DO")
    Account.objects.create(person=Person.objects.get(key=by.person_key), sign_in_name="olga")
    return by


def typed(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def test_from_a_plan_to_a_referral(summit, officer, tmp_path, capsys):
    me = ("--as", "olga/DO")
    assert typed("create", *me, "--title", "en=Statement on the lake", "--body", "CSC", "--kind", "statement") == 0
    document = Document.objects.get()
    file = tmp_path / "statement.txt"
    file.write_text("Statement on the lake\n\nAgree to meet yearly.\n", encoding="utf-8")
    assert typed("submit", document.key, *me, "--original", "en", "--text", f"en={file}") == 0
    assert typed("seal", document.key, *me, "--version", "1") == 0
    assert typed("register", document.key, *me, "--session", "2019") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "CSTO/CSC/2019/L.1  registered  Statement on the lake"
    assert typed("issue", "CSTO/CSC/2019/L.1", *me, "--version", "1", "--audience", "members") == 0
    assert "a second officer must agree" in capsys.readouterr().out
    assert Pending.objects.get().act == "documents.issue_version"
    said = ("--from", "CMFA", "--to", "CSC", "--for", "adoption", "--ground", "CMFA-2019-3")
    assert typed("refer", "CSTO/CSC/2019/L.1", *me, *said) == 0
    assert typed("show", "CSTO/CSC/2019/L.1", *me) == 0
    assert "CMFA to CSC for adoption  decided" in capsys.readouterr().out
    begun = Entry.objects.filter(verb="keeping.acts.begun")
    assert {tuple(one.facts["names"]) for one in begun} == {("olga/DO",)}
    assert begun.count() == 6


def test_a_text_that_is_typed_anew_keeps_the_anchors_by_which_it_was_cited(summit, officer, tmp_path):
    document, _version = writing.drafted(summit.bodies["CSC"], officer)
    file = tmp_path / "text.txt"
    file.write_text("Statement on cooperation\n\nAlso new.\n\n1. Agree to cooperate closely;\n", encoding="utf-8")
    assert typed("submit", document.key, "--as", "olga/DO", "--original", "en", "--text", f"en={file}") == 0
    kept = document.versions.get(number=2).languages.get(language="en").paragraphs.order_by("order")
    assert [(one.anchor, one.text) for one in kept] == [
        ("title", "Statement on cooperation"),
        ("p2", "Also new."),
        ("op1", "Agree to cooperate closely;"),
    ]


@pytest.mark.parametrize("form", ["txt", "xml", "json"])
def test_what_is_exported_comes_back_as_the_same_text(summit, officer, tmp_path, capfdbinary, form):
    document, _version = writing.drafted(summit.bodies["CSC"], officer)
    me = ("--as", "olga/DO")
    assert typed("export", document.key, *me, "--version", "1", "--language", "en", "--form", form) == 0
    content = capfdbinary.readouterr().out
    if form == "txt":
        assert content.decode().startswith("Statement on cooperation\n\nRecalling the Charter,\n\n1 Agree")
        return
    file = tmp_path / f"text.{form}"
    file.write_bytes(content if form == "xml" else json.dumps(json.loads(content)["paragraphs"]).encode())
    assert typed("submit", document.key, *me, "--original", "en", "--text", f"en={file}") == 0
    before, after = (
        list(number.languages.get(language="en").paragraphs.values_list("anchor", "role", "label", "text"))
        for number in document.versions.order_by("number")
    )
    assert before == after


def test_an_amendment_is_written_and_what_changed_is_told(summit, officer, capfdbinary):
    document, _version = writing.issued(summit.bodies["CSC"], audience="members")
    head = summit.head("RUS")
    Account.objects.create(person=Person.objects.get(key=head.person_key), sign_in_name="anna")
    said = (
        "--for",
        "RUS",
        "--version",
        "1",
        "--language",
        "en",
        "--at",
        "op1",
        "--words",
        "Agree to cooperate closely;",
    )
    assert typed("amend", document.key, "--as", "anna/HD", *said, "--table") == 0
    assert [(one.name, one.words) for one in document.amendments.all()] == [("A.1", "Agree to cooperate closely;")]
    assert typed("amend", document.key, "--as", "anna/HD", *said, "--insert-after", "--delete") == 2
    capfdbinary.readouterr()
    assert typed("redline", document.key, "1..1", "--as", "anna/HD", "--language", "en") == 0
    assert json.loads(capfdbinary.readouterr().out)["summary"]["changes"] == 0
    assert typed("redline", document.key, "first..last", "--as", "anna/HD") == 2


def test_a_dry_run_keeps_nothing(summit, officer, capsys):
    assert typed("create", "--as", "olga/DO", "--dry-run", "--title", "en=Statement", "--body", "CSC") == 0
    assert "Nothing was kept" in capsys.readouterr().out
    assert (Document.objects.count(), Entry.objects.filter(verb="keeping.acts.begun").count()) == (0, 0)


class TestTheGate:
    def test_who_is_not_named_reads_what_the_public_reads(self, summit, officer, capsys):
        document, _version = writing.drafted(summit.bodies["CSC"], officer)
        assert typed("list") == 0
        assert capsys.readouterr().out == ""
        assert typed("show", document.key) == 2
        assert "There is no document" in capsys.readouterr().err

    @pytest.mark.parametrize("said", ["nobody/DO", "olga/SG", "olga"])
    def test_nobody_acts_as_what_they_are_not(self, summit, officer, capsys, said):
        assert typed("create", "--as", said, "--title", "en=Statement", "--body", "CSC") == 2
        assert Document.objects.count() == 0

    def test_a_refusal_is_a_sentence_and_its_code(self, summit, officer, capsys):
        assert typed("create", "--as", "olga/DO", "--title", "en=Statement", "--body", "NONE") == 1
        assert capsys.readouterr().err == ("No body has the code NONE. Nothing was done. [organisation.body_unknown]\n")

    @pytest.mark.parametrize("text", ["statement.txt", "en=nowhere.txt"])
    def test_what_cannot_be_read_is_said(self, summit, officer, text):
        document, _version = writing.drafted(summit.bodies["CSC"], officer)
        assert typed("submit", document.key, "--as", "olga/DO", "--text", text) == 2
        assert document.versions.count() == 1


def test_members_are_asked_and_what_they_answer_is_told(summit, officer, capsys):
    document, _version = writing.issued(summit.bodies["CSC"], audience="members")
    me, until = ("--as", "olga/DO"), (now() + timedelta(days=9)).isoformat()
    asked = ("--ask", "RUS", "--ask", "ARM", "--until", until, "--question", "en=Do you agree?")
    assert typed("consult", document.symbol, *me, *asked) == 0
    for member in ("RUS", "ARM"):
        assert typed("answer", document.symbol, *me, "--for", member, "--no", "--words", "en=Not paragraph 2") == 0
    assert typed("close-round", document.symbol, *me) == 0
    assert "in consultation" in capsys.readouterr().out
    assert typed("consultation", document.symbol, *me) == 0
    (told,) = json.loads(capsys.readouterr().out)["rounds"]
    assert [(one["member"], one["agrees"]) for one in told["answers"]] == [("ARM", False), ("RUS", False)]
    assert typed("close-round", document.symbol, *me) == 1
    assert typed("waive", document.symbol, *me, "--body", "CSC", "--reason", "en=Late") == 1
    assert typed("consult", document.symbol, *me, "--ask", "RUS", "--until", "soon") == 1
    assert "[api.fields]" in capsys.readouterr().err


def test_a_draft_is_written_and_becomes_a_version(summit, officer, capsys):
    document, _version = writing.issued(summit.bodies["CSC"], audience="members")
    me = ("--as", "olga/DO")
    assert typed("draft", document.symbol, *me) == 0
    capsys.readouterr()
    assert typed("show-draft", document.symbol, *me, "--language", "ru") == 0
    revisions = {one["anchor"]: one["revision"] for one in json.loads(capsys.readouterr().out)["paragraphs"]}
    said = ("--at", "op1", "--words", "Просят;", "--revision", str(revisions["op1"]))
    assert typed("write", document.symbol, *me, "--language", "ru", *said) == 0
    assert typed("make-version", document.symbol, *me, "--language", "ru") == 0
    assert [version.suffix for version in document.versions.order_by("number")] == ["", "Rev.1"]
    assert typed("draft", document.symbol, *me) == 0
    assert typed("put-aside", document.symbol, *me, "--language", "ru", "--reason", "en=Not needed") == 0


def test_what_was_issued_is_revised_and_corrected_from_files(summit, officer, tmp_path, capsysbinary):
    document, _version = writing.issued(summit.bodies["CSC"], audience="members")
    me, files = ("--as", "olga/DO"), {}
    for code in ("en", "ru"):
        assert typed("export", document.symbol, *me, "--version", "1", "--language", code, "--form", "xml") == 0
        files[code] = tmp_path / f"{code}.xml"
        files[code].write_bytes(capsysbinary.readouterr().out.replace(b"to cooperate", b"to co-operate"))
    english = ("--text", f"en={files['en']}")
    assert typed("correct", document.symbol, *me, *english, "--reason", "en=Our spelling") == 0
    assert b"a second officer must agree" in capsysbinary.readouterr().out
    assert typed("revise", document.symbol, *me, *english, "--text", f"ru={files['ru']}") == 0
    assert document.versions.latest("number").suffix == "Rev.1"


HOSTILE = {
    "entities.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso xmlns="x">&b;</akomaNtoso>',
    "deep.xml": b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">' + b"<a>" * 100_000,
    "deep.json": b"[" * 200_000,
    "bytes.txt": b"\xff\xfe\x00\xd8" * 1000,
    "long.txt": b"a" * (10 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_told_in_a_sentence_and_nothing_is_kept(name, summit, officer, tmp_path, capsys):
    document, _version = writing.drafted(summit.bodies["CSC"])
    file = tmp_path / name
    file.write_bytes(HOSTILE[name])
    assert typed("submit", document.key, "--as", "olga/DO", "--original", "en", "--text", f"en={file}") == 2
    said = capsys.readouterr().err
    assert (said.startswith(str(file)), len(said.splitlines()), "Traceback" in said) == (True, 1, False), said[:400]
    assert document.versions.count() == 1


def test_a_file_without_an_end_is_left_after_as_much_as_is_read(summit, officer, capsys):
    document, _version = writing.drafted(summit.bodies["CSC"])
    assert typed("submit", document.key, "--as", "olga/DO", "--original", "en", "--text", "en=/dev/zero") == 2
    assert "10 MB at most" in capsys.readouterr().err


class TestWhatIsToldOfAMistake:
    """A sentence that says what to write, and nothing kept."""

    def told(self, capsys, document, *words: str, verb: str = "submit") -> str:
        assert typed(verb, document.key, "--as", "olga/DO", *words) in {1, 2}
        assert not document.versions.filter(number=2).exists()
        return capsys.readouterr().err

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "declares a document type or an entity"),
            (b"PK\x03\x04word/document.xml", "This is a file of Word or of another office program."),
            (b"%PDF-1.7", "This is a PDF file"),
        ],
    )
    def test_a_file_that_is_none_of_ours(self, summit, officer, tmp_path, capsys, content, said):
        document, _version = writing.drafted(summit.bodies["CSC"], officer)
        file = tmp_path / "text"
        file.write_bytes(content)
        assert said in self.told(capsys, document, "--original", "en", "--text", f"en={file}")

    def test_a_language_or_paragraphs_that_do_not_fit(self, summit, officer, tmp_path, capsys):
        document, _version = writing.drafted(summit.bodies["CSC"], officer)
        en, ru = tmp_path / "en.txt", tmp_path / "ru.txt"
        en.write_text("Statement\n\nAgree to meet.\n\nDecide to write.")
        ru.write_text("Заявление\n\nДоговариваются встретиться.", encoding="utf-8")
        both = ("--text", f"en={en}", "--text", f"ru={ru}")
        assert "xx is no language" in self.told(capsys, document, "--original", "xx", "--text", f"xx={en}")
        assert "The text in Russian has 2 paragraphs" in self.told(capsys, document, "--original", "en", *both)
        assert "--original LANGUAGE" in self.told(capsys, document, "--text", f"en={en}")
        file = tmp_path / "en.json"
        file.write_text('{"paragraphs": []}')
        assert "holds no list of paragraphs" in self.told(capsys, document, "--original", "en", "--text", f"en={file}")
        file.write_text('[{"text": "One"}]')
        assert "paragraph 1: write" in self.told(capsys, document, "--original", "en", "--text", f"en={file}")

    def test_what_is_not_there_and_words_of_a_list(self, summit, officer, capsys):
        document, _version = writing.drafted(summit.bodies["CSC"], officer)
        told = self.told(capsys, document, "--version", "9", verb="seal")
        assert told.startswith("There is no such version") and "[" not in told
        said = ("--from", "CSC", "--to", "CMFA", "--for", "applause")
        told = self.told(capsys, document, *said, verb="refer")
        assert "There are: information, consideration," in told and "(--for)" in told
