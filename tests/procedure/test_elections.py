"""Elections with one place and with several (B12), ballot by ballot and as a whole."""

import pytest

from plenary.procedure.citation import Citation
from plenary.procedure.election_rule import ElectionRule, NextBallot
from plenary.procedure.elections import (
    Ballot,
    Kind,
    Lot,
    Next,
    count_ballot,
    is_restricted,
    read_papers,
    run,
)
from plenary.procedure.refusal import Refused
from plenary.procedure.share import Base, Quorum, Share
from plenary.procedure.value import changed
from plenary.procedure.verdict import Outcome

CITES = tuple((name, Citation("GA", f"rule {name}")) for name in ("base", "majority", "next_ballot", "lots"))
TWO_THIRDS = ElectionRule("GA", "council", Citation("GA", "rule 94"), Share(2, 3), alternates_after=3, cites=CITES)
SIMPLE = ElectionRule("GA", "officer", Citation("GA", "rule 93"), lots=True, alternates_after=3, cites=CITES)
GAMES = ElectionRule("S", "host", Citation("Charter", "rule 33"), base=Base.VALID, next_ballot=NextBallot.ELIMINATION)
FIRST = Ballot(1, 3, 190, {"A": 150, "B": 130, "C": 124, "D": 110, "E": 30}, members=193, invalid=2, blank=1)


def refusal(call) -> Refused:
    with pytest.raises(Refused) as no:
        call()
    return no.value


class TestSeveralPlaces:
    def test_1_all_who_reach_two_thirds_are_elected(self):
        result = count_ballot(FIRST, TWO_THIRDS)
        assert (result.elected, result.base, result.required) == (("A", "B"), 187, 125)
        assert (result.outcome, result.places_left) == (Outcome.INCONCLUSIVE, 1)
        assert (result.deciding.code, str(result.deciding.cite)) == ("elections.elected", "GA rule 94")
        assert result.deciding.facts == {"members": ["A", "B"], "places_left": 1}
        assert result.steps[0].facts == {
            "number": 1,
            "papers": 190,
            "invalid": 2,
            "blank": 1,
            "base": 187,
            "base_name": "present and voting",
            "required": 125,
            "share": "2/3",
            "votes": {"A": 150, "B": 130, "C": 124, "D": 110, "E": 30},
        }
        assert str(result.steps[0].cite) == "GA rule base"
        assert result.steps[-1].facts == {"outcome": "inconclusive", "reason": ""}

    def test_2_the_next_ballot_is_restricted_to_twice_the_places_left(self):
        result = count_ballot(FIRST, TWO_THIRDS)
        assert (result.next_kind, result.next_eligible, result.tied) == (Kind.RESTRICTED, ("C", "D"), ())
        step = result.steps[-2]
        assert (step.code, str(step.cite)) == ("elections.next_restricted", "GA rule next_ballot")
        assert step.facts == {"members": ["C", "D"], "places_left": 1}

    def test_how_many_names_stand_for_each_place_is_a_value(self):
        assert count_ballot(FIRST, changed(TWO_THIRDS, names_per_place=3)).next_eligible == ("C", "D", "E")

    @pytest.mark.parametrize(
        ("rule", "pattern"),
        [
            (TWO_THIRDS, "orrrooorrrooo"),
            (changed(TWO_THIRDS, alternates_after=0), "orrrrrrrrrrrr"),
            (changed(TWO_THIRDS, next_ballot=NextBallot.OPEN), "ooooooooooooo"),
            (GAMES, "ooooooooooooo"),
        ],
    )
    def test_restricted_and_open_ballots_alternate(self, rule, pattern):
        assert "".join("r" if is_restricted(n, rule) else "o" for n in range(1, 14)) == pattern

    def test_after_the_third_restricted_ballot_everyone_may_stand_again(self):
        fourth = Ballot(4, 1, 100, {"A": 60, "B": 40}, 193, eligible=frozenset("AB"), kind=Kind.RESTRICTED)
        result = count_ballot(fourth, TWO_THIRDS)
        assert (result.next_kind, result.next_eligible) == (Kind.OPEN, ())
        assert result.deciding.code == "elections.next_open"
        assert result.deciding.facts == {"members": [], "places_left": 1}

    def test_more_winners_than_places_the_highest_take_them(self):
        many = Ballot(1, 2, 100, {"A": 70, "B": 66, "C": 60}, members=193)
        result = count_ballot(many, SIMPLE)
        assert (result.outcome, result.elected, result.next_kind) == (Outcome.ADOPTED, ("A", "B"), None)
        assert result.steps[-1].facts == {"outcome": "adopted", "reason": ""}

    def test_a_tie_at_the_cut_goes_to_a_special_ballot(self):
        many = Ballot(1, 2, 100, {"A": 70, "B": 60, "C": 60}, members=193)
        result = count_ballot(many, SIMPLE)
        assert (result.elected, result.tied, result.next_eligible) == (("A",), ("B", "C"), ("B", "C"))
        assert (result.next_kind, result.by_lot, result.deciding.code) == (
            Kind.SPECIAL,
            False,
            "elections.special_ballot",
        )
        assert result.deciding.facts == {"members": ["B", "C"], "places_left": 1}
        assert result.steps[-1].facts == {"outcome": "inconclusive", "reason": "tie"}

    def test_a_tie_of_those_above_who_alone_pass(self):
        many = Ballot(1, 1, 100, {"A": 60, "B": 60}, members=193, kind=Kind.OPEN)
        assert refusal(lambda: count_ballot(many, SIMPLE)).code == "elections.more_crosses_than_places"


