"""People, roles and ways in are kept in the browser, from a house that was just founded on."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.foundation.access.actors import capacities_of, the_house
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.foundation.people import codes, opening
from plenary.foundation.people.models import Pending, SignIn
from tests.builders.meetings import bishkek
from tests.builders.people import actor, person
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db

LIST = "/desk/people/"
ADD = "/desk/new-person/add/"


def comes_in(address: str) -> Client:
    """The browser of somebody who follows a set-up link."""
    browser = Client()
    secret = address.partition("link=")[2]
    assert browser.post("/set-up/", {"secret": secret}).status_code == 302
    return browser


def link_on(page: str) -> str:
    found = re.search(r"<bdi dir=\"ltr\">(.+?)</bdi>", page)
    assert found, page
    return html.unescape(found[1])


def shown(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


@pytest.fixture
def ana(db) -> Client:
    """The browser of the first administrator, straight from `plenary init`."""
    officer = opening.FirstOfficer("ana", Words({"en": "Ana"}), (("AD", ""), ("SG", "")))
    (account,) = opening.open_house(officers=[officer])
    return comes_in(f"link={codes.make_link(account)}")


def add(browser: Client, name: str, **more: str):
    typed = {"name_en": name, "capacity": "AD", "scope": "", "sign_in_name": name.lower(), **more}
    return browser.post(ADD, typed)


class TestANewHouse:
    def test_the_only_officer_is_told_so_and_adds_the_second(self, ana):
        assert "You are the only officer so far" in shown(ana.get(LIST))
        boris = comes_in(link_on(shown(add(ana, "Boris", name_ru="Борис"))))
        page = shown(boris.get(LIST))
        assert "You are the only officer so far" not in page
        assert "Appoint a third" in page
        assert Person.objects.get(account__sign_in_name="boris").name == {"en": "Boris", "ru": "Борис"}

    def test_from_then_on_the_second_agrees_and_is_shown_the_link(self, ana):
        boris = comes_in(link_on(shown(add(ana, "Boris"))))
        assert add(ana, "Carla", capacity="DO").status_code == 302
        waiting = Pending.objects.get()
        page = shown(boris.get("/desk/pending/"))
        assert "Add a colleague with a role and a set-up link" in page
        assert "documents officer" in page
        carla = comes_in(link_on(shown(boris.post(f"/desk/pending/{waiting.key}/", {"answer": "agree"}))))
        assert carla.get("/desk/documents/").status_code == 200
        assert carla.get(LIST).status_code == 404

    def test_the_link_is_shown_once(self, ana):
        address = link_on(shown(add(ana, "Boris")))
        boris = Person.objects.get(account__sign_in_name="boris")
        secret = address.partition("link=")[2]
        for page in (LIST, f"{LIST}{boris.key}/", "/desk/pending/", "/desk/trail/"):
            assert secret not in shown(ana.get(page))


class TestARefusalKeepsWhatWasTyped:
    def test_a_delegate_without_a_member(self, ana):
        bishkek()
        answer = add(ana, "Boris", capacity="HD")
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "This role is not held there" in page
        assert 'value="Boris"' in page
        assert not Person.objects.filter(account__sign_in_name="boris").exists()

    def test_a_name_that_is_taken(self, ana):
        answer = add(ana, "Boris", sign_in_name="Ana")
        assert answer.status_code == 422
        assert "Somebody signs in as Ana already" in answer.content.decode()

    def test_nobody_without_a_name(self, ana):
        answer = add(ana, " ")
        assert answer.status_code == 422
        assert "at least one language" in answer.content.decode()


class TestOnePerson:
    @pytest.fixture
    def boris(self, ana) -> Person:
        """A documents officer."""
        add(ana, "Boris", capacity="DO")
        return Person.objects.get(account__sign_in_name="boris")

    def at(self, who: Person, verb: str = "") -> str:
        return f"{LIST}{who.key}/{verb}{'/' if verb else ''}"

    def test_a_role_is_given_for_a_member_and_ended(self, ana, boris):
        bishkek()
        assert 'value="member:RUS"' in shown(ana.get(self.at(boris, "give-role")))
        assert ana.post(self.at(boris, "give-role"), {"capacity": "HD", "scope": "member:RUS"}).status_code == 302
        assert capacities_of(boris) == ["DO", "HD"]
        held = Holding.objects.get(person=boris, capacity="HD")
        assert f"holding={held.key}" in shown(ana.get(self.at(boris)))
        assert ana.post(self.at(boris, "end-role"), {"holding": held.key}).status_code == 302
        assert capacities_of(boris) == ["DO"]

    def test_a_name_is_corrected_and_the_record_keeps_the_old_one(self, ana, boris):
        ana.post("/me/capacity/", {"capacity": "SG"})
        shown(ana.get(self.at(boris, "correct")))
        answer = ana.post(self.at(boris, "correct"), {"name_en": "Boris Petrov", "sort_name_en": "Petrov, Boris"})
        assert answer.status_code == 302
        boris.refresh_from_db()
        assert boris.name == {"en": "Boris Petrov"}
        told = Entry.objects.get(verb="people.person.corrected").facts
        assert (told["before"]["name"], told["after"]["name"]) == ({"en": "Boris"}, {"en": "Boris Petrov"})

    def test_who_is_shut_out_is_out_with_the_next_request_and_may_come_back(self, ana, boris):
        browser = comes_in(f"link={codes.new_link(boris.account, by=the_house()).secret}")
        assert browser.get("/desk/documents/").status_code == 200
        assert ana.post(self.at(boris, "shut-out")).status_code == 302
        assert browser.get("/desk/documents/").status_code == 302
        assert not SignIn.objects.filter(account=boris.account, ended_at__isnull=True).exists()
        assert "This person is shut out" in shown(ana.get(self.at(boris)))
        assert ana.post(self.at(boris, "let-in")).status_code == 302
        assert comes_in(link_on(shown(ana.post(self.at(boris, "link"))))).get("/desk/documents/").status_code == 200

    def test_a_code_is_handed_out_at_the_desk(self, ana, boris):
        page = shown(ana.post(self.at(boris, "code")))
        code = re.search(r"lead num\">(\w{4} \w{4})<", page)[1]
        answer = Client().post("/sign-in/", {"name": "boris", "code": code})
        assert answer.status_code == 302

    def test_a_person_of_the_house_is_invited(self, ana):
        guest = person("Guest")
        assert "cannot sign in" in shown(ana.get(self.at(guest)))
        link_on(shown(ana.post(self.at(guest, "invite"), {"sign_in_name": "guest"})))
        assert Account.objects.get(person=guest).is_active

    @pytest.mark.parametrize("verb", ["link", "replace-keys", "code", "shut-out", "let-in", "end-sign-ins"])
    def test_who_has_no_way_in_has_none_to_change(self, ana, verb):
        guest = person("Guest")
        assert f"/{verb}/" not in shown(ana.get(self.at(guest)))
        answer = ana.post(self.at(guest, verb), {"reason": "The phone was stolen"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Guest has no way in yet. Let this person sign in first; nothing was changed." in page
        assert verb != "end-sign-ins" or "The phone was stolen" in page


class TestTheList:
    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("q=bori", {"Boris"}),
            ("q=борис", {"Boris"}),
            ("q=GUE", {"Guest"}),
            ("role=DO", {"Boris"}),
            ("role=AD", {"Ana"}),
            ("state=new", {"Boris"}),
            ("state=in", {"Ana", "Boris"}),
            ("state=none", {"Guest"}),
            ("q=nobody", set()),
        ],
    )
    def test_is_narrowed(self, ana, query, names):
        add(ana, "Boris", capacity="DO", name_ru="Борис")
        person("Guest")
        page = shown(ana.get(f"{LIST}?{query}"))
        assert {one.name.said("en") for one in Person.objects.all() if f"{LIST}{one.key}/" in page} == names

    def test_asks_the_database_as_often_for_four_as_for_one(self, ana):
        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                shown(ana.get(LIST))
            return len(asked)

        queries()
        before = queries()
        for name in ("Boris", "Carla", "Dora"):
            add(ana, name, capacity="DO")
        queries()
        assert queries() == before

    def test_is_for_those_who_give_roles(self, db):
        assert browser_of(actor("DO")).get(LIST).status_code == 404
        assert browser_of(actor("SG")).get(LIST).status_code == 200
