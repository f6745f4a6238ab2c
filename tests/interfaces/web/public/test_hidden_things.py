"""What one may not see is not there: on no page, in no header, in no validator."""

from __future__ import annotations

import re

import pytest

from plenary.offices.decisions.models import Question
from plenary.offices.documents.models import Document
from plenary.offices.meetings.models import ItemDocument
from plenary.offices.newsroom.models import Release
from tests.interfaces.web.public import bishkek

PAGES = [
    "/en/",
    "/en/m/",
    "/en/m/CSC-2019-1/",
    "/en/m/CSC-2019-1/agenda/",
    "/en/m/CSC-2019-1/documents/",
    "/en/m/CSC-2019-1/decisions/",
    "/en/m/CSC-2019-1/participants/",
    "/en/m/CSC-2019-1/programme/",
    "/en/m/JOINT-2019-1/",
    "/en/news/",
    "/en/news/feed/",
    "/en/news/2019/six-delegations-gather-in-bishkek/",
    "/en/d/",
    "/en/d/?words=canary",
    "/en/d/?year=2019",
    "/en/d/CSC/2019/1/",
    "/en/decisions/",
    "/en/decisions/?words=canary",
    "/en/members/",
    "/en/members/ARM/",
    "/en/bodies/",
    "/en/bodies/CSC/",
    "/en/presidency/",
    "/en/partners/",
    "/en/partners/UN/",
    "/en/budget/",
    "/en/budget/2020/",
    "/en/about/",
    "/record/",
    "/record/check/",
]


def test_no_word_of_a_hidden_thing_is_on_any_page(house, outsider):
    found = []
    for address in PAGES:
        answer = outsider.get(address)
        assert answer.status_code == 200, address
        said = answer.content + repr(answer.headers).encode()
        found += [(address, word) for word in bishkek.HIDDEN if word.encode() in said]
    assert found == []


NOWHERE = [
    "/en/d/CSC/2019/99/",
    "/en/d/CSC/2019/99/v/1/",
    "/en/d/CSC/2019/99/side/en..ru/",
    "/en/d/CSC/2019/1/v/7/",
    "/en/decisions/CSC-2018-7/",
    "/en/news/2019/canary-release/",
    "/en/votes/nothing-of-that-key/",
    "/en/members/XXX/",
    "/en/bodies/XXX/",
    "/en/partners/XXX/",
    "/record/999/",
    "/f/nothing/none.pdf",
]


def test_a_hidden_thing_and_none_at_all_are_the_same_bytes(house, outsider):
    for address in NOWHERE:
        answer = outsider.get(address)
        never = outsider.get("/en/never/was/" if address.startswith("/en/") else "/never/was/")
        assert answer.status_code == 404, address
        assert (answer.content, dict(answer.headers)) == (never.content, dict(never.headers)), address


def test_what_was_typed_is_not_said_back(house, outsider):
    never = outsider.get("/en/never/was/").content
    typed = outsider.get('/en/never/"><script>alert(1)</script>/?q=<b>')
    assert typed.status_code == 404
    assert typed.content == never


def test_a_page_of_nothing_leads_to_the_first_page_of_each_language(house, outsider):
    said = outsider.get("/ru/never/was/").content.decode()
    assert re.findall(r'<a href="([^"]*)" lang="\w+" hreflang', said) == ["/en/", "/ru/", "/ar/"]


@pytest.mark.django_db
def test_a_house_with_hidden_things_looks_like_one_without(outsider):
    bishkek.build()
    address = "/en/m/CSC-2019-1/"
    before = outsider.get(address).content
    for thing in ItemDocument.objects.filter(document__audience="documents"):
        thing.delete()
    Document.objects.filter(audience="documents").delete()
    Release.objects.filter(audience="newsroom").delete()
    from plenary.interfaces.web.freshness import forget_pages  # noqa: PLC0415  only this test asks anew

    forget_pages()
    assert outsider.get(address).content == before


def test_a_vote_is_not_shown_before_the_result_is_announced(house, outsider):
    bishkek.decided(house)
    question = Question.objects.get()
    Question.objects.filter(pk=question.pk).update(state="closed")
    assert outsider.get(f"/en/votes/{question.key}/").status_code == 404


def test_the_draft_of_a_year_and_no_year_at_all_are_told_alike(house, page):
    draft, none = page("/en/budget/2020/"), page("/en/budget/2033/")
    assert draft.replace("2020", "2033") == none


def test_a_public_decision_does_not_tell_of_the_hidden_item_it_came_from(house, page):
    decision = bishkek.decided(house)
    hidden = house.session.items.get(series="hidden")
    decision.item = hidden
    decision.save()
    question = decision.question
    question.item = hidden
    question.save()
    for address in ("/en/decisions/CSC-2019-1/", f"/en/votes/{question.key}/", "/en/m/CSC-2019-1/decisions/"):
        assert "canary-item" not in page(address)
        assert "#item-1" not in page(address)


def test_an_announced_restricted_sitting_does_not_tell_who_is_inside(house, page):
    sitting = house.session.meetings.get().sittings.get(number=1)
    sitting.quorum_calls.create(
        body=house.bodies["CSC"], called_at=bishkek.NOON, represented=["RUS", "KGZ"], required=4, is_met=False
    )
    assert "2 present" not in page("/en/m/CSC-2019-1/")