class TestOnePlace:
    def test_3_nobody_has_the_majority_so_the_two_leaders_stand_again(self):
        result = count_ballot(Ballot(1, 1, 187, {"A": 90, "B": 60, "C": 37}, members=193), SIMPLE)
        assert (result.outcome, result.required) == (Outcome.INCONCLUSIVE, 94)
        assert result.next_eligible == ("A", "B")
        assert result.deciding.code == "elections.next_restricted"

    def test_4_an_equal_run_off_is_settled_by_lot(self):
        run_off = Ballot(2, 1, 186, {"A": 93, "B": 93}, 193, eligible=frozenset("AB"), kind=Kind.RESTRICTED)
        result = count_ballot(run_off, SIMPLE)
        assert (result.by_lot, result.tied, result.elected, result.next_kind) == (True, ("A", "B"), (), Kind.LOT)
        assert (result.deciding.code, str(result.deciding.cite)) == ("elections.lots", "GA rule lots")
        assert result.steps[-1].facts == {"outcome": "inconclusive", "reason": "lot"}

    def test_4_an_equal_open_ballot_is_not(self):
        assert not count_ballot(Ballot(1, 1, 186, {"A": 93, "B": 93}, 193), SIMPLE).by_lot

    def test_4_nor_where_the_rule_draws_no_lots(self):
        run_off = Ballot(2, 1, 186, {"A": 93, "B": 93}, 193, eligible=frozenset("AB"), kind=Kind.RESTRICTED)
        result = count_ballot(run_off, changed(SIMPLE, lots=False))
        assert (result.by_lot, result.next_kind, result.next_eligible) == (False, Kind.RESTRICTED, ("A", "B"))

    @pytest.mark.parametrize(("base", "required", "elected"), [(Base.DEPOSITED, 87, ()), (Base.VALID, 86, ("X",))])
    def test_5_whether_depositing_a_paper_is_voting_is_a_value(self, base, required, elected):
        rule = changed(SIMPLE, base=base)
        result = count_ballot(Ballot(1, 1, 172, {"X": 86, "Y": 85}, members=193, invalid=1), rule)
        assert (result.required, result.elected) == (required, elected)

    @pytest.mark.parametrize(
        ("base", "counted", "required"),
        [(Base.PRESENT_AND_VOTING, 90, 46), (Base.VALID, 95, 48), (Base.DEPOSITED, 100, 51)],
    )
    def test_a_paper_that_abstains_is_valid_and_does_not_vote(self, base, counted, required):
        ballot = Ballot(1, 1, 100, {"A": 90}, members=193, invalid=2, blank=3, abstain=5)
        result = count_ballot(ballot, changed(SIMPLE, base=base))
        assert (result.base, result.required) == (counted, required)


