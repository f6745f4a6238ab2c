"""Refusals of cases and answers to cases told by events, to the last fact: what is said stays said.

Cases and answers lie in `tests/procedure/answers/cases.jsonl`, beside those of the samples (test_answers_in_full).
After a change that is meant, write them anew and read what differs before it is kept:

    PLENARY_WRITE_ANSWERS=1 .venv/bin/pytest tests/procedure/cases/test_kept_answers.py && git diff tests/procedure
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from plenary.procedure.cases.kinds import answer_line
from tests.procedure.cases.test_kinds import shipped

CASES = Path(__file__).resolve().parents[1] / "answers" / "cases.jsonl"
HOW = "If this is meant: PLENARY_WRITE_ANSWERS=1, run this file, and read what differs in tests/procedure/answers."


def test_every_answer_is_the_one_that_was_kept():
    kept = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    told = [{"answer": answer_line(one["case"], shipped), "case": one["case"]} for one in kept]
    if os.environ.get("PLENARY_WRITE_ANSWERS"):
        lines = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in told]
        CASES.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert len(kept) > 300
    for before, now in zip(kept, told, strict=True):
        assert json.loads(json.dumps(now)) == before, HOW
