"""What a vote comes to: who is entitled, what was cast, of which base, and how much is needed.

Thresholds are compared in whole numbers. "At least n/d of N" is the smallest whole x with x*d >= n*N;
"a majority of N" is x*2 > N. A lost vote is a verdict; a count that contradicts itself is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from plenary.procedure.consensus import consensus
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Condition, Counted, Extra, Method, Rule, Tie
from plenary.procedure.share import MAJORITY, Base, Share
from plenary.procedure.silence import SilenceRound, silence
from plenary.procedure.step import Step
from plenary.procedure.tally import BALLOTS, POSITIONS, Choice, Roll, Tally
from plenary.procedure.verdict import (
    Opening,
    Outcome,
    Reason,
    Standing,
    Statement,
    Verdict,
    open_question,
    statements_step,
    verdict_step,
)


def verdict(
    votes: Tally | Roll | SilenceRound,
    rule: Rule,
    *,
    standing: Standing,
    attempt: int = 1,
    casting: Choice | None = None,
    lot: Choice | None = None,
    criteria: Iterable[str] = (),
    statements: Sequence[Statement] = (),
    now: datetime | None = None,
) -> Verdict:
    """What the rule in force computes for the question, by vote, consensus or silence.

    attempt: 1 for the first vote, 2 for the second one that a tie leads to.
    casting: the chair's vote, where the rule lets it break a tie; lot: what was drawn, where the lot does. Neither is
        looked at where there is no tie.
    criteria: what the record states, for a rule that leaves a member out, or looks at a condition, on a ground only.
    now: for silence, the moment at which it is read.
    Raises: Refused "tally.…" for a count that contradicts itself; "voting.wrong_input" when what is given
        does not fit the rule's method; "voting.no_such_attempt"; "voting.not_so_broken" for a tie broken by
        anything but yes or no.
    Source: the rule's own citations, each beside its step.
    """
    if isinstance(votes, SilenceRound) or rule.method is Method.SILENCE:
        if not isinstance(votes, SilenceRound) or rule.method is not Method.SILENCE or now is None:
            given = "silence" if isinstance(votes, SilenceRound) else "votes"
            raise Refused("voting.wrong_input", rule.cite, method=str(rule.method), given=given, count=0)
        return silence(votes, rule, now=now, standing=standing, statements=statements)
    if rule.method is Method.CONSENSUS:
        return consensus(votes, rule, standing=standing, criteria=criteria, statements=statements)
    if objecting := _positions_in(votes):
        raise Refused("voting.wrong_input", rule.cite, method=str(rule.method), given="positions", count=objecting)
    if attempt != 1 or casting is not None or lot is not None:
        _refuse_bad_tiebreak(rule, attempt, casting, lot)
    said = frozenset(criteria)
    opening = open_question(votes, rule, standing=standing, criteria=said)
    if opening.stopped:
        return opening.stopped
    taken = _Count(opening, rule, said)
    steps = [*opening.steps, *taken.steps()]
    outcome, reason, more, settled_by = _decide(taken, attempt, casting, lot)
    attached = tuple(statements) if outcome is Outcome.ADOPTED else ()
    return Verdict(
        outcome,
        reason,
        rule.method,
        taken.unit.yes,
        taken.required,
        taken.base,
        (*steps, *more, verdict_step(outcome, reason, rule), *statements_step(attached, rule)),
        rule.cite,
        attached,
        (),
        settled_by,
        "",
    )


def second_vote_due(rule: Rule, *, tied_at: datetime) -> datetime | None:
    """Until when the second vote is to be taken, where the rule gives a time for it."""
    return None if rule.second_vote_within is None else tied_at + rule.second_vote_within


def require_second_vote_in_time(rule: Rule, *, tied_at: datetime, now: datetime) -> None:
    """Put a tied question again only within the time of the rule, its last instant included.

    Raises: Refused "voting.second_vote_too_late", "voting.no_second_vote".
    Source: GA rule 95, as the common form.
    """
    cite = rule.cited("tie")
    if rule.tie is not Tie.SECOND_VOTE:
        raise Refused("voting.no_second_vote", cite, tie=str(rule.tie))
    due = second_vote_due(rule, tied_at=tied_at)
    if due is not None and now > due:
        raise Refused("voting.second_vote_too_late", cite, due_at=due.astimezone(UTC).isoformat())


def after_preliminary(answer: Verdict, *, if_adopted: Rule, otherwise: Rule) -> tuple[Rule, Step]:
    """The rule by which a question is put once it is settled of which kind it is.

    Whether a matter is procedural is itself a question, with a rule of its own: in the Security Council one on which a
    permanent member's no counts, so that it can stop first the answer "procedural" and then the matter itself (the
    double veto). A preliminary question that was not adopted leaves the matter under the other rule.
    Raises: Refused "voting.preliminary_open" where it was not decided.
    Source: statement of the four sponsoring powers, San Francisco, 7 June 1945, part II.
    """
    if answer.outcome not in {Outcome.ADOPTED, Outcome.NOT_ADOPTED}:
        raise Refused("voting.preliminary_open", answer.cite, outcome=str(answer.outcome))
    rule = if_adopted if answer.adopted else otherwise
    code = "preliminary.adopted" if answer.adopted else "preliminary.not_adopted"
    return rule, Step.of(code, answer.cite, subject=rule.subject, settled_by=answer.settled_by)


class _Count:
    """The figures of one vote: in members, and in the unit in which the rule counts."""

    def __init__(self, opening: Opening, rule: Rule, criteria: frozenset[str]) -> None:
        votes = opening.votes
        self.rule = rule
        self.criteria = criteria
        self.roll = votes if isinstance(votes, Roll) else None
        self.members = opening.tally
        self.unit = opening.weighed if rule.weighted else opening.tally
        if rule.base is Base.PARTICIPATING:
            self._refuse_those_apart()
        self.base = base_of(self.unit, rule)
        # Nobody in favour never carries anything, however small the share of an empty base.
        self.required = max(1, rule.threshold.required(self.base))

    def _refuse_those_apart(self) -> None:
        members, rule = self.members, self.rule
        if self.roll is not None:
            ballots = _NOBODY.union(*(group for choice, group in self.roll.cast.items() if choice in BALLOTS))
            apart = self.roll.membership.apart & ballots
            count = members.participating + len(apart)
        else:
            apart, count = _NOBODY, members.deposited
        if count > members.participating:
            most = members.participating
            raise Refused("tally.apart_acted", rule.cited("base"), members=sorted(apart), count=count, most=most)

    def steps(self) -> tuple[Step, Step, Step]:
        rule, unit = self.rule, self.unit
        casts: dict[str, Fact] = {
            "yes": unit.yes,
            "no": unit.no,
            "abstain": unit.abstain,
            "blank": unit.blank,
            "invalid": unit.invalid,
            "not_participating": unit.silent,
            "absent": unit.absent,
            "weighted": rule.weighted,
        }
        base: dict[str, Fact] = {
            "base": self.base,
            "base_name": str(rule.base),
            "abstain": str(rule.abstain),
            "absent": str(rule.absent),
            "certain": rule.is_certain("base"),
        }
        threshold: dict[str, Fact] = {
            "counted": unit.yes,
            "required": self.required,
            "base": self.base,
            "share": str(rule.threshold),
            "certain": rule.is_certain("threshold"),
        }
        return (
            Step("casts.counted", casts, rule.cited("casts")),
            Step("base.counted", base, rule.cited("base")),
            Step(
                "threshold.reached" if unit.yes >= self.required else "threshold.short",
                threshold,
                rule.cited("threshold"),
            ),
        )


def base_of(tally: Tally, rule: Rule) -> int:
    """The number of which the rule takes its share, abstentions and absences counted as it says."""
    base: int = getattr(tally, _BASES[rule.base])
    voting_only = rule.base in _VOTING_ONLY
    holds_absent = rule.base in _HOLDS_ABSENT
    if rule.abstain is Counted.AS_NO and voting_only:
        base += tally.abstain
    elif rule.abstain is Counted.LEFT_OUT and not voting_only:
        base -= tally.abstain
    if rule.absent is Counted.AS_NO and not holds_absent and rule.base is not Base.PARTICIPATING:
        base += tally.absent
    elif rule.absent is Counted.LEFT_OUT and holds_absent:
        base -= tally.absent
    return base


_BASES = {
    Base.MEMBERS: "members",
    Base.ENTITLED: "entitled",
    Base.PRESENT: "present",
    Base.PRESENT_AND_VOTING: "voting",
    Base.CAST: "voting",
    Base.DEPOSITED: "deposited",
    Base.VALID: "valid",
    Base.WEIGHT: "entitled",
    Base.PARTICIPATING: "participating",
}
_VOTING_ONLY = frozenset({Base.PRESENT_AND_VOTING, Base.CAST})
_HOLDS_ABSENT = frozenset({Base.MEMBERS, Base.ENTITLED, Base.WEIGHT})
_NOBODY: frozenset[str] = frozenset()


def _decide(
    taken: _Count, attempt: int, casting: Choice | None, lot: Choice | None
) -> tuple[Outcome, Reason, Sequence[Step], str]:
    if taken.unit.yes < taken.required:
        # A no that would be a veto is not called one where the votes are lacking anyway.
        return _tie(taken, attempt, casting, lot) or (
            Outcome.NOT_ADOPTED,
            Reason.INSUFFICIENT_VOTES,
            (),
            "threshold.short",
        )
    return _carried(taken, Reason.ENOUGH_VOTES, "threshold.reached")


def _carried(taken: _Count, reason: Reason, settled_by: str) -> tuple[Outcome, Reason, Sequence[Step], str]:
    """What has the votes, once the further conditions are looked at."""
    steps: list[Step] = []
    failed = ""
    for extra in taken.rule.extra:
        if extra.when and extra.when not in taken.criteria:
            facts: dict[str, Fact] = {"condition": str(extra.kind), "when": extra.when}
            steps.append(Step("extra.not_asked", facts, taken.rule.cited(extra.kind)))
            continue
        step, met = _extra_step(extra, taken)
        steps.append(step)
        if not met and not failed:
            failed = step.code
        elif step.code == "extra.deemed_reached":
            settled_by = step.code
    if failed:
        why = Reason.VETO if failed == "extra.veto" else Reason.CONDITION
        return Outcome.NOT_ADOPTED, why, steps, failed
    return Outcome.ADOPTED, reason, steps, settled_by


def _tie(
    taken: _Count, attempt: int, casting: Choice | None, lot: Choice | None
) -> tuple[Outcome, Reason, Sequence[Step], str] | None:
    unit, rule = taken.unit, taken.rule
    against = unit.no
    if rule.abstain is Counted.AS_NO:
        against += unit.abstain
    if rule.absent is Counted.AS_NO:
        against += unit.absent
    # Equal numbers are a tie only where one more yes would have carried the question.
    tied = unit.yes == against and unit.yes and rule.threshold == MAJORITY and unit.yes + 1 >= taken.required
    if not tied or rule.tie is Tie.NOT_APPLICABLE:
        return None
    outcome, reason, code = _TIES[rule.tie, attempt if rule.tie is Tie.SECOND_VOTE else 1]
    breaks = {Tie.CASTING_VOTE: casting, Tie.LOTS: lot}.get(rule.tie)
    if breaks is not None:
        outcome = Outcome.ADOPTED if breaks is Choice.YES else Outcome.NOT_ADOPTED
        lots = rule.tie is Tie.LOTS
        reason, code = (Reason.LOT, "tie.lot_drawn") if lots else (Reason.CASTING_VOTE, "tie.casting_vote")
    within = rule.second_vote_within
    hours = 0 if within is None else within // timedelta(hours=1)
    step = Step.of(code, rule.cited("tie"), yes=unit.yes, no=unit.no, within_hours=hours)
    if outcome is not Outcome.ADOPTED:
        return outcome, reason, (step,), code
    # The chair, or the lot, gives the vote that was lacking; a veto stands all the same.
    carried, why, more, settled_by = _carried(taken, reason, code)
    return carried, why, (step, *more), settled_by


#: What a tie leads to, by what the rule says of it, in the first vote and the second.
_TIES = {
    (Tie.NOT_ADOPTED, 1): (Outcome.NOT_ADOPTED, Reason.TIE, "tie.not_adopted"),
    (Tie.SECOND_VOTE, 1): (Outcome.TIED, Reason.TIE, "tie.second_vote_due"),
    (Tie.SECOND_VOTE, 2): (Outcome.NOT_ADOPTED, Reason.SECOND_TIE, "tie.again"),
    (Tie.CASTING_VOTE, 1): (Outcome.TIED, Reason.TIE, "tie.casting_vote_due"),
    (Tie.LOTS, 1): (Outcome.INCONCLUSIVE, Reason.TIE, "tie.lots"),
}


def _refuse_bad_tiebreak(rule: Rule, attempt: int, casting: Choice | None, lot: Choice | None) -> None:
    if attempt not in {1, 2}:
        raise Refused("voting.no_such_attempt", rule.cited("tie"), attempt=attempt)
    for choice in (casting, lot):
        if choice not in {None, Choice.YES, Choice.NO}:
            raise Refused("voting.not_so_broken", rule.cited("tie"), choice=str(choice))


def _extra_step(extra: Extra, taken: _Count) -> tuple[Step, bool]:
    rule = taken.rule
    cite = rule.cited(extra.kind)
    if extra.kind is Condition.VETO:
        roll = _named(taken, cite_for=extra.kind)
        against = sorted(roll.group(Choice.NO) & roll.bearing((extra.trait,)))
        facts: dict[str, Fact] = {"members": list(against), "trait": extra.trait}
        return Step("extra.veto" if against else "extra.no_veto", facts, cite), not against
    if extra.kind in _BLOCKING:
        opponents, needed = _opponents(taken), _needed_to_block(extra, taken)
        code = "extra.enough_opponents_to_block" if opponents >= needed else "extra.too_few_opponents_to_block"
        # It lifts a failed share of the population and is no condition of its own.
        return Step.of(code, cite, opponents=opponents, needed=needed), True
    counted, base = _measured(extra.kind, taken)
    share = extra.share or Share(0)
    # Nobody in favour never reaches anything, however small the share of nothing.
    required = max(1, share.required(base))
    met = counted >= required
    lifted = not met and extra.kind is Condition.POPULATION and _too_few_to_block(taken)
    code = "extra.deemed_reached" if lifted else "extra.reached" if met else "extra.short"
    facts = {
        "condition": str(extra.kind),
        "counted": counted,
        "base": base,
        "required": required,
        "share": str(share),
    }
    return Step(code, facts, cite), met or lifted


def _measured(kind: Condition, taken: _Count) -> tuple[int, int]:
    """Those in favour, and all: of the members taking part, where the rule's base is those."""
    among_some = taken.rule.base is Base.PARTICIPATING
    if kind is Condition.MEMBERS:
        return taken.members.yes, taken.members.participating if among_some else taken.members.members
    roll = _named(taken, cite_for=kind)
    body, in_favour = roll.membership, roll.group(Choice.YES)
    if kind is Condition.WEIGHT:
        whole = body.everyone - body.not_entitled - (body.apart if among_some else _NOBODY)
        return body.weight_of(in_favour), body.weight_of(whole)
    return body.population_of(in_favour - body.apart), body.population_of(body.everyone - body.apart)


