"""Who sees what of a budget."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.permissions import grade
from plenary.offices.budget.models import Budget
from plenary.offices.documents.queries import texts


def can_see_parts(reader: Actor, budget: Budget) -> bool:
    """Whether this reader sees parts, sums and scale: those who draft or keep the accounts, and readers of the text."""
    if grade(reader.capacity, "draft_budget") is not None:
        return True
    return budget.document is not None and texts(reader, budget.document).exists()
