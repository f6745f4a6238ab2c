"""Votes moved one by one from yes to no: the verdict turns exactly where a closed formula says.

The formulas are written from the texts and import nothing of the engine. A record of adopted texts proves little by
agreeing; a verdict that turns at the right vote in every row proves the arithmetic at its edge.
"""

from datetime import date

import pytest

from plenary.interfaces.cli.replay import ruleset_of
from plenary.procedure.tally import Choice, Membership, Roll, Tally
from plenary.procedure.value import changed
from plenary.procedure.verdict import IN_ORDER
from plenary.procedure.voting import verdict
from tests.replays.records import ROOT, records

pytestmark = pytest.mark.embedded  # once is enough: no database is asked

PERMANENT = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})


def more_yes_than_no(yes, no):
    """GA rule 85 with rule 86: a majority of those voting yes or no; equal numbers are a tie (rule 95)."""
    if yes > no:
        return "adopted"
    return "tied" if yes == no else "not adopted"


def two_thirds(yes, no):
    """GA rule 83 with rule 86: yes is at least two of every three that vote yes or no."""
    return "adopted" if 3 * yes >= 2 * (yes + no) else "not adopted"


def more_yes_than_no_without_tie(yes, no):
    """A council in which equal numbers do not carry."""
    return "adopted" if yes > no else "not adopted"


def series_of(rows):
    """Every series of the rows, once each: a row's votes moved one by one is the end of the longest with its sums.

    The verdict of a tally depends on its numbers alone, so rows that share members, voting, abstentions and absences
    share their series; the longest holds all of them.
    """
    longest = {}
    for row in rows:
        tally = row["tally"]
        counts = tally if isinstance(tally, dict) else dict(zip("YNA", tally, strict=True))
        voting, silent = counts["Y"] + counts["N"], counts.get("X", 0)
        key = (row.get("members_listed") or voting + counts["A"] + silent, voting, counts["A"], silent)
        longest[key] = max(longest.get(key, 0), counts["Y"])
    return longest


def refuse_one_wrong(rows, rule, formula):
    """How many verdicts were compared; each is what the formula says, down to no vote in favour."""
    compared = 0
    for (members, voting, abstain, silent), most in series_of(rows).items():
        for yes in range(most, -1, -1):
            tally = Tally(members, yes=yes, no=voting - yes, abstain=abstain, silent=silent)
            expected = formula(yes, voting - yes) if yes else "not adopted"
            assert verdict(tally, rule, standing=IN_ORDER).outcome == expected, (members, yes, voting - yes, abstain)
            compared += 1
    return compared


def rule_of(ruleset, body, subject, day):
    return ruleset_of(ruleset).rule_for(subject, on=day, body=body)


class TestGeneralAssembly:
    def test_simple_majority_in_every_adopted_row(self):
        rows = records("un-ga/ga_adopted_recorded.jsonl.gz")
        rule = rule_of("un-ga", "GA", "substance", date(2025, 1, 1))
        assert rule == rule_of("un-ga", "GA", "substance", date(1946, 1, 24))
        assert len(rows) == 2169
        assert refuse_one_wrong(rows, rule, more_yes_than_no) > 200_000

    def test_simple_majority_in_every_other_roll_call(self):
        rows = records("un-ga/ga_other_rollcalls.jsonl.gz")
        rule = rule_of("un-ga", "GA", "substance", date(2000, 1, 1))
        assert refuse_one_wrong(rows, rule, more_yes_than_no) > 20_000

    def test_two_thirds_in_every_other_roll_call(self):
        rule = rule_of("un-ga", "GA", "important question", date(2000, 1, 1))
        assert refuse_one_wrong(records("un-ga/ga_other_rollcalls.jsonl.gz"), rule, two_thirds) > 20_000

    @pytest.mark.soak
    def test_two_thirds_in_every_adopted_row(self):
        rule = rule_of("un-ga", "GA", "important question", date(2000, 1, 1))
        assert refuse_one_wrong(records("un-ga/ga_adopted_recorded.jsonl.gz"), rule, two_thirds) > 200_000


