"""The chair's gavel and a seat's vote want a proof that it is still this person; once for a sitting (P22)."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client

from plenary.foundation.access.actors import actor_for
from plenary.foundation.access.gate import require_proof
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import real_now
from plenary.foundation.journal.models import Entry
from plenary.foundation.people import proofs
from plenary.foundation.people.models import Proof, SignIn
from plenary.foundation.people.signing_in import IDLE_AT_THE_DESK, LONGEST, actor_of, forget_actors
from plenary.offices.decisions.models import Ballot
from plenary.procedure.refusal import NotHere, Refused
from tests.builders.chamber import chamber
from tests.builders.people import person
from tests.interfaces.web.chamber.conftest import Pages, browser_of

pytestmark = pytest.mark.django_db

WANTED = "take the chair or your seat on this page"


@pytest.fixture
def pages(db) -> Pages:
    return Pages(chamber())


def comes(pages: Pages, name: str, means: str) -> Client:
    """The chair or a head, who came in by these means."""
    summit = pages.made.summit
    pages.browsers[name] = browser_of(summit.chair() if name == "chair" else summit.head(name), means)
    return pages.browsers[name]


def takes(pages: Pages, name: str):
    return pages.browser(name).post(pages.to("take-seat"), {"by": "hand"})


def opened_vote(pages: Pages):
    """A vote that a chair of the demonstration opened."""
    return pages.put(subject="procedure")


class TestTheGavel:
    @pytest.mark.parametrize("means", ["passkey", "provider"])
    def test_asks_for_the_passkey_and_no_press_will_do(self, pages, means):
        comes(pages, "chair", means)
        page = pages.console()
        assert "Take the chair" in page
        assert 'data-passkey="prove"' in page
        refused = pages.does("chair", "suspend")
        assert refused.status_code == 422
        assert WANTED in refused.content.decode()
        pressed = takes(pages, "chair")
        assert pressed.status_code == 422
        assert "asks for your passkey" in pressed.content.decode()
        assert not Proof.objects.exists()

    @pytest.mark.parametrize(("means", "said"), [("desk_code", "a code from the desk"), ("link", "a set-up link")])
    def test_is_taken_by_one_press_by_who_came_by_hand_and_the_entry_says_so(self, pages, means, said):
        browser = comes(pages, "chair", means)
        assert f"You came in by {said}; the entry says so." in pages.console()
        assert pages.does("chair", "suspend").status_code == 422
        before = browser.cookies[settings.SESSION_COOKIE_NAME].value
        assert takes(pages, "chair").status_code == 302
        assert browser.cookies[settings.SESSION_COOKIE_NAME].value != before, "a new session from here on"
        assert "Take the chair" not in pages.console()
        assert pages.does("chair", "suspend").status_code == 302
        told = Entry.objects.get(verb="people.proof.given")
        assert told.facts == {"place": f"sitting:{pages.made.sitting.key}", "means": means, "capacity": "PO"}
        assert SignIn.objects.get(account__person__key=told.actor_key).session_key == (
            browser.cookies[settings.SESSION_COOKIE_NAME].value
        )

    def test_once_is_enough_for_the_sitting(self, pages):
        comes(pages, "chair", "desk_code")
        takes(pages, "chair")
        takes(pages, "chair")
        for verb in ("suspend", "resume", "suspend", "resume"):
            assert pages.does("chair", verb).status_code == 302, verb
        assert Entry.objects.filter(verb="people.proof.given").count() == 1

    def test_a_press_for_one_sitting_counts_in_no_other(self, pages):
        comes(pages, "chair", "desk_code")
        takes(pages, "chair")
        Proof.objects.update(place="sitting:another")
        forget_actors()
        assert pages.does("chair", "suspend").status_code == 422

    def test_a_copied_cookie_of_before_is_dead(self, pages):
        browser = comes(pages, "chair", "desk_code")
        thief = Client()
        thief.cookies.load({name: morsel.value for name, morsel in browser.cookies.items()})
        takes(pages, "chair")
        assert thief.get("/me/").status_code == 302
        assert browser.get("/me/").status_code == 200

    def test_the_secretary_works_the_floor_without_it(self, pages):
        pages.browsers["secretary"] = browser_of(pages.made.summit.secretary(), "passkey")
        assert "Take the chair" not in pages.console("secretary")
        item = pages.made.summit.session.items.order_by("place")[0].key
        assert pages.does("secretary", "call-item", item=item).status_code == 302

    def test_a_part_asked_for_before_and_answered_after_does_not_put_the_chair_out(self, pages):
        """The old key is dead, and yet its late answer must not take the new cookie from the browser."""
        browser = comes(pages, "chair", "link")
        late = Client()
        late.cookies = browser.cookies.copy()
        takes(pages, "chair")
        answer = late.get(pages.to("chair-part", part="now"))
        assert answer.status_code != 200
        assert settings.SESSION_COOKIE_NAME not in answer.cookies

    def test_signing_out_still_takes_the_cookie_away(self, pages):
        answer = comes(pages, "chair", "link").post("/sign-out/")
        assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""


class TestTheSeat:
    def test_no_vote_before_it_is_taken_and_every_vote_after(self, pages):
        asked = opened_vote(pages)
        comes(pages, "RUS", "desk_code")
        assert "Take your seat" in pages.seat("RUS")
        refused = pages.votes("RUS", asked, "in_favour")
        assert refused.status_code == 422
        page = refused.content.decode()
        assert WANTED in page
        assert "Take the seat" in page, "the button stands beside the refusal"
        assert not Ballot.objects.exists()
        assert takes(pages, "RUS").status_code == 302
        assert pages.votes("RUS", asked, "in_favour").status_code == 302
        assert Ballot.objects.get().member.code == "RUS"

    def test_not_by_the_provider(self, pages):
        asked = opened_vote(pages)
        comes(pages, "RUS", "provider")
        assert pages.votes("RUS", asked, "in_favour").status_code == 422
        assert takes(pages, "RUS").status_code == 422
        answer = pages.browser("RUS").post(pages.to("take-seat"))
        assert answer.status_code == 422
        assert "You have no passkey yet" in answer.json()["sentence"]
        assert not Ballot.objects.exists()

    @pytest.mark.parametrize("step", [{"by": "chair"}, {}])
    def test_a_strange_press_takes_nothing(self, pages, step):
        comes(pages, "RUS", "passkey")
        assert pages.browser("RUS").post(pages.to("take-seat"), step).status_code == 422
        assert not Proof.objects.exists()

    def test_who_only_follows_is_not_asked(self, pages):
        pages.browsers["adviser"] = browser_of(pages.made.summit.secretary(), "passkey")
        assert "Take your seat" not in pages.seat("adviser")

    def test_it_dies_with_the_sign_in_and_with_a_change_of_capacity(self, pages):
        comes(pages, "RUS", "desk_code")
        takes(pages, "RUS")
        first = SignIn.objects.latest("pk")
        Holding.objects.create(person=first.account.person, capacity="PT")
        pages.browser("RUS").post("/me/capacity/", {"capacity": "PT"})
        second = SignIn.objects.latest("pk")
        assert second.pk != first.pk
        assert second.means == "desk_code"
        assert actor_of(second.key).proved == frozenset()

    def test_a_page_left_open_holds_past_the_half_hour_and_ends_after_twelve(self, pages):
        """A ballot page says so plainly: it leads to the sign-in, and nothing is cast."""
        asked = opened_vote(pages)
        browser = comes(pages, "RUS", "desk_code")
        takes(pages, "RUS")
        begun = SignIn.objects.latest("pk")
        SignIn.objects.filter(pk=begun.pk).update(last_seen_at=real_now() - 4 * IDLE_AT_THE_DESK)
        forget_actors()
        assert browser.get(pages.to("seat-vote")).status_code == 200
        SignIn.objects.filter(pk=begun.pk).update(began_at=real_now() - LONGEST - IDLE_AT_THE_DESK)
        forget_actors()
        answer = pages.votes("RUS", asked, "in_favour")
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in/")
        assert not Ballot.objects.exists()


class TestNoWayRound:
    def test_not_with_the_sign_in_of_another(self, pages):
        """A press counts for the sign-in that it is made in, and only while that runs."""
        comes(pages, "RUS", "desk_code")
        begun = SignIn.objects.latest("pk")
        stranger = actor_for(Person.objects.get(key=pages.made.summit.head("KAZ").person_key), "HD", sign_in=begun.key)
        with pytest.raises(NotHere):
            proofs.prove_by_hand(by=stranger, place="sitting:x")
        SignIn.objects.filter(pk=begun.pk).update(ended_at=real_now())
        own = actor_for(begun.account.person, "HD", sign_in=begun.key)
        with pytest.raises(NotHere):
            proofs.prove_by_hand(by=own, place="sitting:x")

    def test_not_without_a_sign_in(self, pages):
        with pytest.raises(NotHere):
            proofs.prove_by_hand(by=pages.made.summit.head("RUS"), place="sitting:x")

    def test_a_stranger_finds_no_such_page(self, pages):
        assert Client().post(pages.to("take-seat"), {"by": "hand"}).status_code == 302
        outside = person("Outside")
        Account.objects.create(person=outside, sign_in_name="outside")
        outside.holdings.create(capacity="FI", scope="body:OTHER")
        browser = browser_of(actor_for(outside, "FI"), "desk_code")
        assert browser.post("/c/AAAAAAAAAAAAAAAAAAAAAA/take/", {"by": "hand"}).status_code == 404

    def test_a_proof_is_refused_by_its_code(self, pages):
        own = actor_for(Person.objects.get(key=pages.made.summit.head("RUS").person_key), "HD")
        with pytest.raises(Refused, match=r"access\.proof_wanted"):
            require_proof(replace(own, proved=frozenset()), "sitting:x")
