"""The guide's section D by number: order, seats, roll-call, joint meeting; alphabets, flags, photograph, turns."""

from datetime import date

import pytest

from plenary.procedure.citation import Citation
from plenary.procedure.consensus import joint_verdict
from plenary.procedure.office import OfficeClass
from plenary.procedure.precedence import (
    Order,
    Place,
    Rank,
    Term,
    called,
    entering,
    in_order,
    ordered,
    tenure_since,
)
from plenary.procedure.presidency import Candidate, Change, group_of, next_by_name, turns
from plenary.procedure.quorum import Purpose, quorum
from plenary.procedure.refusal import Refused
from plenary.procedure.seating import Side, Table, photograph, row_of_flags, seating
from plenary.procedure.verdict import IN_ORDER, Outcome
from plenary.procedure.voting import verdict
from tests.procedure.rules import own_rule, roll

STATE, GOVERNMENT = OfficeClass.HEAD_OF_STATE, OfficeClass.HEAD_OF_GOVERNMENT
SIX = [
    Rank("Arda", "Arda", GOVERNMENT, date(2018, 5, 8)),
    Rank("Borel", "Borel", STATE, date(1994, 7, 20)),
    Rank("Cassia", "Cassia", STATE, date(2019, 3, 20)),
    Rank("Dorn", "Dorn", STATE, date(2017, 11, 24), is_chair=True, is_host=True),
    Rank("Elvia", "Elvia", STATE, date(2012, 5, 7)),
    Rank("Fara", "Fara", STATE, date(1992, 11, 20)),
]
PROTOCOL = Citation("Protocol Guide", "section 3")


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value.code


class TestTable:
    """The table of D, 1 to 5."""

    def test_d1_precedence_host_first(self):
        answer = ordered(SIX, Order.PRECEDENCE, host=Place.FIRST, cite=PROTOCOL)
        assert answer.order == ("Dorn", "Fara", "Borel", "Elvia", "Cassia", "Arda")
        assert {one.code for one in answer.steps} == {"precedence.precedence"}
        assert [(one.facts["code"], one.facts["office"], one.facts["office_since"]) for one in answer.steps[1:]] == [
            ("Fara", "head_of_state", "1992-11-20"),
            ("Borel", "head_of_state", "1994-07-20"),
            ("Elvia", "head_of_state", "2012-05-07"),
            ("Cassia", "head_of_state", "2019-03-20"),
            ("Arda", "head_of_government", "2018-05-08"),
        ]
        assert (answer.steps[0].facts["place"], str(answer.steps[0].cite)) == ("first", "Protocol Guide section 3")

    def test_d2_alphabetical_chair_last(self):
        answer = ordered(SIX, Order.ALPHABETICAL, chair=Place.LAST, cite=PROTOCOL)
        assert answer.order == ("Arda", "Borel", "Cassia", "Elvia", "Fara", "Dorn")
        last = answer.steps[-1]
        assert (last.code, last.facts["place"], str(last.cite)) == (
            "precedence.alphabetical",
            "last",
            "Protocol Guide section 3",
        )

    def test_d3_table_right_left(self):
        answer = seating("Dorn", ("Fara", "Borel", "Elvia", "Cassia", "Arda"), Table.RIGHT_LEFT, cite=PROTOCOL)
        sides = {side: [one.code for one in answer.places if one.side is side] for side in Side}
        assert sides == {
            Side.HEAD: ["Dorn"],
            Side.RIGHT: ["Fara", "Elvia", "Arda"],
            Side.LEFT: ["Borel", "Cassia"],
        }
        assert (answer.step.code, str(answer.step.cite)) == ("seating.right_left", "Protocol Guide section 3")

    def test_d4_roll_call_from_the_lot(self):
        answer = called(SIX, drawn="Elvia")
        assert answer.order == ("Elvia", "Fara", "Arda", "Borel", "Cassia", "Dorn")
        assert [(one.code, one.facts["drawn"], str(one.cite)) for one in answer.steps] == [
            ("precedence.roll_call", "Elvia", "GA rule 87")
        ]

    def test_d5_joint_meeting_one_body_short_of_its_quorum(self):
        rule = own_rule(method="consensus", quorum_decide="2/3 members", cites={"quorum_decide": "Joint rules rule 4"})
        present = {"body 1": 6, "body 2": 6, "body 3": 3}
        calls = {body: quorum(count, rule, purpose=Purpose.DECIDE, members=6) for body, count in present.items()}
        assert {body: (one.met, one.required) for body, one in calls.items()} == {
            "body 1": (True, 4),
            "body 2": (True, 4),
            "body 3": (False, 4),
        }
        assert {str(one.steps[0].cite) for one in calls.values()} == {"Joint rules rule 4"}
        joint = joint_verdict(
            {
                body: verdict(roll(silent=count, absent=6 - count), rule, standing=IN_ORDER)
                for body, count in present.items()
            }
        )
        assert (joint.outcome, joint.blocked_by) == (Outcome.NOT_ADOPTED, ("body 3",))
        assert joint.of("body 3").outcome is Outcome.NO_QUORUM


