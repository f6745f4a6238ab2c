"""Who together can carry a question, whose vote decides, and who together can stop it.

Every member votes either for or against; a line-up in which those in favour carry the question is a winning
coalition. Nothing is estimated: the answers are whole numbers and fractions.

A rule that weighs votes, or asks for a number of members, is counted weight by weight. The number of line-ups of one
size is kept for every weight at once, in one long whole number that has a field of bits for each weight: a member
joins by one shift and one addition, and the sum of some fields is a remainder. A rule that asks for a part of the
population, whose figures are too long for that, is counted by halves: every line-up of one half of the members against
the sorted line-ups of the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import comb, factorial, gcd

from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Condition, Method, Rule
from plenary.procedure.share import Base, Share
from plenary.procedure.tally import Roll, Seat
from plenary.procedure.value import changed, value
from plenary.procedure.voting import base_of

#: So many members can be halved: more line-ups than these of one half are not worth waiting for.
HALVED = 30
#: So many bits hold the fields of every size; finer weights would fill the memory.
PACKED = 400_000_000


@value
class Holder:
    """A member with what it brings. must: nothing is carried without it (a right of veto)."""

    member: str
    weight: int = 1
    population: int = 0
    must: bool = False


@value
class Needs:
    """What carries a question; every part that is not 0 must be reached.

    weight, members, population: at least so much in favour. to_block: fewer opponents than this cannot stop a question
    by population alone.
    """

    weight: int = 0
    members: int = 0
    population: int = 0
    to_block: int = 0


@value
class Power:
    """What one member's vote decides, when nothing is known of the others.

    pivotal: line-ups of the others in which its vote decides; `of` so many there are (Banzhaf's count).
    banzhaf: its part of all decisive votes. shapley: in what part of all orders of joining it is the one that carries
    (the Shapley-Shubik index). Each sums to one over the members.
    """

    member: str
    pivotal: int
    of: int
    banzhaf: Fraction
    shapley: Fraction


@value
class Blocking:
    """The fewest members that together stop a question which all others want.

    members: one such group, that of the greatest among them. ways: how many groups of that size can do it; 0 where
    that was not counted. by: "must", "members", "weight" or "population", the need that it leaves unmet.
    """

    members: tuple[str, ...]
    by: str
    ways: int = 0


@value
class Coalitions:
    """The facts of one rule among these members. winning: so many of all `of` line-ups carry."""

    winning: int
    of: int
    powers: tuple[Power, ...]
    blocking: Blocking


def needs_of(rule: Rule, seats: Sequence[Seat], *, criteria: Iterable[str] = ()) -> tuple[tuple[Holder, ...], Needs]:
    """What a rule asks of these members when all of them are there and vote for or against.

    criteria: what is on the record, for conditions that are looked at on an occasion only.
    Raises: Refused "coalitions.not_counted" for consensus and silence, in which nothing is counted.
    """
    if rule.method is not Method.VOTE:
        raise Refused("coalitions.not_counted", rule.cite, method=str(rule.method))
    roll = Roll.of(changed(seat, choice=None, represented=True) for seat in seats).without(rule.excluded)
    whole = roll.tally(weighted=rule.weighted)
    # Each is in favour or against: whoever may vote also votes.
    base = base_of(changed(whole, yes=whole.entitled, silent=0, present=whole.members), rule)
    asked = {"weight" if rule.weighted else "members": max(1, rule.threshold.required(base))}
    part = [seat for seat in roll.seats if seat.participating]
    recorded = frozenset(criteria)
    vetoes: set[str] = set()
    for extra in rule.extra:
        if extra.when and extra.when not in recorded:
            continue
        if extra.kind is Condition.VETO:
            vetoes.add(extra.trait)
        elif extra.kind is Condition.BLOCKING_MINORITY:
            asked["to_block"] = max(asked.get("to_block", 0), extra.count)
        elif extra.share is not None and extra.kind is Condition.BLOCKING_SHARE:
            fewest = _fewest_holding(extra.share, [seat.population for seat in part]) + extra.count
            asked["to_block"] = max(asked.get("to_block", 0), fewest)
        elif extra.share is not None:
            of = {
                Condition.MEMBERS: len(part if rule.base is Base.PARTICIPATING else roll.seats),
                Condition.WEIGHT: sum(seat.weight for seat in roll.seats if seat.entitled),
                Condition.POPULATION: sum(seat.population for seat in part),
            }[extra.kind]
            name = str(extra.kind)
            asked[name] = max(asked.get(name, 0), extra.share.required(of))
    voting = [seat for seat in part if seat.entitled]
    holders = tuple(Holder(s.member, s.weight, s.population, bool(s.traits & vetoes)) for s in voting)
    return holders, Needs(**asked)


def _fewest_holding(share: Share, people: Sequence[int]) -> int:
    """The smallest number of members that together reach a share of the population."""
    needed, held = share.required(sum(people)), 0
    for count, one in enumerate(sorted(people, reverse=True), 1):
        held += one
        if held >= needed:
            return count
    return len(people)


def coalitions(holders: Iterable[Holder], needs: Needs) -> Coalitions:
    """Winning coalitions, pivotal votes and the smallest blocking group.

    Raises: Refused "coalitions.nothing_to_count" where the members cannot carry anything, or anything carries;
        "coalitions.too_many" where the figures are too long to count every line-up.
    """
    ordered = tuple(holders)
    blocking = smallest_blocking(ordered, needs)
    all_, with_ = _counts(ordered, needs)
    size = len(ordered)
    powers = []
    pivots = [_pivots(all_, own) for own in with_]
    decisive = sum(map(sum, pivots))
    for holder, by_size in zip(ordered, pivots, strict=True):
        shapley = sum(
            (
                Fraction(count * factorial(k - 1) * factorial(size - k), factorial(size))
                for k, count in enumerate(by_size)
                if count
            ),
            Fraction(0),
        )
        mine = sum(by_size)
        powers.append(Power(holder.member, mine, 2 ** (size - 1), Fraction(mine, decisive), shapley))
    gone = len(blocking.members)
    ways = comb(size, gone) - all_[size - gone]
    found = Blocking(blocking.members, blocking.by, ways)
    return Coalitions(sum(all_), 2**size, tuple(powers), found)


def smallest_blocking(holders: Iterable[Holder], needs: Needs) -> Blocking:
    """The fewest members without whom the rest cannot carry the question; of the greatest, in case of several.

    Raises: Refused "coalitions.nothing_to_count" where all together do not carry it, or nobody is needed.
    """
    ordered = tuple(holders)
    found = [Blocking((one.member,), "must") for one in ordered if one.must][:1]
    for parts, needed, by in (
        ([1] * len(ordered), needs.members, "members"),
        ([one.weight for one in ordered], needs.weight, "weight"),
        ([one.population for one in ordered], needs.population, "population"),
    ):
        least = needs.to_block if by == "population" else 0
        if sum(parts) < needed and not least:
            raise Refused("coalitions.nothing_to_count", members=len(ordered))
        # As many as there are members are not enough to block: the need is then no need.
        if needed and least <= len(ordered):
            found.append(_without(ordered, parts, needed, by, least))
    if not found:
        raise Refused("coalitions.nothing_to_count", members=len(ordered))
    return min(found, key=lambda one: len(one.members))


def _without(holders: Sequence[Holder], parts: Sequence[int], needed: int, by: str, least: int) -> Blocking:
    """The greatest, at least so many of them, that leave less than needed."""
    left = sum(parts)
    group: list[str] = []
    for at in sorted(range(len(holders)), key=lambda at: -parts[at]):
        if left < needed and len(group) >= least:
            break
        left -= parts[at]
        group.append(holders[at].member)
    return Blocking(tuple(group), by)


def _pivots(all_: Sequence[int], own: Sequence[int]) -> list[int]:
    """By size of the coalition with the member: those that win with it and lose without it.

    Whoever wins without a member wins with it too, so that those which do not need it are the winning ones
    without it, one smaller.
    """
    return [own[k] - (all_[k - 1] - own[k - 1]) if k else 0 for k in range(len(all_))]


def _counts(holders: Sequence[Holder], needs: Needs) -> tuple[list[int], list[list[int]]]:
    """Winning coalitions by size: all of them, and for each member those that it belongs to."""
    if not needs.population:
        return _counts_by_weight(holders, needs)
    if needs.weight or len(holders) > HALVED:
        raise Refused("coalitions.too_many", members=len(holders))
    return _counts_by_halves(holders, needs)


def _counts_by_weight(holders: Sequence[Holder], needs: Needs) -> tuple[list[int], list[list[int]]]:
    size = len(holders)
    weights = [one.weight if needs.weight else 0 for one in holders]
    unit = gcd(*weights) or 1
    weights, quota = [weight // unit for weight in weights], -(-needs.weight // unit)
    field = size + 2
    if sum(weights) * field * size > PACKED:
        raise Refused("coalitions.too_many", members=size)
    fixed = [at for at, one in enumerate(holders) if one.must]
    free = [at for at, one in enumerate(holders) if not one.must]
    # rows[k]: of the free members, line-ups of k, a field for each sum of their weights.
    rows = [1]
    for at in free:
        joined = [0, *(row << field * weights[at] for row in rows)]
        rows = [old + new for old, new in zip([*rows, 0], joined, strict=True)]
    already = sum(weights[at] for at in fixed)

    def reaching(row: int, least: int) -> int:
        # The digits of a number in base B sum to its remainder by B - 1.
        return (row >> field * max(least, 0)) % ((1 << field) - 1)

    def winning(rows: Sequence[int], also: int, brought: int) -> list[int]:
        found = [0] * (size + 1)
        for k, row in enumerate(rows):
            if k + also >= needs.members:
                found[k + also] = reaching(row, quota - brought)
        return found

    all_ = winning(rows, len(fixed), already)
    known: dict[int, list[int]] = {}
    with_ = []
    for at, one in enumerate(holders):
        weight = weights[at]
        if one.must:
            with_.append(all_)
            continue
        if weight not in known:
            others: list[int] = []
            for row in rows[:-1]:
                others.append(row - (others[-1] << field * weight) if others else row)
            known[weight] = winning(others, len(fixed) + 1, already + weight)
        with_.append(known[weight])
    return all_, with_


def _counts_by_halves(holders: Sequence[Holder], needs: Needs) -> tuple[list[int], list[list[int]]]:
    size = len(holders)
    fixed = [at for at, one in enumerate(holders) if one.must]
    free = [at for at, one in enumerate(holders) if not one.must]
    already = sum(holders[at].population for at in fixed)
    halves = free[: len(free) // 2], free[len(free) // 2 :]
    lineups = [_lineups([holders[at].population for at in half]) for half in halves]
    field = size + 2
    packed: dict[int, int] = {}
    whole = 0
    for mine, other in ((0, 1), (1, 0)):
        by_count: list[list[int]] = [[] for _ in range(len(halves[other]) + 1)]
        for _, count, people in lineups[other]:
            by_count[count].append(people)
        for group in by_count:
            group.sort()
        whole = 0
        for members, count, people in lineups[mine]:
            row = 0
            for more, group in enumerate(by_count):
                k = len(fixed) + count + more
                if k < needs.members:
                    continue
                if size - k < needs.to_block:
                    enough = len(group)
                else:
                    enough = len(group) - bisect_left(group, needs.population - already - people)
                row += enough << field * k
            whole += row
            for place, at in enumerate(halves[mine]):
                if members >> place & 1:
                    packed[at] = packed.get(at, 0) + row
    for at in fixed:
        packed[at] = whole

    def unpacked(row: int) -> list[int]:
        return [row >> field * k & (1 << field) - 1 for k in range(size + 1)]

    return unpacked(whole), [unpacked(packed[at]) for at in range(size)]


def _lineups(people: Sequence[int]) -> list[tuple[int, int, int]]:
    """Every line-up of a half: who (a bit each), how many, and whom they stand for."""
    found = [(0, 0, 0)]
    for place, one in enumerate(people):
        found += [(members | 1 << place, count + 1, total + one) for members, count, total in found]
    return found
