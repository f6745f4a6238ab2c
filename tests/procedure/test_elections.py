"""Elections with one place and with several (B12)."""

import pytest

from plenary.procedure.citation import Citation
from plenary.procedure.elections import Ballot, ElectionRule, count_ballot, is_restricted
from plenary.procedure.refusal import Refused
from plenary.procedure.share import Base, Share
from plenary.procedure.value import changed
from plenary.procedure.verdict import Outcome

TWO_THIRDS = ElectionRule(Citation("GA", "rule 94"), Share(2, 3))
SIMPLE = ElectionRule(Citation("GA", "rule 93"))
FIRST = Ballot(1, 3, 190, {"A": 150, "B": 130, "C": 124, "D": 110, "E": 30}, members=193, invalid=2, blank=1)


class TestSeveralPlaces:
    def test_1_all_who_reach_two_thirds_are_elected(self):
        result = count_ballot(FIRST, TWO_THIRDS)
        assert (result.elected, result.base, result.required) == (("A", "B"), 187, 125)
        assert (result.outcome, result.places_left) == (Outcome.INCONCLUSIVE, 1)

    def test_2_the_next_ballot_is_restricted_to_twice_the_places_left(self):
        assert count_ballot(FIRST, TWO_THIRDS).next_eligible == ("C", "D")

    def test_restricted_and_open_ballots_alternate_by_threes(self):
        pattern = "".join("r" if is_restricted(n) else "o" for n in range(1, 14))
        assert pattern == "orrrooorrrooo"

    def test_after_the_third_restricted_ballot_everyone_may_stand_again(self):
        fourth = Ballot(4, 2, 100, {"A": 60, "B": 55}, members=193, eligible=frozenset("AB"))
        assert count_ballot(fourth, TWO_THIRDS).next_eligible == ()

    def test_more_winners_than_places_the_highest_take_them(self):
        many = Ballot(1, 2, 100, {"A": 70, "B": 66, "C": 60}, members=193)
        result = count_ballot(many, SIMPLE)
        assert (result.outcome, result.elected) == (Outcome.ADOPTED, ("A", "B"))

    def test_a_tie_at_the_cut_goes_to_a_special_ballot(self):
        many = Ballot(1, 2, 100, {"A": 70, "B": 60, "C": 60}, members=193)
        result = count_ballot(many, SIMPLE)
        assert (result.elected, result.tied, result.next_eligible) == (("A",), ("B", "C"), ("B", "C"))


class TestOnePlace:
    def test_3_nobody_has_the_majority_so_the_two_leaders_stand_again(self):
        result = count_ballot(Ballot(1, 1, 187, {"A": 90, "B": 60, "C": 37}, members=193), SIMPLE)
        assert (result.outcome, result.required) == (Outcome.INCONCLUSIVE, 94)
        assert result.next_eligible == ("A", "B")

    def test_4_an_equal_run_off_is_settled_by_lot(self):
        run_off = Ballot(2, 1, 186, {"A": 93, "B": 93}, members=193, eligible=frozenset("AB"))
        result = count_ballot(run_off, SIMPLE)
        assert (result.by_lot, result.tied, result.elected) == (True, ("A", "B"), ())

    @pytest.mark.parametrize(("base", "required", "elected"), [(Base.DEPOSITED, 87, ()), (Base.VALID, 86, ("X",))])
    def test_5_whether_depositing_a_paper_is_voting_is_a_value(self, base, required, elected):
        rule = ElectionRule(Citation("Example", "rule 57"), base=base)
        result = count_ballot(Ballot(1, 1, 172, {"X": 86, "Y": 85}, members=193, invalid=1), rule)
        assert (result.required, result.elected) == (required, elected)


class TestTiesAmongTheLeaders:
    """A tie at the last name of a restricted ballot is never broken by the alphabet."""

    def test_those_tied_there_stay_out_when_enough_are_above(self):
        votes = {"A": 60, "B": 50, "C": 40, "D": 30, "E": 30}
        result = count_ballot(Ballot(1, 2, 150, votes, members=193), SIMPLE)
        assert (result.required, result.next_eligible) == (76, ("A", "B", "C"))

    def test_all_of_them_stay_in_when_nobody_is_above(self):
        result = count_ballot(Ballot(1, 1, 90, dict.fromkeys("ABC", 30), members=193), SIMPLE)
        assert result.next_eligible == ("A", "B", "C")


class TestContradictions:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"papers": 194}, "elections.more_papers_than_members"),
            ({"invalid": 191}, "elections.more_papers_rejected_than_deposited"),
            ({"votes": {"A": 188}}, "elections.more_votes_than_papers"),
            ({"votes": dict.fromkeys("ABCDE", 187)}, "elections.more_crosses_than_places"),
            ({"eligible": frozenset("ABCD")}, "elections.not_eligible"),
            ({"blank": -1}, "elections.not_a_count"),
        ],
    )
    def test_refused(self, change, code):
        with pytest.raises(Refused) as no:
            count_ballot(changed(FIRST, **change), TWO_THIRDS)
        assert no.value.code == code
