"""Scopes that follow from the lists of a session: who is in a delegation, who is entitled to a sitting.

Nobody is given these by hand. A person on a delegation's list gets the session and the delegation; a sitting only
where its own rule lets that person in. Who presides holds the session or the sitting; a secretary of the body has
every sitting of it but the restricted ones, for which the person must be named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, Q

from plenary.foundation.access.actors import scope_provider
from plenary.foundation.access.capacities import Capacity
from plenary.offices.meetings import facts
from plenary.offices.meetings.models import Delegate, Delegation, NamedPerson, Session, Sitting
from plenary.procedure.formats import may_enter

#: Capacities in which a line on a list counts for entering a sitting.
_ON_A_LIST = frozenset({Capacity.HD.value, Capacity.DM.value, Capacity.PR.value, Capacity.OB.value})
#: Capacities in which a person leads a delegation or stands in for its head.
_LEADING = frozenset({Capacity.HD.value, Capacity.PR.value})
#: Capacities that serve or direct sittings.
_SERVING = frozenset({Capacity.SG.value, Capacity.SB.value, Capacity.PO.value, Capacity.IN.value})


@scope_provider
def scopes_from_lists(person: str, capacity: str, held: frozenset[str]) -> Iterable[str]:
    """Sessions, delegations and sittings that this person has in this capacity."""
    if capacity in _SERVING:
        return set(_serving(person, capacity, held))
    if capacity in _ON_A_LIST or capacity == Capacity.FP:
        return set(_delegated(person, capacity, held))
    return set()


def _serving(person: str, capacity: str, held: frozenset[str]) -> Iterator[str]:
    yield from _named_for(person)
    if capacity == Capacity.IN:
        return
    bodies, sessions = _named(held, "body"), _named(held, "session")
    if not bodies and not sessions:
        return
    found = Session.objects.filter(Q(key__in=sessions) | Q(session_bodies__body__code__in=bodies))
    rows = found.values_list("key", "meetings__sittings__key", "meetings__sittings__audience").distinct()
    for session, sitting, audience in rows:
        yield f"session:{session}"
        if sitting and (capacity == Capacity.PO or audience != f"sitting:{sitting}"):
            yield f"sitting:{sitting}"


def _named_for(person: str) -> Iterator[str]:
    """Sittings for which the person is named by the sitting itself; companions come in by their list."""
    named = NamedPerson.objects.filter(person__key=person, companion_of="")
    for key in named.values_list("sitting__key", flat=True):
        yield f"sitting:{key}"


def _delegated(person: str, capacity: str, held: frozenset[str]) -> Iterator[str]:
    for delegation in Delegation.objects.filter(member__code__in=_named(held, "member")).select_related("session"):
        yield f"delegation:{delegation.key}"
        yield f"session:{delegation.session.key}"
    if capacity not in _ON_A_LIST:
        return
    yield from _named_for(person)
    lines = list(
        Delegate.objects.filter(person__key=person, left_list_at__isnull=True).select_related("delegation__session")
    )
    if not lines:
        return
    sittings = (
        Sitting.objects.filter(meeting__session__in={line.delegation.session_id for line in lines})
        .select_related("meeting")
        .prefetch_related(Prefetch("named_persons", queryset=NamedPerson.objects.select_related("person")))
    )
    for line in lines:
        yield f"delegation:{line.delegation.key}"
        yield f"session:{line.delegation.session.key}"
        for sitting in sittings:
            if sitting.meeting.session_id == line.delegation.session_id and is_entitled(
                line, sitting, person=person, leads=capacity in _LEADING
            ):
                yield f"sitting:{sitting.key}"


def is_entitled(line: Delegate, sitting: Sitting, *, person: str, leads: bool) -> bool:
    """Whether the sitting's own rule lets the person of this line in.

    leads: the person acts as head, or stands in for the head; in any other capacity a head enters by office only.
    """
    named = list(sitting.named_persons.all())
    return may_enter(
        facts.OFFICES[line.office_class],
        listed=True,
        rule=facts.sitting_rule(sitting, (one.person.key for one in named if not one.companion_of)),
        heads_delegation=leads and heads(line),
        person=person,
        companion_number=companion_number(named, person, line.delegation.key),
    ).allowed


def heads(line: Delegate) -> bool:
    """Whether the line leads its delegation: the head, or an alternate designated to act."""
    return line.role == Delegate.Role.HEAD or (line.role == Delegate.Role.ALTERNATE and line.designated_at is not None)


def companion_number(named: Iterable[NamedPerson], person: str, delegation: str) -> int:
    """1 for the first companion that this delegation named, 0 for a person who is none."""
    count: Counter[str] = Counter()
    for one in sorted(named, key=lambda row: row.pk):
        count[one.companion_of] += 1
        if one.person.key == person and one.companion_of == delegation:
            return count[delegation]
    return 0


def _named(held: frozenset[str], kind: str) -> list[str]:
    return [scope.partition(":")[2] for scope in held if scope.startswith(f"{kind}:")]
