"""The guide's section F by number: dates of effect, objections, withdrawal, alternat; full powers, depositary."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.citation import Citation
from plenary.procedure.depositary import (
    Allowed,
    CertifiedCopy,
    Correction,
    amendment,
    correction,
    objection,
    require_registration,
    require_true_copy,
    reservation,
    succession,
    withdrawal,
)
from plenary.procedure.entry_into_force import (
    Delay,
    Deposit,
    Formula,
    Start,
    bound_from,
    entry_into_force,
)
from plenary.procedure.office import Office
from plenary.procedure.precedence import Place
from plenary.procedure.refusal import Refused
from plenary.procedure.share import ALL, Share
from plenary.procedure.signing import (
    Act,
    Electronic,
    FullPowers,
    Party,
    Signer,
    alternat,
    authority,
    require_electronic,
    signing_order,
)

CLAUSE = Citation("Treaty", "art. 12")
THIRTY_DAYS = Formula(Share(0, min=4), 6, Delay(days=30), CLAUSE)
THREE_MONTHS = Formula(Share(0, min=3), 6, Delay(months=3, start=Start.FIRST_OF_NEXT_MONTH), CLAUSE)
FOUR = ("2024-03-01", "2024-05-17", "2024-09-30", "2025-01-31")


def day(said):
    return date.fromisoformat(said)


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value.code


def deposits(*days, bad=()):
    return [Deposit(f"S{n}", day(one), good_form=n not in bad) for n, one in enumerate(days, 1)]


class TestTable:
    """The table of F, 1 to 10."""

    def test_f1_thirtieth_day_after_the_fourth_instrument(self):
        force = entry_into_force(THIRTY_DAYS, deposits(*FOUR))
        assert (force.on, force.reached_on, force.required) == (day("2025-03-02"), day("2025-01-31"), 4)
        last = force.steps[-1]
        assert (last.code, dict(last.facts), str(last.cite)) == (
            "instruments.threshold_reached",
            {
                "counted": 4,
                "required": 4,
                "reached_on": "2025-01-31",
                "delay": "days:30",
                "in_force_on": "2025-03-02",
            },
            "Treaty art. 12",
        )

    def test_f2_a_later_state_from_its_own_deposit(self):
        five = deposits(*FOUR, "2025-02-10")
        later = bound_from("S5", THIRTY_DAYS, five)
        assert (later.on, later.steps[-1].code) == (day("2025-03-12"), "instruments.binds_later")
        assert later.steps[-1].facts == {"member": "S5", "received_on": "2025-02-10", "on": "2025-03-12"}
        with_them = bound_from("S1", THIRTY_DAYS, five)
        assert (with_them.on, with_them.steps[-1].code) == (day("2025-03-02"), "instruments.binds_with_the_others")

    def test_f3_a_prohibited_reservation_does_not_count(self):
        five = deposits(*FOUR, "2025-02-10", bad={3})
        force = entry_into_force(THIRTY_DAYS, five)
        assert (force.on, force.counted) == (day("2025-03-12"), ("S1", "S2", "S4", "S5"))
        refused = force.steps[2]
        assert (refused.code, refused.facts["member"], refused.facts["reason"]) == (
            "instruments.does_not_count",
            "S3",
            "not in good form",
        )

    @pytest.mark.parametrize(
        ("third", "on"),
        [pytest.param("2024-11-30", "2025-03-01", id="f4"), pytest.param("2024-12-01", "2025-04-01", id="f5")],
    )
    def test_f4_f5_first_of_the_month_after_three_months(self, third, on):
        force = entry_into_force(THREE_MONTHS, deposits("2024-01-01", "2024-02-01", third))
        assert (force.on, force.steps[-1].facts["delay"]) == (day(on), "months:3+first_of_next_month")

    def test_f6_all_signatories_on_the_last_notice(self):
        everyone = Formula(ALL, 6, Delay(), Citation("CSTO Charter", "art. 27"))
        six = deposits("2003-01-10", "2003-02-10", "2003-03-10", "2003-04-10", "2003-05-10", "2003-09-18")
        force = entry_into_force(everyone, six)
        assert (force.on, force.required, str(force.steps[-1].cite)) == (day("2003-09-18"), 6, "CSTO Charter art. 27")
        lacking = entry_into_force(everyone, six[:5])
        assert (lacking.on, lacking.steps[-1].code) == (None, "instruments.lacking")
        assert lacking.steps[-1].facts == {"counted": 5, "required": 6}

    def test_f7_twelve_months_after_two_thirds_of_160(self):
        formula = Formula(Share(2, 3), 160, Delay(months=12), Citation("IMO Convention", "art. 66"))
        accepted = [Deposit(f"S{n:03}", date(2000, 1, 1)) for n in range(106)]
        force = entry_into_force(formula, [*accepted, Deposit("S106", day("2001-11-07"))])
        assert (force.on, force.required) == (day("2002-11-07"), 107)
        assert entry_into_force(formula, accepted).on is None

    @pytest.mark.parametrize(
        ("objected", "in_time", "code"),
        [
            ("2025-03-15", True, "reservations.objection_in_time"),
            ("2025-03-16", False, "reservations.objection_late"),
        ],
    )
    def test_f8_objection_within_twelve_months(self, objected, in_time, code):
        due = objection(day("2024-03-15"), day(objected))
        assert (due.in_time, due.on, due.step.code) == (in_time, day("2025-03-15"), code)
        assert str(due.step.cite) == "VCLT art. 20(5)"

    def test_f8_or_until_consent_to_be_bound_whichever_is_later(self):
        bound = day("2026-01-01")
        assert objection(day("2024-03-15"), bound, bound_on=bound).in_time is True
        assert objection(day("2024-03-15"), bound_on=day("2024-06-01")).on == day("2025-03-15")

    def test_f8_silence_is_acceptance(self):
        due = objection(day("2024-03-15"))
        assert (due.in_time, due.step.code, due.step.facts["last_on"]) == (
            None,
            "reservations.accepted_after",
            "2025-03-15",
        )

    @pytest.mark.parametrize(
        ("notice", "cite", "on", "cited"),
        [
            (None, None, "2026-01-10", "VCLT art. 56(2)"),
            (Delay(months=6), CLAUSE, "2025-07-10", "Treaty art. 12"),
        ],
    )
    def test_f9_withdrawal(self, notice, cite, on, cited):
        due = withdrawal(day("2025-01-10"), *([notice] if notice else []), cite=cite)
        assert (due.on, due.step.code, str(due.step.cite)) == (day(on), "depositary.withdrawal", cited)

    def test_f10_alternat(self):
        answer = alternat(["Arda", "Borel", "Cassia"], cite=CLAUSE)
        assert answer.copies == (
            ("Arda", ("Arda", "Borel", "Cassia")),
            ("Borel", ("Borel", "Arda", "Cassia")),
            ("Cassia", ("Cassia", "Arda", "Borel")),
        )
        assert (answer.step.code, str(answer.step.cite)) == ("signing.alternat", "Treaty art. 12")

    def test_f10_rotating_where_so_configured(self):
        answer = alternat(["Arda", "Borel", "Cassia"], rotating=True)
        assert dict(answer.copies)["Borel"] == ("Borel", "Cassia", "Arda")
        assert answer.step.code == "signing.alternat_rotating"

    @given(st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=12), st.booleans())
    def test_each_party_is_first_exactly_once_and_nobody_is_lost(self, parties, rotating):
        copies = alternat(parties, rotating=rotating).copies
        assert [keeper for keeper, _ in copies] == [order[0] for _, order in copies] == parties
        assert all(sorted(order) == sorted(parties) for _, order in copies)


class TestDelays:
    """A delay is written as a chain, and read back as it was written."""

    @pytest.mark.parametrize(
        ("said", "deposited", "on"),
        [
            ("days:0", "1976-09-15", "1976-09-15"),
            ("days:30", "1968-12-05", "1969-01-04"),
            ("months:3", "1975-12-23", "1976-03-23"),
            ("months:12+first_of_next_month", "1986-12-11", "1988-01-01"),
            ("days:60+first_of_next_month", "2002-04-11", "2002-07-01"),
            ("days:90+not_before:1994-01-01", "1994-03-16", "1994-06-14"),
            ("days:90+not_before:1999-01-01", "1998-08-12", "1999-01-01"),
            ("month_start:6", "2010-02-16", "2010-08-01"),
            ("months:1+days:1+month_start:2+not_before:2024-05-02", "2024-01-31", "2024-05-02"),
            ("not_before:2024-05-02", "2024-05-03", "2024-05-03"),
        ],
    )
    def test_read_printed_and_applied(self, said, deposited, on):
        delay = Delay.read(said)
        assert (str(delay), delay.after(day(deposited))) == (said, day(on))

    @pytest.mark.parametrize(
        "said",
        [
            "",
            "30",
            "days:",
            "days:-1",
            "days:30+",
            "days:30days:30",
            "days:30+days:30",
            "days:30+months:3",
            "first_of_next_month+days:30",
            "first_of_next_month+month_start:1",
            "not_before:2024-02-30",
            "not_before:2024-01-01+days:1",
            "weeks:2",
        ],
    )
    def test_what_is_not_a_chain_is_not_guessed_at(self, said):
        assert code_of(Delay.read, said) == "instruments.bad_delay"

    @pytest.mark.parametrize(
        "parts", [{"days": -1}, {"months": -1}, {"month_start": 1, "start": Start.FIRST_OF_NEXT_MONTH}]
    )
    def test_what_no_text_says(self, parts):
        assert code_of(Delay, **parts) == "instruments.bad_delay"

    @given(
        st.builds(
            Delay,
            st.integers(0, 400),
            st.integers(0, 40),
            month_start=st.integers(0, 12),
            not_before=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        )
        | st.builds(Delay, st.integers(0, 400), st.integers(0, 40), st.just(Start.FIRST_OF_NEXT_MONTH))
    )
    def test_every_delay_is_read_back(self, delay):
        assert Delay.read(str(delay)) == delay


class TestWhatCounts:
    """Deposits count on receipt, in good form; several on one day all count."""

    DAYS = st.dates(date(2024, 1, 1), date(2024, 1, 20))

    @given(
        st.lists(st.tuples(DAYS, st.booleans(), st.booleans()), max_size=8).flatmap(
            lambda lines: st.permutations(
                [
                    Deposit(f"S{n}", on, good_form=good, regional_organisation=regional)
                    for n, (on, good, regional) in enumerate(lines)
                ]
            ).map(lambda mixed: (sorted(mixed, key=lambda one: one.member), mixed))
        ),
        st.integers(1, 5),
    )
    def test_the_order_of_arrival_changes_nothing(self, both, needed):
        written, mixed = both
        formula = Formula(Share(0, min=needed), 6, Delay(days=30))
        force = entry_into_force(formula, written)
        assert entry_into_force(formula, mixed) == force
        assert all(bound_from(one.member, formula, mixed) == bound_from(one.member, formula, written) for one in mixed)
        good = sorted(one.received_on for one in written if one.good_form and not one.regional_organisation)
        assert force.reached_on == (good[needed - 1] if len(good) >= needed else None)

    def test_a_regional_organisation_adds_nothing_unless_the_text_says_so(self):
        three = [*deposits("2024-01-01", "2024-01-02"), Deposit("EU", day("2024-01-03"), regional_organisation=True)]
        two_more = [*three, Deposit("S9", day("2024-05-31"))]
        force = entry_into_force(THREE_MONTHS, two_more)
        assert (force.counted, force.on) == (("S1", "S2", "S9"), day("2024-09-01"))
        assert force.steps[2].facts["reason"] == "regional organisation"
        assert bound_from("EU", THREE_MONTHS, two_more).on == day("2024-09-01")
        counting = Formula(Share(0, min=3), 6, Delay(), regional_organisations_count=True)
        assert entry_into_force(counting, three).on == day("2024-01-03")

    def test_not_before_another_treaty(self):
        protocol = Formula(Share(0, min=2), 6, Delay(months=3), CLAUSE, not_before_treaty="Covenant")
        two = deposits("1973-01-01", "1973-12-12")
        force = entry_into_force(protocol, two, others={"Covenant": day("1976-03-23")})
        assert (force.on, force.steps[-1].code) == (day("1976-03-23"), "instruments.not_before_other")
        assert entry_into_force(protocol, two, others={"Covenant": day("1970-01-01")}).on == day("1974-03-12")
        waiting = entry_into_force(protocol, two)
        assert (waiting.on, waiting.reached_on, waiting.steps[-1].code) == (
            None,
            day("1973-12-12"),
            "instruments.waits_for_other",
        )
        assert bound_from("S1", protocol, two).steps[-1].code == "instruments.not_in_force"

    @pytest.mark.parametrize(
        ("deposit", "reason"),
        [
            (Deposit("X", day("2024-01-01")), "not one of those whose consent is needed"),
            (Deposit("S1", day("2024-01-01"), withdrawn_on=day("2024-01-01")), "withdrawn"),
        ],
    )
    def test_why_one_does_not_count(self, deposit, reason):
        formula = Formula(Share(0, min=1), 1, Delay(), members_only=frozenset({"S1"}))
        force = entry_into_force(formula, [deposit])
        assert [one.facts.get("reason") for one in force.steps] == [reason, None]

    def test_who_is_not_bound(self):
        nobody = bound_from("S9", THIRTY_DAYS, deposits(*FOUR))
        assert (nobody.on, nobody.steps[-1].code) == (None, "instruments.no_instrument")
        gone = [*deposits(*FOUR)[:3], Deposit("S4", day("2025-01-31"), withdrawn_on=day("2025-02-20"))]
        assert bound_from("S4", THIRTY_DAYS, gone).on is None
        stayed = [*deposits(*FOUR)[:3], Deposit("S4", day("2025-01-31"), withdrawn_on=day("2025-03-02"))]
        assert bound_from("S4", THIRTY_DAYS, stayed).on == day("2025-03-02")
        before = bound_from("S1", THIRTY_DAYS, deposits(*FOUR), as_of=day("2025-01-30"))
        assert (before.on, before.steps[-1].code) == (None, "instruments.not_in_force")

    def test_later_parties_may_have_another_delay(self):
        five = deposits(*FOUR, "2025-06-10")
        assert bound_from("S5", THIRTY_DAYS, five, own_delay=Delay(days=90)).on == day("2025-09-08")


class TestSignature:
    """Order, alternat, and who signs without full powers."""

    PARTIES = (Party("RUS", "Россия"), Party("ARM", "Армения"), Party("KGZ", "Кыргызстан"))

    @pytest.mark.parametrize(
        ("place", "order", "code"),
        [
            (Place.BY_RANK, ("ARM", "KGZ", "RUS"), "signing.alphabetical"),
            (Place.FIRST, ("KGZ", "ARM", "RUS"), "signing.host_first"),
            (Place.LAST, ("ARM", "RUS", "KGZ"), "signing.host_last"),
        ],
    )
    def test_f_order(self, place, order, code):
        answer = signing_order(self.PARTIES, host="KGZ", host_place=place, cite=CLAUSE)
        assert (answer.order, answer.step.code, str(answer.step.cite)) == (order, code, "Treaty art. 12")

    @pytest.mark.parametrize(
        ("office", "act", "by_office"),
        [
            (Office.HEAD_OF_STATE, Act.SIGN, True),
            (Office.HEAD_OF_GOVERNMENT, Act.SIGN, True),
            (Office.FOREIGN_MINISTER, Act.SIGN, True),
            (Office.HEAD_OF_MISSION, Act.ADOPT, True),
            (Office.PERMANENT_REPRESENTATIVE, Act.ADOPT, True),
            (Office.HEAD_OF_MISSION, Act.SIGN, False),
            (Office.PERMANENT_REPRESENTATIVE, Act.SIGN, False),
            (Office.DEFENCE_MINISTER, Act.SIGN, False),
            (Office.SECURITY_COUNCIL_SECRETARY, Act.SIGN, False),
        ],
    )
    def test_f_full_powers(self, office, act, by_office):
        signer = Signer("p", "ARD", office)
        if by_office:
            step = authority(signer, act, on=day("2019-11-28"))
            assert (step.code, str(step.cite)) == ("signing.by_office", "VCLT art. 7")
            return
        assert code_of(authority, signer, act, on=day("2019-11-28")) == "signing.needs_full_powers"
        powers = [FullPowers("p", "ARD", frozenset({act}))]
        assert authority(signer, act, on=day("2019-11-28"), powers=powers).code == "signing.by_full_powers"

    @pytest.mark.parametrize("office", [Office.HEAD_OF_MISSION, Office.PERMANENT_REPRESENTATIVE])
    def test_f_only_where_accredited(self, office):
        signer = Signer("p", "ARD", office, accredited_to="Council")
        on = day("2019-11-28")
        assert authority(signer, Act.ADOPT, on=on, within="Council").code == "signing.by_office"
        assert code_of(authority, signer, Act.ADOPT, on=on, within="Assembly") == "signing.needs_full_powers"
        minister = Signer("p", "ARD", Office.FOREIGN_MINISTER)
        assert authority(minister, Act.ADOPT, on=on, within="Assembly").code == "signing.by_office"

    def test_f_electronic_signature(self):
        signer = Signer("p", "ARD", Office.HEAD_OF_STATE, day("2017-11-24"), day("2020-01-01"))
        on = day("2019-11-28")
        assert require_electronic(signer, Electronic(), on=on).code == "signing.electronic"
        assert require_electronic(signer, Electronic(True, True), on=on).code == "signing.electronic"
        assert code_of(require_electronic, signer, Electronic(True), on=on) == "signing.ink_needed"
        assert code_of(require_electronic, signer, Electronic(), on=day("2020-01-02")) == "signing.key_not_valid"


class TestDepositary:
    """Certified copies, corrections, reservations, amendments, succession, registration."""

    @pytest.mark.parametrize(
        ("objected", "on", "outcome", "code"),
        [
            ({}, "2024-03-31", Correction.RUNNING, "depositary.correction_running"),
            ({}, "2024-04-01", Correction.CORRECTED, "depositary.correction_made"),
            ({"ARD": "2024-03-31"}, "2024-04-01", Correction.OBJECTED, "depositary.correction_objected"),
            ({"ARD": "2024-04-01"}, "2024-04-02", Correction.CORRECTED, "depositary.correction_made"),
            ({"ARD": "2024-03-31"}, "2024-03-30", Correction.RUNNING, "depositary.correction_running"),
        ],
    )
    def test_f_corrections_ninety_days(self, objected, on, outcome, code):
        received = {party: day(one) for party, one in objected.items()}
        answer = correction(day("2024-01-01"), received, on=day(on))
        assert (answer.outcome, answer.last_on, answer.step.code) == (outcome, day("2024-03-31"), code)
        assert str(answer.step.cite) == "VCLT art. 79"
        assert answer.objected == (("ARD",) if outcome is Correction.OBJECTED else ())

    def test_an_objection_is_not_older_than_the_proposal(self):
        early = {"ARD": day("2023-12-31")}
        assert code_of(correction, day("2024-01-01"), early, on=day("2024-02-01")) == "depositary.before_it_began"

    @pytest.mark.parametrize(
        ("clause", "named", "against", "code"),
        [
            (Allowed.SILENT, (), False, "reservations.allowed"),
            (Allowed.SILENT, (), True, "reservations.against_purpose"),
            (Allowed.SILENT, ("art. 3",), False, "reservations.prohibited"),
            (Allowed.PROHIBITED, (), False, "reservations.prohibited"),
            (Allowed.SPECIFIED_ONLY, ("art. 3",), False, "reservations.allowed"),
            (Allowed.SPECIFIED_ONLY, ("art. 4",), False, "reservations.not_among_permitted"),
        ],
    )
    def test_f_reservations(self, clause, named, against, code):
        answer = reservation("art. 3", clause, named=named, against_purpose=against)
        assert (answer.allowed, answer.step.code) == (code == "reservations.allowed", code)
        assert str(answer.step.cite) == "VCLT art. 19"
        assert str(reservation("art. 3", clause, cite=CLAUSE).step.cite) == "Treaty art. 12"

    PARTIES = {"A": day("2000-01-01"), "B": day("2000-01-01"), "C": day("2012-01-01"), "D": day("2030-01-01")}

    @pytest.mark.parametrize(
        ("more", "amended", "unamended", "code"),
        [
            ({}, ("A", "C"), ("B",), "depositary.amendment_binds_accepting"),
            ({"binds_all": True}, ("A", "B", "C"), (), "depositary.amendment_binds_all"),
            ({"on": day("2009-12-31")}, (), ("A", "B"), "depositary.amendment_not_in_force"),
            ({"in_force_on": None}, (), ("A", "B", "C"), "depositary.amendment_not_in_force"),
            ({"accepted": {"A": day("2021-01-01")}}, ("C",), ("A", "B"), "depositary.amendment_binds_accepting"),
        ],
    )
    def test_f_amendments_bind_those_that_accept(self, more, amended, unamended, code):
        said = {"accepted": {"A": day("2009-06-01")}, "in_force_on": day("2010-01-01"), "on": day("2020-01-01")} | more
        answer = amendment(self.PARTIES, said.pop("accepted"), **said)
        assert (answer.amended, answer.unamended, answer.step.code) == (amended, unamended, code)
        assert str(answer.step.cite) == "VCLT art. 40"

    def test_only_a_party_accepts_an_amendment(self):
        said = {"in_force_on": None, "on": day("2020-01-01")}
        assert code_of(amendment, self.PARTIES, {"X": day("2009-01-01")}, **said) == "depositary.not_a_party"

    @pytest.mark.parametrize(
        ("in_force", "changed", "on", "kept", "code"),
        [
            ("1980-01-01", None, "1993-01-01", ("art. 3",), "depositary.reservations_kept"),
            ("1994-01-01", None, "1994-01-01", ("art. 3",), "depositary.reservations_kept"),
            ("1980-01-01", [], "1993-01-01", (), "depositary.reservations_changed"),
        ],
    )
    def test_f_succession(self, in_force, changed, on, kept, code):
        answer = succession(
            day("1993-01-01"), day("1995-05-05"), day(in_force), reservations=["art. 3"], changed_to=changed
        )
        assert (answer.on, answer.reservations) == (day(on), kept)
        assert [(one.code, str(one.cite)) for one in answer.steps] == [
            ("depositary.succession", "VCSST art. 23"),
            (code, "VCSST art. 20"),
        ]
        early = (day("1993-01-01"), day("1992-12-31"), day(in_force))
        assert code_of(succession, *early) == "depositary.before_it_began"

    @pytest.mark.parametrize(("in_force", "due"), [("2025-03-02", True), ("2025-03-03", False), (None, False)])
    def test_f_registration_after_entry_into_force(self, in_force, due):
        in_force_on = day(in_force) if in_force else None
        if due:
            step = require_registration(in_force_on, on=day("2025-03-02"))
            assert (step.code, str(step.cite)) == ("depositary.register_now", "UN Charter art. 102")
            return
        assert code_of(require_registration, in_force_on, on=day("2025-03-02")) == "depositary.not_in_force_yet"

    FROZEN = {"en": "d1", "fr": "d2"}

    def test_f_certified_true_copy(self):
        copy = CertifiedCopy("Secretary-General", day("2025-03-02"), True, dict(self.FROZEN))
        step = require_true_copy(copy, self.FROZEN, cite=CLAUSE)
        assert (step.code, step.facts["languages"]) == ("depositary.true_copy", ["en", "fr"])

    @pytest.mark.parametrize(
        ("copy", "code", "fact"),
        [
            (
                CertifiedCopy("", None, False, {}),
                "depositary.copy_incomplete",
                ["depositary", "date", "seal", "en", "fr"],
            ),
            (CertifiedCopy("SG", day("2025-03-02"), True, {"en": "d1"}), "depositary.copy_incomplete", ["fr"]),
            (CertifiedCopy("SG", day("2025-03-02"), True, {"en": "d1", "fr": "x"}), "depositary.copy_differs", ["fr"]),
            (
                CertifiedCopy("SG", day("2025-03-02"), True, {"en": "d1", "fr": "d2", "ru": "d3"}),
                "depositary.copy_differs",
                ["ru"],
            ),
        ],
    )
    def test_a_copy_that_is_none(self, copy, code, fact):
        with pytest.raises(Refused) as no:
            require_true_copy(copy, self.FROZEN)
        assert (no.value.code, list(no.value.facts.values())) == (code, [fact])
