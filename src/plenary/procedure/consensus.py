"""Consensus: the chair asks, and nobody objects.

Silence and absence do not block; support is not counted. Some texts leave out the member
concerned, let some decide for themselves, or turn the question round (adopted unless all are against).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Formula, Rule
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
    standing_answer,
    statements_step,
    stopped_by,
    verdict_step,
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
    tally = votes.tally() if isinstance(votes, Roll) else votes
    if tally.deposited:
        seats = list(votes.having(*BALLOTS)) if isinstance(votes, Roll) else []
        raise Refused("consensus.no_vote_is_counted", rule.cite, seats=list(seats), count=tally.deposited)
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
        Reason.NOT_ALL_AGAINST: "consensus.not_all_against",
    }.get(reason, "consensus.no_objection")
    steps.append(Step.of(code, rule.cite, objections=tally.objections, objectors=objectors))
    fallback = rule.fallback if outcome is Outcome.NOT_ADOPTED else ""
    if fallback:
        steps.append(Step.of("consensus.fallback", rule.cited("fallback"), subject=fallback))
    steps.append(verdict_step(outcome, reason, rule))
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
        settled_by=code,
        fallback=fallback,
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


def by_formula(
    to_formula: Roll,
    on_text: Roll,
    rule: Rule,
    *,
    standing: Standing,
    subject_kind: str = "",
    statements: Sequence[Statement] = (),
) -> Verdict:
    """Some members decide among themselves, by the formula of the rule (`Rule.formula`, `Rule.open_to`).

    to_formula: every member's position on proceeding so; `Membership.apart` are those who will not take part.
    on_text: the positions on the text of those who do.
    subject_kind: of what kind the question is, where the formula is open to some kinds only.
    What they adopt binds only them (`Verdict.binds`).
    Raises: Refused "formula.none_in_rule"; "consensus.wrong_participants" when the two rolls do not name the same
        members.
    """
    if rule.formula is Formula.NONE:
        raise Refused("formula.none_in_rule", rule.cite, subject=rule.subject)
    cite = rule.cited("formula")
    if rule.open_to and subject_kind not in rule.open_to:
        steps, irregular = standing_answer(standing, rule)
        kinds = sorted(rule.open_to)
        steps.append(Step.of("formula.not_open", rule.cited("open_to"), subject_kind=subject_kind, open_to=list(kinds)))
        reason = irregular or Reason.FORMULA_NOT_OPEN
        by = steps[0 if reason is Reason.NOT_ON_AGENDA else 1].code if irregular else "formula.not_open"
        return stopped_by(steps, Outcome.IRREGULAR, reason, rule, by=by)
    taking_part = sorted(to_formula.membership.everyone - to_formula.membership.apart)
    if not taking_part or taking_part != sorted(on_text.membership.members):
        raise Refused("consensus.wrong_participants", rule.cite, participating=list(taking_part))
    plain = changed(rule, excluded=(), fallback="")
    asked = consensus(to_formula, plain, standing=standing)
    if asked.reason is Reason.OBJECTION:
        last = verdict_step(Outcome.NOT_ADOPTED, Reason.FORMULA_NOT_AGREED, rule)
        return changed(asked, reason=Reason.FORMULA_NOT_AGREED, steps=(*asked.steps[:-1], last))
    if not asked.adopted:
        return asked
    formula = Step.of("formula.agreed", cite, members=list(taking_part))
    # The quorum was that of the body, when it agreed to the method; those who go ahead are all needed.
    own = changed(plain, quorum_decide=Quorum(ALL))
    taken = consensus(on_text, own, standing=standing, statements=statements)
    steps = [*asked.steps[:-1], formula, *(step for step in taken.steps if step.code != "verdict")]
    if not taken.adopted:
        return changed(taken, steps=(*steps, taken.steps[-1]))
    reason = _FORMULA_REASONS[rule.formula]
    at = len(steps) - (1 if statements else 0)
    binds = Step.of("formula.binds_only", cite, members=list(taking_part))
    steps[at:at] = [binds, verdict_step(Outcome.ADOPTED, reason, rule)]
    return changed(taken, reason=reason, binds=tuple(taking_part), steps=tuple(steps), settled_by="formula.binds_only")


_FORMULA_REASONS = {
    Formula.LIMITED_FORMAT: Reason.LIMITED_FORMAT,
    Formula.FLEXIBLE_PARTICIPATION: Reason.FLEXIBLE_PARTICIPATION,
}


def limited_format(to_method: Roll, on_text: Roll, rule: Rule, *, standing: Standing) -> Verdict:
    """Some members decide among themselves: only if no member objects to proceeding so.

    As `by_formula`. What they adopt is not a decision of the organisation and binds only them.
    Source: CSTO Charter art. 12, as amended by the Protocol of 2010.
    """
    return by_formula(to_method, on_text, changed(rule, formula=Formula.LIMITED_FORMAT), standing=standing)


def flexible_participation(
    to_formula: Roll,
    on_text: Roll,
    rule: Rule,
    *,
    standing: Standing,
    subject_kind: str,
    open_to: Iterable[str] = (),
) -> Verdict:
    """Some members go ahead: only for the kinds of subject the charter names, and if all agree to it.

    open_to: the kinds, where the rule itself does not name them. As `by_formula`.
    Source: ASEAN Charter art. 21(2).
    """
    kinds = tuple(open_to) or rule.open_to
    own = changed(rule, formula=Formula.FLEXIBLE_PARTICIPATION, open_to=kinds)
    return by_formula(to_formula, on_text, own, standing=standing, subject_kind=subject_kind)


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

    @property
    def deciding(self) -> Step:
        """The step that settled it: that of the first body which did not adopt, or else of the whole."""
        if not self.blocked_by:
            return self.steps[-1]
        return next(step for step in self.steps if step.facts.get("body") == self.blocked_by[0])

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
    elif outcomes == {Outcome.TIED, Outcome.ADOPTED} or outcomes == {Outcome.TIED}:
        # Nothing is lost while the second vote of a body is due.
        outcome = Outcome.TIED
    else:
        outcome = Outcome.NOT_ADOPTED
    cites = tuple(dict.fromkeys(verdict.cite for verdict in bodies.values()))
    one = cites[0] if len(cites) == 1 else None
    last = Step.of("joint.verdict", one, outcome=str(outcome), blocked_by=list(blocked))
    return JointVerdict(outcome, tuple(bodies.items()), blocked, (*steps, last), cites)


def _agreed(tally: Tally, rule: Rule, opening: Opening) -> tuple[Outcome, Reason]:
    if rule.reverse:
        if tally.objections and tally.objections == tally.present:
            return Outcome.NOT_ADOPTED, Reason.CONSENSUS_AGAINST
        return Outcome.ADOPTED, Reason.NOT_ALL_AGAINST if tally.objections else Reason.NO_OBJECTION
    if tally.objections:
        return Outcome.NOT_ADOPTED, Reason.OBJECTION
    return Outcome.ADOPTED, Reason.MINUS_CONCERNED if opening.excluded else Reason.NO_OBJECTION
