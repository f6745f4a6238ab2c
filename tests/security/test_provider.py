"""Sign-in by the organisation's provider: the honest way, and each bent one. A real server on this machine signs."""

from __future__ import annotations

import base64
import hmac
import html
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from plenary.foundation.access.actors import actor_for, the_house
from plenary.foundation.access.models import Account, Holding
from plenary.foundation.journal.models import Entry
from plenary.foundation.people import codes, identities, pairs, provider, recovery
from plenary.foundation.people.models import Identity, Passkey, Pending, SignIn
from plenary.procedure.refusal import Refused
from tests.builders.people import opened_house, person
from tests.foundation.people.provider import CLIENT, SECRET, Provider, serving
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db

NOT_PROVED = "could not be confirmed, and nothing was begun"
SILENT = "does not answer as it should at the moment"
BACK = "/sign-in/provider/back/"


@dataclass(frozen=True, slots=True)
class FromNow:
    """A moment so many seconds from when the test runs; named alike by every worker that collects it."""

    seconds: int

    def said(self) -> int:
        return int(time.time()) + self.seconds


@pytest.fixture
def theirs(settings) -> Iterator[Provider]:
    """The provider of the organisation."""
    with serving(Provider()) as made:
        settings.PROVIDER = {
            "issuer": made.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "name": "Ministry",
            "hosts": [urlsplit(made.issuer).netloc],
        }
        provider.forget_provider()
        yield made
        provider.forget_provider()


@pytest.fixture
def officers(db) -> dict[str, Account]:
    return opened_house()


def documents_officer(name: str) -> Account:
    who = person(name)
    Holding.objects.create(person=who, capacity="DO")
    return Account.objects.create(person=who, sign_in_name=name.lower())


@pytest.fixture
def boris(officers, theirs) -> Account:
    """A documents officer whom the provider knows as subject-1."""
    account = documents_officer("Boris")
    general, keeper = actor_for(officers["general"].person, "SG"), actor_for(officers["keeper"].person, "AD")
    by = keeper.confirming(general.person_key)
    identities.join_identity(account, by=by, issuer=theirs.issuer, subject="subject-1")
    return account


def sets_out(browser: Client, **fields: str) -> str:
    """The address to which the house sends the browser."""
    return address_on(browser.post("/sign-in/provider/", fields))


def address_on(answer) -> str:
    """Where the page that was answered leads to."""
    assert answer.status_code == 200, answer.content.decode()
    return html.unescape(re.search(r'<a class="btn main" href="([^"]+)"', answer.content.decode())[1])


def comes_back(browser: Client, address: str):
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"http://testserver{BACK}"
    return browser.get(f"{parts.path}?{parts.query}")


def tried(theirs: Provider, browser: Client | None = None, **fields: str):
    """The whole way: out, agreed, and back."""
    browser = browser or Client()
    return comes_back(browser, theirs.agrees(sets_out(browser, **fields)))


def is_refused(answer, sentence: str = NOT_PROVED) -> None:
    """In one sentence, on the page with the other ways in, with nobody signed in."""
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert sentence in page
    assert "With a code from the desk" in page
    assert not SignIn.objects.exists()


