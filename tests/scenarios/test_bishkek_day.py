"""The rest of the day at Bishkek, played as a demonstration: the checks that need it.

Numbers are those of the list of checks that goes with the scenario.
"""

import pytest
from django.test import Client

from plenary.foundation.languages.words import Words
from plenary.offices.budget.models import Contribution
from plenary.offices.decisions.models import Decision
from plenary.offices.instruments.models import Signature, SignatureBlock
from plenary.offices.organisation import actions as organisation
from plenary.offices.organisation.models import Presidency
from tests.scenarios.reading import page

pytestmark = pytest.mark.django_db

MEETING = "/en/m/CSC-2019-1/"


@pytest.fixture
def anybody():
    return Client()


class TestTheRestOfTheDay:
    def test_5_the_note_of_the_restricted_sitting_is_closed_to_the_plenary(self, whole_day, enter):
        note = whole_day["note"]
        with whole_day.standing():
            head = enter("seat-rus", "HD")
            assert note.text["en"] in page(head, f"/w/notes/{note.key}/")
            for name, capacity in (("adviser-rus", "DM"), ("documents", "DO"), ("administrator", "AD")):
                shut = enter(name, capacity).get(f"/w/notes/{note.key}/")
                assert shut.status_code == 404
                assert note.text["en"] not in shut.content.decode()

    def test_6_the_budget_closed_with_a_verdict_and_opened_contributions(self, whole_day, anybody):
        question = whole_day["budget-question"]
        assert (question.state, question.outcome) == ("announced", "adopted")
        (part,) = question.bodies.all()
        assert part.verdict["outcome"] == "adopted"
        assert all(step["cite"] for step in part.verdict["steps"])
        owed = {one.member.code: str(one.amount) for one in Contribution.objects.select_related("member")}
        assert owed == {
            "RUS": "2938271.37",
            "KAZ": "2116436.86",
            "BLR": "1075333.86",
            "ARM": "640616.62",
            "KGZ": "354649.35",
            "TJK": "220370.35",
        }
        with whole_day.standing():
            assert "7" in page(anybody, "/en/budget/2020/")

    def test_7_six_blocks_in_the_russian_alphabet(self, whole_day):
        blocks = SignatureBlock.objects.filter(package=whole_day["package"]).select_related("member").order_by("order")
        assert [block.member.code for block in blocks] == ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]
        assert Signature.objects.filter(paper=whole_day["paper-1"]).count() == 6

    def test_8_the_presidency_passed_and_its_priorities_wait_for_an_entry(self, whole_day, anybody):
        presidency = whole_day["presidency-rus"]
        assert (presidency.state, presidency.statement) == (
            Presidency.State.IN_OFFICE,
            Presidency.Statement.PLANNED,
        )
        with whole_day.standing():
            assert "planned" in page(anybody, "/en/presidency/").lower()
            organisation.deliver_priorities(
                presidency, by=whole_day.actor("general", "SG"), texts=[Words({"en": "A priority of the test."})]
            )
            said = page(anybody, "/en/presidency/")
        assert "A priority of the test." in said

    def test_decisions_are_numbered_without_a_gap(self, whole_day, anybody):
        numbers = list(Decision.objects.order_by("n").values_list("number", flat=True))
        assert numbers == ["CSC-2019-1", "CSC-2019-2"]
        with whole_day.standing():
            assert "CSC-2019-1" in page(anybody, "/en/decisions/CSC-2019-1/")
