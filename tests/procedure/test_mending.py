"""What a corrigendum and an addendum may do to a text, when capitals have agreed, and when a paper is late."""

from datetime import date

import pytest

from plenary.procedure.citation import Citation
from plenary.procedure.deadlines import Paper, require_in_time
from plenary.procedure.documents import Line, require_addition, require_confirmed, require_correction
from plenary.procedure.refusal import Refused
from plenary.procedure.symbols import Pattern

TEXT = (
    Line("t", "title", "", "On water"),
    Line("p1", "operative", "1", "Water is [shared]."),
    Line("p2", "operative", "2", "It is not sold."),
)


def with_words(anchor: str, words: str) -> list[Line]:
    return [Line(one.anchor, one.role, one.label, words) if one.anchor == anchor else one for one in TEXT]


class TestCorrection:
    """Corr. fixes errors and never changes what was decided."""

    def test_words_of_the_same_paragraphs_may_differ(self):
        step = require_correction(TEXT, with_words("p2", "It is never sold."))
        assert (step.code, step.facts["paragraphs"]) == ("documents.corrected", ["p2"])

    def test_a_bracket_may_go_and_none_may_come(self):
        assert require_correction(TEXT, with_words("p1", "Water is shared.")).facts["paragraphs"] == ["p1"]
        with pytest.raises(Refused) as caught:
            require_correction(TEXT, with_words("p2", "It is [not] sold."))
        assert (caught.value.code, caught.value.facts["bracketed"]) == ("documents.corrects_too_much", ["p2"])

    @pytest.mark.parametrize(
        "other",
        [
            TEXT[:-1],
            (*TEXT, Line("p3", "operative", "3", "More.")),
            (TEXT[0], TEXT[2], TEXT[1]),
            (*TEXT[:-1], Line("p2", "operative", "3", "It is not sold.")),
            (*TEXT[:-1], Line("p2", "preambular", "2", "It is not sold.")),
            (*TEXT[:-1], Line("p9", "operative", "2", "It is not sold.")),
        ],
    )
    def test_paragraphs_their_order_and_their_numbers_stay(self, other):
        with pytest.raises(Refused) as caught:
            require_correction(TEXT, other)
        assert caught.value.code == "documents.corrects_too_much"
        assert (caught.value.facts["before"], caught.value.facts["after"]) == (3, len(other))

    def test_nothing_is_no_correction(self):
        with pytest.raises(Refused) as caught:
            require_correction(TEXT, TEXT)
        assert caught.value.code == "documents.nothing_corrected"


class TestAddition:
    """Add. completes."""

    MORE = Line("p3", "operative", "3", "A report is asked for.")

    @pytest.mark.parametrize("place", range(4))
    def test_new_paragraphs_stand_anywhere_among_those_that_stay(self, place):
        after = [*TEXT[:place], self.MORE, *TEXT[place:]]
        step = require_addition(TEXT, after)
        assert (step.code, step.facts["paragraphs"]) == ("documents.added_to", ["p3"])

    @pytest.mark.parametrize(
        ("after", "named"),
        [
            ([*with_words("p2", "It is sold."), MORE], ["p2"]),
            ([TEXT[0], TEXT[2], MORE], ["p1"]),
            ([TEXT[0], TEXT[2], TEXT[1], MORE], ["p1", "p2", "t"]),
        ],
    )
    def test_what_stands_is_not_touched(self, after, named):
        with pytest.raises(Refused) as caught:
            require_addition(TEXT, after)
        assert (caught.value.code, caught.value.facts["paragraphs"]) == ("documents.adds_by_changing", named)

    def test_nothing_is_no_addition(self):
        with pytest.raises(Refused) as caught:
            require_addition(TEXT, TEXT)
        assert caught.value.code == "documents.nothing_added"


class TestCapitals:
    """Agreed ad referendum: subject to confirmation by capitals."""

    def test_all_have_confirmed(self):
        assert require_confirmed([], []).code == "documents.capitals_confirmed"

    @pytest.mark.parametrize(("pending", "withheld"), [(["RUS", "ARM"], []), ([], ["ARM"]), (["RUS"], ["ARM"])])
    def test_one_that_is_silent_or_says_no_holds_it(self, pending, withheld):
        with pytest.raises(Refused) as caught:
            require_confirmed(pending, withheld)
        assert caught.value.code == "documents.capitals_pending"
        assert caught.value.facts == {
            "count": len(pending) + len(withheld),
            "pending": sorted(pending),
            "withheld": withheld,
        }


class TestDue:
    """Late documents need a recorded waiver by the body."""

    DUE, RULE = date(2019, 10, 17), Citation("GA", "rule 78")

    @pytest.mark.parametrize(
        ("what", "code"),
        [
            (Paper.ORDERED, "document.mandate_kept"),
            (Paper.SUBMITTED, "document.submitted_in_time"),
            (Paper.ISSUED, "document.issued_in_time"),
        ],
    )
    def test_the_day_itself_is_in_time(self, what, code):
        step = require_in_time(what, self.DUE, self.DUE, cite=self.RULE)
        assert (step.code, step.cite) == (code, self.RULE)
        assert step.facts == {"on": "2019-10-17", "due_on": "2019-10-17"}

    @pytest.mark.parametrize(
        ("what", "refused", "waived"),
        [
            (Paper.ORDERED, "documents.mandate_overrun", "document.mandate_overrun_waived"),
            (Paper.SUBMITTED, "documents.submitted_late", "document.submitted_late_waived"),
            (Paper.ISSUED, "documents.issued_late", "document.issued_late_waived"),
        ],
    )
    def test_a_day_later_is_late_unless_the_body_takes_it(self, what, refused, waived):
        with pytest.raises(Refused) as caught:
            require_in_time(what, date(2019, 10, 18), self.DUE, cite=self.RULE)
        assert (caught.value.code, caught.value.cite, caught.value.facts["days"]) == (refused, self.RULE, 1)
        step = require_in_time(what, date(2019, 10, 18), self.DUE, cite=self.RULE, waived=True)
        assert (step.code, step.facts["days"]) == (waived, 1)


class TestOwnForms:
    """Symbols by the organisation's own pattern."""

    def test_a_house_fills_the_fields_it_knows(self):
        Pattern("{organisation} {body}[ {sub}]/{session}/{yy}{number}").require_filled()
        with pytest.raises(Refused) as caught:
            Pattern("A/C.{committee}/{number}").require_filled()
        assert (caught.value.code, caught.value.facts["fields"]) == ("symbol.field_unknown", ["committee"])

    def test_what_is_a_symbol_of_a_form_is_told_without_a_refusal(self):
        form = Pattern("{body}({year}){number}")
        assert [form.can_read(one) for one in ("CM(2024)12", "CM(2024)12/Rev.1", "CM(24)1", "", "C" * 400)] == [
            True,
            True,
            False,
            False,
            False,
        ]
