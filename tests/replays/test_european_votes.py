"""Five votes of the Council of the European Union, and of a committee that votes as it does; each of them flipped."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from plenary.interfaces.cli.replay import ruleset_of
from plenary.interfaces.replays.agreement import Agreed, Summary, replay
from plenary.interfaces.replays.recorded import Expected, Reading, cast_under, read_row
from plenary.interfaces.replays.tables import open_table
from plenary.procedure.verdict import IN_ORDER
from plenary.procedure.voting import verdict
from tests.replays.records import Figures, records

#: The populations nearest to the day, of the periods that the records have.
PERIODS = {
    2013: "2013H1",
    2015: "2014",
    2017: "2018-01-01 (Eurostat)",
    2019: "2018-01-01 (Eurostat)",
    2023: "2023-01-01 (Eurostat)",
}
READING = Reading(
    body="COUNCIL",
    columns={
        "subject": "decided_as",
        "yes_by": "in_favour",
        "no_by": "against",
        "abstain_by": "abstain",
        "apart_by": "not_participating",
        "outcome": "official_outcome",
    },
    outcomes={"no_qualified_majority": Expected.read("not adopted")},
)


def population(day):
    period = PERIODS[int(day[:4])]
    return {
        row["country"]: int(row["population"])
        for row in records("eu-council/population.csv")
        if row["period"] == period
    }


def rows():
    """The records, each with the rule it fell under and the populations of its time."""
    for row in records("eu-council/votes.csv"):
        subject = "Commission proposal, not all taking part" if row["not_participating"] else "Commission proposal"
        yield {**row, "decided_as": subject, "populations": population(row["date"]), "abstain_by": None} | {
            "abstain": row["abstain"]
        }


def replayed(folder):
    file = folder / "votes.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows()))
    summary = Summary()
    found = list(replay(open_table(file), ruleset_of("eu-council"), READING, summary))
    return found, summary


def figures():
    """Stub: adopted."""
    with TemporaryDirectory() as folder:
        _, summary = replayed(Path(folder))
    return Figures(summary.rows, summary.refused.total(), summary.agreed, summary.stub)


def test_all_agree(tmp_path):
    found, _ = replayed(tmp_path)
    assert [type(one) for one in found] == [Agreed] * 5


def weights():
    return {row["country"]: int(row["votes"]) for row in records("eu-council/weights.csv") if row["regime"] == "v25"}


def carried(day, yes, others, people):
    """By the text of the day.

    Nice: 255 of the 345 votes of 27, and more members for it than not. Lisbon: 55 per cent of the members and 65 of the
    people taking part; a share of the people short of it is no bar where those opposed are fewer than four, or, where
    some stay out, than the fewest members with more than 35 per cent, and one.
    """
    if day < "2014-11-01":
        votes = weights()
        return sum(votes[one] for one in yes) >= 255 and 2 * len(yes) > len(yes) + len(others)
    part = [*yes, *others]
    total = sum(people[one] for one in part)
    enough = Fraction(sum(people[one] for one in yes), total) >= Fraction(65, 100)
    if len(part) == len(people):
        to_block = 4
        members = max(15, -(-55 * len(part) // 100))
    else:
        members = -(-55 * len(part) // 100)
        held, to_block = 0, 1
        for one in sorted(part, key=people.get, reverse=True):
            if Fraction(held, total) > Fraction(35, 100):
                break
            held += people[one]
            to_block += 1
    return len(yes) >= members and (enough or len(others) < to_block)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("largest_first", [False, True])
def test_flipped_one_by_one(number, largest_first):
    """From everybody in favour to nobody, and not only from what was cast."""
    row = list(rows())[number]
    day, people = row["date"], row["populations"]
    ruleset = ruleset_of("eu-council")
    rule = ruleset.rule_for(row["decided_as"], on=date.fromisoformat(day), body="COUNCIL")
    borne = ruleset.attributes_on(date.fromisoformat(day), body="COUNCIL")
    yes = sorted((set(people) - set(row["not_participating"].split())), key=people.get, reverse=not largest_first)
    no = []
    turns = []
    while True:
        given = {**row, "in_favour": list(yes), "against": list(no), "abstain": ""}
        said = verdict(cast_under(read_row(given, READING), rule, borne), rule, standing=IN_ORDER).adopted
        assert said is carried(day, yes, no, people), (yes, no)
        turns.append(said)
        if not yes:
            break
        no.append(yes.pop())
    assert (turns[0], turns[-1], turns.count(True) > 1) == (True, False, True)
