"""A key for a script is made by its owner, who shows a passkey first; it opens texts and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from plenary.foundation.access.actors import actor_for
from plenary.foundation.clock import real_now
from plenary.foundation.people import own_keys, script_keys
from plenary.foundation.people.models import ScriptKey, SignIn
from plenary.foundation.people.signing_in import end_sign_ins, sign_in
from plenary.procedure.refusal import NotHere
from tests.builders.people import actor_of, opened_house
from tests.offices.refusals import refused
from tests.security.test_own_keys import asked, by_link, comes_by, sent, with_key

pytestmark = pytest.mark.django_db

MAKE = "/me/script-keys/"
FORM = {"name": "Nightly export", "days": "30"}
SECRET = re.compile(r"plenary_[A-Za-z0-9_-]{43}")


@pytest.fixture
def house():
    return opened_house()


def asks_by(secret: str) -> int:
    return Client().get("/api/v1/documents", headers={"Authorization": f"Bearer {secret}"}).status_code


class TestMaking:
    def test_a_passkey_is_shown_first_and_opens_one_key(self, house):
        key = with_key(house["general"])
        browser = comes_by(key)
        without = browser.post(MAKE, FORM)
        assert without.status_code == 422
        assert ScriptKey.objects.count() == 0
        assert sent(browser, MAKE, key.proof(asked(browser, MAKE))).json() == {"go": MAKE}
        made = browser.post(MAKE, FORM).content.decode()
        (secret,) = SECRET.findall(made)
        assert asks_by(secret) == 200
        assert SECRET.search(browser.get(MAKE).content.decode()) is None
        assert browser.post(MAKE, FORM).status_code == 422
        assert ScriptKey.objects.count() == 1

    def test_only_a_digest_of_it_is_kept(self, house):
        browser = by_link(house["general"])
        (secret,) = SECRET.findall(browser.post(MAKE, FORM).content.decode())
        kept = ScriptKey.objects.get()
        assert secret not in str(vars(kept))
        assert len(kept.secret_hash) == 64

    @pytest.mark.parametrize(
        "typed", [{"name": "", "days": "30"}, {"name": "x", "days": "91"}, {"name": "x", "days": "0"}]
    )
    def test_what_cannot_be_made_is_said_in_the_form(self, house, typed):
        assert by_link(house["general"]).post(MAKE, typed).status_code == 422
        assert ScriptKey.objects.count() == 0

    def test_nobody_makes_one_for_another_and_there_is_an_end(self, house):
        begun = sign_in(house["general"], means=SignIn.Means.LINK, session_key="s")
        by = actor_for(house["general"].person, begun.capacity, sign_in=begun.key)
        with pytest.raises(NotHere):
            script_keys.make_script_key(house["keeper"], by=by, name="x", days=1)
        for number in range(script_keys.AT_MOST):
            script_keys.make_script_key(house["general"], by=by, name=f"{number}", days=1)
        with refused("people.script_keys_enough", most=script_keys.AT_MOST):
            script_keys.make_script_key(house["general"], by=by, name="x", days=1)


class TestItsEnd:
    @pytest.fixture
    def secret(self, house):
        (secret,) = SECRET.findall(by_link(house["general"]).post(MAKE, FORM).content.decode())
        return secret

    def test_its_owner_withdraws_it(self, house, secret):
        key = ScriptKey.objects.get()
        other = by_link(house["keeper"])
        assert other.post(f"{MAKE}{key.key}/").status_code == 404
        assert asks_by(secret) == 200
        assert by_link(house["general"]).post(f"{MAKE}{key.key}/").status_code == 302
        assert asks_by(secret) == 401

    def test_it_runs_out(self, house, secret):
        ScriptKey.objects.update(expires_at=real_now() - timedelta(seconds=1))
        assert asks_by(secret) == 401

    def test_it_goes_with_the_sign_ins_of_a_lost_device(self, house, secret):
        end_sign_ins(house["general"])
        assert asks_by(secret) == 401

    def test_it_goes_with_the_capacity(self, house, secret):
        house["general"].person.holdings.update(until_at=real_now() - timedelta(days=1))
        assert asks_by(secret) == 401


def test_a_script_takes_neither_seat_nor_further_keys(house):
    (secret,) = SECRET.findall(by_link(house["general"]).post(MAKE, FORM).content.decode())
    script = script_keys.actor_of_secret(secret)
    assert (script.capacity, script.proved, script.sign_in) == ("SG", frozenset(), "")
    with pytest.raises(NotHere):
        own_keys.is_shown(by=script, place=script_keys.MAKING)
    with pytest.raises(NotHere):
        script_keys.make_script_key(house["general"], by=script, name="x", days=1)
    assert actor_of(house["general"].person, "SG").proved is None
