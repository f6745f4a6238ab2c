"""The public record as its pages print it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import PUBLIC
from plenary.foundation.journal import queries as journal
from plenary.foundation.journal.models import Checkpoint, Entry, Seal, SigningKey
from plenary.interfaces.exports.kept_record import KeptRecord, kept_record
from plenary.interfaces.web.record.whereabouts import Place, places_of_things

CHECKPOINTS_SHOWN = 12


@dataclass(slots=True)
class RecordPage:
    """Checkpoints, keys and the last seal of the public record.

    kept: the file that can be taken home; None until there is one. unsealed_count: entries that are not yet in it.
    """

    checkpoints: list[Checkpoint]
    keys: list[SigningKey]
    seal: Seal | None
    kept: KeptRecord | None
    unsealed_count: int


@dataclass(slots=True)
class EntryPage:
    """One entry of the public tree.

    signed: the signed root that holds it; None until the next is made. facts: name and value in words; None once
    erased or still under seal.
    """

    entry: Entry
    signed: Checkpoint | None
    facts: list[tuple[str, str]] | None
    place: Place | None
    earlier: int | None
    later: int | None


def record_page(reader: Actor) -> RecordPage:
    """What stands over the list of entries."""
    kept = kept_record()
    return RecordPage(
        checkpoints=list(journal.checkpoints(reader, PUBLIC)[:CHECKPOINTS_SHOWN]),
        keys=list(journal.signing_keys()),
        seal=journal.last_seal(),
        kept=kept,
        unsealed_count=public_entries(reader).count() - (kept.signed.size if kept else 0),
    )


def public_entries(reader: Actor) -> QuerySet[Entry]:
    """The entries of the public tree, the newest first."""
    return journal.entries(reader).filter(tree__audience=PUBLIC).order_by("-number")


def entry_page(reader: Actor, number: int) -> EntryPage:
    """One entry of the public tree. Raises Http404 where there is none."""
    entry = journal.entry(reader, PUBLIC, number)
    if entry is None:
        raise Http404
    facts = entry.shown_facts
    return EntryPage(
        entry=entry,
        signed=journal.checkpoint_over(entry),
        facts=None if facts is None else [(name, _said(value)) for name, value in sorted(facts.items())],
        place=places_of_things(reader, [entry.about]).get(entry.about),
        earlier=number - 1 if number > 1 else None,
        later=number + 1 if entry.tree.size > number else None,
    )


def _said(value: object) -> str:
    """A fact as a line: words with their languages, each kept apart from its neighbour; all else as it was kept."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and value and all(isinstance(words, str) for words in value.values()):
        return "; ".join(f"{name}: \u2068{words}\u2069" for name, words in value.items())
    return json.dumps(value, ensure_ascii=False)