class TestTheWayIn:
    def test_out_and_back_and_in(self, theirs, boris):
        browser = Client()
        browser.get("/sign-in/")
        answer = tried(theirs, browser, next="/desk/documents/")
        assert (answer.status_code, answer["Location"]) == (302, "/desk/documents/")
        assert browser.get("/desk/documents/").status_code == 200
        begun = SignIn.objects.get()
        assert (begun.account, begun.means) == (boris, "provider")
        assert "provider" in browser.get("/me/").content.decode()
        boris.refresh_from_db()
        assert not boris.has_usable_password()

    def test_by_an_elliptic_key_too(self, theirs, boris):
        theirs.new_key("ec-1", "EC")
        assert tried(theirs).status_code == 302

    def test_a_key_that_is_new_since_is_asked_for(self, theirs, boris, monkeypatch):
        assert tried(theirs).status_code == 302
        theirs.new_key("rsa-2")
        monkeypatch.setattr(provider, "ASKED_AGAIN", provider.SKEW * 0)
        assert tried(theirs).status_code == 302
        assert theirs.asked.count("/keys") == 2

    def test_the_session_is_another_one(self, theirs, boris):
        browser = Client()
        address = sets_out(browser)
        before = browser.cookies[django_settings.SESSION_COOKIE_NAME].value
        comes_back(browser, theirs.agrees(address))
        assert browser.cookies[django_settings.SESSION_COOKIE_NAME].value != before

    def test_no_mail_address_and_no_name_is_looked_at(self, theirs, boris):
        theirs.person = "subject-2"
        theirs.claims = {"email": "boris@example.org", "preferred_username": "boris", "name": "Boris"}
        answer = tried(theirs)
        is_refused(answer, "Tell the secretariat this identifier: subject-2")
        assert Account.objects.count() == 3, "nobody is entered by coming"

    def test_without_a_provider_there_is_no_such_page(self, officers):
        browser = Client()
        assert browser.post("/sign-in/provider/").status_code == 404
        assert browser.get(BACK).status_code == 404
        assert "/sign-in/provider/" not in browser.get("/sign-in/").content.decode()

    def test_a_closed_account_is_as_unknown(self, theirs, boris):
        Account.objects.filter(pk=boris.pk).update(is_active=False)
        is_refused(tried(theirs), "no account here is joined to you yet")

    def test_no_key_is_added_in_such_a_sign_in(self, theirs, boris):
        browser = Client()
        tried(theirs, browser)
        browser.post("/me/keys/", "", content_type="application/json")
        answer = browser.post("/me/keys/", '{"id": "x"}', content_type="application/json")
        assert answer.status_code == 422
        assert "a passkey counts for more" in answer.json()["sentence"]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _coded(part: dict) -> str:
    return _text(json.dumps(part).encode())


def unsigned(of: Provider, code: dict[str, str]) -> str:
    """What a provider would sign, without a signature."""
    return f"{_coded({'alg': 'none', 'typ': 'JWT'})}.{_coded(claims_of(of, code))}."


def signed_with_what_is_public(of: Provider, code: dict[str, str]) -> str:
    """By HS256, with the provider's public key for a secret."""
    public = of.keys[of.signing].as_pem(private=False)
    said = ".".join(_coded(one) for one in ({"alg": "HS256", "kid": of.signing}, claims_of(of, code)))
    return f"{said}.{_text(hmac.digest(public, said.encode(), 'sha256'))}"


def signed_with_the_secret(of: Provider, code: dict[str, str]) -> str:
    return jwt.encode({"alg": "HS256"}, claims_of(of, code), OctKey.import_key(SECRET))


def signed_by_a_stranger(of: Provider, code: dict[str, str]) -> str:
    """Under the name of the provider's own key."""
    return jwt.encode({"alg": "RS256", "kid": of.signing}, claims_of(of, code), RSAKey.generate_key(2048))


def with_a_key_inside(of: Provider, code: dict[str, str]) -> str:
    """The stranger's key travels in the header, as a key and as an address."""
    key = RSAKey.generate_key(2048)
    header = {"alg": "RS256", "jwk": key.as_dict(private=False), "jku": "https://evil.example/keys", "kid": "evil"}
    return jwt.encode(header, claims_of(of, code), key)


def changed_on_the_way(of: Provider, code: dict[str, str]) -> str:
    of.signed = None
    head, _, tail = of.signs(code).split(".")
    claims = claims_of(of, code) | {"sub": "subject-9"}
    return f"{head}.{_coded(claims)}.{tail}"


def claims_of(of: Provider, code: dict[str, str]) -> dict:
    at = int(time.time())
    return {"iss": of.issuer, "aud": CLIENT, "sub": code["sub"], "nonce": code["nonce"], "iat": at, "exp": at + 300}


