"""A ruling of the chair is seen wherever its result is: who, when, on what ground, beside what was computed."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from plenary.foundation.journal.models import Entry
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.decisions.models import Decision, Question
from tests.builders.decisions import ballot, council_sitting, said, vote
from tests.builders.people import agreed

pytestmark = pytest.mark.django_db

RULE = "Rules of procedure rule 9"


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def ruled(client) -> Decision:
    """A vote that was lost by its rule and ruled to be carried, announced, recorded and issued to everybody."""
    summit = council_sitting()
    asked = vote(summit)
    for code, choice in (("RUS", "in_favour"), ("ARM", "against"), ("BLR", "against")):
        ballot(summit, asked, code, choice)
    asked = questions.close_question(asked, by=summit.secretary())
    assert asked.outcome == "not adopted"
    announcing.rule_otherwise(
        asked, by=summit.chair(), outcome="adopted", rule=RULE, ground=said("Two votes were cast by mistake.")
    )
    (decision,) = announcing.announce(asked, by=summit.chair())
    announcing.record_verdict(Question.objects.get(pk=asked.pk), by=summit.secretary())
    return announcing.issue_decision(decision, by=agreed(summit.secretariat))


def test_the_record_keeps_both(ruled):
    ruling, part = ruled.question.rulings.get(), ruled.question.bodies.get()
    assert (ruling.computed, ruling.outcome, ruling.rule) == ("not adopted", "adopted", RULE)
    assert (part.outcome, part.verdict["outcome"], part.verdict["counted"]) == ("not adopted", "not adopted", 1)
    told = Entry.objects.get(verb="decisions.ruling.made")
    assert (told.facts["computed"], told.facts["outcome"], told.cite) == ("not adopted", "adopted", RULE)
    assert (told.actor_name, told.facts["ground"]) == (
        "Chair of the session",
        {"en": "Two votes were cast by mistake."},
    )


@pytest.mark.parametrize("page", ["vote", "decision", "live"])
def test_each_page_of_the_result_says_who_ruled_what_beside_what_was_computed(client, ruled, page):
    address = {
        "vote": f"/votes/{ruled.question.key}/",
        "decision": f"/decisions/{ruled.number}/",
        "live": "/m/CSC-2019-1/live/",
    }[page]
    told = text_of(client, address)
    assert "The chair ruled otherwise: Chair of the session" in told
    assert "Computed: Not adopted. Ruled: Adopted." in told
    assert "Two votes were cast by mistake." in told
    assert RULE in told


def test_lists_say_that_it_is_by_ruling(client, ruled):
    told = text_of(client, "/decisions/")
    assert told.count("by ruling of the chair") == 2, "once at the decision, once at the vote"
    for address in ("/decisions.json", "/m/CSC-2019-1/decisions.json"):
        (row,) = json.loads(client.get(address, follow=True).content)["rows"]
        assert row["is_by_ruling"] is True


def test_where_nothing_was_ruled_nothing_says_so(client):
    summit = council_sitting()
    asked = vote(summit)
    ballot(summit, asked, "RUS")
    asked = questions.close_question(asked, by=summit.secretary())
    (decision,) = announcing.announce(asked, by=summit.chair())
    announcing.record_verdict(Question.objects.get(pk=asked.pk), by=summit.secretary())
    announcing.issue_decision(decision, by=agreed(summit.secretariat))
    for address in ("/decisions/", f"/votes/{asked.key}/", f"/decisions/{decision.number}/", "/m/CSC-2019-1/live/"):
        told = text_of(client, address)
        assert "ruling of the chair" not in told
        assert "ruled otherwise" not in told
    (row,) = json.loads(client.get("/decisions.json", follow=True).content)["rows"]
    assert row["is_by_ruling"] is False
