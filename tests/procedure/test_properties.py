"""What holds for every rule that can be written, on every roll, and on what conditions.

The rules are made up: any base, any share, ties, abstentions and absences counted in any way, quorums and further
conditions. Ten thousand of each are tried in `make soak`.
"""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.apportionment import contributions, scale_from_capacity
from plenary.procedure.consensus import joint_verdict
from plenary.procedure.election_rule import ElectionRule, NextBallot
from plenary.procedure.elections import Ballot, count_ballot
from plenary.procedure.quorum import Purpose, call_quorum
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Condition, Rule
from plenary.procedure.share import MAJORITY, Share
from plenary.procedure.signing import alternat
from plenary.procedure.step import Step
from plenary.procedure.tally import Choice, Roll, Seat
from plenary.procedure.value import changed
from plenary.procedure.verdict import IN_ORDER, Outcome, Reason, Verdict
from plenary.procedure.voting import verdict
from tests.procedure.rules import names, own_rule

VOTING_ONLY = ("present and voting", "votes cast")
WIDER = (
    "members",
    "entitled members",
    "members present",
    "ballots deposited",
    "valid ballots",
    "total weight",
    "participating members",
)
COUNTED = ("not voting", "as no", "left out")
TIES = ("n/a", "not adopted", "second vote", "casting vote", "lots")

SHARES = st.one_of(
    st.sampled_from(["majority", "2/3", "3/4", "all", "more than 1/2", "more than 2/3", "55/100", 1, 3, 9]),
    st.builds(
        lambda num, den, strict, least: {"num": num, "den": den, "strict": strict and num < den, "min": least},
        st.integers(1, 100),
        st.integers(1, 100),
        st.booleans(),
        st.integers(0, 12),
    ).filter(lambda share: share["num"] <= share["den"] <= 2 * share["num"]),
)
PARTS = st.sampled_from(["1/10", "1/3", "majority", "2/3", "65/100", "all"])
QUORUMS = st.one_of(
    st.just("none"),
    st.builds("{} {}".format, PARTS, st.sampled_from(["members", "entitled members", "participating members"])),
    st.integers(1, 12),
    st.builds(lambda weight: {"num": 1, "den": 3, "of": "members", "weight": weight}, PARTS),
)
EXTRAS = st.lists(
    st.one_of(
        st.just({"veto": "permanent"}),
        st.builds(lambda part: {"population": part}, PARTS),
        st.builds(lambda part: {"members": part}, PARTS),
        st.builds(lambda part: {"weight": part}, PARTS),
        st.builds(lambda count: {"blocking_minority_min_members": count}, st.integers(1, 6)),
    ),
    max_size=3,
    unique_by=lambda one: next(iter(one)),
)
EXCLUDED = st.sampled_from(
    [{}, {"excluded": ["member concerned"]}, {"excluded": ["member concerned"], "criterion": "c"}]
)


def made(values: dict[str, object], excluded: dict[str, object]) -> Rule:
    return own_rule(**values, **excluded)


def rules(**fixed: st.SearchStrategy) -> st.SearchStrategy[Rule]:
    """Any rule that counts votes; `fixed` narrows single values."""
    parts = {
        "base": st.sampled_from(VOTING_ONLY + WIDER),
        "threshold": SHARES,
        "tie": st.sampled_from(TIES),
        "abstain": st.sampled_from(COUNTED),
        "absent": st.sampled_from(COUNTED),
        "quorum_decide": QUORUMS,
        "extra": EXTRAS,
        "weighted": st.booleans(),
        **fixed,
    }
    return st.builds(made, st.fixed_dictionaries(parts), EXCLUDED)


#: What a member can do: cast, be silent in the room, stay away, be barred.
ACTS = ("yes", "no", "abstain", "blank", "invalid", "silent", "absent", "barred")


def seat(name: str, act: str, weight: int, population: int, participating: bool, traits: frozenset[str]) -> Seat:
    return Seat(
        name,
        Choice(act) if act in set(Choice) - {Choice.ABSENT} else None,
        weight=weight,
        population=population,
        entitled=act != "barred",
        represented=act not in {"absent", "barred"},
        # Whoever casts a ballot takes part; the rules refuse the contrary.
        participating=participating or act in ACTS[:5],
        traits=traits,
    )


TRAITS = st.sampled_from([frozenset(), frozenset({"permanent"}), frozenset({"member concerned"})])
SEATS = st.lists(
    st.tuples(
        st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, 100), st.sampled_from([True, True, False]), TRAITS
    ),
    min_size=1,
    max_size=20,
)
ROLLS = SEATS.map(lambda kept: Roll.of(seat(name, *one) for name, one in zip(names(len(kept)), kept, strict=True)))
CRITERIA = st.sampled_from([(), ("c",)])
CASTING = st.sampled_from([None, Choice.YES, Choice.NO])

