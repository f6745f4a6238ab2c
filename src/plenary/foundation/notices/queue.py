"""The queue of letters: rows, claimed by one process at a time, settled by the server's answer alone.

A letter goes from waiting to sending when a process claims it. Just before the last byte of its text leaves, that it
is *handed* is committed; until then no server may deliver it (RFC 5321, 4.1.1.4), so a cut before is no loss and the
letter waits again. From then until the answer nobody can know whether it was taken: what is cut there is *uncertain*
and stays so until an officer decides. 250 makes it sent, and nothing else does.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import wraps
from time import sleep
from typing import ParamSpec, TypeVar

from django.db import OperationalError, transaction
from django.db.models import F, Q, QuerySet

from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.notices.kinds import Kind
from plenary.foundation.notices.models import Carrier, Letter, Mailbox

P = ParamSpec("P")
R = TypeVar("R")

#: Pauses after the first, second … answer that says "later"; the last one again and again.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
GIVEN_UP_AFTER = timedelta(days=4)
#: A letter with a code is of no use after the code's own time.
CODE_GIVEN_UP_AFTER = timedelta(days=1)
#: A process on another machine that was not heard of for so long is dead; longer than any answer is waited for.
LEASE = timedelta(minutes=20)
SENT_ARE_KEPT = timedelta(days=30)

_NONCE = secrets.token_hex(4)


def this_process() -> str:
    """Names the machine, the process and its start, so that a successor can tell that it died."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{_NONCE}"


def recover() -> int:
    """Take back what dead processes had claimed: waiting where nothing was handed over, uncertain where it was."""
    count = 0
    for letter in Letter.objects.filter(state=Letter.State.SENDING).exclude(claimed_by=this_process()):
        if not _is_dead(letter):
            continue
        rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.SENDING, claimed_by=letter.claimed_by)
        if letter.handed_at is not None and letter.of_kind == Kind.LEFT:
            count += let_go(rows, "cut_off")
            continue
        left = Letter.State.WAITING if letter.handed_at is None else Letter.State.UNCERTAIN
        count += rows.update(state=left, claimed_by="", answer="cut_off", settled_at=None)
    return count


def due(most: int) -> list[int]:
    """Letters whose hour came, the oldest first; codes that somebody waits for before all others."""
    rows = Letter.objects.filter(state=Letter.State.WAITING, next_at__lte=real_now())
    first = rows.filter(of_kind__in=[Kind.CONFIRM, Kind.TEST]).order_by("next_at", "pk")
    then = rows.exclude(of_kind__in=[Kind.CONFIRM, Kind.TEST]).order_by("next_at", "pk")
    found = list(first.values_list("pk", flat=True)[:most])
    return found + list(then.values_list("pk", flat=True)[: most - len(found)])


