"""The hash tree over a list of entries: one short root stands for all of them, in their order.

A leaf is SHA-256(00 ‖ bytes), a knot SHA-256(01 ‖ left ‖ right); the left half of n leaves is always the
largest power of two below n. The peaks of a tree are the roots of its full subtrees, largest first: with
them alone the next leaf can be added, so adding never reads the entries before it.
Source: RFC 6962, 2.1; RFC 9162, 2.1.
"""

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """The hash that stands for one entry."""
    return sha256(b"\x00" + content).digest()


def knot_hash(left: bytes, right: bytes) -> bytes:
    """The hash that stands for two neighbouring subtrees."""
    return sha256(b"\x01" + left + right).digest()


def append(peaks: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """The peaks after one more leaf, from the peaks of the `size` leaves before it."""
    grown = [*peaks, leaf]
    while size & 1:
        right = grown.pop()
        grown.append(knot_hash(grown.pop(), right))
        size >>= 1
    return grown


def peaks_of(leaves: Sequence[bytes]) -> list[bytes]:
    """The peaks of a whole list of leaf hashes."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        peaks = append(peaks, size, leaf)
    return peaks


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """The root of the tree whose peaks these are."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = knot_hash(peak, root)
    return root


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of a whole list of leaf hashes."""
    return root_of_peaks(peaks_of(leaves))


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from the leaf at `index` (from 0) to the root, nearest first.

    Raises: IndexError when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"There is no leaf {index} among {len(leaves)}.")
    path: list[bytes] = []
    while len(leaves) > 1:
        middle = _left_half(len(leaves))
        if index < middle:
            path.append(root(leaves[middle:]))
            leaves = leaves[:middle]
        else:
            path.append(root(leaves[:middle]))
            leaves = leaves[middle:]
            index -= middle
    path.reverse()
    return path


def consistency_path(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """The hashes that show that the tree of the first `earlier` leaves is the beginning of this one.

    Raises: ValueError unless 0 < earlier <= len(leaves).
    """
    if not 0 < earlier <= len(leaves):
        raise ValueError(f"{earlier} is no earlier size of a tree of {len(leaves)}.")
    path: list[bytes] = []
    known = True
    while earlier != len(leaves):
        middle = _left_half(len(leaves))
        if earlier <= middle:
            path.append(root(leaves[middle:]))
            leaves = leaves[:middle]
        else:
            path.append(root(leaves[:middle]))
            leaves = leaves[middle:]
            earlier -= middle
            known = False
    if not known:
        path.append(root(leaves))
    path.reverse()
    return path


def root_by_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """The root to which a leaf and its path lead; the caller compares it with a signed one.

    Raises: ValueError when the path is too short or too long for that place.
    Source: RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size or any(len(step) != 32 for step in (leaf, *path)):
        raise ValueError("This is not a path in a tree of that size.")
    place, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise ValueError("The path is too long.")
        if place & 1 or place == last:
            found = knot_hash(step, found)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            found = knot_hash(found, step)
        place >>= 1
        last >>= 1
    if last:
        raise ValueError("The path is too short.")
    return found


def is_beginning_of(earlier: int, earlier_root: bytes, size: int, later_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path shows that the earlier tree is the beginning of the later one.

    Source: RFC 9162, 2.1.4.2.
    """
    if not 0 < earlier <= size or any(len(step) != 32 for step in path):
        return False
    if earlier == size:
        return not path and earlier_root == later_root
    if not path:
        return False
    steps = [earlier_root, *path] if earlier & (earlier - 1) == 0 else list(path)
    place, last = earlier - 1, size - 1
    while place & 1:
        place >>= 1
        last >>= 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = knot_hash(step, old), knot_hash(step, new)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            new = knot_hash(new, step)
        place >>= 1
        last >>= 1
    return last == 0 and old == earlier_root and new == later_root


def _left_half(count: int) -> int:
    """The largest power of two below count."""
    return 1 << (count - 1).bit_length() - 1
