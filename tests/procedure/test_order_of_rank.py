"""Precedence, alphabet, seats, flags, roll-call, rotation (D)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.office import Office, OfficeClass, class_of
from plenary.procedure.precedence import Circle, Order, Place, Rank, explain, in_order, roll_call
from plenary.procedure.presidency import (
    Candidate,
    Period,
    chair_of_session,
    next_presidency,
    rotation,
    troika,
)
from plenary.procedure.refusal import Refused
from plenary.procedure.seating import Table, seats

STATE, GOVERNMENT = OfficeClass.HEAD_OF_STATE, OfficeClass.HEAD_OF_GOVERNMENT
SIX = [
    Rank("Arda", "Arda", GOVERNMENT, date(2018, 5, 8)),
    Rank("Borel", "Borel", STATE, date(1994, 7, 20)),
    Rank("Cassia", "Cassia", STATE, date(2019, 3, 20)),
    Rank("Dorn", "Dorn", STATE, date(2017, 11, 24), is_chair=True, is_host=True),
    Rank("Elvia", "Elvia", STATE, date(2012, 5, 7)),
    Rank("Fara", "Fara", STATE, date(1992, 11, 20)),
]


def codes(ranks):
    return [one.code for one in ranks]


class TestPrecedence:
    def test_the_lot_is_a_member(self):
        with pytest.raises(Refused) as no:
            roll_call(SIX, drawn="Gondor")
        assert (no.value.code, str(no.value.cite)) == ("precedence.not_on_the_roll", "GA rule 87")

    def test_observers_partners_and_organisations_come_after_members(self):
        others = [
            Rank("UN", "United Nations", circle=Circle.ORGANISATION),
            Rank("Partner", "Aaa", STATE, date(1990, 1, 1), circle=Circle.PARTNER_STATE),
            Rank("Envoy", "Obs A", OfficeClass.PERMANENT_REPRESENTATIVE, circle=Circle.OBSERVER_STATE),
            Rank("Head", "Obs B", STATE, circle=Circle.OBSERVER_STATE),
        ]
        ordered = in_order([*others, *SIX], Order.PRECEDENCE, chair=Place.LAST)
        assert codes(ordered) == [
            "Fara", "Borel", "Elvia", "Cassia", "Arda", "Dorn", "Head", "Envoy", "Partner", "UN",
        ]  # fmt: skip

    def test_an_unknown_day_comes_last_in_its_class(self):
        unknown = Rank("Gala", "Aaa", STATE)
        assert codes(in_order([*SIX, unknown], Order.PRECEDENCE))[-2:] == ["Gala", "Arda"]

    def test_the_sort_name_decides_never_the_name_shown(self):
        by_key = [Rank("RUS", "Федерация"), Rank("KGZ", "Кыргызстан"), Rank("ARM", "Армения")]
        assert codes(in_order(by_key, Order.ALPHABETICAL)) == ["ARM", "KGZ", "RUS"]

    def test_why_one_stands_there(self):
        step = explain(SIX[3], by=Order.PRECEDENCE, host=Place.FIRST)
        assert (step.code, step.facts["place"], step.facts["office_since"]) == (
            "precedence.precedence",
            "first",
            "2017-11-24",
        )

    @given(st.permutations(SIX))
    def test_the_order_of_input_changes_nothing(self, mixed):
        assert in_order(mixed, Order.PRECEDENCE) == in_order(SIX, Order.PRECEDENCE)

    def test_nobody_stands_twice(self):
        with pytest.raises(Refused) as no:
            in_order([SIX[0], SIX[0]], Order.PRECEDENCE)
        assert no.value.code == "precedence.code_twice"

    @pytest.mark.parametrize(
        ("office", "rank"),
        [
            (Office.HEAD_OF_STATE, 1),
            (Office.HEAD_OF_GOVERNMENT, 2),
            (Office.FOREIGN_MINISTER, 4),
            (Office.DEFENCE_MINISTER, 5),
            (Office.PERMANENT_REPRESENTATIVE, 6),
            (Office.PRESIDENTIAL_AIDE, 7),
        ],
    )
    def test_classes_of_office(self, office, rank):
        assert class_of(office) == rank


class TestSeats:
    RANKED = ("Fara", "Borel", "Elvia", "Cassia", "Arda")

    @pytest.mark.parametrize("table", list(Table))
    @pytest.mark.parametrize("size", range(7))
    def test_everyone_has_a_place_of_their_own(self, table, size):
        others = [f"m{n}" for n in range(size)]
        placed = seats("chair", others, table)
        assert sorted(p.clockwise for p in placed) == list(range(size + 1))
        assert len({(p.side, p.distance) for p in placed}) == size + 1

    def test_nobody_sits_twice(self):
        with pytest.raises(Refused) as no:
            seats("A", ["B", "A"], Table.OVAL)
        assert no.value.code == "seating.twice"


class TestPresidency:
    ORDER = rotation(
        [
            Candidate("RUS", "Россия"),
            Candidate("ARM", "Армения"),
            Candidate("TJK", "Таджикистан"),
            Candidate("BLR", "Беларусь"),
            Candidate("KGZ", "Кыргызстан"),
            Candidate("KAZ", "Казахстан"),
        ]
    )

    def test_the_rotation_follows_the_names_in_the_agreed_language(self):
        assert self.ORDER == ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")

    @pytest.mark.parametrize(
        ("holder", "passes", "following"),
        [("KGZ", (), "RUS"), ("TJK", (), "ARM"), ("KGZ", ("RUS",), "TJK"), ("RUS", ("TJK", "ARM"), "BLR")],
    )
    def test_next(self, holder, passes, following):
        assert next_presidency(holder, self.ORDER, passes=passes)[0] == following

    def test_troika(self):
        assert troika("KGZ", self.ORDER) == ("KAZ", "KGZ", "RUS")

    def test_refused(self):
        with pytest.raises(Refused) as no:
            next_presidency("UZB", self.ORDER)
        assert no.value.code == "presidency.not_in_rotation"
        with pytest.raises(Refused) as no:
            next_presidency("ARM", self.ORDER, passes=self.ORDER)
        assert no.value.code == "presidency.everyone_passes"

    def test_a_period_is_kept_as_printed(self):
        printed = Period("2019-2020")
        assert (printed.years, printed.holds_on(date(2020, 1, 1))) == ((2019, 2020), None)

    def test_where_its_days_are_stated_the_last_belongs_to_the_next(self):
        period = Period("2019-2020", date(2019, 11, 28), date(2020, 12, 2))
        assert [period.holds_on(date(2019, 11, n)) for n in (27, 28)] == [False, True]
        assert [period.holds_on(date(2020, 12, n)) for n in (1, 2)] == [True, False]

    def test_the_host_presides_unless_decided_otherwise(self):
        assert chair_of_session("KGZ")[0] == "KGZ"
        member, step = chair_of_session("KGZ", decided_otherwise="RUS")
        assert (member, step.code) == ("RUS", "presidency.chair_by_decision")
