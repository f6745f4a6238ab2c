"""Letters and the calendar's key on a person's own page, and the queue at the desk."""

import re

import pytest

from plenary.foundation.access.models import Person
from plenary.foundation.clock import real_now
from plenary.foundation.notices import addresses
from plenary.foundation.notices.models import CalendarKey, Letter, Mailbox
from plenary.foundation.notices.sending import Deliverer
from plenary.interfaces.mail.writing import write_what_waits
from tests.builders.people import actor, person
from tests.foundation.notices.conftest import letter, reader, server
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db
__all__ = ["server"]

PAGE, DESK = "/me/letters/", "/desk/house/letters/"


def shown(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


@pytest.fixture
def anna(server):
    return browser_of(actor("HD", "member:RUS", name="Anna Berg"))


def test_an_address_is_given_and_confirmed(anna, server):
    answer = anna.post(f"{PAGE}address/", {"address": "anna@mail.example", "language": "en"}, follow=True)
    assert "A letter with a code went to anna@mail.example." in shown(answer)
    write_what_waits()
    Deliverer().deliver()
    text = server.messages[0].decode()
    (code,) = re.findall(r"\b([A-Z2-9]{8})\b(?=\r?\n)", text)
    assert "Look again" in shown(anna.post(f"{PAGE}code/", {"code": "AAAAAAAA"}), 422)
    assert "Your address is confirmed" in shown(anna.post(f"{PAGE}code/", {"code": code}, follow=True))
    assert Mailbox.objects.get().address == "anna@mail.example"
    assert "Your address is erased" in shown(anna.post(f"{PAGE}erase/", follow=True))
    assert Mailbox.objects.count() == 0


def test_what_was_typed_stays_on_a_refusal(anna):
    page = shown(anna.post(f"{PAGE}address/", {"address": "anna at home", "language": "ru"}), 422)
    assert 'value="anna at home"' in page
    assert "This is not one plain e-mail address." in page
    assert re.search(r'<option value="ru" selected>', page)


def test_a_choice_is_kept(anna):
    wishes = {"paper": "at_once", "changed": "digest", "silence": "at_once", "listed": "never", "second": "never"}
    assert "Your choice is kept." in shown(anna.post(f"{PAGE}wishes/", {**wishes, "language": "en"}, follow=True))
    assert addresses.wishes_of(next(one for one in Person.objects.all() if str(one.name) == "Anna Berg")) == wishes


def test_a_choice_that_there_is_not_is_told_beside_it(anna):
    page = shown(anna.post(f"{PAGE}wishes/", {"paper": "twice", "language": "en"}), 422)
    assert "faulty" in page


def test_the_key_of_the_calendar_is_shown_once_and_withdrawn(anna):
    page = shown(anna.post(f"{PAGE}calendar/"))
    (address,) = re.findall(r'<bdi dir="ltr">(http://\S+\.ics)</bdi>', page)
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert anna.get(address).status_code == 200
    assert secret not in shown(anna.get(PAGE))
    assert "The key is withdrawn." in shown(anna.post(f"{PAGE}withdraw/", follow=True))
    assert (CalendarKey.objects.count(), anna.get(address).status_code) == (0, 404)


def test_an_act_that_there_is_not_is_nowhere(anna):
    assert anna.post(f"{PAGE}nothing/").status_code == 404


class TestTheDesk:
    def test_mail_is_tested_by_a_letter_to_oneself(self, server):
        by = actor("AD")
        browser = browser_of(by)
        refused = shown(browser.post(f"{DESK}send-test/"), 422)
        assert "There is no address for letters here." in refused
        Mailbox.objects.create(
            person=Person.objects.get(key=by.person_key), address="a@b.example", language="en", confirmed_at=real_now()
        )
        assert "is on its way" in shown(browser.post(f"{DESK}send-test/", follow=True))
        write_what_waits()
        Deliverer().deliver()
        assert "not yet" not in shown(browser.get(DESK))
        assert len(server.stored()) == 1

    def test_an_uncertain_letter_stands_in_the_work_queue_until_somebody_decides(self, server):
        one, two = letter(reader(1), state="uncertain"), letter(reader(2), state="given_up")
        browser = browser_of(actor("AD"))
        assert "2 letters did not go out for certain" in shown(browser.get("/desk/"))
        assert "waits to be sent again" in shown(browser.post(f"{DESK}send-again/", {"letter": one.key}, follow=True))
        assert "The letter is not sent." in shown(browser.post(f"{DESK}let-go/", {"letter": two.key}, follow=True))
        assert list(Letter.objects.order_by("pk").values_list("state", flat=True)) == ["waiting", "let_go"]
        assert "did not go out" not in shown(browser.get("/desk/"))

    def test_others_find_no_such_page(self, server):
        browser = browser_of(actor("DO"))
        assert [browser.get(DESK).status_code, browser.post(f"{DESK}send-test/").status_code] == [404, 404]

    def test_an_officer_enters_and_erases_an_address(self, server):
        who = person("Anna Berg")
        browser = browser_of(actor("AD"))
        page = f"/desk/people/{who.key}/"
        typed = {"address": "anna@mail.example", "language": "ru"}
        assert "anna@mail.example" in shown(browser.post(f"{page}enter-address/", typed, follow=True))
        assert Mailbox.objects.get().language == "ru"
        assert "No address, so no letter" in shown(browser.post(f"{page}erase-address/", follow=True))

    def test_no_address_stands_on_the_page_of_the_queue(self, server):
        letter(reader(1), state="uncertain")
        assert "mail.example" not in shown(browser_of(actor("AD")).get(DESK))