#: No outcome is better for the proposal than the next.
RANK = {
    Outcome.NO_QUORUM: 0,
    Outcome.NOT_ADOPTED: 0,
    Outcome.TIED: 1,
    Outcome.INCONCLUSIVE: 1,
    Outcome.ADOPTED: 2,
}


def with_yes(votes: Roll, place: int) -> Roll:
    """One seat votes in favour, and comes for it if it was away; all else stays."""
    after = changed(votes.seats[place], choice=Choice.YES, represented=True)
    return Roll.of((*votes.seats[:place], after, *votes.seats[place + 1 :]))


def better(votes: Roll, data: st.DataObject) -> Roll:
    """The same with a yes more, of any seat that may vote and takes part; itself where all of those voted yes.

    A seat that took no part and now does would change more than a vote: of whom a quorum or a share is taken.
    """
    may = [n for n, one in enumerate(votes.seats) if one.entitled and one.participating]
    able = [n for n in may if votes.seats[n].choice is not Choice.YES]
    return with_yes(votes, data.draw(st.sampled_from(able))) if able else votes


def no_worse(before: Verdict, after: Verdict) -> bool:
    """Further conditions are looked at only when the votes are there: a tie that is still to be broken says nothing of
    them, so a yes more can show that one of them fails. What was adopted met them, and meets them still."""
    if after.reason in {Reason.VETO, Reason.CONDITION}:
        return not before.adopted
    return RANK[before.outcome] <= RANK[after.outcome]


def figures(answer: Verdict) -> tuple[object, ...]:
    return answer.outcome, answer.counted, answer.required, answer.base


class TestAYesMore:
    """A seat that voted no, abstained, spoilt its paper, was silent or away, votes yes instead: all else equal."""

    @given(rules(), ROLLS, st.data(), CRITERIA)
    def test_what_had_the_votes_keeps_them(self, by, votes, data, criteria):
        """Universal. Who comes in raises the base by its vote at most, and no share is more than the whole."""
        more = better(votes, data)
        before, after = (verdict(one, by, standing=IN_ORDER, criteria=criteria) for one in (votes, more))
        if before.adopted:
            assert after.adopted
        if before.outcome is not Outcome.NO_QUORUM:
            assert after.outcome is not Outcome.NO_QUORUM

    @given(rules(), ROLLS, st.data(), CRITERIA, CASTING, st.sampled_from([1, 2]))
    def test_no_outcome_becomes_worse_where_the_base_stays(self, by, votes, data, criteria, casting, attempt):
        """Ties too, with what breaks them.

        Only where the seat was in the base already: one who comes into a room whose members present are the base can
        turn one to one of three, which the chair may break, into two of four, which is short of three.
        """
        more = better(votes, data)
        before, after = (
            verdict(one, by, standing=IN_ORDER, criteria=criteria, casting=casting, attempt=attempt)
            for one in (votes, more)
        )
        if before.base == after.base:
            assert no_worse(before, after)

    @given(rules(base=st.sampled_from(VOTING_ONLY)), ROLLS, st.data(), CASTING)
    def test_nor_where_only_votes_for_and_against_are_the_base(self, by, votes, data, casting):
        more = better(votes, data)
        before, after = (verdict(one, by, standing=IN_ORDER, casting=casting) for one in (votes, more))
        assert no_worse(before, after)

    def test_one_who_comes_in_can_undo_a_tie(self):
        """Why the base must stay: the case that the condition above leaves out."""
        by = own_rule(base="members present", threshold="majority", tie="casting vote")
        three = Roll.of(
            [Seat("A", Choice.YES), Seat("B", Choice.NO), Seat("C", Choice.ABSTAIN), Seat("D", Choice.ABSENT)]
        )
        before = verdict(three, by, standing=IN_ORDER, casting=Choice.YES)
        after = verdict(with_yes(three, 3), by, standing=IN_ORDER, casting=Choice.YES)
        assert (before.outcome, before.reason) == (Outcome.ADOPTED, Reason.CASTING_VOTE)
        assert (after.outcome, after.counted, after.required) == (Outcome.NOT_ADOPTED, 2, 3)


