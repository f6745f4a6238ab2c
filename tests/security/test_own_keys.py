"""A stolen cookie adds no key and takes none away: each change asks for one of the keys that there are (P21, P22)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from plenary.foundation.access.actors import actor_for
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.journal.models import Entry
from plenary.foundation.people import codes, own_keys, pairs
from plenary.foundation.people.models import Passkey, Proof, SignIn
from plenary.foundation.people.signing_in import sign_in
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from tests.builders.people import opened_house
from tests.foundation.people.device import SoftKey

pytestmark = pytest.mark.django_db

ADD, PROVE = "/me/keys/", "/sign-in/passkey/"
UNKNOWN = "This way in is not known"
FIRST_USE_ONE = "first use one that you have"


@pytest.fixture
def house() -> dict[str, Account]:
    return opened_house()


def asked(browser: Client, address: str) -> dict:
    """What the house asks the device for, or the sentence with which it refuses."""
    return browser.post(address, "", content_type="application/json").json()


def sent(browser: Client, address: str, answer: dict):
    return browser.post(address, answer, content_type="application/json")


def by_link(account: Account) -> Client:
    browser = Client()
    assert browser.post("/set-up/", {"secret": codes.make_link(account)}).status_code == 302
    return browser


def with_key(account: Account) -> SoftKey:
    """The first key of a person."""
    browser, key = by_link(account), SoftKey()
    assert sent(browser, ADD, key.made(asked(browser, ADD))).json() == {"go": "/me/"}
    return key


def comes_by(key: SoftKey) -> Client:
    browser = Client()
    assert sent(browser, PROVE, key.proof(asked(browser, PROVE))).status_code == 200
    return browser


def came_by(account: Account, means: str) -> Client:
    browser = Client()
    session = browser.session
    session[SIGN_IN_KEY] = sign_in(account, means=means, session_key="").key
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return browser


def copy_of(browser: Client) -> Client:
    thief = Client()
    thief.cookies.load({name: morsel.value for name, morsel in browser.cookies.items()})
    return thief


def shown(browser: Client, key: SoftKey, address: str = ADD):
    """Use a key that there is; the answer to it."""
    wanted = asked(browser, address)
    assert wanted["kind"] == "prove"
    return sent(browser, address, key.proof(wanted))


def is_in(browser: Client) -> bool:
    return browser.get("/me/").status_code == 200


class TestAStolenCookie:
    def test_adds_no_key(self, house):
        key = with_key(house["general"])
        thief, own = copy_of(comes_by(key)), SoftKey()
        wanted = asked(thief, ADD)
        assert wanted["kind"] == "prove"
        assert len(wanted["publicKey"]["allowCredentials"]) == 1
        for answer in (own.made(wanted), own.proof(wanted)):
            refused = sent(thief, ADD, answer)
            assert refused.status_code == 422
            asked(thief, ADD)
        # Nor with the challenge of another page.
        assert sent(thief, ADD, own.made(asked(thief, PROVE))).status_code == 422
        assert FIRST_USE_ONE in sent(thief, ADD, own.made(asked(thief, PROVE))).json()["sentence"]
        assert Passkey.objects.count() == 1
        nobody = Client()
        assert sent(nobody, PROVE, own.proof(asked(nobody, PROVE))).status_code == 422

    def test_removes_none(self, house):
        first = with_key(house["general"])
        owner, second = comes_by(first), SoftKey()
        sent(owner, ADD, second.made(shown(owner, first).json()))
        thief, own = copy_of(owner), SoftKey()
        for passkey in Passkey.objects.all():
            address = f"{ADD}{passkey.key}/"
            plain = thief.post(address, {"by": "form"})
            assert plain.status_code == 422
            assert FIRST_USE_ONE in plain.content.decode()
            assert UNKNOWN in sent(thief, address, own.proof(asked(thief, address))).json()["sentence"]
            assert sent(thief, address, own.proof(asked(thief, ADD))).status_code == 422
        assert Passkey.objects.count() == 2

    def test_is_dead_once_its_owner_used_a_key(self, house):
        key = with_key(house["general"])
        owner = comes_by(key)
        thief = copy_of(owner)
        assert shown(owner, key).status_code == 200
        assert (is_in(thief), is_in(owner)) == (False, True)
        assert sent(thief, ADD, SoftKey().made({"publicKey": {"challenge": "AAAA"}})).status_code != 200
        assert Passkey.objects.count() == 1

    def test_of_somebody_who_came_by_a_code_adds_none_to_the_keys_there_are(self, house):
        with_key(house["general"])
        general, keeper = actor_for(house["general"].person, "SG"), actor_for(house["keeper"].person, "AD")
        code = pairs.confirm(pairs.perform(codes.hand_out_code, by=general, account=house["general"]), by=keeper)
        thief = Client()
        assert thief.post("/sign-in/", {"name": "general", "code": code}).status_code == 302
        assert asked(thief, ADD)["kind"] == "prove"


class TestItsOwner:
    def test_uses_one_key_and_adds_another(self, house):
        first, second = with_key(house["general"]), SoftKey()
        owner = comes_by(first)
        wanted = shown(owner, first).json()
        assert wanted["kind"] == "add"
        assert sent(owner, ADD, second.made(wanted)).json() == {"go": "/me/"}
        assert is_in(comes_by(second))
        verbs = Entry.objects.filter(verb__startswith="people.key.").order_by("pk").values_list("verb", flat=True)
        assert list(verbs) == ["people.key.added", "people.key.shown", "people.key.added"]

    def test_may_press_again_while_it_holds(self, house):
        """A browser that wants a press for each question: the first proof stands."""
        first, second = with_key(house["general"]), SoftKey()
        owner = comes_by(first)
        shown(owner, first)
        wanted = asked(owner, ADD)
        assert wanted["kind"] == "add"
        assert sent(owner, ADD, second.made(wanted)).status_code == 200

    def test_one_use_is_for_one_change(self, house):
        first, second = with_key(house["general"]), SoftKey()
        owner = comes_by(first)
        sent(owner, ADD, second.made(shown(owner, first).json()))
        assert not Proof.objects.exists()
        assert asked(owner, ADD)["kind"] == "prove"
        shown(owner, first)
        old = Passkey.objects.order_by("pk")[0]
        assert owner.post(f"{ADD}{old.key}/", {"by": "form"}).status_code == 422, "shown for adding, not for this"
        assert Passkey.objects.count() == 2

    def test_one_use_holds_five_minutes(self, house):
        first = with_key(house["general"])
        owner = comes_by(first)
        wanted = shown(owner, first).json()
        Proof.objects.update(proved_at=real_now() - own_keys.HOLDS - timedelta(seconds=1))
        refused = sent(owner, ADD, SoftKey().made(wanted))
        assert refused.status_code == 422
        assert FIRST_USE_ONE in refused.json()["sentence"]
        assert asked(owner, ADD)["kind"] == "prove"

    def test_removes_a_lost_one_by_the_other(self, house):
        first, second = with_key(house["general"]), SoftKey()
        owner = comes_by(first)
        sent(owner, ADD, second.made(shown(owner, first).json()))
        lost, kept = Passkey.objects.order_by("pk")
        assert shown(owner, second, f"{ADD}{lost.key}/").json() == {"go": "/me/"}
        assert list(Passkey.objects.all()) == [kept]
        assert "last key" in asked(owner, f"{ADD}{kept.key}/")["sentence"]

    @pytest.mark.parametrize(
        ("means", "sentence"),
        [
            ("provider", "a passkey counts for more"),
            ("password", "by a set-up link or a code from the desk"),
            ("demonstration", "by a set-up link or a code from the desk"),
        ],
    )
    def test_adds_the_first_one_in_no_other_sign_in(self, house, settings, means, sentence):
        settings.DEMONSTRATION = False
        browser = came_by(house["general"], means)
        refused = sent(browser, ADD, SoftKey().made(asked(browser, ADD)))
        assert refused.status_code == 422
        assert sentence in refused.json()["sentence"]

    @pytest.mark.parametrize("means", ["link", "desk_code"])
    def test_adds_the_first_one_in_a_sign_in_by_hand(self, house, means):
        browser = came_by(house["general"], means)
        assert sent(browser, ADD, SoftKey().made(asked(browser, ADD))).status_code == 200

    def test_is_not_asked_in_a_demonstration(self, house, settings):
        settings.DEMONSTRATION = True
        browser = came_by(house["general"], "demonstration")
        for _ in range(2):
            wanted = asked(browser, ADD)
            assert wanted["kind"] == "add"
            assert sent(browser, ADD, SoftKey().made(wanted)).status_code == 200
        old = Passkey.objects.order_by("pk")[0]
        assert browser.post(f"{ADD}{old.key}/", {"by": "form"}).status_code == 302
        assert Passkey.objects.count() == 1
        settings.DEMONSTRATION = False
        assert asked(browser, ADD)["kind"] == "prove"

    def test_has_no_use_of_the_key_of_another(self, house):
        first, other = with_key(house["general"]), with_key(house["keeper"])
        owner = comes_by(first)
        assert UNKNOWN in shown(owner, other).json()["sentence"]
        assert SignIn.objects.latest("pk").proofs.count() == 0
        theirs = Passkey.objects.get(account=house["keeper"])
        assert owner.post(f"{ADD}{theirs.key}/", {"by": "form"}).status_code == 404
