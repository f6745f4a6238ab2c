"""Acts that take two people: one proposes, another confirms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from inspect import signature
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import REGISTER, act, rehearse
from plenary.foundation.access.gate import SecondPersonNeeded, binds_alone, hearing
from plenary.foundation.access.models import Account, Person
from plenary.foundation.access.permissions import grade
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.kept import Kept, thing_named
from plenary.foundation.languages.words import Words
from plenary.foundation.people.models import Pending
from plenary.foundation.people.waiting import known_to, may_confirm, proposer_has_a_part, reads_what_it_names
from plenary.procedure.refusal import NotHere, Refused

#: So much one person may have waiting for a second one; those of the secretariat enter whole lists.
MOST_WAITING, MOST_WAITING_OF_SECRETARIAT = 10, 300
#: Stands for the person who will confirm while a proposal is tried out; no person has this key.
_SOMEBODY_ELSE = "somebody-else"


def perform(function: Callable[..., Any], *, by: Actor, **arguments: Any) -> Any:  # noqa: ANN401  what the act returns
    """Do an act, or propose it where this person needs a second one.

    Returns what the act returns, or the Pending that now waits.
    """
    try:
        return function(by=by, **arguments)
    except SecondPersonNeeded as needed:
        return propose(function.act, by=by, row=needed.row, **arguments)  # type: ignore[attr-defined]


@act("people.propose")
def propose(act_name: str, *, by: Actor, row: str, **arguments: Any) -> Pending:  # noqa: ANN401  the act's own arguments
    """Put an act before a second person. It is tried out first, so that nothing impossible waits.

    Raises whatever the act itself would refuse; Refused("people.proposed_already") where the very same waits by now,
    Refused("people.too_many_wait") where as much of this person waits as may.
    """
    proposer = Person.objects.select_for_update().get(key=by.person_key)
    arguments = REGISTER[act_name].proposed(arguments)  # type: ignore[attr-defined]
    with hearing() as heard:
        rehearse(REGISTER[act_name], by=replace(by, proposed_by=_SOMEBODY_ELSE), **arguments)
    packed = {name: _packed(value) for name, value in arguments.items()}
    _refuse_the_same(act_name, packed)
    _refuse_too_many(by, proposer)
    pending = Pending.objects.create(
        act=act_name,
        row=row,
        arguments=packed,
        asked=heard.rows,
        readings=heard.readings,
        widened=heard.widened,
        bound=heard.bound,
        proposed_by=proposer,
        proposed_in=by.capacity,
        proposed_at=now(),
    )
    record("people.act.proposed", by=by, about=pending.about, audience=known_to(pending), facts={"act": act_name})
    return pending


@act("people.confirm")
def confirm(pending: Pending, *, by: Actor) -> Any:  # noqa: ANN401  what the act returns
    """Agree to an act that another person proposed, and so do it.

    Raises Refused where it was decided already, where the same person proposed it, one who may not sign in any more or
    one who lost the role in which it was proposed, where this capacity has no part in the row, or where the act binds a
    member of whose delegation this person is not; NotHere where it is about what this person may not read.
    """
    waiting = _open(pending)
    if waiting.proposed_by.key == by.person_key:
        raise Refused("access.same_person", act=waiting.act)
    if grade(by.capacity, waiting.row) is None:
        raise Refused("access.not_allowed", row=waiting.row, capacity=by.capacity)
    for row, member in waiting.bound:
        if not binds_alone(by, row, member):
            raise Refused("access.not_of_the_delegation", member=member.partition(":")[2], capacity=by.capacity)
    if not reads_what_it_names(by, waiting):
        raise NotHere()
    if Account.objects.filter(person=waiting.proposed_by, is_active=False).exists():
        raise Refused("access.proposer_left", act=waiting.act, name=waiting.proposed_by.name.said())
    if not proposer_has_a_part(waiting):
        raise Refused("access.proposer_without_part", act=waiting.act, name=waiting.proposed_by.name.said())
    arguments = arguments_of(waiting)
    _decide(waiting, Pending.Outcome.CONFIRMED, by)
    record("people.act.confirmed", by=by, about=waiting.about, audience=known_to(waiting), facts={"act": waiting.act})
    return REGISTER[waiting.act](by=by.confirming(waiting.proposed_by.key), **arguments)


@act("people.decline")
def decline(pending: Pending, *, by: Actor, reason: str) -> Pending:
    """Refuse a proposed act, with the reason; its proposer may withdraw it the same way."""
    waiting = _open(pending)
    own = waiting.proposed_by.key == by.person_key
    if not own and grade(by.capacity, waiting.row) is None:
        raise Refused("access.not_allowed", row=waiting.row, capacity=by.capacity)
    if not own and not may_confirm(by, waiting):
        raise NotHere()
    _decide(waiting, Pending.Outcome.WITHDRAWN if own else Pending.Outcome.DECLINED, by)
    record(
        "people.act.declined",
        by=by,
        about=waiting.about,
        audience=known_to(waiting),
        facts={"act": waiting.act, "reason": reason},
    )
    return waiting


def arguments_of(pending: Pending) -> dict[str, Any]:
    """What the act would be given, in the order in which it takes it: first what it is done to.

    Raises NotHere where a thing is gone.
    """
    order = list(signature(REGISTER[pending.act]).parameters)
    return {name: _unpacked(pending.arguments[name]) for name in sorted(pending.arguments, key=order.index)}


def things_of(pending: Pending) -> list[tuple[str, str]]:
    """Kind and key of each thing that a proposed act names, in the same order."""
    order = list(signature(REGISTER[pending.act]).parameters)
    told = (pending.arguments[name] for name in sorted(pending.arguments, key=order.index))
    return [(kind, key) for packed in told if "thing" in packed for kind, key in [packed["thing"]]]


def _refuse_the_same(act_name: str, packed: dict[str, Any]) -> None:
    """Two of the same would be agreed to one after the other; whoever else wants it done agrees to the first."""
    for one in Pending.objects.filter(act=act_name, outcome=Pending.Outcome.WAITING):
        if one.arguments == packed:
            raise Refused("people.proposed_already", act=act_name)


def _refuse_too_many(by: Actor, proposer: Person) -> None:
    """Who agrees to one after the other is not to be buried by one person, or by that person's script."""
    most = MOST_WAITING_OF_SECRETARIAT if by.is_secretariat else MOST_WAITING
    if Pending.objects.filter(proposed_by=proposer, outcome=Pending.Outcome.WAITING).count() >= most:
        raise Refused("people.too_many_wait", most=most)


