"""What waits for a second person: for whom, and what each proposed act asks of the one who agrees to it."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.audiences import may_read
from plenary.foundation.access.gate import in_reach_to_propose
from plenary.foundation.access.models import Holding, Person
from plenary.foundation.access.permissions import Grade, grade
from plenary.foundation.clock import now
from plenary.foundation.kept import Kept
from plenary.foundation.people.models import Pending


def may_confirm(actor: Actor, pending: Pending) -> bool:
    """Whether this person could be the second one, by what the act asked when it was proposed; the act asks again."""
    return (
        pending.proposed_by.key != actor.person_key
        and _has_a_part_in_all(actor, pending)
        and all(may_read(actor, audience) for audience in pending.readings)
    )


def proposer_has_a_part(pending: Pending) -> bool:
    """Whether its proposer still holds, in the same capacity, all that the act asked when it was proposed."""
    return _has_a_part_in_all(actor_for(pending.proposed_by, pending.proposed_in), pending)


def waiting_for(actor: Actor) -> list[Pending]:
    """The proposed acts that this person may confirm, the oldest first."""
    return [one for one in _waiting() if may_confirm(actor, one)]


def proposed_by(actor: Actor) -> list[Pending]:
    """What this person proposed and nobody has decided yet."""
    return [one for one in _waiting() if one.proposed_by.key == actor.person_key]


def waiting_about(actor: Actor, *things: Kept) -> list[Pending]:
    """What waits to be done to one of these things, as far as this person proposed it or may confirm it."""
    named = [list(thing.about) for thing in things]
    return [
        one
        for one in _waiting()
        if any(value in named for value in _things_in(one))
        and (one.proposed_by.key == actor.person_key or may_confirm(actor, one))
    ]


def _things_in(pending: Pending) -> list[list[str]]:
    return [value["thing"] for value in pending.arguments.values() if "thing" in value]


def seconds(pending: Pending) -> list[Person]:
    """Who could confirm it now, each once."""
    found: dict[int, Person] = {}
    held = Holding.objects.in_force(now()).values_list("person", "capacity").distinct()
    persons = Person.objects.in_bulk({person for person, _capacity in held})
    for key, capacity in held:
        if key not in found and may_confirm(actor_for(persons[key], capacity), pending):
            found[key] = persons[key]
    return sorted(found.values(), key=lambda person: person.name.said())


def _waiting() -> list[Pending]:
    rows = Pending.objects.filter(outcome=Pending.Outcome.WAITING).select_related("proposed_by")
    return list(rows.order_by("proposed_at", "pk"))


def _has_a_part_in_all(actor: Actor, pending: Pending) -> bool:
    return _has_a_part(actor, pending.row, None) and all(
        _has_a_part(actor, row, scopes) for row, scopes in pending.asked
    )


def _has_a_part(actor: Actor, row: str, scopes: list[str] | None) -> bool:
    """Whether the matrix gives this capacity a part in the row: to do it, or to agree to it."""
    match grade(actor.capacity, row):
        case Grade.ALL:
            return True
        case Grade.PROPOSE:
            return in_reach_to_propose(actor, row, scopes or ())
        case Grade.SCOPE:
            return scopes is None or not actor.scopes.isdisjoint(scopes)
        case _:
            return False
