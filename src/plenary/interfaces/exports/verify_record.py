#!/usr/bin/env python3
"""Check a record file: was anything in it changed, removed, added or moved since it was signed?

    python3 verify_record.py record.json [--key NAME+HASH+KEY] [--checkpoint FILE] [--document FILE]

--key: the key as printed on the journal of the sitting; without it the file's own key is used, and only shown.
--checkpoint: a signed root from elsewhere (printed, mailed): the record must still begin with what it covers,
and without --key it must be signed by who signed the checkpoint, or by whom that key names next.
--document: a file; is its SHA-256 among the facts of an entry?
Ends with 0 where everything fits, 1 where something does not, 2 where it could not be checked.

It needs Python 3.10 or newer and nothing else: no package, no network, no trust in who made the file.
Sources: RFC 8785 (one written form), RFC 9162, 2.1 (hash tree), RFC 8032 (Ed25519), C2SP signed-note.
"""

# ruff: noqa: ANN401  what JSON holds is known only once its shape was checked
from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

LEVELS, LEAF, KNOT = 16, b"\x00", b"\x01"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
HASH = re.compile(r"[0-9a-f]{64}")
SIZE = re.compile(r"[^\n]+\n([1-9][0-9]{0,15})\n")
BEYOND = re.compile("[\U00010000-\U0010ffff]")

# Shapes: a dict names every field, a list repeats its one shape, a tuple offers a choice.
# fmt: off
ENTRY = {"about": [str], "actor": (None, {"name": str, "person": str, "salt": HASH}), "actor_hash": HASH,
         "capacity": str, "cite": str, "facts": (None, dict), "facts_hash": HASH, "happened_at": (None, MOMENT),
         "number": int, "previous": HASH, "recorded_at": MOMENT, "salt": (None, HASH), "sealed": bool, "verb": str}
TREE = {"audience": str, "checkpoints": [str], "entries": [dict],
        "seal": (None, {"path": [HASH], "salt": HASH, "size": int, "slot": int})}
SEAL = {"at": MOMENT, "note": str, "number": int, "path": [HASH], "public": {"root": HASH, "size": int}, "sealed": HASH}
RECORD = {"exported_at": MOMENT, "format": "plenary-record", "keys": [{"since": MOMENT, "until": (None, MOMENT),
          "vkey": str}], "organisation": str, "seal": (None, SEAL), "trees": [TREE], "version": 1, "warrant": str}
# fmt: on


class Unfit(Exception):
    """Carries the sentence that says what does not fit."""


@dataclass
class Findings:
    """What the check found, in words. faults: what does not fit. notes: what was looked at."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything fits."""
        return not self.faults


