"""Which paragraph of one text is which of another: unchanged, changed in place, moved, gone, new.

First by words: paragraphs that are equal hold their places in the longest order that both texts share. Then by
anchor, where anchors hold across both and the words do not contradict it. Then by likeness, between two that hold
their places; and what is left over on both sides and is equal or nearly so was moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from rapidfuzz.distance import Indel

from plenary.foundation.texts.aligning import EXACT, common_blocks, heaviest_rise, longest_rise
from plenary.foundation.texts.marking import Piece, Spelling

#: Share of words in common from which two paragraphs at the same place are taken for one without looking further.
_CLEARLY: Final = 0.6
#: From here, one that stands elsewhere was moved and edited.
_MOVED: Final = 0.5
#: From here, two between the same neighbours are one that was edited; below, one is gone and the other new.
_EDITED: Final = 0.3
#: Two paragraphs so short are laid over one another wherever they share a word: nothing is lost to the reader.
_SHORT: Final = 24
#: How far a paragraph that was put in or left out is looked past.
_AHEAD: Final = 8
#: Two words in a row that stand in more paragraphs than this say nothing of where one was moved.
_RARE: Final = 8


class Pairing:
    """Pairs the paragraphs of two texts. words: of each paragraph; anchors: none where they do not hold across both."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], anchors: tuple[Sequence[str], Sequence[str]] | None = None
    ) -> None:
        self._old, self._new = old, new
        self._anchors = anchors
        self.spelling = Spelling.of(old, new)
        self._spelled: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._pieces: dict[int, list[Piece]] = {}
        self._of_old: dict[int, int] = {}
        self._of_new: dict[int, int] = {}
        self._moved: set[int] = set()
        self._places_of_old = {anchor: place for place, anchor in enumerate(anchors[0])} if anchors else {}

    def pairs(self) -> tuple[dict[int, int], set[int]]:
        """Of each paragraph in both, its place in the newer text by its place in the older; and those that moved."""
        self._take_equal()
        self._take_moved_equal()
        for gap in list(self._gaps()):
            self._settle(*gap)
        self._take_moved_alike()
        if self._anchors is not None:
            for here, there in list(self._gaps()):
                for old, new in self._anchored(here, there, is_sure=True):
                    self._pair(here[old], there[new])
        if self._moved:
            self._moved = self._least_moved(sorted(self._of_old.items()))
        return self._of_old, self._moved

    def pieces(self, old: int, new: int) -> list[Piece]:
        """The words of two paragraphs laid over one another."""
        found = self._pieces.pop(old, None)
        return found if found is not None else self.spelling.laid(self._old[old], self._new[new]) or []

    def before(self, place: int) -> str:
        """A paragraph of the older text, spelled."""
        held = self._spelled[0]
        if place not in held:
            held[place] = self.spelling.spelled(self._old[place])
        return held[place]

    def after(self, place: int) -> str:
        """A paragraph of the newer text, spelled."""
        held = self._spelled[1]
        if place not in held:
            held[place] = self.spelling.spelled(self._new[place])
        return held[place]

    def _pair(self, old: int, new: int, *, moved: bool = False) -> None:
        self._of_old[old] = new
        self._of_new[new] = old
        if moved:
            self._moved.add(old)

    def _take_equal(self) -> None:
        """Equal paragraphs in their order; those that also have one anchor first, so that twins are not confused."""
        letters = {words: chr(place) for place, words in enumerate(set(self._old).intersection(self._new))}
        # What only one of them has is equal to nothing, so the order that both share is sought without it.
        places_old = [place for place, words in enumerate(self._old) if words in letters]
        places_new = [place for place, words in enumerate(self._new) if words in letters]
        here = "".join([letters[self._old[place]] for place in places_old])
        there = "".join([letters[self._new[place]] for place in places_new])
        from_old = from_new = 0
        for old, new in self._fixed():
            at_old, at_new = bisect_left(places_old, old), bisect_left(places_new, new)
            self._take_blocks(here, there, places_old, places_new, from_old, at_old, from_new, at_new)
            self._pair(old, new)
            from_old, from_new = at_old + 1, at_new + 1
        self._take_blocks(here, there, places_old, places_new, from_old, len(here), from_new, len(there))

    def _fixed(self) -> list[tuple[int, int]]:
        if self._anchors is None:
            return []
        places = {anchor: place for place, anchor in enumerate(self._anchors[1])}
        both = [
            (place, places[anchor])
            for place, anchor in enumerate(self._anchors[0])
            if anchor in places and self._old[place] == self._new[places[anchor]]
        ]
        return [both[one] for one in longest_rise([new for _old, new in both])]

    def _take_blocks(
        self,
        here: str,
        there: str,
        places_old: Sequence[int],
        places_new: Sequence[int],
        from_old: int,
        to_old: int,
        from_new: int,
        to_new: int,
    ) -> None:
        """Pair what is equal between these places of two spelled lists of paragraphs."""
        if from_old == to_old or from_new == to_new:
            return
        for at_old, at_new, size in common_blocks(here[from_old:to_old], there[from_new:to_new]):
            old = places_old[from_old + at_old : from_old + at_old + size]
            new = places_new[from_new + at_new : from_new + at_new + size]
            self._of_old.update(zip(old, new, strict=True))
            self._of_new.update(zip(new, old, strict=True))

    def _take_moved_equal(self) -> None:
        """What is equal and stands elsewhere was moved; one without words is not worth telling."""
        left: defaultdict[str, list[int]] = defaultdict(list)
        old_words, new_words = self._old, self._new
        for old in sorted(set(range(len(old_words))) - self._of_old.keys(), reverse=True):
            words = old_words[old]
            if words and not words.isspace():
                left[words].append(old)
        if not left:
            return
        held = self._held()
        waiting = [new for new in sorted(set(range(len(new_words))) - self._of_new.keys()) if new_words[new] in left]
        for new in waiting:
            named = self._anchored_at(new)
            if named is not None and named not in self._of_old and old_words[named] == new_words[new]:
                self._pair_where_it_stands(named, new, held)
        for new in waiting:
            same = left[new_words[new]]
            while same and same[-1] in self._of_old:
                same.pop()
            if same and new not in self._of_new:
                self._pair_where_it_stands(same.pop(), new, held)

    def _anchored_at(self, new: int) -> int | None:
        """Where the older text has the anchor of this paragraph."""
        return self._places_of_old.get(self._anchors[1][new]) if self._anchors is not None else None

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is not paired yet on both sides, between two that hold their places."""
        from_old = from_new = 0
        held = zip(*self._held(), strict=True)
        for old, new in [*held, (len(self._old), len(self._new))]:
            if old > from_old and new > from_new:
                here = [place for place in range(from_old, old) if place not in self._of_old]
                there = [place for place in range(from_new, new) if place not in self._of_new]
                if here and there:
                    yield here, there
            from_old, from_new = old + 1, new + 1

    def _settle(self, here: list[int], there: list[int]) -> None:
        """Pair what was edited in one gap: by anchor first, then what lies between two of one anchor."""
        from_old = from_new = 0
        for old, new in self._anchored(here, there):
            self._settle_by_words(here[from_old:old], there[from_new:new])
            self._pair(here[old], there[new])
            from_old, from_new = old + 1, new + 1
        self._settle_by_words(here[from_old:], there[from_new:])

    def _anchored(self, here: list[int], there: list[int], *, is_sure: bool = False) -> list[tuple[int, int]]:
        """Places, in a gap, of two that have one anchor, so far as they stand in one order.

        is_sure: however they read; else only where their words do not speak against it.
        """
        if self._anchors is None:
            return []
        places = {self._anchors[1][new]: place for place, new in enumerate(there)}
        both = [
            (place, places[self._anchors[0][old]])
            for place, old in enumerate(here)
            if self._anchors[0][old] in places and (is_sure or self._is_edit(old, there[places[self._anchors[0][old]]]))
        ]
        return [both[one] for one in longest_rise([new for _old, new in both])]

    def _settle_by_words(self, here: list[int], there: list[int]) -> None:
        """Pair side by side while it is clear, and by all their words where it is not."""
        at_old = at_new = 0
        laid, most = self.spelling.laid, 1 - _CLEARLY
        while at_old < len(here) and at_new < len(there):
            old, new = here[at_old], there[at_new]
            found = laid(self._old[old], self._new[new], most)
            if found is not None or self._are_one(old, new):
                if found is not None:
                    # How they differ is told next, so it is kept.
                    self._pieces[old] = found
                self._of_old[old] = new
                self._of_new[new] = old
                at_old, at_new = at_old + 1, at_new + 1
                continue
            step = self._next_clear(here, there, at_old, at_new)
            if step is None:
                break
            self._by_words(here[at_old : at_old + step[0]], there[at_new : at_new + step[1]])
            at_old, at_new = at_old + step[0], at_new + step[1]
        self._by_words(here[at_old:], there[at_new:])

    def _next_clear(self, here: list[int], there: list[int], at_old: int, at_new: int) -> tuple[int, int] | None:
        for far in range(1, _AHEAD + 1):
            for old in range(far + 1):
                one, other = at_old + old, at_new + far - old
                if one < len(here) and other < len(there) and self._are_one(here[one], there[other]):
                    return old, far - old
        return None

    def _are_one(self, old: int, new: int) -> bool:
        cutoff = _EDITED if self._same_anchor(old, new) else _CLEARLY
        return self._likeness(old, new, cutoff) > 0

    def _same_anchor(self, old: int, new: int) -> bool:
        return self._anchors is not None and self._anchors[0][old] == self._anchors[1][new]

    def _likeness(self, old: int, new: int, cutoff: float) -> float:
        """Share of words in common, in their order where they are not too many; 0 below the cutoff."""
        before, after = self.before(old), self.after(new)
        if len(before) * len(after) <= EXACT:
            return float(Indel.normalized_similarity(before, after, score_cutoff=cutoff))
        shared = (Counter(before) & Counter(after)).total() * 2 / (len(before) + len(after))
        return shared if shared >= cutoff else 0.0

    def _by_words(self, here: list[int], there: list[int]) -> None:
        """Pair by the words that stay when all paragraphs of the gap are compared as one text."""
        if not here or not there:
            return
        if len(here) > 1 or len(there) > 1:
            self._by_shared_words(here, there)
            self._between_paired(here, there)
        else:
            self._by_place(here[0], there[0])

    def _by_shared_words(self, here: list[int], there: list[int]) -> None:
        before, after = [self.before(place) for place in here], [self.after(place) for place in there]
        whose_old = [one for one, letters in enumerate(before) for _letter in letters]
        whose_new = [one for one, letters in enumerate(after) for _letter in letters]
        ends_old, ends_new = list(accumulate(map(len, before))), list(accumulate(map(len, after)))
        shared: defaultdict[tuple[int, int], int] = defaultdict(int)
        for at_old, at_new, size in common_blocks("".join(before), "".join(after)):
            old, new, left = at_old, at_new, size
            while left:
                one, other = whose_old[old], whose_new[new]
                run = min(left, ends_old[one] - old, ends_new[other] - new)
                shared[one, other] += run
                old, new, left = old + run, new + run, left - run
        best_old: dict[int, tuple[int, int]] = {}
        best_new: dict[int, tuple[int, int]] = {}
        for (one, other), count in shared.items():
            best_old[one] = max(best_old.get(one, (0, 0)), (count, -other))
            best_new[other] = max(best_new.get(other, (0, 0)), (count, -one))
        for one, (count, other) in best_old.items():
            if best_new[-other] == (count, -one) and self._is_edit(here[one], there[-other]):
                self._pair(here[one], there[-other])

    def _between_paired(self, here: list[int], there: list[int]) -> None:
        """What is left alone on both sides between two pairs."""
        from_new = 0
        alone: list[int] = []
        for old in [*here, -1]:
            if old >= 0 and old not in self._of_old:
                alone.append(old)
                continue
            until = there.index(self._of_old[old], from_new) if old >= 0 else len(there)
            if len(alone) == 1 and until - from_new == 1:
                self._by_place(alone[0], there[from_new])
            alone = []
            from_new = until + 1

    def _by_place(self, old: int, new: int) -> None:
        if self._same_anchor(old, new) or self._is_edit(old, new):
            self._pair(old, new)

    def _is_edit(self, old: int, new: int) -> bool:
        short = len(self.before(old)) + len(self.after(new)) < _SHORT
        return self._likeness(old, new, 0.0 if short else _EDITED) > 0

    def _take_moved_alike(self) -> None:
        """What is left on both sides and shares most of its words: moved, and edited on the way."""
        old = sorted(set(range(len(self._old))) - self._of_old.keys())
        new = sorted(set(range(len(self._new))) - self._of_new.keys())
        if not old or not new:
            return
        found = sorted(
            (
                (self._likeness(one, other, _EDITED if self._same_anchor(one, other) else _MOVED), -one, -other)
                for one, other in self._sharing(old, new)
            ),
            reverse=True,
        )
        held = self._held()
        for likeness, one, other in found:
            if likeness and -one not in self._of_old and -other not in self._of_new:
                self._pair_where_it_stands(-one, -other, held)

    def _held(self) -> tuple[list[int], list[int]]:
        """Places of the pairs that did not move, in the older text and in the newer one."""
        held = [(old, new) for old, new in sorted(self._of_old.items()) if old not in self._moved]
        return [old for old, _new in held], [new for _old, new in held]

    def _pair_where_it_stands(self, old: int, new: int, held: tuple[list[int], list[int]]) -> None:
        """Pair two; they moved unless they stand between the same neighbours."""
        at_old, at_new = bisect_left(held[0], old), bisect_left(held[1], new)
        moved = at_old != at_new
        if not moved:
            held[0].insert(at_old, old)
            held[1].insert(at_new, new)
        self._pair(old, new, moved=moved)

    def _least_moved(self, found: list[tuple[int, int]]) -> set[int]:
        """Of two that changed places, the shorter one moved: those that hold theirs have the most words together."""
        rank = {new: place for place, new in enumerate(sorted(new for _old, new in found))}
        runs: list[list[int]] = []
        for old, new in found:
            if runs and rank[new] == rank[self._of_old[runs[-1][-1]]] + 1:
                runs[-1].append(old)
            else:
                runs.append([old])
        weights = [sum([len(self._old[old]) + 1 for old in run]) for run in runs]
        held = heaviest_rise([rank[self._of_old[run[0]]] for run in runs], weights)
        return {old for place, run in enumerate(runs) if place not in held for old in run}

    def _sharing(self, old: list[int], new: list[int]) -> set[tuple[int, int]]:
        """Pairs that share two words in a row which few others have, or an anchor."""
        holding: defaultdict[str, list[int]] = defaultdict(list)
        for other in new:
            for two in _twos(self.after(other)):
                holding[two].append(other)
        found: set[tuple[int, int]] = set()
        for one in old:
            votes: defaultdict[int, int] = defaultdict(int)
            for two in _twos(self.before(one)):
                holders = holding.get(two, ())
                if len(holders) <= _RARE:
                    for other in holders:
                        votes[other] += 1
            found.update((one, other) for other in sorted(votes, key=votes.__getitem__)[-3:])
        if self._anchors is not None:
            places = {self._anchors[1][other]: other for other in new}
            found.update((one, places[self._anchors[0][one]]) for one in old if self._anchors[0][one] in places)
        return found


def _twos(letters: str) -> set[str]:
    """Each two units in a row; of a single one, that."""
    return {letters[place : place + 2] for place in range(len(letters) - 1)} or {letters}
