"""Home, members, bodies, presidency, partners, budget, about."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.offices.organisation.models import Presidency
from plenary.offices.protocol.models import Slot


class TestHome:
    def test_opens_with_the_meeting_to_come(self, house, page):
        text = page("/en/")
        assert '<h1 id="foremost"><a href="/en/m/CSC-2019-1/">Collective Security Council</a></h1>' in text
        assert "Bishkek" in text
        assert "Kyrgyzstan" in text

    def test_shows_news_and_the_presidency(self, house, page):
        text = page("/en/")
        assert "Six delegations gather in Bishkek" in text
        assert re.search(r"<dt>In office</dt><dd>Kyrgyzstan, 2018-2019</dd>", text)
        assert re.search(r"<dt>Next</dt><dd>Russia, 2019-2020</dd>", text)

    @pytest.mark.django_db
    def test_an_empty_house_says_what_will_be_here(self, page):
        text = page("/en/")
        assert "First meeting to be announced." in text
        assert "Nothing published yet." in text

    def test_the_bare_address_leads_to_a_language(self, house, outsider):
        assert outsider.get("/", headers={"Accept-Language": "ru"})["Location"] == "/ru/"


class TestMembers:
    def test_are_listed_with_what_is_stated(self, house, page):
        text = page("/en/members/")
        assert text.count('<th scope="row"><a href="/en/members/') == 6
        assert "not stated" in text

    def test_a_member_shows_offices_seats_and_presidency(self, house, page):
        text = page("/en/members/RUS/")
        assert "Putin" in text
        assert text.count('href="/en/bodies/') == 4
        assert "2019-2020" in text

    def test_a_body_shows_composition_seats_and_rules(self, house, page):
        text = page("/en/bodies/CSC/")
        assert "Composition: heads of State or government." in text
        assert text.count('href="/en/members/') >= 6
        assert "in force since" in text and "csto, in force" not in text

    @pytest.mark.parametrize("address", ["/en/members/", "/en/bodies/", "/en/partners/", "/en/presidency/", "/en/"])
    def test_few_questions_are_asked(self, house, outsider, address):
        with CaptureQueriesContext(connection) as asked:
            outsider.get(address)
        assert len(asked) <= 18


class TestPresidency:
    def test_the_priorities_stay_planned_until_they_are_delivered(self, house, page):
        russia = Presidency.objects.get(member=house.members["RUS"])
        before = page("/en/presidency/")
        assert "The priorities are expected to be outlined." in before
        russia.statement = "delivered"
        russia.save()
        russia.priorities.create(order=1, text={"en": "Coordination first"})
        after = page("/en/presidency/")
        assert "The priorities are expected to be outlined." not in after
        assert "Coordination first" in after

    def test_the_period_stands_as_printed(self, house, page):
        assert "2019-2020" in page("/en/presidency/")


class TestBudget:
    def test_an_adopted_year_shows_parts_scale_and_contributions(self, house, page):
        text = page("/en/budget/2019/")
        assert "Secretariat" in text
        assert "61\u202f000\u202f000.00" in text
        assert "100.000" in text
        assert "demonstration" in text

    def test_what_was_paid_is_not_public(self, house, page):
        assert "Contributions received" not in page("/en/budget/2019/")

    def test_a_year_that_is_not_adopted_says_so(self, house, page):
        assert "The budget of this year is not adopted." in page("/en/budget/2020/")

    def test_the_list_has_adopted_years_only(self, house, page):
        text = page("/en/budget/")
        assert "/en/budget/2019/" in text
        assert "/en/budget/2020/" not in text


class TestOthers:
    def test_a_partner_shows_its_items_and_documents(self, house, page):
        text = page("/en/partners/UN/")
        assert "cooperation" in text
        assert "/en/m/CSC-2019-1/#item-5" in text
        assert "UN Global Counter-Terrorism Strategy" in text

    def test_about_tells_of_the_founding_and_the_record(self, house, page):
        text = page("/en/about/")
        assert "Charter signed at Chisinau" in text
        assert 'href="/record/"' in text

    def test_a_slot_of_a_hidden_sitting_is_left_out(self, house, page):
        sitting = house.session.meetings.get().sittings.get(number=9)
        Slot.objects.create(
            session=house.session, order=9, title={"en": "canary-slot"}, sitting=sitting, audience="public"
        )
        assert "canary-slot" not in page("/en/m/CSC-2019-1/programme/")