_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> bytes:
    """The one written form of a value (RFC 8785, whole numbers only)."""
    text = _write(value)
    if not text.isascii() and BEYOND.search(text):  # names are sorted by UTF-16 units; Python sorts by code points
        text = json.dumps(_by_utf16(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def _by_utf16(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _by_utf16(value[name]) for name in sorted(value, key=lambda name: name.encode("utf-16-be"))}
    return [_by_utf16(item) for item in value] if isinstance(value, list) else value


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) >= 2**53:  # a fraction is none either: int() refuses it
        raise ValueError(f"the number {digits[:20]} cannot be read alike everywhere")
    return int(digits)


def read(data: bytes) -> dict[str, Any]:
    """The content of a record file. Raises Unfit unless it is written in the one form and has the one shape."""
    try:
        value = json.loads(data.decode("utf-8"), parse_int=_whole, parse_float=_whole, parse_constant=_whole)
        same = canonical(value) == data  # a name that stands twice is written once here, so it is found too
    except (ValueError, RecursionError) as error:
        raise Unfit(f"The file cannot be read: it is cut short or damaged ({str(error)[:80]}).") from None
    if not same:
        raise Unfit("The file is not written in the one form of a record: spaces, order or signs were changed.")
    if not fits(value, RECORD):
        raise Unfit("The file is not a record of version 1: a part is missing, unknown or of another kind.")
    return value  # type: ignore[no-any-return]


def fits(value: Any, shape: Any) -> bool:
    """Whether a value has a shape."""
    if isinstance(shape, type):
        return type(value) is shape
    if isinstance(shape, re.Pattern):
        return type(value) is str and shape.fullmatch(value) is not None
    if isinstance(shape, tuple):
        return any(fits(value, choice) for choice in shape)
    if isinstance(shape, list):
        return type(value) is list and all(fits(item, shape[0]) for item in value)
    if isinstance(shape, dict) and type(value) is dict and value.keys() == shape.keys():
        return all(fits(value[name], part) for name, part in shape.items())
    return type(value) is type(shape) and value == shape


def sha(*parts: bytes) -> bytes:
    """The hash of some bytes; with LEAF or KNOT before them, of a place in the tree."""
    return hashlib.sha256(b"".join(parts)).digest()


def roots(leaves: Sequence[bytes], sizes: set[int]) -> dict[int, bytes]:
    """The root at each of these sizes that the list reaches."""
    peaks: list[bytes] = []
    found: dict[int, bytes] = {}
    for size, leaf in enumerate(leaves, 1):
        peaks.append(leaf)
        below = size
        while not below & 1:
            right = peaks.pop()
            peaks[-1], below = sha(KNOT, peaks[-1], right), below >> 1
        if size in sizes:
            root = peaks[-1]
            for peak in reversed(peaks[:-1]):
                root = sha(KNOT, peak, root)
            found[size] = root
    return found


def root_of_path(index: int, size: int, leaf: bytes, path: Sequence[str]) -> bytes:
    """The root to which a path leads from a leaf; empty where the path has not the length of its place."""
    place, last, root = index, size - 1, leaf
    if not 0 <= index < size:
        return b""
    for step in map(bytes.fromhex, path):
        if last == 0:
            return b""
        if place & 1 or place == last:
            root = sha(KNOT, step, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = sha(KNOT, root, step)
        place, last = place >> 1, last >> 1
    return b"" if last else root


Point = tuple[int, int, int, int]
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
NEUTRAL: Point = (0, 1, 1, 0)


def _sum(a: Point, b: Point) -> Point:
    minus, plus = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = plus - minus, z - t, z + t, plus + minus
    return e * f % P, g * h % P, f * g % P, e * h % P


def _point(encoded: bytes) -> Point | None:
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or v * x * x % P != u or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


BASE = _point(bytes.fromhex("58" + "66" * 31)) or NEUTRAL


@lru_cache(maxsize=4096)  # the same three values always give the same answer
def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature is that of this key under this message (RFC 8032, 5.1.7)."""
    key, s = _point(public[:32]), int.from_bytes(signature[32:], "little")
    if key is None or s >= ORDER or len(public) != 32 or len(signature) != 64:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus_key: Point = (P - key[0], key[1], 1, P - key[3])
    steps = (NEUTRAL, BASE, minus_key, _sum(BASE, minus_key))
    found = NEUTRAL
    for bit in range(252, -1, -1):
        found = _sum(found, found)
        if chosen := (s >> bit & 1) | (k >> bit & 1) << 1:
            found = _sum(found, steps[chosen])
    x, y = (part * pow(found[2], P - 2, P) % P for part in found[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


Key = tuple[tuple[str, bytes], bytes]  # name and short hash, as a note names its key; and the public key
Keys = dict[tuple[str, bytes], bytes]


def _bytes(text: str) -> bytes:
    with suppress(ValueError):
        if (found := base64.b64decode(text, validate=True)) and base64.b64encode(found).decode() == text:
            return found
    raise Unfit("A signature or a key is not written as it should be.")


def read_key(vkey: str) -> Key:
    """Name, short hash and public key of a key line. Raises Unfit."""
    name, told, encoded = [*vkey.split("+", 2), "", ""][:3]
    public = _bytes(encoded)
    digest = sha(name.encode(), b"\n", public)[:4]
    if len(public) != 33 or public[:1] != b"\x01" or told != digest.hex() or not name:
        raise Unfit(f"The key {vkey[:80]} is damaged: its parts do not belong together.")
    return (name, digest), public[1:]


def check_note(note: str, keys: Keys, path: str, size: int, root: bytes, what: str) -> Key:
    """Who signed exactly this, in a note with one signature (name + path is the origin). Raises Unfit."""
    text, _, line = note.rpartition("\n\n")
    name, encoded = [*line[:-1].split(" ")[1:], "", ""][:2]
    if line != f"\u2014 {name} {encoded}\n":
        raise Unfit(f"{what} is not written as a signed note.")
    text, signature = text + "\n", _bytes(encoded)
    if text != f"{name}{path}\n{size}\n{base64.b64encode(root).decode()}\n":
        raise Unfit(f"{what} is not what was signed.")
    signer = (name, signature[:4])
    if signer not in keys:
        raise Unfit(f"{what} is signed with a key that the file does not list.")
    if not signature_holds(keys[signer], text.encode(), signature[4:]):
        raise Unfit(f"{what} has a signature that does not hold.")
    return signer, keys[signer]


def verify(
    record: bytes | str | Path,
    key: str | None = None,
    document: bytes | None = None,
    checkpoint: str | None = None,
    first_only: bool = False,
) -> Findings:
    """Check a record, given as its bytes or as a path; key, document and checkpoint as at the top of this file.

    first_only: stop where the file as a whole is not what was signed; for a large file nearly all work is saved.
    """
    data = record if isinstance(record, bytes) else Path(record).read_bytes()
    at = max(data.rfind(b',"warrant":"'), 0)  # what the last name of the file says covers all before it
    digest = sha(data[:at], b"}")
    if first_only and base64.b64encode(digest) not in data[at:]:
        return Findings(["The file is not the one that was signed: something in it was changed."])
    try:
        content = read(data)
        keys: Keys = dict(read_key(line["vkey"]) for line in content["keys"])
        own = read_key(key) if key else None
    except Unfit as unfit:
        return Findings([str(unfit)])
    parts = ["", "", *(checkpoint or "")[:-1].split(" ")]
    with suppress(Unfit, KeyError):  # a checkpoint that names none of these keys matches no tree, which is a fault
        holder = (parts[-2], _bytes(parts[-1])[:4])
        own = own or (holder, keys[holder])
    found = Findings()
    trusted = {own} & keys.items() if own else set()
    matched: list[str] = []
    for tree in content["trees"]:
        _check_tree(tree, keys, content["seal"], checkpoint, matched, trusted, found)
    audiences = [tree["audience"] for tree in content["trees"]]
    if audiences != sorted(set(audiences)) or "public" not in audiences:
        found.faults.append("The trees of the record do not stand there once each and in order, with the public one.")
    if checkpoint and not matched:
        found.faults.append("The record does not begin with what your checkpoint covers.")
    count = sum(len(tree["entries"]) for tree in content["trees"])
    try:
        if seal := content["seal"]:
            leaf = sha(LEAF, canonical({name: seal[name] for name in ("at", "number", "public", "sealed")}))
            root = root_of_path(seal["number"] - 1, seal["number"], leaf, seal["path"])
            check_note(seal["note"], keys, "/minutes", seal["number"], root, "The minute's seal")
        signer = check_note(content["warrant"], keys, "/export", count, digest, "The file as a whole")
        if own and signer not in trusted:
            raise Unfit(f"The file is signed with a key that your {'key' if key else 'checkpoint'} does not lead to.")
        found.notes.append(f"Signed by {signer[0][0]} with the key {signer[0][1].hex()}.")
    except Unfit as unfit:
        found.faults.append(str(unfit))
    if not own:
        listed = ", ".join(line["vkey"] for line in content["keys"])
        found.notes.append(f"The key is the file's own; compare it with a printed one: {listed}")
    if document is not None:
        naming = f'"{sha(document).hex()}"'
        places = [(t["audience"], e) for t in content["trees"] for e in t["entries"] if naming in _write(e["facts"])]
        found.faults += [] if places else [f"The document is not in this record: no entry names its SHA-256 {naming}."]
        for audience, e in places:
            told = f"{e['verb']}, {e['recorded_at']}"
            found.notes.append(f"The document stands in entry {e['number']} of the record '{audience}': {told}.")
    return found


def _check_tree(
    tree: Any, keys: Keys, seal: Any, printed: str | None, matched: list[str], trusted: set[Key], found: Findings
) -> None:
    """Check the entries of one audience and their signed roots; a trusted key makes trusted whom it names next."""
    audience, entries = tree["audience"], tree["entries"]
    erased: set[tuple[str, int]] = set()
    leaves: list[bytes] = []
    for place, entry in enumerate(entries, 1):
        try:
            leaves.append(_leaf(entry, audience, place, leaves[-1] if leaves else bytes(32), erased))
        except Unfit as unfit:
            found.faults.append(f"Entry {place} of the record '{audience}': {unfit}")
            return
    for entry in entries:
        for part in ("facts", "actor"):
            if entry[part] is None and not entry["sealed"] and (part, entry["number"]) not in erased:
                told = f"Entry {entry['number']} of the record '{audience}'"
                found.faults.append(f"{told}: no entry says why its {part} went.")
    sizes = [int(match[1]) if (match := SIZE.match(note)) else 0 for note in tree["checkpoints"]]
    own = int(match[1]) if printed and (match := SIZE.match(printed)) else 0
    known = roots(leaves, {*sizes, own, tree["seal"]["size"] if tree["seal"] else 0})
    path = "" if audience == "public" else "/tree/" + audience
    for size, note in zip(sizes, tree["checkpoints"], strict=True):
        what = f"The signed root over {size} entries of the record '{audience}'"
        try:
            if check_note(note, keys, path, size, known.get(size, b""), what) in trusted and not path:
                for entry in entries[:size]:
                    if entry["verb"] == "journal.key.rotated" and fits(entry["facts"], {"key": str, "old": str}):
                        trusted |= {read_key(entry["facts"]["key"])} & keys.items()
        except Unfit as unfit:
            found.faults.append(str(unfit))
    if sizes != sorted(set(sizes)) or (sizes or [0])[-1] != len(entries):
        found.faults.append(f"The signed roots of the record '{audience}' do not reach its last entry in order.")
    if printed and own in known:
        with suppress(Unfit):  # it may be another tree's; that it is none's is said at the end
            check_note(printed, keys, path, own, known[own], "Your checkpoint")
            matched.append(audience)
            found.notes.append(f"The record '{audience}' still begins with the {own} entries you hold.")
    if held := tree["seal"]:  # the seal also says the public root openly
        root = known.get(held["size"], b"").hex()
        content = canonical({"root": root, "salt": held["salt"], "size": held["size"], "tree": audience})
        led_to = root_of_path(held["slot"], 1 << LEVELS, sha(LEAF, content), held["path"]).hex()
        told = root if path or not seal else seal["public"]["root"]
        if not seal or not root or led_to != seal["sealed"] or told != root:
            found.faults.append(f"The minute's seal does not hold the record '{audience}'.")
    found.notes.append(f"{audience}: entries {len(entries)}, signed roots {len(sizes)}.")


def salted(salt: str, value: Any) -> str:
    """The salted hash that stands for facts or a name."""
    return sha(bytes.fromhex(salt), canonical(value)).hex()


def _leaf(entry: Any, audience: str, place: int, before: bytes, erased: set[tuple[str, int]]) -> bytes:
    """The leaf of one entry, once all it says fits. Raises Unfit."""
    if not fits(entry, ENTRY):
        raise Unfit("a part is missing, unknown or of another kind.")
    if entry["number"] != place or entry["previous"] != before.hex():
        raise Unfit("it does not follow the one before it: one of them was changed, removed, added or moved.")
    facts, actor, salt = entry["facts"], entry["actor"], entry["salt"]
    if (facts is None) != (salt is None) or (salt and salted(salt, facts) != entry["facts_hash"]):
        raise Unfit("its facts were changed.")
    if actor and salted(actor.pop("salt"), actor) != entry["actor_hash"]:
        raise Unfit("the name of who acted was changed.")
    if entry["verb"] == "journal.entry.erased" and fits(facts, {"numbers": [int], "part": str, "reason": str}):
        erased.update((facts["part"], number) for number in facts["numbers"] if number < place)
    kept = {name: entry[name] for name in ENTRY if name not in ("actor", "facts", "salt")}
    return sha(LEAF, canonical({**kept, "tree": audience}))


def main(arguments: Sequence[str] | None = None) -> int:
    """Check from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--key")
    for option in ("--checkpoint", "--document"):
        parser.add_argument(option, type=Path)
    given = parser.parse_args(arguments)
    try:
        document = given.document.read_bytes() if given.document else None
        checkpoint = given.checkpoint.read_text("utf-8") if given.checkpoint else None
        found = verify(given.record, given.key, document, checkpoint)
    except (OSError, UnicodeError) as error:
        print("Could not be checked:", error, file=sys.stderr)
        return 2
    print(*found.notes, *found.faults, sep="\n")
    print("Everything fits." if found.sound else f"Things that do not fit: {len(found.faults)}.")
    return 0 if found.sound else 1


if __name__ == "__main__":
    sys.exit(main())
