"""The record as one file that anyone can check with `verify_record.py`, and the proof of one entry beside a text."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from plenary.foundation.clock import real_now
from plenary.foundation.journal import checkpoints, keys, notes, queries
from plenary.foundation.journal import tree as hash_tree
from plenary.foundation.journal.canonical import canonical
from plenary.foundation.journal.leaves import moment
from plenary.foundation.journal.models import Checkpoint, Entry, Seal, SigningKey
from plenary.foundation.journal.writing import PUBLIC

FORMAT, VERSION = "plenary-record", 1
PROOF = "c2sp.org/tlog-proof@v1"


def export_record(audiences: Iterable[str] = (PUBLIC,), *, organisation: str) -> dict[str, Any]:
    """The record of some audiences, signed as a whole; the public tree is always among them.

    organisation: its name as people read it. The caller has asked whether the reader is in these audiences.
    Each tree gets a signed root over its last entry first, so that nothing in the file hangs loose.
    """
    wanted = sorted({PUBLIC, *audiences})
    with transaction.atomic():
        last = {audience: checkpoints.checkpoint(audience) for audience in wanted}
        return signed_record(last, organisation=organisation)


def signed_record(last: Mapping[str, Checkpoint | None], *, organisation: str) -> dict[str, Any]:
    """The record of some audiences as far as their signed roots go, signed as a whole.

    last: the root of each tree; None for an empty one.
    """
    key = keys.current()
    seal = queries.last_seal()
    opened = checkpoints.openings(seal, last) if seal else {}
    content: dict[str, Any] = {
        "exported_at": moment(real_now()),
        "format": FORMAT,
        "keys": [_key(row) for row in queries.signing_keys()],
        "organisation": organisation,
        "seal": _seal(seal) if seal else None,
        "trees": [_tree(audience, signed, opened.get(audience)) for audience, signed in sorted(last.items())],
        "version": VERSION,
    }
    count = sum(len(tree["entries"]) for tree in content["trees"])
    text = notes.checkpoint_text(f"{key.name}/export", count, sha256(canonical(content)).digest())
    content["warrant"] = keys.sign(key, text)
    return content


def record_bytes(audiences: Iterable[str] = (PUBLIC,), *, organisation: str) -> bytes:
    """The record file: the one written form of `export_record`."""
    return canonical(export_record(audiences, organisation=organisation))


def entry_proof(entry: Entry, signed: Checkpoint) -> str:
    """A small text that shows an entry to be in its tree, under a signed root of the tree that holds it.

    Its extra part is the content of the leaf; facts and names stand in it only as their salted hashes.
    Source: C2SP tlog-proof v1.
    """
    rows = Entry.objects.filter(tree=entry.tree, number__lte=signed.size).order_by("number")
    leaves = [bytes.fromhex(leaf) for leaf in rows.values_list("leaf", flat=True)]
    path = hash_tree.inclusion_path(leaves, entry.number - 1)
    lines = [PROOF, f"extra {_base64(entry.leaf_content())}", f"index {entry.number - 1}", *map(_base64, path), ""]
    return "\n".join(lines) + "\n" + signed.note


def entry_fields(entry: Entry) -> dict[str, Any]:
    """One entry as the file holds it; what is erased or still under seal is null, its hash stays."""
    shows_facts = not entry.hidden and entry.salt is not None
    shows_actor = not entry.hidden and entry.actor_salt is not None
    return {
        "about": [entry.about_kind, entry.about_key],
        "actor": {"name": entry.actor_name, "person": entry.actor_key, "salt": entry.actor_salt}
        if shows_actor
        else None,
        "actor_hash": entry.actor_hash,
        "capacity": entry.capacity,
        "cite": entry.cite,
        "facts": entry.facts if shows_facts else None,
        "facts_hash": entry.facts_hash,
        "happened_at": moment(entry.happened_at) if entry.happened_at else None,
        "number": entry.number,
        "previous": entry.previous,
        "recorded_at": moment(entry.recorded_at),
        "salt": entry.salt if shows_facts else None,
        "sealed": entry.sealed,
        "verb": entry.verb,
    }


def _tree(audience: str, last: Checkpoint | None, opened: checkpoints.Opening | None) -> dict[str, Any]:
    size = last.size if last else 0
    rows = Entry.objects.filter(tree__audience=audience, number__lte=size).order_by("number")
    signed = Checkpoint.objects.filter(tree__audience=audience, size__lte=size).order_by("size")
    return {
        "audience": audience,
        "checkpoints": list(signed.values_list("note", flat=True)),
        "entries": [entry_fields(row) for row in rows.iterator(chunk_size=2000)],
        "seal": {"path": opened.path, "salt": opened.salt, "size": opened.size, "slot": opened.slot}
        if opened
        else None,
    }


def _seal(seal: Seal) -> dict[str, Any]:
    """The last minute's seal; the path of a newest leaf is made of the peaks that stood before it."""
    before = Seal.objects.filter(number=seal.number - 1).first()
    return {
        "at": moment(seal.at),
        "note": seal.note,
        "number": seal.number,
        "path": before.peaks[::-1] if before else [],
        "public": {"root": seal.public_root, "size": seal.public_size},
        "sealed": seal.blind,
    }


def _key(key: SigningKey) -> dict[str, Any]:
    return {"since": moment(key.since), "until": moment(key.until) if key.until else None, "vkey": key.vkey}


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
