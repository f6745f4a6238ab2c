"""The kinds of case, and the answer to any of them.

A kind is a module with PARTS (what a case says), RESULT (what its answer holds), OUTCOMES (the words it may end with)
and `answer`. Only the kind that is asked for is loaded.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from plenary.procedure.cases.answer import REFUSED_SCHEMA, Answer, answer_schema, refusal_as_mapping
from plenary.procedure.cases.asking import ID, Rulesets
from plenary.procedure.cases.shape import Given, Record, Schema
from plenary.procedure.refusal import Fact, Refused

#: Kind -> module beside this one. The order is that of the manual.
KINDS = {
    "decision": "decision",
    "consensus": "agreement",
    "joint meeting": "joint_meeting",
    "silence": "in_silence",
    "ballot": "ballot",
    "motion": "motion",
    "quorum": "presence",
    "arrears": "right_to_vote",
    "apportionment": "sharing",
    "payment": "payment",
    "transfer": "transfer",
    "date of effect": "effect",
    "symbol": "symbol",
    "order": "ranking",
    "seating": "table",
    "floor": "floor",
    "full powers": "powers",
}
#: What may be half of a sign, written out or as it stands.
_HALVES = re.compile(r"\\u[dD]|[\ud800-\udfff]")
#: A case longer than this is none that a secretariat wrote.
LONGEST_LINE = 4_000_000


class Kind(Protocol):
    """What a module of a kind offers."""

    PARTS: Record
    RESULT: Record
    OUTCOMES: Sequence[str]

    def answer(self, given: Given, rulesets: Rulesets) -> Answer:
        """What the rules make of the case. Raises: Refused."""
        ...


def kind_named(name: str) -> Kind:
    """The module of a kind. Raises: Refused "case.unknown_kind"."""
    if name not in KINDS:
        raise Refused("case.unknown_kind", said=name, allowed=list(KINDS))
    return cast("Kind", import_module(f"plenary.procedure.cases.{KINDS[name]}"))


def answer_to(said: Mapping[str, object], rulesets: Rulesets) -> Answer:
    """What the rules make of one case. Raises: Refused for a case that is malformed or leaves something open."""
    name = said.get("kind")
    if not isinstance(name, str):
        raise Refused("case.missing", where="kind")
    kind = kind_named(name)
    return kind.answer(kind.PARTS.read(said, ""), rulesets)


def answer_line(line: str, rulesets: Rulesets) -> dict[str, Fact]:
    """One case as a line of JSON in, its answer or its refusal as one JSON object out."""
    kind, name = "", ""
    try:
        said = _object_in(line)
        kind, name = _text_at(said, "kind"), _text_at(said, ID.name)
        return answer_to(said, rulesets).as_mapping(kind, name)
    except Refused as no:
        return refusal_as_mapping(no, kind, name)


def schema() -> Schema:
    """The JSON Schema of a case and of an answer, each kind by name."""
    kinds = {name: kind_named(name) for name in KINDS}
    cases: dict[str, Fact] = {}
    answers: dict[str, Fact] = {}
    for name, kind in kinds.items():
        case = kind.PARTS.schema()
        parts = cast("dict[str, Fact]", case["properties"])
        cases[f"case of {name}"] = {**case, "properties": {**parts, "kind": {"const": name}}}
        answers[f"answer to {name}"] = answer_schema(name, kind.RESULT.schema(), kind.OUTCOMES)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cases of the rules of procedure, and their answers",
        "$defs": {
            **cases,
            **answers,
            "refusal": REFUSED_SCHEMA,
            "case": {"oneOf": [{"$ref": f"#/$defs/case of {name}".replace(" ", "%20")} for name in KINDS]},
            "answer": {
                "oneOf": [
                    *({"$ref": f"#/$defs/answer to {name}".replace(" ", "%20")} for name in KINDS),
                    {"$ref": "#/$defs/refusal"},
                ]
            },
        },
    }


def _object_in(line: str) -> Mapping[str, object]:
    if len(line) > LONGEST_LINE:
        raise Refused("case.too_long", count=len(line), most=LONGEST_LINE)
    try:
        said = json.loads(line, object_pairs_hook=_once_each)
    except (ValueError, RecursionError):
        raise Refused("case.not_json") from None
    if not isinstance(said, dict):
        raise Refused("case.not_json")
    if _HALVES.search(line) and not _is_text_throughout(said):
        raise Refused("case.not_text")
    return said


def _is_text_throughout(said: object) -> bool:
    """Whether everything in it can be written down: half of a sign in two halves cannot."""
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _once_each(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) != len(pairs):
        times = Counter(name for name, _ in pairs)
        raise Refused("case.named_twice", names=sorted(name for name, count in times.items() if count > 1))
    return held


def _text_at(said: Mapping[str, object], name: str) -> str:
    found = said.get(name, "")
    return found if isinstance(found, str) else ""
