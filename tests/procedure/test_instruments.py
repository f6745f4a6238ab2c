"""Signature and entry into force beyond what F works through, and the life of a document (C)."""

import calendar
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.documents import (
    ENTRANCES,
    FROZEN,
    Distribution,
    Guard,
    Referral,
    ReferralVerb,
    State,
    audience_widens,
    next_states,
    require_answer,
    require_move,
    require_one_text,
    require_referral,
    require_second_person,
    widens,
)
from plenary.procedure.entry_into_force import (
    Delay,
    Deposit,
    Formula,
    Start,
    add_months,
    entry_into_force,
)
from plenary.procedure.office import Office
from plenary.procedure.precedence import Place
from plenary.procedure.refusal import Refused
from plenary.procedure.share import Share
from plenary.procedure.signing import (
    Act,
    FullPowers,
    Party,
    Signed,
    Signer,
    authority,
    blocks,
    completeness,
)

DAY = date(2019, 11, 28)
THIRTY_DAYS = Formula(Share(0, min=4), 6, Delay(days=30))
THREE_MONTHS = Formula(Share(0, min=3), 6, Delay(months=3, start=Start.FIRST_OF_NEXT_MONTH))


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value.code


def deposits(*days, bad=()):
    return [Deposit(f"S{n}", date.fromisoformat(day), good_form=n not in bad) for n, day in enumerate(days, 1)]


class TestAuthority:
    """Heads of State and government and foreign ministers sign by office; others with full powers."""

    @pytest.mark.parametrize("office", [Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.FOREIGN_MINISTER])
    @pytest.mark.parametrize("act", list(Act))
    def test_by_office_for_every_act(self, office, act):
        assert authority(Signer("p", "ARD", office), act, on=DAY).code == "signing.by_office"

    @pytest.mark.parametrize(
        "office",
        [
            Office.DEFENCE_MINISTER,
            Office.SECURITY_COUNCIL_SECRETARY,
            Office.PERMANENT_REPRESENTATIVE,
            Office.PRESIDENTIAL_AIDE,
            Office.OTHER,
        ],
    )
    def test_everyone_else_needs_full_powers_to_sign(self, office):
        signer = Signer("p", "ARD", office)
        with pytest.raises(Refused) as no:
            authority(signer, Act.SIGN, on=DAY, text="T")
        assert (no.value.code, str(no.value.cite)) == ("signing.needs_full_powers", "VCLT art. 7")
        assert no.value.facts["office"] == str(office)
        powers = FullPowers("p", "ARD", frozenset({Act.SIGN}), "T")
        step = authority(signer, Act.SIGN, on=DAY, text="T", powers=[powers])
        assert step.code == "signing.by_full_powers"

    def test_a_permanent_representative_adopts_a_text_in_its_body(self):
        signer = Signer("p", "ARD", Office.PERMANENT_REPRESENTATIVE)
        assert authority(signer, Act.ADOPT, on=DAY).code == "signing.by_office"

    @pytest.mark.parametrize(
        "powers",
        [
            FullPowers("other", "ARD", frozenset({Act.SIGN})),
            FullPowers("p", "BOR", frozenset({Act.SIGN})),
            FullPowers("p", "ARD", frozenset({Act.NEGOTIATE})),
            FullPowers("p", "ARD", frozenset({Act.SIGN}), "another text"),
            FullPowers("p", "ARD", frozenset({Act.SIGN}), valid_from=date(2019, 11, 29)),
            FullPowers("p", "ARD", frozenset({Act.SIGN}), valid_to=date(2019, 11, 27)),
        ],
    )
    def test_powers_cover_a_person_a_member_an_act_a_text_and_days(self, powers):
        signer = Signer("p", "ARD", Office.DEFENCE_MINISTER)
        code = code_of(authority, signer, Act.SIGN, on=DAY, text="T", powers=[powers])
        expected = "needs_full_powers" if powers.person == "other" else "powers_do_not_cover"
        assert code == f"signing.{expected}"

    def test_an_office_counts_while_it_is_held(self):
        former = Signer("p", "ARD", Office.HEAD_OF_STATE, office_to=date(2019, 3, 20))
        assert code_of(authority, former, Act.SIGN, on=DAY) == "signing.office_not_held"
        assert authority(former, Act.SIGN, on=date(2019, 3, 20)).code == "signing.by_office"


