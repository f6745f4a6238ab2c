"""Acts on signals to the chair that ask for no floor."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require_reading
from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words
from plenary.offices.chamber.actions.scenes import locked_room, wrote
from plenary.offices.chamber.actions.steps import Rows
from plenary.offices.chamber.models import Room, Signal
from plenary.offices.chamber.permissions import require_working
from plenary.offices.meetings.models import Delegate
from plenary.procedure.refusal import Refused


@act("chamber.raise_signal")
def raise_signal(
    room: Room, *, by: Actor, kind: str, delegate: Delegate | None = None, words: Words | None = None
) -> Signal:
    """Tell the chair of a technical problem, call staff, or ask for slower speech: whoever is admitted to the sitting.

    Raises Refused "chamber.no_such_signal", "chamber.not_your_own_line"; NotHere for who may not follow the sitting.
    """
    locked = locked_room(room)
    require_reading(by, locked.sitting.audience)
    if f"sitting:{locked.sitting.key}" not in by.tokens:
        raise Refused("access.not_in_scope", row="request_floor", capacity=by.capacity)
    if kind not in Signal.Kind.values:
        raise Refused("chamber.no_such_signal", kind=kind, kinds=list(Signal.Kind.values))
    if delegate is not None and delegate.person.key != by.person_key:
        raise Refused("chamber.not_your_own_line", name=str(delegate.person.name))
    signal = Signal.objects.create(
        room=locked, delegate=delegate, kind_of_signal=kind, words=Words.of(words), raised_at=now()
    )
    wrote(locked, "chamber.signal.raised", by, signal.about, {"kind": kind})
    return signal


@act("chamber.answer_signal")
def answer_signal(signal: Signal, *, by: Actor) -> Signal:
    """Note that a signal was dealt with; answering it again changes nothing."""
    locked = locked_room(signal.room)
    require_working(by, locked)
    held: Signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if held.answered_at is not None:
        return held
    rows = Rows(held)
    held.answered_at = now()
    held.touch().save()
    rows.keep(locked, wrote(locked, "chamber.signal.answered", by, held.about, {"kind": held.kind_of_signal}), by)
    return held
