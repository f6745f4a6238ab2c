"""Winning coalitions, decisive votes and blocking groups, against published counts and against plain enumeration."""

import csv
import os
from fractions import Fraction
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.procedure.coalitions import (
    Blocking,
    Holder,
    Needs,
    coalitions,
    needs_of,
    smallest_blocking,
)
from plenary.procedure.refusal import Refused
from plenary.procedure.tally import Seat
from tests.procedure.rules import own_rule, rule

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "eu-council"


def weights(regime: str, *, without: str = "") -> list[Holder]:
    with (DATA / "weights.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["regime"] == regime]
    return [Holder(row["country"], int(row["votes"])) for row in rows if row["country"] not in without.split()]


def carries(group: tuple[Holder, ...], all_: tuple[Holder, ...], needs: Needs) -> bool:
    """The same rule in a line each, as a second opinion."""
    enough = sum(one.weight for one in group) >= needs.weight and len(group) >= needs.members
    people = sum(one.population for one in group) >= needs.population or len(all_) - len(group) < needs.to_block
    return enough and people and all(one in group for one in all_ if one.must)


def groups(of: tuple[Holder, ...]) -> list[tuple[Holder, ...]]:
    return [group for size in range(len(of) + 1) for group in combinations(of, size)]


class TestTheCouncilOfTheEuropeanUnion:
    """Weights and thresholds of each enlargement, with the number of coalitions that reach the votes."""

    pytestmark = pytest.mark.skipif(
        not DATA.exists() and not os.environ.get("CI"), reason="the tables of recorded history are not here"
    )

    @pytest.mark.parametrize(
        ("regime", "without", "votes", "members", "winning"),
        [
            ("v10", "", 45, 0, 140),
            ("v12", "", 54, 0, 402),
            ("v15", "", 62, 0, 2_549),
            ("v25t", "", 88, 0, 1_170_000),
            ("v25", "BG RO HR", 232, 13, 1_203_784),
            ("v25", "HR", 255, 14, 2_718_758),
            ("v25", "", 260, 15, 5_032_171),
        ],
    )
    def test_winning_coalitions(self, regime, without, votes, members, winning):
        holders = weights(regime, without=without)
        found = coalitions(holders, Needs(weight=votes, members=members))
        assert (found.winning, found.of) == (winning, 2 ** len(holders))
        assert sum(one.shapley for one in found.powers) == sum(one.banzhaf for one in found.powers) == 1

    def test_four_large_members_block_at_nice_and_three_with_a_small_one_do_not_suffice(self):
        found = coalitions(weights("v25", without="HR"), Needs(weight=255, members=14)).blocking
        assert sorted(found.members) == ["DE", "FR", "IT", "UK"]
        assert (found.by, found.ways) == ("weight", 315)

    def test_four_members_block_by_population_and_three_never_do(self):
        """Four is written in the rule: three would hold more than 35 % of the population."""
        with (DATA / "population.csv").open(encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["period"].startswith("2023")]
        holders = [Holder(row["country"], 1, int(row["population"])) for row in rows]
        people = sum(one.population for one in holders)
        needs = Needs(members=15, population=-(-people * 65 // 100), to_block=4)
        found = coalitions(holders, needs)
        assert (len(holders), found.winning, found.of) == (27, 17_785_431, 134_217_728)
        assert found.blocking == Blocking(("DE", "FR", "IT", "ES"), "population", 532)
        assert sum(one.shapley for one in found.powers) == 1


class TestTheSecurityCouncil:
    """UN Charter art. 27(3): nine of fifteen, none of the five permanent members against."""

    SEATS = tuple(
        Seat(f"{'P' if n < 5 else 'E'}{n}", traits=frozenset({"permanent"} if n < 5 else ())) for n in range(15)
    )

    def test_power_of_permanent_and_elected_members(self):
        found = coalitions(*needs_of(rule("un-sc", "substance"), self.SEATS))
        assert found.winning == 848
        assert {one.shapley for one in found.powers[:5]} == {Fraction(421, 2145)}
        assert {one.shapley for one in found.powers[5:]} == {Fraction(4, 2145)}
        assert {one.pivotal for one in found.powers[:5]} == {848}
        assert {one.pivotal for one in found.powers[5:]} == {84}
        assert found.powers[0].of == 2**14

    def test_one_permanent_member_stops_a_question_and_any_of_five_can(self):
        found = coalitions(*needs_of(rule("un-sc", "substance"), self.SEATS))
        assert found.blocking == Blocking(("P0",), "must", 5)

    def test_seven_stop_a_question_of_procedure(self):
        found = coalitions(*needs_of(rule("un-sc", "procedure"), self.SEATS))
        assert (len(found.blocking.members), found.blocking.by, found.blocking.ways) == (7, "members", 6_435)


class TestWhatARuleAsks:
    @pytest.mark.parametrize(
        ("values", "needs"),
        [
            ({"base": "members", "threshold": "2/3"}, Needs(members=4)),
            ({"base": "entitled members", "threshold": "2/3"}, Needs(members=4)),
            ({"base": "present and voting", "threshold": "majority"}, Needs(members=3)),
            ({"base": "total weight", "threshold": "85/100"}, Needs(weight=13)),
            ({"base": "members", "threshold": "85/100", "weighted": True}, Needs(weight=14)),
            (
                {"threshold": "majority", "extra": [{"population": [65, 100]}, {"blocking_minority_min_members": 2}]},
                Needs(members=3, population=65, to_block=2),
            ),
            (
                {
                    "threshold": "majority",
                    "extra": [
                        {"population": [65, 100]},
                        {
                            "blocking_minority": {
                                "population": {"num": 35, "den": 100, "strict": True},
                                "more_members": 1,
                            }
                        },
                        {"blocking_minority_min_members": 2},
                    ],
                },
                Needs(members=3, population=65, to_block=3),
            ),
            (
                {"threshold": "majority", "extra": [{"population": [65, 100], "when": "asked for"}]},
                Needs(members=3),
            ),
            (
                {"threshold": "majority", "base": "participating members", "extra": [{"members": "all"}]},
                Needs(members=5),
            ),
            ({"threshold": "majority", "base": "members", "extra": [{"members": "all"}]}, Needs(members=6)),
            ({"threshold": "majority", "extra": [{"weight": "2/3"}]}, Needs(members=3, weight=10)),
            ({"base": "total weight", "threshold": "majority", "extra": [{"members": "2/3"}]}, Needs(8, 4)),
            ({"threshold": 2, "extra": [{"members": "2/3"}]}, Needs(members=4)),
        ],
    )
    def test_every_base(self, values, needs):
        """Five may vote with weights 1 to 5 and twenty people each; a sixth, of weight 1, may not."""
        seats = [Seat(f"M{n}", weight=n, population=20) for n in range(1, 6)]
        seats.append(Seat("suspended", entitled=False, participating=False))
        holders, found = needs_of(own_rule(**values), seats)
        assert found == needs
        assert holders == tuple(Holder(f"M{n}", n, 20) for n in range(1, 6))

    def test_a_condition_of_an_occasion_is_asked_when_it_is_on_the_record(self):
        rule = own_rule(threshold="majority", extra=[{"population": [65, 100], "when": "asked for"}])
        seats = [Seat("A", population=60), Seat("B", population=40)]
        assert needs_of(rule, seats, criteria=["asked for"])[1] == Needs(members=2, population=65)

    def test_a_member_concerned_is_left_out(self):
        seats = [Seat("A"), Seat("B"), Seat("C", traits=frozenset({"concerned"}))]
        holders, found = needs_of(own_rule(base="members", threshold="all", excluded=["concerned"]), seats)
        assert ([one.member for one in holders], found) == (["A", "B"], Needs(members=2))

    def test_what_the_seats_chose_changes_nothing(self):
        seats = [Seat("A", represented=False), Seat("B"), Seat("C")]
        assert needs_of(own_rule(base="members present", threshold="all"), seats)[1] == Needs(members=3)

    @pytest.mark.parametrize("method", ["consensus", "silence"])
    def test_consensus_and_silence_count_nothing(self, method):
        with pytest.raises(Refused) as no:
            needs_of(own_rule(method=method), [Seat("A")])
        assert no.value.code == "coalitions.not_counted"


class TestWhatIsRefused:
    def test_members_that_cannot_carry_anything(self):
        with pytest.raises(Refused) as no:
            coalitions([Holder("A"), Holder("B")], Needs(weight=3))
        assert no.value.code == "coalitions.nothing_to_count"

    def test_a_rule_that_asks_for_nothing(self):
        with pytest.raises(Refused) as no:
            smallest_blocking([Holder("A")], Needs())
        assert no.value.code == "coalitions.nothing_to_count"

    @pytest.mark.parametrize(
        ("count", "needs", "weight"),
        [
            (31, Needs(members=16, population=20), 1),
            (5, Needs(weight=3, population=3), 1),
            (150, Needs(weight=2_000_000), 1_000_003),
        ],
    )
    def test_figures_that_are_too_long_to_count(self, count, needs, weight):
        holders = [Holder(str(n), weight if n % 2 else 1_000, 1) for n in range(count)]
        assert smallest_blocking(holders, needs).members
        with pytest.raises(Refused) as no:
            coalitions(holders, needs)
        assert no.value.code == "coalitions.too_many"


def test_thirty_members_are_still_counted_by_halves():
    holders = [Holder(str(n), 1, 1) for n in range(30)]
    by_people = coalitions(holders, Needs(population=16))
    by_heads = coalitions(holders, Needs(members=16))
    assert by_people.powers == by_heads.powers


HOLDERS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 4).map(lambda n: n == 0)), min_size=1, max_size=7
).map(lambda rows: tuple(Holder(str(at), *row) for at, row in enumerate(rows)))
WANTED = st.one_of(
    st.tuples(st.integers(0, 30), st.integers(0, 7), st.just(0), st.just(0)),
    st.tuples(st.just(0), st.integers(0, 7), st.integers(1, 30), st.integers(0, 4)),
).map(lambda parts: Needs(*parts))


