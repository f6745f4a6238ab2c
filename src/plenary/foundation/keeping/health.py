"""Whether the house is well: what can be told in a few cheap questions, without a secret and without a name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db import Error, connection

from plenary.foundation.clock import real_now
from plenary.foundation.journal import queries
from plenary.foundation.journal.models import Entry
from plenary.foundation.keeping.journal_verbs import BACKUP_CHECKED, BACKUP_FAILED, BACKUP_TAKEN
from plenary.foundation.live.models import Outbox

#: A seal is made each minute; one may wait behind a long act.
SEAL_LATE, SEAL_MISSING = timedelta(minutes=3), timedelta(minutes=15)
BACKUP_LATE, BACKUP_MISSING = timedelta(days=1), timedelta(days=7)
#: One is restored for a trial each week.
RESTORE_LATE, RESTORE_MISSING = timedelta(days=8), timedelta(days=31)
ROOM_SHORT, ROOM_GONE = 2 * 1024**3, 256 * 1024**2
EVENT_LATE = timedelta(seconds=30)
#: Clocks of two machines differ a little; a record ahead of the clock by more says that it was turned back.
CLOCK_SLACK = timedelta(seconds=5)


#: Without these no act can be kept; the others can wait for a person.
VITAL = frozenset({"database", "disk", "clock"})


class State(StrEnum):
    """How one thing stands."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that was looked at. at: the moment it hangs on; room: free bytes; either may not apply."""

    name: str
    state: State
    at: datetime | None = None
    room: int | None = None


def conditions() -> list[Condition]:
    """Everything that is looked at, in the order in which one mends it."""
    return [_answered(name, look) for name, look in LOOKS.items()]


def overall(found: list[Condition]) -> State:
    """The worst of them."""
    order = list(State)
    return max((one.state for one in found), key=order.index)


def can_work(found: list[Condition]) -> bool:
    """Whether acts can be kept."""
    return not any(one.state is State.BAD and one.name in VITAL for one in found)


def _answered(name: str, look: Callable[[], Condition]) -> Condition:
    """A look; where the database does not answer, it is bad."""
    try:
        return look()
    except Error:
        return Condition(name, State.BAD)


def _database() -> Condition:
    """It answers. That its tables are those of this release is seen when the house opens."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Condition("database", State.GOOD)


def _disk() -> Condition:
    free = shutil.disk_usage(settings.PLENARY_HOME).free
    state = State.BAD if free < ROOM_GONE else State.LOOK if free < ROOM_SHORT else State.GOOD
    return Condition("disk", state, room=free)


def _clock() -> Condition:
    """The machine's clock is not behind what it stamped before."""
    seal = queries.last_seal()
    newest = Entry.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    stamped = max((at for at in (newest, seal.at if seal else None) if at), default=None)
    behind = stamped is not None and stamped - real_now() > CLOCK_SLACK
    return Condition("clock", State.BAD if behind else State.GOOD)


def _seal() -> Condition:
    """The work that comes back by the clock is done: it signs the record each minute."""
    seal = queries.last_seal()
    return Condition("seal", _aged(seal.at if seal else None, SEAL_LATE, SEAL_MISSING), at=seal.at if seal else None)


def _lanes() -> Condition:
    """What was told reaches open pages: no event waits for its number."""
    late = Outbox.objects.filter(number__isnull=True, holder="", at__lt=real_now() - EVENT_LATE).exists()
    return Condition("lanes", State.LOOK if late else State.GOOD)


def _backup() -> Condition:
    taken = Entry.objects.filter(verb=BACKUP_TAKEN).order_by("-pk").values_list("recorded_at", flat=True).first()
    return Condition("backup", _aged(taken, BACKUP_LATE, BACKUP_MISSING), at=taken)


def _restore() -> Condition:
    """A backup was restored for a trial. Where the newest one failed, none after it is known to be good."""
    trials = Entry.objects.filter(verb__in=(BACKUP_CHECKED, BACKUP_FAILED)).order_by("-pk")
    last = trials.values_list("verb", "recorded_at").first()
    if last is None:
        return Condition("restore", State.LOOK)
    verb, at = last
    return Condition("restore", State.BAD if verb == BACKUP_FAILED else _aged(at, RESTORE_LATE, RESTORE_MISSING), at=at)


def _aged(at: datetime | None, late: timedelta, missing: timedelta) -> State:
    age = real_now() - at if at else missing
    return State.GOOD if age < late else State.LOOK if age < missing else State.BAD


LOOKS: Final[dict[str, Callable[[], Condition]]] = {
    "database": _database,
    "disk": _disk,
    "clock": _clock,
    "seal": _seal,
    "lanes": _lanes,
    "backup": _backup,
    "restore": _restore,
}
