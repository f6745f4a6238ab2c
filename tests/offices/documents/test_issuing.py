"""Giving a text out: two persons, no more readers than the class allows, one file a language."""

import hashlib

import pytest

from plenary.foundation.access.actors import OUTSIDER
from plenary.foundation.files.models import StoredFile
from plenary.foundation.files.storing import path_of
from plenary.foundation.journal import queries as journal
from plenary.foundation.journal.models import Entry
from plenary.foundation.people import pairs
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document, Issue
from plenary.procedure.refusal import NotHere
from tests.builders.documents import STATEMENT, by_two, drafted, in_russian, issued, registered
from tests.builders.organisation import council, csto, words
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def test_one_person_issues_nothing():
    _document, version = registered(council())
    for single in (actor("DO"), secretary_general("Another")):
        with refused("access.second_person_needed", row="widen_audience"):
            actions.issue_version(version, by=single)


def test_who_proposed_it_does_not_confirm_it():
    _document, version = registered(council())
    officer, press = actor("DO"), actor("PS")
    pending = pairs.perform(actions.issue_version, by=officer, version=version)
    with refused("access.same_person"):
        pairs.confirm(pending, by=officer)
    # A press officer may widen what was issued, and does not know of what is to be issued.
    with pytest.raises(NotHere):
        pairs.confirm(pending, by=press)
    assert not Issue.objects.exists()


def test_a_language_that_is_named_twice_is_given_out_once():
    _document, version = registered(council())
    by_two(actions.issue_version, version=version, languages=["en", "en"])
    assert Issue.objects.count() == Entry.objects.filter(verb="documents.version.issued").count() == 1


def test_no_draft_that_was_passed_over_is_sealed_or_given_out_once_the_text_was_decided_on():
    document, first = registered(council())
    officer = actor("DO")
    texts = {"ru": in_russian(), "en": STATEMENT}
    second = actions.seal_version(actions.add_version(document, by=officer, texts=texts), by=officer)
    third = actions.add_version(document, by=officer, texts=texts)
    Document.objects.filter(pk=document.pk).update(state="numbered")
    with refused("documents.text_frozen", state="numbered"):
        actions.seal_version(third, by=officer)
    with refused("documents.text_frozen", state="numbered"):
        actions.issue_version(first, by=officer)
    by_two(actions.issue_version, version=second, languages=["ru"])
    mended = [{**one, "text": one["text"].replace("again", "once more")} for one in STATEMENT]
    by_two(actions.issue_version, version=second, languages=["en"])
    errata = by_two(actions.correct_text, document=document, texts={"en": mended}, reason=words("A slip"))
    assert by_two(actions.issue_version, version=actions.seal_version(errata, by=officer)).suffix == "Corr.1"


def test_the_title_that_was_read_stands_while_the_issue_waits():
    document, version = registered(council())
    officer = actor("DO")
    named = {"document": document, "title": words("Another statement"), "reason": words("A slip")}
    waiting = pairs.perform(actions.issue_version, by=officer, version=version)
    with refused("documents.issue_waits", document=str(document)):
        actions.correct_title(**named, by=officer)
    pairs.decline(waiting, by=officer, reason="The title is corrected first")
    assert actions.correct_title(**named, by=officer).title["en"] == "Another statement"


def test_an_issue_keeps_the_file_and_its_digests_in_the_record():
    document, version = issued(council(), distribution="general")
    issues = {one.of_text.language: one for one in Issue.objects.select_related("file", "of_text")}
    assert sorted(issues) == ["en", "ru"]
    file = issues["en"].file
    content = path_of(file.digest).read_bytes()
    assert content.decode() == (
        "Statement on cooperation\n\nRecalling the Charter,\n\n1 Agree to cooperate;\n\n2 Decide to meet again."
    )
    assert hashlib.sha256(content).hexdigest() == file.digest
    assert (file.name, file.audience) == ("ORG_CSC_2019_L.1_en.txt", "public")
    (entry,) = journal.entries_holding(OUTSIDER, file.digest)
    assert (entry.verb, entry.about) == ("documents.version.issued", document.about)
    text = issues["en"].of_text
    assert queries.text_digest(content.decode()) == text.digest
    assert [one.verb for one in journal.entries_holding(OUTSIDER, text.digest)] == ["documents.version.issued"]
    assert list(queries.texts_with_digest(OUTSIDER, text.digest)) == [text]
    assert list(queries.issues_of(OUTSIDER, version)) == [issues["en"], issues["ru"]]


@pytest.mark.parametrize(
    ("distribution", "audience"),
    [("general", "public"), ("limited", "members"), ("restricted", "body:CSC")],
)
def test_the_class_says_who_reads(distribution, audience):
    document, _version = issued(council(), distribution=distribution)
    assert document.audience == audience
    assert set(Issue.objects.values_list("audience", flat=True)) == {audience}


def test_participants_only_names_its_sitting():
    csc, officer = council(), actor("DO")
    document, version = registered(csc, distribution="participants")
    with refused("documents.audience_not_stated", distribution="participants"):
        actions.issue_version(version, by=officer)
    with refused("documents.audience_wider_than_class", audience=["body:CSC"]):
        actions.issue_version(version, by=officer, audience="body:CSC")
    by_two(actions.issue_version, version=version, audience="sitting:abc")
    document.refresh_from_db()
    assert document.audience == "sitting:abc"