class TestAlphabets:
    """Names follow the sort key of one language; six States in three languages."""

    SORT_NAMES = {
        "ru, short": {
            "ARM": "Армения",
            "BLR": "Беларусь",
            "KAZ": "Казахстан",
            "KGZ": "Кыргызстан",
            "RUS": "Россия",
            "TJK": "Таджикистан",
        },
        "en, short": {
            "ARM": "Armenia",
            "BLR": "Belarus",
            "KAZ": "Kazakhstan",
            "KGZ": "Kyrgyzstan",
            "RUS": "Russia",
            "TJK": "Tajikistan",
        },
        "ru, formal": {
            "KGZ": "Кыргызская Республика",
            "ARM": "Республика Армения",
            "BLR": "Республика Беларусь",
            "KAZ": "Республика Казахстан",
            "TJK": "Республика Таджикистан",
            "RUS": "Российская Федерация",
        },
        "en, formal": {
            "KGZ": "Kyrgyz Republic",
            "ARM": "Republic of Armenia",
            "BLR": "Republic of Belarus",
            "KAZ": "Republic of Kazakhstan",
            "TJK": "Republic of Tajikistan",
            "RUS": "Russian Federation",
        },
        "fr, short": {
            "ARM": "Arménie",
            "BLR": "Bélarus",
            "RUS": "Fédération de Russie",
            "KAZ": "Kazakhstan",
            "KGZ": "Kirghizistan",
            "TJK": "Tadjikistan",
        },
    }

    @pytest.mark.parametrize(
        ("language", "order"),
        [
            ("ru, short", "ARM BLR KAZ KGZ RUS TJK"),
            ("en, short", "ARM BLR KAZ KGZ RUS TJK"),
            ("ru, formal", "KGZ ARM BLR KAZ TJK RUS"),
            ("en, formal", "KGZ ARM BLR KAZ TJK RUS"),
            ("fr, short", "ARM BLR RUS KAZ KGZ TJK"),
        ],
    )
    def test_d_alphabetical_order_is_per_language(self, language, order):
        ranks = [Rank(code, name) for code, name in sorted(self.SORT_NAMES[language].items())]
        answer = ordered(ranks, Order.ALPHABETICAL)
        assert answer.order == tuple(order.split())
        assert answer.steps[0].facts["sort_name"] == self.SORT_NAMES[language][answer.order[0]]


class TestPrecedenceInDetail:
    """A continuous tenure counts; after an interruption, the present term."""

    @pytest.mark.parametrize(
        ("terms", "since", "code"),
        [
            ([("1994-07-20", "2001-07-20"), ("2001-07-21", None)], "1994-07-20", "precedence.tenure_unbroken"),
            ([("1994-07-20", "2001-07-21"), ("2001-07-21", None)], "1994-07-20", "precedence.tenure_unbroken"),
            ([("2012-05-07", None), ("2000-05-07", "2008-05-07")], "2012-05-07", "precedence.present_term"),
            ([("2000-01-01", None), ("2005-01-01", "2006-01-01")], "2000-01-01", "precedence.tenure_unbroken"),
            ([("2012-05-07", "2019-11-28")], "2012-05-07", "precedence.tenure_unbroken"),
            ([("2012-05-07", "2019-11-27")], None, "precedence.not_in_office"),
            ([("2019-11-29", None)], None, "precedence.not_in_office"),
            ([], None, "precedence.not_in_office"),
        ],
    )
    def test_d_tenure(self, terms, since, code):
        held = [Term(date.fromisoformat(one), date.fromisoformat(to) if to else None) for one, to in terms]
        found, step = tenure_since(held, on=date(2019, 11, 28))
        assert (found and found.isoformat(), step.code) == (since, code)

    def test_d_heads_enter_in_reverse_precedence_the_host_at_the_door(self):
        ranked = in_order(SIX, Order.PRECEDENCE, host=Place.FIRST)
        assert [one.code for one in entering(ranked)] == ["Arda", "Cassia", "Elvia", "Borel", "Fara"]


class TestFlagsAndPhotograph:
    RANKED = ("Fara", "Borel", "Elvia", "Cassia", "Arda")

    def test_d_flags_follow_the_names(self):
        answer = row_of_flags(["A", "B", "C"], host="B", organisation="ORG", cite=PROTOCOL)
        assert (answer.row, answer.step.code) == (("B", "A", "C", "ORG"), "seating.flags")

    def test_d_photograph_chair_in_the_centre_right_and_left_in_turn(self):
        answer = photograph("Dorn", self.RANKED, cite=PROTOCOL)
        assert answer.row == ("Arda", "Elvia", "Fara", "Dorn", "Borel", "Cassia")
        assert (answer.step.code, str(answer.step.cite)) == ("seating.photograph", "Protocol Guide section 3")

    def test_d_a_round_table_is_read_clockwise(self):
        answer = seating("Dorn", self.RANKED, Table.ROUND)
        clockwise = [one.code for one in sorted(answer.places, key=lambda one: one.clockwise)]
        assert (clockwise, answer.step.code) == (["Dorn", *self.RANKED], "seating.clockwise")


