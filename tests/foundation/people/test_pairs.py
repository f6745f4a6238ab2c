"""Acts that take two people, and the ways into the house."""

from datetime import timedelta

import pytest

from plenary.foundation.access.actors import actor_for, capacities_of
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import real_now
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.foundation.people import codes, opening, pairs
from plenary.foundation.people.models import OneTimeCode, Pending, SignIn
from plenary.foundation.people.signing_in import IDLE_AT_THE_DESK, LONGEST, actor_of, sign_in, sign_out
from plenary.foundation.people.waiting import proposer_has_a_part
from plenary.procedure.refusal import Refused
from tests.builders.people import opened_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return opened_house()


@pytest.fixture
def general(house):
    return actor_for(house["general"].person, "SG")


@pytest.fixture
def keeper(house):
    return actor_for(house["keeper"].person, "AD")


@pytest.fixture
def newcomer(db):
    return Person.objects.create(name=Words({"en": "Newcomer"}))


class TestOpening:
    def test_once(self, house):
        with pytest.raises(Refused) as refused:
            opening.open_house(officers=[opening.FirstOfficer("x", Words({"en": "X"}), (("AD", ""),))])
        assert refused.value.code == "people.house_is_open"

    def test_with_somebody_who_can_give_roles(self, db):
        with pytest.raises(Refused) as refused:
            opening.open_house(officers=[opening.FirstOfficer("x", Words({"en": "X"}), (("HD", "member:A"),))])
        assert refused.value.code == "people.no_administrator"
        assert not Account.objects.exists()


class TestPairs:
    def test_a_role_is_given_by_two(self, general, keeper, newcomer):
        waiting = pairs.perform(opening.give_capacity, by=general, person=newcomer, capacity="DO")
        assert isinstance(waiting, Pending)
        assert capacities_of(newcomer) == []
        holding = pairs.confirm(waiting, by=keeper)
        assert isinstance(holding, Holding)
        assert capacities_of(newcomer) == ["DO"]
        waiting.refresh_from_db()
        assert (waiting.outcome, waiting.decided_by.name.said("en")) == ("confirmed", "Keeper")

    def test_not_by_the_same_person_twice(self, house, general, newcomer):
        waiting = pairs.perform(opening.give_capacity, by=general, person=newcomer, capacity="DO")
        entries = Entry.objects.count()
        with pytest.raises(Refused) as refused:
            pairs.confirm(waiting, by=general)
        assert refused.value.code == "access.same_person"
        assert (capacities_of(newcomer), Entry.objects.count()) == ([], entries)

    def test_not_by_somebody_without_a_part_in_it(self, house, general, newcomer):
        Holding.objects.create(person=newcomer, capacity="HD", scope="member:A")
        waiting = pairs.perform(opening.give_capacity, by=general, person=newcomer, capacity="DO")
        with pytest.raises(Refused) as refused:
            pairs.confirm(waiting, by=actor_for(newcomer, "HD"))
        assert refused.value.code == "access.not_allowed"

    def test_not_on_the_word_of_one_who_lost_the_role_since(self, house, general, keeper, newcomer):
        held = Holding.objects.create(person=newcomer, capacity="AD")
        waiting = pairs.perform(opening.give_capacity, by=actor_for(newcomer, "AD"), person=newcomer, capacity="SG")
        pairs.confirm(pairs.perform(opening.end_capacity, by=keeper, holding=held), by=general)
        with pytest.raises(Refused) as refused:
            pairs.confirm(waiting, by=general)
        assert refused.value.code == "access.proposer_without_part"
        assert capacities_of(newcomer) == []
        waiting.refresh_from_db()
        assert waiting.outcome == "waiting"

    def test_not_in_another_role_than_the_one_in_which_it_was_proposed(self, house, general, keeper, newcomer):
        held = Holding.objects.create(person=newcomer, capacity="AD")
        waiting = pairs.perform(opening.give_capacity, by=actor_for(newcomer, "AD"), person=newcomer, capacity="DR")
        Holding.objects.create(person=newcomer, capacity="HD", scope="member:A")
        Holding.objects.filter(pk=held.pk).update(until_at=real_now() - timedelta(hours=1))
        with pytest.raises(Refused) as refused:
            pairs.confirm(waiting, by=keeper)
        assert refused.value.code == "access.proposer_without_part"

    def test_not_on_the_word_of_one_whose_scope_is_gone(self, house, general, keeper, newcomer):
        Holding.objects.create(person=newcomer, capacity="PO", scope="body:NEW")
        waiting = Pending.objects.create(
            act="people.give_capacity",
            row="rule_and_gavel",
            asked=[("rule_and_gavel", ["body:OLD"])],
            proposed_by=newcomer,
            proposed_in="PO",
            proposed_at=real_now(),
        )
        assert not proposer_has_a_part(waiting)
        Holding.objects.create(person=newcomer, capacity="PO", scope="body:OLD")
        assert proposer_has_a_part(waiting)

    def test_decided_once(self, general, keeper, newcomer):
        waiting = pairs.perform(opening.give_capacity, by=general, person=newcomer, capacity="DO")
        pairs.decline(waiting, by=keeper, reason="Not yet.")
        with pytest.raises(Refused) as refused:
            pairs.confirm(waiting, by=keeper)
        assert (refused.value.code, refused.value.facts["outcome"]) == ("access.already_decided", "declined")

    def test_the_impossible_does_not_wait(self, general, newcomer):
        with pytest.raises(Refused) as refused:
            pairs.perform(opening.give_capacity, by=general, person=newcomer, capacity="ZZ")
        assert refused.value.code == "people.no_such_capacity"
        assert not Pending.objects.exists()

    def test_a_role_that_ends_before_it_begins_is_refused_at_once(self, general, newcomer):
        with pytest.raises(Refused) as refused:
            pairs.perform(opening.give_capacity, by=general, person=newcomer, capacity="DO", until_at=real_now())
        assert refused.value.code == "people.role_ends_before"

    def test_no_more_of_one_person_waits_than_may(self, house, general, monkeypatch):
        monkeypatch.setattr(pairs, "MOST_WAITING_OF_SECRETARIAT", 2)
        people = [Person.objects.create(name=Words({"en": f"Newcomer {number}"})) for number in range(3)]
        first, _second = [
            pairs.perform(opening.give_capacity, by=general, person=one, capacity="DO") for one in people[:2]
        ]
        with pytest.raises(Refused) as refused:
            pairs.perform(opening.give_capacity, by=general, person=people[2], capacity="DO")
        assert (refused.value.code, refused.value.facts) == ("people.too_many_wait", {"most": 2})
        pairs.decline(first, by=general, reason="Not now")
        assert pairs.perform(opening.give_capacity, by=general, person=people[2], capacity="DO").outcome == "waiting"

    def test_the_proposer_withdraws(self, general, newcomer):
        waiting = pairs.perform(opening.give_capacity, by=general, person=newcomer, capacity="DO")
        assert pairs.decline(waiting, by=general, reason="A mistake.").outcome == "withdrawn"


