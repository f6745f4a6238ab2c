"""Tickets to files: one file, one reader, once, half a minute."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import time

import pytest
from django.core import signing
from django.db import connection

from plenary.foundation.clock import real_now
from plenary.foundation.files import tickets
from plenary.foundation.files.models import SpentTicket
from plenary.foundation.files.tickets import Ticket
from plenary.procedure.refusal import Refused

pytestmark = pytest.mark.django_db


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


@pytest.mark.django_db(transaction=True)
def test_fifty_who_show_it_at_once_get_one_file():
    ticket = tickets.issue("a-file", sign_in="")

    def shown(_place: int) -> bool:
        try:
            tickets.take(ticket)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(16) as together:
        assert sum(together.map(shown, range(50))) == 1


class TestSeveralProcesses:
    """Pages of a house in PostgreSQL may be served by several, which share nothing but the database."""

    @pytest.fixture
    def another_process(self, monkeypatch) -> Callable[[], None]:
        """What follows is done by a process that has shown no ticket yet."""
        monkeypatch.setattr(tickets, "_several_may_serve", lambda: True)
        return lambda: monkeypatch.setattr(tickets, "_spent", tickets._Spent())

    def test_one_honours_what_another_has_not_seen(self, another_process):
        first, second = (tickets.issue(name, sign_in="") for name in ("first", "second"))
        assert tickets.take(first).file == "first"
        another_process()
        assert refused(first) == "files.ticket_used"
        assert tickets.take(second).file == "second"

    def test_what_is_too_old_to_be_shown_is_forgotten(self, another_process):
        old, young = tickets.issue("old", sign_in=""), tickets.issue("young", sign_in="")
        tickets.take(old)
        SpentTicket.objects.update(spent_at=real_now() - timedelta(seconds=61))
        tickets.take(young)
        tickets.forget_spent()
        assert SpentTicket.objects.count() == 1
        assert refused(young) == "files.ticket_used"


def test_a_row_is_written_only_where_several_may_serve(django_assert_num_queries):
    ticket = tickets.issue("a-file", sign_in="")
    if connection.vendor == "sqlite":
        with django_assert_num_queries(0):
            tickets.take(ticket)
    else:
        tickets.take(ticket)
    assert SpentTicket.objects.count() == (connection.vendor != "sqlite")


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