class TestCityCouncil:
    def test_every_row(self):
        rule = rule_of(str(ROOT / "tests/replays/city-council.toml"), "council", "substance", date(2020, 1, 1))
        rows = records("nyc-council/votes.jsonl.gz")
        assert len(rows) == 5534
        assert refuse_one_wrong(rows, rule, more_yes_than_no_without_tie) > 3_000


class TestSecurityCouncil:
    """Charter art. 27: enough yes votes, and on all but procedure no permanent member against."""

    @staticmethod
    def carried(yes, no, enough, *, procedural):
        return len(yes) >= enough and (procedural or PERMANENT.isdisjoint(no))

    @staticmethod
    def roll(body, yes, no, abstain):
        """One vote of a council; whoever is not named casts nothing."""
        cast = {Choice.YES: yes, Choice.NO: no, Choice.ABSTAIN: abstain}
        return Roll.called(body, cast, others=Choice.NOT_PARTICIPATING)

    @staticmethod
    def council(names):
        body = Membership(tuple(names))
        return changed(body, traits={"permanent": PERMANENT & body.everyone})

    def moved(self, votes, enough, rules, order):
        """The votes in favour turned one by one into votes against, in that order."""
        yes, no = list(order(votes["Y"])), list(votes["N"])
        body = self.council(member for members in votes.values() for member in members)
        turns = 0
        while True:
            for name, rule in rules.items():
                expected = self.carried(yes, no, enough, procedural=name == "procedure")
                assert verdict(self.roll(body, yes, no, votes["A"]), rule, standing=IN_ORDER).adopted is expected, (
                    yes,
                    no,
                    name,
                )
                turns += 1
            if not yes:
                return turns
            no.append(yes.pop(0))

    @pytest.mark.parametrize(
        "order",
        [sorted, lambda yes: sorted(yes, key=lambda one: (one in PERMANENT, one))],
        ids=["in alphabetical order", "permanent members last"],
    )
    def test_every_recorded_vote(self, order):
        """Either rule, whatever was decided by which: both turn where they must."""
        turns = 0
        for row in records("un-sc/sc_adopted_votes.jsonl.gz"):
            if row["votes"]:
                early = row["date"] < "1966-01-01"
                rules = EARLY if early else LATE
                assert row["required_yes"] == (7 if early else 9)
                turns += self.moved(row["votes"], row["required_yes"], rules, order)
        assert turns > 30_000

    def test_every_failed_draft_with_votes(self):
        for row in records("un-sc/sc_failed_member_votes.jsonl.gz"):
            rules = EARLY if row["year"] < 1966 else LATE
            self.moved(row["votes"], 7 if row["year"] < 1966 else 9, rules, sorted)

    def test_every_failed_draft_with_a_tally(self):
        """The tally and those permanent members that voted against; the votes that are moved bear no name."""
        compared = 0
        for row in records("un-sc/sc_failed_drafts.csv"):
            if not row["yes"]:
                continue
            yes, no, abstain = (int(row[name]) for name in ("yes", "no", "abstain"))
            enough, against = int(row["required_yes"]), row["vetoed_by"].split()
            unnamed = [f"member {n}" for n in range(yes + no + abstain - len(against))]
            body = self.council([*against, *unnamed])
            abstaining, rest = unnamed[:abstain], unnamed[abstain:]
            for moved in range(yes + 1):
                for_it, against_it = rest[: yes - moved], [*against, *rest[yes - moved :]]
                for name, rule in (EARLY if enough == 7 else LATE).items():
                    expected = self.carried(for_it, against_it, enough, procedural=name == "procedure")
                    roll = self.roll(body, for_it, against_it, abstaining)
                    assert verdict(roll, rule, standing=IN_ORDER).adopted is expected
                    compared += 1
        assert compared > 1_500


EARLY = {name: rule_of("un-sc", "SC", name, date(1965, 12, 31)) for name in ("substance", "procedure")}
LATE = {name: rule_of("un-sc", "SC", name, date(1966, 1, 1)) for name in ("substance", "procedure")}