class TestBentProofs:
    @pytest.mark.parametrize(
        "bent",
        [
            unsigned,
            signed_with_what_is_public,
            signed_with_the_secret,
            signed_by_a_stranger,
            with_a_key_inside,
            changed_on_the_way,
            lambda of, code: "",
            lambda of, code: "a.b.c",
            lambda of, code: "x" * 5000,
        ],
        ids=["none", "public key", "secret", "stranger", "key inside", "changed", "empty", "short", "long"],
    )
    def test_by_another_signature(self, theirs, boris, bent):
        theirs.signed = bent
        is_refused(tried(theirs))

    @pytest.mark.parametrize(
        "claims",
        [
            {"nonce": "another"},
            {"nonce": None},
            {"aud": "somebody-else"},
            {"aud": [CLIENT, "somebody-else"]},
            {"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"},
            {"aud": {"house": 1}},
            {"aud": None},
            {"azp": "somebody-else"},
            {"iss": "https://other.example"},
            {"iss": None},
            {"exp": FromNow(-3600)},
            {"exp": None},
            {"exp": "tomorrow"},
            {"exp": True},
            {"iat": FromNow(3600)},
            {"iat": FromNow(-3600)},
            {"iat": None},
            {"nbf": FromNow(3600)},
            {"sub": ""},
            {"sub": None},
            {"sub": 7},
            {"sub": "x" * 256},
            {"sub": "subject-1\n"},
        ],
        ids=str,
    )
    def test_by_what_it_says(self, theirs, boris, claims):
        theirs.claims = {name: said.said() if isinstance(said, FromNow) else said for name, said in claims.items()}
        is_refused(tried(theirs))

    def test_clocks_may_stand_a_little_apart(self, theirs, boris):
        theirs.claims = {"exp": int(time.time()) - 60, "iat": int(time.time()) - 90}
        assert tried(theirs).status_code == 302
        theirs.claims = {"iat": int(time.time()) + 60}
        assert tried(theirs).status_code == 302

    def test_for_two_where_this_house_is_named_as_the_one(self, theirs, boris):
        theirs.claims = {"aud": ["somebody-else", CLIENT], "azp": CLIENT}
        assert tried(theirs).status_code == 302

    def test_by_a_key_that_is_too_small(self, theirs, boris):
        with pytest.warns(Warning):
            theirs.keys = {"small": RSAKey.generate_key(1024, {"kid": "small"})}
        theirs.signing = "small"
        with pytest.warns(Warning):
            is_refused(tried(theirs))

    def test_an_unknown_key_asks_again_once_and_no_more(self, theirs, boris):
        theirs.signed = with_a_key_inside
        for _ in range(5):
            is_refused(tried(theirs))
        assert theirs.asked.count("/keys") == 1, "within the half minute"


class TestBentWays:
    def test_the_state_of_another_browser(self, theirs, boris):
        """A thief sends somebody the end of the way that they began: the victim would work in the thief's account."""
        thief, victim = Client(), Client()
        back = theirs.agrees(sets_out(thief))
        sets_out(victim)
        is_refused(comes_back(victim, back))
        is_refused(comes_back(Client(), back))

    @pytest.mark.parametrize("state", ["", "another", None])
    def test_a_changed_state(self, theirs, boris, state):
        theirs.came_back = {"state": state}
        is_refused(tried(theirs))

    def test_a_code_is_good_for_one(self, theirs, boris):
        browser = Client()
        back = theirs.agrees(sets_out(browser))
        assert comes_back(browser, back).status_code == 302
        SignIn.objects.all().delete()
        is_refused(comes_back(browser, back))
        fresh = Client()
        used = parse_qs(urlsplit(back).query)["code"][0]
        theirs.came_back = {"code": used}
        is_refused(tried(theirs, fresh))

    def test_a_code_that_was_stolen_wants_the_verifier(self, theirs, boris):
        victim, thief = Client(), Client()
        stolen = parse_qs(urlsplit(theirs.agrees(sets_out(victim))).query)["code"][0]
        theirs.came_back = {"code": stolen}
        is_refused(tried(theirs, thief))

    def test_a_nonce_of_before(self, theirs, boris):
        first = Client()
        code = parse_qs(urlsplit(theirs.agrees(sets_out(first))).query)["code"][0]
        old = theirs.signs(theirs.codes[code])
        theirs.signed = lambda of, code: old
        is_refused(tried(theirs))

    @pytest.mark.parametrize("named", ["https://other.example", None])
    def test_an_answer_of_another_provider(self, theirs, boris, named):
        theirs.came_back = {"iss": named}
        is_refused(tried(theirs))

    def test_after_too_long(self, theirs, boris, monkeypatch):
        browser = Client()
        back = theirs.agrees(sets_out(browser))
        monkeypatch.setattr(provider, "AWAY", provider.SKEW * 0)
        is_refused(comes_back(browser, back))

    def test_the_person_says_no(self, theirs, boris):
        theirs.came_back = {"error": "access_denied", "code": None}
        is_refused(tried(theirs), "Ministry did not confirm the sign-in")

    @pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
    def test_nobody_is_led_elsewhere(self, theirs, boris, wanted):
        assert tried(theirs, next=wanted)["Location"] == "/desk/"

    def test_the_address_of_coming_back_is_the_houses_own(self, theirs, boris):
        address = sets_out(Client(), redirect_uri="https://evil.example/")
        assert parse_qs(urlsplit(address).query)["redirect_uri"] == [f"http://testserver{BACK}"]
        assert Client(headers={"host": "evil.example"}).post("/sign-in/provider/").status_code == 400

    def test_looking_begins_nothing(self, theirs, boris):
        assert Client().get("/sign-in/provider/").status_code == 405
        is_refused(Client().get(f"{BACK}?code=x&state=y"))
        assert theirs.asked == []


