"""Whether enough members are represented to open a meeting, or to decide in it.

Members are counted, never persons. The call of the quorum is a record, so the answer carries its step. Who is there
changes while a meeting runs: members arrive and leave, credentials are accepted or lost. `over_time` follows that,
event by event, and says after each of them whether the meeting could open, and whether it could decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Rule
from plenary.procedure.share import Base, Quorum
from plenary.procedure.step import Step
from plenary.procedure.tally import Membership, Roll, Tally
from plenary.procedure.value import value


class Purpose(StrEnum):
    """What the quorum is called for."""

    OPEN = "open"
    DECIDE = "decide"


@value
class QuorumCall:
    """The answer to a call of the quorum: represented of base, and how many are needed.

    settled_by: the code of the step that settled it: of the first one that is short, or else that of the members.
    """

    purpose: Purpose
    met: bool
    represented: int
    base: int
    required: int
    cite: Citation
    steps: tuple[Step, ...]
    settled_by: str


def quorum(represented: int, rule: Rule, *, purpose: Purpose, members: int, entitled: int = -1) -> QuorumCall:
    """Whether the members represented are enough to open, or to decide.

    represented: members with a head or designated alternate, with credentials, in the room.
    Raises: Refused "tally.…" when more are represented than there are members.
    """
    return counted_quorum(Tally(members, present=represented, entitled=entitled), rule, purpose=purpose, weighed=None)


def call_quorum(votes: Tally | Roll, rule: Rule, *, purpose: Purpose) -> QuorumCall:
    """The same, from the count of a question; weighs votes too where the rule asks it."""
    if isinstance(votes, Tally):
        return counted_quorum(votes, rule, purpose=purpose, weighed=None)
    return counted_quorum(votes.tally(), rule, purpose=purpose, weighed=votes.tally(weighted=True))


def counted_quorum(tally: Tally, rule: Rule, *, purpose: Purpose, weighed: Tally | None) -> QuorumCall:
    """The same, from what is already counted.

    weighed: the count in votes; None where members were counted without names.
    Raises: Refused "tally.names_needed" where the rule weighs and nothing was weighed.
    """
    opening = purpose is Purpose.OPEN
    asked = rule.quorum_open if opening else rule.quorum_decide
    name = "quorum_open" if opening else "quorum_decide"
    cite = rule.cited(name)
    present = tally.present
    if asked is None:
        # Without a written quorum somebody must still be there: nobody decides nothing.
        facts: dict[str, Fact] = {"represented": present, "members": tally.members, "required": 1}
        step = Step("quorum.none_written" if present else "quorum.nobody_present", facts, cite)
        return QuorumCall(purpose, present > 0, present, tally.members, 1, cite, (step,), step.code)
    base = _base(tally, asked)
    required = max(1, asked.share.required(base))
    met = present >= required
    facts = {
        "purpose": str(purpose),
        "represented": present,
        "base": base,
        "base_name": str(asked.of),
        "required": required,
        "share": str(asked.share),
        "certain": rule.is_certain(name),
    }
    step = Step("quorum.met" if met else "quorum.short", facts, cite)
    if asked.weight is None:
        return QuorumCall(purpose, met, present, base, required, cite, (step,), step.code)
    if weighed is None:
        raise Refused("tally.names_needed", cite, value=name)
    needed = asked.weight.required(weighed.entitled)
    heavy = weighed.present >= needed
    votes = Step.of(
        "quorum.weight_met" if heavy else "quorum.weight_short",
        cite,
        represented=weighed.present,
        base=weighed.entitled,
        required=needed,
        share=str(asked.weight),
    )
    settled_by = votes.code if met and not heavy else step.code
    return QuorumCall(purpose, met and heavy, present, base, required, cite, (step, votes), settled_by)


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


class Happens(StrEnum):
    """What changes who is represented, and the call itself."""

    ARRIVES = "arrives"
    LEAVES = "leaves"
    CREDENTIALS_ACCEPTED = "credentials accepted"
    CREDENTIALS_LOST = "credentials lost"
    CALLED = "called"


@value
class Event:
    """One dated event of a sitting. member: whom it is about; empty for a call of the quorum."""

    at: datetime
    happens: Happens
    member: str = ""


@value
class QuorumState:
    """How the quorum stands after one event.

    represented: members in the room with credentials, in the order of the membership; away: the others.
    opens: whether the meeting could open; decides: whether it could decide.
    record: for a call of the quorum, the step that is kept of it, with the lists; None for any other event.
    """

    event: Event
    represented: tuple[str, ...]
    away: tuple[str, ...]
    opens: QuorumCall
    decides: QuorumCall
    record: Step | None = None


def over_time(
    events: Iterable[Event],
    rule: Rule,
    *,
    membership: Membership,
    present: Iterable[str] = (),
    without_credentials: Iterable[str] = (),
) -> tuple[QuorumState, ...]:
    """The quorum after each event, in the order in which they happened; those of one instant in the order given.

    present: members in the room before the first event. without_credentials: members whose credentials were not yet
        accepted then; those of all others were.
    Raises: Refused "quorum.event_without_zone"; "quorum.not_a_member"; "quorum.event_changes_nothing" for a member
        that arrives though it is there, leaves though it is not, or whose credentials are what they were.
    """
    ordered, here, unproven = list(events), set(present), set(without_credentials)
    _refuse_bad_events(ordered, membership, here | unproven, rule)
    states: list[QuorumState] = []
    for event in sorted(ordered, key=lambda one: one.at):
        match event.happens:
            case Happens.ARRIVES:
                _change(here, event, rule, joins=True)
            case Happens.LEAVES:
                _change(here, event, rule, joins=False)
            case Happens.CREDENTIALS_LOST:
                _change(unproven, event, rule, joins=True)
            case Happens.CREDENTIALS_ACCEPTED:
                _change(unproven, event, rule, joins=False)
        states.append(_state(event, rule, membership, here - unproven))
    return tuple(states)


def _state(event: Event, rule: Rule, membership: Membership, counted: set[str]) -> QuorumState:
    roll = Roll(membership, away=membership.everyone - counted)
    opens = call_quorum(roll, rule, purpose=Purpose.OPEN)
    decides = call_quorum(roll, rule, purpose=Purpose.DECIDE)
    represented = tuple(one for one in membership.members if one in counted)
    away = tuple(one for one in membership.members if one not in counted)
    record = None
    if event.happens is Happens.CALLED:
        record = Step.of(
            "quorum.called",
            decides.cite,
            at=event.at.astimezone(UTC).isoformat(),
            count=len(represented),
            represented=list(represented),
            away=list(away),
            opens=opens.met,
            decides=decides.met,
            required=decides.required,
        )
    return QuorumState(event, represented, away, opens, decides, record)


def _change(group: set[str], event: Event, rule: Rule, *, joins: bool) -> None:
    if (event.member in group) is joins:
        raise Refused(
            "quorum.event_changes_nothing",
            rule.cite,
            member=event.member,
            happens=str(event.happens),
            at=event.at.astimezone(UTC).isoformat(),
        )
    if joins:
        group.add(event.member)
    else:
        group.discard(event.member)


def _refuse_bad_events(events: Sequence[Event], membership: Membership, named: set[str], rule: Rule) -> None:
    if any(event.at.utcoffset() is None for event in events):
        raise Refused("quorum.event_without_zone", rule.cite)
    about = {event.member for event in events if event.happens is not Happens.CALLED}
    if strangers := sorted((about | named) - membership.everyone):
        raise Refused("quorum.not_a_member", rule.cite, members=list(strangers))
