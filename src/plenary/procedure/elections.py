"""Elections to one place or several, ballot by ballot.

Everyone who reaches the majority is elected, the highest first where more reach it than there are places. What is left
is filled by further ballots: restricted to the leaders and, after so many of these, open again; without the last, whom
a ballot between those tied for last may have to name; or open to all. Invalid and blank papers are not voting, unless
the rule takes its majority of papers deposited.

    read_papers    single papers into a ballot: names counted, papers that are blank or invalid set apart
    count_ballot   one ballot, and what it leads to
    run            a whole election: each ballot must be the one that the ballot before led to

    open -> restricted -> ... -> open                       restricted to the leaders, alternating
    open -> without the last -> ...                          with "tie for last" in between
    any  -> special (a tie at the cut) or lot                until every place is filled
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from plenary.procedure.election_rule import ElectionRule, NextBallot
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.share import Base
from plenary.procedure.step import Step
from plenary.procedure.value import changed, value
from plenary.procedure.verdict import Outcome, settling


class Kind(StrEnum):
    """What a ballot is for."""

    OPEN = "open"
    RESTRICTED = "restricted"
    SPECIAL = "special"
    TIE_FOR_LAST = "tie for last"
    LOT = "lot"


@value
class Ballot:
    """One ballot of an election, counted.

    number: 1 for the first; ballots that only break a tie have the number of the ballot they follow.
    places: still to be filled; papers: deposited, invalid and blank included. votes: by candidate.
    abstain: papers that say so; valid, and not voting. present: members in the room; the papers, when left out.
    eligible: who may receive votes; empty when the ballot is open. kind: what it is for.
    of: places to be filled by the whole election; those of this ballot, when left out.
    """

    number: int
    places: int
    papers: int
    votes: Mapping[str, int]
    members: int
    invalid: int = 0
    blank: int = 0
    eligible: frozenset[str] = frozenset()
    abstain: int = 0
    present: int = -1
    kind: Kind = Kind.OPEN
    of: int = 0

    @property
    def valid(self) -> int:
        """Papers that are neither invalid nor blank."""
        return self.papers - self.invalid - self.blank

    @property
    def voting(self) -> int:
        """Papers that bear a name."""
        return self.valid - self.abstain


@value
class Lot:
    """What was drawn: the candidates chosen, in the order in which they came."""

    drawn: tuple[str, ...]


@value
class BallotResult:
    """What one ballot settles, and what comes next.

    elected: in order of votes. tied: candidates between whom a further ballot, or the lot, must decide.
    eliminated: who leaves the election. next_kind: what comes next; None when all is settled.
    next_eligible: those to whom the next ballot is restricted; empty when it is open, or none is needed.
    settled_by: the code of the step that settled the ballot (`deciding`).
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
    eliminated: tuple[str, ...] = ()
    next_kind: Kind | None = None
    settled_by: str = "elections.elected"

    @property
    def deciding(self) -> Step:
        """The step that settled it."""
        return settling(self.steps, self.settled_by)


@value
class Next:
    """What an election has come to: the ballot that is due, or the end.

    number, places, eligible, kind: what the next ballot must be; kind None when all places are filled.
    runners: those who still stand; empty where anybody may. of: places to be filled by the whole election.
    """

    number: int
    places: int
    kind: Kind | None = Kind.OPEN
    eligible: tuple[str, ...] = ()
    runners: tuple[str, ...] = ()
    of: int = 0

    def ballot(self, votes: Mapping[str, int], *, papers: int, members: int, **more: int) -> Ballot:
        """The ballot that is due, with what was counted in it; `more`: invalid, blank, abstain, present.

        Raises: Refused "elections.no_ballot_due" where all places are filled, or the lot is to be drawn.
        """
        if self.kind is None or self.kind is Kind.LOT:
            raise Refused("elections.no_ballot_due", kind=str(self.kind or ""))
        names = frozenset(self.eligible)
        made = Ballot(self.number, self.places, papers, votes, members, eligible=names, kind=self.kind, of=self.of)
        return changed(made, **more)


