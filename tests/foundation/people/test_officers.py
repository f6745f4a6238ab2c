"""A new house has one officer, who appoints the second alone; from then on two are needed, and two stay."""

import pytest

from plenary.foundation.access.actors import Actor, actor_for, capacities_of
from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.foundation.people import codes, opening, pairs
from plenary.foundation.people.models import Pending
from plenary.foundation.people.signing_in import actor_of, sign_in
from plenary.procedure.refusal import Refused
from tests.builders.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(db) -> Actor:
    """The one officer of a house that was just founded."""
    officer = opening.FirstOfficer("ana", Words({"en": "Ana"}), (("AD", ""), ("SG", "")))
    (account,) = opening.open_house(officers=[officer])
    return actor_of(sign_in(account, means="link", session_key="a", capacity="AD").key)


def add(by: Actor, name: str, capacity: str = "AD", scope: str = "") -> codes.Link:
    return opening.add_colleague(
        by=by, name=Words({"en": name}), sign_in_name=name.lower(), capacity=capacity, scope=scope
    )


def comes_in(link: codes.Link, capacity: str = "AD") -> Actor:
    account = codes.use_link(link.secret)
    return actor_of(sign_in(account, means="link", session_key=account.key[:8], capacity=capacity).key)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


class TestAlone:
    def test_the_first_officer_adds_a_colleague_who_comes_in(self, first):
        link = add(first, "Boris", "DO")
        officer = comes_in(link, "DO")
        assert (officer.name, officer.capacity) == ("Boris", "DO")
        assert capacities_of(link.account.person) == ["DO"]

    def test_each_entry_says_that_one_acted(self, first):
        add(first, "Boris", "DO")
        told = Entry.objects.filter(verb__in=["people.account.opened", "people.capacity.given"])
        assert [entry.facts["only_officer"] for entry in told] == [True, True]

    def test_officers_without_a_part_in_it_stay_out(self, first):
        helper = comes_in(add(first, "Boris", "DO"), "DO")
        with pytest.raises(Refused) as refused:
            add(helper, "Carla", "AD")
        assert refused.value.code == "access.not_allowed"

    def test_a_second_officer_who_never_came_changes_nothing(self, first):
        """Else a link that got lost would leave the house with nobody who could make another."""
        lost = add(first, "Boris")
        opening.close_account(lost.account, by=first)
        assert add(first, "Carla").account.is_active
        assert "people.pairs.begun" not in verbs()


class TestTwo:
    @pytest.fixture
    def second(self, first) -> Actor:
        return comes_in(add(first, "Boris"))

    def test_it_takes_two_from_the_second_sign_in_on(self, first, second):
        assert verbs().count("people.pairs.begun") == 1
        for officer in (first, second):
            with pytest.raises(SecondPersonNeeded):
                add(officer, "Carla")
        waiting = pairs.perform(
            opening.add_colleague,
            by=second,
            name=Words({"en": "Carla"}),
            sign_in_name="carla",
            capacity="SB",
            scope="body:CSC",
        )
        assert isinstance(waiting, Pending)
        assert not Person.objects.filter(account__sign_in_name="carla").exists()
        link = pairs.confirm(waiting, by=first)
        assert comes_in(link, "SB").scopes >= {"body:CSC"}

    def test_nothing_says_that_one_acted_any_more(self, first, second):
        pairs.confirm(pairs.perform(opening.give_capacity, by=first, person=person("Carla"), capacity="DO"), by=second)
        assert "only_officer" not in Entry.objects.get(verb="people.capacity.given", facts__name="Carla").facts

    def test_the_moment_is_entered_once_and_holds_when_sign_ins_are_forgotten(self, first, second):
        account = Account.objects.get(sign_in_name="boris")
        sign_in(account, means="link", session_key="again", capacity="AD")
        Account.objects.get(sign_in_name="boris").sign_ins.all().delete()
        assert verbs().count("people.pairs.begun") == 1
        with pytest.raises(SecondPersonNeeded):
            add(first, "Carla")

    @pytest.mark.parametrize("what", ["account", "role"])
    def test_two_stay(self, first, second, what):
        boris = Account.objects.get(sign_in_name="boris")
        act, thing = (
            (opening.close_account, {"account": boris})
            if what == "account"
            else (opening.end_capacity, {"holding": Holding.objects.get(person=boris.person)})
        )
        with pytest.raises(Refused) as refused:
            pairs.perform(act, by=first, **thing)
        assert refused.value.code == "people.two_officers_stay"
        assert actor_for(boris.person, "AD").capacity == "AD"

    def test_what_somebody_proposed_who_is_shut_out_is_not_done(self, first, second):
        third = comes_in(
            pairs.confirm(
                pairs.perform(
                    opening.add_colleague, by=first, name=Words({"en": "Carla"}), sign_in_name="carla", capacity="AD"
                ),
                by=second,
            )
        )
        waiting = pairs.perform(opening.give_capacity, by=third, person=person("Friend"), capacity="AD")
        carla = Account.objects.get(sign_in_name="carla")
        pairs.confirm(pairs.perform(opening.close_account, by=first, account=carla), by=second)
        with pytest.raises(Refused) as refused:
            pairs.confirm(waiting, by=first)
        assert refused.value.code == "access.proposer_left"


def test_a_house_opened_by_two_takes_two_at_once():
    officers = [opening.FirstOfficer(name, Words({"en": name}), (("AD", ""),)) for name in ("ana", "boris")]
    ana, _boris = opening.open_house(officers=officers)
    with pytest.raises(SecondPersonNeeded):
        add(actor_for(ana.person, "AD"), "Carla")


class TestWaysIn:
    def test_a_closed_account_opens_again(self, first):
        link = add(first, "Boris", "DO")
        opening.close_account(link.account, by=first)
        with pytest.raises(Refused):
            codes.use_link(link.secret)
        opening.reopen_account(link.account, by=first)
        again = codes.hand_out_link(link.account, by=first)
        assert comes_in(again, "DO").is_signed_in

    def test_a_new_link_ends_the_old(self, first):
        old = add(first, "Boris", "DO")
        codes.hand_out_link(old.account, by=first)
        with pytest.raises(Refused):
            codes.use_link(old.secret)

    def test_closing_ends_every_sign_in(self, first):
        link = add(first, "Boris", "DO")
        officer = comes_in(link, "DO")
        opening.close_account(link.account, by=first)
        assert not actor_of(officer.sign_in).is_signed_in
        assert not link.account.sign_ins.filter(ended_at__isnull=True).exists()

    @pytest.mark.parametrize("typed", ["", "two words", "Анна", "a\u202eb", "-x", "x" * 81])
    def test_a_name_that_nobody_could_type_again(self, first, typed):
        with pytest.raises(Refused) as refused:
            opening.invite(person("Boris"), by=first, sign_in_name=typed)
        assert refused.value.code == "people.name_not_usable"

    def test_a_name_is_taken_whatever_its_case(self, first):
        with pytest.raises(Refused) as refused:
            opening.invite(person("Another Ana"), by=first, sign_in_name="ANA")
        assert refused.value.code == "people.name_taken"