@settings(max_examples=300)
@given(HOLDERS, WANTED)
def test_every_fact_is_that_of_plain_enumeration(holders, needs):
    everybody = carries(holders, holders, needs)
    nothing_asked = carries((), holders, needs)
    if not everybody or nothing_asked:
        with pytest.raises(Refused) as no:
            coalitions(holders, needs)
        assert no.value.code == "coalitions.nothing_to_count"
        return
    found = coalitions(holders, needs)
    every = groups(holders)
    wins = {group for group in every if carries(group, holders, needs)}
    assert found.winning == len(wins)
    decisive = {
        one: sum(one in group and tuple(o for o in group if o is not one) not in wins for group in wins)
        for one in holders
    }
    assert [one.pivotal for one in found.powers] == list(decisive.values())
    assert [one.banzhaf for one in found.powers] == [
        Fraction(count, sum(decisive.values())) for count in decisive.values()
    ]
    stopping = [
        {one.member for one in group}
        for group in every
        if tuple(one for one in holders if one not in group) not in wins
    ]
    fewest = min(map(len, stopping))
    assert len(found.blocking.members) == fewest
    assert set(found.blocking.members) in stopping
    assert found.blocking.ways == sum(len(group) == fewest for group in stopping)
    assert smallest_blocking(holders, needs).members == found.blocking.members


@settings(max_examples=60)
@given(HOLDERS.filter(lambda rows: len(rows) <= 5), WANTED)
def test_the_shapley_index_is_that_of_all_orders(holders, needs):
    if not carries(holders, holders, needs) or carries((), holders, needs):
        return
    orders = list(permutations(holders))
    first = dict.fromkeys(holders, 0)
    for order in orders:
        for at, one in enumerate(order):
            joined = tuple(o for o in holders if o in order[: at + 1])
            if carries(joined, holders, needs):
                first[one] += 1
                break
    found = coalitions(holders, needs)
    assert [one.shapley for one in found.powers] == [Fraction(count, len(orders)) for count in first.values()]
