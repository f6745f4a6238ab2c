"""Consensus: the chair asks, and nobody objects.

Silence and absence do not block; support is not counted. Some texts leave out the member
concerned, let some decide for themselves, or turn the question round (adopted unless all are against).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule
from plenary.procedure.share import ALL, Quorum
from plenary.procedure.step import Step
from plenary.procedure.tally import BALLOTS, Choice, Roll, Tally
from plenary.procedure.value import changed, value
from plenary.procedure.verdict import (
    Opening,
    Outcome,
    Reason,
    Standing,
    Statement,
    Verdict,
    open_question,
    statements_step,
)


def consensus(
    votes: Tally | Roll,
    rule: Rule,
    *,
    standing: Standing,
    criteria: Iterable[str] = (),
    statements: Sequence[Statement] = (),
) -> Verdict:
    """Whether the body agrees: no member represented in the room objects.

    criteria: what the record states, where the rule leaves a member out only on such a ground.
    Raises: Refused "consensus.no_vote_is_counted" when seats cast yes or no;
        "tally.names_needed" when the rule leaves members out and only numbers are given.
    """
    if _votes_in(votes):
        raise Refused("consensus.no_vote_is_counted", rule.cite, seats=list(_votes_in(votes)))
    opening = open_question(votes, rule, standing=standing, criteria=criteria)
    if opening.stopped:
        return opening.stopped
    tally = opening.tally
    objectors = list(opening.votes.having(Choice.OBJECTS)) if isinstance(opening.votes, Roll) else []
    steps = [
        *opening.steps,
        Step.of(
            "casts.positions",
            rule.cite,
            objections=tally.objections,
            objectors=objectors,
            present=tally.present,
            absent=tally.members - tally.present,
        ),
    ]
    outcome, reason = _agreed(tally, rule, opening)
    code = {
        Reason.OBJECTION: "consensus.objection_stands",
        Reason.CONSENSUS_AGAINST: "consensus.all_against",
    }.get(reason, "consensus.no_objection")
    steps.append(Step.of(code, rule.cite, objections=tally.objections, objectors=objectors))
    steps.append(Step.of("verdict", rule.cite, outcome=str(outcome), reason=str(reason)))
    attached = tuple(statements) if outcome is Outcome.ADOPTED else ()
    return Verdict(
        outcome,
        reason,
        rule.method,
        counted=tally.objections,
        required=0,
        base=tally.present,
        steps=(*steps, *statements_step(attached, rule)),
        cite=rule.cite,
        attached=attached,
    )


def require_no_objection(verdict: Verdict) -> None:
    """Let the gavel fall only when no objection stands. Raises: Refused "consensus.objection_stands"."""
    if verdict.reason is Reason.OBJECTION:
        named = next((s.facts["objectors"] for s in verdict.steps if s.code == "consensus.objection_stands"), [])
        raise Refused("consensus.objection_stands", verdict.cite, objections=verdict.counted, objectors=named)


def require_window_over(rule: Rule, *, asked_at: datetime, now: datetime) -> None:
    """Let the gavel fall only when members had the time that the rule gives them to object.

    asked_at: when the chair asked for objections.
    Raises: Refused "consensus.objections_still_open" with the seconds that are left.
    """
    window = rule.objection_window
    if window is not None and now < asked_at + window:
        left = asked_at + window - now
        raise Refused(
            "consensus.objections_still_open",
            rule.cited("objection_window"),
            # Rounded up: with a fraction of a second left, it is still not over.
            seconds_left=-((-left) // timedelta(seconds=1)),
        )


def limited_format(to_method: Roll, on_text: Roll, rule: Rule, *, standing: Standing) -> Verdict:
    """Some members decide among themselves: only if no member objects to proceeding so.

    to_method: every member's position on proceeding so; `participating` marks those who will decide.
    on_text: the positions of those members on the text.
    What they adopt is not a decision of the organisation and binds only them (`Verdict.binds`).
    Raises: Refused "consensus.wrong_participants" when the two rolls do not name the same members.
    Source: CSTO Charter art. 12, as amended by the Protocol of 2010.
    """
    return _among_some(to_method, on_text, rule, standing)


def flexible_participation(
    to_formula: Roll,
    on_text: Roll,
    rule: Rule,
    *,
    standing: Standing,
    subject_kind: str,
    open_to: Iterable[str],
) -> Verdict:
    """Some members go ahead: only for the kinds of subject the charter names, and if all agree to it.

    Source: ASEAN Charter art. 21(2).
    """
    kinds = sorted(set(open_to))
    if subject_kind not in kinds:
        step = Step.of("formula.not_open", rule.cite, subject_kind=subject_kind, open_to=list(kinds))
        return _ended(rule, Outcome.IRREGULAR, Reason.FORMULA_NOT_OPEN, (step,))
    return _among_some(to_formula, on_text, rule, standing)


@value
class JointVerdict:
    """A question put to several bodies in one room: a verdict for each, and one for all.

    blocked_by: codes of the bodies that did not adopt.
    """

    outcome: Outcome
    bodies: tuple[tuple[str, Verdict], ...]
    blocked_by: tuple[str, ...]
    steps: tuple[Step, ...]
    cites: tuple[Citation, ...]

    @property
    def adopted(self) -> bool:
        return self.outcome is Outcome.ADOPTED

    def of(self, body: str) -> Verdict:
        """The verdict of one of the bodies."""
        return dict(self.bodies)[body]


def joint_verdict(bodies: Mapping[str, Verdict]) -> JointVerdict:
    """A joint decision is adopted only if every body adopts it, each by its own rule and quorum.

    A body that cannot decide, for want of a quorum, keeps the others' verdicts from being joint.
    Raises: Refused "joint.one_body" for fewer than two bodies.
    """
    if len(bodies) < 2:
        raise Refused("joint.one_body", bodies=list(bodies))
    steps = tuple(
        Step.of("joint.body", verdict.cite, body=body, outcome=str(verdict.outcome), reason=str(verdict.reason))
        for body, verdict in bodies.items()
    )
    blocked = tuple(body for body, verdict in bodies.items() if not verdict.adopted)
    outcomes = {verdict.outcome for verdict in bodies.values()}
    if not blocked:
        outcome = Outcome.ADOPTED
    elif Outcome.IRREGULAR in outcomes:
        outcome = Outcome.IRREGULAR
    elif Outcome.SILENCE_RUNNING in outcomes and outcomes <= {Outcome.SILENCE_RUNNING, Outcome.ADOPTED}:
        outcome = Outcome.SILENCE_RUNNING
    else:
        outcome = Outcome.NOT_ADOPTED
    last = Step.of("joint.verdict", None, outcome=str(outcome), blocked_by=list(blocked))
    cites = tuple(dict.fromkeys(verdict.cite for verdict in bodies.values()))
    return JointVerdict(outcome, tuple(bodies.items()), blocked, (*steps, last), cites)


def _agreed(tally: Tally, rule: Rule, opening: Opening) -> tuple[Outcome, Reason]:
    if rule.reverse:
        if tally.objections and tally.objections == tally.present:
            return Outcome.NOT_ADOPTED, Reason.CONSENSUS_AGAINST
        return Outcome.ADOPTED, Reason.NO_OBJECTION
    if tally.objections:
        return Outcome.NOT_ADOPTED, Reason.OBJECTION
    return Outcome.ADOPTED, Reason.MINUS_CONCERNED if opening.excluded else Reason.NO_OBJECTION


def _among_some(to_method: Roll, on_text: Roll, rule: Rule, standing: Standing) -> Verdict:
    taking_part = sorted(seat.member for seat in to_method.seats if seat.participating)
    if not taking_part or taking_part != sorted(seat.member for seat in on_text.seats):
        raise Refused("consensus.wrong_participants", rule.cite, participating=list(taking_part))
    plain = changed(rule, excluded=())
    asked = consensus(to_method, plain, standing=standing)
    if asked.reason is Reason.OBJECTION:
        return _ended(rule, Outcome.NOT_ADOPTED, Reason.FORMULA_NOT_AGREED, asked.steps[:-1])
    if not asked.adopted:
        return asked
    formula = Step.of("formula.agreed", rule.cite, members=list(taking_part))
    # The quorum was that of the body, when it agreed to the method; those who go ahead are all needed.
    own = changed(plain, quorum_decide=Quorum(ALL))
    taken = consensus(on_text, own, standing=standing)
    steps = (*asked.steps[:-1], formula, *taken.steps)
    if not taken.adopted:
        return changed(taken, steps=steps)
    binds = Step.of("formula.binds_only", rule.cite, members=list(taking_part))
    last = Step.of("verdict", rule.cite, outcome=str(Outcome.ADOPTED), reason=str(Reason.LIMITED_FORMAT))
    return changed(taken, reason=Reason.LIMITED_FORMAT, binds=tuple(taking_part), steps=(*steps[:-1], binds, last))


def _ended(rule: Rule, outcome: Outcome, reason: Reason, steps: Sequence[Step]) -> Verdict:
    last = Step.of("verdict", rule.cite, outcome=str(outcome), reason=str(reason))
    return Verdict(outcome, reason, rule.method, 0, 0, 0, (*steps, last), rule.cite)


def _votes_in(votes: Tally | Roll) -> tuple[str, ...]:
    if isinstance(votes, Roll):
        return votes.having(*BALLOTS)
    return ("",) if votes.deposited else ()
