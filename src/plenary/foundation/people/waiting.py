"""What waits for a second person: for whom, and what each proposed act asks of the one who agrees to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.audiences import DESK, audience_of, may_read
from plenary.foundation.access.gate import binds_alone, in_reach_to_propose, may_agree
from plenary.foundation.access.models import Holding, Person
from plenary.foundation.access.permissions import Grade, grade
from plenary.foundation.clock import now
from plenary.foundation.kept import Kept, thing_named
from plenary.foundation.people.models import Pending


def may_confirm(actor: Actor, pending: Pending) -> bool:
    """Whether this person could be the second one, by what the act asked when it was proposed; the act asks again.

    Nobody else is shown its words: who could agree to it and reads what it is about, or is of the delegation it binds.
    """
    return (
        pending.proposed_by.key != actor.person_key
        and all(binds_alone(actor, row, member) for row, member in pending.bound)
        and _has_a_part_in_all(actor, pending)
        and all(may_read(actor, audience) for audience in pending.readings)
        and reads_what_it_names(actor, pending)
    )


def reads_what_it_names(actor: Actor, pending: Pending) -> bool:
    """Whether this person may know of each thing that a proposed act names, as far as the thing says who may."""
    return all(may_read(actor, audience) for audience in _audiences_of_things(pending))


def known_to(pending: Pending) -> str:
    """The audience of a proposed act in the record: the desk, or none but the delegation that it binds."""
    return audience_of(*(member for _row, member in pending.bound)) if pending.bound else DESK


def proposer_has_a_part(pending: Pending) -> bool:
    """Whether its proposer still holds, in the same capacity, all that the act asked when it was proposed."""
    return _has_a_part_in_all(actor_for(pending.proposed_by, pending.proposed_in), pending, second=False)


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


def waits(act_name: str, things: Iterable[Kept]) -> bool:
    """Whether this act waits to be done to one of these things, whoever proposed it."""
    named = [list(thing.about) for thing in things]
    return any(one.act == act_name and any(value in named for value in _things_in(one)) for one in _waiting())


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


def _audiences_of_things(pending: Pending) -> list[str]:
    things = [thing_named(*named) for named in _things_within(list(pending.arguments.values()))]
    return [audience for thing in things if thing is not None and (audience := thing.readers)]


def _things_within(packed: object) -> Iterator[tuple[str, str]]:
    """Kind and key of each thing that proposed arguments name, those within lists and mappings too."""
    match packed:
        case {"thing": [kind, key]}:
            yield (kind, key)
        case {"plain": _}:
            return
        case dict():
            for one in packed.values():
                yield from _things_within(one)
        case list():
            for one in packed:
                yield from _things_within(one)


def _waiting() -> list[Pending]:
    rows = Pending.objects.filter(outcome=Pending.Outcome.WAITING).select_related("proposed_by")
    return list(rows.order_by("proposed_at", "pk"))


def _has_a_part_in_all(actor: Actor, pending: Pending, *, second: bool = True) -> bool:
    return _has_a_part(actor, pending.row, None, second=second) and all(
        _has_a_part(actor, row, scopes, second=second) for row, scopes in pending.asked
    )


def _has_a_part(actor: Actor, row: str, scopes: list[str] | None, *, second: bool) -> bool:
    """Whether the matrix gives this capacity a part in the row: to do it, or to propose it; as a second, to agree."""
    match grade(actor.capacity, row):
        case Grade.ALL:
            return True
        case Grade.PROPOSE:
            return (may_agree if second else in_reach_to_propose)(actor, row, scopes or ())
        case Grade.SCOPE:
            return scopes is None or not actor.scopes.isdisjoint(scopes)
        case _:
            return False