def claim(pk: int) -> tuple[Letter, str] | None:
    """Take one letter to send, and the address where it goes; None where it is no longer to be sent.

    A person without a usable address, or who may not sign in any more, gets none: the letter is let go.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
        if letter.state != Letter.State.WAITING:
            return None
        address = _where_to(letter)
        if not address or Account.objects.filter(person=letter.person, is_active=False).exists():
            _settle(letter, Letter.State.LET_GO, "no_address")
            return None
        letter.state, letter.claimed_by = Letter.State.SENDING, this_process()
        letter.claimed_at, letter.handed_at = real_now(), None
        letter.attempts += 1
        letter.touch().save()
        return letter, address


def _where_to(letter: Letter) -> str:
    if letter.of_kind == Kind.LEFT:
        return str(letter.goes_to)
    mailbox = Mailbox.objects.filter(person=letter.person).first()
    if mailbox is None:
        return ""
    return str(mailbox.wanted if letter.of_kind == Kind.CONFIRM else mailbox.address)


def _insistent(function: Callable[P, R]) -> Callable[P, R]:
    """Try again while the database is busy: what a server answered must not be forgotten for that."""

    @wraps(function)
    def insisting(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(5):
            with suppress(OperationalError):
                return function(*args, **kwargs)
            sleep(1)
        return function(*args, **kwargs)

    return insisting


def handing_over(letter: Letter) -> None:
    """Note, for good, that the last byte leaves now. Raises where that cannot be noted; then it must not leave."""
    rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.SENDING, claimed_by=this_process())
    if rows.update(handed_at=real_now()) != 1:
        raise RuntimeError("this letter is no longer ours to send")


@_insistent
def taken(letter: Letter) -> None:
    """The server said 250."""
    with transaction.atomic():
        _settle(letter, Letter.State.SENT, "250")
        if letter.of_kind == Kind.TEST:
            carrier = the_carrier()
            carrier.tested_at = real_now()
            carrier.save()


@_insistent
def later(letter: Letter, answer: str) -> None:
    """The server said that it may take the letter another time: a pause, or given up after some days."""
    instant = real_now()
    patience = CODE_GIVEN_UP_AFTER if letter.of_kind == Kind.CONFIRM else GIVEN_UP_AFTER
    if letter.made_at + patience <= instant:
        _settle(letter, Letter.State.GIVEN_UP, answer)
        return
    pause = PAUSES[min(letter.attempts, len(PAUSES)) - 1]
    letter.state, letter.next_at, letter.answer = Letter.State.WAITING, instant + pause, answer
    letter.claimed_by, letter.handed_at = "", None
    letter.touch().save()


@_insistent
def refused(letter: Letter, answer: str) -> None:
    """The server said that it will never take it."""
    _settle(letter, Letter.State.GIVEN_UP, answer)


@_insistent
def unknown(letter: Letter, answer: str) -> None:
    """The line was cut after the last byte and before the answer.

    To an address that was left nothing goes twice, and no officer is asked: the house is to forget it.
    """
    if letter.of_kind == Kind.LEFT:
        _settle(letter, Letter.State.LET_GO, answer)
        return
    letter.state, letter.answer, letter.claimed_by = Letter.State.UNCERTAIN, answer, ""
    letter.touch().save()


@_insistent
def put_back(letter: Letter, answer: str) -> None:
    """The line was cut, or the server was in trouble, before anything was handed over; others go first next time."""
    letter.state, letter.answer, letter.claimed_by, letter.handed_at = Letter.State.WAITING, answer, "", None
    letter.next_at = real_now() + PAUSES[0]
    letter.touch().save()


@_insistent
def in_trouble(trouble: str) -> None:
    """No letter can be handed over now, whoever it is for; ask again after a pause."""
    carrier = the_carrier()
    carrier.failures += 1
    carrier.trouble = trouble[:40]
    carrier.since_at = carrier.since_at or real_now()
    carrier.again_at = real_now() + PAUSES[min(carrier.failures, 3) - 1]
    carrier.save()
    give_up_the_old(trouble)


@_insistent
def in_order() -> None:
    """The server takes letters."""
    Carrier.objects.filter(~Q(trouble="") | Q(failures__gt=0)).update(
        trouble="", failures=0, since_at=None, again_at=None
    )


def give_up_the_old(answer: str) -> int:
    """Give up what waited for too long while the server took nothing."""
    instant = real_now()
    old = Q(made_at__lte=instant - GIVEN_UP_AFTER) | Q(of_kind=Kind.CONFIRM, made_at__lte=instant - CODE_GIVEN_UP_AFTER)
    waiting = Letter.objects.filter(old, state=Letter.State.WAITING)
    waiting.filter(of_kind=Kind.LEFT).update(text="", goes_to="")
    return waiting.update(state=Letter.State.GIVEN_UP, answer=answer[:40], settled_at=instant, version=F("version") + 1)


def the_carrier() -> Carrier:
    """What the house knows of its mail server."""
    return Carrier.objects.get_or_create(only=True)[0]


def trim() -> int:
    """Forget letters that were settled long ago, and addresses that were left; what waits for an officer stays."""
    left = Letter.objects.filter(of_kind=Kind.LEFT, made_at__lte=real_now() - GIVEN_UP_AFTER).exclude(goes_to="")
    let_go(left.exclude(state=Letter.State.SENDING), "too_late")
    old = Letter.objects.filter(
        state__in=[Letter.State.SENT, Letter.State.LET_GO], settled_at__lt=real_now() - SENT_ARE_KEPT
    )
    return old.delete()[0]


def let_go(letters: QuerySet[Letter], answer: str = "") -> int:
    """Send these no more, and forget what stood in them; how many there were."""
    return letters.update(
        state=Letter.State.LET_GO,
        text="",
        subject="",
        goes_to="",
        claimed_by="",
        answer=answer,
        settled_at=real_now(),
        version=F("version") + 1,
    )


def _settle(letter: Letter, state: str, answer: str) -> None:
    letter.state, letter.answer, letter.settled_at, letter.claimed_by = state, answer[:40], real_now(), ""
    if state in {Letter.State.SENT, Letter.State.LET_GO} or letter.of_kind in {Kind.CONFIRM, Kind.LEFT}:
        letter.text = letter.goes_to = ""
    letter.touch().save()


def _is_dead(letter: Letter) -> bool:
    machine, _, rest = letter.claimed_by.rpartition(":")[0].rpartition(":")
    nonce = letter.claimed_by.rpartition(":")[2]
    if machine == socket.gethostname()[:60] and rest.isdigit():
        if int(rest) == os.getpid():
            return nonce != _NONCE
        try:
            os.kill(int(rest), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass
    return letter.claimed_at is None or letter.claimed_at < real_now() - LEASE
