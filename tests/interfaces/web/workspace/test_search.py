"""One box over what one may read: hidden things are neither found nor counted."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from plenary.offices.meetings.actions import agenda
from plenary.offices.organisation import actions as organisation
from plenary.offices.organisation.models import Partner
from tests.builders import documents as writing
from tests.builders import meetings as building
from tests.builders.organisation import words
from tests.builders.people import actor
from tests.interfaces.web.workspace.conftest import browser_of


@pytest.fixture
def member(summit):
    """Somebody of a delegation, admitted to no restricted sitting."""
    return browser_of(building.delegate_actor(building.delegate(summit, "RUS", "An Adviser"), "DM"))


def found(browser, what):
    return browser.page(f"/search/?q={what}")


def test_titles_numbers_and_passages_are_found(summit, member):
    document, _version = writing.issued(summit.bodies["CSC"], audience="members")
    item = building.item(summit, "Zebra crossings at the border")
    assert f"/w/items/{item.key}/" in found(member, "zebra")
    assert f"/w/d/{document.key}/" in found(member, "Statement")
    page = found(member, "agree to cooperate")
    assert f"/w/d/{document.key}/?language=en&amp;version=1#op1" in page
    assert "/w/m/CSC-2019-1/" in found(member, "Bishkek")
    assert "/members/RUS/" in found(member, "russia")


def test_words_in_another_script_are_found_in_whatever_case(summit, member):
    document, _version = writing.issued(summit.bodies["CSC"], audience="members")
    for what in ("Заявление", "заявление"):
        assert f"/w/d/{document.key}/" in found(member, what)
    assert "#op1" in found(member, "договариваются")


def test_what_is_hidden_and_what_is_not_there_at_all_are_told_alike(summit, member):
    writing.registered(summit.bodies["CSC"], title=words("Canary draft"))
    agenda.add_item(
        summit.session,
        by=summit.chair(),
        title=words("Canary subject"),
        kind="exchange_of_views",
        restricted_to=summit.restricted,
    )
    building.session(summit.bodies, ref="CANARY-2020-1", audience="desk")
    assert found(member, "canary").replace("canary", "zzzzzz") == found(member, "zzzzzz")
    assert "Canary subject" in found(browser_of(summit.head("KAZ")), "canary")
    assert "Canary draft" in found(browser_of(actor("DO")), "canary")


def test_a_passage_of_a_version_that_is_not_issued_is_not_found(summit, member):
    document, _version = writing.issued(summit.bodies["CSC"], audience="members")
    writing.actions.add_version(
        document,
        by=actor("DO"),
        texts={"en": [{"anchor": "op1", "role": "operative", "label": "1", "text": "Canary words"}]},
        original_language="en",
    )
    assert f"/w/d/{document.key}/" not in found(member, "canary")
    assert "Canary words" in found(browser_of(actor("DO")), "canary")


def test_the_page_says_what_it_searches_and_one_letter_is_too_little(summit, member):
    assert "Titles and texts of documents" in member.page("/search/")
    assert "at least 2 characters" in found(member, "z")


def test_a_sign_of_the_pattern_language_finds_nothing_of_its_own(summit, member):
    assert "Nothing with these words is open to you." in found(member, "%25%25")


def test_the_list_is_capped_and_asks_as_much_for_many_as_for_one(summit, member, queries):
    building.item(summit, "Zebra 0")
    few = queries(member, "/search/?q=zebra")
    for number in range(1, 53):
        building.item(summit, f"Zebra {number}")
    assert queries(member, "/search/?q=zebra") <= few
    page = found(member, "zebra")
    assert page.count("/w/items/") == 50
    assert "One more word makes it shorter." in page
    assert not re.search(r"\b53\b", re.sub(r"<[^>]*>", " ", page.partition("<main")[2]))


def test_signed_out_the_box_leads_to_the_sign_in(db):
    answer = Client().get("/search/?q=zebra")
    assert answer.headers["Location"] == "/sign-in/?next=/search/%3Fq%3Dzebra"


def test_a_partner_shows_only_items_that_are_open_to_the_reader(summit, member):
    partner = organisation.enter_partner(
        by=summit.secretariat, code="UN", short_name=words("United Nations"), standing="observer"
    )
    assert isinstance(partner, Partner)
    item = building.item(summit, "Cooperation with the UN", partner=partner)
    assert "/w/partners/UN/" in member.page("/w/partners/")
    assert f"/w/items/{item.key}/" in member.page("/w/partners/UN/")
    observer = browser_of(actor("OB", "partner:UN"))
    assert "Cooperation with the UN" not in observer.page("/w/partners/UN/")
    assert "No item that is open to you names this partner." in observer.page("/w/partners/UN/")
    member.page("/w/partners/NO/", 404)