class TestOrderOfSignature:
    PARTIES = [Party("RUS", "Россия"), Party("ARM", "Армения"), Party("KGZ", "Кыргызстан")]

    @pytest.mark.parametrize(
        ("place", "order"),
        [
            (Place.BY_RANK, ("ARM", "KGZ", "RUS")),
            (Place.FIRST, ("KGZ", "ARM", "RUS")),
            (Place.LAST, ("ARM", "RUS", "KGZ")),
        ],
    )
    def test_alphabetical_the_host_where_decided(self, place, order):
        assert blocks(self.PARTIES, host="KGZ", host_place=place) == order

    def test_refused(self):
        assert code_of(blocks, self.PARTIES * 2) == "signing.party_twice"
        assert code_of(blocks, self.PARTIES, host="FIN", host_place=Place.FIRST) == "signing.host_is_no_party"

    def test_how_far_the_signing_has_come(self):
        order = ("ARM", "KGZ", "RUS")
        signed = [Signed("RUS", DAY, "d"), Signed("ARM", DAY, "d")]
        state = completeness(order, signed, digest="d")
        assert (state.signed, state.waiting, state.complete) == (("ARM", "RUS"), ("KGZ",), False)
        assert completeness(order, [*signed, Signed("KGZ", DAY, "d")], digest="d").complete

    @pytest.mark.parametrize(
        ("signatures", "code"),
        [
            ([Signed("FIN", DAY, "d")], "signing.not_a_party"),
            ([Signed("ARM", DAY, "d"), Signed("ARM", DAY, "d")], "signing.signed_twice"),
            ([Signed("ARM", DAY, "other")], "signing.other_text"),
        ],
    )
    def test_signatures_that_do_not_fit(self, signatures, code):
        assert code_of(completeness, ("ARM",), signatures, digest="d") == code


class TestEntryIntoForce:
    """Day 0 is the deposit; months clamp; only good instruments count."""

    FOUR = ("2024-03-01", "2024-05-17", "2024-09-30", "2025-01-31")

    def test_several_on_one_day_all_count(self):
        force = entry_into_force(THREE_MONTHS, deposits("2024-01-01", "2024-02-01", "2024-02-01", "2024-02-01"))
        assert force.counted == ("S1", "S2", "S3", "S4")

    def test_one_withdrawn_before_the_threshold_does_not_count(self):
        three = [
            Deposit("A", date(2024, 1, 1), withdrawn_on=date(2024, 1, 20)),
            Deposit("B", date(2024, 1, 10)),
            Deposit("C", date(2024, 2, 1)),
        ]
        assert entry_into_force(THREE_MONTHS, three).on is None
        later = [*three, Deposit("D", date(2024, 3, 1))]
        assert entry_into_force(THREE_MONTHS, later).counted == ("B", "C", "D")

    def test_one_withdrawn_after_the_threshold_changes_nothing(self):
        kept = deposits("2024-01-01", "2024-01-02", "2024-01-03")
        withdrawn = [Deposit("S1", date(2024, 1, 1), withdrawn_on=date(2024, 6, 1)), *kept[1:]]
        assert entry_into_force(THREE_MONTHS, withdrawn).on == entry_into_force(THREE_MONTHS, kept).on

    def test_what_is_known_on_a_day(self):
        four = deposits(*self.FOUR)
        assert entry_into_force(THIRTY_DAYS, four, as_of=date(2025, 1, 30)).on is None

    def test_only_those_whose_consent_is_needed_count(self):
        own = Formula(Share(0, min=1), 2, Delay(), members_only=frozenset({"S2"}))
        assert entry_into_force(own, deposits("2024-01-01", "2024-02-01")).counted == ("S2",)

    def test_refused(self):
        twice = [Deposit("A", date(2024, 1, 1)), Deposit("A", date(2024, 2, 1))]
        assert code_of(entry_into_force, THREE_MONTHS, twice) == "instruments.deposited_twice"
        backwards = [Deposit("A", date(2024, 2, 1), withdrawn_on=date(2024, 1, 1))]
        assert code_of(entry_into_force, THREE_MONTHS, backwards) == "instruments.withdrawn_before_deposit"

    @given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 240))
    def test_months_land_in_the_month_they_say(self, day, months):
        later = add_months(day, months)
        assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
        last = calendar.monthrange(later.year, later.month)[1]
        assert later.day == min(day.day, last)