def _open(pending: Pending) -> Pending:
    waiting = Pending.objects.select_for_update().select_related("proposed_by").get(pk=pending.pk)
    if waiting.outcome != Pending.Outcome.WAITING:
        raise Refused("access.already_decided", act=waiting.act, outcome=waiting.outcome)
    return waiting


def _decide(waiting: Pending, outcome: str, by: Actor) -> None:
    waiting.outcome = outcome
    waiting.decided_by = Person.objects.get(key=by.person_key)
    waiting.decided_at = now()
    waiting.touch().save()


def _packed(value: Any) -> Any:  # noqa: ANN401  the act's own arguments
    if isinstance(value, Kept):
        return {"thing": list(value.about)}
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Words):
        return {"words": dict(value)}
    if isinstance(value, list | tuple):
        return {"list": [_packed(one) for one in value]}
    if isinstance(value, dict):
        return {"mapping": {name: _packed(one) for name, one in value.items()}}
    return {"plain": value}


def _unpacked(packed: Any) -> Any:  # noqa: ANN401  the act's own arguments
    ((form, value),) = packed.items()
    match form:
        case "thing":
            thing = thing_named(*value)
            if thing is None:
                raise NotHere()
            return thing
        case "instant":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value)
        case "decimal":
            return Decimal(value)
        case "words":
            return Words(value)
        case "list":
            return [_unpacked(one) for one in value]
        case "mapping":
            return {name: _unpacked(one) for name, one in value.items()}
        case _:
            return value