class TestTiesAmongTheLeaders:
    """A tie at the last name of a restricted ballot is never broken by the alphabet."""

    def test_those_tied_there_stay_out_when_enough_are_above(self):
        votes = {"A": 60, "B": 50, "C": 40, "D": 30, "E": 30}
        result = count_ballot(Ballot(1, 2, 150, votes, members=193), SIMPLE)
        assert (result.required, result.next_eligible) == (76, ("A", "B", "C"))

    def test_all_of_them_stay_in_when_nobody_is_above(self):
        result = count_ballot(Ballot(1, 1, 90, dict.fromkeys("ABC", 30), members=193), SIMPLE)
        assert result.next_eligible == ("A", "B", "C")

    def test_where_nobody_is_left_the_next_ballot_is_open(self):
        result = count_ballot(Ballot(1, 2, 90, {"A": 90}, members=193), SIMPLE)
        assert (result.elected, result.next_kind, result.next_eligible) == (("A",), Kind.OPEN, ())


class TestQuorum:
    RULE = changed(SIMPLE, quorum_decide=Quorum(Share(1, 2, strict=True)), cites=(("quorum_decide", Citation("Q")),))

    @pytest.mark.parametrize(("present", "outcome"), [(96, Outcome.NO_QUORUM), (97, Outcome.ADOPTED)])
    def test_a_ballot_without_a_quorum_elects_nobody(self, present, outcome):
        result = count_ballot(Ballot(1, 1, 90, {"A": 90}, members=193, present=present), self.RULE)
        assert result.outcome is outcome
        step = result.steps[0]
        assert (step.code, str(step.cite)) == ("quorum.met" if outcome is Outcome.ADOPTED else "quorum.short", "Q")
        assert step.facts == {
            "purpose": "decide",
            "represented": present,
            "base": 193,
            "base_name": "members",
            "required": 97,
            "share": "majority",
            "certain": True,
        }

    def test_the_papers_are_those_present_where_nothing_else_is_said(self):
        result = count_ballot(Ballot(1, 1, 96, {"A": 96}, members=193), self.RULE)
        assert (result.outcome, result.next_kind, result.deciding.facts["represented"]) == (
            Outcome.NO_QUORUM,
            Kind.OPEN,
            96,
        )

    def test_and_is_taken_again(self):
        empty = Ballot(1, 1, 96, {"A": 96}, members=193)
        so_far = run([empty], self.RULE, places=1)
        assert (so_far.outcome, so_far.due) == (Outcome.NO_QUORUM, Next(1, 1, of=1))
        assert run([empty, changed(empty, papers=100)], self.RULE, places=1).elected == ("A",)


class TestPapers:
    """A paper with more names than places is invalid, where the rule says so."""

    PAPERS = (["A", "B"], ["A"], [], ["A", "B", "C"], ["A", "A"], ["Z"])

    def test_read(self):
        ballot = read_papers(self.PAPERS, SIMPLE, places=2, members=10, eligible="ABC", kind=Kind.RESTRICTED, number=2)
        assert ballot == Ballot(
            2, 2, 6, {"A": 2, "B": 1}, 10, invalid=3, blank=1, eligible=frozenset("ABC"), kind=Kind.RESTRICTED
        )

    def test_elsewhere_the_first_names_count(self):
        ballot = read_papers(self.PAPERS, changed(SIMPLE, crosses_as_places=False), places=2, members=10)
        assert ballot == Ballot(1, 2, 6, {"A": 3, "B": 2, "Z": 1}, 10, invalid=1, blank=1)


