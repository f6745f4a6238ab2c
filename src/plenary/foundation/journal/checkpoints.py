"""Signed roots: of one tree when asked, and over all trees once a minute.

The minute's seal looks the same whether nothing or everything happened, so nobody outside can tell from it that
a restricted sitting sat. Every tree stands in one of 65,536 slots chosen by a secret of that minute; the rest of
the slots hold random values, and a path of sixteen hashes shows a reader of one tree its slot and no other.
"""

import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import OuterRef, Subquery

from plenary.foundation.clock import real_now
from plenary.foundation.journal import keys, notes
from plenary.foundation.journal.canonical import canonical
from plenary.foundation.journal.leaves import moment
from plenary.foundation.journal.models import Checkpoint, Seal, SealedHead, SigningKey, Tree
from plenary.foundation.journal.tree import append, knot_hash, leaf_hash, root_of_peaks
from plenary.foundation.journal.writing import PUBLIC

LEVELS = 16


@dataclass(frozen=True)
class Opening:
    """What shows a reader of one tree that the seal holds its head. path: from the slot up, in hexadecimal."""

    slot: int
    salt: str
    size: int
    path: list[str]


def origin(name: str, audience: str) -> str:
    """Whose tree a checkpoint speaks of; the public tree bears the name of the record itself."""
    return name if audience == PUBLIC else f"{name}/tree/{audience}"


def checkpoint(audience: str, *, key: SigningKey | None = None) -> Checkpoint | None:
    """The signed root of a tree as it now stands; None while it is empty.

    Where nothing was added since the last one, that one is returned: there is never a second of one size.
    key: who signs; the current key unless given.
    """
    with transaction.atomic():
        signer = key or keys.current()
        tree = Tree.objects.select_for_update().filter(audience=audience, size__gt=0).first()
        if tree is None:
            return None
        made = Checkpoint.objects.filter(tree=tree, size=tree.size).first()
        if made is None:
            root = head(tree)
            text = notes.checkpoint_text(origin(signer.name, audience), tree.size, root)
            made = Checkpoint.objects.create(
                tree=tree,
                size=tree.size,
                root=root.hex(),
                at=real_now(),
                note=keys.sign(signer, text),
                key=signer,
            )
        return made


def head(tree: Tree) -> bytes:
    """The root of a tree as its row stands."""
    return root_of_peaks([bytes.fromhex(peak) for peak in tree.peaks])


def seal_minute(at: datetime) -> Seal:
    """Sign the public root and a blinded root over all trees; called once a minute, always.

    at: the minute, as the seal states it.
    """
    with transaction.atomic():
        key = keys.current()
        checkpoint(PUBLIC)
        previous = Seal.objects.select_for_update().order_by("-number").first()
        number = previous.number + 1 if previous else 1
        trees = {tree.audience: tree for tree in Tree.objects.filter(size__gt=0)}
        seed = secrets.token_bytes(32)
        heads = {audience: (tree.size, head(tree).hex()) for audience, tree in trees.items()}
        public_size, public_root = heads[PUBLIC]
        blind = _Slots(seed, heads).root().hex()
        before = [bytes.fromhex(peak) for peak in previous.peaks] if previous else []
        peaks = append(before, number - 1, leaf_hash(leaf_content(number, at, public_size, public_root, blind)))
        text = notes.checkpoint_text(f"{key.name}/minutes", number, root_of_peaks(peaks))
        seal = Seal.objects.create(
            number=number,
            at=at,
            seed=seed.hex(),
            blind=blind,
            public_size=public_size,
            public_root=public_root,
            peaks=[peak.hex() for peak in peaks],
            note=keys.sign(key, text),
            key=key,
        )
        known = heads_at(previous) if previous else {}
        SealedHead.objects.bulk_create(
            SealedHead(tree=trees[audience], seal=seal, size=size, root=root)
            for audience, (size, root) in heads.items()
            if known.get(audience) != (size, root)
        )
    return seal


def leaf_content(number: int, at: datetime, public_size: int, public_root: str, blind: str) -> bytes:
    """What a seal puts into the tree of seals."""
    return canonical(
        {
            "at": moment(at),
            "number": number,
            "public": {"root": public_root, "size": public_size},
            "sealed": blind,
        }
    )


def heads_at(seal: Seal) -> dict[str, tuple[int, str]]:
    """Size and root of every tree as that seal holds them, by audience."""
    last = SealedHead.objects.filter(tree=OuterRef("pk"), seal__number__lte=seal.number).order_by("-seal__number")
    rows = Tree.objects.annotate(
        sealed_size=Subquery(last.values("size")[:1]), sealed_root=Subquery(last.values("root")[:1])
    )
    return {
        audience: (size, root)
        for audience, size, root in rows.values_list("audience", "sealed_size", "sealed_root")
        if size is not None
    }


def openings(seal: Seal, audiences: Iterable[str]) -> dict[str, Opening]:
    """What shows that the seal holds the heads of those trees; one younger than the seal is left out."""
    heads = heads_at(seal)
    slots = _Slots(bytes.fromhex(seal.seed), heads)
    return {audience: slots.opening(audience) for audience in audiences if audience in heads}


class _Slots:
    """The slots of one minute. Subtrees without a tree are not spelled out: each has a random value of its own."""

    def __init__(self, seed: bytes, heads: Mapping[str, tuple[int, str]]) -> None:
        self.seed = seed
        self.heads = heads
        self.taken: dict[str, int] = {}
        level: dict[int, bytes] = {}
        for audience in sorted(heads):
            slot = int.from_bytes(self._random(f"slot/{audience}")[:2], "big")
            while slot in level:
                slot = (slot + 1) % (1 << LEVELS)
            self.taken[audience] = slot
            size, root = heads[audience]
            level[slot] = leaf_hash(canonical({"root": root, "salt": self._salt(slot), "size": size, "tree": audience}))
        self.levels = [level]
        for height in range(1, LEVELS + 1):
            below = self.levels[-1]
            self.levels.append(
                {
                    knot: knot_hash(self._at(height - 1, 2 * knot), self._at(height - 1, 2 * knot + 1))
                    for knot in {place >> 1 for place in below}
                }
            )

    def root(self) -> bytes:
        """The root over all slots."""
        return self._at(LEVELS, 0)

    def opening(self, audience: str) -> Opening:
        """Slot, salt and path of one tree."""
        slot = self.taken[audience]
        path = [self._at(height, (slot >> height) ^ 1).hex() for height in range(LEVELS)]
        return Opening(slot=slot, salt=self._salt(slot), size=self.heads[audience][0], path=path)

    def _at(self, height: int, place: int) -> bytes:
        known = self.levels[height].get(place)
        return known if known is not None else self._random(f"empty/{height}/{place}")

    def _salt(self, slot: int) -> str:
        return self._random(f"salt/{slot}").hex()

    def _random(self, purpose: str) -> bytes:
        return hmac.digest(self.seed, purpose.encode(), sha256)
