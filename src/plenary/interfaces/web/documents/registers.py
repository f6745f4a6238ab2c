"""The registers of texts: lists read from what stands and from the record, never a second store.

What a list holds is what its reader may know; nothing in it tells that there is more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.journal import queries as journal
from plenary.interfaces.exports.lists import Cell, Listing
from plenary.interfaces.fact_words import CLASSES
from plenary.interfaces.web.desk.acts import desk_page
from plenary.interfaces.web.documents import reading
from plenary.interfaces.web.shell import moments
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.documents import queries
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Mandate
from plenary.procedure.refusal import NotHere

#: Verbs of the record that tell of a correction, in the office of documents and in others.
CORRECTIONS = ".corrected"
ROWS_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its heading, what an empty one says, its columns with their headings, and its rows."""

    heading: Promise | str
    empty: Promise | str
    columns: tuple[tuple[str, Promise | str], ...]
    rows: Callable[[Actor], Iterable[tuple[Cell, ...]]]


def _mandates(reader: Actor) -> Iterable[tuple[Cell, ...]]:
    known = set(queries.documents(reader).filter(mandate__isnull=False).values_list("mandate", flat=True))
    for one in Mandate.objects.select_related("body").order_by("-pk"):
        documents = [
            document.symbol or document.title.said()
            for document in (queries.documents(reader).filter(mandate=one) if one.pk in known else ())
        ]
        yield (one.body.code, one.subject.said(), one.ground.said(), one.due_on, "; ".join(documents) or None)


def _documents(reader: Actor) -> Iterable[tuple[Cell, ...]]:
    for one in queries.documents(reader).exclude(symbol="").order_by("-registered_at", "-pk"):
        yield (
            one.symbol,
            one.title.said(),
            one.body.code if one.body else None,
            one.registered_at,
            str(reading.STATES.get(one.state, one.state)),
            str(CLASSES[one.distribution]),
        )


def _corrections(reader: Actor) -> Iterable[tuple[Cell, ...]]:
    for one in journal.entries(reader).filter(verb__endswith=CORRECTIONS):
        yield (one.number, one.tree.audience, one.recorded_at, str(one.sentence))


def _to_be_opened(reader: Actor) -> Iterable[tuple[Cell, ...]]:
    for one in queries.derestriction_due(reader, organisation.day_at_seat()):
        yield (one.symbol or None, one.title.said(), one.derestrict_on, str(CLASSES[one.distribution]))


REGISTERS: dict[str, Register] = {
    "mandates": Register(
        _("Register of mandates"),
        _("No mandate was given yet."),
        (
            ("body", _("Body")),
            ("subject", _("Subject")),
            ("ground", _("It rests on")),
            ("due_on", _("Due")),
            ("documents", _("Documents")),
        ),
        _mandates,
    ),
    "documents": Register(
        _("Register of documents"),
        _("No document has a symbol yet."),
        (
            ("symbol", _("Symbol")),
            ("title", _("Title")),
            ("body", _("Body")),
            ("registered_at", _("Registered")),
            ("state", _("State")),
            ("distribution", _("Distribution")),
        ),
        _documents,
    ),
    "corrections": Register(
        _("Register of corrections"),
        _("Nothing was corrected yet."),
        (
            ("entry", _("Entry")),
            ("audience", _("Who can read it")),
            ("recorded_at", _("Recorded at")),
            ("correction", _("What was corrected")),
        ),
        _corrections,
    ),
    "to-open": Register(
        _("Restricted texts whose day to be opened has come"),
        _("No restricted text waits to be opened."),
        (
            ("symbol", _("Symbol")),
            ("title", _("Title")),
            ("from_on", _("From")),
            ("distribution", _("Distribution")),
        ),
        _to_be_opened,
    ),
}


def listing(request: HttpRequest, which: str) -> Listing:
    """One register to take home. Raises NotHere for one that is none."""
    found = _named(which)
    return Listing(which, tuple(name for name, _words in found.columns), tuple(found.rows(reader_of(request))))


@require_safe
def register(request: HttpRequest, which: str) -> HttpResponse:
    """One register as a page."""
    found = _named(which)
    rows = list(found.rows(reader_of(request)))
    context = {
        "which": which,
        "register": found,
        "headings": [words for _name, words in found.columns],
        "rows": [[_shown(cell) for cell in row] for row in rows[:ROWS_A_PAGE]],
        "more": max(len(rows) - ROWS_A_PAGE, 0),
        "registers": [(name, one.heading) for name, one in REGISTERS.items()],
    }
    return desk_page(request, "documents/desk/register.html", context, current="documents")


def _shown(cell: Cell) -> object:
    """A moment and a day as all pages write them; anything else as it stands in the list."""
    if isinstance(cell, datetime):
        return moments.moment(cell, organisation.the_organisation().zone)
    return moments.day(cell) if isinstance(cell, date) else cell


def _named(which: str) -> Register:
    if which not in REGISTERS:
        raise NotHere()
    return REGISTERS[which]
