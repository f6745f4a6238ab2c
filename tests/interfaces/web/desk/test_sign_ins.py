"""One's own sign-ins are listed and ended, one or all; an officer ends those of somebody whose device is gone."""

import pytest
from django.test import Client

from plenary.foundation.access.actors import the_house
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.journal.models import Entry
from plenary.foundation.people import codes
from plenary.foundation.people.models import SignIn
from plenary.interfaces.web.people.devices import device_said
from tests.builders.people import actor, person
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 "
    "Mobile/15E148 Safari/604.1"
)
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0 Safari/537.36 Edg/129.0"


@pytest.fixture
def boris(db) -> Account:
    """A documents officer who may sign in."""
    who = person("Boris")
    Holding.objects.create(person=who, capacity="DO")
    return Account.objects.create(person=who, sign_in_name="boris")


def comes_in(account: Account, agent: str = LAPTOP, address: str = "203.0.113.77") -> Client:
    browser = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    secret = codes.new_link(account, by=the_house()).secret
    assert browser.post("/set-up/", {"secret": secret}).status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/me/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (PHONE, "Safari, iPhone"),
        (LAPTOP, "Firefox, Windows"),
        (EDGE, "Edge, Windows"),
        ("curl/8.0", ""),
        ("", ""),
        ("<script>alert(1)</script> Linux", "Linux"),
    ],
)
def test_of_what_a_browser_says_two_names_are_kept(agent, said):
    assert device_said(agent) == said


def test_the_list_says_where_from_and_no_whole_address(boris):
    browser = comes_in(boris, PHONE)
    page = browser.get("/me/").content.decode()
    for words in ("set-up link", "Safari, iPhone", "203.0.113.0/24", "documents officer", "here"):
        assert words in page
    kept = SignIn.objects.values_list("network", "device").get()
    assert kept == ("203.0.113.0/24", "Safari, iPhone")
    assert "203.0.113.77" not in page


def test_one_is_ended_elsewhere(boris):
    here, there = comes_in(boris), comes_in(boris, PHONE)
    other = SignIn.objects.latest("pk")
    assert here.post(f"/me/sign-ins/{other.key}/").status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)


def test_all_the_others_are_ended_and_this_one_stays(boris):
    here, *others = [comes_in(boris) for _ in range(4)]
    assert here.post("/me/sign-ins/").status_code == 302
    assert is_in(here)
    assert not any(map(is_in, others))


def test_nobody_ends_those_of_another_as_their_own(boris):
    theirs = comes_in(boris)
    stranger = browser_of(actor("SB", "body:CSC"))
    assert stranger.post(f"/me/sign-ins/{SignIn.objects.earliest('pk').key}/").status_code == 404
    stranger.post("/me/sign-ins/")
    assert is_in(theirs)


def test_an_officer_ends_them_alone_and_the_record_says_why(boris):
    phone, laptop = comes_in(boris, PHONE), comes_in(boris)
    officer = browser_of(actor("AD", name="Ana"))
    page = officer.get(f"/desk/people/{boris.person.key}/").content.decode()
    assert all(device in page for device in ("Safari, iPhone", "Firefox, Windows"))
    act = f"/desk/people/{boris.person.key}/end-sign-ins/"
    assert officer.post(act, {"reason": ""}).status_code == 422
    assert officer.post(act, {"reason": "The phone was stolen at the airport."}).status_code == 302
    assert not is_in(phone)
    assert not is_in(laptop)
    told = Entry.objects.get(verb="people.sign_ins.ended")
    assert (told.actor_name, told.facts["count"], told.facts["reason"]) == (
        "Ana",
        2,
        "The phone was stolen at the airport.",
    )
    assert is_in(comes_in(boris)), "the account itself stays open"


def test_who_gives_no_roles_ends_none(boris):
    theirs = comes_in(boris)
    officer = browser_of(actor("DO", name="Another"))
    person_key = Person.objects.get(account=boris).key
    assert officer.post(f"/desk/people/{person_key}/end-sign-ins/", {"reason": "x"}).status_code == 404
    assert is_in(theirs)