_BLOCKING = frozenset({Condition.BLOCKING_MINORITY, Condition.BLOCKING_SHARE})


def _too_few_to_block(taken: _Count) -> bool:
    asked = [one for one in taken.rule.extra if one.kind in _BLOCKING and (not one.when or one.when in taken.criteria)]
    return any(_opponents(taken) < _needed_to_block(one, taken) for one in asked)


def _opponents(taken: _Count) -> int:
    """Members taking part that are not in favour: whoever abstains or stays away opposes, in effect."""
    return taken.members.participating - taken.members.yes


def _needed_to_block(extra: Extra, taken: _Count) -> int:
    """How many members a blocking minority has at least: so many, or the fewest that hold the share, and more."""
    if extra.share is None:
        return extra.count
    body = _named(taken, cite_for=extra.kind).membership
    greatest = sorted((body.populations.get(one, 0) for one in body.everyone - body.apart), reverse=True)
    reached = extra.share.required(sum(greatest))
    held = fewest = 0
    while held < reached and fewest < len(greatest):
        held += greatest[fewest]
        fewest += 1
    return fewest + extra.count


def _named(taken: _Count, *, cite_for: str) -> Roll:
    if taken.roll is None:
        raise Refused("tally.names_needed", taken.rule.cited(cite_for), value=str(cite_for))
    return taken.roll


def _positions_in(votes: Tally | Roll) -> int:
    if isinstance(votes, Tally):
        return votes.objections
    return sum(len(votes.cast[one]) for one in POSITIONS if one in votes.cast)
