"""Adoption in writing: the text stands if nobody objects before a stated instant.

Instants are compared, so the zone in which the deadline was printed changes nothing; it is kept for
the explanation. "Before" is strictly before, unless the rule counts the instant itself as in time.
A broken silence stays broken: lifting an objection needs a new round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule
from plenary.procedure.step import Step
from plenary.procedure.tally import Choice
from plenary.procedure.value import changed, value
from plenary.procedure.verdict import (
    Outcome,
    Reason,
    Standing,
    Statement,
    Verdict,
    standing_answer,
    statements_step,
    stopped_by,
)


class MessageKind(StrEnum):
    """What a member writes during a silence procedure."""

    OBJECTION = "objection"
    AMENDMENT = "amendment"
    EXTENSION_ASKED = "extension asked"
    LIFTED = "lifted"


@value
class Message:
    """A member's written message; `received_at` is the receipt, never the sending."""

    member: str
    kind: MessageKind
    received_at: datetime


@value
class Extension:
    """A longer time, granted by the chair before the old time was over."""

    granted_at: datetime
    expires_at: datetime


@value
class SilenceRound:
    """One round of silence over one text.

    members: codes of those who may break it. zone: the name of the zone in which the deadline is printed.
    objected_in_room: members that objected when the chair proposed silence at a meeting.
    """

    starts_at: datetime
    expires_at: datetime
    members: frozenset[str]
    zone: str = "UTC"
    messages: tuple[Message, ...] = ()
    extensions: tuple[Extension, ...] = ()
    objected_in_room: tuple[str, ...] = ()


def silence(
    asked: SilenceRound,
    rule: Rule,
    *,
    now: datetime,
    standing: Standing,
    statements: Sequence[Statement] = (),
) -> Verdict:
    """How a round of silence stands at `now`: running, broken, or kept and the text adopted.

    statements: members' words to attach when the text is adopted.
    A text adopted in writing needs no quorum: nobody meets, and every member is asked. Messages received after `now`
    are not yet known; late ones are named as late, and count for nothing.
    Raises: Refused "silence.…" for a naive instant, a time shorter than the rule's, an extension granted
        too late or to an earlier instant, a message from outside the body or before the start.
    """
    _refuse_bad_times(asked, rule, now)
    steps, irregular = standing_answer(standing, rule)
    if irregular:
        return stopped_by(steps, Outcome.IRREGULAR, irregular, rule, by=_at_fault(steps))
    members = len(asked.members)
    steps.append(
        Step.of("entitled.counted", rule.cited("entitled"), members=members, entitled=members, not_entitled=[])
    )
    if asked.objected_in_room:
        objecting = sorted(set(asked.objected_in_room))
        code = "silence.objection_in_room_noted"
        if rule.silence.objection_in_room_prevents:
            code = "silence.never_started"
        steps.append(Step.of(code, rule.cite, members=list(objecting)))
        if rule.silence.objection_in_room_prevents:
            return stopped_by(steps, Outcome.NOT_ADOPTED, Reason.NEVER_STARTED, rule, by=code, counted=len(objecting))
    steps.append(
        Step.of(
            "silence.opened",
            rule.cite,
            starts_at=_utc(asked.starts_at),
            expires_at=_utc(asked.expires_at),
            zone=asked.zone,
            # "Before" is strictly before, unless the rule says otherwise: the boundary is stated either way.
            at_expiry_in_time=rule.silence.at_expiry_in_time,
            certain=rule.is_certain("silence"),
        )
    )
    return _read(asked, rule, now, steps, statements)


def expiry(asked: SilenceRound, *, now: datetime) -> datetime:
    """The instant at which the silence ends, with the extensions granted by `now`."""
    return max([asked.expires_at, *(e.expires_at for e in asked.extensions if e.granted_at <= now)])