class TestSignIns:
    def test_begun_and_ended(self, house):
        begun = sign_in(house["general"], means="desk_code", session_key="s")
        actor = actor_of(begun.key)
        assert (actor.capacity, actor.sign_in) == ("SG", begun.key)
        sign_out(begun)
        assert actor_of(begun.key).capacity == "PU"

    def test_no_capacity_that_is_not_held(self, house):
        with pytest.raises(Refused) as refused:
            sign_in(house["general"], means="desk_code", session_key="s", capacity="PO")
        assert refused.value.code == "people.no_such_capacity"

    @pytest.mark.parametrize(
        ("began", "seen", "alive"),
        [
            (timedelta(hours=1), timedelta(minutes=29), True),
            (timedelta(hours=1), IDLE_AT_THE_DESK + timedelta(seconds=1), False),
            (LONGEST + timedelta(seconds=1), timedelta(), False),
        ],
    )
    def test_it_grows_old(self, house, began, seen, alive):
        begun = sign_in(house["general"], means="desk_code", session_key="s")
        SignIn.objects.filter(pk=begun.pk).update(began_at=real_now() - began, last_seen_at=real_now() - seen)
        assert actor_of(begun.key).is_signed_in is alive

    def test_a_closed_account_is_out_at_once(self, house, general, keeper, newcomer):
        Account.objects.create(person=newcomer, sign_in_name="third")
        Holding.objects.create(person=newcomer, capacity="AD")
        begun = sign_in(house["keeper"], means="desk_code", session_key="s")
        pairs.confirm(pairs.perform(opening.close_account, by=keeper, account=house["keeper"]), by=general)
        assert not actor_of(begun.key).is_signed_in


class TestCodes:
    def handed_out(self, house, general, keeper):
        return pairs.confirm(pairs.perform(codes.hand_out_code, by=general, account=house["general"]), by=keeper)

    def test_once(self, house, general, keeper):
        code = self.handed_out(house, general, keeper)
        assert codes.use_desk_code("general", code.lower()) == house["general"]
        with pytest.raises(Refused) as refused:
            codes.use_desk_code("general", code)
        assert refused.value.code == "people.way_in_unknown"

    def test_it_grows_old(self, house, general, keeper):
        code = self.handed_out(house, general, keeper)
        OneTimeCode.objects.update(expires_at=real_now() - timedelta(seconds=1))
        with pytest.raises(Refused):
            codes.use_desk_code("general", code)

    def test_a_new_code_ends_the_old(self, house, general, keeper):
        old = self.handed_out(house, general, keeper)
        new = self.handed_out(house, general, keeper)
        with pytest.raises(Refused):
            codes.use_desk_code("general", old)
        assert codes.use_desk_code("general", new) == house["general"]

    def test_a_link_works_once(self, house):
        secret = codes.make_link(house["general"])
        assert codes.use_link(secret) == house["general"]
        with pytest.raises(Refused):
            codes.use_link(secret)

    def test_no_secret_is_kept(self, house, general, keeper):
        secret = codes.make_link(house["general"])
        code = self.handed_out(house, general, keeper)
        kept = " ".join(OneTimeCode.objects.values_list("code_hash", flat=True))
        assert secret not in kept
        assert code.replace(" ", "") not in kept
