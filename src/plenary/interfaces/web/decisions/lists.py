"""What the pages of decisions list, for machines."""

from __future__ import annotations

from django.http import HttpRequest

from plenary.interfaces.exports.lists import Cell, Listing
from plenary.interfaces.web.decisions import reading
from plenary.interfaces.web.decisions.search_forms import DecisionSearch
from plenary.interfaces.web.lists import read_filters
from plenary.interfaces.web.shell.context import reader_of
from plenary.offices.decisions.models import Decision

COLUMNS = ("number", "title", "body", "adopted_at", "text_sha256", "is_void", "is_demonstration", "is_by_ruling")


def decisions(request: HttpRequest) -> Listing:
    """Decisions, the newest first, narrowed as the page is."""
    found = reading.decisions_listed(reader_of(request), **read_filters(DecisionSearch(request.GET or None)))
    return Listing("decisions", COLUMNS, tuple(row_of(decision) for decision in found))


def known_decisions(request: HttpRequest) -> Listing:
    """The same for who is signed in, with who can read each."""
    found = reading.decisions_listed(reader_of(request), **read_filters(DecisionSearch(request.GET or None)))
    return Listing("decisions", (*COLUMNS, "audience"), tuple((*row_of(one), one.audience) for one in found))


def row_of(decision: Decision) -> tuple[Cell, ...]:
    """One decision under `COLUMNS`, as `reading.with_rulings` gives it."""
    return (
        decision.number,
        decision.title.said(),
        decision.body.code,
        decision.adopted_at,
        decision.text_digest or None,
        decision.void_at is not None,
        decision.is_demonstration,
        bool(vars(decision)["by_ruling"]),
    )
