"""Who gains access when an audience widens: by name, before anybody agrees."""

from __future__ import annotations

from dataclasses import dataclass

from plenary.foundation.access.actors import actor_for
from plenary.foundation.access.audiences import PUBLIC, may_read, tokens_in
from plenary.foundation.access.models import Holding, Person
from plenary.foundation.clock import now
from plenary.foundation.languages.words import Words


@dataclass(frozen=True, slots=True)
class Gained:
    """What a wider audience means. names: persons who read it now and could not before, each once.

    everybody: whether it becomes public, so that the names are not all. before, after: audiences as written.
    """

    before: str
    after: str
    names: tuple[Words, ...]
    everybody: bool


def who_gains(before: str, after: str) -> Gained:
    """Compare two audiences for every person who holds a capacity now. before: "" where nobody reads it yet."""
    everybody = PUBLIC in tokens_in(after) and PUBLIC not in tokens_in(before)
    already, gained = set(), {}
    held = Holding.objects.in_force(now()).values_list("person", "capacity").distinct()
    persons = Person.objects.in_bulk({person for person, _capacity in held})
    for pk, capacity in held:
        actor = actor_for(persons[pk], capacity)
        if before and may_read(actor, before):
            already.add(pk)
        elif may_read(actor, after):
            gained[pk] = persons[pk].name
    names = [name for pk, name in gained.items() if pk not in already]
    return Gained(before, after, tuple(sorted(names, key=lambda name: name.said())), everybody)
