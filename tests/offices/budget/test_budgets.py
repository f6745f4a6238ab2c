"""A year's budget: drafted, shared to the cent, adopted; payments by two persons."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.foundation.journal.models import Entry
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.offices.budget import actions, facts, queries
from plenary.offices.budget.models import Budget, Contribution, Payment
from plenary.offices.budget.permissions import can_see_parts
from plenary.offices.documents.actions import move_document
from plenary.offices.organisation.actions import bring_rules_into_force
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused
from tests.builders.budget import CONTRIBUTIONS, PARTS, SCALE, TOTAL, drafted, six
from tests.builders.documents import issued, to_table
from tests.builders.organisation import body, council, house, words
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def adopted(letter_on: date = date(2024, 12, 10), year: int = 2025) -> Budget:
    chair = actor("PO", "body:CSC")
    return actions.adopt_budget(
        drafted(year), by=chair, decision=f"CSC-{year - 1}-3", letter_on=letter_on, in_scopes=["body:CSC"]
    )


def test_a_draft_has_its_parts_and_total():
    budget = drafted()
    assert (budget.state, budget.currency, queries.total_of(budget)) == ("draft", "RUB", TOTAL)
    assert queries.scale_of(budget) == {code: Decimal(share) for code, share in SCALE.items()}
    assert not Contribution.objects.exists()
    assert Entry.objects.get(verb="budget.budget.drafted").facts["total"] == "7345678.41"


def test_a_later_draft_replaces_the_earlier_one():
    budget = drafted()
    again = actions.draft_budget(
        budget, by=secretary_general(), currency="rub", parts=[{"title": words("All"), "amount": "10.00"}]
    )
    assert [(part.order, part.amount) for part in again.parts.all()] == [(1, Decimal("10.00"))]


def test_a_scale_that_does_not_come_to_100_is_refused_with_its_sum():
    budget, sg = drafted(), secretary_general()
    with refused("budget.scale_not_100", sum="99.999"):
        actions.set_scale(budget, by=sg, shares={**SCALE, "BOREL": "28.811"})
    with refused("budget.scale_not_100", sum="100.0001"):
        actions.set_scale(budget, by=sg, shares={**SCALE, "FARA": "3.0001"})
    assert queries.scale_of(budget) == {code: Decimal(share) for code, share in SCALE.items()}


def test_a_scale_names_every_member_once_and_nobody_else():
    budget, sg = drafted(), secretary_general()
    without = {code: share for code, share in SCALE.items() if code != "FARA"}
    with refused("budget.scale_member_missing", members=["FARA"], year=2025):
        actions.set_scale(budget, by=sg, shares={**without, "ELVIA": "7.828"})
    with refused("budget.scale_unknown_member", members=["GHOST"]):
        actions.set_scale(budget, by=sg, shares={**without, "GHOST": "3.000"})
    with refused("scale.too_fine", member="ARDA"):
        actions.set_scale(budget, by=sg, shares={**SCALE, "ARDA": "39.9999", "BOREL": "28.8121"})
    with refused("budget.not_exact", said="40.0"):
        actions.set_scale(budget, by=sg, shares={**SCALE, "ARDA": 40.0})


def test_finance_proposes_and_another_confirms():
    six()
    finance = actor("FI")
    with refused("access.second_person_needed", row="draft_budget"):
        actions.plan_budget(by=finance, year=2025)
    budget = pairs.confirm(pairs.perform(actions.plan_budget, by=finance, year=2025), by=secretary_general())
    pending = pairs.perform(
        actions.draft_budget,
        by=finance,
        budget=budget,
        currency="RUB",
        parts=[{"title": words("Secretariat", "Секретариат"), "amount": Decimal("4200000.00")}],
    )
    assert isinstance(pending, Pending)
    assert not budget.parts.exists()
    pairs.confirm(pending, by=actor("FI", name="Another of finance"))
    assert [(part.title, part.amount) for part in budget.parts.all()] == [
        ({"en": "Secretariat", "ru": "Секретариат"}, Decimal("4200000.00"))
    ]


@pytest.mark.parametrize("capacity", ["SB", "DO", "LD", "PO", "HD", "DM", "FP", "PR", "PS", "AD", "PU"])
def test_others_draft_no_budget(capacity):
    stranger = actor(capacity)
    with refused("access.not_allowed", row="draft_budget"):
        actions.plan_budget(by=stranger, year=2025)


def test_adoption_opens_contributions_to_the_cent():
    budget = adopted()
    owed = {one.member.code: one.amount for one in Contribution.objects.select_related("member")}
    assert owed == {code: Decimal(amount) for code, amount in CONTRIBUTIONS.items()}
    assert sum(owed.values()) == TOTAL
    assert {one.due_on for one in Contribution.objects.all()} == {date(2025, 1, 9)}
    assert (budget.state, budget.decision, queries.are_contributions_open(2025)) == ("adopted", "CSC-2024-3", True)
    assert Entry.objects.filter(verb="budget.contribution.opened").count() == 6
    assert {e.tree.audience for e in Entry.objects.filter(verb="budget.contribution.opened")} == {
        f"accounts,member:{code}" for code in SCALE
    }


def test_a_contribution_is_never_due_before_the_year_begins():
    adopted(letter_on=date(2024, 11, 20))
    assert {one.due_on for one in Contribution.objects.all()} == {date(2025, 1, 1)}


def test_an_adopted_budget_does_not_change():
    budget, sg, chair = adopted(), secretary_general(), actor("PO", "body:CSC")
    with refused("budget.already_adopted", year=2025, decision="CSC-2024-3"):
        actions.draft_budget(budget, by=sg, currency="RUB", parts=PARTS)
    with refused("budget.already_adopted"):
        actions.set_scale(budget, by=sg, shares=SCALE)
    with refused("budget.already_adopted"):
        actions.adopt_budget(
            budget, by=chair, decision="CSC-2024-4", letter_on=date(2024, 12, 10), in_scopes=["body:CSC"]
        )


def test_a_budget_is_adopted_whole_and_by_its_chair():
    sg, chair = secretary_general(), actor("PO", "body:CSC")
    six(sg)
    budget = actions.plan_budget(by=sg, year=2025)
    arguments = {"decision": "CSC-2024-3", "letter_on": date(2024, 12, 10), "in_scopes": ["body:CSC"]}
    with refused("budget.no_parts", year=2025):
        actions.adopt_budget(budget, by=chair, **arguments)
    actions.draft_budget(budget, by=sg, currency="RUB", parts=PARTS)
    with refused("budget.no_scale", year=2025):
        actions.adopt_budget(budget, by=chair, **arguments)
    actions.set_scale(budget, by=sg, shares=SCALE)
    with refused("budget.decision_missing"):
        actions.adopt_budget(budget, by=chair, **{**arguments, "decision": " "})
    with refused("access.not_allowed", row="announce_verdict"):
        actions.adopt_budget(budget, by=sg, **arguments)
    other = actor("PO", "body:CMD")
    with refused("access.not_in_scope"):
        actions.adopt_budget(budget, by=other, **arguments)


def test_a_budget_waits_for_its_text():
    csc = council()
    document, _ = issued(csc, kind="budget", title=words("Budget for 2020"))
    shares = {"ARM": "10.000", "BLR": "10.000", "KAZ": "20.000", "KGZ": "5.000", "RUS": "50.000", "TJK": "5.000"}
    sg, chair = secretary_general(), actor("PO", "body:CSC")
    budget = actions.plan_budget(by=sg, year=2020, document=document)
    actions.draft_budget(budget, by=sg, currency="RUB", parts=[{"title": words("All"), "amount": "100.01"}])
    actions.set_scale(budget, by=sg, shares=shares)
    with refused("budget.text_not_adopted", state="registered"):
        actions.adopt_budget(budget, by=chair, decision="CSC-2019-3", letter_on=date(2019, 12, 1))
    to_table(document, csc)
    move_document(document, by=chair, state="adopted", met=["verdict of the body"])
    actions.adopt_budget(Budget.objects.get(), by=chair, decision="CSC-2019-3", letter_on=date(2019, 12, 1))
    assert {one.member.code: str(one.amount) for one in Contribution.objects.select_related("member")} == {
        "ARM": "10.00",
        "BLR": "10.00",
        "KAZ": "20.00",
        "KGZ": "5.00",
        "RUS": "50.01",
        "TJK": "5.00",
    }


def test_a_payment_takes_two_persons_even_of_the_secretary_general():
    adopted()
    borel, finance, sg = Member.objects.get(code="BOREL"), actor("FI"), secretary_general("Another")
    for single in (finance, sg):
        with refused("access.second_person_needed", row="record_payment"):
            actions.record_payment(borel, by=single, amount="1000000.00", received_on=date(2025, 1, 20))
    pending = pairs.perform(
        actions.record_payment, by=finance, member=borel, amount=Decimal("1000000.00"), received_on=date(2025, 1, 20)
    )
    assert not Payment.objects.exists()
    with refused("access.same_person"):
        pairs.confirm(pending, by=finance)
    (payment,) = pairs.confirm(pending, by=sg)
    assert (payment.entered_by.key, payment.approved_by.key) == (finance.person_key, sg.person_key)
    assert payment.contribution.left == Decimal("1116436.86")


def test_a_payment_settles_the_oldest_year_first():
    adopted()
    chair = actor("PO", "body:CSC")
    actions.adopt_budget(
        drafted(2026), by=chair, decision="CSC-2025-3", letter_on=date(2025, 12, 1), in_scopes=["body:CSC"]
    )
    fara = Member.objects.get(code="FARA")
    paid = pairs.confirm(
        pairs.perform(
            actions.record_payment, by=actor("FI"), member=fara, amount="230000.00", received_on=date(2026, 2, 1)
        ),
        by=secretary_general("Another"),
    )
    assert [(one.contribution.budget.year, str(one.amount)) for one in paid] == [
        (2025, "220370.35"),
        (2026, "9629.65"),
    ]
    assert [(one.budget.year, str(one.left)) for one in queries.unpaid_of(fara)] == [(2026, "210740.70")]
    assert facts.arrears_of(fara, date(2026, 2, 1)) == Decimal("210740.70")


def test_more_than_is_owed_is_refused_before_a_second_person_is_asked():
    adopted()
    fara, finance = Member.objects.get(code="FARA"), actor("FI")
    with refused("budget.more_than_owed", member="FARA", amount="230000.00", owed="220370.35"):
        pairs.perform(actions.record_payment, by=finance, member=fara, amount="230000.00", received_on=date(2025, 2, 1))


def test_a_member_sees_its_own_account_and_finance_sees_all():
    adopted()
    own = actor("HD", "member:DORN")
    assert [one.member.code for one in queries.contributions(own)] == ["DORN"]
    assert [one.member.code for one in queries.contributions(actor("FI"))] == sorted(SCALE)
    assert list(queries.contributions(actor("PS"))) == []
    budget = Budget.objects.get()
    assert can_see_parts(actor("FI"), budget)
    assert not can_see_parts(own, budget)


def test_contributions_are_read_in_the_same_number_of_questions(django_assert_num_queries):
    adopted()
    finance = actor("FI")
    with django_assert_num_queries(2):
        assert sum(one.left for one in queries.contributions(finance)) == TOTAL
    with django_assert_num_queries(2):
        assert queries.contributions(finance)[:1][0].left == Decimal("2938271.37")


def test_arrears_take_a_vote_only_by_the_rule_and_the_books_of_its_years():
    house()
    six()
    body("CSC", is_supreme=True)
    elvia = Member.objects.get(code="ELVIA")
    assert facts.voting_right_of(elvia, date(2025, 1, 1)) is None
    sg, chair = secretary_general(), actor("PO", "body:CSC")
    bring_rules_into_force(Body.objects.get(), by=sg, ruleset="csto", from_on=date(2003, 9, 18))
    for year in (2023, 2024):
        actions.adopt_budget(
            drafted(year),
            by=chair,
            decision=f"CSC-{year - 1}-3",
            letter_on=date(year - 1, 12, 1),
            in_scopes=["body:CSC"],
        )
    right = facts.voting_right_of(elvia, date(2025, 1, 1))
    assert right is not None
    assert (right.votes, right.arrears, right.line) == (True, Decimal("709298.70"), Decimal("709298.70"))
    taken = facts.voting_right_of(elvia, date(2025, 1, 1), decision_taken=True)
    assert taken is not None
    assert (taken.votes, taken.pay_at_least) == (False, Decimal("0.01"))


@given(st.lists(st.integers(0, 100_000), min_size=6, max_size=6))
def test_only_a_scale_of_exactly_100_gets_past_the_sum(units):
    shares = {code: Decimal(unit).scaleb(-3) for code, unit in zip(SCALE, units, strict=True)}
    try:
        facts.checked_scale(shares, 2025)
    except Refused as no:
        whole = sum(units) == 100_000
        assert (no.code == "budget.scale_not_100") is not whole
