"""A delegation keeps its own list: hands it in, puts people on it, takes them off, hands in credentials."""

from __future__ import annotations

import pytest

from plenary.foundation.access.models import Person
from plenary.offices.meetings.models import Delegate, Delegation
from plenary.offices.organisation.models import Member
from tests.builders import meetings as building
from tests.builders.people import actor
from tests.interfaces.web.workspace.conftest import browser_of

PAGE = "/w/delegation/"


@pytest.fixture
def clerk(summit):
    """The focal point of Russia."""
    return browser_of(building.clerk(Member.objects.get(code="RUS")))


def add(summit, code="RUS"):
    return f"/w/delegations/{summit.delegations[code].key}/add/"


def test_one_sees_ones_own_list_and_no_other(summit, clerk):
    page = clerk.page(PAGE)
    assert "Head of RUS" in page
    assert "accepted" in page
    assert "Head of KAZ" not in page


def test_a_person_is_put_on_the_list(summit, clerk):
    page = clerk.done(add(summit), name="Ivan Adviser", title="adviser on texts", role="adviser", office_class="other")
    assert "Ivan Adviser is on the list: adviser." in page
    line = Delegate.objects.get(delegation=summit.delegations["RUS"], role="adviser")
    assert line.title == {"en": "adviser on texts"}


def test_a_person_known_from_another_list_is_chosen_and_nobody_elses_are_offered(summit, clerk):
    page = clerk.page(add(summit))
    assert "Head of RUS" in page
    assert "Head of KAZ" not in page


def test_who_acts_for_the_member_is_offered_and_listed_as_the_same_person(summit, clerk):
    """A second person of that name would sit on the list, and whoever signs in would have no vote."""
    acting = Person.objects.get(key=actor("PR", "member:RUS", name="Vera Acting").person_key)
    other = Person.objects.get(key=actor("PR", "member:KAZ", name="Kira Other").person_key)
    page = clerk.page(add(summit))
    assert f'<option value="{acting.key}">Vera Acting</option>' in page
    assert other.key not in page
    clerk.done(add(summit), name=" vera  ACTING", title="envoy", role="adviser", office_class="other")
    line = Delegate.objects.get(delegation=summit.delegations["RUS"], role="adviser")
    assert line.person == acting


def test_a_second_head_is_refused_and_nothing_of_it_is_kept(summit, clerk):
    before = Person.objects.count()
    page = clerk.refused(add(summit), name="Another Head", title="president", role="head", office_class="head_of_state")
    assert "Another Head" in page
    assert 'value="president"' in page
    assert 'role="alert"' in page
    assert Person.objects.count() == before


def test_a_name_is_wanted(summit, clerk):
    assert "Choose a person or type a name." in clerk.refused(
        add(summit), title="x", role="member", office_class="other"
    )


def test_a_person_is_taken_off_the_list_after_it_is_said_once_more(summit, clerk):
    line = building.delegate(summit, "RUS", "Leaving Person")
    address = f"/w/delegates/{line.key}/take-off/"
    assert "The line stays in the record." in clerk.page(address)
    assert "Leaving Person" not in clerk.done(address)
    line.refresh_from_db()
    assert line.left_list_at is not None
    clerk.page(address, 404)


def test_credentials_are_handed_in_once(summit, clerk):
    line = building.delegate(summit, "RUS", "New Minister", office_class="foreign_minister")
    address = f"/w/delegates/{line.key}/credentials/"
    assert "handed in, not yet examined" in clerk.done(address, ground="Letter of 20 November")
    page = clerk.refused(address, ground="Letter of 21 November")
    assert "Letter of 21 November" in page
    line.refresh_from_db()
    assert line.credentials.ground == {"en": "Letter of 20 November"}


def test_only_an_alternate_is_designated(summit, clerk):
    alternate = building.delegate(summit, "RUS", "An Alternate", role="alternate")
    assert "acts with the rights of the head" in clerk.done(f"/w/delegates/{alternate.key}/designate/")
    plain = building.delegate(summit, "RUS", "A Member")
    assert 'role="alert"' in clerk.refused(f"/w/delegates/{plain.key}/designate/")
    clerk.page(f"/w/delegates/{plain.key}/something/", 404)


def test_the_list_of_another_member_is_not_found(summit, clerk):
    other = summit.heads["KAZ"]
    clerk.page(add(summit, "KAZ"), 404)
    clerk.page(f"/w/delegates/{other.key}/take-off/", 404)
    assert clerk.post(f"/w/delegates/{other.key}/take-off/").status_code == 404
    other.refresh_from_db()
    assert other.left_list_at is None


def test_a_member_of_a_delegation_reads_the_list_and_writes_nothing(summit):
    adviser = building.delegate_actor(building.delegate(summit, "RUS", "Quiet Adviser"), "DM")
    browser = browser_of(adviser)
    page = browser.page(PAGE)
    assert "Quiet Adviser" in page
    assert "Take off the list" not in page
    browser.page(add(summit), 404)


def test_a_list_is_begun_for_a_session_without_one(summit, clerk):
    building.session(summit.bodies, ref="CSC-2020-1", audience="members")
    assert "Begin the list" in clerk.page(PAGE)
    page = clerk.done("/w/delegation/CSC-2020-1/begin/", member="RUS")
    assert "The list is begun." in page
    assert Delegation.objects.filter(session__ref="CSC-2020-1", member__code="RUS").count() == 1
    assert 'role="alert"' in clerk.refused("/w/delegation/CSC-2020-1/begin/", member="RUS")
    assert clerk.post("/w/delegation/CSC-2020-1/begin/", {"member": "KAZ"}).status_code == 404


def test_the_list_of_the_last_meeting_is_copied_whole_to_an_empty_one(summit, clerk):
    building.delegate(summit, "RUS", "Foreign Minister", office_class="foreign_minister")
    building.session(summit.bodies, ref="CSC-2020-1", audience="members")
    clerk.done("/w/delegation/CSC-2020-1/begin/", member="RUS")
    assert "Copy the list of: Council in Bishkek" in clerk.page(PAGE)
    made = Delegation.objects.get(session__ref="CSC-2020-1")
    former = summit.delegations["RUS"]
    assert clerk.post(f"/w/delegations/{made.key}/copy/", {"former": summit.delegations["KAZ"].key}).status_code == 404
    clerk.done(f"/w/delegations/{made.key}/copy/", former=former.key)
    names = [line.person.name.said() for line in made.delegates.order_by("order")]
    assert names == ["Head of RUS", "Foreign Minister"]
    assert "Copy the list" not in clerk.page(PAGE)
    clerk.refused(f"/w/delegations/{made.key}/copy/", former=former.key)
    assert made.delegates.count() == 2


def test_the_desk_and_an_observer_have_no_delegation_page(summit):
    for by in (building.actor("SG"), building.actor("OB", "partner:UN")):
        browser_of(by).page(PAGE, 404)


def test_the_page_asks_as_much_for_six_persons_as_for_one(summit, clerk, queries):
    few = queries(clerk, PAGE)
    for number in range(6):
        building.delegate(summit, "RUS", f"Person {number}")
    assert queries(clerk, PAGE) == few