def candidates(names):
    return tuple(Candidate(code, name) for code, name in names.items())


class TestTurns:
    """Presidencies as bodies take them in turn."""

    RULE_18 = Citation("SC", "rule 18")
    EUROPE = {
        "BE": "Belgique",
        "DE": "Deutschland",
        "FR": "France",
        "IT": "Italia",
        "LU": "Luxembourg",
        "NL": "Nederland",
        "DK": "Danmark",
        "IE": "Ireland",
        "UK": "United Kingdom",
        "EL": "Ellas",
        "ES": "España",
        "PT": "Portugal",
    }

    def of(self, codes):
        return candidates({code: self.EUROPE[code] for code in codes.split()})

    def test_monthly_the_next_name_among_that_months_members(self):
        old = candidates({"CHN": "China", "MEX": "Mexico", "UGA": "Uganda", "USA": "United States of America"})
        new = candidates({"BIH": "Bosnia and Herzegovina", "CHN": "China", "IND": "India", "USA": old[-1].sort_name})
        months = ["2010-11", "2010-12", "2011-01", "2011-02", "2011-03"]
        found = turns(months, [Change("2010-11", old), Change("2011-01", new)], after=old[1], cite=self.RULE_18)
        assert [one.member for one in found] == ["UGA", "USA", "BIH", "CHN", "IND"]
        assert [one.step.code for one in found[1:3]] == ["presidency.next_name", "presidency.round_begins_anew"]
        assert {str(one.step.cite) for one in found} == {"SC rule 18"}

    def test_a_holder_that_is_no_member_any_more_still_keeps_the_place(self):
        found, step = next_by_name(Candidate("MEX", "Mexico"), candidates({"LBN": "Lebanon", "NGA": "Nigeria"}))
        assert (found.code, step.facts) == ("NGA", {"after": "MEX", "member": "NGA"})

    def test_half_yearly_names_in_their_own_languages_restart_and_waiting(self):
        six = "BE DE FR IT LU NL"
        nine = f"{six} DK IE UK"
        ten = f"{nine} EL"
        halves = [f"{year}-H{half}" for year in range(1972, 1990) for half in (1, 2)]
        changes = [
            Change("1972-H1", self.of(six)),
            Change("1973-H1", self.of(nine), restart=True),
            Change("1981-H1", self.of(ten)),
            Change("1986-H1", self.of(f"{ten} ES PT"), waiting=frozenset({"ES", "PT"})),
        ]
        found = turns(halves, changes, after=Candidate("IT", "Italia"))
        assert " ".join(one.member for one in found) == (
            "LU NL BE DK DE FR IE IT LU NL UK BE DK DE FR IE IT LU NL UK BE DK DE EL FR IE IT LU "
            "NL UK BE DK DE EL ES FR"
        )
        by_period = {one.period: one.step.code for one in found}
        assert by_period["1973-H1"] == "presidency.begins"
        assert by_period["1987-H1"] == "presidency.begins"

    def test_one_that_waited_may_be_the_first_of_the_new_round(self):
        found = turns(
            ["1", "2"],
            [Change("1", candidates({"A": "Aa", "C": "Cc"}), waiting=frozenset({"A"}))],
            after=Candidate("C", "Cc"),
        )
        assert [one.member for one in found] == ["A", "C"]

    def test_yearly_by_the_russian_names(self):
        names = {
            "AM": "Армения",
            "BY": "Беларусь",
            "KZ": "Казахстан",
            "KG": "Кыргызстан",
            "RU": "Россия",
            "TJ": "Таджикистан",
        }
        years = [str(year) for year in range(2013, 2020)]
        found = turns(years, [Change("2013", candidates(names))], after=Candidate("KG", names["KG"]))
        assert " ".join(one.member for one in found) == "RU TJ AM BY KZ KG RU"

    @pytest.mark.parametrize(
        ("holder", "group"), [("DE", "DE PT SI"), ("SI", "DE PT SI"), ("FR", "FR CZ SE"), ("ES", "ES")]
    )
    def test_groups_of_three(self, holder, group):
        assert group_of(holder, ["DE", "PT", "SI", "FR", "CZ", "SE", "ES"]) == tuple(group.split())

    def test_refused(self):
        assert code_of(next_by_name, None, []) == "presidency.nobody"
        assert code_of(next_by_name, None, candidates({"A": "Aa"}) * 2) == "presidency.member_twice"
        assert code_of(turns, ["1"], [Change("2", candidates({"A": "Aa"}))]) == "presidency.period_unknown"
        assert code_of(turns, ["1"], []) == "presidency.nobody"
        assert code_of(group_of, "A", ["B"]) == "presidency.not_in_rotation"
        assert code_of(group_of, "A", ["A"], size=0) == "presidency.bad_group"
