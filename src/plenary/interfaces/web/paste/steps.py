"""What bringing in a table will do, row by row, before anything is done."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.signs import require_writable
from plenary.foundation.languages.words import Words
from plenary.foundation.rows import Line
from plenary.interfaces.web.desk.asked_languages import languages_asked
from plenary.interfaces.web.paste.columns import Cells, Column, Heading, language_of, under_heading
from plenary.interfaces.web.paste.tables import rows_of
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Doing(StrEnum):
    """What happens with one row."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Step:
    """One row. called: who or what it names; says: what will be done, or why it cannot; line: what the act is told."""

    number: int
    doing: Doing
    called: str
    says: str
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a table. unread: headings that say nothing here."""

    steps: tuple[Step, ...]
    unread: tuple[str, ...]

    @property
    def lines(self) -> list[Line]:
        """What the act is told: rows with something to do."""
        return [step.line for step in self.steps if step.line is not None]

    def count(self, doing: Doing) -> int:
        """Rows of one kind."""
        return sum(step.doing is doing for step in self.steps)

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each kind."""
        return {doing.value: self.count(doing) for doing in Doing}

    @property
    def seen(self) -> str:
        """Stands for exactly what was shown: another word anywhere, and it is another one."""
        shown = [(step.number, step.doing, step.called, step.says) for step in self.steps]
        return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()

    def stopped_at(self, number: int, why: str) -> Plan:
        """The same, with one row that cannot be done after all."""
        return Plan(
            tuple(
                Step(step.number, Doing.CANNOT, step.called, why) if step.number == number else step
                for step in self.steps
            ),
            self.unread,
        )


class Pasted(ABC):
    """One kind of table that can be brought in.

    title, lead: what its page is called and says; example: a table as it may look, in cells.
    """

    title: ClassVar[_StrPromise]
    lead: ClassVar[_StrPromise]
    columns: ClassVar[tuple[Column, ...]]
    example: ClassVar[tuple[tuple[str, ...], ...]]

    def __init__(self, actor: Actor, thing: Any = None) -> None:  # noqa: ANN401  any thing of an office
        self.actor, self.thing = actor, thing

    def example_shown(self) -> list[list[str]]:
        """The example without columns in languages that are not asked for here."""
        asked = {"", *languages_asked()}
        kept = [place for place, heading in enumerate(self.example[0]) if language_of(heading) in asked]
        return [[row[place] for place in kept] for row in self.example]

    def plan(self, text: str) -> Plan:
        """What bringing in this text will do. Raises Refused where it is no table that can be read."""
        heading, rows = under_heading(rows_of(text), self.columns)
        self.look_round()
        first: dict[Any, int] = {}
        return Plan(tuple(self._step(cells, first) for cells in rows), _unread(heading))

    def _step(self, cells: Cells, first: dict[Any, int]) -> Step:
        """One row; a second one about the same is told so."""
        called = self.called(cells)
        try:
            require_writable(cells.row.cells)
            about = self.about(cells)
            if about in first:
                raise Refused("table.row_twice", row=first[about])
            first[about] = cells.number
            return self.step(cells, called)
        except Refused as refused:
            return Step(cells.number, Doing.CANNOT, called, sentence_of(refused))

    @abstractmethod
    def look_round(self) -> None:
        """Fetch what stands, once for the whole table."""

    @abstractmethod
    def called(self, cells: Cells) -> str:
        """Who or what a row names."""

    @abstractmethod
    def about(self, cells: Cells) -> Any:  # noqa: ANN401  whatever tells two rows apart
        """What tells a row from every other one. Raises Refused where it says too little."""

    @abstractmethod
    def step(self, cells: Cells, called: str) -> Step:
        """What a row will do. Raises Refused where it cannot."""

    @abstractmethod
    def take_in(self, lines: list[Line]) -> Any:  # noqa: ANN401  what the act returns, or a Pending
        """Do it, or propose it."""

    @abstractmethod
    def way_home(self) -> str:
        """The page of the list."""


def differing(before: Words, typed: Words) -> dict[str, tuple[str, str]]:
    """What stands and what is typed, by language, where they differ; languages not typed are left as they stand."""
    return {code: (before.get(code, ""), said) for code, said in typed.items() if before.get(code, "") != said}


def told_changes(label: str, changes: dict[str, tuple[str, str]]) -> list[str]:
    """Each change as one sentence."""
    return [
        _("%(field)s: “%(before)s” becomes “%(after)s”.") % {"field": label, "before": before, "after": after}
        if before
        else _("%(field)s: “%(after)s” is added.") % {"field": label, "after": after}
        for before, after in changes.values()
    ]


def needed(words: Words, said: Callable[[], str]) -> Words:
    """Words that must stand in one language at least. Raises Refused "table.cell_empty"."""
    if not words:
        raise Refused("table.cell_empty", column=said())
    return words


def _unread(heading: Heading) -> tuple[str, ...]:
    return heading.unread
