"""A text is planned, typed, sealed, given its symbol, issued by two and sent up at the document desk."""

from datetime import date
from types import SimpleNamespace

import pytest

from plenary.foundation.people.models import Pending
from plenary.interfaces.web.documents.desk_forms import anchors_kept
from plenary.offices.documents import queries
from plenary.offices.documents.models import Document, Referral, Version
from plenary.offices.meetings.models import Session
from tests.builders.documents import drafted, issued, registered

ALL = "/desk/documents/"


@pytest.fixture
def council(desk):
    return desk.summit.bodies["CSC"]


def at(document: Document, verb: str = "") -> str:
    return f"/desk/documents/{document.key}/{verb + '/' if verb else ''}"


def test_the_pipeline_opens_for_the_secretariat_alone(desk, council):
    document, _version = registered(council)
    page = desk.reads(desk.officer("DO"), ALL)
    assert document.symbol in page
    assert "Symbol: reached" in page
    assert "Issued: to come" in page
    assert desk.officer("HD", "member:RUS").get(ALL).status_code == 404


def test_a_document_that_an_officer_may_not_know_of_is_not_there(desk, council):
    document, _version = drafted(council)
    door = desk.officer("DR")
    assert "Statement on cooperation" not in desk.reads(door, ALL)
    assert door.get(at(document)).status_code == 404
    assert door.get(at(document, "issue")).status_code == 404


def test_a_text_goes_its_way(desk, council):
    officer = desk.officer("DO")
    page = desk.does(
        officer,
        "/desk/new-document/plan/",
        title_en="On water",
        body=council.key,
        kind="statement",
        distribution="limited",
    )
    assert "The document is planned." in page
    document = Document.objects.get()
    desk.does(
        officer,
        at(document, "add-version"),
        original_language="en",
        text_en="On water\nWater is shared.\nIt is not sold.",
        text_ru="О воде\nВода общая.\nОна не продаётся.",
    )
    desk.does(officer, at(document, "seal"))
    desk.does(officer, at(document, "register"), series="L", session="2019", distribution="limited")
    document.refresh_from_db()
    assert document.symbol
    dialog = desk.reads(officer, at(document, "issue"))
    assert "A second officer must agree." in dialog
    desk.does(officer, at(document, "issue"), audience="members", seen="members")
    assert queries.issued_version(document) is None
    desk.agrees(desk.officer("SG"))
    assert queries.issued_version(document) is not None


def test_another_audience_than_the_one_whose_names_were_read_is_shown_first(desk, council):
    document, _version = registered(council, distribution="general")
    officer = desk.officer("DO")
    page = desk.is_refused(officer, at(document, "issue"), audience="members", seen="public")
    assert "Read who gains access with this choice" in page
    assert 'name="seen" value="members"' in page
    assert Pending.objects.count() == 0


def test_the_second_person_is_never_the_first(desk, council):
    document, _version = registered(council)
    officer = desk.officer("DO")
    desk.does(officer, at(document, "issue"), audience="members", seen="members")
    waiting = Pending.objects.get()
    answer = officer.post(f"/desk/pending/{waiting.key}/", {"answer": "agree"})
    assert answer.status_code == 422
    assert queries.issued_version(document) is None


def test_a_refused_symbol_keeps_what_was_typed(desk, council):
    first, _version = registered(council)
    second, _version = drafted(council)
    page = desk.is_refused(
        desk.officer("DO"), at(second, "register"), symbol=first.symbol, series="L", distribution="limited"
    )
    assert f'value="{first.symbol}"' in page
    assert 'role="alert"' in page


def test_languages_of_different_length_are_named(desk, council):
    document, _version = drafted(council)
    page = desk.is_refused(
        desk.officer("DO"), at(document, "add-version"), original_language="en", text_en="One\nTwo", text_ru="Раз"
    )
    assert "This text has 1 lines and the original 2." in page
    assert Version.objects.count() == 1