class TestAProviderThatFails:
    def test_it_is_down(self, theirs, boris):
        theirs.is_down = True
        answer = Client().post("/sign-in/provider/")
        is_refused(answer, SILENT)
        theirs.is_down = False
        assert tried(theirs).status_code == 302, "nothing is remembered of it"

    def test_it_falls_down_on_the_way(self, theirs, boris):
        browser = Client()
        back = theirs.agrees(sets_out(browser))
        theirs.is_down = True
        is_refused(comes_back(browser, back), SILENT)

    def test_nobody_listens(self, theirs, boris, settings):
        settings.PROVIDER = {**settings.PROVIDER, "issuer": "http://127.0.0.1:9", "hosts": ["127.0.0.1:9"]}
        is_refused(Client().post("/sign-in/provider/"), SILENT)

    @pytest.mark.parametrize(
        "described",
        [
            {"issuer": "https://other.example"},
            {"token_endpoint": "http://169.254.169.254/token"},
            {"token_endpoint": "https://other.example/token"},
            {"jwks_uri": "http://localhost:1/keys"},
            {"jwks_uri": "file:///etc/passwd"},
            {"authorization_endpoint": "javascript:alert(1)"},
            {"authorization_endpoint": "https://other.example/"},
            {"jwks_uri": None},
            {"jwks_uri": "https://["},
            {"token_endpoint": 7},
        ],
        ids=str,
    )
    def test_its_description_leads_elsewhere(self, theirs, boris, described):
        theirs.described = described
        is_refused(Client().post("/sign-in/provider/"), SILENT)

    @pytest.mark.parametrize(
        "answer",
        [
            (302, {"Location": "http://127.0.0.1:9/"}, b""),
            (200, {}, b"[]"),
            (200, {}, b"\xff"),
            (200, {}, b"[" * 200_000),
            (200, {}, b'"' + b"x" * 300_000 + b'"'),
        ],
        ids=["redirect", "list", "bytes", "deep", "large"],
    )
    def test_it_answers_strangely(self, theirs, boris, answer):
        theirs.answers = {"/.well-known/openid-configuration": answer}
        is_refused(Client().post("/sign-in/provider/"), SILENT)

    def test_a_host_that_settings_name_is_asked(self, theirs, boris, settings):
        netloc = urlsplit(theirs.issuer).netloc
        other = netloc.replace("127.0.0.1", "localhost")
        theirs.described = {"jwks_uri": f"http://{other}/keys"}
        is_refused(Client().post("/sign-in/provider/"), SILENT)
        settings.PROVIDER = {**settings.PROVIDER, "hosts": [netloc, other]}
        assert tried(theirs).status_code == 302

    def test_the_secret_is_wrong(self, theirs, boris, settings):
        settings.PROVIDER = {**settings.PROVIDER, "client_secret": "another"}
        is_refused(tried(theirs))


