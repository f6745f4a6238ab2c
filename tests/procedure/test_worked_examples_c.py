"""The guide's section C, computed: deadlines, symbols, decision numbers, the trace of one text, derestriction."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.citation import Citation
from plenary.procedure.deadlines import derestricted, may_be_discussed, paper_track, timetable
from plenary.procedure.documents import Referral, ReferralVerb, require_referral
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Setting
from plenary.procedure.symbols import DecisionNumber, Pattern, SymbolParts, numbered

OPENS = date(2019, 11, 28)
RULE = Citation("Rules of Procedure", "rule 12")
ASSEMBLY = Pattern(
    "A/[C.{committee}/]{session}/[{series}.]{number}",
    ("L", "CRP", "INF", "WP", "SR", "PV"),
    cite=Citation("ST/AI", "189"),
)


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value.code


class TestDeadlines:
    """10-4-6, sixty days, fourteen days, the day before: for a session on 28 November 2019."""

    def test_c_deadlines_ten_four_six(self):
        track = paper_track(OPENS, cite=RULE)
        assert (track.submitted_by, track.issued_by) == (date(2019, 9, 19), date(2019, 10, 17))
        assert (track.step.code, track.step.facts, str(track.step.cite)) == (
            "deadline.paper_track",
            {"opens_on": "2019-11-28", "submitted_by": "2019-09-19", "issued_by": "2019-10-17"},
            "Rules of Procedure rule 12",
        )

    def test_c_deadlines_sixty_fourteen_and_one(self):
        due = timetable(OPENS, {"drafts": 1, "provisional agenda": 60, "agenda of the council": 14}, cite=RULE)
        assert [(one.what, one.on) for one in due] == [
            ("provisional agenda", date(2019, 9, 29)),
            ("agenda of the council", date(2019, 11, 14)),
            ("drafts", date(2019, 11, 27)),
        ]
        assert [(one.step.code, one.step.facts["days"], str(one.step.cite)) for one in due] == [
            ("deadline.last_day", days, "Rules of Procedure rule 12") for days in (60, 14, 1)
        ]

    def test_refused(self):
        assert code_of(paper_track, OPENS, submit_weeks=3) == "deadline.processing_too_long"
        assert paper_track(OPENS, submit_weeks=4).issued_by == OPENS
        assert code_of(timetable, OPENS, {"drafts": -1}) == "deadline.days_below_nought"

    @pytest.mark.parametrize(
        ("on", "agreed", "may", "code"),
        [
            (date(2019, 11, 27), False, True, "deadline.item_has_waited"),
            (date(2019, 11, 26), False, False, "deadline.item_must_wait"),
            (date(2019, 11, 26), True, True, "deadline.item_agreed_sooner"),
        ],
    )
    def test_an_item_added_late_waits_seven_days(self, on, agreed, may, code):
        found, step = may_be_discussed(date(2019, 11, 20), on, agreed=agreed, cite=Citation("GA", "rule 15"))
        assert (found, step.code, step.facts["first_on"]) == (may, code, "2019-11-27")

    @pytest.mark.parametrize(
        ("until", "on", "opened", "code"),
        [
            (date(2024, 11, 28), date(2024, 11, 27), False, "deadline.still_restricted"),
            (date(2024, 11, 28), date(2024, 11, 28), True, "deadline.derestricted"),
            (None, date(2099, 1, 1), False, "deadline.no_derestriction"),
        ],
    )
    def test_derestriction(self, until, on, opened, code):
        found, step = derestricted(until, on, cite=RULE)
        assert (found, step.code, str(step.cite)) == (opened, code, "Rules of Procedure rule 12")


class TestSymbolsByPattern:
    """A pattern is data: fields, series, suffixes; what it prints it reads back."""

    @pytest.mark.parametrize(
        ("pattern", "said", "fields", "suffixes"),
        [
            (ASSEMBLY, "A/74/1", {"session": "74", "number": "1"}, ()),
            (ASSEMBLY, "A/74/L.3", {"session": "74", "series": "L", "number": "3"}, ()),
            (
                ASSEMBLY,
                "A/C.3/78/L.5/Rev.1/Add.2/Corr.1",
                {"committee": "3", "session": "78", "series": "L", "number": "5"},
                (("Rev", 1), ("Add", 2), ("Corr", 1)),
            ),
            (Pattern("S/RES/{number} ({year})"), "S/RES/2231 (2015)", {"number": "2231", "year": "2015"}, ()),
            (
                Pattern("{body}.{series}/{number}/{yy}", ("DOC", "DEC")),
                "MC.DOC/1/06",
                {"body": "MC", "series": "DOC", "number": "1", "yy": "06"},
                (),
            ),
        ],
    )
    def test_read_and_printed(self, pattern, said, fields, suffixes):
        parts = pattern.read(said)
        assert (dict(parts.fields), parts.suffixes, pattern.print(parts)) == (fields, suffixes, said)

    @pytest.mark.parametrize(
        "said", ["", "A/74", "A/74/0", "A/74/X.1", "A/74/1/Rev.0", "A/74/1/Draft.1", "B/74/1", "A/74/1 "]
    )
    def test_unreadable(self, said):
        assert code_of(ASSEMBLY.read, said) == "symbol.unreadable"

    def test_the_next_of_a_series_is_above_the_highest_given(self):
        given_ = ["A/74/L.3", "A/74/L.9/Rev.1", "A/74/7", "A/C.3/74/L.30", "A/73/L.40", "S/2019/99"]
        answer = ASSEMBLY.next(given_, session="74", series="L")
        assert (answer.symbol, answer.step.code, answer.step.facts) == (
            "A/74/L.10",
            "symbol.next",
            {"symbol": "A/74/L.10", "highest": 9},
        )
        assert ASSEMBLY.next(given_, session="74").symbol == "A/74/8"
        first = ASSEMBLY.next(given_, session="75", series="INF")
        assert (first.symbol, first.step.code, str(first.step.cite)) == ("A/75/INF.1", "symbol.first", "ST/AI 189")

    @pytest.mark.parametrize(
        ("symbol", "kind", "given_", "found", "code"),
        [
            ("A/74/L.3", "Rev", [], "A/74/L.3/Rev.1", "symbol.replaces"),
            ("A/74/L.3/Rev.1", "Rev", [], "A/74/L.3/Rev.2", "symbol.replaces"),
            ("A/74/L.3/Rev.1", "Rev", ["A/74/L.3/Rev.2"], "A/74/L.3/Rev.3", "symbol.replaces"),
            (
                "A/74/L.3/Rev.1",
                "Add",
                ["A/74/L.3/Rev.1/Add.1", "A/74/L.3/Add.7"],
                "A/74/L.3/Rev.1/Add.2",
                "symbol.stacks",
            ),
            (
                "A/74/L.3/Rev.1/Add.2",
                "Corr",
                ["A/74/L.3/Rev.1/Add.2/Corr.1/Rev.1"],
                "A/74/L.3/Rev.1/Add.2/Corr.1",
                "symbol.stacks",
            ),
        ],
    )
    def test_suffixes_stack(self, symbol, kind, given_, found, code):
        answer = ASSEMBLY.next_suffix(symbol, kind, given_)
        assert (answer.symbol, answer.step.code) == (found, code)

    def test_refused(self):
        assert code_of(ASSEMBLY.next_suffix, "A/74/1", "Amend") == "symbol.suffix_unknown"
        assert code_of(ASSEMBLY.next, [], series="L") == "symbol.field_missing"
        assert code_of(ASSEMBLY.next, [], session="74", series="X") == "symbol.bad_fields"
        assert code_of(ASSEMBLY.next, [], session="74", colour="red") == "symbol.bad_fields"
        assert code_of(Pattern("{body}/{number}", suffixes=()).read, "A/1/Rev.1") == "symbol.unreadable"

    @pytest.mark.parametrize(
        ("template", "series"),
        [
            ("A", ()),
            ("A/{number", ()),
            ("A/}{number}", ()),
            ("A/[{number}]", ()),
            ("[x]{number}", ()),
            ("[[{a}]]{number}", ()),
            ("[{a}{number}", ()),
            ("{number}]", ()),
            ("{number}{number}", ()),
            ("{a}/{a}/{number}", ()),
            ("{series}.{number}", ()),
            ("{number}", ("L",)),
            ("{series}.{number}", ("L", "L")),
            ("{series}.{number}", ("L/M",)),
        ],
    )
    def test_what_is_no_pattern(self, template, series):
        assert code_of(Pattern, template, series) == "symbol.bad_pattern"

    def test_as_a_ruleset_holds_it(self):
        value = {"template": "{body}/{number}", "suffixes": ["Rev"]}
        assert Pattern.from_setting(Setting("symbols", value, RULE)) == Pattern("{body}/{number}", (), ("Rev",), RULE)

    @pytest.mark.parametrize(
        "value",
        ["{number}", {"series": ["L"]}, {"template": "{number}", "series": "L"}, {"template": "{number}", "x": 1}],
    )
    def test_a_setting_that_says_something_else(self, value):
        assert code_of(Pattern.from_setting, Setting("symbols", value, RULE)) == "ruleset.bad_value"

    @given(
        st.fixed_dictionaries(
            {
                "session": st.from_regex(r"[0-9]{1,2}(-[IVX]{1,3})?", fullmatch=True),
                "number": st.integers(1, 9999).map(str),
            },
            optional={"committee": st.from_regex(r"[1-6]", fullmatch=True), "series": st.sampled_from(ASSEMBLY.series)},
        ),
        st.lists(st.tuples(st.sampled_from(ASSEMBLY.suffixes), st.integers(1, 30)), max_size=4).map(tuple),
    )
    def test_every_symbol_is_read_back(self, fields, suffixes):
        parts = SymbolParts(tuple((name, fields[name]) for name in ASSEMBLY.fields if name in fields), suffixes)
        assert ASSEMBLY.read(ASSEMBLY.print(parts)) == parts


class TestDecisionNumbers:
    """One gapless series a body and year, the restricted one beside it; a number given in error stays given."""

    @pytest.mark.parametrize(
        ("restricted", "number", "code", "given_"),
        [(False, "CSC-2019-3", "symbol.open_series", 2), (True, "CSC-2019-R2", "symbol.restricted_series", 1)],
    )
    def test_c_decision_number(self, restricted, number, code, given_):
        before = [DecisionNumber.parse(one) for one in ("CSC-2019-1", "CSC-2019-2", "CSC-2019-R1", "PC-2019-1")]
        answer = numbered(before, body="CSC", year=2019, restricted=restricted, cite=RULE)
        assert (str(answer.number), answer.step.code) == (number, code)
        assert (answer.step.facts, str(answer.step.cite)) == (
            {"number": number, "given": given_},
            "Rules of Procedure rule 12",
        )


class TestTraceOfOneText:
    """The table of one text: the verb and the brackets that travel from body to body."""

    @pytest.mark.parametrize(
        ("step", "from_body", "to_body", "verb", "brackets"),
        [
            (1, "experts", "permanent council", ReferralVerb.FOR_CONSIDERATION, 3),
            (2, "permanent council", "joint ministerial meeting", ReferralVerb.FOR_ENDORSEMENT, 1),
            (3, "joint ministerial meeting", "supreme body", ReferralVerb.FOR_ADOPTION, 0),
            (5, "supreme body", "signing", ReferralVerb.FOR_SIGNATURE, 0),
        ],
    )
    def test_c_trace(self, step, from_body, to_body, verb, brackets):
        sent = require_referral(Referral(verb, from_body, to_body, f"decision {step}", brackets), cite=RULE)
        assert (sent.code, sent.facts["verb"], sent.facts["open_brackets"]) == ("documents.referred", verb, brackets)

    def test_c_trace_3_the_last_bracket_is_closed_before_it_goes_up_for_adoption(self):
        early = Referral(ReferralVerb.FOR_ADOPTION, "joint ministerial meeting", "supreme body", "decision 3", 1)
        assert code_of(require_referral, early) == "documents.open_brackets"
