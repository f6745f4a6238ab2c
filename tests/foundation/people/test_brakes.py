"""The brake on tries to come in: it slows a guesser, and keeps out neither a stranger's victim nor a whole hall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from plenary.foundation.journal.models import Entry
from plenary.foundation.people import brakes
from plenary.foundation.people.models import Tries
from plenary.procedure.refusal import Refused

pytestmark = pytest.mark.django_db

HALL = "203.0.113.7"
ELSEWHERE = "198.51.100.9"


@pytest.fixture
def clock(monkeypatch):
    """The real clock, standing until it is moved."""

    class Standing:
        at = datetime(2026, 11, 24, 10, 0, 30, tzinfo=UTC)

        def move(self, **by: int) -> None:
            self.at += timedelta(**by)

    standing = Standing()
    monkeypatch.setattr(brakes, "real_now", lambda: standing.at)
    return standing


def fails(name: str = "head", address: str = HALL, way: str = "desk_code") -> None:
    """One try that is judged and found wrong."""
    with pytest.raises(LookupError), brakes.braked(way, address=address, name=name):
        raise LookupError


def comes_in(name: str = "head", address: str = HALL, way: str = "desk_code") -> None:
    with brakes.braked(way, address=address, name=name):
        pass


def waits(name: str = "head", address: str = HALL, way: str = "desk_code") -> int:
    """Seconds that the next try must wait."""
    with pytest.raises(Refused) as no, brakes.braked(way, address=address, name=name):
        raise AssertionError("it was judged")
    assert no.value.code == "people.too_many_tries"
    return no.value.facts["wait_s"]


def test_the_eleventh_wrong_try_of_a_minute_waits(clock):
    for _ in range(brakes.TRIES_BY_NAME):
        fails()
    assert waits() == 60
    clock.move(seconds=20)
    assert waits() == 40


def test_waiting_helps_whatever_was_tried_meanwhile(clock):
    for _ in range(brakes.TRIES_BY_NAME):
        fails()
    for _ in range(59):
        clock.move(seconds=1)
        waits()
    clock.move(seconds=1)
    comes_in()


def test_a_stranger_elsewhere_keeps_nobody_out(clock):
    for _ in range(brakes.TRIES_BY_NAME):
        fails(address=ELSEWHERE)
    waits(address=ELSEWHERE)
    comes_in(address=HALL)


def test_another_name_and_another_way_in_go_on(clock):
    for _ in range(brakes.TRIES_BY_NAME):
        fails()
    comes_in(name="another")
    comes_in(way="passkey")


def test_a_whole_hall_comes_in_by_one_address(clock):
    """Two hundred delegates in one minute, each after two slips of the finger on the way."""
    for place in range(200):
        comes_in(name=f"delegate-{place}")
    for place in range(50):
        fails(name=f"delegate-{place}")
        fails(name=f"delegate-{place}")
        comes_in(name=f"delegate-{place}")


def test_a_network_that_tries_many_names_waits(clock):
    for place in range(brakes.TRIES_BY_NETWORK):
        fails(name=f"name-{place}")
    assert waits(name="yet-another") == 60
    comes_in(name="yet-another", address=ELSEWHERE)


def test_a_neighbour_address_is_the_same_network(clock):
    for place in range(brakes.TRIES_BY_NAME):
        fails(address=f"203.0.113.{place + 1}")
    waits(address="203.0.113.200")
    comes_in(address="203.0.114.1")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2ff:3::4", "2001:db8:1:200::/56"),
        ("::1", "::/56"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_the_network_of_an_address(address, network):
    assert brakes.network_of(address) == network


def test_the_record_says_once_that_a_brake_closed(clock):
    for _ in range(brakes.TRIES_BY_NAME):
        fails()
    for _ in range(30):
        waits()
    told = Entry.objects.filter(verb="people.tries.braked")
    assert [(entry.tree.audience, entry.facts["way"]) for entry in told] == [("trail", "desk_code")]
    clock.move(minutes=1)
    for _ in range(brakes.TRIES_BY_NAME):
        fails()
    waits()
    assert told.all().count() == 2


def test_what_was_typed_is_not_kept(clock):
    fails(name="SECRETCODE")
    kept = " ".join(f"{one.mark} {one}" for one in Tries.objects.all())
    assert len(kept) > 100
    assert "SECRETCODE" not in kept
    assert "203.0.113" not in kept


def test_old_counts_are_forgotten_and_running_ones_stay(clock):
    fails(name="old")
    clock.move(seconds=61)
    fails(name="new")
    brakes.forget_tries()
    assert list(Tries.objects.values_list("count", flat=True)) == [1, 1], "the network's and the new name's"
    for _ in range(brakes.TRIES_BY_NAME - 1):
        fails(name="new")
    waits(name="new")
