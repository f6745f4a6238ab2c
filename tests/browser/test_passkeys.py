"""Passkeys in a real browser with a device of its own making: the ways in that hold, and those that must not."""

from __future__ import annotations

import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from playwright.sync_api import Browser, Page, Route, expect

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.foundation.people import codes, opening, pairs, recovery
from plenary.foundation.people.models import Passkey, Proof, SignIn
from plenary.procedure.refusal import Refused
from tests.browser.test_chamber import chromium, open_house
from tests.builders.chamber import Chamber, chamber
from tests.builders.people import opened_house

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BENT = (Path(__file__).parent / "passkeys_page.js").read_text()
PROVE, ADD = "/sign-in/passkey/", "/me/keys/"
UNKNOWN = "This way in is not known or was used before. Ask the desk for a new code."
NOT_PROVED = "The key was not proved. Try again, or ask the desk for a code."
COPIED = "This key seems to have been copied. It was refused; tell the secretariat at once."
#: Suspend the sitting from the console that is open, as its form would.
GAVEL = """async (key) => (await fetch(`/c/${key}/chair/act/suspend/`, {
  method: "POST",
  headers: { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]").value },
})).status"""
VERIFYING = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """A device that makes keys, plugged into one page, and the page."""

    def __init__(self, browser: Browser, address: str, **more: object) -> None:
        self.address = address
        self.page: Page = browser.new_context(locale="en-GB").new_page()
        self.page.set_default_timeout(20_000)
        self._line = self.page.context.new_cdp_session(self.page)
        self._line.send("WebAuthn.enable")
        made = self._line.send("WebAuthn.addVirtualAuthenticator", {"options": {**VERIFYING, **more}})
        self._at = {"authenticatorId": made["authenticatorId"]}

    def does(self, command: str, **more: object) -> dict:
        """A command to the device itself."""
        return self._line.send(f"WebAuthn.{command}", {**self._at, **more})

    def keys(self) -> list[dict]:
        """The keys that it holds."""
        return self.does("getCredentials")["credentials"]

    def goes(self, path: str) -> None:
        """Open a page of the house; the steps of signing in can then be bent."""
        self.page.goto(self.address + path)
        self.page.evaluate(BENT)

    # The honest ways, by the page's own buttons

    def comes_by_link(self, secret: str) -> None:
        self.page.goto(f"{self.address}/set-up/?link={secret}")
        self.page.get_by_role("button", name="Sign in and add a passkey").click()
        # To one's own page, and an officer of a house that is not founded to its guide.
        self.page.wait_for_url(lambda url: "/set-up/" not in url)
        self.page.goto(f"{self.address}/me/")

    def adds_key(self) -> None:
        rows = self.page.get_by_role("button", name="Remove")
        before = rows.count()
        self.page.get_by_role("button", name="Add a passkey").click()
        expect(rows).to_have_count(before + 1)

    def swaps_after_proving(self) -> None:
        """Let go of all keys once one was used, so that the new one is made as on another device."""
        waiting = [True]

        def on_the_way(route: Route) -> None:
            if route.request.post_data and waiting:
                waiting.pop()
                self.does("clearCredentials")
            route.continue_()

        self.page.route(f"**{ADD}", on_the_way)

    def signs_out(self) -> None:
        self.page.goto(f"{self.address}/me/")
        self.page.get_by_role("button", name="Sign out here").click()
        self.page.wait_for_load_state()

    def signs_in(self) -> None:
        self.page.goto(f"{self.address}/sign-in/")
        self.page.get_by_role("button", name="Sign in with a passkey").click()
        self.page.wait_for_url("**/desk/")

    def is_signed_in(self) -> bool:
        self.page.goto(f"{self.address}/me/")
        return self.page.url == f"{self.address}/me/"

    # The bent ones

    def options(self, href: str) -> dict:
        return self.page.evaluate("href => bent.options(href)", href)

    def made(self, kind: str, options: dict) -> dict:
        return self.page.evaluate("([kind, options]) => bent.made(kind, options)", [kind, options])

    def sent(self, href: str, answer: dict) -> dict:
        return self.page.evaluate("([href, answer]) => bent.sent(href, answer)", [href, answer])

    def proof(self, **bent: object) -> dict:
        """An answer to a fresh challenge, with some of what the house asked for changed by the page."""
        return self.made("prove", {**self.options(PROVE), **bent})