class TestLifeOfADocument:
    """States, guards and movers as a table."""

    def test_every_state_can_be_reached_and_none_is_entered_from_itself_by_mistake(self):
        reached = {State.MANDATED}
        while more := {to for state in reached for to in next_states(state)} - reached:
            reached |= more
        assert reached == set(State)
        looping = {state for state, entrance in ENTRANCES.items() if state in entrance.after}
        assert looping == {
            State.IN_CONSULTATION,
            State.BRACKETED,
            State.AD_REFERENDUM,
            State.EXPERT_LEVEL,
            State.REFERRED,
        }

    def test_nothing_leads_back_from_a_frozen_text(self):
        assert {to for state in FROZEN for to in next_states(state)} <= FROZEN

    def test_a_text_with_open_brackets_is_not_adopted(self):
        with pytest.raises(Refused) as no:
            require_move(State.TABLED, State.ADOPTED, met=[Guard.VERDICT])
        assert (no.value.code, no.value.facts["missing"]) == (
            "documents.guard_not_met",
            ["no open brackets"],
        )
        step = require_move(State.TABLED, State.ADOPTED, met=[Guard.VERDICT, Guard.NO_OPEN_BRACKETS])
        assert step.facts["mover"] == "presiding officer"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (None, State.ADOPTED),
            (State.DRAFTED, State.ADOPTED),
            (State.ADOPTED, State.DRAFTED),
            (State.MANDATED, State.MANDATED),
        ],
    )
    def test_no_short_cuts(self, before, after):
        assert code_of(require_move, before, after, met=list(Guard)) == "documents.wrong_step"

    def test_the_customary_route_of_one_text(self):
        route = [
            None,
            State.MANDATED,
            State.DRAFTED,
            State.REGISTERED,
            State.BRACKETED,
            State.AD_REFERENDUM,
            State.REFERRED,
            State.REFERRED,
            State.ENDORSED,
            State.REFERRED,
            State.TABLED,
            State.ADOPTED,
            State.NUMBERED,
            State.OPEN_FOR_SIGNATURE,
            State.SIGNED,
            State.CERTIFIED,
            State.IN_EFFECT,
            State.IN_FOLLOW_UP,
            State.CLOSED,
        ]
        for before, after in pairwise(route):
            require_move(before, after, met=list(Guard))


class TestReferral:
    """A text travels by a verb and a decision; it is never copied."""

    def send(self, verb, **more):
        values = {"from_body": "CMFA", "to_body": "CSC", "decision": "CMFA-2019-3"} | more
        return require_referral(Referral(verb, **values))

    def test_what_travels_with_it(self):
        step = self.send(ReferralVerb.FOR_ADOPTION)
        assert step.facts == {
            "verb": "for adoption",
            "from_body": "CMFA",
            "to_body": "CSC",
            "decision": "CMFA-2019-3",
            "open_brackets": 0,
        }

    @pytest.mark.parametrize(
        ("verb", "more", "code"),
        [
            (ReferralVerb.FOR_ADOPTION, {"to_body": "CMFA"}, "documents.referral_to_itself"),
            (ReferralVerb.FOR_ADOPTION, {"decision": ""}, "documents.referral_without_decision"),
            (ReferralVerb.FOR_ADOPTION, {"open_brackets": 1}, "documents.open_brackets"),
        ],
    )
    def test_refused(self, verb, more, code):
        assert code_of(self.send, verb, **more) == code

    def test_brackets_may_travel_for_less_than_adoption(self):
        assert self.send(ReferralVerb.FOR_CONSIDERATION, open_brackets=3).facts["open_brackets"] == 3

    def test_the_verb_says_what_may_be_answered(self):
        require_answer(ReferralVerb.FOR_ENDORSEMENT, State.ENDORSED)
        code = code_of(require_answer, ReferralVerb.FOR_INFORMATION, State.ADOPTED)
        assert code == "documents.answer_does_not_fit_verb"


class TestOneText:
    """VCLT art. 33(1): a text authenticated in several languages is equally authoritative in each."""

    def test_every_authentic_language_says_the_version_that_is_decided_on(self):
        require_one_text(3, {"en": 3, "fr": 3})
        require_one_text(3, {})

    @pytest.mark.parametrize("older", [2, 4])
    def test_refused(self, older):
        with pytest.raises(Refused) as refused:
            require_one_text(3, {"ru": older, "en": 3, "fr": older})
        assert refused.value.code == "documents.authentic_text_older"
        assert refused.value.facts == {"language": "fr", "renders": older, "number": 3}
        assert str(refused.value.cite) == "VCLT art. 33(1)"


class TestWidening:
    """An audience is widened by two persons."""

    @pytest.mark.parametrize(
        ("before", "after", "wider"),
        [
            (Distribution.RESTRICTED, Distribution.GENERAL, True),
            (Distribution.PARTICIPANTS_ONLY, Distribution.RESTRICTED, True),
            (Distribution.GENERAL, Distribution.LIMITED, False),
            (Distribution.LIMITED, Distribution.LIMITED, False),
        ],
    )
    def test_classes(self, before, after, wider):
        assert widens(before, after) is wider

    @pytest.mark.parametrize(
        ("before", "after", "wider"),
        [
            ({"body:CSC"}, {"body:CSC", "body:PC"}, True),
            ({"body:CSC"}, {"body:PC"}, True),
            ({"body:CSC", "body:PC"}, {"body:PC"}, False),
        ],
    )
    def test_tokens(self, before, after, wider):
        assert audience_widens(before, after) is wider

    @pytest.mark.parametrize("confirmed_by", ["", "one"])
    def test_one_person_is_refused(self, confirmed_by):
        code = code_of(require_second_person, proposed_by="one", confirmed_by=confirmed_by, widened=True)
        assert code == "documents.widened_by_one_person"

    def test_two_persons_or_no_widening(self):
        require_second_person(proposed_by="one", confirmed_by="two", widened=True)
        require_second_person(proposed_by="one", confirmed_by="", widened=False)
