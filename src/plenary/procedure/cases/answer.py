"""What is given back for a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plenary.procedure.cases.shape import Schema
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value


@value
class Answer:
    """What the rules make of a case.

    outcome: a word of `Outcome`, for what is decided; empty for what is computed.
    result: figures and names, as the kind's own schema lists them.
    steps: every step on the way, in order. deciding: the step that settled it.
    """

    result: Mapping[str, Fact]
    steps: tuple[Step, ...]
    outcome: str = ""
    deciding: Step | None = None

    def as_mapping(self, kind: str, name: str) -> dict[str, Fact]:
        """The answer as one JSON object."""
        return {
            "id": name,
            "kind": kind,
            **({"outcome": self.outcome} if self.outcome else {}),
            "result": dict(self.result),
            **({"deciding": self.deciding.as_mapping()} if self.deciding else {}),
            "steps": [step.as_mapping() for step in self.steps],
        }


def refusal_as_mapping(no: Refused, kind: str, name: str) -> dict[str, Fact]:
    """A refusal as one JSON object: nothing was decided, and why."""
    return {
        "id": name,
        "kind": kind,
        "refused": {"code": no.code, "facts": dict(no.facts), "cite": str(no.cite or "")},
    }


STEP_SCHEMA: Schema = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "description": "Dotted and stable: the place, then what was found there."},
        "facts": {"type": "object", "description": "Figures and names that a sentence needs; no floats."},
        "cite": {"type": "string", "description": "Where the rule is written; empty where none is."},
    },
    "required": ["code", "facts", "cite"],
    "additionalProperties": False,
}

REFUSED_SCHEMA: Schema = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "kind": {"type": "string", "description": "Empty where the kind could not be read."},
        "refused": STEP_SCHEMA,
    },
    "required": ["id", "kind", "refused"],
    "additionalProperties": False,
}


def answer_schema(kind: str, result: Schema, outcomes: Sequence[str]) -> Schema:
    """The schema of an answer to a case of one kind."""
    parts: dict[str, Fact] = {
        "id": {"type": "string", "description": "The name of the case, as it was given."},
        "kind": {"const": kind},
        **({"outcome": {"enum": list(outcomes)}} if outcomes else {}),
        "result": result,
        "deciding": STEP_SCHEMA,
        "steps": {"type": "array", "items": STEP_SCHEMA},
    }
    needed: list[Fact] = ["id", "kind", *(["outcome"] if outcomes else []), "result", "steps"]
    return {"type": "object", "properties": parts, "required": needed, "additionalProperties": False}
