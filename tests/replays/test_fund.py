"""Shares of a fund's votes: who alone can stop what needs 85 per cent of the total."""

from datetime import date
from decimal import Decimal

import pytest

from plenary.interfaces.cli.replay import ruleset_of
from plenary.procedure.tally import Choice, Roll, Seat
from plenary.procedure.verdict import IN_ORDER, Outcome
from plenary.procedure.voting import verdict
from tests.replays.records import Figures, records

#: The United States: the one member that the Fund itself names as able to stop such a decision alone.
ALONE = {"United States"}


def shares():
    """Hundredths of a per cent by member: whole numbers, as the rules count. The source gives "1.3" for 1.30."""
    return {
        row["member"]: int(Decimal(row["vote_share_percent"]).scaleb(2)) for row in records("imf/vote_shares_2016.csv")
    }


def rule(subject):
    """A rule of the Governors: a share of the total voting power, whoever votes, or of the votes cast."""
    return ruleset_of("imf").rule_for(subject, on=date(2016, 6, 30), body="GOVERNORS")


def carried_against(opponents, subject):
    """Whether what all others vote for is carried."""
    weights = shares()
    seats = [Seat(name, Choice.NO if name in opponents else Choice.YES, weight=weights[name]) for name in weights]
    return verdict(Roll.of(seats), rule(subject), standing=IN_ORDER).adopted


def figures():
    """For each member: does what needs 85 per cent of the total pass against it alone? Stub: always."""
    weights = shares()
    right = sum(carried_against({name}, "change of quotas") is (name not in ALONE) for name in weights)
    return Figures(len(weights), 0, right, len(weights) - len(ALONE))


def test_members_and_sum():
    """Rounded by member, so the sum is not quite a hundred."""
    weights = shares()
    assert (len(weights), sum(weights.values())) == (190, 9991)


@pytest.mark.parametrize(("subject", "hundredths"), [("suspension of voting rights", 70), ("change of quotas", 85)])
def test_members_leaving_one_by_one(subject, hundredths):
    """From the greatest down, the decision falls exactly where those left hold less than the share of the total."""
    weights = shares()
    total, left, gone = sum(weights.values()), sum(weights.values()), set()
    for name in sorted(weights, key=weights.get, reverse=True)[:25]:
        gone.add(name)
        left -= weights[name]
        assert carried_against(gone, subject) is (left * 100 >= hundredths * total)


def test_quorum_by_votes():
    """A majority of the Governors with two thirds of the votes: the greatest hold them, the smallest do not."""
    weights = shares()
    by_weight = sorted(weights, key=weights.get, reverse=True)

    def outcome(there):
        seats = [
            Seat(name, Choice.YES if name in there else None, weight=weight, represented=name in there)
            for name, weight in weights.items()
        ]
        return verdict(Roll.of(seats), rule("substance"), standing=IN_ORDER).outcome

    half = len(weights) // 2 + 1
    assert outcome(set(by_weight[:half])) is Outcome.ADOPTED
    assert outcome(set(by_weight[-half:])) is Outcome.NO_QUORUM
    assert outcome(set(by_weight[: half - 1])) is Outcome.NO_QUORUM
