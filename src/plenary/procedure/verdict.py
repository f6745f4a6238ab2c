"""What a rule computes for one question, with every step on the way to it.

The chair announces; the verdict advises and explains. Steps come in one order for all methods:
the item and its document, the quorum, who is entitled, what was cast, the base, the threshold,
further conditions, a tie, the verdict, statements to attach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.quorum import Purpose, counted_quorum
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Method, Rule
from plenary.procedure.share import Quorum
from plenary.procedure.step import NO_FACTS, Step
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
    NOT_ALL_AGAINST = "no consensus against"
    ENOUGH_VOTES = "enough votes"
    INSUFFICIENT_VOTES = "insufficient votes"
    VETO = "veto"
    CONDITION = "further condition not met"
    TIE = "tie"
    SECOND_TIE = "tie again"
    CASTING_VOTE = "casting vote"
    LOT = "lot"
    NOT_ON_AGENDA = "not on the adopted agenda"
    DOCUMENT_LATE = "document late"
    QUORUM = "no quorum"
    SILENCE_KEPT = "silence kept"
    SILENCE_BROKEN = "silence broken"
    NEVER_STARTED = "objection when silence was proposed"
    LIMITED_FORMAT = "limited format"
    FLEXIBLE_PARTICIPATION = "flexible participation"
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
    settled_by: the code of the step that settled it (`deciding`).
    fallback: the subject whose rule may now be put, where consensus was not reached and the rule names one.
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
    settled_by: str = "verdict"
    fallback: str = ""

    @property
    def adopted(self) -> bool:
        return self.outcome is Outcome.ADOPTED

    @property
    def deciding(self) -> Step:
        """The step that settled it: on a refusal the first that failed, on an adoption the one that carried it."""
        return settling(self.steps, self.settled_by)

    @property
    def needed(self) -> int:
        """The figure that was needed where it was settled: the quorum for want of one, else the threshold."""
        needed = self.deciding.facts.get("required", self.required)
        return needed if isinstance(needed, int) else self.required

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
            "deciding": self.settled_by,
            "fallback": self.fallback,
        }


@value
class Ruling:
    """What the presiding officer announces: the result, on what ground, and who says so.

    Raises: Refused "ruling.no_ground" where ground or name is missing.
    """

    outcome: Outcome
    ground: str
    by: str
    cite: Citation

    def __post_init__(self) -> None:
        if not self.ground.strip() or not self.by.strip():
            raise Refused("ruling.no_ground", self.cite)


@value
class Ruled:
    """A computed verdict and the ruling on it, side by side; neither changes the other.

    steps: those on the ruling and on an appeal against it; the verdict keeps its own.
    overruled: whether the body overruled the ruling; what was computed then holds.
    """

    verdict: Verdict
    ruling: Ruling
    steps: tuple[Step, ...]
    overruled: bool = False

    @property
    def outcome(self) -> Outcome:
        """What holds: the ruling, unless the body overruled it."""
        return self.verdict.outcome if self.overruled else self.ruling.outcome

    @property
    def differs(self) -> bool:
        """Whether the ruling is another than what was computed."""
        return self.ruling.outcome is not self.verdict.outcome

    @property
    def deciding(self) -> Step:
        """The step that settled it: the last on ruling and appeal."""
        return self.steps[-1]


def ruled(verdict: Verdict, ruling: Ruling) -> Ruled:
    """The verdict with the ruling beside it: as computed, or otherwise on the ground that the officer gave."""
    differs = ruling.outcome is not verdict.outcome
    step = Step.of(
        "ruling.otherwise" if differs else "ruling.as_computed",
        ruling.cite,
        outcome=str(ruling.outcome),
        computed=str(verdict.outcome),
        ground=ruling.ground,
        by=ruling.by,
    )
    return Ruled(verdict, ruling, (step,))


def after_appeal(stands: Ruled, appeal: Verdict) -> Ruled:
    """The ruling once the body has voted on the appeal; the question of it is to overrule.

    A ruling stands unless overruled: an appeal that is tied, or short, leaves it.
    Raises: Refused "ruling.appeal_undecided" where no vote on the appeal came about.
    Source: GA rule 71; SC rule 30.
    """
    if appeal.outcome not in {Outcome.ADOPTED, Outcome.NOT_ADOPTED}:
        raise Refused("ruling.appeal_undecided", appeal.cite, outcome=str(appeal.outcome))
    step = Step.of(
        "ruling.overruled" if appeal.adopted else "ruling.upheld",
        appeal.cite,
        counted=appeal.counted,
        required=appeal.required,
        base=appeal.base,
    )
    return Ruled(stands.verdict, stands.ruling, (*stands.steps, step), appeal.adopted)


def settling(steps: Sequence[Step], code: str) -> Step:
    """The first step of that code; the last step where none bears it."""
    return next((step for step in steps if step.code == code), steps[-1])


@value
class Opening:
    """The first three steps of any verdict; `stopped` when one of them already settles it.

    tally: by head; weighed: in votes, where the rule counts them.
    """

    steps: tuple[Step, ...]
    votes: Tally | Roll
    tally: Tally
    weighed: Tally
    stopped: Verdict | None
    excluded: tuple[str, ...] = ()


def open_question(votes: Tally | Roll, rule: Rule, *, standing: Standing, criteria: Iterable[str] = ()) -> Opening:
    """The item and its document, the quorum, and who is entitled.

    Raises: Refused "tally.too_many_carried" where one acts for more members than the rule allows.
    """
    steps, irregular = standing_answer(standing, rule)
    if irregular:
        tally = _tally(votes)
        stopped = stopped_by(steps, Outcome.IRREGULAR, irregular, rule, by=steps[_AT_FAULT[irregular]].code)
        return Opening(tuple(steps), votes, tally, tally, stopped)
    exclusion: list[Step] = []
    excluded: tuple[str, ...] = ()
    if rule.excluded:
        votes, excluded, exclusion = _without_excluded(votes, rule, frozenset(criteria))
    tally = weighed = votes if isinstance(votes, Tally) else votes.tally()
    barred: list[Fact] = []
    if isinstance(votes, Roll):
        if votes.membership.weights and (rule.weighted or _weighs(rule.quorum_decide)):
            weighed = votes.tally(weighted=True)
        if votes.carried:
            exclusion.append(_carried_step(votes, rule))
        barred += sorted(votes.membership.not_entitled)
    call = counted_quorum(tally, rule, purpose=Purpose.DECIDE, weighed=weighed if isinstance(votes, Roll) else None)
    steps += call.steps
    if not call.met:
        stopped = stopped_by(steps, Outcome.NO_QUORUM, Reason.QUORUM, rule, by=call.settled_by)
        return Opening(tuple(steps), votes, tally, weighed, stopped, excluded)
    steps += exclusion
    facts: dict[str, Fact] = {"members": tally.members, "entitled": tally.entitled, "not_entitled": barred}
    steps.append(Step("entitled.counted", facts, rule.cited("entitled")))
    return Opening(tuple(steps), votes, tally, weighed, None, excluded)  # all by place: one for every vote


def statements_step(statements: Sequence[Statement], rule: Rule) -> list[Step]:
    """The last step, where a member asked for its words to be attached."""
    if not statements:
        return []
    said: list[Fact] = [{"member": one.member, "kind": one.kind} for one in statements]
    return [Step.of("statements.attached", rule.cited("statements"), count=len(said), statements=said)]


def standing_answer(standing: Standing, rule: Rule) -> tuple[list[Step], Reason | None]:
    """The first step of any verdict, and what makes the question irregular, if anything does."""
    agenda, document = rule.cited("agenda"), rule.cited("document")
    on_agenda = standing.on_adopted_agenda
    code = "document.on_time"
    if not standing.document_on_time:
        code = "document.waived" if standing.waived else "document.late"
    steps = [
        Step("item.on_agenda" if on_agenda else "item.not_on_agenda", NO_FACTS, agenda),
        Step(code, NO_FACTS, document),
    ]
    if not on_agenda:
        return steps, Reason.NOT_ON_AGENDA
    return steps, Reason.DOCUMENT_LATE if code == "document.late" else None


def stopped_by(
    steps: Sequence[Step], outcome: Outcome, reason: Reason, rule: Rule, *, by: str, counted: int = 0
) -> Verdict:
    """A verdict that was settled before anything was counted."""
    last = verdict_step(outcome, reason, rule)
    return Verdict(outcome, reason, rule.method, counted, 0, 0, (*steps, last), rule.cite, settled_by=by)


def verdict_step(outcome: Outcome, reason: Reason, rule: Rule) -> Step:
    """The step that says what came of it."""
    return Step("verdict", {"outcome": str(outcome), "reason": str(reason)}, rule.cite)


#: Which of the first two steps makes a question irregular.
_AT_FAULT = {Reason.NOT_ON_AGENDA: 0, Reason.DOCUMENT_LATE: 1}


def _weighs(quorum: Quorum | None) -> bool:
    return quorum is not None and quorum.weight is not None


def _carried_step(votes: Roll, rule: Rule) -> Step:
    """Who acts for whom; no more members for one than the rule allows."""
    cite = rule.cited("proxies")
    for carrier, count in sorted(Counter(votes.carried.values()).items()):
        if count > rule.proxies:
            raise Refused("tally.too_many_carried", cite, member=carrier, count=count, most=rule.proxies)
    pairs: list[Fact] = [{"member": one, "carried_by": carrier} for one, carrier in sorted(votes.carried.items())]
    return Step.of("entitled.carried", cite, count=len(pairs), members=sorted(votes.carried), carried=pairs)


def _without_excluded(
    votes: Tally | Roll, rule: Rule, criteria: frozenset[str]
) -> tuple[Tally | Roll, tuple[str, ...], list[Step]]:
    cite = rule.cited("excluded")
    if not isinstance(votes, Roll):
        raise Refused("tally.names_needed", cite, value="excluded")
    gone = tuple(sorted(votes.bearing(rule.excluded)))
    if not gone:
        return votes, (), []
    if rule.criterion and rule.criterion not in criteria:
        missing = Step.of("entitled.criterion_not_recorded", cite, criterion=rule.criterion, members=list(gone))
        return votes, (), [missing]
    return votes.without(rule.excluded), gone, [Step.of("entitled.excluded", cite, members=list(gone))]


def _tally(votes: Tally | Roll) -> Tally:
    return votes.tally() if isinstance(votes, Roll) else votes
