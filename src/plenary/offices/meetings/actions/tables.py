"""Items and delegations taken over from a table: each row by the act of its own, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.rows import Line, each_row
from plenary.offices.meetings.actions.agenda import add_item, rename_item
from plenary.offices.meetings.actions.delegations import list_delegate, list_delegation
from plenary.offices.meetings.models import Delegate, Delegation, Item, Session
from plenary.offices.organisation import actions as organisation


@act("meetings.take_in_items")
def take_in_items(session: Session, *, by: Actor, lines: Sequence[Line]) -> list[Item]:
    """Add the items of a table to an agenda, or name those that are named.

    lines: row, item (None for a new one), title, kind (None leaves what stands), place (None for the next free one).
    Raises RowRefused with what `add_item` and `rename_item` refuse.
    """
    return each_row(lines, lambda line: _item(session, line, by))


@act("meetings.take_in_delegates")
def take_in_delegates(session: Session, *, by: Actor, lines: Sequence[Line]) -> list[Delegate]:
    """Put the persons of a table on the lists of their delegations; what is not entered yet is entered first.

    lines: row, member or partner, person (None for somebody new), name, title, role.
    Raises RowRefused with what `list_delegation`, `enter_person` and `list_delegate` refuse.
    """
    return each_row(lines, lambda line: _delegate(session, line, by))


def _item(session: Session, line: Line, by: Actor) -> Item:
    if line["item"] is not None:
        return rename_item(line["item"], by=by, title=line["title"], kind=line["kind"])
    kind = line["kind"] or Item.Kind.NOT_STATED.value
    return add_item(session, by=by, title=line["title"], kind=kind, place=line["place"])


def _delegate(session: Session, line: Line, by: Actor) -> Delegate:
    sender = {"member": line["member"], "partner": line["partner"]}
    delegation = Delegation.objects.filter(session=session, **sender).first() or list_delegation(
        session, by=by, **sender
    )
    person = line["person"] or organisation.enter_person(by=by, name=line["name"])
    return list_delegate(delegation, by=by, person=person, title=line["title"], role=line["role"])
