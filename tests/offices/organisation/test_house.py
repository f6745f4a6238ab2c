"""Setting the house up, and the persons in it."""

from datetime import date

import pytest

from plenary.foundation.access.actors import the_house
from plenary.foundation.access.models import Person
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import Organisation
from tests.builders.organisation import house, member, words
from tests.builders.people import actor, person, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def test_the_organisation_is_founded_once():
    sg = secretary_general()
    founded = house(sg)
    assert queries.the_organisation() == founded
    assert (founded.code, founded.zone, founded.official_languages) == ("csto", "Europe/Moscow", ["ru"])
    assert founded.name.said("ru") == "Организация Договора о коллективной безопасности"
    assert [e.verb for e in Entry.objects.all()] == ["organisation.house.founded"]
    with refused("organisation.already_founded", code="csto"):
        house(sg)


def test_before_it_is_founded_there_is_no_organisation():
    with refused("organisation.not_founded"):
        queries.the_organisation()


def test_an_unpeopled_house_sets_itself_up_and_a_peopled_one_does_not():
    founded = house(the_house())
    assert Organisation.objects.get() == founded
    actor("DO")
    with refused("access.not_allowed", row="keep_organisation"):
        actions.admit_member(by=the_house(), code="ARM", short_name=words("Armenia"))


@pytest.mark.parametrize(
    "capacity", ["SB", "DO", "PO", "HD", "DM", "FP", "PR", "IN", "PT", "DR", "FI", "PS", "AP", "OB", "PU"]
)
def test_others_do_not_keep_the_books(capacity):
    stranger = actor(capacity)
    with refused("access.not_allowed", row="keep_organisation"):
        actions.admit_member(by=stranger, code="ARM", short_name=words("Armenia"))


def test_an_administrator_proposes_and_the_legal_officer_confirms():
    pending = pairs.perform(
        actions.admit_member,
        by=actor("AD"),
        code="ARM",
        short_name=words("Armenia", "Армения"),
        from_on=date(2003, 9, 18),
    )
    assert isinstance(pending, Pending)
    assert not queries.members(date(2019, 11, 28)).exists()
    pairs.confirm(pending, by=actor("LD"))
    admitted = queries.members(date(2019, 11, 28)).get()
    assert (admitted.code, admitted.short_name.said("ru")) == ("ARM", "Армения")


def test_a_person_is_corrected_and_the_old_name_stays_in_the_record():
    sg = secretary_general()
    entered = actions.enter_person(by=sg, name=words("Sooronbay Jeenbekov"))
    corrected = actions.correct_person(entered, by=sg, name=words("Sooronbai Jeenbekov"))
    assert Person.objects.get(pk=entered.pk).name == {"en": "Sooronbai Jeenbekov"}
    assert corrected.version == entered.version + 1
    entry = Entry.objects.get(verb="people.person.corrected")
    assert entry.facts == {
        "name": {"en": "Sooronbai Jeenbekov"},
        "before": {"name": {"en": "Sooronbay Jeenbekov"}},
        "after": {"name": {"en": "Sooronbai Jeenbekov"}},
    }
    with refused("organisation.nothing_corrected"):
        actions.correct_person(corrected, by=sg, name=words("Sooronbai Jeenbekov"))
    with refused("organisation.name_missing", what="person"):
        actions.correct_person(corrected, by=sg, name=Words())


@pytest.mark.parametrize(
    ("capacity", "scopes"), [("FP", ("member:RUS",)), ("HD", ("member:RUS",)), ("PT", ()), ("SG", ())]
)
def test_who_lists_or_accredits_enters_persons(capacity, scopes):
    entered = actions.enter_person(by=actor(capacity, *scopes), name=words("Sergei Lavrov"))
    assert entered.name.said("en") == "Sergei Lavrov"


def test_the_door_enters_nobody():
    desk = actor("DR")
    with refused("access.not_allowed"):
        actions.enter_person(by=desk, name=words("Sergei Lavrov"))


def test_an_office_is_kept_as_printed():
    sg, rus, envoy = secretary_general(), member("RUS"), person("Viktor Shvedov")
    held = actions.record_office(
        envoy,
        by=sg,
        member=rus,
        title=words("permanent representative at the OSCE"),
        office_class="permanent_representative",
        note=words("the source names another organisation"),
    )
    assert [one.title.said("en") for one in queries.officials_of(rus)] == ["permanent representative at the OSCE"]
    assert list(queries.offices_of([envoy.key])) == [held]
    actions.end_office(held, by=sg, until_on=date(2020, 1, 1))
    assert list(queries.officials_of(rus, date(2019, 12, 31))) == [held]
    assert list(queries.officials_of(rus, date(2020, 1, 1))) == []
    with refused("organisation.office_of_whom"):
        actions.record_office(envoy, by=sg, title=words("adviser"))


def test_an_officer_serves_for_a_period():
    sg, someone = secretary_general(), person("Valery Semerikov")
    officer = actions.appoint_officer(someone, by=sg, title=words("acting secretary-general"), from_on=date(2019, 1, 1))
    assert list(queries.officers(on=date(2019, 6, 1))) == [officer]
    actions.end_officer(officer, by=sg, until_on=date(2020, 1, 1))
    assert list(queries.officers(on=date(2020, 1, 1))) == []
    with refused("organisation.already_ended", until="2020-01-01"):
        actions.end_officer(officer, by=sg, until_on=date(2020, 2, 1))
