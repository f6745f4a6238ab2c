"""What the verdict of a roll call costs: every recorded roll call of the General Assembly, repeated, in one process.

The clock is that of the processor and runs from the codes of the members to the verdict. Beside it stands the reading
of the same rows from JSON, which is the least that any program does with them.
"""

from __future__ import annotations

import gc
import gzip
import json
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from time import process_time
from typing import Any

from tools.bench.live import ROOT

from plenary.interfaces.cli.replay import ruleset_of
from plenary.procedure.ruleset import Rule
from plenary.procedure.tally import Choice, Membership, Roll
from plenary.procedure.verdict import IN_ORDER, Verdict
from plenary.procedure.voting import verdict

FILES = ("ga_adopted_recorded.jsonl.gz", "ga_other_rollcalls.jsonl.gz")
RECORDS = ROOT.parent / "shared" / "data" / "un-ga"
VOTES = 6_000
THOUSAND = 1_000
REACH_BARE = 2.0
REACH_SAID = 5.0
REACH_GROWTH = 1.25
LETTERS = {"Y": Choice.YES, "N": Choice.NO, "A": Choice.ABSTAIN, "X": Choice.NOT_PARTICIPATING}

Votes = dict[str, list[str]]


def lines() -> list[bytes]:
    """The recorded roll calls, one JSON object a line, as many as `VOTES`; the last thousand are the first again."""
    kept: list[bytes] = []
    for name in FILES:
        with gzip.open(RECORDS / name, "rb") as stream:
            kept += [json.dumps({"votes": json.loads(line)["votes"]}).encode() for line in stream]
    whole = [kept[at % len(kept)] for at in range(VOTES - THOUSAND)]
    return whole + kept[:THOUSAND]


def rule() -> Rule:
    """The usual rule of the Assembly: a majority of those voting, with a quorum."""
    return ruleset_of("un-ga").rule_for("substance", on=date(2025, 1, 1), body="GA")


def evaluated(rows: Sequence[Votes], by: Rule) -> list[Verdict]:
    """The full evaluation of every row, from the codes of the members under each letter.

    A membership is made when it is first met and serves the votes that have the same members, as that of a day does.
    """
    known: dict[frozenset[str], Membership] = {}
    given = []
    for votes in rows:
        everyone = frozenset(chain.from_iterable(votes.values()))
        membership = known.get(everyone)
        if membership is None:
            membership = known[everyone] = Membership(tuple(sorted(everyone)))
        cast = {LETTERS[letter]: members for letter, members in votes.items()}
        roll = Roll.called(membership, cast, others=Choice.NOT_PARTICIPATING)
        given.append(verdict(roll, by, standing=IN_ORDER))
    return given


def with_sentences(rows: Sequence[Votes], by: Rule) -> list[list[Any]]:
    """The same, with every step of every verdict as a sentence."""
    from plenary.interfaces.web.decisions.steps import said_steps  # noqa: PLC0415  after the settings are made

    return [said_steps(one.as_mapping()) for one in evaluated(rows, by)]


def seconds(work: Callable[[], object]) -> float:
    """Time of the processor for a piece of work."""
    began = process_time()
    work()
    return process_time() - began


def growth(rows: Sequence[Votes], by: Rule, *, rounds: int) -> float:
    """The last thousand beside the first, which are the same roll calls, with all the others between them.

    The best of some rounds of each, without the collector, which would charge one thousand for what others left.
    """
    evaluated(rows[:THOUSAND], by)  # so that the first is not dear for being first
    gc.collect()
    gc.disable()
    try:
        first = min(seconds(lambda: evaluated(rows[:THOUSAND], by)) for _ in range(rounds))
        held = evaluated(rows[THOUSAND:-THOUSAND], by)
        last = min(seconds(lambda: evaluated(rows[-THOUSAND:], by)) for _ in range(rounds))
        del held
    finally:
        gc.enable()
    return last / first


def run(*, rounds: int) -> bool:
    """Measure, print one table, and say whether the reach was kept."""
    from plenary.interfaces.replays.reasons import speak  # noqa: PLC0415  Django only where sentences are made

    if not RECORDS.is_dir():
        print(f"\nRoll calls: not measured, for {RECORDS} is not there.")
        return False
    speak()
    read, by = lines(), rule()
    rows: list[Votes] = [json.loads(line)["votes"] for line in read]
    parsed = min(seconds(lambda: [json.loads(line) for line in read]) for _ in range(rounds))
    bare = min(seconds(lambda: evaluated(rows, by)) for _ in range(rounds))
    said = min(seconds(lambda: with_sentences(rows, by)) for _ in range(rounds))
    grows = growth(rows, by, rounds=rounds)
    print(f"\n{len(rows)} roll calls of the General Assembly; best of {rounds} runs, time of the processor")
    print(f"{'':34}{'s':>8}{'µs a vote':>11}{'reach s':>9}")
    for what, took, reach in (
        ("read from JSON, for comparison", parsed, ""),
        ("verdict", bare, f"{REACH_BARE:.0f}"),
        ("verdict, every step a sentence", said, f"{REACH_SAID:.0f}"),
    ):
        print(f"{what:34}{took:8.2f}{took / len(rows) * 1e6:11.0f}{reach:>9}")
    print(f"{'verdict / read':34}{bare / parsed:8.1f}")
    print(f"{'last thousand / first thousand':34}{grows:8.2f}{'':11}{REACH_GROWTH:>9}")
    return bare < REACH_BARE and said < REACH_SAID and grows <= REACH_GROWTH
