"""Names and titles that were corrected, as the pages of the things say so at their foot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.journal import queries as journal
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that stood before and those that stand instead; one of them may be empty."""

    at: datetime
    before: Words
    after: Words


def corrections_of(reader: Actor, *things: Kept) -> list[Correction]:
    """What was corrected about these things, the newest first, as far as this reader may know of it."""
    keys: dict[str, list[str]] = {}
    for thing in things:
        keys.setdefault(thing.kind, []).append(thing.key)
    return corrections_among(reader, keys)


def corrections_among(reader: Actor, keys: Mapping[str, Collection[str] | QuerySet[Any]]) -> list[Correction]:
    """The same for things named by kind and key; one question."""
    found = journal.corrections_about(reader, keys)
    return [one for entry in found for one in _told(entry.recorded_at, entry.shown_facts or {})]


def _told(at: datetime, facts: dict[str, object]) -> Iterable[Correction]:
    before, after = facts.get("before"), facts.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    found: list[Correction] = []
    for field in after:
        old, new = Words.of(before.get(field)), Words.of(after[field])
        # A language that stayed as it was says nothing.
        changed = [code for code in {**old, **new} if old.get(code, "") != new.get(code, "")]
        one = Correction(at, _in(changed, old), _in(changed, new))
        # The name by which lists sort is mostly the short name; said once it is said.
        if one not in found:
            found.append(one)
    return found


def _in(codes: Iterable[str], words: Words) -> Words:
    return Words.of({code: words.get(code, "") for code in codes})
