"""Members and their periods, bodies and their seats, the order of names, and what follows from a seat."""

from datetime import UTC, date, datetime

import pytest

from plenary.foundation.access.actors import actor_for
from plenary.foundation.access.models import Person
from plenary.foundation.clock import standing_at
from plenary.foundation.journal.models import Entry
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Member
from tests.builders.organisation import SIX, body, csto, member, six_members, words
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def codes(members):
    return [one.code for one in members]


def test_a_membership_has_its_days():
    sg = secretary_general()
    arda = actions.admit_member(by=sg, code="ARDA", short_name=words("Arda"), from_on=date(2010, 1, 1))
    actions.end_membership(arda, by=sg, until_on=date(2020, 1, 1), ground="notice of 1 July 2019")
    assert codes(queries.members(date(2009, 12, 31))) == []
    assert codes(queries.members(date(2010, 1, 1))) == ["ARDA"]
    assert codes(queries.members(date(2019, 12, 31))) == ["ARDA"]
    assert codes(queries.members(date(2020, 1, 1))) == []
    back = actions.admit_member(by=sg, code="ARDA", short_name=words("Arda"), from_on=date(2022, 6, 1))
    assert (back, Member.objects.count()) == (arda, 1)
    assert codes(queries.members(date(2022, 6, 1))) == ["ARDA"]
    with refused("organisation.already_a_member", member="ARDA"):
        actions.admit_member(by=sg, code="ARDA", short_name=words("Arda"))


def test_who_leaves_gives_up_its_seats():
    sg = secretary_general()
    six = six_members(sg)
    csc = body("CSC", sg)
    assert codes(queries.in_order(queries.members_of(csc), "en")) == list(SIX)
    actions.end_membership(six["ARM"], by=sg, until_on=date(2020, 1, 1))
    assert codes(queries.in_order(queries.members_of(csc, date(2020, 1, 1)), "en")) == list(SIX)[1:]
    assert queries.is_member_of(six["ARM"], csc, date(2019, 12, 31))
    assert [e.verb for e in Entry.objects.order_by("-pk")[:2]] == [
        "organisation.membership.ended",
        "organisation.seat.ended",
    ]
    with refused("organisation.not_a_member", member="ARM"):
        actions.end_membership(six["ARM"], by=sg, until_on=date(2021, 1, 1))


def test_a_period_ends_after_it_begins():
    sg = secretary_general()
    arda = member("ARDA", sg, from_on=date(2010, 1, 1))
    with refused("organisation.ends_before_it_begins", from_on="2010-01-01", until_on="2010-01-01"):
        actions.end_membership(arda, by=sg, until_on=date(2010, 1, 1))


def test_names_are_put_in_order_by_their_sort_key_in_each_language():
    sg = secretary_general()
    formal = {
        "ARM": ("Republic of Armenia", "Республика Армения"),
        "BLR": ("Republic of Belarus", "Республика Беларусь"),
        "KGZ": ("Kyrgyz Republic", "Кыргызская Республика"),
        "RUS": ("Russian Federation", "Российская Федерация"),
    }
    for code, (en, ru) in formal.items():
        actions.admit_member(by=sg, code=code, short_name=words(*SIX[code]), sort_name=words(en, ru))
    assert codes(queries.in_order(queries.members(), "en")) == ["KGZ", "ARM", "BLR", "RUS"]
    assert codes(queries.in_order(queries.members(), "ru")) == ["KGZ", "ARM", "BLR", "RUS"]


def test_yo_stands_with_ye_in_russian():
    sg = secretary_general()
    for code, ru in (("A", "Ёлкино"), ("B", "Жуково"), ("C", "Елань")):
        actions.admit_member(by=sg, code=code, short_name=words(code, ru))
    assert codes(queries.in_order(queries.members(), "ru")) == ["C", "A", "B"]


def test_a_body_seats_all_members_or_those_named_and_a_staff_none():
    sg = secretary_general()
    six = six_members(sg)
    assert queries.members_of(body("CSC", sg)).count() == 6
    assert codes(queries.members_of(body("WG", sg, members=[six["RUS"]], composition="experts"))) == ["RUS"]
    assert queries.members_of(body("STAFF", sg, decides=False, composition="staff")).count() == 0
    with refused("organisation.code_taken", code="CSC"):
        body("CSC", sg)
    with refused("organisation.composition_unknown", composition="poets"):
        body("POETS", sg, composition="poets")
    with refused("organisation.already_seated", member="RUS", body="WG"):
        actions.give_seat(queries.body_named("WG"), six["RUS"], by=sg)
    with refused("organisation.not_seated", member="ARM", body="WG"):
        actions.end_seat(queries.body_named("WG"), six["ARM"], by=sg, until_on=date(2020, 1, 1))


def test_representatives_reach_the_bodies_of_their_member_and_no_others():
    sg = secretary_general()
    six = six_members(sg)
    body("CSC", sg)
    body("WG", sg, members=[six["RUS"]], composition="experts")
    for capacity in ("HD", "PR", "DM"):
        assert {t for t in actor(capacity, "member:RUS").tokens if t.startswith("body:")} == {"body:CSC", "body:WG"}
        assert {t for t in actor(capacity, "member:ARM").tokens if t.startswith("body:")} == {"body:CSC"}
    for capacity in ("FP", "OB", "AP", "AD", "PT", "PS", "DR"):
        assert not {t for t in actor(capacity, "member:RUS").tokens if t.startswith("body:")}
    assert {t for t in actor("SG").tokens if t.startswith("body:")} == {"body:CSC", "body:WG"}
    assert {t for t in actor("SB", "body:WG").tokens if t.startswith("body:")} == {"body:WG"}
    assert {t for t in actor("SB").tokens if t.startswith("body:")} == {"body:CSC", "body:WG"}


def test_a_lost_seat_closes_the_body_on_that_day():
    sg = secretary_general()
    six = six_members(sg)
    csc = body("CSC", sg)
    envoy = Person.objects.get(key=actor("PR", "member:ARM").person_key)
    with standing_at(datetime(2030, 1, 1, tzinfo=UTC)):
        assert "body:CSC" in actor_for(envoy, "PR").tokens
        actions.end_seat(csc, six["ARM"], by=sg, until_on=date(2030, 1, 2))
        assert "body:CSC" in actor_for(envoy, "PR").tokens
    with standing_at(datetime(2030, 1, 2, tzinfo=UTC)):
        assert "body:CSC" not in actor_for(envoy, "PR").tokens


def test_bodies_with_their_seats_cost_the_same_for_one_and_five(django_assert_num_queries):
    csto()
    with django_assert_num_queries(2):
        listed = [(one.code, len(one.seats.all())) for one in queries.bodies_with_seats()]
    assert listed == [("CSC", 6), ("CMFA", 6), ("CMD", 6), ("CSSC", 6), ("PC", 6)]
    with django_assert_num_queries(2):
        assert len(queries.bodies_with_seats()[:1][0].seats.all()) == 6


def test_a_partner_has_its_standing():
    sg = secretary_general()
    partner = actions.enter_partner(by=sg, code="UN", short_name=words("United Nations", "ООН"), standing="observer")
    assert list(queries.partners()) == [partner]
    with refused("organisation.standing_unknown", standing="friend"):
        actions.enter_partner(by=sg, code="X", short_name=words("X"), standing="friend")
    with refused("organisation.code_taken", code="UN"):
        actions.enter_partner(by=sg, code="UN", short_name=words("United Nations"))
