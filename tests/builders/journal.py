"""Records to be checked: the least that is true, and as long as a test asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from plenary.foundation.journal import checkpoints, keys, writing
from plenary.foundation.journal.models import Entry
from plenary.interfaces.exports.record_bundle import record_bytes

STARTED_AT = datetime(2019, 11, 28, 9, 0, tzinfo=UTC)

writing.register("tests.text.adopted", "{title} was adopted as number {number}")
writing.register("tests.ballot.cast", "{member} voted {choice}")
writing.register("tests.door.opened", "The door was opened")


@dataclass(frozen=True)
class Someone:
    """Who acts, as the record needs to know it."""

    person_key: str = "p-anna"
    capacity: str = "SB"
    name: str = "Anna Berg"


ANNA = Someone()


def adopted(number: int = 1, *, audience: str = "public", by: Someone = ANNA, sha256: str = "") -> Entry:
    """One text adopted."""
    return writing.record(
        "tests.text.adopted",
        by=by,
        about=("tests.text", f"k{number}"),
        audience=audience,
        happened_at=STARTED_AT + timedelta(minutes=number),
        facts={"number": number, "title": f"Ω {number}", **({"sha256": sha256} if sha256 else {})},
        cite="GA rule 83",
    )


def record_of(
    entries: int, *, hidden: int = 0, checkpoints_every: int = 0, sealed_minutes: int = 1, audience: str = "sitting:x"
) -> bytes:
    """The file of a record with so many entries in all, its key's entry counted, `hidden` of them in another tree.

    checkpoints_every: sign after so many public entries. The last minute's seal is made before the last entry.
    """
    with transaction.atomic():
        keys.create("secretariat.example/record", by=ANNA)
        for number in range(1, hidden + 1):
            adopted(number, audience=audience)
        public = entries - hidden - 1
        for number in range(1, public + 1):
            if number == public:
                for minute in range(sealed_minutes):
                    checkpoints.seal_minute(STARTED_AT + timedelta(minutes=minute))
            adopted(number)
            if checkpoints_every and number % checkpoints_every == 0:
                checkpoints.checkpoint("public")
        return record_bytes(["public", audience] if hidden else ["public"], organisation="Union of Norland")
