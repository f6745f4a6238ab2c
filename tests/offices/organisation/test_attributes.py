"""Votes, population and traits of members, each for its days and with where it is written."""

from datetime import date

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Attribute, Body, Member
from tests.builders.organisation import council, house
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

NICE, LATER = date(2003, 2, 1), date(2014, 11, 1)


@pytest.fixture
def sg():
    return secretary_general()


@pytest.fixture
def body(sg) -> Body:
    house(sg)
    return council(sg)


def member(code: str = "RUS") -> Member:
    return Member.objects.get(code=code)


def entered(sg, code: str = "RUS", number: int = 29, **more) -> Attribute:
    given = {"of": "weight", "cite": "Rules annex 3", "from_on": NICE, **more}
    return actions.enter_attribute(member(code), by=sg, number=number, **given)


def weight_on(body: Body, day: date, code: str = "RUS") -> int | None:
    return queries.attributes_in(body, day).get(code, queries.Attributes()).weight


def test_a_number_holds_from_its_day_and_until_the_next(sg, body):
    entered(sg)
    entered(sg, number=12, from_on=LATER, cite="Rules annex 4")
    days = {date(2003, 1, 31): None, NICE: 29, date(2014, 10, 31): 29, LATER: 12}
    assert {day: weight_on(body, day) for day in days} == days
    told = Entry.objects.filter(verb__startswith="organisation.weight.").order_by("pk")
    assert [(one.verb, one.facts["number"], one.facts["before"], one.cite) for one in told] == [
        ("organisation.weight.entered", "29", "", "Rules annex 3"),
        ("organisation.weight.changed", "12", "29", "Rules annex 4"),
    ]


def test_a_body_s_own_number_stands_before_that_for_every_body_and_traits_are_joined(sg, body):
    entered(sg, number=3)
    entered(sg, number=7, body=body)
    for where, trait in ((None, "permanent"), (body, "host")):
        actions.enter_attribute(member(), by=sg, of="trait", trait=trait, body=where, cite="Charter art. 3")
    other = actions.establish_body(by=sg, code="CMFA", name={"en": "Ministers"}, composition="foreign_ministers")
    assert queries.attributes_in(body, LATER)["RUS"] == queries.Attributes(7, None, frozenset({"permanent", "host"}))
    assert queries.attributes_in(other, LATER)["RUS"] == queries.Attributes(3, None, frozenset({"permanent"}))


def test_the_numbers_of_a_body_from_one_text_leave_alone_what_stands_so(sg, body):
    first = actions.enter_attributes(
        body, by=sg, of="population", figures={"ARM": 2977, "RUS": 144526}, cite="Census 2019", from_on=NICE
    )
    assert [(one.member.code, one.number) for one in first] == [("ARM", 2977), ("RUS", 144526)]
    more = {"by": sg, "of": "population", "cite": "Census 2019"}
    second = actions.enter_attributes(body, figures={"ARM": 2977, "KAZ": 18513}, from_on=LATER, **more)
    assert [one.member.code for one in second] == ["KAZ"]
    with refused("organisation.nothing_corrected"):
        actions.enter_attributes(body, figures={"ARM": 2977}, from_on=LATER, **more)
    with refused("organisation.attribute_of_no_member", members=["XXX"]):
        actions.enter_attributes(body, figures={"XXX": 1}, from_on=LATER, **more)


def test_what_ends_holds_until_that_day_and_is_ended_once(sg, body):
    kept = entered(sg)
    actions.end_attribute(kept, by=sg, until_on=LATER, ground="Decision 7")
    assert (weight_on(body, date(2014, 10, 31)), weight_on(body, LATER)) == (29, None)
    with refused("organisation.already_ended", until="2014-11-01"):
        actions.end_attribute(kept, by=sg, until_on=LATER)
    with refused("organisation.attribute_not_later", member="RUS", on="2014-11-01"):
        entered(sg, from_on=date(2010, 1, 1))
    with refused("organisation.attribute_not_later", member="RUS", on="2014-11-01"):
        entered(sg, from_on=None)
    assert entered(sg, number=30, from_on=LATER).number == 30


def test_a_correction_says_what_stood_and_why(sg, body):
    kept = entered(sg)
    actions.correct_attribute(kept, by=sg, number=92, reason="Two digits were turned round.")
    assert weight_on(body, NICE) == 92
    told = Entry.objects.get(verb="organisation.weight.corrected")
    assert (told.facts["before"], told.facts["number"]) == ("29", "92")
    assert told.sentence == "Votes that Russia casts, corrected: 92, not 29. Two digits were turned round."
    with refused("organisation.nothing_corrected"):
        actions.correct_attribute(kept, by=sg, number=92, reason="Again.")
    with refused("organisation.reason_missing"):
        actions.correct_attribute(kept, by=sg, number=29, reason=" ")


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("organisation.attribute_unknown", {"of": "height"}),
        ("organisation.attribute_unknown", {"of": "trait"}),
        ("organisation.attribute_unknown", {"trait": "permanent"}),
        ("organisation.attribute_not_a_number", {"of": "trait", "trait": "permanent"}),
        ("organisation.attribute_not_a_number", {"number": -1}),
        ("organisation.attribute_not_a_number", {"number": None}),
        ("organisation.attribute_not_a_number", {"number": True}),
        ("organisation.attribute_not_a_number", {"number": 2**63}),
        ("organisation.attribute_uncited", {"cite": " "}),
    ],
)
def test_what_is_no_number_no_trait_or_uncited_is_refused(sg, body, code, given):
    with pytest.raises(Exception, match=code):
        entered(sg, **given)
    assert not Attribute.objects.exists()


def test_the_same_again_is_refused_and_so_is_a_change_that_is_not_later(sg, body):
    entered(sg)
    with refused("organisation.nothing_corrected"):
        entered(sg, from_on=LATER)
    with refused("organisation.attribute_not_later", member="RUS", on="2003-02-01"):
        entered(sg, number=30)
    actions.enter_attribute(member(), by=sg, of="trait", trait="permanent", cite="Charter art. 3")
    with refused("organisation.attribute_stands", member="RUS", trait="permanent"):
        actions.enter_attribute(member(), by=sg, of="trait", trait="permanent", cite="Charter art. 3")


def test_only_those_who_keep_the_books_enter_it(sg, body):
    officer = actor("DO")
    with refused("access.not_allowed"):
        entered(officer)
