"""Ballots of real elections: who is elected, who goes out, and who is tied for last."""

from datetime import date

from plenary.interfaces.cli.replay import ruleset_of
from plenary.procedure.elections import Ballot, Kind, count_ballot
from plenary.procedure.value import changed
from tests.replays.records import Figures, records

MEMBERS = 193


def votes_of(row):
    """Candidate -> votes; names may hold spaces, the number comes last."""
    pairs = (part.rpartition(" ") for part in row["tallies"].split(";"))
    return {name: int(count) for name, _, count in pairs}


def rule_of(row):
    day = date.fromisoformat(row["date"])
    if row["body"] == "IOC":
        return ruleset_of("ioc").election_for("host city", on=day, body="SESSION")
    return ruleset_of("un-ga").election_for("Security Council", on=day, body="GA")


def places_of(row):
    """Places still to be filled; the second ballot for two places was for the one left."""
    return 2 if "2 seats" in row["election"] and row["round"] == "1" else 1


def ballots(row):
    """The ballot, once for each number of papers that its votes allow: exactly one where there is one place."""
    votes, places = votes_of(row), places_of(row)
    number = int(row["round"].rstrip("T"))
    fewest = -(-sum(votes.values()) // places)
    most = fewest if places == 1 else MEMBERS
    for papers in range(max(fewest, *votes.values()), most + 1):
        if row["round"].endswith("T"):
            kind, eligible = Kind.TIE_FOR_LAST, frozenset(votes)
        else:
            kind, eligible = Kind.OPEN, frozenset()
        members = max(MEMBERS, papers)
        yield Ballot(number, places, papers, votes, members=members, kind=kind, eligible=eligible)


def outcome(row):
    """What a ballot came to, in the words of the file.

    None where different numbers of papers would elect different members.
    """
    said = {told(count_ballot(ballot, rule_of(row))) for ballot in ballots(row)}
    return said.pop() if len(said) == 1 else None


def told(result):
    if result.elected:
        return f"elected {', '.join(result.elected)}"
    if result.eliminated:
        return f"eliminate {', '.join(result.eliminated)}"
    return "tie for last" if result.tied else "none elected"


def figures():
    """Stub: who has most votes is elected."""
    given = [(row, outcome(row)) for row in records("elections/rounds.csv")]
    compared = [(row, said) for row, said in given if said is not None]
    stub = sum(row["official_outcome"] == f"elected {max(votes_of(row), key=votes_of(row).get)}" for row, _ in compared)
    wrong = [f"{row['date']} {row['round']}" for row, said in compared if said != row["official_outcome"]]
    refused = len(given) - len(compared)
    return Figures(len(given), refused, len(compared) - len(wrong), stub, dict.fromkeys(wrong, ""))


def test_what_is_not_computed():
    """Two ballots for two seats."""
    assert [(row["date"], row["round"]) for row in records("elections/rounds.csv") if outcome(row) is None] == [
        ("2012-10-18", "1"),
        ("2020-06-17", "1"),
    ]


def test_one_vote_decides():
    """With as many votes taken from the one elected as it had over the figure needed, and one more, nobody is."""
    for row in records("elections/rounds.csv"):
        if places_of(row) > 1 or not (outcome(row) or "").startswith("elected "):
            continue
        (ballot,) = ballots(row)
        result, votes = count_ballot(ballot, rule_of(row)), dict(votes_of(row))
        first = result.elected[0]
        over = votes[first] - result.required
        rival = min(votes, key=votes.get)
        for taken, expected in ((over, (first,)), (over + 1, ())):
            moved = {**votes, first: votes[first] - taken, rival: votes[rival] + taken}
            found = count_ballot(changed(ballot, votes=moved), rule_of(row)).elected
            assert found == expected or found == (rival,), row
            assert (first in found) is bool(expected)
