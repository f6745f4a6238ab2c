"""What the pages say of themselves to machines: what they state, and nothing that is not stated."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from plenary.offices.meetings.models import Sitting
from tests.interfaces.web.public import bishkek


@pytest.fixture
def said(page):
    """The data of a page."""

    def found(address: str) -> dict:
        script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(address), re.S)
        assert script, address
        return json.loads(script.group(1))

    return found


def test_a_meeting_is_an_event_with_place_days_and_sittings(house, said):
    Sitting.objects.filter(number=2).update(opened_at=bishkek.NOON, closed_at=bishkek.NOON + timedelta(hours=2))
    address = "http://testserver/en/m/CSC-2019-1/"
    assert said("/en/m/CSC-2019-1/") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "identifier": "CSC-2019-1",
        "name": "Collective Security Council",
        "about": "international and regional security in the zone of responsibility",
        "inLanguage": "en",
        "startDate": "2019-11-28",
        "endDate": "2019-11-28",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {
            "@type": "Place",
            "name": "Ala-Archa presidential residence",
            "address": {"@type": "PostalAddress", "addressLocality": "Bishkek", "addressCountry": "Kyrgyzstan"},
        },
        "organizer": {
            "@type": "Organization",
            "name": "Collective Security Treaty Organization",
            "url": "http://testserver/en/",
        },
        "subEvent": [
            {"@type": "Event", "name": "Restricted sitting"},
            {
                "@type": "Event",
                "name": "Plenary sitting",
                "startDate": "2019-11-28T06:00:00+00:00",
                "endDate": "2019-11-28T08:00:00+00:00",
            },
        ],
    }


def test_what_is_not_stated_is_left_out(house, said):
    house.joint.from_on = house.joint.until_on = None
    house.joint.save()
    assert {"startDate", "endDate", "about", "eventStatus", "subEvent"}.isdisjoint(said("/en/m/JOINT-2019-1/"))


def test_a_title_cannot_end_the_script(house, page, said):
    house.session.title = {"en": "</script><b>&"}
    house.session.save()
    assert "</script><b>" not in page("/en/m/CSC-2019-1/")
    assert said("/en/m/CSC-2019-1/")["name"] == "</script><b>&"


def test_the_organisation_names_its_seat_and_its_members_of_today(house, said):
    data = said("/en/about/")
    assert (data["@type"], data["name"], data["alternateName"]) == (
        "Organization",
        "Collective Security Treaty Organization",
        "CSTO",
    )
    assert data["location"] == {"@type": "Place", "name": "Moscow"}
    assert [member["name"] for member in data["member"]] == [name for name, *_ in bishkek.MEMBERS.values()]
