"""The two doors to a roll, who acts for whom, and contradictions in what was counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.attribute import Attribute
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.tally import Choice, Membership, Roll, Seat, Tally, compare
from plenary.procedure.value import changed
from plenary.procedure.verdict import IN_ORDER, Outcome
from plenary.procedure.voting import verdict
from tests.procedure.rules import names, own_rule

FIVE = Membership(("A", "B", "C", "D", "E"))
YES, NO, ABSTAIN, ABSENT = Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.ABSENT


def refusal(call) -> Refused:
    with pytest.raises(Refused) as no:
        call()
    return no.value


DID = st.sampled_from([YES, NO, ABSTAIN, Choice.BLANK, Choice.INVALID, ABSENT, Choice.NOT_PARTICIPATING])
MEMBERS = st.lists(
    st.tuples(DID, st.integers(0, 3), st.integers(0, 9), st.booleans(), st.booleans(), st.booleans()),
    min_size=1,
    max_size=15,
)
RULES = st.sampled_from(
    [
        own_rule(quorum_decide="majority members"),
        own_rule(base="members", threshold="2/3", weighted=True, tie="n/a"),
        own_rule(base="total weight", extra=[{"veto": "permanent"}, {"population": "1/2"}], tie="n/a"),
        own_rule(base="entitled members", excluded=["permanent"]),
        own_rule(quorum_decide={"num": 1, "den": 3, "of": "members", "weight": "1/2"}, extra=[{"weight": "1/2"}]),
    ]
)


class TestTwoDoors:
    """Seats one at a time, or a membership and the members by what they did: the same roll, the same verdict."""

    @given(MEMBERS, RULES)
    def test_the_same_roll_and_verdict(self, kept, rule):
        kept = [(did if vote else Choice.ABSENT, *more, vote) for did, *more, vote in kept]
        codes = names(len(kept))
        seats = Roll.of(
            Seat(
                code,
                did,
                weight=weight,
                population=people,
                entitled=vote,
                represented=did is not ABSENT,
                participating=part,
                traits=frozenset({"permanent"} if permanent else ()),
            )
            for code, (did, weight, people, permanent, part, vote) in zip(codes, kept, strict=True)
        )
        lines = list(zip(codes, kept, strict=True))
        body = Membership(
            tuple(codes),
            {code: line[1] for code, line in lines},
            {code: line[2] for code, line in lines},
            {"permanent": frozenset(code for code, line in lines if line[3])},
            frozenset(code for code, line in lines if not line[5]),
            frozenset(code for code, line in lines if not line[4]),
        )
        called = Roll.called(
            body, {did: [code for code, line in lines if line[0] is did] for did in {line[0] for _, line in lines}}
        )
        assert called == seats
        assert Roll.of(called.seats) == seats
        assert verdict(called, rule, standing=IN_ORDER) == verdict(seats, rule, standing=IN_ORDER)

    def test_whoever_is_not_named_is_absent_or_silent(self):
        absent = Roll.called(FIVE, {YES: ["A", "B"], NO: ["C"]})
        assert (absent.away, absent.tally()) == (frozenset("DE"), Tally(5, yes=2, no=1, present=3))
        silent = Roll.called(FIVE, {YES: ["A", "B"], ABSENT: ["C"]}, others=Choice.NOT_PARTICIPATING)
        assert (silent.away, silent.tally()) == (frozenset("C"), Tally(5, yes=2, silent=2, present=4))

    def test_groups(self):
        body = changed(FIVE, not_entitled=frozenset("E"))
        roll = Roll.called(body, {YES: "A", Choice.OBJECTS: "B", ABSENT: "C"}, others=Choice.NOT_PARTICIPATING)
        asked = (YES, NO, ABSENT, Choice.NOT_ENTITLED, Choice.NOT_PARTICIPATING, Choice.OBJECTS)
        assert [sorted(roll.group(one)) for one in asked] == [["A"], [], ["C"], ["E"], ["B", "D"], ["B"]]
        assert roll.having(YES, ABSENT) == ("A", "C")
        assert (roll.choice_of("A"), roll.choice_of("D")) == (YES, None)

    def test_not_entitled_may_be_said_of_one_vote_only(self):
        roll = Roll.called(FIVE, {YES: ["A"], Choice.NOT_ENTITLED: ["B"]}, others=Choice.NOT_PARTICIPATING)
        assert (roll.membership.not_entitled, FIVE.not_entitled) == (frozenset("B"), frozenset())
        assert roll.tally() == Tally(5, yes=1, silent=3, entitled=4, present=5)

    def test_without_some(self):
        body = Membership(("A", "B", "C"), {"A": 5}, {"B": 7}, {"concerned": frozenset("A")}, blocs={})
        roll = Roll.called(body, {YES: ["A"], NO: ["B"], ABSENT: ["C"]})
        assert roll.without(["concerned"]) == Roll.called(
            Membership(("B", "C"), {}, {"B": 7}), {NO: ["B"], ABSENT: ["C"]}
        )
        assert roll.without(["other"]) is roll


class TestMembership:
    def test_what_a_ruleset_says_that_members_bear(self):
        borne = {
            name: Attribute(name, values, Citation("T"))
            for name, values in {
                "weight": (("A", 3), ("Z", 9)),
                "population": (("B", 40),),
                "permanent": (("A", 1), ("Z", 1)),
            }.items()
        }
        body = Membership.bearing(["A", "B"], borne, not_entitled=["B"])
        assert body == Membership(("A", "B"), {"A": 3, "B": 1}, {"A": 0, "B": 40}, {"permanent": {"A"}}, {"B"})
        assert (body.weight_of("AB"), body.population_of("AB"), body.borne_by("A")) == (4, 40, frozenset({"permanent"}))
        assert (FIVE.weight_of("ABC"), FIVE.population_of("ABC")) == (3, 0)

    def test_what_all_bear_alike_is_not_said(self):
        assert Membership(("A", "B"), {"A": 1, "B": 1}, {"A": 0}, {"t": ()}) == Membership(("A", "B"))

    @pytest.mark.parametrize(
        ("change", "code", "facts"),
        [
            ({"members": ("A", "B", "A")}, "tally.member_twice", {"members": ["A"]}),
            ({"weights": {"Z": 1}}, "tally.not_a_member", {"members": ["Z"]}),
            ({"weights": {"A": -1}}, "tally.not_a_count", {"values": ["weights"]}),
            ({"populations": {"A": True}}, "tally.not_a_count", {"values": ["populations"]}),
            ({"traits": {"t": frozenset("Z")}}, "tally.not_a_member", {"members": ["Z"]}),
            ({"not_entitled": frozenset("Z")}, "tally.not_a_member", {"members": ["Z"]}),
            ({"apart": frozenset("Z")}, "tally.not_a_member", {"members": ["Z"]}),
            ({"blocs": {"A": ("Y", "Z")}}, "tally.not_a_member", {"members": ["Y", "Z"]}),
        ],
    )
    def test_refused(self, change, code, facts):
        no = refusal(lambda: changed(FIVE, **change))
        assert (no.code, no.facts) == (code, facts)


class TestContradictions:
    """A count that contradicts itself is no lost vote."""

    BARRED = changed(FIVE, not_entitled=frozenset("AB"))

    @pytest.mark.parametrize(
        ("call", "code", "facts"),
        [
            (lambda: Roll.called(FIVE, {YES: ["A", "A"]}), "tally.member_twice", {"members": ["A"]}),
            (lambda: Roll.called(FIVE, {YES: ["A"], NO: ["A"]}), "tally.member_twice", {"members": ["A"]}),
            (lambda: Roll.called(FIVE, {YES: ["A"], ABSENT: ["A"]}), "tally.member_twice", {"members": ["A"]}),
            (lambda: Roll.called(FIVE, {YES: ["Z", "A"]}), "tally.not_a_member", {"members": ["Z"]}),
            (lambda: Roll.called(FIVE, {Choice.OBJECTS: ["Z"]}), "tally.not_a_member", {"members": ["Z"]}),
            (
                lambda: Roll.called(TestContradictions.BARRED, {NO: ["B", "A", "C"]}),
                "tally.not_entitled_seat_acted",
                {"member": "A", "choice": "no"},
            ),
            (
                lambda: Roll.called(FIVE, {Choice.BROKEN_BY: ["A"]}),
                "tally.not_of_a_roll",
                {"choices": ["broken by"]},
            ),
            (
                lambda: Roll.of([Seat("A", Choice.EXTENSION_ASKED)]),
                "tally.not_of_a_roll",
                {"choices": ["extension asked"]},
            ),
            (
                lambda: Roll(FIVE, {YES: frozenset("BA")}, frozenset("AC")),
                "tally.absent_seat_acted",
                {"member": "A", "choice": "yes"},
            ),
            (lambda: Roll(FIVE, {}, frozenset("Z")), "tally.not_a_member", {"members": ["Z"]}),
            (
                lambda: Roll(FIVE, {YES: frozenset("A"), NO: frozenset("A")}),
                "tally.member_twice",
                {"members": ["A"]},
            ),
        ],
    )
    def test_refused(self, call, code, facts):
        no = refusal(call)
        assert (no.code, no.facts) == (code, facts)

    @pytest.mark.parametrize(
        ("seat", "code", "facts"),
        [
            ({"weight": -1}, "tally.not_a_count", {"values": ["weight", "population"]}),
            ({"population": -1}, "tally.not_a_count", {"values": ["weight", "population"]}),
            (
                {"choice": YES, "represented": False},
                "tally.absent_seat_acted",
                {"member": "A", "choice": "yes"},
            ),
            (
                {"choice": Choice.OBJECTS, "entitled": False},
                "tally.not_entitled_seat_acted",
                {"member": "A", "choice": "objects"},
            ),
        ],
    )
    def test_a_seat_that_contradicts_itself(self, seat, code, facts):
        no = refusal(lambda: Seat("A", **seat))
        assert (no.code, no.facts) == (code, facts)

    def test_a_seat_says_by_its_choice_that_it_is_away_or_has_no_vote(self):
        assert (Seat("A", ABSENT).represented, Seat("A", Choice.NOT_ENTITLED).entitled) == (False, False)

    def test_any_iterable_of_names_does(self):
        assert Roll.called(FIVE, {YES: (one for one in "AB"), NO: {"C"}}).tally().yes == 2

    def test_figures_that_are_not_the_sum_of_the_names(self):
        roll = Roll.called(FIVE, {YES: ["A", "B"], NO: ["C"]})
        compare(roll, {"yes": 2, "no": 1, "present": 3})
        no = refusal(lambda: compare(roll, {"yes": 3, "no": 1, "abstain": 2}, cite=Citation("GA", "rule 87")))
        assert (no.code, str(no.cite), no.facts) == (
            "tally.differs_from_names",
            "GA rule 87",
            {
                "differences": {"yes": {"stated": 3, "by_name": 2}, "abstain": {"stated": 2, "by_name": 0}},
                "figures": ["yes 3 / 2", "abstain 2 / 0"],
            },
        )
        assert refusal(lambda: compare(roll, {"maybe": 1})).facts == {"values": ["maybe"]}

    def test_figures_in_votes(self):
        weighed = Roll.called(Membership(("A", "B"), {"A": 10}), {YES: ["A"]})
        compare(weighed, {"yes": 10, "members": 11}, weighted=True)
        assert refusal(lambda: compare(weighed, {"yes": 10})).code == "tally.differs_from_names"


class TestCarried:
    """A member may be represented by another; it then counts as present (TFEU art. 239)."""

    ONE = own_rule(proxies=1, quorum_decide="4 members", cites={"proxies": "TFEU art. 239"})

    def test_a_carried_member_is_represented(self):
        roll = Roll.called(FIVE, {YES: ["A", "B"], NO: ["C"]}, carried={"B": "A", "D": "C"})
        assert (roll.away, roll.tally()) == (frozenset("E"), Tally(5, yes=2, no=1, silent=1, present=4))
        answer = verdict(roll, self.ONE, standing=IN_ORDER)
        assert answer.outcome is Outcome.ADOPTED
        step = next(step for step in answer.steps if step.code == "entitled.carried")
        assert (str(step.cite), step.facts) == (
            "TFEU art. 239",
            {
                "count": 2,
                "members": ["B", "D"],
                "carried": [{"member": "B", "carried_by": "A"}, {"member": "D", "carried_by": "C"}],
            },
        )
        assert Roll.of(roll.seats) == roll

    def test_nobody_acts_for_more_than_the_rule_allows(self):
        roll = Roll.called(FIVE, {YES: ["A", "B", "C", "D"]}, carried={"B": "A", "D": "A"})
        no = refusal(lambda: verdict(roll, self.ONE, standing=IN_ORDER))
        assert (no.code, str(no.cite), no.facts) == (
            "tally.too_many_carried",
            "TFEU art. 239",
            {"member": "A", "count": 2, "most": 1},
        )

    def test_nor_where_the_rule_says_nothing_of_it(self):
        roll = Roll.called(FIVE, {YES: ["A", "B"]}, carried={"B": "A"})
        assert refusal(lambda: verdict(roll, own_rule(), standing=IN_ORDER)).facts["most"] == 0

    @pytest.mark.parametrize(
        ("carried", "code", "facts"),
        [
            ({"B": "E"}, "tally.carrier_absent", {"member": "B", "carrier": "E"}),
            ({"B": "A", "A": "C"}, "tally.carrier_absent", {"member": "B", "carrier": "A"}),
            ({"B": "B"}, "tally.carrier_absent", {"member": "B", "carrier": "B"}),
            ({"E": "A"}, "tally.carried_and_absent", {"members": ["E"]}),
            ({"B": "Z"}, "tally.not_a_member", {"members": ["Z"]}),
        ],
    )
    def test_refused(self, carried, code, facts):
        no = refusal(
            lambda: Roll.called(
                FIVE, {YES: ["A", "B"], ABSENT: ["E"]}, others=Choice.NOT_PARTICIPATING, carried=carried
            )
        )
        assert (no.code, no.facts) == (code, facts)

    def test_a_seat_that_is_carried_is_not_in_the_room_itself(self):
        seat = Seat("B", YES, carried_by="A")
        assert (seat.represented, seat.choice) == (False, YES)

    def test_who_is_left_out_takes_no_other_with_it(self):
        body = changed(FIVE, traits={"concerned": frozenset("A")})
        roll = Roll.called(body, {YES: ["A", "B"], NO: ["C"]}, carried={"B": "A"})
        rest = roll.without(["concerned"])
        assert (rest.carried, rest.tally()) == ({}, Tally(4, yes=1, no=1, present=2))

    UNANIMITY = own_rule(base="members", threshold="all", abstain="left out", tie="n/a", proxies=1)

    @pytest.mark.parametrize(("carried", "outcome"), [({"E": "A"}, Outcome.ADOPTED), ({}, Outcome.NOT_ADOPTED)])
    def test_an_abstention_by_one_represented_does_not_prevent_unanimity(self, carried, outcome):
        did = {YES: ["A", "B", "C", "D"], ABSTAIN: ["E"]} if carried else {YES: ["A", "B", "C", "D"]}
        roll = Roll.called(FIVE, did, carried=carried)
        assert verdict(roll, self.UNANIMITY, standing=IN_ORDER).outcome is outcome


class TestBlocs:
    """One member may cast the votes of others, and none of its own (WTO IX:1)."""

    BODY = Membership(("U", "A", "B", "C", "D"), not_entitled=frozenset("B"), blocs={"U": ("A", "B", "C")})

    def test_it_votes_as_many_as_they_are(self):
        roll = Roll.called(self.BODY, {YES: ["U"], NO: ["D"]})
        assert (roll.having(YES), roll.away) == (("A", "C"), frozenset("B"))
        assert roll.tally() == Tally(5, yes=2, no=1, silent=1, entitled=4, present=4)

    def test_or_they_vote_themselves(self):
        assert Roll.called(self.BODY, {YES: ["A"], NO: ["C"]}).having(YES) == ("A",)

    def test_never_both(self):
        no = refusal(lambda: Roll.called(self.BODY, {YES: ["U", "D"], NO: ["C", "A"]}))
        assert (no.code, no.facts) == ("tally.bloc_and_member_voted", {"bloc": "U", "members": ["A", "C"]})

    def test_an_objection_is_its_own(self):
        assert Roll.called(self.BODY, {Choice.OBJECTS: ["U"]}).having(Choice.OBJECTS) == ("U",)
