"""What a rule computes for one question, with every step on the way to it.

The chair announces; the verdict advises and explains. Steps come in one order for all methods:
the item and its document, the quorum, who is entitled, what was cast, the base, the threshold,
further conditions, a tie, the verdict, statements to attach.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.quorum import Purpose, call_quorum
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Method, Rule
from plenary.procedure.step import Step
from plenary.procedure.tally import Roll, Tally
from plenary.procedure.value import value


class Outcome(StrEnum):
    """Every verdict there is."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not adopted"
    TIED = "tied"
    NO_QUORUM = "no quorum"
    INCONCLUSIVE = "inconclusive"
    SILENCE_RUNNING = "silence running"
    SILENCE_BROKEN = "silence broken"
    IRREGULAR = "irregular"


class Reason(StrEnum):
    """Why, where the outcome alone leaves it open."""

    NONE = ""
    NO_OBJECTION = "no objection"
    OBJECTION = "objection"
    MINUS_CONCERNED = "without the member concerned"
    CONSENSUS_AGAINST = "consensus against"
    ENOUGH_VOTES = "enough votes"
    INSUFFICIENT_VOTES = "insufficient votes"
    VETO = "veto"
    CONDITION = "further condition not met"
    TIE = "tie"
    SECOND_TIE = "tie again"
    CASTING_VOTE = "casting vote"
    NOT_ON_AGENDA = "not on the adopted agenda"
    DOCUMENT_LATE = "document late"
    QUORUM = "no quorum"
    SILENCE_KEPT = "silence kept"
    SILENCE_BROKEN = "silence broken"
    NEVER_STARTED = "objection when silence was proposed"
    LIMITED_FORMAT = "limited format"
    FORMULA_NOT_AGREED = "formula not agreed"
    FORMULA_NOT_OPEN = "formula not open to this subject"


@value
class Standing:
    """What the question stands on before it is put.

    on_adopted_agenda: the item is on the agenda the body adopted.
    document_on_time: circulated within the rule's time; True where the item has no document.
    waived: the body recorded that it takes a late document. An item not on the agenda has no waiver: the
        body adds it to the agenda first, which is a decision of its own.
    """

    on_adopted_agenda: bool
    document_on_time: bool
    waived: bool = False


#: An item on the adopted agenda whose document came in time.
IN_ORDER = Standing(on_adopted_agenda=True, document_on_time=True)


@value
class Statement:
    """A member's words to attach to the decision; they change nothing in its text.

    kind: "interpretive statement", "reservation", "explanation of vote", "explanation of position".
    """

    member: str
    kind: str


@value
class Verdict:
    """What the rule computes.

    counted: votes in favour, or objections where consensus or silence is the method.
    required: votes needed; 0 where none are counted. base: what the share was taken of.
    """

    outcome: Outcome
    reason: Reason
    method: Method
    counted: int
    required: int
    base: int
    steps: tuple[Step, ...]
    cite: Citation
    attached: tuple[Statement, ...] = ()
    binds: tuple[str, ...] = ()

    @property
    def adopted(self) -> bool:
        return self.outcome is Outcome.ADOPTED

    def as_mapping(self) -> dict[str, Fact]:
        """The verdict as it is kept with the vote and shown by every interface."""
        return {
            "outcome": str(self.outcome),
            "reason": str(self.reason),
            "method": str(self.method),
            "counted": self.counted,
            "required": self.required,
            "base": self.base,
            "steps": [step.as_mapping() for step in self.steps],
            "cite": str(self.cite),
            "attached": [{"member": one.member, "kind": one.kind} for one in self.attached],
            "binds": list(self.binds),
        }


@value
class Opening:
    """The first three steps of any verdict; `stopped` when one of them already settles it."""

    steps: tuple[Step, ...]
    votes: Tally | Roll
    tally: Tally
    stopped: Verdict | None
    excluded: tuple[str, ...] = ()


def open_question(votes: Tally | Roll, rule: Rule, *, standing: Standing, criteria: Iterable[str] = ()) -> Opening:
    """The item and its document, the quorum, and who is entitled."""
    steps, irregular = standing_answer(standing, rule)
    if irregular:
        return Opening(tuple(steps), votes, _tally(votes), _stopped(Outcome.IRREGULAR, irregular, rule, steps))
    votes, excluded, exclusion = _without_excluded(votes, rule, frozenset(criteria))
    call = call_quorum(votes, rule, purpose=Purpose.DECIDE)
    steps += call.steps
    tally = _tally(votes)
    if not call.met:
        stopped = _stopped(Outcome.NO_QUORUM, Reason.QUORUM, rule, steps)
        return Opening(tuple(steps), votes, tally, stopped, excluded)
    steps += exclusion
    barred = [s.member for s in votes.seats if not s.entitled] if isinstance(votes, Roll) else []
    steps.append(
        Step.of(
            "entitled.counted",
            rule.cited("entitled"),
            members=tally.members,
            entitled=tally.entitled,
            not_entitled=sorted(barred),
        )
    )
    return Opening(tuple(steps), votes, tally, None, excluded)


def statements_step(statements: Sequence[Statement], rule: Rule) -> list[Step]:
    """The last step, where a member asked for its words to be attached."""
    if not statements:
        return []
    said: list[Fact] = [{"member": one.member, "kind": one.kind} for one in statements]
    return [Step.of("statements.attached", rule.cited("statements"), count=len(said), statements=said)]


def standing_answer(standing: Standing, rule: Rule) -> tuple[list[Step], Reason | None]:
    """The first step of any verdict, and what makes the question irregular, if anything does."""
    return list(_standing_steps(standing, rule)), _irregular(standing)


def _standing_steps(standing: Standing, rule: Rule) -> Iterable[Step]:
    agenda, document = rule.cited("agenda"), rule.cited("document")
    if standing.on_adopted_agenda:
        yield Step.of("item.on_agenda", agenda)
    else:
        yield Step.of("item.not_on_agenda", agenda)
    if standing.document_on_time:
        yield Step.of("document.on_time", document)
    else:
        yield Step.of("document.waived" if standing.waived else "document.late", document)


def _irregular(standing: Standing) -> Reason | None:
    if not standing.on_adopted_agenda:
        return Reason.NOT_ON_AGENDA
    return None if standing.document_on_time or standing.waived else Reason.DOCUMENT_LATE


def _without_excluded(
    votes: Tally | Roll, rule: Rule, criteria: frozenset[str]
) -> tuple[Tally | Roll, tuple[str, ...], list[Step]]:
    if not rule.excluded:
        return votes, (), []
    cite = rule.cited("excluded")
    if not isinstance(votes, Roll):
        raise Refused("tally.names_needed", cite, value="excluded")
    gone = tuple(sorted(s.member for s in votes.seats if s.traits & set(rule.excluded)))
    if not gone:
        return votes, (), []
    if rule.criterion and rule.criterion not in criteria:
        missing = Step.of("entitled.criterion_not_recorded", cite, criterion=rule.criterion, members=list(gone))
        return votes, (), [missing]
    return votes.without(rule.excluded), gone, [Step.of("entitled.excluded", cite, members=list(gone))]


def _tally(votes: Tally | Roll) -> Tally:
    return votes.tally() if isinstance(votes, Roll) else votes


def _stopped(outcome: Outcome, reason: Reason, rule: Rule, steps: list[Step]) -> Verdict:
    last = Step.of("verdict", rule.cite, outcome=str(outcome), reason=str(reason))
    return Verdict(outcome, reason, rule.method, 0, 0, 0, (*steps, last), rule.cite)