class TestElimination:
    """The last leaves; those tied for last stand against each other first."""

    def test_the_last_leaves(self):
        result = count_ballot(Ballot(1, 1, 94, {"M": 28, "R": 26, "T": 22, "C": 18}, 94), GAMES)
        assert (result.eliminated, result.next_eligible, result.next_kind) == (
            ("C",),
            ("M", "R", "T"),
            Kind.RESTRICTED,
        )
        assert result.deciding.facts == {"members": ["C"], "votes": 18}

    def test_a_candidate_without_a_vote_is_last(self):
        result = count_ballot(Ballot(1, 1, 50, {"A": 25, "B": 25}, 94), GAMES, standing="ABC")
        assert (result.eliminated, result.deciding.facts) == (("C",), {"members": ["C"], "votes": 0})

    def test_a_tie_for_last_has_a_ballot_of_its_own(self):
        games = [
            Ballot(1, 1, 94, {"T": 42, "I": 26, "M": 26}, 94),
            Ballot(1, 1, 94, {"I": 49, "M": 45}, 94, eligible=frozenset("IM"), kind=Kind.TIE_FOR_LAST),
            Ballot(2, 1, 96, {"T": 60, "I": 36}, 96, eligible=frozenset("TI"), kind=Kind.RESTRICTED),
        ]
        steps = [run(games[:n], GAMES, places=1, candidates="TIM") for n in range(4)]
        assert [one.due for one in steps] == [
            Next(1, 1, Kind.OPEN, (), ("T", "I", "M"), of=1),
            Next(1, 1, Kind.TIE_FOR_LAST, ("I", "M"), ("T", "I", "M"), of=1),
            Next(2, 1, Kind.RESTRICTED, ("T", "I"), ("T", "I"), of=1),
            Next(2, 0, None, (), ("I",), of=1),
        ]
        assert [one.outcome for one in steps] == [Outcome.INCONCLUSIVE] * 3 + [Outcome.ADOPTED]
        assert steps[3].elected == ("T",)
        assert [one.deciding.code for one in steps[3].results] == [
            "elections.tie_for_last",
            "elections.eliminated",
            "elections.elected",
        ]
        assert steps[1].results[0].deciding.facts == {"members": ["I", "M"], "votes": 26}
        assert steps[3].steps == tuple(step for result in steps[3].results for step in result.steps)

    def test_tied_again_it_is_taken_again_or_drawn(self):
        tied = Ballot(1, 1, 94, {"I": 47, "M": 47}, 94, eligible=frozenset("IM"), kind=Kind.TIE_FOR_LAST)
        again = count_ballot(tied, GAMES)
        assert (again.next_kind, again.tied, again.eliminated) == (Kind.TIE_FOR_LAST, ("I", "M"), ())
        drawn = count_ballot(tied, changed(GAMES, lots=True))
        assert (drawn.next_kind, drawn.by_lot, drawn.deciding.code) == (Kind.LOT, True, "elections.lots")

    def test_some_tied_again_go_on_among_themselves(self):
        tied = Ballot(1, 1, 60, {"A": 30, "B": 15, "C": 15}, 94, eligible=frozenset("ABC"), kind=Kind.TIE_FOR_LAST)
        assert count_ballot(tied, changed(GAMES, lots=True)).next_eligible == ("B", "C")

    def test_the_lot_names_who_leaves(self):
        by_lot = changed(GAMES, lots=True)
        so_far = [
            Ballot(1, 1, 94, {"T": 42, "I": 26, "M": 26}, 94),
            Ballot(1, 1, 94, {"I": 47, "M": 47}, 94, eligible=frozenset("IM"), kind=Kind.TIE_FOR_LAST),
            Lot(("M",)),
        ]
        after = run(so_far, by_lot, places=1, candidates="TIM")
        assert after.due == Next(2, 1, Kind.RESTRICTED, ("T", "I"), ("T", "I"), of=1)
        last = after.results[-1]
        assert (last.eliminated, last.elected, last.places_left, last.outcome) == (("M",), (), 1, Outcome.INCONCLUSIVE)
        assert last.deciding.facts == {"members": ["M"], "between": ["I", "M"], "places_left": 1}

    def test_two_equal_at_the_end_vote_again(self):
        result = count_ballot(Ballot(3, 1, 80, {"A": 40, "B": 40}, 94), GAMES)
        assert (result.next_kind, result.next_eligible, result.eliminated) == (Kind.RESTRICTED, ("A", "B"), ())

    def test_nobody_leaves_where_a_place_would_stay_empty(self):
        result = count_ballot(Ballot(1, 2, 80, {"A": 70, "B": 30}, 94), GAMES)
        assert (result.elected, result.eliminated, result.next_kind) == (("A",), (), Kind.OPEN)


