"""Members and persons taken over from a table: each row by the act of its own, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Person
from plenary.foundation.rows import Line, each_row
from plenary.offices.organisation.actions.house import correct_person, enter_person
from plenary.offices.organisation.actions.members import admit_member
from plenary.offices.organisation.models import Member


@act("organisation.take_in_members")
def take_in_members(*, by: Actor, lines: Sequence[Line]) -> list[Member]:
    """Admit the members of a table, in its order.

    lines: row, code, short_name, formal_name, from_on, bodies. Raises RowRefused with what `admit_member` refuses.
    """
    return each_row(
        lines,
        lambda line: admit_member(
            by=by,
            code=line["code"],
            short_name=line["short_name"],
            formal_name=line["formal_name"],
            from_on=line["from_on"],
            bodies=line["bodies"],
        ),
    )


@act("organisation.take_in_people")
def take_in_people(*, by: Actor, lines: Sequence[Line]) -> list[Person]:
    """Enter the persons of a table, or correct how those who are named are called.

    lines: row, person (None for somebody new), name, sort_name, form_of_address; None leaves what stands.
    Raises RowRefused with what `enter_person` and `correct_person` refuse.
    """
    return each_row(lines, lambda line: _taken_in(line, by))


def _taken_in(line: Line, by: Actor) -> Person:
    called = {field: line[field] for field in ("name", "sort_name", "form_of_address")}
    if line["person"] is None:
        return enter_person(by=by, **called)
    return correct_person(line["person"], by=by, **called)
