"""A wrong name or title is corrected: the entry keeps both, and whoever reads the thing reads of it."""

from datetime import date

import pytest

from plenary.foundation.access.audiences import DESK, PUBLIC
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import BodySeat, Member
from tests.builders.organisation import body, council, member, words
from tests.builders.people import actor, person, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def entry_of(verb: str) -> Entry:
    return Entry.objects.select_related("tree").get(verb=verb)


def test_the_names_of_a_member():
    sg = secretary_general()
    wrong = member("RUS", sg)
    made = actions.correct_member(wrong, by=sg, short_name=words("Russian Federation"), capital=words("Moscow"))
    assert Member.objects.get(pk=wrong.pk).short_name == {"en": "Russian Federation"}
    assert made.version == wrong.version + 1
    entry = entry_of("organisation.member.corrected")
    assert entry.about == wrong.about
    assert entry.tree.audience == PUBLIC
    assert entry.facts["before"] == {
        "short_name": {"en": "Russia", "ru": "Россия"},
        "sort_name": {"en": "Russia", "ru": "Россия"},
        "capital": {},
    }
    assert entry.facts["after"]["capital"] == {"en": "Moscow"}
    assert str(entry.sentence) == "The name of Russian Federation was corrected"


def test_lists_go_on_to_sort_by_a_name_of_their_own():
    sg = secretary_general()
    sorts = actions.admit_member(by=sg, code="NLD", short_name=words("The Netherlands"), sort_name=words("Netherlands"))
    made = actions.correct_member(sorts, by=sg, short_name=words("Netherlands (the)"))
    assert made.sort_name == {"en": "Netherlands"}


def test_nothing_other_and_nothing_at_all_are_refused():
    sg = secretary_general()
    named = member("RUS", sg)
    with refused("organisation.nothing_corrected"):
        actions.correct_member(named, by=sg, short_name=named.short_name)
    with refused("organisation.name_missing", what="member"):
        actions.correct_member(named, by=sg, short_name=Words())
    press = actor("PS")
    with refused("access.not_allowed"):
        actions.correct_member(named, by=press, short_name=words("Rossiya"))


def test_the_names_of_a_body_and_of_a_partner():
    sg = secretary_general()
    made = actions.correct_body(council(sg), by=sg, name=words("Council of Heads"), short_name=words("Council"))
    assert (made.name, made.short_name) == ({"en": "Council of Heads"}, {"en": "Council"})
    assert entry_of("organisation.body.corrected").facts["code"] == "CSC"
    partner = actions.enter_partner(by=sg, code="UN", short_name=words("Untied Nations"), standing="observer")
    put_right = actions.correct_partner(partner, by=sg, short_name=words("United Nations"))
    assert put_right.sort_name == {"en": "United Nations"}
    assert entry_of("organisation.partner.corrected").facts["before"]["short_name"] == {"en": "Untied Nations"}


def test_the_title_of_an_office_stays_at_the_desk_and_that_of_an_officer_does_not():
    sg = secretary_general()
    who = person("Anna Berg")
    held = actions.record_office(who, by=sg, title=words("Mnister"), member=member("RUS", sg))
    actions.correct_office(held, by=actor("PT"), title=words("Minister"))
    assert entry_of("organisation.office.corrected").tree.audience == DESK
    officer = actions.appoint_officer(who, by=sg, title=words("Secretry-General"))
    actions.correct_officer(officer, by=sg, title=words("Secretary-General"))
    entry = entry_of("organisation.officer.corrected")
    assert (entry.tree.audience, str(entry.sentence)) == (
        PUBLIC,
        "The office of Anna Berg was corrected: Secretary-General",
    )


class TestABodyThatEnds:
    def test_takes_its_seats_along(self):
        sg = secretary_general()
        members = [member(code, sg) for code in ("ARM", "BLR")]
        ending = body("WATER", sg, members=members)
        actions.end_body(ending, by=sg, until_on=date(2020, 1, 1), ground="CSC-2019-9")
        assert set(BodySeat.objects.values_list("until_on", flat=True)) == {date(2020, 1, 1)}
        assert not queries.bodies(date(2020, 1, 1)).filter(pk=ending.pk).exists()
        assert entry_of("organisation.body.ended").facts["ground"] == "CSC-2019-9"

    def test_does_not_end_twice_or_before_it_began_or_over_others(self):
        sg = secretary_general()
        ending = body("WATER", sg, members=[], from_on=date(2019, 1, 1))
        under = body("LAKES", sg, members=[], parent=ending)
        with refused("organisation.ends_before_it_begins"):
            actions.end_body(ending, by=sg, until_on=date(2018, 1, 1))
        with refused("organisation.body_has_others_under_it", body="WATER"):
            actions.end_body(ending, by=sg, until_on=date(2020, 1, 1))
        actions.end_body(under, by=sg, until_on=date(2020, 1, 1))
        actions.end_body(ending, by=sg, until_on=date(2020, 1, 1))
        with refused("organisation.already_ended", until="2020-01-01"):
            actions.end_body(ending, by=sg, until_on=date(2021, 1, 1))