class TestJoining:
    """By two officers, or by who came by a set-up link; never by a pattern or by coming first."""

    def comes_by_link(self, account: Account) -> Client:
        browser = Client()
        secret = codes.new_link(account, by=the_house()).secret
        assert browser.post("/set-up/", {"secret": secret}).status_code == 302
        return browser

    def test_officers_name_the_identity(self, theirs, officers):
        carla = documents_officer("Carla")
        general, keeper = (
            browser_of(actor_for(officers[name].person, capacity))
            for name, capacity in (("general", "SG"), ("keeper", "AD"))
        )
        at = f"/desk/people/{carla.person.key}/"
        assert "join-provider" in general.get(at).content.decode()
        answer = general.post(f"{at}join-provider/", {"subject": "subject-1"})
        assert answer.status_code == 302
        assert not Identity.objects.exists(), "one alone joins nobody"
        assert "subject-1" in keeper.get("/desk/pending/").content.decode()
        keeper.post(f"/desk/pending/{Pending.objects.get().key}/", {"answer": "agree"})
        assert Identity.objects.get().account == carla
        SignIn.objects.all().delete()
        assert tried(theirs).status_code == 302
        told = Entry.objects.get(verb="people.identity.joined")
        assert told.facts == {"name": "Carla", "issuer": theirs.issuer}

    def test_who_came_by_a_link_joins_their_own(self, theirs, officers):
        carla = documents_officer("Carla")
        browser = self.comes_by_link(carla)
        page = browser.get("/me/").content.decode()
        assert "Join Ministry" in page
        address = address_on(browser.post("/me/provider/join/"))
        assert comes_back(browser, theirs.agrees(address))["Location"] == "/me/"
        assert Identity.objects.get().account == carla
        assert tried(theirs).status_code == 302

    def test_the_end_of_a_joining_is_worth_nothing_in_another_browser(self, theirs, officers):
        """Else a thief would have somebody join the thief's own identity to their account."""
        thief, victim = self.comes_by_link(documents_officer("Thief")), self.comes_by_link(documents_officer("Carla"))
        answer = thief.post("/me/provider/join/")
        back = theirs.agrees(
            html.unescape(re.search(r'<a class="btn main" href="([^"]+)"', answer.content.decode())[1])
        )
        assert comes_back(victim, back).status_code == 422
        assert not Identity.objects.exists()

    def test_nobody_joins_in_another_sign_in(self, theirs, boris):
        browser = Client()
        tried(theirs, browser)
        answer = browser.post("/me/provider/join/")
        assert answer.status_code == 422
        assert "by two officers" in answer.content.decode()

    def test_one_person_for_one_identity(self, theirs, boris):
        browser = self.comes_by_link(documents_officer("Carla"))
        answer = browser.post("/me/provider/join/")
        back = theirs.agrees(
            html.unescape(re.search(r'<a class="btn main" href="([^"]+)"', answer.content.decode())[1])
        )
        refused = comes_back(browser, back)
        assert refused.status_code == 422
        page = refused.content.decode()
        assert "belongs to one person" in page
        assert "Boris" not in page

    def test_a_link_of_the_command_line_is_none_for_who_is_joined(self, theirs, boris):
        with pytest.raises(Refused, match=r"people\.has_key"):
            codes.make_link(boris)

    def test_the_database_holds_it_too(self, theirs, boris):
        for account, subject in ((documents_officer("Carla"), "subject-1"), (boris, "subject-2")):
            with pytest.raises(IntegrityError), transaction.atomic():
                Identity.objects.create(
                    account=account, issuer=theirs.issuer, subject=subject, joined_at="2026-01-01T00:00:00Z"
                )


class TestParting:
    def test_an_officer_alone_and_what_was_begun_ends(self, theirs, boris, officers):
        browser = Client()
        tried(theirs, browser)
        officer = browser_of(actor_for(officers["keeper"].person, "AD"))
        at = f"/desk/people/{boris.person.key}/part-provider/"
        assert officer.post(at, {"reason": ""}).status_code == 422
        assert officer.post(at, {"reason": "The provider was broken into"}).status_code == 302
        assert browser.get("/me/").status_code == 302
        assert Entry.objects.get(verb="people.identity.parted").facts["reason"] == "The provider was broken into"
        assert "no account here is joined" in tried(theirs).content.decode()

    def test_oneself_with_a_passkey_and_not_without(self, theirs, boris):
        browser = Client()
        tried(theirs, browser)
        assert browser.post("/me/provider/part/").status_code == 422
        Passkey.objects.create(
            account=boris, credential_id=b"x", credential=b"x", name="Passkey", added_at="2026-01-01T00:00:00Z"
        )
        assert browser.post("/me/provider/part/").status_code == 302
        assert not Identity.objects.exists()

    def test_replacing_lost_keys_parts_too(self, theirs, boris, officers):
        Passkey.objects.create(
            account=boris, credential_id=b"x", credential=b"x", name="Passkey", added_at="2026-01-01T00:00:00Z"
        )
        general, keeper = actor_for(officers["general"].person, "SG"), actor_for(officers["keeper"].person, "AD")
        pairs.confirm(pairs.perform(recovery.replace_keys, by=general, account=boris), by=keeper)
        assert not Identity.objects.exists()
