"""Agenda, notice, symbols, credentials, formats."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.agenda import (
    AgendaCount,
    Item,
    ItemKind,
    Part,
    count_items,
    require_action,
    require_number,
    require_part,
    take_out_of_a,
    without_debate,
)
from plenary.procedure.citation import Citation
from plenary.procedure.credentials import (
    Credentials,
    DelegationPart,
    Representative,
    may_vote,
    representation,
    represented,
    require_may_vote,
    require_step,
)
from plenary.procedure.deadlines import (
    Boundary,
    Deadline,
    document_on_time,
    end_of,
    require_notice,
)
from plenary.procedure.formats import (
    FORMATS,
    Format,
    Report,
    SittingRule,
    admitted_offices,
    may_enter,
    require_decision,
    require_entry,
)
from plenary.procedure.office import Office
from plenary.procedure.quorum import Purpose, call_quorum, quorum, require_quorum
from plenary.procedure.refusal import Refused
from plenary.procedure.symbols import DecisionNumber, Series, Suffix, SuffixKind, Symbol, next_number
from plenary.procedure.tally import Roll, Seat, Tally
from tests.procedure.rules import own_rule, rule


def code_of(act, *args, **kwargs):
    """The code with which an act is refused."""
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value.code


class TestQuorum:
    """Members that must be represented to open, and to decide."""

    @pytest.mark.parametrize(
        ("purpose", "represented_count", "met", "required"),
        [
            (Purpose.OPEN, 65, True, 65),
            (Purpose.OPEN, 64, False, 65),
            (Purpose.DECIDE, 97, True, 97),
            (Purpose.DECIDE, 96, False, 97),
        ],
    )
    def test_one_third_opens_and_a_majority_decides(self, purpose, represented_count, met, required):
        call = quorum(represented_count, rule("un-ga", "substance"), purpose=purpose, members=193)
        assert (call.met, call.required, str(call.cite)) == (met, required, "GA rule 67")

    def test_refused_with_its_figures(self):
        call = quorum(3, rule("csto", "substance", body="CSSC"), purpose=Purpose.DECIDE, members=6)
        with pytest.raises(Refused) as no:
            require_quorum(call)
        assert no.value.code == "quorum.not_met"
        assert (no.value.facts["represented"], no.value.facts["required"]) == (3, 4)

    def test_more_represented_than_members_is_an_error(self):
        assert code_of(quorum, 7, own_rule(), purpose=Purpose.OPEN, members=6) == "tally.more_present_than_members"

    def test_none_written_still_needs_somebody(self):
        assert quorum(1, own_rule(), purpose=Purpose.OPEN, members=6).met
        assert not quorum(0, own_rule(), purpose=Purpose.OPEN, members=6).met

    def test_half_of_the_votes_as_well_as_a_majority_of_seats(self):
        board = own_rule(quorum_decide={"num": 1, "den": 2, "strict": True, "weight": "1/2"})
        small = Roll.of([Seat("A", weight=60, represented=False), Seat("B", weight=20), Seat("C", weight=20)])
        assert not call_quorum(small, board, purpose=Purpose.DECIDE).met
        large = Roll.of([Seat("A", weight=60), Seat("B", weight=20), Seat("C", weight=20, represented=False)])
        assert call_quorum(large, board, purpose=Purpose.DECIDE).met
        assert code_of(call_quorum, Tally(3, present=3), board, purpose=Purpose.DECIDE) == "tally.names_needed"


class TestCredentials:
    """Head or designated alternate, accepted or provisional, in the room."""

    def person(self, part=DelegationPart.HEAD, credentials=Credentials.ACCEPTED, room=True, named=False):
        return Representative("p", "ARD", part, credentials, room, named)

    @pytest.mark.parametrize(
        ("part", "credentials", "room", "named", "counts"),
        [
            (DelegationPart.HEAD, Credentials.ACCEPTED, True, False, True),
            (DelegationPart.HEAD, Credentials.PROVISIONAL, True, False, True),
            (DelegationPart.HEAD, Credentials.CHALLENGED, True, False, False),
            (DelegationPart.HEAD, Credentials.RECEIVED, True, False, False),
            (DelegationPart.HEAD, Credentials.ACCEPTED, False, False, False),
            (DelegationPart.ALTERNATE, Credentials.ACCEPTED, True, False, False),
            (DelegationPart.ALTERNATE, Credentials.ACCEPTED, True, True, True),
            (DelegationPart.ADVISER, Credentials.ACCEPTED, True, True, False),
        ],
    )
    def test_who_represents(self, part, credentials, room, named, counts):
        one = self.person(part, credentials, room, named)
        assert representation("ARD", [one]).represented is counts
        assert may_vote(one).allowed is counts

    def test_the_head_before_the_alternate(self):
        head = Representative("z", "ARD", DelegationPart.HEAD, Credentials.ACCEPTED, True)
        other = Representative("a", "ARD", DelegationPart.ALTERNATE, Credentials.ACCEPTED, True, True)
        assert representation("ARD", [other, head]).by == "z"

    def test_a_person_of_another_delegation_represents_nobody_else(self):
        assert [one.represented for one in represented(["ARD", "BOR"], [self.person()])] == [True, False]

    @pytest.mark.parametrize(
        ("person", "more", "code"),
        [
            ({}, {"is_observer": True}, "credentials.observer_has_no_vote"),
            ({}, {"member_entitled": False}, "credentials.member_has_no_vote"),
            ({"part": DelegationPart.DELEGATE}, {}, "credentials.not_head_nor_designated"),
            ({"credentials": Credentials.NONE}, {}, "credentials.sits_by_courtesy"),
            ({"room": False}, {}, "credentials.not_in_room"),
        ],
    )
    def test_why_one_may_not_vote(self, person, more, code):
        assert code_of(require_may_vote, self.person(**person), **more) == code

    def test_states_follow_one_another(self):
        require_step(Credentials.RECEIVED, Credentials.EXAMINED)
        assert code_of(require_step, Credentials.NONE, Credentials.ACCEPTED) == "credentials.wrong_step"


class TestAgenda:
    """Only adopted items may be acted on; an exchange of views carries no number."""

    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            (ItemKind.EXCHANGE_OF_VIEWS, "agenda.no_decision_under_this_kind"),
            (ItemKind.INFORMATION, "agenda.no_decision_under_this_kind"),
            (ItemKind.NOT_STATED, "agenda.kind_not_stated"),
        ],
    )
    def test_no_number(self, kind, code):
        assert code_of(require_number, Item("4", kind)) == code

    @pytest.mark.parametrize(
        "kind", [ItemKind.DECISION, ItemKind.ELECTION, ItemKind.SIGNATURE, ItemKind.ORGANISATIONAL]
    )
    def test_a_number(self, kind):
        require_number(Item("4", kind))

    @pytest.mark.parametrize(
        ("item", "adopted", "code"),
        [
            (Item("4", ItemKind.DECISION), False, "agenda.not_adopted_yet"),
            (Item("4", ItemKind.DECISION), True, "agenda.item_not_on_adopted_agenda"),
            (
                Item("12", ItemKind.NOT_STATED, named=False, adopted=True),
                True,
                "agenda.item_not_named",
            ),
        ],
    )
    def test_what_may_not_be_acted_on(self, item, adopted, code):
        assert code_of(require_action, item, agenda_adopted=adopted) == code

    def test_what_may(self):
        opening = Item("1", ItemKind.ORGANISATIONAL)
        assert require_action(opening, agenda_adopted=False).code == "agenda.may_precede_adoption"
        budget = Item("9", ItemKind.DECISION, adopted=True)
        assert require_action(budget, agenda_adopted=True).code == "agenda.item_adopted"

    def test_a_and_b_items(self):
        a_item = Item("2", ItemKind.DECISION, Part.A, adopted=True)
        b_item = Item("3", ItemKind.DECISION, Part.B, adopted=True)
        assert without_debate([a_item, b_item]) == (a_item,)
        part, step = take_out_of_a(a_item, asked_by="ARD")
        assert (part, step.facts["member"]) == (Part.B, "ARD")
        assert code_of(take_out_of_a, b_item, asked_by="ARD") == "agenda.not_an_a_item"
        assert code_of(require_part, Item("5", ItemKind.ELECTION, Part.A)) == "agenda.not_an_a_item"

    def test_twenty_one_declared_ten_named(self):
        items = [Item(str(n), ItemKind.NOT_STATED) for n in range(1, 11)]
        items += [Item("", ItemKind.NOT_STATED, named=False)] * 11
        items += [Item("5.1", ItemKind.NOT_STATED)]
        count = count_items(items, declared=21)
        assert (count.declared, count.named, count.unnamed) == (21, 10, 11)
        assert count_items(items, declared=None) == AgendaCount(None, 10)

    def test_never_more_named_than_declared(self):
        items = [Item("1", ItemKind.DECISION), Item("2", ItemKind.DECISION)]
        assert code_of(count_items, items, declared=1) == "agenda.more_named_than_declared"
        assert code_of(count_items, items * 2, declared=9) == "agenda.number_twice"


class TestDeadlines:
    """Days counted back from the opening; before is strictly before; a deadline names its zone."""

    OPENS = date(2019, 11, 28)

    def test_notice(self):
        given = require_notice(date(2019, 11, 14), self.OPENS, days=14)
        assert (given.code, given.facts["given_days"]) == ("deadline.notice_given", 14)
        late = date(2019, 11, 15)
        assert code_of(require_notice, late, self.OPENS, days=14) == "deadline.notice_too_short"
        assert require_notice(late, self.OPENS, days=14, waived=True).code == "deadline.notice_waived"

    def test_documents(self):
        assert document_on_time(date(2019, 11, 27), self.OPENS, days=1)[0]
        on_time, step = document_on_time(self.OPENS, self.OPENS, days=1)
        assert (on_time, step.code) == (False, "document.late")

    @pytest.mark.parametrize(
        ("boundary", "second", "met"),
        [
            (Boundary.BEFORE, -1, True),
            (Boundary.BEFORE, 0, False),
            (Boundary.AT_THE_LATEST, 0, True),
            (Boundary.AT_THE_LATEST, 1, False),
        ],
    )
    def test_the_boundary(self, boundary, second, met):
        noon = datetime(2019, 11, 27, 12, tzinfo=ZoneInfo("Asia/Bishkek"))
        received = (noon + timedelta(seconds=second)).astimezone(UTC)
        deadline = Deadline(noon, boundary)
        assert deadline.is_met_by(received) is met
        step = deadline.step(received)
        assert (step.facts["zone"], step.facts["deadline"]) == ("Asia/Bishkek", "2019-11-27T06:00:00+00:00")

    def test_a_day_ends_where_the_place_says(self):
        deadline = end_of(date(2019, 11, 27), ZoneInfo("Asia/Bishkek"))
        assert deadline.is_met_by(datetime(2019, 11, 27, 17, 59, 59, tzinfo=UTC))
        assert not deadline.is_met_by(datetime(2019, 11, 27, 18, tzinfo=UTC))

    def test_an_instant_without_a_zone_is_none(self):
        assert code_of(Deadline, datetime(2019, 11, 27)) == "deadline.instant_without_zone"  # noqa: DTZ001


class TestSymbols:
    """One form, printed and read back; suffixes stack from left to right."""

    @pytest.mark.parametrize(
        ("said", "symbol"),
        [
            ("CSTO/CSC/2019/3", Symbol("CSTO", "CSC", "2019", 3)),
            ("CSTO/CSC/2019/L.4", Symbol("CSTO", "CSC", "2019", 4, Series.DRAFT)),
            (
                "CSTO/CSC/2019/L.4/Rev.2/Add.1/Corr.1",
                Symbol(
                    "CSTO",
                    "CSC",
                    "2019",
                    4,
                    Series.DRAFT,
                    suffixes=(
                        Suffix(SuffixKind.REVISION, 2),
                        Suffix(SuffixKind.ADDENDUM, 1),
                        Suffix(SuffixKind.CORRIGENDUM, 1),
                    ),
                ),
            ),
            ("ORG/PC/WG/12/CRP.7", Symbol("ORG", "PC", "12", 7, Series.CONFERENCE_ROOM_PAPER, ("WG",))),
        ],
    )
    def test_read_and_printed(self, said, symbol):
        assert Symbol.parse(said) == symbol
        assert str(symbol) == said

    @pytest.mark.parametrize("said", ["", "CSTO/CSC/2019", "CSTO/CSC/2019/L.0", "a b/c/1/2", "CSTO/CSC/2019/L.4/Rev."])
    def test_unreadable(self, said):
        assert code_of(Symbol.parse, said) == "symbol.unreadable"

    def test_revisions_follow_one_another(self):
        draft = Symbol.parse("CSTO/CSC/2019/L.4")
        assert str(draft.revised()) == "CSTO/CSC/2019/L.4/Rev.1"
        assert str(draft.revised().revised()) == "CSTO/CSC/2019/L.4/Rev.2"
        added = draft.with_suffix(SuffixKind.ADDENDUM, 1)
        assert str(added.revised()) == "CSTO/CSC/2019/L.4/Add.1/Rev.1"
        assert added.revised().base == draft

    @given(
        st.builds(
            Symbol,
            st.sampled_from(["CSTO", "UN"]),
            st.sampled_from(["CSC", "PC"]),
            st.integers(1900, 2100).map(str),
            st.integers(1, 999),
            st.sampled_from(list(Series)),
            st.lists(st.sampled_from(["WG", "EXP2"]), max_size=2).map(tuple),
            st.lists(st.builds(Suffix, st.sampled_from(list(SuffixKind)), st.integers(1, 20)), max_size=3).map(tuple),
        )
    )
    def test_every_symbol_is_read_back(self, symbol):
        assert Symbol.parse(str(symbol)) == symbol


class TestWrongNumbers:
    @pytest.mark.parametrize(
        ("act", "code"),
        [
            (lambda: Suffix(SuffixKind.REVISION, 0), "symbol.number_below_one"),
            (lambda: Symbol("CSTO", "CSC", "2019", 0), "symbol.number_below_one"),
            (lambda: Symbol("CSTO", "C/SC", "2019", 1), "symbol.bad_part"),
            (lambda: DecisionNumber("CSC", 2019, False, 0), "symbol.number_below_one"),
            (lambda: DecisionNumber("CSC", 19, False, 1), "symbol.bad_year"),
            (lambda: DecisionNumber.parse("CSC/2019/1"), "symbol.unreadable"),
            (lambda: DecisionNumber.parse("CSC-2019-0"), "symbol.unreadable"),
        ],
    )
    def test_refused(self, act, code):
        assert code_of(act) == code


class TestDecisionNumbers:
    """One gapless series a body and year, and a restricted one beside it."""

    @pytest.mark.parametrize(
        ("said", "number"),
        [
            ("CSC-2019-7", DecisionNumber("CSC", 2019, False, 7)),
            ("CSC-2019-R2", DecisionNumber("CSC", 2019, True, 2)),
            ("CFM-CMD-2019-1", DecisionNumber("CFM-CMD", 2019, False, 1)),
        ],
    )
    def test_read_and_printed(self, said, number):
        assert (DecisionNumber.parse(said), str(number)) == (number, said)

    def test_the_two_series_do_not_mix(self):
        given_ = [DecisionNumber.parse(f"CSC-2019-{n}") for n in ("1", "2", "R1")]
        assert str(next_number(given_, body="CSC", year=2019)) == "CSC-2019-3"
        assert str(next_number(given_, body="CSC", year=2019, restricted=True)) == "CSC-2019-R2"
        assert str(next_number(given_, body="CSC", year=2020)) == "CSC-2020-1"
        assert str(next_number(given_, body="PC", year=2019)) == "PC-2019-1"

    def test_a_gap_or_a_number_given_twice_stops_the_series(self):
        gap = [DecisionNumber("CSC", 2019, False, n) for n in (1, 3)]
        assert code_of(next_number, gap, body="CSC", year=2019) == "symbol.gap_in_series"
        twice = [DecisionNumber("CSC", 2019, False, 1)] * 2
        assert code_of(next_number, twice, body="CSC", year=2019) == "symbol.number_twice"


class TestFormats:
    """Who may enter: under the report's rule, leaders first, then three named offices join them (I 9, 10)."""

    CONVENING = Citation("Convening note", "2")
    RESTRICTED = SittingRule(Format.RESTRICTED, named=frozenset({"secretary"}), cite=CONVENING)
    PLENARY = SittingRule(
        Format.ENLARGED,
        offices=frozenset({Office.FOREIGN_MINISTER, Office.DEFENCE_MINISTER, Office.SECURITY_COUNCIL_SECRETARY}),
        cite=CONVENING,
    )

    @pytest.mark.parametrize(
        ("office", "head", "restricted", "plenary"),
        [
            (Office.HEAD_OF_STATE, True, True, True),
            (Office.HEAD_OF_GOVERNMENT, True, True, True),
            (Office.FOREIGN_MINISTER, False, False, True),
            (Office.DEFENCE_MINISTER, False, False, True),
            (Office.SECURITY_COUNCIL_SECRETARY, False, False, True),
            (Office.PRESIDENTIAL_AIDE, False, False, False),
            (Office.DEPUTY_DEFENCE_MINISTER, False, False, False),
            (Office.DEPUTY_FOREIGN_MINISTER, False, False, False),
            (Office.DEPUTY_SECURITY_COUNCIL_SECRETARY, False, False, False),
            (Office.PERMANENT_REPRESENTATIVE, False, False, False),
            (Office.SECRETARY_GENERAL, False, False, True),
            (Office.INTERPRETER, False, True, True),
            (Office.PRESS, False, False, False),
        ],
    )
    def test_the_two_sittings(self, office, head, restricted, plenary):
        for sitting, answer in ((self.RESTRICTED, restricted), (self.PLENARY, plenary)):
            assert may_enter(office, listed=True, rule=sitting, heads_delegation=head).allowed is answer

    def test_a_presidential_aide_is_refused_with_the_rule_and_who_may(self):
        with pytest.raises(Refused) as no:
            require_entry(Office.PRESIDENTIAL_AIDE, listed=True, rule=self.PLENARY)
        assert no.value.code == "formats.office_not_among_those_who_join"
        assert str(no.value.cite) == "Convening note 2"
        assert no.value.facts["admitted"] == [
            "foreign minister",
            "defence minister",
            "secretary of the security council",
            "secretary-general",
            "interpreter",
        ]

    def test_one_not_on_a_list_stays_out_even_as_minister(self):
        answer = may_enter(Office.FOREIGN_MINISTER, listed=False, rule=self.PLENARY)
        assert (answer.allowed, answer.code) == (False, "formats.not_on_list")

    def test_the_named_secretary_enters_a_restricted_sitting(self):
        office = Office.SECRETARY_OF_SITTING
        assert may_enter(office, listed=True, rule=self.RESTRICTED, person="secretary").allowed
        assert not may_enter(office, listed=True, rule=self.RESTRICTED, person="another").allowed

    def test_companions_up_to_their_number(self):
        plus_one = SittingRule(Format.RESTRICTED, companions=1)
        assert may_enter(Office.OTHER, listed=True, rule=plus_one, companion_number=1).allowed
        second = may_enter(Office.OTHER, listed=True, rule=plus_one, companion_number=2)
        assert (second.allowed, second.code) == (False, "formats.too_many_companions")

    def test_without_named_offices_full_delegations_join(self):
        plenary = SittingRule(Format.ENLARGED)
        assert may_enter(Office.PRESIDENTIAL_AIDE, listed=True, rule=plenary).allowed
        assert not may_enter(Office.HOST_SERVICES, listed=True, rule=plenary).allowed
        assert admitted_offices(plenary) == (Office.SECRETARY_GENERAL, Office.INTERPRETER)

    def test_what_each_format_keeps_and_whether_it_decides(self):
        assert {f: (r.report, r.decides) for f, r in FORMATS.items()} == {
            Format.RESTRICTED: (Report.CHAIRS_NOTE, True),
            Format.ENLARGED: (Report.SUMMARY_RECORD, True),
            Format.RETREAT: (Report.NONE, False),
            Format.MINISTERIAL: (Report.SUMMARY_RECORD, True),
            Format.EXPERT: (Report.CHAIRS_REPORT, False),
            Format.BILATERAL: (Report.NONE, False),
        }
        assert code_of(require_decision, Format.RETREAT) == "formats.takes_no_decisions"
        require_decision(Format.RESTRICTED)
