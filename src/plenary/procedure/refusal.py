"""A "no" that still says why.

    Refused            an act that a rule, a right or the state of things does not allow
      NotHere          a thing that one may not know exists: it is not found

Code, figures and rule are kept apart from the sentence. Each interface makes its own form of
them: a sentence in a part, problem JSON, an exit code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from plenary.procedure.citation import Citation

#: What a refusal, a step and a journal entry may carry: what JSON can hold, without floats.
Fact: TypeAlias = str | int | bool | Sequence["Fact"] | Mapping[str, "Fact"] | None


class Refused(Exception):
    """What was asked cannot be done.

    code: dotted and stable, the place first: "quorum.not_met".
    cite: the rule that stands in the way, when there is one.
    facts: the figures and names a sentence needs; JSON scalars, lists and mappings only.
    """

    def __init__(self, code: str, /, cite: Citation | None = None, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.cite = cite
        self.facts: dict[str, Fact] = facts

    def __str__(self) -> str:
        figures = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        rule = f" ({self.cite})" if self.cite else ""
        return f"{self.code}{': ' if figures else ''}{figures}{rule}"

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is rebuilt from its args alone, which would drop the rule and the figures.
        return (_rebuilt, (type(self), self.code, self.cite, self.facts))


class NotHere(Refused):
    """There is nothing here, or nothing that this reader may know of. Never says which."""

    def __init__(self, code: str = "not_here", /, cite: Citation | None = None, **facts: Fact) -> None:
        super().__init__(code, cite, **facts)


def _rebuilt(kind: type[Refused], code: str, cite: Citation | None, facts: dict[str, Fact]) -> Refused:
    return kind(code, cite, **facts)
