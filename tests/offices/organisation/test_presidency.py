"""The presidency: it passes by an act only, and its priorities are planned until they are delivered."""

from datetime import UTC, datetime

import pytest

from plenary.foundation.clock import standing_at
from plenary.foundation.journal.models import Entry
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Member, Priority
from plenary.procedure.value import changed
from tests.builders.organisation import council, member, presidency, six_members, words
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

BISHKEK = datetime(2019, 11, 28, 9, 30, tzinfo=UTC)


@pytest.fixture
def two():
    six_members()
    return (
        presidency("KGZ", 1, state="in_office", printed="2018-2019"),
        presidency("RUS", 2, printed="2019-2020"),
    )


def test_it_passes_by_an_act_and_by_no_clock(two):
    kyrgyz, russian = two
    with standing_at(datetime(2021, 1, 1, tzinfo=UTC)):
        assert queries.presidency_in_office() == kyrgyz
        assert queries.presidency_upcoming() == russian
    actions.pass_presidency(russian, by=secretary_general(), happened_at=BISHKEK)
    kyrgyz.refresh_from_db()
    assert (queries.presidency_in_office(), kyrgyz.state, queries.presidency_upcoming()) == (russian, "ended", None)
    entry = Entry.objects.get(verb="organisation.presidency.passed")
    assert (entry.happened_at, entry.facts["member"]["en"], entry.facts["from"]["en"]) == (
        BISHKEK,
        "Russia",
        "Kyrgyzstan",
    )


def test_what_was_held_is_not_taken_again(two):
    kyrgyz, russian = two
    sg = secretary_general()
    with refused("organisation.presidency_not_upcoming", member="KGZ", state="in_office"):
        actions.pass_presidency(kyrgyz, by=sg)
    actions.pass_presidency(russian, by=sg)
    with refused("organisation.presidency_not_upcoming", member="KGZ", state="ended"):
        actions.pass_presidency(kyrgyz, by=sg)


@pytest.mark.parametrize("capacity", ["SB", "DO", "PO", "HD", "PR", "PS", "PU"])
def test_others_pass_nothing_on(two, capacity):
    stranger = actor(capacity)
    with refused("access.not_allowed", row="keep_organisation"):
        actions.pass_presidency(two[1], by=stranger)


def test_priorities_are_planned_until_they_are_delivered(two):
    _, russian = two
    sg = secretary_general()
    planned = actions.plan_statement(russian, by=sg, intersessional_note=words("next mid-session period"))
    assert (planned.statement, planned.priorities.count()) == ("planned", 0)
    actions.pass_presidency(planned, by=sg)
    with standing_at(datetime(2021, 1, 1, tzinfo=UTC)):
        assert queries.presidency_in_office().statement == "planned"
    delivered = actions.deliver_priorities(
        planned, by=sg, texts=[words("First", "Первое"), words("Second", "Второе")], happened_at=BISHKEK
    )
    assert (delivered.statement, delivered.statement_at, delivered.state) == ("delivered", BISHKEK, "in_office")
    assert [(one.order, one.text.said("ru")) for one in delivered.priorities.all()] == [(1, "Первое"), (2, "Второе")]
    with refused("organisation.priorities_already_delivered", member="RUS"):
        actions.deliver_priorities(planned, by=sg, texts=[])
    with refused("organisation.priorities_already_delivered"):
        actions.plan_statement(planned, by=sg)


def test_that_they_were_stated_may_be_known_without_the_words(two):
    delivered = actions.deliver_priorities(two[1], by=secretary_general(), texts=[], happened_at=BISHKEK)
    assert (delivered.statement, Priority.objects.count()) == ("delivered", 0)


def test_an_empty_priority_is_none(two):
    sg, russian = secretary_general(), two[1]
    with refused("organisation.name_missing", what="priority"):
        actions.deliver_priorities(russian, by=sg, texts=[words("First"), words("")])


def test_one_presidency_is_in_office_and_each_has_its_place(two):
    sg, arm = secretary_general(), Member.objects.get(code="ARM")
    with refused("organisation.presidency_in_office", member="KGZ"):
        actions.enter_presidency(by=sg, member=arm, order=3, state="in_office")
    with refused("organisation.presidency_order_taken", order=2):
        actions.enter_presidency(by=sg, member=arm, order=2)


def test_the_next_one_follows_in_the_russian_alphabet():
    council()
    order = ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]
    by_code = {one.code: one for one in Member.objects.all()}
    following = [queries.next_in_rotation(by_code[code]) for code in order]
    assert [one.code for one, _ in following] == ["BLR", "KAZ", "KGZ", "RUS", "TJK", "ARM"]
    assert {str(cite) for _, cite in following} == {"CSTO Charter art. 13"}


@pytest.mark.parametrize(
    ("order", "follows"),
    [(["RUS", "XXX", "ARM", "TJK"], {"RUS": "ARM", "TJK": "RUS"}), (["ARM", "TJK"], {"ARM": "TJK"})],
)
def test_the_next_one_follows_in_a_list_of_those_who_are_members(monkeypatch, order, follows):
    council()
    said = changed(queries.setting_for("presidency_order"), value={"order": "list", "members": order, "months": 6})
    monkeypatch.setattr(queries, "setting_for", lambda name, on: said)
    for after, code in follows.items():
        assert queries.next_in_rotation(Member.objects.get(code=after))[0].code == code


def test_an_elected_presidency_has_no_rotation(monkeypatch):
    council()
    said = changed(queries.setting_for("presidency_order"), value={"order": "election", "months": 12})
    monkeypatch.setattr(queries, "setting_for", lambda name, on: said)
    with refused("presidency.no_rotation", order="election"):
        queries.next_in_rotation(Member.objects.get(code="ARM"))


def test_who_is_no_member_is_in_no_rotation():
    council()
    sg = secretary_general()
    former = member("OLD", sg)
    actions.end_membership(former, by=sg, until_on=datetime(2012, 6, 28, tzinfo=UTC).date())
    with refused("presidency.not_in_rotation", member="OLD"):
        queries.next_in_rotation(former)
