"""The invented organisation with 190 members: what grows stays light and asks few questions of the database."""

import gzip
import re
from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.interfaces.web import freshness
from plenary.offices.budget.models import Contribution
from plenary.offices.meetings.models import Delegate, Presence
from plenary.offices.organisation.models import Member

pytestmark = pytest.mark.django_db

#: Bytes of a page as it travels, and questions that it asks of the database.
MOST_BYTES, MOST_QUESTIONS = 100_000, 14
MEETING = "/en/m/GC-2025-1/"


def read(client: Client, address: str) -> tuple[str, int, int]:
    """A page, its bytes compressed, and the questions of its second showing."""
    client.get(address)
    freshness.forget_pages()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode(), len(gzip.compress(answer.content)), len(captured)


@pytest.fixture
def light(large_halmar):
    """Read a page by its address; it must be light."""

    def reading(address: str, client: Client | None = None) -> str:
        with large_halmar.standing():
            said, size, questions = read(client or Client(), address)
        assert size < MOST_BYTES
        assert questions <= MOST_QUESTIONS
        return said

    return reading


def test_a_hundred_and_ninety_members_each_with_three_in_the_hall_and_one_seat(large_halmar):
    lines = Delegate.objects.filter(delegation__session=large_halmar["conference"])
    inside = Presence.objects.filter(sitting=large_halmar["conference-sitting"], left_at__isnull=True)
    assert (Member.objects.count(), lines.count(), inside.count()) == (190, 570, 190)


def test_the_vote_on_the_budget_carried_and_each_owes_its_share(large_halmar):
    question = large_halmar["gc-item-budget-question"]
    (part,) = question.bodies.all()
    counted = Counter(question.ballots.values_list("choice", flat=True))
    owed = Contribution.objects.filter(budget=large_halmar["gc-budget"]).values_list("amount", flat=True)
    assert (question.outcome, part.verdict["outcome"]) == ("adopted", "adopted")
    assert counted == {"in_favour": 127, "against": 21, "abstain": 21}
    assert (len(owed), sum(owed)) == (190, Decimal("43200000.00"))


def test_an_important_question_did_not_reach_two_thirds(large_halmar):
    question = large_halmar["gc-item-seat-question"]
    counted = Counter(question.ballots.values_list("choice", flat=True))
    assert counted == {"in_favour": 82, "against": 54, "abstain": 27}
    assert question.outcome == "not adopted"


def test_the_list_of_members(light, large_halmar):
    said = light("/en/members/")
    assert said.count('<th scope="row"') == 190
    assert large_halmar["XAA"].short_name["en"] in said


def test_the_participants(light):
    assert light(f"{MEETING}participants/").count("Minister of Foreign Affairs") == 190


@pytest.mark.parametrize("asked", ["gc-item-budget-question", "gc-item-seat-question"])
def test_the_page_of_a_vote_draws_a_hemicycle_of_all(light, large_halmar, asked):
    question = large_halmar[asked]
    said = light(f"/en/votes/{question.key}/")
    (drawing,) = re.findall(r'<svg[^>]*class="[^"]*\bhemicycle\b.*?</svg>', said, re.DOTALL)
    assert drawing.count("<circle") == 190


@pytest.mark.parametrize("address", [MEETING, f"{MEETING}programme/", "/en/bodies/GC/", "/en/budget/2027/", "/en/"])
def test_other_public_pages(light, address):
    light(address)


@pytest.mark.parametrize("address", ["/desk/members/", "/desk/protocol/?meeting=GC-2025-1", "/desk/money/"])
def test_pages_of_the_desk(light, enter, large_halmar, address):
    with large_halmar.standing():
        officer = enter("general", "SG")
    light(address, officer)


def test_the_hall_is_drawn_with_a_place_for_each(light, enter, large_halmar):
    with large_halmar.standing():
        officer = enter("protocol", "PT")
    said = light("/desk/protocol/?meeting=GC-2025-1", officer)
    (drawing,) = re.findall(r'<svg[^>]*class="[^"]*\bhemicycle\b.*?</svg>', said, re.DOTALL)
    assert drawing.count("<circle") == 190