class TestOrderOfArrival:
    """Rolls are kept as ballots come in; nothing in an answer may tell."""

    @given(rules(), ROLLS, st.randoms(use_true_random=False), CRITERIA, CASTING)
    def test_a_verdict_with_all_its_steps(self, by, votes, random, criteria, casting):
        shuffled = list(votes.seats)
        random.shuffle(shuffled)
        one, other = (
            verdict(these, by, standing=IN_ORDER, criteria=criteria, casting=casting)
            for these in (votes, Roll.of(shuffled))
        )
        assert one == other

    @given(
        st.lists(st.sampled_from(["objects", "does not object", "silent", "absent"]), min_size=1, max_size=12),
        st.booleans(),
        st.randoms(use_true_random=False),
    )
    def test_a_consensus(self, acts, reverse, random):
        by = own_rule(method="consensus", reverse=reverse)
        kept = [seat(name, act, 1, 0, True, frozenset()) for name, act in zip(names(len(acts)), acts, strict=True)]
        shuffled = [*kept]
        random.shuffle(shuffled)
        one, other = (verdict(Roll.of(these), by, standing=IN_ORDER) for these in (kept, shuffled))
        assert one == other

    @given(st.lists(st.tuples(rules(), ROLLS), min_size=2, max_size=4), st.randoms(use_true_random=False))
    def test_the_outcome_of_several_bodies(self, bodies, random):
        verdicts = [(f"B{place}", verdict(votes, by, standing=IN_ORDER)) for place, (by, votes) in enumerate(bodies)]
        shuffled = [*verdicts]
        random.shuffle(shuffled)
        one, other = joint_verdict(dict(verdicts)), joint_verdict(dict(shuffled))
        assert (one.outcome, sorted(one.blocked_by)) == (other.outcome, sorted(other.blocked_by))
        assert one.adopted is all(answer.adopted for _, answer in verdicts)


class TestAbstentions:
    """What an abstention is worth is said by the rule."""

    @given(rules(abstain=st.just("as no")), ROLLS, CASTING)
    def test_counted_as_no_it_is_a_no(self, by, votes, casting):
        """All but a veto, which is a right of those who vote no."""
        by = changed(by, extra=tuple(one for one in by.extra if one.kind is not Condition.VETO))
        turned = Roll.of(changed(s, choice=Choice.NO) if s.choice is Choice.ABSTAIN else s for s in votes.seats)
        one, other = (verdict(these, by, standing=IN_ORDER, casting=casting) for these in (votes, turned))
        assert figures(one) == figures(other)

    @given(rules(abstain=st.just("not voting"), base=st.sampled_from(WIDER)), ROLLS)
    def test_in_the_base_it_weighs_as_a_no(self, by, votes):
        """Where the base holds abstentions anyway, they keep a text from being adopted exactly as a no does."""
        by = changed(by, extra=tuple(one for one in by.extra if one.kind is not Condition.VETO))
        turned = Roll.of(changed(s, choice=Choice.NO) if s.choice is Choice.ABSTAIN else s for s in votes.seats)
        one, other = (verdict(these, by, standing=IN_ORDER) for these in (votes, turned))
        assert (one.adopted, *figures(one)[1:]) == (other.adopted, *figures(other)[1:])

    @given(rules(abstain=st.just("not voting"), base=st.sampled_from(VOTING_ONLY)), ROLLS, CASTING)
    def test_not_voting_it_is_as_silence(self, by, votes, casting):
        turned = Roll.of(changed(s, choice=None) if s.choice is Choice.ABSTAIN else s for s in votes.seats)
        one, other = (verdict(these, by, standing=IN_ORDER, casting=casting) for these in (votes, turned))
        assert figures(one) == figures(other)


class TestKeptAndReadBack:
    """A verdict is kept with its rule; whoever reads both gets the same answer."""

    @given(rules(), ROLLS, CRITERIA, CASTING, st.sampled_from([1, 2]))
    def test_the_rule_read_back_gives_the_same_verdict(self, by, votes, criteria, casting, attempt):
        again = Rule.from_mapping(json.loads(json.dumps(by.as_mapping())))
        assert again == by
        one, other = (
            verdict(votes, rule, standing=IN_ORDER, criteria=criteria, casting=casting, attempt=attempt)
            for rule in (by, again)
        )
        assert one == other

    @given(rules(), ROLLS, CRITERIA)
    def test_every_step_is_read_back_from_what_is_kept(self, by, votes, criteria):
        kept = json.loads(json.dumps(verdict(votes, by, standing=IN_ORDER, criteria=criteria).as_mapping()))
        assert [Step.from_mapping(one).as_mapping() for one in kept["steps"]] == kept["steps"]
        assert kept["steps"][-1]["facts"] == {"outcome": kept["outcome"], "reason": kept["reason"]}

    @given(SHARES)
    def test_a_share(self, said):
        share = Share.read(said)
        assert Share.read({"num": share.num, "den": share.den, "strict": share.strict, "min": share.min}) == share


