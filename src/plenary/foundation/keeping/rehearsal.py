"""A rehearsal: a small house beside the real one, in a folder and a process of its own, that is wiped afterwards.

Nothing of it can reach the record of the real house: it has another database, other keys, other cookies and another
address. The real house says in its trail that a rehearsal was begun and that it was wiped, and no more.

    Folder   PLENARY_HOME/rehearsal: what the rehearsal has, all of it
    MARK     what it is made of; while it is there the house may be open, and it closes within a second once it is gone
    DOOR     where it is open, written by it once it listens
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.core import signing

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.permissions import grade
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import record
from plenary.foundation.keeping.journal_verbs import ABOUT, AUDIENCE, REHEARSAL_BEGUN, REHEARSAL_WIPED
from plenary.procedure.refusal import Refused

ROW = "roles_and_settings"
FOLDER, MARK, DOOR, TICKET_KEY, SAID, LOCK = (
    "rehearsal",
    "rehearsal.json",
    "door.json",
    "ticket-key",
    "said.log",
    "rehearsing.lock",
)
GOOD_FOR_S = 30
CLOSES_WITHIN_S = 15
_SALT = "plenary.keeping.rehearsal.ticket"
#: What a rehearsal takes over of the settings of the real house. Mail, databases, buses and sign-in by others are not
#: among it, so nothing that is set up for the real house goes out of a rehearsal.
PASSED_ON = (
    "PLENARY_HOSTS",
    "PLENARY_WEB_FONTS",
    "PLENARY_PRINT_FONTS",
    "PLENARY_PROXY_HEADER",
    "PLENARY_REHEARSAL_HOST",
)
COMMAND = ("-m", "plenary.interfaces.cli", "rehearse")
"""Named and not imported: the floor it stands on is above this one."""

_started: dict[Path, subprocess.Popen[bytes]] = {}
_starting = Lock()


class State(StrEnum):
    """How the rehearsal of a house stands."""

    NONE = "none"
    MADE_READY = "made ready"
    OPEN = "open"
    LEFT = "left"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """state, and the port on which it is open; None where it is not."""

    state: State
    port: int | None = None


@act("keeping.begin_rehearsal")
def begin_rehearsal(*, by: Actor, made_of: Mapping[str, Any]) -> Path:
    """Lay out the folder of a rehearsal. One officer does it: nobody comes to read more by it.

    made_of: what the rehearsal is founded with, as `interfaces.rehearsal.outline` reads it.
    Raises Refused("access.not_allowed"), "keeping.rehearsal_there".
    """
    _require_officer(by)
    folder = folder_of_house()
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError as there:
        raise Refused("keeping.rehearsal_there") from there
    _write(folder / MARK, json.dumps(made_of, ensure_ascii=False))
    record(REHEARSAL_BEGUN, by=by, about=ABOUT, audience=AUDIENCE, facts={})
    return folder


def remove(*, by: Actor) -> None:
    """Close the rehearsal and remove every file of it. No transaction is held meanwhile: nobody in the house waits.

    Raises Refused("access.not_allowed"), "keeping.no_rehearsal", "keeping.rehearsal_stays_open".
    """
    _require_officer(by)
    folder = folder_of_house()
    if not folder.exists():
        raise Refused("keeping.no_rehearsal")
    close(folder)
    shutil.rmtree(folder)


@act("keeping.wipe_rehearsal")
def wipe_rehearsal(*, by: Actor) -> None:
    """Say in the trail that nothing is left of the rehearsal, once `remove` was done.

    Raises Refused("access.not_allowed"), "keeping.rehearsal_stays_open" where something is.
    """
    _require_officer(by)
    if folder_of_house().exists():
        raise Refused("keeping.rehearsal_stays_open")
    record(REHEARSAL_WIPED, by=by, about=ABOUT, audience=AUDIENCE, facts={})


def wiped_at() -> datetime | None:
    """When a rehearsal of this house last ended, as its record says; None where none was held."""
    last = Entry.objects.filter(verb=REHEARSAL_WIPED).order_by("pk").last()
    return last.recorded_at if last else None


def folder_of_house() -> Path:
    """Where this house keeps its rehearsal."""
    return Path(settings.PLENARY_HOME) / FOLDER


def rehearsal_of_house() -> Rehearsal:
    """How the rehearsal of this house stands now."""
    folder = folder_of_house()
    if not folder.exists():
        return Rehearsal(State.NONE)
    if is_running(folder):
        try:
            return Rehearsal(State.OPEN, int(json.loads((folder / DOOR).read_text())["port"]))
        except (FileNotFoundError, ValueError):
            return Rehearsal(State.MADE_READY)
    started = _started.get(folder)
    if started is not None and started.poll() is None:
        return Rehearsal(State.MADE_READY)
    return Rehearsal(State.FAILED if started is not None and started.returncode else State.LEFT)


def start(serving: Sequence[str]) -> None:
    """Open the rehearsal that lies in the folder; one that is open, or being opened, stays as it is.

    serving: what `plenary serve` is to be told. The process ends with this one: it reads from it, and stops when
    nobody is there any more.
    Raises Refused("keeping.no_rehearsal").
    """
    folder = folder_of_house()
    if not (folder / MARK).exists():
        raise Refused("keeping.no_rehearsal")
    with _starting:
        before = _started.get(folder)
        if is_running(folder) or (before is not None and before.poll() is None):
            return
        ours = {name: said for name, said in os.environ.items() if not name.startswith(("PLENARY_", "DJANGO_"))}
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        with (folder / SAID).open("wb") as said:
            _started[folder] = subprocess.Popen(
                [sys.executable, *COMMAND, *serving],
                env={**ours, **passed, "PLENARY_HOME": str(folder), "PLENARY_RECORD_NAME": "rehearsal/record"},
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
            )


def close(folder: Path) -> None:
    """Let the rehearsal close itself, and wait until it has. Raises Refused("keeping.rehearsal_stays_open")."""
    (folder / MARK).unlink(missing_ok=True)
    started = _started.pop(folder, None)
    if started is not None:
        started.terminate()
        try:
            started.wait(CLOSES_WITHIN_S)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
        if started.stdin is not None:
            started.stdin.close()
    until = time.monotonic() + CLOSES_WITHIN_S
    while is_running(folder):
        if time.monotonic() > until:
            raise Refused("keeping.rehearsal_stays_open")
        time.sleep(0.1)


def is_running(folder: Path) -> bool:
    """Whether a process has this house open: it holds the lock while it lives."""
    try:
        file = (folder / LOCK).open("r+")
    except FileNotFoundError:
        return False
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


# In the process of the rehearsal


def say_open(home: Path, port: int) -> None:
    """Say where the rehearsal is open. Its tickets are from here on those of a new key: older ones are none."""
    _write(home / TICKET_KEY, secrets.token_urlsafe(40))
    _write(home / DOOR, json.dumps({"port": port}))


def is_over(home: Path) -> bool:
    """Whether the rehearsal that this process is was wiped."""
    return not (home / MARK).exists()


# Tickets: from the desk of the real house into the rehearsal


@dataclass(frozen=True, slots=True)
class Ticket:
    """seat: whom one plays there. back: the address of the desk one came from. language: of the reader."""

    seat: str
    back: str
    language: str


def issue(ticket: Ticket) -> str:
    """A ticket as it stands in an address: good once, for half a minute. Raises Refused("keeping.no_rehearsal")."""
    said = [ticket.seat, ticket.back, ticket.language, secrets.token_urlsafe(9)]
    return signing.dumps(said, key=_ticket_key(folder_of_house()), salt=_SALT)


def take(said: str, home: Path) -> Ticket:
    """Read a ticket and spend it. Raises Refused where it is not of this rehearsal, too old, or was shown before."""
    try:
        seat, back, language, mark = signing.loads(said, key=_ticket_key(home), salt=_SALT, max_age=GOOD_FOR_S)
    except signing.SignatureExpired as late:
        raise Refused("keeping.ticket_over", good_for_s=GOOD_FOR_S) from late
    except signing.BadSignature as wrong:
        raise Refused("keeping.ticket_unknown") from wrong
    if not _spent.spend(mark):
        raise Refused("keeping.ticket_used")
    return Ticket(seat, back, language)


class _Spent:
    """Tickets that were shown, for as long as they would still be good."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._lock = Lock()

    def spend(self, mark: str) -> bool:
        """Whether this is the first time."""
        now = time.monotonic()
        with self._lock:
            self._until = {known: until for known, until in self._until.items() if until > now}
            if mark in self._until:
                return False
            self._until[mark] = now + GOOD_FOR_S + 1
            return True


_spent = _Spent()


def _ticket_key(home: Path) -> str:
    try:
        return (home / TICKET_KEY).read_text()
    except FileNotFoundError as none:
        raise Refused("keeping.no_rehearsal") from none


def _require_officer(by: Actor) -> None:
    if grade(by.capacity, ROW) is None:
        raise Refused("access.not_allowed", row=ROW, capacity=by.capacity)


def _write(place: Path, text: str) -> None:
    """Write a file for its owner alone, whole or not at all."""
    half = place.with_name(f".{place.name}.half")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    half.replace(place)
