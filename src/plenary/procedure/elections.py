"""Elections to one place or several, ballot by ballot.

Everyone who reaches the majority is elected, the highest first where more reach it than there are places.
What is left is filled by further ballots, restricted to the leaders or open again as the rules alternate
them. Invalid and blank papers are not voting, unless the rule takes its majority of papers deposited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.share import MAJORITY, Base, Share
from plenary.procedure.step import Step
from plenary.procedure.value import value
from plenary.procedure.verdict import Outcome


@value
class ElectionRule:
    """How places are filled.

    majority: of `base`, which is the papers that count as voting, or all papers deposited.
    lots: whether a tie between the last two for one place is settled by drawing lots.
    """

    cite: Citation
    majority: Share = MAJORITY
    base: Base = Base.PRESENT_AND_VOTING
    lots: bool = True


@value
class Ballot:
    """One round of an election, counted.

    number: 1 for the first; places: still to be filled; papers: deposited, invalid and blank included.
    votes: by candidate. eligible: who may receive votes in a restricted ballot; empty when it is open.
    """

    number: int
    places: int
    papers: int
    votes: Mapping[str, int]
    members: int
    invalid: int = 0
    blank: int = 0
    eligible: frozenset[str] = frozenset()

    @property
    def voting(self) -> int:
        return self.papers - self.invalid - self.blank


@value
class BallotResult:
    """What one ballot settles, and what comes next.

    elected: in order of votes. tied: candidates between whom a special ballot, or the lot, must decide.
    next_eligible: those to whom the next ballot is restricted; empty when it is open, or none is needed.
    """

    outcome: Outcome
    elected: tuple[str, ...]
    places_left: int
    required: int
    base: int
    tied: tuple[str, ...]
    by_lot: bool
    next_eligible: tuple[str, ...]
    steps: tuple[Step, ...]


def is_restricted(number: int) -> bool:
    """Whether a ballot for several places is restricted: 1 open, 2 to 4 restricted, 5 to 7 open, and so on.

    Source: GA rule 94 and practice.
    """
    return number > 1 and (number - 2) // 3 % 2 == 0


def count_ballot(ballot: Ballot, rule: ElectionRule) -> BallotResult:
    """Who is elected by this ballot, and who may stand in the next.

    Raises: Refused "elections.…" when the count contradicts itself.
    Source: GA rules 92 to 94, as the common form.
    """
    _refuse_contradictions(ballot, rule.cite)
    base = ballot.papers if rule.base is Base.DEPOSITED else ballot.voting
    required = max(1, rule.majority.required(base))
    ranked = sorted(ballot.votes, key=lambda name: (-ballot.votes[name], name))
    passed = [name for name in ranked if ballot.votes[name] >= required]
    elected, tied = _cut(passed, ballot.votes, ballot.places)
    left = ballot.places - len(elected)
    steps = [
        Step.of(
            "elections.counted",
            rule.cite,
            number=ballot.number,
            papers=ballot.papers,
            invalid=ballot.invalid,
            blank=ballot.blank,
            base=base,
            required=required,
        ),
        Step.of("elections.elected", rule.cite, members=list(elected), places_left=left),
    ]
    by_lot = False
    next_eligible: tuple[str, ...] = ()
    if tied:
        steps.append(Step.of("elections.special_ballot", rule.cite, members=list(tied)))
        next_eligible = tied
    elif left:
        rest = [name for name in ranked if name not in elected]
        by_lot = _lot_decides(ballot, rest, rule)
        if by_lot:
            tied = tuple(rest)
            steps.append(Step.of("elections.lots", rule.cite, members=list(tied)))
        else:
            next_eligible = _leaders(ballot, rest, left)
            code = "elections.next_restricted" if next_eligible else "elections.next_open"
            steps.append(Step.of(code, rule.cite, members=list(next_eligible), places_left=left))
    outcome = Outcome.INCONCLUSIVE if left else Outcome.ADOPTED
    return BallotResult(outcome, elected, left, required, base, tied, by_lot, next_eligible, tuple(steps))


def _cut(passed: Sequence[str], votes: Mapping[str, int], places: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(passed) <= places:
        return tuple(passed), ()
    last = votes[passed[places - 1]]
    if votes[passed[places]] != last:
        return tuple(passed[:places]), ()
    above = tuple(name for name in passed if votes[name] > last)
    return above, tuple(name for name in passed if votes[name] == last)


def _lot_decides(ballot: Ballot, rest: Sequence[str], rule: ElectionRule) -> bool:
    run_off = ballot.places == 1 and len(ballot.eligible) == 2 and len(rest) == 2
    simple = rule.majority == MAJORITY
    return run_off and simple and rule.lots and ballot.votes[rest[0]] == ballot.votes[rest[1]]


def _leaders(ballot: Ballot, rest: Sequence[str], left: int) -> tuple[str, ...]:
    """The candidates of a restricted ballot: the leaders, at most twice the places left.

    A tie at the last of these names is not broken by the alphabet: all who are tied there stay out, unless
    that would leave fewer names than places, when all of them stay in for a special ballot.
    """
    if ballot.places > 1 and not is_restricted(ballot.number + 1):
        return ()
    most = 2 * left
    if len(rest) <= most:
        return tuple(rest)
    last = ballot.votes[rest[most - 1]]
    if ballot.votes[rest[most]] != last:
        return tuple(rest[:most])
    above = tuple(name for name in rest if ballot.votes[name] > last)
    return above if len(above) > left else tuple(name for name in rest if ballot.votes[name] >= last)


def _refuse_contradictions(ballot: Ballot, cite: Citation) -> None:
    counts = (ballot.papers, ballot.invalid, ballot.blank, *ballot.votes.values())
    if min(counts) < 0 or ballot.places < 1 or ballot.number < 1:
        raise Refused("elections.not_a_count", cite)
    if ballot.papers > ballot.members:
        raise Refused("elections.more_papers_than_members", cite, count=ballot.papers, most=ballot.members)
    if ballot.voting < 0:
        raise Refused("elections.more_papers_rejected_than_deposited", cite, papers=ballot.papers)
    if over := sorted(name for name, votes in ballot.votes.items() if votes > ballot.voting):
        raise Refused("elections.more_votes_than_papers", cite, members=list(over), papers=ballot.voting)
    if sum(ballot.votes.values()) > ballot.voting * ballot.places:
        raise Refused(
            "elections.more_crosses_than_places",
            cite,
            count=sum(ballot.votes.values()),
            most=ballot.voting * ballot.places,
        )
    if ballot.eligible and (strangers := sorted(set(ballot.votes) - ballot.eligible)):
        raise Refused("elections.not_eligible", cite, members=list(strangers))
