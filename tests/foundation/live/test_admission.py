"""Tickets to the stream."""

from __future__ import annotations

import pytest

from plenary.foundation.live.admission import LIFE_S, RENEWED_FOR_S, Admission, NotAdmitted, digest


class Clock:
    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def admission(clock: Clock) -> Admission:
    return Admission("secret", clock)


def refused(admission: Admission, written: str, cookie: str = "") -> str:
    with pytest.raises(NotAdmitted) as no:
        admission.read(written, cookie)
    return no.value.reason


def test_says_what_was_signed(admission: Admission) -> None:
    ticket = admission.read(admission.issue({"members"}, sign_in="s", person="p", cookie="c"), "c")
    assert ticket.tokens == {"members", "public"}
    assert ticket.holders == ("signin:s", "person:p")
    assert ticket.cookie == digest("c")


def test_is_good_for_a_minute(admission: Admission, clock: Clock) -> None:
    written = admission.issue({"members"}, sign_in="s", person="p")
    clock.at += LIFE_S - 1
    assert admission.read(written).person == "p"
    clock.at += 2
    assert refused(admission, written) == "expired"


def test_of_another_secret_is_forged(admission: Admission, clock: Clock) -> None:
    assert refused(admission, Admission("other", clock).issue({"desk"}, sign_in="s", person="p")) == "forged"


@pytest.mark.parametrize("written", ["x", "x.y", "é.é", "..", "a" * 4000])
def test_of_no_form_is_forged(admission: Admission, written: str) -> None:
    assert refused(admission, written) == "forged"


def test_changed_anywhere_is_forged(admission: Admission) -> None:
    written = admission.issue({"members"}, sign_in="s", person="p")
    for place in range(len(written)):
        other = "A" if written[place] != "A" else "B"
        changed = written[:place] + other + written[place + 1 :]
        assert refused(admission, changed) == "forged"


def test_is_worth_nothing_without_its_cookie(admission: Admission) -> None:
    written = admission.issue({"members"}, sign_in="s", person="p", cookie="mine")
    assert refused(admission, written) == "elsewhere"
    assert refused(admission, written, "another's") == "elsewhere"


def test_is_renewed_with_the_same_end(admission: Admission, clock: Clock) -> None:
    ticket = admission.read(admission.issue({"members"}, sign_in="s", person="p"))
    clock.at += RENEWED_FOR_S - 10
    again = admission.renewed(ticket)
    assert admission.read(again).until == ticket.until
    clock.at += 11
    assert refused(admission, again) == "expired"


def test_never_outlives_the_sign_in(admission: Admission, clock: Clock) -> None:
    written = admission.issue({"members"}, sign_in="s", person="p", until=clock.at + 5)
    clock.at += 6
    assert refused(admission, written) == "expired"