def test_a_new_version_keeps_the_anchors_of_what_stays(desk, council):
    document, version = drafted(council)
    old = [one.anchor for one in version.languages.get(language="en").paragraphs.all()]
    desk.does(
        desk.officer("DO"),
        at(document, "add-version"),
        original_language="en",
        text_en="Statement on cooperation\nRecalling the Charter,\nAgree to more;\nNew words.\nDecide to meet again.",
    )
    new = [one.anchor for one in Version.objects.latest("number").languages.get(language="en").paragraphs.all()]
    assert [anchor for anchor in new if anchor in old] in (old, [*old[:2], old[3]])
    assert len(set(new)) == 5


def test_lines_rewritten_one_for_one_keep_their_anchors():
    old = [SimpleNamespace(anchor=f"p{n}", role="plain", label=str(n), text=f"line {n}") for n in (1, 2, 3)]
    kept = anchors_kept(old, ["line 1", "other words", "line 3", "one more"])
    assert [one["anchor"] for one in kept] == ["p1", "p2", "p3", "p4"]


def test_a_text_is_referred_sent_and_received(desk, council):
    document, _version = issued(council)
    officer = desk.officer("DO")
    to = desk.summit.bodies["CMFA"]
    desk.does(
        officer,
        at(document, "refer"),
        from_bodies=[council.key],
        to_body=to.key,
        for_what="consideration",
        is_customary="on",
    )
    referral = Referral.objects.get()
    desk.does(officer, at(document, "send"), referral=referral.key)
    if Pending.objects.filter(outcome=Pending.Outcome.WAITING).exists():
        desk.agrees(desk.officer("SG"))
    desk.does(officer, at(document, "receive"), referral=referral.key)
    referral.refresh_from_db()
    assert referral.state == Referral.State.RECEIVED


def test_words_in_brackets_are_counted(desk, council):
    document, version = drafted(council)
    officer = desk.officer("DO")
    anchor = version.languages.get(language="en").paragraphs.last().anchor
    member = desk.summit.host
    desk.does(officer, at(document, "bracket"), anchor=anchor, alternatives_en="shall\nmay", proponents=[member.key])
    assert "1 bracket open" in desk.reads(officer, at(document))
    desk.does(officer, at(document, "unbracket"), bracket=queries.open_brackets(document).get().key, status="resolved")
    assert "bracket open" not in desk.reads(officer, at(document))


def test_a_waiver_of_a_secretary_takes_two(desk, council):
    document, _version = issued(council)
    secretary = desk.officer("SB", "body:CSC")
    desk.does(secretary, at(document, "waiver"), body=council.key, reason_en="Translated overnight")
    assert not document.waivers.exists()
    desk.agrees(desk.officer("SB", "body:CSC", name="Another secretary"))
    assert document.waivers.exists()


def test_a_paper_is_placed_under_an_item(desk, council):
    document, _version = issued(council)
    general, base = desk.officer("SG"), "/desk/meetings/CSC-2019-1/"
    desk.does(general, f"{base}add-item/", title_en="Water", kind="decision")
    item = Session.objects.get().items.get()
    desk.does(general, f"{base}place-paper/", item=item.key, document=document.key)
    assert document.symbol in desk.reads(general, base)


def test_the_stations_say_where_a_text_stands(desk, council):
    drafted(council)
    page = desk.reads(desk.officer("DO"), ALL)
    assert '<li class="now"><span class="visually-hidden">Languages: reached</span></li>' in page
    assert '<li><span class="visually-hidden">Adopted: to come</span></li>' in page


def test_a_text_past_its_day_is_late(desk, council):
    document, _version = drafted(council, submission_due_on=date(2019, 1, 1))
    assert "d late" in desk.reads(desk.officer("DO"), at(document))
    assert '<li class="late">' in desk.reads(desk.officer("DO"), ALL)
