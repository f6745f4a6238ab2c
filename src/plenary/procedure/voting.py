"""What a vote comes to: who is entitled, what was cast, of which base, and how much is needed.

Thresholds are compared in whole numbers. "At least n/d of N" is the smallest whole x with x*d >= n*N;
"a majority of N" is x*2 > N. A lost vote is a verdict; a count that contradicts itself is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from plenary.procedure.consensus import consensus
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Condition, Counted, Extra, Method, Rule, Tie
from plenary.procedure.share import MAJORITY, Base, Share
from plenary.procedure.silence import SilenceRound, silence
from plenary.procedure.step import Step
from plenary.procedure.tally import POSITIONS, Choice, Roll, Tally
from plenary.procedure.verdict import (
    Outcome,
    Reason,
    Standing,
    Statement,
    Verdict,
    open_question,
    statements_step,
)


def verdict(
    votes: Tally | Roll | SilenceRound,
    rule: Rule,
    *,
    standing: Standing,
    attempt: int = 1,
    casting: Choice | None = None,
    criteria: Iterable[str] = (),
    statements: Sequence[Statement] = (),
    now: datetime | None = None,
) -> Verdict:
    """What the rule in force computes for the question, by vote, consensus or silence.

    attempt: 1 for the first vote, 2 for the second one that a tie leads to.
    casting: the chair's vote, where the rule lets it break a tie.
    criteria: what the record states, for a rule that leaves a member out on a ground only.
    now: for silence, the moment at which it is read.
    Raises: Refused "tally.…" for a count that contradicts itself; "voting.wrong_input" when what is given
        does not fit the rule's method.
    Source: the rule's own citations, each beside its step.
    """
    if isinstance(votes, SilenceRound) or rule.method is Method.SILENCE:
        if not isinstance(votes, SilenceRound) or rule.method is not Method.SILENCE or now is None:
            raise Refused("voting.wrong_input", rule.cite, method=str(rule.method))
        return silence(votes, rule, now=now, standing=standing)
    if rule.method is Method.CONSENSUS:
        return consensus(votes, rule, standing=standing, criteria=criteria, statements=statements)
    if _positions_in(votes):
        raise Refused("voting.wrong_input", rule.cite, method=str(rule.method))
    opening = open_question(votes, rule, standing=standing, criteria=criteria)
    if opening.stopped:
        return opening.stopped
    taken = _Count(opening.votes, rule)
    steps = [*opening.steps, *taken.steps()]
    outcome, reason, more = _decide(taken, rule, attempt, casting)
    attached = tuple(statements) if outcome is Outcome.ADOPTED else ()
    last = Step.of("verdict", rule.cite, outcome=str(outcome), reason=str(reason))
    return Verdict(
        outcome,
        reason,
        rule.method,
        counted=taken.unit.yes,
        required=taken.required,
        base=taken.base,
        steps=(*steps, *more, last, *statements_step(attached, rule)),
        cite=rule.cite,
        attached=attached,
    )


class _Count:
    """The figures of one vote: in members, and in the unit in which the rule counts."""

    def __init__(self, votes: Tally | Roll, rule: Rule) -> None:
        self.rule = rule
        self.roll = votes if isinstance(votes, Roll) else None
        self.members = votes.tally() if isinstance(votes, Roll) else votes
        self.unit = votes.tally(weighted=True) if isinstance(votes, Roll) and rule.weighted else self.members
        self.base = base_of(self.unit, rule)
        # Nobody in favour never carries anything, however small the share of an empty base.
        self.required = max(1, rule.threshold.required(self.base))

    def steps(self) -> list[Step]:
        rule, unit = self.rule, self.unit
        return [
            Step.of(
                "casts.counted",
                rule.cited("casts"),
                yes=unit.yes,
                no=unit.no,
                abstain=unit.abstain,
                blank=unit.blank,
                invalid=unit.invalid,
                not_participating=unit.silent,
                absent=unit.absent,
                weighted=rule.weighted,
            ),
            Step.of(
                "base.counted",
                rule.cited("base"),
                base=self.base,
                base_name=str(rule.base),
                abstain=str(rule.abstain),
                absent=str(rule.absent),
                certain=rule.is_certain("base"),
            ),
            Step.of(
                "threshold.reached" if unit.yes >= self.required else "threshold.short",
                rule.cited("threshold"),
                counted=unit.yes,
                required=self.required,
                base=self.base,
                share=str(rule.threshold),
                certain=rule.is_certain("threshold"),
            ),
        ]


def base_of(tally: Tally, rule: Rule) -> int:
    """The number of which the rule takes its share, abstentions and absences counted as it says."""
    base = {
        Base.MEMBERS: tally.members,
        Base.ENTITLED: tally.entitled,
        Base.PRESENT: tally.present,
        Base.PRESENT_AND_VOTING: tally.voting,
        Base.CAST: tally.voting,
        Base.DEPOSITED: tally.deposited,
        Base.VALID: tally.valid,
        Base.WEIGHT: tally.entitled,
        Base.PARTICIPATING: tally.participating,
    }[rule.base]
    voting_only = rule.base in {Base.PRESENT_AND_VOTING, Base.CAST}
    holds_absent = rule.base in {Base.MEMBERS, Base.ENTITLED, Base.WEIGHT}
    if rule.abstain is Counted.AS_NO and voting_only:
        base += tally.abstain
    elif rule.abstain is Counted.LEFT_OUT and not voting_only:
        base -= tally.abstain
    if rule.absent is Counted.AS_NO and not holds_absent and rule.base is not Base.PARTICIPATING:
        base += tally.absent
    elif rule.absent is Counted.LEFT_OUT and holds_absent:
        base -= tally.absent
    return base


def _decide(taken: _Count, rule: Rule, attempt: int, casting: Choice | None) -> tuple[Outcome, Reason, list[Step]]:
    tied = _tie(taken, rule, attempt, casting)
    if taken.unit.yes < taken.required:
        # A no that would be a veto is not called one where the votes are lacking anyway.
        return tied or (Outcome.NOT_ADOPTED, Reason.INSUFFICIENT_VOTES, [])
    steps: list[Step] = []
    failed = Reason.NONE
    for extra in rule.extra:
        step, met = _extra_step(extra, taken)
        steps.append(step)
        if not met and failed is Reason.NONE:
            failed = Reason.VETO if extra.kind is Condition.VETO else Reason.CONDITION
    if failed is not Reason.NONE:
        return Outcome.NOT_ADOPTED, failed, steps
    return Outcome.ADOPTED, Reason.ENOUGH_VOTES, steps


def _tie(taken: _Count, rule: Rule, attempt: int, casting: Choice | None) -> tuple[Outcome, Reason, list[Step]] | None:
    unit = taken.unit
    against = unit.no
    if rule.abstain is Counted.AS_NO:
        against += unit.abstain
    if rule.absent is Counted.AS_NO:
        against += unit.absent
    if unit.yes != against or not unit.yes or rule.tie is Tie.NOT_APPLICABLE:
        return None
    if rule.threshold != MAJORITY or unit.yes + 1 < taken.required:
        # Equal numbers are a tie only where one more yes would have carried the question.
        return None
    cite = rule.cited("tie")

    def told(outcome: Outcome, reason: Reason, code: str) -> tuple[Outcome, Reason, list[Step]]:
        within = rule.second_vote_within
        hours = 0 if within is None else int(within.total_seconds()) // 3600
        return outcome, reason, [Step.of(code, cite, yes=unit.yes, no=unit.no, within_hours=hours)]

    match rule.tie:
        case Tie.SECOND_VOTE if attempt == 1:
            return told(Outcome.TIED, Reason.TIE, "tie.second_vote_due")
        case Tie.SECOND_VOTE:
            return told(Outcome.NOT_ADOPTED, Reason.SECOND_TIE, "tie.again")
        case Tie.CASTING_VOTE if casting is None:
            return told(Outcome.TIED, Reason.TIE, "tie.casting_vote_due")
        case Tie.CASTING_VOTE:
            carried = Outcome.ADOPTED if casting is Choice.YES else Outcome.NOT_ADOPTED
            return told(carried, Reason.CASTING_VOTE, "tie.casting_vote")
        case Tie.LOTS:
            return told(Outcome.INCONCLUSIVE, Reason.TIE, "tie.lots")
    return told(Outcome.NOT_ADOPTED, Reason.TIE, "tie.not_adopted")


def _extra_step(extra: Extra, taken: _Count) -> tuple[Step, bool]:
    rule = taken.rule
    cite = rule.cited(extra.kind)
    if extra.kind is Condition.VETO:
        seats = _named(taken, cite_for=extra.kind).seats
        against = sorted(s.member for s in seats if s.choice is Choice.NO and extra.trait in s.traits)
        code = "extra.veto" if against else "extra.no_veto"
        return Step.of(code, cite, members=list(against), trait=extra.trait), not against
    if extra.kind is Condition.BLOCKING_MINORITY:
        opponents = _opponents(taken)
        met = opponents >= extra.count
        code = "extra.enough_opponents_to_block" if met else "extra.too_few_opponents_to_block"
        # It lifts a failed share of the population and is no condition of its own.
        return Step.of(code, cite, opponents=opponents, needed=extra.count), True
    counted, base = _measured(extra.kind, taken)
    share = extra.share or Share(0)
    met = share.reached_by(counted, base)
    lifted = not met and extra.kind is Condition.POPULATION and _too_few_to_block(taken)
    code = "extra.deemed_reached" if lifted else "extra.reached" if met else "extra.short"
    facts: dict[str, Fact] = {
        "condition": str(extra.kind),
        "counted": counted,
        "base": base,
        "required": share.required(base),
        "share": str(share),
    }
    return Step(code, facts, cite), met or lifted


def _measured(kind: Condition, taken: _Count) -> tuple[int, int]:
    if kind is Condition.MEMBERS:
        return taken.members.yes, taken.members.members
    roll = _named(taken, cite_for=kind)
    if kind is Condition.WEIGHT:
        weighed = roll.tally(weighted=True)
        return weighed.yes, weighed.entitled
    part = [seat for seat in roll.seats if seat.participating]
    return sum(s.population for s in part if s.choice is Choice.YES), sum(s.population for s in part)


def _too_few_to_block(taken: _Count) -> bool:
    needed = [one.count for one in taken.rule.extra if one.kind is Condition.BLOCKING_MINORITY]
    return any(_opponents(taken) < count for count in needed)


def _opponents(taken: _Count) -> int:
    return taken.members.participating - taken.members.yes


def _named(taken: _Count, *, cite_for: str) -> Roll:
    if taken.roll is None:
        raise Refused("tally.names_needed", taken.rule.cited(cite_for), value=str(cite_for))
    return taken.roll


def _positions_in(votes: Tally | Roll) -> bool:
    return bool(votes.having(*POSITIONS) if isinstance(votes, Roll) else votes.objections)
