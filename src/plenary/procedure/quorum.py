"""Whether enough members are represented to open a meeting, or to decide in it.

Members are counted, never persons. The call of the quorum is a record, so the answer carries its step.
"""

from __future__ import annotations

from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Rule
from plenary.procedure.share import Base, Quorum
from plenary.procedure.step import Step
from plenary.procedure.tally import Roll, Tally
from plenary.procedure.value import value


class Purpose(StrEnum):
    """What the quorum is called for."""

    OPEN = "open"
    DECIDE = "decide"


@value
class QuorumCall:
    """The answer to a call of the quorum: represented of base, and how many are needed."""

    purpose: Purpose
    met: bool
    represented: int
    base: int
    required: int
    cite: Citation
    steps: tuple[Step, ...]


def quorum(represented: int, rule: Rule, *, purpose: Purpose, members: int, entitled: int = -1) -> QuorumCall:
    """Whether the members represented are enough to open, or to decide.

    represented: members with a head or designated alternate, with credentials, in the room.
    Raises: Refused "tally.…" when more are represented than there are members.
    """
    return call_quorum(Tally(members, present=represented, entitled=entitled), rule, purpose=purpose)


def call_quorum(votes: Tally | Roll, rule: Rule, *, purpose: Purpose) -> QuorumCall:
    """The same, from the count of a question; weighs votes too where the rule asks it."""
    tally = votes.tally() if isinstance(votes, Roll) else votes
    asked = rule.quorum_open if purpose is Purpose.OPEN else rule.quorum_decide
    value = f"quorum_{purpose}"
    cite = rule.cited(value)
    if asked is None:
        # Without a written quorum somebody must still be there: nobody decides nothing.
        facts: dict[str, Fact] = {"represented": tally.present, "members": tally.members}
        step = Step("quorum.none_written" if tally.present else "quorum.nobody_present", facts, cite)
        return QuorumCall(purpose, tally.present > 0, tally.present, tally.members, 1, cite, (step,))
    base = _base(tally, asked)
    required = max(1, asked.share.required(base))
    steps = [
        Step.of(
            "quorum.met" if tally.present >= required else "quorum.short",
            cite,
            purpose=str(purpose),
            represented=tally.present,
            base=base,
            base_name=str(asked.of),
            required=required,
            share=str(asked.share),
            certain=rule.is_certain(value),
        )
    ]
    met = tally.present >= required
    if asked.weight is not None:
        if not isinstance(votes, Roll):
            raise Refused("tally.names_needed", cite, value=value)
        weighed = votes.tally(weighted=True)
        votes_needed = asked.weight.required(weighed.entitled)
        heavy = weighed.present >= votes_needed
        steps.append(
            Step.of(
                "quorum.weight_met" if heavy else "quorum.weight_short",
                cite,
                represented=weighed.present,
                base=weighed.entitled,
                required=votes_needed,
                share=str(asked.weight),
            )
        )
        met = met and heavy
    return QuorumCall(purpose, met, tally.present, base, required, cite, tuple(steps))


def require_quorum(call: QuorumCall) -> None:
    """Go on only with a quorum. Raises: Refused "quorum.not_met"."""
    if not call.met:
        raise Refused(
            "quorum.not_met",
            call.cite,
            purpose=str(call.purpose),
            represented=call.represented,
            base=call.base,
            required=call.required,
        )


def _base(tally: Tally, asked: Quorum) -> int:
    if asked.of is Base.ENTITLED:
        return tally.entitled
    return tally.participating if asked.of is Base.PARTICIPATING else tally.members
