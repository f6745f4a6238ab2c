"""One line of an explanation: what was looked at, with which figures, under which rule."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact
from plenary.procedure.value import value

#: Of a step that states no figures.
NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@value
class Step:
    """What a rule looked at and found. The sentence is made from it elsewhere, in any language.

    code: dotted and stable: "quorum.met".
    facts: figures and names, such as JSON can hold.
    """

    code: str
    facts: Mapping[str, Fact] = NO_FACTS
    cite: Citation | None = None

    @classmethod
    def of(cls, code: str, /, cite: Citation | None = None, **facts: Fact) -> Step:
        """A step, its facts given by name."""
        return cls(code, facts, cite)

    def as_mapping(self) -> dict[str, Fact]:
        """The step as it is kept beside a verdict and shown by every interface."""
        return {"code": self.code, "facts": dict(self.facts), "cite": str(self.cite or "")}

    @classmethod
    def from_mapping(cls, kept: Mapping[str, Fact]) -> Step:
        """Read a kept step back."""
        facts, cite = kept.get("facts"), kept.get("cite")
        return cls(
            str(kept["code"]),
            dict(facts) if isinstance(facts, Mapping) else {},
            Citation.parse(str(cite)) if cite else None,
        )
