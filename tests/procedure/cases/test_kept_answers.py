"""Answers to cases, to the last fact, and the schema that others read: what is said stays said.

Cases and answers lie in `tests/procedure/answers`. After a change that is meant, write them anew and read what differs
before it is kept:

    PLENARY_WRITE_ANSWERS=1 .venv/bin/pytest tests/procedure/cases/test_kept_answers.py && git diff tests/procedure/answers
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from plenary.procedure.cases.kinds import answer_line, schema
from tests.procedure.cases.test_kinds import shipped

KEPT = Path(__file__).resolve().parents[1] / "answers"
CASES, SCHEMA = KEPT / "cases.jsonl", KEPT / "cases_schema.json"
WRITING = bool(os.environ.get("PLENARY_WRITE_ANSWERS"))
HOW = "If this is meant: PLENARY_WRITE_ANSWERS=1, run this file, and read what differs in tests/procedure/answers."


def test_every_answer_is_the_one_that_was_kept():
    kept = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    told = [{"answer": answer_line(one["case"], shipped), "case": one["case"]} for one in kept]
    if WRITING:
        lines = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in told]
        CASES.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert len(kept) > 400
    for before, now in zip(kept, told, strict=True):
        assert json.loads(json.dumps(now)) == before, HOW


def test_the_schema_is_the_one_that_was_kept():
    printed = json.dumps(schema(), ensure_ascii=False, indent=1)
    if WRITING:
        SCHEMA.write_text(f"{printed}\n", "utf-8")
    assert SCHEMA.read_text("utf-8") == f"{printed}\n", HOW
