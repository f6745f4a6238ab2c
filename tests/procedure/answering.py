"""Answers as they are kept for comparison: every part of a value, every step, every fact, every citation."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.share import Share
from plenary.procedure.value import parts_of

FOLDER = Path(__file__).parent / "answers"


def told(answer: object) -> object:
    """Whatever a rule gives, in what JSON can hold. A value keeps its parts by name; kinds are told apart."""
    match answer:
        case None | bool() | str() if not isinstance(answer, Enum):
            return answer
        case Enum():
            return f"{type(answer).__name__}: {answer.value}"
        case int():
            return answer
        case Fraction() | Decimal() | date() | datetime() | timedelta() | Citation() | Share():
            return str(answer)
        case Mapping() | MappingProxyType():
            return {str(name.value if isinstance(name, Enum) else name): told(held) for name, held in answer.items()}
        case frozenset() | set():
            return sorted((told(one) for one in answer), key=str)
        case Sequence():
            return [told(one) for one in answer]
        case range():
            return list(answer)
    parts = parts_of(type(answer))
    if parts:
        return {name: told(getattr(answer, name)) for name in parts}
    raise AssertionError(f"{type(answer)} is no answer")


def answer_of(ask: Callable[[], object]) -> object:
    """What a rule answers, or with what it refuses to."""
    try:
        return told(ask())
    except Refused as no:
        return {"refused": no.code, "cite": str(no.cite or ""), "facts": told(no.facts)}


def read(name: str) -> dict[str, object]:
    """Answers kept under one name, each on a line of its own."""
    path = FOLDER / f"{name}.jsonl"
    if not path.exists():
        return {}
    lines = path.read_text("utf-8").splitlines()
    return {case: answer for line in lines for case, answer in json.loads(line).items()}


def write(name: str, answers: Mapping[str, object]) -> None:
    """Keep answers, one a line, so that a change is read line by line."""
    FOLDER.mkdir(exist_ok=True)
    lines = [json.dumps({case: answer}, ensure_ascii=False) for case, answer in answers.items()]
    (FOLDER / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