@value
class Election:
    """A whole election so far: who is elected, in order, each ballot's result, and what is due next."""

    outcome: Outcome
    elected: tuple[str, ...]
    results: tuple[BallotResult, ...]
    due: Next

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of all ballots, one after another."""
        return tuple(step for result in self.results for step in result.steps)


def is_restricted(number: int, rule: ElectionRule) -> bool:
    """Whether a ballot of that number is restricted: with three alternating, 1 is open, 2 to 4 restricted, 5 to 7 open.

    Source: GA rules 93 and 94 and practice.
    """
    if rule.next_ballot is not NextBallot.RESTRICTED or number < 2:
        return False
    return not rule.alternates_after or (number - 2) // rule.alternates_after % 2 == 0


def read_papers(
    papers: Iterable[Sequence[str]],
    rule: ElectionRule,
    *,
    number: int = 1,
    places: int,
    members: int,
    eligible: Iterable[str] = (),
    kind: Kind = Kind.OPEN,
) -> Ballot:
    """A ballot from its papers, each the names that it bears.

    A paper without a name is blank. One is invalid that bears a name twice, a name to which the ballot is not open, or
    more names than there are places where the rule says so (`crosses_as_places`); elsewhere the first names count.
    Source: Doc 7600 rules 54 to 60 as the common form.
    """
    may_stand = frozenset(eligible)
    votes: Counter[str] = Counter()
    deposited = invalid = blank = 0
    for paper in papers:
        deposited += 1
        names = set(paper)
        if not names:
            blank += 1
        elif _is_invalid(paper, names, may_stand, places if rule.crosses_as_places else len(paper)):
            invalid += 1
        else:
            votes.update(paper[:places])
    return Ballot(number, places, deposited, dict(votes), members, invalid, blank, may_stand, kind=kind)


def _is_invalid(paper: Sequence[str], names: set[str], may_stand: frozenset[str], most: int) -> bool:
    return len(names) < len(paper) or len(paper) > most or bool(may_stand and not names <= may_stand)


def count_ballot(ballot: Ballot, rule: ElectionRule, *, standing: Iterable[str] = ()) -> BallotResult:
    """Who is elected by this ballot, and what comes next.

    standing: candidates of an open ballot, where they are known; those who receive nothing are then last.
    Raises: Refused "elections.…" when the count contradicts itself.
    Source: GA rules 92 to 94, as the common form.
    """
    _refuse_contradictions(ballot, rule)
    quorum, met = _quorum_step(ballot, rule)
    base = {Base.DEPOSITED: ballot.papers, Base.VALID: ballot.valid}.get(rule.base, ballot.voting)
    required = max(1, rule.majority.required(base))
    counted = Step.of(
        "elections.counted",
        rule.cited("base"),
        number=ballot.number,
        papers=ballot.papers,
        invalid=ballot.invalid,
        blank=ballot.blank,
        base=base,
        base_name=str(rule.base),
        required=required,
        share=str(rule.majority),
        votes={name: ballot.votes[name] for name in _ranked(ballot)},
    )
    taken = _Taken(ballot, rule, required, base, [*quorum, counted], standing)
    if not met:
        # Nobody is elected; the same ballot is to be taken again.
        return taken.result((), outcome=Outcome.NO_QUORUM, settled_by="quorum.short", next_kind=ballot.kind)
    if ballot.kind is Kind.TIE_FOR_LAST:
        return taken.last_named()
    return taken.elected()


class _Taken:
    """One ballot while it is read: the steps so far, and what follows from its figures."""

    def __init__(
        self, ballot: Ballot, rule: ElectionRule, required: int, base: int, steps: list[Step], standing: Iterable[str]
    ) -> None:
        known = dict.fromkeys((*ballot.eligible, *standing), 0)
        self.ballot = changed(ballot, votes={**known, **ballot.votes})
        self.rule, self.required, self.base, self.steps = rule, required, base, steps
        self.ranked = _ranked(self.ballot)

    def elected(self) -> BallotResult:
        """Those who reach the majority, as far as there are places; and what is done about the rest."""
        ballot, rule = self.ballot, self.rule
        passed = [name for name in self.ranked if ballot.votes[name] >= self.required]
        elected, tied = _cut(passed, ballot.votes, ballot.places)
        left = ballot.places - len(elected)
        self.say("elections.elected", "", members=list(elected), places_left=left)
        if not left:
            return self.result(elected)
        if tied:
            again = ballot.kind is Kind.SPECIAL and set(tied) == ballot.eligible
            return self.between(elected, tied, by_lot=again and rule.lots)
        rest = [name for name in self.ranked if name not in elected]
        if self.equal(rest, left):
            return self.between(elected, tuple(rest), by_lot=True)
        if rule.next_ballot is NextBallot.ELIMINATION:
            return self.without_last(elected, rest, left)
        if rest and (ballot.kind is Kind.SPECIAL or is_restricted(ballot.number + 1, rule)):
            leaders = tuple(rest) if ballot.kind is Kind.SPECIAL else _leaders(ballot, rest, left, rule)
            kind = ballot.kind if ballot.kind is Kind.SPECIAL else Kind.RESTRICTED
            self.say("elections.next_restricted", "next_ballot", members=list(leaders), places_left=left)
            return self.result(elected, eligible=leaders, next_kind=kind, settled_by=self.short(elected))
        self.say("elections.next_open", "next_ballot", members=[], places_left=left)
        return self.result(elected, next_kind=Kind.OPEN, settled_by=self.short(elected))

    def equal(self, rest: Sequence[str], left: int) -> bool:
        """Whether those among whom alone the ballot was are equal, one more than the places, and the lot decides."""
        votes = {self.ballot.votes[name] for name in rest}
        closed = self.ballot.eligible and self.ballot.eligible == set(rest)
        return bool(self.rule.lots and closed and len(rest) == left + 1 and len(votes) == 1)

    def between(self, elected: tuple[str, ...], tied: tuple[str, ...], *, by_lot: bool) -> BallotResult:
        """A tie at the cut: a special ballot between those tied, or the lot."""
        code, kind = ("elections.lots", Kind.LOT) if by_lot else ("elections.special_ballot", Kind.SPECIAL)
        self.say(code, "lots", members=list(tied), places_left=self.ballot.places - len(elected))
        return self.result(elected, tied=tied, eligible=tied, next_kind=kind, settled_by=code)

    def without_last(self, elected: tuple[str, ...], rest: Sequence[str], left: int) -> BallotResult:
        """The last leaves; a tie for last goes to a ballot of its own, or to the lot where only two are left."""
        votes = self.ballot.votes
        last = [name for name in rest if votes[name] == votes[rest[-1]]]
        if len(rest) <= left:
            # Nobody can leave without leaving a place empty.
            self.say("elections.next_open", "next_ballot", members=[], places_left=left)
            return self.result(elected, next_kind=Kind.OPEN, settled_by=self.short(elected))
        if len(last) == 1:
            self.say("elections.eliminated", "next_ballot", members=last, votes=votes[last[0]])
            return self.result(
                elected,
                eligible=tuple(rest[:-1]),
                eliminated=tuple(last),
                next_kind=Kind.RESTRICTED,
                settled_by="elections.eliminated",
            )
        if len(last) == len(rest) == left + 1:
            # Whoever of these is not last is elected: the ballot is simply taken again.
            self.say("elections.next_restricted", "next_ballot", members=last, places_left=left)
            return self.result(elected, eligible=tuple(last), next_kind=Kind.RESTRICTED, settled_by=self.short(elected))
        return self.tied_for_last(tuple(last), votes[last[0]], elected)

    def tied_for_last(self, last: tuple[str, ...], votes: int, elected: tuple[str, ...] = ()) -> BallotResult:
        self.say("elections.tie_for_last", "next_ballot", members=list(last), votes=votes)
        return self.result(
            elected, tied=last, eligible=last, next_kind=Kind.TIE_FOR_LAST, settled_by="elections.tie_for_last"
        )

    def last_named(self) -> BallotResult:
        """Of those tied for last, who leaves: nobody is elected by such a ballot."""
        votes = self.ballot.votes
        low = min(votes.values())
        last = tuple(name for name in self.ranked if votes[name] == low)
        if len(last) == 1:
            self.say("elections.eliminated", "next_ballot", members=list(last), votes=low)
            return self.result((), eliminated=last, next_kind=Kind.RESTRICTED, settled_by="elections.eliminated")
        if self.rule.lots and len(last) == len(votes):
            self.say("elections.lots", "lots", members=list(last), places_left=self.ballot.places)
            return self.result((), tied=last, eligible=last, next_kind=Kind.LOT, settled_by="elections.lots")
        return self.tied_for_last(last, low)

    def say(self, code: str, of: str, **facts: Fact) -> None:
        """A step, cited as the value of the rule it applies; as the rule itself where it is none of them.

        Bodies with a provision of their own for one place name it `one_place`.
        """
        for_one = (self.ballot.of or self.ballot.places) == 1 and of in {"", "next_ballot"}
        cited = dict(self.rule.cites)
        self.steps.append(Step(code, facts, self.rule.cited("one_place" if for_one and "one_place" in cited else of)))

    def short(self, elected: tuple[str, ...]) -> str:
        return "elections.elected" if elected else self.steps[-1].code

    def result(
        self,
        elected: tuple[str, ...],
        *,
        outcome: Outcome | None = None,
        tied: tuple[str, ...] = (),
        eligible: tuple[str, ...] = (),
        eliminated: tuple[str, ...] = (),
        next_kind: Kind | None = None,
        settled_by: str = "elections.elected",
    ) -> BallotResult:
        left = self.ballot.places - len(elected)
        if outcome is None:
            outcome = Outcome.INCONCLUSIVE if left else Outcome.ADOPTED
        last = Step.of("verdict", self.rule.cite, outcome=str(outcome), reason=_REASONS.get(next_kind, ""))
        return BallotResult(
            outcome,
            elected,
            left,
            self.required,
            self.base,
            tied,
            next_kind is Kind.LOT,
            eligible,
            (*self.steps, last),
            eliminated,
            next_kind,
            settled_by,
        )


_REASONS: dict[Kind | None, str] = {Kind.LOT: "lot", Kind.SPECIAL: "tie", Kind.TIE_FOR_LAST: "tie"}


def run(
    ballots: Iterable[Ballot | Lot],
    rule: ElectionRule,
    *,
    places: int,
    candidates: Iterable[str] = (),
) -> Election:
    """A whole election, as its ballots came in.

    candidates: who may receive votes in an open ballot; empty where anybody may.
    Raises: Refused "elections.out_of_order" for a ballot that is not the one due: another number, other places or
        another kind of ballot; "elections.other_names" for names other than it is restricted to;
        "elections.all_filled" for one after the last; "elections.lot_not_due", "elections.bad_lot"; and as
        `count_ballot`.
    """
    runners = tuple(candidates)
    due = Next(1, places, Kind.OPEN, (), runners, places)
    elected: list[str] = []
    results: list[BallotResult] = []
    for one in ballots:
        if due.kind is None:
            raise Refused("elections.all_filled", rule.cite, members=list(elected))
        if isinstance(one, Lot):
            result = _drawn(one, due, results, rule)
        else:
            _refuse_out_of_order(one, due, rule)
            result = count_ballot(one, rule, standing=due.eligible or due.runners)
        results.append(result)
        elected += result.elected
        due = _due_after(due, result, one, rule)
    if due.kind is None:
        outcome = Outcome.ADOPTED
    else:
        outcome = results[-1].outcome if results else Outcome.INCONCLUSIVE
    return Election(outcome, tuple(elected), tuple(results), due)


def _due_after(due: Next, result: BallotResult, one: Ballot | Lot, rule: ElectionRule) -> Next:
    if result.outcome is Outcome.NO_QUORUM:
        return due
    gone = {*result.elected, *result.eliminated}
    runners = tuple(name for name in due.runners if name not in gone)
    if rule.next_ballot is NextBallot.ELIMINATION and isinstance(one, Ballot):
        known = due.runners or tuple(sorted(one.votes))
        runners = tuple(name for name in known if name not in gone)
    if not result.places_left:
        return Next(due.number, 0, None, (), runners, due.of)
    kind = result.next_kind
    breaks = kind in {Kind.SPECIAL, Kind.TIE_FOR_LAST, Kind.LOT}
    eligible = result.next_eligible
    if kind is Kind.RESTRICTED and rule.next_ballot is NextBallot.ELIMINATION:
        eligible = runners
    number = due.number if breaks else due.number + 1
    return Next(number, result.places_left, kind, eligible, runners, due.of)


def _drawn(lot: Lot, due: Next, results: Sequence[BallotResult], rule: ElectionRule) -> BallotResult:
    """What the lot settles: the places, or who of those tied for last leaves."""
    cite = rule.cited("lots")
    if due.kind is not Kind.LOT:
        raise Refused("elections.lot_not_due", cite, number=due.number)
    leaves = rule.next_ballot is NextBallot.ELIMINATION and len(due.runners) > len(due.eligible)
    most = 1 if leaves else due.places
    if len(set(lot.drawn)) != len(lot.drawn) or len(lot.drawn) != most or not set(lot.drawn) <= set(due.eligible):
        raise Refused("elections.bad_lot", cite, members=list(lot.drawn), between=list(due.eligible), most=most)
    before = results[-1]
    elected, gone = ((), lot.drawn) if leaves else (lot.drawn, ())
    left = due.places - len(elected)
    outcome = Outcome.INCONCLUSIVE if left else Outcome.ADOPTED
    steps = (
        Step.of("elections.lot_drawn", cite, members=list(lot.drawn), between=list(due.eligible), places_left=left),
        Step.of("verdict", rule.cite, outcome=str(outcome), reason="lot"),
    )
    return changed(
        before,
        outcome=outcome,
        elected=elected,
        eliminated=gone,
        places_left=left,
        tied=(),
        by_lot=True,
        next_eligible=(),
        next_kind=Kind.RESTRICTED if left else None,
        steps=steps,
        settled_by="elections.lot_drawn",
    )


def _refuse_out_of_order(ballot: Ballot, due: Next, rule: ElectionRule) -> None:
    cite = rule.cited("next_ballot")
    if due.kind is Kind.LOT or (ballot.number, ballot.places, ballot.kind) != (due.number, due.places, due.kind):
        raise Refused(
            "elections.out_of_order",
            cite,
            number=ballot.number,
            places=ballot.places,
            kind=str(ballot.kind),
            due_number=due.number,
            due_places=due.places,
            due_kind=str(due.kind),
        )
    names = due.eligible or due.runners
    if ballot.eligible and ballot.eligible != frozenset(names):
        raise Refused("elections.other_names", cite, members=sorted(ballot.eligible), due=list(names))
    if names and (strangers := sorted(set(ballot.votes) - set(names))):
        raise Refused("elections.not_eligible", cite, members=list(strangers))
    if due.eligible and not ballot.eligible:
        raise Refused("elections.other_names", cite, members=[], due=list(names))


def _ranked(ballot: Ballot) -> list[str]:
    return sorted(ballot.votes, key=lambda name: (-ballot.votes[name], name))


def _cut(passed: Sequence[str], votes: Mapping[str, int], places: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if len(passed) <= places:
        return tuple(passed), ()
    last = votes[passed[places - 1]]
    if votes[passed[places]] != last:
        return tuple(passed[:places]), ()
    above = tuple(name for name in passed if votes[name] > last)
    return above, tuple(name for name in passed if votes[name] == last)


def _leaders(ballot: Ballot, rest: Sequence[str], left: int, rule: ElectionRule) -> tuple[str, ...]:
    """The candidates of a restricted ballot: the leaders, so many for each place left.

    A tie at the last of these names is not broken by the alphabet: all who are tied there stay out, unless
    that would leave fewer names than places, when all of them stay in for a special ballot.
    """
    most = rule.names_per_place * left
    if len(rest) <= most:
        return tuple(rest)
    last = ballot.votes[rest[most - 1]]
    if ballot.votes[rest[most]] != last:
        return tuple(rest[:most])
    above = tuple(name for name in rest if ballot.votes[name] > last)
    return above if len(above) > left else tuple(name for name in rest if ballot.votes[name] >= last)


def _quorum_step(ballot: Ballot, rule: ElectionRule) -> tuple[list[Step], bool]:
    asked = rule.quorum_decide
    if asked is None:
        return [], True
    present = ballot.papers if ballot.present == -1 else ballot.present
    required = max(1, asked.share.required(ballot.members))
    met = present >= required
    step = Step.of(
        "quorum.met" if met else "quorum.short",
        rule.cited("quorum_decide"),
        purpose="decide",
        represented=present,
        base=ballot.members,
        base_name=str(asked.of),
        required=required,
        share=str(asked.share),
        certain="quorum_decide" not in rule.to_confirm and "*" not in rule.to_confirm,
    )
    return [step], met


def _refuse_contradictions(ballot: Ballot, rule: ElectionRule) -> None:
    cite = rule.cite
    counts = (ballot.papers, ballot.invalid, ballot.blank, ballot.abstain, ballot.members, *ballot.votes.values())
    if any(type(one) is not int or one < 0 for one in counts) or ballot.places < 1 or ballot.number < 1:
        raise Refused("elections.not_a_count", cite)
    if ballot.papers > ballot.members:
        raise Refused("elections.more_papers_than_members", cite, count=ballot.papers, most=ballot.members)
    if ballot.present != -1 and not ballot.papers <= ballot.present <= ballot.members:
        raise Refused(
            "elections.present_does_not_fit", cite, present=ballot.present, papers=ballot.papers, members=ballot.members
        )
    if ballot.voting < 0:
        raise Refused("elections.more_papers_rejected_than_deposited", cite, papers=ballot.papers)
    if over := sorted(name for name, votes in ballot.votes.items() if votes > ballot.voting):
        raise Refused("elections.more_votes_than_papers", cite, members=list(over), papers=ballot.voting)
    # Of those tied for last each paper names one.
    names = 1 if ballot.kind is Kind.TIE_FOR_LAST else ballot.places
    if sum(ballot.votes.values()) > ballot.voting * names:
        raise Refused(
            "elections.more_crosses_than_places",
            cite,
            count=sum(ballot.votes.values()),
            most=ballot.voting * names,
        )
    if ballot.eligible and (strangers := sorted(set(ballot.votes) - ballot.eligible)):
        raise Refused("elections.not_eligible", cite, members=list(strangers))
    if ballot.kind is not Kind.OPEN and not ballot.eligible:
        raise Refused("elections.names_missing", cite, kind=str(ballot.kind))