def _read(
    asked: SilenceRound, rule: Rule, now: datetime, steps: list[Step], statements: Sequence[Statement]
) -> Verdict:
    ends_at = asked.expires_at
    events: list[tuple[datetime, int, Message | Extension]] = [
        *((e.granted_at, 0, e) for e in asked.extensions if e.granted_at <= now),
        *((m.received_at, 1, m) for m in asked.messages if m.received_at <= now),
    ]
    breaking = {MessageKind.OBJECTION} | ({MessageKind.AMENDMENT} if rule.silence.amendment_breaks else set())
    broken_by: list[str] = []
    for at, _, event in sorted(events, key=lambda e: (e[0], e[1], getattr(e[2], "member", ""))):
        if isinstance(event, Extension):
            if not broken_by:
                facts = {"old": _utc(ends_at), "new": _utc(event.expires_at), "granted_at": _utc(at)}
                steps.append(Step("silence.extended", facts, rule.cite))
                ends_at = event.expires_at
            continue
        in_time = at < ends_at or (at == ends_at and rule.silence.at_expiry_in_time)
        code = _MESSAGE_CODES[event.kind]
        if not in_time:
            code = "silence.at_the_instant" if at == ends_at else "silence.late"
        if in_time and event.kind is MessageKind.AMENDMENT and event.kind not in breaking:
            code = "silence.amendment_noted"
        steps.append(
            Step.of(
                code,
                rule.cite,
                member=event.member,
                kind=str(event.kind),
                received_at=_utc(at),
                expires_at=_utc(ends_at),
                late_by_seconds=0 if in_time else (at - ends_at) // timedelta(seconds=1),
                choice=str(_CHOICES.get(event.kind, "")),
            )
        )
        if in_time and event.kind in breaking:
            broken_by.append(event.member)
    if broken_by:
        counted = len(set(broken_by))
        return stopped_by(
            steps, Outcome.SILENCE_BROKEN, Reason.SILENCE_BROKEN, rule, by="silence.broken", counted=counted
        )
    over = now > ends_at if rule.silence.at_expiry_in_time else now >= ends_at
    if not over:
        return stopped_by(steps, Outcome.SILENCE_RUNNING, Reason.NONE, rule, by="silence.opened")
    steps.append(Step.of("silence.kept", rule.cite, expired_at=_utc(ends_at), zone=asked.zone))
    kept = stopped_by(steps, Outcome.ADOPTED, Reason.SILENCE_KEPT, rule, by="silence.kept")
    attached = tuple(statements)
    return changed(kept, steps=(*kept.steps, *statements_step(attached, rule)), attached=attached)


_MESSAGE_CODES = {
    MessageKind.OBJECTION: "silence.broken",
    MessageKind.AMENDMENT: "silence.broken",
    MessageKind.EXTENSION_ASKED: "silence.extension_asked",
    MessageKind.LIFTED: "silence.lifted_changes_nothing",
}
_CHOICES = {
    MessageKind.OBJECTION: Choice.BROKEN_BY,
    MessageKind.AMENDMENT: Choice.BROKEN_BY,
    MessageKind.EXTENSION_ASKED: Choice.EXTENSION_ASKED,
}


def _refuse_bad_times(asked: SilenceRound, rule: Rule, now: datetime) -> None:
    instants = [now, asked.starts_at, asked.expires_at]
    instants += [m.received_at for m in asked.messages]
    instants += [at for e in asked.extensions for at in (e.granted_at, e.expires_at)]
    if any(at.utcoffset() is None for at in instants):
        raise Refused("silence.instant_without_zone", rule.cite)
    if asked.expires_at <= asked.starts_at:
        raise Refused("silence.ends_before_it_begins", rule.cite)
    least = rule.silence.least
    if least is not None and asked.expires_at - asked.starts_at < least:
        raise Refused(
            "silence.too_short",
            rule.cite,
            given_seconds=(asked.expires_at - asked.starts_at) // timedelta(seconds=1),
            least_seconds=least // timedelta(seconds=1),
        )
    _refuse_strangers(asked, rule, (m.member for m in asked.messages))
    _refuse_strangers(asked, rule, asked.objected_in_room)
    if early := [m.member for m in asked.messages if m.received_at < asked.starts_at]:
        raise Refused("silence.message_before_start", rule.cite, members=sorted(early))
    ends_at = asked.expires_at
    for extension in sorted(asked.extensions, key=lambda e: e.granted_at):
        if extension.granted_at >= ends_at:
            raise Refused("silence.extended_too_late", rule.cite, expired_at=_utc(ends_at))
        if extension.expires_at <= ends_at:
            raise Refused("silence.extension_not_later", rule.cite, expires_at=_utc(ends_at))
        ends_at = extension.expires_at


def _refuse_strangers(asked: SilenceRound, rule: Rule, members: Iterable[str]) -> None:
    if strangers := sorted(set(members) - asked.members):
        raise Refused("silence.not_a_member", rule.cite, members=list(strangers))


def _at_fault(steps: Sequence[Step]) -> str:
    """The code of the first of the two steps on item and document that fails."""
    return next(step.code for step in steps if step.code in {"item.not_on_agenda", "document.late"})


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
