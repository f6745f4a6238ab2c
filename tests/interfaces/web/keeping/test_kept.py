"""What is kept and for how long, at the desk."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.foundation.access.models import Person
from plenary.foundation.keeping.erasing import ERASED
from plenary.foundation.keeping.models import KeepingTime
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from tests.builders.people import actor, person
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db
HERE = "/desk/house/kept/"


def shown(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()
    return html.unescape(answer.content.decode())


def test_the_house_page_leads_here():
    assert f'href="{HERE}"' in shown(browser_of(actor("SG")).get("/desk/house/"))


def test_each_kind_with_its_time():
    page = shown(browser_of(actor("SG")).get(HERE))
    for said in ("Sign-ins: when", "365 days", "Arrivals: flights", "30 days", "the last day of the meeting"):
        assert said in page


def test_a_time_is_proposed_and_agreed_to():
    browser, second = browser_of(actor("SG")), actor("AD")
    form = shown(browser.get(f"{HERE}act/time/?kept=travel"))
    assert 'value="30"' in form
    refused = browser.post(f"{HERE}act/time/", {"kept": "travel", "days": "0"})
    assert refused.status_code == 422
    assert 'value="0"' in refused.content.decode()
    answer = browser.post(f"{HERE}act/time/", {"kept": "travel", "days": "14"})
    assert answer.status_code == 302
    waits = Pending.objects.filter(outcome="waiting").first()
    if waits is not None:
        pairs.confirm(waits, by=second)
    assert KeepingTime.objects.get().days == 14
    assert "14 days" in shown(browser.get(HERE))


def test_a_person_is_erased_by_two():
    gone, first, second = person("Berta Musterfrau"), actor("SG"), actor("AD")
    browser = browser_of(first)
    form = shown(browser.get(f"{HERE}act/person/"))
    assert "Berta Musterfrau" in form
    assert first.name not in form.partition("<select")[2].partition("</select>")[0], "who acts here is not offered"
    short = browser.post(f"{HERE}act/person/", {"person": gone.key, "reason": "why not"})
    assert short.status_code == 422
    assert "at least 15 letters" in short.content.decode()
    assert "why not" in short.content.decode()
    assert browser.post(f"{HERE}act/person/", {"person": gone.key, "reason": "asked for by letter"}).status_code == 302
    assert Person.objects.get(pk=gone.pk).name != ERASED
    waits = Pending.objects.get(outcome="waiting")
    assert "Erase what is kept of a person" in shown(browser_of(second).get("/desk/pending/"))
    pairs.confirm(waits, by=second)
    assert Person.objects.get(pk=gone.pk).name == ERASED
    assert "Berta" not in shown(browser.get(f"{HERE}act/person/"))


def test_the_page_asks_no_more_with_more_people():
    browser = browser_of(actor("SG"))
    browser.get(HERE)
    with CaptureQueriesContext(
        connection,
    ) as one:
        browser.get(HERE)
    for number in range(3):
        person(f"Person {number}")
    with CaptureQueriesContext(connection) as three:
        browser.get(HERE)
    assert len(three) == len(one)


def test_nobody_else_reads_it():
    assert browser_of(actor("HD")).get(HERE).status_code == 404