class TestWholeElection:
    """Each ballot is the one that the ballot before led to."""

    SECOND = Ballot(2, 1, 190, {"C": 130, "D": 60}, 193, eligible=frozenset("CD"), kind=Kind.RESTRICTED, of=3)

    def test_2_filled_in_two_ballots(self):
        done = run([FIRST, self.SECOND], TWO_THIRDS, places=3)
        assert (done.outcome, done.elected, done.due) == (Outcome.ADOPTED, ("A", "B", "C"), Next(2, 0, None, of=3))

    def test_the_ballot_that_is_due_can_be_made_of_its_figures(self):
        due = run([FIRST], TWO_THIRDS, places=3).due
        assert due == Next(2, 1, Kind.RESTRICTED, ("C", "D"), of=3)
        assert due.ballot({"C": 130, "D": 60}, papers=190, members=193) == self.SECOND
        assert due.ballot({"C": 130}, papers=190, members=193, blank=4).blank == 4

    @pytest.mark.parametrize(
        ("ballot", "code"),
        [
            (changed(SECOND, number=3), "elections.out_of_order"),
            (changed(SECOND, places=2), "elections.out_of_order"),
            (changed(SECOND, kind=Kind.OPEN), "elections.out_of_order"),
            (changed(SECOND, eligible=frozenset("CDE")), "elections.other_names"),
            (changed(SECOND, eligible=frozenset()), "elections.other_names"),
            (changed(SECOND, votes={"A": 60}, eligible=frozenset()), "elections.not_eligible"),
            (Lot(("C",)), "elections.lot_not_due"),
        ],
    )
    def test_another_ballot_is_refused(self, ballot, code):
        assert refusal(lambda: run([FIRST, ballot], TWO_THIRDS, places=3)).code == code

    def test_out_of_order_says_what_is_due(self):
        no = refusal(lambda: run([FIRST, changed(self.SECOND, number=3)], TWO_THIRDS, places=3))
        assert (str(no.cite), no.facts) == (
            "GA rule next_ballot",
            {
                "number": 3,
                "places": 1,
                "kind": "restricted",
                "due_number": 2,
                "due_places": 1,
                "due_kind": "restricted",
            },
        )

    def test_no_ballot_follows_the_last(self):
        no = refusal(lambda: run([FIRST, self.SECOND, self.SECOND], TWO_THIRDS, places=3))
        assert (no.code, no.facts) == ("elections.all_filled", {"members": ["A", "B", "C"]})
        end = run([FIRST, self.SECOND], TWO_THIRDS, places=3).due
        assert refusal(lambda: end.ballot({}, papers=0, members=193)).code == "elections.no_ballot_due"

    def test_only_candidates_receive_votes_where_they_are_known(self):
        no = refusal(lambda: run([FIRST], TWO_THIRDS, places=3, candidates="ABCD"))
        assert (no.code, no.facts) == ("elections.not_eligible", {"members": ["E"]})

    RUN_OFF = (
        Ballot(1, 1, 187, {"A": 90, "B": 60, "C": 37}, 193),
        Ballot(2, 1, 186, {"A": 93, "B": 93}, 193, eligible=frozenset("AB"), kind=Kind.RESTRICTED),
    )

    def test_4_the_lot_fills_the_place(self):
        assert run(self.RUN_OFF, SIMPLE, places=1).due == Next(2, 1, Kind.LOT, ("A", "B"), of=1)
        done = run([*self.RUN_OFF, Lot(("B",))], SIMPLE, places=1)
        assert (done.outcome, done.elected, done.results[-1].next_kind) == (Outcome.ADOPTED, ("B",), None)
        drawn = done.results[-1].deciding
        assert (drawn.code, drawn.facts) == (
            "elections.lot_drawn",
            {"members": ["B"], "between": ["A", "B"], "places_left": 0},
        )
        assert done.steps[-1].facts == {"outcome": "adopted", "reason": "lot"}

    @pytest.mark.parametrize("drawn", [(), ("C",), ("A", "B"), ("A", "A")])
    def test_4_a_lot_draws_one_of_those_tied(self, drawn):
        no = refusal(lambda: run([*self.RUN_OFF, Lot(drawn)], SIMPLE, places=1))
        assert (no.code, no.facts) == (
            "elections.bad_lot",
            {"members": list(drawn), "between": ["A", "B"], "most": 1},
        )

    def test_4_no_ballot_stands_in_for_the_lot(self):
        again = changed(self.RUN_OFF[1], number=3)
        assert refusal(lambda: run([*self.RUN_OFF, again], SIMPLE, places=1)).code == "elections.out_of_order"

    def test_a_special_ballot_keeps_the_number_and_ends_in_a_lot_when_it_is_equal_too(self):
        first = Ballot(1, 2, 100, {"A": 70, "B": 60, "C": 60}, members=193)
        due = run([first], SIMPLE, places=2).due
        assert due == Next(1, 1, Kind.SPECIAL, ("B", "C"), of=2)
        equal = due.ballot({"B": 50, "C": 50}, papers=100, members=193)
        assert run([first, equal], SIMPLE, places=2).due == Next(1, 1, Kind.LOT, ("B", "C"), of=2)
        without = run([first, equal], changed(SIMPLE, lots=False), places=2).due
        assert without == Next(1, 1, Kind.SPECIAL, ("B", "C"), of=2)
        settled = due.ballot({"B": 49, "C": 51}, papers=100, members=193)
        assert run([first, settled], SIMPLE, places=2).elected == ("A", "C")

    def test_ten_ballots_for_one_place_alternate(self):
        so_far = []
        kinds = []
        for _ in range(10):
            due = run(so_far, TWO_THIRDS, places=1).due
            kinds.append(due.kind.value[0])
            so_far.append(due.ballot({"A": 60, "B": 40}, papers=100, members=193))
        assert "".join(kinds) == "orrrooorrr"


