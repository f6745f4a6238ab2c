"""Rulings of the chair beside what was computed, for pages and lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.decisions.steps import OUTCOMES
from plenary.offices.decisions.models import Decision, Question, Ruling


@dataclass(frozen=True, slots=True)
class RulingSaid:
    """A ruling of the chair beside what was computed. outcome and computed: in words; computed: "" where not kept."""

    ruling: Ruling
    outcome: str
    computed: str


def rulings_said(rulings: Iterable[Ruling]) -> list[RulingSaid]:
    """Rulings in the order in which they were made."""
    return [
        RulingSaid(one, _outcome(one.outcome), _outcome(one.computed) if one.computed else "")
        for one in sorted(rulings, key=lambda one: one.pk)
    ]


def _outcome(code: str) -> str:
    return str(OUTCOMES.get(code, code))


def with_rulings(reader: Actor, found: QuerySet[Decision]) -> QuerySet[Decision]:
    """The same decisions with `by_ruling`: whether the chair ruled so otherwise than computed.

    Only where the reader may know how it was decided.
    """
    ruled = Question.objects.readable_by(reader).filter(pk=OuterRef("question"), rulings__isnull=False)
    return found.annotate(by_ruling=Exists(ruled))