@pytest.mark.parametrize(
    ("distribution", "audience", "too_wide"),
    [
        ("limited", "public", ["public"]),
        ("limited", "members,embargoed", ["embargoed"]),
        ("restricted", "members", ["members"]),
        ("restricted", "body:CSC,desk", ["desk"]),
    ],
)
def test_nothing_reaches_further_than_its_class(distribution, audience, too_wide):
    _document, version = registered(council(), distribution=distribution)
    officer = actor("DO")
    with refused("documents.audience_wider_than_class", distribution=distribution, audience=too_wide):
        actions.issue_version(version, by=officer, audience=audience)


def test_only_a_sealed_and_registered_version_is_issued_in_languages_it_has():
    csc, officer = council(), actor("DO")
    document, version = drafted(csc)
    with refused("documents.not_registered"):
        actions.issue_version(version, by=officer)
    document = actions.register_document(document, by=officer)
    with refused("documents.version_not_sealed", number=1):
        actions.issue_version(version, by=officer)
    actions.seal_version(version, by=officer)
    with refused("documents.language_missing", languages=["ar"]):
        actions.issue_version(version, by=officer, languages=["ar"])
    by_two(actions.issue_version, version=version, languages=["ru"])
    assert not queries.is_issued_in_all_languages(version)
    by_two(actions.issue_version, version=version)
    assert Issue.objects.count() == 2
    assert queries.is_issued_in_all_languages(version)
    with refused("documents.already_issued", symbol=document.symbol):
        actions.issue_version(version, by=officer)


def test_a_restricted_text_reaches_the_bodies_named_and_nobody_else():
    bodies = csto()
    document, _version = issued(bodies["CMD"], distribution="restricted")
    inside = [actor("SG"), actor("HD", "member:RUS"), actor("DM", "member:ARM"), actor("PR", "member:KAZ")]
    inside += [actor("SB", "body:CMD"), actor("DO")]
    outside = [OUTSIDER, actor("FP", "member:RUS"), actor("SB", "body:CSC"), actor("DO", "body:CSC"), actor("AD")]
    outside += [actor("PS"), actor("PT"), actor("DR"), actor("AP"), actor("OB"), actor("HD", "member:XXX")]
    assert [queries.document(reader, document.key) for reader in inside] == [document] * len(inside)
    assert [queries.texts(reader, document).count() for reader in inside] == [2] * len(inside)
    assert [queries.document(reader, document.key) for reader in outside] == [None] * len(outside)
    assert [queries.texts(reader, document).count() for reader in outside] == [0] * len(outside)
    assert [e.verb for e in journal.entries_about(OUTSIDER, document.about)] == []


def test_a_new_version_is_a_draft_until_it_is_issued_too():
    document, _version = issued(council(), distribution="general")
    actions.add_version(document, by=actor("DO"), texts={"ru": in_russian()})
    assert [one.number for one in queries.versions(OUTSIDER, document)] == [1]
    assert queries.text_in(OUTSIDER, document, "ru").of_version.number == 1
    assert queries.text_in(actor("DO"), document, "ru").of_version.number == 2
    assert queries.text_in(OUTSIDER, document, "en", 2) is None


def test_more_readers_later_take_two_persons_again():
    document, _version = issued(council(), audience="embargoed", distribution="general")
    press = actor("PS")
    with refused("access.second_person_needed", row="widen_audience"):
        actions.widen_audience(document, by=press, audience="public")
    by_two(actions.widen_audience, proposed_by=press, document=document, audience="public")
    document.refresh_from_db()
    assert document.audience == "public"
    assert sorted(Issue.objects.values_list("audience", flat=True)) == ["embargoed", "embargoed", "public", "public"]
    words = StoredFile.objects.filter(media_type__startswith="text/plain")
    assert (words.count(), words.values("digest").distinct().count()) == (4, 2)
    # The paper says who reads it, so it is set anew for the new readers.
    assert StoredFile.objects.filter(media_type="application/pdf").values("digest").distinct().count() == 4
    assert queries.texts(OUTSIDER, document).count() == 2
    widened = Entry.objects.get(verb="documents.audience.widened")
    assert (widened.facts["before"], widened.facts["after"]) == ("embargoed", "public")
    with refused("documents.audience_not_wider"):
        actions.widen_audience(document, by=press, audience="members")


def test_what_was_issued_after_a_proposal_is_not_given_out_by_it():
    document, _version = issued(council(), distribution="general", audience="members")
    officer = actor("DO")
    waits = pairs.perform(actions.widen_audience, by=officer, document=document, audience="public")
    newer = actions.add_version(document, by=officer, texts={"ru": in_russian()})
    by_two(actions.issue_version, version=actions.seal_version(newer, by=officer), audience="members")
    second = secretary_general()
    with refused("documents.issued_meanwhile", number=2):
        pairs.confirm(waits, by=second)
    assert list(queries.texts(OUTSIDER, document)) == []
    pairs.decline(waits, by=officer, reason="A newer version is out")
    by_two(actions.widen_audience, document=document, audience="public")
    assert {one.of_version.number for one in queries.texts(OUTSIDER, document)} == {2}


def test_a_limited_document_is_not_published_without_changing_its_class():
    document, _version = issued(council())
    officer = actor("DO")
    with refused("documents.audience_wider_than_class", distribution="limited", audience=["public"]):
        actions.widen_audience(document, by=officer, audience="public")


def test_a_list_of_documents_costs_the_same_for_one_and_three(django_assert_num_queries):
    csc, reader = council(), actor("HD", "member:RUS")
    for _ in range(1):
        issued(csc)
    with django_assert_num_queries(2):
        assert len([(one.body.code, one.symbol) for one in queries.documents(reader)]) == 1
    reader = actor("HD", "member:RUS")
    for _ in range(2):
        issued(csc)
    with django_assert_num_queries(2):
        assert len([(one.body.code, one.symbol) for one in queries.documents(reader)]) == 3
