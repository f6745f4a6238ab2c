"""How many line-ups of the members win under the weights of the Council of the European Union, and as published."""

from plenary.procedure.coalitions import Holder, Needs, coalitions
from tests.replays.records import Figures, records

#: Newcomers to the weights of Nice: members of that many, without these.
LATER = {25: {"BG", "RO", "HR"}, 27: {"HR"}, 28: set()}


def holders(regime):
    """The members of a regime with their votes."""
    code, _, size = regime.partition(" (")
    without = LATER[int(size.split()[0])] if size else set()
    rows = [row for row in records("eu-council/weights.csv") if row["regime"] == code]
    return [Holder(row["country"], int(row["votes"])) for row in rows if row["country"] not in without]


def counted(row):
    """Winning line-ups by votes, and by number of members where the treaty asks it; of how many."""
    needs = Needs(weight=int(row["votes_needed"]), members=int(row["members_needed"] or 0))
    found = coalitions(holders(row["regime"]), needs)
    return found.winning, found.of


def weighed():
    return [row for row in records("eu-council/regimes.csv") if row["winning_coalitions_votes_only"]]


def figures():
    """Stub: half of all line-ups win, as under a simple majority."""
    rows = weighed()
    right = 0
    for row in rows:
        winning, of = counted(row)
        right += (winning, of) == (int(row["winning_coalitions_votes_only"]), int(row["of"]))
    stub = sum(2 * int(row["winning_coalitions_votes_only"]) == int(row["of"]) for row in rows)
    return Figures(len(rows), 0, right, stub)


def test_the_members_and_their_votes_are_whole():
    for row in weighed():
        own = holders(row["regime"])
        assert (len(own), sum(one.weight for one in own)) == (int(row["members"]), int(row["total_votes"]))


def test_a_closed_count_of_the_smaller_ones():
    """Line-ups told one by one, without the engine."""
    for row in weighed()[:3]:
        votes = [one.weight for one in holders(row["regime"])]
        sums = [0]
        for each in votes:
            sums += [one + each for one in sums]
        needed = int(row["votes_needed"])
        assert sum(one >= needed for one in sums) == counted(row)[0] == int(row["winning_coalitions_votes_only"])
