"""Adding to the record. Offices write `from plenary.foundation.journal import writing as journal`."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, Literal, Protocol

from django.db import connection

from plenary.foundation.clock import real_now
from plenary.foundation.journal.canonical import plain
from plenary.foundation.journal.journal_verbs import ENTRY_ERASED
from plenary.foundation.journal.leaves import commitment, name_of
from plenary.foundation.journal.models import Entry, Tree
from plenary.foundation.journal.tree import append
from plenary.foundation.journal.verbs import listen, listeners, register, sentence_of

__all__ = ["erase", "listen", "record", "register", "reveal"]

PUBLIC = "public"


class Acting(Protocol):
    """Who acts: `access.Actor`, or anything that says the same three things."""

    @property
    def person_key(self) -> str: ...
    @property
    def capacity(self) -> str: ...
    @property
    def name(self) -> str: ...


def record(
    verb: str,
    *,
    by: Acting,
    about: tuple[str, str],
    audience: str = PUBLIC,
    happened_at: datetime | None = None,
    facts: Mapping[str, Any] | None = None,
    cite: str = "",
    sealed: bool = False,
) -> Entry:
    """Write one act to the record, in the transaction of the act itself.

    audience: whose tree it goes to. happened_at: as stated; when it was recorded is the real clock's alone.
    sealed: facts and name stay hidden until `reveal` is called about the same thing.
    Order: the tree is locked, the entry written, the tree grown, then the listeners called.
    Raises: LookupError for an unregistered verb; RuntimeError outside a transaction; TypeError or ValueError
    for facts that have no one spelling (see `canonical`).
    """
    sentence_of(verb)
    _in_a_transaction()
    told = plain(dict(facts or {}))
    salt, actor_salt = secrets.token_hex(32), secrets.token_hex(32)
    tree = _locked(audience)
    entry = Entry(
        tree=tree,
        number=tree.size + 1,
        verb=verb,
        about_kind=about[0],
        about_key=str(about[1]),
        capacity=str(by.capacity),
        actor_key=str(by.person_key),
        actor_name=str(by.name),
        actor_salt=actor_salt,
        actor_hash=commitment(actor_salt, name_of(str(by.person_key), str(by.name))),
        happened_at=happened_at,
        recorded_at=real_now(),
        cite=str(cite),
        facts=told,
        salt=salt,
        facts_hash=commitment(salt, told),
        previous=tree.last,
        sealed=sealed,
    )
    entry.leaf = entry.leaf_again()
    entry.save(force_insert=True)
    tree.peaks = [peak.hex() for peak in append(_bytes(tree.peaks), tree.size, bytes.fromhex(entry.leaf))]
    tree.size, tree.last = entry.number, entry.leaf
    Tree.objects.filter(pk=tree.pk).update(size=tree.size, peaks=tree.peaks, last=tree.last)
    for listener in listeners(verb):
        listener(entry)
    return entry


def reveal(about: tuple[str, str]) -> int:
    """Lift the seal from every entry about one thing; how many had one.

    Raises: RuntimeError outside a transaction.
    """
    _in_a_transaction()
    return Entry.objects.about(*about).filter(sealed=True, revealed=False).update(revealed=True)


def erase(
    entries: Iterable[Entry],
    *,
    by: Acting,
    reason: str,
    cite: str = "",
    part: Literal["facts", "actor"] = "facts",
) -> int:
    """Take personal data out of entries; the record still verifies, and says that they were taken out.

    part: the facts, or the name of who acted. One entry in each tree concerned names the numbers; what it says
    can itself not be erased. How many entries were emptied is returned.
    Raises: ValueError without a reason, or for an entry that tells of an erasure; RuntimeError outside a
    transaction.
    """
    _in_a_transaction()
    if not reason.strip():
        raise ValueError("The record says why something was erased.")
    chosen = sorted(entries, key=lambda entry: (entry.tree_id, entry.number))
    if part == "facts" and any(entry.verb.startswith("journal.") for entry in chosen):
        raise ValueError("What the record says of itself stays.")
    count = 0
    for _tree, group in groupby(chosen, key=lambda entry: entry.tree_id):
        emptied = list(group)
        rows = Entry.objects.filter(pk__in=[entry.pk for entry in emptied])
        if part == "facts":
            count += rows.update(facts=None, salt=None)
        else:
            count += rows.update(actor_key=None, actor_name=None, actor_salt=None)
        audience = emptied[0].tree.audience
        record(
            ENTRY_ERASED,
            by=by,
            about=("journal.tree", audience),
            audience=audience,
            facts={"numbers": [entry.number for entry in emptied], "part": part, "reason": reason},
            cite=cite,
        )
    return count


def _in_a_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("An act and its entry share one transaction: open it first.")


def _locked(audience: str) -> Tree:
    """The tree of an audience, so that nobody else can add to it until this transaction ends.

    On PostgreSQL the row is locked; on SQLite the write transaction itself is the lock.
    """
    rows = Tree.objects.select_for_update()
    try:
        return rows.get(audience=audience)
    except Tree.DoesNotExist:
        Tree.objects.get_or_create(audience=audience)
        return rows.get(audience=audience)


def _bytes(hashes: list[str]) -> list[bytes]:
    return [bytes.fromhex(text) for text in hashes]
