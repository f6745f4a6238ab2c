"""The twenty orders of voting that docs/using/amendments.md works by hand, figure by figure."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from plenary.procedure.amendments import Submitted, order_of_voting
from plenary.procedure.distance import Distance, deletion, distance

PAPER = Path(__file__).resolve().parents[2] / "docs" / "using" / "amendments.md"
CASES = re.split(r"^### \d+\. ", PAPER.read_text("utf-8"), flags=re.MULTILINE)[1:]


def rows(case: str) -> list[list[str]]:
    """The lines of the table below its head."""
    lines = [line for line in case.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def counted(case: str) -> list[Submitted]:
    """What the code says of each amendment of a case."""
    text = dict(re.findall(r"^> (\d+)\. (.+)$", case, re.MULTILINE))
    reads = {name: words for name, _, words, *_ in rows(case)}
    submitted = []
    for name, to, words, *_ in rows(case):
        number = to.rpartition("¶ ")[2]
        is_new, amends = to.startswith("after"), "" if "¶" in to else to
        base = reads[amends] if amends else "" if is_new else text[number]
        far = deletion(base) if words == "*deleted*" else distance(base, words)
        submitted.append(Submitted(name, int(number) if not amends else 0, far, is_new, amends))
    return submitted


def test_there_are_twenty() -> None:
    assert len(CASES) == 20
    assert sum(len(rows(case)) for case in CASES) == 52


@pytest.mark.parametrize("case", CASES, ids=[case.splitlines()[0] for case in CASES])
def test_worked_by_hand(case: str) -> None:
    submitted = counted(case)
    for one, (_, _, words, taken, put, both, share) in zip(submitted, rows(case), strict=True):
        assert one.distance == Distance(one.distance.of, int(taken), int(put), words == "*deleted*")
        assert one.distance.words == int(both)
        assert one.distance.share == (None if share == "-" else Fraction(share))
    said = re.search(r"^\*\*Order: (.+?)\.\*\*", case, re.MULTILINE)
    assert said is not None
    assert ", ".join(order_of_voting(submitted).names) == said[1]
