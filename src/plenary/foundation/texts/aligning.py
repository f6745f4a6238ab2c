"""What two sequences have in common, in their order: the longest such part where it can be had in bounded memory.

A sequence is written as a string, one letter for each of its parts, equal letters for equal parts. Up to `EXACT` pairs
of letters the longest common part is found. Beyond that the sequences are first cut where a run of letters stands
once in each of them, and what is still too long is read through a window; so 200,000 words against 200,000 others
take some tens of megabytes, not five thousand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from rapidfuzz.distance import Indel, Postfix, Prefix

#: Place in the one, place in the other, how many letters are equal from there.
Block: TypeAlias = tuple[int, int, int]

#: How many pairs of letters are compared at once: an eighth of it is held in bytes.
EXACT = 1 << 28
_WINDOW = 8_192
#: So many letters in a row, standing once in either sequence, mark the same place in both.
_LANDMARK = 6


def common_blocks(old: str, new: str) -> list[Block]:
    """The equal runs of two sequences, in order, none touching the next in both."""
    return list(_joined(_blocks(old, new, 0, 0)))


def longest_rise(values: Sequence[int]) -> list[int]:
    """Places of a longest run of values that only rise, in order."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(places[length - 1] if length else -1)
        if length == len(tails):
            tails.append(value)
            places.append(place)
        else:
            tails[length] = value
            places[length] = place
    found: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def heaviest_rise(values: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Places of a run of different values that only rise, such that their weights together are the greatest."""
    rank = {value: place + 1 for place, value in enumerate(sorted(values))}
    #: A tree over the ranks: the heaviest run that ends at one of them, and at which place it ends.
    best: list[tuple[int, int]] = [(0, -1)] * (len(values) + 1)
    before: list[int] = []
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        heaviest, last, node = 0, -1, rank[value] - 1
        while node > 0:
            if best[node][0] > heaviest:
                heaviest, last = best[node]
            node &= node - 1
        before.append(last)
        node = rank[value]
        while node <= len(values):
            if best[node][0] < heaviest + weight:
                best[node] = (heaviest + weight, place)
            node += node & -node
    found: set[int] = set()
    place = max(best)[1] if best else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    at_old = at_new = size = 0
    for old, new, more in blocks:
        if old == at_old + size and new == at_new + size:
            size += more
            continue
        if size:
            yield at_old, at_new, size
        at_old, at_new, size = old, new, more
    if size:
        yield at_old, at_new, size


def _blocks(old: str, new: str, at_old: int, at_new: int) -> Iterator[Block]:
    """Equal runs, told from where the pieces stand in the whole."""
    if len(old) * len(new) <= EXACT:
        yield from _exact(old, new, at_old, at_new)
        return
    head = int(Prefix.similarity(old, new))
    if head:
        yield at_old, at_new, head
        old, new, at_old, at_new = old[head:], new[head:], at_old + head, at_new + head
    tail = int(Postfix.similarity(old, new))
    behind = (at_old + len(old) - tail, at_new + len(new) - tail, tail)
    if tail:
        old, new = old[:-tail], new[:-tail]
    yield from _between_landmarks(old, new, at_old, at_new)
    if tail:
        yield behind


def _exact(old: str, new: str, at_old: int, at_new: int) -> Iterator[Block]:
    if not old or not new:
        return
    for one, other, size in Indel.editops(old, new).as_matching_blocks():
        if size:
            yield at_old + one, at_new + other, size


def _between_landmarks(old: str, new: str, at_old: int, at_new: int) -> Iterator[Block]:
    if len(old) * len(new) <= EXACT:
        yield from _exact(old, new, at_old, at_new)
        return
    here, there = _standing_once(old), _standing_once(new)
    shared = [(place, there[run]) for run, place in here.items() if run in there]
    marks = [shared[one] for one in longest_rise([other for _place, other in shared])]
    from_old = from_new = 0
    for place, other in marks:
        if place < from_old or other < from_new:
            continue
        yield from _through_window(old[from_old:place], new[from_new:other], at_old + from_old, at_new + from_new)
        yield at_old + place, at_new + other, _LANDMARK
        from_old, from_new = place + _LANDMARK, other + _LANDMARK
    yield from _through_window(old[from_old:], new[from_new:], at_old + from_old, at_new + from_new)


def _standing_once(letters: str) -> dict[str, int]:
    """Runs that occur once, in order, with their places."""
    seen: dict[str, int] = {}
    for place in range(len(letters) - _LANDMARK + 1):
        run = letters[place : place + _LANDMARK]
        seen[run] = -1 if run in seen else place
    return {run: place for run, place in seen.items() if place >= 0}


def _through_window(old: str, new: str, at_old: int, at_new: int) -> Iterator[Block]:
    """What is found where both are read side by side: right for edits, a makeshift for what was moved."""
    while len(old) * len(new) > EXACT:
        found = list(_exact(old[:_WINDOW], new[:_WINDOW], 0, 0))
        half = _WINDOW // 2
        kept = [block for block in found if block[0] + block[2] <= half and block[1] + block[2] <= half]
        yield from ((at_old + one, at_new + other, size) for one, other, size in kept)
        # Where much was found, the next window begins behind it, so that what was put in or left out does not add up;
        # where little was, the two have nothing to do with each other here, and both go on alike.
        if sum(size for _one, _other, size in kept) * 4 >= half:
            step_old, step_new = kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]
        else:
            step_old = min(half, len(old))
            step_new = min(half * len(new) // len(old), len(new)) if len(old) else half
            step_new = max(step_new, kept[-1][1] + kept[-1][2] if kept else 0)
        old, new, at_old, at_new = old[step_old:], new[step_new:], at_old + step_old, at_new + step_new
    yield from _exact(old, new, at_old, at_new)
