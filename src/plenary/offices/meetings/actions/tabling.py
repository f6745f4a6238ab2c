"""Laying a text before the body that meets."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import now
from plenary.offices.documents import facts
from plenary.offices.documents.actions.pipeline import move_document
from plenary.offices.documents.models import Document
from plenary.offices.meetings.models import ItemDocument, Session
from plenary.offices.meetings.permissions import scopes_of_session
from plenary.procedure.documents import Guard, State
from plenary.procedure.refusal import NotHere, Refused

#: A text can be laid before a session from its convening until it ends.
_TABLING = frozenset({Session.State.CONVENED, Session.State.OPEN})


@act("meetings.table_paper")
def table_paper(paper: ItemDocument, *, by: Actor) -> Document:
    """Lay a paper of an item before the body: from here on the item may act on it.

    That the item stands on the agenda is seen here; that all languages are issued the documents office sees. A paper
    that comes late is taken only where each body that meets recorded its consent.
    Raises Refused "meetings.session_not_convened", "documents.submitted_late", "documents.issued_late"; what
    `documents.move_document` refuses.
    """
    line = (
        ItemDocument.objects.select_for_update(of=("self",))
        .select_related("item__session__venue", "document")
        .filter(pk=paper.pk)
        .first()
    )
    if line is None:
        raise NotHere()
    session = line.item.session
    if session.state not in _TABLING:
        raise Refused("meetings.session_not_convened", session=session.ref, state=session.state)
    zone = ZoneInfo(session.venue.zone) if session.venue is not None else UTC
    today = now().astimezone(zone).date()
    meets_on = max(session.from_on, today) if session.from_on is not None else None
    facts.require_timely(line.document, list(session.bodies.all()), meets_on=meets_on, zone=zone)
    return move_document(
        line.document,
        by=by,
        state=State.TABLED,
        met=[Guard.ON_PROVISIONAL_AGENDA],
        in_scopes=sorted(scopes_of_session(session)),
    )