class TestContradictions:
    @pytest.mark.parametrize(
        ("change", "code", "facts"),
        [
            ({"papers": 194}, "elections.more_papers_than_members", {"count": 194, "most": 193}),
            ({"invalid": 191}, "elections.more_papers_rejected_than_deposited", {"papers": 190}),
            ({"votes": {"A": 188}}, "elections.more_votes_than_papers", {"members": ["A"], "papers": 187}),
            (
                {"votes": dict.fromkeys("ABCDE", 187)},
                "elections.more_crosses_than_places",
                {"count": 935, "most": 561},
            ),
            ({"eligible": frozenset("ABCD")}, "elections.not_eligible", {"members": ["E"]}),
            ({"blank": -1}, "elections.not_a_count", {}),
            ({"votes": {"A": True}}, "elections.not_a_count", {}),
            ({"places": 0}, "elections.not_a_count", {}),
            ({"number": 0}, "elections.not_a_count", {}),
            ({"present": 189}, "elections.present_does_not_fit", {"present": 189, "papers": 190, "members": 193}),
            ({"present": 194}, "elections.present_does_not_fit", {"present": 194, "papers": 190, "members": 193}),
            ({"kind": Kind.RESTRICTED}, "elections.names_missing", {"kind": "restricted"}),
        ],
    )
    def test_refused(self, change, code, facts):
        no = refusal(lambda: count_ballot(changed(FIRST, **change), TWO_THIRDS))
        assert (no.code, no.facts, str(no.cite)) == (code, facts, "GA rule 94")

    def test_of_those_tied_for_last_a_paper_names_one(self):
        tied = Ballot(1, 2, 10, {"A": 10, "B": 1}, 10, eligible=frozenset("AB"), kind=Kind.TIE_FOR_LAST)
        assert refusal(lambda: count_ballot(tied, GAMES)).facts == {"count": 11, "most": 10}
