"""What is done on the machine itself, past the desk: said in the trail before it is done.

Whoever holds the machine reads its files anyway. The command line is for those who keep the house, and what they take
out of it or do in it by a command is seen by all who read the trail.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from plenary.foundation.access.actors import the_house
from plenary.foundation.journal.writing import record
from plenary.foundation.keeping.journal_verbs import ABOUT, ACTS_BEGUN, AUDIENCE, KEYS_WRITTEN, RECORD_WRITTEN


def note_record(audiences: Sequence[str]) -> None:
    """Say that the record leaves in a file. audiences: whose entries are in it."""
    with transaction.atomic():
        record(RECORD_WRITTEN, by=the_house(), about=ABOUT, audience=AUDIENCE, facts={"audiences": list(audiences)})


def note_keys() -> None:
    """Say that the secrets of the house leave in a file."""
    with transaction.atomic():
        record(KEYS_WRITTEN, by=the_house(), about=ABOUT, audience=AUDIENCE, facts={})


def note_acts(*, names: Sequence[str], count: int, sha256: str) -> None:
    """Say that a file of acts is replayed. names: in whose, as the file says them; sha256: of the file."""
    with transaction.atomic():
        facts = {"names": list(names), "count": count, "sha256": sha256}
        record(ACTS_BEGUN, by=the_house(), about=ABOUT, audience=AUDIENCE, facts=facts)
