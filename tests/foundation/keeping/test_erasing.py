"""What is kept of persons goes when its time is over, or on request; and the record still checks."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction

from plenary.foundation.access.actors import actor_for, the_house
from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now, real_now, standing_at
from plenary.foundation.journal import queries
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import record
from plenary.foundation.keeping import erasing
from plenary.foundation.keeping.models import KeepingTime
from plenary.foundation.languages.words import Words
from plenary.foundation.notices import addresses
from plenary.foundation.notices.models import Mailbox
from plenary.foundation.people import codes, identities, opening, pairs
from plenary.foundation.people.models import Identity, OneTimeCode, Opening, Passkey, Pending, SignIn
from plenary.foundation.people.signing_in import sign_in
from plenary.foundation.personal import kinds
from plenary.interfaces.exports.record_bundle import record_bytes
from plenary.interfaces.exports.verify_record import verify
from plenary.offices.organisation.actions import house
from plenary.offices.protocol.models import Arrival
from plenary.procedure.refusal import Refused
from tests.builders import meetings, protocol
from tests.builders.people import actor, agreed, person

pytestmark = pytest.mark.django_db

REASON = "asked for by letter of 3 November"


def account_of(who: Person, name: str) -> Account:
    made = Account(person=who, sign_in_name=name)
    made.set_unusable_password()
    made.save()
    return made


def came_in(who: Person, name: str, capacity: str = "DM") -> SignIn:
    """Somebody who signed in once, in a role that has ended since."""
    held = Holding.objects.create(person=who, capacity=capacity)
    begun = sign_in(account_of(who, name), means="link", session_key=f"session-{name}", capacity=capacity)
    Holding.objects.filter(pk=held.pk).update(from_at=now() - timedelta(days=2), until_at=now() - timedelta(days=1))
    return begun


def checked() -> bytes:
    """The whole record, which the verifier finds nothing wrong with."""
    content = record_bytes(queries.audiences(), organisation="Norland")
    assert verify(content).faults == []
    return content


def heads() -> list[tuple[str, int, str]]:
    return list(Entry.objects.order_by("pk").values_list("tree__audience", "number", "leaf"))


def waiting() -> dict[str, int]:
    return {one.kind.name: one.waiting for one in erasing.times()}


class TestWhenItsTimeIsOver:
    def test_the_usual_times(self):
        assert {one.name: one.days for one in kinds()}.items() >= {
            "addresses": 30, "codes": 30, "openings": 365, "proposals": 365, "sign_ins": 365, "tickets": 1,
            "travel": 30,
        }.items()  # fmt: skip

    def test_sign_ins_after_a_year_with_who_it_was(self):
        begun = came_in(person("Anna Berg"), "anna")
        SignIn.objects.filter(pk=begun.pk).update(last_seen_at=real_now() - timedelta(days=364))
        assert erasing.erase_due() == {}
        SignIn.objects.filter(pk=begun.pk).update(last_seen_at=real_now() - timedelta(days=366))
        before = heads()
        assert erasing.erase_due() == {"sign_ins": 1}
        assert not SignIn.objects.exists()
        entry = Entry.objects.get(verb="people.sign_in.begun")
        assert (entry.facts, entry.salt, entry.actor_key, entry.actor_name) == (None, None, None, None)
        assert heads()[: len(before)] == before
        assert b"Anna Berg" not in checked()
        assert Entry.objects.get(verb="keeping.due.erased").facts == {"kinds": ["sign_ins"], "count": 1}
        assert erasing.erase_due() == {}

    def test_travel_a_month_after_the_meeting_unless_it_was_made_public(self):
        summit = meetings.bishkek()
        private = protocol.arrival(summit, "RUS", carrier="RSD001")
        public = protocol.arrival(summit, "ARM", audience="public")
        last_day = summit.session.until_on
        with standing_at(
            now().replace(year=last_day.year, month=last_day.month, day=last_day.day) + timedelta(days=30)
        ):
            assert waiting()["travel"] == 0
        with standing_at(
            now().replace(year=last_day.year, month=last_day.month, day=last_day.day) + timedelta(days=31)
        ):
            assert erasing.erase_due()["travel"] == 1
        assert list(Arrival.objects.values_list("key", flat=True)) == [public.key]
        told = Entry.objects.filter(verb="protocol.arrival.planned")
        assert told.get(about_key=private.key).facts is None
        assert told.get(about_key=public.key).facts["name"]
        checked()

    def test_codes_openings_sessions_and_proposals(self):
        long_ago = real_now() - timedelta(days=800)
        who = person()
        OneTimeCode.objects.create(
            account=account_of(who, "anna"), purpose="link", code_hash="x", made_at=long_ago, expires_at=long_ago
        )
        Opening.objects.create(
            person=who, about_kind="x", about_key="y", audience="members", reason="r", opened_at=long_ago,
            until_at=long_ago,
        )  # fmt: skip
        made = Pending.objects.create(
            act="x", row="y", arguments={"name": {"plain": "Anna Berg"}}, proposed_by=who, proposed_in="SG",
            proposed_at=long_ago, outcome="declined", decided_at=long_ago,
        )  # fmt: skip
        assert erasing.erase_due() == {"codes": 1, "openings": 1, "proposals": 1}
        made.refresh_from_db()
        assert (made.arguments, made.outcome) == ({}, "declined")
        assert erasing.erase_due() == {}

    def test_addresses_of_those_who_left(self):
        stays, left = person("Anna Berg"), person("Berta Left")
        for who, until in ((stays, None), (left, now() - timedelta(days=29))):
            Holding.objects.create(person=who, capacity="DM", from_at=now() - timedelta(days=90), until_at=until)
            Mailbox.objects.create(person=who, address="a@b.example")
        assert erasing.erase_due() == {}
        Holding.objects.filter(person=left).update(until_at=now() - timedelta(days=31))
        assert erasing.erase_due() == {"addresses": 1}
        assert Mailbox.objects.get().person == stays

    def test_some_hundred_at_a_time(self, monkeypatch):
        monkeypatch.setattr(erasing, "AT_ONCE", 2)
        long_ago, account = real_now() - timedelta(days=800), account_of(person(), "anna")
        for _ in range(5):
            OneTimeCode.objects.create(
                account=account, purpose="link", code_hash="x", made_at=long_ago, expires_at=long_ago
            )
        assert [erasing.erase_due().get("codes") for _ in range(4)] == [2, 2, 1, None]


class TestTimes:
    def test_two_officers_set_one(self):
        first, second = actor("SG"), actor("AD")
        for one, name in ((first, "first"), (second, "second")):
            sign_in(account_of(Person.objects.get(key=one.person_key), name), means="link", session_key=name)
        proposed = pairs.perform(erasing.set_time, by=first, kept="sign_ins", days=90)
        assert not KeepingTime.objects.exists()
        pairs.confirm(proposed, by=second)
        assert {one.kind.name: one.days for one in erasing.times()}["sign_ins"] == 90
        entry = Entry.objects.get(verb="keeping.time.set")
        assert entry.sentence == "sign_ins is kept for 90 days from now on"

    @pytest.mark.parametrize(
        ("kept", "days", "code"),
        [("sign_ins", 0, "keeping.days_out_of_reach"), ("sign_ins", 3661, "keeping.days_out_of_reach"),
         ("votes", 30, "keeping.no_such_kind")],
    )  # fmt: skip
    def test_within_reach(self, kept, days, code):
        with pytest.raises(Refused) as no:
            erasing.set_time(kept, by=agreed(actor("SG")), days=days)
        assert no.value.code == code


class TestOnRequest:
    def test_nothing_of_the_person_is_left(self):
        summit = meetings.bishkek()
        who = person("Berta Musterfrau", ru="Берта Мустерфрау")
        came_in(who, "berta")
        Passkey.objects.create(
            account=who.account, credential_id=b"x", credential=b"y", name="phone", added_at=real_now()
        )
        Identity.objects.create(account=who.account, issuer="https://id.example", subject="77", joined_at=real_now())
        with transaction.atomic():
            for about, facts in (
                (who.about, {"name": "B."}),
                (("meetings.delegate", "k"), {"name": {"ru": "Берта Мустерфрау", "en": "Berta Musterfrau"}}),
                (("access.account", who.account.key), {"name": "berta"}),
            ):
                record("people.person.entered", by=the_house(), about=about, audience="members", facts=facts)
            record(
                "people.act.declined", by=actor_for(who, "DM"), about=("x", "y"), audience="desk", facts={"act": "x"}
            )
        Mailbox.objects.create(person=who, address="berta@b.example")
        other = protocol.arrival(summit)
        before = heads()
        count = erasing.erase_person(who, by=agreed(actor("SG")), reason=REASON)
        assert count >= 5
        content = checked().decode()
        for mark in ("Berta", "Берта", who.key, '"berta"'):
            assert mark not in content.replace(f'"access.person","{who.key}"', ""), mark
        assert heads()[: len(before)] == before
        who.refresh_from_db()
        assert (who.name, who.sort_name, who.form_of_address) == (erasing.ERASED, Words(), Words())
        account = Account.objects.get(person=who)
        assert (account.is_active, account.sign_in_name) == (False, f"erased-{account.key}")
        assert not account.passkeys.exists()
        assert not Identity.objects.filter(account=account).exists()
        assert not SignIn.objects.filter(account=account).exists()
        assert Arrival.objects.get().key == other.key
        assert not Mailbox.objects.exists()
        assert Entry.objects.get(verb="keeping.person.erased").facts == {"reason": REASON, "count": count}

    def test_what_waits_about_the_person_is_taken_back_and_emptied(self):
        who, first, second = person("Berta Musterfrau"), actor("AD"), actor("SG")
        account = account_of(who, "berta")
        Account.objects.filter(pk=account.pk).update(is_active=False)
        other = person("Anna Berg")
        row = "roles_and_settings"
        about = [
            pairs.propose("people.give_capacity", by=first, row=row, person=who, capacity="DR"),
            pairs.propose("people.reopen_account", by=first, row=row, account=account),
            pairs.propose(
                "organisation.correct_person", by=second, row=row, person=who, name=Words({"en": "Berta M."})
            ),
        ]
        apart = pairs.propose("people.give_capacity", by=first, row=row, person=other, capacity="DR")
        erasing.erase_person(who, by=second.confirming(first.person_key), reason=REASON)
        for one in about:
            one.refresh_from_db()
            assert (one.outcome, one.arguments) == ("withdrawn", {})
            with pytest.raises(Refused) as no:
                pairs.confirm(one, by=second)
            assert no.value.code == "access.already_decided"
        apart.refresh_from_db()
        assert (apart.outcome, apart.arguments["person"]) == ("waiting", {"thing": list(other.about)})
        who.refresh_from_db()
        assert (who.name, Holding.objects.filter(person=who).count()) == (erasing.ERASED, 0)

    def test_nothing_gives_an_erased_person_a_name_a_role_or_a_way_in(self):
        who, by = person("Berta Musterfrau"), agreed(actor("SG"))
        account = account_of(who, "berta")
        erasing.erase_person(who, by=by, reason=REASON)
        account.refresh_from_db()
        for given in (
            lambda: opening.give_capacity(who, by=by, capacity="DR"),
            lambda: opening.reopen_account(account, by=by),
            lambda: codes.hand_out_code(account, by=by),
            lambda: identities.join_identity(account, by=by, issuer="https://id.example", subject="7"),
            lambda: house.correct_person(who, by=by, name=Words({"en": "Berta"})),
            lambda: house.appoint_officer(who, by=by, title=Words({"en": "Adviser"})),
            lambda: house.record_office(who, by=by, title=Words({"en": "Minister"})),
            lambda: addresses.enter_address(who, by=by, address="b@b.example"),
        ):
            with pytest.raises(Refused) as no:
                given()
            assert no.value.code == "access.person_erased"
        assert not Holding.objects.filter(person=who).exists()

    @pytest.mark.parametrize("letters", [True, False])
    def test_a_name_in_russian_alone_is_found_however_the_database_writes_it(self, letters):
        who = Person.objects.create(name=Words({"ru": "Берта Мустерфрау"}))
        decided = Pending.objects.create(
            act="people.add_colleague", row="y", proposed_by=person(), proposed_in="SG",
            proposed_at=real_now(), outcome="declined", decided_at=real_now(),
        )  # fmt: skip
        written = json.dumps({"name": {"words": {"ru": "Берта Мустерфрау"}}}, ensure_ascii=not letters)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_pending SET arguments = %s WHERE id = %s", [written, decided.pk])
        erasing.erase_person(who, by=agreed(actor("SG")), reason=REASON)
        decided.refresh_from_db()
        assert decided.arguments == {}

    def test_it_takes_two_always(self):
        """Also in a house whose only officer gives roles alone: this cannot be undone."""
        with pytest.raises(SecondPersonNeeded):
            erasing.erase_person(person(), by=actor("AD"), reason=REASON)

    def test_who_still_acts_is_not_erased(self):
        somebody = actor("DM")
        with pytest.raises(Refused) as no:
            erasing.erase_person(Person.objects.get(key=somebody.person_key), by=agreed(actor("SG")), reason=REASON)
        assert no.value.code == "keeping.person_still_acts"

    def test_once_and_with_a_reason(self):
        who = person()
        with pytest.raises(Refused) as no:
            erasing.erase_person(who, by=agreed(actor("SG")), reason="  because   ")
        assert (no.value.code, no.value.facts) == ("keeping.reason_wanted", {"least": 15})
        erasing.erase_person(who, by=agreed(actor("SG")), reason=REASON)
        with pytest.raises(Refused) as no:
            erasing.erase_person(who, by=agreed(actor("SG")), reason=REASON)
        assert no.value.code == "keeping.person_erased"

    def test_a_name_that_is_part_of_another_is_left(self):
        who, other = person("Anna Berg"), person("Anna Bergmann")
        with transaction.atomic():
            record("people.person.entered", by=the_house(), about=other.about, audience="members",
                   facts={"name": "Anna Bergmann"})  # fmt: skip
        erasing.erase_person(who, by=agreed(actor("SG")), reason=REASON)
        assert Entry.objects.get(about_key=other.key).facts == {"name": "Anna Bergmann"}


def erased_in_numbers(number: int) -> None:
    """So many people, each entered, signed in and with an act of its own; all erased; the export checks."""
    officer = agreed(actor("SG", name="Officer Who Stays"))
    people = [person(f"Person Number-{place}", ru=f"Человек Номер-{place}") for place in range(number)]
    with transaction.atomic():
        for place, who in enumerate(people):
            came_in(who, f"person-{place}")
            facts = {"name": dict(who.name), "place": place}
            record("people.person.entered", by=the_house(), about=who.about, audience="members", facts=facts)
            by = actor_for(who, "DM")
            record("people.act.declined", by=by, about=("x", str(place)), audience="public", facts={"act": "x"})
    before = heads()
    for who in people:
        erasing.erase_person(who, by=officer, reason=REASON)
    content = checked()
    assert b"Person Number" not in content
    assert json.dumps("Человек").strip('"').encode() not in content
    assert "Человек".encode() not in content
    assert content.count(b"Officer Who Stays") >= number
    assert heads()[: len(before)] == before
    assert not SignIn.objects.exists()


def test_forty_people():
    erased_in_numbers(40)


@pytest.mark.soak
def test_a_thousand_people():
    erased_in_numbers(1000)
