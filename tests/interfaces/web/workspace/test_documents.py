"""The reader: what is issued to a member is read, the rest is not there."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from plenary.foundation.clock import standing_at
from plenary.interfaces.web.documents.reading import document_page
from plenary.offices.documents import actions
from plenary.offices.documents.models import Document, Paragraph
from plenary.offices.meetings.actions import agenda
from tests.builders import documents as writing
from tests.builders import meetings as building
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.interfaces.web.workspace.conftest import browser_of


@pytest.fixture
def body(summit):
    return summit.bodies["CSC"]


@pytest.fixture
def member(summit):
    return browser_of(summit.head("RUS"))


def address(document):
    return f"/w/d/{document.key}/"


def test_an_issued_text_is_read_with_its_anchors_in_the_language_asked_for(body, member):
    document, _version = writing.issued(body, audience="members")
    page = member.page(address(document))
    assert 'id="op1"' in page
    assert "Agree to cooperate;" in page
    assert f"/w/d/{document.key}/side/en..ru/" in page
    assert "Договариваются сотрудничать;" in member.page(address(document) + "?language=ru")
    twin = member.page(f"/w/d/{document.key}/side/en..ru/")
    assert "Agree to cooperate;" in twin
    assert "Договариваются сотрудничать;" in twin


def figures_differ(version) -> None:
    """The Russian text names a day that the English one does not."""
    for language, said in (("en", "Agree to meet on 3 May;"), ("ru", "Договариваются встретиться 4 мая;")):
        Paragraph.objects.filter(text_of__of_version=version, text_of__language=language, anchor="op1").update(
            text=said
        )


def test_figures_that_differ_are_noted_beside_a_text_that_is_not_public(body, member):
    document, version = writing.issued(body, audience="members")
    side = f"/w/d/{document.key}/side/en..ru/"
    assert "Differs:" not in member.page(side)
    figures_differ(version)
    page = member.page(side)
    noted = re.findall(
        r'<div class="para as-\w+" id="(\w+)">(?:(?!<div class="para).)*?<p class="note differs-in">', page, re.S
    )
    assert noted == ["op1"]
    assert "Differs: a date" in page
    assert "A mark asks you to look." in page


def test_figures_of_a_public_text_are_noted_to_those_who_work_on_it_alone(body, member):
    document, version = writing.issued(body, audience="public", distribution="general")
    figures_differ(version)
    side = f"/w/d/{document.key}/side/en..ru/"
    assert "Differs:" not in member.page(side)
    assert "Differs:" not in Client().get(f"/en/d/{document.symbol}/side/en..ru/").content.decode()
    assert "Differs: a date" in browser_of(actor("DO")).page(side)


def test_the_band_never_says_public_over_a_text_for_members(body, member):
    document, _version = writing.issued(body, audience="members")
    Document.objects.filter(pk=document.pk).update(audience="public")
    page = member.page(address(document))
    assert "<b>Public</b>" not in page
    assert "<b>Members</b>" in page


def test_a_draft_is_not_there_for_a_member_and_is_marked_for_the_desk(body, member):
    document, _version = writing.registered(body, title=words("Canary draft"))
    member.page(address(document), 404)
    assert "Canary" not in member.page("/w/documents/")
    assert "Canary" not in member.page("/w/documents/?words=canary")
    page = browser_of(actor("DO")).page(address(document))
    assert "Draft: this text is not issued" in page
    assert "<b>Draft</b>" in page


def test_that_one_knows_of_a_document_is_not_yet_that_one_reads_it(body, member):
    document, _version = writing.issued(body, audience="members")
    later = actions.add_version(
        document,
        by=actor("DO"),
        texts={
            "en": [{"anchor": "op1", "role": "operative", "label": "1", "text": "Canary words of the next version"}]
        },
        original_language="en",
    )
    page = member.page(address(document))
    assert "Agree to cooperate;" in page
    assert "Canary" not in page
    assert "Rev." not in page
    member.page(f"{address(document)}?version={later.number}", 404)


def test_a_text_issued_to_one_body_is_read_by_its_members_alone(summit, body):
    document, _version = writing.issued(body, audience="body:CSC")
    assert "Agree to cooperate;" in browser_of(summit.head("RUS")).page(address(document))
    browser_of(actor("OB", "partner:UN")).page(address(document), 404)


def test_the_document_leads_to_its_item_and_only_where_the_item_is_open(summit, body, member):
    document, _version = writing.issued(body, audience="members")
    item = building.item(summit, "Statement")
    agenda.place_paper(item, by=summit.secretariat, document=document)
    assert f"/w/items/{item.key}/" in member.page(address(document))
    assert document.title.said() in member.page(f"/w/items/{item.key}/")


def test_a_language_that_is_not_there_and_a_version_that_is_not_there_are_not_found(body, member):
    document, _version = writing.issued(body, audience="members")
    member.page(f"/w/d/{document.key}/side/en..fr/", 404)
    member.page(f"{address(document)}?version=7", 404)
    member.page("/w/d/nothing-of-this-key/", 404)


def test_the_reader_asks_as_much_for_twelve_paragraphs_as_for_four(body, member, queries):
    document, _version = writing.issued(body, audience="members")
    few = queries(member, address(document))
    text = Paragraph.objects.filter(text_of__language="en").first().text_of
    for number in range(10, 22):
        Paragraph.objects.create(text_of=text, order=number, anchor=f"q{number}", text=f"Paragraph {number}")
    assert queries(member, address(document)) == few


def test_the_list_asks_as_much_for_four_documents_as_for_one(body, member, queries):
    writing.issued(body, audience="members")
    few = queries(member, "/w/documents/")
    for number in range(3):
        writing.issued(body, audience="members", title=words(f"Report {number}"))
    assert queries(member, "/w/documents/") == few


def test_the_path_shows_each_state_on_the_day_of_that_state(summit, body):
    """The text came to the ministers on the 20th and they decided on the 26th: the later day is the one of the dot."""
    document, _version = writing.issued(body, audience="members")
    officer, ministers = actor("DO"), summit.bodies["CMFA"]

    def path() -> tuple[str, str]:
        drawn = document_page(officer, document).track
        [row] = drawn.table.rows
        return str(row[2]), drawn.svg

    with standing_at(datetime(2019, 11, 20, 9, tzinfo=UTC)):
        sent_up = {"by": officer, "verb": "endorsement", "ground": "CSC-2019-1", "decided_on": date(2019, 11, 18)}
        referral = actions.refer_document(document, from_bodies=[body], to_body=ministers, **sent_up)
        assert path()[0] == "planned: v. 1"
        actions.receive_referral(actions.send_referral(referral, by=officer), by=actor("SB", "body:CMFA"))
    state, svg = path()
    assert state == "here now: v. 1"
    assert "20 November" in svg
    sent_on = {"by": officer, "verb": "adoption", "ground": "CMFA-2019-1", "decided_on": date(2019, 11, 26)}
    actions.refer_document(document, from_bodies=[ministers], to_body=summit.bodies["CMD"], **sent_on)
    state, svg = path()
    assert state == "reached: v. 1"
    assert "26 November" in svg
    assert "20 November" not in svg
