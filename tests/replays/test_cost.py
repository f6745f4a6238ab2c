"""What a verdict costs does not grow with how many were given before it: a ratio, whatever the machine."""

import json

from tools.bench import rolls

#: Room for a machine that does other things meanwhile; a cost that grew with the number would be several times.
ROOM = 1.6


def test_the_last_thousand_cost_what_the_first_did():
    rows = [json.loads(line)["votes"] for line in rolls.lines()]
    assert len(rows) == rolls.VOTES
    assert rows[: rolls.THOUSAND] == rows[-rolls.THOUSAND :]
    assert rolls.growth(rows, rolls.rule(), rounds=5) < ROOM


def test_every_roll_call_is_evaluated_in_full():
    """Each verdict has all its steps, and the outcome that the names give."""
    rows = [json.loads(line)["votes"] for line in rolls.lines()[:2169]]
    for votes, verdict in zip(rows, rolls.evaluated(rows, rolls.rule()), strict=True):
        assert [step.code for step in verdict.steps] == [
            "item.on_agenda",
            "document.on_time",
            "quorum.met",
            "entitled.counted",
            "casts.counted",
            "base.counted",
            "threshold.reached",
            "verdict",
        ]
        assert verdict.counted == len(votes["Y"])
        assert verdict.base == len(votes["Y"]) + len(votes["N"])