class House:
    """An open house with two officers, and devices that come to it."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self._browser = browser
        accounts = opened_house()
        self.general, self.keeper = accounts["general"], accounts["keeper"]
        self.devices: list[Device] = []

    def third_officer(self) -> Actor:
        """One more who gives roles, so that one of the others can go."""
        person = Person.objects.create(name=Words({"en": "Third"}))
        Account.objects.create(person=person, sign_in_name="third")
        Holding.objects.create(person=person, capacity="AD")
        return actor_for(person, "AD")

    def device(self, **more: object) -> Device:
        self.devices.append(Device(self._browser, self.address, **more))
        return self.devices[-1]

    def with_key(self, account: Account | None = None) -> Device:
        """A device whose key the house knows, signed out again."""
        device = self.device()
        device.comes_by_link(codes.make_link(account or self.general))
        device.adds_key()
        device.signs_out()
        device.goes("/sign-in/")
        return device

    def actor(self, account: Account, capacity: str) -> Actor:
        return actor_for(account.person, capacity)


@pytest.fixture(scope="module")
def browser(django_db_setup) -> Iterator[Browser]:
    """One browser. Its driver keeps an event loop in this thread, in which Django would refuse to look at rows."""
    with pytest.MonkeyPatch.context() as patched, chromium() as browser:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield browser


@pytest.fixture
def house(browser: Browser) -> Iterator[House]:
    call_command("collectstatic", interactive=False, verbosity=0)
    with open_house() as address:
        opened = House(browser, address)
        yield opened
        # A page of the chamber keeps a stream open, and the house waits for it.
        for device in opened.devices:
            device.page.context.close()


def signed_in_by_key() -> int:
    """How many sign-ins there were by passkey."""
    return SignIn.objects.filter(means="passkey").count()


class TestTheWayIn:
    def test_a_link_then_a_key_then_in_by_the_key(self, house):
        device = house.device()
        secret = codes.make_link(house.general)
        device.comes_by_link(secret)
        device.adds_key()
        key = Passkey.objects.get()
        assert key.account == house.general
        device.signs_out()
        before = {one["name"]: one["value"] for one in device.page.context.cookies()}
        device.page.goto(f"{house.address}/sign-in/")
        device.signs_in()
        after = {one["name"]: one["value"] for one in device.page.context.cookies()}
        assert after["sessionid"] != before.get("sessionid"), "a session begun before is worth nothing"
        assert device.keys()[0]["signCount"] == Passkey.objects.get().sign_count
        verbs = list(Entry.objects.filter(verb__startswith="people.").order_by("pk").values_list("verb", flat=True))
        assert verbs == [
            "people.house.opened",
            "people.pairs.begun",
            "people.code.made",
            "people.sign_in.begun",
            "people.key.added",
            "people.sign_in.ended",
            "people.sign_in.begun",
        ]
        assert [one.means for one in SignIn.objects.order_by("pk")] == ["link", "passkey"]

        # The link is used up, and no further one is made for who has a key
        other = house.device()
        other.page.goto(f"{house.address}/set-up/?link={secret}")
        other.page.get_by_role("button", name="Sign in and add a passkey").click()
        expect(other.page.get_by_role("alert")).to_contain_text(UNKNOWN)
        assert not other.is_signed_in()
        with pytest.raises(Refused, match=r"people\.has_key"):
            codes.make_link(house.general)

    def test_a_second_key_and_the_first_goes(self, house):
        device = house.with_key()
        device.signs_in()
        page = device.page
        page.goto(f"{house.address}/me/")
        expect(page.get_by_role("button", name="Remove")).to_have_count(1)
        page.get_by_role("button", name="Remove").click()
        expect(page.get_by_role("status").filter(has_text="This is your last key.")).to_be_visible()
        assert Passkey.objects.count() == 1

        # One press: the browser asks for the key that there is, and then for the new one
        first = device.keys()[0]
        device.swaps_after_proving()
        device.adds_key()
        held = device.keys()
        assert [one["credentialId"] == first["credentialId"] for one in held] == [False]
        lost, kept = Passkey.objects.order_by("pk")
        page.locator(f"[data-href*='{lost.key}'] button").click()
        expect(page.get_by_role("button", name="Remove")).to_have_count(1)
        assert list(Passkey.objects.all()) == [kept]
        device.signs_out()
        device.signs_in()

        # The one that was lost opens nothing any more
        device.signs_out()
        device.does("clearCredentials")
        device.does("addCredential", credential=first)
        device.goes("/sign-in/")
        assert device.sent(PROVE, device.proof()) == {"status": 422, "sentence": UNKNOWN}

    def test_a_code_from_the_desk_adds_none_to_the_keys_there_are(self, house):
        house.with_key()
        code = pairs.confirm(
            pairs.perform(codes.hand_out_code, by=house.actor(house.general, "SG"), account=house.general),
            by=house.actor(house.keeper, "AD"),
        )
        second = house.device()
        second.page.goto(f"{house.address}/sign-in/")
        second.page.get_by_label("Name for signing in").fill("general")
        second.page.get_by_role("textbox", name="Code from the desk").fill(code)
        second.page.get_by_role("button", name="Sign in with the code").click()
        second.page.wait_for_url("**/desk/")
        second.page.goto(f"{house.address}/me/")
        expect(second.page.get_by_text("your browser asks first for a passkey that you have")).to_be_visible()
        second.page.get_by_role("button", name="Add a passkey").click()
        expect(second.page.get_by_role("status").filter(has_text="The key was not added.")).to_be_visible()
        assert Passkey.objects.count() == 1

    def test_every_key_is_lost_and_two_officers_let_in_again(self, house):
        lost = house.with_key()
        lost.signs_in()
        running = SignIn.objects.latest("pk")
        lost.page.goto(f"{house.address}/desk/")
        expect(lost.page.get_by_text("Add a second passkey, on another device")).to_be_visible()
        keeper, third = house.actor(house.keeper, "AD"), house.third_officer()
        with pytest.raises(SecondPersonNeeded):
            recovery.replace_keys(house.general, by=keeper)
        link = pairs.confirm(pairs.perform(recovery.replace_keys, by=keeper, account=house.general), by=third)
        running.refresh_from_db()
        assert running.ended_at is not None
        assert not lost.is_signed_in(), "its open page is out with the next request"
        lost.goes("/sign-in/")
        assert lost.sent(PROVE, lost.proof()) == {"status": 422, "sentence": UNKNOWN}, "the old key opens nothing"
        new = house.device()
        new.comes_by_link(link.secret)
        new.adds_key()
        new.signs_out()
        new.signs_in()
        assert Passkey.objects.count() == 1

    def test_a_code_alone_takes_two_officers(self, house):
        waiting = pairs.perform(codes.hand_out_code, by=house.actor(house.keeper, "AD"), account=house.general)
        with pytest.raises(Refused):
            pairs.confirm(waiting, by=house.actor(house.keeper, "AD"))
        assert house.general.codes.count() == 0

    def test_the_same_device_is_not_added_twice(self, house):
        device = house.device()
        device.comes_by_link(codes.make_link(house.general))
        device.adds_key()
        device.page.reload()
        device.page.get_by_role("button", name="Add a passkey").click()
        expect(device.page.get_by_role("status").last).to_contain_text("The key was not added.")
        assert Passkey.objects.count() == 1

    def test_where_browsers_offer_no_keys_the_page_says_what_to_do(self, house):
        device = house.device()
        by_number = house.address.replace("localhost", "127.0.0.1")
        device.page.goto(f"{by_number}/sign-in/")
        expect(device.page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
        expect(device.page.get_by_role("textbox", name="Code from the desk")).to_be_visible()


class TestBentProofs:
    """Each is refused in the same words, and nobody is signed in."""

    @pytest.fixture(autouse=True)
    def nobody_comes_in(self, house):
        yield
        assert signed_in_by_key() == 0

    def test_used_again_or_never_asked_for(self, house):
        device = house.with_key()
        old = device.proof()
        device.options(PROVE)
        assert device.sent(PROVE, old) == {"status": 422, "sentence": UNKNOWN}, "the answer to an older challenge"
        assert device.sent(PROVE, old) == {"status": 422, "sentence": UNKNOWN}, "no challenge is open"
        stranger = house.device()
        stranger.goes("/sign-in/")
        assert stranger.sent(PROVE, device.proof()) == {"status": 422, "sentence": UNKNOWN}, "asked in another browser"

    def test_made_for_another_page(self, house):
        """A page of the same name at another port, that hands on the challenge of the house."""
        device = house.with_key()
        options = device.options(PROVE)
        with elsewhere() as address:
            device.page.goto(address)
            device.page.evaluate(BENT)
            stolen = device.made("prove", options)
        assert "signature" in stolen["response"], "the device does sign there: the house must look at the origin"
        device.goes("/sign-in/")
        assert device.sent(PROVE, stolen) == {"status": 422, "sentence": UNKNOWN}

    def test_without_the_person_proved_to_the_device(self, house):
        device = house.with_key()
        device.does("setUserVerified", isUserVerified=False)
        assert device.proof() == {"refusedByBrowser": "NotAllowedError"}
        bent = device.proof(userVerification="discouraged")
        assert device.sent(PROVE, bent) == {"status": 422, "sentence": UNKNOWN}
        device.page.get_by_role("button", name="Sign in with a passkey").click()
        expect(device.page.get_by_role("status").first).to_contain_text(NOT_PROVED)

    def test_changed_on_the_way(self, house):
        device = house.with_key()
        for part in ("signature", "authenticatorData", "clientDataJSON"):
            bent = device.proof()
            raw = bytearray(urlsafe_b64decode(bent["response"][part] + "=="))
            raw[-3] ^= 1
            bent["response"][part] = urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
            assert device.sent(PROVE, bent) == {"status": 422, "sentence": UNKNOWN}, part

    def test_by_a_key_the_house_never_saw(self, house):
        house.with_key()
        private = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        device = house.device()
        device.does(
            "addCredential",
            credential={
                "credentialId": "AAAAAAAAAAAAAAAAAAAAAA==",
                "isResidentCredential": True,
                "rpId": "localhost",
                "privateKey": urlsafe_b64encode(private).decode().replace("-", "+").replace("_", "/"),
                "userHandle": "Z2VuZXJhbA==",
                "signCount": 1,
            },
        )
        device.goes("/sign-in/")
        assert device.sent(PROVE, device.proof()) == {"status": 422, "sentence": UNKNOWN}

    def test_of_an_account_that_was_closed(self, house):
        device = house.with_key()
        house.third_officer()
        pairs.confirm(
            pairs.perform(opening.close_account, by=house.actor(house.keeper, "AD"), account=house.general),
            by=house.actor(house.general, "SG"),
        )
        assert device.sent(PROVE, device.proof()) == {"status": 422, "sentence": UNKNOWN}


class TestAtTheSeat:
    """Who has the chair shows once for the sitting that it is still them, and then gavels by the minute."""

    @pytest.fixture
    def made(self, house) -> Chamber:
        return chamber()

    def comes(self, house: House, made: Chamber) -> Device:
        """The chair, signed in by passkey, before the console."""
        person = Person.objects.get(key=made.summit.chair().person_key)
        device = house.with_key(Account.objects.create(person=person, sign_in_name="chair"))
        device.page.get_by_role("button", name="Sign in with a passkey").click()
        device.page.wait_for_url("**/today/")
        device.goes(f"/c/{made.sitting.key}/chair/")
        return device

    def test_one_touch_and_then_the_gavel(self, house, made):
        device = self.comes(house, made)
        page = device.page
        before = {one["name"]: one["value"] for one in page.context.cookies()}["sessionid"]
        assert page.evaluate(GAVEL, made.sitting.key) == 422
        page.get_by_role("button", name="Use your passkey").click()
        expect(page.get_by_role("button", name="Use your passkey")).to_have_count(0)
        after = {one["name"]: one["value"] for one in page.context.cookies()}["sessionid"]
        assert after != before, "a session begun before is worth nothing"
        assert page.evaluate(GAVEL, made.sitting.key) == 200
        told = Entry.objects.get(verb="people.proof.given")
        assert (told.facts["means"], told.facts["capacity"]) == ("passkey", "PO")
        assert device.keys()[0]["signCount"] == Passkey.objects.get().sign_count

    def test_no_other_proof_will_do(self, house, made):
        take = f"/c/{made.sitting.key}/take/"
        device = self.comes(house, made)
        refused = {"status": 422, "sentence": UNKNOWN}

        old = device.made("prove", device.options(take))
        device.options(take)
        assert device.sent(take, old) == refused, "the answer to an older challenge"
        assert device.sent(take, old) == refused, "no challenge is open"
        device.options(PROVE)
        assert device.sent(take, device.made("prove", device.options(PROVE))) == refused, "one for signing in is open"

        with elsewhere() as address:
            options = device.options(take)
            device.page.goto(address)
            device.page.evaluate(BENT)
            stolen = device.made("prove", options)
        device.goes(f"/c/{made.sitting.key}/chair/")
        assert device.sent(take, stolen) == refused, "made for another page"

        general = house.with_key(house.general)
        device.options(take)
        answer = general.made("prove", {**device.options(take), "allowCredentials": []})
        assert device.sent(take, answer) == refused, "the key of somebody else"

        device.does("setUserVerified", isUserVerified=False)
        bent = device.made("prove", {**device.options(take), "userVerification": "discouraged"})
        assert device.sent(take, bent) == refused, "the person was not proved to the device"
        device.does("setUserVerified", isUserVerified=True)

        copied = {**device.keys()[0], "signCount": 0}
        device.does("clearCredentials")
        device.does("addCredential", credential=copied)
        assert device.sent(take, device.made("prove", device.options(take))) == {"status": 422, "sentence": COPIED}
        assert not Proof.objects.exists()
        assert device.page.evaluate(GAVEL, made.sitting.key) == 422


class TestCopies:
    def test_a_counter_that_runs_backwards_is_a_copy(self, house):
        device = house.with_key()
        device.signs_in()
        device.signs_out()
        copied = {**device.keys()[0], "signCount": 0}
        device.does("clearCredentials")
        device.does("addCredential", credential=copied)
        device.goes("/sign-in/")
        assert device.sent(PROVE, device.proof()) == {"status": 422, "sentence": COPIED}
        assert not device.is_signed_in()
        assert signed_in_by_key() == 1


class TestBentKeys:
    """A key is added by its owner, on the spot, to the owner's own account."""

    def test_not_without_the_person_proved_to_the_device(self, house):
        device = house.device(isUserVerified=False)
        device.comes_by_link(codes.make_link(house.general))
        device.goes("/me/")
        options = device.options(ADD)
        options["authenticatorSelection"]["userVerification"] = "discouraged"
        assert device.sent(ADD, device.made("add", options)) == {"status": 422, "sentence": NOT_PROVED}
        assert Passkey.objects.count() == 0

    def test_not_with_an_answer_of_another_kind_or_time(self, house):
        device = house.with_key()
        code = pairs.confirm(
            pairs.perform(codes.hand_out_code, by=house.actor(house.general, "SG"), account=house.keeper),
            by=house.actor(house.keeper, "AD"),
        )
        assert device.sent("/sign-in/", {"name": "keeper", "code": code})["status"] == 422, "a form, not JSON"
        other = house.device()
        other.comes_by_link(codes.make_link(house.keeper))
        other.goes("/me/")
        made = other.made("add", other.options(ADD))
        other.options(ADD)
        assert other.sent(ADD, made) == {"status": 422, "sentence": NOT_PROVED}, "the answer to an older challenge"
        assert other.sent(ADD, made) == {"status": 422, "sentence": NOT_PROVED}, "no challenge is open"
        other.options(PROVE)
        assert other.sent(ADD, made) == {"status": 422, "sentence": NOT_PROVED}, "a challenge for signing in is open"
        other.options(ADD)
        assert other.sent(PROVE, device.proof()) == {"status": 422, "sentence": UNKNOWN}, "one for adding is open"
        assert list(Passkey.objects.values_list("account__sign_in_name", flat=True)) == ["general"]

    def test_not_to_the_account_of_another(self, house):
        device = house.with_key()
        device.signs_in()
        device.goes("/me/")
        other = house.device()
        other.comes_by_link(codes.make_link(house.keeper))
        other.goes("/me/")
        made = other.made("add", other.options(ADD))
        device.options(ADD)
        assert device.sent(ADD, made) == {"status": 422, "sentence": UNKNOWN}, "one of one's own was asked for"
        options = device.options(ADD)
        assert device.sent(ADD, device.made("prove", options))["kind"] == "add"
        assert device.sent(ADD, made) == {"status": 422, "sentence": NOT_PROVED}
        key = Passkey.objects.get()
        assert other.sent(f"{ADD}{key.key}/", {})["status"] == 404, "nor is a key of another removed"
        assert list(Passkey.objects.all()) == [key]

    def test_not_after_signing_out(self, house):
        device = house.device()
        device.comes_by_link(codes.make_link(house.general))
        device.goes("/me/")
        made = device.made("add", device.options(ADD))
        running = SignIn.objects.get()
        other = device.page.context.new_page()
        other.goto(f"{house.address}/me/")
        other.get_by_role("button", name="Sign out here").click()
        other.wait_for_load_state()
        assert "/sign-in/" in device.sent(ADD, made)["page"]
        assert Passkey.objects.count() == 0
        running.refresh_from_db()
        assert running.ended_at is not None
        assert not device.is_signed_in()


class Empty(BaseHTTPRequestHandler):
    """A page without anything on it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title>")

    def log_message(self, *_said: object) -> None:
        """Nothing."""


@contextmanager
def elsewhere() -> Iterator[str]:
    """The address of a page of somebody else on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class TestNothingStays:
    """After signing out, nothing of a page that was open comes back by the browser's own button (P17)."""

    def test_not_by_going_back(self, house):
        device = house.with_key()
        device.signs_in()
        page = device.page
        for path in ("/me/", "/desk/people/", "/desk/trail/", "/today/"):
            answer = page.goto(f"{house.address}{path}")
            assert answer is not None
            assert "no-store" in answer.headers["cache-control"], path
        device.signs_out()
        seen = []
        for _ in range(5):
            page.go_back()
            page.wait_for_load_state()
            seen.append(page.url.removeprefix(house.address).partition("?")[0])
            assert "General" not in page.content(), page.url
        assert "/sign-in/" in seen
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
        assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