class TestQuorums:
    """One more in the room never loses the quorum."""

    @given(rules(), ROLLS, st.data())
    def test_one_more_in_the_room(self, by, votes, data):
        place = data.draw(st.integers(0, len(votes.seats) - 1))
        fuller = Roll.of(
            (*votes.seats[:place], changed(votes.seats[place], represented=True), *votes.seats[place + 1 :])
        )
        one, other = (call_quorum(these, by, purpose=Purpose.DECIDE) for these in (votes, fuller))
        assert one.met <= other.met
        assert one.required == other.required


ELECTIONS = st.builds(
    ElectionRule,
    body=st.just("B"),
    subject=st.just("s"),
    cite=st.just(own_rule().cite),
    majority=st.sampled_from([MAJORITY, Share(2, 3)]),
    next_ballot=st.sampled_from(list(NextBallot)),
    alternates_after=st.sampled_from([0, 3]),
    lots=st.booleans(),
)


@st.composite
def ballots(draw: st.DrawFn) -> Ballot:
    """A ballot that does not contradict itself: each paper bears at most as many names as there are places."""
    standing, places = draw(st.integers(2, 6)), draw(st.integers(1, 3))
    # The first is named oftener than the others, so that many ballots elect somebody.
    named = st.sampled_from([*names(1) * standing, *names(standing)])
    papers = draw(st.lists(st.sets(named, max_size=places), min_size=1, max_size=15))
    votes = {name: sum(name in paper for paper in papers) for name in names(standing)}
    return Ballot(draw(st.integers(1, 8)), places, len(papers), votes, members=len(papers))


class TestElections:
    """Ballots for one place or several."""

    @given(ELECTIONS, ballots(), st.randoms(use_true_random=False))
    def test_the_order_in_which_candidates_stand_changes_nothing(self, by, ballot, random):
        shuffled = list(ballot.votes.items())
        random.shuffle(shuffled)
        assert count_ballot(ballot, by) == count_ballot(changed(ballot, votes=dict(shuffled)), by)

    @given(ELECTIONS, ballots(), st.data())
    def test_a_vote_moved_to_the_elected_elects_it_still(self, by, ballot, data):
        for one in count_ballot(ballot, by).elected:
            givers = [name for name, votes in ballot.votes.items() if votes and name != one]
            if not givers or ballot.votes[one] == ballot.voting:
                continue
            giver = data.draw(st.sampled_from(givers))
            moved = {**ballot.votes, one: ballot.votes[one] + 1, giver: ballot.votes[giver] - 1}
            assert one in count_ballot(changed(ballot, votes=moved), by).elected

    @given(ELECTIONS, ballots())
    def test_every_place_is_filled_or_left_and_the_elected_have_the_majority(self, by, ballot):
        answer = count_ballot(ballot, by)
        assert len(answer.elected) + answer.places_left == ballot.places
        assert all(ballot.votes[name] >= answer.required for name in answer.elected)
        assert set(answer.elected).isdisjoint(answer.next_eligible)


class TestSums:
    """Nothing is lost and nothing is made."""

    @given(
        st.dictionaries(st.integers(0, 200).map(lambda n: f"M{n:03}"), st.integers(1, 10**9), min_size=1, max_size=60),
        st.integers(0, 10**11),
    )
    def test_a_budget_is_shared_to_the_last_cent(self, capacity, cents):
        scale = scale_from_capacity(capacity).scale
        budget = Decimal(cents).scaleb(-2)
        assert sum(dict(scale.shares).values()) == Decimal(100)
        assert sum(contributions(budget, scale).values()) == budget


class TestAlternat:
    """Every party is first in its own copy, and in no other."""

    @given(st.lists(st.text("ABCDE", min_size=1, max_size=3), unique=True, max_size=30), st.booleans())
    def test_each_is_first_once(self, parties, rotating):
        copies = alternat(parties, rotating=rotating).copies
        assert [keeper for keeper, _ in copies] == [order[0] for _, order in copies] == parties
        assert all(sorted(order) == sorted(parties) for _, order in copies)

    @given(st.lists(st.sampled_from("ABC"), min_size=2, max_size=6).filter(lambda some: len(set(some)) < len(some)))
    def test_a_party_named_twice_is_refused(self, parties):
        try:
            alternat(parties)
        except Refused as no:
            assert no.code == "signing.party_twice"
        else:
            raise AssertionError(parties)
