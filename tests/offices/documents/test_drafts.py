"""A document before it is given out: planned, written, sealed, registered."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from plenary.foundation.access.actors import OUTSIDER
from plenary.foundation.clock import now
from plenary.foundation.journal.models import Entry
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.foundation.people.waiting import may_confirm
from plenary.foundation.texts.text import Paragraph as Line
from plenary.foundation.texts.text import Role, Text
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.models import Document, Paragraph, Version
from plenary.offices.organisation.actions import enter_partner
from plenary.offices.organisation.models import Member
from tests.builders.documents import STATEMENT, drafted, in_russian, issued, planned, registered
from tests.builders.organisation import body, council, csto, words
from tests.builders.people import actor, agreed
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_planned_document_has_a_title_and_no_text():
    document = planned(council())
    assert (document.state, document.audience, document.symbol) == ("mandated", "documents,secretary:CSC", "")
    assert document.versions.count() == 0
    entry = Entry.objects.get(verb="documents.document.planned")
    assert (entry.tree.audience, entry.facts["body"]) == ("documents,secretary:CSC", "CSC")
    # A document has a kind of its own; the record names it by what it is in the house.
    assert (document.kind, entry.about) == ("statement", ("documents.document", document.key))


def test_the_secretary_of_its_body_works_on_a_planned_text_and_nobody_else_of_the_body_knows_of_it():
    csc = council()
    document = planned(csc)
    secretary, of_all = actor("SB", "body:CSC"), actor("SB")
    assert queries.document(secretary, document.key) == queries.document(of_all, document.key) == document
    others = [("SB", "body:CMFA"), ("HD", "member:RUS"), ("PR", "body:CSC"), ("PO", "body:CSC"), ("LD",), ("AD",)]
    assert [queries.document(actor(*one), document.key) for one in others] == [None] * len(others)
    version = actions.add_version(document, by=secretary, texts={"ru": in_russian()}, original_language="ru")
    assert [one.of_version for one in queries.texts(secretary, document)] == [version]
    assert {one.tree.audience for one in Entry.objects.filter(verb="documents.version.added")} == {document.audience}


def test_what_is_issued_goes_to_its_readers_and_the_secretary_reads_it_as_one_of_them():
    document, _version = issued(council(), audience="body:CSC")
    assert document.audience == "body:CSC"
    assert queries.document(actor("SB", "body:CSC"), document.key) == document


def test_a_house_from_before_lets_its_secretaries_see_what_is_planned_and_nothing_that_was_issued():
    csc = council()
    old, out = planned(csc), issued(csc, audience="body:CSC")[0]
    Document.objects.filter(pk=old.pk).update(audience="documents")
    moving = import_module("plenary.offices.documents.migrations.0009_let_secretaries_see_planned_texts")
    moving.let_in(apps, None)
    audiences = Document.objects.order_by("pk").values_list("audience", flat=True)
    assert list(audiences) == ["documents,secretary:CSC", out.audience]
    assert queries.document(actor("SB", "body:CSC"), old.key) == old
    moving.leave_to_officers(apps, None)
    assert list(audiences.all()) == ["documents", out.audience]


@pytest.mark.parametrize("capacity", ["PO", "HD", "DM", "FP", "PR", "LD", "FI", "PS", "AD", "OB", "PU"])
def test_others_plan_nothing(capacity):
    csc, stranger = council(), actor(capacity)
    with refused("access.not_allowed", row="issue_version"):
        planned(csc, stranger)


def test_that_it_is_planned_becomes_known_by_two_persons_and_its_text_does_not():
    csc, officer = council(), actor("DO")
    with refused("access.second_person_needed", row="widen_audience"):
        planned(csc, officer, audience="public")
    pending = pairs.perform(
        actions.plan_document, by=officer, title=words("Statement"), body=csc, kind="statement", audience="public"
    )
    assert isinstance(pending, Pending)
    document = pairs.confirm(pending, by=actor("SG"))
    version = actions.add_version(document, by=officer, texts={"ru": in_russian()}, original_language="ru")
    assert queries.document(OUTSIDER, document.key) == document
    assert list(queries.texts(OUTSIDER, document)) == []
    assert [text.of_version for text in queries.texts(officer, document)] == [version]


def test_a_first_version_moves_it_to_drafted_and_later_ones_are_numbered():
    document, first = drafted(council())
    assert (document.state, document.original_language) == ("drafted", "ru")
    second = actions.add_version(document, by=actor("DO"), texts={"ru": in_russian()})
    assert [(one.number, one.suffix) for one in (first, second)] == [(1, ""), (2, "")]
    assert [(p.anchor, p.role, p.label) for p in first.languages.get(language="en").paragraphs.order_by("order")] == [
        ("title", "title", ""),
        ("p1", "preambular", ""),
        ("op1", "operative", "1"),
        ("op2", "operative", "2"),
    ]


def test_a_translation_states_the_version_it_renders():
    document, first = drafted(council())
    second = actions.add_version(
        document, by=actor("DO"), texts={"ru": in_russian(), "en": STATEMENT}, renders={"en": 1}
    )
    assert second.languages.get(language="ru").renders == second
    assert second.languages.get(language="en").renders == first
    officer = actor("DO")
    with refused("documents.renders_unknown", language="en", number=9):
        actions.add_version(document, by=officer, texts={"ru": in_russian(), "en": STATEMENT}, renders={"en": 9})


def test_a_version_needs_its_original_and_words():
    document, officer = planned(council()), actor("DO")
    with refused("documents.original_language_missing", languages=["en"]):
        actions.add_version(document, by=officer, texts={"en": STATEMENT}, original_language="ru")
    with refused("documents.text_missing"):
        actions.add_version(document, by=officer, texts={"ru": []}, original_language="ru")
    with refused("documents.anchor_twice", anchor="a"):
        actions.add_version(
            document, by=officer, texts={"ru": [{"anchor": "a"}, {"anchor": "a"}]}, original_language="ru"
        )
    with refused("documents.role_unknown", role="chorus"):
        actions.add_version(document, by=officer, texts={"ru": [{"role": "chorus"}]}, original_language="ru")


def test_a_sealed_version_never_changes():
    _document, version = drafted(council())
    officer = actor("DO")
    sealed = actions.seal_version(version, by=officer)
    with refused("documents.version_sealed", number=1):
        actions.seal_version(sealed, by=officer)
    with refused("documents.version_sealed", number=1):
        actions.add_translation(sealed, by=officer, language="ar", paragraphs=STATEMENT)
    assert facts.is_intact(sealed)
    Paragraph.objects.filter(text_of__of_version=sealed, anchor="op1", text_of__language="en").update(text="Agree;")
    assert not facts.is_intact(sealed)


def test_the_digest_knows_the_words_again_in_any_layout():
    _document, version = drafted(council())
    officer = actor("DO")
    sealed = actions.seal_version(version, by=officer)
    text = sealed.languages.get(language="en")
    assert facts.canonical_text(text) == (
        b"Statement on cooperation Recalling the Charter, 1 Agree to cooperate; 2 Decide to meet again."
    )
    remade = (
        "  Statement on\ncooperation\n\nRecalling the\tCharter,\r\n1 Agree to cooperate;\n\n2  Decide to meet again.\n"
    )
    assert queries.text_digest(remade) == text.digest
    assert queries.text_digest(remade.replace("again", "often")) != text.digest
    assert Entry.objects.get(verb="documents.version.sealed").facts["texts"]["en"] == text.digest


def test_one_letter_is_one_text_however_it_is_composed():
    assert queries.text_digest("й é") == queries.text_digest("й é")


def test_a_symbol_is_given_in_order_and_by_hand_once():
    bodies = csto()
    officer = actor("DO")
    first, _ = registered(bodies["CSC"], officer)
    second, _ = registered(bodies["CSC"], officer)
    other, _ = registered(bodies["CMFA"], officer)
    assert [one.symbol for one in (first, second, other)] == [
        "CSTO/CSC/2019/L.1",
        "CSTO/CSC/2019/L.2",
        "CSTO/CMFA/2019/L.1",
    ]
    third, _version = drafted(bodies["CSC"], officer)
    with refused("documents.symbol_taken", symbol="CSTO/CSC/2019/L.2"):
        actions.register_document(third, by=officer, symbol="CSTO/CSC/2019/L.2")
    with refused("symbol.unreadable"):
        actions.register_document(third, by=officer, symbol="L2")
    assert actions.register_document(third, by=officer, symbol="CSTO/CSC/2019/L.9").symbol == "CSTO/CSC/2019/L.9"
    fourth, _ = registered(bodies["CSC"], officer)
    assert fourth.symbol == "CSTO/CSC/2019/L.10"
    with refused("documents.already_registered", symbol="CSTO/CSC/2019/L.10"):
        actions.register_document(fourth, by=officer)


def test_a_subsidiary_body_stands_under_its_parent():
    bodies = csto()
    group = body("WG1", parent=bodies["PC"], composition="experts")
    document, _ = registered(group)
    assert document.symbol == "CSTO/PC/WG1/2019/L.1"


def test_a_planned_document_without_text_gets_no_symbol():
    document, officer = planned(council()), actor("DO")
    with refused("documents.wrong_step", before="mandated", after="registered"):
        actions.register_document(document, by=officer)


def test_a_version_after_issue_is_a_revision():
    document, version = issued(council())
    officer = actor("DO")
    second = actions.add_version(document, by=officer, texts={"ru": in_russian()})
    assert (version.suffix, second.suffix, queries.symbol_of(second)) == ("", "Rev.1", "ORG/CSC/2019/L.1/Rev.1")
    with refused("symbol.unreadable"):
        actions.add_version(document, by=officer, texts={"ru": in_russian()}, suffix="second")


def test_a_secretary_writes_for_the_own_body_and_a_delegate_of_no_body_finds_nothing():
    bodies = csto()
    document, _ = drafted(bodies["CSC"])
    own, other = actor("SB", "body:CSC"), actor("SB", "body:CMD")
    assert actions.add_version(document, by=own, texts={"ru": in_russian()}).number == 2
    # Not by a pair either: who only proposes in a row does so in the own body.
    for somebody in (other, other.confirming(own.person_key)):
        with refused("access.not_in_scope", row="edit_draft", capacity="SB"):
            actions.add_version(document, by=somebody, texts={"ru": in_russian()})
    delegate = actor("HD", "member:RUS")
    with refused("not_here"):
        actions.add_version(document, by=delegate, texts={"ru": in_russian()})


def test_an_outside_document_is_named_and_never_written():
    officer = actor("DO")
    un = enter_partner(by=actor("SG"), code="UN", short_name=words("United Nations"), standing="cooperation")
    strategy = actions.enter_outside_document(
        by=agreed(officer),
        partner=un,
        title=words("Global Counter-Terrorism Strategy"),
        reference="A/RES/60/288",
        kind="plan",
        audience="public",
    )
    assert (strategy.partner, strategy.state, strategy.audience) == (un, "", "public")
    assert Document.objects.readable_by(OUTSIDER).get() == strategy
    with refused("documents.of_another_organisation"):
        actions.add_version(strategy, by=officer, texts={"en": STATEMENT}, original_language="en")


def test_the_lawyer_linguist_check_touches_no_word():
    _document, version = registered(council())
    officer = actor("DO")
    checked = actions.record_check(version.languages.get(language="en"), by=officer, check="passed")
    assert checked.lawyer_linguist == "passed"
    assert facts.is_intact(Version.objects.get(pk=version.pk))


class TestTranslations:
    """A translation says which version it renders, and until when a missing one is to be there."""

    def test_no_version_is_sealed_while_an_authentic_language_says_an_older_one(self):
        officer = actor("DO")
        document = planned(council(), authentic_languages=["ru", "en"])
        actions.add_version(document, by=officer, texts={"ru": in_russian(), "en": STATEMENT}, original_language="ru")
        second = actions.add_version(document, by=officer, texts={"ru": in_russian()}, original_language="ru")
        actions.add_translation(second, by=officer, language="en", paragraphs=STATEMENT, renders=1)
        with refused("documents.authentic_text_older", language="en", renders=1, number=2):
            actions.seal_version(second, by=officer)

    def test_a_footnote_that_only_one_language_has_moves_no_paragraph(self):
        """What carries on the second paragraph of one language is written in the second of every other."""
        officer = actor("DO")
        with_note = [
            {"text": "First one[^1]", "role": "operative", "label": "1."},
            {"text": "Nets of over ten metres.", "role": "footnote", "label": "1", "parent_anchor": "p1"},
            {"text": "Second two", "role": "operative", "label": "2."},
            {"text": "Third three", "role": "operative", "label": "3."},
        ]
        in_arabic = [
            {"text": said, "role": "operative", "label": f"{place}."}
            for place, said in enumerate(("الأول", "الثاني", "الثالث"), start=1)
        ]
        document = planned(council())
        both = {"en": with_note, "ar": in_arabic}
        version = actions.add_version(document, by=officer, texts=both, original_language="en")
        anchors = {one.language: [line.anchor for line in facts.text_of(one)] for one in version.languages.all()}
        assert anchors == {"en": ["p1", "n1", "p2", "p3"], "ar": ["p1", "p2", "p3"]}
        came = Text(
            "ru",
            tuple(
                Line(f"x{place}", said, Role.OPERATIVE, f"{place}.")
                for place, said in enumerate(("Первое", "Второе", "Третье"))
            ),
        )
        assert [one.anchor for one in facts.under_kept_anchors(document, came)] == ["p1", "p2", "p3"]

    def test_another_language_may_lag_behind(self):
        officer = actor("DO")
        document = planned(council(), authentic_languages=["ru"])
        actions.add_version(document, by=officer, texts={"ru": in_russian(), "en": STATEMENT}, original_language="ru")
        second = actions.add_version(document, by=officer, texts={"ru": in_russian()}, original_language="ru")
        actions.add_translation(second, by=officer, language="en", paragraphs=STATEMENT, renders=1)
        assert actions.seal_version(second, by=officer).sealed_at is not None

    def test_the_last_word_on_when_it_is_due_holds(self):
        officer = actor("DO")
        document, _version = drafted(council())
        for hours in (3, 5):
            due = actions.set_translation_due(
                document, by=officer, language="ar", due_at=now() + timedelta(hours=hours)
            )
        assert queries.translations_due(document) == {"ar": due.due_at}
        with refused("documents.due_in_the_past"):
            actions.set_translation_due(document, by=officer, language="ar", due_at=now())

    def test_authentic_languages_are_named_until_the_text_is_frozen(self):
        officer = actor("DO")
        document, version = drafted(council())
        actions.name_authentic_languages(document, by=officer, languages=["ru", "en", "ru"])
        assert sorted(version.languages.filter(is_authentic=True).values_list("language", flat=True)) == ["en", "ru"]
        actions.seal_version(version, by=officer)
        named = actions.name_authentic_languages(document, by=officer, languages=["ru"])
        assert named.authentic_languages == ["ru"]
        # What was sealed keeps what was named when it was sealed.
        assert version.languages.filter(is_authentic=True).count() == 2
        Document.objects.filter(pk=document.pk).update(state="numbered")
        with refused("documents.text_frozen", state="numbered"):
            actions.name_authentic_languages(document, by=officer, languages=[])


class TestDelegatesOnATextOfTheSecretariat:
    """A delegation proposes what a text is to read; who writes that text agrees to it, and settles it alone."""

    def test_no_other_delegate_agrees_to_what_one_proposed_and_the_secretary_does(self):
        document, _version = issued(csto()["CSC"])
        head = actor("HD", "member:ARM", "body:CSC")
        pending = pairs.perform(
            actions.add_version, by=head, document=document, texts={"ru": in_russian()}, original_language="ru"
        )
        for other in (actor("DM", "member:ARM", "body:CSC"), actor("HD", "member:RUS", "body:CSC")):
            assert not may_confirm(other, pending)
            with refused("access.not_in_scope", row="edit_draft", capacity=other.capacity):
                pairs.confirm(pending, by=other)
        secretary = actor("SB", "body:CSC")
        assert may_confirm(secretary, pending)
        assert pairs.confirm(pending, by=secretary).number == 2

    def test_two_of_a_delegation_write_its_own_text(self):
        bodies = csto()
        document = planned(bodies["CSC"], author=Member.objects.get(code="ARM"))
        Document.objects.filter(pk=document.pk).update(audience="body:CSC")
        head, adviser = actor("HD", "member:ARM", "body:CSC"), actor("DM", "member:ARM", "body:CSC")
        pending = pairs.perform(
            actions.add_version, by=head, document=document, texts={"ru": in_russian()}, original_language="ru"
        )
        assert may_confirm(adviser, pending)
        assert pairs.confirm(pending, by=adviser).number == 1

    def test_delegates_neither_seal_nor_record_a_check(self):
        document, version = drafted(csto()["CSC"])
        Document.objects.filter(pk=document.pk).update(audience="members")
        head = actor("HD", "member:ARM", "body:CSC")
        for act, more in (
            (actions.seal_version, {"version": version}),
            (actions.record_check, {"text": version.languages.get(language="en"), "check": "passed"}),
        ):
            with refused("documents.not_drafting"):
                pairs.perform(act, by=head, **more)

    def test_brackets_are_held_and_lifted_in_the_own_name_only(self):
        document, _version = issued(csto()["CSC"])
        russia, armenia = (Member.objects.get(code=code) for code in ("RUS", "ARM"))
        secretary, head = actor("SB", "body:CSC"), actor("HD", "member:ARM", "body:CSC")
        held = actions.open_bracket(
            document, by=secretary, anchor="op2", alternatives=[{"en": "Decide"}], proponents=[russia]
        )
        with refused("documents.not_drafting"):
            pairs.perform(actions.resolve_bracket, by=head, bracket=held)
        words_in = {"document": document, "anchor": "op1", "alternatives": [{"en": "x"}]}
        with refused("access.not_in_scope", row="edit_draft", capacity="HD"):
            pairs.perform(actions.open_bracket, by=head, **words_in, proponents=[armenia, russia])
        own = pairs.confirm(
            pairs.perform(actions.open_bracket, by=head, **words_in, proponents=[armenia]), by=secretary
        )
        lifted = pairs.perform(actions.resolve_bracket, by=head, bracket=own)
        assert pairs.confirm(lifted, by=secretary).status == "resolved"
