"""Tickets to files: one file, one reader, once, half a minute."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import time

import pytest
from django.core import signing

from plenary.foundation.files import tickets
from plenary.foundation.files.tickets import Ticket
from plenary.procedure.refusal import Refused


def refused(ticket: str) -> str:
    with pytest.raises(Refused) as no:
        tickets.take(ticket)
    return no.value.code


def test_says_which_file_and_who_asked():
    assert tickets.take(tickets.issue("a-file", sign_in="a-sign-in")) == Ticket("a-file", "a-sign-in")


def test_is_taken_once_and_read_before_that_as_often_as_wanted():
    ticket = tickets.issue("a-file", sign_in="")
    assert tickets.read(ticket) == tickets.read(ticket) == tickets.take(ticket)
    assert refused(ticket) == "files.ticket_used"


def test_fifty_who_show_it_at_once_get_one_file():
    ticket = tickets.issue("a-file", sign_in="")

    def shown(_place: int) -> bool:
        try:
            tickets.take(ticket)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(16) as together:
        assert sum(together.map(shown, range(50))) == 1


@pytest.mark.parametrize(("later_s", "is_good"), [(0, True), (29, True), (31, False), (-1, True)])
def test_lives_thirty_seconds(monkeypatch, later_s: int, is_good: bool):
    ticket = tickets.issue("a-file", sign_in="")
    then = time() + later_s
    monkeypatch.setattr("django.core.signing.time.time", lambda: then)
    if is_good:
        assert tickets.take(ticket).file == "a-file"
    else:
        assert refused(ticket) == "files.ticket_over"


def test_no_letter_of_it_can_be_changed():
    ticket = tickets.issue("a-file", sign_in="somebody")
    for place, letter in enumerate(ticket):
        other = ticket[:place] + ("x" if letter != "x" else "y") + ticket[place + 1 :]
        with pytest.raises(Refused):
            tickets.take(other)
    assert tickets.take(ticket).sign_in == "somebody"


@pytest.mark.parametrize("forged", ["", "x", ":::", "é:1:2"])
def test_what_is_no_ticket_is_not_known(forged: str):
    assert refused(forged) == "files.ticket_unknown"


def test_a_ticket_signed_for_another_use_is_not_known():
    assert refused(signing.dumps(["a-file", "", "mark"], salt="another use")) == "files.ticket_unknown"
