"""Events that a release can wait for: the verb of the record, what it will be about, and whether it can still come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plenary.foundation.kept import Kept
from plenary.offices.decisions.models import Question
from plenary.offices.instruments.models import SigningPackage
from plenary.offices.meetings.models import Sitting
from plenary.offices.protocol.models import Arrival

#: A question before its verdict is announced; one that is void comes to nothing.
_BEFORE_THE_GAVEL = frozenset({Question.State.PREPARED, Question.State.OPEN, Question.State.CLOSED})


@dataclass(frozen=True, slots=True)
class Awaited:
    """What an event is about, and whether it is still to come for one such thing."""

    about: type[Kept]
    is_ahead: Callable[[Any], bool]


#: By the verb of the record. A decision is awaited by its question, since it is not there before it is adopted.
EVENTS: Mapping[str, Awaited] = {
    "decisions.decision.adopted": Awaited(
        Question, lambda question: question.state in _BEFORE_THE_GAVEL and question.effect != "procedure"
    ),
    "meetings.sitting.opened": Awaited(Sitting, lambda sitting: sitting.opened_at is None),
    "meetings.sitting.closed": Awaited(Sitting, lambda sitting: sitting.state != Sitting.State.CLOSED),
    "protocol.arrival.marked": Awaited(Arrival, lambda arrival: arrival.state == Arrival.State.PLANNED),
    "instruments.paper.signed": Awaited(SigningPackage, lambda package: package.state != SigningPackage.State.SIGNED),
}


def can_come(verb: str, thing: Kept) -> bool:
    """Whether the record will ever say this of that thing."""
    awaited = EVENTS.get(verb)
    return awaited is not None and isinstance(thing, awaited.about) and awaited.is_ahead(thing)
