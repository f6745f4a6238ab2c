"""Going on in another capacity."""

import pytest
from django.urls import reverse

from plenary.foundation.access.models import Person
from plenary.foundation.people.models import SignIn
from tests.builders.people import actor, holding
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db


def test_a_capacity_that_is_not_held_ends_nothing():
    officer = actor("DO")
    browser = browser_of(officer)
    answer = browser.post(reverse("act-as"), {"capacity": "SG"})
    assert answer.status_code == 422
    (running,) = SignIn.objects.all()
    assert (running.capacity, running.ended_at) == ("DO", None)
    assert browser.get(reverse("desk")).status_code == 200


def test_a_capacity_that_is_held_begins_a_new_sign_in():
    officer = actor("DO")
    holding(Person.objects.get(key=officer.person_key), "PT")
    browser = browser_of(officer)
    assert browser.post(reverse("act-as"), {"capacity": "PT"}).status_code == 302
    assert [(one.capacity, one.ended_at is None) for one in SignIn.objects.order_by("pk")] == [
        ("DO", False), ("PT", True),
    ]  # fmt: skip
